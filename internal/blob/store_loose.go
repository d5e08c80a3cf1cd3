package blob

import (
	"context"
	"errors"
	"time"

	"hemu/internal/sqldb"
)

// Hang notes that a case names files, in the transaction that writes the case: they
// are never swept from then on. ErrNotFound when one is gone,
// or was found infected.
func Hang(ctx context.Context, tx *sqldb.Tx, digests []string) error {
	if len(digests) == 0 {
		return nil
	}
	if err := lock(ctx, tx, digests...); err != nil {
		return err
	}
	c := sqldb.NewCond().And("digest IN (?)", digests)
	n, err := tx.Exec(ctx, `UPDATE blob_file SET hung = TRUE WHERE scan <> 'infected' AND `+c.Where(), c.Args()...)
	if err == nil && n < int64(len(digests)) {
		err = ErrNotFound
	}
	return err
}

// Named are those of some digests that something half typed names.
type Named func(ctx context.Context, tx *sqldb.Tx, digests []string) (map[string]bool, error)

// SweepLoose forgets files that nobody handed over since before, that no case names,
// and nothing half typed, and returns how many. Their bytes get the age of now, by the
// machine's clock, so that Sweep finds them a day or more later: a backup may be
// reading them.
func (s Store) SweepLoose(ctx context.Context, db *sqldb.DB, before, now time.Time, named Named) (n int, err error) {
	if err := db.Write(ctx, func(tx *sqldb.Tx) error { return deleteClaims(ctx, tx, tx.Now.Add(-claimTerm)) }); err != nil {
		return 0, err
	}
	for after := Digest(""); ; {
		var page []string
		var kept map[string]bool
		if err := db.Read(ctx, func(tx *sqldb.Tx) (err error) {
			if page, err = loose(ctx, tx, before, after, 200); err != nil || len(page) == 0 {
				return err
			}
			kept, err = named(ctx, tx, page)
			return err
		}); err != nil || len(page) == 0 {
			return n, err
		}
		for _, d := range page {
			if kept[d] {
				continue
			}
			gone := false
			if err := db.Write(ctx, func(tx *sqldb.Tx) (err error) {
				gone, err = forget(ctx, tx, Digest(d), before)
				return err
			}); err != nil {
				return n, err
			}
			if gone {
				n++
				err = errors.Join(err, ignoreMissing(s.shelf().renew(ctx, Digest(d), now)))
			}
		}
		after = Digest(page[len(page)-1])
	}
}

const isLoose = `hung = FALSE AND NOT EXISTS (SELECT 1 FROM blob_giver g WHERE g.digest = blob_file.digest AND g.at >= $1)`

func loose(ctx context.Context, tx *sqldb.Tx, before time.Time, after Digest, limit int) ([]string, error) {
	return sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT digest FROM blob_file WHERE `+isLoose+` AND at < $1 AND digest > $2 ORDER BY digest LIMIT $3`,
		before.UnixMilli(), string(after), limit)
}

// forget takes a file off the record, unless it was hung or handed over meanwhile.
func forget(ctx context.Context, tx *sqldb.Tx, d Digest, before time.Time) (gone bool, err error) {
	if err := lock(ctx, tx, string(d)); err != nil {
		return false, err
	}
	n, err := tx.Exec(ctx, `DELETE FROM blob_file WHERE `+isLoose+` AND digest = $2`, before.UnixMilli(), string(d))
	if err != nil || n == 0 {
		return false, err
	}
	if err := forgetFindings(ctx, tx, d); err != nil {
		return false, err
	}
	_, err = tx.Exec(ctx, `DELETE FROM blob_giver WHERE digest = $1`, string(d))
	return true, err
}

// unhang notes that no case names a file any more.
func unhang(ctx context.Context, tx *sqldb.Tx, d Digest) error {
	_, err := tx.Exec(ctx, `UPDATE blob_file SET hung = FALSE WHERE digest = $1`, string(d))
	return err
}
