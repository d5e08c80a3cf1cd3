package casework

import (
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/codes"
	"hemu/internal/fault"
	"hemu/internal/org"
)

// Assign puts the case on a unit (交办, mission C4 C5): 四定 are Goal, Leader,
// Handler and DueOn; 四包 are Duties. Assigned to the acting organisation itself
// it is signed at once.
type Assign struct {
	Lead    string   `json:"lead" doc:"organisation that leads (主办)"`
	Assist  []string `json:"assist,omitempty" doc:"organisations that assist (协办)"`
	Copy    []string `json:"copy,omitempty" doc:"organisations informed (抄告)"`
	Goal    string   `json:"goal"`
	Leader  string   `json:"leader" doc:"responsible leader by name"`
	Handler string   `json:"handler,omitempty" doc:"user id; may be left to the unit, which names one when it signs"`
	DueOn   string   `json:"dueOn,omitempty" doc:"YYYY-MM-DD; never later than the policy's limit"`
	Duties  []string `json:"duties,omitempty" enum:"investigate,persuade,stabilise,settle"`
	Reason  string   `json:"reason,omitempty"`
}

// Act implements Command.
func (Assign) Act() access.Act { return access.Assign }

func (in Assign) units() []string  { return append(append([]string{in.Lead}, in.Assist...), in.Copy...) }
func (in Assign) people() []string { return []string{in.Handler} }

func (in Assign) apply(c *Case, e *Env) error {
	if c.AwaitsDesg {
		return fault.New(fault.Conflict, "case.awaits_designation")
	}
	self := in.Lead == e.actingOrg()
	if lead := c.lead(); lead != nil && lead.To == in.Lead {
		return fault.New(fault.Conflict, "case.here_already") // it would only begin the handling clock anew
	}
	if !self && c.Batch == "" {
		return fault.New(fault.Conflict, "case.triage_first")
	}
	if err := in.check(c, e, self); err != nil {
		return err
	}
	c.leaveUnit(e, access.Assign)
	if self {
		c.takeSelf(e, in)
		return nil
	}
	a := c.issue(e, Assignment{Kind: "assign", Role: Lead, To: in.Lead, Goal: in.Goal, Leader: in.Leader, Handler: in.Handler, DueOn: in.DueOn, Duties: in.Duties, Reason: in.Reason})
	c.pass(e, a)
	c.issueOthers(e, "assign", in.Assist, in.Copy, in.Goal)
	return nil
}

func (in Assign) check(c *Case, e *Env, self bool) error {
	var f fault.Form
	lead, err := e.unit(in.Lead)
	if err != nil {
		f.Add("case.unit_unknown", "lead", nil)
	} else if !self && strings.HasPrefix(e.Units[c.Holder].Path, lead.Path) {
		f.Add("case.keep_here", "lead", nil) // C6: not pushed up; escalate with what was tried
	} else if c.Designated && !self && e.Actor.Acting.OrgID == c.Holder && !strings.HasPrefix(lead.Path, e.Units[c.Holder].Path) {
		f.Add("case.designated_stays", "lead", nil) // or the to and fro would go on sideways
	} else if !self && !lead.Kind.TakesCases() {
		f.Add("case.unit_takes_no_cases", "lead", nil)
	}
	for _, id := range append(append([]string{}, in.Assist...), in.Copy...) {
		if _, err := e.unit(id); err != nil || id == in.Lead {
			f.Add("case.unit_unknown", "assist", nil)
		}
	}
	f.Require(self || strings.TrimSpace(in.Goal) != "", "case.goal_missing", "goal")
	f.Require(self || strings.TrimSpace(in.Leader) != "", "case.leader_missing", "leader")
	e.handles(&f, in.Handler, in.Lead)
	f.Require(self || c.mayPass(in.Handler), "case.handler_missing", "handler")
	f.Require(in.DueOn == "" || e.laterDay(in.DueOn), "case.due_wrong", "dueOn")
	return f.Err()
}

// mayPass: a confidential case goes to a named person, or nobody in the unit
// that gets it could open it.
func (c *Case) mayPass(handler string) bool { return handler != "" || !c.Confidential }

// laterDay reports whether text is a day that has not passed.
func (e *Env) laterDay(text string) bool {
	d, err := calendar.ParseDate(text)
	return err == nil && !d.Before(e.Today())
}

