package casework

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/codes"
	"hemu/internal/fault"
	"hemu/internal/ledger"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestAnonymise lets a case with a name in every text grow old. Nothing is destroyed
// before its time or under a hold; afterwards no table of the database holds anything
// of the person, the ledger verifies, the self-check finds nothing, and what is
// counted is counted as before.
func TestAnonymise(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c := newCity(t, db, 1, 2)
		head, handler := c.who("u1", "town0", access.Head, access.Subtree), c.who("u2", "town0", access.Mediator, access.Unit)
		archivist := c.who("u7", "town0", access.Archivist, access.Unit)
		k := c.archived(t, c.concealedLife(t, clock, head, handler), clock.Now())
		other := c.aCase("other", "town0", clock.Now())
		other.Files = []File{{ID: "f", Digest: "d1", Name: "x.png"}}
		c.save(t, Case{}, other)
		if _, err := c.s.SaveDraft(t.Context(), head, Draft{Kind: "correct:" + string(k.ID), Payload: []byte(`{"new":"祎昇堃"}`)}); err != nil {
			t.Fatal(err)
		}
		code, before, counts := c.s.trackingCode(k.ID), c.columns(t, k.ID), c.tally(t)

		anonymise := func() (Destroyed, error) {
			return c.s.Anonymise(t.Context(), head, k.ID, Destruction{Certificate: "证1", Proposer: archivist.UserID}, func(*sqldb.Tx, Destroyed) error { return nil })
		}
		refused := func(want string) {
			t.Helper()
			if _, err := anonymise(); fault.CodeOf(err) != want {
				t.Fatalf("anonymised: %v, want %s", err, want)
			}
		}
		today := func() calendar.Date { return calendar.DateOf(clock.Now()) }
		refused("case.not_due")
		if list, _, err := c.s.Ending(t.Context(), archivist, today().AddMonths(121), 10); err != nil || len(list) != 1 || list[0].Keeping.Due != today().AddMonths(120).AddDays(1) {
			t.Fatalf("ends within ten years: %+v %v", list, err)
		}
		clock.Set(today().AddMonths(120).Start().Add(time.Hour))
		refused("case.not_due")
		clock.Advance(24 * time.Hour)
		k = c.do(t, k, archivist, Hold{Reason: "法院调卷", Until: today().AddDays(1).String()})
		refused("case.held")
		k = c.do(t, k, head, Unhold{Hold: k.Holds[0].ID, Reason: "已退回"})
		if list, _, err := c.s.Ending(t.Context(), c.who("u9", "village00", access.Head, access.Unit), today(), 10); err != nil || len(list) != 0 {
			t.Errorf("the neighbours are told of it: %+v %v", list, err)
		}
		gone, err := anonymise()
		if err != nil || gone.Files != 2 || gone.Entries < 10 || !slices.Equal(gone.Digests, []string{"d1", "d2"}) {
			t.Fatalf("destroyed %+v, %v", gone, err)
		}
		refused("case.anonymised")
		c.hung(t, gone.Digests, "d1")

		c.holdsNothingOf(t, givesAway)
		c.sound(t, k.ID)
		if err := Rewrap(t.Context(), db, func(int64) {}); err != nil {
			t.Fatal(err)
		}
		c.sound(t, k.ID)
		if r, err := ledger.Verify(t.Context(), db, ""); err != nil || !r.Whole() || r.Erased != int64(gone.Entries) {
			t.Errorf("the ledger: %+v, %v", r, err)
		}
		if after := c.columns(t, k.ID); after != before {
			t.Errorf("counted %s, before %s", after, before)
		}
		if after := c.tally(t); after != counts {
			t.Errorf("counters %s, before %s", after, counts)
		}
		if list, _, err := c.s.Ending(t.Context(), archivist, today(), 10); err != nil || len(list) != 0 {
			t.Errorf("still to be destroyed: %+v %v", list, err)
		}
		c.isClosedToAll(t, k.ID, head, code)
	})
}

