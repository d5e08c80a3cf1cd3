package oidc_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"hemu/internal/oidc"
	"hemu/internal/oidc/oidctest"
)

const redirect = "http://127.0.0.1:1/api/oidc/callback"

func question() oidc.Question {
	return oidc.Question{State: rand.Text(), Nonce: rand.Text(), Verifier: rand.Text() + rand.Text(), Redirect: redirect, MaxAge: 30 * time.Minute, Asked: time.Now()}
}

// wire stands between us and the provider: it may put another ID token in the place
// of the one that comes.
type wire struct {
	token string // the last one that came, or what to put in its place
	swap  bool
}

// RoundTrip implements http.RoundTripper.
func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil || !strings.HasSuffix(r.URL.Path, "/token") || res.StatusCode != http.StatusOK {
		return res, err
	}
	var body map[string]any
	if err := json.NewDecoder(res.Body).Decode(&body); err != nil {
		return nil, err
	}
	if w.swap {
		body["id_token"] = w.token
	} else {
		w.token = body["id_token"].(string)
	}
	raw, err := json.Marshal(body)
	res.Body, res.ContentLength = io.NopCloser(bytes.NewReader(raw)), int64(len(raw))
	return res, err
}

// desk asks one provider as one application.
type desk struct {
	*testing.T
	*oidc.Provider
	wire   *wire
	offset time.Duration // of our clock
}

func (d *desk) open(t *testing.T, config oidc.Config) *desk {
	d.T, d.wire = t, &wire{}
	d.Provider = oidc.New(config, func() time.Time { return time.Now().Add(d.offset) }, d.wire)
	return d
}

// code has somebody sign in for q.
func (d *desk) code(q oidc.Question, who oidctest.Who) string {
	d.Helper()
	address, err := d.Address(d.Context(), q)
	if err != nil {
		d.Fatal(err)
	}
	back, _ := oidctest.NewBrowser().Visit(d, address, who)
	if back.Query().Get("state") != q.State {
		d.Fatalf("came back with %s", back)
	}
	return back.Query().Get("code")
}

func (d *desk) answer(q oidc.Question, who oidctest.Who) (oidc.Answer, error) {
	d.Helper()
	return d.Redeem(d.Context(), q, d.code(q, who))
}

// wants checks how an answer was refused; nil for one taken.
func (d *desk) wants(what string, err, want error) {
	d.Helper()
	if !errors.Is(err, want) || want == nil && err != nil {
		d.Errorf("%s: %v, want %v", what, err, want)
	}
}

var wang = oidctest.Who{User: "wang", AMR: "pwd"}

// TestAnswers: what a real provider says is read as it was meant.
func TestAnswers(t *testing.T) {
	issuer := oidctest.Start(t)
	d := new(desk).open(t, oidctest.Config(issuer))
	a, err := d.answer(question(), wang)
	d.wants("a sign-in", err, nil)
	if a.Subject != "sub-wang" || a.Issuer != issuer || a.TwoFactor || time.Since(a.At) > 5*time.Second {
		t.Errorf("%+v", a)
	}
	for _, who := range []oidctest.Who{{User: "wang", AMR: "pwd mfa"}, {User: "wang", ACR: "level-2"}} {
		if a, err := d.answer(question(), who); err != nil || !a.TwoFactor {
			t.Errorf("%+v: %+v, %v", who, a, err)
		}
	}
	_, err = d.answer(question(), oidctest.Who{User: "wang", Ago: 2 * time.Hour})
	d.wants("signed in two hours ago", err, oidc.ErrStale)
	q := question()
	q.Fresh = true
	_, err = d.answer(q, oidctest.Who{User: "wang", Ago: 5 * time.Minute})
	d.wants("not signed in anew", err, oidc.ErrStale)
	_, err = d.answer(q, wang)
	d.wants("signed in anew", err, nil)

	graded := oidctest.Config(issuer)
	graded.Classes = []string{"level-2", "level-3"}
	d.open(t, graded)
	_, err = d.answer(question(), oidctest.Who{User: "wang", ACR: "level-1"})
	d.wants("a class too low", err, oidc.ErrClass)
	_, err = d.answer(question(), oidctest.Who{User: "wang", ACR: "level-3"})
	d.wants("a class asked for", err, nil)
	if address, err := d.Address(t.Context(), q); err != nil || !strings.Contains(address, "acr_values=level-2+level-3") ||
		!strings.Contains(address, "prompt=login") || !strings.Contains(address, "max_age=0") || !strings.Contains(address, "code_challenge_method=S256") {
		t.Errorf("asked at %s, %v", address, err)
	}
}

// TestRemembered: a browser that has signed in there is let through, until somebody
// is to sign in anew.
func TestRemembered(t *testing.T) {
	d := new(desk).open(t, oidctest.Config(oidctest.Start(t)))
	b := oidctest.NewBrowser()
	for _, step := range []struct {
		fresh, asked bool
		who          oidctest.Who
	}{{asked: true, who: wang}, {}, {fresh: true, asked: true, who: wang}} {
		q := question()
		q.Fresh = step.fresh
		address, err := d.Address(t.Context(), q)
		d.wants("address", err, nil)
		back, asked := b.Visit(t, address, step.who)
		a, err := d.Redeem(t.Context(), q, back.Query().Get("code"))
		if err != nil || a.Subject != "sub-wang" || asked != step.asked {
			t.Errorf("%+v: asked %v, %+v, %v", step, asked, a, err)
		}
	}
}

