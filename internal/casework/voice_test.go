package casework

import (
	"slices"
	"strings"
	"testing"

	"hemu/internal/access"
)

var dResident = access.Actor{System: true}

// dSaid is a case about which a resident has said something.
func (w *dWorld) dSaid(made func(dTester, string) Case, kind string) func(dTester, string) Case {
	return func(t dTester, u string) Case {
		return w.do(t, made(t, u), dResident, Hear{Kind: kind, Text: "nobody came"})
	}
}

func dLastVoice(c Case) Voice { return c.Voices[len(c.Voices)-1] }

// dExplain answers the last word.
func dExplain(c Case) Command {
	return Answer{Voice: dLastVoice(c).ID, How: "explained", Words: "We come on Friday."}
}

func TestAnswer(t *testing.T) {
	w := dNew()
	head, town := w.head("village1"), w.head("town1")
	not, complaint := w.dSaid(w.performed, "not_settled"), w.dSaid(w.performed, "complaint")
	with := func(change func(*Answer)) func(Case) Command {
		return func(c Case) Command {
			in := dExplain(c).(Answer)
			change(&in)
			return in
		}
	}
	dRun(t, w, []dCase{
		{"what nobody said", not, head, with(func(in *Answer) { in.Voice = "none" }), "case.voice_unknown"},
		{"in no way", not, head, with(func(in *Answer) { in.How = "ignored" }), "case.answer_how"},
		{"by hand as taken up again", not, head, with(func(in *Answer) { in.How = "reopened" }), "case.answer_how"},
		{"without words", not, head, with(func(in *Answer) { in.Words = " " }), "case.answer_missing"},
		{"having spoken with nobody", not, head, with(func(in *Answer) { in.How, in.Way = "contacted", "phone" }), "case.party_unknown"},
		{"by no way", not, head, with(func(in *Answer) { in.How = "contacted" }), "case.way_unknown"},
		{"by a stranger", not, w.head("village2"), dExplain, "case.not_yours_relation"},
		{"by an analyst", not, w.who("village1", access.Analyst), dExplain, "case.not_yours_role"},
		{"a complaint about oneself", complaint, head, dExplain, "case.not_yours_relation"},
		{"a word of thanks", w.dSaid(w.performed, "settled"), head, dExplain, "case.not_yours_relation"},
	})
	c := not(t, "village1")
	k := dClock(c, VoiceClock)
	dIs(t, "who answers", k.Org+" "+dLastVoice(c).To, "village1 village1")
	dIs(t, "by", dLast(k), "2026-03-13") // three working days
	dIs(t, "next step", c.NextStep, StepAnswer)
	answered := w.do(t, c, head, Answer{Voice: dLastVoice(c).ID, How: "contacted", Party: c.Parties[0].ID, Way: "phone", Words: "We spoke today."})
	dIs(t, "clock stopped by", dClock(answered, VoiceClock).StopWhy, "answer")
	dIs(t, "how", dLastVoice(answered).How, "contacted")
	dIs(t, "contacts", len(answered.Contacts), len(c.Contacts)+1)
	w.refuse(t, answered, head, dExplain(answered), "case.not_yours_relation") // once is enough
	c = complaint(t, "village1")
	dIs(t, "answered by", dLastVoice(w.do(t, c, town, dExplain(c))).AnsweredBy, town.UserID)
}

// TestComplaintGoesAbove: never to those it is about.
func TestComplaintGoesAbove(t *testing.T) {
	w := dNew()
	for unit, above := range map[string]string{"village1": "town1", "town1": "bureau", "bureau": "coord", "coord": "bureau", "factory": "town1"} {
		c := w.dSaid(w.handled, "complaint")(t, unit)
		dIs(t, "a complaint about "+unit+" goes to", dLastVoice(c).To+" "+dClock(c, ComplaintClock).Org, above+" "+above)
		dIs(t, "by", dLast(dClock(c, ComplaintClock)), "2026-03-17") // five working days
		answered := w.do(t, c, w.who(above, access.Supervisor), dExplain(c))
		dIs(t, "answered", dClock(answered, ComplaintClock).Running(), false)
	}
	// The mediator of the village is head of the town as well.
	c := w.dSaid(w.handled, "complaint")(t, "village1")
	both := w.head("town1")
	both.UserID = c.Handler
	w.refuse(t, c, both, dExplain(c), "case.answer_by_other")
}

