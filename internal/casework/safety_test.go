package casework

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/codes"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestCapacity: 民法典 17–20 by age, and what was written down before it.
func TestCapacity(t *testing.T) {
	day, err := calendar.ParseDate("2026-03-10")
	if err != nil {
		t.Fatal(err)
	}
	for born, want := range map[string]string{
		"": "full", "2008-03-10": "full", "2008-03-11": "limited", "2018-03-10": "limited", "2018-03-11": "none", "2026-03-10": "none", "1949-10-01": "full",
	} {
		dIs(t, "born "+born, Party{BornOn: born}.CapacityOn(day), want)
	}
	dIs(t, "lives on own labour", Party{BornOn: "2009-01-01", Capacity: "full"}.CapacityOn(day), "full")
	dIs(t, "an adult who can't recognise acts", Party{BornOn: "1950-01-01", Capacity: "none"}.CapacityOn(day), "none")
	dIs(t, "an organisation", Party{Kind: "organisation", BornOn: "2020-01-01"}.CapacityOn(day), "full")
}

// TestScreening: what may be answered, when it is asked, and what follows.
func TestScreening(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	yes := func(in Screen) func(Case) Command {
		return func(c Case) Command {
			in.Harm, in.Harmed = "yes", c.Parties[0].ID
			return in
		}
	}
	dRun(t, w, []dCase{
		{"neither yes nor no", w.handled, head, dSame(Screen{Harm: "maybe"}), "case.harm_unknown"},
		{"nobody hurt", w.handled, head, dSame(Screen{Harm: "yes"}), "case.harmed_missing"},
		{"by a stranger", w.handled, head, yes(Screen{HarmedBy: "x"}), "case.harmed_by"},
		{"too long", w.handled, head, dSame(Screen{Harm: "none", Told: strings.Repeat("长", maxNote+1)}), "case.too_long"},
	})
	c := w.handled(t, "village1")
	c = w.do(t, c, head, yes(Screen{Told: "he beats me"})(c))
	w.refuse(t, c, head, Screen{Harm: "none"}, "case.screening_why")
	w.refuse(t, c, head, dSession(c, w, "continue"), "case.violence_joint")
	plan := PlanSession{Kind: SessionOrdinary, At: w.now, Place: "hall", Mediators: []string{"a"}, Invited: []string{c.Parties[0].ID, c.Parties[1].ID}}
	w.refuse(t, c, head, plan, "case.violence_joint")
	alone := plan
	alone.Invited = alone.Invited[:1]
	w.do(t, c, head, alone)
	plan.Separate = true
	w.do(t, c, head, plan)
	plan.Separate, plan.JointWhy = false, "she wants to, an officer sits by"
	planned := w.do(t, c, head, plan)
	held := dSession(planned, w, "continue")
	held.Session = planned.Sessions[0].ID
	w.do(t, planned, head, held) // the reason was given when it was planned
	c = w.do(t, c, head, Screen{Harm: "none", Told: "the wrong case"})
	w.do(t, c, head, dSession(c, w, "continue"))

	w.input.Cause = "1001"
	family := w.do(t, w.accepted(t, "village1"), head, Assign{Lead: "village1"})
	w.refuse(t, family, head, dSession(family, w, "continue"), "case.screening_missing")
	apart := dSession(family, w, "continue")
	apart.Separate = true
	w.do(t, family, head, apart)
	family = w.do(t, family, head, Screen{Harm: "unsaid"})
	w.do(t, family, head, dSession(family, w, "continue"))
}

