// Package diary knows when rooms and people can be had: the meeting rooms of a unit,
// the times in which one is closed or a person is away, when people work, and the
// secret addresses under which a calendar program reads the sessions. It knows no
// cases: whoever plans asks it and adds what is planned already.
package diary

import (
	"time"

	"hemu/internal/calendar"
	"hemu/internal/fault"
)

// The bounds of what is planned and kept.
const (
	DefaultMinutes = 60      // of a session whose length nobody gave and no policy rules
	MostMinutes    = 12 * 60 // of a session
	mostBlock      = 400 * 24 * time.Hour
)

// Span is a stretch of time; Until is the first instant that no longer belongs to it.
type Span struct {
	From  time.Time `json:"from"`
	Until time.Time `json:"until"`
}

// Overlaps reports whether s and o have an instant in common.
func (s Span) Overlaps(o Span) bool { return s.From.Before(o.Until) && o.From.Before(s.Until) }

// Lasting is the stretch of so many minutes from an instant.
func Lasting(from time.Time, minutes int) Span {
	return Span{from, from.Add(time.Duration(minutes) * time.Minute)}
}

// Kind says what is taken up.
type Kind string

// What can be taken up. The values are stored and part of the API.
const (
	ARoom   Kind = "room"   // 调解室
	APerson Kind = "person" // somebody of a unit, by user id
	AParty  Kind = "party"  // of a case
)

// Room is a room of a unit in which sessions are held.
type Room struct {
	ID         string
	OrgID      string
	Name       string
	Place      string // address or how to find it; may be empty
	Seats      int    // 0 where nobody counted
	Accessible bool   // without steps (无障碍)
	Retired    bool   // no longer planned in; what was planned stays
	Version    int64
}

// Block is a time in which a room is closed or a person is away. Why a person is away
// is nobody's business and has no field.
type Block struct {
	ID      string
	Kind    Kind // ARoom or APerson
	Subject string
	Span    Span
	Note    string // of a room: what is done in it
}

// Hours are when somebody works.
type Hours struct {
	Days  int // weekdays, bit 0 is Sunday; official days off and make-up days come before
	From  int // minutes of the day, Shanghai
	Until int
}

// UsualHours hold for whoever has given none.
var UsualHours = Hours{Days: 0b0111110, From: 8*60 + 30, Until: 17*60 + 30}

// Holds reports whether all of s lies in the hours of one day. On a make-up day
// people work whose week has a Monday; on an official day off nobody does.
func (h Hours) Holds(s Span, days calendar.Calendar) bool {
	from, until := s.From.In(calendar.Shanghai), s.Until.In(calendar.Shanghai)
	day := calendar.DateOf(from)
	begin, end := from.Hour()*60+from.Minute(), until.Hour()*60+until.Minute()
	if calendar.DateOf(s.Until.Add(-time.Millisecond)) != day {
		return false
	}
	if end == 0 {
		end = 24 * 60
	}
	worked := h.Days>>int(from.Weekday())&1 == 1
	switch days.Kind(day) {
	case calendar.Holiday:
		worked = false
	case calendar.Makeup:
		worked = worked || h.Days>>1&1 == 1
	}
	return worked && begin >= h.From && end <= h.Until
}

func (h Hours) valid() bool {
	return h.Days > 0 && h.Days < 1<<7 && h.From >= 0 && h.From < h.Until && h.Until <= 24*60
}

// Picture is what the diary knows of some rooms and people for a stretch of time.
type Picture struct {
	Rooms  map[string]Room
	Blocks []Block          // in the order of their beginnings
	Hours  map[string]Hours // of those who gave some
}

// HoursOf are the hours of a person.
func (p Picture) HoursOf(user string) Hours {
	if h, ok := p.Hours[user]; ok {
		return h
	}
	return UsualHours
}

// Away reports whether a person is away in some of s.
func (p Picture) Away(user string, s Span) bool {
	for _, b := range p.Blocks {
		if b.Kind == APerson && b.Subject == user && b.Span.Overlaps(s) {
			return true
		}
	}
	return false
}

// step is how far apart the beginnings are that Free proposes.
const step = 30 * time.Minute

// Horizon is how far ahead free times are looked for.
const Horizon = 14 * 24 * time.Hour

// Free are the first n beginnings, on full and half hours from an instant on and
// within the Horizon, of stretches as long as wanted that overlap nothing taken and
// that fit.
func Free(from time.Time, minutes, n int, taken []Span, fits func(Span) bool) (free []time.Time) {
	at := from.Truncate(step)
	if at.Before(from) {
		at = at.Add(step)
	}
	for end := from.Add(Horizon); at.Before(end) && len(free) < n; at = at.Add(step) {
		s := Lasting(at, minutes)
		if fits(s) && !overlapsAny(s, taken) {
			free = append(free, at)
		}
	}
	return free
}

func overlapsAny(s Span, taken []Span) bool {
	for _, t := range taken {
		if s.Overlaps(t) {
			return true
		}
	}
	return false
}

// Faults of this room.
var (
	// ErrRoomNotFound is the fault of a room there is none of.
	ErrRoomNotFound = fault.New(fault.NotFound, "diary.room_not_found")
	// ErrBlockNotFound is the fault of a closed time or absence there is none of.
	ErrBlockNotFound = fault.New(fault.NotFound, "diary.block_not_found")
	// ErrFeedNotFound is the fault of an address that never was or has been ended.
	ErrFeedNotFound = fault.New(fault.NotFound, "diary.feed_not_found")
	errChanged      = fault.New(fault.Conflict, "diary.changed")
)
