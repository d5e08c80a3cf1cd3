package casework

import (
	"time"

	"hemu/internal/calendar"
	"hemu/internal/codes"
)

// Running reports whether the clock has not stopped; a paused clock still runs.
func (k Clock) Running() bool { return k.StopAt.IsZero() }

// Paused reports whether the clock stands still for now.
func (k Clock) Paused() bool {
	return k.Running() && len(k.Pauses) > 0 && k.Pauses[len(k.Pauses)-1].To.IsZero()
}

// Light is the colour of the clock at now; a stopped clock keeps the colour it
// stopped with.
func (k Clock) Light(now time.Time) calendar.Light {
	if !k.StopAt.IsZero() {
		now = k.StopAt
	}
	return calendar.LightAt(now, k.YellowAt, k.Due)
}

// span is the limit with what was granted on top.
func (k Clock) span() calendar.Span {
	return calendar.Span{Length: k.Span.Length + k.Extended, Unit: k.Span.Unit}
}

// fixedDue is the exclusive end of the day an agreement names. Such a day is the
// parties' own and is not moved (Civil Code art. 204: what is agreed prevails).
func (k Clock) fixedDue() (time.Time, bool) {
	d, err := calendar.ParseDate(k.Fixed)
	if k.Fixed == "" || err != nil {
		return time.Time{}, false
	}
	return d.End(), true
}

// reckon works out Due, YellowAt and the years without a notice anew. Nothing
// but start, span, pauses and extensions goes in, so an edit elsewhere can't
// move a deadline.
func (k *Clock) reckon(e *Env) {
	if due, ok := k.fixedDue(); ok {
		k.Due = due
		k.YellowAt = due // where the day had passed before the agreement was on record
		if due.After(k.StartAt) {
			k.YellowAt = k.StartAt.Add(due.Sub(k.StartAt) / 100 * time.Duration(k.yellowPercent())).Truncate(time.Millisecond)
		}
		k.NoNotice = e.unannounced(k.StartAt, due)
		return
	}
	k.Due = e.Calendar.Due(k.StartAt, k.span(), k.Pauses, e.Reckoning)
	turns := e.Reckoning
	turns.YellowPercent = k.yellowPercent()
	k.YellowAt = e.Calendar.YellowAt(k.StartAt, k.span(), k.Pauses, turns)
	k.NoNotice = e.unannounced(k.StartAt, k.Due)
}

// yellowPercent is how much of the limit is used up where the clock turns yellow.
func (k Clock) yellowPercent() int {
	if k.Yellow == 0 {
		return 70 // casework.md §4
	}
	return k.Yellow
}

// unannounced lists the years between two instants for which the State Council's
// notice is not on file: a deadline there is provisional and says so.
func (e *Env) unannounced(from, to time.Time) []int {
	var years []int
	if to.IsZero() {
		return nil
	}
	for y := calendar.DateOf(from).Year; y <= calendar.DateOf(to.Add(-time.Millisecond)).Year; y++ {
		if !e.Calendar.HasNotice(y) {
			years = append(years, y)
		}
	}
	return years
}

// policyFacts are what the choice of a policy for c depends on.
func (c *Case) policyFacts(e *Env) codes.Facts {
	return codes.Facts{
		Level: string(c.Level), Category: c.GBType, Difficulty: string(c.Difficult), Batch: string(c.Batch),
		OrgLevel: string(e.Units[c.Holder].Level), People: c.People, On: e.Today(),
	}
}

// start sets a clock of kind running from an instant. Without a policy of that
// kind there is no limit, and no clock.
func (c *Case) start(e *Env, kind ClockKind, orgID, subject string, from time.Time) *Clock {
	rule, ok := e.Policies.Pick(codes.Kind(kind), c.policyFacts(e))
	if !ok {
		return nil
	}
	return c.startSpan(e, rule, rule.Span(), kind, orgID, subject, from)
}

func (c *Case) startSpan(e *Env, rule codes.ClockRule, span calendar.Span, kind ClockKind, orgID, subject string, from time.Time) *Clock {
	k := Clock{
		ID: e.NewID(), Kind: kind, Subject: subject, Org: orgID, StartAt: from, Span: span,
		Pausable: rule.Pausable && kind != Total, Yellow: rule.YellowPercent, Rule: rule.ID, Citation: rule.Citation,
	}
	k.reckon(e)
	c.Clocks = append(c.Clocks, k)
	return &c.Clocks[len(c.Clocks)-1]
}

