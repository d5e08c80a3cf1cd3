package job

import (
	"time"

	"github.com/riverqueue/river"
)

// Schedule says when a job of Every is due next.
type Schedule = river.PeriodicSchedule

// Interval is every d, a second at least.
func Interval(d time.Duration) Schedule { return river.PeriodicInterval(d) }

// Daily is every day at hour:minute in China, whatever zone the machine is in.
func Daily(hour, minute int) Schedule { return daily{hour, minute} }

type daily struct{ hour, minute int }

// china has had one zone without summer time since 1992, so no zone file is needed.
var china = time.FixedZone("Asia/Shanghai", 8*60*60)

// Next implements Schedule.
func (d daily) Next(now time.Time) time.Time {
	y, m, day := now.In(china).Date()
	t := time.Date(y, m, day, d.hour, d.minute, 0, 0, china)
	if !t.After(now) {
		t = time.Date(y, m, day+1, d.hour, d.minute, 0, 0, china)
	}
	return t.UTC()
}