// TestNotSettledFollowsTheCase: whoever is responsible answers.
func TestNotSettledFollowsTheCase(t *testing.T) {
	w := dNew()
	c := w.dSaid(w.handled, "not_settled")(t, "village1")
	due := dClock(c, VoiceClock).Due
	dIs(t, "next step while it is dealt with", c.NextStep, StepMediate)
	c = w.do(t, c, w.head("village1"), Escalate{Tried: "two talks", Reason: "too hard"})
	dIs(t, "who answers", dLastVoice(c).To+" "+dClock(c, VoiceClock).Org, "town1 town1")
	dIs(t, "due", dClock(c, VoiceClock).Due, due)
	w.refuse(t, c, w.head("village1"), dExplain(c), "case.not_yours_relation")
	w.do(t, c, w.head("town1"), dExplain(c))
	c = w.do(t, c, w.head("town1"), Sign{}, dFail())
	dIs(t, "it runs on past the end", dClock(c, VoiceClock).Running(), true)
	w.refuse(t, c, w.head("town1"), Close{Kind: "procedural"}, "gate.voice")
	w.do(t, w.do(t, c, w.head("town1"), dExplain(c)), w.head("town1"), Close{Kind: "procedural"})
}

// TestNotSettledTakesBackAYes: what a party said in a visit counts until somebody says
// otherwise on the tracking page.
func TestNotSettledTakesBackAYes(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	c := w.dSaid(w.visited, "not_settled")(t, "village1")
	w.refuse(t, c, head, Close{Kind: "substantive"}, "gate.voice")
	c = w.do(t, c, head, dExplain(c))
	w.refuse(t, c, head, Close{Kind: "substantive"}, "gate.no_visit")
	dIs(t, "next step", c.NextStep, StepVisit)
	dIs(t, "a visit is due", c.running(VisitClock) != nil, true)
	again := w.do(t, c, head, VisitParty{Way: "phone", Party: c.Parties[0].ID, Settled: "yes", On: w.today()})
	w.do(t, again, head, Close{Kind: "substantive"})
	taken := w.do(t, c, dResident, Hear{Kind: "settled"})
	w.do(t, taken, head, Close{Kind: "substantive"})
}

// TestReopeningAnswers: to take a case up again is the plainest answer to "not
// settled", and none to a complaint.
func TestReopeningAnswers(t *testing.T) {
	w := dNew()
	for name, made := range map[string]func(dTester, string) Case{"closed": w.closed, "archived": w.archived, "failed": w.failed, "performed": w.performed, "declined": w.declined} {
		c := w.dSaid(w.dSaid(made, "not_settled"), "complaint")(t, "village1")
		dIs(t, "next step when "+name, c.NextStep, StepAnswer)
		c = w.do(t, c, w.head("village1"), Reopen{Reason: "they say so"})
		dIs(t, "how when "+name, c.Voices[0].How, "reopened")
		dIs(t, "the complaint waits when "+name, c.Voices[1].Waits() && dClock(c, ComplaintClock).Running(), true)
	}
	c := w.dSaid(w.closed, "not_settled")(t, "village1")
	w.refuse(t, c, w.who("village1", access.Archivist), Archive{Retention: "long"}, "case.voice_waits")
	c = w.do(t, c, w.head("village1"), dExplain(c))
	w.do(t, c, w.who("village1", access.Archivist), Archive{Retention: "long"})
}

// TestWordAboutAClosedUnit: a case filed years ago by a unit that is gone is answered
// by the one that took over, or where there is none by the coordination office.
func TestWordAboutAClosedUnit(t *testing.T) {
	for into, want := range map[string]string{"village2": "village2", "": "coord"} {
		w := dNew()
		c := w.archived(t, "village1")
		gone := w.units["village1"]
		gone.ClosedAt, gone.ClosedInto = w.now, into
		w.units["village1"] = gone
		after, events, err := Decide(c, Hear{Kind: "not_settled"}, w.env(dResident))
		if err != nil || len(events) != 2 || events[1].Act != access.Handover {
			t.Fatalf("%v, %v", events, dFaults(err))
		}
		dIs(t, "who answers", after.Holder+" "+dClock(after, VoiceClock).Org, want+" "+want)
		reopened, _, err := Decide(c, Reopen{Reason: "it broke out again", Handler: dUser(want, access.Head)}, w.env(w.head("town1")))
		if err != nil {
			t.Fatal(dFaults(err))
		}
		dIs(t, "who handles it anew", reopened.Holder+" "+reopened.Handler, want+" "+dUser(want, access.Head))
		w.refuse(t, c, w.head("town1"), Reopen{Reason: "it broke out again"}, "case.handler_needed")
		w.refuse(t, c, w.head("town1"), Reopen{Reason: "x", Handler: dUser("village1", access.Head)}, "case.person_elsewhere")
	}
}

