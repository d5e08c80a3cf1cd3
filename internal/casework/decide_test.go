package casework

import (
	"strings"
	"testing"
	"time"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/org"
)

// dCase is a command that must be refused: where the case stands, who asks, and
// what the fault is.
type dCase struct {
	name string
	made func(dTester, string) Case
	who  access.Actor
	cmd  func(c Case) Command
	code string
}

func dRun(t *testing.T, w *dWorld, tests []dCase) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := test.made(t, "village1")
			w.refuse(t, c, test.who, test.cmd(c), test.code)
		})
	}
}

func dSame(cmd Command) func(Case) Command { return func(Case) Command { return cmd } }

func TestRegisterSaysAllThatIsWrong(t *testing.T) {
	w := dNew()
	bad := RegisterInput{Cause: "10", Channel: "none", Inducing: "none", Happened: "2027-01-01", People: -1, AmountFen: -1, Title: strings.Repeat("长", 101)}
	_, _, err := Register(bad, "", w.env(w.head("village1")))
	for _, code := range []string{
		"case.facts_missing", "case.region_unknown", "case.cause_unknown", "case.channel_unknown", "case.inducement_unknown", "case.happened_wrong",
		"case.people_wrong", "case.amount_wrong", "case.too_long", "case.party_missing",
	} {
		if dCode(err, code) == "" {
			t.Errorf("%s is not said: %v", code, dFaults(err))
		}
	}
	if _, _, err := Register(dInput(), "/x/", w.env(access.Actor{System: true})); dCode(err, "case.unit_unknown") == "" {
		t.Errorf("a case nobody holds: %v", dFaults(err))
	}
	party := func(p PartyInput) RegisterInput {
		in := dInput()
		in.Parties[0] = p
		return in
	}
	for code, in := range map[string]RegisterInput{
		"case.file_missing":   {Files: []FileInput{{Name: "photo.jpg"}}},
		"case.party_name":     party(PartyInput{Role: "applicant"}),
		"case.party_role":     party(PartyInput{Role: "neighbour", Name: "Wu"}),
		"case.party_kind":     party(PartyInput{Role: "third", Kind: "dog", Name: "Wu"}),
		"case.phone_wrong":    party(PartyInput{Role: "third", Name: "Wu", Phone: "12"}),
		"case.born_wrong":     party(PartyInput{Role: "third", Name: "Wu", BornOn: "2030-01-01"}),
		"ident.citizen_check": party(PartyInput{Role: "third", Name: "Wu", IDNumber: "110101199003070010"}),
		"ident.credit_length": party(PartyInput{Role: "third", Kind: "organisation", Name: "Wu & Co", IDNumber: "91350100M000100Y4"}),
		"ident.credit_form":   party(PartyInput{Role: "third", Kind: "organisation", Name: "Wu & Co", IDNumber: "91350100M000100I43"}),
	} {
		if _, _, err := Register(in, "/x/", w.env(w.head("village1"))); dCode(err, code) == "" {
			t.Errorf("%v, want %s", dFaults(err), code)
		}
	}
	if _, _, err := Register(dInput(), "/x/", w.env(w.who("village1", access.Archivist))); dCode(err, "case.not_yours_role") == "" {
		t.Errorf("an archivist registered: %v", dFaults(err))
	}
}

// GB 32100: what cannot be a credit code is refused at its field; one whose check
// character is wrong is taken, as some in use are.
func TestCreditCodeOfAnOrganisation(t *testing.T) {
	w := dNew()
	for _, tt := range []struct{ given, kept, refused string }{
		{"", "", ""},
		{" 91350100m000100y43 ", "91350100M000100Y43", ""},
		{"9135 0100 M000 100Y 43", "91350100M000100Y43", ""},
		{"91350100M000100Y44", "91350100M000100Y44", ""},
		{"91350100M000100Y4", "", "ident.credit_length"},
		{"91350100M000100Y434", "", "ident.credit_length"},
		{"91350100M000100O43", "", "ident.credit_form"},
		{"9135010AM000100Y43", "", "ident.credit_form"},
	} {
		in := dInput()
		in.Parties[1] = PartyInput{Role: "respondent", Kind: "organisation", Name: "喆安物业", IDNumber: tt.given}
		c, _, err := Register(in, "/x/", w.env(w.head("village1")))
		if tt.refused != "" {
			if at := dField(err, tt.refused); at != "parties.1.idNumber" {
				t.Errorf("%q: %v at %q", tt.given, dFaults(err), at)
			}
			continue
		}
		if err != nil || c.Parties[1].IDNumber != tt.kept || c.Parties[1].BornOn != "" {
			t.Errorf("%q: kept as %+v, %v", tt.given, c.Parties[1], dFaults(err))
		}
	}
	c := w.handled(t, "village1")
	c.Parties[1].Kind, c.Parties[1].IDNumber, c.Parties[1].Phone = "organisation", "FROM BEFORE", "13800138001"
	field := func(name string) string { return "parties." + c.Parties[1].ID + "." + name }
	_, _, err := Decide(c, Correct{Field: field("idNumber"), Old: "FROM BEFORE", New: "91350100M000100Y4", Reason: "misheard"}, w.env(w.head("village1")))
	if at := dField(err, "ident.credit_length"); at != "new" {
		t.Errorf("corrected to no code: %v at %q", dFaults(err), at)
	}
	c = w.do(t, c, w.head("village1"), Correct{Field: field("phone"), Old: "13800138001", New: "13800138002", Reason: "misheard"})
	c = w.do(t, c, w.head("village1"), Correct{Field: field("idNumber"), Old: "FROM BEFORE", New: "91350100m000100y43", Reason: "misheard"})
	dIs(t, "code", c.Parties[1].IDNumber, "91350100M000100Y43")
}

