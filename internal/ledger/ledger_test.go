package ledger_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"hemu/internal/ledger"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// write appends one entry to stream and returns it.
func write(t *testing.T, db *sqldb.DB, stream, body string) (e ledger.Entry) {
	t.Helper()
	err := db.Write(t.Context(), func(tx *sqldb.Tx) (err error) {
		e, err = ledger.Append(t.Context(), tx, ledger.Entry{
			Stream: stream, Actor: "u1", Org: "o1", Role: "mediator", Verb: "case.note", Body: json.RawMessage(body),
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func list(t *testing.T, db *sqldb.DB, stream string, before int64, limit int) (es []ledger.Entry) {
	t.Helper()
	err := db.Read(t.Context(), func(tx *sqldb.Tx) (err error) {
		es, err = ledger.List(t.Context(), tx, stream, before, limit)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return es
}

func TestAppendChainsAndListPages(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		for _, body := range []string{`{"n":1}`, `{"n":2}`, ""} {
			write(t, db, "case-1", body)
			write(t, db, "case-2", body)
			clock.Advance(time.Minute)
		}
		page := list(t, db, "case-1", 0, 2)
		if len(page) != 2 || page[0].Seq != 3 || string(page[0].Body) != "{}" || page[0].Prev != page[1].Hash {
			t.Fatalf("first page %+v", page)
		}
		if got := page[0].At; !got.Equal(sqldbtest.Noon.Add(2 * time.Minute)) {
			t.Errorf("at %v", got)
		}
		rest := list(t, db, "case-1", page[1].Seq, 2)
		if len(rest) != 1 || rest[0].Prev != "" || string(rest[0].Body) != `{"n":1}` || rest[0].Actor != "u1" {
			t.Errorf("second page %+v", rest)
		}
	})
}

func TestAppendRefusesWhatIsNotJSON(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		for _, e := range []ledger.Entry{{Stream: "s", Verb: "v", Body: json.RawMessage("{")}, {Stream: "s"}, {Verb: "v"}} {
			if err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
				_, err := ledger.Append(t.Context(), tx, e)
				return err
			}); err == nil {
				t.Errorf("%+v was appended", e)
			}
		}
	})
}

// Two transactions read the same head; the second to write is told so. SQLite has
// one writer, so there they cannot meet.
func TestTheLaterOfTwoWritersGetsAConflict(t *testing.T) {
	for name, before := range map[string]int{"new stream": 0, "old stream": 1} {
		t.Run(name, func(t *testing.T) {
			db := sqldbtest.Postgres(t, sqldbtest.NewClock())
			for range before {
				write(t, db, "s", "")
			}
			ctx := t.Context()
			appended, release, done := make(chan struct{}), make(chan struct{}), make(chan error)
			go func() {
				done <- db.Write(ctx, func(tx *sqldb.Tx) error {
					defer close(appended)
					_, err := ledger.Append(ctx, tx, ledger.Entry{Stream: "s", Verb: "v"})
					appended <- struct{}{}
					<-release
					return err
				})
			}()
			<-appended
			time.AfterFunc(50*time.Millisecond, func() { close(release) })
			err := db.Write(ctx, func(tx *sqldb.Tx) error {
				_, err := ledger.Append(ctx, tx, ledger.Entry{Stream: "s", Verb: "v"})
				return err
			})
			if !errors.Is(err, ledger.ErrChanged) {
				t.Errorf("second writer: %v", err)
			}
			if err := <-done; err != nil {
				t.Errorf("first writer: %v", err)
			}
			if got := len(list(t, db, "s", 0, 10)); got != before+1 {
				t.Errorf("%d entries", got)
			}
		})
	}
}

func TestEraseAll(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		write(t, db, "s", `{"name":"x"}`)
		write(t, db, "s", `{"name":"y"}`)
		other := write(t, db, "other", `{"name":"z"}`)
		for _, want := range []int{2, 0, 0} { // once; there is nothing left then, and the record of it stays
			err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
				n, err := ledger.EraseAll(t.Context(), tx, "s", ledger.Entry{Actor: "archivist", Body: json.RawMessage(`{"basis":"request"}`)})
				if n != want {
					t.Errorf("%d erased, want %d", n, want)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			got := list(t, db, "s", 0, 10)
			if len(got) != 3 || got[0].Verb != ledger.EraseVerb || got[0].Actor != "archivist" || got[0].Erased {
				t.Fatalf("after erasing: %+v", got)
			}
			for _, e := range got[1:] {
				if !e.Erased || e.Body != nil {
					t.Errorf("not erased: %+v", e)
				}
			}
		}
		if got := list(t, db, "other", 0, 10); len(got) != 1 || got[0].Erased || string(got[0].Body) != string(other.Body) {
			t.Errorf("of another stream: %+v", got)
		}
	})
}
