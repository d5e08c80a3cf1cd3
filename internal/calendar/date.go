// Package calendar does arithmetic on days and deadlines: dates as statutes
// count them, the official holidays and make-up workdays, and reckoning when
// a limit ends. It reads no clock and no database, and it knows nothing of
// cases: what starts, pauses or ends a limit is its caller's business.
package calendar

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"time"
)

// Shanghai is China's one civil time, UTC+8. It is fixed: the country has kept
// no summer time since 1991, and the program must not need a zone database.
var Shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// Error is a refusal by this package; its text is a stable, machine-readable
// code. People-facing words are its caller's.
type Error string

// The codes of this package.
const (
	ErrBadDate     Error = "calendar.bad_date"     // the text has no known form of a date
	ErrNoSuchDay   Error = "calendar.no_such_day"  // the form is right, but no calendar has that day
	ErrBadKind     Error = "calendar.bad_kind"     // an official day is neither off nor workday
	ErrDuplicate   Error = "calendar.duplicate"    // the same day stands in a notice twice
	ErrOutsideYear Error = "calendar.outside_year" // the day can't belong to the notice of that year
	ErrTooLong     Error = "calendar.too_long"     // more rows than a year has days
	ErrBadSpan     Error = "calendar.bad_span"     // negative, unknown unit, or over the bounds
	ErrBadHours    Error = "calendar.bad_hours"    // office hours that overlap or leave the day
)

// Error returns the code.
func (e Error) Error() string { return string(e) }

// Date is a day with no time and no zone; statutes count in days. The zero
// Date is no day: it reads and writes as empty text and as NULL.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day of t in Shanghai, wherever t was taken.
func DateOf(t time.Time) Date {
	y, m, d := t.In(Shanghai).Date()
	return Date{y, m, d}
}

// ParseDate reads YYYY-MM-DD strictly, years 0001–9999. Its errors are
// ErrBadDate and ErrNoSuchDay.
func ParseDate(s string) (Date, error) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return Date{}, ErrBadDate
	}
	y, ok1 := number(s[:4])
	m, ok2 := number(s[5:7])
	d, ok3 := number(s[8:])
	if !ok1 || !ok2 || !ok3 {
		return Date{}, ErrBadDate
	}
	return realDay(y, m, d)
}

// realDay returns the day, or ErrNoSuchDay for the likes of 30 February.
func realDay(y, m, d int) (Date, error) {
	date := Date{y, time.Month(m), d}
	if y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 || d > date.daysInMonth() {
		return Date{}, ErrNoSuchDay
	}
	return date, nil
}

// number reads ASCII digits only; strconv would let a sign through.
func number(s string) (int, bool) {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' || n > 99_999_999 {
			return 0, false
		}
		n = n*10 + int(r-'0')
	}
	return n, s != ""
}

// IsZero reports whether d is no day at all.
func (d Date) IsZero() bool { return d == Date{} }

// String writes YYYY-MM-DD, or nothing for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// Start is the instant at which the day begins in Shanghai, 00:00.
func (d Date) Start() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, Shanghai)
}

// End is the instant at which the day is over in Shanghai, 24:00, which is
// 00:00 of the next day. As a bound it is exclusive.
func (d Date) End() time.Time { return d.AddDays(1).Start() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return weekday(d.ordinal()) }

// AddDays returns the day n days after d, or before it where n is negative.
func (d Date) AddDays(n int) Date { return fromOrdinal(d.ordinal() + n) }

// AddMonths returns the corresponding day n months later, or the month's last
// day where there is none (Civil Code art. 202): 31 January plus one month is
// 28 or 29 February.
func (d Date) AddMonths(n int) Date {
	first := time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	to := Date{first.Year(), first.Month(), d.Day}
	to.Day = min(to.Day, to.daysInMonth())
	return to
}

// DaysUntil counts the days from d to e; it is negative where e is earlier.
func (d Date) DaysUntil(e Date) int { return e.ordinal() - d.ordinal() }

// Compare returns -1, 0 or 1 as d is earlier than, equal to or later than e.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After reports whether d is a later day than e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

func (d Date) daysInMonth() int {
	return time.Date(d.Year, d.Month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// MarshalText writes YYYY-MM-DD, so JSON does too.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD; empty text is the zero Date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Value stores the day as TEXT YYYY-MM-DD, the zero Date as NULL.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads what Value wrote.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	}
	return ErrBadDate
}

// Days are numbered from 1 January 1970 (0, a Thursday), so that walking over
// them is plain addition.

const secondsPerDay = 24 * 60 * 60

func (d Date) ordinal() int {
	return int(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

func fromOrdinal(n int) Date {
	y, m, d := time.Unix(int64(n)*secondsPerDay, 0).UTC().Date()
	return Date{y, m, d}
}

func weekday(ordinal int) time.Weekday { return time.Weekday(((ordinal+4)%7 + 7) % 7) }
