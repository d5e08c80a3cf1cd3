package house

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"hemu/internal/httpapi"
)

// gate lets in as many requests at once as the machine gets done, keeps a few more
// waiting for a moment, and has the others told to come again: in a rush those who are
// let in are still served quickly, and nobody waits for an answer that comes too late.
// One address has at most its share of all places, so that the others find some.
type gate struct {
	inside   chan struct{}
	waiting  chan struct{}
	share    int
	patience time.Duration
	refused  atomic.Int64

	mu    sync.Mutex
	crowd map[string]int // places taken, inside and waiting, by address
}

// newGate gives one address half of all places.
func newGate(inside, waiting int, patience time.Duration) *gate {
	return &gate{
		inside: make(chan struct{}, inside), waiting: make(chan struct{}, waiting), share: max(1, (inside+waiting)/2),
		patience: patience, crowd: map[string]int{},
	}
}

// enter reports whether the caller is let in; whoever is has to leave. from is the
// address that asks, "" for this machine itself, which no share is kept from: a proxy
// that names nobody speaks for everybody.
func (g *gate) enter(ctx context.Context, from string) (leave func(), ok bool) {
	if !g.take(from) {
		g.refused.Add(1)
		return nil, false
	}
	if !g.pass(ctx) {
		g.giveBack(from)
		g.refused.Add(1)
		return nil, false
	}
	return func() {
		<-g.inside
		g.giveBack(from)
	}, true
}

// pass waits for a place inside.
func (g *gate) pass(ctx context.Context) bool {
	select {
	case g.inside <- struct{}{}:
		return true
	default:
	}
	select {
	case g.waiting <- struct{}{}:
	default:
		return false
	}
	defer func() { <-g.waiting }()
	tired := time.NewTimer(g.patience)
	defer tired.Stop()
	select {
	case g.inside <- struct{}{}:
		return true
	case <-tired.C:
	case <-ctx.Done():
	}
	return false
}

func (g *gate) take(from string) bool {
	if from == "" {
		return true
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.crowd[from] >= g.share {
		return false
	}
	g.crowd[from]++
	return true
}

func (g *gate) giveBack(from string) {
	if from == "" {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.crowd[from]--; g.crowd[from] <= 0 {
		delete(g.crowd, from)
	}
}

// gates: requests that take long by their nature, such as a file over a bad line, have
// places of their own, so that they never take those of the others. Files that go out
// have some apart from those that come in: they keep a place as long as their reader likes.
type gates struct{ quick, slow, sending *gate }

// A quick request takes milliseconds of a core, so 32 keep the cores busy with some
// waiting for the disk, and 256 that wait get their turn within the second. A file that
// goes out takes little but its place; an office behind one address may have 24 at once.
func newGates() gates {
	sending := newGate(96, 32, time.Second)
	sending.share = 24
	return gates{newGate(32, 256, time.Second), newGate(32, 32, time.Second), sending}
}

// of is the gate a request has to pass.
func (g gates) of(r *http.Request) *gate {
	switch {
	case httpapi.Sends(r):
		return g.sending
	case takesLong(r):
		return g.slow
	}
	return g.quick
}

// measures are what a collector sees of the gates.
func (g gates) measures() (all []prometheus.Collector) {
	for way, gate := range map[string]*gate{"quick": g.quick, "slow": g.slow, "sending": g.sending} {
		labels := prometheus.Labels{"way": way}
		all = append(all,
			prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "hemu_requests_inside", Help: "Requests being answered.", ConstLabels: labels}, func() float64 { return float64(len(gate.inside)) }),
			prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "hemu_requests_waiting", Help: "Requests waiting for a place.", ConstLabels: labels}, func() float64 { return float64(len(gate.waiting)) }),
			prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "hemu_requests_refused_total", Help: "Requests told to come again.", ConstLabels: labels}, func() float64 { return float64(gate.refused.Load()) }))
	}
	return all
}

// takesLong: as long as the sender's line, a whole ledger, or a list of any size takes.
func takesLong(r *http.Request) bool {
	p := r.URL.Path
	return strings.HasPrefix(p, "/api/files") || strings.HasPrefix(p, "/api/import/") || p == "/api/ledger/verify" || strings.HasPrefix(p, "/api/exports/") ||
		strings.HasPrefix(p, "/api/uploads/") && strings.HasSuffix(p, "/finish")
}

// bodyWithin is how long what is sent may take to arrive, and mostBody how much of it
// is read before the gate, in bytes: more is refused behind it.
const (
	bodyWithin = 30 * time.Second
	mostBody   = 2 << 20
)

// admit sends through to next whom the gates let in. The others are refused with
// nothing done. What is sent has arrived before a place is taken: a slow sender keeps
// nobody out.
func (g gates) admit(next, refuse http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		way := g.of(r)
		if way == g.quick {
			r = arrived(w, r)
		}
		from := ""
		if !local(r) {
			from, _, _ = net.SplitHostPort(r.RemoteAddr)
		}
		leave, ok := way.enter(r.Context(), from)
		if !ok {
			refuse.ServeHTTP(w, r)
			return
		}
		defer leave()
		next.ServeHTTP(w, r)
	})
}

// arrived is r with its body in memory. One that failed to arrive fails again, with
// the same error, where it is read.
func arrived(w http.ResponseWriter, r *http.Request) *http.Request {
	if r.Body == nil || r.Body == http.NoBody || r.ContentLength > mostBody {
		return r
	}
	// Without a connection that knows deadlines, in tests, there is no slow sender either.
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyWithin))
	sent, err := io.ReadAll(io.LimitReader(r.Body, mostBody+1))
	rest := io.Reader(r.Body)
	if err != nil {
		rest = failing{err}
	} else {
		_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
	}
	again := *r
	again.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(sent), rest), r.Body}
	return &again
}

type failing struct{ err error }

// Read implements io.Reader.
func (f failing) Read([]byte) (int, error) { return 0, f.err }
