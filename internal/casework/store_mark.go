package casework

import (
	"context"
	"slices"
	"strconv"

	"hemu/internal/calendar"
	"hemu/internal/search"
	"hemu/internal/sqldb"
)

// writeMarks writes what the case is filtered by where it differs.
func writeMarks(ctx context.Context, tx *sqldb.Tx, before, after Case) error {
	var marks []markRow
	var measures []measureRow
	if before.ID != "" {
		marks, measures = before.marks(), before.measures()
	}
	w := writer{ctx: ctx, tx: tx}
	gone, come := differ(marks, after.marks())
	for _, m := range gone {
		w.exec(`DELETE FROM casework_mark WHERE case_id = $1 AND kind = $2 AND value = $3`, string(after.ID), m.kind, m.value)
	}
	less, more := differ(measures, after.measures())
	for _, m := range less {
		w.exec(`DELETE FROM casework_measure WHERE case_id = $1 AND kind = $2`, string(after.ID), m.kind)
	}
	w.marks(after.ID, come, more)
	return w.err
}

// marks puts rows in, all of a table in one statement. A row that is there stays:
// a case from before the tables may be marked by its command and by the job.
func (w *writer) marks(id ID, marks []markRow, measures []measureRow) {
	place, args := "", []any{string(id)}
	for _, m := range marks {
		args = append(args, m.kind, m.value)
		place += ", ($1, $" + strconv.Itoa(len(args)-1) + ", $" + strconv.Itoa(len(args)) + ")"
	}
	if len(marks) > 0 {
		w.exec(`INSERT INTO casework_mark (case_id, kind, value) VALUES `+place[2:]+` ON CONFLICT DO NOTHING`, args...)
	}
	place, args = "", []any{string(id)}
	for _, m := range measures {
		args = append(args, m.kind, m.value)
		place += ", ($1, $" + strconv.Itoa(len(args)-1) + ", $" + strconv.Itoa(len(args)) + ")"
	}
	if len(measures) > 0 {
		w.exec(`INSERT INTO casework_measure (case_id, kind, value) VALUES `+place[2:]+`
			ON CONFLICT (case_id, kind) DO UPDATE SET value = excluded.value`, args...)
	}
}

// casesNaming lists the cases that name a file, in one order for everybody.
func casesNaming(ctx context.Context, tx *sqldb.Tx, digest string) ([]ID, error) {
	return sqldb.All(ctx, tx, func(r sqldb.Row) (id ID, err error) { return id, r.Scan((*string)(&id)) },
		`SELECT case_id FROM casework_mark WHERE kind = $1 AND value = $2 ORDER BY case_id`, markFile, digest)
}

