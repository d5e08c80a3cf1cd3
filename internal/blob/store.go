package blob

import (
	"context"
	"errors"
	"time"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// Record makes a stored file known, as handed over by uploader. Bytes that are known
// already keep their first name and uploader: what the file is called elsewhere, the
// linking room says. ErrInfected where malware was found in them meanwhile.
func Record(ctx context.Context, tx *sqldb.Tx, b Blob, name, uploader string) (File, error) {
	if err := lock(ctx, tx, string(b.Digest)); err != nil {
		return File{}, err
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO blob_file (digest, size, type, name, at, uploader, original, scan) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (digest) DO NOTHING`,
		string(b.Digest), b.Size, b.Type, cleanName(name), tx.Now.UnixMilli(), uploader, b.Original, string(b.Scan))
	if err != nil {
		return File{}, err
	}
	if _, err := tx.Exec(ctx, `
		INSERT INTO blob_giver (digest, uploader, at) VALUES ($1, $2, $3)
		ON CONFLICT (digest, uploader) DO UPDATE SET at = excluded.at`, string(b.Digest), uploader, tx.Now.UnixMilli()); err != nil {
		return File{}, err
	}
	f, err := Find(ctx, tx, b.Digest)
	if err == nil && f.Scan == Infected {
		name, err := malwareIn(ctx, tx, b.Digest)
		return f, errors.Join(err, ErrInfected.With(fault.Args{"name": name}))
	}
	return f, err
}

const columns = `digest, size, type, name, at, uploader, original, scan`

func scan(r sqldb.Row) (f File, err error) {
	return f, r.Scan(&f.Digest, &f.Size, &f.Type, &f.Name, sqldb.Time{T: &f.At}, &f.Uploader, &f.Original, (*string)(&f.Scan))
}

// Find is what is known of a file; ErrNotFound when nothing is.
func Find(ctx context.Context, tx *sqldb.Tx, d Digest) (File, error) {
	f, err := sqldb.One(ctx, tx, scan, `SELECT `+columns+` FROM blob_file WHERE digest = $1`, string(d))
	if sqldb.IsNoRows(err) {
		return f, ErrNotFound
	}
	return f, err
}

// Digests are those of the files with a digest above after, in order, limit at most. It
// reads nothing else, so that data of every older program can be copied before an upgrade.
func Digests(ctx context.Context, tx *sqldb.Tx, after Digest, limit int) ([]Digest, error) {
	return sqldb.All(ctx, tx, func(r sqldb.Row) (d Digest, err error) { return d, r.Scan((*string)(&d)) },
		`SELECT digest FROM blob_file WHERE digest > $1 ORDER BY digest LIMIT $2`, string(after), limit)
}

// recordedAfter are the files with a digest above after, in order, limit at most.
func recordedAfter(ctx context.Context, tx *sqldb.Tx, after Digest, limit int) ([]Blob, error) {
	return sqldb.All(ctx, tx, func(r sqldb.Row) (b Blob, err error) { return b, r.Scan((*string)(&b.Digest), &b.Size) },
		`SELECT digest, size FROM blob_file WHERE digest > $1 ORDER BY digest LIMIT $2`, string(after), limit)
}

// Given are those of some digests whose bytes a person handed over: who merely knows
// a digest has no claim to the file.
func Given(ctx context.Context, tx *sqldb.Tx, by string, digests []string) (map[string]Blob, error) {
	given := map[string]Blob{}
	if len(digests) == 0 {
		return given, nil
	}
	c := sqldb.NewCond().And("digest IN (?)", digests).And("digest IN (SELECT digest FROM blob_giver WHERE uploader = ?)", by)
	files, err := sqldb.All(ctx, tx, scan, `SELECT `+columns+` FROM blob_file WHERE `+c.Where(), c.Args()...)
	for _, f := range files {
		given[string(f.Digest)] = f.Blob
	}
	return given, err
}

// needed reports whether a file is recorded, or claimed since an instant by somebody who
// is storing its bytes.
func needed(ctx context.Context, tx *sqldb.Tx, d Digest, since time.Time) (bool, error) {
	n, err := sqldb.One(ctx, tx, sqldb.Scalar[int64], `SELECT (SELECT COUNT(*) FROM blob_file WHERE digest = $1) +
		(SELECT COUNT(*) FROM blob_claim WHERE digest = $1 AND at >= $2)`, string(d), since.UnixMilli())
	return n > 0, err
}

func insertClaim(ctx context.Context, tx *sqldb.Tx, id string, d Digest) error {
	_, err := tx.Exec(ctx, `INSERT INTO blob_claim (id, digest, at) VALUES ($1, $2, $3)`, id, string(d), tx.Now.UnixMilli())
	return err
}

func deleteClaim(ctx context.Context, tx *sqldb.Tx, id string) error {
	_, err := tx.Exec(ctx, `DELETE FROM blob_claim WHERE id = $1`, id)
	return err
}

func deleteClaims(ctx context.Context, tx *sqldb.Tx, before time.Time) error {
	_, err := tx.Exec(ctx, `DELETE FROM blob_claim WHERE at < $1`, before.UnixMilli())
	return err
}
