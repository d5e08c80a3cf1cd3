package casework

import (
	"slices"
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/codes"
	"hemu/internal/diary"
	"hemu/internal/fault"
	"hemu/internal/org"
)

// PlanSession fixes when and where a mediation session is held (mission D1).
type PlanSession struct {
	Kind      SessionKind `json:"kind" enum:"ordinary,panel,joint"`
	At        time.Time   `json:"at"`
	Length    int         `json:"length,omitempty" doc:"minutes; 0 for as long as the policy says"`
	Place     string      `json:"place,omitempty" doc:"needed where no room is given"`
	Room      string      `json:"room,omitempty" doc:"id of a room of the unit, of one above it or of one that takes part"`
	Chair     string      `json:"chair,omitempty"`
	Mediators []string    `json:"mediators" doc:"by name"`
	Clerk     string      `json:"clerk,omitempty"`
	Experts   []string    `json:"experts,omitempty"`
	People    []string    `json:"people,omitempty" doc:"user ids of those named, where the name alone does not tell"`
	Invited   []string    `json:"invited" doc:"party ids"`
	Units     []string    `json:"units,omitempty" doc:"organisations of a joint session"`
	Separate  bool        `json:"separate,omitempty" doc:"back to back"`
	Open      bool        `json:"open,omitempty" doc:"public; closed unless the parties ask"`
	JointWhy  string      `json:"jointReason,omitempty" doc:"why who is hurt at home sits at one table with the other side, and how they are kept safe"`
}

// Act implements Command.
func (PlanSession) Act() access.Act { return access.PlanSession }

func (in PlanSession) people() []string { return in.People }

// planned is the session as it is to be, without an id.
func (in PlanSession) planned(c *Case, e *Env) (Session, bool) {
	s := Session{
		No: len(c.Sessions) + 1, Kind: in.Kind, State: "planned", Separate: in.Separate, Org: c.Holder, PlannedAt: in.At, Length: in.Length,
		Place: strings.TrimSpace(in.Place), Room: in.Room, Chair: in.Chair, Mediators: in.Mediators, Clerk: in.Clerk, Experts: in.Experts,
		Invited: in.Invited, Units: in.Units, Open: in.Open, JointWhy: strings.TrimSpace(in.JointWhy),
	}
	s.settle(c, e, in.People)
	return s, true
}

func (in PlanSession) apply(c *Case, e *Env) error {
	s, _ := in.planned(c, e)
	if err := c.checkPlan(&s, e, in.People); err != nil {
		return err
	}
	s.ID = e.NewID()
	c.Sessions = append(c.Sessions, s)
	c.call(e, s)
	return nil
}

// MoveSession plans a session anew: another time, place, or other people. What is
// left empty stays as it is. How it was planned before stays on record.
type MoveSession struct {
	Session   string    `json:"session"`
	At        time.Time `json:"at,omitzero"`
	Length    int       `json:"length,omitempty" doc:"minutes"`
	Place     string    `json:"place,omitempty" doc:"with a place and no room it is held in no room of a unit"`
	Room      string    `json:"room,omitempty"`
	Chair     string    `json:"chair,omitempty"`
	Mediators []string  `json:"mediators,omitempty"`
	Clerk     string    `json:"clerk,omitempty"`
	Experts   []string  `json:"experts,omitempty"`
	People    []string  `json:"people,omitempty" doc:"user ids of those named, where the name alone does not tell"`
	Invited   []string  `json:"invited,omitempty" doc:"party ids"`
	Reason    string    `json:"reason"`
}

// Act implements Command.
func (MoveSession) Act() access.Act { return access.MoveSession }

func (in MoveSession) people() []string { return in.People }

func (in MoveSession) planned(c *Case, e *Env) (Session, bool) {
	was := c.session(in.Session)
	if was == nil || was.State != "planned" {
		return Session{}, false
	}
	s := *was
	if !in.At.IsZero() {
		s.PlannedAt = in.At
	}
	if in.Length != 0 {
		s.Length = in.Length
	}
	if place := strings.TrimSpace(in.Place); place != "" || in.Room != "" {
		s.Place, s.Room = place, in.Room
	}
	set(&s.Chair, in.Chair)
	set(&s.Clerk, in.Clerk)
	setList(&s.Mediators, in.Mediators)
	setList(&s.Experts, in.Experts)
	setList(&s.Invited, in.Invited)
	s.settle(c, e, append(slices.Clone(in.People), s.stillNamed(e)...))
	return s, true
}

func (in MoveSession) apply(c *Case, e *Env) error {
	s, ok := in.planned(c, e)
	switch {
	case !ok:
		return fault.BadField("case.session_unknown", "session")
	case strings.TrimSpace(in.Reason) == "":
		return fault.BadField("case.reason_missing", "reason")
	}
	if err := c.checkPlan(&s, e, in.People); err != nil {
		return err
	}
	was := c.session(in.Session)
	s.Moves = append(slices.Clone(was.Moves), Moved{was.PlannedAt, was.minutes(), was.Place, was.Room, strings.TrimSpace(in.Reason), e.Now, e.Actor.UserID})
	*was = s
	c.call(e, s)
	return nil
}

