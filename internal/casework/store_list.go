package casework

import (
	"context"
	"math"
	"slices"
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/search"
	"hemu/internal/sqldb"
)

// visible reports whether the reader may see case id.
func visible(ctx context.Context, tx *sqldb.Tx, r access.Reader, id ID) (bool, error) {
	c := sqldb.NewCond().And("c.id = ?", string(id))
	r.Stepwise().Cases(c)
	_, err := sqldb.One(ctx, tx, sqldb.Scalar[string], `SELECT c.id FROM casework_case c WHERE `+c.Where(), c.Args()...)
	if sqldb.IsNoRows(err) {
		return false, nil
	}
	return err == nil, err
}

// rowColumns are the columns scanRow reads, in its order.
const rowColumns = `c.id, c.no, c.title, c.state, c.level, c.batch, c.difficulty, c.cause, c.channel, c.region_code, c.people, c.amount_fen,
	c.confidential, c.intake_org, c.holder_org, c.handler_id, c.outcome, c.closing_kind, c.next_step, c.next_kind, c.next_due_at,
	c.next_yellow_at, c.paused, c.reported_at, c.accepted_at, c.closed_at, c.updated_at, c.version`

func scanRow(s sqldb.Row) (r Row, err error) {
	err = s.Scan(r.fields()...)
	return r, err
}

// fields are where the rowColumns go.
func (r *Row) fields() []any {
	return []any{
		&r.ID, &r.No, &r.Title, &r.State, &r.Level, &r.Batch, &r.Difficulty, &r.Cause, &r.Channel, &r.Region, &r.People, &r.AmountFen,
		&r.Confidential, &r.Intake, &r.Holder, &r.Handler, &r.Outcome, &r.Closing, &r.NextStep, &r.NextKind, &r.due,
		&r.yellow, &r.Paused, sqldb.Time{T: &r.ReportedAt}, sqldb.Time{T: &r.AcceptedAt}, sqldb.Time{T: &r.ClosedAt}, sqldb.Time{T: &r.UpdatedAt},
		&r.Version,
	}
}

// columns a list can be in the order of; each has an index with id behind it.
var sortColumns = map[SortBy]string{
	ByDue: "c.next_due_at", ByReported: "c.reported_at", ByUpdated: "c.updated_at", ByNo: "c.no",
}

// readerOf is what the actor may see, put as suits a filter: where the filter itself
// names few cases each is looked at.
func (f filter) readerOf(ctx context.Context, tx *sqldb.Tx, actor access.Actor) (access.Reader, error) {
	r := access.ReaderOf(actor)
	if f.Mine || f.number || f.Handler != "" || f.unitPath != "" && f.Reach != Children {
		return r.Stepwise(), nil
	}
	return r.Fit(ctx, tx, f.few)
}

// list reads one page and one row more, in the order it is walked in.
func list(ctx context.Context, tx *sqldb.Tx, r access.Reader, f filter, sort Sort, from cursor, limit int) ([]Row, error) {
	if sort.By == ByMatch {
		return ranked(ctx, tx, r, f, from, limit)
	}
	query, args := listQuery(r, f, sort, from, limit)
	return sqldb.All(ctx, tx.Varied(), scanRow, query, args...)
}

func listQuery(r access.Reader, f filter, sort Sort, from cursor, limit int) (string, []any) {
	c := sqldb.NewCond()
	f.add(c, sort.By)
	r.Cases(c)
	column, backward := sortColumns[sort.By], sort.Desc != from.Back
	if from.ID != "" {
		c.And("("+column+", c.id) "+map[bool]string{false: ">", true: "<"}[backward]+" (?, ?)", from.key(), from.ID)
	}
	direction := map[bool]string{false: "", true: " DESC"}[backward]
	source := f.source(c)
	query := `SELECT ` + rowColumns + ` FROM ` + source + ` WHERE ` + c.Where() +
		` ORDER BY ` + column + direction + `, c.id` + direction
	query += ` LIMIT ` + c.Arg(limit+1)
	return query, c.Args()
}

