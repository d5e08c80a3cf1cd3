package casework

import (
	"strings"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/codes"
	"hemu/internal/fault"
)

// ObligationInput is one duty of an agreement as it is being drafted.
type ObligationInput struct {
	Debtor    string `json:"debtor" doc:"party id"`
	Creditor  string `json:"creditor,omitempty" doc:"party id"`
	Kind      string `json:"kind" enum:"pay,act"`
	AmountFen int64  `json:"amountFen,omitempty"`
	What      string `json:"what"`
	DueOn     string `json:"dueOn"`
	DoneOn    string `json:"doneOn,omitempty" doc:"performed on the spot"`
}

// DraftAgreement writes down what the parties are about to agree on. A new draft
// takes the place of the one before and voids what was confirmed of it.
type DraftAgreement struct {
	Form      string            `json:"form" enum:"written,oral"`
	Facts     string            `json:"facts"`
	Issues    string            `json:"issues" doc:"points in dispute and each side's responsibility"`
	Terms     []string          `json:"terms" doc:"clauses, in order"`
	Manner    string            `json:"manner,omitempty" doc:"way of performing"`
	Place     string            `json:"place,omitempty" doc:"place of performing"`
	Mediators []string          `json:"mediators" doc:"by name; they sign"`
	Clerk     string            `json:"clerk,omitempty"`
	Duties    []ObligationInput `json:"obligations,omitempty"`
}

// Act implements Command.
func (DraftAgreement) Act() access.Act { return access.DraftAgreement }

func (in DraftAgreement) apply(c *Case, e *Env) error {
	var f fault.Form
	f.Require(in.Form == "written" || in.Form == "oral", "case.form_unknown", "form")
	tooLong(&f, map[string]limited{"facts": {in.Facts, maxFacts}, "issues": {in.Issues, maxFacts}, "manner": {in.Manner, maxNote}, "place": {in.Place, 200}})
	a := Agreement{
		ID: e.NewID(), Form: in.Form, State: "draft", Facts: strings.TrimSpace(in.Facts), Issues: strings.TrimSpace(in.Issues),
		Terms: nonEmpty(in.Terms), Manner: in.Manner, Place: in.Place, Mediators: nonEmpty(in.Mediators), Clerk: in.Clerk, CreatedAt: e.Now,
	}
	for i, o := range in.Duties {
		a.Duties = append(a.Duties, c.obligation(e, o, "obligations."+itoa(i)+".", &f))
	}
	if err := f.Err(); err != nil {
		return err
	}
	a.CourtTips = c.courtTips(a)
	if old := c.draft(); old != nil {
		old.State = "superseded"
	}
	c.Agreements = append(c.Agreements, a)
	return nil
}

// obligation checks one duty. Performed on the spot it is done, due the day it was
// done; otherwise its last day, the parties' own, has not passed. Money is fen.
func (c *Case) obligation(e *Env, in ObligationInput, at string, f *fault.Form) Obligation {
	o := Obligation{ID: e.NewID(), Debtor: in.Debtor, Creditor: in.Creditor, Kind: in.Kind, AmountFen: in.AmountFen, What: strings.TrimSpace(in.What), DueOn: in.DueOn, State: "open"}
	f.Require(c.party(in.Debtor) != nil, "case.debtor_unknown", at+"debtor")
	f.Require(in.Creditor == "" || c.party(in.Creditor) != nil && in.Creditor != in.Debtor, "case.creditor_unknown", at+"creditor")
	f.Require(in.Kind == "pay" || in.Kind == "act", "case.duty_kind", at+"kind")
	f.Require(in.Kind != "pay" || in.AmountFen > 0, "case.amount_wrong", at+"amountFen")
	f.Require(in.Kind != "act" || o.What != "", "case.duty_missing", at+"what")
	if in.DoneOn != "" {
		d, err := calendar.ParseDate(in.DoneOn)
		f.Require(err == nil && !d.After(e.Today()), "case.done_wrong", at+"doneOn")
		o.State, o.DoneOn, o.DueOn, o.ChangedAt = "performed", in.DoneOn, in.DoneOn, e.Now
		return o
	}
	f.Require(e.laterDay(in.DueOn), "case.due_wrong", at+"dueOn")
	return o
}

