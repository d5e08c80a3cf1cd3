package casework

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/codes"
)

// on sets the world's clock.
func (w *dWorld) on(at string) *dWorld {
	w.now = dAt(at)
	return w
}

// dPolicy replaces the policies of a kind by one.
func (w *dWorld) dPolicy(kind codes.Kind, span calendar.Span) *dWorld {
	w.snapshot.Policies = slices.DeleteFunc(slices.Clone(w.snapshot.Policies), func(r codes.ClockRule) bool { return r.Kind == kind })
	w.snapshot.Policies = append(w.snapshot.Policies, codes.ClockRule{
		ID: "test", Kind: kind, Length: span.Length, Unit: span.Unit, Pausable: true, Starts: codes.StartSigned, From: calendar.Date{Year: 2000, Month: 1, Day: 1},
	})
	return w
}

// TestVectors are the examples of standards.md §8.5: the start day is left out,
// a month ends on its corresponding or else its last day.
func TestVectors(t *testing.T) {
	w := dNew().on("2026-01-31T10:00:00+08:00")
	dIs(t, "thirty days from an effect on 31 January", dLast(dClock(w.agreed(t, "village1"), CourtClock)), "2026-03-02")
	for start, want := range map[string]string{"2026-01-31T10:00:00+08:00": "2026-02-28", "2024-01-31T10:00:00+08:00": "2024-02-29"} {
		w := dNew().on(start).dPolicy(codes.Handling, calendar.Span{Length: 1, Unit: calendar.Month})
		dIs(t, "one month from "+start, dLast(dClock(w.handled(t, "village1"), HandlingClock)), want)
	}
}

// TestDeadlines are the limits of casework.md §4 as the seeds have them.
func TestDeadlines(t *testing.T) {
	simple := dTriage(Ordinary)
	simple.Difficulty = DifficultySimple
	immediate := simple
	immediate.Difficulty = DifficultyImmediate
	urgent := dTriage(Ordinary)
	urgent.Batch = BatchUrgent
	to := func(w *dWorld, tr Triage, lead, due string) Case {
		c := w.do(t, w.register(t, "town1", w.input), w.head("town1"), Accept{}, tr)
		return w.do(t, c, w.head("town1"), Assign{Lead: lead, Goal: "settle", Leader: "Wang", DueOn: due})
	}
	caused := func(w *dWorld, cause string) *dWorld {
		w.input.Cause = cause
		return w
	}
	tests := []struct {
		name string
		kind ClockKind
		made func(w *dWorld) Case
		want string
	}{
		{"first contact: one working day", FirstContact, func(w *dWorld) Case { return w.register(t, "town1", w.input) }, "2026-03-11"},
		{"acceptance: three working days", Acceptance, func(w *dWorld) Case { return w.register(t, "town1", w.input) }, "2026-03-13"},
		{"acceptance over the Spring Festival", Acceptance, func(w *dWorld) Case {
			return w.on("2026-02-13T10:00:00+08:00").register(t, "town1", w.input)
		}, "2026-02-25"}, // Saturday the 14th is worked; the 15th to the 23rd are off
		{"routing: two working days", Routing, func(w *dWorld) Case { return w.accepted(t, "town1") }, "2026-03-12"},
		{"sign-in: one working day", SignIn, func(w *dWorld) Case { return to(w, dTriage(Ordinary), "village1", "") }, "2026-03-11"},
		{"handling: thirty days", HandlingClock, func(w *dWorld) Case { return to(w, dTriage(Ordinary), "town1", "") }, "2026-04-09"},
		{"handling: seven days when simple", HandlingClock, func(w *dWorld) Case { return to(w, simple, "town1", "") }, "2026-03-17"},
		{"handling: one day on the spot", HandlingClock, func(w *dWorld) Case { return to(w, immediate, "town1", "") }, "2026-03-11"},
		{"a wished day shortens", HandlingClock, func(w *dWorld) Case { return to(w, dTriage(Ordinary), "town1", "2026-03-20") }, "2026-03-20"},
		{"a wished day never lengthens", HandlingClock, func(w *dWorld) Case { return to(w, simple, "town1", "2026-03-30") }, "2026-03-17"},
		{"medical: thirty working days from acceptance", HandlingClock, func(w *dWorld) Case {
			c := caused(w, "0802").accepted(t, "town1")
			w.wait(6)
			return w.do(t, c, w.head("town1"), Assign{Lead: "town1"})
		}, "2026-04-22"},
		{"a wished day where the law counts from acceptance", HandlingClock, func(w *dWorld) Case {
			c := caused(w, "0802").accepted(t, "town1")
			w.wait(6)
			return w.do(t, c, w.head("town1"), Assign{Lead: "town1", DueOn: "2026-03-27"})
		}, "2026-03-27"},
		{"labour: fifteen days from the application", HandlingClock, func(w *dWorld) Case {
			c := caused(w, "0102").register(t, "town1", w.input)
			w.wait(2)
			return w.do(t, c, w.head("town1"), Accept{}, Assign{Lead: "town1"})
		}, "2026-03-25"},
		{"taken up again it counts anew", HandlingClock, func(w *dWorld) Case {
			c := caused(w, "0102").closed(t, "town1")
			w.wait(60)
			return w.do(t, c, w.head("town1"), Reopen{Reason: "broke down"})
		}, "2026-05-25"}, // fifteen days end on Sunday the 24th
		{"designation: two working days", Designation, func(w *dWorld) Case { return w.returnedTwice(t) }, "2026-03-12"},
		{"return visit: thirty days", VisitClock, func(w *dWorld) Case { return w.agreed(t, "town1") }, "2026-04-09"},
		{"performance: the day agreed on", PerformClock, func(w *dWorld) Case { return w.agreed(t, "town1") }, "2026-03-20"},
		{"archiving: thirty days", Archiving, func(w *dWorld) Case { return w.closed(t, "town1") }, "2026-04-09"},
		{"opinion: ten days", OpinionClock, func(w *dWorld) Case {
			return w.do(t, w.handled(t, "town1"), w.head("town1"), Join{Units: []string{"police"}, Reason: "a brawl"})
		}, "2026-03-20"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { dIs(t, "the last day", dLast(dClock(test.made(dNew()), test.kind)), test.want) })
	}
	w := dNew()
	dIs(t, "sign-in when urgent", dClock(to(w, urgent, "village1", ""), SignIn).Due.UTC(), dAt("2026-03-10T15:03:00+08:00")) // 4 h from 09:03, closed 11:30–13:30
}

