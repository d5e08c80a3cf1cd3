package sqldb_test

import (
	"fmt"
	"maps"
	"testing"

	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
	"hemu/internal/vault"
)

// TestSealed: after a rotation every text of a column is brought under the new master
// key, over more than a page, and says what it said.
func TestSealed(t *testing.T) {
	for engine, dsn := range map[string]func(testing.TB) string{"sqlite": sqldbtest.SQLitePath, "postgres": sqldbtest.PostgresURL} {
		t.Run(engine, func(t *testing.T) { afterRotation(t, dsn(t)) })
	}
}

func afterRotation(t *testing.T, dsn string) {
	ring, err := vault.OpenRing(t.TempDir()) // one that is kept: others do not rotate
	if err != nil {
		t.Fatal(err)
	}
	clock := sqldbtest.NewClock()
	db, err := sqldb.Open(t.Context(), dsn, sqldb.Options{Now: clock.Now, Ring: ring})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	column, n := sqldb.Sealed{Table: "sealed_text", ID: "id", Column: "body", Place: "sealed_text.body"}, 450
	write := func(fn func(tx *sqldb.Tx) error) {
		t.Helper()
		if err := db.Write(t.Context(), fn); err != nil {
			t.Fatal(err)
		}
	}
	write(func(tx *sqldb.Tx) error {
		_, err := tx.Exec(t.Context(), `CREATE TABLE sealed_text (id TEXT PRIMARY KEY, body TEXT NOT NULL)`)
		for i := range n {
			var text string
			if err == nil {
				text, err = tx.Ring.Seal(column.Place, fmt.Sprint("text ", i))
			}
			if err == nil {
				_, err = tx.Exec(t.Context(), `INSERT INTO sealed_text (id, body) VALUES ($1, $2)`, fmt.Sprintf("%05d", i), text)
			}
		}
		return err
	})
	old := db.Ring().Current()
	name, err := db.Ring().Rotate(clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []map[string]int64{{old: int64(n)}, {name: int64(n)}} {
		got := map[string]int64{}
		write(func(tx *sqldb.Tx) error { return column.Under(t.Context(), tx, got) })
		if !maps.Equal(got, want) {
			t.Fatalf("%v instead of %v", got, want)
		}
		if err := column.Reseal(t.Context(), db); err != nil {
			t.Fatal(err)
		}
	}
	write(func(tx *sqldb.Tx) error {
		text, err := sqldb.One(t.Context(), tx, sqldb.Scalar[string], `SELECT body FROM sealed_text WHERE id = '00449'`)
		if err == nil {
			text, err = tx.Ring.Open(column.Place, text)
		}
		if err != nil || text != "text 449" {
			t.Error(text, err)
		}
		return nil
	})
}
