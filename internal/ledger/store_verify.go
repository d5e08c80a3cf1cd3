package ledger

import (
	"context"
	"errors"

	"hemu/internal/sqldb"
)

// page is how many rows Verify holds of each table.
const page = 500

func headsAfter(ctx context.Context, tx *sqldb.Tx, stream string) ([]head, error) {
	return sqldb.All(ctx, tx, func(r sqldb.Row) (h head, err error) {
		return h, r.Scan(&h.stream, &h.count, &h.hash)
	}, `SELECT stream, count, hash FROM ledger_head WHERE stream > $1 ORDER BY stream LIMIT $2`, stream, page)
}

// linksAfter reads streams in their order. No stream has an empty name, so ("", 0)
// is before all of them.
func linksAfter(ctx context.Context, tx *sqldb.Tx, stream string, seq int64) ([]link, error) {
	return sqldb.All(ctx, tx, func(r sqldb.Row) (l link, err error) {
		return l, r.Scan(append(l.fields(), &l.pos, &l.salt, &l.body, &l.erasedBy)...)
	}, `
		SELECT `+entryColumns+`, e.pos, b.salt, b.body, x.by_entry
		FROM ledger_entry e
		LEFT JOIN ledger_body b ON b.entry_id = e.id
		LEFT JOIN ledger_erasure x ON x.entry_id = e.id
		WHERE (e.stream, e.seq) > ($1, $2)
		ORDER BY e.stream, e.seq LIMIT $3`, stream, seq, page)
}

func leavesAfter(ctx context.Context, tx *sqldb.Tx, pos int64) ([]leaf, error) {
	return sqldb.All(ctx, tx, func(r sqldb.Row) (l leaf, err error) {
		return l, r.Scan(&l.id, &l.stream, &l.seq, &l.hash, &l.pos)
	}, `SELECT id, stream, seq, hash, pos FROM ledger_entry WHERE pos > $1 ORDER BY pos LIMIT $2`, pos, page)
}

func statementsAfter(ctx context.Context, tx *sqldb.Tx, size int64) ([]Statement, error) {
	return sqldb.All(ctx, tx, scanStatement,
		`SELECT `+statementColumns+` FROM ledger_checkpoint WHERE size > $1 ORDER BY size LIMIT $2`, size, page)
}

func orphanBodies(ctx context.Context, tx *sqldb.Tx, limit int) ([]string, error) {
	return sqldb.All(ctx, tx, sqldb.Scalar[string], `
		SELECT b.entry_id
		FROM ledger_body b LEFT JOIN ledger_entry e ON e.id = b.entry_id
		WHERE e.id IS NULL
		ORDER BY b.entry_id LIMIT $1`, limit)
}

func ignoreNotFound(err error) error {
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// countEntries is how many entries the heads of all streams promise.
func countEntries(ctx context.Context, tx *sqldb.Tx) (int64, error) {
	return sqldb.One(ctx, tx, sqldb.Scalar[int64], `SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) FROM ledger_head`)
}
