package casework

import (
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/codes"
	"hemu/internal/fault"
)

// Fail ends mediation without an agreement (调解不成). It is a normal result; the
// parties are told where else they can turn (PML 26).
type Fail struct {
	Reason string   `json:"reason"`
	Note   string   `json:"note,omitempty"`
	Routes []string `json:"routes"`
}

// Act implements Command.
func (Fail) Act() access.Act { return access.Fail }

func (in Fail) apply(c *Case, e *Env) error {
	var f fault.Form
	f.Require(e.known(codes.ListTermination, in.Reason), "case.reason_unknown", "reason")
	e.requireRoutes(in.Routes, &f)
	if err := f.Err(); err != nil {
		return err
	}
	c.end(e, "failed", in.Reason, in.Note, in.Routes)
	c.stopAll(e, string(access.Fail), Total, OpinionClock)
	c.addSlip(e, "termination", "").Said = Said{Reason: in.Reason, Note: c.EndNote, Routes: in.Routes}
	return nil
}

// Withdraw records that the party who asked for mediation no longer wants it.
// A party needs no reason (PML 23).
type Withdraw struct {
	Party  string   `json:"party"`
	Note   string   `json:"note,omitempty"`
	Routes []string `json:"routes,omitempty"`
}

// Act implements Command.
func (Withdraw) Act() access.Act { return access.Withdraw }

func (in Withdraw) apply(c *Case, e *Env) error {
	if c.party(in.Party) == nil {
		return fault.BadField("case.party_unknown", "party")
	}
	var f fault.Form
	e.checkRoutes(in.Routes, &f)
	if err := f.Err(); err != nil {
		return err
	}
	c.end(e, "withdrawn", "", in.Note, in.Routes)
	c.stopAll(e, string(access.Withdraw), Total)
	for i := range c.Assignments {
		// Nobody is asked for a result, or an opinion, on what is no longer wanted.
		if a := &c.Assignments[i]; a.State == Issued && a.Role != Copy {
			a.State, a.EndedAt = Superseded, e.Now
		}
	}
	c.addSlip(e, "termination", "").Said = Said{Party: in.Party, Note: c.EndNote, Routes: in.Routes}
	return nil
}

// Refer records that the matter went on to another body (移送).
type Refer struct {
	Route  string `json:"route"`
	To     string `json:"to" doc:"the body by name"`
	Reason string `json:"reason"`
	DocNo  string `json:"docNo,omitempty" doc:"number of the transfer there"`
}

// Act implements Command.
func (Refer) Act() access.Act { return access.Refer }

func (in Refer) apply(c *Case, e *Env) error {
	var f fault.Form
	f.Require(e.known(codes.ListReferRoute, in.Route), "case.route_unknown", "route")
	f.Require(strings.TrimSpace(in.To) != "", "case.refer_to", "to")
	f.Require(strings.TrimSpace(in.Reason) != "", "case.reason_missing", "reason")
	if err := f.Err(); err != nil {
		return err
	}
	routes := c.Routes
	if !contains(routes, in.Route) {
		routes = append(routes, in.Route)
	}
	c.end(e, "referred", c.EndReason, in.Reason, routes)
	c.stopAll(e, string(access.Refer), Total, OpinionClock)
	c.addSlip(e, "transfer", "").Said = Said{To: in.To, DocNo: in.DocNo, Note: c.EndNote, Routes: []string{in.Route}}
	return nil
}

// end notes how mediation ended and closes what waited for it to go on. Whoever did
// not say where else the parties can turn keeps what was said before.
func (c *Case) end(e *Env, outcome, reason, note string, routes []string) {
	c.Outcome, c.EndReason, c.EndNote = outcome, reason, clip(note, maxNote)
	if routes != nil {
		c.Routes = routes
	}
	c.AwaitsDesg, c.Exhausted = false, false
	c.lapseExtension(e)
	c.callOff(e, outcome)
}

// callOff ends the sessions still planned when there is nothing left to hold them
// for, or another unit will plan its own; by is what happened.
func (c *Case) callOff(e *Env, by string) {
	for i := range c.Sessions {
		if s := &c.Sessions[i]; s.State == "planned" {
			s.State, s.EndedBy = "cancelled", by
			e.note(access.CancelSession, ByItself{Why: by, Data: s.ID})
		}
	}
}

