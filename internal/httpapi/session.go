package httpapi

import (
	"context"
	"net"
	"net/http"
	"time"

	"hemu/internal/access"
	"hemu/internal/identity"
	"hemu/internal/sqldb"
)

// cookieName is the session's cookie. The __Host- prefix makes browsers insist
// on Secure, on this very host and on no path but /; it can't be set without
// TLS, so on plain http (a laptop, a first look) the bare name is used.
const (
	cookieName  = "__Host-hemu"
	plainCookie = "hemu"
)

func tokenOf(r *http.Request) string {
	// Over TLS only the cookie counts that no other host can have set.
	name := plainCookie
	if secure(r) {
		name = cookieName
	}
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

func secure(r *http.Request) bool {
	return r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https"
}

func sessionCookie(secure bool, token string) string {
	c := http.Cookie{Name: plainCookie, Value: token, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: secure}
	if secure {
		c.Name = cookieName
	}
	if token == "" {
		c.MaxAge = -1
	}
	return c.String()
}

// addressOf is the address a request came from; main has looked through a proxy.
func addressOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// secureKey carries whether the request came over TLS: the cookie depends on it.
type secureKey struct{}

// UserOut is the person signed in.
type UserOut struct {
	ID       string `json:"id"`
	Username string `json:"username"`
	Name     string `json:"name"`
	Lang     string `json:"lang"`
}

// PostOut is one post of the person signed in.
type PostOut struct {
	ID       string `json:"id"`
	OrgID    string `json:"orgId"`
	OrgName  string `json:"orgName"`
	OrgKind  string `json:"orgKind"`
	OrgLevel string `json:"orgLevel"`
	Role     string `json:"role"`
	Scope    string `json:"scope"`
}

// SessionOut is everything the console needs to know of who works with it.
type SessionOut struct {
	User        UserOut   `json:"user"`
	MustChange  bool      `json:"mustChangePassword" doc:"a password of one's own has to be chosen first"`
	MustEnrol   bool      `json:"mustEnrol" doc:"a second factor has to be enrolled first"`
	Factor      bool      `json:"secondFactor" doc:"has a second factor: proofs need a code of it"`
	Linked      bool      `json:"linked" doc:"may prove who they are at the provider"`
	Posts       []PostOut `json:"posts" nullable:"false"`
	Acting      string    `json:"actingPostId" doc:"id of the post acted for; empty when one has to be chosen"`
	Permissions []string  `json:"permissions" nullable:"false" doc:"acts that begin a case, rights, and screens"`
	ServerTime  time.Time `json:"serverTime"`
	Version     string    `json:"version"`
	Demo        bool      `json:"demo"`
}

type signInIn struct {
	Body struct {
		Username string `json:"username" maxLength:"100"`
		Password string `json:"password" maxLength:"200"`
		Code     string `json:"code,omitempty" maxLength:"40" doc:"of the second factor, or a recovery code; asked for with identity.code_needed"`
	}
}

type sessionAnswer struct {
	SetCookie string `header:"Set-Cookie"`
	Body      SessionOut
}

func (s *Server) signIn(ctx context.Context, in *signInIn) (*sessionAnswer, error) {
	me := whoOf(ctx)
	got, err := s.Identity.SignIn(ctx, identity.SignIn{Username: in.Body.Username, Password: in.Body.Password, Code: in.Body.Code,
		Agent: me.agent, Address: me.address, Former: me.token})
	if err != nil {
		return nil, err
	}
	out, err := s.session(ctx, got.User, got.Session)
	if err != nil {
		return nil, err
	}
	tls, _ := ctx.Value(secureKey{}).(bool)
	return &sessionAnswer{sessionCookie(tls, got.Token), out}, nil
}

// session describes who works with the console now.
func (s *Server) session(ctx context.Context, u identity.User, sess identity.Session) (SessionOut, error) {
	var actor access.Actor
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) (err error) {
		actor, err = access.Load(ctx, tx, u.ID, sess.ActingPost)
		return err
	})
	if err != nil {
		return SessionOut{}, err
	}
	out := SessionOut{
		User: UserOut{u.ID, u.Username, u.Name, u.Lang}, MustChange: u.MustChange,
		MustEnrol: s.Identity.MustEnrol(u, sess, roles(actor)), Factor: u.Factor, Linked: u.Linked && s.Identity.ProviderName() != "",
		Posts: []PostOut{}, Acting: actor.Acting.ID, Permissions: permissions(actor),
		ServerTime: s.DB.Now(), Version: s.Version, Demo: s.Demo,
	}
	for _, p := range actor.Posts {
		out.Posts = append(out.Posts, PostOut{p.ID, p.OrgID, p.OrgName, string(p.OrgKind), string(p.OrgLevel), string(p.Role), string(p.Scope)})
	}
	return out, nil
}

