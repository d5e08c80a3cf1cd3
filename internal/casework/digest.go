package casework

import (
	"context"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/sqldb"
)

// Digest is how many cases a filter finds, each number no further than MostCounted+1.
type Digest struct {
	Found int
	Late  int // of them, past what they are due
	Fresh int // of them, registered in the days asked for
}

// Digest counts the cases of a filter that the actor may see; fresh are those registered
// on the Shanghai days from first to last, both included. Faults: those of List.
func (s *Service) Digest(ctx context.Context, actor access.Actor, f Filter, first, last calendar.Date) (d Digest, err error) {
	late, fresh := f, f
	late.Colour = calendar.Red
	if f.ReportedFrom.Before(first) {
		fresh.ReportedFrom = first
	}
	if f.ReportedTo.IsZero() || last.Before(f.ReportedTo) {
		fresh.ReportedTo = last
	}
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		if d.Found, err = s.countOne(ctx, tx, actor, f); err != nil {
			return err
		}
		if !f.Paused && (f.Colour == "" || f.Colour == calendar.Red) {
			if d.Late, err = s.countOne(ctx, tx, actor, late); err != nil {
				return err
			}
		}
		d.Fresh, err = s.countOne(ctx, tx, actor, fresh)
		return err
	})
	return d, err
}

func (s *Service) countOne(ctx context.Context, tx *sqldb.Tx, actor access.Actor, f Filter) (int, error) {
	found, err := s.filter(ctx, tx, actor, f)
	if err != nil {
		return 0, err
	}
	reader, err := found.readerOf(ctx, tx, actor)
	if err == nil {
		err = found.weigh(ctx, tx)
	}
	if err != nil {
		return 0, err
	}
	return count(ctx, tx, reader, found, MostCounted+1)
}
