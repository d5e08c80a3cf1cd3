package portal

import (
	"sync"
	"time"
)

// limit is how much one address may do.
type limit struct {
	n      int
	within time.Duration
}

// tries counts by address, in this process only.
type tries struct {
	mu sync.Mutex
	by map[string]*spell
}

// spell is what an address did since it began.
type spell struct {
	n     int
	since time.Time
}

// maxAddresses bounds the memory a flood of addresses can take.
const maxAddresses = 10_000

// of is the limit of one address.
type of struct {
	address string
	limit
}

// take counts a try against every limit, or against none when one is used up: then
// it says how long to wait. Looking and counting are one step, so that many at the
// same moment don't all pass.
func (t *tries) take(now time.Time, limits ...of) (wait time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, l := range limits {
		if m := t.by[l.address]; m != nil && m.n >= l.n && now.Sub(m.since) < l.within {
			wait = max(wait, l.within-now.Sub(m.since))
		}
	}
	if wait > 0 {
		return wait
	}
	for _, l := range limits {
		t.note(l, now)
	}
	return 0
}

// giveBack takes back a try that turned out to be none.
func (t *tries) giveBack(limits ...of) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, l := range limits {
		if m := t.by[l.address]; m != nil && m.n > 0 {
			m.n--
		}
	}
}

// note counts one more try. The caller holds mu.
func (t *tries) note(l of, now time.Time) {
	if t.by == nil {
		t.by = map[string]*spell{}
	}
	for a, m := range t.by {
		if len(t.by) < maxAddresses {
			break
		}
		if a != everybody && (now.Sub(m.since) >= l.within || len(t.by) >= 2*maxAddresses) {
			delete(t.by, a)
		}
	}
	m := t.by[l.address]
	if m == nil || now.Sub(m.since) >= l.within {
		m = &spell{since: now}
		t.by[l.address] = m
	}
	m.n++
}