func TestRegisterFillsIn(t *testing.T) {
	w := dNew()
	in := dInput()
	in.Parties[0].IDNumber, in.Parties[1].Count = "11010519491231002x", 4
	c := w.register(t, "village1", in)
	dIs(t, "national category", c.GBType, "0201")
	dIs(t, "sex", c.Parties[0].Sex, "2")
	dIs(t, "born", c.Parties[0].BornOn, "1949-12-31")
	dIs(t, "number", c.Parties[0].IDNumber, "11010519491231002X")
	dIs(t, "people", c.People, 5)
	dIs(t, "main party", c.Parties[0].Main && !c.Parties[1].Main, true)
	dIs(t, "holder", c.Holder, "village1")
	if !strings.Contains(c.Title, "Zhang San") || !strings.Contains(c.Title, "Li Si") {
		t.Errorf("the title is %q", c.Title)
	}
}

// TestWhoMayDoWhat: the part a unit has in the case decides, beside the role.
func TestWhoMayDoWhat(t *testing.T) {
	w := dNew()
	handled := w.handled
	waiting := func(t dTester, _ string) Case { return w.assigned(t, "town1", "village1") }
	dRun(t, w, []dCase{
		{"a stranger's unit can't accept", func(t dTester, u string) Case { return w.register(t, u, w.input) }, w.head("village2"), dSame(Accept{}), "case.not_yours_relation"},
		{"an analyst can't accept", func(t dTester, u string) Case { return w.register(t, u, w.input) }, w.who("village1", access.Analyst), dSame(Accept{}), "case.not_yours_role"},
		{"who sent it can't sign", waiting, w.head("town1"), dSame(Sign{}), "case.not_yours_relation"},
		{"who sent it can't return it", waiting, w.head("town1"), dSame(Return{Reason: "x"}), "case.not_yours_relation"},
		{"the superior can't settle", handled, w.head("town1"), dSame(Settle{}), "case.not_yours_relation"},
		{"an administrator can't correct", handled, w.who("village1", access.SystemAdmin), dSame(Correct{}), "case.not_yours_role"},
		{"a mediator can't confide", handled, w.who("village1", access.Mediator), dSame(Confide{On: true}), "case.not_yours_role"},
		{"another town can't hand over", handled, w.head("town2"), dSame(Handover{Handler: dUser("town2", access.Head), Reason: "x"}), "case.not_yours_relation"},
		{"only the coordination office designates", func(t dTester, _ string) Case { return w.returnedTwice(t) }, w.head("town1"), dSame(Designate{}), "case.not_yours_relation"},
		{"a head can't archive", w.closed, w.head("village1"), dSame(Archive{Retention: "long"}), "case.not_yours_role"},
		{"nobody speaks for residents", handled, w.head("village1"), dSame(Hear{Kind: "complaint", Text: "x"}), "case.not_yours_role"},
	})
	c := w.handled(t, "village1")
	w.do(t, c, w.head("bureau"), Handover{Handler: dUser("village1", access.Mediator), Reason: "ill"})
	c = w.do(t, c, access.Actor{System: true}, Hear{Kind: "complaint", Text: "nobody calls back"})
	dIs(t, "a complaint goes to", c.Voices[0].To, "town1")
	if _, _, err := Decide(c, Accept{}, w.env(access.Actor{System: true})); err == nil {
		t.Error("the system accepted a case")
	}
}

// TestNothingOutsideTheTable: every act in every state it is not listed for.
func TestNothingOutsideTheTable(t *testing.T) {
	w := dNew()
	l := []Command{
		Accept{}, Decline{}, Triage{}, Assign{}, Designate{}, Sign{}, Return{}, Escalate{}, Join{}, Opine{}, Contact{}, PlanSession{}, MoveSession{}, CancelSession{}, RecordSession{},
		DraftAgreement{}, ConfirmParty{}, Settle{}, Fail{}, Withdraw{}, Refer{}, ApplyCourt{}, WaiveCourt{}, RecordCourt{}, Perform{}, Breach{}, Pause{}, Resume{},
		AskExtension{}, DecideExtension{}, VisitParty{}, AddHazard{}, RemoveHazard{}, AddParty{}, Confide{}, AttachFile{}, Close{}, Reopen{}, Archive{}, Correct{}, Handover{}, Hear{}, Quarantine{}, Tag{}, Recall{},
		NamePeople{}, Unname{}, Link{}, Unlink{}, Merge{}, Absorb{}, Unmerge{}, Release{},
	}
	for _, s := range States() {
		for _, cmd := range l {
			c := Case{State: s, Holder: "town1"}
			_, _, err := Decide(c, cmd, w.env(access.Actor{System: true}))
			if _, listed := path[s][cmd.Act()]; (dCode(err, "case.wrong_state") == "") != listed {
				t.Errorf("%s in %s: %v", cmd.Act(), s, dFaults(err))
			}
		}
	}
}

