package casework

import (
	"slices"
	"strings"
	"testing"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/message"
)

// drafted is a handled case with an agreed session and a draft.
func (w *dWorld) drafted(t dTester, unit, form string) Case {
	c := w.handled(t, unit)
	return w.do(t, c, w.head(unit), dSession(c, w, "agreed"), dDraft(c, w, form))
}

func TestDraft(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	draft := func(change func(*DraftAgreement)) func(Case) Command {
		return func(c Case) Command {
			in := dDraft(c, w, "oral")
			change(&in)
			return in
		}
	}
	duty := func(change func(*ObligationInput)) func(Case) Command {
		return draft(func(in *DraftAgreement) { change(&in.Duties[0]) })
	}
	dRun(t, w, []dCase{
		{"neither written nor oral", w.handled, head, draft(func(in *DraftAgreement) { in.Form = "sung" }), "case.form_unknown"},
		{"too long", w.handled, head, draft(func(in *DraftAgreement) { in.Facts = strings.Repeat("长", maxFacts+1) }), "case.too_long"},
		{"owed by nobody", w.handled, head, duty(func(o *ObligationInput) { o.Debtor = "none" }), "case.debtor_unknown"},
		{"owed to oneself", w.handled, head, duty(func(o *ObligationInput) { o.Creditor = o.Debtor }), "case.creditor_unknown"},
		{"neither pay nor act", w.handled, head, duty(func(o *ObligationInput) { o.Kind = "think" }), "case.duty_kind"},
		{"pay nothing", w.handled, head, duty(func(o *ObligationInput) { o.AmountFen = 0 }), "case.amount_wrong"},
		{"do nothing", w.handled, head, duty(func(o *ObligationInput) { o.Kind, o.What = "act", " " }), "case.duty_missing"},
		{"by yesterday", w.handled, head, duty(func(o *ObligationInput) { o.DueOn = w.day(-1) }), "case.due_wrong"},
		{"done tomorrow", w.handled, head, duty(func(o *ObligationInput) { o.DoneOn = w.day(1) }), "case.done_wrong"},
	})
	c := w.drafted(t, "village1", "oral")
	c = w.do(t, c, head, ConfirmParty{Party: c.Parties[0].ID, Way: "oral", On: w.today()})
	c = w.do(t, c, head, dDraft(c, w, "oral"))
	dIs(t, "the draft before", c.Agreements[0].State, "superseded")
	dIs(t, "unconfirmed of the new draft", len(c.unconfirmed(c.draft())), 2)
}

func TestConfirm(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	written := func(t dTester, u string) Case { return w.drafted(t, u, "written") }
	by := func(in ConfirmParty) func(Case) Command {
		return func(c Case) Command {
			in := in
			if in.Party == "" {
				in.Party = c.Parties[0].ID
			}
			if in.On == "" {
				in.On = w.today()
			}
			return in
		}
	}
	dRun(t, w, []dCase{
		{"without draft", w.handled, head, by(ConfirmParty{Way: "oral"}), "case.no_draft"},
		{"by a stranger", written, head, by(ConfirmParty{Party: "none", Way: "code", Code: "135790"}), "case.party_unknown"},
		{"before the draft", written, head, by(ConfirmParty{Way: "code", Code: "135790", On: w.day(-1)}), "case.confirm_date"},
		{"tomorrow", written, head, by(ConfirmParty{Way: "code", Code: "135790", On: w.day(1)}), "case.confirm_date"},
		{"by paper without scan", written, head, by(ConfirmParty{Way: "paper"}), "case.scan_missing"},
		{"by a wrong code", written, head, by(ConfirmParty{Way: "code", Code: "000000"}), "case.code_wrong"},
		{"a written one by word of mouth", written, head, by(ConfirmParty{Way: "oral"}), "case.oral_only"},
		{"by nodding", written, head, by(ConfirmParty{Way: "nod"}), "case.way_unknown"},
	})
	c := written(t, "village1")
	c = w.do(t, c, head, by(ConfirmParty{Way: "code", Code: "135790"})(c))
	w.refuse(t, c, head, by(ConfirmParty{Way: "code", Code: "135790"})(c), "case.party_unknown")

	w.input.Cause = "1001" // about a marriage: on paper only (Electronic Signature Law 3)
	c = written(t, "village1")
	w.refuse(t, c, head, by(ConfirmParty{Way: "code", Code: "135790"})(c), "case.paper_only")
	c = w.do(t, c, head, AttachFile{FileInput{Digest: "d", Name: "signed.pdf", Kind: "signed_agreement"}})
	w.do(t, c, head, by(ConfirmParty{Way: "paper", File: c.Files[0].ID})(c))
}

