package httpapi_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"hemu/internal/httpapi"
	"hemu/internal/identity"
	"hemu/internal/oidc"
	"hemu/internal/oidc/oidctest"
)

// provided is a strict house with a real provider.
func provided(t *testing.T) *house {
	h := strict(t)
	h.clock.Set(time.Now())
	h.server.Identity.Trust(oidc.New(oidctest.Config(oidctest.Start(t)), h.clock.Now, nil))
	return h
}

// traveller is a browser with all its cookies.
type traveller struct {
	*session
	*oidctest.Browser
	jar map[string]string
}

func (h *house) traveller() *traveller {
	return &traveller{&session{house: h}, oidctest.NewBrowser(), map[string]string{}}
}

func (b *traveller) keep(res *http.Response) {
	for _, c := range res.Cookies() {
		b.jar[c.Name] = c.Value
		if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode {
			b.t.Errorf("cookie %s is open: %+v", c.Name, c)
		}
	}
	var all []string
	for name, value := range b.jar {
		all = append(all, name+"="+value)
	}
	b.cookie = strings.Join(all, "; ")
}

// travel goes to the provider by an operation and comes back; it returns the page it
// is sent on to.
func (b *traveller) travel(path string, in any, who oidctest.Who) string {
	b.t.Helper()
	res, body := b.do("POST", path, in, nil)
	b.keep(res)
	_, address, _ := strings.Cut(strings.TrimSuffix(strings.TrimSpace(body), `"}`), `"address":"`)
	if res.StatusCode != 200 {
		b.t.Fatal(res.StatusCode, body)
	}
	back, _ := b.Visit(b.t, strings.ReplaceAll(address, `\u0026`, "&"), who)
	return b.come(back)
}

func (b *traveller) come(back *url.URL) string {
	b.t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	req, err := http.NewRequest("GET", b.url+back.RequestURI(), nil)
	must(b.t, err)
	req.Header.Set("Cookie", b.cookie)
	req.Header.Set("Sec-Fetch-Site", "cross-site") // as browsers say of a navigation from there
	res, err := client.Do(req)
	must(b.t, err)
	defer func() { _ = res.Body.Close() }()
	b.keep(res)
	if res.StatusCode != http.StatusSeeOther {
		b.t.Fatalf("came back to %s", res.Status)
	}
	return res.Header.Get("Location")
}

// TestSignInByProvider: from a link made by the security administrator to a session
// of somebody who never had a password, and what it may do.
func TestSignInByProvider(t *testing.T) {
	h := provided(t)
	back := map[string]string{"back": "/cases?state=open"}
	b := h.traveller()
	if w := ask[httpapi.WaysOut](b.session, "GET", "/api/sign-in", nil, nil); w.Provider != "统一身份认证" {
		t.Errorf("%+v", w)
	}
	if at := b.travel("/api/oidc/sign-in", back, oidctest.Who{User: "wang"}); at != "/cases?came=identity.not_linked&state=open" {
		t.Errorf("sent on to %s", at)
	}
	b.refused(401, "identity.signed_out", "GET", "/api/session", nil, nil)

	sec := h.as("sec")
	e := ask[httpapi.EnrolmentOut](sec, "POST", "/api/me/factor", nil, nil)
	codes := ask[httpapi.RecoveryOut](sec, "POST", "/api/me/factor/confirm", map[string]string{"code": identity.CodeAt(e.Secret, h.clock.Now())}, nil).Codes
	found := ask[struct{ Items []httpapi.AccountOut }](sec, "GET", "/api/users?text=wang-user", nil, nil).Items[0]
	link := "/api/users/" + found.ID + "/link"
	h.as("wang").refused(403, "access.no_right", "PUT", link, map[string]string{"subject": "sub-wang"}, nil)
	h.clock.Advance(11 * time.Minute)
	sec.refused(403, "identity.proof_needed", "PUT", link, map[string]string{"subject": "sub-wang"}, nil)
	res, body := sec.do("POST", "/api/session/proof", map[string]string{"password": password, "code": codes[0]}, nil)
	if sec.take(res); res.StatusCode != 204 {
		t.Fatal(res.StatusCode, body)
	}
	ask[any](sec, "PUT", link, map[string]string{"subject": "sub-wang"}, nil)
	if a := ask[httpapi.AccountOut](sec, "GET", "/api/users/"+found.ID, nil, nil); !a.Linked {
		t.Errorf("%+v", a)
	}
	ask[any](sec, "POST", "/api/users/"+found.ID+"/reset", nil, nil) // no password that anybody knows
	h.clock.Set(time.Now())

	b.Browser = oidctest.NewBrowser()
	if at := b.travel("/api/oidc/sign-in", back, oidctest.Who{User: "wang", Ago: 12 * time.Minute}); at != "/cases?state=open" {
		t.Errorf("sent on to %s", at)
	}
	me := ask[httpapi.SessionOut](b.session, "GET", "/api/session", nil, nil)
	if me.User.Username != "wang-user" || me.MustChange || !me.Linked {
		t.Errorf("%+v", me)
	}
	k := b.register()
	seen := ask[httpapi.ViewOut](b.session, "GET", "/api/cases/"+string(k.ID), nil, nil)
	why := map[string]string{"reason": "联系当事人", "partyId": seen.Parties[0].ID}
	b.refused(403, "identity.proof_needed", "POST", "/api/cases/"+string(k.ID)+"/reveal", why, nil)
	if at := b.travel("/api/oidc/proof", nil, oidctest.Who{User: "zhao"}); at != "/proved?came=identity.not_you" {
		t.Errorf("sent on to %s", at)
	}
	old := *b.session
	if at := b.travel("/api/oidc/proof", nil, oidctest.Who{User: "wang"}); at != "/proved" {
		t.Errorf("sent on to %s", at)
	}
	ask[any](b.session, "POST", "/api/cases/"+string(k.ID)+"/reveal", why, nil)
	old.refused(401, "identity.signed_out", "GET", "/api/session", nil, nil)
	ask[any](sec, "DELETE", link, nil, nil)
	b.refused(401, "identity.signed_out", "GET", "/api/session", nil, nil)
}

