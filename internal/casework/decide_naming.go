package casework

import (
	"slices"
	"strings"

	"hemu/internal/access"
	"hemu/internal/fault"
)

// NamePeople names further people on a confidential case: from then on they may open it.
type NamePeople struct {
	Named  []string `json:"named" doc:"user ids"`
	Reason string   `json:"reason"`
}

// Act implements Command.
func (NamePeople) Act() access.Act { return access.Name }

func (in NamePeople) people() []string { return in.Named }

func (in NamePeople) apply(c *Case, e *Env) error {
	var f fault.Form
	f.Require(c.Confidential, "case.not_confidential", "named")
	f.Require(strings.TrimSpace(in.Reason) != "", "case.reason_missing", "reason")
	more := slices.DeleteFunc(distinct(in.Named), func(id string) bool { return contains(c.Named, id) })
	f.Require(len(more) > 0, "case.named_already", "named")
	for _, id := range more {
		_, known := e.People[id]
		f.Require(known, "case.person_unknown", "named")
	}
	c.Named = append(c.Named, more...)
	return f.Err()
}

// Unname takes somebody's name off a confidential case. It is lost to them at once, and the
// caucus notes they were named on stay lost when they are named again.
type Unname struct {
	Person string `json:"person" doc:"user id"`
	Reason string `json:"reason"`
}

// Act implements Command.
func (Unname) Act() access.Act { return access.Unname }

func (in Unname) people() []string { return []string{in.Person} }

func (Unname) guards() bool { return true }

func (in Unname) apply(c *Case, e *Env) error {
	var f fault.Form
	f.Require(c.Confidential, "case.not_confidential", "person")
	f.Require(strings.TrimSpace(in.Reason) != "", "case.reason_missing", "reason")
	f.Require(contains(c.Named, in.Person), "case.not_named", "person")
	f.Require(in.Person != c.Handler, "case.unname_handler", "person")
	f.Require(in.Person != e.Actor.UserID, "case.unname_self", "person")
	if err := f.Err(); err != nil {
		return err
	}
	if err := alsoNamed(e.Absorbed, "person", func(id string) bool { return id != in.Person }); err != nil {
		return err
	}
	off := func(id string) bool { return id == in.Person }
	c.Named, c.Unnamed = slices.DeleteFunc(c.Named, off), append(slices.Clone(c.Unnamed), in.Person)
	for i := range c.Caucuses {
		c.Caucuses[i].Named = slices.DeleteFunc(slices.Clone(c.Caucuses[i].Named), off)
	}
	for _, k := range c.Clocks {
		if _, urges := endedBy[k.Kind]; k.Running() && urges && !c.attended(e, k) && contains(c.toName(e, k), in.Person) {
			return fault.BadField("case.unname_needed", "person") // would be let in again at once
		}
	}
	return nil
}

// alsoNamed refuses while a case that was merged in, which tells the same, is open to
// somebody who is not to know.
func alsoNamed(absorbed []Case, field string, mayKnow func(id string) bool) error {
	for _, other := range absorbed {
		if slices.ContainsFunc(other.Named, func(id string) bool { return !mayKnow(id) }) {
			return fault.BadField("case.named_absorbed", field).With(fault.Args{"no": other.No})
		}
	}
	return nil
}