// TestSettleSaysWhatIsLacking: the contents of PML 28–29, the parties' yes, the
// seal.
func TestSettleSaysWhatIsLacking(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	w.refuse(t, w.handled(t, "village1"), head, Settle{}, "case.no_draft")
	empty := w.do(t, w.handled(t, "village1"), head, DraftAgreement{Form: "written", Duties: dDraft(w.handled(t, "village1"), w, "written").Duties[:0]})
	for _, code := range []string{
		"case.agreement_facts", "case.agreement_issues", "case.agreement_terms", "case.mediators_missing", "case.session_agreed", "case.unconfirmed", "case.seal_missing",
	} {
		w.refuse(t, empty, head, Settle{}, code)
	}
	c := w.drafted(t, "village1", "written")
	w.refuse(t, c, head, Settle{SealedOn: w.day(1)}, "case.seal_missing")
	unclear := dDraft(c, w, "written")
	unclear.Manner = ""
	w.refuse(t, w.do(t, c, head, unclear), head, Settle{SealedOn: w.today()}, "case.agreement_manner")
}

// TestEffect: a written agreement takes effect with the last of signatures and
// seal (PML 29), an oral one when it is reached (PML 30).
func TestEffect(t *testing.T) {
	tests := []struct {
		name, form, first, second, seal, want string
	}{
		{"the seal last", "written", "2026-03-10", "2026-03-11", "2026-03-13", "2026-03-13"},
		{"a party last", "written", "2026-03-12", "2026-03-11", "2026-03-10", "2026-03-12"},
		{"all on one day", "written", "2026-03-11", "2026-03-11", "2026-03-11", "2026-03-11"},
		{"by word of mouth", "oral", "2026-03-10", "2026-03-11", "2026-03-13", "2026-03-11"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := dNew()
			c := w.drafted(t, "village1", test.form)
			w.wait(4)
			way := map[string]string{"written": "code", "oral": "oral"}[test.form]
			for i, on := range []string{test.first, test.second} {
				c = w.do(t, c, w.head("village1"), ConfirmParty{Party: c.Parties[i].ID, Way: way, Code: "135790", On: on})
			}
			c = w.do(t, c, w.head("village1"), Settle{SealedOn: test.seal})
			dIs(t, "effect", c.concluded().Effective, test.want)
			from := dClock(c, CourtClock).StartAt
			dIs(t, "the court's thirty days begin", from.In(dAt(dStart).Location()).Add(8*3600e9).Format("2006-01-02"), test.want)
			dIs(t, "slip", c.hasSlip(map[string]string{"written": "agreement", "oral": "oral_agreement"}[test.form]), true)
		})
	}
}