// VisitParty is a return visit: the parties' own word (mission D7).
type VisitParty struct {
	Way        string `json:"way"`
	Party      string `json:"party,omitempty"`
	NoneWhy    string `json:"noneReason,omitempty" doc:"why no party could be asked"`
	Performed  string `json:"performed,omitempty" enum:",yes,partly,no,none"`
	Satisfied  string `json:"satisfied,omitempty" enum:",yes,fair,no"`
	Settled    string `json:"settled,omitempty" enum:",yes,no"`
	Words      string `json:"words,omitempty"`
	Escalating bool   `json:"escalating,omitempty"`
	On         string `json:"on"`
}

// Act implements Command.
func (VisitParty) Act() access.Act { return access.Visit }

func (in VisitParty) apply(c *Case, e *Env) error {
	if c.visitorBarred(e) {
		return fault.New(fault.Denied, "case.visit_by_other")
	}
	var f fault.Form
	d, err := calendar.ParseDate(in.On)
	f.Require(err == nil && !d.After(e.Today()), "case.visit_date", "on")
	f.Require(e.known(codes.ListVisitWay, in.Way), "case.way_unknown", "way")
	if in.Party == "" {
		f.Require(strings.TrimSpace(in.NoneWhy) != "", "case.visit_whom", "party")
	} else {
		f.Require(c.party(in.Party) != nil, "case.party_unknown", "party")
		f.Require(in.Settled == "yes" || in.Settled == "no", "case.visit_settled", "settled")
	}
	if err := f.Err(); err != nil {
		return err
	}
	v := Visit{
		ID: e.NewID(), Way: in.Way, Party: in.Party, NoneWhy: in.NoneWhy, Performed: in.Performed, Satisfied: in.Satisfied, Settled: in.Settled,
		Words: clip(in.Words, maxNote), Escalating: in.Escalating, On: in.On, By: e.Actor.UserID, Org: e.actingOrg(), At: e.Now,
	}
	c.Visits = append(c.Visits, v)
	c.addSlip(e, "visit_record", v.ID)
	if k := c.visitDue(in.On); k != nil {
		k.halt(e, string(access.Visit))
	}
	return nil
}

// visitDue is the clock a visit on that day counts for: the earliest due of those it
// is not too early for, nil for none. One visit counts for one clock, so that the
// visits after 3, 7 and 30 days are three.
func (c *Case) visitDue(day string) (first *Clock) {
	for i := range c.Clocks {
		k := &c.Clocks[i]
		if k.Kind == VisitClock && k.Running() && day >= k.NotBefore && (first == nil || k.DueMillis() < first.DueMillis()) {
			first = k
		}
	}
	return first
}

// visitorBarred: a grave or overdue case is not visited by whoever handled it or sat
// in its sessions (casework.md §3 Visit). Mediators are on record by name.
func (c *Case) visitorBarred(e *Env) bool {
	return c.mediatedBy(e.Actor.UserID, e.Actor.Name) && c.visitedByOthers(e)
}

// mediatedBy reports whether somebody handled the case or sat in its sessions.
func (c *Case) mediatedBy(user, name string) bool {
	mediated := user == c.Handler
	for _, s := range c.Sessions {
		mediated = mediated || s.State == "held" && name != "" && (s.Chair == name || contains(s.Mediators, name))
	}
	return mediated
}

// visitedByOthers reports whether somebody else than the mediator has to visit.
func (c *Case) visitedByOthers(e *Env) bool {
	if c.Level == Grave || c.Level == Major {
		return true
	}
	for _, k := range c.Clocks {
		if k.Kind == HandlingClock && k.Light(e.Now) == calendar.Red {
			return true
		}
	}
	return false
}

// partyHeard reports whether, since the present result, a party has said in a
// visit that the matter is settled, or the reason why none could be asked is on
// record. Of each party the newest word counts, and "not settled" said on the
// tracking page takes back what was said before, until "settled" is said there.
func (c *Case) partyHeard() bool {
	word, since := map[string]Visit{}, zeroTime
	if agreed := c.concluded(); agreed != nil {
		since = agreed.Concluded
	}
	result := since
	for _, v := range c.Voices {
		switch {
		case v.At.Before(result):
		case v.Kind == "not_settled":
			since = v.At
		case v.Kind == "settled":
			since = result
		}
	}
	for _, v := range c.Visits {
		if !v.At.Before(since) {
			word[v.Party] = v
		}
	}
	for _, v := range word {
		if v.Settled == "yes" || v.Party == "" && v.NoneWhy != "" {
			return true
		}
	}
	return false
}

