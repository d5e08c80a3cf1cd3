package httpapi

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/identity"
	"hemu/internal/sqldb"
)

const (
	callbackPath = "/api/oidc/callback"
	// provedPath is the page of the console that a proof at the provider ends on.
	provedPath = "/proved"
)

// oidcRoutes are the way in by an OpenID Connect provider. A browser is sent there
// and back by navigation, so the callback is the one operation that redirects.
func (s *Server) oidcRoutes(api huma.API, mux *http.ServeMux) {
	open(api, op("GET", "/api/sign-in", "waysIn", "The ways to sign in"), s.waysIn)
	open(api, op("POST", "/api/oidc/sign-in", "departSignIn", "Address at the provider to sign in"), s.departSignIn)
	signed(api, op("POST", "/api/oidc/link", "departLink", "Address at the provider to be linked to whom one is there"), s.departLink)
	signed(api, op("POST", "/api/oidc/proof", "departProof", "Address at the provider to prove again who one is"), s.departProof)
	open(api, op("POST", "/api/oidc/code", "enterCode", "The code of the second factor, after the provider"), s.enterCode)
	signed(api, op("GET", "/api/me/link", "getLink", "Whether one is linked to the provider"), s.getLink)
	signed(api, op("DELETE", "/api/me/link", "unlinkMe", "No longer sign in by way of the provider"), s.unlinkMe)
	keeping(api, op("PUT", "/api/users/{id}/link", "linkUser", "Say who somebody is at the provider"), access.ManagePosts, s.linkUser)
	keeping(api, op("DELETE", "/api/users/{id}/link", "unlinkUser", "Let somebody no longer sign in by way of the provider"), access.ManagePosts, s.unlinkUser)

	o := withQuery(op("GET", callbackPath, "oidcCallback", "Where the provider sends the browser back to"), "state", "code", "iss", "error")
	o.Responses = map[string]*huma.Response{"303": {Description: "On with the page the errand was begun from; came tells what is wrong or wanted"}}
	o = described(o, false)
	api.OpenAPI().AddOperation(&o)
	mux.HandleFunc("GET "+callbackPath, s.callback)
}

// WaysOut are the ways to sign in.
type WaysOut struct {
	Provider string `json:"provider" doc:"what people call the OpenID Connect provider; empty when there is none"`
}

func (s *Server) waysIn(context.Context, *none) (*body[WaysOut], error) {
	return &body[WaysOut]{WaysOut{s.Identity.ProviderName()}}, nil
}

// browserCookie is the secret that ties an errand at the provider to one browser.
func browserCookie(secure bool, secret string) string {
	c := http.Cookie{Name: browserName(secure), Value: secret, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: secure, MaxAge: int(time.Hour / time.Second)}
	return c.String()
}

func browserName(secure bool) string {
	if secure {
		return cookieName + "-oidc"
	}
	return plainCookie + "-oidc"
}

type backIn struct {
	Body struct {
		Back string `json:"back,omitempty" maxLength:"2000" doc:"path of the console to go on with"`
	}
}

// departure is an address at the provider, for the browser that may come back from it.
type departure struct {
	SetCookie string `header:"Set-Cookie"`
	Body      struct {
		Address string `json:"address"`
	}
}

func (s *Server) depart(ctx context.Context, d identity.Departure) (*departure, error) {
	me := whoOf(ctx)
	d.Browser, d.Redirect = me.browser, me.base+callbackPath
	address, browser, err := s.Identity.Depart(ctx, d)
	if err != nil {
		return nil, logged(ctx, err)
	}
	tls, _ := ctx.Value(secureKey{}).(bool)
	out := &departure{SetCookie: browserCookie(tls, browser)}
	out.Body.Address = address
	return out, nil
}

func (s *Server) departSignIn(ctx context.Context, in *backIn) (*departure, error) {
	return s.depart(ctx, identity.Departure{Purpose: identity.ForSignIn, Back: in.Body.Back})
}

func (s *Server) departLink(ctx context.Context, _ access.Actor, in *backIn) (*departure, error) {
	return s.depart(ctx, identity.Departure{Purpose: identity.ForLink, Session: whoOf(ctx).session, Back: in.Body.Back})
}

