package casework

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// drawFull adds to a drawn case what it may have had on the way.
func drawFull(rt *rapid.T, c *city, id string, now time.Time) Case {
	k := drawCase(rt, c, id, 0, now)
	k.Named = []string{"u1"}
	k.AmountFen = int64(rapid.IntRange(0, 5).Draw(rt, "amount"))
	k.Level = rapid.SampledFrom([]Level{"", Ordinary, Major, Grave}).Draw(rt, "level")
	k.Difficult = rapid.SampledFrom([]Difficulty{"", DifficultySimple, DifficultyComplex}).Draw(rt, "difficulty")
	k.UpdatedAt = k.ReportedAt.Add(time.Duration(rapid.IntRange(0, 90*24).Draw(rt, "updated")) * time.Hour)
	k.Outcome = rapid.SampledFrom([]string{"", "settled", "failed"}).Draw(rt, "outcome")
	k.Closing = rapid.SampledFrom([]string{"", "staged", "procedural"}).Draw(rt, "closing")
	some := func(label string) bool { return rapid.Bool().Draw(rt, label) }
	if some("accepted") {
		k.AcceptedAt = k.ReportedAt.Add(30 * time.Hour)
	}
	for i := range k.Assignments {
		if some("signed") {
			k.Assignments[i].SignedAt = k.ReportedAt.Add(50 * time.Hour)
		}
	}
	if some("visited") {
		k.Visits = []Visit{{ID: id + "-v", At: k.ReportedAt.Add(90 * time.Hour)}}
	}
	if some("agreed") {
		state := rapid.SampledFrom([]string{"open", "performed", "breached"})
		a := Agreement{ID: id + "-a", State: "concluded", Concluded: k.ReportedAt.Add(70 * time.Hour)}
		for i := range 2 {
			a.Duties = append(a.Duties, Obligation{ID: fmt.Sprint(id, "-d", i), State: state.Draw(rt, "duty"), DoneOn: calendar.DateOf(k.ReportedAt).AddDays(4).String()})
		}
		if some("court") {
			a.Court = &Court{State: rapid.SampledFrom([]string{"applied", "waived", "confirmed"}).Draw(rt, "court")}
		}
		k.Agreements = []Agreement{a}
	}
	return k
}

// fits is what the further conditions of a filter mean, told from the case itself.
func fits(k Case, f Filter, now time.Time) bool {
	has := map[Trait]bool{HasVisit: len(k.Visits) > 0, HasAgreement: len(k.Agreements) > 0}
	court, day := "", map[Milestone]time.Time{AtAcceptance: k.AcceptedAt}
	if len(k.Agreements) > 0 {
		a := k.Agreements[0]
		done := 0
		for _, d := range a.Duties {
			has[HasBreach] = has[HasBreach] || d.State == "breached"
			if d.State == "performed" {
				done++
			}
		}
		has[HasPerformed], day[AtAgreement] = done == len(a.Duties), a.Concluded
		if a.Court != nil {
			court = a.Court.State
			has[HasCourt] = court != "waived"
		}
	}
	assists := false
	for _, a := range k.Assignments {
		assists = assists || a.Role == Assist && a.To == f.Assist
		if a.Role == Lead && a.SignedAt.After(day[AtSignature]) {
			day[AtSignature] = a.SignedAt
		}
	}
	for _, v := range k.Voices {
		has[HasVoice] = has[HasVoice] || v.Kind != "settled" && v.AnsweredAt.IsZero()
	}
	named := false
	for _, p := range k.Parties {
		named = named || strings.Contains(p.Name, f.Party)
	}
	runs := false
	for _, clock := range k.Clocks {
		light := calendar.LightAt(now, clock.YellowAt, clock.Due)
		runs = runs || clock.Kind == f.Clock && clock.Running() && (f.Colour == "" || !clock.Paused() && light == f.Colour)
	}
	reached := !day[f.Reached].IsZero()
	on, updated := calendar.DateOf(day[f.Reached]), calendar.DateOf(k.UpdatedAt)
	for _, ok := range []bool{
		f.PeopleMin <= k.People, f.PeopleMax == 0 || k.People <= f.PeopleMax,
		f.AmountMin <= k.AmountFen, f.AmountMax == 0 || k.AmountFen <= f.AmountMax,
		f.Handler == "" || k.Handler == f.Handler, f.Intake == "" || k.IntakeOrg == f.Intake, f.Assist == "" || assists,
		f.Difficulty == "" || k.Difficult == f.Difficulty,
		f.UpdatedFrom.IsZero() || !updated.Before(f.UpdatedFrom), f.UpdatedTo.IsZero() || !updated.After(f.UpdatedTo),
		f.Party == "" || named, f.Clock == "" || runs,
		f.Level == "" || k.Level == f.Level, f.Outcome == "" || k.Outcome == f.Outcome, f.Closing == "" || k.Closing == f.Closing, f.Court == "" || court == f.Court,
		!slices.ContainsFunc(f.Has, func(t Trait) bool { return !has[t] }), !slices.ContainsFunc(f.Lacks, func(t Trait) bool { return has[t] }),
		f.Reached == "" || reached && (f.ReachedFrom.IsZero() || !on.Before(f.ReachedFrom)) && (f.ReachedTo.IsZero() || !on.After(f.ReachedTo)),
	} {
		if !ok {
			return false
		}
	}
	return true
}

