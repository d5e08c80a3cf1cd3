package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync/atomic"
	"time"

	"hemu/internal/calendar"
	"hemu/internal/sqldb"
)

// beside has the product export many rows while others read and write, and looks how
// long anybody waits, what memory it takes, and whether every row is there.
type beside struct {
	m     *measure
	rows  int // about so many
	pages []string
	peak  atomic.Uint64 // bytes of the heap
}

type exported struct {
	ID, State   string
	Total, Done int
	Bytes       int64
}

func (b *beside) run(ctx context.Context) error {
	queue, err := b.m.h.Work(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = queue.Stop(context.WithoutCancel(ctx)) }()
	if b.pages, err = b.m.visible(); err != nil {
		return err
	}
	from, err := b.since(ctx)
	if err != nil {
		return err
	}
	race(4, 2*time.Second, b.one) // warms up
	alone := race(4, 10*time.Second, b.one)
	fmt.Printf("export: alone, four clients: %.0f/s, p95 %s, longest %s\n", alone.rate(), ms(quantile(alone.took, .95)), ms(quantile(alone.took, 1)))
	if alone.err != nil {
		return alone.err
	}
	for _, format := range []string{"csv", "xlsx"} {
		if err := b.export(format, from); err != nil {
			return err
		}
	}
	return nil
}

// since is the day from which on so many cases were registered.
func (b *beside) since(ctx context.Context) (day string, err error) {
	return day, b.m.h.DB.Read(ctx, func(tx *sqldb.Tx) error {
		at, err := sqldb.One(ctx, tx, sqldb.Scalar[int64], `SELECT reported_at FROM casework_case ORDER BY reported_at DESC LIMIT 1 OFFSET $1`, b.rows)
		if sqldb.IsNoRows(err) { // fewer than that: all of them
			at, err = 0, nil
		}
		day = calendar.DateOf(time.UnixMilli(at)).String()
		return err
	})
}

func (b *beside) export(format, from string) error {
	var e exported
	stop := b.weigh()
	began := time.Now()
	if err := b.m.site.post(b.m.head, "/api/exports", 0, fields{"filter": fields{"from": from}, "sort": "reported", "format": format, "columns": []string{
		"no", "title", "state", "level", "cause", "channel", "place", "intake", "holder", "reported", "closed"}}, &e); err != nil {
		return err
	}
	var l lap
	for e.State == "waiting" || e.State == "running" || e.State == "" {
		more := race(4, time.Second, b.one)
		l.took, l.lasted = append(l.took, more.took...), l.lasted+more.lasted
		got, err := b.m.site.get(b.m.head, "/api/exports")
		if err = errors.Join(more.err, err); err != nil {
			return err
		}
		var all struct{ Items []exported }
		if err := json.Unmarshal(got, &all); err != nil {
			return err
		}
		for _, x := range all.Items {
			if x.ID == e.ID {
				e = x
			}
		}
	}
	took := time.Since(began)
	stop()
	got, err := b.m.site.get(b.m.head, "/api/exports/"+e.ID+"/file")
	switch {
	case err != nil:
		return err
	case e.State != "ready" || int64(len(got)) != e.Bytes || e.Done != e.Total:
		return fmt.Errorf("export %+v, %d bytes", e, len(got))
	case format == "csv" && bytes.Count(got, []byte("\n")) < e.Total:
		return fmt.Errorf("export of %d cases has %d lines", e.Total, bytes.Count(got, []byte("\n")))
	}
	fmt.Printf("export: %d rows as %s, %.1f MB in %.0f s; heap at most %.0f MB; beside it %.0f/s, p95 %s, longest %s\n", e.Total, format, float64(e.Bytes)/1e6,
		took.Seconds(), float64(b.peak.Load())/1e6, l.rate(), ms(quantile(l.took, .95)), ms(quantile(l.took, 1)))
	return nil
}

// weigh watches the heap, from what it is when garbage has been collected, until stop.
func (b *beside) weigh() (stop func()) {
	runtime.GC()
	b.peak.Store(0)
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(50 * time.Millisecond):
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.peak.Store(max(b.peak.Load(), m.HeapAlloc))
		}
	}()
	return func() { close(done) }
}

// one is a page for most, a registration for every fifth.
func (b *beside) one(i int) error {
	switch i % 5 {
	case 0:
		var c begun
		return b.m.site.post(b.m.office, "/api/cases", 0, report(rand.New(rand.NewPCG(rand.Uint64(), 0))), &c)
	case 1:
		_, err := b.m.site.get(b.m.office, "/api/work?of=mine")
		return err
	}
	_, err := b.m.site.get(b.m.office, b.pages[i%len(b.pages)])
	return err
}
