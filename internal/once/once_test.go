package once_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"hemu/internal/fault"
	"hemu/internal/once"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

type open struct{ Name string }
type shut struct{ Name string }
type answer struct{ Run int }

func TestWrite(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		runs := 0
		count := func(*sqldb.Tx) (answer, error) { runs++; return answer{runs}, nil }
		call := func(actor, key string, in any) (answer, error) {
			if in, ok := in.(shut); ok {
				return once.Write(t.Context(), db, actor, key, in, count)
			}
			return once.Write(t.Context(), db, actor, key, in.(open), count)
		}
		for i, step := range []struct {
			actor, key string
			in         any
			want       int // the run answered from
			code       string
		}{
			{"li", "k", open{"a"}, 1, ""},
			{"li", "k", open{"a"}, 1, ""},
			{"li", "k", open{"b"}, 0, "request.key_reused"},
			{"li", "k", shut{"a"}, 0, "request.key_reused"},
			{"wu", "k", open{"b"}, 2, ""},
			{"li", "", open{"a"}, 3, ""},
			{"li", "", open{"a"}, 4, ""},
			{"li", strings.Repeat("k", 201), open{"a"}, 0, "request.bad_key"},
		} {
			got, err := call(step.actor, step.key, step.in)
			if got.Run != step.want || fault.CodeOf(err) != step.code {
				t.Errorf("step %d: run %d, %v", i, got.Run, err)
			}
		}
	})
}

func TestAFailureFreesTheKey(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		boom := errors.New("boom")
		for _, want := range []error{boom, nil} {
			if _, err := once.Write(t.Context(), db, "li", "k", open{}, func(*sqldb.Tx) (int, error) { return 7, want }); !errors.Is(err, want) {
				t.Errorf("got %v, want %v", err, want)
			}
		}
	})
}

func TestSentTwiceAtOnceHappensOnce(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		var mu sync.Mutex
		runs := 0
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				got, err := once.Write(t.Context(), db, "li", "k", open{"a"}, func(tx *sqldb.Tx) (int, error) {
					mu.Lock()
					defer mu.Unlock()
					runs++
					_, err := tx.Exec(t.Context(), `INSERT INTO sqldb_fact (name, value) VALUES ('effect', '1')`)
					time.Sleep(20 * time.Millisecond)
					return 42, err
				})
				if got != 42 || err != nil {
					t.Errorf("%d, %v", got, err)
				}
			})
		}
		wg.Wait()
		if runs != 1 {
			t.Errorf("ran %d times", runs)
		}
	})
}

func TestSweep(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		runs := 0
		call := func(key string) {
			if _, err := once.Write(t.Context(), db, "li", key, open{}, func(*sqldb.Tx) (int, error) { runs++; return runs, nil }); err != nil {
				t.Fatal(err)
			}
		}
		call("old")
		clock.Advance(time.Hour)
		call("new")
		n, err := once.Sweep(t.Context(), db, clock.Now())
		if n != 1 || err != nil {
			t.Fatalf("swept %d, %v", n, err)
		}
		call("old")
		call("new")
		if runs != 3 {
			t.Errorf("%d runs", runs)
		}
	})
}
