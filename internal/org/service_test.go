package org_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hemu/internal/fault"
	"hemu/internal/ledger"
	"hemu/internal/org"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// city is a small tree: bureau → office → town committee → two villages, and a
// coordination office.
type city struct {
	*org.Service
	db                                       *sqldb.DB
	bureau, office, town, east, west, fourIn org.Unit
}

func build(t *testing.T, db *sqldb.DB, hooks org.Hooks) *city {
	t.Helper()
	c := &city{Service: org.NewService(db, hooks), db: db}
	add := func(into *org.Unit, parent, name string, kind org.Kind, region string) {
		u, err := c.Create(t.Context(), "u", "o", org.Unit{ParentID: parent, Name: name, Kind: kind, RegionCode: region})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		*into = u
	}
	add(&c.bureau, "", "莱西市司法局", org.JudicialBureau, "370285000000")
	add(&c.fourIn, c.bureau.ID, "四位一体办公室", org.CoordinationOffice, "370285")
	add(&c.office, c.bureau.ID, "水集司法所", org.JudicialOffice, "370285001000")
	add(&c.town, c.office.ID, "水集街道人民调解委员会", org.CommitteeTown, "370285001")
	add(&c.east, c.town.ID, "月湖街社区人民调解委员会", org.CommitteeCommunity, "370285001001")
	add(&c.west, c.town.ID, "上海西路社区人民调解委员会", org.CommitteeCommunity, "370285001002")
	return c
}

