package casework

import (
	"testing"

	"hemu/internal/access"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestDoctorSeesWhoIsMissing: vacant posts, people who left, cases nobody may open,
// words nobody has to answer, and what was left over.
func TestDoctorSeesWhoIsMissing(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	look := func(c Case, change func(e *Env)) Report {
		r := Report{Totals: map[string]int64{}}
		e := w.env(access.Actor{})
		e.Officers = map[string][]access.Officer{}
		for unit, at := range dOfficers() {
			e.Officers[unit] = at
		}
		change(&e)
		r.checkOpen(c, e)
		r.checkRunning(c, e)
		r.checkLeft(c)
		return r
	}
	as := func(*Env) {}
	vacant := func(e *Env) { delete(e.Officers, "village1") }
	handled := w.handled(t, "village1")
	secret := w.do(t, handled, head, Confide{On: true})
	locked := secret.clone()
	locked.Named = nil
	said := w.dSaid(w.handled, "complaint")(t, "village1")
	lost := said.clone()
	for i := range lost.Clocks {
		if lost.Clocks[i].Kind == ComplaintClock {
			lost.Clocks[i].Org = "village1"
		}
	}
	left := w.failed(t, "village1").clone()
	left.Sessions = append(left.Sessions, Session{ID: "s", State: "planned"})
	gap := w.archived(t, "village1").clone()
	for i := range gap.Slips {
		if s := &gap.Slips[i]; s.Kind == "contents" {
			s.Said.Filed = []Filed{{Kind: "register", First: 1, Pages: 1}, {Kind: "receipt", First: 3, Pages: 1}}
		}
	}
	elsewhere := handled.clone()
	elsewhere.Handler = dUser("village2", access.Head)
	for _, test := range []struct {
		code   string
		c      Case
		change func(e *Env)
	}{
		{"", handled, as}, {"", secret, as}, {"", said, as}, {"", w.archived(t, "village1"), as},
		{"holder_vacant", handled, vacant}, {"handler_left", elsewhere, as}, {"nobody_admitted", locked, as},
		{"nobody_admitted", secret, func(e *Env) { e.Officers["village1"] = e.Officers["village2"] }},
		{"voice_unclocked", lost, as}, {"session_left", left, as}, {"page_gap", gap, as},
	} {
		r := look(test.c, test.change)
		delete(r.Totals, "clock_missing") // of those at an end, which checkOpen is not asked about
		delete(r.Totals, "next_step_missing")
		if test.code == "" && len(r.Totals) > 0 || test.code != "" && r.Totals[test.code] == 0 {
			t.Errorf("%q: the doctor finds %v", test.code, r.Totals)
		}
	}
	w.wait(30)
	dIs(t, "asked and not answered in time", look(said, as).Unanswered, 1)
}

// TestAClosingUnitHandsOverWordsToo: a word about a filed case is work as well.
func TestAClosingUnitHandsOverWordsToo(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 2)
		c.who("u9", "village01", access.Head, access.Unit)
		village := c.who("u1", "village00", access.Head, access.Unit)
		k, code, err := c.s.Register(t.Context(), village, "", told("王玥"))
		if err != nil {
			t.Fatal(err)
		}
		k = c.do(t, k, village, Decline{Reason: "07", Routes: []string{"court"}})
		if err := c.s.Say(t.Context(), code, "not_settled", ""); err != nil {
			t.Fatal(err)
		}
		c.write(t, func(tx *sqldb.Tx) error {
			n, err := c.s.Successor(t.Context(), tx, "village00", "village01")
			dIs(t, "cases handed over", n, Few)
			return err
		})
		seen, err := c.s.Track(t.Context(), code)
		if err != nil {
			t.Fatal(err)
		}
		dIs(t, "who answers", seen.Said[0].UnitName, "单位village01")
		v, err := c.s.Get(t.Context(), c.who("u9", "village01", access.Head, access.Unit), k.ID)
		if err != nil {
			t.Fatal(err)
		}
		k = c.do(t, v.Case, c.who("u9", "village01", access.Head, access.Unit), Answer{Voice: v.Case.Voices[0].ID, How: "explained", Words: "已转请法院处理。"})
		seen, err = c.s.Track(t.Context(), code)
		if err != nil || seen.Said[0].Answer != "已转请法院处理。" || seen.Said[0].How != "explained" {
			t.Errorf("the page shows %+v, %v", seen.Said, err)
		}
		c.healthy(t)
	})
}