func TestIntake(t *testing.T) {
	w := dNew()
	reported := func(t dTester, u string) Case { return w.register(t, u, w.input) }
	head := w.head("village1")
	refused := func(t dTester, u string) Case {
		c := reported(t, u)
		return w.do(t, c, head, Contact{Party: c.Parties[1].ID, Way: "phone", Consent: "refused"})
	}
	dRun(t, w, []dCase{
		{"decline without reason", reported, head, dSame(Decline{Routes: []string{"court"}}), "case.reason_unknown"},
		{"decline without somewhere to turn", reported, head, dSame(Decline{Reason: "07"}), "case.routes_missing"},
		{"decline to nowhere", reported, head, dSame(Decline{Reason: "07", Routes: []string{"moon"}}), "case.route_unknown"},
		{"decline for other reasons unsaid", reported, head, dSame(Decline{Reason: "99", Routes: []string{"court"}}), "case.note_missing"},
		{"accept against a party's will", refused, head, dSame(Accept{}), "case.party_refused"},
		{"triage by nothing", w.accepted, head, dSame(Triage{}), "case.batch_unknown"},
		{"triage without reason", w.accepted, head, dSame(Triage{Batch: BatchActive, Level: Ordinary, Difficulty: DifficultySimple}), "case.reason_missing"},
		{"contact with nobody", w.accepted, head, dSame(Contact{Party: "none", Way: "phone"}), "case.party_unknown"},
		{"contact by no way", w.accepted, head, func(c Case) Command { return Contact{Party: c.Parties[0].ID, Way: "drum"} }, "case.way_unknown"},
		{"no file", w.accepted, head, dSame(AttachFile{}), "case.file_missing"},
		{"a party without name", w.accepted, head, dSame(AddParty{}), "case.party_name"},
		{"confide to a stranger", w.accepted, head, dSame(Confide{On: true, Named: []string{"nobody"}}), "case.person_unknown"},
		{"complaint without words", w.accepted, access.Actor{System: true}, dSame(Hear{Kind: "complaint"}), "case.text_missing"},
	})
	c := w.do(t, reported(t, "village1"), head, Accept{})
	dIs(t, "receipt", c.hasSlip("receipt"), true)
	dIs(t, "consent of who applied", c.Parties[0].Consent+c.Parties[1].Consent, "given")
	dIs(t, "acceptance stopped by", dClock(c, Acceptance).StopWhy, "accept")
	c = w.declined(t, "village1")
	dIs(t, "total stops at decline", dClock(c, Total).Running(), false)
	dIs(t, "refusal notice", c.hasSlip("refusal"), true)
	c = w.do(t, c, head, Reopen{Reason: "we misread it"})
	dIs(t, "state", c.State, Reported)
	dIs(t, "outcome and routes", c.Outcome+strings.Join(c.Routes, ""), "")
	w.do(t, c, head, Accept{})
}

// TestThirdPartyDoesNotDecide: mediation is between those the dispute is between.
func TestThirdPartyDoesNotDecide(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	c := w.do(t, w.handled(t, "village1"), head, AddParty{PartyInput{Role: "third", Name: "Wu"}})
	c = w.do(t, c, head, Contact{Party: c.Parties[2].ID, Way: "phone", Consent: "refused"})
	c = w.do(t, c, head, dSession(c, w, "agreed"), dDraft(c, w, "oral"))
	if got := c.unconfirmed(c.draft()); len(got) != 2 {
		t.Errorf("%v have to confirm, want the two parties", got)
	}
	dIs(t, "hint for the court", contains(c.draft().CourtTips, "court.third_party"), true)
	bound := dDraft(c, w, "oral")
	bound.Duties[0].Creditor = c.Parties[2].ID
	c = w.do(t, c, head, bound)
	if got := c.unconfirmed(c.draft()); len(got) != 3 {
		t.Errorf("%v have to confirm, want the one bound as well", got)
	}
}

func TestOneRefusalEndsMediation(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	c := w.handled(t, "village1")
	c = w.do(t, c, head, dSession(c, w, "agreed"), dDraft(c, w, "oral"))
	for _, p := range c.Parties {
		c = w.do(t, c, head, ConfirmParty{Party: p.ID, Way: "oral", On: w.today()})
	}
	c = w.do(t, c, head, Contact{Party: c.Parties[1].ID, Way: "phone", Consent: "refused"})
	dIs(t, "next step", c.NextStep, StepGuide)
	w.refuse(t, c, head, Settle{}, "case.party_refused")
	w.refuse(t, c, head, dSession(c, w, "continue"), "case.party_refused")
	back := w.do(t, c, head, Contact{Party: c.Parties[1].ID, Way: "phone", Consent: "given"})
	w.do(t, back, head, Settle{})
	w.do(t, c, head, Fail{Reason: "refused", Routes: []string{"court"}})
}

