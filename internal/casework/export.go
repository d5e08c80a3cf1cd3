package casework

import (
	"context"
	"encoding/json"

	"hemu/internal/access"
	"hemu/internal/ledger"
	"hemu/internal/sqldb"
)

// MostExported is the most rows one export gives; whoever needs more narrows the
// filter. It keeps one request from holding the database for minutes.
const MostExported = 100_000

// exported is what the record keeps of an export: who took how much out, by which
// filter; no content.
type exported struct {
	Filter Filter `json:"filter"`
	Rows   int    `json:"rows"`
	Whole  bool   `json:"whole"`
}

// Export hands every case of a filter the actor may see to row, page by page, and
// puts the export on record in the actor's own stream (mission R5). whole is false
// when there were more than MostExported.
func (s *Service) Export(ctx context.Context, actor access.Actor, f Filter, sort Sort, row func(Row) error) (n int, whole bool, err error) {
	for ask := (Ask{Limit: 200}); ; {
		page, err := s.List(ctx, actor, f, sort, ask)
		if err != nil {
			return n, false, err
		}
		for _, r := range page.Items {
			if err := row(r); err != nil {
				return n, false, err
			}
			n++
		}
		if whole = page.Next == ""; whole || n >= MostExported {
			break
		}
		ask.Cursor = page.Next
	}
	body, err := json.Marshal(exported{f, n, whole})
	if err != nil {
		return n, whole, err
	}
	return n, whole, s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		stream := "user:" + actor.UserID
		if err := tx.Lock(ctx, stream); err != nil {
			return err
		}
		_, err := ledger.Append(ctx, tx, ledger.Entry{
			Stream: stream, Actor: actor.UserID, Org: actor.Acting.OrgID, Role: string(actor.Acting.Role), Verb: "case.export", Body: body,
		})
		return err
	})
}