// TestLinkAndCode: a person with a second factor links themselves and is then asked for
// the code when they come by way of the provider.
func TestLinkAndCode(t *testing.T) {
	h := provided(t)
	b := h.traveller()
	res, body := b.do("POST", "/api/session", map[string]string{"username": "aud-user", "password": password}, nil)
	if b.keep(res); res.StatusCode != 200 {
		t.Fatal(res.StatusCode, body)
	}
	e := ask[httpapi.EnrolmentOut](b.session, "POST", "/api/me/factor", nil, nil)
	codes := ask[httpapi.RecoveryOut](b.session, "POST", "/api/me/factor/confirm", map[string]string{"code": identity.CodeAt(e.Secret, h.clock.Now())}, nil).Codes
	if l := ask[httpapi.LinkOut](b.session, "GET", "/api/me/link", nil, nil); l.Since != nil || l.Provider == "" {
		t.Errorf("%+v", l)
	}
	b.refused(409, "identity.no_link", "POST", "/api/oidc/proof", nil, nil)
	if at := b.travel("/api/oidc/link", map[string]string{"back": "/account"}, oidctest.Who{User: "aud"}); at != "/account" {
		t.Errorf("sent on to %s", at)
	}
	if l := ask[httpapi.LinkOut](b.session, "GET", "/api/me/link", nil, nil); l.Since == nil {
		t.Errorf("%+v", l)
	}
	h.clock.Advance(11 * time.Minute)
	b.refused(403, "identity.proof_needed", "POST", "/api/oidc/link", map[string]string{}, nil)
	b.refused(403, "identity.proof_needed", "DELETE", "/api/me/link", nil, nil)
	h.clock.Set(time.Now())

	other := h.traveller()
	if at := other.travel("/api/oidc/sign-in", map[string]string{}, oidctest.Who{User: "aud"}); at != "/?came=code" {
		t.Errorf("sent on to %s", at)
	}
	other.refused(401, "identity.signed_out", "GET", "/api/session", nil, nil)
	other.refused(422, "identity.code_wrong", "POST", "/api/oidc/code", map[string]string{"code": "000000"}, nil)
	res, body = other.do("POST", "/api/oidc/code", map[string]string{"code": codes[0]}, nil)
	if other.keep(res); res.StatusCode != 204 {
		t.Fatal(res.StatusCode, body)
	}
	if me := ask[httpapi.SessionOut](other.session, "GET", "/api/session", nil, nil); me.User.Username != "aud-user" || me.MustEnrol {
		t.Errorf("%+v", me)
	}
	ask[any](other.session, "DELETE", "/api/me/link", nil, nil)
	if at := h.traveller().travel("/api/oidc/sign-in", map[string]string{}, oidctest.Who{User: "aud"}); at != "/?came=identity.not_linked" {
		t.Errorf("sent on to %s", at)
	}
	if at := h.traveller().come(&url.URL{Path: "/api/oidc/callback", RawQuery: "state=x&code=y"}); at != "/?came=identity.errand_lost" {
		t.Errorf("sent on to %s", at)
	}
}
