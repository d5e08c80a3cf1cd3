package identity_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"hemu/internal/fault"
	"hemu/internal/identity"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
	"hemu/internal/vault"
)

// phone is the app of somebody who enrolled.
type phone struct {
	world
	secret   string
	recovery []string
}

// enrolled makes an account with a second factor.
func (w world) enrolled(name string) (identity.SignedIn, *phone) {
	w.Helper()
	w.user(name, good)
	in, err := w.signIn(name, good)
	w.ok(err)
	p := &phone{world: w}
	p.enrol(in)
	return in, p
}

func (p *phone) enrol(in identity.SignedIn) {
	p.Helper()
	e, err := p.BeginFactor(p.Context(), in.User.ID)
	p.ok(err)
	p.secret = e.Secret
	p.recovery, err = p.ConfirmFactor(p.Context(), in.Session, p.next())
	p.ok(err)
}

// now is what the app shows.
func (p *phone) now() string { return identity.CodeAt(p.secret, p.clock.Now()) }

// next waits for a code that was not shown before.
func (p *phone) next() string {
	p.clock.Advance(time.Minute)
	return p.now()
}

func (w world) signInWith(name, password, code string) (identity.SignedIn, error) {
	return w.SignIn(w.Context(), identity.SignIn{Username: name, Password: password, Code: code, Address: "10.0.0.1"})
}

// TestSecondFactor: from enrolment to the loss of the phone.
func TestSecondFactor(t *testing.T) {
	each(t, func(w world) {
		ctx := w.Context()
		u := w.user("wang", good)
		in, err := w.signIn("wang", good)
		w.ok(err)
		other, err := w.signIn("wang", good)
		w.ok(err)
		p := &phone{world: w}
		_, err = w.ConfirmFactor(ctx, in.Session, "123456")
		w.refused(err, "identity.no_factor")
		e, err := w.BeginFactor(ctx, u.ID)
		w.ok(err)
		_, err = w.ConfirmFactor(ctx, in.Session, "12345")
		w.refused(err, "identity.code_wrong")
		if _, err = w.signIn("wang", good); err != nil {
			t.Fatalf("a factor begun holds before it is confirmed: %v", err)
		}
		p.secret = e.Secret
		first := p.next()
		p.recovery, err = w.ConfirmFactor(ctx, in.Session, first[:3]+" "+first[3:])
		w.ok(err)
		w.refused(w.resume(other.Token), "identity.signed_out") // begun without
		w.ok(w.resume(in.Token))

		_, err = w.signIn("wang", good)
		w.refused(err, "identity.code_needed")
		_, err = w.signInWith("wang", "Wrong-1", p.next())
		w.refused(err, "identity.wrong_credentials") // says nothing of the code
		_, err = w.signInWith("wang", good, first)
		w.refused(err, "identity.code_wrong") // too old
		code := p.next()
		in, err = w.signInWith("wang", good, code)
		w.ok(err)
		_, err = w.signInWith("wang", good, code)
		w.refused(err, "identity.code_used")
		_, err = w.Prove(ctx, in.Session, in.Token, good, code)
		w.refused(err, "identity.code_used") // in another act, too

		_, err = w.signInWith("wang", good, strings.ToLower(strings.ReplaceAll(p.recovery[0], "-", " ")))
		w.ok(err)
		_, err = w.signInWith("wang", good, p.recovery[0])
		w.refused(err, "identity.code_wrong")
		state, err := w.Factor(ctx, u.ID)
		w.ok(err)
		if state.Left != 9 || state.Since.IsZero() || len(p.recovery) != 10 {
			t.Errorf("%+v, %d codes", state, len(p.recovery))
		}
		fresh, err := w.RenewRecovery(ctx, u.ID)
		w.ok(err)
		_, err = w.signInWith("wang", good, p.recovery[1])
		w.refused(err, "identity.code_wrong")

		// A new phone: the former holds until the new one has shown a code.
		e, err = w.BeginFactor(ctx, u.ID)
		w.ok(err)
		in, err = w.signInWith("wang", good, p.next())
		w.ok(err)
		old := *p
		p.secret = e.Secret
		_, err = w.ConfirmFactor(ctx, in.Session, p.next())
		w.ok(err)
		_, err = w.signInWith("wang", good, old.next())
		w.refused(err, "identity.code_wrong")
		_, err = w.signInWith("wang", good, fresh[0])
		w.refused(err, "identity.code_wrong")

		w.refused(w.ResetFactor(ctx, identity.By{User: u.ID}, u.ID), "identity.self_factor")
		w.ok(w.ResetFactor(ctx, admin, u.ID))
		w.refused(w.ResetFactor(ctx, admin, u.ID), "identity.no_factor")
		w.refused(w.resume(in.Token), "identity.signed_out")
		_, err = w.signIn("wang", good)
		w.ok(err)
		if verbs := w.verbs(identity.Stream(u.ID)); !strings.HasSuffix(verbs, "enrol_factor code_failed code_failed reset_factor sign_in") ||
			!strings.Contains(verbs, " use_recovery sign_in code_failed renew_recovery code_failed ") {
			t.Error(verbs)
		}
	})
}