// TestForgeries: tokens of the provider that were made for something else, and
// tokens it never made.
func TestForgeries(t *testing.T) {
	issuer := oidctest.Start(t)
	d := new(desk).open(t, oidctest.Config(issuer))

	q := question()
	code := d.code(q, wang)
	wrong := q
	wrong.Verifier = rand.Text() + rand.Text()
	_, err := d.Redeem(t.Context(), wrong, code)
	d.wants("a code stolen without its verifier", err, oidc.ErrForged)
	q = question()
	code = d.code(q, wang)
	_, err = d.Redeem(t.Context(), q, code)
	d.wants("a code", err, nil)
	_, err = d.Redeem(t.Context(), q, code)
	d.wants("the code again", err, oidc.ErrForged)
	_, err = d.Redeem(t.Context(), q, "made-up")
	d.wants("a code made up", err, oidc.ErrForged)

	late := oidctest.Config(issuer)
	late.ClientID = oidctest.Late
	_, err = new(desk).open(t, late).answer(question(), wang)
	d.wants("a token expired", err, oidc.ErrForged)

	wrongSecret := oidctest.Config(issuer)
	wrongSecret.Secret = "guessed"
	_, err = new(desk).open(t, wrongSecret).answer(question(), wang)
	d.wants("a client with another secret", err, oidc.ErrForged)

	// Each of these is put on the wire in the place of the token that answers q.
	swapped := func(what string, q oidc.Question, token string) {
		t.Helper()
		code := d.code(q, wang)
		d.wire.token, d.wire.swap = token, true
		_, err := d.Redeem(t.Context(), q, code)
		d.wants(what, err, oidc.ErrForged)
		d.wire.swap = false
	}
	from := func(config oidc.Config, q oidc.Question) string {
		t.Helper()
		other := new(desk).open(t, config)
		_, err := other.answer(q, oidctest.Who{User: "boss"})
		other.wants("a token", err, nil)
		return other.wire.token
	}
	q = question()
	swapped("a token of before", question(), from(oidctest.Config(issuer), q))
	audience := oidctest.Config(issuer)
	audience.ClientID = oidctest.Other
	swapped("a token for another application", q, from(audience, q))
	swapped("a token of another provider", q, from(oidctest.Config(oidctest.Another(t)), q))
	good := from(oidctest.Config(issuer), q)
	swapped("a token signed by nobody", q, signedWith(good, "none", nil))
	swapped("a token signed with the client's secret", q, signedWith(good, "HS256", []byte(oidctest.Secret)))
	swapped("a token changed after", q, changed(good))
	swapped("no token", q, "")
}

// signedWith makes a token with the claims of another.
func signedWith(token, alg string, key []byte) string {
	head := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"` + alg + `","kid":"k1"}`))
	body := head + "." + strings.Split(token, ".")[1]
	if key == nil {
		return body + "."
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(body))
	return body + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// changed names somebody else in a token and keeps its signature.
func changed(token string) string {
	part := strings.Split(token, ".")
	raw, _ := base64.RawURLEncoding.DecodeString(part[1])
	part[1] = base64.RawURLEncoding.EncodeToString(bytes.Replace(raw, []byte("sub-boss"), []byte("sub-wang"), 1))
	return strings.Join(part, ".")
}

// TestClocks: a minute's difference between the clocks does no harm, more does.
// A token lives five minutes.
func TestClocks(t *testing.T) {
	d := new(desk).open(t, oidctest.Config(oidctest.Start(t)))
	for offset, want := range map[time.Duration]error{
		0: nil, 50 * time.Second: nil, -50 * time.Second: nil, -2 * time.Minute: oidc.ErrForged,
		5*time.Minute + 50*time.Second: nil, 6*time.Minute + 10*time.Second: oidc.ErrForged,
	} {
		d.offset = offset
		a, err := d.answer(question(), wang)
		d.wants(offset.String(), err, want)
		if now := time.Now().Add(offset); err == nil && a.At.After(now) {
			t.Errorf("%s: signed in after now", offset)
		}
	}
}

// TestAway: a provider that does not answer, or answers as somebody else.
func TestAway(t *testing.T) {
	d := new(desk).open(t, oidctest.Config("http://127.0.0.1:1"))
	_, err := d.Address(t.Context(), question())
	d.wants("nobody there", err, oidc.ErrAway)
	issuer := oidctest.Start(t)
	d.open(t, oidctest.Config(strings.Replace(issuer, "127.0.0.1", "localhost", 1)))
	_, err = d.Address(t.Context(), question())
	d.wants("an issuer that calls itself otherwise", err, oidc.ErrAway)
}

// TestConfigCheck: an operator is told what can't be right.
func TestConfigCheck(t *testing.T) {
	for issuer, right := range map[string]bool{
		"https://login.example.org/realm": true, "http://127.0.0.1:9000": true, "http://login.example.org": false,
		"login.example.org": false, "https://login.example.org/?a=b": false, "file:///etc/passwd": false,
	} {
		if err := (oidc.Config{Issuer: issuer, ClientID: "hemu"}).Check(); (err == nil) != right {
			t.Errorf("%s: %v", issuer, err)
		}
	}
	if (oidc.Config{Issuer: "https://login.example.org"}).Check() == nil {
		t.Error("no client was named")
	}
}
