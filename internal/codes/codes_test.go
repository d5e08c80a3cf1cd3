package codes_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"hemu/internal/calendar"
	"hemu/internal/codes"
)

func date(y int, m time.Month, d int) calendar.Date { return calendar.Date{Year: y, Month: m, Day: d} }

var today = calendar.Date{Year: 2026, Month: 3, Day: 2}

func seeds() codes.Snapshot {
	lists, items, policies := codes.Seeds()
	return codes.NewSnapshot(lists, items, policies, calendar.Official())
}

func TestSeedsAreSound(t *testing.T) {
	lists, items, policies := codes.Seeds()
	s := seeds()
	seen := map[string]bool{}
	first, second := 0, 0
	for _, i := range items {
		if key := i.List + "/" + i.Code; seen[key] {
			t.Errorf("%s twice", key)
		} else {
			seen[key] = true
		}
		if i.NameZH == "" || i.NameEN == "" {
			t.Errorf("%s/%s has no name", i.List, i.Code)
		}
		if i.Parent != "" && !seen[i.List+"/"+i.Parent] {
			t.Errorf("%s/%s: group %s is missing", i.List, i.Code, i.Parent)
		}
		if kind, cause, ok := strings.Cut(i.Code, "."); i.List == codes.ListUsualCause && ok {
			if kind != i.Parent || !s.Valid(codes.ListCause, cause, today) || s.Name(codes.ListCause, cause, "", today) != i.NameZH {
				t.Errorf("%s is no usual cause of %s", i.Code, i.Parent)
			}
		}
		for to, code := range i.Mapping {
			if !s.Valid(to, code, today) {
				t.Errorf("%s/%s maps to %s/%s", i.List, i.Code, to, code)
			}
		}
		switch {
		case i.List == codes.ListGB31000 && i.Parent == "":
			first++
		case i.List == codes.ListGB31000:
			second++
		}
	}
	if first != 17 || second != 78 {
		t.Errorf("GB/T 31000: %d groups, %d entries", first, second)
	}
	for _, l := range lists {
		if len(s.Items(l.ID, today)) == 0 {
			t.Errorf("list %s is empty", l.ID)
		}
		if l.Status != codes.Unconfirmed && l.Citation == "" {
			t.Errorf("list %s claims %s without a citation", l.ID, l.Status)
		}
	}
	for _, p := range policies {
		if p.Span().Validate() != nil || p.Status != codes.Unconfirmed && p.Citation == "" {
			t.Errorf("policy %s is not sound", p.ID)
		}
	}
}

// Every dispute that can be registered has a category in both systems, so that
// it is counted in both (standards §3.15).
func TestEveryCauseIsCounted(t *testing.T) {
	s := seeds()
	groups := 0
	for _, i := range s.Items(codes.ListCause, today) {
		if i.Parent == "" {
			groups++
		}
		if !s.Valid(codes.ListCause, i.Code, today) {
			continue
		}
		gb := s.Map(codes.ListCause, i.Code, codes.ListGB31000, today)
		moj := s.Map(codes.ListCause, i.Code, codes.ListMOJ, today)
		if !s.Valid(codes.ListGB31000, gb, today) || !s.Valid(codes.ListMOJ, moj, today) {
			t.Errorf("cause %s %s: %q %q", i.Code, i.NameZH, gb, moj)
		}
	}
	if groups != 14 {
		t.Errorf("%d groups of causes, mission B6 has fourteen", groups)
	}
}

func TestVersionsHoldOnTheirDays(t *testing.T) {
	a, b, c := date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
	s := codes.NewSnapshot([]codes.List{{ID: "l", Levels: 2}}, []codes.Item{
		{List: "l", Code: "1", NameZH: "新", NameEN: "new", From: b, Until: c, Mapping: map[string]string{"m": "x"}},
		{List: "l", Code: "1", NameZH: "旧", NameEN: "old", From: a, Until: b},
		{List: "l", Code: "11", Parent: "1", NameZH: "子", NameEN: "child", From: b, Until: c},
	}, nil, nil)
	for _, tt := range []struct {
		on            calendar.Date
		group, child  bool
		name, mapping string
	}{
		{a.AddDays(-1), false, false, "旧", ""},
		{a, true, false, "旧", ""},
		{b.AddDays(-1), true, false, "旧", ""},
		{b, false, true, "新", "x"}, // now a group: not chosen itself
		{c.AddDays(-1), false, true, "新", "x"},
		{c, false, false, "新", "x"}, // retired, yet keeps its name
	} {
		if got := s.Valid("l", "1", tt.on); got != tt.group {
			t.Errorf("%s: group valid %v", tt.on, got)
		}
		if got := s.Valid("l", "11", tt.on); got != tt.child {
			t.Errorf("%s: child valid %v", tt.on, got)
		}
		if got := s.Name("l", "1", "zh-CN", tt.on); got != tt.name {
			t.Errorf("%s: name %s", tt.on, got)
		}
		if got := s.Map("l", "11", "m", tt.on); got != tt.mapping && tt.child {
			t.Errorf("%s: mapping %s", tt.on, got)
		}
	}
	if s.Name("l", "?", "en", a) != "?" || s.Name("l", "1", "en", a) != "old" || s.Valid("no", "1", a) {
		t.Error("unknown codes")
	}
}

