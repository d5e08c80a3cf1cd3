package bulk

import (
	"context"

	"github.com/google/uuid"

	"hemu/internal/access"
	"hemu/internal/casework"
	"hemu/internal/fault"
	"hemu/internal/job"
	"hemu/internal/once"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// Service does what people ask of runs.
type Service struct {
	DB    *sqldb.DB
	Jobs  *job.Client
	Cases *casework.Service
}

// Seen is a run with its lines counted: those whose cases the person who asks may see.
type Seen struct {
	Run
	Counts []Count
	Lead   string // name of the unit that is to have the cases
}

// Begin asks what a command would do to a selection. A few named cases are looked at
// before it returns, others by a job. The same key again gives the same run. Faults:
// bulk.nothing, bulk.many, case.bulk_many, and those of a filter.
func (s *Service) Begin(ctx context.Context, actor access.Actor, key string, w Wanted) (Seen, error) {
	if w.command() == nil {
		return Seen{}, errNothing
	}
	ids := w.Selection.IDs
	if len(ids) > casework.MostNamed {
		return Seen{}, fault.BadField("case.bulk_many", "ids").With(fault.Args{"most": casework.MostNamed})
	}
	if ids == nil {
		// What is wrong with a filter is told now, and not by a run that fails.
		if _, err := s.Cases.List(ctx, actor, w.Selection.Filter, w.Selection.Sort, casework.Ask{Limit: 1}); err != nil {
			return Seen{}, err
		}
	}
	id, err := once.Write(ctx, s.DB, actor.UserID, key, w, func(tx *sqldb.Tx) (string, error) {
		if err := tx.Lock(ctx, "bulk:"+actor.UserID); err != nil {
			return "", err
		}
		n, err := countUnended(ctx, tx, actor.UserID)
		if err != nil {
			return "", err
		}
		if n >= mostAtOnce {
			return "", errMany
		}
		r := Run{ID: uuid.Must(uuid.NewV7()).String(), UserID: actor.UserID, PostID: actor.Acting.ID, State: Looking, Wanted: w, AskedAt: tx.Now, found: ids != nil}
		r.Wanted.Selection.IDs = nil
		if err := insert(ctx, tx, r); err != nil {
			return "", err
		}
		if err := insertLines(ctx, tx, r.ID, ids); err != nil {
			return "", err
		}
		return r.ID, s.Jobs.Enqueue(ctx, tx, Due{r.ID})
	})
	if err == nil && ids != nil && len(ids) <= pageOf {
		err = s.lookNow(ctx, id)
	}
	if err != nil {
		return Seen{}, err
	}
	return s.Get(ctx, actor, id)
}

// mostListed is how many of their runs people see.
const mostListed = 10

// List is the actor's own runs, those not ended first, then the newest.
func (s *Service) List(ctx context.Context, actor access.Actor) (all []Seen, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		runs, err := ofUser(ctx, tx, actor.UserID, mostListed)
		if err != nil {
			return err
		}
		all, err = counted(ctx, tx, actor, runs)
		return err
	})
	return all, err
}

// Get is one run of the actor's own; another's is not found.
func (s *Service) Get(ctx context.Context, actor access.Actor, id string) (one Seen, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		r, err := own(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		all, err := counted(ctx, tx, actor, []Run{r})
		if err == nil {
			one = all[0]
		}
		return err
	})
	return one, err
}

func own(ctx context.Context, tx *sqldb.Tx, actor access.Actor, id string) (Run, error) {
	r, err := find(ctx, tx, id)
	if err == nil && r.UserID != actor.UserID {
		return Run{}, ErrNotFound
	}
	return r, err
}