// returnedTwice is a case that two units sent back to town1.
func (w *dWorld) returnedTwice(t dTester) Case {
	c := w.assigned(t, "town1", "village1")
	c = w.do(t, c, w.head("village1"), Return{Reason: "not ours"})
	c = w.do(t, c, w.head("town1"), Assign{Lead: "village2", Goal: "settle", Leader: "Wang"})
	return w.do(t, c, w.head("village2"), Return{Reason: "not ours"})
}

func TestVisitsByLevel(t *testing.T) {
	for level, want := range map[Level][]string{Ordinary: {"2026-04-09"}, Major: {"2026-03-13", "2026-03-17", "2026-04-09"}, Grave: {"2026-03-13", "2026-03-17", "2026-04-09"}} {
		w := dNew()
		c := w.agree(t, w.do(t, w.handled(t, "town1"), w.head("town1"), dTriage(level)))
		var got []string
		for _, k := range c.Clocks {
			if k.Kind == VisitClock {
				got = append(got, dLast(&k))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: visits by %v, want %v", level, got, want)
		}
	}
}

func TestPauseAndResume(t *testing.T) {
	w := dNew()
	c := w.handled(t, "town1")
	due := dClock(c, HandlingClock).Due
	total := dClock(c, Total).Due
	w.wait(5)
	c = w.do(t, c, w.head("town1"), Pause{Reason: "appraisal", Until: w.day(20)})
	k := dClock(c, HandlingClock)
	dIs(t, "paused", k.Paused() && k.Due.IsZero(), true)
	dIs(t, "next step", c.NextStep, StepResume)
	dIs(t, "light", k.Light(w.now.AddDate(0, 2, 0)), calendar.Green)
	w.wait(7)
	ended := dClock(w.do(t, c, w.head("town1"), dFail()), HandlingClock)
	dIs(t, "due when it ended in a pause", ended.Due, due.AddDate(0, 0, 7))
	dIs(t, "expected day of what ended", ended.ResumeOn, "")
	c = w.do(t, c, w.head("town1"), Resume{})
	k = dClock(c, HandlingClock)
	dIs(t, "due after seven days' pause", k.Due, due.AddDate(0, 0, 7))
	dIs(t, "expected day", k.ResumeOn, "")
	dIs(t, "total", dClock(c, Total).Due, total)
}

// TestNoCaseIsForgottenInAPause: a pause that should have ended is overdue work.
func TestNoCaseIsForgottenInAPause(t *testing.T) {
	w := dNew()
	c := w.handled(t, "town1")
	c = w.do(t, c, w.head("town1"), Pause{Reason: "appraisal", Until: w.day(20)})
	until, _ := calendar.ParseDate(w.day(20))
	dIs(t, "to act by", c.next().due, until.End().UnixMilli())
	dIs(t, "paused", c.next().paused, true)
	dIs(t, "what is due first", c.Foremost().Kind, HandlingClock)
}

func TestPausingWhatIsOverdueDoesNotHideIt(t *testing.T) {
	w := dNew()
	c := w.handled(t, "town1")
	due := dClock(c, HandlingClock).Due
	w.wait(40)
	c = w.do(t, c, w.head("town1"), Pause{Reason: "appraisal", Until: w.day(20)})
	k := dClock(c, HandlingClock)
	dIs(t, "due", k.Due, due)
	dIs(t, "light", k.Light(w.now), calendar.Red)
}

func TestYearWithoutNoticeIsSaid(t *testing.T) {
	w := dNew().on("2027-12-20T10:00:00+08:00")
	k := dClock(w.handled(t, "town1"), HandlingClock)
	if w.snapshot.Calendar.HasNotice(2028) || !slices.Contains(k.NoNotice, 2028) {
		t.Errorf("a deadline in 2028 says it is provisional for %v", k.NoNotice)
	}
}

func TestForemost(t *testing.T) {
	w := dNew()
	c := w.handled(t, "town1")
	dIs(t, "foremost", c.Foremost().Kind, HandlingClock)
	c = w.do(t, c, w.head("town1"), Pause{Reason: "appraisal", Until: w.day(20)}, Join{Units: []string{"police"}, Reason: "a brawl"})
	dIs(t, "foremost beside a paused one", c.Foremost().Kind, OpinionClock)
	dIs(t, "foremost of nothing", (&Case{}).Foremost(), nil)
}

// dCalendar is a calendar of drawn days.
func dCalendar(t *rapid.T) calendar.Calendar { return calendar.New(dDays(t)) }

// dDays draws days off and make-up days around the start.
func dDays(t *rapid.T) []calendar.OfficialDay {
	var days []calendar.OfficialDay
	from := calendar.DateOf(dAt(dStart)).AddDays(-20)
	for _, n := range rapid.SliceOfN(rapid.IntRange(0, 120), 0, 40).Draw(t, "days") {
		kind := rapid.SampledFrom([]string{calendar.Off, calendar.Worked}).Draw(t, "kind")
		days = append(days, calendar.OfficialDay{Date: from.AddDays(n), Kind: kind, Notice: 2026})
	}
	return days
}

var dSpans = rapid.SampledFrom([]calendar.Span{
	{Length: 1, Unit: calendar.Day}, {Length: 30, Unit: calendar.Day}, {Length: 7, Unit: calendar.WorkingDay}, {Length: 1, Unit: calendar.Month},
	{Length: 2, Unit: calendar.Month}, {Length: 48, Unit: calendar.Hour}, {Length: 20, Unit: calendar.WorkingHour},
})

func dMinutes(t *rapid.T, label string, days int) time.Duration {
	return time.Duration(rapid.IntRange(0, days*24*60).Draw(t, label)) * time.Minute
}

// TestLaterStartIsNeverDueEarlierInACase: whoever begins later is never due
// before whoever began earlier, under any calendar.
func TestLaterStartIsNeverDueEarlierInACase(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := dNew().dPolicy(codes.Handling, dSpans.Draw(rt, "span"))
		w.snapshot.Calendar = dCalendar(rt)
		w.now = w.now.Add(dMinutes(rt, "first", 20))
		start, early := w.now, w.agreed(rt, "town1")
		w.now = start.Add(dMinutes(rt, "later", 20))
		late := w.agreed(rt, "town1")
		for i, k := range early.Clocks {
			if o := late.Clocks[i]; o.Kind != k.Kind || o.Due.Before(k.Due) {
				rt.Fatalf("%s from %v is due %v, from %v already %v", k.Kind, k.StartAt, k.Due, o.StartAt, o.Due)
			}
		}
	})
}