// AddHazard records a danger that must be gone before the case closes. When an
// offence threatens, the police or another department must be told (PML 25).
type AddHazard struct {
	What       string `json:"what"`
	Measures   string `json:"measures"`
	Offence    bool   `json:"offence,omitempty" doc:"an offence against public order or a crime threatens"`
	ReportedTo string `json:"reportedTo,omitempty"`
}

// Act implements Command.
func (AddHazard) Act() access.Act { return access.AddHazard }

func (in AddHazard) apply(c *Case, e *Env) error {
	var f fault.Form
	f.Require(strings.TrimSpace(in.What) != "", "case.hazard_what", "what")
	f.Require(strings.TrimSpace(in.Measures) != "", "case.hazard_measures", "measures")
	f.Require(!in.Offence || strings.TrimSpace(in.ReportedTo) != "", "case.hazard_report", "reportedTo")
	if err := f.Err(); err != nil {
		return err
	}
	c.Hazards = append(c.Hazards, Hazard{ID: e.NewID(), What: clip(in.What, maxNote), Measures: clip(in.Measures, maxNote), Reported: in.ReportedTo, At: e.Now, By: e.Actor.UserID})
	return nil
}

// RemoveHazard records that a danger is gone, and how.
type RemoveHazard struct {
	Hazard string `json:"hazard"`
	How    string `json:"how"`
}

// Act implements Command.
func (RemoveHazard) Act() access.Act { return access.RemoveHazard }

func (in RemoveHazard) apply(c *Case, e *Env) error {
	if strings.TrimSpace(in.How) == "" {
		return fault.BadField("case.hazard_how", "how")
	}
	for i := range c.Hazards {
		if h := &c.Hazards[i]; h.ID == in.Hazard && h.RemovedAt.IsZero() {
			h.RemovedAt, h.How = e.Now, clip(in.How, maxNote)
			return nil
		}
	}
	return fault.BadField("case.hazard_unknown", "hazard")
}

// Close ends a case when nothing is left undone (三不放过).
type Close struct {
	Kind string `json:"kind" enum:"substantive,staged,procedural"`
	Note string `json:"note,omitempty"`
}

// Act implements Command.
func (Close) Act() access.Act { return access.Close }

func (in Close) apply(c *Case, e *Env) error {
	if !e.known(codes.ListClosing, in.Kind) {
		return fault.BadField("case.closing_unknown", "kind")
	}
	missing := c.Missing()
	if in.Kind == "substantive" && c.Outcome != "settled" {
		missing = append(missing, fault.Detail{Code: "gate.not_settled", Field: "kind"})
	}
	if len(missing) > 0 {
		return &fault.Error{Kind: fault.Conflict, Code: "case.gate", Details: missing}
	}
	c.Closing, c.ClosedAt = in.Kind, e.Now
	c.stopAll(e, string(access.Close))
	for i := range c.Assignments {
		if a := &c.Assignments[i]; a.State == Signed || a.State == Issued {
			a.State, a.EndedAt = Done, e.Now
		}
	}
	c.addSlip(e, "closing_report", "").Said = Said{Reason: in.Kind, Note: clip(in.Note, maxNote)}
	c.start(e, Archiving, c.Holder, "", e.Now)
	return nil
}

// Missing is what the closing gate still asks for (casework.md §3); empty when
// the case may close.
func (c *Case) Missing() []fault.Detail {
	var d []fault.Detail
	need := func(ok bool, code string, args fault.Args) {
		if !ok {
			d = append(d, fault.Detail{Code: code, Args: args})
		}
	}
	begun := len(c.Assignments) > 0
	need(c.Handler != "" || !begun, "gate.no_responsible", nil)
	need(c.hasSlip("receipt") || c.AcceptedAt.IsZero(), "gate.no_document", fault.Args{"kind": "receipt"})
	need(c.pendingExtension() == nil, "gate.extension", nil)
	for _, h := range c.Hazards {
		need(!h.RemovedAt.IsZero(), "gate.hazard", fault.Args{"what": clip(h.What, 40)})
	}
	for _, r := range c.waitingReports() {
		need(false, "gate.report", fault.Args{"ground": r.Ground})
	}
	for _, a := range c.Assignments {
		need(a.Kind != "join" || a.State != Issued, "gate.opinion", fault.Args{"unit": a.ToName})
	}
	for _, v := range c.Voices {
		need(!v.Waits(), "gate.voice", fault.Args{"voice": v.Kind, "day": calendar.DateOf(v.At).String()})
	}
	if c.Outcome == "settled" {
		d = append(d, c.missingOfAgreement()...)
		d = append(d, c.missingVisits()...)
	} else {
		need(c.hasSlip("termination") || c.hasSlip("transfer"), "gate.no_document", fault.Args{"kind": "termination"})
		need(c.Outcome != "failed" || len(c.Routes) > 0, "gate.no_guidance", nil)
	}
	// Whoever withdrew has said their word by withdrawing.
	need(c.partyHeard() || c.Outcome == "withdrawn" || c.Outcome == "failed" || c.Outcome == "referred", "gate.no_visit", nil)
	return d
}