// takeSelf is an assignment to the acting unit: signed by whoever made it.
func (c *Case) takeSelf(e *Env, in Assign) {
	handler := in.Handler
	if handler == "" {
		handler = e.Actor.UserID
	}
	if c.Batch == "" {
		c.Batch, c.Level, c.Difficult = BatchActive, Ordinary, DifficultyNormal
	}
	a := c.issue(e, Assignment{Kind: "self", Role: Lead, To: in.Lead, Goal: in.Goal, Leader: in.Leader, Handler: handler, DueOn: in.DueOn, Duties: in.Duties})
	c.issueOthers(e, "assign", in.Assist, in.Copy, in.Goal)
	c.stop(e, string(access.Assign), "", Routing)
	c.sign(e, a.ID, handler)
	e.note(access.Sign, ByItself{Why: "self_assigned"})
}

// issueOthers puts the case before units that assist or are only informed.
func (c *Case) issueOthers(e *Env, kind string, assist, copies []string, goal string) {
	for _, id := range assist {
		if c.takesPart(id, Assist) {
			continue // asked before the case came back
		}
		a := c.issue(e, Assignment{Kind: kind, Role: Assist, To: id, Goal: goal})
		c.addSlip(e, "assignment", a.ID)
	}
	for _, id := range copies {
		if c.takesPart(id, Copy) {
			continue
		}
		c.issue(e, Assignment{Kind: kind, Role: Copy, To: id, Goal: goal})
	}
}

// issue adds an assignment from the acting organisation.
func (c *Case) issue(e *Env, a Assignment) *Assignment {
	a.ID, a.State, a.IssuedAt, a.IssuedBy = e.NewID(), Issued, e.Now, e.Actor.UserID
	if a.From == "" {
		a.From = e.actingOrg()
	}
	a.ToName = e.Units[a.To].Name
	a.HandlerNam = e.People[a.Handler]
	c.Assignments = append(c.Assignments, a)
	return &c.Assignments[len(c.Assignments)-1]
}

// pass hands the case to the unit of a, which then has to sign. On another level the
// count of failed sessions begins anew (331); within one it goes on, or a case could
// be moved about for ever. A designation binds only the unit it names.
func (c *Case) pass(e *Env, a *Assignment) {
	if e.Units[c.Holder].Level != e.Units[a.To].Level {
		c.Attempts = 0
	}
	c.Exhausted, c.Designated = false, a.Kind == "designate"
	c.Sender, c.Holder = a.From, a.To
	c.Handler, c.Goal, c.Leader = a.Handler, a.Goal, a.Leader
	c.State = Assigned
	c.addSlip(e, slipOf(a.Kind), a.ID).Said = Said{Reason: a.Reason}
	c.start(e, SignIn, a.To, a.ID, e.Now)
}

func slipOf(kind string) string {
	if kind == "escalate" {
		return "transfer"
	}
	return "assignment"
}

// leaveUnit ends what the unit that held the case was at: its assignment, its clocks,
// the time it asked for and the sessions it planned. What others were asked stays.
func (c *Case) leaveUnit(e *Env, act access.Act) {
	for i := range c.Assignments {
		if a := &c.Assignments[i]; a.Role == Lead && (a.State == Signed || a.State == Issued) {
			a.State, a.EndedAt = Superseded, e.Now
		}
	}
	c.stop(e, string(act), "", Routing, SignIn, HandlingClock, Designation)
	c.lapseExtension(e)
	c.callOff(e, string(act))
}

// Designate settles who has to handle a case that was sent to and fro (指定管辖).
// The unit can't return it again.
type Designate struct {
	Lead    string   `json:"lead"`
	Goal    string   `json:"goal"`
	Leader  string   `json:"leader"`
	Handler string   `json:"handler,omitempty"`
	DueOn   string   `json:"dueOn,omitempty"`
	Duties  []string `json:"duties,omitempty"`
	Reason  string   `json:"reason"`
}

// Act implements Command.
func (Designate) Act() access.Act { return access.Designate }

func (in Designate) units() []string  { return []string{in.Lead} }
func (in Designate) people() []string { return []string{in.Handler} }

func (in Designate) apply(c *Case, e *Env) error {
	if !c.AwaitsDesg {
		return fault.New(fault.Conflict, "case.nothing_to_designate")
	}
	var f fault.Form
	lead, err := e.unit(in.Lead)
	f.Require(err == nil && lead.Kind.TakesCases(), "case.unit_unknown", "lead")
	f.Require(strings.TrimSpace(in.Goal) != "", "case.goal_missing", "goal")
	f.Require(strings.TrimSpace(in.Leader) != "", "case.leader_missing", "leader")
	f.Require(strings.TrimSpace(in.Reason) != "", "case.reason_missing", "reason")
	e.handles(&f, in.Handler, in.Lead)
	f.Require(c.mayPass(in.Handler), "case.handler_missing", "handler")
	f.Require(in.DueOn == "" || e.laterDay(in.DueOn), "case.due_wrong", "dueOn")
	if err := f.Err(); err != nil {
		return err
	}
	c.leaveUnit(e, access.Designate)
	c.AwaitsDesg = false
	a := c.issue(e, Assignment{Kind: "designate", Role: Lead, To: in.Lead, Goal: in.Goal, Leader: in.Leader, Handler: in.Handler, DueOn: in.DueOn, Duties: in.Duties, Reason: in.Reason})
	c.pass(e, a)
	return nil
}