// TestCourtTips are the pre-checks of standards.md §1.3.
func TestCourtTips(t *testing.T) {
	tips := func(cause string, change func(w *dWorld, in *DraftAgreement)) []string {
		w := dNew()
		w.input.Cause = cause
		c := w.handled(t, "village1")
		in := dDraft(c, w, "written")
		change(w, &in)
		c = w.do(t, c, w.head("village1"), in)
		return c.draft().CourtTips
	}
	none := func(*dWorld, *DraftAgreement) {}
	guarded := dNew()
	guarded.input.Parties[1].AgentAs, guarded.input.Parties[1].Agent = "guardian", "Li Wu"
	c := guarded.drafted(t, "village1", "written")
	for name, test := range map[string]struct{ got, want []string }{
		"plain":       {tips("1004", none), nil},
		"marriage":    {tips("1001", none), []string{"court.identity"}},
		"inheritance": {tips("1003", none), []string{"court.identity"}},
		"contracted":  {tips("0302", none), []string{"court.ownership"}},
		"no payee":    {tips("1004", func(_ *dWorld, in *DraftAgreement) { in.Duties[0].Creditor = "" }), []string{"court.unclear"}},
		"no terms":    {tips("1004", func(_ *dWorld, in *DraftAgreement) { in.Terms = []string{" "} }), []string{"court.unclear"}},
		"a guardian":  {c.draft().CourtTips, []string{"court.guardian"}},
	} {
		if !slices.Equal(test.got, test.want) {
			t.Errorf("%s: %v, want %v", name, test.got, test.want)
		}
	}
}

func TestCourt(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	ok := ApplyCourt{Court: "People's Court", On: w.today(), Joint: true}
	bad := func(change func(*ApplyCourt)) func(Case) Command {
		in := ok
		change(&in)
		return dSame(in)
	}
	applied := func(t dTester, u string) Case { return w.do(t, w.agreed(t, u), head, ok) }
	dRun(t, w, []dCase{
		{"no court", w.agreed, head, bad(func(in *ApplyCourt) { in.Court = "" }), "case.court_missing"},
		{"one side alone", w.agreed, head, bad(func(in *ApplyCourt) { in.Joint = false }), "case.court_joint"},
		{"before the effect", w.agreed, head, bad(func(in *ApplyCourt) { in.On = w.day(-1) }), "case.court_date"},
		{"tomorrow", w.agreed, head, bad(func(in *ApplyCourt) { in.On = w.day(1) }), "case.court_date"},
		{"twice", applied, head, dSame(ok), "case.court_done"},
		{"waive after applying", applied, head, dSame(WaiveCourt{On: w.today()}), "case.court_done"},
		{"waive tomorrow", w.agreed, head, dSame(WaiveCourt{On: w.day(1)}), "case.court_date"},
		{"a result without application", w.agreed, head, dSame(RecordCourt{Result: "confirmed", On: w.today()}), "case.court_not_applied"},
		{"no result", applied, head, dSame(RecordCourt{On: w.today()}), "case.result_unknown"},
		{"rejected for no reason", applied, head, dSame(RecordCourt{Result: "rejected", On: w.today()}), "case.reason_missing"},
		{"decided tomorrow", applied, head, dSame(RecordCourt{Result: "confirmed", On: w.day(1)}), "case.court_date"},
	})
	c := applied(t, "village1")
	dIs(t, "the thirty days stopped by", dClock(c, CourtClock).StopWhy, "apply_court")
	dIs(t, "application", c.hasSlip("court_application"), true)
	c = w.do(t, c, head, RecordCourt{Result: "confirmed", CaseNo: "(2026) 1", On: w.today()})
	dIs(t, "result", c.concluded().Court.State, "confirmed")
	waived := w.do(t, w.agreed(t, "village1"), head, WaiveCourt{On: w.today()})
	dIs(t, "the thirty days stopped by", dClock(waived, CourtClock).StopWhy, "waive_court")
	waived = w.do(t, waived, head, ok) // they changed their minds in time
	dIs(t, "state", waived.concluded().Court.State, "applied")

	closed := applied(t, "village1")
	closed = w.do(t, closed, head, Perform{Obligation: closed.Agreements[0].Duties[0].ID, On: w.today()})
	closed = w.do(t, closed, head, VisitParty{Way: "phone", Party: closed.Parties[0].ID, Settled: "yes", On: w.today()}, Close{Kind: "substantive"})
	w.do(t, closed, head, RecordCourt{Result: "confirmed", On: w.today()}) // courts take their time

	w.input.Cause = "1003"
	excluded := w.agreed(t, "village1")
	w.refuse(t, excluded, head, ok, "case.court_excluded")
	dIs(t, "clock of what no court confirms", dLast(dClock(excluded, CourtClock)), "no clock")
}