func counted(ctx context.Context, tx *sqldb.Tx, actor access.Actor, runs []Run) ([]Seen, error) {
	all, at, ids := make([]Seen, len(runs)), map[string]*Seen{}, make([]string, len(runs))
	for i, r := range runs {
		all[i].Run, ids[i], at[r.ID] = r, r.ID, &all[i]
	}
	counts, err := count(ctx, tx, access.ReaderOf(actor), ids)
	if err != nil {
		return nil, err
	}
	for _, c := range counts {
		at[c.Run].Counts = append(at[c.Run].Counts, c)
	}
	var leads []string
	for _, r := range runs {
		if r.Wanted.Assign != nil {
			leads = append(leads, r.Wanted.Assign.Lead)
		}
	}
	units, err := org.ByID(ctx, tx, leads)
	for i, r := range runs {
		if r.Wanted.Assign != nil {
			all[i].Lead = units[r.Wanted.Assign.Lead].Name
		}
	}
	return all, err
}

// shownAtOnce is how many lines a page has.
const shownAtOnce = 50

// Lines is a page of the lines of one's own run behind the line of a number, whose cases
// the actor may see; in one state, or in any for "". next is the number to go on behind, 0
// at the end.
func (s *Service) Lines(ctx context.Context, actor access.Actor, id string, state LineState, behind int64) (page []Shown, next int64, err error) {
	page = []Shown{}
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		if _, err := own(ctx, tx, actor, id); err != nil {
			return err
		}
		lines, err := seenLines(ctx, tx, access.ReaderOf(actor), id, state, behind, shownAtOnce+1)
		if err != nil {
			return err
		}
		if len(lines) > shownAtOnce {
			lines = lines[:shownAtOnce]
			next = lines[shownAtOnce-1].Seq
		}
		for _, l := range lines {
			no, title, err := s.Cases.Called(ctx, tx, actor, l.Case)
			if err != nil {
				return err
			}
			page = append(page, Shown{l, no, title})
		}
		return nil
	})
	return page, next, err
}

// Start has a run that was looked at done.
func (s *Service) Start(ctx context.Context, actor access.Actor, id, key string) (Seen, error) {
	return s.move(ctx, actor, id, key, start)
}

// Stop ends a run: what is done stays, the case at hand is left alone. One that has not
// begun is thrown away.
func (s *Service) Stop(ctx context.Context, actor access.Actor, id string) (Seen, error) {
	return s.move(ctx, actor, id, "", stop)
}

// Undo has all that a run did taken back, by commands on record.
func (s *Service) Undo(ctx context.Context, actor access.Actor, id, key string) (Seen, error) {
	return s.move(ctx, actor, id, key, undo)
}

// asked is what tells a repeated step from another under the same key.
type asked struct {
	Run  string `json:"run"`
	Step step   `json:"step"`
}

func (s *Service) move(ctx context.Context, actor access.Actor, id, key string, by step) (Seen, error) {
	_, err := once.Write(ctx, s.DB, actor.UserID, key, asked{id, by}, func(tx *sqldb.Tx) (string, error) {
		r, err := own(ctx, tx, actor, id)
		if err != nil {
			return "", err
		}
		// It acts in the post it was looked at in: nobody's command stands on record
		// under another post than the one they see themselves in.
		if by != stop && actor.Acting.ID != r.PostID {
			return "", errOtherPost
		}
		to, err := r.after(by, tx.Now)
		if err != nil {
			return "", err
		}
		moved, err := setState(ctx, tx, r, to, "")
		if err == nil && !moved {
			err = errMoved
		}
		if err != nil {
			return "", err
		}
		switch to {
		case Dropped:
			return id, deleteLines(ctx, tx, []string{id})
		case Running, Undoing:
			return id, s.Jobs.Enqueue(ctx, tx, Due{id})
		}
		return id, nil
	})
	if err != nil {
		return Seen{}, err
	}
	return s.Get(ctx, actor, id)
}

// Sweep lets runs expire that were never begun and forgets those told of long enough.
func (s *Service) Sweep(ctx context.Context) error {
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		if err := expire(ctx, tx, tx.Now.Add(-keptReady)); err != nil {
			return err
		}
		return forget(ctx, tx, tx.Now.Add(-kept))
	})
}