// stillNamed are the people of s who are called what somebody of the session is.
func (s Session) stillNamed(e *Env) []string {
	names := s.holders()
	return slices.DeleteFunc(slices.Clone(s.People), func(id string) bool { return !slices.Contains(names, e.nameOf(id)) })
}

func (e *Env) nameOf(user string) string {
	for _, officers := range e.Officers {
		for _, o := range officers {
			if o.UserID == user {
				return o.Name
			}
		}
	}
	return e.People[user]
}

// settle fills in what follows: the length by the policy, the name of the room where
// no place is given, and which people of the units the names mean. A name that two
// people of a unit bear means neither, unless said says which.
func (s *Session) settle(c *Case, e *Env, said []string) {
	if s.Length == 0 {
		s.Length = diary.DefaultMinutes
		if rule, ok := e.Policies.Pick(codes.SessionMinutes, c.policyFacts(e)); ok && rule.Count > 0 {
			s.Length = rule.Count
		}
	}
	if r, ok := e.Diary.Rooms[s.Room]; ok && s.Place == "" {
		s.Place = r.Name
	}
	s.identify(e, said)
}

// identify says which people of the units the names of the session mean.
func (s *Session) identify(e *Env, said []string) {
	people := slices.Clone(said)
	for _, name := range s.holders() {
		var bears []string
		for _, unit := range append([]string{s.Org}, s.Units...) {
			for _, o := range e.Officers[unit] {
				if o.Name == name {
					bears = append(bears, o.UserID)
				}
			}
		}
		if bears = distinct(bears); len(bears) == 1 {
			people = append(people, bears[0])
		}
	}
	s.People = distinct(people)
}

// minutes is how long a session is planned; those from before there was a length
// count as the usual.
func (s Session) minutes() int {
	if s.Length > 0 {
		return s.Length
	}
	return diary.DefaultMinutes
}

// span is when a session is held, or is planned to be; the zero Span for one without
// a time.
func (s Session) span() diary.Span {
	switch {
	case s.State == "held" && !s.HeldAt.IsZero() && s.Minutes > 0:
		return diary.Lasting(s.HeldAt, s.Minutes)
	case s.State == "held" && !s.HeldAt.IsZero():
		return diary.Lasting(s.HeldAt, s.minutes())
	case s.PlannedAt.IsZero():
		return diary.Span{}
	}
	return diary.Lasting(s.PlannedAt, s.minutes())
}

// checkPlan decides whether a session can be planned as s says.
func (c *Case) checkPlan(s *Session, e *Env, said []string) error {
	var f fault.Form
	f.Require(!s.PlannedAt.Before(e.Today().Start()), "case.session_past", "at")
	f.Require(s.Length >= 5 && s.Length <= diary.MostMinutes, "case.session_length", "length")
	f.Require(len(s.Invited) > 0, "case.invited_missing", "invited")
	foreign := s.Room != "" && !c.lends(s, e)
	for _, id := range said {
		ok := slices.ContainsFunc(append([]string{s.Org}, s.Units...), func(unit string) bool { return e.serves(id, unit) })
		f.Require(ok, "case.person_elsewhere", "people")
		foreign = foreign || !ok
	}
	c.checkParties(s.Invited, "invited", &f)
	c.checkRepresented(s.Invited, e, "invited", &f)
	c.checkTogether(*s, s.Invited, &f)
	f.Require(s.Room == "" || c.lends(s, e), "case.room_unknown", "room")
	c.checkSession(*s, e, &f)
	if foreign {
		return f.Err() // when people and rooms of others are free is not for everybody
	}
	if c.checkTwice(*s, &f) || c.checkFree(*s, e, &f) {
		if next := c.nextFree(*s, e); len(next) > 0 {
			words := each(next, func(at time.Time) string { return at.Format("2006-01-02 15:04") })
			f.Add("case.session_next", "at", fault.Args{"times": strings.Join(words, " / "), fault.Take: each(next, func(at time.Time) string { return at.Format(time.RFC3339) })})
		}
	}
	return f.Err()
}

// lends reports whether the room of s may be used: one of the unit, of a unit above it,
// or of one that takes part.
func (c *Case) lends(s *Session, e *Env) bool {
	r, ok := e.Diary.Rooms[s.Room]
	if !ok || r.Retired {
		return false
	}
	owner, known := e.Units[r.OrgID]
	return r.OrgID == s.Org || slices.Contains(s.Units, r.OrgID) || known && above(owner, e.Units[s.Org])
}

func above(owner, unit org.Unit) bool { return strings.HasPrefix(unit.Path, owner.Path) }

