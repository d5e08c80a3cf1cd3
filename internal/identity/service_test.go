package identity_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"hemu/internal/fault"
	"hemu/internal/identity"
	"hemu/internal/ledger"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// world is a database with a bureau, its coordination office and a village, and
// an administrator who acts.
type world struct {
	*testing.T
	*identity.Service
	db    *sqldb.DB
	clock *sqldbtest.Clock
}

var admin = identity.By{User: "an-administrator", Org: "b", Role: "security_admin"}

// units are the organisations of a world.
func units(ctx context.Context, tx *sqldb.Tx) error {
	for _, u := range [][]string{
		{"b", "", "/b/", "司法局", "city"}, {"c", "b", "/b/c/", "协调办", "city"}, {"t", "b", "/b/t/", "水集调委会", "town"},
		{"v", "t", "/b/t/v/", "北村调委会", "village"}, {"u", "b", "/b/u/", "望城调委会", "town"}, {"w", "u", "/b/u/w/", "北村调委会", "village"},
	} {
		_, err := tx.Exec(ctx, `INSERT INTO org_unit (id, parent_id, path, code, name, short_name, kind, level,
			region_code, area_code, county, initials, phone, address, number_pattern, created_at, version)
			VALUES ($1, $2, $3, '', $4, '', 'k', $5, '', '', '370285', '', '', '', '', 0, 1)`,
			u[0], map[bool]any{true: u[1]}[u[1] != ""], u[2], u[3], u[4])
		if err != nil {
			return err
		}
	}
	return nil
}

func each(t *testing.T, test func(w world)) {
	t.Helper()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		err := db.Write(t.Context(), func(tx *sqldb.Tx) error { return units(t.Context(), tx) })
		if err != nil {
			t.Fatal(err)
		}
		test(world{t, identity.NewService(db, identity.DefaultLimits()), db, clock})
	})
}

// user makes an account with a password of its own.
func (w world) user(name, password string) identity.User {
	w.Helper()
	u, err := w.Bootstrap(w.Context(), identity.NewUser{Username: name, Name: "王小明"}, password, false)
	w.ok(err)
	return u
}

