package calendar

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, Shanghai)
	if err != nil {
		panic(err)
	}
	return t
}

func pause(from, to string) []Pause { return []Pause{{at(from), at(to)}} }

func TestDue(t *testing.T) {
	official := New(Official())
	everyDay := New(nil) // no notice; with KeepWeekend nothing moves
	for _, tt := range []struct {
		name    string
		cal     Calendar
		start   string
		span    Span
		pauses  []Pause
		options Options
		want    string
	}{
		// The vectors of the Civil Code, before the holiday step.
		{"30 days", everyDay, "2026-01-31 10:00", Span{30, Day}, nil, Options{KeepWeekend: true}, "2026-03-03 00:00"},
		{"one month", everyDay, "2026-01-31 10:00", Span{1, Month}, nil, Options{KeepWeekend: true}, "2026-03-01 00:00"},
		{"one month, leap year", everyDay, "2024-01-31 10:00", Span{1, Month}, nil, Options{KeepWeekend: true}, "2024-03-01 00:00"},

		{"moves off a weekend", official, "2026-11-20 09:00", Span{8, Day}, nil, Options{}, "2026-12-01 00:00"},
		{"stays on a weekend by option", official, "2026-11-20 09:00", Span{8, Day}, nil, Options{KeepWeekend: true}, "2026-11-29 00:00"},
		{"moves off a holiday", official, "2026-02-10 09:00", Span{7, Day}, nil, Options{}, "2026-02-25 00:00"},
		{"a holiday moves even so", official, "2026-02-10 09:00", Span{7, Day}, nil, Options{KeepWeekend: true}, "2026-02-25 00:00"},
		{"make-up Saturday ends it", official, "2026-02-07 09:00", Span{7, Day}, nil, Options{}, "2026-02-15 00:00"},
		{"one working day over the festival", official, "2026-02-14 23:59", Span{1, WorkingDay}, nil, Options{}, "2026-02-25 00:00"},
		{"three working days, one made up", official, "2026-02-12 08:00", Span{3, WorkingDay}, nil, Options{}, "2026-02-25 00:00"},
		{"no length, no day", official, "2026-11-24 08:00", Span{0, Day}, nil, Options{}, "2026-11-25 00:00"},

		{"hours run through the night", official, "2026-11-27 16:00", Span{24, Hour}, nil, Options{}, "2026-11-28 16:00"},
		{"working hours", official, "2026-11-27 16:00", Span{4, WorkingHour}, nil, Options{}, "2026-11-30 11:00"},
		{"working hours end with the opening", official, "2026-11-24 08:30", Span{3, WorkingHour}, nil, Options{}, "2026-11-24 11:30"},
		{"working hours from the weekend", official, "2026-11-28 12:00", Span{1, WorkingHour}, nil, Options{}, "2026-11-30 09:30"},
		{"own office hours", official, "2026-11-24 10:00", Span{4, WorkingHour}, nil, Options{Office: []Opening{{9 * 60, 12 * 60}}}, "2026-11-25 11:00"},

		{"two days paused", official, "2026-11-02 09:00", Span{7, Day}, pause("2026-11-04 10:00", "2026-11-06 09:00"), Options{}, "2026-11-12 00:00"},
		{"paused and resumed in a day", official, "2026-11-02 09:00", Span{7, Day}, pause("2026-11-04 10:00", "2026-11-04 17:00"), Options{}, "2026-11-10 00:00"},
		{"a paused weekend costs no working day", official, "2026-11-02 09:00", Span{7, WorkingDay}, pause("2026-11-07 10:00", "2026-11-09 09:00"), Options{}, "2026-11-12 00:00"},
		{"paused working days", official, "2026-11-02 09:00", Span{7, WorkingDay}, pause("2026-11-06 10:00", "2026-11-10 09:00"), Options{}, "2026-11-14 00:00"},
		{"a paused month", official, "2026-11-02 09:00", Span{1, Month}, pause("2026-11-10 10:00", "2026-11-20 09:00"), Options{}, "2026-12-15 00:00"},
		{"the pause covers the day it moves to", official, "2026-11-21 09:00", Span{7, Day}, pause("2026-11-30 09:00", "2026-12-02 09:00"), Options{}, "2026-12-03 00:00"},
		{"hours pause exactly", official, "2026-11-24 10:00", Span{4, Hour}, pause("2026-11-24 11:00", "2026-11-24 11:20"), Options{}, "2026-11-24 14:20"},
		{"working hours pause exactly", official, "2026-11-24 10:00", Span{4, WorkingHour}, pause("2026-11-24 11:00", "2026-11-24 14:00"), Options{}, "2026-11-24 17:00"},
		{"a pause after the end", official, "2026-11-02 09:00", Span{7, Day}, pause("2026-11-10 00:00", "2026-11-20 00:00"), Options{}, "2026-11-10 00:00"},
		{"pauses overlap", official, "2026-11-02 09:00", Span{7, Day}, append(pause("2026-11-04 10:00", "2026-11-06 09:00"), pause("2026-11-05 10:00", "2026-11-07 09:00")...), Options{}, "2026-11-13 00:00"},
		{"a pause turned round", official, "2026-11-02 09:00", Span{7, Day}, pause("2026-11-06 10:00", "2026-11-04 09:00"), Options{}, "2026-11-10 00:00"},
	} {
		got := tt.cal.Due(at(tt.start), tt.span, tt.pauses, tt.options)
		if !got.Equal(at(tt.want)) {
			t.Errorf("%s: due %s, want %s", tt.name, got.Format("2006-01-02 15:04"), tt.want)
		}
	}
}

