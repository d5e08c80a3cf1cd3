package casework

import (
	"context"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// Rebase follows units that were moved to another place in the tree, in the
// transaction that moves them: newPath takes the place of oldPath.
func Rebase(ctx context.Context, tx *sqldb.Tx, oldPath, newPath string) error {
	if err := moveMonths(ctx, tx, oldPath, newPath); err != nil {
		return err
	}
	return movePaths(ctx, tx, oldPath, newPath)
}

// handOverPage is how many cases are read at once while a unit closes.
const handOverPage = 200

// Successor is what org asks before a unit closes (org.Hooks): it hands over
// what unit from still has to do and tells in how many cases, Few for a small number: who
// closes a unit keeps the house and opens no case. With no unit named to take over it
// refuses while there is anything: casework.unit_busy, casework.unit_busy_few.
func (s *Service) Successor(ctx context.Context, tx *sqldb.Tx, from, to string) (int, error) {
	units, err := org.ByID(ctx, tx, distinct([]string{from, to}))
	if err != nil {
		return 0, err
	}
	n := 0
	err = eachConcerning(ctx, tx, from, func(c Case) error {
		n++
		if to == "" {
			return nil
		}
		return s.succeed(ctx, tx, c, units[from], units[to])
	})
	if err != nil || n == 0 {
		return 0, err
	}
	now, err := s.Codes(ctx, tx)
	if err != nil {
		return 0, err
	}
	least, code := now.Policies.LeastTold(calendar.DateOf(tx.Now)), "casework.unit_busy"
	told := n
	if n < least {
		n, told, code = least, Few, "casework.unit_busy_few"
	}
	if to == "" {
		return told, fault.New(fault.Conflict, code).With(fault.Args{"n": n})
	}
	return told, nil
}

// Few stands for a number of cases too small to be told to who may not open each of them
// (codes.SmallNumber).
const Few = -1

// eachConcerning goes through the cases in which a unit has something left to do.
// Those at an end are among them while they wait for the archive.
func eachConcerning(ctx context.Context, tx *sqldb.Tx, unit string, fn func(Case) error) error {
	after := ""
	for {
		ids, err := heldBy(ctx, tx, unit, after, handOverPage)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			if err := lock(ctx, tx, id); err != nil {
				return err
			}
			c, err := load(ctx, tx, ID(id))
			if err == nil && c.concerns(unit) {
				err = fn(c)
			}
			if err != nil {
				return err
			}
		}
		after = ids[len(ids)-1]
	}
}

func (s *Service) succeed(ctx context.Context, tx *sqldb.Tx, c Case, from, to org.Unit) error {
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
		if a.To == unit && (a.State == Issued || a.State == Signed) || a.From == unit && a.State == Issued {
			return true
		}
	}
	if x := c.pendingExtension(); x != nil && x.To == unit {
		return true
	}
	for _, k := range c.Clocks {
		if k.Org == unit && k.Running() {
			return true
		}
	}
	return false
}