// TestNobodyIsLeftOut: of a confidential case there is always somebody in the unit
// that has to act who can open it, and no more people than needed.
func TestNobodyIsLeftOut(t *testing.T) {
	w := dNew()
	secret := func(c Case) Case { return w.do(t, c, w.head(c.Holder), Confide{On: true}) }
	letIn := func(c Case, cmd Command, who access.Actor, unit string, role access.Role) Case {
		t.Helper()
		after, events, err := Decide(c, cmd, w.env(who))
		if err != nil {
			t.Fatal(dFaults(err))
		}
		last := events[len(events)-1]
		if body, ok := last.Body.(ByItself); !ok || last.Act != access.Confide || body.Why != "must_act" {
			t.Errorf("%s: the naming is not on record: %v", cmd.Act(), events)
		}
		dIs(t, "named "+unit, contains(after.Named, dUser(unit, role)), true)
		if extra := len(after.Named) - len(c.Named); extra != 1 {
			t.Errorf("%s let in %d people: %v", cmd.Act(), extra, after.Named)
		}
		return after
	}
	c := w.assigned(t, "town1", "village1")
	c = w.do(t, c, w.head("village1"), Return{Reason: "not ours"})
	c = secret(c)
	c = w.do(t, c, w.head("town1"), Assign{Lead: "village2", Goal: "settle", Leader: "Wang", Handler: dUser("village2", access.Mediator)})
	c = letIn(c, Return{Reason: "not ours"}, w.who("village2", access.Mediator), "coord", access.Head)
	w.do(t, c, w.head("coord"), Designate{Lead: "village2", Goal: "settle", Leader: "Wang", Reason: "it happened there", Handler: dUser("village2", access.Mediator)})

	letIn(secret(w.handled(t, "village1")), Hear{Kind: "complaint", Text: "x"}, dResident, "town1", access.Head)
	letIn(secret(w.handled(t, "village1")), AskExtension{Days: 3, Reason: "x", Consent: true}, w.head("village1"), "town1", access.Head)
	letIn(secret(w.handled(t, "town1")), Join{Units: []string{"police"}, Reason: "x"}, w.head("town1"), "police", access.Head)
	letIn(secret(w.visited(t, "town1")), Close{Kind: "substantive"}, w.head("town1"), "town1", access.Archivist)

	// Nobody holds a post in the coordination office: the head above is let in.
	staff := dOfficers()
	e := w.env(w.head("town1"))
	e.Officers = map[string][]access.Officer{"bureau": staff["bureau"], "town1": staff["town1"]}
	after, _, err := Decide(secret(w.handled(t, "bureau")), Hear{Kind: "complaint", Text: "x"}, func() Env { e.Actor = dResident; return e }())
	if err != nil {
		t.Fatal(dFaults(err))
	}
	dIs(t, "who was let in for a vacant office", slices.Contains(after.Named, dUser("bureau", access.Head)), true)
}

// TestPlannedSessionsEndByThemselves with the mediation, on record.
func TestPlannedSessionsEndByThemselves(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	planned := func() Case {
		c := w.handled(t, "village1")
		return w.do(t, c, head, PlanSession{Kind: SessionOrdinary, At: w.now.AddDate(0, 0, 2), Place: "hall", Mediators: []string{"Zhao"}, Invited: []string{c.Parties[0].ID}})
	}
	c := planned()
	agreed := w.do(t, c, head, dSession(c, w, "agreed"), dDraft(c, w, "oral"))
	for _, p := range c.Parties {
		agreed = w.do(t, agreed, head, ConfirmParty{Party: p.ID, Way: "oral", On: w.today()})
	}
	for name, test := range map[string]struct {
		c   Case
		cmd Command
	}{
		"settled": {agreed, Settle{}}, "failed": {planned(), dFail()}, "withdrawn": {c, Withdraw{Party: c.Parties[0].ID}},
		"referred": {planned(), Refer{Route: "court", To: "People's Court", Reason: "x"}}, "escalate": {planned(), Escalate{Tried: "x", Reason: "x"}},
		"assign": {planned(), Assign{Lead: "village2", Goal: "x", Leader: "x"}},
	} {
		after, events, err := Decide(test.c, test.cmd, w.env(head))
		if err != nil {
			t.Fatalf("%s: %v", name, dFaults(err))
		}
		for _, s := range after.Sessions {
			if s.State == "planned" || s.State == "cancelled" && s.EndedBy != name {
				t.Errorf("%s: the session is %s by %q", name, s.State, s.EndedBy)
			}
		}
		if last := events[len(events)-1]; len(events) != 2 || last.Act != access.CancelSession {
			t.Errorf("%s: on record is %v", name, events)
		}
	}
}

