package org

import (
	"context"
	"strings"

	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

func today(tx *sqldb.Tx) calendar.Date { return calendar.DateOf(tx.Now) }

// publicMember is what of a member goes into the ledger.
type publicMember struct {
	ID        string        `json:"id"`
	Name      string        `json:"name"`
	Functions []Function    `json:"functions"`
	Origin    Origin        `json:"origin"`
	TermFrom  calendar.Date `json:"term_from"`
	TermUntil calendar.Date `json:"term_until"`
	UserID    string        `json:"user_id,omitempty"`
	LeftOn    calendar.Date `json:"left_on"`
}

func (m Member) public() publicMember {
	return publicMember{m.ID, m.Name, m.Functions, m.Origin, m.TermFrom, m.TermUntil, m.UserID, m.LeftOn}
}

// AddMember enters somebody as a member of unit m.OrgID.
func (s *Service) AddMember(ctx context.Context, by, actingOrg string, m Member) (Member, error) {
	err := s.db.Write(ctx, func(tx *sqldb.Tx) error {
		u, err := lockOpen(ctx, tx, m.OrgID)
		if err != nil {
			return err
		}
		if m, err = m.checked(today(tx)); err != nil {
			return err
		}
		m.ID, m.Version, m.LeftOn = newID(), 1, calendar.Date{}
		if err := insertMember(ctx, tx, m); err != nil {
			return err
		}
		return s.afterMember(ctx, tx, by, actingOrg, u, "org.add_member", m)
	})
	return m, err
}

// UpdateMember changes what is known of a member; m.Version is the one it was
// read at. Members don't change their organisation: they leave and join.
func (s *Service) UpdateMember(ctx context.Context, by, actingOrg string, m Member) (Member, error) {
	err := s.db.Write(ctx, func(tx *sqldb.Tx) error {
		old, err := GetMember(ctx, tx, m.ID)
		if err != nil {
			return err
		}
		u, err := lockOpen(ctx, tx, old.OrgID)
		if err != nil {
			return err
		}
		if !old.On(today(tx)) {
			return fault.New(fault.Conflict, "org.member_left")
		}
		m.OrgID, m.LeftOn = old.OrgID, old.LeftOn
		if m, err = m.checked(today(tx)); err != nil {
			return err
		}
		if m, err = saveMember(ctx, tx, m); err != nil {
			return err
		}
		return s.afterMember(ctx, tx, by, actingOrg, u, "org.update_member", m)
	})
	return m, err
}

// LeaveMember ends a membership: on is the first day they no longer belong, not
// ahead of today.
func (s *Service) LeaveMember(ctx context.Context, by, actingOrg, id string, version int64, on calendar.Date) (m Member, err error) {
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error {
		if m, err = GetMember(ctx, tx, id); err != nil {
			return err
		}
		u, err := lockOpen(ctx, tx, m.OrgID)
		if err != nil {
			return err
		}
		if !m.LeftOn.IsZero() {
			return fault.New(fault.Conflict, "org.member_left")
		}
		if on.IsZero() {
			on = today(tx)
		}
		if on.After(today(tx)) || on.Before(m.TermFrom) {
			return fault.BadField("org.member_left_on", "left_on")
		}
		m.LeftOn, m.Version = on, version
		if m, err = saveMember(ctx, tx, m); err != nil {
			return err
		}
		return s.afterMember(ctx, tx, by, actingOrg, u, "org.leave_member", m)
	})
	return m, err
}

// lockOpen reads an open unit and lets those who change its members take turns,
// so that its breaches are those of all of them.
func lockOpen(ctx context.Context, tx *sqldb.Tx, id string) (Unit, error) {
	if err := tx.Lock(ctx, "org.members:"+id); err != nil {
		return Unit{}, err
	}
	return openUnit(ctx, tx, id)
}

func (s *Service) afterMember(ctx context.Context, tx *sqldb.Tx, by, actingOrg string, u Unit, verb string, m Member) error {
	if _, err := recheck(ctx, tx, []Unit{u}); err != nil {
		return err
	}
	return record(ctx, tx, by, actingOrg, u.ID, verb, m.public())
}

// Recheck brings all kept breaches up to today: terms run out by themselves. Run
// it daily. It works page by page, each in its own transaction, and tells how
// many committees have other breaches than before.
func (s *Service) Recheck(ctx context.Context) (changed int, err error) {
	for after := ""; ; {
		var page Page
		err = s.db.Write(ctx, func(tx *sqldb.Tx) error {
			if page, err = List(ctx, tx, Filter{Kinds: committees()}, after, MaxPage); err != nil {
				return err
			}
			n, err := recheck(ctx, tx, page.Units)
			changed += n
			return err
		})
		if after = page.Next; err != nil || after == "" {
			return changed, err
		}
	}
}

func committees() []Kind {
	var out []Kind
	for _, k := range Kinds() {
		if k.IsCommittee() {
			out = append(out, k)
		}
	}
	return out
}

// Area is a group of towns of a county, such as 南片 and 北片.
type Area struct {
	County   string // six digits
	Code     string
	Name     string
	Position int
	ClosedOn calendar.Date // first day it is no longer used
}

// SaveArea adds an area or changes its name and position. Closing takes it out
// of use for new units; those in it keep it until they are updated.
func (s *Service) SaveArea(ctx context.Context, by, actingOrg string, a Area) error {
	a.Name = strings.TrimSpace(a.Name)
	var f fault.Form
	f.Require(len(a.County) == 6 && strings.Trim(a.County, "0123456789") == "", "org.region", "county")
	f.Require(length(a.Code, 1, 20) && !strings.ContainsAny(a.Code, " /"), "org.area_code", "code")
	f.Require(length(a.Name, 1, 40), "org.name", "name")
	if err := f.Err(); err != nil {
		return err
	}
	return s.write(ctx, func(tx *sqldb.Tx) error {
		if err := putArea(ctx, tx, a); err != nil {
			return err
		}
		return record(ctx, tx, by, actingOrg, "areas:"+a.County, "org.save_area", a)
	})
}
