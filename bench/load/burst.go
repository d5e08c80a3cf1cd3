package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"hemu/internal/sqldb"
)

// burst sends five times what the product gets done, for a time, and looks whether what
// it refuses is refused honestly, how soon it is as before, and whether everything it
// said yes to is there.
type burst struct {
	m     *measure
	pages []string
	long  time.Duration

	mu       sync.Mutex
	made     []string // ids of cases it said yes to
	codes    map[int]int
	silent   int // refusals that do not say when to come again
	took     []time.Duration
	failures int // no answer at all
}

// most requests that wait for an answer at once; more are not sent, and counted.
const mostOut = 3000

func (b *burst) run(ctx context.Context) (err error) {
	if b.pages, err = b.m.visible(); err != nil {
		return err
	}
	b.codes = map[int]int{}
	calm := race(4, 5*time.Second, b.one)
	full := race(32, 10*time.Second, b.one)
	if err := errors.Join(calm.err, full.err); err != nil {
		return err
	}
	usual := quantile(calm.took, .95)
	fmt.Printf("burst: capacity %.0f/s, alone p95 %s\n", full.rate(), ms(usual))
	b.codes, b.took, b.made, b.silent = map[int]int{}, nil, nil, 0
	unsent := b.rush(full.rate() * 5)
	fmt.Printf("burst: answers %v, refusals without Retry-After %d, no answer %d, not sent %d; served median %s p95 %s\n",
		b.codes, b.silent, b.failures, unsent, ms(quantile(b.took, .5)), ms(quantile(b.took, .95)))
	for second := 1; second <= 30; second++ {
		b.codes = map[int]int{}
		l := race(4, time.Second, b.one)
		if l.err == nil && len(b.codes) == 1 && b.codes[200] > 0 && quantile(l.took, .95) <= 2*usual {
			fmt.Printf("burst: as before after %d s\n", second)
			return b.there(ctx)
		}
	}
	return errors.New("burst: not as before within 30 s")
}

// rush sends at a rate, whether or not answers come.
func (b *burst) rush(rate float64) (unsent int) {
	out := make(chan struct{}, mostOut)
	var all sync.WaitGroup
	began := time.Now()
	for i := 0; time.Since(began) < b.long; i++ {
		time.Sleep(time.Until(began.Add(time.Duration(float64(i) / rate * float64(time.Second)))))
		select {
		case out <- struct{}{}:
		default:
			unsent++
			continue
		}
		all.Go(func() {
			defer func() { <-out }()
			_ = b.one(i) // counted there
		})
	}
	all.Wait()
	return unsent
}

// one is a page for most, a registration for some.
func (b *burst) one(i int) error {
	method, path, body := "GET", b.pages[i%len(b.pages)], []byte(nil)
	switch i % 10 {
	case 0, 1:
		path = "/api/work?of=mine"
	case 2, 3:
		path = "/api/cases?sort=due&unit=mine"
	case 4:
		method, path = "POST", "/api/cases"
		body, _ = json.Marshal(report(rand.New(rand.NewPCG(rand.Uint64(), 0))))
	}
	at := time.Now()
	code, got, header, err := b.m.site.ask(b.m.office, method, path, nil, body)
	took := time.Since(at)
	b.mu.Lock()
	defer b.mu.Unlock()
	if err != nil {
		b.failures++
		return err
	}
	b.codes[code]++
	switch {
	case code == 200:
		b.took = append(b.took, took)
	case header.Get("Retry-After") == "":
		b.silent++
	}
	if code == 200 && method == "POST" {
		var c begun
		if err := json.Unmarshal(got, &c); err != nil {
			return err
		}
		b.made = append(b.made, c.ID)
	}
	return nil
}

// there reports whether every case that was said yes to is stored.
func (b *burst) there(ctx context.Context) error {
	missing := 0
	err := b.m.h.DB.Read(ctx, func(tx *sqldb.Tx) error {
		for _, id := range b.made {
			n, err := sqldb.One(ctx, tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM casework_case WHERE id = $1`, id)
			if err != nil {
				return err
			}
			missing += 1 - n
		}
		return nil
	})
	fmt.Printf("burst: %d cases acknowledged, %d missing\n", len(b.made), missing)
	if err == nil && missing > 0 {
		err = errors.New("burst: something acknowledged is lost")
	}
	return err
}