// TestPausesAndExtensionsOnlyEverGiveTime: whatever is paused, resumed and
// granted, in any order, the deadline is never before the one without.
func TestPausesAndExtensionsOnlyEverGiveTime(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := dNew().dPolicy(codes.Handling, dSpans.Draw(rt, "span"))
		w.snapshot.Calendar = dCalendar(rt)
		head, above := w.head("town1"), w.head("bureau")
		c := w.handled(rt, "town1")
		latest, granted := dClock(c, HandlingClock).Due, 0
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			w.now = w.now.Add(dMinutes(rt, "wait", 3))
			switch paused := dClock(c, HandlingClock).Paused(); {
			case rapid.Bool().Draw(rt, "extend"):
				n := rapid.IntRange(1, 30).Draw(rt, "days")
				c = w.do(rt, c, head, AskExtension{Days: n, Reason: "many people", Consent: true})
				c = w.do(rt, c, above, DecideExtension{Granted: true})
				granted += n
			case paused:
				c = w.do(rt, c, head, Resume{})
			default:
				c = w.do(rt, c, head, Pause{Reason: "appraisal", Until: w.day(5)})
			}
			k := dClock(c, HandlingClock)
			if !k.Due.IsZero() && k.Due.Before(latest) {
				rt.Fatalf("due %v, before %v", k.Due, latest)
			}
			if !k.Due.IsZero() {
				latest = k.Due
			}
			if again := w.snapshot.Calendar.Due(k.StartAt, k.span(), k.Pauses, calendar.Options{}); !again.Equal(k.Due) {
				rt.Fatalf("due %v, reckoned %v", k.Due, again)
			}
		}
		if k := dClock(c, HandlingClock); granted > 0 && !k.Paused() && k.Due.Sub(k.StartAt) < time.Duration(granted)*24*time.Hour {
			rt.Fatalf("%d days were granted, due %v from %v", granted, k.Due, k.StartAt)
		}
	})
}

