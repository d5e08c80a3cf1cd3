package casework

import (
	"slices"
	"time"

	"hemu/internal/access"
	"hemu/internal/blob"
	"hemu/internal/calendar"
	"hemu/internal/codes"
	"hemu/internal/diary"
	"hemu/internal/fault"
	"hemu/internal/org"
)

// Command is one thing a person does to a case. Its fields are what the person
// says: they are the body of the API's request and, unchanged, the data of the
// ledger's entry. Adding a field is fine; renaming or removing one is not.
type Command interface {
	// Act names the command; it is also the last part of its address in the API.
	Act() access.Act
	// apply decides: it changes c, or returns the fault that forbids it. c is a
	// copy nobody else sees, and nothing is written before apply has succeeded.
	apply(c *Case, e *Env) error
}

// Env is everything a decision depends on beside the case and the command.
type Env struct {
	Now       time.Time
	Actor     access.Actor
	Calendar  calendar.Calendar
	Reckoning calendar.Options
	Codes     codes.Snapshot
	Policies  codes.Policies
	// Units are the organisations the case and the command name, and those above
	// the holder. A missing one is a fault of the command.
	Units map[string]org.Unit
	// Coordinator is the coordination office of the case's county, "" for none.
	Coordinator string
	// Up maps an organisation to the one a case is escalated to, "" for none.
	Up map[string]string
	// People maps user ids to names, for those a command names.
	People map[string]string
	// Officers are who holds a post that reads cases, by organisation, in the order of
	// their user ids. They are looked up only where the case is confidential or the
	// command names people.
	Officers map[string][]access.Officer
	// Stored are the files the command names that its actor has uploaded, by digest.
	Stored map[string]blob.Blob
	// Pages are the printed pages of the papers of a case that is archived: by slip
	// id, and by kind for a form without a number.
	Pages map[string]int
	// Diary is what is known of the rooms and people a session is planned with, and
	// Taken what stands in its way, both from its beginning for diary.Horizon.
	Diary diary.Picture
	Taken []Engagement
	// RegionPath is the place in the tree of the division the command names, "" for
	// none or an unknown one.
	RegionPath string
	// Other is the other case of a command about two, nil where the actor may open none.
	Other *Case
	// Absorbed are the cases merged into this one, for a command that guards it.
	Absorbed []Case
	// NewID makes identifiers; a test gives predictable ones.
	NewID func() string
	// CodeOK reports whether code is the one-time code of a party for an
	// agreement as it is now drafted.
	CodeOK func(agreement Agreement, party, code string) bool

	events []Event
	was    State // where the case stood before the command
}

// Today is the day of Now in Shanghai.
func (e *Env) Today() calendar.Date { return calendar.DateOf(e.Now) }

// actingOrg is the organisation the actor acts for.
func (e *Env) actingOrg() string { return e.Actor.Acting.OrgID }

func (e *Env) unit(id string) (org.Unit, error) {
	u, ok := e.Units[id]
	if !ok || u.Closed() {
		return org.Unit{}, fault.BadField("case.unit_unknown", "org")
	}
	return u, nil
}

// handles checks that user, if any is named, is somebody of the unit that gets the
// case: a person responsible elsewhere could neither be asked nor act.
func (e *Env) handles(f *fault.Form, user, unit string) {
	if user == "" {
		return
	}
	f.Require(e.People[user] != "", "case.person_unknown", "handler")
	f.Require(e.People[user] == "" || e.serves(user, unit), "case.person_elsewhere", "handler")
}

// serves reports whether user holds a post in unit.
func (e *Env) serves(user, unit string) bool {
	return slices.ContainsFunc(e.Officers[unit], func(o access.Officer) bool { return o.UserID == user })
}

// note adds an event that the command caused beside its own.
func (e *Env) note(act access.Act, body any) { e.events = append(e.events, Event{act, body}) }

// ByItself is the body of an event that no person asked for: the system did it
// in consequence of the command, and says under which rule.
type ByItself struct {
	Why  string `json:"because"`
	Rule string `json:"rule,omitempty"`
	Data any    `json:"data,omitempty"`
}

// Decide applies cmd to c. It returns the case as it then is and what happened,
// the command itself first; or the fault, and c unchanged. It touches nothing
// else: the same values always give the same decision.
func Decide(c Case, cmd Command, e Env) (Case, []Event, error) {
	act := cmd.Act()
	if !c.Anonymised.IsZero() {
		return c, nil, fault.New(fault.Conflict, "case.anonymised").With(fault.Args{"certificate": c.Certificate})
	}
	to, err := c.State.next(act)
	if err != nil {
		return c, nil, err
	}
	if err := c.allow(act, &e); err != nil {
		return c, nil, err
	}
	after := c.clone()
	after.State = to
	e.events, e.was = []Event{{act, cmd}}, c.State
	if err := cmd.apply(&after, &e); err != nil {
		return c, nil, err
	}
	after.tend(&e)
	after.UpdatedAt = e.Now
	return after, e.events, nil
}