func (s *Server) departProof(ctx context.Context, _ access.Actor, _ *none) (*departure, error) {
	return s.depart(ctx, identity.Departure{Purpose: identity.ForProof, Session: whoOf(ctx).session, Back: provedPath})
}

func (me *who) returned() identity.Returned {
	in := identity.Returned{Browser: me.browser, Token: me.token, Agent: me.agent, Address: me.address}
	if me.err == nil {
		in.Session = me.session
	}
	return in
}

// callback takes what the browser brings back from the provider, and sends it on to
// the page it came from: came=code when a code is still wanted, else the code of
// the fault.
func (s *Server) callback(w http.ResponseWriter, r *http.Request) {
	me, q := whoOf(r.Context()), r.URL.Query()
	in := me.returned()
	in.State, in.Code, in.Issuer, in.Failed = q.Get("state"), q.Get("code"), q.Get("iss"), q.Get("error")
	out, err := s.Identity.Return(r.Context(), in)
	came := ""
	if err != nil {
		_ = logged(r.Context(), err)
		came = sqldb.Fault(err).Code
	} else if out.CodeNeeded {
		came = "code"
	}
	if out.Token != "" {
		w.Header().Add("Set-Cookie", sessionCookie(secure(r), out.Token))
	}
	if out.Browser != "" {
		w.Header().Add("Set-Cookie", browserCookie(secure(r), out.Browser))
	}
	w.Header().Set("Location", onward(out.Back, came))
	w.WriteHeader(http.StatusSeeOther)
}

// onward is the page to go on with, told what came of the errand.
func onward(back, came string) string {
	at, err := url.Parse(back)
	if err != nil || back == "" {
		at = &url.URL{Path: "/"}
	}
	if came != "" {
		q := at.Query()
		q.Set("came", came)
		at.RawQuery = q.Encode()
	}
	return at.RequestURI()
}

// logged tells the operator why the provider's answer was not taken; people are
// told no more than that it was not.
func logged(ctx context.Context, err error) error {
	if f := sqldb.Fault(err); f.Kind == fault.Internal || f.Error() != err.Error() {
		slog.WarnContext(ctx, "provider", "ref", refOf(ctx), "err", err)
	}
	return err
}

func (s *Server) enterCode(ctx context.Context, in *codeIn) (*cookieAnswer, error) {
	back := whoOf(ctx).returned()
	back.Code = in.Body.Code
	out, err := s.Identity.EnterCode(ctx, back)
	if err != nil {
		return nil, err
	}
	tls, _ := ctx.Value(secureKey{}).(bool)
	return &cookieAnswer{sessionCookie(tls, out.Token)}, nil
}

// LinkOut is what a person is told of their link to the provider.
type LinkOut struct {
	Provider string     `json:"provider" doc:"what people call it; empty when there is none"`
	Since    *time.Time `json:"since,omitempty" doc:"absent when not linked"`
}

func (s *Server) getLink(ctx context.Context, actor access.Actor, _ *none) (*body[LinkOut], error) {
	l, err := s.Identity.Linked(ctx, actor.UserID)
	out := LinkOut{Provider: s.Identity.ProviderName()}
	if l.UserID != "" {
		out.Since = &l.At
	}
	return &body[LinkOut]{out}, err
}

func (s *Server) unlinkMe(ctx context.Context, actor access.Actor, _ *none) (*none, error) {
	return nil, s.Identity.Unlink(ctx, byOf(actor), actor.UserID, actor.SessionID)
}

func (s *Server) linkUser(ctx context.Context, actor access.Actor, in *struct {
	IDIn
	Body struct {
		Subject string `json:"subject" maxLength:"255" doc:"sub of the person's tokens"`
	}
}) (*none, error) {
	return nil, s.Identity.Link(ctx, byOf(actor), in.ID, in.Body.Subject)
}

func (s *Server) unlinkUser(ctx context.Context, actor access.Actor, in *IDIn) (*none, error) {
	return nil, s.Identity.Unlink(ctx, byOf(actor), in.ID, "")
}
