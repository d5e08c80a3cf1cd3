package casework

import (
	"context"
	"encoding/json"

	"hemu/internal/access"
	"hemu/internal/diary"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// agenda reads the sessions of an agenda that the reader may see.
func agenda(ctx context.Context, tx *sqldb.Tx, reader access.Reader, user string, ask AgendaAsk, limit int) ([]agendaRow, error) {
	c := sqldb.NewCond().And("s.begins_at >= ? AND s.begins_at < ? AND s.ends_at > ?",
		ask.Span.From.Add(-longest).UnixMilli(), ask.Span.Until.UnixMilli(), ask.Span.From.UnixMilli())
	if !ask.Cancelled {
		c.And("s.state <> 'cancelled'")
	}
	switch ask.Whose {
	case UnitSessions:
		c.And("s.org_id = ?", ask.Org)
	case BelowSessions:
		unit, err := org.Get(ctx, tx, ask.Org)
		if err != nil {
			return nil, err
		}
		from, to := sqldb.Below(unit.Path)
		c.And("EXISTS (SELECT 1 FROM casework_reach h WHERE h.case_id = s.case_id AND h.org_id = s.org_id AND h.org_path >= ? AND h.org_path < ?)", from, to)
	default:
		c.And("c.handler_id = ? OR EXISTS (SELECT 1 FROM casework_engaged e WHERE e.session_id = s.id AND e.kind IN (?) AND e.ref = ?)",
			user, []string{string(diary.APerson), held}, user)
	}
	reader.Cases(c)
	return sqldb.All(ctx, tx, func(r sqldb.Row) (a agendaRow, err error) {
		var data string
		if err := r.Scan(&a.id, &a.no, &a.title, &a.confidential, sqldb.Time{T: &a.ended}, &data); err != nil {
			return a, err
		}
		return a, json.Unmarshal([]byte(data), &a.Session)
	}, `SELECT c.id, c.no, c.title, c.confidential, c.updated_at, p.data FROM casework_session s JOIN casework_case c ON c.id = s.case_id
		JOIN casework_part p ON p.id = s.id WHERE `+c.Where()+` ORDER BY s.begins_at, s.id LIMIT `+c.Arg(limit), c.Args()...)
}