// count counts what a filter finds, but no further than most.
func count(ctx context.Context, tx *sqldb.Tx, r access.Reader, f filter, most int) (int, error) {
	query, args := countSQL(r, f, most)
	return sqldb.One(ctx, tx.Varied(), sqldb.Scalar[int], query, args...)
}

func countSQL(r access.Reader, f filter, most int) (string, []any) {
	c := sqldb.NewCond()
	f.add(c, ByDue)
	r.Cases(c)
	source := f.source(c)
	query := `SELECT COUNT(*) FROM (SELECT 1 FROM ` + source + ` WHERE ` + c.Where() + ` LIMIT ` + c.Arg(most) + `) AS found`
	return query, c.Args()
}

// countAll counts what a filter finds to the last.
func countAll(ctx context.Context, tx *sqldb.Tx, r access.Reader, f filter) (int, error) {
	return count(ctx, tx, r, f, math.MaxInt32)
}

// countSeen counts those of some cases that the reader may see.
func countSeen(ctx context.Context, tx *sqldb.Tx, r access.Reader, ids []ID) (int, error) {
	return countAll(ctx, tx, r, filter{chosen: ids})
}

// filter is a Filter with everything looked up that it names.
type filter struct {
	Filter
	me         string
	now        time.Time
	regionPath string
	unitPath   string
	narrow     bool     // the unit's subtree is few cases
	children   []string // paths of the units directly below
	number     bool     // Text is the number of a case
	hashes     []string // keyed hashes of Text read as somebody's number
	holder     string   // the organisation whose cases a number may find
	query      search.Query
	ids        func(*sqldb.Cond) string // the query for the ids of what query finds
	common     bool                     // query finds many cases
	ranked     bool                     // the text is looked for apart, tier by tier
	few        int                      // see Deps.Few
	chosen     []ID                     // nil for all
	party      search.Query
	named      func(*sqldb.Cond) string // the query for the cases of party, where they are few
	grasped    *grip                    // what the list is made of, nil where no condition has few cases
}

// hide keeps both planners from driving the query by a condition that holds for
// a great part of the table: they would then sort that part.
func hide(cond string) string { return "COALESCE(" + cond + ", FALSE)" }

// add puts the conditions of f to c; by is the order of the list they serve.
func (f filter) add(c *sqldb.Cond, by SortBy) {
	f.addStates(c, by)
	equal(c, "c.level", string(f.Level))
	equal(c, "c.batch", string(f.Batch))
	equal(c, "c.difficulty", string(f.Difficulty))
	equal(c, "c.channel", f.Channel)
	within(c, "c.cause", f.Cause)
	within(c, "c.region_path", f.regionPath)
	f.addUnit(c, by)
	if f.Mine {
		c.And("c.handler_id = ?", f.me)
	}
	if f.Clock == "" {
		f.addColour(c)
	}
	days(c, "c.reported_at", f.ReportedFrom, f.ReportedTo)
	days(c, "c.updated_at", f.UpdatedFrom, f.UpdatedTo)
	if f.PeopleMin > 0 {
		c.And("c.people >= ?", f.PeopleMin)
	}
	if f.Confidential {
		c.And("c.confidential")
	}
	if f.chosen != nil {
		c.And("c.id IN (?)", texts(f.chosen))
	}
	f.addMarks(c)
	f.addText(c)
}

func equal(c *sqldb.Cond, column, value string) {
	if value != "" {
		c.And(column+" = ?", value)
	}
}

func within(c *sqldb.Cond, column, prefix string) {
	if prefix != "" {
		from, to := sqldb.Below(prefix)
		c.And(column+" >= ? AND "+column+" < ?", from, to)
	}
}

// addStates: one state has an index of its own in the order of due.
func (f filter) addStates(c *sqldb.Cond, by SortBy) {
	switch states := texts(f.States); {
	case len(states) == 1 && by == ByDue:
		c.And("c.state = ?", states[0])
	case len(states) > 0:
		c.And(hide("c.state IN (?)"), states)
	}
}