func TestOpenPause(t *testing.T) {
	c := New(Official())
	start, span := at("2026-11-02 09:00"), Span{10, Day}
	early := []Pause{{From: at("2026-11-04 10:00")}}
	if due := c.Due(start, span, early, Options{}); !due.IsZero() {
		t.Errorf("due %v while the limit stands", due)
	}
	r := c.Reckon(start, span, early, Options{})
	if !r.Standing || !r.LastDay.IsZero() || len(r.Counted) != 1 {
		t.Errorf("reckoning = %+v", r)
	}
	if got := c.Fraction(start, at("2026-12-31 00:00"), span, early, Options{}); got != 0.1 {
		t.Errorf("fraction = %v, want the one day before the pause", got)
	}
	late := []Pause{{From: at("2026-11-13 10:00")}} // the limit ended on the 12th
	if due := c.Due(start, span, late, Options{}); !due.Equal(at("2026-11-13 00:00")) {
		t.Errorf("due = %v", due)
	}
	yellow := []Pause{{From: at("2026-11-11 10:00")}}
	if y := c.YellowAt(start, span, yellow, Options{}); !y.Equal(at("2026-11-10 00:00")) {
		t.Errorf("yellow at %v", y)
	}
}

func TestInvalidHasNoDeadline(t *testing.T) {
	c, start := New(nil), at("2026-11-02 09:00")
	for _, span := range []Span{{-1, Day}, {1, "year"}, {1, ""}, {4000, Day}, {121, Month}} {
		if span.Validate() == nil || !c.Due(start, span, nil, Options{}).IsZero() {
			t.Errorf("%v has a deadline", span)
		}
	}
	for _, office := range [][]Opening{{{600, 600}}, {{0, 1500}}, {{600, 700}, {650, 800}}, {}} {
		o := Options{Office: office}
		valid := o.Validate() == nil
		if due := c.Due(start, Span{1, WorkingHour}, nil, o); valid || !due.IsZero() {
			t.Errorf("%v gives %v", office, due)
		}
	}
}

func TestYellowAndFraction(t *testing.T) {
	c := New(Official())
	start := at("2026-11-02 09:00")
	span := Span{10, Day} // 3 to 12 November
	yellowAt, due := c.YellowAt(start, span, nil, Options{}), c.Due(start, span, nil, Options{})
	if !yellowAt.Equal(at("2026-11-10 00:00")) {
		t.Errorf("yellow at %v", yellowAt)
	}
	for _, tt := range []struct {
		now   string
		share float64
		light Light
	}{
		{"2026-11-02 20:00", 0, Green},
		{"2026-11-09 23:59", 0.69993, Green},
		{"2026-11-10 00:00", 0.7, Yellow},
		{"2026-11-13 00:00", 1, Yellow},
		{"2026-11-14 00:00", 1.1, Red},
	} {
		got := c.Fraction(start, at(tt.now), span, nil, Options{})
		if math.Abs(got-tt.share) > 1e-5 {
			t.Errorf("%s: fraction %v, want %v", tt.now, got, tt.share)
		}
		if light := LightAt(at(tt.now), yellowAt, due); light != tt.light {
			t.Errorf("%s: %s, want %s", tt.now, light, tt.light)
		}
	}
}