// TestMandatoryReports: who has no or limited capacity and is hurt, and any minor, makes a
// report obligatory; neither close nor decline goes before it.
func TestMandatoryReports(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	w.input.Parties[0].BornOn = "2014-05-01"
	w.input.Parties[0].Agent, w.input.Parties[0].AgentAs = "Zhang Da", "guardian"
	w.input.Screening = &Screen{Harm: "yes", Harmed: "0", HarmedBy: "1", Told: "beaten"}
	c := w.register(t, "village1", w.input)
	grounds := []string{}
	for _, r := range c.waitingReports() {
		grounds = append(grounds, r.Ground)
		dIs(t, "about", r.Party, c.Parties[0].ID)
	}
	if !slices.Equal(grounds, []string{"violence", "child"}) {
		t.Fatalf("obliged to %v", grounds)
	}
	w.refuse(t, c, head, Decline{Reason: "07", Routes: []string{"court"}}, "case.report_first")
	made := MakeReport{Report: c.Reports[0].ID, To: "police", Office: "police station", Way: "phone", ReportedAt: w.now, ReportedBy: "Head Zhao", Receipt: "110-20260310"}
	for code, spoil := range map[string]func(*MakeReport){
		"case.report_unknown": func(m *MakeReport) { m.Report = "x" }, "case.report_to": func(m *MakeReport) { m.To = "education" },
		"case.report_office": func(m *MakeReport) { m.Office = " " }, "case.way_unknown": func(m *MakeReport) { m.Way = "pigeon" },
		"case.report_by": func(m *MakeReport) { m.ReportedBy = "" }, "case.report_receipt": func(m *MakeReport) { m.Receipt = "" },
		"case.report_when": func(m *MakeReport) { m.ReportedAt = w.now.AddDate(0, 0, 1) },
	} {
		m := made
		spoil(&m)
		w.refuse(t, c, head, m, code)
	}
	w.refuse(t, c, head, MakeReport{Ground: "gossip", To: "police"}, "case.ground_unknown")
	c = w.do(t, c, head, made)
	w.refuse(t, c, head, made, "case.report_unknown")
	dIs(t, "still waiting", len(c.waitingReports()), 1)
	c = w.do(t, c, head, Withdraw{Party: c.Parties[0].ID})
	w.refuse(t, c, head, Close{Kind: "procedural"}, "gate.report")
	made.Report, made.To, made.Office = c.Reports[1].ID, "civil_affairs", "civil affairs"
	c = w.do(t, c, head, made, Close{Kind: "procedural"})
	dIs(t, "state", c.State, Closed)

	taken := w.register(t, "village1", w.input)
	taken = w.do(t, taken, head, Screen{Harm: "none", Told: "it was about another family"})
	dIs(t, "lifted with the answer", len(taken.waitingReports()), 0)
	dIs(t, "reason", taken.Reports[0].LiftWhy, "it was about another family")
	again := w.do(t, taken, head, Screen{Harm: "yes", Harmed: taken.Parties[0].ID})
	dIs(t, "obliged again", len(again.waitingReports()), 2)
	grown := w.do(t, w.register(t, "village1", dInput()), head, MakeReport{Ground: "offence", To: "other", Office: "x", Way: "visit", ReportedAt: w.now, ReportedBy: "y", TakenBy: "z"})
	dIs(t, "reported without a duty", grown.Reports[0].DueSince.IsZero(), true)
}

// TestGuardians: who cannot agree alone agrees through a guardian, who is not the other side.
func TestGuardians(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	w.input.Parties[1].Capacity = LimitedCapacity
	drafted := func() Case {
		c := w.handled(t, "village1")
		return w.do(t, c, head, dSession(c, w, "agreed"), dDraft(c, w, "oral"))
	}
	later := func(field, value string) Case { // what a party can do alone is found out when it is drafted
		was := w.input.Parties[1]
		w.input.Parties[1].Capacity = FullCapacity
		c := drafted()
		w.input.Parties[1] = was
		return w.do(t, c, head, Correct{Field: "parties." + c.Parties[1].ID + "." + field, Old: FullCapacity, New: value, Reason: "told now"})
	}
	yes := func(c Case, i int, by bool) ConfirmParty {
		return ConfirmParty{Party: c.Parties[i].ID, Way: "oral", On: w.today(), ByGuardian: by}
	}
	c := later("capacity", LimitedCapacity)
	w.refuse(t, c, head, yes(c, 1, true), "case.guardian_missing")
	w.refuse(t, c, head, yes(c, 0, true), "case.guardian_missing")
	w.input.Parties[1].AgentAs = "guardian"
	for name, code := range map[string]string{"": "case.guardian_name", "Li Si": "case.guardian_self"} {
		w.input.Parties[1].Agent = name
		if _, _, err := Register(w.input, "/37/", w.env(head)); dCode(err, code) == "" {
			t.Errorf("guardian %q: %v", name, err)
		}
	}
	w.input.Parties[1].Agent = "Zhang San" // the applicant
	opposed := later("capacity", LimitedCapacity)
	w.refuse(t, opposed, head, yes(opposed, 1, true), "case.guardian_opposes")
	if tips := opposed.Cautions(head, calendar.DateOf(w.now)); len(tips) != 1 || tips[0].Code != "caution.guardian_opposes" {
		t.Errorf("cautions %v", tips)
	}
	w.input.Parties[1].Agent = "Li Wu"
	c = drafted()
	w.refuse(t, c, head, yes(c, 1, false), "case.guardian_confirms")
	c = w.do(t, c, head, yes(c, 0, false), yes(c, 1, true), Settle{})
	dIs(t, "who said yes", c.Agreements[0].Confirmed[1].Guardian, "Li Wu")

	w.input.Parties[1].Capacity = ""
	late := drafted()
	late = w.do(t, late, head, yes(late, 0, false), yes(late, 1, false))
	late = w.do(t, late, head, Correct{Field: "parties." + late.Parties[1].ID + ".capacity", New: "limited", Reason: "a court has found so"})
	w.refuse(t, late, head, Settle{}, "case.guardian_unconfirmed")
}