func (c *city) read(t *testing.T, fn func(ctx context.Context, tx *sqldb.Tx) error) {
	t.Helper()
	if err := c.db.Read(t.Context(), func(tx *sqldb.Tx) error { return fn(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
}

func (c *city) get(t *testing.T, id string) (u org.Unit) {
	t.Helper()
	c.read(t, func(ctx context.Context, tx *sqldb.Tx) (err error) {
		u, err = org.Get(ctx, tx, id)
		return err
	})
	return u
}

func (c *city) list(t *testing.T, f org.Filter) (names []string) {
	t.Helper()
	c.read(t, func(ctx context.Context, tx *sqldb.Tx) error {
		for after := ""; ; {
			page, err := org.List(ctx, tx, f, after, 2)
			if err != nil {
				return err
			}
			for _, u := range page.Units {
				names = append(names, u.Name)
			}
			if after = page.Next; after == "" {
				return nil
			}
		}
	})
	return names
}

func TestTree(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := build(t, db, org.Hooks{})
		if got := c.east; got.ShortName != "月湖街社区" || got.Level != org.Village || got.RegionCode != "370285001001" || got.County != "370285" ||
			got.Path != c.town.Path+got.ID+"/" {
			t.Errorf("%+v", got)
		}
		c.read(t, func(ctx context.Context, tx *sqldb.Tx) error {
			for from, want := range map[string]string{c.east.ID: c.town.ID, c.town.ID: c.bureau.ID, c.office.ID: c.bureau.ID, c.bureau.ID: "", c.fourIn.ID: ""} {
				units, err := org.ByID(ctx, tx, []string{from})
				err = errors.Join(err, org.AddAbove(ctx, tx, units, from))
				if up, ok := org.Up(units, from); err != nil || ok != (want != "") || up.ID != want {
					t.Errorf("up of %s: %s %v", from, up.Name, err)
				}
			}
			byID, err := org.ByID(ctx, tx, []string{c.east.ID, "no", c.town.ID})
			if err != nil || len(byID) != 2 || byID[c.town.ID].Name != c.town.Name {
				t.Errorf("%v %v", byID, err)
			}
			if _, err := org.Get(ctx, tx, "no"); fault.CodeOf(err) != "org.not_found" {
				t.Error(err)
			}
			return nil
		})
		for _, tt := range []struct {
			f    org.Filter
			want int
		}{
			{org.Filter{}, 6}, {org.Filter{Under: c.office.Path}, 4}, {org.Filter{Parent: c.town.ID}, 2},
			{org.Filter{Kinds: []org.Kind{org.CommitteeTown, org.Court}}, 1}, {org.Filter{Levels: []org.Level{org.City}}, 2},
			{org.Filter{Text: "月湖"}, 1}, {org.Filter{Text: "yhj"}, 1}, {org.Filter{Text: "SJ", Kinds: []org.Kind{org.JudicialOffice}}, 1},
			{org.Filter{Region: "370285001"}, 4}, {org.Filter{Text: "%"}, 0}, {org.Filter{IDs: []string{}}, 0}, {org.Filter{Kinds: []org.Kind{}}, 0},
		} {
			if got := c.list(t, tt.f); len(got) != tt.want {
				t.Errorf("%+v: %v", tt.f, got)
			}
		}
	})
}

func TestCreateRefuses(t *testing.T) {
	c := build(t, sqldbtest.SQLite(t, sqldbtest.NewClock()), org.Hooks{
		Regions: func(_ context.Context, _ *sqldb.Tx, codes []string) (map[string]bool, error) {
			known := map[string]bool{}
			for _, code := range codes {
				known[code] = strings.HasPrefix(code, "370285") && code != "370285999"
			}
			return known, nil
		},
	})
	good := org.Unit{ParentID: c.town.ID, Name: "新村人民调解委员会", Kind: org.CommitteeVillage, RegionCode: "370285001003"}
	for want, change := range map[string]func(*org.Unit){
		"org.name":             func(u *org.Unit) { u.Name = "a/b" },
		"org.name_taken":       func(u *org.Unit) { u.Name = c.east.Name },
		"org.kind":             func(u *org.Unit) { u.Kind = "no" },
		"org.level":            func(u *org.Unit) { u.Level = org.City },
		"org.parent_missing":   func(u *org.Unit) { u.ParentID = "" },
		"org.parent_unknown":   func(u *org.Unit) { u.ParentID = "no" },
		"org.parent_lower":     func(u *org.Unit) { u.ParentID, u.Kind = c.east.ID, org.CommitteeTown },
		"org.region":           func(u *org.Unit) { u.RegionCode = "370285999" },
		"org.area":             func(u *org.Unit) { u.AreaCode = "south" },
		"org.phone":            func(u *org.Unit) { u.Phone = "12" },
		"org.number_pattern":   func(u *org.Unit) { u.NumberPattern = "{seq}" },
		"org.short_name":       func(u *org.Unit) { u.ShortName = strings.Repeat("长", 21) },
		"org.short_name_taken": func(u *org.Unit) { u.ShortName = "月湖街社区" },
	} {
		u := good
		change(&u)
		if _, err := c.Create(t.Context(), "u", "o", u); fault.CodeOf(err) != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if u, err := c.Create(t.Context(), "u", "o", good); err != nil || u.ShortName != "新村" {
		t.Errorf("%+v %v", u, err)
	}
	// The same village name in another town still numbers differently.
	other, err := c.Create(t.Context(), "u", "o", org.Unit{ParentID: c.office.ID, Name: "望城街道人民调解委员会", Kind: org.CommitteeTown, RegionCode: "370285002"})
	if err != nil {
		t.Fatal(err)
	}
	good.ParentID = other.ID
	if u, err := c.Create(t.Context(), "u", "o", good); err != nil || u.ShortName != "望城街道新村" {
		t.Errorf("%+v %v", u, err)
	}
}

func TestUpdateAndMove(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		var paths []string
		c := build(t, db, org.Hooks{Repathed: func(_ context.Context, _ *sqldb.Tx, from, to string) error {
			paths = append(paths, from, to)
			return nil
		}})
		ctx := t.Context()
		if err := c.SaveArea(ctx, "u", "o", org.Area{County: "370285", Code: "south", Name: "南片"}); err != nil {
			t.Fatal(err)
		}
		u := c.east
		u.Name, u.AreaCode, u.Phone = "月湖社区人民调解委员会", "south", "0532 8847 1234"
		u, err := c.Update(ctx, "u", "o", u)
		if err != nil || u.Phone != "0532-88471234" || u.Version != 2 {
			t.Fatalf("%+v %v", u, err)
		}
		if _, err := c.Update(ctx, "u", "o", c.east); fault.CodeOf(err) != "org.area" && fault.CodeOf(err) != "org.changed" {
			t.Errorf("a stale edit went through: %v", err)
		}
		if got := c.list(t, org.Filter{Area: "south"}); len(got) != 1 || c.get(t, u.ID) != u {
			t.Errorf("%v, saved %+v, read %+v", got, u, c.get(t, u.ID))
		}
		if _, err := c.Move(ctx, "u", "o", c.town.ID, c.town.Version, c.east.ID); fault.CodeOf(err) != "org.parent_below" {
			t.Errorf("moved below itself: %v", err)
		}
		if _, err := c.Move(ctx, "u", "o", c.town.ID, 7, c.bureau.ID); fault.CodeOf(err) != "org.changed" {
			t.Errorf("stale: %v", err)
		}
		town, err := c.Move(ctx, "u", "o", c.town.ID, c.town.Version, c.bureau.ID)
		if err != nil || c.get(t, town.ID) != town {
			t.Fatalf("%+v %v", town, err)
		}
		if got := c.list(t, org.Filter{Under: c.office.Path}); len(got) != 1 {
			t.Errorf("left under the office: %v", got)
		}
		if got := c.get(t, c.east.ID).Path; got != c.bureau.Path+c.town.ID+"/"+c.east.ID+"/" {
			t.Errorf("child's path %s", got)
		}
		if len(paths) != 2 || paths[0] != c.town.Path || paths[1] != town.Path {
			t.Errorf("hook told %v", paths)
		}
		c.read(t, func(ctx context.Context, tx *sqldb.Tx) error {
			log, err := ledger.List(ctx, tx, "org:"+c.town.ID, 0, 9)
			if err != nil || len(log) != 2 || log[0].Verb != "org.move" || log[1].Verb != "org.create" {
				t.Errorf("%+v %v", log, err)
			}
			return err
		})
	})
}

