package casework

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/fault"
)

// dChild is the usual case with a child of ten as applicant.
func dChild() *dWorld {
	w := dNew()
	w.input.Parties[0].BornOn = "2015-09-01"
	return w
}

// dGuardian corrects the guardian of a party.
func dGuardian(c Case, party int, name string) []Command {
	at := "parties." + c.Parties[party].ID + "."
	return []Command{
		Correct{Field: at + "agent", Old: c.Parties[party].Agent, New: name, Reason: "asked"},
		Correct{Field: at + "agentAs", Old: c.Parties[party].AgentAs, New: "guardian", Reason: "asked"},
	}
}

// dTakingPart are the acts by which somebody takes part in mediation.
func dTakingPart(c Case, w *dWorld, i int) map[access.Act]Command {
	p := c.Parties[i].ID
	met := dSession(c, w, "continue")
	met.Present = []string{p}
	return map[access.Act]Command{
		access.Contact:       Contact{Party: p, Way: "phone", Consent: "given"},
		access.PlanSession:   PlanSession{Kind: SessionOrdinary, At: w.now, Place: "hall", Mediators: []string{"a"}, Invited: []string{p}},
		access.RecordSession: met,
	}
}

// TestTakesPartThroughGuardian: a child is taken in without a guardian, and neither asked to
// agree nor invited nor heard before one is on record; nothing that ends the case waits for it.
func TestTakesPartThroughGuardian(t *testing.T) {
	w := dChild()
	head := w.head("village1")
	c := w.register(t, "village1", w.input)
	if tips := c.Cautions(head, calendar.DateOf(w.now)); len(tips) != 1 || tips[0].Code != "caution.guardian" || tips[0].Field != c.Parties[0].ID {
		t.Fatalf("cautions %v", tips)
	}
	c = w.do(t, c, head, Accept{}, dTriage(Ordinary), Assign{Lead: "village1"}, Contact{Party: c.Parties[0].ID, Way: "phone"})
	dIs(t, "the child's consent", c.Parties[0].Consent, "")
	fields := map[access.Act]string{access.Contact: "consent", access.PlanSession: "invited", access.RecordSession: "present"}
	for act, cmd := range dTakingPart(c, w, 0) {
		_, _, err := Decide(c, cmd, w.env(head))
		dIs(t, string(act), dField(err, "case.guardian_missing"), fields[act])
	}
	for _, cmd := range dTakingPart(c, w, 1) {
		w.do(t, c, head, cmd) // the other side is grown up
	}

	gone := dSession(c, w, "failed")
	failed := w.do(t, c, head, gone)
	dIs(t, "consent by coming alone", failed.Parties[0].Consent, "")
	for _, cmd := range []Command{
		Contact{Party: c.Parties[0].ID, Way: "phone", Consent: "refused"}, Withdraw{Party: c.Parties[0].ID}, dFail(), Refer{Route: "police", To: "police", Reason: "theirs"},
		NoteCaucus{Party: c.Parties[0].ID, Heard: "afraid"}, Screen{Harm: "none"}, Pause{Reason: "no guardian yet", Until: w.day(5)},
	} {
		if _, _, err := Decide(c, cmd, w.env(head)); dCode(err, "case.guardian_missing") != "" {
			t.Errorf("%s waits for a guardian", cmd.Act())
		}
	}
	for _, cmd := range []Command{Withdraw{Party: c.Parties[0].ID}, dFail()} {
		w.do(t, c, head, cmd)
	}

	for name, code := range map[string]string{"Li Si": "case.guardian_opposes", "Village committee": ""} {
		named := w.do(t, c, head, dGuardian(c, 0, name)...)
		for act, cmd := range dTakingPart(named, w, 0) {
			_, _, err := Decide(named, cmd, w.env(head))
			if code == "" && err != nil || code != "" && dField(err, code) != fields[act] {
				t.Errorf("%s through %s: %v", act, name, dFaults(err))
			}
		}
	}
	w.refuse(t, w.do(t, c, head, dGuardian(c, 0, "Ma")...), head, Correct{Field: "parties." + c.Parties[0].ID + ".agent", Old: "Ma", New: "Zhang San", Reason: "x"}, "case.guardian_self")

	w.input.Parties[0].Agent, w.input.Parties[0].AgentAs = " Ma ", "guardian"
	dIs(t, "consent through a guardian", w.accepted(t, "village1").Parties[0].Consent, "given")
}

