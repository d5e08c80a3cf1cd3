package calendar

import (
	"slices"
	"time"
)

// Reason says why a day counted towards a limit or did not.
type Reason string

// The reasons.
const (
	Counted   Reason = "counted"
	StartDay  Reason = "start_day" // Civil Code art. 201: the start day is left out
	DayOff    Reason = "day_off"   // a weekend or holiday, for a limit in working time
	Paused    Reason = "paused"
	Moved     Reason = "moved"      // off, between the last day counted and the day the limit moved to
	AfterWork Reason = "after_work" // the start came after office hours
)

// CountedDay is one line of an explanation.
type CountedDay struct {
	Date    Date
	Kind    Kind
	Name    string // the festival, if a notice names the day
	Reason  Reason
	Minutes int // for how long the limit ran on that day
}

// Reckoning explains a deadline day by day.
type Reckoning struct {
	Start    time.Time
	Span     Span
	FirstDay Date // the first day that could count
	Nominal  Date // the last day by plain counting
	LastDay  Date // the last day after moving off days off (Civil Code art. 203)
	Due      time.Time
	YellowAt time.Time
	// Standing is set while an open pause holds the limit: Nominal, LastDay
	// and Due are then zero, and the days end where that pause begins.
	Standing bool
	// Counted has one entry for each day of the limit; a limit that moved
	// ends on LastDay, which is then listed nowhere.
	Counted []CountedDay
	Skipped []CountedDay
	// Unannounced are the years on whose days off the deadline depends while
	// their notice is not known; it is provisional then.
	Unannounced []int
}

// Reckon is Due with its explanation. The zero Reckoning answers an invalid
// span or options.
func (c Calendar) Reckon(start time.Time, span Span, pauses []Pause, o Options) Reckoning {
	t, ok := c.track(start, span, pauses, o)
	if !ok {
		return Reckoning{}
	}
	r := Reckoning{
		Start:    start,
		Span:     span,
		FirstDay: fromOrdinal(dayOf(t.begin)),
		YellowAt: c.YellowAt(start, span, pauses, o),
	}
	end, ok := t.end()
	if ok {
		r.Nominal, r.LastDay = fromOrdinal(end.nominal), fromOrdinal(end.last)
		r.Due = instant(end.due, true)
	} else {
		r.Standing = true
		end.due = t.pauses[len(t.pauses)-1].from
		end.nominal = dayOf(end.due - 1)
		end.last = end.nominal
	}
	for day := t.startDay; day <= end.last; day++ {
		line := t.explain(day, end)
		switch {
		case line.Reason == Counted:
			r.Counted = append(r.Counted, line)
		case day != end.last || day == t.startDay:
			r.Skipped = append(r.Skipped, line)
		}
	}
	r.Unannounced = t.unannounced(end)
	return r
}

// explain says what a day did for the limit.
func (t track) explain(day int, end ending) CountedDay {
	date := fromOrdinal(day)
	line := CountedDay{Date: date, Kind: t.cal.kind(day), Name: t.cal.Name(date)}
	ran := int64(0)
	if day <= end.nominal {
		for _, s := range t.running(day, t.begin) {
			ran += max(0, min(s.to, end.due)-s.from)
		}
	}
	line.Minutes = int(ran / msPerMinute)
	switch {
	case ran > 0:
		line.Reason = Counted
	case day == t.startDay && !t.byInstant():
		line.Reason = StartDay
	case len(t.open(day)) == 0:
		line.Reason = DayOff
	case t.stands(day):
		line.Reason = Paused
	case day > end.nominal:
		line.Reason = Moved
	default:
		line.Reason = AfterWork
	}
	return line
}

// stands reports whether a pause touches what would have run on that day.
func (t track) stands(day int) bool {
	for _, s := range t.open(day) {
		for _, p := range t.pauses {
			if p.from < s.to && s.to > t.begin && p.to > max(s.from, t.begin) {
				return true
			}
		}
	}
	return false
}

// unannounced lists years without notice that could shift this deadline: all
// years it runs through for working time, the years of its last days where
// only the moving asks for days off, none for plain hours.
func (t track) unannounced(end ending) []int {
	from := fromOrdinal(end.nominal).Year
	switch t.unit {
	case Hour:
		return nil
	case WorkingDay, WorkingHour:
		from = fromOrdinal(t.startDay).Year
	}
	var years []int
	for year := from; year <= fromOrdinal(end.last).Year; year++ {
		if !t.cal.HasNotice(year) {
			years = append(years, year)
		}
	}
	return slices.Clip(years)
}
