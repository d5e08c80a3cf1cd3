package views

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// Tell tells every subscriber who is to be told today and was not yet: it counts as the
// person, in the post they subscribed in, with the scope they have now. Whoever has lost
// the view or the post is no longer a subscriber. It returns how many were told, and can
// be stopped and run again at any time: nobody is told twice on a day. Whoever cannot be
// told is passed over, and the error comes at the end.
func (s *Service) Tell(ctx context.Context) (n int, err error) {
	today := calendar.DateOf(s.DB.Now())
	if err := s.DB.Write(ctx, func(tx *sqldb.Tx) error { return forget(ctx, tx, today.AddDays(-keptDays)) }); err != nil {
		return 0, err
	}
	var failed error
	rhythms := []Rhythm{Daily}
	if today.Weekday() == time.Monday {
		rhythms = append(rhythms, Weekly)
	}
	for _, rhythm := range rhythms {
		for after, more := "", true; more; {
			var due []subscription
			if err := s.DB.Read(ctx, func(tx *sqldb.Tx) (err error) {
				due, err = dueOn(ctx, tx, rhythm, today, after, toldAtOnce)
				return err
			}); err != nil {
				return n, err
			}
			more = len(due) == toldAtOnce
			for _, sub := range due {
				after = sub.id
				told, err := s.tell(ctx, sub, today)
				if err != nil && ctx.Err() == nil {
					// One who cannot be told keeps nobody else from it; run again, the job tries anew.
					slog.Error("a subscriber of a view was not told", "subscription", sub.id, "err", err)
					failed = errors.Join(failed, err)
					continue
				}
				if err != nil {
					return n, err
				}
				if told {
					n++
				}
			}
		}
	}
	return n, failed
}

func (s *Service) tell(ctx context.Context, sub subscription, today calendar.Date) (bool, error) {
	var actor access.Actor
	var v View
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) (err error) {
		if actor, err = access.Load(ctx, tx, sub.user, sub.post); err == nil {
			v, err = had(ctx, tx, actor, sub.view)
		}
		return err
	})
	if err == nil && actor.Acting.ID != sub.post {
		err = errNotFound
	}
	d := Digest{View: v, Day: today, Rhythm: sub.rhythm, postID: sub.post}
	if err == nil {
		d.Digest, err = s.count(ctx, actor, v.Filter, sub.rhythm, today)
	}
	if err != nil && fault.KindOf(err) != fault.Internal {
		// The account, post or view is gone, or a unit or place of its filter.
		return false, s.DB.Write(ctx, func(tx *sqldb.Tx) error { return unsubscribe(ctx, tx, sub.view, sub.user) })
	}
	if err != nil {
		return false, err
	}
	told := false
	err = s.DB.Write(ctx, func(tx *sqldb.Tx) (err error) {
		if told, err = tellOn(ctx, tx, sub.id, today); err != nil || !told {
			return err
		}
		return insertDigest(ctx, tx, sub.user, d)
	})
	return told, err
}
