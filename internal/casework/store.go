package casework

import (
	"context"
	"encoding/json"
	"fmt"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// ErrNotFound is the answer for a case that does not exist and for one the
// reader may not see: the two must not be told apart.
var ErrNotFound = fault.New(fault.NotFound, "case.not_found")

// changed is the answer to a writer who read an older version of the case.
func changed(current int64) error {
	return fault.New(fault.Conflict, "case.changed").With(fault.Args{"version": current})
}

// load reads a whole case; ErrNotFound when there is none.
func load(ctx context.Context, tx *sqldb.Tx, id ID) (Case, error) {
	c, err := sqldb.One(ctx, tx, scanCase, `SELECT c.data, c.track_hash, c.version, COALESCE(s.wrapped, '') FROM casework_case c
		LEFT JOIN casework_seal s ON s.case_id = c.id WHERE c.id = $1`, string(id))
	if sqldb.IsNoRows(err) {
		return c, ErrNotFound
	}
	if err != nil {
		return c, err
	}
	if c.key, err = tx.Ring.Key(c.subject(), c.key.Wrapped); err != nil {
		return c, err
	}
	parts, err := sqldb.All(ctx, tx, scanPart, `SELECT id, kind, seq, data FROM casework_part WHERE case_id = $1 ORDER BY kind, seq`, string(id))
	for _, p := range parts {
		if err == nil {
			err = c.take(p)
		}
	}
	return c, err
}

func scanCase(r sqldb.Row) (c Case, err error) {
	var data string
	if err := r.Scan(&data, &c.TrackHash, &c.Version, &c.key.Wrapped); err != nil {
		return c, err
	}
	return c, json.Unmarshal([]byte(data), &c)
}

func scanPart(r sqldb.Row) (p part, err error) { return p, r.Scan(&p.id, &p.kind, &p.seq, &p.data) }

// openFacts are the texts of some cases, by id; none of those with somebody concealed.
func openFacts(ctx context.Context, tx *sqldb.Tx, ids []string) (map[ID]string, error) {
	in := sqldb.NewCond().And("c.id IN (?)", ids).
		And(`NOT EXISTS (SELECT 1 FROM casework_part p WHERE p.case_id = c.id AND p.kind = 'party' AND p.data LIKE '%"alias":"%')`)
	rows, err := sqldb.All(ctx, tx, scanPair, `SELECT c.id, c.data FROM casework_case c WHERE `+in.Where(), in.Args()...)
	out := map[ID]string{}
	for _, r := range rows {
		if err == nil {
			out[ID(r.id)], err = factsOf(r.text)
		}
	}
	return out, err
}

// tiedCase is what a list says of a case.
func tiedCase(ctx context.Context, tx *sqldb.Tx, id ID) (t Tied, err error) {
	err = tx.QueryRow(ctx, `SELECT id, no, title, state FROM casework_case WHERE id = $1`, string(id)).Scan(&t.ID, &t.No, &t.Title, &t.State)
	return t, err
}

// findTracked is the id of the case with this hash of a tracking code.
func findTracked(ctx context.Context, tx *sqldb.Tx, hash string) (ID, error) {
	id, err := sqldb.One(ctx, tx, sqldb.Scalar[string], `SELECT id FROM casework_case WHERE track_hash = $1`, hash)
	if sqldb.IsNoRows(err) {
		return "", ErrNotFound
	}
	return ID(id), err
}

// part is one row of casework_part.
type part struct {
	id, kind string
	seq      int64
	data     string
}

// parts takes c apart into the rows it is kept in.
func (c *Case) parts() (all []part, err error) {
	for _, collect := range []func(){
		func() { err = collectParts(&all, "agreement", c.Agreements, func(v Agreement) string { return v.ID }) },
		func() {
			err = collectParts(&all, "assignment", c.Assignments, func(v Assignment) string { return v.ID })
		},
		func() { err = collectParts(&all, "caucus", c.Caucuses, func(v Caucus) string { return v.ID }) },
		func() { err = collectParts(&all, "clock", c.Clocks, func(v Clock) string { return v.ID }) },
		func() { err = collectParts(&all, "contact", c.Contacts, func(v Contacting) string { return v.ID }) },
		func() { err = collectParts(&all, "extension", c.Extensions, func(v Extension) string { return v.ID }) },
		func() { err = collectParts(&all, "file", c.Files, func(v File) string { return v.ID }) },
		func() { err = collectParts(&all, "hazard", c.Hazards, func(v Hazard) string { return v.ID }) },
		func() { err = collectParts(&all, "hold", c.Holds, func(v Holding) string { return v.ID }) },
		func() { err = collectParts(&all, "party", c.Parties, func(v Party) string { return v.ID }) },
		func() { err = collectParts(&all, "request", c.Requests, func(v DataRequest) string { return v.ID }) },
		func() { err = collectParts(&all, "report", c.Reports, func(v Reporting) string { return v.ID }) },
		func() { err = collectParts(&all, "screening", c.Screenings, func(v Screening) string { return v.ID }) },
		func() { err = collectParts(&all, "session", c.Sessions, func(v Session) string { return v.ID }) },
		func() { err = collectParts(&all, "slip", c.Slips, func(v Slip) string { return v.ID }) },
		func() { err = collectParts(&all, "visit", c.Visits, func(v Visit) string { return v.ID }) },
		func() { err = collectParts(&all, "voice", c.Voices, func(v Voice) string { return v.ID }) },
	} {
		if collect(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func collectParts[T any](all *[]part, kind string, list []T, id func(T) string) error {
	for i, v := range list {
		raw, err := json.Marshal(v)
		if err != nil {
			return err
		}
		*all = append(*all, part{id(v), kind, int64(i), string(raw)})
	}
	return nil
}

// take puts one row back where it belongs in c.
func (c *Case) take(p part) error {
	if sealedParts[p.kind] {
		plain, err := c.unseal([]byte(p.data))
		if err != nil {
			return err
		}
		p.data = string(plain)
	}
	switch p.kind {
	case "agreement":
		return putPart(&c.Agreements, p)
	case "assignment":
		return putPart(&c.Assignments, p)
	case "caucus":
		return putPart(&c.Caucuses, p)
	case "clock":
		return putPart(&c.Clocks, p)
	case "contact":
		return putPart(&c.Contacts, p)
	case "extension":
		return putPart(&c.Extensions, p)
	case "file":
		return putPart(&c.Files, p)
	case "hazard":
		return putPart(&c.Hazards, p)
	case "hold":
		return putPart(&c.Holds, p)
	case "party":
		return putPart(&c.Parties, p)
	case "request":
		return putPart(&c.Requests, p)
	case "report":
		return putPart(&c.Reports, p)
	case "screening":
		return putPart(&c.Screenings, p)
	case "session":
		return putPart(&c.Sessions, p)
	case "slip":
		return putPart(&c.Slips, p)
	case "visit":
		return putPart(&c.Visits, p)
	case "voice":
		return putPart(&c.Voices, p)
	}
	return fmt.Errorf("casework: unknown part %q of case %s", p.kind, c.ID)
}

func putPart[T any](list *[]T, p part) error {
	var v T
	err := json.Unmarshal([]byte(p.data), &v)
	*list = append(*list, v)
	return err
}

// save writes what differs between before and after, projections and counters
// with it, and returns after with its new version. A zero before is a new case.
// paths holds the tree path of every organisation either of the two names.
func save(ctx context.Context, tx *sqldb.Tx, before, after Case, paths map[string]string) (Case, error) {
	after.Version = before.Version + 1
	if err := writeCase(ctx, tx, after, paths); err != nil {
		return after, err
	}
	after.key = before.key
	if err := after.ensureKey(ctx, tx); err != nil {
		return after, err
	}
	if before.ID != "" && before.key.IsZero() { // from before the vault
		old := before
		old.key = after.key
		if err := sealParts(ctx, tx, old); err != nil {
			return after, err
		}
	}
	if err := writeParts(ctx, tx, before, after); err != nil {
		return after, err
	}
	if err := writeProjections(ctx, tx, before, after, paths); err != nil {
		return after, err
	}
	if err := writeSearch(ctx, tx, before, after); err != nil {
		return after, err
	}
	if err := writeTally(ctx, tx, before, after, paths); err != nil {
		return after, err
	}
	return after, writeMonth(ctx, tx, before, after, paths)
}

// caseColumns are the columns of casework_case that change, in the order of
// caseValues.
const caseColumns = `no, county, state, level, batch, difficulty, cause, gb_type, moj_type, channel, region_code, region_path, title,
	people, amount_fen, confidential, intake_org, holder_org, holder_path, handler_id, registrar_id, outcome, closing_kind, next_step,
	next_kind, next_due_at, next_yellow_at, paused, reported_at, accepted_at, closed_at, archived_at, updated_at, track_hash, version, data`

func caseValues(c Case, paths map[string]string) ([]any, error) {
	data, err := json.Marshal(c)
	n := c.next()
	return []any{
		c.No, c.County, string(c.State), string(c.Level), string(c.Batch), string(c.Difficult), c.Cause, c.GBType, c.MOJType, c.Channel,
		c.Region, c.RegionPath, c.Title, int64(c.People), c.AmountFen, c.Confidential, c.IntakeOrg, c.Holder, paths[c.Holder], c.Handler,
		c.Registrar, c.Outcome, c.Closing, c.NextStep, string(n.kind), n.due, n.yellow, n.paused, c.ReportedAt.UnixMilli(),
		sqldb.Millis(c.AcceptedAt), sqldb.Millis(c.ClosedAt), sqldb.Millis(c.ArchivedAt), c.UpdatedAt.UnixMilli(), c.TrackHash, c.Version,
		string(data),
	}, err
}

func writeCase(ctx context.Context, tx *sqldb.Tx, c Case, paths map[string]string) error {
	values, err := caseValues(c, paths)
	if err != nil {
		return err
	}
	if c.Version == 1 {
		return tx.Later(ctx, `INSERT INTO casework_case (`+caseColumns+`, id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
			$13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37)`,
			append(values, string(c.ID))...)
	}
	n, err := tx.Exec(ctx, `UPDATE casework_case SET (`+caseColumns+`) = ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
		$13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36)
		WHERE id = $37 AND version = $38`, append(values, string(c.ID), c.Version-1)...)
	if err == nil && n == 0 {
		return changed(c.Version)
	}
	return err
}

func writeParts(ctx context.Context, tx *sqldb.Tx, before, after Case) error {
	was, err := before.parts()
	if err != nil {
		return err
	}
	is, err := after.parts()
	if err != nil {
		return err
	}
	gone, come := differ(was, is)
	w := writer{ctx: ctx, tx: tx}
	for _, p := range gone {
		w.exec(`DELETE FROM casework_part WHERE id = $1`, p.id)
	}
	for _, p := range come {
		if sealedParts[p.kind] { // compared in plain: sealing the same twice gives two texts
			sealed, err := after.sealed([]byte(p.data))
			if err != nil {
				return err
			}
			p.data = string(sealed)
		}
		w.exec(`INSERT INTO casework_part (id, case_id, kind, seq, data) VALUES ($1, $2, $3, $4, $5)`, p.id, string(after.ID), p.kind, p.seq, p.data)
	}
	return w.err
}

// differ splits rows into those only in was and those only in is. A row that
// changed is in both: it is taken out and put in anew.
func differ[R comparable](was, is []R) (gone, come []R) {
	before := make(map[R]bool, len(was))
	for _, r := range was {
		before[r] = true
	}
	for _, r := range is {
		if !before[r] {
			come = append(come, r)
		}
		delete(before, r)
	}
	for _, r := range was {
		if before[r] {
			gone = append(gone, r)
		}
	}
	return gone, come
}
