package org_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hemu/internal/calendar"
	"hemu/internal/message"
	"hemu/internal/org"
)

var today = calendar.Date{Year: 2026, Month: 3, Day: 2}

// full is a town committee with nothing wrong.
func full() []org.Member {
	m := func(id, sex string, functions ...org.Function) org.Member {
		return org.Member{ID: id, Sex: sex, Functions: functions, TermUntil: today.AddDays(100), BirthYear: 1980}
	}
	return []org.Member{
		m("1", org.Male, org.Chair, org.Mediator), m("2", org.Female, org.ViceChair, org.InformationOfficer),
		m("3", org.Male, org.Committeeman, org.LiaisonOfficer), m("4", org.Male, org.Committeeman),
		m("5", org.Female, org.Committeeman), m("6", org.Male, org.Clerk),
	}
}

func TestBreaches(t *testing.T) {
	town := org.Unit{ID: "u", Kind: org.CommitteeTown}
	for name, tt := range map[string]struct {
		unit   org.Unit
		change func([]org.Member) []org.Member
		want   string
	}{
		"sound":           {town, func(m []org.Member) []org.Member { return m }, ""},
		"nobody":          {town, func([]org.Member) []org.Member { return nil }, "org.breach_empty"},
		"town of four":    {town, func(m []org.Member) []org.Member { return m[:4] }, "org.breach_town_size"},
		"village of four": {org.Unit{Kind: org.CommitteeVillage}, func(m []org.Member) []org.Member { return m[:4] }, ""},
		"village of two": {org.Unit{Kind: org.CommitteeVillage}, func(m []org.Member) []org.Member { return m[:2] },
			"org.breach_size org.breach_officer"},
		"ten": {town, func(m []org.Member) []org.Member { return append(m, m[4], m[4], m[4], m[4], m[4]) }, "org.breach_size"},
		"no chair": {town, func(m []org.Member) []org.Member {
			m[0].Functions = []org.Function{org.Committeeman, org.Mediator}
			return m
		}, "org.breach_chair"},
		"two chairs": {town, func(m []org.Member) []org.Member { m[1].Functions[0] = org.Chair; return m }, "org.breach_chair"},
		"no woman in the committee": {town, func(m []org.Member) []org.Member {
			m[1].Sex, m[4].Sex, m[5].Sex = org.Male, org.Male, org.Female // the clerk is no member of it
			return m
		}, "org.breach_woman"},
		"officer left": {town, func(m []org.Member) []org.Member {
			m[2].Functions = m[2].Functions[:1]
			return append(m, org.Member{Functions: []org.Function{org.LiaisonOfficer}, LeftOn: today})
		}, "org.breach_officer"},
		"term over":             {town, func(m []org.Member) []org.Member { m[3].TermUntil = today.AddDays(-1); return m }, "org.breach_term_over"},
		"term ends today":       {town, func(m []org.Member) []org.Member { m[3].TermUntil = today; return m }, "org.breach_term_ends"},
		"term ends in 60 days":  {town, func(m []org.Member) []org.Member { m[3].TermUntil = today.AddDays(60); return m }, "org.breach_term_ends"},
		"term ends in 61 days":  {town, func(m []org.Member) []org.Member { m[3].TermUntil = today.AddDays(61); return m }, ""},
		"a minor":               {town, func(m []org.Member) []org.Member { m[5].BirthYear = 2009; return m }, "org.breach_minor"},
		"eighteen this year":    {town, func(m []org.Member) []org.Member { m[5].BirthYear = 2008; return m }, ""},
		"no committee":          {org.Unit{Kind: org.Court}, func([]org.Member) []org.Member { return nil }, ""},
		"a closed committee":    {org.Unit{Kind: org.CommitteeTown, ClosedAt: today.Start()}, func([]org.Member) []org.Member { return nil }, ""},
		"an industry committee": {org.Unit{Kind: org.CommitteeIndustry}, func(m []org.Member) []org.Member { return m[:3] }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, b := range org.Breaches(tt.unit, tt.change(full()), today) {
				got = append(got, b.Code)
				if !message.Has(b.Code) || b.Citation == "" || b.FoundOn != today {
					t.Errorf("%+v", b)
				}
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("got %v, want %s", got, tt.want)
			}
		})
	}
}

