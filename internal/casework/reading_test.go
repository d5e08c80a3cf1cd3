package casework

import (
	"encoding/json"
	"slices"
	"testing"

	"hemu/internal/access"
	"hemu/internal/ledger"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestWhoLooked walks every way to read one case: each is on the list of readers with post
// and unit, once an hour, and each row of the list is proven by an entry of the ledger.
func TestWhoLooked(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 1)
		head, reader := c.who("u1", "town0", access.Head, access.Subtree), c.who("u2", "town0", access.Mediator, access.Unit)
		k, _, err := c.s.Register(t.Context(), head, "", told("王玥", "李喆"))
		if err != nil {
			t.Fatal(err)
		}
		full := func(what string) func() error {
			return func() error { _, err := c.s.Full(t.Context(), reader, k.ID, what); return err }
		}
		for what, read := range map[string]func() error{
			"view":  func() error { _, err := c.s.Events(t.Context(), reader, k.ID, 0, 10); return err },
			"print": full("print"), PrintVeiled: full(PrintVeiled), "file": full("file"),
			"reveal": func() error { _, err := c.s.Reveal(t.Context(), reader, k.ID, k.Parties[0].ID, "核对"); return err },
		} {
			for range 2 { // the second within the hour is the same reading
				if err := read(); err != nil {
					t.Fatal(what, err)
				}
			}
			all, err := c.s.Readings(t.Context(), head, k.ID, 200)
			if err != nil {
				t.Fatal(err)
			}
			found := slices.DeleteFunc(all, func(r Reading) bool { return r.What != what })
			if len(found) != 1 || found[0].User != "u2" || found[0].Role != string(access.Mediator) || found[0].Org != "town0" {
				t.Errorf("%s: %+v", what, found)
			}
		}
		if _, err := c.s.Get(t.Context(), reader, k.ID); err != nil {
			t.Fatal(err)
		}
		if err := db.Read(t.Context(), func(tx *sqldb.Tx) error {
			entries, err := ledger.List(t.Context(), tx, "user:u2", 0, 100)
			if err != nil {
				return err
			}
			kept := map[string]bool{}
			for _, e := range entries {
				var body readingKept
				if err := json.Unmarshal(e.Body, &body); err != nil {
					return err
				}
				kept[body.Digest] = true
			}
			rows, err := listReadings(t.Context(), tx, k.ID, 100)
			for _, r := range rows {
				if !kept[r.digest(k.ID)] {
					t.Errorf("nothing proves %+v", r)
				}
			}
			if len(rows) != 5 || len(kept) != 5 {
				t.Errorf("%d readings, %d kept", len(rows), len(kept))
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}
