package sqldb

import (
	"context"
	"database/sql"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"hemu/internal/fault"
	"hemu/internal/vault"
)

// Tx is one transaction. Now is fixed when it begins, so every row a request
// writes carries the same instant.
type Tx struct {
	Now time.Time // UTC, whole milliseconds
	// Ring seals what must not lie in the database in plain.
	Ring *vault.Ring

	pg     pgx.Tx
	lite   *liteTx
	later  *pgx.Batch // waits for the next answer; nil on SQLite
	varied bool
	trace  func(query string, args []any)
}

// Varied is tx for questions whose best plan depends on their values: one officer's few
// cases or everybody's, by the same text. PostgreSQL plans each of them anew; the one
// plan it would keep for all took 1.8 s where 40 ms do (docs/performance.md). Planning
// costs a millisecond or two, so what finds a row by its key is asked of tx itself.
func (tx *Tx) Varied() *Tx {
	varied := *tx
	varied.varied = true
	return &varied
}

// withMode puts how PostgreSQL is to plan in front of the arguments of a question.
func (tx *Tx) withMode(args []any) []any {
	if !tx.varied {
		return args
	}
	return append([]any{pgx.QueryExecModeCacheDescribe}, args...)
}

// Row is the at most one row of a QueryRow.
type Row interface{ Scan(dest ...any) error }

// Rows walks over the rows of a Query.
type Rows interface {
	Next() bool
	Scan(dest ...any) error
	Err() error
	Close()
}

// liteRows gives *sql.Rows the Close of pgx.Rows; what Close could report, Err
// has reported before.
type liteRows struct{ *sql.Rows }

func (r liteRows) Close() { _ = r.Rows.Close() }

// Exec runs a statement with $1 placeholders and returns the number of rows it
// touched.
func (tx *Tx) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	if err := tx.begin(ctx, query, args); err != nil {
		return 0, err
	}
	if tx.pg != nil {
		tag, err := tx.pg.Exec(ctx, query, args...)
		return tag.RowsAffected(), err
	}
	res, err := tx.lite.exec(ctx, query, args)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// Query runs a query with $1 placeholders.
func (tx *Tx) Query(ctx context.Context, query string, args ...any) (Rows, error) {
	if err := tx.begin(ctx, query, args); err != nil {
		return nil, err
	}
	if tx.pg != nil {
		return tx.pg.Query(ctx, query, tx.withMode(args)...)
	}
	rows, err := tx.lite.query(ctx, query, args)
	return liteRows{rows}, err
}

// QueryRow runs a query of at most one row; Scan then gives ErrNoRows for none.
func (tx *Tx) QueryRow(ctx context.Context, query string, args ...any) Row {
	if err := tx.begin(ctx, query, args); err != nil {
		return noRow{err}
	}
	if tx.pg != nil {
		return tx.pg.QueryRow(ctx, query, tx.withMode(args)...)
	}
	return tx.lite.row(ctx, query, args)
}

// noRow is the row of a query that was not run.
type noRow struct{ err error }

// Scan implements Row.
func (r noRow) Scan(...any) error { return r.err }

// Later runs a statement whose answer nobody needs: in its turn, before the next one
// that is answered or before the commit. On PostgreSQL all that wait go to the server
// together, and what one of them fails with, that next one returns. For rows whose
// keys are the product's own: an expected refusal needs Exec.
func (tx *Tx) Later(ctx context.Context, query string, args ...any) error {
	if tx.pg == nil {
		_, err := tx.Exec(ctx, query, args...)
		return err
	}
	if err := tx.look(query, args); err != nil {
		return err
	}
	tx.later.Queue(query, args...)
	return nil
}

// catchUp runs what waits.
func (tx *Tx) catchUp(ctx context.Context) error {
	if tx.later == nil || tx.later.Len() == 0 {
		return nil
	}
	waiting := *tx.later
	*tx.later = pgx.Batch{}
	return tx.pg.SendBatch(ctx, &waiting).Close()
}

// begin looks at a statement before it runs, and runs those that wait.
func (tx *Tx) begin(ctx context.Context, query string, args []any) error {
	if err := tx.look(query, args); err != nil {
		return err
	}
	return tx.catchUp(ctx)
}

func (tx *Tx) look(query string, args []any) error {
	if tx.trace != nil {
		tx.trace(query, args)
	}
	return storable(args)
}

// storable refuses texts that PostgreSQL can't hold, a zero byte or bytes that are
// no UTF-8, on both engines and as the sender's mistake: request.bad_text.
func storable(args []any) error {
	for _, arg := range args {
		if text, ok := arg.(string); ok && (strings.IndexByte(text, 0) >= 0 || !utf8.ValidString(text)) {
			return fault.New(fault.Invalid, "request.bad_text")
		}
	}
	return nil
}

// Lock makes transactions that lock the same name take turns until they end, from
// the next statement on. SQLite has one writer, so there they already do.
func (tx *Tx) Lock(ctx context.Context, name string) error {
	if tx.pg == nil {
		return nil
	}
	return tx.Later(ctx, `SELECT pg_advisory_xact_lock(hashtext($1))`, name)
}

// LockShared keeps off, until the transaction ends, those that Lock the same name, and
// nobody else who shares it.
func (tx *Tx) LockShared(ctx context.Context, name string) error {
	if tx.pg == nil {
		return nil
	}
	return tx.Later(ctx, `SELECT pg_advisory_xact_lock_shared(hashtext($1))`, name)
}

// Handles gives the job room the transaction in its engine's own type; one of
// the two is nil.
func (tx *Tx) Handles() (pgx.Tx, *sql.Tx) {
	if tx.lite == nil {
		return tx.pg, nil
	}
	return nil, tx.lite.Tx
}

// One scans the single row of a query with scan; ErrNoRows when there is none.
func One[T any](ctx context.Context, tx *Tx, scan func(Row) (T, error), query string, args ...any) (T, error) {
	return scan(tx.QueryRow(ctx, query, args...))
}

// All scans every row of a query with scan. No rows is an empty slice, not nil,
// so that it is written as [] in JSON.
func All[T any](ctx context.Context, tx *Tx, scan func(Row) (T, error), query string, args ...any) ([]T, error) {
	rows, err := tx.Query(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := []T{}
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// Scalar scans one column, for All and One.
func Scalar[T any](r Row) (v T, err error) { return v, r.Scan(&v) }

// Millis is t as the BIGINT the tables hold; nil for the zero time, so that an
// instant that has not come is NULL.
func Millis(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

// Time scans a nullable BIGINT of milliseconds into T; NULL is the zero time.
type Time struct{ T *time.Time }

// Scan implements sql.Scanner.
func (t Time) Scan(src any) error {
	var n sql.NullInt64
	if err := n.Scan(src); err != nil {
		return err
	}
	*t.T = time.Time{}
	if n.Valid {
		*t.T = time.UnixMilli(n.Int64).UTC()
	}
	return nil
}
