package identity

import (
	"context"
	"time"

	"hemu/internal/sqldb"
)

const sessionColumns = `id, user_id, acting_post, created_at, seen_at, agent, address, revoked_at, proved_at, provider, vouched`

func scanSession(r sqldb.Row) (s Session, err error) {
	return s, r.Scan(&s.ID, &s.UserID, &s.ActingPost, sqldb.Time{T: &s.CreatedAt}, sqldb.Time{T: &s.SeenAt}, &s.Agent, &s.Address, sqldb.Time{T: &s.RevokedAt}, sqldb.Time{T: &s.ProvedAt}, &s.Provider, &s.Vouched)
}

func insertSession(ctx context.Context, tx *sqldb.Tx, s Session, tokenHash string) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO identity_session (id, token_hash, user_id, acting_post, created_at, seen_at, agent, address, proved_at, provider, vouched)
		VALUES ($1,$2,$3,$4,$5,$5,$6,$7,$8,$9,$10)`,
		s.ID, tokenHash, s.UserID, s.ActingPost, s.CreatedAt.UnixMilli(), s.Agent, s.Address, s.ProvedAt.UnixMilli(), s.Provider, s.Vouched)
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

// sweep deletes sessions begun and failures counted before the given instants.
func sweep(ctx context.Context, tx *sqldb.Tx, sessions, failures time.Time) error {
	_, err := tx.Exec(ctx, `DELETE FROM identity_session WHERE created_at < $1`, sessions.UnixMilli())
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `DELETE FROM identity_throttle WHERE last_at < $1`, failures.UnixMilli())
	return err
}

// lockTally reads what a subject has failed, and keeps others from counting
// until the transaction ends. A subject without failures has an empty tally.
func lockTally(ctx context.Context, tx *sqldb.Tx, subject string) (tally, error) {
	t := tally{subject: subject}
	if err := tx.Lock(ctx, subject); err != nil {
		return t, err
	}
	err := tx.QueryRow(ctx, `SELECT fails, locks, last_at, locked_until FROM identity_throttle WHERE subject = $1`, subject).
		Scan(&t.fails, &t.locks, sqldb.Time{T: &t.lastAt}, sqldb.Time{T: &t.lockedUntil})
	if sqldb.IsNoRows(err) {
		return t, nil
	}
	return t, err
}

func saveTally(ctx context.Context, tx *sqldb.Tx, t tally) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO identity_throttle (subject, fails, locks, last_at, locked_until) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (subject) DO UPDATE SET fails = excluded.fails, locks = excluded.locks,
		       last_at = excluded.last_at, locked_until = excluded.locked_until`,
		t.subject, t.fails, t.locks, tx.Now.UnixMilli(), sqldb.Millis(t.lockedUntil))
	return err
}

func dropTally(ctx context.Context, tx *sqldb.Tx, subject string) error {
	_, err := tx.Exec(ctx, `DELETE FROM identity_throttle WHERE subject = $1`, subject)
	return err
}
