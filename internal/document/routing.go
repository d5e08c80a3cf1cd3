package document

import (
	"fmt"
	"slices"

	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/document/form"
	"hemu/internal/fault"
)

// noSubject is the fault of a slip whose record is not in the case.
func (d *drawer) noSubject() error { return ErrNoSubject.With(fault.Args{"no": d.slip.No}) }

// subject is the assignment the slip is about, nil for none.
func (d *drawer) subject() *casework.Assignment {
	for i := range d.c.Assignments {
		if a := &d.c.Assignments[i]; a.ID == d.slip.Subject {
			return a
		}
	}
	return nil
}

// assignment is the slip for the unit that leads, the one for a unit that assists, or
// the invitation to joint mediation.
func (d *drawer) assignment() (paper, error) {
	a := d.subject()
	if a == nil {
		return nil, d.noSubject()
	}
	if a.Kind == "join" {
		return d.invitation(*a), nil
	}
	s := form.Slip{
		Meta: d.meta, Issuer: d.office(d.slip.Org), Number: d.slip.No, CaseNumber: d.c.No, To: d.unitOf(*a), Subject: d.c.Title, Facts: d.c.Facts,
		Level: d.level(), Required: d.said().Reason, Goal: a.Goal, Leader: a.Leader, Handler: d.handler(*a), Limit: d.limit(*a),
		Signer: d.ctx.People[d.slip.IssuedBy], Issued: day(d.slip.IssuedAt), URL: d.ctx.CaseURL,
	}
	switch {
	case a.Role == casework.Assist:
		s.Kind, s.Assist = form.SlipAssist, d.beside(*a, casework.Lead)
	case a.Kind == "designate":
		s.Kind = form.SlipDesignated
		fallthrough
	default:
		s.Assist, s.Copies = d.beside(*a, casework.Assist), d.beside(*a, casework.Copy)
	}
	d.duties(*a, &s)
	return s, nil
}

// unitOf is the unit a part was given to, by its present name or the one it had.
func (d *drawer) unitOf(a casework.Assignment) string {
	if u := d.ctx.Units[a.To]; u.Name != "" {
		return u.Name
	}
	return a.ToName
}

// handler is the named responsible person of a part, "" until one is fixed.
func (d *drawer) handler(a casework.Assignment) string {
	if a.HandlerNam != "" {
		return a.HandlerNam
	}
	return d.ctx.People[a.Handler]
}

// beside are the units given a part in the same step as a.
func (d *drawer) beside(a casework.Assignment, role casework.AssignmentRole) []string {
	var names []string
	for _, o := range d.c.Assignments {
		if o.ID != a.ID && o.Role == role && o.Kind != "join" && o.From == a.From && o.IssuedAt.Equal(a.IssuedAt) {
			names = append(names, d.unitOf(o))
		}
	}
	return names
}

// duties fills in the 四包: who answers for each that was put on the unit.
func (d *drawer) duties(a casework.Assignment, s *form.Slip) {
	who := d.handler(a)
	if who == "" {
		who = d.unitOf(a)
	}
	for code, field := range map[string]*string{"investigate": &s.Inquire, "persuade": &s.Persuade, "stabilise": &s.Calm, "settle": &s.Settle} {
		if slices.Contains(a.Duties, code) {
			*field = who
		}
	}
}

// limit says until when the unit must sign and settle. It is what the slip said when
// it was issued: the day set in it, or the policy's length; pauses and extensions that
// came later are no part of it.
func (d *drawer) limit(a casework.Assignment) string {
	settle := ""
	if a.DueOn != "" {
		settle = before(casework.Clock{Fixed: a.DueOn, Due: end(a.DueOn)})
	}
	if settle == "" && a.Role == casework.Lead {
		settle = d.handlingRule(a.To, txFromSign)
	}
	text := ""
	if settle != "" {
		text = fmt.Sprintf(txDo, settle)
	}
	if k := d.clock(casework.SignIn, a.ID); k != nil {
		if b := before(*k); b != "" && text != "" {
			text += txSemi
			text += fmt.Sprintf(txSignIn, b)
		} else if b != "" {
			text = fmt.Sprintf(txSignIn, b)
		}
	}
	return text
}

// invitation asks a unit in; its opinion is due by the opinion clock.
func (d *drawer) invitation(a casework.Assignment) form.Invitation {
	v := form.Invitation{
		Meta: d.meta, From: d.office(d.slip.Org), Number: d.slip.No, CaseNumber: d.c.No, To: d.unitOf(a), Subject: d.c.Title, Level: d.level(),
		Facts: d.c.Facts, Reason: trim(d.said().Reason), Ask: trim(a.Goal), Contact: d.ctx.People[d.slip.IssuedBy], Day: day(d.slip.IssuedAt),
	}
	if k := d.clock(casework.OpinionClock, a.ID); k != nil {
		v.Limit = before(*k)
	}
	return v
}

