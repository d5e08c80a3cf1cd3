// Command load shows what the product does with many cases. It fills a database with
// copies of the demo city's cases, written as the services write them, and measures the
// product's answers against a bare handler that runs the same statements on the same
// database. It is run by hand (docs/performance.md):
//
//	go run ./bench/load -db sqlite -data DIR -fill 10000 -prove
//	go run ./bench/load -db postgres://… -data DIR -fill 10000 -prove
//
// DIR keeps the keys, and the SQLite database; a PostgreSQL server must be one to throw
// away, for the filling turns its safety off while it lasts.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"hemu/internal/house"
	"hemu/internal/identity"
	"hemu/internal/ledger"
)

func main() {
	db := flag.String("db", "sqlite", "sqlite, or the postgres:// URL of a database on a server to throw away")
	data := flag.String("data", "", "data folder, kept")
	n := flag.Int("fill", 0, "how many cases to add")
	seed := flag.Uint64("seed", 1, "seed of everything random")
	proof := flag.Bool("prove", false, "have the product check all cases and the ledger")
	weigh := flag.Bool("measure", false, "measure the product against a bare handler")
	clients := flag.Int("clients", 4, "how many ask at once")
	rounds := flag.Int("rounds", 5, "how often each question is measured; the middle one counts")
	each := flag.Duration("each", time.Second, "how long a round takes, for the product and for the bare handler")
	rush := flag.Duration("burst", 0, "send five times the capacity for so long")
	rows := flag.Int("export", 0, "export about so many rows while others read and write")
	only := flag.String("only", "", "measure only what has this in its name")
	profile := flag.String("cpuprofile", "", "file for a profile of the measuring")
	flag.Parse()
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	var m *measure
	if *weigh || *rush > 0 || *rows > 0 {
		m = &measure{heard: &recorder{}, clients: *clients, rounds: *rounds, each: *each, only: *only, profile: *profile, weigh: *weigh, rush: *rush, rows: *rows}
	}
	if err := run(context.Background(), *db, *data, *n, *seed, *proof, m); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, dsn, data string, n int, seed uint64, proof bool, m *measure) error {
	if data == "" {
		return errors.New("-data is needed")
	}
	if dsn == "sqlite" {
		dsn = filepath.Join(data, "hemu.db")
		if err := os.MkdirAll(data, 0o700); err != nil {
			return err
		}
	}
	cfg := house.Config{Data: data, DB: dsn, Version: "load", Demo: true, Limits: identity.DefaultLimits(), Timeout: 30 * time.Second}
	if m != nil {
		cfg.Trace = m.heard.hear
	}
	h, err := house.Open(ctx, cfg, true)
	if err != nil {
		return err
	}
	defer func() { _ = h.Close() }()
	if n > 0 {
		made, err := h.Fill(ctx)
		if err == nil && !made {
			err = errors.New("the database is not empty: give a new one")
		}
		if err == nil {
			err = fill(ctx, h, n, seed)
		}
		if err != nil {
			return err
		}
	}
	if m != nil {
		m.h = h
		if err := m.run(ctx); err != nil {
			return err
		}
	}
	if proof {
		return prove(ctx, h)
	}
	return nil
}

// prove has the product check itself.
func prove(ctx context.Context, h *house.House) error {
	began := time.Now()
	found, err := h.Cases.Check(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("check: %d cases, %d open, findings %v, %.1f s\n", found.Cases, found.Open, found.Totals, time.Since(began).Seconds())
	for _, f := range found.Findings[:min(10, len(found.Findings))] {
		fmt.Printf("  %s %s %s %s\n", f.Case, f.No, f.Code, f.About)
	}
	began = time.Now()
	record, err := ledger.Verify(ctx, h.DB, h.Config.Data, h.Keys.Verifier)
	if err != nil {
		return err
	}
	fmt.Printf("ledger: %d entries in %d streams, %d waiting, findings %d, %.1f s\n", record.Entries, record.Streams, record.Waiting, record.Found, time.Since(began).Seconds())
	if len(found.Totals) > 0 || !record.Whole() {
		return errors.New("what was filled is not sound")
	}
	return nil
}
