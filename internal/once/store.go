package once

import (
	"context"
	"time"

	"hemu/internal/sqldb"
)

// claim reports whether the key was free. While another transaction holds it,
// claim waits until that one ends.
func claim(ctx context.Context, tx *sqldb.Tx, actorID, key, input string) (bool, error) {
	n, err := tx.Exec(ctx, `
		INSERT INTO once_request (actor, key, input, output, at) VALUES ($1, $2, $3, '', $4)
		ON CONFLICT (actor, key) DO NOTHING`, actorID, key, input, tx.Now.UnixMilli())
	return n == 1, err
}

func remember(ctx context.Context, tx *sqldb.Tx, actorID, key, output string) error {
	_, err := tx.Exec(ctx, `UPDATE once_request SET output = $1 WHERE actor = $2 AND key = $3`, output, actorID, key)
	return err
}

func find(ctx context.Context, tx *sqldb.Tx, actorID, key string) (input, output string, err error) {
	err = tx.QueryRow(ctx, `SELECT input, output FROM once_request WHERE actor = $1 AND key = $2`, actorID, key).
		Scan(&input, &output)
	return input, output, err
}

// Sweep forgets requests made before an instant and returns how many. Answers hold
// what people typed, so they are kept no longer than a client may still repeat:
// a day or two.
func Sweep(ctx context.Context, db *sqldb.DB, before time.Time) (n int64, err error) {
	err = db.Write(ctx, func(tx *sqldb.Tx) error {
		n, err = tx.Exec(ctx, `DELETE FROM once_request WHERE at < $1`, before.UnixMilli())
		return err
	})
	return n, err
}