// transfer is the report to the level above, or the letter to a body outside.
func (d *drawer) transfer() (paper, error) {
	if d.slip.Subject == "" {
		return d.outside(), nil
	}
	a := d.subject()
	if a == nil {
		return nil, d.noSubject()
	}
	e := form.Escalation{
		Meta: d.meta, From: d.office(a.From), Number: d.slip.No, CaseNumber: d.c.No, To: d.unitOf(*a), Subject: d.c.Title, Level: d.level(),
		Parties: d.parties(d.inOrder(nil)), Facts: d.c.Facts, Tried: d.tried(a.From), Reason: d.said().Reason, Goal: a.Goal,
		Contact: d.ctx.People[d.slip.IssuedBy], Signer: d.ctx.People[d.slip.IssuedBy], Day: day(d.slip.IssuedAt), URL: d.ctx.CaseURL,
	}
	if e.Reason == "" { // the case went up by itself
		e.Reason = fmt.Sprintf(txAttempts, d.failures(a.From))
	}
	if k := d.clock(casework.SignIn, a.ID); k != nil {
		e.SignBy = before(*k)
	}
	return e, nil
}

// outside is the letter by which the matter goes to a body outside the platform. What
// is asked of that body follows from the route.
func (d *drawer) outside() form.Transfer {
	said := d.said()
	t := form.Transfer{
		Meta: d.meta, From: d.office(d.slip.Org), Number: d.slip.No, CaseNumber: d.c.No, To: said.To, ToNumber: said.DocNo, Subject: d.c.Title,
		Parties: d.parties(d.inOrder(nil)), Facts: d.c.Facts, Tried: d.tried(""), Reason: trim(said.Note),
		Contact: d.ctx.People[d.slip.IssuedBy], Day: day(d.slip.IssuedAt),
	}
	if rs := d.routes(said.Routes); len(rs) > 0 {
		t.Route = rs[len(rs)-1]
		if t.Route.Kind != form.RouteOther && said.To != "" {
			t.Route.Body = said.To
		}
	} else {
		t.Route.Kind = form.RouteOther
	}
	return t
}

// tried is what was done about the case before the slip, by one unit or ("") by all:
// the words of the step, each session held, each opinion given.
func (d *drawer) tried(unit string) []string {
	var lines []string
	if s := trim(d.said().Tried); s != "" {
		lines = append(lines, s+txStop)
	}
	for _, s := range d.c.Sessions {
		if s.State == "held" && (unit == "" || s.Org == unit) && !s.HeldAt.After(d.slip.IssuedAt) {
			lines = append(lines, d.sessionLine(s))
		}
	}
	for _, a := range d.c.Assignments {
		if a.Opinion != "" && (unit == "" || a.From == unit) && !a.OpinionAt.After(d.slip.IssuedAt) {
			lines = append(lines, fmt.Sprintf(txOpinion, d.unitOf(a), trim(a.Opinion))+txStop)
		}
	}
	return lines
}

// failures counts the sessions a unit held in vain before the slip.
func (d *drawer) failures(unit string) (n int) {
	for _, s := range d.c.Sessions {
		if s.State == "held" && s.Org == unit && s.Outcome == "failed" && !s.HeldAt.After(d.slip.IssuedAt) {
			n++
		}
	}
	return n
}

// said is what the step put into words. Documents made before slips kept them have
// only what the case still holds.
func (d *drawer) said() casework.Said {
	s := d.slip.Said
	if s.Reason == "" && s.Note == "" && s.To == "" && s.Party == "" && len(s.Routes) == 0 && d.slip.Subject == "" {
		s.Reason, s.Note, s.Routes = d.c.EndReason, d.c.EndNote, d.c.Routes
	}
	return s
}

// routes turns codes of the list of routes into what the forms say. A route the forms
// have no words for is printed by its name in the list.
func (d *drawer) routes(list []string) []form.Route {
	var rs []form.Route
	for _, code := range list {
		r := form.Route{Kind: form.RouteOther}
		switch code {
		case "court":
			r.Kind = form.RouteCourt
		case "arbitration":
			r.Kind = form.RouteArbitration
		case "labour_arbitration":
			r.Kind, r.Body = form.RouteArbitration, txLabourPanel
		case "land_arbitration":
			r.Kind, r.Body = form.RouteArbitration, txLandPanel
		case "administration":
			r.Kind = form.RouteAdministration
		case "petition":
			r.Kind = form.RoutePetition
		case "police":
			r.Kind = form.RoutePolice
		case "other":
		default:
			r.Body = d.name(codes.ListReferRoute, code)
		}
		rs = append(rs, r)
	}
	return rs
}
