package access_test

import (
	"strings"
	"testing"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/identity"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

func TestLoad(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		ctx := t.Context()
		exec := func(query string, args ...any) {
			t.Helper()
			if err := db.Write(ctx, func(tx *sqldb.Tx) error { _, err := tx.Exec(ctx, query, args...); return err }); err != nil {
				t.Fatal(err)
			}
		}
		for id, path := range map[string]string{"a": "/a/", "b": "/a/b/", "c": "/a/c/"} {
			exec(`INSERT INTO org_unit (id, path, code, name, short_name, kind, level, region_code, area_code, county, initials,
				phone, address, number_pattern, created_at, version)
				VALUES ($1, $2, '', 'unit ' || $1, '', 'committee_town', 'town', '', '', '370285', '', '', '', '', 0, 1)`, id, path)
		}
		people := identity.NewService(db, identity.DefaultLimits())
		user, _, err := people.Create(ctx, identity.By{}, identity.NewUser{Username: "wang", Name: "王小明", Lang: "en"})
		if err != nil {
			t.Fatal(err)
		}
		grant := func(org, role, from, until string, custom ...string) string {
			t.Helper()
			g := identity.Grant{UserID: user.ID, OrgID: org, Role: role, From: from, Until: until, Custom: custom}
			if custom != nil {
				g.Scope = "custom"
			}
			p, err := people.Grant(ctx, identity.By{}, g)
			if err != nil {
				t.Fatal(err)
			}
			return p.ID
		}
		load := func(acting string) (access.Actor, error) {
			var actor access.Actor
			err := db.Read(ctx, func(tx *sqldb.Tx) (err error) {
				actor, err = access.Load(ctx, tx, user.ID, acting)
				return err
			})
			return actor, err
		}
		check := func(acting, posts, as string) access.Actor {
			t.Helper()
			actor, err := load(acting)
			var got []string
			for _, p := range actor.Posts {
				got = append(got, p.OrgID+":"+string(p.Role))
			}
			if err != nil || strings.Join(got, " ") != posts || actor.Acting.OrgID != as {
				t.Errorf("posts %v, acting for %q, %v; want %s, %q", got, actor.Acting.OrgID, err, posts, as)
			}
			return actor
		}
		serving := func(want string) {
			t.Helper()
			var got []string
			if err := db.Read(ctx, func(tx *sqldb.Tx) error {
				at, err := access.Officers(ctx, tx, []string{"a", "b", "c"})
				for _, unit := range []string{"a", "b", "c"} {
					for _, o := range at[unit] {
						got = append(got, unit+":"+string(o.Role))
					}
				}
				return err
			}); err != nil || strings.Join(got, " ") != want {
				t.Errorf("officers %v, %v; want %s", got, err, want)
			}
		}
		check("", "", "")
		first := grant("a", "head", "", "2026-03-04") // holds to the end of the third
		second := grant("b", "mediator", "", "")
		grant("c", "analyst", "2026-03-03", "", "b", "c")
		actor := check("", "a:head b:mediator", "a")
		serving("a:head b:mediator")
		want := access.Post{
			ID: first, OrgID: "a", OrgName: "unit a", OrgPath: "/a/", County: "370285", OrgKind: "committee_town",
			OrgLevel: access.LevelTown, Role: access.Head, Scope: access.Subtree,
		}
		if got := actor.Acting; got.ID != want.ID || got.OrgName != want.OrgName || got.OrgPath != want.OrgPath || got.County != want.County ||
			got.OrgKind != want.OrgKind || got.OrgLevel != want.OrgLevel || got.Scope != want.Scope || got.Custom != nil {
			t.Errorf("post %+v", got)
		}
		if actor.Name != "王小明" || actor.Lang != "en" {
			t.Errorf("actor %+v", actor)
		}
		check(second, "a:head b:mediator", "b")

		clock.Advance(12 * 60 * 60 * 1e9) // midnight in Shanghai
		actor = check(second, "a:head b:mediator c:analyst", "b")
		if got := actor.Posts[2].Custom; strings.Join(got, " ") != "/a/b/ /a/c/" {
			t.Errorf("custom scope %v", got)
		}
		clock.Advance(24 * 60 * 60 * 1e9)
		serving("b:mediator c:analyst")
		check(first, "b:mediator c:analyst", "") // nobody acts in another post than chosen
		exec(`UPDATE org_unit SET closed_at = 1 WHERE id = 'b'`)
		actor = check("", "c:analyst", "c")
		if got := actor.Posts[0].Custom; len(got) != 2 {
			t.Errorf("cases of a closed unit are out of sight: %v", got)
		}
		exec(`UPDATE identity_user SET disabled_at = 1`)
		serving("")
		if _, err := load(""); fault.CodeOf(err) != "identity.signed_out" {
			t.Errorf("a disabled account gets %v", err)
		}
	})
}

// The roles of access and those identity grants are one list in two rooms.
func TestRolesAreThoseThatCanBeGranted(t *testing.T) {
	for _, role := range access.Roles() {
		if !identity.IsRole(string(role)) {
			t.Errorf("%s cannot be granted", role)
		}
		if identity.IsAdministrator(string(role)) == role.ReadsCases() {
			t.Errorf("%s: administrators, and only they, read no cases", role)
		}
	}
}
