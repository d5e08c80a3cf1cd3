package blob

import (
	"context"

	"hemu/internal/sqldb"
)

// Record makes a stored file known, in the transaction that links to it. Bytes that
// are known already keep their first name and uploader: what the file is called
// elsewhere, the linking room says.
func Record(ctx context.Context, tx *sqldb.Tx, b Blob, name, uploader string) (File, error) {
	_, err := tx.Exec(ctx, `
		INSERT INTO blob_file (digest, size, type, name, at, uploader) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (digest) DO NOTHING`,
		string(b.Digest), b.Size, b.Type, cleanName(name), tx.Now.UnixMilli(), uploader)
	if err != nil {
		return File{}, err
	}
	return Find(ctx, tx, b.Digest)
}

const columns = `digest, size, type, name, at, uploader`

func scan(r sqldb.Row) (f File, err error) {
	return f, r.Scan(&f.Digest, &f.Size, &f.Type, &f.Name, sqldb.Time{T: &f.At}, &f.Uploader)
}

// Find is what is known of a file; ErrNotFound when nothing is.
func Find(ctx context.Context, tx *sqldb.Tx, d Digest) (File, error) {
	f, err := sqldb.One(ctx, tx, scan, `SELECT `+columns+` FROM blob_file WHERE digest = $1`, string(d))
	if sqldb.IsNoRows(err) {
		return f, ErrNotFound
	}
	return f, err
}

// List is a page of all known files in the order of their digests, behind after (""
// for the first page): for the doctor, who verifies each.
func List(ctx context.Context, tx *sqldb.Tx, after Digest, limit int) ([]File, error) {
	return sqldb.All(ctx, tx, scan,
		`SELECT `+columns+` FROM blob_file WHERE digest > $1 ORDER BY digest LIMIT $2`, string(after), limit)
}

func recorded(ctx context.Context, db *sqldb.DB, d Digest) (known bool, err error) {
	err = db.Read(ctx, func(tx *sqldb.Tx) error {
		n, err := sqldb.One(ctx, tx, sqldb.Scalar[int64], `SELECT count(*) FROM blob_file WHERE digest = $1`, string(d))
		known = n > 0
		return err
	})
	return known, err
}

// Known are those of some digests that are stored and recorded.
func Known(ctx context.Context, tx *sqldb.Tx, digests []string) (map[string]Blob, error) {
	known := map[string]Blob{}
	if len(digests) == 0 {
		return known, nil
	}
	c := sqldb.NewCond().And("digest IN (?)", digests)
	files, err := sqldb.All(ctx, tx, scan, `SELECT `+columns+` FROM blob_file WHERE `+c.Where(), c.Args()...)
	for _, f := range files {
		known[string(f.Digest)] = f.Blob
	}
	return known, err
}
