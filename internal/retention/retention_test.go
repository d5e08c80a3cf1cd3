package retention_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"testing"

	"hemu/internal/access"
	"hemu/internal/blob"
	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/job"
	"hemu/internal/org"
	"hemu/internal/retention"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// place is a town with an archive and a village below it.
type place struct {
	s       *retention.Service
	cases   *casework.Service
	removed []string
	// forgetting is called when the case is gone and its files are looked at.
	forgetting func()
}

func newPlace(t *testing.T, db *sqldb.DB) *place {
	t.Helper()
	jobs, err := job.NewClient(db)
	if err != nil {
		t.Fatal(err)
	}
	p := &place{}
	officers := func(context.Context, *sqldb.Tx, []string) (map[string][]access.Officer, error) {
		return map[string][]access.Officer{"town": {{UserID: "archivist", Role: access.Archivist}}, "village": {{UserID: "mediator", Role: access.Mediator}}}, nil
	}
	p.cases = casework.New(casework.Deps{
		DB: db, Jobs: jobs, Codes: codes.NewService(db).Snapshot, Key: []byte("a key for tests, 32 bytes long.."), Officers: officers, Stored: blob.Given, Hang: blob.Hang,
		Names: func(context.Context, *sqldb.Tx, []string) (map[string]string, error) { return map[string]string{}, nil },
		Region: func(_ context.Context, _ *sqldb.Tx, code string) (string, error) {
			return "/37/3702/370285/" + code + "/", nil
		},
	})
	p.s = retention.New(retention.Deps{DB: db, Jobs: jobs, Cases: p.cases, Officers: officers, Forget: p.forget, Remove: func(_ context.Context, digest string) error {
		p.removed = append(p.removed, digest)
		return nil
	}})
	write(t, db, func(tx *sqldb.Tx) error {
		if err := codes.Seed(t.Context(), tx); err != nil {
			return err
		}
		for _, u := range [][4]string{{"town", "/town/", "committee_town", "town"}, {"village", "/town/village/", "committee_village", "village"}} {
			var up any
			if u[0] == "village" {
				up = "town"
			}
			if _, err := tx.Exec(t.Context(), `INSERT INTO org_unit (id, parent_id, path, code, name, short_name, kind, level, region_code, area_code, county,
				initials, phone, address, number_pattern, created_at, version) VALUES ($1, $2, $3, '', $1, $1, $4, $5, '370285', '', '370285', '', '', '', '', 0, 1)`,
				u[0], up, u[1], u[2], u[3]); err != nil {
				return err
			}
		}
		_, err := blob.Record(t.Context(), tx, blob.Blob{Digest: blob.Digest(digest), Size: 7, Type: "image/png"}, "a.png", "mediator")
		return err
	})
	return p
}

func (p *place) forget(ctx context.Context, tx *sqldb.Tx, digests []string) ([]string, error) {
	return blob.Forget(ctx, tx, digests, tx.Now.AddDate(0, 0, -30), func(ctx context.Context, tx *sqldb.Tx, digests []string) (map[string]bool, error) {
		hung, err := casework.Hung(ctx, tx, digests)
		if p.forgetting != nil {
			p.forgetting()
		}
		return hung, err
	})
}

const digest = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

