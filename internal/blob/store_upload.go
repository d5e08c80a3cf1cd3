package blob

import (
	"context"
	"time"

	"hemu/internal/sqldb"
)

const uploadColumns = `id, uploader, name, size, digest, at, result, original`

func scanUpload(r sqldb.Row) (u Upload, err error) {
	return u, r.Scan(&u.ID, &u.Uploader, &u.Name, &u.Size, &u.Digest, sqldb.Time{T: &u.At}, &u.Result, &u.Original)
}

// findUpload is an upload with its parts; ErrNoUpload when there is none. Parts behind
// a gap, which a writer may leave whose file was emptied meanwhile, are not among them.
func findUpload(ctx context.Context, tx *sqldb.Tx, id string) (u Upload, err error) {
	u, err = sqldb.One(ctx, tx, scanUpload, `SELECT `+uploadColumns+` FROM blob_upload WHERE id = $1`, id)
	if sqldb.IsNoRows(err) {
		return u, ErrNoUpload
	}
	if err != nil {
		return u, err
	}
	parts, err := sqldb.All(ctx, tx, func(r sqldb.Row) (p part, err error) {
		return p, r.Scan(&p.start, &p.size, &p.file)
	}, `SELECT start, size, file FROM blob_part WHERE upload = $1 ORDER BY start`, id)
	for _, p := range parts {
		if p.start == u.Got() {
			u.parts = append(u.parts, p)
		}
	}
	return u, err
}

// insertUpload notes a new upload; one with its id stays.
func insertUpload(ctx context.Context, tx *sqldb.Tx, u Upload) error {
	_, err := tx.Exec(ctx, `INSERT INTO blob_upload (id, uploader, name, size, digest, at, result, original) VALUES ($1, $2, $3, $4, $5, $6, '', $7)
		ON CONFLICT (id) DO NOTHING`, u.ID, u.Uploader, u.Name, u.Size, string(u.Digest), u.At.UnixMilli(), u.Original)
	return err
}

func touchUpload(ctx context.Context, tx *sqldb.Tx, id string) error {
	_, err := tx.Exec(ctx, `UPDATE blob_upload SET at = $1 WHERE id = $2`, tx.Now.UnixMilli(), id)
	return err
}

// openUploads is how many files of a person are on their way, and how many bytes.
func openUploads(ctx context.Context, tx *sqldb.Tx, by string) (n int, bytes int64, err error) {
	err = tx.QueryRow(ctx, `SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM blob_upload WHERE uploader = $1 AND result = ''`, by).Scan(&n, &bytes)
	return n, bytes, err
}

// insertPart notes a part; taken is false when there is one from the same byte on.
func insertPart(ctx context.Context, tx *sqldb.Tx, id string, p part) (taken bool, err error) {
	n, err := tx.Exec(ctx, `INSERT INTO blob_part (upload, start, size, file) VALUES ($1, $2, $3, $4) ON CONFLICT (upload, start) DO NOTHING`,
		id, p.start, p.size, p.file)
	return n > 0, err
}

func finishUpload(ctx context.Context, tx *sqldb.Tx, id string, d Digest) error {
	_, err := tx.Exec(ctx, `UPDATE blob_upload SET result = $1, at = $2 WHERE id = $3`, string(d), tx.Now.UnixMilli(), id)
	return err
}

func deleteParts(ctx context.Context, tx *sqldb.Tx, id string) error {
	_, err := tx.Exec(ctx, `DELETE FROM blob_part WHERE upload = $1`, id)
	return err
}

func deleteUpload(ctx context.Context, tx *sqldb.Tx, id string) error {
	_, err := tx.Exec(ctx, `DELETE FROM blob_upload WHERE id = $1`, id)
	return err
}

func oldUploads(ctx context.Context, tx *sqldb.Tx, before time.Time, limit int) ([]string, error) {
	return sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT id FROM blob_upload WHERE at < $1 ORDER BY at LIMIT $2`, before.UnixMilli(), limit)
}
