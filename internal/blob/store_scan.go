package blob

import (
	"context"
	"time"

	"github.com/google/uuid"

	"hemu/internal/sqldb"
)

// waiting are files that were kept unseen, with a digest above after and up to last, in order.
func waiting(ctx context.Context, tx *sqldb.Tx, after, last Digest, limit int) ([]File, error) {
	return sqldb.All(ctx, tx, scan, `SELECT `+columns+` FROM blob_file WHERE scan = 'waiting' AND digest > $1 AND digest <= $2 ORDER BY digest LIMIT $3`, string(after), string(last), limit)
}

// setScan says what was found in a file that waited; false when it waited no longer.
func setScan(ctx context.Context, tx *sqldb.Tx, d Digest, now Scan) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE blob_file SET scan = $1 WHERE digest = $2 AND scan = 'waiting'`, string(now), string(d))
	return n > 0, err
}

func scanOf(ctx context.Context, tx *sqldb.Tx, digests []string, is Scan) ([]string, error) {
	c := sqldb.NewCond().And("digest IN (?)", digests).And("scan = ?", string(is))
	return sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT digest FROM blob_file WHERE `+c.Where(), c.Args()...)
}

func giversOf(ctx context.Context, tx *sqldb.Tx, d Digest) ([]string, error) {
	return sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT uploader FROM blob_giver WHERE digest = $1 ORDER BY uploader`, string(d))
}

func insertFinding(ctx context.Context, tx *sqldb.Tx, f Finding) error {
	_, err := tx.Exec(ctx, `INSERT INTO blob_finding (id, digest, name, size, malware, uploader, at, kept, told) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, FALSE)`,
		uuid.Must(uuid.NewV7()).String(), string(f.Digest), f.Name, f.Size, f.Malware, f.Uploader, f.At.UnixMilli(), f.Kept)
	return err
}

func findings(ctx context.Context, tx *sqldb.Tx, by string, all bool, after string, limit int) ([]Finding, error) {
	c := sqldb.NewCond()
	if !all {
		c.And("uploader = ?", by)
	}
	if after != "" { // ids are in the order of time
		c.And("id < ?", after)
	}
	return sqldb.All(ctx, tx, func(r sqldb.Row) (f Finding, err error) {
		return f, r.Scan(&f.ID, (*string)(&f.Digest), &f.Name, &f.Size, &f.Malware, &f.Uploader, sqldb.Time{T: &f.At}, &f.Kept, &f.Told)
	}, `SELECT id, digest, name, size, malware, uploader, at, kept, told FROM blob_finding WHERE `+c.Where()+` ORDER BY id DESC LIMIT `+c.Arg(limit), c.Args()...)
}

// malwareIn is what was found in a file that had been kept.
func malwareIn(ctx context.Context, tx *sqldb.Tx, d Digest) (name string, err error) {
	name, err = sqldb.One(ctx, tx, sqldb.Scalar[string], `SELECT malware FROM blob_finding WHERE digest = $1 ORDER BY at DESC, id DESC LIMIT 1`, string(d))
	if sqldb.IsNoRows(err) {
		return "", nil
	}
	return name, err
}

func tellFindings(ctx context.Context, tx *sqldb.Tx, by string) error {
	_, err := tx.Exec(ctx, `UPDATE blob_finding SET told = TRUE WHERE uploader = $1 AND NOT told`, by)
	return err
}

func forgetFindings(ctx context.Context, tx *sqldb.Tx, d Digest) error {
	_, err := tx.Exec(ctx, `DELETE FROM blob_finding WHERE digest = $1`, string(d))
	return err
}

func deleteFindings(ctx context.Context, tx *sqldb.Tx, before time.Time) error {
	_, err := tx.Exec(ctx, `DELETE FROM blob_finding WHERE at < $1`, before.UnixMilli())
	return err
}
