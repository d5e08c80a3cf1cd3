package ledger

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"math"

	"hemu/internal/sqldb"
)

// waiting is an entry that has no place in the tree yet.
type waiting struct{ id, hash string }

// waitingEntries lists them so that each stream's come in its own order. A stream's
// entries commit in that order, so what is seen has no gaps.
func waitingEntries(ctx context.Context, tx *sqldb.Tx, limit int) ([]waiting, error) {
	return sqldb.All(ctx, tx, func(r sqldb.Row) (w waiting, err error) {
		return w, r.Scan(&w.id, &w.hash)
	}, `SELECT id, hash FROM ledger_entry WHERE pos IS NULL ORDER BY stream, seq LIMIT $1`, limit)
}

func setPos(ctx context.Context, tx *sqldb.Tx, id string, pos int64) error {
	_, err := tx.Exec(ctx, `UPDATE ledger_entry SET pos = $1 WHERE id = $2`, pos, id)
	return err
}

// latestAt is the instant of the entry placed last or of one that waits for its
// place, whichever is later; 0 in an empty ledger.
func latestAt(ctx context.Context, tx *sqldb.Tx) (int64, error) {
	return sqldb.One(ctx, tx, sqldb.Scalar[int64], `
		SELECT coalesce(max(at), 0) FROM ledger_entry WHERE pos IS NULL OR pos = (SELECT max(pos) FROM ledger_entry)`)
}

// placedEntries is one more than the last place taken.
func placedEntries(ctx context.Context, tx *sqldb.Tx) (int64, error) {
	return sqldb.One(ctx, tx, sqldb.Scalar[int64], `SELECT coalesce(max(pos) + 1, 0) FROM ledger_entry`)
}

func storedTiles(ctx context.Context, tx *sqldb.Tx) *tiles {
	return newTiles(func(id tileID) ([]byte, error) {
		text, err := sqldb.One(ctx, tx, sqldb.Scalar[string],
			`SELECT hashes FROM ledger_tile WHERE level = $1 AND idx = $2`, id.level, id.idx)
		if sqldb.IsNoRows(err) {
			return nil, nil
		}
		return decodeHashes(text), err
	})
}

// decodeHashes gives as many whole hashes as the text holds; of a damaged text,
// none.
func decodeHashes(text string) []byte {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil
	}
	return raw[:len(raw)/hashSize*hashSize]
}

// tileSize is the number of leaves the tiles hold.
func tileSize(ctx context.Context, tx *sqldb.Tx) (int64, error) {
	var idx int64
	var text string
	err := tx.QueryRow(ctx, `SELECT idx, hashes FROM ledger_tile WHERE level = 0 ORDER BY idx DESC LIMIT 1`).Scan(&idx, &text)
	if sqldb.IsNoRows(err) {
		return 0, nil
	}
	return idx*tileWidth + int64(len(decodeHashes(text))/hashSize), err
}

func saveTiles(ctx context.Context, tx *sqldb.Tx, t *tiles) error {
	for id := range t.grew {
		_, err := tx.Exec(ctx, `
			INSERT INTO ledger_tile (level, idx, hashes) VALUES ($1, $2, $3)
			ON CONFLICT (level, idx) DO UPDATE SET hashes = excluded.hashes`,
			id.level, id.idx, base64.StdEncoding.EncodeToString(t.held[id]))
		if err != nil {
			return err
		}
	}
	return nil
}

const statementColumns = `size, root, at, note`

func scanStatement(r sqldb.Row) (s Statement, err error) {
	var root string
	if err := r.Scan(&s.Size, &root, sqldb.Time{T: &s.At}, &s.Note); err != nil {
		return s, err
	}
	s.Root, _ = hex.DecodeString(root) // a damaged root is no root
	return s, nil
}

func newestStatement(ctx context.Context, tx *sqldb.Tx) (Statement, error) {
	s, err := sqldb.One(ctx, tx, scanStatement, `SELECT `+statementColumns+` FROM ledger_checkpoint ORDER BY size DESC LIMIT 1`)
	if sqldb.IsNoRows(err) {
		return Statement{}, nil
	}
	return s, err
}

// Statements is a page of the checkpoints, newest first, below a size (0: from the
// newest on).
func Statements(ctx context.Context, tx *sqldb.Tx, beforeSize int64, limit int) ([]Statement, error) {
	if beforeSize <= 0 {
		beforeSize = math.MaxInt64
	}
	return sqldb.All(ctx, tx, scanStatement, `
		SELECT `+statementColumns+` FROM ledger_checkpoint WHERE size < $1 ORDER BY size DESC LIMIT $2`, beforeSize, limit)
}

func insertStatement(ctx context.Context, tx *sqldb.Tx, s Statement) error {
	_, err := tx.Exec(ctx, `INSERT INTO ledger_checkpoint (size, root, at, note) VALUES ($1, $2, $3, $4)`,
		s.Size, hex.EncodeToString(s.Root), s.At.UnixMilli(), s.Note)
	return err
}

// findPlace is the position and salt of an entry; placed and kept are false when it
// has none.
func findPlace(ctx context.Context, tx *sqldb.Tx, id string) (pos *int64, salt *string, err error) {
	err = tx.QueryRow(ctx, `
		SELECT e.pos, b.salt
		FROM ledger_entry e LEFT JOIN ledger_body b ON b.entry_id = e.id
		WHERE e.id = $1`, id).Scan(&pos, &salt)
	return pos, salt, err
}
