// Package oidc asks an OpenID Connect provider who somebody is: the code flow with
// PKCE and nonce (OpenID Connect Core 1.0 §3.1, RFC 7636). It keeps nothing and
// knows no users: whoever calls it remembers what was asked, and decides what an
// answer is worth.
package oidc

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"hemu/internal/fault"
)

// Config says which provider is asked, and what its answers are worth.
type Config struct {
	Issuer   string // address of the provider, exactly as its tokens spell it
	ClientID string
	Secret   string // "" for a public client: PKCE protects the code either way
	Name     string // what people call the provider
	// Classes are the authentication contexts (acr) asked for; an answer of any other
	// is refused. None: every class will do.
	Classes []string
	// TwoFactor are the values of acr or amr (RFC 8176) that stand for two factors.
	TwoFactor []string
}

// Check reports what is wrong with the configuration of an operator.
func (c Config) Check() error {
	at, err := url.Parse(c.Issuer)
	switch {
	case err != nil || at.Host == "" || at.RawQuery != "" || at.Fragment != "":
		return errors.New("--oidc-issuer: https://…")
	case at.Scheme != "https" && !(at.Scheme == "http" && loopback(at.Hostname())):
		return errors.New("--oidc-issuer: https://…")
	case c.ClientID == "":
		return errors.New("--oidc-client")
	}
	return nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Skew is how far the provider's clock may be off ours.
const Skew = time.Minute

// patience is how long the provider is waited for, each time it is asked.
const patience = 10 * time.Second

// The ways an answer is refused.
var (
	// ErrAway: the provider does not answer, or not as one.
	ErrAway = fault.New(fault.Unavailable, "oidc.away")
	// ErrForged: the answer is not of this provider, not for us, not to this question,
	// or too old.
	ErrForged = fault.New(fault.Denied, "oidc.forged")
	// ErrClass: the person signed in there in a weaker way than is asked for.
	ErrClass = fault.New(fault.Denied, "oidc.class")
	// ErrStale: they signed in there too long ago.
	ErrStale = fault.New(fault.Denied, "oidc.stale")
)

// Question is what the provider is asked. State, Nonce and Verifier are random and
// belong to this question alone.
type Question struct {
	State, Nonce, Verifier string
	Redirect               string        // where the answer is to come
	MaxAge                 time.Duration // for how long at most a sign-in there serves
	Fresh                  bool          // the person has to sign in there now, whatever was before
	Asked                  time.Time
}

// Answer is what the provider says of somebody.
type Answer struct {
	Issuer, Subject string
	At              time.Time // when they signed in there
	TwoFactor       bool      // they did so with two factors
}

// Provider is an OpenID Connect provider. It is safe for concurrent use.
type Provider struct {
	config Config
	now    func() time.Time
	client *http.Client

	mu    sync.Mutex
	found *oidc.Provider
	until time.Time
}

// New returns a Provider; it asks nothing yet. transport nil is the usual one.
func New(config Config, now func() time.Time, transport http.RoundTripper) *Provider {
	return &Provider{config: config, now: now, client: &http.Client{
		Timeout: patience, Transport: transport,
		// A provider that moved is told to the operator, not followed.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Name is what people call the provider; without one, its host.
func (p *Provider) Name() string {
	if p.config.Name != "" {
		return p.config.Name
	}
	at, err := url.Parse(p.config.Issuer)
	if err != nil {
		return p.config.Issuer
	}
	return at.Hostname()
}

// Issuer is the provider's address, as links to it name it.
func (p *Provider) Issuer() string { return p.config.Issuer }

// rediscover is how long what the provider says of itself is believed.
const rediscover = 24 * time.Hour

// discover asks the provider for its addresses. Its keys are asked for when a
// token comes that was signed with a new one.
func (p *Provider) discover(ctx context.Context) (*oidc.Provider, error) {
	p.mu.Lock()
	known, until := p.found, p.until
	p.mu.Unlock()
	if known != nil && p.now().Before(until) {
		return known, nil
	}
	found, err := oidc.NewProvider(oidc.ClientContext(ctx, p.client), p.config.Issuer)
	if err != nil {
		if known != nil { // as it was yesterday
			return known, nil
		}
		return nil, fmt.Errorf("%w: %w", ErrAway, err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.found, p.until = found, p.now().Add(rediscover)
	return found, nil
}

func (p *Provider) flow(at *oidc.Provider, redirect string) *oauth2.Config {
	return &oauth2.Config{ClientID: p.config.ClientID, ClientSecret: p.config.Secret, Endpoint: at.Endpoint(), RedirectURL: redirect, Scopes: []string{oidc.ScopeOpenID}}
}

// Address is where the browser is sent to have q answered. ErrAway.
func (p *Provider) Address(ctx context.Context, q Question) (string, error) {
	at, err := p.discover(ctx)
	if err != nil {
		return "", err
	}
	with := []oauth2.AuthCodeOption{oidc.Nonce(q.Nonce), oauth2.S256ChallengeOption(q.Verifier)}
	if len(p.config.Classes) > 0 {
		with = append(with, oauth2.SetAuthURLParam("acr_values", strings.Join(p.config.Classes, " ")))
	}
	maxAge := q.MaxAge
	if q.Fresh {
		with, maxAge = append(with, oauth2.SetAuthURLParam("prompt", "login")), 0
	}
	with = append(with, oauth2.SetAuthURLParam("max_age", strconv.Itoa(int(maxAge/time.Second))))
	return p.flow(at, q.Redirect).AuthCodeURL(q.State, with...), nil
}

// claims are what we read of a token beside what the library does.
type claims struct {
	Authorized string   `json:"azp"`
	AuthTime   float64  `json:"auth_time"` // seconds since 1970
	Class      string   `json:"acr"`
	Methods    []string `json:"amr"`
}

// Redeem exchanges the code that came back for q, and checks who it stands for.
// ErrAway, ErrForged, ErrClass, ErrStale.
func (p *Provider) Redeem(ctx context.Context, q Question, code string) (Answer, error) {
	at, err := p.discover(ctx)
	if err != nil {
		return Answer{}, err
	}
	ctx = oidc.ClientContext(ctx, p.client)
	tokens, err := p.flow(at, q.Redirect).Exchange(ctx, code, oauth2.VerifierOption(q.Verifier))
	if refused, ok := errors.AsType[*oauth2.RetrieveError](err); ok && refused.Response.StatusCode < http.StatusInternalServerError {
		return Answer{}, fmt.Errorf("%w: code refused: %s", ErrForged, refused.ErrorCode)
	} else if err != nil {
		return Answer{}, fmt.Errorf("%w: %w", ErrAway, err)
	}
	raw, _ := tokens.Extra("id_token").(string)
	// A token that has just expired by our clock, or was made a moment ahead of it, is
	// one of a provider whose clock is off by no more than Skew.
	verifier := at.Verifier(&oidc.Config{ClientID: p.config.ClientID, Now: func() time.Time { return p.now().Add(-Skew) }})
	token, err := verifier.Verify(ctx, raw)
	if err != nil {
		return Answer{}, fmt.Errorf("%w: %w", ErrForged, err)
	}
	return p.read(q, token)
}

func (p *Provider) read(q Question, token *oidc.IDToken) (Answer, error) {
	var c claims
	if err := token.Claims(&c); err != nil {
		return Answer{}, fmt.Errorf("%w: %w", ErrForged, err)
	}
	at := time.Unix(int64(c.AuthTime), 0)
	now := p.now()
	switch {
	case token.Nonce != q.Nonce || token.Subject == "":
		return Answer{}, fmt.Errorf("%w: nonce or subject", ErrForged)
	case c.Authorized != p.config.ClientID && (c.Authorized != "" || len(token.Audience) > 1):
		return Answer{}, fmt.Errorf("%w: authorized party", ErrForged)
	case token.IssuedAt.After(now.Add(Skew)) || at.After(now.Add(Skew)):
		return Answer{}, fmt.Errorf("%w: from the future", ErrForged)
	case len(p.config.Classes) > 0 && !slices.Contains(p.config.Classes, c.Class):
		return Answer{}, ErrClass
	case c.AuthTime == 0 || now.Sub(at) > q.MaxAge+Skew || q.Fresh && at.Before(q.Asked.Add(-Skew)):
		// Every provider has to say when, once max_age was asked (Core §15.1).
		return Answer{}, ErrStale
	}
	two := slices.ContainsFunc(p.config.TwoFactor, func(v string) bool { return v == c.Class || slices.Contains(c.Methods, v) })
	return Answer{Issuer: token.Issuer, Subject: token.Subject, At: earlier(at, now), TwoFactor: two}, nil
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