func TestAssign(t *testing.T) {
	w := dNew()
	head := w.head("town1")
	full := func(change func(*Assign)) func(Case) Command {
		in := Assign{Lead: "village1", Goal: "settle", Leader: "Wang"}
		change(&in)
		return dSame(in)
	}
	accepted := func(t dTester, _ string) Case { return w.accepted(t, "town1") }
	dRun(t, w, []dCase{
		{"before triage", func(t dTester, _ string) Case { return w.do(t, w.register(t, "town1", w.input), head, Accept{}) }, head, full(func(*Assign) {}), "case.triage_first"},
		{"to no unit", accepted, head, full(func(in *Assign) { in.Lead = "moon" }), "case.unit_unknown"},
		{"upwards", accepted, head, full(func(in *Assign) { in.Lead = "office1" }), "case.keep_here"},
		{"upwards to the city", accepted, head, full(func(in *Assign) { in.Lead = "bureau" }), "case.keep_here"},
		{"to a hotline", accepted, head, full(func(in *Assign) { in.Lead = "hotline" }), "case.unit_takes_no_cases"},
		{"without goal", accepted, head, full(func(in *Assign) { in.Goal = " " }), "case.goal_missing"},
		{"without leader", accepted, head, full(func(in *Assign) { in.Leader = "" }), "case.leader_missing"},
		{"to a stranger", accepted, head, full(func(in *Assign) { in.Handler = "nobody" }), "case.person_unknown"},
		{"by yesterday", accepted, head, full(func(in *Assign) { in.DueOn = "2026-03-09" }), "case.due_wrong"},
		{"with an unknown helper", accepted, head, full(func(in *Assign) { in.Assist = []string{"moon"} }), "case.unit_unknown"},
		{"helping itself", accepted, head, full(func(in *Assign) { in.Assist = []string{"village1"} }), "case.unit_unknown"},
		{"while designation waits", func(t dTester, _ string) Case { return w.returnedTwice(t) }, w.head("coord"), full(func(*Assign) {}), "case.awaits_designation"},
	})
	c := w.do(t, w.accepted(t, "town1"), head, Assign{Lead: "village3", Assist: []string{"police"}, Copy: []string{"coord"}, Goal: "settle", Leader: "Wang"})
	dIs(t, "holder", c.Holder, "village3")
	dIs(t, "sender", c.Sender, "town1")
	dIs(t, "next step", c.NextStep, StepSign)
	dIs(t, "assignments", len(c.Assignments), 3)
	c = w.do(t, c, w.head("village3"), Sign{Handler: dUser("village3", access.Mediator)})
	dIs(t, "handler", c.Handler, dUser("village3", access.Mediator))
	dIs(t, "leader", c.Leader, "Wang")
	closed := *w
	closed.units = map[string]org.Unit{}
	for id, u := range w.units {
		if id == "village1" {
			u.ClosedAt = w.now
		}
		closed.units[id] = u
	}
	closed.refuse(t, w.accepted(t, "town1"), head, Assign{Lead: "village1", Goal: "settle", Leader: "Wang"}, "case.unit_unknown")
}

// TestTakingItselfUpDoesNotResetTheClock: nobody gains a fresh month by putting
// the case on their own unit again.
func TestTakingItselfUpDoesNotResetTheClock(t *testing.T) {
	w := dNew()
	c := w.handled(t, "town1")
	due := dClock(c, HandlingClock).Due
	w.wait(20)
	w.refuse(t, c, w.head("town1"), Assign{Lead: "town1"}, "case.here_already")
	dIs(t, "due", dClock(c, HandlingClock).Due, due)
}

func TestReturnAndDesignate(t *testing.T) {
	w := dNew()
	c := w.assigned(t, "town1", "village1")
	w.refuse(t, c, w.head("village1"), Return{Reason: " "}, "case.reason_missing")
	once := w.do(t, c, w.head("village1"), Return{Reason: "not ours"})
	dIs(t, "holder after one return", once.Holder, "town1")
	dIs(t, "sign-in stopped by", dClock(once, SignIn).StopWhy, "return")
	dIs(t, "next step", once.NextStep, StepRoute)

	c = w.returnedTwice(t)
	dIs(t, "holder after two", c.Holder, "coord")
	dIs(t, "sender", c.Sender, "town1")
	dIs(t, "next step", c.NextStep, StepDesignate)
	coord := w.who("coord", access.Dispatcher)
	full := Designate{Lead: "village2", Goal: "settle", Leader: "Wang", Reason: "it happened there"}
	for code, change := range map[string]func(*Designate){
		"case.unit_unknown":   func(in *Designate) { in.Lead = "hotline" },
		"case.goal_missing":   func(in *Designate) { in.Goal = "" },
		"case.leader_missing": func(in *Designate) { in.Leader = "" },
		"case.reason_missing": func(in *Designate) { in.Reason = "" },
		"case.person_unknown": func(in *Designate) { in.Handler = "nobody" },
		"case.due_wrong":      func(in *Designate) { in.DueOn = "soon" },
	} {
		in := full
		change(&in)
		w.refuse(t, c, coord, in, code)
	}
	w.refuse(t, c, w.head("coord"), Escalate{Tried: "x", Reason: "x"}, "case.awaits_designation")
	w.refuse(t, w.accepted(t, "coord"), coord, full, "case.nothing_to_designate")
	c = w.do(t, c, coord, full)
	dIs(t, "designation stopped by", dClock(c, Designation).StopWhy, "designate")
	w.refuse(t, c, w.head("village2"), Return{Reason: "not ours"}, "case.cannot_return")
	w.do(t, c, w.head("village2"), Sign{})
}