func TestCloseAndMergeHandOver(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		open := map[string]int{}
		c := build(t, db, org.Hooks{Successor: func(_ context.Context, _ *sqldb.Tx, from, to string) (int, error) {
			n := open[from]
			if n > 0 && to == "" {
				return 0, fault.New(fault.Conflict, "test.open_cases")
			}
			open[to] += n
			delete(open, from)
			return n, nil
		}})
		ctx := t.Context()
		open[c.east.ID] = 2
		m, err := c.AddMember(ctx, "u", "o", org.Member{OrgID: c.east.ID, Name: "王玥", Sex: org.Female, Functions: []org.Function{org.Mediator}, Origin: org.Appointed})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Close(ctx, "u", "o", c.town.ID, 1, ""); fault.CodeOf(err) != "org.has_children" {
			t.Errorf("closed over its children: %v", err)
		}
		if _, err := c.Close(ctx, "u", "o", c.east.ID, 1, ""); fault.CodeOf(err) != "test.open_cases" {
			t.Errorf("closed over open cases: %v", err)
		}
		if _, err := c.Close(ctx, "u", "o", c.east.ID, 1, c.east.ID); fault.CodeOf(err) != "org.successor_unknown" {
			t.Errorf("succeeded itself: %v", err)
		}
		u, err := c.Merge(ctx, "u", "o", c.east.ID, 1, c.west.ID)
		if err != nil || !u.Closed() || u.ClosedInto != c.west.ID || open[c.west.ID] != 2 {
			t.Fatalf("%+v %v %v", u, err, open)
		}
		c.read(t, func(ctx context.Context, tx *sqldb.Tx) error {
			left, err := org.GetMember(ctx, tx, m.ID)
			if err != nil || left.On(today) {
				t.Errorf("%+v %v", left, err)
			}
			return nil
		})
		for what, err := range map[string]error{
			"close":  second(c.Close(ctx, "u", "o", c.east.ID, 2, "")),
			"update": second(c.Update(ctx, "u", "o", u)),
			"move":   second(c.Move(ctx, "u", "o", c.east.ID, 2, c.bureau.ID)),
			"member": second(c.AddMember(ctx, "u", "o", org.Member{OrgID: c.east.ID})),
		} {
			if fault.CodeOf(err) != "org.closed" {
				t.Errorf("%s of a closed unit: %v", what, err)
			}
		}
		// Merging a unit with children moves them.
		other, err := c.Create(ctx, "u", "o", org.Unit{ParentID: c.office.ID, Name: "望城街道人民调解委员会", Kind: org.CommitteeTown, RegionCode: "370285002"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Merge(ctx, "u", "o", c.town.ID, c.town.Version, c.west.ID); fault.CodeOf(err) != "org.parent_below" {
			t.Errorf("merged into its own child: %v", err)
		}
		if _, err := c.Merge(ctx, "u", "o", c.town.ID, c.town.Version, other.ID); err != nil {
			t.Fatal(err)
		}
		if got := c.get(t, c.west.ID); got.ParentID != other.ID || got.Path != other.Path+got.ID+"/" {
			t.Errorf("%+v", got)
		}
		if got := c.list(t, org.Filter{IncludeClosed: true}); len(got) != 7 {
			t.Errorf("closed units are lost: %v", got)
		}
	})
}