func (f filter) addUnit(c *sqldb.Cond, by SortBy) {
	switch {
	case f.unitPath == "":
	case f.Reach == Children:
		c.And(hide("c.holder_path IN (?)"), f.children)
	case f.Reach == Subtree:
		from, to := sqldb.Below(f.unitPath)
		cond := "c.holder_path >= ? AND c.holder_path < ?"
		if !f.narrow {
			cond = hide(cond)
		}
		c.And(cond, from, to)
	case by == ByDue || f.narrow:
		c.And("c.holder_path = ?", f.unitPath)
	default:
		c.And(hide("c.holder_path = ?"), f.unitPath)
	}
}

// addColour colours as calendar.LightAt does, by the instants on the row.
func (f filter) addColour(c *sqldb.Cond) {
	now := f.now.UnixMilli()
	switch f.Colour {
	case calendar.Red:
		c.And("c.next_due_at < ?", now)
	case calendar.Yellow:
		c.And("c.next_due_at >= ? AND c.next_due_at < ? AND c.next_yellow_at <= ?", now, int64(never), now)
	case calendar.Green:
		c.And("c.next_due_at >= ? AND c.next_yellow_at > ?", now, now)
	}
	if f.Paused {
		c.And("c.paused")
	}
}

// days keeps what lies on the Shanghai days from first to last, both included.
func days(c *sqldb.Cond, column string, first, last calendar.Date) {
	if !first.IsZero() {
		c.And(column+" >= ?", first.Start().UnixMilli())
	}
	if !last.IsZero() {
		c.And(column+" < ?", last.End().UnixMilli())
	}
}

func texts[T ~string](in []T) []string {
	out := make([]string, len(in))
	for i, v := range in {
		out[i] = string(v)
	}
	return out
}

