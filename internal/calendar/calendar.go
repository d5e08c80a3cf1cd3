package calendar

import "time"

//go:generate go run ./gen

// Kind says what sort of day a day is.
type Kind string

// The kinds of days.
const (
	Workday Kind = "workday" // Monday to Friday, not taken off
	Rest    Kind = "rest"    // a plain Saturday or Sunday
	Holiday Kind = "holiday" // off by the yearly notice, whatever the weekday
	Makeup  Kind = "makeup"  // a Saturday or Sunday worked in exchange (调休)
)

// Official kinds, as a notice or an imported table names them.
const (
	Off    = "off"
	Worked = "workday"
)

// OfficialDay is one day that a yearly State Council notice names.
type OfficialDay struct {
	Date   Date
	Kind   string // Off or Worked
	Name   string // of the festival
	Notice int    // the year the notice is for; its days may lie in the December before
}

// Calendar tells working days from days off. The zero Calendar knows no
// notice and works Monday to Friday. It is not changed once made, so copies
// may be used at the same time.
type Calendar struct {
	days    map[int]OfficialDay // by ordinal
	notices map[int]bool
}

// New makes a calendar of official days. Where a day is named twice the later
// entry holds, as a later notice replaces an earlier one.
func New(days []OfficialDay) Calendar {
	c := Calendar{make(map[int]OfficialDay, len(days)), map[int]bool{}}
	for _, d := range days {
		c.days[d.Date.ordinal()] = d
		c.notices[d.Notice] = true
	}
	return c
}

// HasNotice reports whether the arrangements for that year are known. A
// deadline in a year without them is only provisional.
func (c Calendar) HasNotice(year int) bool { return c.notices[year] }

// Kind tells what sort of day d is.
func (c Calendar) Kind(d Date) Kind { return c.kind(d.ordinal()) }

// Name is the festival for which d is off or worked, if a notice names it.
func (c Calendar) Name(d Date) string { return c.days[d.ordinal()].Name }

// IsWorkday reports whether people work on d: a workday or a make-up day.
func (c Calendar) IsWorkday(d Date) bool { return c.works(d.ordinal()) }

// AddWorkdays is the nth working day after d, or before it where n is
// negative; d itself never counts, and n = 0 returns it even if it is off.
func (c Calendar) AddWorkdays(d Date, n int) Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	day := d.ordinal()
	for n > 0 {
		day += step
		if c.works(day) {
			n--
		}
	}
	return fromOrdinal(day)
}

func (c Calendar) kind(ordinal int) Kind {
	w := weekday(ordinal)
	weekend := w == time.Saturday || w == time.Sunday
	official, named := c.days[ordinal]
	switch {
	case named && official.Kind == Off:
		return Holiday
	case named && weekend:
		return Makeup
	case weekend:
		return Rest
	}
	return Workday
}

func (c Calendar) works(ordinal int) bool {
	k := c.kind(ordinal)
	return k == Workday || k == Makeup
}
