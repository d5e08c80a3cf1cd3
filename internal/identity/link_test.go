package identity_test

import (
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"hemu/internal/identity"
	"hemu/internal/oidc"
	"hemu/internal/oidc/oidctest"
)

// gate is a house with a real provider, whose clock it shares.
type gate struct{ world }

func eachGate(t *testing.T, test func(g gate)) {
	each(t, func(w world) {
		w.clock.Set(time.Now())
		limits := identity.DefaultLimits()
		limits.Factor, limits.Proof = identity.DemandAdmins, 10*time.Minute
		w.Service = identity.NewService(w.db, limits)
		w.Trust(oidc.New(oidctest.Config(oidctest.Start(t)), w.clock.Now, nil))
		test(gate{w})
	})
}

const callback = "http://127.0.0.1:1/api/oidc/callback"

// browser is somebody at a browser of their own.
type browser struct {
	gate
	*oidctest.Browser
	secret  string
	token   string
	session identity.Session
}

func (g gate) browser() *browser { return &browser{gate: g, Browser: oidctest.NewBrowser()} }

// leave goes to the provider and signs in there; in is what comes back.
func (b *browser) leave(purpose identity.Purpose, who oidctest.Who) (in identity.Returned) {
	b.Helper()
	address, secret, err := b.Depart(b.Context(), identity.Departure{Purpose: purpose, Session: b.session, Browser: b.secret, Redirect: callback, Back: "/cases?state=open"})
	b.ok(err)
	b.secret = secret
	back, _ := b.Visit(b, address, who)
	return b.bring(back)
}

func (b *browser) bring(back *url.URL) identity.Returned {
	q := back.Query()
	return identity.Returned{State: q.Get("state"), Code: q.Get("code"), Issuer: q.Get("iss"), Failed: q.Get("error"), Browser: b.secret,
		Session: b.session, Token: b.token, Address: "10.0.0.9", Agent: "Chrome/130.0 Windows"}
}

// come comes back with in.
func (b *browser) come(in identity.Returned) (identity.Arrival, error) {
	out, err := b.Return(b.Context(), in)
	b.take(out)
	return out, err
}

func (b *browser) take(out identity.Arrival) {
	if out.Browser != "" {
		b.secret = out.Browser
	}
	if out.Token != "" {
		b.token = out.Token
		b.session, _, _ = b.Resume(b.Context(), b.token, nil)
	}
}

func (b *browser) code(code string) (identity.Arrival, error) {
	in := identity.Returned{Browser: b.secret, Code: code, Session: b.session, Token: b.token, Address: "10.0.0.9"}
	out, err := b.EnterCode(b.Context(), in)
	b.take(out)
	return out, err
}

// enter signs in by the provider from a new browser.
func (g gate) enter(who oidctest.Who) (*browser, identity.Arrival, error) {
	g.Helper()
	b := g.browser()
	out, err := b.come(b.leave(identity.ForSignIn, who))
	return b, out, err
}

var pwd = oidctest.Who{User: "wang", AMR: "pwd"}

// TestProviderSignIn: nobody gets in whom nobody linked; whoever is, does, as long as
// the link and the account last.
func TestProviderSignIn(t *testing.T) {
	eachGate(t, func(g gate) {
		ctx := g.Context()
		_, _, err := g.enter(pwd)
		g.refused(err, "identity.not_linked")
		u, _, err := g.Create(ctx, admin, identity.NewUser{Username: "wang", Name: "王小明"})
		g.ok(err)
		other := g.user("zhao", good)
		g.refused(g.Link(ctx, identity.By{User: u.ID}, u.ID, "sub-wang"), "identity.self_link")
		g.refused(g.Link(ctx, admin, u.ID, " "), "identity.subject_form")
		g.refused(g.Link(ctx, admin, "nobody", "sub-wang"), "identity.not_found")
		g.ok(g.Link(ctx, admin, u.ID, " sub-wang "))
		g.refused(g.Link(ctx, admin, other.ID, "sub-wang"), "identity.link_taken")

		b, out, err := g.enter(pwd)
		g.ok(err)
		if out.User.ID != u.ID || out.User.MustChange || !out.User.Linked || out.Back != "/cases?state=open" || !b.session.Provider || b.session.Vouched || b.session.Agent != "Chrome, Windows" {
			t.Errorf("%+v", out)
		}
		if !g.Proved(b.session) {
			t.Error("signed in just now, and nothing is proved")
		}
		// The provider remembers: its word is as old as the password given there.
		old := b.token
		b.Browser = oidctest.NewBrowser()
		_, err = b.come(b.leave(identity.ForSignIn, oidctest.Who{User: "wang", Ago: 11 * time.Minute}))
		g.ok(err)
		if b.token == old || g.Proved(b.session) {
			t.Error("a sign-in remembered by the provider counts as a proof of now")
		}
		g.refused(g.resume(old), "identity.signed_out")

		g.ok(g.Unlink(ctx, admin, u.ID, ""))
		g.refused(g.Unlink(ctx, admin, u.ID, ""), "identity.no_link")
		g.refused(g.resume(b.token), "identity.signed_out")
		_, _, err = g.enter(pwd)
		g.refused(err, "identity.not_linked")
		g.ok(g.Link(ctx, admin, u.ID, "sub-wang"))
		g.ok(g.Disable(ctx, admin, u.ID, u.Version, true))
		_, _, err = g.enter(pwd)
		g.refused(err, "identity.not_linked")
		if verbs := g.verbs(identity.Stream(u.ID)); verbs != "create link sign_in sign_in unlink link disable" {
			t.Error(verbs)
		}
		if verbs := g.verbs(identity.UnknownStream); verbs != "sign_in_failed sign_in_failed sign_in_failed" {
			t.Error(verbs)
		}
	})
}