// unmarked lists cases from before the tables of marks.
func unmarked(ctx context.Context, tx *sqldb.Tx, after string, limit int) ([]string, error) {
	return sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT case_id FROM casework_unmarked WHERE case_id > $1 ORDER BY case_id LIMIT $2`, after, limit)
}

// markAnew writes all marks and sessions of a case, whatever was there, and its place in
// lists.
func markAnew(ctx context.Context, tx *sqldb.Tx, c Case) error {
	if err := projectAnew(ctx, tx, c); err != nil {
		return err
	}
	w := writer{ctx: ctx, tx: tx}
	w.exec(`DELETE FROM casework_mark WHERE case_id = $1`, string(c.ID))
	w.exec(`DELETE FROM casework_measure WHERE case_id = $1`, string(c.ID))
	w.marks(c.ID, c.marks(), c.measures())
	w.exec(`DELETE FROM casework_unmarked WHERE case_id = $1`, string(c.ID))
	if w.err != nil {
		return w.err
	}
	return bookAnew(ctx, tx, c)
}

func readMarks(ctx context.Context, tx *sqldb.Tx, id ID) (marks []markRow, measures []measureRow, err error) {
	if marks, err = sqldb.All(ctx, tx, func(r sqldb.Row) (m markRow, err error) { return m, r.Scan(&m.kind, &m.value) },
		`SELECT kind, value FROM casework_mark WHERE case_id = $1 ORDER BY kind, value`, string(id)); err != nil {
		return nil, nil, err
	}
	measures, err = sqldb.All(ctx, tx, func(r sqldb.Row) (m measureRow, err error) { return m, r.Scan(&m.kind, &m.value) },
		`SELECT kind, value FROM casework_measure WHERE case_id = $1 ORDER BY kind`, string(id))
	return marks, measures, err
}

// grip is a condition that an index finds cases by: table and a condition on its
// rows, called m. Where many cases have it a list walks its order and looks at
// each; where few have it the list is made of those.
type grip struct {
	table string
	cond  string
	args  []any
	// shown: a column of the case says the same, and add has asked it.
	shown bool
}

func mark(kind, value string) grip {
	return grip{table: "casework_mark", cond: "m.kind = ? AND m.value = ?", args: []any{kind, value}}
}

// markBelow finds the codes or paths that begin with prefix.
func markBelow(kind, prefix string) grip {
	from, to := sqldb.Below(prefix)
	return grip{table: "casework_mark", cond: "m.kind = ? AND m.value >= ? AND m.value < ?", args: []any{kind, from, to}}
}

// measure finds numbers from first up to and not with end.
func measure(kind string, first, end int64) grip {
	return grip{table: "casework_measure", cond: "m.kind = ? AND m.value >= ? AND m.value < ?", args: []any{kind, first, end}}
}

func (g grip) and(cond string, args ...any) grip {
	g.cond, g.args = g.cond+" AND "+cond, append(g.args, args...)
	return g
}

func (g grip) onColumn() grip {
	g.shown = true
	return g
}

// grips are the conditions of f that an index finds cases by.
func (f filter) grips() (all []grip) {
	column := func(value, kind string) {
		if value != "" {
			all = append(all, mark(kind, value).onColumn())
		}
	}
	column(f.Channel, markChannel)
	column(string(f.Batch), markBatch)
	column(f.Outcome, markOutcome)
	column(f.Closing, markClosing)
	column(f.Intake, markIntake)
	if f.Level != Ordinary {
		column(string(f.Level), markLevel)
	}
	if f.Cause != "" {
		all = append(all, markBelow(markCause, f.Cause).onColumn())
	}
	if f.regionPath != "" {
		all = append(all, markBelow(markRegion, f.regionPath).onColumn())
	}
	// Nothing stands for zero: a range that begins there takes in cases without a row.
	if f.PeopleMin > 0 {
		all = append(all, measure(measurePeople, int64(f.PeopleMin), upTo(int64(f.PeopleMax))).onColumn())
	}
	if f.AmountMin > 0 {
		all = append(all, measure(measureAmount, f.AmountMin, upTo(f.AmountMax)).onColumn())
	}
	if f.Assist != "" {
		all = append(all, mark(markAssist, f.Assist))
	}
	if f.Court != "" {
		all = append(all, mark(markCourt, f.Court))
	}
	for _, code := range f.Tags {
		all = append(all, mark(markTag, code))
	}
	for _, t := range f.Has {
		all = append(all, mark(markTrait, string(t)))
	}
	if f.Reached != "" {
		all = append(all, f.reachedGrip())
	}
	if f.Clock != "" {
		all = append(all, f.clockGrip())
	}
	return all
}

// upTo is the end of a range whose last number is most, 0 for no last.
func upTo(most int64) int64 {
	if most <= 0 {
		return never
	}
	return most + 1
}

func (f filter) reachedGrip() grip {
	first, end := int64(1), int64(never)
	if !f.ReachedFrom.IsZero() {
		first = f.ReachedFrom.Start().UnixMilli()
	}
	if !f.ReachedTo.IsZero() {
		end = f.ReachedTo.End().UnixMilli()
	}
	return measure(measureReached+string(f.Reached), first, end)
}

// clockGrip finds a running clock of a kind; a colour beside it is that clock's.
func (f filter) clockGrip() grip {
	g, now := grip{table: "casework_clock", cond: "m.kind = ?", args: []any{string(f.Clock)}}, f.now.UnixMilli()
	switch f.Colour {
	case calendar.Red:
		g = g.and("NOT m.paused AND m.due_at < ?", now)
	case calendar.Yellow:
		g = g.and("NOT m.paused AND m.due_at >= ? AND m.yellow_at <= ?", now, now)
	case calendar.Green:
		g = g.and("NOT m.paused AND m.due_at >= ? AND m.yellow_at > ?", now, now)
	}
	if f.Paused {
		g = g.and("m.paused")
	}
	return g
}

// grasp chooses what a list is made of: the grip with the fewest cases, when they
// are few. It decides how a list is read, never what is in it.
func (f *filter) grasp(ctx context.Context, tx *sqldb.Tx) error {
	least := f.few + 1
	for _, g := range f.grips() {
		c := sqldb.NewCond().And(g.cond, g.args...)
		n, err := sqldb.One(ctx, tx.Varied(), sqldb.Scalar[int], `SELECT COUNT(*) FROM (SELECT 1 FROM `+g.table+` m WHERE `+c.Where()+` LIMIT `+c.Arg(f.few+1)+`) AS found`, c.Args()...)
		if err != nil {
			return err
		}
		if n < least {
			least, f.grasped = n, &g
		}
	}
	return nil
}

// recolour asks for another colour. Of a clock that is part of what the list is made
// of, so that is chosen anew.
func (f *filter) recolour(ctx context.Context, tx *sqldb.Tx, colour calendar.Light, paused bool) error {
	f.Colour, f.Paused = colour, paused
	if f.Clock == "" {
		return nil
	}
	f.grasped = nil
	return f.grasp(ctx, tx)
}

// source is what a list reads from: all cases, or the few that were gathered. The
// gathered ones come first, and no more than they can be: both planners then look
// them up one by one.
func (f filter) source(c *sqldb.Cond) string {
	if f.grasped == nil {
		return "casework_case c"
	}
	inner := sqldb.NewCond(c.Args()...).And(f.grasped.cond, f.grasped.args...)
	for _, arg := range inner.Args()[len(c.Args()):] {
		c.Arg(arg)
	}
	gathered := `(SELECT DISTINCT m.case_id FROM ` + f.grasped.table + ` m WHERE ` + inner.Where() + ` LIMIT ` + c.Arg(f.few) + `) few`
	c.And("c.id = few.case_id")
	return gathered + ` CROSS JOIN casework_case c`
}

// addMarks puts the conditions that no column of the case answers.
func (f filter) addMarks(c *sqldb.Cond) {
	equal(c, "c.outcome", f.Outcome)
	equal(c, "c.closing_kind", f.Closing)
	equal(c, "c.intake_org", f.Intake)
	equal(c, "c.handler_id", f.Handler)
	if f.PeopleMax > 0 {
		c.And("c.people <= ?", f.PeopleMax)
	}
	if f.AmountMin > 0 {
		c.And("c.amount_fen >= ?", f.AmountMin)
	}
	if f.AmountMax > 0 {
		c.And("c.amount_fen <= ?", f.AmountMax)
	}
	for _, g := range f.grips() {
		if !g.shown {
			g.addTo(c, "EXISTS")
		}
	}
	for _, t := range f.Lacks {
		mark(markTrait, string(t)).addTo(c, "NOT EXISTS")
	}
	f.addParty(c)
}

func (g grip) addTo(c *sqldb.Cond, exists string) {
	c.And(hide(exists+" (SELECT 1 FROM "+g.table+" m WHERE m.case_id = c.id AND "+g.cond+" LIMIT 1 OFFSET 0)"), g.args...)
}

// addParty keeps the cases in which somebody's name holds every word.
func (f filter) addParty(c *sqldb.Cond) {
	switch {
	case f.party.Empty():
	case f.named != nil:
		c.And(`c.id IN (` + f.named(c) + `)`)
	default:
		c.And(hide(`EXISTS (SELECT 1 FROM search_doc d WHERE d.id = c.id AND ` + f.partyHolds(c) + ` LIMIT 1 OFFSET 0)`))
	}
}

// partyHolds is the condition on search_doc d, its arguments added to c.
func (f filter) partyHolds(c *sqldb.Cond) string {
	inner := sqldb.NewCond(c.Args()...)
	f.party.Holds(inner, search.InNames)
	for _, arg := range inner.Args()[len(c.Args()):] {
		c.Arg(arg)
	}
	return inner.Where()
}

// lookUpParty reads the name of a filter; where few cases have it the index
// gathers them.
func (f *filter) lookUpParty(ctx context.Context, tx *sqldb.Tx) error {
	if f.party = search.Parse(f.Party); f.party.Empty() {
		return nil
	}
	common, err := search.Common(ctx, tx, f.party)
	if err == nil && !common {
		f.named = func(c *sqldb.Cond) string {
			candidates := f.party.Candidates(tx, c, search.InNames, sqldb.Window{Desc: true})
			return `SELECT d.id FROM (` + candidates + `) g CROSS JOIN search_doc d WHERE d.seq = g.seq AND ` + f.partyHolds(c)
		}
	}
	return err
}

// marksAgree reports whether the rows a case is filtered by say what the case says.
func marksAgree(ctx context.Context, tx *sqldb.Tx, c Case) (bool, error) {
	marks, measures, err := readMarks(ctx, tx, c.ID)
	return slices.Equal(marks, c.marks()) && slices.Equal(measures, c.measures()), err
}

// tagsOf are the tags of cases, sorted.
func tagsOf(ctx context.Context, tx *sqldb.Tx, ids []string) (map[string][]string, error) {
	out := map[string][]string{}
	if len(ids) == 0 {
		return out, nil
	}
	c := sqldb.NewCond().And("kind = ? AND case_id IN (?)", markTag, ids)
	_, err := sqldb.All(ctx, tx, func(r sqldb.Row) (id string, err error) {
		var code string
		err = r.Scan(&id, &code)
		out[id] = append(out[id], code)
		return id, err
	}, `SELECT case_id, value FROM casework_mark WHERE `+c.Where()+` ORDER BY case_id, value`, c.Args()...)
	return out, err
}
