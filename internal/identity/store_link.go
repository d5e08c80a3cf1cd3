package identity

import (
	"context"
	"time"

	"hemu/internal/sqldb"
)

const linkColumns = `user_id, issuer, subject, linked_by, linked_at`

func scanLink(r sqldb.Row) (l Link, err error) {
	return l, r.Scan(&l.UserID, &l.Issuer, &l.Subject, &l.By, sqldb.Time{T: &l.At})
}

// findLink reads the link of a user; one of nobody is empty.
func findLink(ctx context.Context, tx *sqldb.Tx, userID string) (Link, error) {
	l, err := sqldb.One(ctx, tx, scanLink, `SELECT `+linkColumns+` FROM identity_link WHERE user_id = $1`, userID)
	if sqldb.IsNoRows(err) {
		return Link{}, nil
	}
	return l, err
}

// findLinked reads whose link a subject is; nobody's is empty.
func findLinked(ctx context.Context, tx *sqldb.Tx, issuer, subject string) (Link, error) {
	l, err := sqldb.One(ctx, tx, scanLink, `SELECT `+linkColumns+` FROM identity_link WHERE issuer = $1 AND subject = $2`, issuer, subject)
	if sqldb.IsNoRows(err) {
		return Link{}, nil
	}
	return l, err
}

// saveLink puts a link in the place of the one the user had; ErrLinkTaken when the
// subject is somebody else's.
func saveLink(ctx context.Context, tx *sqldb.Tx, l Link) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO identity_link (`+linkColumns+`) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (user_id) DO UPDATE SET issuer = excluded.issuer, subject = excluded.subject, linked_by = excluded.linked_by, linked_at = excluded.linked_at`,
		l.UserID, l.Issuer, l.Subject, l.By, l.At.UnixMilli())
	if sqldb.IsDuplicate(err) {
		return ErrLinkTaken
	}
	return err
}

// dropLink removes the link of a user, and tells whether there was one.
func dropLink(ctx context.Context, tx *sqldb.Tx, userID string) (bool, error) {
	n, err := tx.Exec(ctx, `DELETE FROM identity_link WHERE user_id = $1`, userID)
	return n > 0, err
}

const errandColumns = `id, browser, purpose, session_id, nonce, verifier, redirect, back, begun_at, user_id, proved_at`

func scanErrand(r sqldb.Row) (e errand, err error) {
	return e, r.Scan(&e.id, &e.browser, &e.Purpose, &e.session, &e.nonce, &e.verifier, &e.redirect, &e.Back,
		sqldb.Time{T: &e.begun}, &e.userID, sqldb.Time{T: &e.proved})
}

// saveErrand keeps an errand, in the place of one of the same id, and forgets all
// that nobody came back from in time.
func saveErrand(ctx context.Context, tx *sqldb.Tx, e errand, forgotten time.Time) error {
	if _, err := tx.Exec(ctx, `DELETE FROM identity_errand WHERE begun_at < $1 OR id = $2`, forgotten.UnixMilli(), e.id); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `INSERT INTO identity_errand (`+errandColumns+`) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)`,
		e.id, e.browser, e.Purpose, e.session, e.nonce, e.verifier, e.redirect, e.Back, e.begun.UnixMilli(), e.userID, sqldb.Millis(e.proved))
	return err
}

// takeErrand takes an errand of a browser away: whoever comes second finds none.
func takeErrand(ctx context.Context, tx *sqldb.Tx, id, browser string) (errand, error) {
	e, err := sqldb.One(ctx, tx, scanErrand, `DELETE FROM identity_errand WHERE id = $1 AND browser = $2 RETURNING `+errandColumns, id, browser)
	if sqldb.IsNoRows(err) {
		return e, ErrErrandLost
	}
	return e, err
}

// findErrand reads an errand of a browser.
func findErrand(ctx context.Context, tx *sqldb.Tx, id, browser string) (errand, error) {
	e, err := sqldb.One(ctx, tx, scanErrand, `SELECT `+errandColumns+` FROM identity_errand WHERE id = $1 AND browser = $2`, id, browser)
	if sqldb.IsNoRows(err) {
		return e, ErrErrandLost
	}
	return e, err
}