func second[T any](_ T, err error) error { return err }

func TestMembersAndBreaches(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c, ctx := build(t, db, org.Hooks{}), t.Context()
		var added []org.Member
		for i, m := range full() {
			m.OrgID, m.Name, m.Origin, m.TermUntil = c.town.ID, fmt.Sprintf("成员%d", i), org.Elected, today
			m.TermUntil, m.ElectedOn, m.Phone = m.TermFrom, today.AddDays(-1000), "13800000000"
			m, err := c.AddMember(ctx, "u", "o", m)
			if err != nil {
				t.Fatal(err)
			}
			added = append(added, m)
		}
		if got := added[0].TermUntil; got != added[0].ElectedOn.AddMonths(36).AddDays(-1) {
			t.Errorf("term until %s", got)
		}
		breaches := func(path string) (out []string) {
			c.read(t, func(ctx context.Context, tx *sqldb.Tx) error {
				for after := ""; ; {
					list, next, err := org.ListBreaches(ctx, tx, path, after, 1)
					if err != nil {
						return err
					}
					for _, b := range list {
						out = append(out, b.OrgName+" "+b.Code)
					}
					if after = next; after == "" {
						return nil
					}
				}
			})
			return out
		}
		if got := breaches(c.town.Path); len(got) != 2 || !strings.HasSuffix(got[0], "org.breach_empty") {
			t.Errorf("only the two empty villages are at fault: %v", got)
		}
		clock.Advance(60 * 24 * time.Hour) // into the last 60 days of the term
		if n, err := c.Recheck(ctx); err != nil || n != 1 {
			t.Errorf("recheck: %d %v", n, err)
		}
		if n, err := c.Recheck(ctx); err != nil || n != 0 {
			t.Errorf("recheck again: %d %v", n, err)
		}
		if got := breaches(c.town.Path); len(got) != 3 || !strings.HasSuffix(got[0], "org.breach_term_ends") {
			t.Errorf("%v", got)
		}
		left, err := c.LeaveMember(ctx, "u", "o", added[0].ID, 1, today)
		if err != nil || left.LeftOn != today {
			t.Fatalf("%+v %v", left, err)
		}
		if got := breaches(""); len(got) != 6 { // town: chair, officer, size, term
			t.Errorf("%v", got)
		}
		c.read(t, func(ctx context.Context, tx *sqldb.Tx) error {
			log, err := ledger.List(ctx, tx, "org:"+c.town.ID, 0, 20)
			if err != nil || len(log) != 8 || strings.Contains(string(log[0].Body), "13800000000") {
				t.Errorf("%d entries, newest %s, %v", len(log), log[0].Body, err)
			}
			return nil
		})
		if _, err := c.UpdateMember(ctx, "u", "o", left); fault.CodeOf(err) != "org.member_left" {
			t.Error(err)
		}
		m := added[1]
		m.Functions, m.UserID = []org.Function{org.Chair, org.Mediator, org.InformationOfficer}, "user1"
		if m, err = c.UpdateMember(ctx, "u", "o", m); err != nil || m.Version != 2 {
			t.Fatal(m, err)
		}
		m.Version = 1
		if _, err := c.UpdateMember(ctx, "u", "o", m); fault.CodeOf(err) != "org.changed" {
			t.Errorf("a stale edit went through: %v", err)
		}
		c.read(t, func(ctx context.Context, tx *sqldb.Tx) error {
			of, err := org.Members(ctx, tx, m.OrgID)
			if err != nil || !slices.ContainsFunc(of, func(m org.Member) bool { return m.UserID == "user1" && m.Has(org.Chair) }) {
				t.Errorf("%+v %v", of, err)
			}
			return nil
		})
	})
}