func (c *Case) missingOfAgreement() []fault.Detail {
	a := c.concluded()
	if a == nil {
		return []fault.Detail{{Code: "gate.no_document", Args: fault.Args{"kind": "agreement"}}}
	}
	var d []fault.Detail
	for _, o := range a.Duties {
		if o.State == "open" || o.State == "breached" && len(c.Routes) == 0 {
			d = append(d, o.missing())
		}
	}
	return d
}

// missingVisits are the return visits planned when the agreement was concluded that
// nobody has made yet. A visit at which nobody could be asked, with its reason,
// counts as made.
func (c *Case) missingVisits() (d []fault.Detail) {
	a := c.concluded()
	for _, k := range c.Clocks {
		if k.Kind != VisitClock || !k.Running() || a == nil || k.Subject != a.ID {
			continue
		}
		day := calendar.DateOf(k.Due.Add(-time.Millisecond)).String()
		if k.NotBefore == "" {
			d = append(d, fault.Detail{Code: "gate.visit_due", Args: fault.Args{"due": day}})
		} else {
			d = append(d, fault.Detail{Code: "gate.visit_due_from", Args: fault.Args{"from": k.NotBefore, "due": day}})
		}
	}
	return d
}

// missing says that o is not performed: by its words, else by its amount.
func (o Obligation) missing() fault.Detail {
	if o.What != "" {
		return fault.Detail{Code: "gate.unperformed", Args: fault.Args{"what": clip(o.What, 40), "due": o.DueOn}}
	}
	return fault.Detail{Code: "gate.unpaid", Args: fault.Args{"amount": yuan(o.AmountFen), "due": o.DueOn}}
}

func (c *Case) hasSlip(kind string) bool {
	for _, s := range c.Slips {
		if s.Kind == kind {
			return true
		}
	}
	return false
}

// Reopen takes a case up again: the visit showed that it is not settled, or the
// agreement was broken.
type Reopen struct {
	Reason  string `json:"reason"`
	Handler string `json:"handler,omitempty" doc:"user id in the unit that holds the case; who handled it before, or whoever takes it up there, when empty"`
}

// Act implements Command.
func (Reopen) Act() access.Act { return access.Reopen }

func (in Reopen) people() []string { return []string{in.Handler} }

func (in Reopen) apply(c *Case, e *Env) error {
	if strings.TrimSpace(in.Reason) == "" {
		return fault.BadField("case.reason_missing", "reason")
	}
	c.rehome(e)
	c.answerByReopening(e)
	if c.running(Total) == nil {
		c.start(e, Total, c.Holder, "", e.Now)
	}
	if c.State == Reported { // it had been declined
		c.Outcome, c.EndReason, c.EndNote, c.Routes = "", "", "", nil
		c.ClosedAt = zeroTime
		c.start(e, Acceptance, c.Holder, "", e.Now)
		if len(c.Contacts) == 0 {
			c.start(e, FirstContact, c.Holder, "", e.Now)
		}
		return nil
	}
	if err := c.takeUp(e, in.Handler); err != nil {
		return err
	}
	if c.AcceptedAt.IsZero() { // withdrawn before it was accepted: to take it up is to accept it
		c.AcceptedAt = e.Now
		c.addSlip(e, "receipt", "")
	}
	c.backToHandling(e, access.Reopen)
	return nil
}

