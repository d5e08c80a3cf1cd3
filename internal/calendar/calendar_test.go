package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func day(t *testing.T, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatalf("ParseDate(%q): %v", s, err)
	}
	return d
}

func TestOfficialKinds(t *testing.T) {
	c := New(Official())
	for _, tt := range []struct {
		date string
		want Kind
	}{
		{"2007-12-29", Makeup},  // in the notice for 2008
		{"2013-04-07", Makeup},  // a correction of the source
		{"2013-10-12", Makeup},  // another
		{"2012-05-02", Workday}, // a plain Wednesday
		{"2014-09-08", Holiday},
		{"2014-09-07", Rest},    // the holiday only joins the weekend
		{"2020-02-02", Holiday}, // the festival was extended
		{"2020-02-03", Workday}, // listed, and a Monday
		{"2026-02-14", Makeup},
		{"2026-02-17", Holiday},
		{"2026-02-28", Makeup},
		{"2026-03-07", Rest},
		{"2026-03-09", Workday},
	} {
		if got := c.Kind(day(t, tt.date)); got != tt.want {
			t.Errorf("Kind(%s) = %s, want %s", tt.date, got, tt.want)
		}
	}
	if got := c.Name(day(t, "2026-02-17")); got != "春节" {
		t.Errorf("Name = %q", got)
	}
}

// The statutory days off are 10 a year from 2007, 11 from 2008 and 13 from
// 2025, and exchanges keep the balance: workdays taken off minus weekend days
// worked are what the regulation grants, festivals on weekends made up.
func TestOfficialDaysAreComplete(t *testing.T) {
	days := Official()
	seen := map[Date]bool{}
	for i, d := range days {
		if seen[d.Date] || i > 0 && !days[i-1].Date.Before(d.Date) {
			t.Errorf("%s stands twice or out of order", d.Date)
		}
		seen[d.Date] = true
		if d.Kind != Off && d.Kind != Worked || d.Name == "" {
			t.Errorf("bad row %+v", d)
		}
		if off := d.Date.Year - d.Notice; off != 0 && off != -1 {
			t.Errorf("%s stands in the notice for %d", d.Date, d.Notice)
		}
	}
	c := New(days)
	for year := 2007; year <= 2026; year++ {
		if !c.HasNotice(year) {
			t.Errorf("no notice for %d", year)
		}
		won := 0 // workdays freed, less weekend days worked
		for _, d := range days {
			w := d.Date.Weekday()
			weekend := w == time.Saturday || w == time.Sunday
			switch {
			case d.Notice == year && d.Kind == Off && !weekend:
				won++
			case d.Notice == year && d.Kind == Worked && weekend:
				won--
			}
		}
		want := 11
		switch year {
		case 2007:
			want = 10
		case 2015: // 抗战胜利纪念日, once
			want = 12
		case 2020: // extended to 2 February: Friday the 31st is free, Saturday the 1st no longer worked
			want = 13
		case 2025, 2026:
			want = 13
		}
		if won != want {
			t.Errorf("%d: %d working days freed, want %d", year, won, want)
		}
	}
	if c.HasNotice(2006) || c.HasNotice(2027) {
		t.Error("a notice is claimed outside 2007–2026")
	}
}

func TestAddWorkdays(t *testing.T) {
	c := New(Official())
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-02-13", 1, "2026-02-14"}, // a Saturday worked in exchange
		{"2026-02-14", 1, "2026-02-24"}, // over the Spring Festival
		{"2026-02-24", -1, "2026-02-14"},
		{"2026-02-15", 0, "2026-02-15"},
		{"2026-11-24", 5, "2026-12-01"},
		{"2026-11-27", 1, "2026-11-30"}, // over a weekend
	} {
		if got := c.AddWorkdays(day(t, tt.from), tt.n).String(); got != tt.want {
			t.Errorf("AddWorkdays(%s, %d) = %s, want %s", tt.from, tt.n, got, tt.want)
		}
	}
}

func TestLaterEntryReplaces(t *testing.T) {
	d := Date{2026, 5, 6}
	c := New([]OfficialDay{{d, Off, "劳动节", 2026}, {d, Worked, "", 2026}})
	if got := c.Kind(d); got != Workday {
		t.Errorf("Kind = %s after the day off was withdrawn", got)
	}
}

func TestAddWorkdaysIsAdditive(t *testing.T) {
	c := New(Official())
	rapid.Check(t, func(t *rapid.T) {
		d := Date{2007, 1, 1}.AddDays(rapid.IntRange(0, 7300).Draw(t, "day"))
		n, m := rapid.IntRange(0, 60).Draw(t, "n"), rapid.IntRange(0, 60).Draw(t, "m")
		if got, want := c.AddWorkdays(c.AddWorkdays(d, n), m), c.AddWorkdays(d, n+m); got != want {
			t.Fatalf("%d then %d workdays gives %s, at once %s", n, m, got, want)
		}
		if n > 0 && !c.IsWorkday(c.AddWorkdays(d, n)) {
			t.Fatal("not a workday")
		}
	})
}