// TestGuessingCodes: whoever has the password has five tries at the code, however
// many sessions, acts and right passwords they mix in.
func TestGuessingCodes(t *testing.T) {
	each(t, func(w world) {
		in, p := w.enrolled("wang")
		p.clock.Advance(time.Minute)
		tries := 0
		for {
			_, err := w.signIn("wang", good) // the password alone forgives nothing
			if tries < 5 {
				w.refused(err, "identity.code_needed")
			}
			wrong := fmt.Sprintf("%06d", tries)
			if wrong == p.now() {
				wrong = "999999"
			}
			if tries%2 == 0 {
				_, err = w.signInWith("wang", good, wrong)
			} else {
				_, err = w.Prove(w.Context(), in.Session, in.Token, good, wrong)
			}
			tries++
			if fault.CodeOf(err) == "identity.locked" || tries > 9 {
				break
			}
			w.refused(err, "identity.code_wrong")
			if tries == 3 {
				w.ok(w.ChangePassword(w.Context(), in.Session, good, better))
				w.ok(w.ChangePassword(w.Context(), in.Session, better, good))
			}
		}
		if tries != 5 {
			t.Errorf("%d tries", tries)
		}
		_, err := w.signInWith("wang", good, p.next())
		w.lock(err, 4*time.Minute)
		p.clock.Advance(5 * time.Minute)
		_, err = w.signInWith("wang", good, p.next())
		w.ok(err)
	})
}

// TestOneCodeOneSession: a code looked over somebody's shoulder, sent at the very
// moment they send it, opens one session and not two.
func TestOneCodeOneSession(t *testing.T) {
	each(t, func(w world) {
		_, p := w.enrolled("wang")
		for _, code := range []string{p.next(), p.recovery[0]} {
			var group sync.WaitGroup
			var mu sync.Mutex
			open := 0
			for range 4 {
				group.Go(func() {
					_, err := w.signInWith("wang", good, code)
					mu.Lock()
					defer mu.Unlock()
					switch fault.CodeOf(err) {
					case "":
						open++
					case "identity.code_used", "identity.code_wrong", "identity.locked":
					default:
						t.Error(err)
					}
				})
			}
			group.Wait()
			if open != 1 {
				t.Errorf("%d sessions by one code", open)
			}
			p.clock.Advance(time.Hour)
			_, err := w.signInWith("wang", good, p.next()) // forgives
			w.ok(err)
		}
	})
}

// TestWhoMustEnrol: duty by office; nobody with the duty goes without.
func TestWhoMustEnrol(t *testing.T) {
	limits := identity.DefaultLimits()
	limits.Factor = identity.DemandAdmins
	each(t, func(w world) {
		w.Service = identity.NewService(w.db, limits)
		in, p := w.enrolled("wang")
		w.ok(w.RemoveFactor(w.Context(), in.User.ID))
		p.enrol(in)
		_, err := w.Grant(w.Context(), admin, identity.Grant{UserID: in.User.ID, OrgID: "b", Role: "audit_admin"})
		w.ok(err)
		w.refused(w.RemoveFactor(w.Context(), in.User.ID), "identity.factor_duty")
		for _, c := range []struct {
			d     identity.Demand
			roles []string
			want  bool
		}{
			{"", []string{"audit_admin"}, false}, {identity.DemandOff, []string{"audit_admin"}, false}, {identity.DemandAll, nil, true},
			{identity.DemandAdmins, []string{"mediator", "head"}, false}, {identity.DemandAdmins, []string{"system_admin"}, true},
		} {
			if got := c.d.Of(c.roles); got != c.want {
				t.Errorf("%q of %v: %t", c.d, c.roles, got)
			}
		}
	})
}

