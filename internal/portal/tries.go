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

// wait is how long an address has to wait before it may try again, zero for not.
func (t *tries) wait(address string, l limit, now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	m := t.by[address]
	if m == nil || m.n < l.n || now.Sub(m.since) >= l.within {
		return 0
	}
	return l.within - now.Sub(m.since)
}

// note counts one more try.
func (t *tries) note(address string, l limit, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
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
	m := t.by[address]
	if m == nil || now.Sub(m.since) >= l.within {
		m = &spell{since: now}
		t.by[address] = m
	}
	m.n++
}
