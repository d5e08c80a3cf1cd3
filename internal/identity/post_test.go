package identity_test

import (
	"slices"
	"strconv"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"hemu/internal/fault"
	"hemu/internal/identity"
	"hemu/internal/sqldb"
)

var allRoles = []string{
	"information_officer", "mediator", "liaison_officer", "head", "receptionist", "dispatcher",
	"supervisor", "archivist", "analyst", "system_admin", "security_admin", "audit_admin",
}

// lawful is the rule of three people said another way than CanHold says it.
func lawful(roles []string) bool {
	kinds := map[string]bool{}
	for _, r := range roles {
		if slices.Contains([]string{"system_admin", "security_admin", "audit_admin"}, r) {
			kinds[r] = true
		} else {
			kinds["case"] = true
		}
	}
	return len(kinds) < 2
}

func TestThreeAdministratorsAreThreePeople(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var held []string
		for _, role := range rapid.SliceOfN(rapid.SampledFrom(allRoles), 1, 12).Draw(t, "roles") {
			may := identity.CanHold(held, role)
			if may != lawful(append(slices.Clone(held), role)) {
				t.Fatalf("with %v, CanHold(%s) = %v", held, role, may)
			}
			if may {
				held = append(held, role)
			}
		}
	})
}

func TestGrantsKeepDutiesApart(t *testing.T) {
	each(t, func(w world) {
		// A walk of grants and ends over few people meets every pair of roles.
		n := 0
		rapid.Check(w.T, func(t *rapid.T) {
			n++
			u, _, err := w.Create(w.Context(), admin, identity.NewUser{Username: "user" + strconv.Itoa(n), Name: "王小明"})
			w.ok(err)
			var held []identity.Post
			for range rapid.IntRange(1, 6).Draw(t, "steps") {
				if len(held) > 0 && rapid.Bool().Draw(t, "end") {
					w.ok(w.End(w.Context(), admin, held[0].ID))
					held = held[1:]
					continue
				}
				role := rapid.SampledFrom(allRoles).Draw(t, "role")
				org := rapid.SampledFrom([]string{"b", "t"}).Draw(t, "org")
				p, err := w.Grant(w.Context(), admin, identity.Grant{UserID: u.ID, OrgID: org, Role: role})
				roles, twice := []string{role}, false
				for _, h := range held {
					roles = append(roles, h.Role)
					twice = twice || h.Role == role && h.OrgID == org
				}
				switch {
				case twice:
					w.refused(err, "identity.post_held")
				case !lawful(roles):
					w.refused(err, "identity.office_clash")
				default:
					w.ok(err)
					held = append(held, p)
				}
			}
		})
	})
}

func TestTwoGrantsAtOnceDoNotSlipPast(t *testing.T) {
	each(t, func(w world) {
		u := w.user("wang", good)
		errs := make([]error, 3)
		var group sync.WaitGroup
		for i, role := range []string{"system_admin", "security_admin", "audit_admin"} {
			group.Go(func() {
				_, errs[i] = w.Grant(w.Context(), admin, identity.Grant{UserID: u.ID, OrgID: "b", Role: role})
			})
		}
		group.Wait()
		granted := 0
		for _, err := range errs {
			if err == nil {
				granted++
			} else if fault.CodeOf(err) != "identity.office_clash" {
				w.Error(err)
			}
		}
		if granted != 1 {
			w.Errorf("%d of three offices granted", granted)
		}
	})
}