func TestExtension(t *testing.T) {
	w := dNew()
	head, ask := w.head("village1"), AskExtension{Days: 20, Reason: "many people", Consent: true}
	c := w.handled(t, "village1")
	w.refuse(t, c, head, AskExtension{Days: 61, Reason: "x", Consent: true}, "case.days_wrong")
	w.refuse(t, c, head, AskExtension{Days: 5, Reason: "x"}, "case.consent_missing")
	w.refuse(t, c, head, AskExtension{Days: 5, Consent: true}, "case.reason_missing")
	w.refuse(t, c, w.head("town1"), DecideExtension{Granted: true}, "case.no_extension")
	c = w.do(t, c, head, ask)
	dIs(t, "who decides", c.Extensions[0].To, "town1")
	dIs(t, "the reply's clock", dClock(c, ExtensionReply).Org, "town1")
	w.refuse(t, c, head, ask, "case.extension_pending")
	w.refuse(t, c, head, DecideExtension{Granted: true}, "case.not_yours_relation")
	w.refuse(t, c, w.head("town1"), DecideExtension{Granted: true, Days: 21}, "case.days_wrong")
	w.refuse(t, c, w.head("town1"), DecideExtension{}, "case.reason_missing")

	refused := w.do(t, c, w.head("town1"), DecideExtension{Note: "not needed"})
	dIs(t, "refused", refused.Extensions[0].Decision, "refused")
	dIs(t, "due after a refusal", dLast(dClock(refused, HandlingClock)), "2026-04-09")
	granted := w.do(t, c, w.who("coord", access.Dispatcher), DecideExtension{Granted: true, Days: 4})
	dIs(t, "due after four days more", dLast(dClock(granted, HandlingClock)), "2026-04-13")
	dIs(t, "the reply's clock", dClock(granted, ExtensionReply).Running(), false)

	ended := w.do(t, c, head, dFail())
	dIs(t, "asked for a clock that ended", ended.Extensions[0].Decision, "lapsed")
	dIs(t, "closing", w.do(t, ended, head, Close{Kind: "procedural"}).State, Closed)
	passed := w.do(t, c, head, Escalate{Tried: "three talks", Reason: "too hard"})
	dIs(t, "asked before the case went up", passed.Extensions[0].Decision, "lapsed")

	none := w.handled(t, "coord")
	delete(w.up, "coord")
	w.refuse(t, none, w.head("coord"), ask, "case.no_higher_level")
}
