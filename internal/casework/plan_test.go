package casework

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// planned is how many cases the planner is asked about: enough for PostgreSQL to
// prefer an index where there is one.
const planned = 5000

// fill writes many cases straight into the tables, as save would leave them.
func (c *city) fill(t *testing.T, n int) {
	t.Helper()
	villages := []string{}
	for id := range c.byID {
		if strings.HasPrefix(id, "village") {
			villages = append(villages, id)
		}
	}
	paths := c.paths()
	states := States()
	for start := 0; start < n; start += 1000 {
		c.write(t, func(tx *sqldb.Tx) error {
			w := writer{ctx: t.Context(), tx: tx}
			for i := start; i < min(n, start+1000); i++ {
				k := c.aCase(fmt.Sprintf("c%06d", i), villages[i%len(villages)], sqldbtest.Noon.Add(-time.Duration(i*37%n)*time.Minute))
				k.State, k.Version = states[i%len(states)], 1
				k.Confidential, k.People = i%20 == 0, 1+i%30
				k.AmountFen, k.AcceptedAt, k.Visits = int64(i), k.ReportedAt, []Visit{{ID: fmt.Sprintf("v%d", i), At: k.ReportedAt}}
				k.Parties = []Party{{ID: fmt.Sprintf("p%d", i), Name: "王五"}}
				if i%1000 == 0 {
					k.Agreements = []Agreement{{ID: fmt.Sprintf("a%d", i), State: "concluded", Court: &Court{State: "applied"}}}
				}
				k.Level = []Level{Ordinary, Ordinary, Ordinary, Major, Grave}[i%5]
				if w.err == nil {
					w.err = writeCase(t.Context(), tx, k, paths)
				}
				if w.err == nil {
					w.err = writeSearch(t.Context(), tx, Case{}, k)
				}
				for _, p := range project(k, paths).clocks {
					w.exec(`INSERT INTO casework_clock (id, case_id, kind, org_id, org_path, due_at, yellow_at, paused)
						VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, p.id, string(k.ID), p.kind, p.org, p.path, p.due, p.yellow, p.paused)
				}
				w.marks(k.ID, k.marks(), k.measures())
				w.exec(`INSERT INTO casework_reach (case_id, org_id, org_path, how) VALUES ($1, $2, $3, 'holder')`, string(k.ID), k.Holder, paths[k.Holder])
			}
			return w.err
		})
	}
	c.write(t, func(tx *sqldb.Tx) error {
		_, err := tx.Exec(t.Context(), `ANALYZE`)
		return err
	})
}

// plan is what the engine means to do for a query, one step a line.
func plan(ctx context.Context, tx *sqldb.Tx, engine, query string, args ...any) (string, error) {
	explain := "EXPLAIN "
	scan := sqldb.Scalar[string]
	if engine == "SQLite" {
		explain = "EXPLAIN QUERY PLAN "
		scan = func(r sqldb.Row) (step string, err error) {
			var id, parent, unused int
			return step, r.Scan(&id, &parent, &unused, &step)
		}
	}
	steps, err := sqldb.All(ctx, tx, scan, explain+query, args...)
	return strings.Join(steps, "\n"), err
}

// TestAWideScopeNeverSorts: a list in any order, with the filters people use, is
// a walk along an index.
func TestAWideScopeNeverSorts(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 3, 6)
		c.fill(t, planned)
		c.s.Few = 50
		day := calendar.DateOf(sqldbtest.Noon)
		readers := map[string]access.Actor{
			"bureau, all": c.who("u1", "bureau", access.Head, access.All), "bureau, subtree": c.who("u1", "bureau", access.Head, access.Subtree),
			"town, subtree": c.who("u2", "office0", access.Head, access.Subtree),
		}
		filters := map[string]Filter{
			"none": {}, "one state": {States: []State{Handling}}, "open states": {States: []State{Reported, Accepted, Assigned, Handling, Settled, Performing}},
			"level": {Level: Major}, "channel": {Channel: "walk_in"}, "cause": {Cause: "01"}, "region": {Region: county + "001"},
			"subtree": {Unit: "office0", Reach: Subtree}, "children": {Unit: "town0", Reach: Children}, "yellow": {Colour: calendar.Yellow},
			"since": {ReportedFrom: day.AddDays(-300)}, "text": {Text: "题"}, "people": {PeopleMin: 2},
			"has": {Has: []Trait{HasVisit}}, "lacks": {Lacks: []Trait{HasFile}}, "reached": {Reached: AtAcceptance}, "amount": {AmountMin: 1}, "clock": {Clock: HandlingClock, Colour: calendar.Red},
			"party": {Party: "王"}, "two": {Has: []Trait{HasVisit}, PeopleMin: 2, Lacks: []Trait{HasFile}, Cause: "01"},
		}
		for name, who := range readers {
			for filterName, f := range filters {
				for by := range sortColumns {
					for _, desc := range []bool{false, true} {
						c.mustWalk(t, name+", "+filterName, who, f, Sort{by, desc})
					}
				}
			}
			c.mustWalkWork(t, name, who)
			c.mustCountFew(t, name, who)
		}
	})
}

// mustCountFew: the chip of what is paused reads those that are, and no others.
func (c *city) mustCountFew(t *testing.T, name string, who access.Actor) {
	t.Helper()
	err := c.db.Read(t.Context(), func(tx *sqldb.Tx) error {
		query, args := countSQL(access.ReaderOf(who), filter{Filter: Filter{Paused: true}, now: tx.Now}, MostCounted+1)
		steps, err := plan(t.Context(), tx, c.db.Engine(), query, args...)
		if err == nil && !strings.Contains(steps, "casework_case_paused") {
			t.Errorf("paused of %s: reads all\n%s", name, steps)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (c *city) mustWalk(t *testing.T, name string, who access.Actor, f Filter, sort Sort) {
	t.Helper()
	err := c.db.Read(t.Context(), func(tx *sqldb.Tx) error {
		found, err := c.s.filter(t.Context(), tx, who, f)
		if err == nil {
			err = found.weigh(t.Context(), tx)
		}
		if err != nil {
			return err
		}
		for _, from := range []cursor{{By: sort.By}, {By: sort.By, Key: "0", ID: "c000500"}} {
			query, args := listQuery(access.ReaderOf(who), found, sort, from, 50)
			steps, err := plan(t.Context(), tx, c.db.Engine(), query, args...)
			if err != nil {
				return err
			}
			if sorts(steps) {
				t.Errorf("%s by %s: sorts\n%s\n%s", name, sort.By, query, steps)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (c *city) mustWalkWork(t *testing.T, name string, who access.Actor) {
	t.Helper()
	err := c.db.Read(t.Context(), func(tx *sqldb.Tx) error {
		query, args := workSQL(access.ReaderOf(who), workQuery{ranges: unitsOfPosts(who, true)}, cursor{By: ByDue}, 50)
		steps, err := plan(t.Context(), tx, c.db.Engine(), query, args...)
		if err == nil && sorts(steps) {
			t.Errorf("work of %s sorts\n%s", name, steps)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// sorts reports whether a plan sorts, or reads a whole reach into memory to
// look cases up in. An incremental sort, which only orders ties, is a walk.
func sorts(steps string) bool {
	for _, line := range strings.Split(steps, "\n") {
		plain := strings.Contains(line, "Sort") && !strings.Contains(line, "Incremental Sort") && !strings.Contains(line, "Sort Key")
		if plain || strings.Contains(line, "TEMP B-TREE") || strings.Contains(line, "hashed SubPlan") {
			return true
		}
	}
	return false
}