// TestEscalatedToAndFro: passing a case up does not begin the count of returns
// anew, or a case could go up and come back for ever.
func TestEscalatedToAndFro(t *testing.T) {
	w := dNew()
	up := Escalate{Tried: "two talks", Reason: "too hard"}
	c := w.do(t, w.handled(t, "village1"), w.head("village1"), up)
	c = w.do(t, c, w.head("town1"), Return{Reason: "try again"})
	c = w.do(t, c, w.head("village1"), up)
	c = w.do(t, c, w.head("town1"), Return{Reason: "try again"})
	dIs(t, "awaits designation", c.AwaitsDesg, true)
}

func TestEscalate(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	c := w.handled(t, "village1")
	w.refuse(t, c, head, Escalate{Reason: "x"}, "case.tried_missing")
	w.refuse(t, c, head, Escalate{Tried: "x"}, "case.reason_missing")
	w.refuse(t, w.handled(t, "bureau"), w.head("bureau"), Escalate{Tried: "x", Reason: "x"}, "case.no_higher_level")
	c = w.do(t, w.accepted(t, "village1"), head, Escalate{Tried: "talked to both", Reason: "too hard"})
	dIs(t, "holder", c.Holder, "town1")
	dIs(t, "transfer slip", c.hasSlip("transfer"), true)
}

// Test331: three failed sessions in a village, three in the town, one in the
// city; then the parties are guided out.
func Test331(t *testing.T) {
	w := dNew()
	c := w.handled(t, "village1")
	for _, level := range []struct {
		unit, up string
		limit    int
	}{{"village1", "town1", 3}, {"town1", "bureau", 3}, {"bureau", "", 1}} {
		head := w.head(level.unit)
		for n := range level.limit {
			dIs(t, "holder", c.Holder, level.unit)
			dIs(t, "attempts", c.Attempts, n)
			c = w.do(t, c, head, dSession(c, w, "failed"))
		}
		if level.up == "" {
			break
		}
		dIs(t, "state", c.State, Assigned)
		c = w.do(t, c, w.head(level.up), Sign{})
	}
	dIs(t, "exhausted", c.Exhausted, true)
	dIs(t, "next step", c.NextStep, StepGuide)
	c = w.do(t, c, w.head("bureau"), dFail())
	dIs(t, "slip", c.hasSlip("termination"), true)

	c = w.handled(t, "village1")
	for range 2 {
		c = w.do(t, c, w.head("village1"), dSession(c, w, "failed"))
	}
	_, events, _ := Decide(c, dSession(c, w, "failed"), w.env(w.head("village1")))
	if len(events) != 2 || events[1].Act != access.Escalate || events[1].Body.(ByItself).Rule != "attempts_village" {
		t.Errorf("the escalation is on record as %v", events)
	}
}

// TestConfidentialGoesToNamedPeople: whoever is to handle a confidential case can
// open it, and it never goes where nobody can.
func TestConfidentialGoesToNamedPeople(t *testing.T) {
	w := dNew()
	head, above := w.head("village1"), dUser("town1", access.Mediator)
	c := w.do(t, w.handled(t, "village1"), head, Confide{On: true})
	w.refuse(t, c, head, Escalate{Tried: "x", Reason: "x"}, "case.handler_missing")
	w.refuse(t, c, head, Assign{Lead: "village2", Goal: "x", Leader: "x"}, "case.handler_missing")
	passed := w.do(t, c, head, Escalate{Tried: "x", Reason: "x", Handler: above})
	dIs(t, "named", contains(passed.Named, above), true)
	dIs(t, "nobody else in the town", contains(passed.Named, dUser("town1", access.Head)), false)
	passed = w.do(t, passed, w.who("town1", access.Mediator), Sign{})
	dIs(t, "handler", passed.Handler, above)
	for range 3 {
		c = w.do(t, c, head, dSession(c, w, "failed"))
	}
	dIs(t, "holder after three failures", c.Holder, "town1")
	dIs(t, "its head is let in", contains(c.Named, dUser("town1", access.Head)), true)
}

