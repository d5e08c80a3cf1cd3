package casework

import (
	"context"
	"slices"
	"strings"

	"hemu/internal/access"
	"hemu/internal/diary"
	"hemu/internal/sqldb"
)

// booker is a command that plans a session: planned is how it would be, false where the
// command makes no sense.
type booker interface {
	planned(c *Case, e *Env) (Session, bool)
}

// book finds out what stands in the way of the session that cmd plans, if it plans
// one. With lock nobody else takes up the same room, people and parties until the
// transaction ends: of two who ask at once the later sees the earlier's session.
func (s *Service) book(ctx context.Context, tx *sqldb.Tx, c Case, cmd Command, e *Env, lock bool) error {
	b, ok := cmd.(booker)
	if !ok {
		return nil
	}
	plan, ok := b.planned(&c, e)
	if !ok || plan.PlannedAt.IsZero() {
		return nil
	}
	hashes, err := c.partyHashes(tx, plan.Invited)
	if err != nil {
		return err
	}
	if lock {
		for _, name := range plan.locks(hashes) {
			if err := tx.Lock(ctx, name); err != nil {
				return err
			}
		}
	}
	span := diary.Span{From: plan.PlannedAt, Until: plan.PlannedAt.Add(diary.Horizon)}
	if s.Diary != nil {
		if e.Diary, err = s.Diary(ctx, tx, distinct([]string{plan.Room}), plan.People, span); err != nil {
			return err
		}
	}
	e.Taken, err = taken(ctx, tx, access.ReaderOf(e.Actor), c, plan, hashes, span)
	return err
}

// locks are what transactions take turns by that plan the same, in one order for all.
func (s Session) locks(hashes map[string]string) []string {
	var names []string
	add := func(kind diary.Kind, ref string) { names = append(names, "diary:"+string(kind)+":"+ref) }
	for _, user := range s.People {
		add(diary.APerson, user)
	}
	if s.Room != "" {
		add(diary.ARoom, s.Room)
	}
	for hash := range hashes {
		add(diary.AParty, hash)
	}
	slices.Sort(names)
	return names
}

// partyHashes are the keyed hashes of the identity numbers of some parties, each with
// its party. Whoever's identity is kept is not among them: nobody finds out by trying.
// Telephone numbers tell no person apart: a family has one.
func (c *Case) partyHashes(tx *sqldb.Tx, ids []string) (map[string]string, error) {
	out := map[string]string{}
	for _, id := range ids {
		p := c.party(id)
		if p == nil || p.Alias != "" || p.Kind == "organisation" || strings.TrimSpace(p.IDNumber) == "" {
			continue
		}
		hashes, err := hashesOf(tx, p.IDNumber)
		if err != nil {
			return nil, err
		}
		for _, hash := range hashes {
			out[hash] = id
		}
	}
	return out, nil
}

// The rows of the sessions of a case, comparable so that they can be diffed.
type (
	sessionRow struct {
		id, org, state string
		begins, ends   int64
	}
	engagedRow struct {
		session, kind, ref string
		begins, ends       int64
	}
)

// held is the kind of the row that says who held a session.
const held = "held"

// bookings are the sessions of the case that have a time and what they take up, in the
// order of their keys.
func (c *Case) bookings() (sessions []sessionRow, engaged []engagedRow) {
	for _, s := range c.Sessions {
		span := s.span()
		if span.From.IsZero() {
			continue
		}
		from, until := span.From.UnixMilli(), span.Until.UnixMilli()
		sessions = append(sessions, sessionRow{s.ID, s.Org, s.State, from, until})
		add := func(kind, ref string) { engaged = append(engaged, engagedRow{s.ID, kind, ref, from, until}) }
		for _, user := range s.People {
			switch s.State {
			case "planned":
				add(string(diary.APerson), user)
			case held:
				add(held, user)
			}
		}
		if s.State != "planned" {
			continue
		}
		if s.Room != "" {
			add(string(diary.ARoom), s.Room)
		}
		for _, id := range distinct(s.Invited) {
			if p := c.party(id); p != nil && p.Alias == "" {
				add(string(diary.AParty), id)
			}
		}
	}
	slices.SortFunc(sessions, func(a, b sessionRow) int { return strings.Compare(a.id, b.id) })
	slices.SortFunc(engaged, func(a, b engagedRow) int {
		return strings.Compare(a.session+"\x00"+a.kind+"\x00"+a.ref, b.session+"\x00"+b.kind+"\x00"+b.ref)
	})
	return sessions, engaged
}
