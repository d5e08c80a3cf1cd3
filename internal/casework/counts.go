package casework

import (
	"context"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/sqldb"
)

// MostCounted is where counting stops: a chip then shows it with a plus sign.
const MostCounted = 1000

// mostLooked is up to how many cases under way are all looked at; of more a chip soon has
// its MostCounted.
const mostLooked = 4 * MostCounted

// Counts are the chips above a list: how many by state and by colour, with the
// rest of the filter as it is. MostCounted+1 means more than MostCounted.
type Counts struct {
	States  map[State]int
	Colours map[calendar.Light]int
	Paused  int
}

// Counts counts the cases the actor may see, for the chips of a list.
func (s *Service) Counts(ctx context.Context, actor access.Actor, f Filter) (out Counts, err error) {
	out = Counts{States: map[State]int{}, Colours: map[calendar.Light]int{calendar.Red: 0, calendar.Yellow: 0}}
	for _, state := range States() {
		out.States[state] = 0
	}
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		found, err := s.filter(ctx, tx, actor, f)
		if err != nil {
			return err
		}
		reader, err := found.readerOf(ctx, tx, actor)
		if err == nil {
			err = found.weigh(ctx, tx)
		}
		if err != nil {
			return err
		}
		return out.count(ctx, tx, reader, found)
	})
	return out, err
}

// count counts in the way that looks at the fewest cases: few are looked at in one go,
// of many the counters tell what they know, and what they don't is counted chip by chip,
// each to MostCounted.
func (n *Counts) count(ctx context.Context, tx *sqldb.Tx, r access.Reader, f filter) error {
	plain := len(f.States) == 0 && f.Colour == "" && !f.Paused && f.Clock == ""
	switch {
	case plain && (!r.Wide || f.grasped != nil):
		return n.look(ctx, tx, r, f)
	case plain && r.Own && !f.narrows():
		return n.tell(ctx, tx, r, f)
	}
	for _, state := range States() {
		if err := n.state(ctx, tx, r, f, state); err != nil {
			return err
		}
	}
	return n.colours(ctx, tx, r, f)
}

// tell counts everything a reader of many cases may see, from the counters of who holds
// how many. What a reader of a part of the county sees beside, of cases held elsewhere,
// matters where a unit holds few: of what is under way all are looked at, of what is at
// an end those of the state.
func (n *Counts) tell(ctx context.Context, tx *sqldb.Tx, r access.Reader, f filter) error {
	known, err := countHeld(ctx, tx, r)
	if err != nil {
		return err
	}
	whole, open := true, 0
	for state, h := range known {
		whole = whole && h.elsewhere == 0
		if state.Open() {
			open += h.seen
		}
	}
	looked := !whole && open <= mostLooked
	if looked {
		err = n.look(ctx, tx, r.Lively(), f)
	} else {
		err = n.colours(ctx, tx, r, f)
	}
	for _, state := range States() {
		switch h := known[state]; {
		case err != nil:
			return err
		case h.seen > MostCounted || h.elsewhere == 0:
			n.States[state] = min(h.seen, MostCounted+1)
		case !looked || !state.Open():
			err = n.state(ctx, tx, r, f, state)
		}
	}
	return err
}

// look looks at every case once.
func (n *Counts) look(ctx context.Context, tx *sqldb.Tx, r access.Reader, f filter) error {
	all, err := countChips(ctx, tx, r, f)
	for _, c := range all {
		n.States[c.state] = c.n
		n.Colours[calendar.Red] += c.red
		n.Colours[calendar.Yellow] += c.yellow
		n.Paused += c.paused
	}
	for _, state := range States() {
		n.States[state] = min(n.States[state], MostCounted+1)
	}
	for colour, count := range n.Colours {
		n.Colours[colour] = min(count, MostCounted+1)
	}
	n.Paused = min(n.Paused, MostCounted+1)
	return err
}

func (n *Counts) state(ctx context.Context, tx *sqldb.Tx, r access.Reader, f filter, state State) (err error) {
	f.States = []State{state}
	n.States[state], err = count(ctx, tx, r, f, MostCounted+1)
	return err
}

func (n *Counts) colours(ctx context.Context, tx *sqldb.Tx, r access.Reader, f filter) error {
	for _, colour := range []calendar.Light{calendar.Red, calendar.Yellow} {
		one := f
		if err := one.recolour(ctx, tx, colour, f.Paused); err != nil {
			return err
		}
		found, err := count(ctx, tx, r, one, MostCounted+1)
		if n.Colours[colour] = found; err != nil {
			return err
		}
	}
	if err := f.recolour(ctx, tx, f.Colour, true); err != nil {
		return err
	}
	found, err := count(ctx, tx, r, f, MostCounted+1)
	n.Paused = found
	return err
}
