package calendar

import (
	"cmp"
	"math"
	"slices"
	"time"
)

const (
	msPerMinute = int64(60_000)
	msPerDay    = 24 * 60 * msPerMinute
	msZone      = 8 * 60 * msPerMinute
	// never stands for the end of an open pause.
	never = int64(math.MaxInt64)
	// A pause beyond a century is as good as open; the bound also keeps walks
	// over its days short.
	longestPause = 36_525 * msPerDay
)

// stretch is a piece of time in Unix milliseconds, to excluded.
type stretch struct{ from, to int64 }

// track is the time line of one limit: when it runs and when it stands. All
// units share it, as a day is only a stretch of 24 hours that runs or doesn't.
type track struct {
	cal      Calendar
	unit     Unit
	options  Options
	startDay int   // ordinal
	begin    int64 // first instant that can count
	amount   int64 // running time granted, ms
	pauses   []stretch
}

// ending is where a limit ends: the last day counted, the last day after
// moving, and the exclusive instant.
type ending struct {
	nominal, last int
	due           int64
}

func (c Calendar) track(start time.Time, span Span, pauses []Pause, o Options) (track, bool) {
	if span.Validate() != nil || o.Validate() != nil {
		return track{}, false
	}
	at := start.UnixMilli()
	t := track{cal: c, unit: span.Unit, options: o, startDay: dayOf(at), begin: at}
	length := int64(span.Length)
	switch span.Unit {
	case Hour, WorkingHour:
		t.amount = length * 60 * msPerMinute
	case Month:
		day := fromOrdinal(t.startDay)
		length = int64(day.DaysUntil(day.AddMonths(span.Length)))
		fallthrough
	default:
		t.begin = dayStart(t.startDay + 1)
		t.amount = length * msPerDay
	}
	if t.options.Office == nil {
		t.options.Office = []Opening{{8*60 + 30, 11*60 + 30}, {13*60 + 30, 17*60 + 30}}
	}
	t.pauses = t.normal(pauses, at)
	return t, true
}

// byInstant reports whether the limit is counted in hours.
func (t track) byInstant() bool { return t.unit == Hour || t.unit == WorkingHour }

// normal sorts and joins pauses, widened to whole days where days are counted.
func (t track) normal(pauses []Pause, start int64) []stretch {
	if len(pauses) == 0 {
		return nil
	}
	all := make([]stretch, 0, len(pauses))
	for _, p := range pauses {
		s := stretch{p.From.UnixMilli(), never}
		if !p.To.IsZero() && p.To.UnixMilli() < start+longestPause {
			s.to = p.To.UnixMilli()
		}
		if !t.byInstant() {
			s.from = dayStart(dayOf(s.from))
			if s.to != never {
				s.to = dayStart(dayOf(s.to))
			}
		}
		if s.to > s.from {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	joined := all[:0]
	for _, s := range all {
		if n := len(joined); n > 0 && s.from <= joined[n-1].to {
			joined[n-1].to = max(joined[n-1].to, s.to)
			continue
		}
		joined = append(joined, s)
	}
	return joined
}

// open is what runs on a day when nothing is paused, in order.
func (t track) open(day int) []stretch {
	from := dayStart(day)
	if (t.unit == WorkingDay || t.unit == WorkingHour) && !t.cal.works(day) {
		return nil
	}
	if t.unit != WorkingHour {
		return []stretch{{from, from + msPerDay}}
	}
	hours := make([]stretch, len(t.options.Office))
	for i, o := range t.options.Office {
		hours[i] = stretch{from + int64(o.From)*msPerMinute, from + int64(o.To)*msPerMinute}
	}
	return hours
}

// running gives the pieces of a day, from an instant on, in which the limit runs.
func (t track) running(day int, from int64) []stretch {
	pieces := t.open(day)
	if len(t.pauses) == 0 && (len(pieces) == 0 || from <= pieces[0].from) {
		return pieces // the common case, worth no second slice
	}
	out := make([]stretch, 0, len(pieces)+len(t.pauses))
	for _, piece := range pieces {
		piece.from = max(piece.from, from)
		for _, p := range t.pauses {
			if p.to <= piece.from || piece.from >= piece.to {
				continue
			}
			if p.from >= piece.to {
				break
			}
			if p.from > piece.from {
				out = append(out, stretch{piece.from, p.from})
			}
			piece.from = min(p.to, piece.to)
		}
		if piece.from < piece.to {
			out = append(out, piece)
		}
	}
	return out
}

// pausedUntil returns the end of the pause that covers the instant.
func (t track) pausedUntil(at int64) (end int64, paused bool) {
	for _, p := range t.pauses {
		if p.from <= at && at < p.to {
			return p.to, true
		}
	}
	return 0, false
}

// reach is the first instant at which that much time has run since from; ok
// is false where an open pause comes first.
func (t track) reach(from, amount int64) (at int64, ok bool) {
	if amount == 0 {
		return from, true
	}
	for day := dayOf(from); ; day++ {
		if end, paused := t.pausedUntil(max(from, dayStart(day))); paused {
			if end == never {
				return 0, false
			}
			day = dayOf(end)
		}
		for _, s := range t.running(day, from) {
			if amount <= s.to-s.from {
				return s.from + amount, true
			}
			amount -= s.to - s.from
		}
	}
}

// used is the running time from the beginning until an instant.
func (t track) used(until int64) int64 {
	sum := int64(0)
	for day := dayOf(t.begin); dayStart(day) < until; day++ {
		if end, paused := t.pausedUntil(max(t.begin, dayStart(day))); paused {
			if end >= until {
				break
			}
			day = dayOf(end)
		}
		for _, s := range t.running(day, t.begin) {
			sum += max(0, min(s.to, until)-s.from)
		}
	}
	return sum
}

// end finds where the limit ends; ok is false while an open pause holds it.
func (t track) end() (ending, bool) {
	at, ok := t.reach(t.begin, t.amount)
	if !ok {
		return ending{}, false
	}
	if t.byInstant() {
		day := dayOf(at)
		return ending{day, day, at}, true
	}
	e := ending{nominal: dayOf(at - 1)}
	for day := e.nominal; ; day++ {
		if until, paused := t.pausedUntil(dayStart(day)); paused && day > e.nominal {
			if until == never {
				return ending{}, false
			}
			day = dayOf(until)
		}
		if t.mayEnd(day) {
			e.last, e.due = day, dayStart(day+1)
			return e, true
		}
	}
}

// mayEnd reports whether a limit may end on that day (Civil Code art. 203).
func (t track) mayEnd(day int) bool {
	kind := t.cal.kind(day)
	return kind == Workday || kind == Makeup || kind == Rest && t.options.KeepWeekend && t.unit != WorkingDay
}

// total is the running time of the whole limit, days it was moved by included.
// An open pause is left out, as only its end can tell whether it moves the
// last day.
func (t track) total() (int64, bool) {
	if n := len(t.pauses); n > 0 && t.pauses[n-1].to == never {
		t.pauses = t.pauses[:n-1]
	}
	e, ok := t.end()
	if !ok {
		return 0, false
	}
	return t.used(e.due), true
}

func instant(ms int64, ok bool) time.Time {
	if !ok {
		return time.Time{}
	}
	return time.UnixMilli(ms).In(Shanghai)
}

// dayOf is the ordinal of the Shanghai day of an instant.
func dayOf(ms int64) int {
	ms += msZone
	day := ms / msPerDay
	if ms%msPerDay < 0 {
		day--
	}
	return int(day)
}

func dayStart(day int) int64 { return int64(day)*msPerDay - msZone }