// Sign takes an assignment on (签收): the sign-in clock stops, the handling clock
// runs.
type Sign struct {
	Handler string `json:"handler,omitempty" doc:"user id of the named responsible person; the signer when empty"`
}

// Act implements Command.
func (Sign) Act() access.Act { return access.Sign }

func (in Sign) people() []string { return []string{in.Handler} }

func (in Sign) apply(c *Case, e *Env) error {
	a := c.waiting()
	if a == nil {
		return fault.New(fault.Conflict, "case.nothing_to_sign")
	}
	handler := in.Handler
	if handler == "" {
		handler = a.Handler
	}
	if handler == "" {
		handler = e.Actor.UserID
	}
	var f fault.Form
	e.handles(&f, handler, a.To)
	if err := f.Err(); err != nil {
		return err
	}
	c.sign(e, a.ID, handler)
	return nil
}

// sign makes the unit of assignment id the one that handles the case.
func (c *Case) sign(e *Env, id, handler string) {
	for i := range c.Assignments {
		a := &c.Assignments[i]
		if a.ID != id {
			continue
		}
		a.State, a.SignedAt, a.Handler, a.HandlerNam = Signed, e.Now, handler, e.People[handler]
		c.Holder, c.Handler = a.To, handler
		c.stop(e, string(access.Sign), a.ID, SignIn)
		c.startHandling(e, a.DueOn)
	}
	c.State = Handling
}

// startHandling runs the handling clock: from the signature, or from acceptance
// or application where the policy says so (medical and labour disputes count
// from there by law). A day set in the assignment shortens the policy's limit
// and never lengthens it.
func (c *Case) startHandling(e *Env, dueOn string) {
	from := e.Now
	if rule, ok := e.Policies.Pick(codes.Handling, c.policyFacts(e)); ok {
		switch {
		case rule.Starts == codes.StartApplied:
			from = c.ReportedAt
		case rule.Starts == codes.StartAccepted && !c.AcceptedAt.IsZero():
			from = c.AcceptedAt
		}
	}
	k := c.start(e, HandlingClock, c.Holder, "", from)
	day, err := calendar.ParseDate(dueOn)
	if k == nil || dueOn == "" || err != nil || !day.End().Before(k.Due) {
		return
	}
	k.Span = calendar.Span{Length: max(0, calendar.DateOf(k.StartAt).DaysUntil(day)), Unit: calendar.Day}
	k.reckon(e)
}

// Return sends a wrong assignment back (退回). At the second return only the
// coordination office can go on (casework.md §3).
type Return struct {
	Reason string `json:"reason"`
}

// Act implements Command.
func (Return) Act() access.Act { return access.Return }

func (in Return) apply(c *Case, e *Env) error {
	a := c.waiting()
	switch {
	case a == nil:
		return fault.New(fault.Conflict, "case.nothing_to_sign")
	case c.Designated:
		return fault.New(fault.Conflict, "case.cannot_return")
	case strings.TrimSpace(in.Reason) == "":
		return fault.BadField("case.reason_missing", "reason")
	}
	c.giveBack(e, a, access.Return, in.Reason)
	c.Returns++
	if c.Returns >= 2 && e.Coordinator != "" {
		if a.From != e.Coordinator {
			c.Sender = a.From
		}
		c.Holder, c.AwaitsDesg = e.Coordinator, true
		c.start(e, Designation, e.Coordinator, "", e.Now)
		e.note(access.Handover, ByItself{Why: "second_return", Data: e.Coordinator})
		return nil
	}
	c.start(e, Routing, c.Holder, "", e.Now)
	return nil
}

// Recall takes an assignment back that nobody has signed for yet (撤回交办): it was
// sent by mistake. The assignment stays on record as returned by its sender, and
// the sender holds the case again. It does not count as a return.
type Recall struct {
	Reason string `json:"reason"`
}

// Act implements Command.
func (Recall) Act() access.Act { return access.Recall }

