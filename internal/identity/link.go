package identity

import (
	"context"
	"errors"
	"strings"
	"time"

	"hemu/internal/fault"
	"hemu/internal/oidc"
	"hemu/internal/sqldb"
)

// The ways signing in by a provider refuses, beside those of package oidc.
var (
	ErrNoProvider = fault.New(fault.NotFound, "identity.no_provider")
	ErrErrandLost = fault.New(fault.Denied, "identity.errand_lost")
	ErrDeclined   = fault.New(fault.Denied, "identity.declined")
	ErrNotLinked  = fault.New(fault.Denied, "identity.not_linked")
	ErrNotYou     = fault.New(fault.Denied, "identity.not_you")
	ErrNoLink     = fault.New(fault.Conflict, "identity.no_link")
	ErrLinkTaken  = fault.New(fault.Conflict, "identity.link_taken")
	ErrSelfLink   = fault.New(fault.Denied, "identity.self_link")
)

// Trust lets people sign in by way of a provider, once they are linked to it. It
// is called before anything else.
func (s *Service) Trust(p *oidc.Provider) { s.provider = p }

// ProviderName is what people call the provider; "" when there is none.
func (s *Service) ProviderName() string {
	if s.provider == nil {
		return ""
	}
	return s.provider.Name()
}

// Link says who a user is at a provider.
type Link struct {
	UserID, Issuer, Subject string
	By                      string // user who linked them; themselves, or a security administrator
	At                      time.Time
}

// holds reports whether the link is to this provider, and not to one from before.
func (l Link) holds(p *oidc.Provider) bool { return p != nil && l.Issuer == p.Issuer() }

// Linked gives the link of a user to the provider; empty without one.
func (s *Service) Linked(ctx context.Context, userID string) (l Link, err error) {
	err = s.db.Read(ctx, func(tx *sqldb.Tx) error {
		l, err = findLink(ctx, tx, userID)
		return err
	})
	if !l.holds(s.provider) {
		return Link{}, err
	}
	return l, err
}

// Link says for somebody else who they are at the provider, instead of what was
// said before. Never for oneself: whoever signs in there does so under their own
// password first.
func (s *Service) Link(ctx context.Context, by By, userID, subject string) error {
	subject = strings.TrimSpace(subject)
	switch {
	case s.provider == nil:
		return ErrNoProvider
	case by.User == userID:
		return ErrSelfLink
	case subject == "" || len(subject) > 255: // Core §2: at most 255 ASCII characters
		return fault.BadField("identity.subject_form", "subject")
	}
	return s.about(ctx, userID, func(tx *sqldb.Tx) error {
		if _, err := findUser(ctx, tx, userID); err != nil {
			return err
		}
		return s.link(ctx, tx, by, "", Link{userID, s.provider.Issuer(), subject, by.User, tx.Now})
	})
}

func (s *Service) link(ctx context.Context, tx *sqldb.Tx, by By, keep string, l Link) error {
	if err := saveLink(ctx, tx, l); err != nil {
		return err
	}
	if err := endProvided(ctx, tx, l.UserID, keep); err != nil {
		return err
	}
	return record(ctx, tx, by, l.UserID, "identity.link", map[string]string{"issuer": l.Issuer, "subject": l.Subject})
}

// Unlink lets a user no longer sign in by way of the provider, and ends the sessions
// they began so, but for keep, the one it is asked from.
func (s *Service) Unlink(ctx context.Context, by By, userID, keep string) error {
	return s.about(ctx, userID, func(tx *sqldb.Tx) error {
		had, err := dropLink(ctx, tx, userID)
		if err != nil {
			return err
		}
		if !had {
			return ErrNoLink
		}
		if err := endProvided(ctx, tx, userID, keep); err != nil {
			return err
		}
		return record(ctx, tx, by, userID, "identity.unlink", struct{}{})
	})
}

func endProvided(ctx context.Context, tx *sqldb.Tx, userID, keep string) error {
	_, err := revokeSessions(ctx, tx, sqldb.NewCond().And("user_id = ?", userID).And("provider = ?", true).And("id <> ?", keep))
	return err
}

// Purpose is what somebody goes to the provider for.
type Purpose string

// The purposes.
const (
	ForSignIn Purpose = "sign_in"
	ForLink   Purpose = "link"  // to be linked to whom they are there
	ForProof  Purpose = "proof" // to prove again who they are
)

// errandLife is how long somebody may be away at the provider, and how long the
// code of a second factor is waited for after.
const errandLife = 10 * time.Minute

// errand is what a browser is away for at the provider.
type errand struct {
	Purpose     Purpose
	Back        string // path of the page to go on with
	id, browser string // hashes of the state, and of what the browser alone knows
	session     string // from which it was begun; "" for a sign-in
	nonce       string
	verifier    string
	redirect    string
	begun       time.Time

	// Once the provider has answered and a code is still wanted.
	userID string
	proved time.Time // when they signed in there
}

func (e errand) late(now time.Time) bool { return now.Sub(e.begun) >= errandLife }

