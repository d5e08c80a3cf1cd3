package casework

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/codes"
)

// dBook is a calendar kept as a book of days, for an oracle that shares nothing with
// package calendar but its dates.
type dBook map[string]string // day → off or workday, where a notice names it

func (b dBook) works(day calendar.Date) bool {
	if kind, named := b[day.String()]; named {
		return kind == calendar.Worked
	}
	weekday := time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC).Weekday()
	return weekday != time.Saturday && weekday != time.Sunday
}

// dLife is what happened to a limit: when it began, what was granted and when it
// stood, as days of Shanghai.
type dLife struct {
	start   calendar.Date
	length  int
	working bool
	paused  [][2]calendar.Date // from the first day to the day of the resumption, that one not in it
}

func (l dLife) stands(day calendar.Date) bool {
	return slices.ContainsFunc(l.paused, func(p [2]calendar.Date) bool { return !day.Before(p[0]) && day.Before(p[1]) })
}

// lastDay counts day by day: the first is the one after the start (Civil Code 201),
// days of a pause are left out, for working days those off as well, and a last day
// that is off moves to the next working day that is not paused (203).
func (b dBook) lastDay(l dLife) calendar.Date {
	day, counted := l.start, 0
	for counted < l.length {
		day = day.AddDays(1)
		if !l.stands(day) && (!l.working || b.works(day)) {
			counted++
		}
	}
	for !b.works(day) || day != l.start && l.stands(day) {
		day = day.AddDays(1)
	}
	return day
}

// TestClockEqualsSlowOracle: after any history of pauses, resumptions and extensions
// under any calendar the deadline is the one counted on the fingers.
func TestClockEqualsSlowOracle(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		working := rapid.Bool().Draw(rt, "working")
		unit := map[bool]calendar.Unit{false: calendar.Day, true: calendar.WorkingDay}[working]
		length := rapid.IntRange(1, 40).Draw(rt, "length")
		w := dNew().dPolicy(codes.Handling, calendar.Span{Length: length, Unit: unit})
		days := dDays(rt)
		w.snapshot.Calendar = calendar.New(days)
		book := dBook{}
		for _, d := range days {
			book[d.Date.String()] = d.Kind
		}
		w.now = w.now.Add(dMinutes(rt, "first", 20))
		c := w.handled(rt, "town1")
		l := dLife{start: calendar.DateOf(dClock(c, HandlingClock).StartAt), length: length, working: working}
		for range rapid.IntRange(0, 8).Draw(rt, "steps") {
			w.now = w.now.Add(dMinutes(rt, "wait", 5))
			switch today := calendar.DateOf(w.now); {
			case rapid.IntRange(0, 2).Draw(rt, "extend") == 0:
				n := rapid.IntRange(1, 30).Draw(rt, "days")
				c = w.do(rt, c, w.head("town1"), AskExtension{Days: n, Reason: "many people", Consent: true})
				c = w.do(rt, c, w.head("bureau"), DecideExtension{Granted: true})
				l.length += n
			case dClock(c, HandlingClock).Paused():
				c = w.do(rt, c, w.head("town1"), Resume{})
				l.paused[len(l.paused)-1][1] = today
			default:
				c = w.do(rt, c, w.head("town1"), Pause{Reason: "appraisal", Until: w.day(5)})
				l.paused = append(l.paused, [2]calendar.Date{today, today.AddDays(100_000)})
			}
		}
		if dClock(c, HandlingClock).Paused() {
			w.now = w.now.Add(dMinutes(rt, "at last", 5))
			l.paused[len(l.paused)-1][1] = calendar.DateOf(w.now)
			c = w.do(rt, c, w.head("town1"), Resume{})
		}
		if got, want := dLast(dClock(c, HandlingClock)), book.lastDay(l).String(); got != want {
			rt.Fatalf("%d %s from %v, paused %v: the last day is %s, counted %s", l.length, unit, l.start, l.paused, got, want)
		}
	})
}

