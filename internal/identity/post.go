package identity

import (
	"context"

	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// Live reports whether the post holds on a day.
func (p Post) Live(today string) bool { return p.From <= today && p.Holds(today) }

// Holds reports whether the post holds on a day or will after it.
func (p Post) Holds(today string) bool { return p.Until == "" || today < p.Until }

// Grant is a post to be given.
type Grant struct {
	UserID string   `json:"userId"`
	OrgID  string   `json:"orgId"`
	Role   string   `json:"role"`
	Scope  string   `json:"scope,omitempty" doc:"the role's usual one when empty"`
	Custom []string `json:"custom,omitempty" doc:"organisations of a custom scope"`
	From   string   `json:"from,omitempty"`
	Until  string   `json:"until,omitempty" doc:"first day it no longer holds"`
}

// usualScope is how far each role sees unless a grant says otherwise. The scope
// is written into the post when it is granted, so that a later change here
// changes nobody's view. Administrators read no cases whatever it says.
var usualScope = map[string]string{
	"information_officer": "own", "mediator": "unit", "liaison_officer": "unit", "receptionist": "unit",
	"archivist": "subtree", // of a town: the villages below have none of their own
	"head":      "subtree", "supervisor": "subtree", "analyst": "subtree", "dispatcher": "subtree",
	"system_admin": "own", "security_admin": "own", "audit_admin": "own",
}

// IsRole reports whether role is one that can be granted.
func IsRole(role string) bool { return usualScope[role] != "" }

// withDefaults fills in what a grant left open. A dispatcher's usual view is
// that of the unit the coordination office hangs under: the whole county.
func (in Grant) withDefaults(u unit, today string) Grant {
	if in.From == "" {
		in.From = today
	}
	if in.Scope == "" {
		in.Scope = usualScope[in.Role]
		if in.Role == "dispatcher" && u.parent != "" {
			in.Scope, in.Custom = "custom", []string{u.parent}
		}
	}
	return in
}

// Grant gives a user a post. Nobody grants to themselves, and the three
// administrators' offices stay with three people.
func (s *Service) Grant(ctx context.Context, by By, in Grant) (p Post, err error) {
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error {
		p, err = grant(ctx, tx, by, in)
		return err
	})
	return p, err
}

func grant(ctx context.Context, tx *sqldb.Tx, by By, in Grant) (Post, error) {
	if by.User != "" && by.User == in.UserID {
		return Post{}, ErrSelfGrant
	}
	// Two grants at once to one person must not slip past each other.
	if err := tx.Lock(ctx, Stream(in.UserID)); err != nil {
		return Post{}, err
	}
	user, err := findUser(ctx, tx, in.UserID)
	if err != nil {
		return Post{}, err
	}
	u, found, err := findUnit(ctx, tx, in.OrgID)
	if err != nil {
		return Post{}, err
	}
	in = in.withDefaults(u, today(tx))
	if err := in.check(found && !u.closed, today(tx)); err != nil {
		return Post{}, err
	}
	if err := checkCustom(ctx, tx, in.Custom); err != nil {
		return Post{}, err
	}
	held, err := Posts(ctx, tx, in.UserID)
	if err != nil {
		return Post{}, err
	}
	if err := mayAdd(held, in, today(tx)); err != nil {
		return Post{}, err
	}
	// Whoever becomes an administrator needs an administrator's password.
	if IsAdministrator(in.Role) && !user.strong && !user.MustChange {
		user.MustChange = true
		if err := saveUser(ctx, tx, user); err != nil {
			return Post{}, err
		}
	}
	return give(ctx, tx, by, in)
}

// give writes a post that has been found to be in order.
func give(ctx context.Context, tx *sqldb.Tx, by By, in Grant) (Post, error) {
	p := Post{
		ID: newID(), UserID: in.UserID, OrgID: in.OrgID, Role: in.Role, Scope: in.Scope, Custom: in.Custom,
		From: in.From, Until: in.Until, GrantedBy: by.User, GrantedAt: tx.Now,
	}
	if err := insertPost(ctx, tx, p); err != nil {
		return p, err
	}
	return p, appendTo(ctx, tx, by, Stream(in.UserID), "identity.grant", struct {
		Post string `json:"post"`
		Grant
	}{p.ID, in})
}

// mayAdd decides whether somebody with the posts held may be given one more.
func mayAdd(held []Post, in Grant, today string) error {
	var roles []string
	for _, h := range held {
		if !h.Holds(today) {
			continue
		}
		roles = append(roles, h.Role)
		apart := in.Until != "" && in.Until <= h.From || h.Until != "" && h.Until <= in.From
		if h.Role == in.Role && h.OrgID == in.OrgID && !apart {
			return ErrPostHeld
		}
	}
	if !CanHold(roles, in.Role) {
		return ErrOfficeClash
	}
	return nil
}

// check finds everything wrong with a grant whose defaults are filled in.
func (in Grant) check(orgOpen bool, today string) error {
	var f fault.Form
	f.Require(orgOpen, "identity.org_unknown", "orgId")
	f.Require(IsRole(in.Role), "identity.role_unknown", "role")
	switch in.Scope {
	case "own", "unit", "subtree", "all":
		f.Require(len(in.Custom) == 0, "identity.custom_unused", "custom")
	case "custom":
		f.Require(len(in.Custom) > 0, "identity.custom_missing", "custom")
	default:
		f.Require(!IsRole(in.Role), "identity.scope_unknown", "scope")
	}
	_, err := calendar.ParseDate(in.From)
	f.Require(err == nil, "identity.date_wrong", "from")
	if in.Until != "" {
		_, err = calendar.ParseDate(in.Until)
		f.Require(err == nil && in.Until > in.From && in.Until > today, "identity.date_wrong", "until")
	}
	return f.Err()
}

func checkCustom(ctx context.Context, tx *sqldb.Tx, custom []string) error {
	for _, id := range custom {
		_, found, err := findUnit(ctx, tx, id)
		if err != nil {
			return err
		}
		if !found {
			return fault.BadField("identity.org_unknown", "custom")
		}
	}
	return nil
}

// End takes a post away, from today.
func (s *Service) End(ctx context.Context, by By, postID string) error {
	return s.db.Write(ctx, func(tx *sqldb.Tx) error {
		p, err := findPost(ctx, tx, postID)
		if err != nil {
			return err
		}
		if by.User == p.UserID {
			return ErrSelfGrant
		}
		if err := tx.Lock(ctx, Stream(p.UserID)); err != nil {
			return err
		}
		n, err := endPost(ctx, tx, p.ID, today(tx))
		if err != nil {
			return err
		}
		if n == 0 { // it had ended before
			return ErrNotFound
		}
		return record(ctx, tx, by, p.UserID, "identity.end_post", map[string]string{"post": p.ID, "role": p.Role, "org": p.OrgID})
	})
}
