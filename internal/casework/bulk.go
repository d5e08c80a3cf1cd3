package casework

import (
	"context"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// MostNamed is the most cases a selection names one by one.
const MostNamed = 5000

// Selection is which cases a common act is meant for: those named, or else all that
// a filter finds, in the order of Sort.
type Selection struct {
	IDs    []ID
	Filter Filter
	Sort   Sort
}

// Prospect is what a command would do to one case.
type Prospect struct {
	Version int64
	Why     error // the fault it would be refused with, nil when it would be done
	Undo    Tag   // for a Tag: what takes it back
}

// Foresee tells of some cases what it would come to if actor did cmd to each now; nothing
// is written. Cases that the actor may not see are not among them.
func (s *Service) Foresee(ctx context.Context, actor access.Actor, ids []ID, cmd Command) (map[ID]Prospect, error) {
	all := map[ID]Prospect{}
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		for _, id := range ids {
			p, err := s.foresee(ctx, tx, actor, id, cmd)
			if fault.CodeOf(err) == ErrNotFound.Code {
				continue
			}
			if err != nil {
				return err
			}
			all[id] = p
		}
		return nil
	})
	return all, err
}

// Called is what a case is called before actor. Fault: case.not_found.
func (s *Service) Called(ctx context.Context, tx *sqldb.Tx, actor access.Actor, id ID) (no, title string, err error) {
	c, err := s.open(ctx, tx, actor, id)
	if err != nil {
		return "", "", err
	}
	return c.No, c.veilFor(actor).text(c.Title), nil
}

func (s *Service) foresee(ctx context.Context, tx *sqldb.Tx, actor access.Actor, id ID, cmd Command) (Prospect, error) {
	c, err := s.open(ctx, tx, actor, id)
	if err != nil {
		return Prospect{}, err
	}
	e, err := s.env(ctx, tx, actor, c, cmd)
	if err != nil {
		return Prospect{}, err
	}
	if err := s.book(ctx, tx, c, cmd, &e, false); err != nil {
		return Prospect{}, err
	}
	hidden := c.veilFor(actor)
	p := Prospect{Version: c.Version}
	if tag, ok := cmd.(Tag); ok {
		p.Undo = tag.undone(&c)
	}
	_, _, err = Decide(c, cmd, e)
	if err != nil && fault.KindOf(err) == fault.Internal {
		return p, err
	}
	p.Why = hidden.fault(err)
	return p, nil
}