func (w world) ok(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// refused wants a fault with this code.
func (w world) refused(err error, code string) {
	w.Helper()
	if fault.CodeOf(err) != code {
		w.Fatalf("got %v, want %s", err, code)
	}
}

func (w world) signIn(name, password string) (identity.SignedIn, error) {
	return w.SignIn(w.Context(), identity.SignIn{Username: name, Password: password, Address: "10.0.0.1",
		Agent: "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"})
}

func (w world) resume(token string) error {
	_, _, err := w.Resume(w.Context(), token, nil)
	return err
}

// verbs are what the ledger holds of a stream, oldest first.
func (w world) verbs(stream string) string {
	w.Helper()
	var out []string
	w.ok(w.db.Read(w.Context(), func(tx *sqldb.Tx) error {
		entries, err := ledger.List(w.Context(), tx, stream, 0, 1000)
		for _, e := range entries {
			out = append([]string{strings.TrimPrefix(e.Verb, "identity.")}, out...)
		}
		return err
	}))
	return strings.Join(out, " ")
}

const good, better = "Correct-Horse-9", "Battery-Staple-8"

func TestFirstSignInToLast(t *testing.T) {
	each(t, func(w world) {
		ctx := w.Context()
		u, code, err := w.Create(ctx, admin, identity.NewUser{Username: "Wang.XM", Name: "王小明", Phone: "13800001111"})
		w.ok(err)
		_, _, err = w.Create(ctx, admin, identity.NewUser{Username: "wang.xm", Name: "王晓明"})
		w.refused(err, "identity.username_taken")
		// As people type: wide letters, capitals, no dashes.
		in, err := w.signIn(" ＷＡＮＧ.xm", strings.ToLower(strings.ReplaceAll(code, "-", " ")))
		w.ok(err)
		if !in.User.MustChange || in.Session.Agent != "Chrome, Windows" || len(in.Token) != 43 {
			w.Errorf("signed in as %+v", in)
		}
		w.refused(w.ChangePassword(ctx, in.Session, code, "short"), "identity.password_short")
		w.refused(w.ChangePassword(ctx, in.Session, "wrong", good), "identity.old_password")
		other, err := w.signIn("wang.xm", code)
		w.ok(err)
		w.ok(w.ChangePassword(ctx, in.Session, code, good))
		w.refused(w.resume(other.Token), "identity.signed_out")
		_, after, err := w.Resume(ctx, in.Token, nil)
		w.ok(err)
		if after.MustChange {
			w.Error("the password is still to be changed")
		}
		_, err = w.signIn("wang.xm", code)
		w.refused(err, "identity.wrong_credentials")
		w.ok(w.SignOut(ctx, in.Token))
		w.refused(w.resume(in.Token), "identity.signed_out")
		w.refused(w.resume(""), "identity.signed_out")

		in, err = w.signIn("wang.xm", good)
		w.ok(err)
		code, err = w.Reset(ctx, admin, u.ID)
		w.ok(err)
		w.refused(w.resume(in.Token), "identity.signed_out")
		_, err = w.signIn("wang.xm", good)
		w.refused(err, "identity.wrong_credentials")
		in, err = w.signIn("wang.xm", code)
		w.ok(err)
		_, err = w.Reset(ctx, identity.By{User: u.ID}, u.ID)
		w.refused(err, "identity.self_reset")

		got, err := w.Get(ctx, u.ID)
		w.ok(err)
		w.refused(w.Disable(ctx, identity.By{User: u.ID}, u.ID, got.Version, true), "identity.self_disable")
		w.ok(w.Disable(ctx, admin, u.ID, got.Version, true))
		w.refused(w.Disable(ctx, admin, u.ID, got.Version, false), "identity.changed")
		w.refused(w.resume(in.Token), "identity.signed_out")
		_, err = w.signIn("wang.xm", code)
		w.refused(err, "identity.wrong_credentials")
		want := "create sign_in sign_in_failed sign_in change_password sign_in_failed sign_in reset sign_in_failed sign_in disable sign_in_failed"
		if verbs := w.verbs(identity.Stream(u.ID)); verbs != want {
			w.Errorf("ledger has %s", verbs)
		}
	})
}

func TestSessionsExpire(t *testing.T) {
	each(t, func(w world) {
		w.user("wang", good)
		in, err := w.signIn("wang", good)
		w.ok(err)
		for range 24 { // half-hourly use keeps it for a day's work, and no longer
			w.clock.Advance(29 * time.Minute)
			w.ok(w.resume(in.Token))
		}
		w.clock.Advance(25 * time.Minute)
		w.refused(w.resume(in.Token), "identity.signed_out")

		in, err = w.signIn("wang", good)
		w.ok(err)
		w.clock.Advance(30*time.Minute - time.Millisecond)
		w.ok(w.resume(in.Token))
		w.clock.Advance(30 * time.Minute)
		w.refused(w.resume(in.Token), "identity.signed_out")
		if list, err := w.Sessions(w.Context(), in.User.ID); err != nil || len(list) != 0 {
			w.Errorf("live sessions %v %v", list, err)
		}
		w.clock.Advance(181 * 24 * time.Hour)
		w.ok(w.Sweep(w.Context()))
	})
}

func TestSessionsAreListedAndRevoked(t *testing.T) {
	each(t, func(w world) {
		u := w.user("wang", good)
		var tokens []string
		for range 3 {
			in, err := w.signIn("wang", good)
			w.ok(err)
			tokens = append(tokens, in.Token)
			w.clock.Advance(time.Second)
		}
		list, err := w.Sessions(w.Context(), u.ID)
		w.ok(err)
		if len(list) != 3 {
			w.Fatalf("%d sessions", len(list))
		}
		w.refused(w.Revoke(w.Context(), admin, "somebody else", list[0].ID), "identity.not_found")
		w.ok(w.Revoke(w.Context(), admin, u.ID, list[0].ID)) // the newest
		w.refused(w.resume(tokens[2]), "identity.signed_out")
		w.ok(w.resume(tokens[0]))
		w.ok(w.RevokeAll(w.Context(), admin, u.ID))
		w.refused(w.resume(tokens[0]), "identity.signed_out")
		w.refused(w.resume(tokens[1]), "identity.signed_out")
	})
}

// lock wants a refusal for being locked out, for so long.
func (w world) lock(err error, wait time.Duration) {
	w.Helper()
	e, ok := errors.AsType[*fault.Error](err)
	if !ok || e.Code != "identity.locked" || e.RetryAfter != wait {
		w.Fatalf("got %v (%+v), want a lock of %v", err, e, wait)
	}
}

func TestFailuresLock(t *testing.T) {
	each(t, func(w world) {
		u := w.user("wang", good)
		// A name nobody has is treated in the same way, or locks would tell.
		for _, name := range []string{"wang", "nobody"} {
			for range 4 {
				_, err := w.signIn(name, "Wrong-1")
				w.refused(err, "identity.wrong_credentials")
			}
			_, err := w.signIn(name, "Wrong-1")
			w.lock(err, 5*time.Minute)
			w.clock.Advance(time.Minute)
			_, err = w.signIn(name, good) // the right one doesn't help
			w.lock(err, 4*time.Minute)
			w.clock.Advance(4 * time.Minute)
			for range 4 {
				_, err = w.signIn(name, "Wrong-1")
				w.refused(err, "identity.wrong_credentials")
			}
			_, err = w.signIn(name, "Wrong-1")
			w.lock(err, 10*time.Minute)
		}
		_, err := w.signIn("WANG", good) // is the same name
		w.lock(err, 5*time.Minute)
		w.clock.Advance(10 * time.Minute)
		_, err = w.signIn("wang", good)
		w.ok(err)
		for range 4 { // and everything is forgiven
			_, err := w.signIn("wang", "Wrong-1")
			w.refused(err, "identity.wrong_credentials")
		}
		verbs := w.verbs(identity.Stream(u.ID))
		if n := strings.Count(verbs, "sign_in_failed"); n != 14 {
			w.Errorf("%d failures on record", n)
		}
		if n := strings.Count(verbs, " lock"); n != 2 {
			w.Errorf("%d locks on record", n)
		}
		if n := strings.Count(w.verbs(identity.UnknownStream), "sign_in_failed"); n != 10 {
			w.Errorf("%d failures of nobody on record", n)
		}
	})
}

func TestAResetUnlocks(t *testing.T) {
	each(t, func(w world) {
		u := w.user("wang", good)
		for range 5 {
			_, _ = w.signIn("wang", "Wrong-1")
		}
		_, err := w.signIn("wang", good)
		w.lock(err, 5*time.Minute)
		code, err := w.Reset(w.Context(), admin, u.ID)
		w.ok(err)
		_, err = w.signIn("wang", code)
		w.ok(err)
	})
}

func TestAnAddressIsLocked(t *testing.T) {
	limits := identity.DefaultLimits()
	limits.Failures = 1 // ten for an address; hashing fifty takes seconds
	each(t, func(w world) {
		w.Service = identity.NewService(w.db, limits)
		w.user("wang", good)
		for i := range 10 {
			_, err := w.signIn("nobody"+strings.Repeat("x", i), "Wrong-1")
			w.lock(err, 5*time.Minute)
		}
		_, err := w.signIn("wang", good)
		w.lock(err, 5*time.Minute)
		_, err = w.SignIn(w.Context(), identity.SignIn{Username: "wang", Password: good, Address: "10.0.0.2"})
		w.ok(err)
	})
}

func TestManyAtOnceHaveNoMoreTries(t *testing.T) {
	each(t, func(w world) {
		u := w.user("wang", good)
		var mu sync.Mutex
		var tried int
		var group sync.WaitGroup
		for range 20 {
			group.Go(func() {
				_, err := w.signIn("wang", "Wrong-1")
				mu.Lock()
				defer mu.Unlock()
				switch e, _ := errors.AsType[*fault.Error](err); {
				case e == nil:
					w.Errorf("unexpected: %v", err)
				case e.Code == "identity.wrong_credentials":
					tried++
				case e.Code != "identity.locked":
					w.Errorf("unexpected: %v", err)
				}
			})
		}
		group.Wait()
		if tried != 4 { // the fifth hears of the lock it brought about
			w.Errorf("%d of twenty were told the password is wrong", tried)
		}
		if n := strings.Count(w.verbs(identity.Stream(u.ID)), "sign_in_failed"); n != 5 {
			w.Errorf("%d failures on record", n)
		}
	})
}

func TestUsersAreFound(t *testing.T) {
	each(t, func(w world) {
		ctx := context.Background()
		for _, u := range []identity.NewUser{{Username: "lihua", Name: "李华"}, {Username: "shan", Name: "单雄信"}, {Username: "wang", Name: "王小明"}} {
			made, _, err := w.Create(ctx, admin, u)
			w.ok(err)
			if u.Username != "wang" {
				_, err = w.Grant(ctx, admin, identity.Grant{UserID: made.ID, OrgID: map[string]string{"lihua": "v", "shan": "u"}[u.Username], Role: "mediator"})
				w.ok(err)
			} else {
				w.ok(w.Disable(ctx, admin, made.ID, 1, true))
			}
		}
		for _, c := range []struct {
			f    identity.Filter
			want string
		}{
			{identity.Filter{}, "lihua shan"},
			{identity.Filter{Disabled: true}, "lihua shan wang"},
			{identity.Filter{Text: "雄"}, "shan"},
			{identity.Filter{Text: "SXX"}, "shan"},
			{identity.Filter{Text: "％"}, ""},
			{identity.Filter{OrgPath: "/b/t/"}, "lihua"},
			{identity.Filter{OrgPath: "/b/"}, "lihua shan"},
			{identity.Filter{Limit: 1}, "lihua"},
			{identity.Filter{Limit: 1, After: "lihua"}, "shan"},
		} {
			list, err := w.List(ctx, c.f)
			w.ok(err)
			var got []string
			for _, l := range list {
				got = append(got, l.Username)
			}
			if strings.Join(got, " ") != c.want {
				w.Errorf("%+v finds %v, want %s", c.f, got, c.want)
			}
		}
		list, err := w.List(ctx, identity.Filter{Text: "lihua"})
		w.ok(err)
		if len(list) != 1 || len(list[0].Posts) != 1 || list[0].Posts[0].OrgID != "v" {
			w.Fatalf("list %+v", list)
		}
		w.ok(w.Update(ctx, admin, list[0].ID, list[0].Version, "李桦", ""))
		w.refused(w.Update(ctx, admin, list[0].ID, list[0].Version, "李桦", ""), "identity.changed")
		w.ok(w.Update(ctx, admin, list[0].ID, list[0].Version+1, "李桦", "13812345678"))
		w.ok(w.db.Read(ctx, func(tx *sqldb.Tx) error { // whoever reads the record sees who was renamed, and that the way to reach them changed
			said, err := sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT b.body FROM ledger_entry e JOIN ledger_body b ON b.entry_id = e.id WHERE e.verb = 'identity.update' ORDER BY e.seq`)
			if len(said) != 2 || !strings.Contains(said[0], `"was":"李华"`) || strings.Contains(said[0], "phone") || !strings.Contains(said[1], `"phone":"changed"`) {
				w.Errorf("recorded %v", said)
			}
			return err
		}))
		w.ok(w.SetLang(ctx, list[0].ID, "en"))
		w.refused(w.SetLang(ctx, list[0].ID, "fr"), "identity.lang_unknown")
		w.ok(w.db.Read(ctx, func(tx *sqldb.Tx) error {
			found, err := identity.Colleagues(ctx, tx, "v")
			if err == nil && (len(found) != 1 || found[0].Name != "李桦" || found[0].Roles[0] != "mediator") {
				w.Errorf("colleagues %+v", found)
			}
			return err
		}))
	})
}