func drawFurther(rt *rapid.T, c *city, now time.Time) Filter {
	f := Filter{}
	sometimes := func(label string) bool { return rapid.IntRange(0, 4).Draw(rt, label) == 0 }
	unit := rapid.Map(rapid.IntRange(0, len(c.units)-1), func(i int) string { return c.units[i].ID })
	traits := rapid.SliceOfNDistinct(rapid.SampledFrom([]Trait{HasVisit, HasAgreement, HasPerformed, HasBreach, HasCourt, HasVoice}), 1, 2, rapid.ID[Trait])
	conditions := map[string]func(){
		"people": func() {
			f.PeopleMin, f.PeopleMax = rapid.IntRange(0, 30).Draw(rt, "min"), rapid.IntRange(0, 60).Draw(rt, "max")
		},
		"amount": func() {
			f.AmountMin, f.AmountMax = int64(rapid.IntRange(0, 3).Draw(rt, "min")), int64(rapid.IntRange(0, 5).Draw(rt, "max"))
		},
		"handler": func() { f.Handler = rapid.SampledFrom(users).Draw(rt, "user") },
		"intake":  func() { f.Intake = unit.Draw(rt, "unit") },
		"assist":  func() { f.Assist = unit.Draw(rt, "unit") },
		"party":   func() { f.Party = rapid.SampledFrom([]string{"王玥", "玥", "%", "_b", "祎"}).Draw(rt, "name") },
		"clock":   func() { f.Clock = rapid.SampledFrom([]ClockKind{HandlingClock, VisitClock}).Draw(rt, "kind") },
		"level":   func() { f.Level = rapid.SampledFrom([]Level{Ordinary, Major, Grave}).Draw(rt, "one") },
		"difficulty": func() {
			f.Difficulty = rapid.SampledFrom([]Difficulty{DifficultySimple, DifficultyComplex}).Draw(rt, "one")
		},
		"updated": func() {
			f.UpdatedFrom = calendar.DateOf(now).AddDays(rapid.IntRange(-90, 30).Draw(rt, "from"))
			if rapid.Bool().Draw(rt, "until") {
				f.UpdatedTo = f.UpdatedFrom.AddDays(rapid.IntRange(0, 60).Draw(rt, "to"))
			}
		},
		"outcome": func() { f.Outcome = rapid.SampledFrom([]string{"settled", "failed"}).Draw(rt, "one") },
		"closing": func() { f.Closing = rapid.SampledFrom([]string{"staged", "procedural"}).Draw(rt, "one") },
		"court":   func() { f.Court = rapid.SampledFrom([]string{"applied", "waived"}).Draw(rt, "one") },
		"has":     func() { f.Has = traits.Draw(rt, "all") },
		"lacks":   func() { f.Lacks = traits.Draw(rt, "none") },
		"reached": func() {
			f.Reached = rapid.SampledFrom([]Milestone{AtAcceptance, AtSignature, AtAgreement}).Draw(rt, "what")
		},
	}
	for _, label := range slices.Sorted(maps.Keys(conditions)) { // drawn in the same order when repeated
		if sometimes(label) {
			conditions[label]()
		}
	}
	if f.Reached != "" && rapid.Bool().Draw(rt, "days") {
		f.ReachedFrom = calendar.DateOf(now).AddDays(-rapid.IntRange(0, 90).Draw(rt, "from"))
		f.ReachedTo = f.ReachedFrom.AddDays(rapid.IntRange(0, 30).Draw(rt, "to"))
	}
	if f.Clock != "" && rapid.Bool().Draw(rt, "colour") {
		f.Colour = rapid.SampledFrom([]calendar.Light{calendar.Green, calendar.Yellow, calendar.Red}).Draw(rt, "light")
	}
	return f
}