// TestPlannedVisits: a major case is visited three times, on three occasions, before
// it may close.
func TestPlannedVisits(t *testing.T) {
	w := dNew()
	head, visitor := w.head("town1"), w.who("town1", access.LiaisonOfficer)
	c := w.agree(t, w.do(t, w.handled(t, "town1"), head, dTriage(Major)))
	c = w.do(t, c, head, Perform{Obligation: c.Agreements[0].Duties[0].ID, On: w.today()})
	visit := func() VisitParty {
		return VisitParty{Way: "phone", Party: c.Parties[0].ID, Settled: "yes", On: w.today()}
	}
	gate := func(codes ...string) {
		t.Helper()
		var got []string
		for _, d := range c.Missing() {
			got = append(got, d.Code)
		}
		if !slices.Equal(got, codes) {
			t.Errorf("the gate misses %v, want %v", got, codes)
		}
	}
	gate("gate.visit_due", "gate.visit_due_from", "gate.visit_due_from", "gate.no_visit")
	c = w.do(t, c, visitor, visit())
	gate("gate.visit_due_from", "gate.visit_due_from")
	dIs(t, "next step", c.NextStep, StepVisit)
	c = w.do(t, c, visitor, visit(), visit()) // twice more on the same day is on record and counts once
	gate("gate.visit_due_from", "gate.visit_due_from")
	w.wait(4)
	c = w.do(t, c, visitor, visit())
	gate("gate.visit_due_from")
	w.wait(4)
	c = w.do(t, c, visitor, VisitParty{Way: "phone", NoneWhy: "moved abroad", On: w.today()})
	gate()
	dIs(t, "next step", c.NextStep, StepClose)
	w.do(t, c, head, Close{Kind: "substantive"})

	seated := w.do(t, w.handled(t, "town1"), head, dTriage(Major))
	in := dSession(seated, w, "continue")
	in.Mediators = []string{visitor.Name}
	seated = w.agree(t, w.do(t, seated, head, in))
	w.refuse(t, seated, visitor, visit(), "case.visit_by_other") // sat in a session
}

// TestPagesRunThrough: cover and contents aside, every paper and attachment of an
// archived file has its place, and whoever attaches one says how long it is.
func TestPagesRunThrough(t *testing.T) {
	w := dNew()
	head, archivist := w.head("village1"), w.who("village1", access.Archivist)
	c := w.do(t, w.closed(t, "village1"), head, AttachFile{FileInput{Digest: "d", Name: "deed.pdf", Kind: "photo", Pages: 2}})
	e := w.env(archivist)
	e.Pages = map[string]int{"register": 1, "rights_notice": 2}
	for i, s := range c.Slips {
		e.Pages[s.ID] = 1 + i%3
	}
	w.refuse(t, c, head, AttachFile{FileInput{Digest: "d", Name: "deed.pdf", Kind: "photo", Pages: maxPages + 1}}, "case.pages_wrong")
	fix := Correct{Field: "files." + c.Files[0].ID + ".pages", Old: "2", New: "12", Reason: "counted"}
	w.refuse(t, c, head, Correct{Field: fix.Field, Old: "2", New: "0", Reason: "counted"}, "case.pages_wrong")
	c = w.do(t, c, head, fix)
	after, _, err := Decide(c, Archive{Retention: "long"}, e)
	if err != nil {
		t.Fatal(dFaults(err))
	}
	next, kinds := 1, []string{}
	total := after.Slips[len(after.Slips)-2].Said.Pages
	for _, f := range after.volume() {
		dIs(t, "first page of "+f.Kind, f.First, next)
		next, kinds = f.Last()+1, append(kinds, f.Kind)
		if f.File != "" {
			dIs(t, "pages of the deed", f.Pages, 12)
		}
	}
	dIs(t, "pages on the cover", total, next-1)
	want := []string{"register", "receipt", "rights_notice", "evidence", "session_record", "agreement", "visit_record", "closing_report"}
	if !slices.Equal(kinds, want) {
		t.Errorf("in the file are %v, want %v", kinds, want)
	}
	e.Pages = nil
	blank, _, _ := Decide(c, Archive{Retention: "long"}, e)
	dIs(t, "papers where nothing is printed", len(blank.volume()), len(want))
	dIs(t, "numbers where nothing is printed", blank.volume()[0].First+blank.volume()[0].Pages, 0)
	again := w.do(t, after, head, Reopen{Reason: "x"})
	dIs(t, "what the first contents said", len(again.volume()), len(want))
}