func TestJoinAndOpine(t *testing.T) {
	w := dNew()
	head := w.head("town1")
	c := w.handled(t, "town1")
	w.refuse(t, c, head, Join{Reason: "x"}, "case.units_missing")
	w.refuse(t, c, head, Join{Units: []string{"police"}}, "case.reason_missing")
	w.refuse(t, c, head, Join{Units: []string{"town1"}, Reason: "x"}, "case.unit_unknown")
	w.refuse(t, c, w.head("police"), Opine{Opinion: "x"}, "case.not_yours_relation")
	c = w.do(t, c, head, Join{Units: []string{"police"}, Reason: "a brawl"})
	w.refuse(t, c, head, Join{Units: []string{"police"}, Reason: "x"}, "case.unit_joined")
	w.refuse(t, c, w.head("police"), Opine{Opinion: " "}, "case.opinion_missing")
	joint := dSession(c, w, "continue")
	joint.Kind = SessionJoint
	w.refuse(t, c, head, joint, "case.units_missing")
	joint.Units = []string{"village2"}
	w.refuse(t, c, head, joint, "case.unit_not_joined")
	joint.Units = []string{"police"}
	w.do(t, c, head, joint)

	failed := w.do(t, c, head, dFail())
	w.refuse(t, failed, head, Close{Kind: "procedural"}, "gate.opinion")
	dIs(t, "the opinion's clock runs on", dClock(failed, OpinionClock).Running(), true)
	failed = w.do(t, failed, w.head("police"), Opine{Opinion: "no offence"})
	w.do(t, failed, head, Close{Kind: "procedural"})
	gone := w.do(t, c, head, Withdraw{Party: c.Parties[0].ID})
	w.do(t, gone, head, Close{Kind: "procedural"}) // nobody is asked about what is no longer wanted
}

func TestSessions(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	session := func(change func(*RecordSession)) func(Case) Command {
		return func(c Case) Command {
			in := dSession(c, w, "continue")
			change(&in)
			return in
		}
	}
	plan := func(change func(*PlanSession)) func(Case) Command {
		return func(c Case) Command {
			in := PlanSession{Kind: SessionOrdinary, At: w.now, Place: "hall", Mediators: []string{"a"}, Invited: []string{c.Parties[0].ID}}
			change(&in)
			return in
		}
	}
	dRun(t, w, []dCase{
		{"plan: in the past", w.handled, head, plan(func(in *PlanSession) { in.At = w.now.AddDate(0, 0, -1) }), "case.session_past"},
		{"plan: nobody", w.handled, head, plan(func(in *PlanSession) { in.Invited = nil }), "case.invited_missing"},
		{"plan: nowhere", w.handled, head, plan(func(in *PlanSession) { in.Place = "" }), "case.place_missing"},
		{"plan: no mediator", w.handled, head, plan(func(in *PlanSession) { in.Mediators = nil }), "case.mediators_missing"},
		{"plan: unknown kind", w.handled, head, plan(func(in *PlanSession) { in.Kind = "duel" }), "case.session_kind"},
		{"plan: a panel in a village", w.handled, head, plan(func(in *PlanSession) { in.Kind = SessionPanel }), "case.panel_level"},
		{"plan: a panel without chair", w.handled, head, plan(func(in *PlanSession) { in.Kind = SessionPanel }), "case.chair_missing"},
		{"plan: a panel of one", w.handled, head, plan(func(in *PlanSession) { in.Kind = SessionPanel }), "case.panel_small"},
		{"cancel what is not planned", w.handled, head, dSame(CancelSession{Session: "none", Reason: "x"}), "case.session_unknown"},
		{"record what is not planned", w.handled, head, session(func(in *RecordSession) { in.Session = "none" }), "case.session_unknown"},
		{"in the future", w.handled, head, session(func(in *RecordSession) { in.HeldAt = w.now.AddDate(0, 0, 1) }), "case.held_future"},
		{"before the case was signed for", w.handled, head, session(func(in *RecordSession) { in.HeldAt = w.now.Add(-time.Hour) }), "case.held_before_signing"},
		{"on the spot, long before the report", w.handled, head, session(func(in *RecordSession) { in.Kind, in.HeldAt = SessionImmediate, w.now.AddDate(0, 0, -4) }), "case.held_early"},
		{"for days", w.handled, head, session(func(in *RecordSession) { in.Minutes = 1441 }), "case.minutes_wrong"},
		{"without record", w.handled, head, session(func(in *RecordSession) { in.Record = " " }), "case.record_missing"},
		{"rights untold", w.handled, head, session(func(in *RecordSession) { in.RightsTold = false }), "case.rights_missing"},
		{"with nobody", w.handled, head, session(func(in *RecordSession) { in.Present = nil }), "case.present_missing"},
		{"with a stranger", w.handled, head, session(func(in *RecordSession) { in.Present = []string{"none"} }), "case.party_unknown"},
		{"by unknown means", w.handled, head, session(func(in *RecordSession) { in.Means = []string{"hammer"} }), "case.means_unknown"},
		{"with no outcome", w.handled, head, session(func(in *RecordSession) { in.Outcome = "" }), "case.outcome_unknown"},
	})
	c := w.handled(t, "village1")
	c = w.do(t, c, head, plan(func(*PlanSession) {})(c))
	dIs(t, "next step", c.NextStep, StepHold)
	w.refuse(t, c, head, CancelSession{Session: c.Sessions[0].ID}, "case.reason_missing")
	planTwice(t, w, c)
	held := dSession(c, w, "continue")
	held.Session, held.Place = c.Sessions[0].ID, ""
	c = w.do(t, c, head, held)
	dIs(t, "sessions", len(c.Sessions), 1)
	dIs(t, "place as planned", c.Sessions[0].Place, "hall")
	absent := dSession(c, w, "absent")
	absent.Present, absent.RightsTold = nil, false
	c = w.do(t, c, head, absent)
	dIs(t, "attempts", c.Attempts, 0)
	met := w.do(t, w.accepted(t, "village1"), head, Assign{Lead: "village1"})
	met = w.do(t, met, head, dSession(met, w, "continue"))
	dIs(t, "first contact stopped by", dClock(met, FirstContact).StopWhy, "record_session")
}

