package bulk

import (
	"context"
	"errors"

	"hemu/internal/access"
	"hemu/internal/casework"
	"hemu/internal/fault"
	"hemu/internal/message"
	"hemu/internal/sqldb"
)

const (
	// pageOf is how many cases are read at a time.
	pageOf = 50
	// perJob is how many cases one job goes on with. The rest is another job's: no run
	// keeps other work waiting, and the program can stop soon.
	perJob = 200
)

// Work goes on with a run: the work of Due. It may be cut off anywhere and run again, or
// twice at once: what came of a case is written with the case or not at all.
func (s *Service) Work(ctx context.Context, id string) error {
	r, err := s.read(ctx, id)
	if errors.Is(err, ErrNotFound) {
		return nil // swept meanwhile
	}
	more := false
	switch {
	case err != nil:
	case r.State == Looking:
		more, err = s.look(ctx, r)
	case r.State == Running || r.State == Undoing:
		more, err = s.carry(ctx, r)
	}
	if f := refusal(err); f != nil {
		return s.giveUp(ctx, r, f)
	}
	if err != nil || !more {
		return err
	}
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error { return s.Jobs.Enqueue(ctx, tx, Due{id}) })
}

func (s *Service) read(ctx context.Context, id string) (r Run, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		r, err = find(ctx, tx, id)
		return err
	})
	return r, err
}

// lookNow looks at a run of few cases while its asker waits; the job finds nothing left.
func (s *Service) lookNow(ctx context.Context, id string) error {
	r, err := s.read(ctx, id)
	if err == nil && r.State == Looking {
		_, err = s.look(ctx, r)
	}
	return err
}

// look finds the cases of a run and foresees some; more when there may be others.
func (s *Service) look(ctx context.Context, r Run) (more bool, err error) {
	actor, err := s.actorOf(ctx, r)
	if err == nil && !r.found {
		err = s.choose(ctx, actor, r)
	}
	for n := 0; err == nil && n <= perJob; n += pageOf {
		if more, err = s.foresee(ctx, actor, r); !more {
			return false, err
		}
	}
	return more, err
}

// choose makes lines of the cases of a filter, all of one picture of the database.
func (s *Service) choose(ctx context.Context, actor access.Actor, r Run) error {
	var ids []casework.ID
	err := s.Cases.Walk(ctx, actor, r.Wanted.Selection, false, func(int) error { return nil },
		func(_ context.Context, _ *sqldb.Tx, cases []casework.Exported) error {
			for _, c := range cases {
				ids = append(ids, c.ID)
			}
			return nil
		})
	if err != nil {
		return err
	}
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		first, err := setFound(ctx, tx, r.ID)
		if err != nil || !first {
			return err // another has done so, or nobody waits for it any more
		}
		return insertLines(ctx, tx, r.ID, ids)
	})
}

// foresee looks at a page of lines; false when there was none left.
func (s *Service) foresee(ctx context.Context, actor access.Actor, r Run) (more bool, err error) {
	lines, err := s.next(ctx, r.ID, Waiting)
	if err != nil {
		return false, err
	}
	if len(lines) == 0 {
		return false, s.finish(ctx, r)
	}
	ids := make([]casework.ID, len(lines))
	for i, l := range lines {
		ids[i] = l.Case
	}
	prospects, err := s.Cases.Foresee(ctx, actor, ids, r.Wanted.command())
	if err != nil {
		return false, err
	}
	err = s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		// The run before its lines, as who throws it away locks them.
		if more, err = holdState(ctx, tx, r); err != nil || !more {
			return err
		}
		for _, l := range lines {
			p, seen := prospects[l.Case]
			if !seen { // not to be known of: nor here
				if err := deleteLine(ctx, tx, r.ID, l); err != nil {
					return err
				}
				continue
			}
			l.Version, l.State, l.Undo = p.Version, WouldDo, p.Undo
			if f := refusal(p.Why); f != nil {
				l.State, l.Code, l.Args = Refused, f.Code, f.Args
			}
			if _, err := setLine(ctx, tx, r.ID, Waiting, l); err != nil {
				return err
			}
		}
		return nil
	})
	return more, err
}

