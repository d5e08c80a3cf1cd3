package ledger

import (
	"context"
	"encoding/json"
	"math"
	"slices"

	"hemu/internal/sqldb"
)

const entryColumns = `e.id, e.stream, e.seq, e.at, e.actor, e.org, e.role, e.verb, e.body_digest, e.prev, e.hash`

// fields are where the entryColumns go.
func (e *Entry) fields() []any {
	return []any{&e.ID, &e.Stream, &e.Seq, sqldb.Time{T: &e.At}, &e.Actor, &e.Org, &e.Role, &e.Verb, &e.BodyDigest, &e.Prev, &e.Hash}
}

func scanEntry(r sqldb.Row) (e Entry, err error) {
	var body *string
	if err := r.Scan(append(e.fields(), &body)...); err != nil {
		return e, err
	}
	if e.Erased = body == nil; !e.Erased {
		e.Body = json.RawMessage(*body)
	}
	return e, nil
}

// Get is the entry with this id; ErrNotFound when there is none.
func Get(ctx context.Context, tx *sqldb.Tx, id string) (Entry, error) {
	e, err := sqldb.One(ctx, tx, scanEntry, `
		SELECT `+entryColumns+`, b.body
		FROM ledger_entry e LEFT JOIN ledger_body b ON b.entry_id = e.id
		WHERE e.id = $1`, id)
	if sqldb.IsNoRows(err) {
		return e, ErrNotFound
	}
	return e, err
}

// List is a page of a stream, the newest entry first, below beforeSeq (0: from the
// newest on), at most limit entries. Whether the reader may see the stream the
// caller has decided.
func List(ctx context.Context, tx *sqldb.Tx, stream string, beforeSeq int64, limit int) ([]Entry, error) {
	if beforeSeq <= 0 {
		beforeSeq = math.MaxInt64
	}
	return sqldb.All(ctx, tx, scanEntry, `
		SELECT `+entryColumns+`, b.body
		FROM ledger_entry e LEFT JOIN ledger_body b ON b.entry_id = e.id
		WHERE e.stream = $1 AND e.seq < $2
		ORDER BY e.seq DESC LIMIT $3`, stream, beforeSeq, limit)
}

func findHead(ctx context.Context, tx *sqldb.Tx, stream string) (head, error) {
	h := head{stream: stream}
	err := tx.QueryRow(ctx, `SELECT count, hash FROM ledger_head WHERE stream = $1`, stream).Scan(&h.count, &h.hash)
	if sqldb.IsNoRows(err) {
		return h, nil
	}
	return h, err
}

// moveHead is the one place where two writers of a stream meet: on PostgreSQL the
// later waits here for the earlier, then finds that the head is no longer was.
func moveHead(ctx context.Context, tx *sqldb.Tx, was, is head) error {
	var n int64
	var err error
	if was.count == 0 {
		n, err = tx.Exec(ctx, `
			INSERT INTO ledger_head (stream, count, hash) VALUES ($1, $2, $3)
			ON CONFLICT (stream) DO NOTHING`, is.stream, is.count, is.hash)
	} else {
		n, err = tx.Exec(ctx, `UPDATE ledger_head SET count = $1, hash = $2 WHERE stream = $3 AND count = $4`,
			is.count, is.hash, is.stream, was.count)
	}
	if err == nil && n == 0 {
		return ErrChanged
	}
	return err
}

func insertEntry(ctx context.Context, tx *sqldb.Tx, e Entry, salt string) error {
	err := tx.Later(ctx, `
		INSERT INTO ledger_entry (id, stream, seq, at, actor, org, role, verb, body_digest, prev, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		e.ID, e.Stream, e.Seq, e.At.UnixMilli(), e.Actor, e.Org, e.Role, e.Verb, e.BodyDigest, e.Prev, e.Hash)
	if err != nil {
		return err
	}
	return tx.Later(ctx, `INSERT INTO ledger_body (entry_id, salt, body) VALUES ($1, $2, $3)`, e.ID, salt, string(e.Body))
}

// eraseBodies removes the bodies of the entries of a stream that record no erasure, and
// gives the ids of those that had one. Of two that do so at once the later waits and finds
// none.
func eraseBodies(ctx context.Context, tx *sqldb.Tx, stream string) ([]string, error) {
	ids, err := sqldb.All(ctx, tx, sqldb.Scalar[string], `DELETE FROM ledger_body
		WHERE entry_id IN (SELECT e.id FROM ledger_entry e WHERE e.stream = $1 AND e.verb <> $2) RETURNING entry_id`, stream, EraseVerb)
	slices.Sort(ids) // by age
	return ids, err
}

func insertErasure(ctx context.Context, tx *sqldb.Tx, entryID, byEntry string) error {
	return tx.Later(ctx, `INSERT INTO ledger_erasure (entry_id, by_entry) VALUES ($1, $2)`, entryID, byEntry)
}