// TestEditingNeverResetsAClock: whatever is written into the case, and whatever an
// administrator makes of the policies meanwhile, running clocks keep start, rule and
// deadline; only a pause or an extension moves one, and then by the rule it was set by.
func TestEditingNeverResetsAClock(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := dNew()
		c := w.handled(rt, "town1")
		head := w.head("town1")
		clocks := c.Clocks
		for range rapid.IntRange(1, 8).Draw(rt, "edits") {
			w.now = w.now.Add(dMinutes(rt, "wait", 3))
			edits := []Command{
				Correct{"facts", c.Facts, "other facts", "misheard"}, Correct{"cause", c.Cause, rapid.SampledFrom([]string{"1001", "0802", "0102"}).Draw(rt, "cause"), "misheard"},
				Correct{"people", itoa(c.People), "60", "counted"}, Correct{"happenedOn", dHappened(c), w.day(-3), "asked"}, Correct{"region", c.Region, "370285002001", "asked"},
				dTriage(rapid.SampledFrom([]Level{Ordinary, Major, Grave}).Draw(rt, "level")), Triage{Batch: BatchUrgent, Level: Ordinary, Difficulty: DifficultySimple, Reason: "x"},
				AddParty{PartyInput{Role: "third", Name: "Wu"}}, AttachFile{FileInput{Digest: "d", Name: "scan.pdf", Kind: "evidence"}},
				AddHazard{What: "a knife", Measures: "taken away"}, Handover{Handler: dUser("town1", access.Mediator), Reason: "ill"}, Confide{On: !c.Confidential},
				Contact{Party: c.Parties[1].ID, Way: "phone"},
			}
			c = w.do(rt, c, head, rapid.SampledFrom(edits).Draw(rt, "edit"))
			if !reflect.DeepEqual(c.Clocks, clocks) {
				rt.Fatalf("an edit touched a clock")
			}
			if rapid.Bool().Draw(rt, "policy") {
				w.dPolicy(codes.Handling, dSpans.Draw(rt, "span"))
			}
		}
		w.now = w.now.AddDate(0, 0, 1)
		k := *dClock(c, HandlingClock)
		c = w.do(rt, c, head, AskExtension{Days: 5, Reason: "many people", Consent: true})
		c = w.do(rt, c, w.head("bureau"), DecideExtension{Granted: true})
		after := *dClock(c, HandlingClock)
		if after.Rule != k.Rule || after.Span != k.Span || !after.StartAt.Equal(k.StartAt) || after.Due.Before(k.Due.AddDate(0, 0, 5)) {
			rt.Fatalf("five days more turned %+v into %+v", k, after)
		}
	})
}

func dHappened(c Case) string {
	if c.Happened == nil {
		return ""
	}
	return c.Happened.String()
}

// TestYellowShareIsThePolicys: an administrator says when a limit turns yellow.
func TestYellowShareIsThePolicys(t *testing.T) {
	for percent, want := range map[int]string{0: "2026-03-18", 50: "2026-03-16", 90: "2026-03-20"} {
		w := dNew().dPolicy(codes.Handling, calendar.Span{Length: 10, Unit: calendar.Day})
		w.snapshot.Policies[len(w.snapshot.Policies)-1].YellowPercent = percent
		k := dClock(w.handled(t, "town1"), HandlingClock)
		dIs(t, "yellow from", calendar.DateOf(k.YellowAt).String(), want)
	}
}

// TestTotalNeverStands: the total clock is for the record and runs through pauses.
func TestTotalNeverStands(t *testing.T) {
	w := dNew().dPolicy(codes.Total, calendar.Span{Length: 30, Unit: calendar.Day}) // says pausable
	c := w.handled(t, "town1")
	c = w.do(t, c, w.head("town1"), Pause{Reason: "appraisal", Until: w.day(5)})
	dIs(t, "total stands", dClock(c, Total).Paused() || dClock(c, Total).Pausable, false)
	dIs(t, "handling stands", dClock(c, HandlingClock).Paused(), true)
}
