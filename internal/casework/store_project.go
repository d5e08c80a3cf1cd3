package casework

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"strings"

	"hemu/internal/hanzi"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// never is the instant of what has no date: greater than any, so it sorts last.
const never = math.MaxInt64

// next is what of the clocks stands on the case's own row: the foremost, and
// the earliest that any turns yellow.
type next struct {
	kind        ClockKind
	due, yellow int64
	paused      bool
}

func (c *Case) next() next {
	n := next{due: never, yellow: never}
	if k := c.Foremost(); k != nil {
		n.kind, n.due = k.Kind, k.DueMillis()
	}
	for _, k := range c.Clocks {
		if k.Running() && k.Kind != Total {
			n.paused = n.paused || k.Paused()
			n.yellow = min(n.yellow, k.yellowMillis())
		}
	}
	return n
}

func (k Clock) yellowMillis() int64 {
	if k.YellowAt.IsZero() || k.Paused() {
		return never
	}
	return k.YellowAt.UnixMilli()
}

// The rows of the projections, comparable so that they can be diffed.
type (
	clockRow struct {
		id, kind, org, path, handler string
		due, yellow                  int64
		paused, secret               bool
	}
	reachRow struct {
		org, path, how string
		live           bool
	}
	partyRow struct{ id, name, initials, role string }
)

// projections is everything that is searched and joined by, derived from a case.
type projections struct {
	clocks  []clockRow
	reach   []reachRow
	named   []string
	parties []partyRow
}

// project derives the projections of c. Their order is that of their keys.
func project(c Case, paths map[string]string) projections {
	var p projections
	for _, k := range c.Clocks {
		if k.Running() && k.Kind != Total {
			p.clocks = append(p.clocks, clockRow{k.ID, string(k.Kind), k.Org, paths[k.Org], c.Handler, k.DueMillis(), k.yellowMillis(), k.Paused(), c.Confidential})
		}
	}
	next := c.next()
	live := c.State.Open() || next.due != never || next.paused
	for org, how := range c.reach() {
		p.reach = append(p.reach, reachRow{org, paths[org], how, live})
	}
	p.named = slices.Clone(c.Named)
	for _, who := range c.Parties {
		p.parties = append(p.parties, partyRow{who.ID, who.Name, strings.Join(hanzi.InitialsAll(who.Name), " "), who.Role})
	}
	slices.SortFunc(p.clocks, func(a, b clockRow) int { return strings.Compare(a.id, b.id) })
	slices.SortFunc(p.reach, func(a, b reachRow) int { return strings.Compare(a.org, b.org) })
	slices.Sort(p.named)
	slices.SortFunc(p.parties, func(a, b partyRow) int { return strings.Compare(a.id, b.id) })
	return p
}

// reach lists every organisation with a part in the case, past ones too, and the
// closest part it has or had. Whoever must act (on a clock, a request, a
// complaint) has a part, since nobody can act on what they can't open.
func (c *Case) reach() map[string]string {
	out := map[string]string{}
	add := func(org, how string) {
		if _, closer := out[org]; org != "" && !closer {
			out[org] = how
		}
	}
	add(c.Holder, "holder")
	add(c.IntakeOrg, "intake")
	for _, role := range []AssignmentRole{Lead, Assist, Copy} {
		for _, a := range c.Assignments {
			if a.Role == role {
				add(a.To, string(role))
			}
		}
	}
	for _, a := range c.Assignments {
		add(a.From, "sender")
	}
	add(c.Sender, "sender")
	for _, k := range c.Clocks {
		add(k.Org, "clock")
	}
	if c.Merged != nil {
		add(c.Merged.Holder, string(Copy)) // who handles the case it went into reads on
	}
	for _, x := range c.Extensions {
		add(x.To, "superior")
	}
	for _, v := range c.Voices {
		add(v.To, "superior")
	}
	return out
}

func writeProjections(ctx context.Context, tx *sqldb.Tx, before, after Case, paths map[string]string) error {
	was, is := projections{}, project(after, paths)
	if before.ID != "" {
		was = project(before, paths)
	}
	w := writer{ctx: ctx, tx: tx}
	w.project(string(after.ID), was, is)
	if w.err != nil {
		return w.err
	}
	if err := writeMarks(ctx, tx, before, after); err != nil {
		return err
	}
	if err := writeBookings(ctx, tx, before, after); err != nil {
		return err
	}
	return writeIdentifiers(ctx, tx, before, after)
}