// BySystem reports whether act is no officer's: residents say it, or the program finds
// it, and the program puts it on record.
func BySystem(act access.Act) bool { return act == access.Hear || act == access.Quarantine }

// allow asks access whether the actor may do act to c.
func (c *Case) allow(act access.Act, e *Env) error {
	if e.Actor.System && (BySystem(act) || act == access.AskData) {
		return nil
	}
	v := access.May(e.Actor.Acting, act, c.Relations(e))
	if v.OK {
		return nil
	}
	return notYours(act, v)
}

// notYours is the refusal of an act: by role, or by the unit's part in the case.
func notYours(act access.Act, v access.Verdict) error {
	f := fault.New(fault.Denied, "case.not_yours_role")
	if v.Lack == "relation" {
		f = fault.New(fault.Denied, "case.not_yours_relation")
	}
	return f.With(fault.Args{"act": string(act), "need": v.Need})
}

// Relations tells how the organisation acted for stands to c.
func (c *Case) Relations(e *Env) []access.Relation {
	me := e.Actor.Acting
	if me.OrgID == "" {
		return nil
	}
	var out []access.Relation
	add := func(ok bool, r access.Relation) {
		if ok {
			out = append(out, r)
		}
	}
	holder := e.Units[c.Holder]
	waiting := c.waiting()
	add(c.Holder == me.OrgID, access.Holder)
	add(waiting != nil && waiting.To == me.OrgID, access.Assigned)
	add(waiting != nil && waiting.From == me.OrgID, access.Sender)
	add(c.Sender == me.OrgID, access.Sender)
	add(c.IntakeOrg == me.OrgID, access.Intake)
	add(e.Coordinator == me.OrgID, access.Coordination)
	add(len(me.OrgPath) > 0 && me.OrgPath != holder.Path && len(holder.Path) > len(me.OrgPath) &&
		holder.Path[:len(me.OrgPath)] == me.OrgPath, access.Superior)
	for _, a := range c.Assignments {
		if a.To == me.OrgID && (a.State == Signed || a.State == Issued) {
			add(a.Role == Assist, access.Assisting)
			add(a.Role == Copy, access.Copied)
		}
	}
	for _, v := range c.Voices {
		add(v.To == me.OrgID && v.Waits(), access.Addressee)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// waiting is the lead assignment that nobody has signed for yet, nil for none.
func (c *Case) waiting() *Assignment {
	for i := range c.Assignments {
		if a := &c.Assignments[i]; a.Role == Lead && a.State == Issued {
			return a
		}
	}
	return nil
}

// lead is the signed lead assignment, nil for none.
func (c *Case) lead() *Assignment {
	for i := range c.Assignments {
		if a := &c.Assignments[i]; a.Role == Lead && a.State == Signed {
			return a
		}
	}
	return nil
}

// clone copies c deeply enough that changing the copy leaves c as it was.
func (c Case) clone() Case {
	c.Named = slices.Clone(c.Named)
	c.Ties = slices.Clone(c.Ties)
	c.Tags = slices.Clone(c.Tags)
	c.Routes = slices.Clone(c.Routes)
	c.Parties = slices.Clone(c.Parties)
	c.Assignments = slices.Clone(c.Assignments)
	c.Sessions = slices.Clone(c.Sessions)
	c.Agreements = slices.Clone(c.Agreements)
	for i := range c.Agreements {
		a := &c.Agreements[i]
		a.Duties = slices.Clone(a.Duties)
		a.Confirmed = slices.Clone(a.Confirmed)
		if a.Court != nil {
			court := *a.Court
			a.Court = &court
		}
	}
	c.Visits = slices.Clone(c.Visits)
	c.Clocks = slices.Clone(c.Clocks)
	for i := range c.Clocks {
		c.Clocks[i].Pauses = slices.Clone(c.Clocks[i].Pauses)
	}
	c.Slips = slices.Clone(c.Slips)
	c.Contacts = slices.Clone(c.Contacts)
	c.Hazards = slices.Clone(c.Hazards)
	c.Extensions = slices.Clone(c.Extensions)
	c.Files = slices.Clone(c.Files)
	c.Voices = slices.Clone(c.Voices)
	c.Screenings = slices.Clone(c.Screenings)
	c.Reports = slices.Clone(c.Reports)
	c.Caucuses = slices.Clone(c.Caucuses)
	c.Holds = slices.Clone(c.Holds)
	c.Requests = slices.Clone(c.Requests)
	return c
}
