package casework

import (
	"reflect"
	"slices"

	"hemu/internal/calendar"
	"hemu/internal/fault"
)

// check refuses what no list has: a misspelt trait would find nothing and look like
// an answer.
func (f Filter) check() error {
	known := func(all []Trait) bool {
		return !slices.ContainsFunc(all, func(t Trait) bool { return !slices.Contains(Traits(), t) })
	}
	switch {
	case !known(f.Has):
		return fault.BadField("case.trait_unknown", "has")
	case !known(f.Lacks):
		return fault.BadField("case.trait_unknown", "lacks")
	case f.Reached != "" && !slices.Contains(Milestones(), f.Reached):
		return fault.BadField("case.milestone_unknown", "reached")
	case f.Reached == "" && (!f.ReachedFrom.IsZero() || !f.ReachedTo.IsZero()):
		return fault.BadField("case.milestone_unknown", "reached")
	case f.Colour != "" && !slices.Contains([]calendar.Light{calendar.Green, calendar.Yellow, calendar.Red}, f.Colour):
		return fault.BadField("case.colour_unknown", "colour")
	}
	return nil
}

// narrows reports whether anything but states narrows the list.
func (f Filter) narrows() bool {
	f.States = nil
	return !reflect.ValueOf(f).IsZero()
}