// takeUp makes somebody of the unit that holds the case responsible for it: the person
// named, or who was before and is still there, or whoever takes it up for that unit.
// A superior has to name somebody where none of these is left.
func (c *Case) takeUp(e *Env, named string) error {
	switch {
	case named != "":
		var f fault.Form
		e.handles(&f, named, c.Holder)
		c.Handler = named
		return f.Err()
	case e.serves(c.Handler, c.Holder):
		return nil
	case e.actingOrg() == c.Holder:
		c.Handler = e.Actor.UserID
		return nil
	}
	return fault.BadField("case.handler_needed", "handler")
}

// backToHandling starts mediation anew in the unit that holds the case.
func (c *Case) backToHandling(e *Env, act access.Act) {
	c.State = Handling
	c.stopAll(e, string(act), Total, OpinionClock)
	c.answerByReopening(e)
	c.Outcome, c.EndReason, c.EndNote, c.Closing, c.ArchiveNo, c.Retention = "", "", "", "", "", ""
	c.Routes, c.Attempts, c.Exhausted = nil, 0, false
	c.ClosedAt, c.ArchivedAt = zeroTime, zeroTime
	handler := c.Handler
	if handler == "" {
		handler = e.Actor.UserID
	}
	if c.lead() == nil {
		a := c.issue(e, Assignment{Kind: "self", Role: Lead, From: c.Holder, To: c.Holder, Goal: c.Goal, Leader: c.Leader, Handler: handler})
		a.State, a.SignedAt = Signed, e.Now
	}
	c.Handler = handler
	// From now, also where the law counts from the application: that limit was for
	// the mediation that is over.
	c.start(e, HandlingClock, c.Holder, "", e.Now)
}

// Archive files the case (归档): the file is complete, its pages are numbered and
// from then on it is only read.
type Archive struct {
	Retention string `json:"retention"`
	Note      string `json:"note,omitempty" doc:"卷宗情况说明"`
}

// Act implements Command.
func (Archive) Act() access.Act { return access.Archive }

func (in Archive) apply(c *Case, e *Env) error {
	if !e.known(codes.ListRetention, in.Retention) {
		return fault.BadField("case.retention_unknown", "retention")
	}
	for _, item := range c.Contents() {
		if item.Required && !item.Present {
			return &fault.Error{Kind: fault.Conflict, Code: "case.file_incomplete", Details: c.absent()}
		}
	}
	if c.unanswered() {
		return fault.New(fault.Conflict, "case.voice_waits")
	}
	filed, total := c.paginate(e)
	c.Retention, c.ArchivedAt = in.Retention, e.Now
	c.stopAll(e, string(access.Archive))
	c.addSlip(e, "cover", "").Said = Said{Note: clip(in.Note, maxNote), Pages: total}
	c.addSlip(e, "contents", "").Said = Said{Filed: filed}
	return nil
}

// Item is one line of the file's contents (卷内目录, standards.md §3.2).
type Item struct {
	Kind     string `json:"kind"`
	Required bool   `json:"required"`
	Present  bool   `json:"present"`
}

// Contents is the completeness list of the file, in the order of its pages.
func (c *Case) Contents() []Item {
	held, told := false, false
	for _, s := range c.Sessions {
		held = held || s.State == "held" && s.Outcome != "absent"
		told = told || s.RightsTold
	}
	settled := c.Outcome == "settled"
	hasFile := func(line string) bool { return len(c.filesOf(line)) > 0 }
	return []Item{
		{"register", true, true},
		{"receipt", !c.AcceptedAt.IsZero(), c.hasSlip("receipt")},
		{"rights_notice", held, told},
		{"identity", false, hasFile("identity")},
		{"authority", false, hasFile("authority")},
		{"evidence", false, hasFile("evidence")},
		{"session_record", settled, c.hasSlip("session_record")},
		{"agreement", settled, c.hasSlip("agreement") || c.hasSlip("oral_agreement")},
		{"signed_agreement", false, hasFile("signed_agreement")},
		{"termination", !settled, c.hasSlip("termination") || c.hasSlip("transfer")},
		{"proof", false, hasFile("proof")},
		{"visit_record", settled, c.hasSlip("visit_record")},
		{"court_application", false, c.hasSlip("court_application")},
		{"closing_report", true, c.hasSlip("closing_report")},
		{"other", false, hasFile("other")},
	}
}

func (c *Case) absent() []fault.Detail {
	var d []fault.Detail
	for _, item := range c.Contents() {
		if item.Required && !item.Present {
			d = append(d, fault.Detail{Code: "gate.no_document", Args: fault.Args{"kind": item.Kind}})
		}
	}
	return d
}
