package codes_test

import (
	"context"
	"io"
	"reflect"
	"strings"
	"testing"

	"hemu/internal/calendar"
	"hemu/internal/codes"
	"hemu/internal/fault"
	"hemu/internal/ledger"
	"hemu/internal/sheet"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

func seed(t *testing.T, db *sqldb.DB) *codes.Service {
	t.Helper()
	if err := db.Write(t.Context(), func(tx *sqldb.Tx) error { return codes.Seed(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
	return codes.NewService(db)
}

func read(t *testing.T, s *codes.Service) codes.Snapshot {
	t.Helper()
	snapshot, err := s.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return snapshot
}

func version(t *testing.T, s *codes.Service, list string) int64 {
	t.Helper()
	l, ok := read(t, s).List(list)
	if !ok {
		t.Fatalf("no list %s", list)
	}
	return l.Version
}

func entries(t *testing.T, db *sqldb.DB) (verbs []string) {
	t.Helper()
	err := db.Read(t.Context(), func(tx *sqldb.Tx) error {
		list, err := ledger.List(t.Context(), tx, "codes", 0, 100)
		for _, e := range list {
			verbs = append(verbs, e.Verb)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return verbs
}

func TestSeedIsIdempotentAndKeepsEdits(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		s := seed(t, db)
		before := read(t, s)
		if got, want := len(before.Lists()), len(read(t, s).Lists()); got != want || got < 30 {
			t.Fatalf("%d lists", got)
		}
		if err := s.RetireItem(t.Context(), "u", "o", version(t, s, codes.ListChannel), codes.ListChannel, "letter", today); err != nil {
			t.Fatal(err)
		}
		seed(t, db)
		if read(t, s).Valid(codes.ListChannel, "letter", today) {
			t.Error("seeding brought a retired entry back")
		}
		if got := entries(t, db); strings.Join(got, " ") != "codes.retire_item codes.seed" {
			t.Errorf("ledger %v", got)
		}
		if !read(t, s).Calendar.HasNotice(2026) || len(read(t, s).Policies) != len(before.Policies) {
			t.Error("calendar or policies were not loaded")
		}
	})
}

func TestEditingAList(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		s, ctx := seed(t, db), t.Context()
		item := codes.Item{List: codes.ListCause, Code: "1404", Parent: "14", NameZH: "网络直播", NameEN: "Live streaming",
			Mapping: map[string]string{codes.ListGB31000: "0601", codes.ListMOJ: "17"}}
		v := version(t, s, codes.ListCause)
		if _, err := s.AddItem(ctx, "u", "o", v, item); err != nil {
			t.Fatal(err)
		}
		if _, err := s.AddItem(ctx, "u", "o", v, item); fault.CodeOf(err) != "codes.code_taken" {
			t.Errorf("added twice: %v", err)
		}
		item.NameZH = "直播带货"
		if _, err := s.ReviseItem(ctx, "u", "o", v, item); fault.CodeOf(err) != "codes.changed" {
			t.Errorf("a stale edit went through: %v", err)
		}
		clock.Set(sqldbtest.Noon.AddDate(0, 0, 10))
		later := calendar.DateOf(clock.Now())
		if _, err := s.ReviseItem(ctx, "u", "o", v+1, item); err != nil {
			t.Fatal(err)
		}
		now := read(t, s)
		if now.Name(codes.ListCause, "1404", "zh-CN", today) != "网络直播" || now.Name(codes.ListCause, "1404", "zh-CN", later) != "直播带货" {
			t.Error("renaming rewrote history")
		}
		if err := s.RetireItem(ctx, "u", "o", v+2, codes.ListCause, "14", later); fault.CodeOf(err) != "codes.group_in_use" {
			t.Errorf("a group went before its entries: %v", err)
		}
		if err := s.RetireItem(ctx, "u", "o", v+2, codes.ListCause, "1404", later); err != nil {
			t.Fatal(err)
		}
		if _, err := s.ReviseItem(ctx, "u", "o", v+3, item); fault.CodeOf(err) != "codes.item_retired" {
			t.Errorf("revised a retired entry: %v", err)
		}
		item.From = later.AddDays(5)
		if _, err := s.AddItem(ctx, "u", "o", v+3, item); err != nil {
			t.Fatal(err)
		}
		now = read(t, s)
		for d, want := range map[calendar.Date]bool{today: true, later: false, later.AddDays(5): true} {
			if now.Valid(codes.ListCause, "1404", d) != want {
				t.Errorf("%s: valid is not %v", d, want)
			}
		}
		if got := len(entries(t, db)); got != 5 {
			t.Errorf("%d ledger entries", got)
		}
	})
}

func TestListsRefuse(t *testing.T) {
	db := sqldbtest.SQLite(t, sqldbtest.NewClock())
	s, ctx := seed(t, db), context.Background()
	good := codes.Item{List: codes.ListChannel, Code: "app", NameZH: "客户端", NameEN: "App"}
	for want, change := range map[string]func(*codes.Item){
		"codes.list_not_found":  func(i *codes.Item) { i.List = "no" },
		"codes.list_fixed":      func(i *codes.Item) { i.List = codes.ListGB31000 },
		"codes.code_form":       func(i *codes.Item) { i.Code = "A b" },
		"codes.name_missing":    func(i *codes.Item) { i.NameEN = "" },
		"codes.parent_unknown":  func(i *codes.Item) { i.Parent = "visit" },
		"codes.mapping_unknown": func(i *codes.Item) { i.Mapping = map[string]string{codes.ListSource: "no"} },
		"codes.from_too_early":  func(i *codes.Item) { i.From = today.AddDays(-1) },
	} {
		item := good
		change(&item)
		if _, err := s.AddItem(ctx, "u", "o", 1, item); fault.CodeOf(err) != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	mapping := codes.Item{List: codes.ListGB31000, Code: "0602", Parent: "06", NameZH: "房产买卖租赁",
		NameEN: "Sale and lease of housing", Mapping: map[string]string{codes.ListMOJ: "04"}}
	if _, err := s.ReviseItem(ctx, "u", "o", 1, mapping); err != nil {
		t.Errorf("the mapping of a fixed list is ours: %v", err)
	}
	mapping.NameZH = "别名"
	if _, err := s.ReviseItem(ctx, "u", "o", 2, mapping); fault.CodeOf(err) != "codes.list_fixed" {
		t.Errorf("renamed a standard's entry: %v", err)
	}
}

func TestPolicies(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		s, ctx := seed(t, db), t.Context()
		facts := codes.Facts{On: today}
		old, _ := read(t, s).Policies.Pick(codes.Handling, facts)
		rule := old
		rule.Length, rule.From = 20, today.AddDays(3)
		rule, err := s.RevisePolicy(ctx, "u", "o", rule)
		if err != nil || rule.ID == old.ID || rule.Replaces != old.ID {
			t.Fatalf("%+v %v", rule, err)
		}
		if again, _ := read(t, s).Policies.Pick(codes.Handling, facts); again.ID != old.ID || again.Length != 30 {
			t.Errorf("before its day the new rule held: %+v", again)
		}
		facts.On = today.AddDays(3)
		if again, _ := read(t, s).Policies.Pick(codes.Handling, facts); again.ID != rule.ID || again.Length != 20 {
			t.Errorf("on its day the new rule did not hold: %+v", again)
		}
		if _, err := s.RevisePolicy(ctx, "u", "o", old); fault.CodeOf(err) != "codes.policy_ended" {
			t.Errorf("revised an ended rule: %v", err)
		}
		if err := s.RetirePolicy(ctx, "u", "o", rule.ID, rule.Version, today.AddDays(9)); fault.CodeOf(err) != "codes.policy_last" {
			t.Errorf("the last general rule went: %v", err)
		}
		if err := s.RetirePolicy(ctx, "u", "o", "handling_simple", 7, today); fault.CodeOf(err) != "codes.changed" {
			t.Errorf("stale: %v", err)
		}
		if err := s.RetirePolicy(ctx, "u", "o", "handling_simple", 1, today); err != nil {
			t.Error(err)
		}
		bad := codes.ClockRule{Kind: codes.Total, Pausable: true, Length: -1, Status: codes.StatusA, Batch: "no", YellowPercent: 101}
		if _, err := s.AddPolicy(ctx, "u", "o", bad); fault.CodeOf(err) != "codes.span_bad" || fault.KindOf(err) != fault.Invalid {
			t.Error(err)
		}
	})
}

func TestImportDays(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		s, ctx := seed(t, db), t.Context()
		good := func() io.Reader {
			return strings.NewReader("date,kind,name\n2027-01-01,放假,元旦\n2027-01-02,班,元旦\n")
		}
		report, err := s.ImportDays(ctx, "u", "o", good(), 2027, "国办发明电", true)
		if err != nil || report.New != 2 || report.Applied || read(t, s).Calendar.HasNotice(2027) {
			t.Fatalf("dry run: %+v %v", report, err)
		}
		bad := strings.NewReader("date,kind,name\n2027-02-30,放假,春节\n2027-01-02,?,元旦\n\n2027-01-03,休,元旦\n2027-01-03,休,元旦\n1.3,休,元旦\n2025-10-01,休,国庆节\n")
		report, err = s.ImportDays(ctx, "u", "o", bad, 2027, "x", false)
		want := []sheet.Problem{
			{Line: 2, Column: "date", Code: "calendar.no_such_day", Args: fault.Args{"value": "2027-02-30"}},
			{Line: 3, Column: "kind", Code: "calendar.bad_kind", Args: fault.Args{"value": "?"}},
			{Line: 6, Column: "date", Code: "calendar.duplicate", Args: fault.Args{"value": "2027-01-03"}},
			{Line: 7, Column: "date", Code: "calendar.bad_date", Args: fault.Args{"value": "1.3"}},
			{Line: 8, Column: "date", Code: "calendar.outside_year", Args: fault.Args{"value": "2025-10-01"}},
		}
		if err != nil || report.Applied || report.Total != len(want) || !reflect.DeepEqual(report.Problems, want) {
			t.Fatalf("%+v %v", report, err)
		}
		long := strings.NewReader("日期,安排\n" + strings.Repeat("2027-01-01,休\n", 401))
		if _, err = s.ImportDays(ctx, "u", "o", long, 2027, "x", false); fault.CodeOf(err) != "calendar.too_long" {
			t.Error(err)
		}
		if report, err = s.ImportDays(ctx, "u", "o", good(), 2027, "国办发明电", false); err != nil || !report.Applied {
			t.Fatalf("%+v %v", report, err)
		}
		c := read(t, s).Calendar
		if !c.HasNotice(2027) || c.Kind(calendar.Date{Year: 2027, Month: 1, Day: 2}) != calendar.Makeup {
			t.Error("the notice does not hold")
		}
		fewer := strings.NewReader("安排,节日,日期\n放假,元旦,46388\n")
		if report, err = s.ImportDays(ctx, "u", "o", fewer, 2027, "更正", false); err != nil || report.Unchanged != 1 || report.Closed != 1 {
			t.Errorf("%+v %v", report, err)
		}
		if c := read(t, s).Calendar; c.Kind(calendar.Date{Year: 2027, Month: 1, Day: 2}) != calendar.Rest {
			t.Error("a day that left the notice still holds")
		}
	})
}