func TestTimeCommands(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	paused := func(t dTester, u string) Case {
		return w.do(t, w.handled(t, u), head, Pause{Reason: "appraisal", Until: w.day(5)})
	}
	labour := func(t dTester, u string) Case {
		w := dNew()
		w.input.Cause = "0102"
		return w.handled(t, u)
	}
	medical := func(t dTester, u string) Case {
		w := dNew()
		w.input.Cause = "0802"
		return w.handled(t, u)
	}
	dRun(t, w, []dCase{
		{"pause for no reason", w.handled, head, dSame(Pause{Reason: "none", Until: w.day(5)}), "case.reason_unknown"},
		{"pause until today", w.handled, head, dSame(Pause{Reason: "appraisal", Until: w.today()}), "case.until_wrong"},
		{"pause for years", w.handled, head, dSame(Pause{Reason: "appraisal", Until: w.day(367)}), "case.until_far"},
		{"pause what is paused", paused, head, dSame(Pause{Reason: "appraisal", Until: w.day(5)}), "case.paused_already"},
		{"pause what the law doesn't", labour, head, dSame(Pause{Reason: "appraisal", Until: w.day(5)}), "case.not_pausable"},
		{"pause a medical case for other than appraisal", medical, head, dSame(Pause{Reason: "party_absent", Until: w.day(5)}), "case.not_pausable"},
		{"resume what runs", w.handled, head, dSame(Resume{}), "case.not_paused"},
	})
	none := w.handled(t, "village1")
	none.stop(&Env{Now: w.now}, "test", "", HandlingClock)
	w.refuse(t, none, head, Pause{Reason: "appraisal", Until: w.day(5)}, "case.no_handling_clock")
	w.refuse(t, none, head, AskExtension{Days: 1}, "case.no_handling_clock")
}

func TestCorrect(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	fix := func(field, old, is string) func(Case) Command {
		return func(c Case) Command {
			return Correct{Field: strings.ReplaceAll(field, "$", c.Parties[0].ID), Old: old, New: is, Reason: "misheard"}
		}
	}
	dRun(t, w, []dCase{
		{"without reason", w.handled, head, dSame(Correct{Field: "facts"}), "case.reason_missing"},
		{"the state", w.handled, head, fix("state", "handling", "closed"), "case.not_correctable"},
		{"nobody's name", w.handled, head, fix("parties.none.name", "", "x"), "case.not_correctable"},
		{"a party's id", w.handled, head, fix("parties.$.id", "", "x"), "case.not_correctable"},
		{"what changed meanwhile", w.handled, head, fix("facts", "something else", "x"), "case.corrected_meanwhile"},
		{"facts to nothing", w.handled, head, fix("facts", w.input.Facts, " "), "case.facts_missing"},
		{"an unknown cause", w.handled, head, fix("cause", "1004", "10"), "case.cause_unknown"},
		{"an unknown channel", w.handled, head, fix("channel", "visit", "none"), "case.channel_unknown"},
		{"a crowd", w.handled, head, fix("people", "2", "1000000"), "case.people_wrong"},
		{"a debt below nothing", w.handled, head, fix("amountFen", "0", "-1"), "case.amount_wrong"},
		{"tomorrow", w.handled, head, fix("happenedOn", "", w.day(1)), "case.happened_wrong"},
		{"no phone", w.handled, head, fix("parties.$.phone", "13800138000", "1"), "case.phone_wrong"},
		{"no number", w.handled, head, fix("parties.$.idNumber", "", "11010519491231002"), "ident.citizen_length"},
	})
	c := w.handled(t, "village1")
	c = w.do(t, c, head, fix("cause", "1004", "1001")(c), fix("parties.$.idNumber", "", "11010519491231002x")(c), fix("happenedOn", "", w.today())(c))
	dIs(t, "category", c.GBType, "0101")
	dIs(t, "number", c.Parties[0].IDNumber, "11010519491231002X")
	dIs(t, "born", c.Parties[0].BornOn, "1949-12-31")
	dIs(t, "day", c.Happened.String(), w.today())
	w.do(t, w.closed(t, "village1"), head, fix("title", c.Title, "Water")(c))
}