// TestAnonymiseTakesTheMergedAlong: what was merged into a case is about the same people
// and goes with it, unless it is held, or somebody waits for an answer.
func TestAnonymiseTakesTheMergedAlong(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c := newCity(t, db, 1, 2)
		head := c.who("u1", "town0", access.Head, access.Subtree)
		into, from := c.aCase("into", "town0", clock.Now()), c.aCase("from", "town0", clock.Now())
		into.Parties, from.Parties = []Party{{ID: "p1", Role: "applicant", Kind: "person", Name: "祎昇堃"}}, []Party{{ID: "p2", Role: "applicant", Kind: "person", Name: "祎昇堃"}}
		into.Ties = []Tie{{ID: "t1", Case: from.ID, Kind: Absorbed, At: clock.Now()}}
		into.Requests = []DataRequest{{ID: "r", Kind: "see", At: clock.Now()}}
		from.State, from.Clocks, from.NextStep = Merged, nil, StepNone
		from.Merged = &Merging{Into: into.ID, Holder: "town0", Reason: "祎昇堃又来了", State: Handling, At: clock.Now()}
		from.Holds = []Holding{{ID: "h", Reason: "调卷", At: clock.Now()}}
		from = c.save(t, Case{}, from)
		into = c.archived(t, c.save(t, Case{}, into), clock.Now())
		clock.Advance(11 * 366 * 24 * time.Hour)
		try := func(want string) {
			t.Helper()
			_, err := c.s.Anonymise(t.Context(), head, into.ID, Destruction{Certificate: "证1"}, func(*sqldb.Tx, Destroyed) error { return nil })
			if fault.CodeOf(err) != want {
				t.Fatalf("%v, want %q", err, want)
			}
		}
		try("case.person_waits")
		answered := into
		answered.Requests = nil
		into = c.save(t, into, answered)
		try("case.held")
		released := from
		released.Holds = nil
		from = c.save(t, from, released)
		try("")
		c.holdsNothingOf(t, []string{"祎昇堃"})
		c.sound(t, into.ID)
		c.sound(t, from.ID)
		if _, err := c.s.Do(t.Context(), head, from.ID, from.Version+1, "", Unmerge{Reason: "弄错了"}); fault.CodeOf(err) != "case.anonymised" {
			t.Errorf("taken apart: %v", err)
		}
	})
}

