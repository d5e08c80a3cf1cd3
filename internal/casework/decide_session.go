package casework

import (
	"slices"
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/codes"
	"hemu/internal/fault"
	"hemu/internal/org"
)

// checkHeld: a session is held by the unit that has signed for the case, and so not
// before it did. Mediation on the spot comes first and is typed in afterwards, but
// not longer afterwards than the policy of late entry allows. Forms give whole
// minutes.
func (c *Case) checkHeld(s Session, e *Env, f *fault.Form) {
	if s.HeldAt.IsZero() {
		return
	}
	if s.Kind == SessionImmediate {
		rule, ok := e.Policies.Pick(codes.LateEntry, c.policyFacts(e))
		if !ok {
			return
		}
		first := calendar.DateOf(c.ReportedAt)
		if rule.Unit == calendar.WorkingDay {
			first = e.Calendar.AddWorkdays(first, -rule.Length)
		} else {
			first = first.AddDays(-rule.Length)
		}
		if s.HeldAt.Before(first.Start()) {
			f.Add("case.held_early", "heldAt", fault.Args{"first": first.String()})
		}
		return
	}
	if lead := c.lead(); lead != nil && s.HeldAt.Before(lead.SignedAt.Truncate(time.Minute)) {
		f.Add("case.held_before_signing", "heldAt", fault.Args{"signed": lead.SignedAt.In(calendar.Shanghai).Format("2006-01-02 15:04")})
	}
}

// checkSession checks what every kind of session needs.
func (c *Case) checkSession(s Session, e *Env, f *fault.Form) {
	level := e.Units[c.Holder].Level
	f.Require(s.Place != "", "case.place_missing", "place")
	f.Require(len(s.Mediators) > 0, "case.mediators_missing", "mediators")
	switch s.Kind {
	case SessionOrdinary, SessionImmediate:
	case SessionPanel:
		f.Require(s.Chair != "", "case.chair_missing", "chair")
		f.Require(level != org.Village, "case.panel_level", "kind")
		f.Require(len(s.Mediators)+len(s.Experts) >= 3, "case.panel_small", "mediators")
	case SessionJoint:
		f.Require(len(s.Units) > 0, "case.units_missing", "units")
		for _, id := range s.Units {
			f.Require(c.tookPart(id), "case.unit_not_joined", "units")
		}
	default:
		f.Add("case.session_kind", "kind", nil)
	}
}

// tookPart reports whether a unit assists, or has given its opinion already.
func (c *Case) tookPart(unit string) bool {
	for _, a := range c.Assignments {
		if a.To == unit && a.Role == Assist && a.State != Superseded && a.State != Returned {
			return true
		}
	}
	return false
}

func (c *Case) checkParties(ids []string, field string, f *fault.Form) {
	for _, id := range ids {
		f.Require(c.party(id) != nil, "case.party_unknown", field)
	}
}

// CancelSession calls a planned session off.
type CancelSession struct {
	Session string `json:"session"`
	Reason  string `json:"reason"`
}

// Act implements Command.
func (CancelSession) Act() access.Act { return access.CancelSession }

func (in CancelSession) apply(c *Case, _ *Env) error {
	s := c.session(in.Session)
	switch {
	case s == nil || s.State != "planned":
		return fault.BadField("case.session_unknown", "session")
	case strings.TrimSpace(in.Reason) == "":
		return fault.BadField("case.reason_missing", "reason")
	}
	s.State, s.Cancelled = "cancelled", in.Reason
	return nil
}

// RecordSession is what happened at a session, planned or not. The parties must
// have been told their rights and duties first (PML 23–24); a party who refuses
// ends it (PML 17).
type RecordSession struct {
	Session    string      `json:"session,omitempty" doc:"the planned session; empty for one that was not planned"`
	Kind       SessionKind `json:"kind,omitempty" enum:",immediate,ordinary,panel,joint"`
	HeldAt     time.Time   `json:"heldAt"`
	Minutes    int         `json:"minutes,omitempty"`
	Place      string      `json:"place,omitempty"`
	Chair      string      `json:"chair,omitempty"`
	Mediators  []string    `json:"mediators,omitempty"`
	Clerk      string      `json:"clerk,omitempty"`
	Experts    []string    `json:"experts,omitempty"`
	People     []string    `json:"people,omitempty" doc:"user ids of those named, where the name alone does not tell"`
	Units      []string    `json:"units,omitempty"`
	Separate   bool        `json:"separate,omitempty"`
	Open       bool        `json:"open,omitempty"`
	Present    []string    `json:"present" doc:"party ids"`
	Others     []string    `json:"others,omitempty"`
	RightsTold bool        `json:"rightsTold"`
	Record     string      `json:"record"`
	Means      []string    `json:"means,omitempty"`
	Ways       []string    `json:"ways,omitempty"`
	Outcome    string      `json:"outcome" enum:"agreed,continue,failed,absent"`
	JointWhy   string      `json:"jointReason,omitempty" doc:"why who is hurt at home sat at one table with the other side, and how they were kept safe"`
}