func TestGrantIsChecked(t *testing.T) {
	each(t, func(w world) {
		u := w.user("wang", good)
		w.ok(w.db.Write(w.Context(), func(tx *sqldb.Tx) error {
			_, err := tx.Exec(w.Context(), `UPDATE org_unit SET closed_at = 1 WHERE id = 'w'`)
			return err
		}))
		for _, c := range []struct {
			g    identity.Grant
			code string
		}{
			{identity.Grant{OrgID: "none", Role: "mediator"}, "identity.org_unknown"},
			{identity.Grant{OrgID: "w", Role: "mediator"}, "identity.org_unknown"},
			{identity.Grant{OrgID: "v", Role: "king"}, "identity.role_unknown"},
			{identity.Grant{OrgID: "v", Role: "head", Scope: "world"}, "identity.scope_unknown"},
			{identity.Grant{OrgID: "v", Role: "head", Scope: "custom"}, "identity.custom_missing"},
			{identity.Grant{OrgID: "v", Role: "head", Scope: "unit", Custom: []string{"t"}}, "identity.custom_unused"},
			{identity.Grant{OrgID: "v", Role: "head", Scope: "custom", Custom: []string{"none"}}, "identity.org_unknown"},
			{identity.Grant{OrgID: "v", Role: "head", From: "soon"}, "identity.date_wrong"},
			{identity.Grant{OrgID: "v", Role: "head", From: "2026-03-02", Until: "2026-03-02"}, "identity.date_wrong"},
			{identity.Grant{OrgID: "v", Role: "head", From: "2025-03-02", Until: "2026-03-02"}, "identity.date_wrong"},
		} {
			c.g.UserID = u.ID
			_, err := w.Grant(w.Context(), admin, c.g)
			w.refused(err, c.code)
		}
		_, err := w.Grant(w.Context(), identity.By{User: u.ID}, identity.Grant{UserID: u.ID, OrgID: "v", Role: "head"})
		w.refused(err, "identity.self_grant")
		_, err = w.Grant(w.Context(), admin, identity.Grant{UserID: "nobody", OrgID: "v", Role: "head"})
		w.refused(err, "identity.not_found")

		// A dispatcher sees what hangs under the unit above the coordination office.
		p, err := w.Grant(w.Context(), admin, identity.Grant{UserID: u.ID, OrgID: "c", Role: "dispatcher"})
		w.ok(err)
		if p.Scope != "custom" || !slices.Equal(p.Custom, []string{"b"}) {
			w.Errorf("dispatcher sees %s %v", p.Scope, p.Custom)
		}
		w.refused(w.End(w.Context(), identity.By{User: u.ID}, p.ID), "identity.self_grant")
		w.ok(w.End(w.Context(), admin, p.ID))
		w.refused(w.End(w.Context(), admin, p.ID), "identity.not_found")
		if verbs := w.verbs(identity.Stream(u.ID)); verbs != "create grant end_post" {
			w.Errorf("ledger has %s", verbs)
		}
	})
}

func TestAnAdministratorNeedsTheLongerPassword(t *testing.T) {
	each(t, func(w world) {
		u, code, err := w.Create(w.Context(), admin, identity.NewUser{Username: "zhao", Name: "赵一"})
		w.ok(err)
		in, err := w.signIn("zhao", code)
		w.ok(err)
		w.ok(w.ChangePassword(w.Context(), in.Session, code, "Short-9!"))
		_, err = w.Grant(w.Context(), admin, identity.Grant{UserID: u.ID, OrgID: "b", Role: "audit_admin"})
		w.ok(err)
		_, after, err := w.Resume(w.Context(), in.Token, nil)
		w.ok(err)
		if !after.MustChange {
			w.Error("a short password will do for an administrator")
		}
		w.refused(w.ChangePassword(w.Context(), in.Session, "Short-9!", "Short-8!"), "identity.password_short")
		w.ok(w.ChangePassword(w.Context(), in.Session, "Short-9!", better))
	})
}

func TestActingInOnesOwnLivePostsOnly(t *testing.T) {
	each(t, func(w world) {
		u, other := w.user("wang", good), w.user("zhao", good)
		first, err := w.Grant(w.Context(), admin, identity.Grant{UserID: u.ID, OrgID: "v", Role: "mediator"})
		w.ok(err)
		second, err := w.Grant(w.Context(), admin, identity.Grant{UserID: u.ID, OrgID: "t", Role: "mediator"})
		w.ok(err)
		future, err := w.Grant(w.Context(), admin, identity.Grant{UserID: u.ID, OrgID: "u", Role: "mediator", From: "2026-03-03"})
		w.ok(err)
		theirs, err := w.Grant(w.Context(), admin, identity.Grant{UserID: other.ID, OrgID: "t", Role: "mediator"})
		w.ok(err)
		in, err := w.signIn("wang", good)
		w.ok(err)
		if in.Session.ActingPost != first.ID {
			w.Errorf("acts in %s", in.Session.ActingPost)
		}
		w.refused(w.Act(w.Context(), in.Session, theirs.ID), "identity.not_found")
		w.refused(w.Act(w.Context(), in.Session, future.ID), "identity.not_found")
		w.ok(w.Act(w.Context(), in.Session, second.ID))
		session, _, err := w.Resume(w.Context(), in.Token, nil)
		w.ok(err)
		if session.ActingPost != second.ID {
			w.Errorf("acts in %s", session.ActingPost)
		}
	})
}
