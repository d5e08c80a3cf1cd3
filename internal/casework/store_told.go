package casework

import (
	"context"
	"time"

	"hemu/internal/sqldb"
)

func insertTold(ctx context.Context, tx *sqldb.Tx, user string, id ID, named bool) error {
	_, err := tx.Exec(ctx, `INSERT INTO casework_told (id, user_id, case_id, named, at, seen) VALUES ($1, $2, $3, $4, $5, FALSE)`,
		newID(), user, string(id), named, tx.Now.UnixMilli())
	return err
}

// unsayTold takes back that somebody was named on a case.
func unsayTold(ctx context.Context, tx *sqldb.Tx, user string, id ID) error {
	_, err := tx.Exec(ctx, `DELETE FROM casework_told WHERE user_id = $1 AND case_id = $2`, user, string(id))
	return err
}

func listTold(ctx context.Context, tx *sqldb.Tx, user string, limit int) ([]Told, error) {
	return sqldb.All(ctx, tx, func(r sqldb.Row) (t Told, err error) {
		return t, r.Scan(sqldb.Time{T: &t.At}, &t.Named, &t.Case, &t.Seen)
	}, `SELECT at, named, case_id, seen FROM casework_told WHERE user_id = $1 ORDER BY at DESC, id DESC LIMIT $2`, user, limit)
}

func sawTold(ctx context.Context, tx *sqldb.Tx, user string) error {
	_, err := tx.Exec(ctx, `UPDATE casework_told SET seen = TRUE WHERE user_id = $1 AND NOT seen`, user)
	return err
}

func forgetTold(ctx context.Context, tx *sqldb.Tx, before time.Time) error {
	_, err := tx.Exec(ctx, `DELETE FROM casework_told WHERE at < $1`, before.UnixMilli())
	return err
}
