package casework

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/fault"
)

// Caucus is a note of what a party said in confidence, back to back (背靠背). It is its
// writer's: nobody reads it but the writer and whom the writer names, neither the head nor
// whoever handles the case later; no paper, list, search or export has it.
type Caucus struct {
	ID    string    `json:"id"`
	Party string    `json:"party"` // party id of who said it
	Heard string    `json:"heard"`
	Named []string  `json:"named,omitempty"` // user ids who may read it beside the writer
	At    time.Time `json:"at"`
	By    string    `json:"by"` // user id of the writer
}

// open reports whether actor may read n.
func (n Caucus) open(actor access.Actor) bool {
	return actor.UserID != "" && (actor.UserID == n.By || contains(n.Named, actor.UserID))
}

// ofCaucus are the acts that write and open caucus notes.
var ofCaucus = []access.Act{access.Caucus, access.ShareCaucus}

// withholdCaucus takes the caucus notes out of c that are not for actor.
func (c *Case) withholdCaucus(actor access.Actor) {
	c.Caucuses = slices.DeleteFunc(slices.Clone(c.Caucuses), func(n Caucus) bool { return !n.open(actor) })
}

// toldCaucus reports whether actor may read the body of an event about a caucus note.
func (c *Case) toldCaucus(body json.RawMessage, actor access.Actor) bool {
	var said struct{ Caucus string }
	if json.Unmarshal(body, &said) != nil {
		return false
	}
	n := c.caucus(said.Caucus)
	return n != nil && n.open(actor)
}

func (c *Case) caucus(id string) *Caucus {
	return byID(c.Caucuses, id, func(n *Caucus) string { return n.ID })
}

// NoteCaucus writes down what a party said in confidence.
type NoteCaucus struct {
	Party string   `json:"party"`
	Heard string   `json:"heard"`
	Named []string `json:"named,omitempty" doc:"user ids; who may read it beside the writer"`
}

// Act implements Command.
func (NoteCaucus) Act() access.Act { return access.Caucus }

func (in NoteCaucus) people() []string { return in.Named }

// caucusNoted is what the record keeps: the note's id says who may read it there.
type caucusNoted struct {
	Caucus string `json:"caucus"`
	NoteCaucus
}

func (in NoteCaucus) apply(c *Case, e *Env) error {
	n := Caucus{ID: e.NewID(), Party: in.Party, Heard: strings.TrimSpace(in.Heard), At: e.Now, By: e.Actor.UserID}
	var f fault.Form
	f.Require(c.party(in.Party) != nil, "case.party_unknown", "party")
	f.Require(n.Heard != "", "case.heard_missing", "heard")
	tooLong(&f, map[string]limited{"heard": {n.Heard, 20_000}})
	n.Named = e.named(in.Named, &f)
	c.Caucuses = append(c.Caucuses, n)
	e.events[0].Body = caucusNoted{n.ID, in}
	return f.Err()
}

// named are the people a writer names, without the writer.
func (e *Env) named(ids []string, f *fault.Form) (named []string) {
	for _, id := range distinct(ids) {
		_, known := e.People[id]
		f.Require(known, "case.person_unknown", "named")
		if id != e.Actor.UserID {
			named = append(named, id)
		}
	}
	return named
}

// ShareCaucus says anew who may read a note beside its writer. Only the writer may; to
// everybody else there is no such note.
type ShareCaucus struct {
	Caucus string   `json:"caucus" doc:"id of the note"`
	Named  []string `json:"named,omitempty" doc:"user ids; nobody else when empty"`
}

// Act implements Command.
func (ShareCaucus) Act() access.Act { return access.ShareCaucus }

func (in ShareCaucus) people() []string { return in.Named }

func (in ShareCaucus) apply(c *Case, e *Env) error {
	n := c.caucus(in.Caucus)
	if n == nil || n.By != e.Actor.UserID {
		return fault.BadField("case.caucus_unknown", "caucus")
	}
	var f fault.Form
	n.Named = e.named(in.Named, &f)
	return f.Err()
}