func TestHandover(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	c := w.handled(t, "village1")
	w.refuse(t, c, head, Handover{Handler: "nobody", Reason: "x"}, "case.person_unknown")
	w.refuse(t, c, head, Handover{Handler: head.UserID}, "case.reason_missing")
	c = w.do(t, w.assigned(t, "town1", "village1"), head, Handover{Handler: dUser("village1", access.Mediator), Reason: "kin of a party"})
	c = w.do(t, c, head, Sign{})
	dIs(t, "handler", c.Handler, dUser("village1", access.Mediator))
}

// TestSucceed: a unit that closes leaves nothing behind.
func TestSucceed(t *testing.T) {
	w := dNew()
	succeed := func(c Case, from string) Case {
		after, events := Succeed(c, w.units[from], w.units["town2"], w.env(access.Actor{}))
		dIs(t, "events", len(events), 1)
		dIs(t, "next step", after.NextStep, c.NextStep)
		for _, k := range after.Clocks {
			if k.Running() && k.Org == from {
				t.Errorf("the clock %s stays with %s", k.Kind, from)
			}
		}
		return after
	}
	dIs(t, "holder of a new case", succeed(w.register(t, "village1", w.input), "village1").Holder, "town2")
	waiting := succeed(w.assigned(t, "town1", "village1"), "village1")
	w.do(t, waiting, w.head("town2"), Sign{})
	sent := succeed(w.assigned(t, "town1", "village1"), "town1")
	dIs(t, "returned to", w.do(t, sent, w.head("village1"), Return{Reason: "not ours"}).Holder, "town2")
	handled := w.handled(t, "village1")
	due := dClock(handled, HandlingClock).Due
	handled = succeed(handled, "village1")
	dIs(t, "due", dClock(handled, HandlingClock).Due, due)
	dIs(t, "one leads", handled.lead().To, "town2")
	asked := w.do(t, w.handled(t, "village1"), w.head("village1"), AskExtension{Days: 3, Reason: "x", Consent: true})
	asked = succeed(asked, "town1")
	dIs(t, "who decides", asked.Extensions[0].To, "town2")
	joined := w.do(t, w.handled(t, "village1"), w.head("town1"), Join{Units: []string{"police"}, Reason: "x"})
	joined = succeed(joined, "police")
	w.do(t, joined, w.head("town2"), Opine{Opinion: "no offence"})
}

func TestRoutesAndReasonsAreChosenFromLists(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	dRun(t, w, []dCase{
		{"fail for no reason", w.handled, head, dSame(Fail{Routes: []string{"court"}}), "case.reason_unknown"},
		{"fail without guidance", w.handled, head, dSame(Fail{Reason: "no_agreement"}), "case.routes_missing"},
		{"withdraw by a stranger", w.handled, head, dSame(Withdraw{Party: "none"}), "case.party_unknown"},
		{"withdraw to nowhere", w.handled, head, func(c Case) Command { return Withdraw{Party: c.Parties[0].ID, Routes: []string{"moon"}} }, "case.route_unknown"},
		{"refer nowhere", w.handled, head, dSame(Refer{To: "x", Reason: "x"}), "case.route_unknown"},
		{"refer to nobody", w.handled, head, dSame(Refer{Route: "court", Reason: "x"}), "case.refer_to"},
		{"refer for no reason", w.handled, head, dSame(Refer{Route: "court", To: "x"}), "case.reason_missing"},
		{"danger unsaid", w.handled, head, dSame(AddHazard{Measures: "x"}), "case.hazard_what"},
		{"danger without measures", w.handled, head, dSame(AddHazard{What: "x"}), "case.hazard_measures"},
		{"offence not reported", w.handled, head, dSame(AddHazard{What: "x", Measures: "x", Offence: true}), "case.hazard_report"},
		{"danger gone by magic", w.handled, head, dSame(RemoveHazard{Hazard: "x"}), "case.hazard_how"},
		{"no such danger", w.handled, head, dSame(RemoveHazard{Hazard: "x", How: "x"}), "case.hazard_unknown"},
	})
	c := w.do(t, w.failed(t, "village1"), head, Refer{Route: "arbitration", To: "Arbitration Commission", Reason: "asked for"})
	dIs(t, "routes", strings.Join(c.Routes, " "), "court arbitration")
	dIs(t, "why mediation failed", c.EndReason, "no_agreement")
	dIs(t, "outcome", c.Outcome, "referred")
}

func TestFaultKinds(t *testing.T) {
	w := dNew()
	c := w.handled(t, "village1")
	_, _, err := Decide(c, Accept{}, w.env(w.head("village1")))
	dIs(t, "not now", fault.KindOf(err), fault.Conflict)
	_, _, err = Decide(c, Fail{}, w.env(w.head("village1")))
	dIs(t, "wrongly filled in", fault.KindOf(err), fault.Invalid)
	_, _, err = Decide(c, dFail(), w.env(w.head("town1")))
	dIs(t, "not yours", fault.KindOf(err), fault.Denied)
}