func TestReckonExplains(t *testing.T) {
	c := New(Official())
	r := c.Reckon(at("2026-12-24 09:00"), Span{7, WorkingDay}, pause("2026-12-29 10:00", "2026-12-30 09:00"), Options{})
	if len(r.Counted) != 7 || r.FirstDay != (Date{2026, 12, 25}) {
		t.Errorf("counted %d days from %s", len(r.Counted), r.FirstDay)
	}
	if len(r.Unannounced) != 1 || r.Unannounced[0] != 2027 {
		t.Errorf("unannounced = %v", r.Unannounced)
	}
	reasons := map[Reason]int{}
	for _, d := range r.Skipped {
		reasons[d.Reason]++
	}
	if reasons[StartDay] != 1 || reasons[Paused] != 1 || reasons[DayOff] != 4 || len(reasons) != 3 {
		t.Errorf("skipped for %v", reasons)
	}
	moved := c.Reckon(at("2026-02-10 09:00"), Span{7, Day}, nil, Options{})
	if moved.Nominal != (Date{2026, 2, 17}) || moved.LastDay != (Date{2026, 2, 24}) || len(moved.Counted) != 7 {
		t.Errorf("moved = %+v", moved)
	}
	if last := moved.Skipped[len(moved.Skipped)-1]; last.Reason != Moved || last.Date != (Date{2026, 2, 23}) || last.Name != "春节" {
		t.Errorf("last skipped = %+v", last)
	}
	late := c.Reckon(at("2026-11-24 18:00"), Span{1, WorkingHour}, nil, Options{})
	if len(late.Skipped) != 1 || late.Skipped[0].Reason != AfterWork || late.Counted[0].Minutes != 60 {
		t.Errorf("late = %+v", late)
	}
}

// genCalendar draws a calendar with random days off and on around the tests' starts.
func genCalendar(t *rapid.T) Calendar {
	days := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) OfficialDay {
		d := Date{2026, 1, 1}.AddDays(rapid.IntRange(0, 120).Draw(t, "official"))
		return OfficialDay{d, rapid.SampledFrom([]string{Off, Worked}).Draw(t, "kind"), "假", 2026}
	}), 0, 40).Draw(t, "days")
	return New(days)
}

func genStart(t *rapid.T, label string) time.Time {
	return at("2026-01-10 00:00").Add(time.Duration(rapid.IntRange(0, 30*24*60).Draw(t, label)) * time.Minute)
}

func genPauses(t *rapid.T, from time.Time) []Pause {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Pause {
		begin := from.Add(time.Duration(rapid.IntRange(0, 40*24*60).Draw(t, "from")) * time.Minute)
		return Pause{begin, begin.Add(time.Duration(rapid.IntRange(0, 9*24*60).Draw(t, "length")) * time.Minute)}
	}), 0, 4).Draw(t, "pauses")
}

func genSpan(t *rapid.T) Span {
	unit := rapid.SampledFrom([]Unit{Hour, WorkingHour, Day, WorkingDay, Month}).Draw(t, "unit")
	longest := map[Unit]int{Hour: 200, WorkingHour: 60, Day: 60, WorkingDay: 40, Month: 3}[unit]
	return Span{rapid.IntRange(0, longest).Draw(t, "length"), unit}
}

func genOptions(t *rapid.T) Options { return Options{KeepWeekend: rapid.Bool().Draw(t, "keep")} }

func TestLaterStartIsNeverDueEarlier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, span, o := genCalendar(t), genSpan(t), genOptions(t)
		a, b := genStart(t, "a"), genStart(t, "b")
		if b.Before(a) {
			a, b = b, a
		}
		// Pauses come after both starts, as a limit pauses only once it runs.
		pauses := genPauses(t, DateOf(b).End())
		if x, y := c.Due(a, span, pauses, o), c.Due(b, span, pauses, o); y.Before(x) {
			t.Fatalf("%v from %v is due %v, from %v already %v", span, a, x, b, y)
		}
	})
}

func TestPausingNeverShortens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, span, o, start := genCalendar(t), genSpan(t), genOptions(t), genStart(t, "start")
		pauses := genPauses(t, start)
		before := c.Due(start, span, nil, o)
		for i := range pauses {
			after := c.Due(start, span, pauses[:i+1], o)
			if after.Before(before) {
				t.Fatalf("pause %d moves %v to %v", i, before, after)
			}
			before = after
		}
	})
}

