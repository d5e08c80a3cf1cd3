package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"time"

	"hemu/internal/house"
	"hemu/internal/sqldb"
)

// trial is one question that is measured: its paths, asked in turn.
type trial struct {
	name  string
	desk  desk
	paths []string
	bare  []statement // instead of the product's own statements
}

// measure prints a line for each question.
type measure struct {
	h       *house.House
	heard   *recorder
	site    *site
	clients int
	rounds  int
	each    time.Duration
	only    string // a part of the name of what is measured, "" for all
	profile string
	weigh   bool
	rush    time.Duration
	rows    int
	head    desk // sees the whole county
	office  desk // a town's committee
}

func (m *measure) begin() (err error) {
	if pool, _ := m.h.DB.Pools(); pool != nil {
		var dir string
		if err := pool.QueryRow(context.Background(), `SHOW data_directory`).Scan(&dir); err != nil {
			return err
		}
		raw, _ := os.ReadFile(dir + "/postmaster.pid") // of another machine: then the costs are this process's
		postmaster, _, _ = strings.Cut(string(raw), "\n")
	}
	m.site = listen(m.h.Handler())
	if m.head, err = m.site.signIn("head"); err == nil {
		m.office, err = m.site.signIn("mediator")
	}
	return err
}

func (m *measure) run(ctx context.Context) error {
	if err := m.begin(); err != nil {
		return err
	}
	defer m.site.Close()
	if m.profile != "" {
		f, err := os.Create(m.profile)
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	if m.weigh {
		if err := m.all(ctx); err != nil {
			return err
		}
	}
	if m.rows > 0 {
		if err := (&beside{m: m, rows: m.rows}).run(ctx); err != nil {
			return err
		}
	}
	if m.rush > 0 {
		return (&burst{m: m, long: m.rush}).run(ctx)
	}
	return nil
}

func (m *measure) all(ctx context.Context) error {
	trials, err := m.trials(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("%-24s %8s %8s %6s %9s %9s %9s %9s %9s %9s %6s\n", "question", "done/s", "bare/s", "ratio", "median", "p95", "bare med", "bare p95", "core", "bare core", "ratio")
	for _, t := range trials {
		if !m.wanted(t.name) {
			continue
		}
		if err := m.trial(t); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	if m.wanted("create") {
		if err := m.create(ctx); err != nil {
			return err
		}
	}
	if m.wanted("life") {
		return m.lives()
	}
	return nil
}

func (m *measure) wanted(name string) bool { return m.only == "" || strings.Contains(name, m.only) }

func (m *measure) trials(ctx context.Context) ([]trial, error) {
	visible, err := m.visible()
	if err != nil {
		return nil, err
	}
	common, rare, err := m.words(ctx)
	if err != nil {
		return nil, err
	}
	alike := make([]string, len(visible))
	for i, path := range visible {
		alike[i] = path + "/alike"
	}
	find := func(words []string) (paths []string) {
		for _, w := range words {
			paths = append(paths, "/api/cases?sort=match&text="+url.QueryEscape(w))
		}
		return paths
	}
	like := func(words []string) (all []statement) {
		for _, w := range words {
			all = append(all, statement{`SELECT c.id, c.no, c.title, c.state, c.holder_org, c.next_due_at FROM search_doc d JOIN casework_case c ON c.id = d.id
				WHERE d.party LIKE $1 OR d.title LIKE $1 OR d.body LIKE $1 ORDER BY d.seq DESC LIMIT 51`, []any{"%" + w + "%"}})
		}
		return all
	}
	one := func(words []string) (out []string) {
		for _, w := range words {
			out = append(out, string([]rune(w)[:1]))
		}
		return out
	}
	return []trial{
		{name: "inbox, own", desk: m.office, paths: []string{"/api/work?of=mine"}},
		{name: "inbox, unit and below", desk: m.head, paths: []string{"/api/work?of=below"}},
		{name: "ledger by deadline", desk: m.head, paths: []string{"/api/cases?sort=due&state=handling,performing", "/api/cases?sort=due&state=handling&level=ordinary", "/api/cases?sort=due&channel=visit"}},
		{name: "ledger of a town", desk: m.office, paths: []string{"/api/cases?sort=due", "/api/cases?sort=reported&desc=true"}},
		{name: "case page", desk: m.office, paths: visible},
		{name: "the same matter", desk: m.office, paths: alike},
		{name: "counts", desk: m.head, paths: []string{"/api/cases/counts"}},
		{name: "counts of a town", desk: m.office, paths: []string{"/api/cases/counts"}},
		{name: "counts, narrowed", desk: m.head, paths: []string{"/api/cases/counts?cause=10", "/api/cases/counts?level=ordinary", "/api/cases/counts?channel=visit"}},
		{name: "month table", desk: m.head, paths: months()},
		{name: "counts of work", desk: m.head, paths: []string{"/api/work/counts"}},
		{name: "search, 1 character", desk: m.head, paths: find(one(append(slices.Clone(common), rare...))), bare: like(one(append(slices.Clone(common), rare...)))},
		{name: "search, 2 common", desk: m.head, paths: find(common), bare: like(common)},
		{name: "search, rare names", desk: m.head, paths: find(rare), bare: like(rare)},
	}, nil
}

// months are month tables of the county, each of another year.
func months() (paths []string) {
	for back := range 3 {
		last := time.Now().AddDate(-back, 0, 0)
		paths = append(paths, "/api/months?month="+last.AddDate(0, -11, 0).Format("2006-01")+"&until="+last.Format("2006-01"))
	}
	return paths
}

// visible are pages of cases of the office, each opened once: who looked is on record
// from then on for an hour.
func (m *measure) visible() (paths []string, err error) {
	for _, desc := range []string{"true", "false"} {
		got, err := m.site.get(m.office, "/api/cases?sort=reported&limit=60&desc="+desc)
		if err != nil {
			return nil, err
		}
		var page struct{ Items []struct{ ID string } }
		if err := json.Unmarshal(got, &page); err != nil {
			return nil, err
		}
		for _, x := range page.Items {
			paths = append(paths, "/api/cases/"+x.ID)
			if _, err := m.site.get(m.office, "/api/cases/"+x.ID); err != nil {
				return nil, err
			}
		}
	}
	return paths, nil
}

// words are some that many cases have and names that few have.
func (m *measure) words(ctx context.Context) (common, rare []string, err error) {
	err = m.h.DB.Read(ctx, func(tx *sqldb.Tx) error {
		names, err := sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT name FROM casework_party WHERE length(name) = 3 ORDER BY part_id DESC LIMIT 400`)
		for i := 0; i < len(names) && len(rare) < 20; i += 20 {
			rare = append(rare, names[i])
		}
		return err
	})
	return []string{"纠纷", "赡养", "宅基", "邻居", "工资", "水渠", "果园", "租金"}, rare, err
}

// trial measures one question, the product and the bare handler in turns, so that
// whatever else the machine does falls on both.
func (m *measure) trial(t trial) error {
	b, err := newBare(m.h)
	if err != nil {
		return err
	}
	if t.bare != nil {
		for _, s := range t.bare {
			b.asked = append(b.asked, []statement{s})
		}
	} else if b.asked, err = m.listenTo(t); err != nil {
		return err
	}
	other := listen(b)
	defer other.Close()
	product := func(i int) error {
		_, err := m.site.get(t.desk, t.paths[i%len(t.paths)])
		return err
	}
	yardstick := func(i int) error {
		_, err := other.get(desk{}, "/?i="+strconv.Itoa(i))
		return err
	}
	return m.compare(t.name, product, yardstick)
}

// listenTo is what the product asks of the database for each path, what finds out who
// asks left out.
func (m *measure) listenTo(t trial) (asked [][]statement, err error) {
	for _, path := range t.paths {
		run, err := m.heard.during(func() error {
			_, err := m.site.get(t.desk, path)
			return err
		})
		if err != nil {
			return nil, err
		}
		asked = append(asked, inside(run))
	}
	return asked, nil
}

func (m *measure) compare(name string, product, yardstick func(int) error) error {
	var ratios []float64
	var ours, theirs []time.Duration
	var rate, bareRate, cost, bareCost []float64
	for round := range m.rounds + 1 {
		a := race(m.clients, m.each, product)
		b := race(m.clients, m.each, yardstick)
		if a.err != nil || b.err != nil {
			return fmt.Errorf("product %w, bare %w", orNone(a.err), orNone(b.err))
		}
		if round == 0 {
			continue // warms up
		}
		ratios, rate, bareRate = append(ratios, a.rate()/b.rate()), append(rate, a.rate()), append(bareRate, b.rate())
		cost, bareCost = append(cost, float64(a.cost())), append(bareCost, float64(b.cost()))
		ours, theirs = append(ours, a.took...), append(theirs, b.took...)
	}
	core, bareCore := middle(cost), middle(bareCost)
	fmt.Printf("%-24s %8.0f %8.0f %6.2f %9s %9s %9s %9s %9s %9s %6.2f\n", name, middle(rate), middle(bareRate), middle(ratios),
		ms(quantile(ours, .5)), ms(quantile(ours, .95)), ms(quantile(theirs, .5)), ms(quantile(theirs, .95)),
		ms(time.Duration(core)), ms(time.Duration(bareCore)), bareCore/core)
	return nil
}

func middle(all []float64) float64 {
	slices.Sort(all)
	return all[len(all)/2]
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }
