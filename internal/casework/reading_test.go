package casework

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

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
			"view": func() error { _, err := c.s.Events(t.Context(), reader, k.ID, 0, 10); return err },
			Print:  full(Print), "file": full("file"),
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
			if len(rows) != 4 || len(kept) != 4 {
				t.Errorf("%d readings, %d kept", len(rows), len(kept))
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// TestEveryCopyIsListed: each copy of own data is on the list of readers by itself, with the
// request it was made for, and each is proven by an entry of the ledger.
func TestEveryCopyIsListed(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c := newCity(t, db, 1, 1)
		head := c.who("u1", "town0", access.Head, access.Subtree)
		k, _, err := c.s.Register(t.Context(), head, "", told("王玥", "李喆"))
		if err != nil {
			t.Fatal(err)
		}
		var requests []string
		for _, kind := range []string{"see", "copy"} {
			k = c.do(t, k, head, AskData{Kind: kind, Party: k.Parties[0].ID, Identity: "paper", Text: "要看"})
			requests = append(requests, k.Requests[len(k.Requests)-1].ID)
			k = c.do(t, k, head, AnswerData{Request: requests[len(requests)-1], Decision: "granted"})
		}
		for range 2 {
			for _, r := range []string{requests[0], requests[0], requests[1]} {
				if _, err := c.s.OwnData(t.Context(), head, k.ID, r); err != nil {
					t.Fatal(err)
				}
			}
			clock.Advance(time.Minute)
		}
		if _, err := c.s.OwnData(t.Context(), head, k.ID, "none"); err == nil {
			t.Error("a copy for nothing asked")
		}
		all, err := c.s.Readings(t.Context(), head, k.ID, 200)
		if err != nil {
			t.Fatal(err)
		}
		n := map[string]int{}
		for _, r := range all {
			n[r.What]++
		}
		if n[ReadOwnData+requests[0]] != 4 || n[ReadOwnData+requests[1]] != 2 || n["own_data"] != 0 {
			t.Errorf("listed %v", n)
		}
		if err := db.Read(t.Context(), func(tx *sqldb.Tx) error {
			entries, err := ledger.List(t.Context(), tx, "user:u1", 0, 100)
			if err != nil {
				return err
			}
			proven := map[string]bool{}
			for _, e := range entries {
				var body readingKept
				if err := json.Unmarshal(e.Body, &body); err != nil {
					return err
				}
				proven[body.Digest] = true
			}
			for _, r := range all {
				if !proven[r.digest(k.ID)] {
					t.Errorf("nothing proves %+v", r)
				}
			}
			if len(proven) != len(all) {
				t.Errorf("%d listed, %d proven", len(all), len(proven))
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}