func TestPerformAndBreach(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	of := func(in Breach) func(Case) Command {
		return func(c Case) Command {
			in.Obligation = c.Agreements[0].Duties[0].ID
			return in
		}
	}
	dRun(t, w, []dCase{
		{"perform nothing", w.agreed, head, dSame(Perform{Obligation: "none", On: w.today()}), "case.duty_unknown"},
		{"perform tomorrow", w.agreed, head, func(c Case) Command {
			return Perform{Obligation: c.Agreements[0].Duties[0].ID, On: w.day(1)}
		}, "case.done_wrong"},
		{"breach of what is performed", w.performed, head, of(Breach{Reason: "x", Remedy: "court"}), "case.duty_unknown"},
		{"breach without reason", w.agreed, head, of(Breach{Remedy: "court"}), "case.reason_missing"},
		{"breach without remedy", w.agreed, head, of(Breach{Reason: "x"}), "case.remedy_unknown"},
		{"urge for yesterday", w.agreed, head, of(Breach{Reason: "x", Remedy: "urge", NewDueOn: w.day(-1)}), "case.due_wrong"},
	})
	c := w.agreed(t, "village1")
	dIs(t, "next step", c.NextStep, StepPerform)
	urged := w.do(t, c, head, of(Breach{Reason: "no money", Remedy: "urge", NewDueOn: w.day(30)})(c))
	dIs(t, "new day", dLast(dClock(urged, PerformClock)), w.day(30))
	dIs(t, "state", urged.State, Performing)

	court := w.do(t, c, head, of(Breach{Reason: "no money", Remedy: "court"})(c))
	dIs(t, "guided to", strings.Join(court.Routes, " "), "court")
	dIs(t, "next step", court.NextStep, StepVisit)
	w.do(t, court, head, Perform{Obligation: c.Agreements[0].Duties[0].ID, On: w.today()}) // late, but done

	again, events, err := Decide(c, of(Breach{Reason: "no money", Remedy: "remediate"})(c), w.env(head))
	if err != nil || len(events) != 2 || events[1].Act != access.Reopen {
		t.Fatalf("%v %v", events, dFaults(err))
	}
	dIs(t, "state", again.State, Handling)
	dIs(t, "duty", again.Agreements[0].Duties[0].State, "breached")
	dIs(t, "handling clock runs", dClock(again, HandlingClock).Running(), true)
	again = w.agree(t, again)
	dIs(t, "the agreement before", again.Agreements[0].State, "superseded")
}