// TestCourtThroughGuardian: who turns out not to be able to agree alone applies to a court
// through a guardian, but the parties may still let it be.
func TestCourtThroughGuardian(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	c := w.agreed(t, "village1")
	c = w.do(t, c, head, Correct{Field: "parties." + c.Parties[1].ID + ".capacity", New: LimitedCapacity, Reason: "a court has found so"})
	apply := ApplyCourt{Court: "court", On: w.today(), Joint: true}
	w.refuse(t, c, head, apply, "case.guardian_missing")
	w.do(t, c, head, WaiveCourt{On: w.today()})
	w.do(t, w.do(t, c, head, dGuardian(c, 1, "Li Wu")...), head, apply)
}

// TestGuardianOpposes: who is on the other side, in person or for it, acts for nobody on this
// one; a third party does, unless it is who hurts.
func TestGuardianOpposes(t *testing.T) {
	const ma = "Ma"
	child := Party{ID: "c", Role: "applicant", Name: "Kid", Agent: ma, AgentAs: "guardian"}
	for name, try := range map[string]struct {
		role    string
		other   Party
		hurt    bool
		opposes bool
	}{
		"nobody else":             {"applicant", Party{Role: "respondent", Name: "Li"}, false, false},
		"the other side":          {"applicant", Party{Role: "respondent", Name: ma}, false, true},
		"who acts for it":         {"applicant", Party{Role: "respondent", Name: "Li", Agent: ma}, false, true},
		"who leads it":            {"applicant", Party{Role: "respondent", Kind: "organisation", Name: "Li & Co", LegalRep: ma}, false, true},
		"on the same side":        {"applicant", Party{Role: "applicant", Name: ma}, false, false},
		"who hurts on one side":   {"applicant", Party{Role: "applicant", Name: ma}, true, true},
		"a third party":           {"applicant", Party{Role: "third", Name: ma}, false, false},
		"a third party who hurts": {"applicant", Party{Role: "third", Name: ma}, true, true},
		"of a third party":        {"third", Party{Role: "applicant", Name: ma}, false, true},
	} {
		p := child
		p.Role, try.other.ID = try.role, "o"
		c := Case{Parties: []Party{p, try.other}}
		if try.hurt {
			c.Screenings = []Screening{{Harm: "yes", Harmed: "c", HarmedBy: "o"}}
		}
		dIs(t, name, c.guardianOpposes(p), try.opposes)
	}
}

// TestCapacityOn: what is written down counts, but nobody under sixteen acts alone by it.
func TestCapacityOn(t *testing.T) {
	day := calendar.DateOf(dNew().now)
	for name, try := range map[string]struct {
		years   int
		written string
		want    string
	}{
		"fifteen, full": {15, FullCapacity, LimitedCapacity}, "seven, full": {7, FullCapacity, NoCapacity}, "sixteen, by own labour": {16, FullCapacity, FullCapacity},
		"sixteen": {16, "", LimitedCapacity}, "forty, limited": {40, LimitedCapacity, LimitedCapacity}, "forty": {40, "", FullCapacity}, "five, none": {5, NoCapacity, NoCapacity},
	} {
		dIs(t, name, Party{BornOn: day.AddMonths(-12 * try.years).String(), Capacity: try.written}.CapacityOn(day), try.want)
	}
}

// TestCautionsTellNoHarm: that a guardian stands in the way only because of what was answered
// about violence is told to those who may read the answer, and that of somebody concealed
// nothing is known to those who know the person.
func TestCautionsTellNoHarm(t *testing.T) {
	day := calendar.DateOf(dNew().now)
	c := Case{Registrar: "wang", State: Handling, GBType: "0102", Parties: []Party{
		{ID: "c", Role: "applicant", Name: "Kid", BornOn: day.AddMonths(-120).String(), Agent: "Ma", AgentAs: "guardian"},
		{ID: "m", Role: "applicant", Name: "Ma", BornOn: "1980-01-01"}, {ID: "x", Role: "third", Name: "A", Alias: "A"},
	}, Screenings: []Screening{{Harm: "yes", HarmedBy: "m"}}}
	for who, want := range map[string][]string{"wang": {"caution.guardian_opposes", "caution.age_unknown"}, "stranger": {}} {
		got := []string{}
		for _, d := range c.Cautions(access.Actor{UserID: who}, day) {
			got = append(got, d.Code)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s is told %v", who, got)
		}
	}
}

