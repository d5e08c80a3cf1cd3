package casework

import (
	"context"
	"slices"
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// TieKind is how a case is bound to another.
type TieKind string

// The kinds of tie (casework.md §3). Each stands in both cases; leads and belongs are
// the two ends of one.
const (
	Repeat   TieKind = "repeat"    // 重复反映：the same people bring the same matter again
	SameRoot TieKind = "same_root" // 同源：different people, one cause behind
	Leads    TieKind = "leads"     // 系列纠纷的主案
	Belongs  TieKind = "belongs"   // 属于系列纠纷
	Absorbed TieKind = "absorbed"  // 并入的案件：the other was merged into this one
)

// facing is what the kind is called seen from the other case.
var facing = map[TieKind]TieKind{Repeat: Repeat, SameRoot: SameRoot, Leads: Belongs, Belongs: Leads}

// mostTies is how many others a case is tied to at most: a series has a leading case
// and every other belongs to that one.
const mostTies = 200

// Tie binds a case to another, which the reader may not be allowed to open.
type Tie struct {
	ID   string    `json:"id"`
	Case ID        `json:"case"`
	Kind TieKind   `json:"kind" enum:"repeat,same_root,leads,belongs,absorbed"`
	Note string    `json:"note,omitempty"`
	At   time.Time `json:"at"`
	By   string    `json:"by"` // user id
}

// Merging is what a merged case needs to be as it was (并案).
type Merging struct {
	Into   ID        `json:"into"`
	Holder string    `json:"holder"` // of the case it went into, which reads this one on
	Reason string    `json:"reason"`
	State  State     `json:"state"`            // where it stood
	Clocks []string  `json:"clocks,omitempty"` // that ran
	Awaits bool      `json:"awaits,omitempty"` // waited to be designated
	At     time.Time `json:"at"`
	By     string    `json:"by"` // user id
}

// paired is a command about two cases. What it does to the other one is a command of
// its own; both are decided and recorded in one transaction or not at all.
type paired interface {
	Command
	other() ID
	// counter is the command for the other case; c is this one after the command.
	counter(c *Case) Command
}

// OtherHalf reports whether act only happens as the other half of a command about two
// cases: nobody is asked to do it, and it has no address.
func OtherHalf(act access.Act) bool { return act == access.Absorb || act == access.Release }

// twin is the other case of a paired command.
func (e *Env) twin(c *Case, id ID) (*Case, error) {
	switch {
	case id == c.ID:
		return nil, fault.BadField("case.other_same", "case")
	case e.Other == nil || e.Other.ID != id:
		return nil, fault.BadField("case.other_unknown", "case")
	}
	return e.Other, nil
}

func (c *Case) tieTo(id ID) int {
	return slices.IndexFunc(c.Ties, func(t Tie) bool { return t.Case == id })
}

func (c *Case) tie(e *Env, other ID, kind TieKind, note string) {
	c.Ties = append(c.Ties, Tie{ID: e.NewID(), Case: other, Kind: kind, Note: note, At: e.Now, By: e.Actor.UserID})
}

// Link ties two cases that belong together and stay two (关联).
type Link struct {
	Case ID      `json:"case" doc:"the other case"`
	Kind TieKind `json:"kind" enum:"repeat,same_root,leads,belongs" doc:"what this case is to the other"`
	Note string  `json:"note,omitempty"`
}

// Act implements Command.
func (Link) Act() access.Act { return access.Link }

func (in Link) other() ID { return in.Case }

func (in Link) counter(c *Case) Command { return Link{c.ID, facing[in.Kind], in.Note} }

func (in Link) apply(c *Case, e *Env) error {
	if _, err := e.twin(c, in.Case); err != nil {
		return err
	}
	var f fault.Form
	f.Require(facing[in.Kind] != "", "case.tie_kind", "kind")
	f.Require(c.tieTo(in.Case) < 0, "case.tied_already", "case")
	f.Require(len(c.Ties) < mostTies, "case.ties_many", "case")
	tooLong(&f, map[string]limited{"note": {in.Note, 200}})
	if err := f.Err(); err != nil {
		return err
	}
	c.tie(e, in.Case, in.Kind, strings.TrimSpace(in.Note))
	return nil
}

// Unlink takes a tie off again; that it was there stays on record (取消关联).
type Unlink struct {
	Case   ID     `json:"case" doc:"the other case"`
	Reason string `json:"reason"`
}

// Act implements Command.
func (Unlink) Act() access.Act { return access.Unlink }

func (in Unlink) other() ID { return in.Case }

func (in Unlink) counter(c *Case) Command { return Unlink{c.ID, in.Reason} }

func (in Unlink) apply(c *Case, e *Env) error {
	if _, err := e.twin(c, in.Case); err != nil {
		return err
	}
	i := c.tieTo(in.Case)
	var f fault.Form
	f.Require(i >= 0 && c.Ties[max(i, 0)].Kind != Absorbed, "case.not_tied", "case")
	f.Require(strings.TrimSpace(in.Reason) != "", "case.reason_missing", "reason")
	if err := f.Err(); err != nil {
		return err
	}
	c.Ties = slices.Delete(c.Ties, i, i+1)
	return nil
}

// Merge lets a case go on in another one that is about the same dispute (并案). It
// keeps its number and its history and is counted no more; its limits stand still.
type Merge struct {
	Case   ID     `json:"case" doc:"the case it goes on in"`
	Reason string `json:"reason"`
}

// Act implements Command.
func (Merge) Act() access.Act { return access.Merge }

func (in Merge) other() ID { return in.Case }

func (in Merge) counter(c *Case) Command { return Absorb{c.ID, in.Reason} }

func (in Merge) apply(c *Case, e *Env) error {
	into, err := e.twin(c, in.Case)
	if err != nil {
		return err
	}
	handling := c.running(HandlingClock)
	var f fault.Form
	f.Require(strings.TrimSpace(in.Reason) != "", "case.reason_missing", "reason")
	f.Require(into.State.Open() && into.State != Withdrawn && into.State != Referred, "case.merge_into_ended", "case")
	// One file is read by whoever may read either: that must not tell anybody more.
	f.Require(!c.guarded() && !into.guarded(), "case.merge_guarded", "case")
	f.Require(c.draft() == nil && c.concluded() == nil, "case.merge_agreement", "case")
	f.Require(handling == nil || !handling.Paused(), "case.merge_paused", "case")
	f.Require(!slices.ContainsFunc(c.Ties, func(t Tie) bool { return t.Kind == Absorbed }), "case.merge_chain", "case")
	if err := f.Err(); err != nil {
		return err
	}
	if i := c.tieTo(in.Case); i >= 0 {
		c.Ties = slices.Delete(c.Ties, i, i+1) // merging says more
	}
	m := Merging{Into: in.Case, Holder: into.Holder, Reason: strings.TrimSpace(in.Reason), State: e.was, Awaits: c.AwaitsDesg, At: e.Now, By: e.Actor.UserID}
	c.AwaitsDesg = false
	c.lapseExtension(e)
	c.callOff(e, string(access.Merge))
	for _, k := range c.Clocks {
		if k.Running() && !k.Kind.awaitsPerson() {
			m.Clocks = append(m.Clocks, k.ID)
		}
	}
	c.stopAll(e, string(access.Merge))
	c.Merged = &m
	return nil
}

// guarded reports whether not everybody who may open the case may know all of it.
func (c *Case) guarded() bool {
	harmed := func(s Screening) bool { return s.Harm != "none" }
	return c.Confidential || c.concealed() || slices.ContainsFunc(c.Screenings, harmed) || len(c.Reports) > 0
}

// Absorb is the other half of Merge: the case that goes on takes the parties of the
// other who are not in it yet.
type Absorb struct {
	Case   ID     `json:"case" doc:"the case that was merged into this one"`
	Reason string `json:"reason"`
}

// Act implements Command.
func (Absorb) Act() access.Act { return access.Absorb }

func (in Absorb) apply(c *Case, e *Env) error {
	from, err := e.twin(c, in.Case)
	if err != nil {
		return err
	}
	if i := c.tieTo(in.Case); i >= 0 {
		c.Ties = slices.Delete(c.Ties, i, i+1)
	}
	c.tie(e, in.Case, Absorbed, in.Reason)
	for _, p := range from.Parties {
		if !slices.ContainsFunc(c.Parties, p.sameAs) {
			p.ID, p.From, p.Main = e.NewID(), in.Case, false
			c.Parties = append(c.Parties, p)
		}
	}
	return nil
}

// sameAs reports whether two parties of two cases are one person as far as is known:
// the same name, and no number that differs.
func (p Party) sameAs(q Party) bool {
	differ := func(a, b string) bool { return a != "" && b != "" && a != b }
	return p.Name == q.Name && p.Kind == q.Kind && !differ(p.IDNumber, q.IDNumber) && !differ(p.Phone, q.Phone) && !differ(p.BornOn, q.BornOn)
}

// Unmerge brings a merged case back to where it stood (撤销并案). Its limits go on; the
// time in between does not count, like a pause.
type Unmerge struct {
	Case   ID     `json:"case" doc:"the case it was merged into"`
	Reason string `json:"reason"`
}

// Act implements Command.
func (Unmerge) Act() access.Act { return access.Unmerge }

func (in Unmerge) other() ID { return in.Case }

func (in Unmerge) counter(c *Case) Command { return Release{c.ID, in.Reason} }

func (in Unmerge) apply(c *Case, e *Env) error {
	if _, err := e.twin(c, in.Case); err != nil {
		return err
	}
	m := c.Merged
	var f fault.Form
	f.Require(m != nil && m.Into == in.Case, "case.not_merged", "case")
	f.Require(strings.TrimSpace(in.Reason) != "", "case.reason_missing", "reason")
	if err := f.Err(); err != nil {
		return err
	}
	for _, k := range slices.Clone(c.Clocks) {
		if contains(m.Clocks, k.ID) { // stays on record as it stopped; one like it goes on
			k.ID, k.StopAt, k.StopWhy = e.NewID(), zeroTime, ""
			k.Pauses = append(slices.Clone(k.Pauses), calendar.Pause{From: m.At, To: e.Now})
			k.reckon(e)
			c.Clocks = append(c.Clocks, k)
		}
	}
	c.State, c.AwaitsDesg, c.Merged = m.State, m.Awaits, nil
	return nil
}

// Release is the other half of Unmerge: parties who came with the case leave with it,
// save those something in this case is about.
type Release struct {
	Case   ID     `json:"case" doc:"the case that was merged into this one"`
	Reason string `json:"reason"`
}

// Act implements Command.
func (Release) Act() access.Act { return access.Release }

func (in Release) apply(c *Case, e *Env) error {
	if _, err := e.twin(c, in.Case); err != nil {
		return err
	}
	i := c.tieTo(in.Case)
	if i < 0 || c.Ties[i].Kind != Absorbed {
		return fault.BadField("case.not_merged", "case")
	}
	c.Ties = slices.Delete(c.Ties, i, i+1)
	c.Parties = slices.DeleteFunc(c.Parties, func(p Party) bool { return p.From == in.Case && !c.concernsParty(p.ID) })
	for i := range c.Parties {
		if p := &c.Parties[i]; p.From == in.Case {
			p.From = ""
		}
	}
	return nil
}

// concernsParty reports whether something on record in the case is about a party.
func (c *Case) concernsParty(id string) bool {
	for _, s := range c.Sessions {
		if contains(s.Invited, id) || contains(s.Present, id) {
			return true
		}
	}
	for _, a := range c.Agreements {
		for _, d := range a.Duties {
			if d.Debtor == id || d.Creditor == id {
				return true
			}
		}
		if slices.ContainsFunc(a.Confirmed, func(k Confirmation) bool { return k.Party == id }) {
			return true
		}
	}
	return slices.ContainsFunc(c.Contacts, func(k Contacting) bool { return k.Party == id }) ||
		slices.ContainsFunc(c.Visits, func(v Visit) bool { return v.Party == id })
}

// guarding is a command that keeps a case, or somebody in it, from most people.
type guarding interface{ guards() bool }

// absorbed are the cases merged into c, whoever may open them.
func (c *Case) absorbed(ctx context.Context, tx *sqldb.Tx) (out []Case, err error) {
	for _, t := range c.Ties {
		if t.Kind != Absorbed || err != nil {
			continue
		}
		var other Case
		other, err = load(ctx, tx, t.Case)
		out = append(out, other)
	}
	return out, err
}

// meet loads the other case of a paired command, and the cases a guarding one has to
// reckon with. The decision says that the other is unknown where there is none the
// actor may open.
func (s *Service) meet(ctx context.Context, tx *sqldb.Tx, actor access.Actor, c Case, cmd Command, e *Env) (err error) {
	if g, ok := cmd.(guarding); ok && g.guards() {
		e.Absorbed, err = c.absorbed(ctx, tx)
		return err
	}
	p, two := cmd.(paired)
	if !two {
		return nil
	}
	other, err := s.open(ctx, tx, actor, p.other())
	if fault.CodeOf(err) == ErrNotFound.Code {
		return nil
	}
	e.Other = &other
	return err
}

// pair decides and records what a paired command does to the other case. after is the
// first one as it now is, not written yet.
func (s *Service) pair(ctx context.Context, tx *sqldb.Tx, actor access.Actor, cmd Command, after Case, e Env) error {
	p, two := cmd.(paired)
	if !two {
		return nil
	}
	answer := p.counter(&after)
	there, err := s.env(ctx, tx, actor, *e.Other, answer)
	if err != nil {
		return err
	}
	there.Other = &after
	twin, events, err := Decide(*e.Other, answer, there)
	if err != nil {
		return e.Other.veilFor(actor).fault(otherCase(err))
	}
	_, err = s.record(ctx, tx, *e.Other, twin, events, there)
	return err
}

// otherCase says of a refusal that it is the other case that stands in the way.
func otherCase(err error) error {
	f, ok := err.(*fault.Error)
	if !ok {
		return err
	}
	out := *f
	out.Field = "case"
	return &out
}