func TestVisit(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	by := func(in VisitParty) func(Case) Command {
		return func(c Case) Command {
			in := in
			if in.Party == "" && in.NoneWhy == "" {
				in.Party = c.Parties[0].ID
			}
			return in
		}
	}
	level := func(l Level) func(dTester, string) Case {
		return func(t dTester, u string) Case {
			return w.agree(t, w.do(t, w.handled(t, u), head, dTriage(l)))
		}
	}
	overdue := func(t dTester, u string) Case {
		w := dNew()
		c := w.handled(t, u)
		w.wait(40)
		return w.agree(t, c)
	}
	yes := by(VisitParty{Way: "phone", Settled: "yes", On: w.today()})
	dRun(t, w, []dCase{
		{"tomorrow", w.performed, head, by(VisitParty{Way: "phone", Settled: "yes", On: w.day(1)}), "case.visit_date"},
		{"by no way", w.performed, head, by(VisitParty{Way: "drum", Settled: "yes", On: w.today()}), "case.way_unknown"},
		{"of nobody for no reason", w.performed, head, by(VisitParty{Way: "phone", NoneWhy: " ", On: w.today()}), "case.visit_whom"},
		{"of a stranger", w.performed, head, by(VisitParty{Way: "phone", Party: "none", Settled: "yes", On: w.today()}), "case.party_unknown"},
		{"without their word", w.performed, head, by(VisitParty{Way: "phone", On: w.today()}), "case.visit_settled"},
		{"of a major case by its handler", level(Major), head, yes, "case.visit_by_other"},
		{"of a grave case by its handler", level(Grave), head, yes, "case.visit_by_other"},
		{"of an overdue case by its handler", overdue, head, yes, "case.visit_by_other"},
	})
	for _, visitor := range []access.Actor{w.who("village1", access.LiaisonOfficer), w.who("town1", access.Supervisor)} {
		c := level(Grave)(t, "village1")
		c = w.do(t, c, visitor, yes(c))
		dIs(t, "who visited", c.Visits[0].By, visitor.UserID)
		dIs(t, "the first of three visits", dClock(c, VisitClock).Running() && !c.Clocks[slices.IndexFunc(c.Clocks, func(k Clock) bool { return k.Kind == VisitClock })].Running(), true)
	}
}

// TestVisitedUntilItIsSettled: a "no" is heard, and the next visit has a clock.
func TestVisitedUntilItIsSettled(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	say := func(c Case, party int, word string) Case {
		return w.do(t, c, head, VisitParty{Way: "phone", Party: c.Parties[party].ID, Settled: word, On: w.today()})
	}
	c := say(w.performed(t, "village1"), 0, "no")
	dIs(t, "next step after a no", c.NextStep, StepVisit)
	dIs(t, "a visit is due", c.running(VisitClock) != nil, true)
	w.refuse(t, c, head, Close{Kind: "substantive"}, "gate.no_visit")
	c = say(c, 0, "yes")
	dIs(t, "next step after a yes", c.NextStep, StepClose)
	dIs(t, "closing is due", c.running(ClosingClock) != nil, true)
	c = say(c, 0, "no")
	w.refuse(t, c, head, Close{Kind: "substantive"}, "gate.no_visit")
	dIs(t, "closing is no longer due", c.running(ClosingClock) == nil, true)
	c = w.do(t, c, head, VisitParty{Way: "phone", NoneWhy: "moved abroad", On: w.today()})
	w.do(t, c, head, Close{Kind: "staged"})
}

