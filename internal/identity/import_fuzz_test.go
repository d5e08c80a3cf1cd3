package identity_test

import (
	"bytes"
	"testing"

	"hemu/internal/fault"
	"hemu/internal/identity"
	"hemu/internal/message"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// FuzzImportUsers: a table of users is refused in words, or every row is counted; what is
// wrong stands at a line there is, with a sentence; trying it changes nothing, and what
// the trial foretold is what an import without anything wrong does.
func FuzzImportUsers(f *testing.F) {
	clock := sqldbtest.NewClock()
	db := sqldbtest.SQLite(f, clock)
	err := db.Write(f.Context(), func(tx *sqldb.Tx) error { return units(f.Context(), tx) })
	if err != nil {
		f.Fatal(err)
	}
	s := identity.NewService(db, identity.DefaultLimits())
	for _, seed := range []string{people, "用户名,姓名\nlihua,李华\nlihua,王华\n", "username,name,org,role,from\na.b-c,x,v,mediator,2026-02-30\n,,,,\n", "用户名,姓名,单位,岗位,起日,止日\nx,y,北村调委会,调解员,46388,2026-1-1\n", "PK\x03\x04"} {
		f.Add([]byte(seed))
	}
	count := func(t *testing.T) (n int) {
		err := db.Read(t.Context(), func(tx *sqldb.Tx) (err error) {
			n, err = sqldb.One(t.Context(), tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM identity_user`)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		before := count(t)
		dry, err := s.Import(t.Context(), admin, bytes.NewReader(raw), identity.ImportOptions{DryRun: true, Accounts: true, Posts: true})
		if err != nil {
			if fault.KindOf(err) != fault.Invalid || !message.Has(fault.CodeOf(err)) {
				t.Fatal(err)
			}
			return
		}
		if dry.Applied || len(dry.Codes) > 0 || count(t) != before || dry.Total < len(dry.Problems) || dry.New+dry.Changed+dry.Unchanged > dry.Rows {
			t.Fatalf("%+v", dry)
		}
		for _, p := range dry.Problems {
			if p.Line < 1 || !message.Has(p.Code) {
				t.Errorf("%+v", p)
			}
		}
		done, err := s.Import(t.Context(), admin, bytes.NewReader(raw), everything)
		if err != nil || done.Applied != (dry.Total == 0) || dry.Total == 0 && (done.New != dry.New || done.Posts != dry.Posts || len(done.Codes) != done.New) {
			t.Fatalf("%+v after %+v, %v", done, dry, err)
		}
		if done.Applied && count(t) != before+done.New || !done.Applied && count(t) != before {
			t.Fatalf("%d users, before %d: %+v", count(t), before, done)
		}
	})
}