func write(t *testing.T, db *sqldb.DB, fn func(*sqldb.Tx) error) {
	t.Helper()
	if err := db.Write(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func who(user, unit, path string, role access.Role) access.Actor {
	post := access.Post{ID: user, OrgID: unit, OrgName: unit, OrgPath: path, County: "370285", OrgKind: org.CommitteeTown, OrgLevel: org.Town, Role: role, Scope: access.Subtree}
	return access.Actor{UserID: user, Name: user, Posts: []access.Post{post}, Acting: post}
}

var (
	mediator  = who("mediator", "village", "/town/village/", access.Mediator)
	archivist = who("archivist", "town", "/town/", access.Archivist)
	head      = who("head", "town", "/town/", access.Head)
)

// taken takes a dispute in.
func (p *place) taken(t *testing.T, name string, files ...casework.FileInput) casework.Case {
	t.Helper()
	c, _, err := p.cases.Register(t.Context(), mediator, "", casework.RegisterInput{
		Facts: name + "说邻居占道", Cause: "1004", Channel: "visit", Region: "370285001001", Files: files,
		Parties: []casework.PartyInput{{Role: "applicant", Name: name, Phone: "13800138000"}, {Role: "respondent", Name: "李喆"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// declined takes a dispute in and declines it.
func (p *place) declined(t *testing.T, name string, files ...casework.FileInput) casework.Case {
	t.Helper()
	c := p.taken(t, name, files...)
	c, err := p.cases.Do(t.Context(), mediator, c.ID, c.Version, "", casework.Decline{Reason: "07", Routes: []string{"court"}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (p *place) hold(t *testing.T, c casework.Case) {
	t.Helper()
	if _, err := p.cases.Do(t.Context(), head, c.ID, c.Version, "", casework.Hold{Reason: "法院调卷"}); err != nil {
		t.Fatal(err)
	}
}

func want(t *testing.T, err, wanted error) {
	t.Helper()
	if !errors.Is(err, wanted) {
		t.Errorf("%v, want %v", err, wanted)
	}
}

// TestFourEyes goes from what the nightly job finds to the certificate: nothing goes
// without two people, what is held stays, and what is done is done once.
func TestFourEyes(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		p := newPlace(t, db)
		ctx := t.Context()
		first := p.declined(t, "王玥", casework.FileInput{Digest: digest, Name: "a.png", Kind: "evidence"})
		held, later, left := p.declined(t, "赵堃"), p.declined(t, "钱䶮"), p.declined(t, "孙祎")
		p.hold(t, held)
		if n, err := p.s.Find(ctx); n != 0 || err != nil {
			t.Fatalf("found %d before their time, %v", n, err)
		}
		clock.Set(clock.Now().AddDate(3, 0, 2))
		if n, err := p.s.Find(ctx); n != 3 || err != nil {
			t.Fatalf("found %d, %v", n, err)
		}
		if n, err := p.s.Find(ctx); n != 0 || err != nil {
			t.Errorf("found %d again, %v", n, err)
		}
		_, err := p.s.Propose(ctx, archivist, []casework.ID{left.ID}, "到期")
		want(t, err, retention.ErrTaken)
		list, err := p.s.List(ctx, archivist, nil)
		if err != nil || len(list) != 1 || list[0].Cases != 3 || list[0].Org != "town" {
			t.Fatalf("batches %+v, %v", list, err)
		}
		id := list[0].ID
		_, err = p.s.Get(ctx, mediator, id)
		want(t, err, retention.ErrNotFound)
		_, err = p.s.Decide(ctx, head, id, 1, true, "")
		want(t, err, retention.ErrState)
		_, err = p.s.TakeUp(ctx, archivist, id, 1, nil, " ")
		want(t, err, retention.ErrReason)
		if _, err = p.s.TakeUp(ctx, archivist, id, 1, []casework.ID{left.ID}, "保管期满"); err != nil {
			t.Fatal(err)
		}
		_, err = p.s.Decide(ctx, archivist, id, 2, true, "")
		want(t, err, retention.ErrSamePerson)
		_, err = p.s.Decide(ctx, head, id, 1, true, "")
		want(t, err, retention.ErrChanged)
		_, err = p.s.Decide(ctx, head, id, 2, false, "")
		want(t, err, retention.ErrReason)
		blind := head
		blind.Posts = nil
		_, err = p.s.Decide(ctx, blind, id, 2, true, "")
		want(t, err, retention.ErrHidden)
		b, err := p.s.Decide(ctx, head, id, 2, true, "")
		if err != nil || b.State != retention.Approved || b.No != "（2029）town匿字第1号" {
			t.Fatalf("approved %+v, %v", b, err)
		}
		p.hold(t, later)
		p.carriesOut(t, id, first.ID, later.ID)
		if list, _, err := p.cases.Ending(ctx, archivist, calendar.DateOf(clock.Now()), 10); err != nil || len(list) != 3 {
			t.Errorf("still to end %d, %v", len(list), err)
		}
	})
}

// carriesOut runs the job twice: one case is destroyed, the one held since is kept.
func (p *place) carriesOut(t *testing.T, id string, destroyed, kept casework.ID) {
	t.Helper()
	for range 2 {
		if err := p.s.CarryOut(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	b, err := p.s.Get(t.Context(), head, id)
	if err != nil || b.State != retention.Done || b.Cases != 2 || b.Destroyed != 1 || b.Files != 1 {
		t.Fatalf("done %+v, %v", b, err)
	}
	for _, i := range b.Items {
		if i.Case == destroyed && i.Outcome != retention.ItemDestroyed || i.Case == kept && (i.Outcome != retention.ItemKept || i.Why != "case.held") {
			t.Errorf("%+v", i)
		}
	}
	if !slices.Equal(p.removed, []string{digest}) {
		t.Errorf("removed %v", p.removed)
	}
	p.certifies(t, id)
	for _, l := range p.listed(t) {
		if r, err := p.s.Replay(t.Context(), l); r.Destroyed+len(r.Kept) > 0 || err != nil {
			t.Errorf("done twice: %+v %v", r, err)
		}
	}
	if again, err := p.s.Get(t.Context(), head, id); err != nil || !reflect.DeepEqual(again, b) {
		t.Errorf("the register after a needless replay: %+v, %v", again, err)
	}
	if r, err := p.s.Replay(t.Context(), retention.Listed{Case: kept, Certificate: b.No}); err != nil || len(r.Kept) != 1 || r.Kept[0].Why != "case.held" {
		t.Errorf("replayed over a hold: %+v %v", r, err)
	}
	admin := who("security", "town", "/town/", access.SecurityAdmin)
	list, err := p.s.List(t.Context(), admin, nil)
	if err != nil || len(list) != 1 || list[0].Few != 3 || list[0].Cases != casework.Few || list[0].Destroyed != casework.Few || list[0].Items != nil {
		t.Errorf("the register: %+v, %v", list, err)
	}
	blind := head
	blind.Posts = []access.Post{{ID: "x", OrgID: "elsewhere", OrgPath: "/elsewhere/", Role: access.Head, Scope: access.Unit}}
	if list, err = p.s.List(t.Context(), blind, nil); err != nil || len(list) != 1 || list[0].Cases != 0 || list[0].Files != 0 {
		t.Errorf("a list counts cases its reader may not open: %+v, %v", list, err)
	}
}

// certifies: the certificate is the same for everybody who may open every case, and
// nobody else has one.
func (p *place) certifies(t *testing.T, id string) {
	t.Helper()
	mine, err := p.s.Certified(t.Context(), head, id)
	other, err2 := p.s.Certified(t.Context(), archivist, id)
	if err = errors.Join(err, err2); err != nil || len(mine.Items) != 2 || mine.Destroyed != 1 || !reflect.DeepEqual(mine, other) {
		t.Errorf("certified %+v and %+v, %v", mine, other, err)
	}
	part := archivist
	part.Posts, part.Acting.Scope = nil, access.Unit
	_, err = p.s.Certified(t.Context(), part, id)
	want(t, err, retention.ErrHidden)
	if b, err := p.s.Get(t.Context(), part, id); err != nil || b.Whole || len(b.Items) == 2 {
		t.Errorf("in part: %+v, %v", b, err)
	}
	if b, err := p.s.Get(t.Context(), head, id); err != nil || !b.Whole {
		t.Errorf("whole: %+v, %v", b, err)
	}
	_, err = p.s.Certified(t.Context(), mediator, id)
	want(t, err, retention.ErrNotFound)
}
