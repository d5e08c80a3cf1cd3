package casework

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/sqldb"
)

// monthKey is a counter of the month table.
type monthKey struct {
	unit  string
	whole bool // of the unit and all below it
	tallied
}

func (k monthKey) compare(o monthKey) int {
	return cmp.Or(strings.Compare(k.unit, o.unit), compareBool(k.whole, o.whole), k.tallied.compare(o.tallied))
}

// monthCount is what a counter holds, and the path of its unit.
type monthCount struct {
	path string
	n    int64
}

// monthCounts are counters by their keys.
type monthCounts map[monthKey]monthCount

// add counts n cases that are held by the unit of a path: for the unit, and for all it
// is below but the one at the top.
func (m monthCounts) add(path string, of tallied, n int64) {
	units := strings.Split(strings.Trim(path, "/"), "/")
	m.put(monthKey{units[len(units)-1], false, of}, path, n)
	for i, unit := range units[1:] {
		m.put(monthKey{unit, true, of}, "/"+strings.Join(units[:i+2], "/")+"/", n)
	}
}

func (m monthCounts) put(k monthKey, path string, n int64) { m[k] = monthCount{path, m[k].n + n} }

// write adds the counters to those kept, in one order for all transactions, so that none
// waits for another in a ring.
func (m monthCounts) write(ctx context.Context, tx *sqldb.Tx) error {
	keys := slices.SortedFunc(maps.Keys(m), monthKey.compare)
	for part := range slices.Chunk(slices.DeleteFunc(keys, func(k monthKey) bool { return m[k].n == 0 }), 100) {
		var args []any
		rows := ""
		for _, k := range part {
			args = append(args, k.unit, k.whole, int64(k.month), k.kind, string(k.state), k.secret, m[k].path, m[k].n)
			at := len(args)
			rows += fmt.Sprintf(", ($%d, $%d, $%d, $%d, $%d, $%d, $%d, $%d)", at-7, at-6, at-5, at-4, at-3, at-2, at-1, at)
		}
		if err := tx.Later(ctx, `INSERT INTO casework_month (unit_id, whole, month, kind, state, secret, org_path, n) VALUES `+rows[2:]+`
			ON CONFLICT (unit_id, whole, month, kind, state, secret) DO UPDATE SET n = casework_month.n + excluded.n, org_path = excluded.org_path`, args...); err != nil {
			return err
		}
	}
	return nil
}

// writeMonth moves the counters of the month table: minus one where the case was, plus
// one where it is.
func writeMonth(ctx context.Context, tx *sqldb.Tx, before, after Case, paths map[string]string) error {
	if before.ID != "" && before.Holder == after.Holder && before.tallied() == after.tallied() {
		return nil
	}
	m := monthCounts{}
	m.add(paths[after.Holder], after.tallied(), 1)
	if before.ID != "" {
		m.add(paths[before.Holder], before.tallied(), -1)
	}
	return m.write(ctx, tx)
}

// moveMonths follows a subtree to another place in the tree, before its paths are
// changed: the units it was below lose its cases, those it comes below get them.
func moveMonths(ctx context.Context, tx *sqldb.Tx, oldPath, newPath string) error {
	from, to := sqldb.Below(oldPath)
	held, err := sqldb.All(ctx, tx, scanMonth, `SELECT unit_id, whole, month, kind, state, secret, org_path, n FROM casework_month
		WHERE org_path >= $1 AND org_path < $2 AND NOT whole AND n <> 0`, from, to)
	m := monthCounts{}
	for _, h := range held {
		// What is below the top of the subtree, and it itself, is not concerned, unless it
		// was or comes to be at the top of all: the sums cancel out.
		m.add(newPath+strings.TrimPrefix(h.path, oldPath), h.tallied, h.n)
		m.add(h.path, h.tallied, -h.n)
	}
	if err != nil {
		return err
	}
	return m.write(ctx, tx)
}

// monthRow is a counter with its key.
type monthRow struct {
	monthKey
	monthCount
}

func scanMonth(r sqldb.Row) (m monthRow, err error) {
	return m, r.Scan(&m.unit, &m.whole, &m.month, &m.kind, &m.state, &m.secret, &m.path, &m.n)
}

func scanCounted(r sqldb.Row) (c counted, err error) {
	return c, r.Scan(&c.path, &c.kind, &c.state, &c.n)
}