// TestWhoLearnsOfHarm: what was answered, the reports and why both sides sat together are
// for those who took the case in or have it; units that assist read neither them nor that
// they are there, at rest they are sealed, and no paper has them.
func TestWhoLearnsOfHarm(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c := newCity(t, db, 1, 2)
		head := c.who("u1", "town0", access.Head, access.Subtree)
		in := told("x", "李喆")
		in.Cause, in.Parties[0].BornOn = "1001", "2015-01-01"
		in.Screening = &Screen{Harm: "yes", Harmed: "0", HarmedBy: "1", Told: "他喝了酒就打人"}
		k, _, err := c.s.Register(t.Context(), head, "", in)
		if err != nil {
			t.Fatal(err)
		}
		do := func(cmd Command) {
			t.Helper()
			if k, err = c.s.Do(t.Context(), head, k.ID, k.Version, "", cmd); err != nil {
				t.Fatal(cmd.Act(), dFaults(err))
			}
		}
		do(Accept{})
		do(Assign{Lead: "town0", Assist: []string{"village01"}, Goal: "解决", Leader: "姓名u1", Handler: "u1"})
		do(Correct{Field: "parties." + k.Parties[0].ID + ".agent", New: "水集街道居委会", Reason: "补充"})
		do(Correct{Field: "parties." + k.Parties[0].ID + ".agentAs", New: "guardian", Reason: "补充"})
		do(Contact{Party: k.Parties[0].ID, Way: first(codes.ListContactWay), Consent: "given"})
		do(Screen{Harm: "yes", Harmed: k.Parties[0].ID, HarmedBy: k.Parties[1].ID, Told: "他喝了酒就打人"})
		do(MakeReport{Report: k.Reports[0].ID, To: "police", Office: "水集派出所", Way: "phone", ReportedAt: clock.Now(), ReportedBy: "姓名u1", Receipt: "回执77"})
		do(RecordSession{HeldAt: clock.Now(), Place: "所里", Mediators: []string{"姓名u1"}, Present: []string{k.Parties[0].ID, k.Parties[1].ID}, RightsTold: true, Record: "谈过", Outcome: "continue", JointWhy: "民警在旁边"})
		secrets := []string{"他喝了酒就打人", "水集派出所", "回执77", "民警在旁边", `"screen"`, `"report"`, "gate.report", `"harm"`, `"ground"`}
		for name, try := range map[string]struct {
			who   access.Actor
			learn bool
		}{
			"the head": {head, true}, "a colleague": {c.who("u2", "town0", access.Mediator, access.Unit), true},
			"the assisting village": {c.who("u4", "village01", access.Head, access.Unit), false}, "above": {c.who("u5", "bureau", access.Head, access.Subtree), false},
		} {
			v, err := c.s.Get(t.Context(), try.who, k.ID)
			if err != nil {
				t.Fatal(name, err)
			}
			full, err := c.s.Full(t.Context(), try.who, k.ID, "print")
			if err != nil {
				t.Fatal(name, err)
			}
			events, err := c.s.Events(t.Context(), try.who, k.ID, 0, 200)
			if err != nil {
				t.Fatal(name, err)
			}
			raw, err := json.Marshal([]any{v.Case, v.Missing, v.Cautions, v.Case.Screenings, v.Case.Reports, v.Case.Sessions, bare(full), full.Screenings, full.Reports, events})
			if err != nil {
				t.Fatal(err)
			}
			for _, secret := range secrets {
				if strings.Contains(string(raw), secret) != try.learn {
					t.Errorf("%s and %s: %v", name, secret, !try.learn)
				}
			}
			if withheld := strings.Count(string(raw), `"withheld"`); (withheld == 0) != try.learn {
				t.Errorf("%s: %d withheld", name, withheld)
			}
		}
		at := ""
		if err := db.Read(t.Context(), func(tx *sqldb.Tx) error {
			rows, err := sqldb.All(t.Context(), tx, sqldb.Scalar[string], `SELECT data FROM casework_part UNION ALL SELECT data FROM casework_case`)
			at = strings.Join(rows, "\n")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"他喝了酒就打人", "民警在旁边", `"violence"`, `"yes"`} {
			if strings.Contains(at, secret) {
				t.Errorf("%s lies in plain", secret)
			}
		}
	})
}