func TestPickIsMostSpecific(t *testing.T) {
	p := seeds().Policies
	for _, tt := range []struct {
		kind codes.Kind
		f    codes.Facts
		want string
	}{
		{codes.Handling, codes.Facts{}, "handling"},
		{codes.Handling, codes.Facts{Category: "0101", Difficulty: "complex"}, "handling"},
		{codes.Handling, codes.Facts{Difficulty: "simple"}, "handling_simple"},
		{codes.Handling, codes.Facts{Category: "0502", Difficulty: "simple"}, "handling_medical"},
		{codes.Handling, codes.Facts{Category: "0703"}, "handling_labour"},
		{codes.SignIn, codes.Facts{Batch: "urgent"}, "sign_in_urgent"},
		{codes.SignIn, codes.Facts{Batch: "active"}, "sign_in"},
		{codes.VisitClock, codes.Facts{Level: "grave"}, "visit_grave"},
		{codes.Attempts, codes.Facts{OrgLevel: "city"}, "attempts_city"},
		{codes.JudicialConfirmation, codes.Facts{}, "judicial_confirmation"},
	} {
		tt.f.On = today
		if got, ok := p.Pick(tt.kind, tt.f); !ok || got.ID != tt.want {
			t.Errorf("%s %+v: %s, want %s", tt.kind, tt.f, got.ID, tt.want)
		}
	}
	if _, ok := p.Pick(codes.Handling, codes.Facts{On: date(1999, 12, 31)}); ok {
		t.Error("a rule held before its first day")
	}
	medical, _ := p.Pick(codes.Handling, codes.Facts{Category: "0502", On: today})
	if !medical.PausedBy("appraisal") || medical.PausedBy("party_absent") || medical.Unit != calendar.WorkingDay {
		t.Errorf("medical %+v", medical)
	}
	for people, want := range map[int]string{1: "ordinary", 9: "ordinary", 10: "major", 500: "grave"} {
		if got := p.Threshold(codes.LevelThreshold, codes.Facts{People: people, On: today}); got != want {
			t.Errorf("%d people: %s, want %s", people, got, want)
		}
	}
}

// The choice depends on the rules, not on the order they were loaded in, and
// what is chosen applies and is beaten by no other that applies.
func TestPickDoesNotDependOnOrder(t *testing.T) {
	some := func(values ...string) *rapid.Generator[string] { return rapid.SampledFrom(append(values, "")) }
	rule := rapid.Custom(func(t *rapid.T) codes.ClockRule {
		return codes.ClockRule{
			ID: rapid.StringMatching(`[a-z]{3}`).Draw(t, "id"), Kind: codes.Handling,
			Category: some("05", "0502", "07").Draw(t, "category"), Difficulty: some("simple", "normal").Draw(t, "difficulty"),
			Batch: some("urgent").Draw(t, "batch"), Level: some("grave").Draw(t, "level"), OrgLevel: some("town").Draw(t, "org"),
			From: date(2026, time.Month(rapid.IntRange(1, 6).Draw(t, "from")), 1),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		rules := codes.Policies(rapid.SliceOfNDistinct(rule, 1, 12, func(r codes.ClockRule) string { return r.ID }).Draw(t, "rules"))
		f := codes.Facts{Category: some("0502", "0701").Draw(t, "c"), Difficulty: some("simple").Draw(t, "d"),
			Batch: some("urgent").Draw(t, "b"), Level: some("grave").Draw(t, "l"), OrgLevel: some("town").Draw(t, "o"), On: date(2026, 4, 1)}
		got, ok := rules.Pick(codes.Handling, f)
		again, _ := codes.Policies(rapid.Permutation([]codes.ClockRule(rules)).Draw(t, "shuffled")).Pick(codes.Handling, f)
		if got.ID != again.ID {
			t.Fatalf("%s, then %s", got.ID, again.ID)
		}
		for _, r := range rules {
			alone, applies := codes.Policies{r}.Pick(codes.Handling, f)
			if applies && !ok {
				t.Fatalf("%s applies but nothing was picked", alone.ID)
			}
			if applies && len(r.Category) > len(got.Category) {
				t.Fatalf("%s is about %q, yet %s about %q was picked", r.ID, r.Category, got.ID, got.Category)
			}
		}
	})
}