// countMonths reads what of a unit and all below it the reader may count: the cases that
// are not confidential of the organisations seen whole, from the counters, and the
// confidential ones the reader is named on, which are few, one by one. A merged case is
// counted with the one it went into. children are the units directly below.
func countMonths(ctx context.Context, tx *sqldb.Tx, r access.Reader, unit, path string, children []string, first, last Month) ([]counted, error) {
	from, to := sqldb.Below(path)
	conds := []*sqldb.Cond{sqldb.NewCond().And("r.unit_id = ? AND r.whole = FALSE", unit), sqldb.NewCond().And("r.unit_id IN (?) AND r.whole = TRUE", children)}
	if !r.Covers(path) {
		conds = []*sqldb.Cond{sqldb.NewCond().And("r.org_path >= ? AND r.org_path < ? AND r.whole = FALSE", from, to)}
		r.Holding(conds[0], "r.org_path")
	}
	var all []counted
	for _, c := range conds {
		c.And("r.month >= ? AND r.month <= ? AND NOT r.secret AND r.state <> 'merged'", int64(first), int64(last))
		some, err := sqldb.All(ctx, tx, scanCounted, `SELECT r.org_path, r.kind, r.state, CAST(SUM(r.n) AS BIGINT)
			FROM casework_month r WHERE `+c.Where()+` GROUP BY r.org_path, r.kind, r.state`, c.Args()...)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	begin, end := first.begin(), (last + 1).begin()
	c := sqldb.NewCond().And("n.user_id = ?", r.UserID).And("c.confidential AND c.state <> 'merged' AND c.reported_at >= ? AND c.reported_at < ?", begin, end)
	c.And("c.holder_path >= ? AND c.holder_path < ?", from, to)
	r.Holding(c, "c.holder_path")
	r.Cases(c)
	named, err := sqldb.All(ctx, tx, scanCounted, `SELECT c.holder_path, substr(c.cause, 1, 2), c.state, CAST(1 AS BIGINT)
		FROM casework_named n JOIN casework_case c ON c.id = n.case_id WHERE `+c.Where(), c.Args()...)
	return append(all, named...), err
}

// wrongMonths names the counters of the month table that are not what counting the
// cases gives, month by month.
func wrongMonths(ctx context.Context, tx *sqldb.Tx, most int) (wrong []string, err error) {
	low, high, err := monthsBetween(ctx, tx)
	if err != nil {
		return nil, err
	}
	first, last := int64(0), int64(-1)
	if err := tx.QueryRow(ctx, `SELECT COALESCE(MIN(month), $1), COALESCE(MAX(month), $2) FROM casework_month`, int64(low), int64(high)).Scan(&first, &last); err != nil {
		return nil, err
	}
	if low > high {
		low, high = Month(first), Month(last)
	}
	for m := min(low, Month(first)); m <= max(high, Month(last)) && len(wrong) < most; m++ {
		some, err := wrongMonth(ctx, tx, m)
		if err != nil {
			return wrong, err
		}
		wrong = append(wrong, some...)
	}
	return wrong[:min(len(wrong), most)], nil
}

// monthsBetween are the months the cases lie in, none when there are none.
func monthsBetween(ctx context.Context, tx *sqldb.Tx) (low, high Month, err error) {
	first, last := int64(0), int64(-1)
	err = tx.QueryRow(ctx, `SELECT COALESCE(MIN(reported_at), 0), COALESCE(MAX(reported_at), -1) FROM casework_case`).Scan(&first, &last)
	if last < first {
		return 0, -1, err
	}
	return MonthOf(time.UnixMilli(first)), MonthOf(time.UnixMilli(last)), err
}

// countMonth counts the cases of a month as the counters should.
func countMonth(ctx context.Context, tx *sqldb.Tx, month Month) (monthCounts, error) {
	cases, err := sqldb.All(ctx, tx, func(r sqldb.Row) (m monthRow, err error) {
		m.month = month
		return m, r.Scan(&m.path, &m.kind, &m.state, &m.secret, &m.n)
	}, `SELECT holder_path, substr(cause, 1, 2), state, confidential, COUNT(*) FROM casework_case WHERE reported_at >= $1 AND reported_at < $2
		GROUP BY holder_path, substr(cause, 1, 2), state, confidential`, month.begin(), (month + 1).begin())
	m := monthCounts{}
	for _, c := range cases {
		m.add(c.path, c.tallied, c.n)
	}
	return m, err
}

// repath writes down anew where units lie, wherever that is not where they do. Of cases
// whose unit is unknown nothing is changed.
func repath(ctx context.Context, tx *sqldb.Tx) error {
	for _, at := range []struct{ table, unit, path string }{
		{"casework_case", "holder_org", "holder_path"}, {"casework_clock", "org_id", "org_path"}, {"casework_reach", "org_id", "org_path"},
	} {
		if _, err := tx.Exec(ctx, `UPDATE `+at.table+` SET `+at.path+` = (SELECT u.path FROM org_unit u WHERE u.id = `+at.unit+`)
			WHERE `+at.path+` <> (SELECT u.path FROM org_unit u WHERE u.id = `+at.unit+`)`); err != nil {
			return err
		}
	}
	return nil
}

// recount makes the counters of cases by state and of the month table anew.
func recount(ctx context.Context, tx *sqldb.Tx) error {
	if err := repath(ctx, tx); err != nil {
		return err
	}
	for _, text := range []string{
		`DELETE FROM casework_tally`, `DELETE FROM casework_month`,
		`INSERT INTO casework_tally (org_id, state, secret, org_path, n)
			SELECT holder_org, state, confidential, MIN(holder_path), COUNT(*) FROM casework_case GROUP BY holder_org, state, confidential`,
	} {
		if _, err := tx.Exec(ctx, text); err != nil {
			return err
		}
	}
	low, high, err := monthsBetween(ctx, tx)
	for m := low; err == nil && m <= high; m++ {
		var counts monthCounts
		if counts, err = countMonth(ctx, tx, m); err == nil {
			err = counts.write(ctx, tx)
		}
	}
	return err
}

func wrongMonth(ctx context.Context, tx *sqldb.Tx, month Month) (wrong []string, err error) {
	want, err := countMonth(ctx, tx, month)
	if err != nil {
		return nil, err
	}
	kept, err := sqldb.All(ctx, tx, scanMonth, `SELECT unit_id, whole, month, kind, state, secret, org_path, n FROM casework_month WHERE month = $1`, int64(month))
	for _, k := range kept {
		if right := want[k.monthKey]; right.n != k.n || right.n != 0 && right.path != k.path {
			wrong = append(wrong, k.String())
		}
		delete(want, k.monthKey)
	}
	for k := range want {
		wrong = append(wrong, k.String())
	}
	slices.Sort(wrong)
	return wrong, err
}

// String names a counter for who looks after the house.
func (k monthKey) String() string {
	return fmt.Sprintf("%s whole=%v %s %s %s", k.unit, k.whole, k.month.First().String()[:7], k.kind, k.state)
}
