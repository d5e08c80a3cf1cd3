package casework

import (
	"context"
	"slices"

	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
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

const markPage = 100

// MarkOld gives cases from before the tables lists are filtered by their rows there,
// page by page, and tells how many. It may be stopped and run again at any time.
func (s *Service) MarkOld(ctx context.Context) (n int, err error) {
	for more := true; more && err == nil; {
		err = s.DB.Write(ctx, func(tx *sqldb.Tx) error {
			ids, err := unmarked(ctx, tx, markPage)
			more = len(ids) == markPage
			for _, id := range ids {
				if err == nil {
					err = tx.Lock(ctx, "case:"+id)
				}
				if err != nil {
					return err
				}
				c, err := load(ctx, tx, ID(id))
				if err == nil {
					err = markAnew(ctx, tx, c)
				}
				if err != nil {
					return err
				}
				n++
			}
			return err
		})
	}
	return n, err
}
