// Package oidctest starts a real OpenID Connect provider for a test (tools/provider)
// and plays the browser of somebody who signs in there.
package oidctest

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"hemu/internal/oidc"
	"hemu/internal/rig"
)

// The applications the provider knows.
const (
	Client = "hemu"
	Other  = "other"
	Late   = "late" // its tokens have expired when they come
	Secret = "a-secret/with+signs"
)

// first and second are providers that live as long as the program that tests.
var first, second = sync.OnceValues(start), sync.OnceValues(start)

func start() (issuer string, err error) { return rig.Tool("provider") }

// Start returns the issuer of a provider; the tests of a package share it.
func Start(t testing.TB) string { return started(t, first) }

// Another returns the issuer of a second provider.
func Another(t testing.TB) string { return started(t, second) }

func started(t testing.TB, once func() (string, error)) string {
	t.Helper()
	issuer, err := once()
	if err != nil {
		t.Fatal(err)
	}
	return issuer
}

// Config is how Hemu is set up for the provider of an issuer.
func Config(issuer string) oidc.Config {
	return oidc.Config{Issuer: issuer, ClientID: Client, Secret: Secret, Name: "统一身份认证", TwoFactor: []string{"mfa", "level-2"}}
}

// Who signs in, and what the provider is to say of how.
type Who struct {
	User     string // the subject is "sub-" and this
	ACR, AMR string
	Ago      time.Duration
}

// Subject is who somebody is at the provider.
func Subject(user string) string { return "sub-" + user }

// Browser is one that may have signed in at the provider before.
type Browser struct{ http.Client }

// NewBrowser returns a browser that nobody has used.
func NewBrowser() *Browser {
	jar, _ := cookiejar.New(nil) // never fails
	return &Browser{http.Client{Jar: jar, CheckRedirect: func(next *http.Request, _ []*http.Request) error {
		if strings.HasSuffix(next.URL.Path, "/api/oidc/callback") {
			return http.ErrUseLastResponse
		}
		return nil
	}}}
}

// Visit goes to an address at the provider and signs in as who, unless the provider
// lets the browser through. It returns where the provider sends it back to, and
// whether a form was filled in.
func (b *Browser) Visit(t testing.TB, address string, who Who) (back *url.URL, asked bool) {
	t.Helper()
	res, err := b.Get(address)
	if err == nil && res.StatusCode == http.StatusOK {
		asked = true
		form := url.Values{"id": {res.Request.URL.Query().Get("id")}, "user": {who.User}, "acr": {who.ACR}, "amr": {who.AMR}, "ago": {who.Ago.String()}}
		login := res.Request.URL.ResolveReference(&url.URL{Path: "/login"})
		_ = res.Body.Close()
		res, err = b.PostForm(login.String(), form)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	if back, err = res.Location(); err != nil {
		t.Fatalf("the provider answered %s at %s", res.Status, res.Request.URL)
	}
	return back, asked
}