// TestErrandIsOfOneBrowser: what comes back is taken once, from the browser that left,
// in time, and sent to no other site.
func TestErrandIsOfOneBrowser(t *testing.T) {
	eachGate(t, func(g gate) {
		ctx := g.Context()
		u := g.user("wang", good)
		g.ok(g.Link(ctx, admin, u.ID, "sub-wang"))

		// Somebody sends a victim the address their own sign-in came back to.
		thief, victim := g.browser(), g.browser()
		g.ok(g.Link(ctx, admin, g.user("thief", good).ID, "sub-thief"))
		stolen := thief.leave(identity.ForSignIn, oidctest.Who{User: "thief"})
		victim.leave(identity.ForSignIn, pwd) // has a secret of its own
		planted := stolen
		planted.Browser = victim.secret
		_, err := victim.come(planted)
		g.refused(err, "identity.errand_lost")
		planted.Browser = ""
		_, err = victim.come(planted)
		g.refused(err, "identity.errand_lost")
		_, err = thief.come(stolen)
		g.ok(err)
		_, err = thief.come(stolen)
		g.refused(err, "identity.errand_lost") // the state again

		made := stolen
		made.State = "made-up"
		_, err = thief.come(made)
		g.refused(err, "identity.errand_lost")
		b := g.browser()
		in := b.leave(identity.ForSignIn, pwd)
		g.clock.Advance(10 * time.Minute)
		_, err = b.come(in)
		g.refused(err, "identity.errand_lost")
		g.clock.Set(time.Now())

		in = b.leave(identity.ForSignIn, pwd)
		in.Failed = "access_denied"
		out, err := b.come(in)
		g.refused(err, "identity.declined")
		if out.Back != "/cases?state=open" {
			t.Errorf("%+v", out)
		}
		in = b.leave(identity.ForSignIn, pwd)
		in.Issuer = "https://elsewhere.example.org"
		_, err = b.come(in)
		g.refused(err, "oidc.forged")

		// Two tabs of one browser do not take each other's place.
		one, two := b.leave(identity.ForSignIn, pwd), b.leave(identity.ForSignIn, pwd)
		for _, in := range []identity.Returned{two, one} {
			_, err = b.come(in)
			g.ok(err)
		}
		// One answer sent many times at once lets one in.
		in = b.leave(identity.ForSignIn, pwd)
		var wg sync.WaitGroup
		ins := make(chan string, 4)
		for range cap(ins) {
			wg.Go(func() {
				if out, err := g.Return(ctx, in); err == nil {
					ins <- out.Token
				}
			})
		}
		wg.Wait()
		if len(ins) != 1 {
			t.Errorf("%d sessions of one answer", len(ins))
		}
		for back, want := range map[string]string{"/work": "/work", "": "/", "https://evil.example": "/", "//evil.example": "/", `/\evil.example`: "/", "/\r\nSet-Cookie: a=b": "/"} {
			address, secret, err := g.Depart(ctx, identity.Departure{Purpose: identity.ForSignIn, Redirect: callback, Back: back})
			g.ok(err)
			at, _ := url.Parse(address)
			out, _ := g.Return(ctx, identity.Returned{State: at.Query().Get("state"), Browser: secret, Failed: "x"})
			if out.Back != want {
				t.Errorf("back to %q: %q", back, out.Back)
			}
		}
	})
}

// TestLinkOneself: from a session, to whom the person signs in as at the provider there
// and then, never from another session.
func TestLinkOneself(t *testing.T) {
	eachGate(t, func(g gate) {
		wang := g.user("wang", good)
		g.user("zhao", good)
		at := func(name string) *browser {
			in, err := g.signIn(name, good)
			g.ok(err)
			b := g.browser()
			b.token, b.session = in.Token, in.Session
			return b
		}
		b, thief := at("wang"), at("zhao")
		in := b.leave(identity.ForLink, pwd)
		in.Session = thief.session
		_, err := b.come(in)
		g.refused(err, "identity.errand_lost")
		in = b.leave(identity.ForLink, pwd)
		in.Session = identity.Session{}
		_, err = b.come(in)
		g.refused(err, "identity.errand_lost")
		_, err = b.come(b.leave(identity.ForLink, pwd))
		g.ok(err)
		_, err = thief.come(thief.leave(identity.ForLink, pwd))
		g.refused(err, "identity.link_taken")
		l, err := g.Linked(g.Context(), wang.ID)
		g.ok(err)
		if l.Subject != "sub-wang" || l.By != wang.ID || l.Issuer != oidctest.Start(t) {
			t.Errorf("%+v", l)
		}
		other, out, err := g.enter(pwd)
		g.ok(err)
		if out.User.ID != wang.ID {
			t.Errorf("%+v", out.User)
		}
		g.ok(g.Unlink(g.Context(), identity.By{User: wang.ID}, wang.ID, b.session.ID))
		g.ok(g.resume(b.token)) // it was begun with the password
		g.refused(g.resume(other.token), "identity.signed_out")
		if verbs := g.verbs(identity.Stream(wang.ID)); verbs != "create sign_in link sign_in unlink" {
			t.Error(verbs)
		}
		_, _, err = g.Depart(g.Context(), identity.Departure{Purpose: identity.ForProof, Session: thief.session, Redirect: callback})
		g.refused(err, "identity.no_link")
	})
}

