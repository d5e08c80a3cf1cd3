package house

import (
	"context"
	"sync/atomic"
	"time"

	"hemu/internal/fault"
	"hemu/internal/ledger"
	"hemu/internal/sqldb"
)

// Clock is the machine's clock, save while the demo city is being filled or a
// trial runs through a year. It never goes back: limits, numbers and the order of
// documents are reckoned from it. When the machine's clock does, it stands still at
// the latest instant until the machine has caught up.
type Clock struct {
	set     atomic.Pointer[time.Time]
	last    atomic.Int64     // the latest instant shown or on record, Unix ms
	machine func() time.Time // nil: the machine's
}

// Now is the instant the clock shows.
func (c *Clock) Now() time.Time {
	if t := c.set.Load(); t != nil {
		return *t
	}
	now := c.read()
	for {
		last := c.last.Load()
		if now.UnixMilli() < last {
			return time.UnixMilli(last)
		}
		if c.last.CompareAndSwap(last, now.UnixMilli()) {
			return now
		}
	}
}

func (c *Clock) read() time.Time {
	if c.machine != nil {
		return c.machine()
	}
	return time.Now()
}

// Travel sets the clock; the zero time gives it back to the machine.
func (c *Clock) Travel(t time.Time) {
	if t.IsZero() {
		c.set.Store(nil)
		return
	}
	c.set.Store(&t)
}

// standsFor is how far back the machine's clock may go unnoticed: being set right
// over the network moves it by seconds. Further back either the clock is wrong now
// or the record was written under a wrong one, and a person has to say which.
const standsFor = 10 * time.Minute

// hold refuses to write while the machine's clock is too far behind.
// Errors: house.clock_back.
func (c *Clock) hold() error {
	if c.set.Load() != nil {
		return nil
	}
	behind := time.UnixMilli(c.last.Load()).Sub(c.read())
	if behind <= standsFor {
		return nil
	}
	err := fault.New(fault.Unavailable, "house.clock_back").With(fault.Args{"minutes": int(behind / time.Minute)})
	err.RetryAfter = time.Minute
	return err
}

// setClock lets time begin at the end of the record. Data that waits for its upgrade
// is not asked: nobody writes to it.
func (a *House) setClock(ctx context.Context) error {
	if has, knows, err := a.DB.Schema(ctx); err != nil || has != knows {
		return err
	}
	return a.DB.Read(ctx, func(tx *sqldb.Tx) error {
		at, err := ledger.Latest(ctx, tx)
		if err == nil && !at.IsZero() {
			a.Clock.last.Store(max(a.Clock.last.Load(), at.UnixMilli()))
		}
		return err
	})
}