// hasNumber reports whether a case the reader may see has exactly this number.
// Of others it says no: that a number exists must not change what is found.
func hasNumber(ctx context.Context, tx *sqldb.Tx, r access.Reader, no string) (bool, error) {
	c := sqldb.NewCond().And("c.no = ?", no)
	r.Stepwise().Cases(c)
	n, err := sqldb.One(ctx, tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM casework_case c WHERE `+c.Where(), c.Args()...)
	return n > 0, err
}

// work reads the running clocks of units, earliest due first, of cases the
// reader may see, with one row more than limit.
func work(ctx context.Context, tx *sqldb.Tx, r access.Reader, q workQuery, from cursor, limit int) ([]Task, error) {
	query, args := workSQL(r, q, from, limit)
	return sqldb.All(ctx, tx.Varied(), scanTask, query, args...)
}

// add puts the conditions of q to c.
func (q workQuery) add(c *sqldb.Cond) {
	if q.handler != "" {
		c.And("k.handler_id = ?", q.handler)
	}
	if q.ranges != nil {
		conds, args := []string{"FALSE"}, []any{}
		for _, rg := range q.ranges {
			conds, args = append(conds, "(k.org_path >= ? AND k.org_path < ?)"), append(args, rg.From, rg.To)
		}
		c.And(strings.Join(conds, " OR "), args...)
	}
}

// countWork counts the running clocks work would list, but no further than most.
func countWork(ctx context.Context, tx *sqldb.Tx, r access.Reader, q workQuery, most int) (n WorkCount, err error) {
	c := sqldb.NewCond()
	q.add(c)
	r.Clocks(c)
	now := tx.Now.UnixMilli()
	query := `SELECT COUNT(*), COALESCE(SUM(CASE WHEN due_at < ` + c.Arg(now) + ` THEN 1 ELSE 0 END), 0),
		COALESCE(SUM(CASE WHEN due_at >= ` + c.Arg(now) + ` AND yellow_at <= ` + c.Arg(now) + ` THEN 1 ELSE 0 END), 0)
		FROM (SELECT k.due_at, k.yellow_at FROM casework_clock k
		WHERE ` + c.Where() + ` LIMIT ` + c.Arg(most) + `) AS found`
	return sqldb.One(ctx, tx.Varied(), func(s sqldb.Row) (n WorkCount, err error) {
		return n, s.Scan(&n.All, &n.Late, &n.Near)
	}, query, c.Args()...)
}

func workSQL(r access.Reader, q workQuery, from cursor, limit int) (string, []any) {
	c := sqldb.NewCond()
	q.add(c)
	r.Stepwise().Cases(c)
	step, direction := ">", ""
	if from.Back {
		step, direction = "<", " DESC"
	}
	if from.ID != "" {
		c.And("(k.due_at, k.id) "+step+" (?, ?)", from.key(), from.ID)
	}
	query := `SELECT k.id, k.kind, k.org_id, k.due_at, k.yellow_at, k.paused, ` + rowColumns +
		` FROM casework_clock k JOIN casework_case c ON c.id = k.case_id WHERE ` + c.Where() +
		` ORDER BY k.due_at` + direction + `, k.id` + direction + ` LIMIT `
	query += c.Arg(limit + 1)
	return query, c.Args()
}

func scanTask(s sqldb.Row) (t Task, err error) {
	var due, yellow int64
	err = s.Scan(append([]any{&t.Clock, &t.Kind, &t.Unit, &due, &yellow, &t.Paused}, t.Case.fields()...)...)
	t.Due, t.YellowAt, t.due = instant(due), instant(yellow), due
	return t, err
}

// instant undoes never.
func instant(ms int64) time.Time {
	if ms == never {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// chips are how many cases of a state there are, and how many of them are coloured.
type chips struct {
	state                  State
	n, red, yellow, paused int
}

// countChips counts what a filter finds in one go, by the instants on the row.
func countChips(ctx context.Context, tx *sqldb.Tx, r access.Reader, f filter) ([]chips, error) {
	c := sqldb.NewCond()
	f.add(c, ByDue)
	r.Cases(c)
	source, now := f.source(c), f.now.UnixMilli()
	query := `SELECT c.state, COUNT(*), SUM(CASE WHEN c.next_due_at < ` + c.Arg(now) + ` THEN 1 ELSE 0 END),
		SUM(CASE WHEN c.next_due_at >= ` + c.Arg(now) + ` AND c.next_due_at < ` + c.Arg(int64(never)) + ` AND c.next_yellow_at <= ` + c.Arg(now) + ` THEN 1 ELSE 0 END),
		SUM(CASE WHEN c.paused THEN 1 ELSE 0 END) FROM ` + source + ` WHERE ` + c.Where() + ` GROUP BY c.state`
	return sqldb.All(ctx, tx.Varied(), func(s sqldb.Row) (x chips, err error) {
		return x, s.Scan(&x.state, &x.n, &x.red, &x.yellow, &x.paused)
	}, query, c.Args()...)
}

// stock is what the counters say of one state: how many cases a reader sees because
// their holder lies in the reader's ranges or they are named on them, and how many lie
// elsewhere, of which a reader may see some.
type stock struct{ seen, elsewhere int }

// countHeld reads the counters for a reader, by state.
func countHeld(ctx context.Context, tx *sqldb.Tx, r access.Reader) (map[State]stock, error) {
	out := map[State]stock{}
	within := sqldb.NewCond()
	r.Holding(within, "t.org_path")
	_, err := sqldb.All(ctx, tx.Varied(), func(row sqldb.Row) (state State, err error) {
		var h stock
		err = row.Scan(&state, &h.seen, &h.elsewhere)
		out[state] = h
		return state, err
	}, `SELECT t.state, CAST(SUM(CASE WHEN `+within.Where()+` THEN t.n ELSE 0 END) AS BIGINT), CAST(SUM(CASE WHEN `+within.Where()+` THEN 0 ELSE t.n END) AS BIGINT)
		FROM casework_tally t WHERE NOT t.secret GROUP BY t.state`, within.Args()...)
	if err != nil {
		return nil, err
	}
	_, err = sqldb.All(ctx, tx, func(row sqldb.Row) (state State, err error) {
		var n int
		err = row.Scan(&state, &n)
		out[state] = stock{out[state].seen + n, out[state].elsewhere}
		return state, err
	}, `SELECT c.state, COUNT(*) FROM casework_named n JOIN casework_case c ON c.id = n.case_id WHERE n.user_id = $1 AND c.confidential GROUP BY c.state`, r.UserID)
	return out, err
}

func sortSteps(steps []TrackedStep) {
	slices.SortStableFunc(steps, func(a, b TrackedStep) int { return a.At.Compare(b.At) })
}
