package sqldb_test

import (
	"context"
	"errors"
	"testing"

	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestALostAnswer: a session killed after its last statement and before COMMIT has no
// answer; that is neither a yes nor a no.
func TestALostAnswer(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		if db.Engine() != "PostgreSQL" {
			return // SQLite answers in the same process
		}
		err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
			pid, err := sqldb.One(t.Context(), tx, sqldb.Scalar[int], `SELECT pg_backend_pid()`)
			if err != nil {
				return err
			}
			return db.Write(t.Context(), func(other *sqldb.Tx) error {
				_, err := sqldb.One(t.Context(), other, sqldb.Scalar[bool], `SELECT pg_terminate_backend($1, 5000)`, pid)
				return err
			})
		})
		if !errors.Is(err, sqldb.ErrUnknown) {
			t.Errorf("%v", err)
		}
	})
}

// TestInterrupted: a statement cut off because time ran out is no fault of the program.
func TestInterrupted(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		ctx, cancel := context.WithCancel(t.Context())
		err := db.Read(ctx, func(tx *sqldb.Tx) error {
			cancel()
			_, err := sqldb.One(ctx, tx, sqldb.Scalar[int], `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) SELECT COUNT(*) FROM n`)
			return err
		})
		if !sqldb.IsUnavailable(err) && !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	})
}