// TestFurtherConditions: each finds what it says, whether the list is gathered or
// walked, also of cases from before the tables of marks once the job has been there.
func TestFurtherConditions(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c := newCity(t, db, 2, 2)
		var cases []Case
		sample := rapid.Custom(func(rt *rapid.T) Case { return drawFull(rt, c, fmt.Sprintf("c%d", len(cases)), clock.Now()) })
		for i := range 60 {
			cases = append(cases, c.save(t, Case{}, sample.Example(i)))
		}
		c.write(t, func(tx *sqldb.Tx) error {
			w := writer{ctx: t.Context(), tx: tx}
			w.exec(`DELETE FROM casework_mark WHERE case_id < 'c3'`)
			w.exec(`DELETE FROM casework_measure WHERE case_id < 'c3'`)
			w.exec(`INSERT INTO casework_unmarked (case_id) SELECT id FROM casework_case WHERE id < 'c3'`)
			return w.err
		})
		if n, err := c.s.MarkOld(t.Context()); n == 0 || err != nil {
			t.Fatalf("%d cases marked, %v", n, err)
		}
		if n, err := c.s.MarkOld(t.Context()); n != 0 || err != nil {
			t.Fatalf("%d cases marked again, %v", n, err)
		}
		who := c.who("u1", "bureau", access.Head, access.All)
		rapid.Check(t, func(rt *rapid.T) {
			f := drawFurther(rt, c, clock.Now())
			c.s.Few = rapid.SampledFrom([]int{2, 10, 0}).Draw(rt, "few")
			var want, got []string
			for _, k := range cases {
				if fits(k, f, clock.Now()) {
					want = append(want, string(k.ID))
				}
			}
			page, err := c.s.List(t.Context(), who, f, Sort{By: rapid.SampledFrom([]SortBy{ByDue, ByNo}).Draw(rt, "by")}, Ask{Limit: 200})
			if err != nil {
				rt.Fatal(err)
			}
			for _, r := range page.Items {
				got = append(got, string(r.ID))
			}
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				rt.Fatalf("%+v\nfinds %v instead of %v", f, got, want)
			}
		})
	})
}

// TestAFewAreGathered: where one condition has few cases, those are looked up and
// put in order; nobody walks along everything else.
func TestAFewAreGathered(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 3, 6)
		c.fill(t, planned)
		c.s.Few = 50
		who := c.who("u1", "bureau", access.Head, access.All)
		day := calendar.DateOf(sqldbtest.Noon)
		for name, f := range map[string]Filter{
			"court": {Court: "applied"}, "has": {Has: []Trait{HasAgreement}}, "both": {Has: []Trait{HasVisit, HasAgreement}, PeopleMin: 2},
			"people": {PeopleMin: 1000}, "amount": {AmountMin: 4990}, "reached": {Reached: AtAcceptance, ReachedFrom: day.AddDays(1)},
			"clock": {Clock: VisitClock}, "cause": {Cause: "99"}, "outcome": {Outcome: "declined"},
		} {
			for _, by := range []SortBy{ByDue, ByReported} {
				err := db.Read(t.Context(), func(tx *sqldb.Tx) error {
					found, err := c.s.filter(t.Context(), tx, who, f)
					if err != nil {
						return err
					}
					query, args := listQuery(access.ReaderOf(who), found, Sort{By: by}, cursor{By: by}, 50)
					steps, err := plan(t.Context(), tx, db.Engine(), query, args...)
					for _, walk := range []string{"Seq Scan on casework_case", "casework_case_due", "casework_case_reported", "SCAN c"} {
						if strings.Contains(steps, walk) {
							t.Errorf("%s by %s walks\n%s\n%s", name, by, query, steps)
						}
					}
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

func TestAMisspeltConditionIsRefused(t *testing.T) {
	day := calendar.DateOf(sqldbtest.Noon)
	for code, f := range map[string]Filter{
		"case.trait_unknown": {Has: []Trait{"visits"}}, "case.milestone_unknown": {ReachedFrom: day}, "case.colour_unknown": {Colour: "blue"},
	} {
		if got := fault.CodeOf(f.check()); got != code {
			t.Errorf("%+v: %s instead of %s", f, got, code)
		}
	}
}
