package casework

import (
	"context"

	"hemu/internal/access"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// Tally is the number of cases by state that a unit and all below it hold, from
// the maintained counters. It is an aggregate: confidential cases are in it, so
// callers show it to superiors as a figure and never as a list.
func Tally(ctx context.Context, tx *sqldb.Tx, unitPath string) (map[State]int64, error) {
	return readTally(ctx, tx, unitPath)
}

// OpenCount is the number of cases a unit holds that are not at an end, for
// whoever is about to close it.
func OpenCount(ctx context.Context, tx *sqldb.Tx, unitID string) (int64, error) {
	return countOpen(ctx, tx, unitID)
}

// Rebase follows units that were moved to another place in the tree, in the
// transaction that moves them: newPath takes the place of oldPath.
func Rebase(ctx context.Context, tx *sqldb.Tx, oldPath, newPath string) error {
	return movePaths(ctx, tx, oldPath, newPath)
}

// handOverPage is how many cases are read at once while a unit closes.
const handOverPage = 200

// HandOver moves what unit from still has to do in cases to unit to, in the
// transaction that closes from: the cases it holds, and its open assignments and
// running clocks in others'. Each case records it as done by the system; who
// closed the unit stands in the unit's own record.
func (s *Service) HandOver(ctx context.Context, tx *sqldb.Tx, from, to org.Unit) error {
	after := ""
	for {
		ids, err := heldBy(ctx, tx, from.ID, after, handOverPage)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			if err := s.succeed(ctx, tx, ID(id), from, to); err != nil {
				return err
			}
		}
		after = ids[len(ids)-1]
	}
}

func (s *Service) succeed(ctx context.Context, tx *sqldb.Tx, id ID, from, to org.Unit) error {
	if err := tx.Lock(ctx, "case:"+string(id)); err != nil {
		return err
	}
	c, err := load(ctx, tx, id)
	if err != nil || !c.concerns(from.ID) {
		return err
	}
	e, err := s.env(ctx, tx, access.Actor{System: true}, c, nil)
	if err != nil {
		return err
	}
	e.Units[to.ID] = to
	after, events := Succeed(c, from, to, e)
	_, err = s.record(ctx, tx, c, after, events, e)
	return err
}

// concerns reports whether unit has something left to do in the case.
func (c *Case) concerns(unit string) bool {
	if c.Holder == unit || c.Sender == unit {
		return true
	}
	for _, a := range c.Assignments {
		if a.To == unit && (a.State == Issued || a.State == Signed) {
			return true
		}
	}
	for _, k := range c.Clocks {
		if k.Org == unit && k.Running() {
			return true
		}
	}
	return false
}