// project makes of the projections a case has those it is to have.
func (w *writer) project(id string, was, is projections) {
	clocksGone, clocks := differ(was.clocks, is.clocks)
	for _, k := range clocksGone {
		w.exec(`DELETE FROM casework_clock WHERE id = $1`, k.id)
	}
	for _, k := range clocks {
		w.exec(`INSERT INTO casework_clock (id, case_id, kind, org_id, org_path, handler_id, due_at, yellow_at, paused, secret)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, k.id, id, k.kind, k.org, k.path, k.handler, k.due, k.yellow, k.paused, k.secret)
	}
	reachGone, reach := differ(was.reach, is.reach)
	for _, r := range reachGone {
		w.exec(`DELETE FROM casework_reach WHERE case_id = $1 AND org_id = $2`, id, r.org)
	}
	for _, r := range reach {
		w.exec(`INSERT INTO casework_reach (case_id, org_id, org_path, how, live) VALUES ($1, $2, $3, $4, $5)`, id, r.org, r.path, r.how, r.live)
	}
	namedGone, named := differ(was.named, is.named)
	for _, user := range namedGone {
		w.exec(`DELETE FROM casework_named WHERE case_id = $1 AND user_id = $2`, id, user)
	}
	for _, user := range named {
		w.exec(`INSERT INTO casework_named (case_id, user_id) VALUES ($1, $2)`, id, user)
	}
	partiesGone, parties := differ(was.parties, is.parties)
	for _, p := range partiesGone {
		w.exec(`DELETE FROM casework_party WHERE part_id = $1`, p.id)
	}
	for _, p := range parties {
		w.exec(`INSERT INTO casework_party (part_id, case_id, name, initials, role) VALUES ($1, $2, $3, $4, $5)`, p.id, id, p.name, p.initials, p.role)
	}
}

// projectAnew gives a case from an older program the place in lists that this one reads of
// it: clocks, and when something is due next, which a pause once had never be.
func projectAnew(ctx context.Context, tx *sqldb.Tx, c Case) error {
	ids := slices.Collect(maps.Keys(c.reach()))
	units, err := org.ByID(ctx, tx, ids)
	if err != nil || len(units) < len(ids) {
		return err // the doctor tells of a unit that is unknown
	}
	paths := map[string]string{}
	for id, u := range units {
		paths[id] = u.Path
	}
	stored, err := readProjections(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	w, n := writer{ctx: ctx, tx: tx}, c.next()
	w.project(string(c.ID), stored, project(c, paths))
	w.exec(`UPDATE casework_case SET next_kind = $1, next_due_at = $2, next_yellow_at = $3, paused = $4
		WHERE id = $5 AND (next_kind <> $1 OR next_due_at <> $2 OR next_yellow_at <> $3 OR paused <> $4)`, string(n.kind), n.due, n.yellow, n.paused, string(c.ID))
	return w.err
}

// writer runs statements whose answers nobody needs until one fails, and keeps that failure.
type writer struct {
	ctx context.Context
	tx  *sqldb.Tx
	err error
}

func (w *writer) exec(query string, args ...any) {
	if w.err == nil {
		w.err = w.tx.Later(w.ctx, query, args...)
	}
}

// writeTally moves the counters of cases by holder, state and whether they are
// confidential: minus one where the case was, plus one where it is.
func writeTally(ctx context.Context, tx *sqldb.Tx, before, after Case, paths map[string]string) error {
	if before.Holder == after.Holder && before.State == after.State && before.Confidential == after.Confidential {
		return nil
	}
	type delta struct {
		of *Case
		n  int64
	}
	deltas := []delta{{&after, 1}}
	if before.ID != "" {
		deltas = append(deltas, delta{&before, -1})
	}
	// One order for all transactions, so that none waits for another in a ring.
	slices.SortFunc(deltas, func(a, b delta) int {
		return cmp.Or(strings.Compare(a.of.Holder+string(a.of.State), b.of.Holder+string(b.of.State)), compareBool(a.of.Confidential, b.of.Confidential))
	})
	w := writer{ctx: ctx, tx: tx}
	for _, d := range deltas {
		w.exec(`INSERT INTO casework_tally (org_id, state, secret, org_path, n) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (org_id, state, secret) DO UPDATE SET n = casework_tally.n + excluded.n, org_path = excluded.org_path`,
			d.of.Holder, string(d.of.State), d.of.Confidential, paths[d.of.Holder], d.n)
	}
	return w.err
}

// compareBool orders no before yes.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// movePaths follows a subtree of organisations to another place in the tree.
func movePaths(ctx context.Context, tx *sqldb.Tx, oldPath, newPath string) error {
	from, to := sqldb.Below(oldPath)
	w := writer{ctx: ctx, tx: tx}
	for _, at := range []struct{ table, column string }{
		{"casework_case", "holder_path"}, {"casework_clock", "org_path"}, {"casework_reach", "org_path"}, {"casework_tally", "org_path"},
		{"casework_month", "org_path"},
	} {
		w.exec(`UPDATE `+at.table+` SET `+at.column+` = CAST($1 AS TEXT) || substr(`+at.column+`, CAST($2 AS INTEGER))
			WHERE `+at.column+` >= $3 AND `+at.column+` < $4`, newPath, len(oldPath)+1, from, to)
	}
	return w.err
}

// heldBy lists the cases with something still to do in which an organisation has a
// part; after is the last id of the page before.
func heldBy(ctx context.Context, tx *sqldb.Tx, orgID, after string, limit int) ([]string, error) {
	return sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT c.id FROM casework_reach r JOIN casework_case c ON c.id = r.case_id
		WHERE r.org_id = $1 AND (c.state NOT IN ('declined', 'archived', 'merged') OR EXISTS (SELECT 1 FROM casework_clock k WHERE k.case_id = c.id))
		AND c.id > $2 ORDER BY c.id LIMIT $3`, orgID, after, limit)
}