// permissions tells the console what to offer. It guards nothing: each
// operation asks access again.
func permissions(actor access.Actor) []string {
	out := []string{}
	for _, act := range actor.Starts() {
		out = append(out, string(act))
	}
	for _, r := range actor.Rights() {
		out = append(out, string(r))
	}
	if actor.ReadsCases() {
		out = append(out, "screen.work", "screen.cases")
	}
	for right, screens := range map[access.Right][]string{
		access.ManageCodes:  {"screen.codes", "screen.policies", "screen.calendar"},
		access.ReadAccounts: {"screen.users"},
		access.VerifyLedger: {"screen.ledger"},
		access.ReadLedger:   {"screen.ledger"},
		access.ReadRegister: {"screen.retention"},
		access.ReadFindings: {"screen.findings"},
	} {
		if actor.Has(right) {
			out = append(out, screens...)
		}
	}
	return append(out, "screen.orgs", "screen.regions")
}

func (s *Server) getSession(ctx context.Context, _ *none) (*body[SessionOut], error) {
	me := whoOf(ctx)
	if me.err != nil {
		return nil, me.err
	}
	out, err := s.session(ctx, me.user, me.session)
	return &body[SessionOut]{out}, err
}

func (s *Server) signOut(ctx context.Context, _ *none) (*cookieAnswer, error) {
	me := whoOf(ctx)
	tls, _ := ctx.Value(secureKey{}).(bool)
	out := &cookieAnswer{sessionCookie(tls, "")}
	if me.token == "" {
		return out, nil
	}
	return out, s.Identity.SignOut(ctx, me.token)
}

type actingIn struct {
	Body struct {
		PostID string `json:"postId"`
	}
}

func (s *Server) putActing(ctx context.Context, _ access.Actor, in *actingIn) (*body[SessionOut], error) {
	me := whoOf(ctx)
	if err := s.Identity.Act(ctx, me.session, in.Body.PostID); err != nil {
		return nil, err
	}
	me.session.ActingPost = in.Body.PostID
	out, err := s.session(ctx, me.user, me.session)
	return &body[SessionOut]{out}, err
}

type passwordIn struct {
	Body struct {
		Old string `json:"old" maxLength:"200"`
		New string `json:"new" maxLength:"200"`
	}
}

func (s *Server) putPassword(ctx context.Context, _ access.Actor, in *passwordIn) (*none, error) {
	return nil, s.Identity.ChangePassword(ctx, whoOf(ctx).session, in.Body.Old, in.Body.New)
}

type langIn struct {
	Body struct {
		Lang string `json:"lang" enum:"zh-CN,en"`
	}
}

func (s *Server) putLang(ctx context.Context, actor access.Actor, in *langIn) (*none, error) {
	return nil, s.Identity.SetLang(ctx, actor.UserID, in.Body.Lang)
}

// SessionLine is one of a person's sessions.
type SessionLine struct {
	ID        string    `json:"id"`
	CreatedAt time.Time `json:"createdAt"`
	SeenAt    time.Time `json:"lastSeenAt"`
	Agent     string    `json:"client"`
	Address   string    `json:"address"`
	Current   bool      `json:"current"`
}

type listOf[T any] struct {
	Items []T    `json:"items" nullable:"false"`
	Next  string `json:"next,omitempty" doc:"cursor of the next page; absent on the last"`
	Prev  string `json:"prev,omitempty" doc:"cursor of the page before; absent on the first"`
}

func (s *Server) listSessions(ctx context.Context, actor access.Actor, _ *none) (*body[listOf[SessionLine]], error) {
	all, err := s.Identity.Sessions(ctx, actor.UserID)
	out := listOf[SessionLine]{Items: []SessionLine{}}
	for _, one := range all {
		out.Items = append(out.Items, SessionLine{one.ID, one.CreatedAt, one.SeenAt, one.Agent, one.Address, one.ID == actor.SessionID})
	}
	return &body[listOf[SessionLine]]{out}, err
}

// IDIn names one thing.
type IDIn struct {
	ID string `path:"id" maxLength:"64"`
}

// versionIn is a thing as somebody has seen it.
type versionIn struct {
	IDIn
	IfMatch string `header:"If-Match"`
}

func (s *Server) revokeSession(ctx context.Context, actor access.Actor, in *IDIn) (*none, error) {
	return nil, s.Identity.Revoke(ctx, byOf(actor), actor.UserID, in.ID)
}

func byOf(a access.Actor) identity.By {
	return identity.By{User: a.UserID, Org: a.Acting.OrgID, Role: string(a.Acting.Role)}
}