// nonEmpty drops blank lines and trims the others.
func nonEmpty(lines []string) []string {
	out := []string{}
	for _, l := range lines {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// identityCauses are the GB/T 31000 types about marriage, support, guardianship
// and inheritance. A court does not confirm agreements about them
// (standards.md §1.3), and they are signed by hand (Electronic Signature Law 3).
var identityCauses = []string{"0101", "0102", "0103"}

func (c *Case) aboutIdentity() bool { return contains(identityCauses, c.GBType) }

// courtTips are the pre-checks of standards.md §1.3: reasons for which a court
// may not confirm the agreement. They warn; they do not block.
func (c *Case) courtTips(a Agreement) []string {
	var tips []string
	add := func(on bool, code string) {
		if on {
			tips = append(tips, code)
		}
	}
	add(c.aboutIdentity(), "court.identity")
	add(strings.HasPrefix(c.GBType, "09") || c.GBType == "0403", "court.ownership")
	unclear, third := len(a.Terms) == 0, false
	for _, o := range a.Duties {
		unclear = unclear || o.Kind == "pay" && (o.AmountFen == 0 || o.Creditor == "") || o.DueOn == ""
	}
	for _, p := range c.Parties {
		third = third || p.Role == "third"
		add(p.AgentAs == "guardian", "court.guardian")
	}
	add(unclear, "court.unclear")
	add(third, "court.third_party")
	return tips
}

// draft is the agreement being drafted, nil for none.
func (c *Case) draft() *Agreement { return c.agreement("draft") }

// concluded is the agreement in force, nil for none.
func (c *Case) concluded() *Agreement { return c.agreement("concluded") }

func (c *Case) agreement(state string) *Agreement {
	for i := range c.Agreements {
		if c.Agreements[i].State == state {
			return &c.Agreements[i]
		}
	}
	return nil
}

// unconfirmed are the parties bound by a who have not said yes to it.
func (c *Case) unconfirmed(a *Agreement) []string {
	var out []string
	for _, p := range c.Parties {
		if p.Role == "third" && !a.binds(p.ID) {
			continue
		}
		if !a.confirmedBy(p.ID) {
			out = append(out, p.ID)
		}
	}
	return out
}

func (a *Agreement) binds(party string) bool {
	for _, o := range a.Duties {
		if o.Debtor == party || o.Creditor == party {
			return true
		}
	}
	return false
}

func (a *Agreement) confirmedBy(party string) bool {
	for _, y := range a.Confirmed {
		if y.Party == party {
			return true
		}
	}
	return false
}

// ConfirmParty is one party's yes to the draft: a signed paper scanned back, the
// one-time code printed on the party's own copy, or word of mouth before the
// mediator for an oral agreement.
type ConfirmParty struct {
	Party string `json:"party"`
	Way   string `json:"way" enum:"paper,code,oral"`
	File  string `json:"file,omitempty" doc:"file id of the scan"`
	Code  string `json:"code,omitempty"`
	On    string `json:"on" doc:"YYYY-MM-DD"`
	// ByGuardian says that the guardian said it, for a party that cannot alone (民法典 19–22).
	ByGuardian bool `json:"byGuardian,omitempty"`
}

// Act implements Command.
func (ConfirmParty) Act() access.Act { return access.ConfirmParty }

func (in ConfirmParty) apply(c *Case, e *Env) error {
	a := c.draft()
	if a == nil {
		return fault.New(fault.Conflict, "case.no_draft")
	}
	var f fault.Form
	p := c.party(in.Party)
	f.Require(p != nil && !a.confirmedBy(in.Party), "case.party_unknown", "party")
	d, err := calendar.ParseDate(in.On)
	f.Require(err == nil && !d.After(e.Today()) && !d.Before(c.reachedOn(*a)), "case.confirm_date", "on")
	switch in.Way {
	case "paper":
		f.Require(c.file(in.File) != nil, "case.scan_missing", "file")
	case "code":
		f.Require(!c.aboutIdentity(), "case.paper_only", "way")
		f.Require(e.CodeOK != nil && e.CodeOK(*a, in.Party, in.Code), "case.code_wrong", "code")
	case "oral":
		f.Require(a.Form == "oral", "case.oral_only", "way")
	default:
		f.Add("case.way_unknown", "way", nil)
	}
	guardian := in.guardian(c, e, &f)
	if err := f.Err(); err != nil {
		return err
	}
	a.Confirmed = append(a.Confirmed, Confirmation{Party: in.Party, Way: in.Way, File: in.File, On: in.On, At: e.Now, By: e.Actor.UserID, Guardian: guardian})
	return nil
}

// reachedOn is the first day on which a party can have said yes to a: the day it was
// written down, for an oral one the day of the session at which it was reached, as
// it is often typed in later.
func (c *Case) reachedOn(a Agreement) calendar.Date {
	day := calendar.DateOf(a.CreatedAt)
	for _, s := range c.Sessions {
		if held := calendar.DateOf(s.HeldAt); a.Form == "oral" && s.State == "held" && s.Outcome == "agreed" && held.Before(day) {
			day = held
		}
	}
	return day
}

func (c *Case) file(id string) *File { return byID(c.Files, id, func(f *File) string { return f.ID }) }

// Settle concludes the agreement: number, effect, obligations, return visits and
// the thirty days for the court begin.
type Settle struct {
	SealedOn string `json:"sealedOn,omitempty" doc:"day the committee's seal was affixed; needed for a written agreement"`
}

// Act implements Command.
func (Settle) Act() access.Act { return access.Settle }

func (in Settle) apply(c *Case, e *Env) error {
	a := c.draft()
	if a == nil {
		return fault.New(fault.Conflict, "case.no_draft")
	}
	if missing := c.lacking(*a, in, e); len(missing) > 0 {
		return &fault.Error{Kind: fault.Invalid, Code: missing[0].Code, Field: missing[0].Field, Details: missing}
	}
	if old := c.concluded(); old != nil {
		old.State = "superseded"
	}
	a.State, a.SealedOn, a.Concluded, a.Effective = "concluded", in.SealedOn, e.Now, effectiveOn(*a, in.SealedOn)
	c.Outcome, c.Attempts, c.Exhausted = "settled", 0, false
	c.stop(e, string(access.Settle), "", HandlingClock, FirstContact)
	c.lapseExtension(e)
	c.callOff(e, "settled")
	c.addSlip(e, map[string]string{"written": "agreement", "oral": "oral_agreement"}[a.Form], a.ID)
	effective, err := calendar.ParseDate(a.Effective)
	if err != nil {
		return err // cannot be: every day in an agreement was checked when it was said
	}
	c.startVisits(e, a.ID, effective)
	if !c.aboutIdentity() {
		c.start(e, CourtClock, c.Holder, a.ID, effective.Start())
	}
	for _, o := range a.Duties {
		if o.State == "open" {
			c.startFixed(e, PerformClock, o.ID, o.DueOn)
		}
	}
	return nil
}

// lacking lists what an agreement needs before it may be concluded: the contents
// of PML 29, the parties' yes, and for a written one the seal.
func (c *Case) lacking(a Agreement, in Settle, e *Env) []fault.Detail {
	var d []fault.Detail
	need := func(ok bool, code, field string) {
		if !ok {
			d = append(d, fault.Detail{Code: code, Field: field})
		}
	}
	need(a.Facts != "", "case.agreement_facts", "facts")
	need(a.Issues != "" || a.Form == "oral", "case.agreement_issues", "issues")
	need(len(a.Terms) > 0, "case.agreement_terms", "terms")
	need(len(a.Mediators) > 0, "case.mediators_missing", "mediators")
	need(len(a.Duties) == 0 || a.Manner != "" || a.Form == "oral", "case.agreement_manner", "manner")
	held := false
	for _, s := range c.Sessions {
		held = held || s.State == "held" && s.Outcome == "agreed"
	}
	need(held, "case.session_agreed", "session")
	need(!c.refused(), "case.party_refused", "party") // PML 17
	for _, id := range c.unconfirmed(&a) {
		d = append(d, fault.Detail{Code: "case.unconfirmed", Field: "party", Args: fault.Args{"name": c.party(id).Name}})
	}
	d = append(d, c.unguarded(&a, e.Today())...)
	if a.Form == "written" {
		day, err := calendar.ParseDate(in.SealedOn)
		need(err == nil && !day.After(e.Today()), "case.seal_missing", "sealedOn")
	}
	return d
}

// effectiveOn is the day the agreement takes effect: for a written one the day
// the last of signatures and seal is on it (PML 29), for an oral one the day the
// parties reached it (PML 30).
func effectiveOn(a Agreement, sealedOn string) string {
	last := ""
	for _, y := range a.Confirmed {
		last = max(last, y.On)
	}
	if a.Form == "written" {
		last = max(last, sealedOn)
	}
	return last
}

// startVisits plans the return visits the policy asks for, by level, counted from the
// day the agreement takes effect. A later one can only be made when the day of the
// one before it is over, or three visits in one afternoon would be three.
func (c *Case) startVisits(e *Env, agreement string, effective calendar.Date) {
	rule, ok := e.Policies.Pick(codes.VisitClock, c.policyFacts(e))
	if !ok {
		return
	}
	days := rule.VisitDays
	if len(days) == 0 {
		days = []int{rule.Length}
	}
	for i, n := range days {
		k := c.startSpan(e, rule, calendar.Span{Length: n, Unit: calendar.Day}, VisitClock, c.Holder, agreement, effective.Start())
		if i > 0 {
			k.NotBefore = effective.AddDays(days[i-1] + 1).String()
		}
	}
}

// Perform records that a duty was performed.
type Perform struct {
	Obligation string `json:"obligation"`
	On         string `json:"on"`
	Proof      string `json:"proof,omitempty" doc:"file id or words"`
}

// Act implements Command.
func (Perform) Act() access.Act { return access.Perform }

func (in Perform) apply(c *Case, e *Env) error {
	o := c.duty(in.Obligation)
	d, err := calendar.ParseDate(in.On)
	var f fault.Form
	f.Require(o != nil && (o.State == "open" || o.State == "breached"), "case.duty_unknown", "obligation")
	f.Require(err == nil && !d.After(e.Today()), "case.done_wrong", "on")
	if err := f.Err(); err != nil {
		return err
	}
	o.State, o.DoneOn, o.Proof, o.ChangedAt = "performed", in.On, clip(in.Proof, maxNote), e.Now
	c.stop(e, string(access.Perform), o.ID, PerformClock)
	return nil
}

// duty is an obligation of the agreement in force, nil for none.
func (c *Case) duty(id string) *Obligation {
	a := c.concluded()
	if a == nil {
		return nil
	}
	return byID(a.Duties, id, func(o *Obligation) string { return o.ID })
}

// Breach records that a duty was not performed and what is done about it: urge
// (a new day), mediate again, or guide the party to court (PML 31–32).
type Breach struct {
	Obligation string `json:"obligation"`
	Reason     string `json:"reason"`
	Remedy     string `json:"remedy" enum:"urge,remediate,court"`
	NewDueOn   string `json:"newDueOn,omitempty" doc:"with urge: the day the parties agree on now"`
}

// Act implements Command.
func (Breach) Act() access.Act { return access.Breach }

func (in Breach) apply(c *Case, e *Env) error {
	o := c.duty(in.Obligation)
	var f fault.Form
	f.Require(o != nil && o.State == "open", "case.duty_unknown", "obligation")
	f.Require(strings.TrimSpace(in.Reason) != "", "case.reason_missing", "reason")
	f.Require(in.Remedy == "urge" || in.Remedy == "remediate" || in.Remedy == "court", "case.remedy_unknown", "remedy")
	f.Require(in.Remedy != "urge" || e.laterDay(in.NewDueOn), "case.due_wrong", "newDueOn")
	if err := f.Err(); err != nil {
		return err
	}
	o.BreachWhy, o.ChangedAt = clip(in.Reason, maxNote), e.Now
	c.stop(e, string(access.Breach), o.ID, PerformClock)
	switch in.Remedy {
	case "urge":
		o.DueOn = in.NewDueOn
		c.startFixed(e, PerformClock, o.ID, o.DueOn)
	case "remediate":
		o.State = "breached"
		c.backToHandling(e, access.Breach)
		e.note(access.Reopen, ByItself{Why: "breach", Data: o.ID})
	case "court":
		o.State = "breached"
		if !contains(c.Routes, "court") {
			c.Routes = append(c.Routes, "court")
		}
	}
	return nil
}

// ApplyCourt records that both parties jointly applied to a court to confirm the
// agreement (PML 33, CPL 205).
type ApplyCourt struct {
	Court string `json:"court"`
	On    string `json:"on"`
	Joint bool   `json:"joint" doc:"both parties apply together"`
}

// Act implements Command.
func (ApplyCourt) Act() access.Act { return access.ApplyCourt }

func (in ApplyCourt) apply(c *Case, e *Env) error {
	a, err := c.courtOpen()
	if err != nil {
		return err
	}
	d, bad := calendar.ParseDate(in.On)
	effective, _ := calendar.ParseDate(a.Effective)
	var f fault.Form
	f.Require(!c.aboutIdentity(), "case.court_excluded", "court")
	f.Require(strings.TrimSpace(in.Court) != "", "case.court_missing", "court")
	f.Require(in.Joint, "case.court_joint", "joint")
	for _, y := range a.Confirmed {
		c.checkRepresented([]string{y.Party}, e, "joint", &f)
	}
	f.Require(bad == nil && !d.After(e.Today()) && !d.Before(effective), "case.court_date", "on")
	if err := f.Err(); err != nil {
		return err
	}
	a.Court = &Court{State: "applied", Court: in.Court, On: in.On}
	c.stop(e, string(access.ApplyCourt), a.ID, CourtClock)
	c.addSlip(e, "court_application", a.ID)
	return nil
}

// courtOpen is the agreement whose confirmation is not decided on yet.
func (c *Case) courtOpen() (*Agreement, error) {
	a := c.concluded()
	if a == nil {
		return nil, fault.New(fault.Conflict, "case.no_agreement")
	}
	if a.Court != nil && a.Court.State != "waived" {
		return nil, fault.New(fault.Conflict, "case.court_done")
	}
	return a, nil
}

// WaiveCourt records that the parties, told of their right, do not apply.
type WaiveCourt struct {
	On     string `json:"on"`
	Reason string `json:"reason,omitempty"`
}

// Act implements Command.
func (WaiveCourt) Act() access.Act { return access.WaiveCourt }

func (in WaiveCourt) apply(c *Case, e *Env) error {
	a, err := c.courtOpen()
	if err != nil {
		return err
	}
	if d, err := calendar.ParseDate(in.On); err != nil || d.After(e.Today()) {
		return fault.BadField("case.court_date", "on")
	}
	a.Court = &Court{State: "waived", On: in.On, Reason: in.Reason}
	c.stop(e, string(access.WaiveCourt), a.ID, CourtClock)
	return nil
}

// RecordCourt records what the court decided.
type RecordCourt struct {
	Result string `json:"result" enum:"confirmed,rejected,withdrawn"`
	CaseNo string `json:"caseNo,omitempty"`
	On     string `json:"on"`
	Reason string `json:"reason,omitempty"`
}

// Act implements Command.
func (RecordCourt) Act() access.Act { return access.RecordCourt }

func (in RecordCourt) apply(c *Case, e *Env) error {
	a := c.concluded()
	if a == nil || a.Court == nil || a.Court.State != "applied" {
		return fault.New(fault.Conflict, "case.court_not_applied")
	}
	d, err := calendar.ParseDate(in.On)
	var f fault.Form
	f.Require(in.Result == "confirmed" || in.Result == "rejected" || in.Result == "withdrawn", "case.result_unknown", "result")
	f.Require(in.Result != "rejected" || strings.TrimSpace(in.Reason) != "", "case.reason_missing", "reason")
	f.Require(err == nil && !d.After(e.Today()), "case.court_date", "on")
	if err := f.Err(); err != nil {
		return err
	}
	a.Court.State, a.Court.CaseNo, a.Court.ResultOn, a.Court.Reason = in.Result, in.CaseNo, in.On, in.Reason
	return nil
}