func (in Recall) apply(c *Case, e *Env) error {
	a := c.waiting()
	switch {
	case a == nil:
		return fault.New(fault.Conflict, "case.nothing_to_sign")
	case a.Kind != "assign" || a.From != e.actingOrg():
		return fault.New(fault.Conflict, "case.cannot_recall")
	case strings.TrimSpace(in.Reason) == "":
		return fault.BadField("case.reason_missing", "reason")
	}
	c.giveBack(e, a, access.Recall, in.Reason)
	c.start(e, Routing, c.Holder, "", e.Now)
	return nil
}

// giveBack ends a waiting assignment; the case is its sender's again.
func (c *Case) giveBack(e *Env, a *Assignment, act access.Act, reason string) {
	a.State, a.EndedAt, a.Reason = Returned, e.Now, reason
	c.stop(e, string(act), a.ID, SignIn)
	c.Holder, c.Handler = a.From, ""
	c.Sender = c.senderOf(a.From)
}

// senderOf is who sent the case to unit, "" when it took it in itself.
func (c *Case) senderOf(unit string) string {
	for i := len(c.Assignments) - 1; i >= 0; i-- {
		if a := c.Assignments[i]; a.Role == Lead && a.To == unit && a.From != unit && a.State != Returned {
			return a.From
		}
	}
	return ""
}

// Escalate takes the case one level up (呈报) with what was tried (mission C6).
type Escalate struct {
	Tried   string `json:"tried" doc:"what was tried here"`
	Reason  string `json:"reason"`
	Handler string `json:"handler,omitempty" doc:"user id in the unit above; needed for a confidential case"`
}

// Act implements Command.
func (Escalate) Act() access.Act { return access.Escalate }

func (in Escalate) people() []string { return []string{in.Handler} }

func (in Escalate) apply(c *Case, e *Env) error {
	var f fault.Form
	f.Require(strings.TrimSpace(in.Tried) != "", "case.tried_missing", "tried")
	e.handles(&f, in.Handler, e.Up[c.Holder])
	f.Require(c.mayPass(in.Handler), "case.handler_missing", "handler")
	f.Require(strings.TrimSpace(in.Reason) != "", "case.reason_missing", "reason")
	if err := f.Err(); err != nil {
		return err
	}
	if c.AwaitsDesg {
		return fault.New(fault.Conflict, "case.awaits_designation")
	}
	if err := c.escalate(e, in.Reason, in.Handler); err != nil {
		return err
	}
	c.Slips[len(c.Slips)-1].Said.Tried = clip(in.Tried, maxNote)
	return nil
}

// escalate hands the case to the next higher level that mediates.
func (c *Case) escalate(e *Env, reason, handler string) error {
	up := e.Up[c.Holder]
	if up == "" {
		return fault.New(fault.Conflict, "case.no_higher_level")
	}
	from := c.Holder
	c.leaveUnit(e, access.Escalate) // Returns stay: passing a case up must not begin the to and fro anew
	a := c.issue(e, Assignment{Kind: "escalate", Role: Lead, From: from, To: up, Goal: c.Goal, Handler: handler, Reason: reason})
	c.pass(e, a)
	return nil
}

// Join asks further units into the case (联动联调): each has its own clock and
// opinion, the case stays one and is counted once.
type Join struct {
	Units  []string `json:"units"`
	Reason string   `json:"reason"`
	Goal   string   `json:"goal,omitempty"`
}

// Act implements Command.
func (Join) Act() access.Act { return access.Join }

func (in Join) units() []string { return in.Units }

func (in Join) apply(c *Case, e *Env) error {
	var f fault.Form
	f.Require(len(in.Units) > 0, "case.units_missing", "units")
	f.Require(strings.TrimSpace(in.Reason) != "", "case.reason_missing", "reason")
	for _, id := range in.Units {
		_, err := e.unit(id)
		f.Require(err == nil && id != c.Holder, "case.unit_unknown", "units")
		f.Require(!c.takesPart(id, Assist), "case.unit_joined", "units")
	}
	if e.actingOrg() == c.Holder {
		f.Require(e.Units[c.Holder].Level != org.Village, "case.joint_level", "units") // D1: under the lead of a superior
	}
	if err := f.Err(); err != nil {
		return err
	}
	for _, id := range in.Units {
		a := c.issue(e, Assignment{Kind: "join", Role: Assist, To: id, Goal: in.Goal, Reason: in.Reason})
		c.addSlip(e, "assignment", a.ID).Said = Said{Reason: in.Reason}
		c.start(e, OpinionClock, id, a.ID, e.Now)
	}
	return nil
}

