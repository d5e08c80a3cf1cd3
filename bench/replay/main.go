// Command replay lives through a year of cases told in real words: it starts the
// product in this process with the demo city, works at its desks through the
// HTTP API alone, sends much that is wrong among what is right, and at the end
// has the product prove that nothing fell through and the record is whole. It
// is run by hand; the texts stay where they are:
//
//	go run ./bench/replay -data DIR -db sqlite -cases 300 -seed 1
//	go run ./bench/replay -data DIR -db postgres://… -cases 300 -seed 1
//
// It leaves a used-up database behind when given a PostgreSQL one.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"hemu/internal/ledger"
)

func main() {
	dir := flag.String("data", "", "directory with letters.jsonl, mediation_cases.jsonl, questions.jsonl and the arrival profile")
	db := flag.String("db", "sqlite", "sqlite, or the postgres:// URL of an empty database")
	cases := flag.Int("cases", 300, "how many texts become cases")
	seed := flag.Uint64("seed", 1, "seed of everything random")
	most := flag.Duration("most", time.Hour, "longest time to spend on cases")
	steps := flag.Int("steps", 120, "most steps of one case")
	flag.Parse()
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	clean, err := replay(context.Background(), *dir, *db, *cases, *seed, *most, *steps)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if !clean {
		os.Exit(1)
	}
}

func replay(ctx context.Context, dir, dsn string, n int, seed uint64, most time.Duration, steps int) (clean bool, err error) {
	all, err := texts(dir, n)
	if err != nil {
		return false, err
	}
	hours, err := readProfile(dir)
	if err != nil {
		return false, err
	}
	data, err := os.MkdirTemp("", "replay")
	if err != nil {
		return false, err
	}
	defer func() { _ = os.RemoveAll(data) }()
	if dsn == "sqlite" {
		dsn = filepath.Join(data, "hemu.db")
	}
	p, err := start(ctx, dsn, data)
	if err != nil {
		return false, err
	}
	defer func() { p.web.Close(); _ = p.Close() }()
	bare, err := p.yardstick(ctx)
	if err != nil {
		return false, err
	}
	s := &run{
		p: p, r: rand.New(rand.NewPCG(seed, 0)), lists: map[string][]string{}, tried: map[string]int{}, accepted: map[string]int{}, refused: map[string]int{},
		mostSteps: steps, dirty: map[string]int{}, looked: map[string]int{}, serverErrors: map[string]int{}, unclean: map[string]int{}, wrong: map[string]int{},
	}
	if err := s.signIn(); err != nil {
		return false, err
	}
	if err := s.codeLists(); err != nil {
		return false, err
	}
	lives := []*life{}
	for i, at := range hours.arrivals(s.r, time.Now(), len(all)) {
		lives = append(lives, &life{at: at, text: all[i]})
	}
	began := time.Now()
	if err := s.live(lives, began.Add(most)); err != nil {
		return false, err
	}
	s.report(p, time.Since(began), bare)
	return s.prove(ctx)
}

// prove has the product check itself.
func (s *run) prove(ctx context.Context) (clean bool, err error) {
	began := time.Now()
	found, err := s.p.Cases.Check(ctx)
	if err != nil {
		return false, err
	}
	fmt.Printf("check: %d cases, %d open, exceptions %v, %.1f s\n", found.Cases, found.Open, found.Totals, time.Since(began).Seconds())
	for _, f := range found.Findings[:min(10, len(found.Findings))] {
		fmt.Printf("  exception %s %s %s\n", f.No, f.Code, f.About)
	}
	began = time.Now()
	if _, err := ledger.Checkpoint(ctx, s.p.DB, s.p.Config.Data, s.p.Keys.Signer); err != nil {
		return false, err
	}
	record, err := ledger.Verify(ctx, s.p.DB, s.p.Config.Data, s.p.Keys.Verifier)
	if err != nil {
		return false, err
	}
	fmt.Printf("ledger: %d entries in %d streams, %d waiting, findings %d, %.1f s\n", record.Entries, record.Streams, record.Waiting, record.Found, time.Since(began).Seconds())
	return len(found.Totals) == 0 && record.Whole() && len(s.serverErrors)+len(s.unclean)+len(s.wrong) == 0, nil
}

func (s *run) report(p *product, took time.Duration, bare float64) {
	states, steps := map[string]int{}, 0
	for _, l := range s.ended {
		if l.state == "" {
			l.state = "(not registered)"
		}
		states[l.state]++
		steps += l.steps
	}
	rate := float64(s.writes) / took.Seconds()
	fmt.Printf("engine %s, %d cases, %d steps, %d requests in %.1f s; the clock stands at %s\n", p.DB.Engine(), len(s.ended), steps, s.requests, took.Seconds(), p.Clock.Now().In(shanghai).Format("2006-01-02"))
	fmt.Printf("accepted writes %.0f/s, bare inserts %.0f/s, ratio 1:%.1f\n", rate, bare, bare/max(rate, 1e-9))
	fmt.Println("states:", states)
	fmt.Printf("commands tried %d, accepted %d, refused %d; dirty requests %d\n", sum(s.tried), sum(s.accepted), sum(s.refused), sum(s.dirty))
	table("accepted", s.accepted, 60)
	table("refused", s.refused, 40)
	table("dirty", s.dirty, 40)
	table("looked", s.looked, 40)
	fmt.Println("server errors:", sum(s.serverErrors))
	table("5xx", s.serverErrors, 60)
	table("unclean", s.unclean, 40)
	table("wrong", s.wrong, 40)
}

func sum(m map[string]int) (n int) {
	for _, v := range m {
		n += v
	}
	return n
}

func table(name string, m map[string]int, most int) {
	keys := slices.SortedFunc(maps.Keys(m), func(a, b string) int { return m[b] - m[a] })
	for _, k := range keys[:min(most, len(keys))] {
		fmt.Printf("  %-9s %6d %s\n", name, m[k], k)
	}
}