// startFixed sets a clock that ends with a day the parties agreed on.
func (c *Case) startFixed(e *Env, kind ClockKind, subject, day string) {
	rule, _ := e.Policies.Pick(codes.Kind(kind), c.policyFacts(e))
	k := Clock{ID: e.NewID(), Kind: kind, Subject: subject, Org: c.Holder, StartAt: e.Now, Fixed: day, Yellow: rule.YellowPercent, Rule: rule.ID, Citation: rule.Citation}
	k.reckon(e)
	c.Clocks = append(c.Clocks, k)
}

// stop ends every running clock of a kind about subject ("" for any), with the
// act that ended it.
func (c *Case) stop(e *Env, why string, subject string, kinds ...ClockKind) {
	for i := range c.Clocks {
		k := &c.Clocks[i]
		for _, kind := range kinds {
			if k.Kind == kind && k.Running() && (subject == "" || k.Subject == subject) {
				k.halt(e, why)
			}
		}
	}
}

func (k *Clock) halt(e *Env, why string) {
	if k.Paused() {
		k.Pauses[len(k.Pauses)-1].To = e.Now
		k.reckon(e)
	}
	k.StopAt, k.StopWhy, k.ResumeOn = e.Now, why, ""
}

// stopAll ends every running clock but those of the kinds named, and those of
// residents' words: these end with an answer and nothing else.
func (c *Case) stopAll(e *Env, why string, but ...ClockKind) {
	for i := range c.Clocks {
		k := &c.Clocks[i]
		keep := !k.Running() || k.Kind.awaitsPerson()
		for _, kind := range but {
			keep = keep || k.Kind == kind
		}
		if !keep {
			k.halt(e, why)
		}
	}
}

// awaitsPerson reports whether the clock was set by what a party said or asked: it ends
// with the answer, whatever becomes of the case.
func (k ClockKind) awaitsPerson() bool {
	return k == VoiceClock || k == ComplaintClock || k == DataClock
}

// running is the first running clock of kind, nil for none.
func (c *Case) running(kind ClockKind) *Clock {
	for i := range c.Clocks {
		if k := &c.Clocks[i]; k.Kind == kind && k.Running() {
			return k
		}
	}
	return nil
}

// Foremost is the running clock that needs attention first: the earliest due of
// those that are not for the record only, a paused one by the day it is expected to
// go on; nil for none.
func (c *Case) Foremost() *Clock {
	var best *Clock
	for i := range c.Clocks {
		k := &c.Clocks[i]
		if !k.Running() || k.Kind == Total {
			continue
		}
		if best == nil || k.DueMillis() < best.DueMillis() {
			best = k
		}
	}
	return best
}

// DueMillis is by when somebody has to act on the clock, in Unix milliseconds: its
// Due, while a pause holds it the end of the day on which it was expected to go on,
// so that no case is forgotten in a pause, and never where there is neither.
func (k Clock) DueMillis() int64 {
	if !k.Paused() {
		if k.Due.IsZero() {
			return never
		}
		return k.Due.UnixMilli()
	}
	day, err := calendar.ParseDate(k.ResumeOn)
	if err != nil {
		return never
	}
	return day.End().UnixMilli()
}

// Share is the part of the limit used at now: 1 is all of it. A stopped clock
// keeps the share it stopped with.
func (k Clock) Share(cal calendar.Calendar, o calendar.Options, now time.Time) float64 {
	if !k.StopAt.IsZero() {
		now = k.StopAt
	}
	if due, ok := k.fixedDue(); ok {
		return max(0, float64(now.Sub(k.StartAt))/float64(max(1, due.Sub(k.StartAt))))
	}
	return cal.Fraction(k.StartAt, now, k.span(), k.Pauses, o)
}

// Explain gives the days the clock counts and those it skips. A clock with a day
// agreed on is explained as the days until then.
func (k Clock) Explain(cal calendar.Calendar, o calendar.Options) calendar.Reckoning {
	if due, ok := k.fixedDue(); ok {
		last := calendar.DateOf(due.Add(-time.Millisecond))
		n := max(0, calendar.DateOf(k.StartAt).DaysUntil(last))
		return cal.Reckon(k.StartAt, calendar.Span{Length: n, Unit: calendar.Day}, nil, calendar.Options{Office: o.Office, KeepWeekend: true})
	}
	return cal.Reckon(k.StartAt, k.span(), k.Pauses, o)
}
