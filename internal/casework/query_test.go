package casework

import (
	"fmt"
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

// passes is what a filter means, told from the case itself.
func (c *city) passes(k Case, f Filter, now time.Time) bool {
	u := c.byID[f.Unit]
	light, paused := calendar.Green, false
	for _, clock := range k.Clocks {
		if clock.Kind == Total || !clock.Running() {
			continue
		}
		paused = paused || clock.Paused()
		switch l := calendar.LightAt(now, clock.YellowAt, clock.Due); {
		case clock.Paused():
		case l == calendar.Red, l == calendar.Yellow && light == calendar.Green:
			light = l
		}
	}
	text := func() bool {
		if f.Text == "号c3" || k.No == f.Text { // the number of a case means that case
			return k.No == f.Text
		}
		all := k.Title + "\n" + k.No
		for _, p := range k.Parties {
			all += "\n" + p.Name + "\n" + map[string]string{"王玥": "wy", "欧阳祎": "oyy", "100%": "100", "a_b": "ab"}[p.Name]
		}
		for _, w := range strings.Fields(strings.NewReplacer("題", "题", "Ｃ", "c", "％", "%").Replace(f.Text)) {
			if !strings.Contains(all, w) {
				return false
			}
		}
		return true
	}
	day := calendar.DateOf(k.ReportedAt)
	holder := c.byID[k.Holder]
	for _, ok := range []bool{
		len(f.States) == 0 || slices.Contains(f.States, k.State),
		f.Colour == "" || f.Colour == light,
		!f.Paused || paused,
		!f.Mine || k.Handler == "u1",
		f.PeopleMin <= k.People,
		!f.Confidential || k.Confidential,
		f.ReportedFrom.IsZero() || !day.Before(f.ReportedFrom),
		f.ReportedTo.IsZero() || !day.After(f.ReportedTo),
		f.Text == "" || text(),
		f.Unit == "" || f.Reach == Subtree && (holder.ID == u.ID || c.above(u.ID, holder.ID)) ||
			f.Reach == Children && holder.ParentID == u.ID || f.Reach == OwnUnit && holder.ID == u.ID,
	} {
		if !ok {
			return false
		}
	}
	return true
}

func drawFilter(rt *rapid.T, c *city, now time.Time) Filter {
	f := Filter{}
	sometimes := func(label string) bool { return rapid.IntRange(0, 3).Draw(rt, label) == 0 }
	if sometimes("states?") {
		f.States = rapid.SliceOfN(rapid.SampledFrom(States()), 1, 6).Draw(rt, "states")
	}
	if sometimes("colour?") {
		f.Colour = rapid.SampledFrom([]calendar.Light{calendar.Red, calendar.Yellow, calendar.Green}).Draw(rt, "colour")
	}
	if sometimes("unit?") {
		f.Unit = c.units[rapid.IntRange(0, len(c.units)-1).Draw(rt, "unit")].ID
		f.Reach = rapid.SampledFrom([]Reach{OwnUnit, Children, Subtree}).Draw(rt, "reach")
	}
	if sometimes("days?") {
		f.ReportedFrom = calendar.DateOf(now).AddDays(-rapid.IntRange(0, 90).Draw(rt, "from"))
		f.ReportedTo = f.ReportedFrom.AddDays(rapid.IntRange(0, 30).Draw(rt, "to"))
	}
	if sometimes("text?") {
		f.Text = rapid.SampledFrom([]string{"王玥", "%", "_", "a_b", "号c3", "题c", `\`, "祎", "wy", "Ｃ", "題 王", "100％"}).Draw(rt, "text")
	}
	if sometimes("people?") {
		f.PeopleMin = rapid.IntRange(1, 60).Draw(rt, "people")
	}
	f.Paused, f.Mine, f.Confidential = sometimes("paused"), sometimes("mine"), sometimes("confidential")
	return f
}

// TestFilters: every filter finds what it says, in every order, and counts it.
func TestFilters(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c := newCity(t, db, 2, 2)
		var cases []Case
		sample := rapid.Custom(func(rt *rapid.T) Case {
			k := drawCase(rt, c, fmt.Sprintf("c%d", len(cases)), 0, clock.Now())
			k.Named = []string{"u1"}
			return k
		})
		for i := range 60 {
			cases = append(cases, c.save(t, Case{}, sample.Example(i)))
		}
		who := c.who("u1", "bureau", access.Head, access.All)
		rapid.Check(t, func(rt *rapid.T) {
			f := drawFilter(rt, c, clock.Now())
			var want []string
			byState := map[State]int{}
			for _, k := range cases {
				if c.passes(k, f, clock.Now()) {
					want = append(want, string(k.ID))
					byState[k.State]++
				}
			}
			by := rapid.SampledFrom([]SortBy{ByDue, ByReported, ByUpdated, ByNo}).Draw(rt, "by")
			if f.Text != "" && rapid.Bool().Draw(rt, "ranked") {
				by = ByMatch
			}
			page, err := c.s.List(t.Context(), who, f, Sort{By: by}, Ask{Limit: 200})
			if err != nil {
				rt.Fatal(err)
			}
			var got []string
			for _, r := range page.Items {
				got = append(got, string(r.ID))
			}
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				rt.Fatalf("%+v\nfinds %v instead of %v", f, got, want)
			}
			if len(f.States) > 0 || by != ByNo {
				return // the chips show every state, whichever is chosen
			}
			counts, err := c.s.Counts(t.Context(), who, f)
			if err != nil {
				rt.Fatal(err)
			}
			for state, n := range counts.States {
				if n != byState[state] {
					rt.Fatalf("%+v\ncounts %d %s instead of %d", f, n, state, byState[state])
				}
			}
		})
	})
}

// FuzzCursor: no text a client sends as a cursor does anything but turn pages.
func FuzzCursor(f *testing.F) {
	f.Add(cursor{By: ByDue, Key: "12", ID: "a"}.String(), "due")
	f.Add("e30", "no")
	f.Fuzz(func(t *testing.T, text, by string) {
		sort := Sort{By: SortBy(by)}
		c, err := parseCursor(text, sort)
		if err != nil {
			if fault.CodeOf(err) != "request.bad_cursor" {
				t.Fatal(err)
			}
			return
		}
		if again, err := parseCursor(c.String(), sort); text != "" && (err != nil || again != c) {
			t.Fatalf("%+v becomes %+v, %v", c, again, err)
		}
	})
}

// TestManyAreNotCounted: where the counters know of more than are counted, the cases are
// not looked at, whether the reader sees all or a part.
func TestManyAreNotCounted(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 2)
		c.s.Few = 1
		for _, village := range []string{"village00", "village00", "village01"} {
			if _, _, err := c.s.Register(t.Context(), c.who("u1", village, access.Mediator, access.Unit), "", told("王玥")); err != nil {
				t.Fatal(err)
			}
		}
		for _, want := range []map[string]int{{"village00": 2, "county": 3}, {"village00": 2, "county": MostCounted + 1}} {
			for unit, n := range want {
				counts, err := c.s.Counts(t.Context(), c.who("u2", unit, access.Head, access.Subtree), Filter{})
				if err != nil || counts.States[Reported] != n {
					t.Errorf("%s counts %d, %v; want %d", unit, counts.States[Reported], err, n)
				}
			}
			c.write(t, func(tx *sqldb.Tx) error {
				_, err := tx.Exec(t.Context(), `UPDATE casework_tally SET n = n + 2000 WHERE org_id = 'village01'`)
				return err
			})
		}
	})
}