// hung: of some files cases have these.
func (c *city) hung(t *testing.T, digests []string, want ...string) {
	t.Helper()
	if err := c.db.Read(t.Context(), func(tx *sqldb.Tx) error {
		got, err := Hung(t.Context(), tx, digests)
		if !slices.Equal(slices.Sorted(maps.Keys(got)), want) {
			t.Errorf("cases have %v, want %v", got, want)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// sound: the self-check finds nothing in the case, nor in the counters.
func (c *city) sound(t *testing.T, id ID) {
	t.Helper()
	if err := c.db.Read(t.Context(), func(tx *sqldb.Tx) error {
		r := Report{Totals: map[string]int64{}}
		if err := c.s.check(t.Context(), tx, &r, id); err != nil {
			return err
		}
		if err := r.checkTotals(t.Context(), tx); err != nil || len(r.Totals) > 0 {
			t.Errorf("the self-check finds %+v, %v", r.Findings, err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// isClosedToAll: the case can be looked at, and nothing else.
func (c *city) isClosedToAll(t *testing.T, id ID, head access.Actor, code string) {
	t.Helper()
	v, err := c.s.Get(t.Context(), head, id)
	if err != nil || len(v.Acts) != 0 || v.Parties[0].Name != "申请人甲" {
		t.Errorf("seen %+v %+v, %v", v.Acts, v.Parties, err)
	}
	if _, err := c.s.Events(t.Context(), head, id, 0, 50); err != nil {
		t.Error(err)
	}
	if _, err := c.s.Do(t.Context(), head, id, v.Case.Version, "", Reopen{Reason: "再看"}); fault.CodeOf(err) != "case.anonymised" {
		t.Errorf("taken up again: %v", err)
	}
	if _, err := c.s.Full(t.Context(), head, id, "print"); fault.CodeOf(err) != "case.anonymised" {
		t.Errorf("printed: %v", err)
	}
	if _, err := c.s.Track(t.Context(), code); err == nil {
		t.Error("the tracking code still opens it")
	}
}

// archived puts a case into the archive for the short period, as if all that has to
// come before had been done.
func (c *city) archived(t *testing.T, k Case, at time.Time) Case {
	t.Helper()
	end := k
	end.State, end.Retention, end.ArchivedAt, end.ClosedAt, end.NextStep = Archived, "short", at, at, StepNone
	end.Clocks, end.Voices, end.Sessions = nil, nil, slices.DeleteFunc(slices.Clone(k.Sessions), func(s Session) bool { return s.State == "planned" })
	end.Files = append(slices.Clone(k.Files), File{ID: "f2", Digest: "d2", Name: "祎昇堃.jpg"})
	return c.save(t, k, end)
}

// columns are what months and kinds of cases are counted by.
func (c *city) columns(t *testing.T, id ID) string {
	t.Helper()
	return c.table(t, `SELECT state || ' ' || level || ' ' || cause || ' ' || gb_type || ' ' || moj_type || ' ' || channel || ' ' || region_code || ' ' || people || ' ' ||
		amount_fen || ' ' || intake_org || ' ' || holder_org || ' ' || outcome || ' ' || closing_kind || ' ' || reported_at || ' ' || archived_at
		FROM casework_case WHERE id = '`+string(id)+`'`)
}

func (c *city) tally(t *testing.T) string {
	t.Helper()
	return c.table(t, `SELECT org_id || ' ' || state || ' ' || n FROM casework_tally ORDER BY org_id, state`)
}

func (c *city) table(t *testing.T, query string) (all string) {
	t.Helper()
	if err := c.db.Read(t.Context(), func(tx *sqldb.Tx) error {
		rows, err := sqldb.All(t.Context(), tx, sqldb.Scalar[string], query)
		all = strings.Join(rows, "\n")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

// holdsNothingOf reads every row of every table.
func (c *city) holdsNothingOf(t *testing.T, words []string) {
	t.Helper()
	if err := c.db.Read(t.Context(), func(tx *sqldb.Tx) error {
		tables, err := sqldb.Tables(t.Context(), tx)
		for _, table := range tables {
			for _, column := range table.Columns {
				if column.Kind != "text" || err != nil {
					continue
				}
				for _, word := range words {
					if len(word) < 5 { // four digits are found in any digest
						continue
					}
					var n int
					query := fmt.Sprintf(`SELECT COUNT(*) FROM %s WHERE %s LIKE $1`, table.Name, column.Name)
					if err = tx.QueryRow(t.Context(), query, "%"+word+"%").Scan(&n); err == nil && n > 0 {
						t.Errorf("%s.%s still has %s", table.Name, column.Name, word)
					}
				}
			}
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// TestKeeping: the policy with the longest fitting category counts, a matter that was
// declined has its own, and what no policy lets go is kept for ever.
func TestKeeping(t *testing.T) {
	at := dAt(dStart)
	rules := append(codes.Policies{}, dSnapshot().Policies...)
	rules = append(rules, codes.ClockRule{ID: "land", Kind: codes.Retention, Category: "03", Outcome: "short", Count: 20})
	file := func(state State, period, gb string) Case {
		return Case{State: state, Retention: period, GBType: gb, ArchivedAt: at, ClosedAt: at}
	}
	for name, tt := range map[string]struct {
		c    Case
		want string
	}{
		"short": {file(Archived, "short", "0201"), "2036-03-11"}, "long": {file(Archived, "long", "0301"), "2056-03-11"},
		"a category of its own": {file(Archived, "short", "0301"), "2046-03-11"}, "for ever": {file(Archived, "permanent", "0201"), ""},
		"declined": {file(Declined, "", "0201"), "2029-03-11"}, "not archived": {file(Closed, "short", "0201"), ""},
	} {
		k, ok := tt.c.Keeping(rules, calendar.DateOf(at))
		if got := k.Due.String(); ok != (tt.want != "") || ok && got != tt.want {
			t.Errorf("%s: until %s (%v), want %q", name, got, ok, tt.want)
		}
	}
}

// TestNothingStaysUnasked: of a case all of whose texts are filled only codes, ids,
// numbers and instants stay.
func TestNothingStaysUnasked(t *testing.T) {
	w := dNew()
	c := w.agreed(t, "village1")
	c = w.do(t, c, w.head("village1"), AddHazard{What: "a knife of Zhang San", Measures: "Zhang San talks", ReportedTo: "police"})
	e := w.env(w.head("village1"))
	left := fmt.Sprintf("%+v", c.counted(&e, "no"))
	for _, word := range []string{"Zhang San", "Li Si", "Water", "13800138000", "knife", "drain"} {
		if strings.Contains(left, word) {
			t.Errorf("%s stays in %s", word, left)
		}
	}
}