// TestProof: a proof serves for ten minutes and puts another token in the place of
// the one the session had.
func TestProof(t *testing.T) {
	limits := identity.DefaultLimits()
	limits.Proof = 10 * time.Minute
	each(t, func(w world) {
		w.Service = identity.NewService(w.db, limits)
		ctx := w.Context()
		w.user("wang", good)
		in, err := w.signIn("wang", good)
		w.ok(err)
		proved := func(token string) bool {
			sess, _, err := w.Resume(ctx, token, nil)
			w.ok(err)
			return w.Proved(sess)
		}
		w.clock.Advance(10*time.Minute - time.Millisecond)
		if !proved(in.Token) {
			t.Error("signing in is no proof")
		}
		w.clock.Advance(time.Millisecond)
		if proved(in.Token) {
			t.Error("a proof serves for ever")
		}
		_, err = w.Prove(ctx, in.Session, in.Token, "Wrong-1", "")
		w.refused(err, "identity.password_wrong")
		fresh, err := w.Prove(ctx, in.Session, in.Token, good, "")
		w.ok(err)
		w.refused(w.resume(in.Token), "identity.signed_out")
		if !proved(fresh) {
			t.Error("a proof serves for nothing")
		}
		_, err = w.Prove(ctx, in.Session, in.Token, good, "")
		w.refused(err, "identity.signed_out")
		// Signing in ends the session the browser had.
		_, err = w.SignIn(ctx, identity.SignIn{Username: "wang", Password: good, Address: "10.0.0.1", Former: fresh})
		w.ok(err)
		w.refused(w.resume(fresh), "identity.signed_out")
	})
}

// TestSecretsAreSealed: nothing an app could be fed with lies in the database; what
// lies there follows the master key, and opens for nobody else.
func TestSecretsAreSealed(t *testing.T) {
	each(t, func(w world) {
		in, p := w.enrolled("wang")
		_, err := w.BeginFactor(w.Context(), in.User.ID)
		w.ok(err)
		stored := func() (secret, pending string) {
			w.ok(w.db.Read(w.Context(), func(tx *sqldb.Tx) error {
				used, err := identity.SealedUnder(w.Context(), tx)
				if err == nil && used[w.db.Ring().Current()] != 2 {
					t.Errorf("under %s: %v", w.db.Ring().Current(), used)
				}
				if err != nil {
					return err
				}
				return tx.QueryRow(w.Context(), `SELECT secret, pending FROM identity_factor`).Scan(&secret, &pending)
			}))
			return secret, pending
		}
		secret, pending := stored()
		if strings.Contains(secret+pending, p.secret) || secret == pending || len(secret) < 40 {
			t.Errorf("stored %q, %q", secret, pending)
		}
		w.user("zhao", good)
		w.ok(w.db.Write(w.Context(), func(tx *sqldb.Tx) error { // put under somebody else's name
			_, err := tx.Exec(w.Context(), `INSERT INTO identity_factor (user_id, secret, pending, step, confirmed_at)
				SELECT u.id, f.secret, '', 0, 1 FROM identity_user u, identity_factor f WHERE u.username = 'zhao'`)
			return err
		}))
		if _, err = w.signInWith("zhao", good, p.next()); err == nil || fault.KindOf(err) != fault.Internal {
			t.Errorf("with another's secret: %v", err)
		}
		w.ok(w.db.Write(w.Context(), func(tx *sqldb.Tx) error {
			_, err := tx.Exec(w.Context(), `DELETE FROM identity_factor WHERE user_id <> $1`, in.User.ID)
			return err
		}))
		_, err = w.signInWith("wang", good, p.next())
		w.ok(err)
	})
}

// TestSecretsFollowTheKey: after a rotation every secret is under the new master
// key, and still is the one the app has.
func TestSecretsFollowTheKey(t *testing.T) {
	dir := t.TempDir()
	ring, err := vault.OpenRing(dir)
	if err != nil {
		t.Fatal(err)
	}
	clock := sqldbtest.NewClock()
	db, err := sqldb.Open(t.Context(), filepath.Join(dir, "hemu.db"), sqldb.Options{Now: clock.Now, Ring: ring})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	w := world{t, identity.NewService(db, identity.DefaultLimits()), db, clock}
	_, err = db.Migrate(t.Context())
	w.ok(err)
	in, p := w.enrolled("wang")
	_, err = w.BeginFactor(t.Context(), in.User.ID)
	w.ok(err)
	name, err := ring.Rotate(clock.Now())
	w.ok(err)
	for _, want := range []int64{1, 0} {
		if n, err := identity.Reseal(t.Context(), db); n != want || err != nil {
			t.Errorf("resealed %d, %v", n, err)
		}
	}
	w.ok(db.Read(t.Context(), func(tx *sqldb.Tx) error {
		used, err := identity.SealedUnder(t.Context(), tx)
		if len(used) != 1 || used[name] != 2 {
			t.Errorf("after a rotation: %v", used)
		}
		return err
	}))
	_, err = w.signInWith("wang", good, p.next())
	w.ok(err)
}
