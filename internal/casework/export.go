package casework

import (
	"context"
	"slices"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/ident"
	"hemu/internal/sqldb"
)

// exportPage is how many cases of an export are read, and put on record as looked at,
// at a time.
const exportPage = 200

// Exported is a case as an export shows it.
type Exported struct {
	Row
	Applicants  []string // names, aliases of concealed people; only where asked for
	Respondents []string
}

// Walk hands every case of a selection that the actor may see to page, in the order of
// the selection, all on one picture of the database. count is how many there are.
// names adds those of the parties. Nothing is written: whoever keeps what page got
// puts it on record (Looked). Errors: those of List, and of page, which end the walk.
func (s *Service) Walk(
	ctx context.Context, actor access.Actor, sel Selection, names bool, count func(int) error, page func(context.Context, *sqldb.Tx, []Exported) error,
) error {
	if sel.Sort.By == "" || sel.Sort.By == ByMatch {
		sel.Sort = Sort{By: ByDue}
	}
	if _, ok := sortColumns[sel.Sort.By]; !ok {
		return fault.BadField("case.sort_unknown", "sort")
	}
	if len(sel.IDs) > MostNamed {
		return fault.BadField("case.bulk_many", "ids").With(fault.Args{"most": MostNamed})
	}
	return s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		f, err := s.filter(ctx, tx, actor, sel.Filter)
		if err != nil {
			return err
		}
		f.chosen = sel.IDs
		n, err := countAll(ctx, tx, access.ReaderOf(actor), f)
		if err == nil {
			err = count(n)
		}
		for from := (cursor{By: sel.Sort.By}); err == nil; {
			var rows []Row
			if rows, err = list(ctx, tx, access.ReaderOf(actor), f, sel.Sort, from, exportPage); err != nil {
				return err
			}
			found := paged(rows, from, sel.Sort, exportPage, func(r Row) (string, string) { return r.sortKey(sel.Sort.By), string(r.ID) })
			if len(found.Items) == 0 {
				return nil
			}
			var out []Exported
			if out, err = s.exported(ctx, tx, actor, found.Items, names); err == nil {
				err = page(ctx, tx, out)
			}
			if found.Next == "" || err != nil {
				return err
			}
			if from, err = parseCursor(found.Next, sel.Sort); err != nil {
				return err
			}
		}
		return err
	})
}

func (s *Service) exported(ctx context.Context, tx *sqldb.Tx, actor access.Actor, rows []Row, names bool) ([]Exported, error) {
	if err := s.dress(ctx, tx, rows); err != nil {
		return nil, err
	}
	out := make([]Exported, len(rows))
	for i, r := range rows {
		out[i].Row = r
		if !names {
			continue
		}
		c, err := load(ctx, tx, r.ID)
		if err != nil {
			return nil, err
		}
		c = c.veilFor(actor).over(c)
		for _, p := range c.Parties {
			if c.restricted(&p) { // a table goes out of the house
				p.Name = string(ident.MaskName(p.Name))
			}
			switch p.Role {
			case "applicant":
				out[i].Applicants = append(out[i].Applicants, p.Name)
			case "respondent":
				out[i].Respondents = append(out[i].Respondents, p.Name)
			}
		}
	}
	return out, nil
}

// Looked puts on record that the actor looked at cases, in the transaction of what
// shows them: once for each in an hour. what is the purpose, as Reading has it. Whoever
// shows them proves it by one entry of the ledger with a digest of all ids.
func Looked(ctx context.Context, tx *sqldb.Tx, actor access.Actor, ids []ID, what string) error {
	return insertReadings(ctx, tx, ids, Reading{User: actor.UserID, Org: actor.Acting.OrgID, Role: string(actor.Acting.Role), What: what, At: tx.Now})
}

// StillSees reports whether the actor may see every one of some cases, which must be
// different ones.
func StillSees(ctx context.Context, tx *sqldb.Tx, actor access.Actor, ids []ID) (bool, error) {
	for part := range slices.Chunk(ids, 500) {
		n, err := countSeen(ctx, tx, access.ReaderOf(actor), part)
		if err != nil || n < len(part) {
			return false, err
		}
	}
	return true, nil
}
