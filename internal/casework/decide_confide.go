package casework

import (
	"slices"

	"hemu/internal/access"
	"hemu/internal/fault"
)

// Confide closes a case to all but the people named, or opens it again. Who sets
// it, who registered and who handles it are always among them.
type Confide struct {
	On    bool     `json:"on"`
	Named []string `json:"named,omitempty" doc:"user ids"`
}

// Act implements Command.
func (Confide) Act() access.Act { return access.Confide }

func (in Confide) people() []string { return in.Named }

func (in Confide) guards() bool { return in.On }

func (in Confide) apply(c *Case, e *Env) error {
	if slices.ContainsFunc(e.Absorbed, func(other Case) bool { return !other.Confidential }) {
		return fault.BadField("case.guard_absorbed", "on") // the other file would tell the same
	}
	if in.On && c.Confidential {
		return fault.BadField("case.confidential_already", "on") // names come and go with a reason
	}
	c.Confidential, c.Named, c.Unnamed = in.On, nil, nil
	if !in.On {
		return nil
	}
	for _, id := range append([]string{e.Actor.UserID, c.Registrar, c.Handler}, in.Named...) {
		if id == "" || contains(c.Named, id) {
			continue
		}
		if _, known := e.People[id]; !known {
			return fault.BadField("case.person_unknown", "named")
		}
		c.Named = append(c.Named, id)
	}
	return alsoNamed(e.Absorbed, "named", func(id string) bool { return contains(c.Named, id) })
}

// endedBy is the act that ends a clock: who may do it is who has to be able to open
// the case while the clock runs.
var endedBy = map[ClockKind]access.Act{
	FirstContact: access.Contact, Acceptance: access.Accept, Routing: access.Assign, SignIn: access.Sign, HandlingClock: access.Settle,
	VisitClock: access.Visit, CourtClock: access.WaiveCourt, PerformClock: access.Perform, Designation: access.Designate, OpinionClock: access.Opine,
	ExtensionReply: access.DecideExtension, ClosingClock: access.Close, Archiving: access.Archive, VoiceClock: access.Answer, ComplaintClock: access.Answer, DataClock: access.AnswerData,
}

// namingOrder is whom the system names first of those who may act: who answers for
// the unit, and no more people than needed.
var namingOrder = []access.Role{
	access.Head, access.Dispatcher, access.Supervisor, access.Archivist, access.Mediator, access.Receptionist, access.LiaisonOfficer, access.InformationOfficer,
}

// letIn names somebody on a confidential case in every unit that has to act on it
// and in which nobody named could: or the case would wait for people who can't
// open it. It is on record as an event of its own.
func (c *Case) letIn(e *Env) {
	if !c.Confidential {
		return
	}
	if c.Handler != "" && !contains(c.Named, c.Handler) {
		c.Named = append(c.Named, c.Handler) // nobody can handle what they can't open
	}
	defer func() {
		c.Unnamed = slices.DeleteFunc(slices.Clone(c.Unnamed), func(id string) bool { return contains(c.Named, id) })
	}()
	for _, k := range c.Clocks {
		if _, urges := endedBy[k.Kind]; !k.Running() || !urges || c.attended(e, k) {
			continue
		}
		named := c.toName(e, k)
		if len(named) == 0 {
			continue // nobody holds a post here or above: the self-check tells (vacant)
		}
		c.Named = append(c.Named, named...)
		e.note(access.Confide, ByItself{Why: "must_act", Data: map[string]any{"unit": k.Org, "named": named}})
	}
}

// attended reports whether somebody named on c may do what ends the clock.
func (c *Case) attended(e *Env, k Clock) bool {
	for _, o := range c.able(e, k) {
		if contains(c.Named, o.UserID) {
			return true
		}
	}
	return false
}

// able are the officers who may do what ends the clock: those of its unit, and where
// there is none and a superior may do it too, of the nearest above with any. Who
// handled the case or sat in its sessions does not visit a grave or overdue one and is
// not the one let in for a complaint about the handling.
func (c *Case) able(e *Env, k Clock) (out []access.Officer) {
	rule, _ := access.RuleOf(endedBy[k.Kind])
	byOthers := k.Kind == VisitClock && c.visitedByOthers(e) || k.Kind == ComplaintClock
	for unit := k.Org; unit != "" && len(out) == 0; unit = e.Units[unit].ParentID {
		for _, o := range e.Officers[unit] {
			if slices.Contains(rule.Roles, o.Role) && (!byOthers || !c.mediatedBy(o.UserID, o.Name)) {
				out = append(out, o)
			}
		}
		if !slices.Contains(rule.Relations, access.Superior) {
			break
		}
	}
	return out
}

// toName are the people to let in so that the clock can be ended: of the first role
// in namingOrder that is filled, or else the heads of the nearest unit above, who can
// put somebody in charge. Somebody whose name was taken off comes last.
func (c *Case) toName(e *Env, k Clock) []string {
	able := c.able(e, k)
	wanted := slices.DeleteFunc(slices.Clone(able), func(o access.Officer) bool { return contains(c.Unnamed, o.UserID) })
	ids := c.choose(e, k, wanted)
	if len(ids) == 0 && !c.admits(e, k) || slices.ContainsFunc(ids, func(id string) bool { return contains(c.Unnamed, id) }) {
		return c.choose(e, k, able)
	}
	return ids
}

func (c *Case) choose(e *Env, k Clock, able []access.Officer) (ids []string) {
	for _, role := range namingOrder {
		for _, o := range able {
			if o.Role == role && !contains(c.Named, o.UserID) && !contains(ids, o.UserID) {
				ids = append(ids, o.UserID)
			}
		}
		if len(ids) > 0 {
			return ids
		}
	}
	for _, head := range c.headsAbove(e, k.Org) {
		if contains(c.Named, head) {
			return nil // let in before, for the same reason
		}
		ids = append(ids, head)
	}
	return ids
}

// headsAbove are the heads of the nearest unit above that has any.
func (c *Case) headsAbove(e *Env, unit string) (ids []string) {
	for above := e.Units[unit].ParentID; above != "" && len(ids) == 0; above = e.Units[above].ParentID {
		for _, o := range e.Officers[above] {
			if o.Role == access.Head && !contains(ids, o.UserID) {
				ids = append(ids, o.UserID)
			}
		}
	}
	return ids
}

// admits reports whether somebody who can end the clock, or put somebody in charge,
// may open c.
func (c *Case) admits(e *Env, k Clock) bool {
	return c.attended(e, k) || slices.ContainsFunc(c.headsAbove(e, k.Org), func(id string) bool { return contains(c.Named, id) })
}
