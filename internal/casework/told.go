package casework

import (
	"context"
	"slices"
	"time"

	"hemu/internal/access"
	"hemu/internal/sqldb"
)

// Told is what somebody was told of being named: that they were, or that their name was
// taken off. It says nothing of the case.
type Told struct {
	At    time.Time
	Named bool // and not taken off
	Case  ID   // where they may open it still
	Seen  bool
}

// keptTold is how long it is kept, and mostTold how many somebody is shown.
const (
	keptTold = 60 * 24 * time.Hour
	mostTold = 50
)

// telling is who has to be told of a change of a case, beside who made it.
func telling(before, after Case, by string) (named, off []string) {
	if !after.Confidential {
		return nil, nil // everybody in reach may open it
	}
	var were []string
	if before.Confidential {
		were = before.Named
	}
	lacks := func(list []string) func(string) bool {
		return func(id string) bool { return id == by || contains(list, id) }
	}
	return slices.DeleteFunc(distinct(after.Named), lacks(were)), slices.DeleteFunc(distinct(were), lacks(after.Named))
}

// tell has people told in the transaction that names them.
func tell(ctx context.Context, tx *sqldb.Tx, before, after Case, by string) error {
	named, off := telling(before, after, by)
	for _, user := range named {
		if err := insertTold(ctx, tx, user, after.ID, true); err != nil {
			return err
		}
	}
	for _, user := range off {
		if err := unsayTold(ctx, tx, user, after.ID); err != nil {
			return err
		}
		if err := insertTold(ctx, tx, user, "", false); err != nil {
			return err
		}
	}
	return nil
}

// Told are what the actor was told lately of being named, the newest first.
func (s *Service) Told(ctx context.Context, actor access.Actor) (all []Told, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		if all, err = listTold(ctx, tx, actor.UserID, mostTold); err != nil {
			return err
		}
		for i := range all {
			ok, err := visible(ctx, tx, access.ReaderOf(actor), all[i].Case)
			if err != nil {
				return err
			}
			if !ok {
				all[i].Case = ""
			}
		}
		return nil
	})
	return all, err
}

// SawTold notes that the actor has seen all of it.
func (s *Service) SawTold(ctx context.Context, actor access.Actor) error {
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error { return sawTold(ctx, tx, actor.UserID) })
}

// ForgetTold throws away what was told long ago.
func (s *Service) ForgetTold(ctx context.Context) error {
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error { return forgetTold(ctx, tx, tx.Now.Add(-keptTold)) })
}

// Lost are the people whose name was taken off a case.
func (s *Service) Lost(ctx context.Context, id ID) (users []string, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		c, err := load(ctx, tx, id)
		users = c.Unnamed
		return err
	})
	return users, err
}
