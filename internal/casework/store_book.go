package casework

import (
	"context"
	"maps"
	"slices"
	"time"

	"hemu/internal/access"
	"hemu/internal/diary"
	"hemu/internal/sqldb"
)

// writeBookings writes the sessions of a case and what they take up where it differs.
func writeBookings(ctx context.Context, tx *sqldb.Tx, before, after Case) error {
	var sessions []sessionRow
	var engaged []engagedRow
	if before.ID != "" {
		sessions, engaged = before.bookings()
	}
	newSessions, newEngaged := after.bookings()
	w := writer{ctx: ctx, tx: tx}
	goneSessions, come := differ(sessions, newSessions)
	for _, s := range goneSessions {
		w.exec(`DELETE FROM casework_session WHERE id = $1`, s.id)
	}
	goneEngaged, taken := differ(engaged, newEngaged)
	for _, g := range goneEngaged {
		w.exec(`DELETE FROM casework_engaged WHERE session_id = $1 AND kind = $2 AND ref = $3`, g.session, g.kind, g.ref)
	}
	w.bookings(after.ID, come, taken)
	return w.err
}

// bookings puts rows in. A row that is there stays: a case from before the tables may
// be written by its command and by the job.
func (w *writer) bookings(id ID, sessions []sessionRow, engaged []engagedRow) {
	for _, s := range sessions {
		w.exec(`INSERT INTO casework_session (id, case_id, org_id, state, begins_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
			s.id, string(id), s.org, s.state, s.begins, s.ends)
	}
	for _, g := range engaged {
		w.exec(`INSERT INTO casework_engaged (session_id, kind, ref, begins_at, ends_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
			g.session, g.kind, g.ref, g.begins, g.ends)
	}
}

// bookAnew writes all sessions of a case, whatever was there.
func bookAnew(ctx context.Context, tx *sqldb.Tx, c Case) error {
	w := writer{ctx: ctx, tx: tx}
	w.exec(`DELETE FROM casework_engaged WHERE session_id IN (SELECT id FROM casework_session WHERE case_id = $1)`, string(c.ID))
	w.exec(`DELETE FROM casework_session WHERE case_id = $1`, string(c.ID))
	sessions, engaged := c.bookings()
	w.bookings(c.ID, sessions, engaged)
	return w.err
}

// bookingsAgree reports whether the rows of a case's sessions say what the case says.
func bookingsAgree(ctx context.Context, tx *sqldb.Tx, c Case) (bool, error) {
	sessions, err := sqldb.All(ctx, tx, func(r sqldb.Row) (s sessionRow, err error) {
		return s, r.Scan(&s.id, &s.org, &s.state, &s.begins, &s.ends)
	}, `SELECT id, org_id, state, begins_at, ends_at FROM casework_session WHERE case_id = $1 ORDER BY id`, string(c.ID))
	if err != nil {
		return false, err
	}
	engaged, err := sqldb.All(ctx, tx, func(r sqldb.Row) (g engagedRow, err error) {
		return g, r.Scan(&g.session, &g.kind, &g.ref, &g.begins, &g.ends)
	}, `SELECT e.session_id, e.kind, e.ref, e.begins_at, e.ends_at FROM casework_engaged e JOIN casework_session s ON s.id = e.session_id
		WHERE s.case_id = $1 ORDER BY e.session_id, e.kind, e.ref`, string(c.ID))
	wantSessions, wantEngaged := c.bookings()
	return slices.Equal(sessions, wantSessions) && slices.Equal(engaged, wantEngaged), err
}

// longest is how far back an engagement can have begun that lasts still.
const longest = diary.MostMinutes * time.Minute

// taken is what takes up room, people and parties of a plan in span. A party that sits
// elsewhere is told of only where the reader may open that case, for else planning
// would tell who has another dispute.
func taken(ctx context.Context, tx *sqldb.Tx, reader access.Reader, c Case, plan Session, hashes map[string]string, span diary.Span) ([]Engagement, error) {
	parties, err := elsewhere(ctx, tx, c.ID, hashes)
	if err != nil {
		return nil, err
	}
	var all []Engagement
	cases := map[string]string{} // by session
	for _, of := range []struct {
		kind diary.Kind
		refs []string
	}{{diary.ARoom, distinct([]string{plan.Room})}, {diary.APerson, plan.People}, {diary.AParty, slices.Sorted(maps.Keys(parties))}} {
		if len(of.refs) == 0 {
			continue
		}
		q := sqldb.NewCond().And("e.kind = ? AND e.ref IN (?)", string(of.kind), of.refs).
			And("e.begins_at >= ? AND e.begins_at < ? AND e.ends_at > ?", span.From.Add(-longest).UnixMilli(), span.Until.UnixMilli(), span.From.UnixMilli())
		found, err := sqldb.All(ctx, tx, func(r sqldb.Row) (g Engagement, err error) {
			var id string
			err = r.Scan(&g.Kind, &g.Ref, &g.Session, sqldb.Time{T: &g.Span.From}, sqldb.Time{T: &g.Span.Until}, &id)
			cases[g.Session] = id
			return g, err
		}, `SELECT e.kind, e.ref, e.session_id, e.begins_at, e.ends_at, s.case_id FROM casework_engaged e JOIN casework_session s ON s.id = e.session_id
			WHERE `+q.Where()+` ORDER BY e.begins_at, e.session_id`, q.Args()...)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	numbers, err := numbersSeen(ctx, tx, reader, distinct(slices.Collect(maps.Values(cases))))
	if err != nil {
		return nil, err
	}
	out := all[:0]
	for _, g := range all {
		g.No = numbers[cases[g.Session]]
		if g.Kind == diary.AParty {
			if g.No == "" {
				continue
			}
			g.Ref = parties[g.Ref]
		}
		out = append(out, g)
	}
	return out, nil
}

// elsewhere are the parties of other cases with one of some identity numbers, each
// with the party of this case that is the same person.
func elsewhere(ctx context.Context, tx *sqldb.Tx, id ID, hashes map[string]string) (map[string]string, error) {
	out := map[string]string{}
	if len(hashes) == 0 {
		return out, nil
	}
	c := sqldb.NewCond().And("hash IN (?) AND case_id <> ?", slices.Sorted(maps.Keys(hashes)), string(id))
	_, err := sqldb.All(ctx, tx, func(r sqldb.Row) (part string, err error) {
		var hash string
		err = r.Scan(&part, &hash)
		out[part] = hashes[hash]
		return part, err
	}, `SELECT part_id, hash FROM casework_identifier WHERE `+c.Where()+` ORDER BY part_id LIMIT 1000`, c.Args()...)
	return out, err
}

// numbersSeen are the numbers of those of some cases that the reader may open.
func numbersSeen(ctx context.Context, tx *sqldb.Tx, reader access.Reader, ids []string) (map[string]string, error) {
	out := map[string]string{}
	for part := range slices.Chunk(ids, 500) {
		c := sqldb.NewCond().And("c.id IN (?)", part)
		reader.Cases(c)
		_, err := sqldb.All(ctx, tx, func(r sqldb.Row) (id string, err error) {
			var no string
			err = r.Scan(&id, &no)
			out[id] = no
			return id, err
		}, `SELECT c.id, c.no FROM casework_case c WHERE `+c.Where(), c.Args()...)
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}
