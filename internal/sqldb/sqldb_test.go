package sqldb_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

const factInsert = `INSERT INTO sqldb_fact (name, value) VALUES ($1, $2)`

func put(ctx context.Context, db *sqldb.DB, name string) error {
	return db.Write(ctx, func(tx *sqldb.Tx) error {
		_, err := tx.Exec(ctx, factInsert, name, "v")
		return err
	})
}

func names(t *testing.T, db *sqldb.DB) (out []string) {
	t.Helper()
	err := db.Read(t.Context(), func(tx *sqldb.Tx) (err error) {
		out, err = sqldb.All(t.Context(), tx, sqldb.Scalar[string], `SELECT name FROM sqldb_fact ORDER BY name`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestRefusalsAreRecognised(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		if err := put(t.Context(), db, "a"); err != nil {
			t.Fatal(err)
		}
		if err := put(t.Context(), db, "a"); !sqldb.IsDuplicate(err) {
			t.Errorf("IsDuplicate(%v) = false", err)
		}
		err := db.Read(t.Context(), func(tx *sqldb.Tx) error {
			_, err := sqldb.One(t.Context(), tx, sqldb.Scalar[string], `SELECT value FROM sqldb_fact WHERE name = $1`, "b")
			return err
		})
		if !sqldb.IsNoRows(err) {
			t.Errorf("IsNoRows(%v) = false", err)
		}
	})
}

func TestWriteIsAllOrNothing(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		boom := errors.New("boom")
		err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
			if _, err := tx.Exec(t.Context(), factInsert, "a", "v"); err != nil {
				return err
			}
			return boom
		})
		if !errors.Is(err, boom) {
			t.Fatal(err)
		}
		func() {
			defer func() { _ = recover() }()
			_ = db.Write(t.Context(), func(tx *sqldb.Tx) error {
				_, _ = tx.Exec(t.Context(), factInsert, "b", "v")
				panic("boom")
			})
		}()
		if got := names(t, db); len(got) != 0 {
			t.Errorf("rolled back, yet there is %v", got)
		}
	})
}

// TestLater: what is put off happens in its turn, is seen by whoever reads next, and
// takes the whole transaction back when it fails.
func TestLater(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		ctx := t.Context()
		err := db.Write(ctx, func(tx *sqldb.Tx) error {
			err := errors.Join(tx.Later(ctx, factInsert, "a", "1"), tx.Later(ctx, factInsert, "b", "1"),
				tx.Later(ctx, `UPDATE sqldb_fact SET value = $1 WHERE name = $2`, "2", "a"))
			if err != nil {
				return err
			}
			values, err := sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT value FROM sqldb_fact ORDER BY name`)
			if strings.Join(values, "") != "21" {
				t.Errorf("%v, %v", values, err)
			}
			return errors.Join(err, tx.Later(ctx, `DELETE FROM sqldb_fact WHERE name = $1`, "b"))
		})
		if got := names(t, db); err != nil || !slices.Equal(got, []string{"a"}) {
			t.Fatal(got, err)
		}
		for name, last := range map[string]func(*sqldb.Tx) error{
			"commit": func(*sqldb.Tx) error { return nil },
			"answer": func(tx *sqldb.Tx) error {
				_, err := sqldb.One(ctx, tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM sqldb_fact`)
				return err
			},
		} {
			err := db.Write(ctx, func(tx *sqldb.Tx) error {
				for _, name := range []string{"c", "a", "d"} {
					if err := tx.Later(ctx, factInsert, name, "v"); err != nil {
						return err // SQLite says so at once
					}
				}
				return last(tx)
			})
			if got := names(t, db); !sqldb.IsDuplicate(err) || !slices.Equal(got, []string{"a"}) {
				t.Errorf("%s: %v, %v", name, got, err)
			}
		}
		if err := db.Write(ctx, func(tx *sqldb.Tx) error { return tx.Later(ctx, factInsert, "a\x00", "v") }); fault.KindOf(err) != fault.Invalid {
			t.Error(err)
		}
	})
}

func TestReadRefusesToWrite(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		err := db.Read(t.Context(), func(tx *sqldb.Tx) error {
			_, err := tx.Exec(t.Context(), factInsert, "a", "v")
			return err
		})
		if err == nil {
			t.Error("a read wrote")
		}
	})
}