// TestAgeUnknown: a missing day of birth is pointed out where a child is likely, and
// nowhere else.
func TestAgeUnknown(t *testing.T) {
	day := calendar.DateOf(dNew().now)
	for name, try := range map[string]struct {
		c    Case
		want bool
	}{
		"neighbours":              {Case{GBType: "0801", Cause: "1004", Facts: "两家因排水沟争执，孩子都大了。"}, false},
		"support and guardians":   {Case{GBType: "0102", Cause: "1002"}, true},
		"a marriage":              {Case{GBType: "0101", Cause: "1001"}, false},
		"a school":                {Case{GBType: "0501", Cause: "0901"}, true},
		"a minor in the facts":    {Case{Facts: "被告系未成年人。"}, true},
		"a pupil in the title":    {Case{Title: "小学生打架"}, true},
		"ten years":               {Case{Facts: "其中一个10岁。"}, true},
		"seventeen years":         {Case{Facts: "年满17周岁"}, true},
		"eighteen":                {Case{Facts: "年满18周岁"}, false},
		"a hundred and ten":       {Case{Facts: "老人110岁"}, false},
		"in characters":           {Case{Facts: "儿子十二岁，被打伤。"}, true},
		"twenty-five":             {Case{Facts: "儿子二十五岁，被打伤。"}, false},
		"eighteen in characters":  {Case{Facts: "刚满十八岁"}, false},
		"in English":              {Case{Facts: "A child was hit."}, true},
		"childish is not a child": {Case{Facts: "A childish quarrel."}, false},
		"when it is over":         {Case{GBType: "0102", State: Closed}, false},
	} {
		if try.c.State == "" {
			try.c.State = Handling
		}
		for what, p := range map[string]Party{
			"nothing known": {ID: "p", Kind: "person"}, "day of birth": {ID: "p", Kind: "person", BornOn: "1980-01-01"}, "capacity": {ID: "p", Kind: "person", Capacity: FullCapacity},
			"organisation": {ID: "p", Kind: "organisation"}, "group": {ID: "p", Kind: "person", Count: 12},
		} {
			try.c.Parties = []Party{p}
			got := slices.ContainsFunc(try.c.Cautions(access.Actor{}, day), func(d fault.Detail) bool { return d.Code == "caution.age_unknown" })
			dIs(t, name+", "+what, got, try.want && what == "nothing known")
		}
	}
}

// TestNobodyTakesPartAlone: whatever is done to a case with people of any age, with or without
// guardians, nobody who cannot agree alone has agreed or sat in a session that went on
// without a guardian; and whoever waits for one can always leave.
func TestNobodyTakesPartAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := dNew()
		head := w.head("village1")
		for i := range w.input.Parties {
			p := &w.input.Parties[i]
			p.BornOn = rapid.SampledFrom([]string{"", "1980-01-01", "2010-01-01", "2020-01-01"}).Draw(t, "born")
			p.Capacity = rapid.SampledFrom([]string{"", "", FullCapacity, LimitedCapacity}).Draw(t, "capacity")
			if p.Agent = rapid.SampledFrom([]string{"", "Ma", "Zhang San", "Li Si"}).Draw(t, "agent"); p.Agent != "" && p.Agent != p.Name {
				p.AgentAs = rapid.SampledFrom([]string{"guardian", "agent"}).Draw(t, "as")
			}
		}
		c := w.do(t, w.accepted(t, "village1"), head, Assign{Lead: "village1"})
		for range rapid.IntRange(1, 8).Draw(t, "acts") {
			i := rapid.IntRange(0, 1).Draw(t, "party")
			acts := dTakingPart(c, w, i)
			both := dSession(c, w, rapid.SampledFrom([]string{"continue", "agreed"}).Draw(t, "outcome"))
			cmd := rapid.SampledFrom([]Command{acts[access.Contact], acts[access.RecordSession], both}).Draw(t, "act")
			if after, _, err := Decide(c, cmd, w.env(head)); err == nil {
				c = after
			}
		}
		day := calendar.DateOf(w.now)
		for _, p := range c.Parties {
			alone := p.guarded(day) && (p.AgentAs != "guardian" || p.Agent == "" || p.Agent == "Zhang San" || p.Agent == "Li Si")
			sat := slices.ContainsFunc(c.Sessions, func(s Session) bool { return slices.Contains(s.Present, p.ID) })
			if alone && (p.Consent == "given" || sat) {
				t.Fatalf("%+v takes part alone: consent %q, sat %v", p, p.Consent, sat)
			}
		}
		w.do(t, c, head, Withdraw{Party: c.Parties[0].ID})
	})
}