// oracleDays counts as one would with a wall calendar and a pencil: cross off
// day after day, then look for the next day on which the limit may end.
func oracleDays(c Calendar, start time.Time, span Span, pauses []Pause, o Options) time.Time {
	paused := func(d Date) bool {
		for _, p := range pauses {
			if !d.Before(DateOf(p.From)) && d.Before(DateOf(p.To)) {
				return true
			}
		}
		return false
	}
	d := DateOf(start)
	left := span.Length
	if span.Unit == Month {
		for e := d; e != DateOf(start).AddMonths(span.Length); e = e.AddDays(1) {
			left++
		}
		left -= span.Length
	}
	for left > 0 {
		d = d.AddDays(1)
		if !paused(d) && (span.Unit != WorkingDay || c.IsWorkday(d)) {
			left--
		}
	}
	first := d
	for !(c.IsWorkday(d) || o.KeepWeekend && span.Unit != WorkingDay && c.Kind(d) == Rest) || d != first && paused(d) {
		d = d.AddDays(1)
	}
	return d.AddDays(1).Start()
}

// oracleHours lets a clock tick minute by minute.
func oracleHours(c Calendar, start time.Time, span Span, pauses []Pause) time.Time {
	runs := func(t time.Time) bool {
		for _, p := range pauses {
			if !t.Before(p.From) && t.Before(p.To) {
				return false
			}
		}
		minute := t.In(Shanghai).Hour()*60 + t.In(Shanghai).Minute()
		open := minute >= 510 && minute < 690 || minute >= 810 && minute < 1050
		return span.Unit == Hour || open && c.IsWorkday(DateOf(t))
	}
	t := start
	for left := span.Length * 60; left > 0; t = t.Add(time.Minute) {
		if runs(t) {
			left--
		}
	}
	return t
}

func TestDueEqualsOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, span, o, start := genCalendar(t), genSpan(t), genOptions(t), genStart(t, "start")
		pauses := genPauses(t, start)
		var want time.Time
		if span.Unit == Hour || span.Unit == WorkingHour {
			want = oracleHours(c, start, span, pauses)
		} else {
			want = oracleDays(c, start, span, pauses, o)
		}
		if got := c.Due(start, span, pauses, o); !got.Equal(want) {
			t.Fatalf("%v from %v with %v: due %v, by hand %v", span, start, pauses, got, want)
		}
	})
}

func TestReckonAgreesWithDue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, span, o, start := genCalendar(t), genSpan(t), genOptions(t), genStart(t, "start")
		pauses := genPauses(t, start)
		r := c.Reckon(start, span, pauses, o)
		if !r.Due.Equal(c.Due(start, span, pauses, o)) || r.LastDay.Before(r.Nominal) {
			t.Fatalf("due %v, reckoned %v (%s, %s)", c.Due(start, span, pauses, o), r.Due, r.Nominal, r.LastDay)
		}
		if (span.Unit == Day || span.Unit == WorkingDay) && len(r.Counted) != span.Length {
			t.Fatalf("%v counts %d days", span, len(r.Counted))
		}
		minutes := 0
		for _, d := range r.Counted {
			minutes += d.Minutes
		}
		if (span.Unit == Hour || span.Unit == WorkingHour) && minutes != span.Length*60 {
			t.Fatalf("%v counts %d minutes", span, minutes)
		}
	})
}

func TestShareAndInstantsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, span, o, start := genCalendar(t), genSpan(t), genOptions(t), genStart(t, "start")
		pauses := genPauses(t, start)
		yellowAt, due := c.YellowAt(start, span, pauses, o), c.Due(start, span, pauses, o)
		now := start.Add(time.Duration(rapid.IntRange(0, 150*24*60).Draw(t, "now")) * time.Minute)
		share := c.Fraction(start, now, span, pauses, o)
		if (share > 1) != now.After(due) {
			t.Fatalf("share %v at %v, due %v", share, now, due)
		}
		if span.Length > 0 && (share >= 0.7) != !now.Before(yellowAt) {
			t.Fatalf("share %v at %v, yellow at %v", share, now, yellowAt)
		}
		if later := c.Fraction(start, now.Add(time.Hour), span, pauses, o); later < share {
			t.Fatalf("share falls from %v to %v", share, later)
		}
	})
}

func BenchmarkDue30WorkingDays(b *testing.B) {
	c, start := New(Official()), at("2026-01-20 09:00")
	for b.Loop() {
		c.Due(start, Span{30, WorkingDay}, nil, Options{})
	}
}
