package identity

import (
	"context"
	"encoding/json"
	"time"

	"hemu/internal/sqldb"
)

const userColumns = `id, username, name, initials, phone, lang, password, must_change, failures, locked_until, disabled_at, created_at, version`

func scanUser(r sqldb.Row) (u User, err error) {
	return u, r.Scan(&u.ID, &u.Username, &u.Name, &u.Initials, &u.Phone, &u.Lang, &u.password, &u.MustChange, &u.failures,
		sqldb.Time{T: &u.lockedUntil}, sqldb.Time{T: &u.DisabledAt}, sqldb.Time{T: &u.CreatedAt}, &u.Version)
}

func findUser(ctx context.Context, tx *sqldb.Tx, id string) (User, error) {
	u, err := sqldb.One(ctx, tx, scanUser, `SELECT `+userColumns+` FROM identity_user WHERE id = $1`, id)
	if sqldb.IsNoRows(err) {
		return u, ErrNotFound
	}
	return u, err
}

func findByName(ctx context.Context, tx *sqldb.Tx, username string) (u User, found bool, err error) {
	u, err = sqldb.One(ctx, tx, scanUser, `SELECT `+userColumns+` FROM identity_user WHERE username = $1`, username)
	if sqldb.IsNoRows(err) {
		return u, false, nil
	}
	return u, err == nil, err
}

func insertUser(ctx context.Context, tx *sqldb.Tx, u User) error {
	_, err := tx.Exec(ctx, `INSERT INTO identity_user (`+userColumns+`) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)`,
		u.ID, u.Username, u.Name, u.Initials, u.Phone, u.Lang, u.password, u.MustChange, u.failures,
		sqldb.Millis(u.lockedUntil), sqldb.Millis(u.DisabledAt), u.CreatedAt.UnixMilli(), 1)
	if sqldb.IsDuplicate(err) {
		return ErrNameTaken
	}
	return err
}

// saveUser writes u over the version it was read at.
func saveUser(ctx context.Context, tx *sqldb.Tx, u User) error {
	n, err := tx.Exec(ctx, `
		UPDATE identity_user SET name = $1, initials = $2, phone = $3, lang = $4, password = $5, must_change = $6,
		       disabled_at = $7, version = version + 1
		WHERE id = $8 AND version = $9`,
		u.Name, u.Initials, u.Phone, u.Lang, u.password, u.MustChange, sqldb.Millis(u.DisabledAt), u.ID, u.Version)
	if err == nil && n == 0 {
		return ErrChanged
	}
	return err
}

// countFailure adds one failed sign-in. It is a single statement, so that
// failures at the same time all count.
func countFailure(ctx context.Context, tx *sqldb.Tx, id string) (failures int, err error) {
	return sqldb.One(ctx, tx, sqldb.Scalar[int], `UPDATE identity_user SET failures = failures + 1 WHERE id = $1 RETURNING failures`, id)
}

func lockUser(ctx context.Context, tx *sqldb.Tx, id string, until time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE identity_user SET locked_until = $1 WHERE id = $2`, sqldb.Millis(until), id)
	return err
}

func clearFailures(ctx context.Context, tx *sqldb.Tx, id, address string) error {
	if _, err := tx.Exec(ctx, `UPDATE identity_user SET failures = 0, locked_until = NULL WHERE id = $1`, id); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `DELETE FROM identity_address WHERE address = $1`, address)
	return err
}

func countAddress(ctx context.Context, tx *sqldb.Tx, address string) (int, error) {
	return sqldb.One(ctx, tx, sqldb.Scalar[int], `
		INSERT INTO identity_address (address, failures, seen_at) VALUES ($1, 1, $2)
		ON CONFLICT (address) DO UPDATE SET failures = identity_address.failures + 1, seen_at = $2
		RETURNING failures`, address, tx.Now.UnixMilli())
}

func lockAddress(ctx context.Context, tx *sqldb.Tx, address string, until time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE identity_address SET locked_until = $1 WHERE address = $2`, sqldb.Millis(until), address)
	return err
}

func addressLock(ctx context.Context, tx *sqldb.Tx, address string) (until time.Time, err error) {
	err = tx.QueryRow(ctx, `SELECT locked_until FROM identity_address WHERE address = $1`, address).Scan(sqldb.Time{T: &until})
	if sqldb.IsNoRows(err) {
		return until, nil
	}
	return until, err
}

const postColumns = `id, user_id, org_id, role, scope, custom, from_on, until_on, granted_by, granted_at`

func scanPost(r sqldb.Row) (p Post, err error) {
	var custom string
	var until *string
	if err := r.Scan(&p.ID, &p.UserID, &p.OrgID, &p.Role, &p.Scope, &custom, &p.From, &until, &p.GrantedBy, sqldb.Time{T: &p.GrantedAt}); err != nil {
		return p, err
	}
	if until != nil {
		p.Until = *until
	}
	return p, json.Unmarshal([]byte(custom), &p.Custom)
}