func (s *Service) question(e errand, state string) oidc.Question {
	// A sign-in there serves as long as a session here may lie unused; whoever is
	// linked or proves themselves signs in there on purpose.
	return oidc.Question{State: state, Nonce: e.nonce, Verifier: e.verifier, Redirect: e.redirect,
		MaxAge: s.limits.Idle, Fresh: e.Purpose != ForSignIn, Asked: e.begun}
}

// Departure is somebody about to go to the provider.
type Departure struct {
	Purpose  Purpose
	Session  Session // of who is linked or proves themselves
	Browser  string  // secret that the browser showed; one is made for a new browser
	Redirect string  // address to which the provider sends back
	Back     string  // path of the page to go on with
}

// Depart gives the address at the provider to send a browser to, and the secret
// the browser has to keep and show when it comes back. ErrNoProvider, ErrNoLink,
// oidc.ErrAway.
func (s *Service) Depart(ctx context.Context, d Departure) (address, browser string, err error) {
	if s.provider == nil {
		return "", "", ErrNoProvider
	}
	if d.Purpose == ForProof {
		if l, err := s.Linked(ctx, d.Session.UserID); err != nil || l.UserID == "" {
			return "", "", errors.Join(err, ErrNoLink)
		}
	}
	if browser = d.Browser; len(browser) < len(newToken()) {
		browser = newToken()
	}
	state := newToken()
	e := errand{Purpose: d.Purpose, Back: local(d.Back), id: digest(state), browser: digest(browser), session: d.Session.ID,
		nonce: newToken(), verifier: newToken(), redirect: d.Redirect, begun: s.db.Now()}
	if address, err = s.provider.Address(ctx, s.question(e, state)); err != nil {
		return "", "", err
	}
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error { return saveErrand(ctx, tx, e, tx.Now.Add(-errandLife)) })
	return address, browser, err
}

// local keeps a path of ours as it is and turns everything else into the first
// page: nobody is sent to another site by way of ours.
func local(back string) string {
	if !strings.HasPrefix(back, "/") || strings.HasPrefix(back, "//") || strings.ContainsAny(back, "\\\r\n\t") || len(back) > 2000 {
		return "/"
	}
	return back
}

// Returned is a browser that came back from the provider.
type Returned struct {
	State, Code    string
	Issuer         string // as the provider names itself beside the code (RFC 9207), "" from most
	Failed         string // why it sends no code
	Browser        string // secret that the browser shows
	Session        Session
	Token          string // of the session, if there is one
	Agent, Address string
}

// Arrival is what came of an errand. Purpose and Back are there also when it
// failed, once it is known whose errand it was.
type Arrival struct {
	SignedIn   // Token is "" when the cookie stays as it is
	Purpose    Purpose
	Back       string
	CodeNeeded bool   // all is well but for the code of the second factor: EnterCode
	Browser    string // new secret of the browser, "" to keep the one it has
}

// Return takes what a browser brings back from the provider, once. The first
// transaction takes the errand away, then the provider is asked what the code
// stands for, the second does what the errand was for.
func (s *Service) Return(ctx context.Context, in Returned) (out Arrival, err error) {
	if s.provider == nil {
		return out, ErrNoProvider
	}
	var e errand
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error {
		e, err = takeErrand(ctx, tx, digest(in.State), digest(in.Browser))
		return err
	})
	out.Purpose, out.Back = e.Purpose, local(e.Back)
	switch {
	case err != nil:
		return out, err
	case e.late(s.db.Now()) || e.Purpose != ForSignIn && e.session != in.Session.ID:
		return out, ErrErrandLost
	case in.Failed != "":
		return out, ErrDeclined
	case in.Issuer != "" && in.Issuer != s.provider.Issuer():
		return out, oidc.ErrForged
	}
	answer, refused := s.provider.Redeem(ctx, s.question(e, in.State), in.Code)
	if errors.Is(refused, oidc.ErrAway) {
		return out, refused
	}
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error {
		if refused == nil {
			refused, err = s.arrive(ctx, tx, e, answer, in, &out)
		}
		if err != nil || refused == nil {
			return err
		}
		return s.recordRefused(ctx, tx, e, in, refused)
	})
	if err == nil {
		err = refused
	}
	if err != nil {
		return Arrival{Purpose: out.Purpose, Back: out.Back}, err
	}
	return out, nil
}

// recordRefused keeps on record that somebody came back from the provider in vain.
func (s *Service) recordRefused(ctx context.Context, tx *sqldb.Tx, e errand, in Returned, refused error) error {
	stream := UnknownStream
	if e.Purpose != ForSignIn {
		stream = Stream(in.Session.UserID)
	}
	if err := tx.Lock(ctx, stream); err != nil {
		return err
	}
	return appendTo(ctx, tx, By{}, stream, "identity.sign_in_failed", map[string]string{"address": in.Address, "by": "provider", "why": fault.CodeOf(refused)})
}

