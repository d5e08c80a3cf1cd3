package casework

import (
	"encoding/json"
	"strings"
	"testing"

	"hemu/internal/access"
	"hemu/internal/codes"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestCaucusNotesAreTheirWriters: a note is read by who wrote it and whom the writer
// names, as long as they are named; by nobody else, not by who is above or handles the
// case later, in no view, paper, history, refusal or list of names.
func TestCaucusNotesAreTheirWriters(t *testing.T) {
	const secret = "她其实愿意让一步，底线是八千"
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 2)
		head, writer := c.who("u1", "town0", access.Head, access.Subtree), c.who("u2", "town0", access.Mediator, access.Unit)
		later, above := c.who("u3", "town0", access.Mediator, access.Unit), c.who("u4", "bureau", access.Head, access.Subtree)
		all := map[string]access.Actor{"the head": head, "the writer": writer, "who handles it later": later, "above": above, "assisting": c.who("u5", "village01", access.Head, access.Unit)}
		k, _, err := c.s.Register(t.Context(), head, "", told("王玥", "李喆"))
		if err != nil {
			t.Fatal(err)
		}
		do := func(who access.Actor, cmd Command) {
			t.Helper()
			if k, err = c.s.Do(t.Context(), who, k.ID, k.Version, "", cmd); err != nil {
				t.Fatal(cmd.Act(), dFaults(err))
			}
		}
		refused := func(who access.Actor, cmd Command, code string) {
			t.Helper()
			if _, err := c.s.Do(t.Context(), who, k.ID, k.Version, "", cmd); dCode(err, code) == "" {
				t.Errorf("%s by %s: %v, want %s", cmd.Act(), who.UserID, err, code)
			}
		}
		do(head, Accept{})
		do(head, Assign{Lead: "town0", Assist: []string{"village01"}, Goal: "解决", Leader: "姓名u1", Handler: "u2"})
		if k.State == Assigned {
			do(writer, Sign{Handler: "u2"})
		}
		do(writer, Contact{Party: k.Parties[0].ID, Way: first(codes.ListContactWay), Consent: "given"})
		refused(writer, NoteCaucus{Party: "x", Heard: "y"}, "case.party_unknown")
		refused(writer, NoteCaucus{Party: k.Parties[0].ID, Heard: " "}, "case.heard_missing")
		refused(writer, NoteCaucus{Party: k.Parties[0].ID, Heard: "y", Named: []string{"nobody"}}, "case.person_unknown")
		do(writer, NoteCaucus{Party: k.Parties[0].ID, Heard: secret})
		note := k.Caucuses[0].ID
		do(head, Handover{Handler: "u3", Reason: "调离"})
		reads := func(may ...string) {
			t.Helper()
			for name, who := range all {
				told, want := c.readsOfCase(t, who, k), false
				for _, m := range may {
					want = want || m == name
				}
				if got := strings.Contains(told, secret); got != want {
					t.Errorf("%s reads the note: %v, want %v", name, got, want)
				}
				if !want && (strings.Contains(told, note) || strings.Contains(told, `"caucus"`) || strings.Contains(told, "share_caucus") || !strings.Contains(told, string(Withheld))) {
					t.Errorf("%s learns that there is a note: %s", name, told)
				}
			}
		}
		reads("the writer")
		refused(head, ShareCaucus{Caucus: note, Named: []string{"u1"}}, "case.caucus_unknown")
		refused(head, ShareCaucus{Caucus: "none"}, "case.caucus_unknown") // the same answer as for one that is there
		do(writer, ShareCaucus{Caucus: note, Named: []string{"u3"}})
		reads("the writer", "who handles it later")
		refused(later, ShareCaucus{Caucus: note, Named: []string{"u1"}}, "case.caucus_unknown")
		do(writer, ShareCaucus{Caucus: note})
		reads("the writer")
		for _, text := range []string{secret, "底线"} {
			if page, err := c.s.List(t.Context(), writer, Filter{Text: text}, Sort{By: ByMatch}, Ask{Limit: 10}); err != nil || len(page.Items) > 0 {
				t.Errorf("%s finds the case: %v", text, err)
			}
		}
		if err := db.Read(t.Context(), func(tx *sqldb.Tx) error {
			rows, err := sqldb.All(t.Context(), tx, sqldb.Scalar[string], `SELECT data FROM casework_part UNION ALL SELECT body FROM ledger_body`)
			if strings.Contains(strings.Join(rows, "\n"), "底线") {
				t.Error("the note lies in plain")
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// readsOfCase is all of a case that somebody reads by view, paper and history.
func (c *city) readsOfCase(t *testing.T, who access.Actor, k Case) string {
	t.Helper()
	v, err := c.s.Get(t.Context(), who, k.ID)
	if err != nil {
		t.Fatal(who.UserID, err)
	}
	full, err := c.s.Full(t.Context(), who, k.ID, "print")
	if err != nil {
		t.Fatal(who.UserID, err)
	}
	events, err := c.s.Events(t.Context(), who, k.ID, 0, 200)
	if err != nil {
		t.Fatal(who.UserID, err)
	}
	v.Acts = nil // what may be done says nothing of what was
	raw, err := json.Marshal([]any{v, bare(v.Case), v.Case.Caucuses, bare(full), full.Caucuses, events})
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
