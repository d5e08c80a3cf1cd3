package calendar

import "time"

// Unit is what a limit is counted in.
type Unit string

// The units of limits. Days, working days and months leave out the start day
// and end at 24:00 of their last day; hours run from the very instant (Civil
// Code art. 201). A year is twelve months.
const (
	Hour        Unit = "hour"
	WorkingHour Unit = "working_hour" // within the office hours of working days
	Day         Unit = "day"
	WorkingDay  Unit = "working_day"
	Month       Unit = "month"
)

// Span is the length of a limit, such as 30 days.
type Span struct {
	Length int  `json:"length"`
	Unit   Unit `json:"unit"`
}

// Validate returns ErrBadSpan for a negative length, an unknown unit, or a
// limit over ten years; such a span has no deadline.
func (s Span) Validate() error {
	longest := 0
	switch s.Unit {
	case Hour, WorkingHour:
		longest = 87_840
	case Day, WorkingDay:
		longest = 3_660
	case Month:
		longest = 120
	}
	if longest == 0 || s.Length < 0 || s.Length > longest {
		return ErrBadSpan
	}
	return nil
}

// Pause is a time during which a limit stands still. For hours exactly that
// time is taken out. For days, working days and months whole Shanghai days are
// taken out: the day on which the pause begins, and those after it up to but
// not including the day of the resumption, so a pause begun and ended on one
// day takes nothing. A day that would not have counted anyway moves nothing.
// A zero To means that the pause still lasts; a pause that ends before it
// begins is none. A limit can only be paused after it has begun.
type Pause struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to,omitzero"`
}

// Opening is a stretch of office hours in minutes after midnight, To excluded.
type Opening struct{ From, To int }

// Options are the choices a deployment makes about reckoning.
type Options struct {
	// Office are the openings of a working day in order; nil is 08:30–11:30
	// and 13:30–17:30.
	Office []Opening
	// KeepWeekend lets a limit end on a plain Saturday or Sunday. Civil Code
	// art. 203 names legal holidays; whether plain weekends are among them is
	// the usual reading but not settled, so it is a switch.
	KeepWeekend bool
	// YellowPercent is how much of a limit is used up where its colour turns from
	// green to yellow, 1 to 100; 0 is 70 (casework.md §4).
	YellowPercent int
}

// Validate returns ErrBadHours for openings that are empty, out of order or
// reach over midnight, and for office hours that never open: no working hour
// would ever pass.
func (o Options) Validate() error {
	if o.Office != nil && len(o.Office) == 0 {
		return ErrBadHours
	}
	end := 0
	for _, opening := range o.Office {
		if opening.From < end || opening.To <= opening.From || opening.To > 24*60 {
			return ErrBadHours
		}
		end = opening.To
	}
	return nil
}

// Due is the instant at which the limit ends, exclusive: for days, working
// days and months 24:00 in Shanghai at the end of the last day, so whoever
// acts before it is in time. A last day that is off moves to the next working
// day on which the limit is not paused; hours are never moved. Due is zero
// while an open pause holds the limit, and for an invalid span or options.
// Starts are taken to the millisecond.
func (c Calendar) Due(start time.Time, span Span, pauses []Pause, o Options) time.Time {
	t, ok := c.track(start, span, pauses, o)
	if !ok {
		return time.Time{}
	}
	end, ok := t.end()
	return instant(end.due, ok)
}

// YellowAt is the first instant at which o.YellowPercent of the limit are used:
// then its colour turns from green to yellow. It is zero where Due would be, save
// that a limit which turned before its open pause keeps its instant.
func (c Calendar) YellowAt(start time.Time, span Span, pauses []Pause, o Options) time.Time {
	t, ok := c.track(start, span, pauses, o)
	if !ok {
		return time.Time{}
	}
	total, ok := t.total()
	if !ok {
		return time.Time{}
	}
	return instant(t.reach(t.begin, o.yellow(total)))
}

// yellow is the part of a running time after which it is yellow. Times are whole
// minutes, so that nothing is lost by dividing first.
func (o Options) yellow(total int64) int64 {
	percent := int64(o.YellowPercent)
	if percent == 0 {
		percent = 70
	}
	return total / 100 * percent
}

// Fraction is the share of the limit used at now: 0 before it runs, growing
// only while it runs, 1 at Due. The days by which a last day was moved belong
// to the limit. Beyond Due it grows with plain time, as nothing stops an
// overdue matter. During an open pause it stands still. It is 0 for an
// invalid span or options.
func (c Calendar) Fraction(start, now time.Time, span Span, pauses []Pause, o Options) float64 {
	t, ok := c.track(start, span, pauses, o)
	if !ok {
		return 0
	}
	total, ok := t.total()
	if !ok {
		return 0
	}
	at := now.UnixMilli()
	if end, ok := t.end(); ok && at > end.due {
		whole := end.due - t.begin
		if whole <= 0 {
			whole = msPerDay
		}
		return 1 + float64(at-end.due)/float64(whole)
	}
	if total == 0 {
		return 0
	}
	return float64(t.used(at)) / float64(total)
}

// Light is the colour of a limit.
type Light string

// The colours: under 70 % of the limit (or what Options say), up to all of it,
// beyond.
const (
	Green  Light = "green"
	Yellow Light = "yellow"
	Red    Light = "red"
)

// LightAt colours a limit by the two instants YellowAt and Due, which can be
// stored and compared in a query; a zero instant is never reached.
func LightAt(now, yellowAt, due time.Time) Light {
	switch {
	case !due.IsZero() && now.After(due):
		return Red
	case !yellowAt.IsZero() && !now.Before(yellowAt):
		return Yellow
	}
	return Green
}