// arrive does what an errand was for, now that the provider has said who it is.
func (s *Service) arrive(ctx context.Context, tx *sqldb.Tx, e errand, a oidc.Answer, in Returned, out *Arrival) (refused, err error) {
	linked, err := findLinked(ctx, tx, a.Issuer, a.Subject)
	if err != nil {
		return nil, err
	}
	userID := in.Session.UserID
	if e.Purpose == ForSignIn {
		if userID = linked.UserID; userID == "" {
			return ErrNotLinked, nil
		}
	}
	if err := tx.Lock(ctx, Stream(userID)); err != nil {
		return nil, err
	}
	if e.Purpose == ForLink {
		return nil, s.link(ctx, tx, By{User: userID}, in.Session.ID, Link{userID, a.Issuer, a.Subject, userID, tx.Now})
	}
	if e.Purpose == ForProof && linked.UserID != userID {
		return ErrNotYou, nil
	}
	u, f, refused, err := s.linkedUser(ctx, tx, userID, a.Issuer)
	if refused != nil || err != nil {
		return refused, err
	}
	e.userID, e.proved = userID, a.At
	if f.enrolled() && !a.TwoFactor {
		out.CodeNeeded, out.Browser = true, newToken()
		e.id, e.browser, e.begun = pendingID(out.Browser), digest(out.Browser), tx.Now
		return nil, saveErrand(ctx, tx, e, tx.Now.Add(-errandLife))
	}
	return s.complete(ctx, tx, e, u, a.TwoFactor, in, out)
}

// linkedUser reads a user that may sign in by way of the provider, under their
// lock: the link may have gone, or the account been closed, a moment before.
func (s *Service) linkedUser(ctx context.Context, tx *sqldb.Tx, userID, issuer string) (u User, f factor, refused, err error) {
	link, err := findLink(ctx, tx, userID)
	if err != nil {
		return u, f, nil, err
	}
	if u, err = findUser(ctx, tx, userID); err != nil {
		return u, f, nil, err
	}
	if link.Issuer != issuer || !u.DisabledAt.IsZero() {
		return u, f, ErrNotLinked, nil
	}
	f, err = findFactor(ctx, tx, userID)
	return u, f, nil, err
}

func pendingID(browser string) string { return digest("code:" + browser) }

// complete begins the session, or proves the one there is.
func (s *Service) complete(ctx context.Context, tx *sqldb.Tx, e errand, u User, vouched bool, in Returned, out *Arrival) (refused, err error) {
	if e.Purpose == ForProof {
		out.Token = newToken()
		if ok, err := proveSession(ctx, tx, e.session, digest(in.Token), digest(out.Token)); err != nil || !ok {
			return ErrSignedOut, err
		}
		return nil, record(ctx, tx, By{User: u.ID}, u.ID, "identity.prove", map[string]string{"session": e.session, "by": "provider"})
	}
	if err := leave(ctx, tx, in.Token); err != nil {
		return nil, err
	}
	out.SignedIn, err = begin(ctx, tx, u, Session{Agent: in.Agent, Address: in.Address, ProvedAt: e.proved, Provider: true, Vouched: vouched})
	if err != nil {
		return nil, err
	}
	return nil, record(ctx, tx, By{User: u.ID}, u.ID, "identity.sign_in",
		map[string]string{"session": out.Session.ID, "address": in.Address, "agent": out.Session.Agent, "by": "provider"})
}

// EnterCode takes the code of the second factor from somebody whom the provider has
// named already; guessing is counted as at every sign-in. ErrErrandLost when too
// much time has passed.
func (s *Service) EnterCode(ctx context.Context, in Returned) (out Arrival, err error) {
	if s.provider == nil {
		return out, ErrNoProvider
	}
	var refused error
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error {
		e, err := findErrand(ctx, tx, pendingID(in.Browser), digest(in.Browser))
		if err != nil {
			return err
		}
		if e.late(tx.Now) || e.Purpose != ForSignIn && e.session != in.Session.ID {
			return ErrErrandLost
		}
		if err := tx.Lock(ctx, Stream(e.userID)); err != nil {
			return err
		}
		u, f, lost, err := s.linkedUser(ctx, tx, e.userID, s.provider.Issuer())
		if err != nil || lost != nil {
			return errors.Join(err, lost)
		}
		if !f.enrolled() { // reset meanwhile: whoever they are, they begin anew
			return ErrErrandLost
		}
		at := attempt{address: in.Address, user: u, found: true}
		if at.lock, err = s.limits.guard(ctx, tx, u.Username, in.Address); err != nil {
			return err
		}
		if refused, err = f.take(ctx, tx, in.Code); err != nil {
			return err
		}
		if refused != nil {
			refused, err = at.refuse(ctx, tx, "identity.code_failed", refused)
			return err
		}
		if _, err := takeErrand(ctx, tx, e.id, e.browser); err != nil {
			return err
		}
		if err := s.limits.forgive(ctx, tx, u.Username, in.Address); err != nil {
			return err
		}
		out.Purpose, out.Back = e.Purpose, e.Back
		refused, err = s.complete(ctx, tx, e, u, false, in, &out)
		return err
	})
	if err == nil {
		err = refused
	}
	if err != nil {
		return Arrival{}, err
	}
	return out, nil
}