// What is wrong depends on who belongs, not on the order or on former members.
func TestBreachesDependOnPresentMembersOnly(t *testing.T) {
	member := rapid.Custom(func(t *rapid.T) org.Member {
		return org.Member{
			ID: rapid.StringMatching(`[a-z]{6}`).Draw(t, "id"), Sex: rapid.SampledFrom([]string{"1", "2", "9"}).Draw(t, "sex"),
			Functions: rapid.SliceOfNDistinct(rapid.SampledFrom(org.Functions()), 1, 3, rapid.ID).Draw(t, "functions"),
			BirthYear: rapid.SampledFrom([]int{0, 1970, 2010}).Draw(t, "born"),
			TermUntil: today.AddDays(rapid.IntRange(-5, 80).Draw(t, "until")),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		u := org.Unit{Kind: rapid.SampledFrom(org.Kinds()).Draw(t, "kind")}
		members := rapid.SliceOfN(member, 0, 12).Draw(t, "members")
		keys := func(members []org.Member) (out []string) {
			for _, b := range org.Breaches(u, members, today) {
				out = append(out, b.Code+b.Subject)
			}
			slices.Sort(out)
			return out
		}
		want := keys(members)
		shuffled := slices.Clone(members)
		if len(members) > 1 {
			shuffled = rapid.Permutation(members).Draw(t, "shuffled")
		}
		for _, m := range rapid.SliceOfN(member, 0, 4).Draw(t, "former") {
			m.LeftOn = today
			shuffled = append(shuffled, m)
		}
		if got := keys(shuffled); !slices.Equal(got, want) {
			t.Fatalf("%v, then %v", want, got)
		}
	})
}

func TestNumbers(t *testing.T) {
	n := org.Number{Year: 2026, Short: "水集街道", Seq: 7}
	for pattern, want := range map[string]string{
		"":                              "（2026）水集街道人调字第7号",
		"{short}〔{YYYY}〕{seq:4}号":       "水集街道〔2026〕0007号",
		"{YYYY}-{short}-{seq:1}{other}": "2026-水集街道-7{other}",
	} {
		if got := org.FormatNumber(pattern, n); got != want {
			t.Errorf("%s: %s", pattern, got)
		}
	}
	for pattern, want := range map[string]bool{
		"": true, org.DefaultPattern: true, "{short}{YYYY}{seq:5}": true,
		"{short}{seq}": false, "{YYYY}{seq}": false, "{YYYY}{short}": false, "{YYYY}{short}{seq}{seq}": false,
		"{YYYY}{short}{seq:x}": false, "{YYYY}{short}{seq:0}": false, "{YYYY:2}{short}{seq}": false, "{YYYY}{short}{seq}{": false,
		"{YYYY}{short}{seq}{x}": false, "{YYYY}{short}{seq}" + strings.Repeat("x", 120): false,
	} {
		if org.ValidPattern(pattern) != want {
			t.Errorf("%q valid is not %v", pattern, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 9).Draw(t, "width")
		pattern := "{YYYY}/{short}/{seq:" + strconv.Itoa(width) + "}"
		a, b := rapid.Int64Range(1, 1e6).Draw(t, "a"), rapid.Int64Range(1, 1e6).Draw(t, "b")
		if same := org.FormatNumber(pattern, org.Number{Year: 2026, Short: "x", Seq: a}) == org.FormatNumber(pattern, org.Number{Year: 2026, Short: "x", Seq: b}); same != (a == b) {
			t.Fatalf("%d and %d", a, b)
		}
	})
}