func insertPost(ctx context.Context, tx *sqldb.Tx, p Post) error {
	custom, err := json.Marshal(append([]string{}, p.Custom...))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO identity_post (`+postColumns+`) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)`,
		p.ID, p.UserID, p.OrgID, p.Role, p.Scope, string(custom), p.From, orNull(p.Until), p.GrantedBy, p.GrantedAt.UnixMilli())
	return err
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// Posts are all posts of a user, ended ones too, oldest first.
func Posts(ctx context.Context, tx *sqldb.Tx, userID string) ([]Post, error) {
	return sqldb.All(ctx, tx, scanPost, `SELECT `+postColumns+` FROM identity_post WHERE user_id = $1 ORDER BY id`, userID)
}

func findPost(ctx context.Context, tx *sqldb.Tx, id string) (Post, error) {
	p, err := sqldb.One(ctx, tx, scanPost, `SELECT `+postColumns+` FROM identity_post WHERE id = $1`, id)
	if sqldb.IsNoRows(err) {
		return p, ErrNotFound
	}
	return p, err
}

func endPost(ctx context.Context, tx *sqldb.Tx, id, until string) error {
	_, err := tx.Exec(ctx, `UPDATE identity_post SET until_on = $1 WHERE id = $2`, until, id)
	return err
}

const sessionColumns = `id, user_id, acting_post, created_at, seen_at, agent, address, revoked_at`

func scanSession(r sqldb.Row) (s Session, err error) {
	return s, r.Scan(&s.ID, &s.UserID, &s.ActingPost, sqldb.Time{T: &s.CreatedAt}, sqldb.Time{T: &s.SeenAt}, &s.Agent, &s.Address, sqldb.Time{T: &s.RevokedAt})
}

func insertSession(ctx context.Context, tx *sqldb.Tx, s Session, tokenHash string) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO identity_session (id, token_hash, user_id, acting_post, created_at, seen_at, agent, address)
		VALUES ($1,$2,$3,$4,$5,$5,$6,$7)`,
		s.ID, tokenHash, s.UserID, s.ActingPost, s.CreatedAt.UnixMilli(), s.Agent, s.Address)
	return err
}

func findSession(ctx context.Context, tx *sqldb.Tx, tokenHash string) (Session, error) {
	s, err := sqldb.One(ctx, tx, scanSession, `SELECT `+sessionColumns+` FROM identity_session WHERE token_hash = $1`, tokenHash)
	if sqldb.IsNoRows(err) {
		return s, ErrSignedOut
	}
	return s, err
}

func sessionsOf(ctx context.Context, tx *sqldb.Tx, userID string, since time.Time) ([]Session, error) {
	return sqldb.All(ctx, tx, scanSession, `
		SELECT `+sessionColumns+` FROM identity_session
		WHERE user_id = $1 AND created_at >= $2 AND revoked_at IS NULL ORDER BY created_at DESC LIMIT 50`, userID, since.UnixMilli())
}

func revokeSessions(ctx context.Context, tx *sqldb.Tx, c *sqldb.Cond) (int64, error) {
	at := c.Arg(tx.Now.UnixMilli())
	return tx.Exec(ctx, `UPDATE identity_session SET revoked_at = `+at+` WHERE revoked_at IS NULL AND `+c.Where(), c.Args()...)
}

func touchSession(ctx context.Context, tx *sqldb.Tx, id string) error {
	_, err := tx.Exec(ctx, `UPDATE identity_session SET seen_at = $1 WHERE id = $2`, tx.Now.UnixMilli(), id)
	return err
}

func setActing(ctx context.Context, tx *sqldb.Tx, session, post string) error {
	_, err := tx.Exec(ctx, `UPDATE identity_session SET acting_post = $1 WHERE id = $2`, post, session)
	return err
}

// Names gives the display names of users by id.
func Names(ctx context.Context, tx *sqldb.Tx, ids []string) (map[string]string, error) {
	names := map[string]string{}
	if len(ids) == 0 {
		return names, nil
	}
	c := sqldb.NewCond().And("id IN (?)", ids)
	rows, err := tx.Query(ctx, `SELECT id, name FROM identity_user WHERE `+c.Where(), c.Args()...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id, name string
		if err := rows.Scan(&id, &name); err != nil {
			return nil, err
		}
		names[id] = name
	}
	return names, rows.Err()
}

// Listed is one line of the list of users.
type Listed struct {
	User
	Posts []Post
}

// listUsers gives users whose username sorts after a cursor, matching text by
// name, username or initials, and holding a live post in a range of units.
func listUsers(ctx context.Context, tx *sqldb.Tx, f Filter, today string) ([]User, error) {
	c := sqldb.NewCond().And("u.username > ?", f.After)
	if f.Text != "" {
		like := "%" + escapeLike(f.Text) + "%"
		c.And(`u.username LIKE ? ESCAPE '\' OR u.name LIKE ? ESCAPE '\' OR u.initials LIKE ? ESCAPE '\'`, like, like, like)
	}
	if f.OrgPath != "" {
		from, to := sqldb.Below(f.OrgPath)
		c.And(`EXISTS (SELECT 1 FROM identity_post p JOIN org_unit o ON o.id = p.org_id
			WHERE p.user_id = u.id AND o.path >= ? AND o.path < ? AND (p.until_on IS NULL OR p.until_on > ?))`, from, to, today)
	}
	limit := c.Arg(f.Limit)
	return sqldb.All(ctx, tx, scanUser, `SELECT `+userColumns+` FROM identity_user u WHERE `+c.Where()+` ORDER BY u.username LIMIT `+limit, c.Args()...)
}