func TestMemberRefused(t *testing.T) {
	c := build(t, sqldbtest.SQLite(t, sqldbtest.NewClock()), org.Hooks{})
	_, err := c.AddMember(t.Context(), "u", "o", org.Member{OrgID: c.east.ID, Sex: "x", BirthYear: 26, Functions: []org.Function{"king"},
		ElectedOn: today.AddDays(1), TermFrom: today, TermUntil: today, Phone: "1"})
	e, ok := err.(*fault.Error)
	if !ok || len(e.Details) != 8 {
		t.Errorf("%v", err)
	}
}

// Numbers have no gaps and no repeats when many ask at once and some give up.
func TestNumbersAreGapFree(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := build(t, db, org.Hooks{})
		var mu sync.Mutex
		seen := map[int64]bool{}
		var wg sync.WaitGroup
		for i := range 24 {
			wg.Go(func() {
				var n int64
				err := db.Write(context.Background(), func(tx *sqldb.Tx) (err error) {
					if n, err = org.NextNumber(context.Background(), tx, c.town.ID, "case", 2026); err != nil {
						return err
					}
					if i%3 == 0 {
						return fault.New(fault.Conflict, "test.gave_up")
					}
					return nil
				})
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					if seen[n] {
						t.Errorf("%d twice", n)
					}
					seen[n] = true
				}
			})
		}
		wg.Wait()
		for n := int64(1); n <= 16; n++ {
			if !seen[n] {
				t.Errorf("%d is missing", n)
			}
		}
		err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
			for _, other := range []struct {
				kind string
				year int
			}{{"slip", 2026}, {"case", 2027}} {
				if n, err := org.NextNumber(t.Context(), tx, c.town.ID, other.kind, other.year); err != nil || n != 1 {
					t.Errorf("%+v: %d %v", other, n, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

const table = `名称,类型,上级,区划代码,简称,电话
东村人民调解委员会,村调委会,莱西市司法局/望城司法所/望城街道人民调解委员会,370285002201,,
望城街道人民调解委员会,镇街调委会,望城司法所,370285002000,,
望城司法所,司法所,莱西市司法局,370285002000,望城所,13800000000
`

func TestImport(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c, ctx := build(t, db, org.Hooks{}), t.Context()
		if r, err := c.Import(ctx, "u", "o", strings.NewReader(table), true); err != nil || r.New != 3 || r.Applied {
			t.Fatalf("dry run: %+v %v", r, err)
		}
		if got := c.list(t, org.Filter{}); len(got) != 6 {
			t.Fatalf("a dry run saved: %v", got)
		}
		if r, err := c.Import(ctx, "u", "o", strings.NewReader(table), false); err != nil || r.New != 3 || !r.Applied {
			t.Fatalf("%+v %v", r, err)
		}
		if got := c.list(t, org.Filter{Under: c.bureau.Path, Text: "东村"}); len(got) != 1 {
			t.Errorf("%v", got)
		}
		again := strings.Replace(table, "13800000000", "13900000000", 1)
		if r, err := c.Import(ctx, "u", "o", strings.NewReader(again), false); err != nil || r.Changed != 1 || r.Unchanged != 2 {
			t.Errorf("again: %+v %v", r, err)
		}
	})
}

func TestImportReportsEveryRow(t *testing.T) {
	c := build(t, sqldbtest.SQLite(t, sqldbtest.NewClock()), org.Hooks{})
	text := "name,kind,parent,region_code,code\n" +
		"甲村人民调解委员会,committee_village,水集街道人民调解委员会,370285001003,\n" + // 2: good
		"甲村人民调解委员会,committee_village,水集街道人民调解委员会,370285001003,\n" + // 3: twice
		"乙村人民调解委员会,no,水集街道人民调解委员会,x,\n" + // 4: kind and region
		"丙村人民调解委员会,committee_village,无此上级,370285001003,\n" + // 5: parent
		"丁组,committee_village,乙村人民调解委员会,370285001003,\n" + // 6: good under a faulty one
		"月湖街社区人民调解委员会,committee_community,莱西市司法局,370285001001,\n" // 7: level and place are fine: another unit
	r, err := c.Import(t.Context(), "u", "o", strings.NewReader(text), false)
	if err != nil || r.Applied {
		t.Fatalf("%+v %v", r, err)
	}
	var got []string
	for _, p := range r.Problems {
		got = append(got, fmt.Sprintf("%d:%s", p.Line, p.Code))
	}
	want := "3:org.import_twice 4:org.kind 4:org.region 5:org.import_parent"
	if strings.Join(got, " ") != want {
		t.Errorf("got %v", got)
	}
	if got := c.list(t, org.Filter{}); len(got) != 6 {
		t.Errorf("half a file was saved: %v", got)
	}
}

func TestImportOfThousands(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := build(t, db, org.Hooks{})
		var file bytes.Buffer
		file.WriteString("name,kind,parent,region_code\n")
		for i := range 5000 {
			fmt.Fprintf(&file, "第%d村人民调解委员会,committee_village,水集街道人民调解委员会,370285001%03d\n", i, i%1000)
		}
		start := time.Now()
		r, err := c.Import(t.Context(), "u", "o", &file, false)
		if err != nil || r.New != 5000 || !r.Applied {
			t.Fatalf("%+v %v", r.Problems[:min(3, len(r.Problems))], err)
		}
		t.Logf("5,000 organisations in %v", time.Since(start))
	})
}

func FuzzImport(f *testing.F) {
	f.Add([]byte(table))
	f.Add([]byte("name,kind,region_code,parent\na,court,370285,a\nb,court,370285,c\nc,court,370285,b\n"))
	f.Add([]byte("name,kind,region_code,parent,code\n莱西市司法局,司法局,370285,,x\nb,法院,370285,x,y\n"))
	db := sqldbtest.SQLite(f, sqldbtest.NewClock())
	s := org.NewService(db, org.Hooks{})
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := s.Import(t.Context(), "u", "o", bytes.NewReader(raw), true)
		if err == nil && r.Total == 0 && r.New+r.Changed+r.Unchanged != r.Rows {
			t.Fatalf("rows are lost: %+v", r)
		}
	})
}