// Act implements Command.
func (RecordSession) Act() access.Act { return access.RecordSession }

func (in RecordSession) people() []string { return in.People }

func (in RecordSession) apply(c *Case, e *Env) error {
	s, at, err := in.session(c, e)
	if err != nil {
		return err
	}
	var f fault.Form
	in.check(c, e, &f)
	c.checkHeld(s, e, &f)
	c.checkTogether(s, in.Present, &f)
	c.checkSession(s, e, &f)
	if err := f.Err(); err != nil {
		return err
	}
	if at < 0 {
		c.Sessions = append(c.Sessions, s)
	} else {
		c.Sessions[at] = s
	}
	for _, id := range in.Present {
		if p := c.party(id); p.Consent == "" && c.represented(*p, e.Today()) {
			p.Consent = "given" // who comes and stays, takes part of their own will
		}
	}
	c.reached(e, access.RecordSession, in.Present...)
	c.addSlip(e, "session_record", s.ID)
	if in.Outcome == "failed" {
		return c.countFailure(e)
	}
	return nil
}

// session fills the planned session with what was recorded, or makes a new one.
func (in RecordSession) session(c *Case, e *Env) (s Session, at int, err error) {
	at = -1
	if in.Session != "" {
		for i := range c.Sessions {
			if c.Sessions[i].ID == in.Session && c.Sessions[i].State == "planned" {
				s, at = c.Sessions[i], i
			}
		}
		if at < 0 {
			return s, at, fault.BadField("case.session_unknown", "session")
		}
	} else {
		s = Session{ID: e.NewID(), No: len(c.Sessions) + 1, Org: c.Holder, Kind: SessionOrdinary}
	}
	set(&s.Kind, in.Kind)
	set(&s.Place, strings.TrimSpace(in.Place))
	set(&s.Chair, in.Chair)
	set(&s.Clerk, in.Clerk)
	set(&s.JointWhy, strings.TrimSpace(in.JointWhy))
	setList(&s.Mediators, in.Mediators)
	setList(&s.Experts, in.Experts)
	setList(&s.Units, in.Units)
	s.State, s.HeldAt, s.Minutes, s.Separate, s.Open = "held", in.HeldAt, in.Minutes, in.Separate || s.Separate, in.Open || s.Open
	s.Present, s.Others, s.RightsTold = in.Present, in.Others, in.RightsTold
	s.Record, s.Means, s.Ways, s.Outcome = strings.TrimSpace(in.Record), in.Means, in.Ways, in.Outcome
	s.People = append(slices.Clone(s.People), in.People...)
	s.identify(e, s.stillNamed(e)) // who was planned and not there did not hold it
	return s, at, nil
}

func set[T ~string](to *T, v T) {
	if v != "" {
		*to = v
	}
}

func setList(to *[]string, v []string) {
	if len(v) > 0 {
		*to = v
	}
}

func (in RecordSession) check(c *Case, e *Env, f *fault.Form) {
	f.Require(!in.HeldAt.IsZero() && !in.HeldAt.After(e.Now), "case.held_future", "heldAt")
	f.Require(in.Minutes >= 0 && in.Minutes <= 24*60, "case.minutes_wrong", "minutes")
	f.Require(strings.TrimSpace(in.Record) != "", "case.record_missing", "record")
	tooLong(f, map[string]limited{"record": {in.Record, 20_000}})
	f.Require(in.RightsTold || in.Outcome == "absent", "case.rights_missing", "rightsTold")
	f.Require(len(in.Present) > 0 || in.Outcome == "absent", "case.present_missing", "present")
	c.checkParties(in.Present, "present", f)
	if in.Outcome == "agreed" || in.Outcome == "continue" { // a failure can always be put on record
		c.checkRepresented(in.Present, e, "present", f)
	}
	f.Require(!c.refused() || in.Outcome == "failed" || in.Outcome == "absent", "case.party_refused", "present")
	for _, code := range in.Means {
		f.Require(e.known(codes.ListMeans, code), "case.means_unknown", "means")
	}
	switch in.Outcome {
	case "agreed", "continue", "failed", "absent":
	default:
		f.Add("case.outcome_unknown", "outcome", nil)
	}
}

// countFailure applies the 331 rule: after so many failed sessions at a level the
// case goes up by itself, and from the top the parties are guided out.
func (c *Case) countFailure(e *Env) error {
	c.Attempts++
	limit, rule := c.attemptLimit(e)
	if limit == 0 || c.Attempts < limit {
		return nil
	}
	if e.Up[c.Holder] == "" {
		c.Exhausted = true
		return nil
	}
	tried := c.Attempts
	if err := c.escalate(e, "", ""); err != nil {
		return err
	}
	e.note(access.Escalate, ByItself{Why: "attempts", Rule: rule, Data: tried})
	return nil
}

func (c *Case) session(id string) *Session {
	return byID(c.Sessions, id, func(s *Session) string { return s.ID })
}