// TestGate: the closing gate names each missing thing (casework.md §3).
func TestGate(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	hazard := func(made func(dTester, string) Case) func(dTester, string) Case {
		return func(t dTester, u string) Case {
			return w.do(t, made(t, u), head, AddHazard{What: "a knife", Measures: "taken away"})
		}
	}
	changed := func(made func(dTester, string) Case, change func(*Case)) func(dTester, string) Case {
		return func(t dTester, u string) Case {
			c := made(t, u).clone()
			change(&c)
			return c
		}
	}
	noSlip := func(kind string) func(*Case) {
		return func(c *Case) { c.Slips = slices.DeleteFunc(c.Slips, func(s Slip) bool { return s.Kind == kind }) }
	}
	done := dSame(Close{Kind: "staged"})
	dRun(t, w, []dCase{
		{"kind", w.visited, head, dSame(Close{Kind: "happy"}), "case.closing_unknown"},
		{"visit", w.performed, head, done, "gate.no_visit"},
		{"obligation", w.agreed, head, done, "gate.unperformed"},
		{"danger", hazard(w.visited), head, done, "gate.hazard"},
		{"danger, whatever the result", hazard(w.failed), head, done, "gate.hazard"},
		{"responsible person", changed(w.visited, func(c *Case) { c.Handler = "" }), head, done, "gate.no_responsible"},
		{"receipt", changed(w.visited, noSlip("receipt")), head, done, "gate.no_document"},
		{"notice of the end", changed(w.failed, noSlip("termination")), head, done, "gate.no_document"},
		{"agreement", changed(w.visited, func(c *Case) { c.Agreements = nil }), head, done, "gate.no_document"},
		{"guidance", changed(w.failed, func(c *Case) { c.Routes = nil }), head, done, "gate.no_guidance"},
		{"extension", changed(w.visited, func(c *Case) { c.Extensions = []Extension{{ID: "x"}} }), head, done, "gate.extension"},
		{"opinion", func(t dTester, u string) Case {
			c := w.do(t, w.handled(t, u), w.head("town1"), Join{Units: []string{"police"}, Reason: "a brawl"})
			return w.do(t, c, head, dFail())
		}, head, done, "gate.opinion"},
		{"substance", w.failed, head, dSame(Close{Kind: "substantive"}), "gate.not_settled"},
	})
	c := hazard(w.visited)(t, "village1")
	_, _, err := Decide(c, Close{Kind: "staged"}, w.env(head))
	dIs(t, "kind of fault", fault.KindOf(err), fault.Conflict)
	dIs(t, "missing", len(err.(*fault.Error).Details), 1)
	c = w.do(t, c, head, RemoveHazard{Hazard: c.Hazards[0].ID, How: "handed in"}, Close{Kind: "substantive"})
	dIs(t, "assignment", c.Assignments[0].State, Done)
	dIs(t, "report", c.hasSlip("closing_report"), true)
	dIs(t, "next step", c.NextStep, StepArchive)
}

// TestWordsOfTheGate: these codes are put together where the catalogue's own test
// does not see them.
func TestWordsOfTheGate(t *testing.T) {
	for _, code := range strings.Fields(`gate.no_responsible gate.no_document gate.extension gate.hazard gate.opinion gate.no_guidance gate.no_visit
		gate.unperformed gate.unpaid gate.not_settled gate.voice gate.visit_due gate.visit_due_from court.identity court.ownership court.unclear court.guardian court.third_party case.unconfirmed
		case.agreement_facts case.agreement_issues case.agreement_terms case.agreement_manner case.session_agreed case.seal_missing`) {
		if !message.Has(code) {
			t.Errorf("%s has no words", code)
		}
	}
}