func (s *Service) next(ctx context.Context, id string, state LineState) (lines []Line, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		lines, err = nextLines(ctx, tx, id, state, pageOf)
		return err
	})
	return lines, err
}

// finish brings a run whose job has done all it can to its end, unless it has moved on.
func (s *Service) finish(ctx context.Context, r Run) error {
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		_, err := setState(ctx, tx, r, r.State.end(), "")
		return err
	})
}

// carry does, or takes back, some cases of a run; more when there may be others.
func (s *Service) carry(ctx context.Context, r Run) (more bool, err error) {
	for n := 0; n < perJob; {
		lines, err := s.next(ctx, r.ID, r.State.turn().from)
		if err != nil {
			return false, err
		}
		if len(lines) == 0 {
			return false, s.finish(ctx, r)
		}
		for _, l := range lines {
			if err := s.one(ctx, r, l); err != nil {
				if errors.Is(err, errMoved) {
					return false, nil // stopped, or another job is at it
				}
				return false, err
			}
			n++
		}
	}
	return true, nil
}

// one does the command of a line, as who asked is now. Command and line are written in
// one transaction: whatever is cut off, the case is never changed twice, and never without
// the line that takes it back. Faults: bulk.rights_changed, bulk.moved.
func (s *Service) one(ctx context.Context, r Run, l Line) error {
	actor, err := s.actorOf(ctx, r)
	if err != nil {
		return err
	}
	cmd := r.Wanted.command()
	if r.State == Undoing {
		cmd = undoing(cmd, l, actor.Lang)
	}
	turn := r.State.turn()
	_, err = s.Cases.DoWith(ctx, actor, l.Case, l.Version, cmd, func(ctx context.Context, tx *sqldb.Tx, c casework.Case) error {
		l := l
		l.State, l.Version = turn.good, c.Version
		return pass(ctx, tx, r, l)
	})
	f := refusal(err)
	if f == nil || errors.Is(err, errMoved) {
		return err
	}
	if f.Code == "case.changed" {
		f = errChanged // which version it is at now helps nobody here
	}
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		l.State, l.Code, l.Args = turn.bad, f.Code, f.Args
		return pass(ctx, tx, r, l)
	})
}

// undoing is the command that takes a line back.
func undoing(cmd casework.Command, l Line, lang message.Lang) casework.Command {
	if _, tags := cmd.(casework.Tag); tags {
		return l.Undo
	}
	return casework.Recall{Reason: message.Text(lang, "bulk.recall_reason", nil)}
}

// pass writes what came of a line, if its run still goes on and the line was not passed
// before.
func pass(ctx context.Context, tx *sqldb.Tx, r Run, l Line) error {
	goes, err := holdState(ctx, tx, r)
	if err == nil && goes {
		goes, err = setLine(ctx, tx, r.ID, r.State.turn().from, l)
	}
	if err == nil && !goes {
		err = errMoved
	}
	return err
}

// giveUp ends a run whose asker may go on with it no more, and says so of each line left.
func (s *Service) giveUp(ctx context.Context, r Run, why *fault.Error) error {
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		moved, err := setState(ctx, tx, r, r.State.givenUp(), why.Code)
		if err != nil || !moved || r.State == Looking {
			return err
		}
		turn := r.State.turn()
		return setLeft(ctx, tx, r.ID, turn.from, turn.bad, why.Code)
	})
}

// actorOf is who asked for a run, as they are now, acting in the post they asked in.
// Fault: bulk.rights_changed.
func (s *Service) actorOf(ctx context.Context, r Run) (actor access.Actor, err error) {
	held := false
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		actor, held, err = access.LoadIn(ctx, tx, r.UserID, r.PostID)
		return err
	})
	if refusal(err) != nil || err == nil && !held {
		err = errRights
	}
	return actor, err
}

// refusal is the fault that says no for good, nil for none and for what is to be tried
// again.
func refusal(err error) *fault.Error {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || f.Kind == fault.Internal || f.Kind == fault.Unavailable || f.Kind == fault.TooMany {
		return nil
	}
	return f
}
