package document

import (
	"fmt"
	"time"

	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/document/words"
)

// day is an instant as the forms take days: of Shanghai, "" for none.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return calendar.DateOf(t).String()
}

// moment is an instant in words to the minute.
func moment(t time.Time) string {
	t = t.In(calendar.Shanghai)
	return fmt.Sprintf(txClock, words.Day(day(t)), t.Hour(), t.Minute())
}

// period is when something lasting some minutes took place, in words; "" for never.
func period(from time.Time, minutes int) string {
	if from.IsZero() {
		return ""
	}
	if minutes <= 0 {
		return moment(from)
	}
	to := from.Add(time.Duration(minutes) * time.Minute)
	if day(to) != day(from) {
		return moment(from) + txTo + moment(to)
	}
	to = to.In(calendar.Shanghai)
	return moment(from) + txTo + fmt.Sprintf(txClock, "", to.Hour(), to.Minute())
}

// lastDay is the last day of a limit; Due is the exclusive end of it.
func lastDay(k casework.Clock) string {
	if k.Due.IsZero() {
		return ""
	}
	return day(k.Due.Add(-time.Millisecond))
}

// before says until when a limit runs: a day, or for hours the minute; "" while that
// is not known, as in an open pause.
func before(k casework.Clock) string {
	switch {
	case k.Due.IsZero():
		return ""
	case k.Fixed == "" && (k.Span.Unit == calendar.Hour || k.Span.Unit == calendar.WorkingHour):
		return fmt.Sprintf(txInstant, moment(k.Due))
	}
	return fmt.Sprintf(txBefore, words.Day(lastDay(k)))
}

// span is a length of time in words.
func span(s calendar.Span) string {
	pattern := map[calendar.Unit]string{
		calendar.Day: txDays, calendar.WorkingDay: txWorkingDays, calendar.Hour: txHours,
		calendar.WorkingHour: txWorkingHours, calendar.Month: txMonths,
	}[s.Unit]
	if pattern == "" {
		return ""
	}
	return fmt.Sprintf(pattern, s.Length)
}

// clock is the newest clock of a kind about a subject ("" for any), nil for none.
func (d *drawer) clock(kind casework.ClockKind, subject string) *casework.Clock {
	for i := len(d.c.Clocks) - 1; i >= 0; i-- {
		if k := &d.c.Clocks[i]; k.Kind == kind && (subject == "" || k.Subject == subject) {
			return k
		}
	}
	return nil
}

// handlingRule is the limit for handling the case in a unit by the policy of the day
// of the document, in words: 自签收之日起30日内. signed are the words for the day of
// the signature. It is "" where there is no policy.
func (d *drawer) handlingRule(unit, signed string) string {
	c := d.c
	rule, ok := d.ctx.Codes.Policies.Pick(codes.Handling, codes.Facts{
		Level: string(c.Level), Category: c.GBType, Difficulty: string(c.Difficult), Batch: string(c.Batch),
		OrgLevel: string(d.ctx.Units[unit].Level), People: c.People, On: d.on,
	})
	if !ok {
		return ""
	}
	from := signed
	switch rule.Starts {
	case codes.StartApplied:
		from = txFromAsk
	case codes.StartAccepted:
		from = txFromTake
	}
	return fmt.Sprintf(txWithin, from, span(rule.Span()))
}

// end is the exclusive end of a day given as YYYY-MM-DD, zero when it is none.
func end(text string) time.Time {
	d, err := calendar.ParseDate(text)
	if err != nil {
		return time.Time{}
	}
	return d.End()
}
