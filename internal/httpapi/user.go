package httpapi

import (
	"context"
	"time"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/identity"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// AccountPost is a post as the administrators see it.
type AccountPost struct {
	ID      string   `json:"id"`
	OrgID   string   `json:"orgId"`
	OrgName string   `json:"orgName"`
	Role    string   `json:"role"`
	Scope   string   `json:"scope"`
	Custom  []string `json:"custom,omitempty"`
	From    string   `json:"from"`
	Until   string   `json:"until,omitempty"`
}

// AccountOut is an account as the administrators see it.
type AccountOut struct {
	ID         string        `json:"id"`
	Username   string        `json:"username"`
	Name       string        `json:"name"`
	Phone      string        `json:"phone,omitempty"`
	MustChange bool          `json:"mustChange"`
	Factor     bool          `json:"secondFactor"`
	Linked     bool          `json:"linked" doc:"may sign in by way of the provider"`
	Disabled   bool          `json:"disabled"`
	CreatedAt  time.Time     `json:"createdAt"`
	Version    int64         `json:"version"`
	Posts      []AccountPost `json:"posts" nullable:"false"`
}

// accounts turns users into what is answered, with the names of their units.
func (s *Server) accounts(ctx context.Context, in []identity.Listed) ([]AccountOut, error) {
	var ids []string
	for _, l := range in {
		for _, p := range l.Posts {
			ids = append(ids, p.OrgID)
		}
	}
	units := map[string]org.Unit{}
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) (err error) {
		if len(ids) > 0 {
			units, err = org.ByID(ctx, tx, ids)
		}
		return err
	})
	out := []AccountOut{}
	for _, l := range in {
		a := AccountOut{l.ID, l.Username, l.Name, l.Phone, l.MustChange, l.Factor, l.Linked, !l.DisabledAt.IsZero(), l.CreatedAt, l.Version, []AccountPost{}}
		for _, p := range l.Posts {
			a.Posts = append(a.Posts, AccountPost{p.ID, p.OrgID, units[p.OrgID].Name, p.Role, p.Scope, p.Custom, p.From, p.Until})
		}
		out = append(out, a)
	}
	return out, err
}

type usersIn struct {
	PageIn
	Text string `query:"text" maxLength:"60" doc:"part of username, name or initials"`
	Org  string `query:"org" doc:"with a live post in this organisation or below"`
}

func (s *Server) listUsers(ctx context.Context, _ access.Actor, in *usersIn) (*body[listOf[AccountOut]], error) {
	f := identity.Filter{Text: in.Text, After: in.Cursor, Limit: in.Limit}
	if in.Org != "" {
		if err := s.DB.Read(ctx, func(tx *sqldb.Tx) error {
			u, err := org.Get(ctx, tx, in.Org)
			f.OrgPath = u.Path
			return err
		}); err != nil {
			return nil, err
		}
	}
	found, err := s.Identity.List(ctx, f)
	if err != nil {
		return nil, err
	}
	items, err := s.accounts(ctx, found)
	out := listOf[AccountOut]{Items: items}
	if len(found) == in.Limit {
		out.Next = found[len(found)-1].Username
	}
	return &body[listOf[AccountOut]]{out}, err
}

func (s *Server) getUser(ctx context.Context, _ access.Actor, in *IDIn) (*body[AccountOut], error) {
	l, err := s.Identity.Get(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	items, err := s.accounts(ctx, []identity.Listed{l})
	if err != nil {
		return nil, err
	}
	return &body[AccountOut]{items[0]}, nil
}

// IssuedOut is an account with the one-time code of its first sign-in: shown
// once, kept nowhere.
type IssuedOut struct {
	ID       string `json:"id"`
	Username string `json:"username"`
	Code     string `json:"code"`
}

type newUserIn struct{ Body identity.NewUser }

func (s *Server) createUser(ctx context.Context, actor access.Actor, in *newUserIn) (*body[IssuedOut], error) {
	u, code, err := s.Identity.Create(ctx, byOf(actor), in.Body)
	return &body[IssuedOut]{IssuedOut{u.ID, u.Username, code}}, err
}

func (s *Server) resetUser(ctx context.Context, actor access.Actor, in *IDIn) (*body[IssuedOut], error) {
	code, err := s.Identity.Reset(ctx, byOf(actor), in.ID)
	return &body[IssuedOut]{IssuedOut{ID: in.ID, Code: code}}, err
}

func (s *Server) updateUser(ctx context.Context, actor access.Actor, in *struct {
	IDIn
	IfMatch string `header:"If-Match"`
	Body    struct {
		Name  string `json:"name"`
		Phone string `json:"phone,omitempty"`
	}
}) (*none, error) {
	version, err := versionOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return nil, s.Identity.Update(ctx, byOf(actor), in.ID, version, in.Body.Name, in.Body.Phone)
}

func (s *Server) disableUser(ctx context.Context, actor access.Actor, in *struct {
	IDIn
	IfMatch string `header:"If-Match"`
	Body    struct {
		Disabled bool `json:"disabled"`
	}
}) (*none, error) {
	version, err := versionOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return nil, s.Identity.Disable(ctx, byOf(actor), in.ID, version, in.Body.Disabled)
}

type grantIn struct{ Body identity.Grant }

func (s *Server) grantPost(ctx context.Context, actor access.Actor, in *grantIn) (*body[AccountPost], error) {
	p, err := s.Identity.Grant(ctx, byOf(actor), in.Body)
	return &body[AccountPost]{AccountPost{p.ID, p.OrgID, "", p.Role, p.Scope, p.Custom, p.From, p.Until}}, err
}

func (s *Server) endPost(ctx context.Context, actor access.Actor, in *IDIn) (*none, error) {
	return nil, s.Identity.End(ctx, byOf(actor), in.ID)
}

func (s *Server) revokeAll(ctx context.Context, actor access.Actor, in *IDIn) (*none, error) {
	if actor.UserID == in.ID {
		return nil, fault.New(fault.Conflict, "identity.self_disable")
	}
	return nil, s.Identity.RevokeAll(ctx, byOf(actor), in.ID)
}
