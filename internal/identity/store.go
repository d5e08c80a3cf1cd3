package identity

import (
	"context"
	"encoding/json"
	"slices"

	"hemu/internal/sqldb"
)

const userFields = `id, username, name, initials, phone, lang, password, must_change, strong, disabled_at, created_at, version`

const userColumns = userFields + `,
	EXISTS (SELECT 1 FROM identity_factor f WHERE f.user_id = identity_user.id AND f.confirmed_at IS NOT NULL),
	EXISTS (SELECT 1 FROM identity_link l WHERE l.user_id = identity_user.id)`

func scanUser(r sqldb.Row) (u User, err error) {
	return u, r.Scan(&u.ID, &u.Username, &u.Name, &u.Initials, &u.Phone, &u.Lang, &u.password, &u.MustChange, &u.strong,
		sqldb.Time{T: &u.DisabledAt}, sqldb.Time{T: &u.CreatedAt}, &u.Version, &u.Factor, &u.Linked)
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
	_, err := tx.Exec(ctx, `INSERT INTO identity_user (`+userFields+`) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)`,
		u.ID, u.Username, u.Name, u.Initials, u.Phone, u.Lang, u.password, u.MustChange, u.strong,
		sqldb.Millis(u.DisabledAt), u.CreatedAt.UnixMilli(), 1)
	if sqldb.IsDuplicate(err) {
		return ErrNameTaken
	}
	return err
}

// saveUser writes u over the version it was read at.
func saveUser(ctx context.Context, tx *sqldb.Tx, u User) error {
	n, err := tx.Exec(ctx, `
		UPDATE identity_user SET name = $1, initials = $2, phone = $3, lang = $4, password = $5, must_change = $6,
		       strong = $7, disabled_at = $8, version = version + 1
		WHERE id = $9 AND version = $10`,
		u.Name, u.Initials, u.Phone, u.Lang, u.password, u.MustChange, u.strong, sqldb.Millis(u.DisabledAt), u.ID, u.Version)
	if err == nil && n == 0 {
		return ErrChanged
	}
	return err
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

// endPost ends a post that has not ended before, and tells how many that were.
func endPost(ctx context.Context, tx *sqldb.Tx, id, until string) (int64, error) {
	return tx.Exec(ctx, `UPDATE identity_post SET until_on = $1 WHERE id = $2 AND (until_on IS NULL OR until_on > $1)`, until, id)
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

// maxIn keeps the number of placeholders below every engine's limit.
const maxIn = 500

// postsOf are the posts of several users by user id, oldest first.
func postsOf(ctx context.Context, tx *sqldb.Tx, userIDs []string) (map[string][]Post, error) {
	out := make(map[string][]Post, len(userIDs))
	for part := range slices.Chunk(userIDs, maxIn) {
		c := sqldb.NewCond().And("user_id IN (?)", part)
		posts, err := sqldb.All(ctx, tx, scanPost, `SELECT `+postColumns+` FROM identity_post WHERE `+c.Where()+` ORDER BY user_id, id`, c.Args()...)
		if err != nil {
			return nil, err
		}
		for _, p := range posts {
			out[p.UserID] = append(out[p.UserID], p)
		}
	}
	return out, nil
}

// usersByName are the users of some usernames, by username.
func usersByName(ctx context.Context, tx *sqldb.Tx, usernames []string) (map[string]User, error) {
	out := make(map[string]User, len(usernames))
	for part := range slices.Chunk(usernames, maxIn) {
		c := sqldb.NewCond().And("username IN (?)", part)
		users, err := sqldb.All(ctx, tx, scanUser, `SELECT `+userColumns+` FROM identity_user WHERE `+c.Where(), c.Args()...)
		if err != nil {
			return nil, err
		}
		for _, u := range users {
			out[u.Username] = u
		}
	}
	return out, nil
}