// TestOnlyUploadedFiles: a digest is a name, and names nothing that was never sent.
func TestOnlyUploadedFiles(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	w.refuse(t, w.handled(t, "village1"), head, AttachFile{FileInput{Digest: "0000", Name: "x.pdf", Kind: "proof"}}, "case.file_unknown")
	in := w.input
	in.Files = []FileInput{{Digest: "d", Name: "a.pdf", Type: "text/html", Size: 1, Kind: "photo"}, {Digest: "0000", Name: "b.pdf", Kind: "photo"}}
	_, _, err := Register(in, "/x/", w.env(head))
	if f := dCode(err, "case.file_unknown"); f == "" {
		t.Errorf("registered with %v", dFaults(err))
	}
	in.Files = in.Files[:1]
	c := w.register(t, "village1", in)
	dIs(t, "type, as the store knows it", c.Files[0].Type, "application/pdf")
	dIs(t, "size", c.Files[0].Size, 7)
}

// TestDesignatedStays: who was designated keeps the case or passes it down, never
// sideways; from below it comes back.
func TestDesignatedStays(t *testing.T) {
	w := dNew()
	c := w.do(t, w.returnedTwice(t), w.head("coord"), Designate{Lead: "town2", Goal: "settle", Leader: "Wang", Reason: "it happened there"})
	c = w.do(t, c, w.head("town2"), Sign{})
	w.refuse(t, c, w.head("town2"), Assign{Lead: "village1", Goal: "x", Leader: "x"}, "case.designated_stays")
	down := w.do(t, c, w.head("town2"), Assign{Lead: "village3", Goal: "x", Leader: "x"})
	back := w.do(t, down, w.head("village3"), Return{Reason: "not ours"})
	dIs(t, "designated anew", back.AwaitsDesg, true)
}

// TestOnTheSpotTypedInLater: the agreement took effect when it was reached.
func TestOnTheSpotTypedInLater(t *testing.T) {
	w := dNew()
	in := dOnTheSpot(w)
	in.Session.HeldAt = w.now.AddDate(0, 0, -2)
	in.Agreement.Duties = nil
	c, _, err := Immediately(in, "/x/", w.env(w.who("village1", access.Mediator)))
	if err != nil {
		t.Fatal(dFaults(err))
	}
	dIs(t, "effect", c.Agreements[0].Effective, w.day(-2))
	dIs(t, "asked on", c.Visits[0].On, w.day(-2))
	in.Session.HeldAt = w.now.AddDate(0, 0, -4)
	if _, _, err := Immediately(in, "/x/", w.env(w.who("village1", access.Mediator))); dCode(err, "case.held_early") == "" {
		t.Errorf("four days later: %v", dFaults(err))
	}
}

// TestVisitorsOfAGraveCase: whoever sat in its sessions may not visit it, and so is
// not the one a confidential case is opened to for the visit.
func TestVisitorsOfAGraveCase(t *testing.T) {
	c := Case{Level: Grave, Handler: "u1", Sessions: []Session{{State: "held", Chair: "Zhao", Mediators: []string{"Qian"}}, {State: "planned", Chair: "Sun"}}}
	e := Env{Officers: map[string][]access.Officer{"town1": {
		{UserID: "u1", Name: "Li", Role: access.Mediator}, {UserID: "u2", Name: "Zhao", Role: access.Head},
		{UserID: "u3", Name: "Qian", Role: access.Mediator}, {UserID: "u4", Name: "Sun", Role: access.Mediator},
	}}}
	dIs(t, "who is let in for the visit", strings.Join(c.toName(&e, Clock{Kind: VisitClock, Org: "town1"}), " "), "u4")
	c.Level = Ordinary
	dIs(t, "who may visit an ordinary case", len(c.able(&e, Clock{Kind: VisitClock, Org: "town1"})), 4)
}