func (c *Case) takesPart(unit string, role AssignmentRole) bool {
	for _, a := range c.Assignments {
		if a.To == unit && a.Role == role && (a.State == Issued || a.State == Signed) {
			return true
		}
	}
	return false
}

// Opine is the opinion of a unit that assists.
type Opine struct {
	Opinion string `json:"opinion"`
}

// Act implements Command.
func (Opine) Act() access.Act { return access.Opine }

func (in Opine) apply(c *Case, e *Env) error {
	if strings.TrimSpace(in.Opinion) == "" {
		return fault.BadField("case.opinion_missing", "opinion")
	}
	for i := range c.Assignments {
		a := &c.Assignments[i]
		if a.To == e.actingOrg() && a.Role == Assist && (a.State == Issued || a.State == Signed) {
			a.Opinion, a.OpinionAt, a.State, a.EndedAt = clip(in.Opinion, maxNote), e.Now, Done, e.Now
			if a.SignedAt.IsZero() {
				a.SignedAt = e.Now
			}
			c.stop(e, string(access.Opine), a.ID, OpinionClock)
			return nil
		}
	}
	return fault.New(fault.Conflict, "case.not_assisting")
}

// Handover names another responsible person in the same unit: somebody left, is
// ill, or must stand back (回避).
type Handover struct {
	Handler string `json:"handler" doc:"user id"`
	Reason  string `json:"reason"`
}

// Act implements Command.
func (Handover) Act() access.Act { return access.Handover }

func (in Handover) people() []string { return []string{in.Handler} }

func (in Handover) apply(c *Case, e *Env) error {
	var f fault.Form
	f.Require(in.Handler != "", "case.person_unknown", "handler")
	e.handles(&f, in.Handler, c.Holder)
	f.Require(strings.TrimSpace(in.Reason) != "", "case.reason_missing", "reason")
	if err := f.Err(); err != nil {
		return err
	}
	c.Handler = in.Handler
	if c.Confidential && !contains(c.Named, in.Handler) {
		c.Named = append(c.Named, in.Handler)
	}
	for i := range c.Assignments {
		if a := &c.Assignments[i]; a.Role == Lead && (a.State == Issued || a.State == Signed) {
			a.Handler, a.HandlerNam = in.Handler, e.People[in.Handler]
		}
	}
	return nil
}

// Succeed moves an open case from a unit that closes or merges to the one that
// takes over. It is decided by whoever changes the organisation, not by an
// officer of the case, and so is no Command.
func Succeed(c Case, from, to org.Unit, e Env) (Case, []Event) {
	after := c.clone()
	for i := range after.Assignments {
		a := &after.Assignments[i]
		if a.From == from.ID && a.State == Issued {
			a.From = to.ID // to whom it would be returned
		}
		if a.To != from.ID || a.State != Issued && a.State != Signed {
			continue
		}
		a.State, a.EndedAt = Superseded, e.Now
		next := *a
		next.ID, next.Kind, next.To, next.ToName, next.State, next.EndedAt = e.NewID(), "succeed", to.ID, to.Name, Issued, time.Time{}
		if !a.SignedAt.IsZero() {
			next.State = Signed
		}
		after.Assignments = append(after.Assignments, next)
		for j := range after.Clocks {
			if k := &after.Clocks[j]; k.Subject == a.ID && k.Running() {
				k.Subject, k.Org = next.ID, to.ID
			}
		}
	}
	for i := range after.Clocks {
		if k := &after.Clocks[i]; k.Org == from.ID && k.Running() {
			k.Org = to.ID
		}
	}
	if x := after.pendingExtension(); x != nil && x.To == from.ID {
		x.To = to.ID
	}
	for i := range after.Sessions {
		if s := &after.Sessions[i]; s.Org == from.ID && s.State == "planned" {
			s.Org = to.ID
		}
	}
	for i := range after.Voices {
		if v := &after.Voices[i]; v.To == from.ID && v.Waits() {
			v.To = to.ID
		}
	}
	if after.Holder == from.ID {
		after.Holder = to.ID
	}
	if after.Sender == from.ID {
		after.Sender = to.ID
	}
	e.events = []Event{{access.Handover, ByItself{Why: "unit_closed", Data: map[string]string{"from": from.ID, "to": to.ID}}}}
	after.tend(&e)
	after.UpdatedAt = e.Now
	return after, e.events
}

// attemptLimit is after how many failed sessions a case goes up (331); 0 for never.
func (c *Case) attemptLimit(e *Env) (int, string) {
	rule, ok := e.Policies.Pick(codes.Attempts, c.policyFacts(e))
	if !ok {
		return 0, ""
	}
	return rule.Count, rule.ID
}