// checkTwice: nobody sits in two sessions of the case at once. Sessions apart
// (背靠背) may be held at the same time where other people hold them with other
// parties.
func (c *Case) checkTwice(s Session, f *fault.Form) bool {
	for _, other := range c.rivals(s) {
		if other.span().Overlaps(s.span()) {
			f.Add("case.session_twice", "at", fault.Args{"no": other.No})
			return true
		}
	}
	return false
}

// rivals are the other planned sessions of the case with somebody of s in them.
func (c *Case) rivals(s Session) (out []Session) {
	for _, other := range c.Sessions {
		if other.State == "planned" && other.ID != s.ID && (overlap(s.holders(), other.holders()) || overlap(s.Invited, other.Invited)) {
			out = append(out, other)
		}
	}
	return out
}

// holders are the names of all who hold a session: chair, mediators, clerk, experts.
func (s Session) holders() []string {
	var names []string
	for _, name := range slices.Concat([]string{s.Chair, s.Clerk}, s.Mediators, s.Experts) {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(v string) bool { return slices.Contains(b, v) })
}

// Engagement is that a session of this or another case takes up a room, a person or a
// party of a session that is to be planned.
type Engagement struct {
	Kind    diary.Kind
	Ref     string // room, user, or party of this case
	Session string
	Span    diary.Span
	No      string // number of the case; "" where the actor may not see it
}

// checkFree: room and people are free, and no party sits elsewhere at the time. What
// takes them up is named only to whoever may open it.
func (c *Case) checkFree(s Session, e *Env, f *fault.Form) (clash bool) {
	said := map[string]bool{}
	add := func(code, field, what, no string) {
		clash = true
		if !said[field+what] {
			said[field+what] = true
			f.Add(code, field, fault.Args{"what": what, "no": no})
		}
	}
	for _, t := range e.Taken {
		if t.Session == s.ID && s.ID != "" || !t.Span.Overlaps(s.span()) {
			continue
		}
		open := t.No != ""
		switch {
		case t.Kind == diary.ARoom && open:
			add("case.room_taken", "room", e.Diary.Rooms[t.Ref].Name, t.No)
		case t.Kind == diary.ARoom:
			add("case.room_occupied", "room", e.Diary.Rooms[t.Ref].Name, "")
		case t.Kind == diary.APerson && open:
			add("case.person_taken", s.fieldOf(e.nameOf(t.Ref)), e.nameOf(t.Ref), t.No)
		case t.Kind == diary.APerson:
			add("case.person_occupied", s.fieldOf(e.nameOf(t.Ref)), e.nameOf(t.Ref), "")
		case t.Kind == diary.AParty && open:
			add("case.party_taken", "invited", c.party(t.Ref).Name, t.No)
		}
	}
	for _, b := range e.Diary.Blocks {
		if !b.Span.Overlaps(s.span()) {
			continue
		}
		if b.Kind == diary.ARoom {
			add("case.room_closed", "room", e.Diary.Rooms[b.Subject].Name, "")
		} else {
			add("case.person_away", s.fieldOf(e.nameOf(b.Subject)), e.nameOf(b.Subject), "")
		}
	}
	return clash
}

// fieldOf is the field in which somebody of a session was named.
func (s Session) fieldOf(name string) string {
	switch {
	case slices.Contains(s.Mediators, name):
		return "mediators"
	case strings.TrimSpace(s.Chair) == name:
		return "chair"
	case strings.TrimSpace(s.Clerk) == name:
		return "clerk"
	case slices.Contains(s.Experts, name):
		return "experts"
	}
	return "people"
}

// proposals is how many free times are proposed.
const proposals = 3

// nextFree are the next beginnings at which the session could be held, in the time of
// Shanghai; none within diary.Horizon is possible.
func (c *Case) nextFree(s Session, e *Env) []time.Time {
	var taken []diary.Span
	for _, t := range e.Taken {
		if t.Session != s.ID || s.ID == "" {
			taken = append(taken, t.Span)
		}
	}
	for _, b := range e.Diary.Blocks {
		taken = append(taken, b.Span)
	}
	for _, other := range c.rivals(s) {
		taken = append(taken, other.span())
	}
	from := s.PlannedAt
	if from.Before(e.Now) {
		from = e.Now
	}
	free := diary.Free(from, s.minutes(), proposals, taken, func(span diary.Span) bool { return s.inHours(span, e) })
	return each(free, func(at time.Time) time.Time { return at.In(calendar.Shanghai) })
}

// inHours reports whether everybody of the session works in span; where nobody is
// known by id the usual hours count.
func (s Session) inHours(span diary.Span, e *Env) bool {
	for _, user := range s.People {
		if !e.Diary.HoursOf(user).Holds(span, e.Calendar) {
			return false
		}
	}
	return len(s.People) > 0 || diary.UsualHours.Holds(span, e.Calendar)
}
