package views

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/once"
	"hemu/internal/sqldb"
)

// Service does what people ask of views.
type Service struct {
	DB    *sqldb.DB
	Cases *casework.Service
}

// New is a view to be kept.
type New struct {
	Name   string
	Reach  Reach
	Filter Filter
}

// Save keeps a view; the same key again gives the same one. Only who carries
// access.ShareViews shares one, with the unit acted for. Faults: views.name, views.long,
// views.reach, views.share, views.many, and those of the filter.
func (s *Service) Save(ctx context.Context, actor access.Actor, key string, in New) (View, error) {
	in.Name = strings.TrimSpace(in.Name)
	switch n := utf8.RuneCountInString(in.Name); {
	case n == 0 || n > mostName:
		return View{}, errName
	case len(in.Filter.Address) > mostText:
		return View{}, errLong
	case !slices.Contains([]Reach{Own, Unit, Below}, in.Reach):
		return View{}, errReach
	case in.Reach != Own && !actor.Has(access.ShareViews):
		return View{}, errShare
	}
	// That it can be counted shows that it is a filter.
	if _, err := s.count(ctx, actor, in.Filter, Daily, calendar.DateOf(s.DB.Now())); err != nil {
		return View{}, err
	}
	// Only the id is kept under the key: a filter may name people.
	id, err := once.Write(ctx, s.DB, actor.UserID, key, in, func(tx *sqldb.Tx) (string, error) {
		if err := tx.Lock(ctx, "views:"+actor.UserID); err != nil {
			return "", err
		}
		n, err := countOf(ctx, tx, actor.UserID)
		if err == nil && n >= mostOwn {
			err = errMany
		}
		if err != nil {
			return "", err
		}
		v := View{ID: uuid.Must(uuid.NewV7()).String(), UserID: actor.UserID, OrgID: actor.Acting.OrgID, Reach: in.Reach,
			Name: in.Name, Filter: in.Filter, MadeAt: tx.Now}
		return v.ID, insert(ctx, tx, v)
	})
	if err != nil {
		return View{}, err
	}
	var v View
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		v, err = had(ctx, tx, actor, id)
		return err
	})
	return v, err
}

// List is the views the actor has, those they made first.
func (s *Service) List(ctx context.Context, actor access.Actor) (all []View, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		all, err = ofActor(ctx, tx, actor, "")
		return err
	})
	return all, err
}

// had is one view, as the actor has it; one they do not have is not found.
func had(ctx context.Context, tx *sqldb.Tx, actor access.Actor, id string) (View, error) {
	all, err := ofActor(ctx, tx, actor, id)
	if err == nil && (id == "" || len(all) == 0) {
		err = errNotFound
	}
	if err != nil {
		return View{}, err
	}
	return all[0], nil
}

// Remove takes a view away, for all who have it. Who made it may, and who shares views
// for the unit it was made for.
func (s *Service) Remove(ctx context.Context, actor access.Actor, id string) error {
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		v, err := had(ctx, tx, actor, id)
		if err == nil && !v.Removable(actor) {
			err = errShare
		}
		if err != nil {
			return err
		}
		return remove(ctx, tx, v.ID)
	})
}

// Removable reports whether an actor who has a view may take it away.
func (v View) Removable(actor access.Actor) bool {
	return v.UserID == actor.UserID || v.OrgID == actor.Acting.OrgID && actor.Has(access.ShareViews)
}

// Subscribe has the actor told of a view, in the post acted in; Never ends it.
func (s *Service) Subscribe(ctx context.Context, actor access.Actor, id string, rhythm Rhythm) error {
	if !slices.Contains([]Rhythm{Never, Daily, Weekly}, rhythm) {
		return errRhythm
	}
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		v, err := had(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if rhythm == Never {
			return unsubscribe(ctx, tx, v.ID, actor.UserID)
		}
		// Told from the next time on.
		return subscribe(ctx, tx, v.ID, actor, rhythm, calendar.DateOf(tx.Now))
	})
}

// Digests are what the actor was told, the newest first, of views they still have, as
// holder of posts they still hold; unseen is how many of them are new.
func (s *Service) Digests(ctx context.Context, actor access.Actor) (shown []Digest, unseen int, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		views, err := ofActor(ctx, tx, actor, "")
		if err != nil {
			return err
		}
		all, err := digestsOf(ctx, tx, actor.UserID, mostShown)
		for _, d := range all {
			i := slices.IndexFunc(views, func(v View) bool { return v.ID == d.View.ID })
			if i < 0 || !slices.ContainsFunc(actor.Posts, func(p access.Post) bool { return p.ID == d.postID }) {
				continue
			}
			if d.View = views[i]; !d.Seen {
				unseen++
			}
			shown = append(shown, d)
		}
		return err
	})
	return shown, unseen, err
}

// Saw notes that the actor has seen all they were told.
func (s *Service) Saw(ctx context.Context, actor access.Actor) error {
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error { return saw(ctx, tx, actor.UserID) })
}

// Forget takes back the numbers some people were told: a case they count is lost to them.
func (s *Service) Forget(ctx context.Context, users []string) error {
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error { return forgetOf(ctx, tx, users) })
}

// count counts a view for somebody on a day.
func (s *Service) count(ctx context.Context, actor access.Actor, f Filter, rhythm Rhythm, day calendar.Date) (casework.Digest, error) {
	if f.Here {
		f.Unit = actor.Acting.OrgID
	}
	first, last := rhythm.period(day)
	return s.Cases.Digest(ctx, actor, f.Filter, first, last)
}