// TestEveryEndCanBeFiled: whatever way a case ended, it can be closed, archived
// and taken up again.
func TestEveryEndCanBeFiled(t *testing.T) {
	w := dNew()
	head := w.head("village1")
	withdrawn := func(made func(dTester, string) Case) func(dTester, string) Case {
		return func(t dTester, u string) Case {
			c := made(t, u)
			return w.do(t, c, head, Withdraw{Party: c.Parties[0].ID})
		}
	}
	for name, made := range map[string]func(dTester, string) Case{
		"settled":                    w.visited,
		"failed":                     w.failed,
		"withdrawn before accepting": withdrawn(func(t dTester, u string) Case { return w.register(t, u, w.input) }),
		"withdrawn before assigning": withdrawn(w.accepted),
		"withdrawn while handled":    withdrawn(w.handled),
		"withdrawn while waiting": func(t dTester, u string) Case {
			c := withdrawn(func(t dTester, u string) Case { return w.assigned(t, "town1", u) })(t, u)
			return w.do(t, c, head, Handover{Handler: head.UserID, Reason: "to close it"})
		},
		"nobody came": func(t dTester, u string) Case {
			c := w.handled(t, u)
			absent := dSession(c, w, "absent")
			absent.Present, absent.RightsTold = nil, false
			return w.do(t, c, head, absent, dFail())
		},
		"referred": func(t dTester, u string) Case {
			return w.do(t, w.handled(t, u), head, Refer{Route: "police", To: "the police", Reason: "an offence"})
		},
		"broken, then to court": func(t dTester, u string) Case {
			c := w.agreed(t, u)
			c = w.do(t, c, head, Breach{Obligation: c.Agreements[0].Duties[0].ID, Reason: "x", Remedy: "court"})
			return w.do(t, c, head, Refer{Route: "court", To: "People's Court", Reason: "broken"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := made(t, "village1")
			kind := "procedural"
			if c.Outcome == "settled" {
				kind = "substantive"
			}
			c = w.do(t, c, head, Close{Kind: kind})
			c = w.do(t, c, w.who("village1", access.Archivist), Archive{Retention: "long"})
			for _, k := range c.Clocks {
				if k.Running() {
					t.Errorf("%s runs on in the archive", k.Kind)
				}
			}
			c = w.do(t, c, head, Reopen{Reason: "it broke out again"})
			dIs(t, "state", c.State, Handling)
			dIs(t, "file number and end", c.ArchiveNo+c.Outcome+c.Closing+c.Retention, "")
			dIs(t, "total runs", c.running(Total) != nil, true)
			dIs(t, "receipt", c.hasSlip("receipt") && !c.AcceptedAt.IsZero(), true)
			w.do(t, c, head, dFail())
		})
	}
}

// TestArchiveIsComplete: what the file must hold is asked for by name.
func TestArchiveIsComplete(t *testing.T) {
	w := dNew()
	archivist := w.who("village1", access.Archivist)
	w.refuse(t, w.closed(t, "village1"), archivist, Archive{Retention: "a while"}, "case.retention_unknown")
	for _, kind := range []string{"receipt", "session_record", "oral_agreement", "visit_record", "closing_report"} {
		c := w.closed(t, "village1")
		c.Slips = slices.DeleteFunc(slices.Clone(c.Slips), func(s Slip) bool { return s.Kind == kind })
		_, _, err := Decide(c, Archive{Retention: "long"}, w.env(archivist))
		if want := strings.TrimPrefix(kind, "oral_"); dCode(err, "case.file_incomplete") == "" || err.(*fault.Error).Details[0].Args["kind"] != want {
			t.Errorf("without %s: %v", kind, dFaults(err))
		}
	}
	c := w.closed(t, "village1")
	c.Sessions = slices.Clone(c.Sessions)
	c.Sessions[0].RightsTold = false
	w.refuse(t, c, archivist, Archive{Retention: "long"}, "case.file_incomplete")
	c = w.archived(t, "village1")
	dIs(t, "cover and contents", c.hasSlip("cover") && c.hasSlip("contents"), true)
	dIs(t, "next step", c.NextStep, StepNone)
	w.refuse(t, c, w.head("village1"), Correct{Field: "facts", Reason: "x"}, "case.wrong_state")
}

func dOnTheSpot(w *dWorld) ImmediateInput {
	return ImmediateInput{
		Register: w.input,
		Session: RecordSession{
			HeldAt: w.now, Place: "at the well", Mediators: []string{"Zhao"}, Present: []string{"0", "1"}, RightsTold: true, Record: "Talked.", Outcome: "agreed",
		},
		Agreement: DraftAgreement{
			Facts: "Water ran over.", Terms: []string{"Li Si apologises."}, Mediators: []string{"Zhao"},
			Duties: []ObligationInput{{Debtor: "1", Creditor: "0", Kind: "act", What: "apologise", DoneOn: w.today()}},
		},
		Settled: true, Words: "fine",
	}
}

// TestOnTheSpot: one screen, and yet every step is on record (casework.md §2).
func TestOnTheSpot(t *testing.T) {
	w := dNew()
	mediator := w.who("village1", access.Mediator)
	c, events, err := Immediately(dOnTheSpot(w), "/x/", w.env(mediator))
	if err != nil {
		t.Fatal(dFaults(err))
	}
	var got []string
	for _, e := range events {
		got = append(got, string(e.Act))
	}
	dIs(t, "events", strings.Join(got, " "), "register contact accept triage assign sign record_session draft_agreement confirm_party confirm_party settle visit close")
	dIs(t, "state", c.State, Closed)
	dIs(t, "handler", c.Handler, mediator.UserID)
	dIs(t, "session", c.Sessions[0].Kind, SessionImmediate)
	dIs(t, "missing", len(c.absent()), 0)
	w.do(t, c, w.who("village1", access.Archivist), Archive{Retention: "short"})
}

func TestOnTheSpotStopsWhereItStands(t *testing.T) {
	for name, test := range map[string]struct {
		change func(w *dWorld, in *ImmediateInput)
		state  State
		next   string
	}{
		"a duty remains": {func(w *dWorld, in *ImmediateInput) {
			in.Agreement.Duties[0].DoneOn, in.Agreement.Duties[0].DueOn = "", w.day(3)
		}, Settled, StepPerform},
		"nobody was asked":   {func(_ *dWorld, in *ImmediateInput) { in.Settled = false }, Settled, StepVisit},
		"no agreement":       {func(_ *dWorld, in *ImmediateInput) { in.Session.Outcome = "failed" }, Handling, StepMediate},
		"to be continued":    {func(_ *dWorld, in *ImmediateInput) { in.Session.Outcome = "continue" }, Handling, StepMediate},
		"no duties to speak": {func(_ *dWorld, in *ImmediateInput) { in.Agreement.Duties = nil }, Closed, StepArchive},
	} {
		t.Run(name, func(t *testing.T) {
			w := dNew()
			in := dOnTheSpot(w)
			test.change(w, &in)
			c, _, err := Immediately(in, "/x/", w.env(w.who("village1", access.Mediator)))
			if err != nil {
				t.Fatal(dFaults(err))
			}
			dIs(t, "state", c.State, test.state)
			dIs(t, "next step", c.NextStep, test.next)
		})
	}
}

func TestOnTheSpotSaysWhereItIsWrong(t *testing.T) {
	for field, change := range map[string]func(in *ImmediateInput){
		"register.facts": func(in *ImmediateInput) { in.Register.Facts = "" },
		"register.parties.1.name": func(in *ImmediateInput) {
			in.Register.Parties = []PartyInput{in.Register.Parties[0], {Role: "respondent"}}
		},
		"session.place":      func(in *ImmediateInput) { in.Session.Place = "" },
		"session.rightsTold": func(in *ImmediateInput) { in.Session.RightsTold = false },
		"agreement.obligations.0.debtor": func(in *ImmediateInput) {
			in.Agreement.Duties = []ObligationInput{{Debtor: "7", Kind: "act", What: "x", DoneOn: "2026-03-10"}}
		},
		"agreement.terms": func(in *ImmediateInput) { in.Agreement.Terms = nil },
		"session.outcome": func(in *ImmediateInput) { in.Session.Outcome = "" },
		"agreement.obligations.0.creditor": func(in *ImmediateInput) {
			in.Agreement.Duties = []ObligationInput{{Debtor: "0", Creditor: "0", Kind: "act", What: "x", DoneOn: "2026-03-10"}}
		},
	} {
		w := dNew()
		in := dOnTheSpot(w)
		change(&in)
		c, events, err := Immediately(in, "/x/", w.env(w.who("village1", access.Mediator)))
		f, ok := err.(*fault.Error)
		if !ok || f.Field != field || len(events) > 0 || c.ID != "" {
			t.Errorf("%s: %v at %v", field, dFaults(err), f)
		}
	}
	w := dNew()
	if _, _, err := Immediately(dOnTheSpot(w), "/x/", w.env(w.who("village1", access.Receptionist))); fault.KindOf(err) != fault.Denied {
		t.Errorf("a receptionist mediated: %v", dFaults(err))
	}
}