// TestVaried: a question asked often is planned for its own values each time, and what
// waits is neither lost nor done twice by it.
func TestVaried(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		ctx := t.Context()
		err := db.Write(ctx, func(tx *sqldb.Tx) error {
			for i := range 10 {
				if err := tx.Later(ctx, factInsert, strings.Repeat("a", i+1), "v"); err != nil {
					return err
				}
				n, err := sqldb.One(ctx, tx.Varied(), sqldb.Scalar[int], `SELECT COUNT(*) FROM sqldb_fact WHERE name >= $1`, "a")
				if err != nil || n != i+1 {
					t.Fatal(i, n, err)
				}
			}
			if db.Engine() != "PostgreSQL" {
				return nil // SQLite plans without values, and has no other way
			}
			kept, err := sqldb.One(ctx, tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM pg_prepared_statements WHERE statement LIKE '%COUNT(*) FROM sqldb_fact WHERE name%' AND statement NOT LIKE '%pg_prepared%'`)
			if kept != 0 {
				t.Error("a plan was kept")
			}
			return err
		})
		if got := names(t, db); err != nil || len(got) != 10 {
			t.Fatal(got, err)
		}
	})
}

func TestTextsSortByBytes(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		for _, n := range []string{"b", "A", "a", "B", "/1/", "/1/2/"} {
			if err := put(t.Context(), db, n); err != nil {
				t.Fatal(err)
			}
		}
		got := names(t, db)
		for i, want := range []string{"/1/", "/1/2/", "A", "B", "a", "b"} {
			if got[i] != want {
				t.Fatalf("order %v", got)
			}
		}
	})
}

func TestNowStandsStill(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
			clock.Advance(time.Hour)
			if !tx.Now.Equal(sqldbtest.Noon) {
				t.Errorf("now is %v", tx.Now)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestNothingIsPendingAfterMigrate(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		if names, err := db.Pending(t.Context()); err != nil || len(names) > 0 {
			t.Errorf("pending %v, %v", names, err)
		}
		if names, err := db.Migrate(t.Context()); err != nil || len(names) > 0 {
			t.Errorf("applied again: %v, %v", names, err)
		}
	})
}

func TestCondNumbersItsPlaces(t *testing.T) {
	c := sqldb.NewCond("x").And("a = ?", 1).And("b IN (?) OR c = ?", []string{"p", "q"}, 2).And("d IN (?)", []string{})
	want := "(a = $2) AND (b IN ($3, $4) OR c = $5) AND (d IN (NULL))"
	if got := c.Where(); got != want || len(c.Args()) != 5 {
		t.Errorf("%s %v", got, c.Args())
	}
	if from, to := sqldb.Below("/37/"); from != "/37/" || to != "/370" {
		t.Errorf("Below = %s %s", from, to)
	}
}

// TestTextsNobodyCanStore are refused alike by both engines, wherever they come in.
func TestTextsNobodyCanStore(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		for _, bad := range []string{"a\x00b", "\xff"} {
			if err := put(t.Context(), db, bad); fault.CodeOf(err) != "request.bad_text" {
				t.Errorf("written %q: %v", bad, err)
			}
			err := db.Read(t.Context(), func(tx *sqldb.Tx) error {
				const query = `SELECT value FROM sqldb_fact WHERE name = $1`
				if _, err := sqldb.One(t.Context(), tx, sqldb.Scalar[string], query, bad); fault.CodeOf(err) != "request.bad_text" {
					t.Errorf("one by %q: %v", bad, err)
				}
				_, err := sqldb.All(t.Context(), tx, sqldb.Scalar[string], query, bad)
				return err
			})
			if fault.CodeOf(err) != "request.bad_text" {
				t.Errorf("all by %q: %v", bad, err)
			}
		}
	})
}

// TestBelow: a range of texts with a beginning, whatever character it ends with.
func TestBelow(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		all := []string{"/a/", "/a/b/", "/b/", "a~", "a~b", "a\u007f", "严", "严一", "丶", "\ud7ff1", "\ue0001"}
		for _, name := range all {
			if err := put(t.Context(), db, name); err != nil {
				t.Fatal(err)
			}
		}
		for _, prefix := range []string{"/", "/a/", "a~", "a\u007f", "严", "\ud7ff"} {
			from, to := sqldb.Below(prefix)
			var got []string
			err := db.Read(t.Context(), func(tx *sqldb.Tx) (err error) {
				got, err = sqldb.All(t.Context(), tx, sqldb.Scalar[string], `SELECT name FROM sqldb_fact WHERE name >= $1 AND name < $2`, from, to)
				return err
			})
			if err != nil {
				t.Fatalf("%q: %v", prefix, err)
			}
			for _, name := range all {
				if strings.HasPrefix(name, prefix) != slices.Contains(got, name) {
					t.Errorf("below %q: %q", prefix, got)
				}
			}
		}
	})
}