// TestProviderAndFactor: the second factor is asked for here unless the provider vouches
// for one; guesses of the code are counted as ever.
func TestProviderAndFactor(t *testing.T) {
	eachGate(t, func(g gate) {
		in, p := g.enrolled("wang")
		g.ok(g.Link(g.Context(), admin, in.User.ID, "sub-wang"))
		b, out, err := g.enter(pwd)
		g.ok(err)
		if !out.CodeNeeded || out.Token != "" || out.Back != "/cases?state=open" {
			t.Fatalf("%+v", out)
		}
		_, err = g.browser().code(p.now())
		g.refused(err, "identity.errand_lost") // another browser
		_, err = b.code("000000")
		g.refused(err, "identity.code_wrong")
		_, err = b.code(p.next())
		g.ok(err)
		if b.session.UserID != in.User.ID || b.session.Vouched {
			t.Errorf("%+v", b.session)
		}
		_, err = b.code(p.next())
		g.refused(err, "identity.errand_lost") // taken
		b, out, err = g.enter(oidctest.Who{User: "wang", AMR: "pwd mfa"})
		g.ok(err)
		if out.CodeNeeded || !b.session.Vouched {
			t.Errorf("%+v", out)
		}
		boss := g.user("boss", good)
		if !g.MustEnrol(boss, identity.Session{}, []string{"audit_admin"}) || g.MustEnrol(boss, b.session, []string{"audit_admin"}) {
			t.Error("who has to enrol")
		}

		b, _, err = g.enter(pwd)
		g.ok(err)
		for range 4 {
			_, err = b.code("000000")
			g.refused(err, "identity.code_wrong")
		}
		_, err = b.code("000000")
		g.refused(err, "identity.locked")
		_, err = b.code(p.recovery[0])
		g.refused(err, "identity.locked")
		_, err = g.signInWith("wang", good, p.recovery[0])
		g.refused(err, "identity.locked") // one tally
		g.clock.Advance(10 * time.Minute)
		_, err = b.code(p.recovery[0])
		g.refused(err, "identity.errand_lost")
		if verbs := g.verbs(identity.Stream(in.User.ID)); !strings.Contains(verbs, "link code_failed sign_in sign_in code_failed code_failed code_failed code_failed code_failed lock") {
			t.Error(verbs)
		}
	})
}

// TestProviderProof: a proof at the provider is one of the linked person, there and
// then; it changes the token.
func TestProviderProof(t *testing.T) {
	eachGate(t, func(g gate) {
		u := g.user("wang", good)
		g.ok(g.Link(g.Context(), admin, u.ID, "sub-wang"))
		b, _, err := g.enter(oidctest.Who{User: "wang", Ago: 11 * time.Minute})
		g.ok(err)
		if g.Proved(b.session) {
			t.Fatal("proved for ever")
		}
		_, err = b.come(b.leave(identity.ForProof, oidctest.Who{User: "zhao"}))
		g.refused(err, "identity.not_you")
		_, err = b.come(b.leave(identity.ForProof, oidctest.Who{User: "wang", Ago: 3 * time.Minute}))
		g.refused(err, "oidc.stale")
		old := b.token
		_, err = b.come(b.leave(identity.ForProof, pwd))
		g.ok(err)
		if b.token == old || !g.Proved(b.session) {
			t.Error("not proved")
		}
		g.refused(g.resume(old), "identity.signed_out")
		if verbs := g.verbs(identity.Stream(u.ID)); verbs != "create link sign_in sign_in_failed sign_in_failed prove" {
			t.Error(verbs)
		}

		// With a second factor the code is wanted too.
		p := &phone{world: g.world}
		p.enrol(identity.SignedIn{User: u, Session: b.session})
		g.clock.Set(time.Now())
		out, err := b.come(b.leave(identity.ForProof, pwd))
		g.ok(err)
		if !out.CodeNeeded || out.Purpose != identity.ForProof {
			t.Errorf("%+v", out)
		}
		thief := *b
		thief.session = identity.Session{}
		_, err = thief.code(p.recovery[0])
		g.refused(err, "identity.errand_lost")
		old = b.token
		_, err = b.code(p.recovery[0])
		g.ok(err)
		if b.token == old {
			t.Error("the token stays")
		}
	})
}
