package casework

import (
	"cmp"
	"context"
	"slices"

	"hemu/internal/sqldb"
	"hemu/internal/vault"
)

// identifierRow says that a party has the number with this keyed hash.
type identifierRow struct{ party, hash string }

func distinctIdentifiers(rows []identifierRow) []identifierRow {
	slices.SortFunc(rows, func(a, b identifierRow) int {
		return cmp.Or(cmp.Compare(a.party, b.party), cmp.Compare(a.hash, b.hash))
	})
	return slices.Compact(rows)
}

func insertSeal(ctx context.Context, tx *sqldb.Tx, id ID, wrapped string) error {
	return tx.Later(ctx, `INSERT INTO casework_seal (case_id, wrapped) VALUES ($1, $2)`, string(id), wrapped)
}

func writeIdentifiers(ctx context.Context, tx *sqldb.Tx, before, after Case) error {
	was, err := before.identifiers(tx)
	if err != nil {
		return err
	}
	is, err := after.identifiers(tx)
	if err != nil {
		return err
	}
	gone, come := differ(was, is)
	w := writer{ctx: ctx, tx: tx}
	for _, r := range gone {
		w.exec(`DELETE FROM casework_identifier WHERE part_id = $1 AND hash = $2`, r.party, r.hash)
	}
	for _, r := range come {
		w.exec(`INSERT INTO casework_identifier (part_id, hash, case_id) VALUES ($1, $2, $3)`, r.party, r.hash, string(after.ID))
	}
	return w.err
}

func readIdentifiers(ctx context.Context, tx *sqldb.Tx, id ID) ([]identifierRow, error) {
	rows, err := sqldb.All(ctx, tx, func(r sqldb.Row) (v identifierRow, err error) {
		return v, r.Scan(&v.party, &v.hash)
	}, `SELECT part_id, hash FROM casework_identifier WHERE case_id = $1`, string(id))
	return distinctIdentifiers(rows), err
}

// SealedUnder counts what lies under each master key, by the master's name: keys
// of cases and drafts. It reads both tables whole, so it is for operators.
func SealedUnder(ctx context.Context, tx *sqldb.Tx) (map[string]int64, error) {
	used := map[string]int64{}
	for _, query := range []string{`SELECT wrapped FROM casework_seal WHERE wrapped <> ''`, `SELECT payload FROM casework_draft`} {
		rows, err := tx.Query(ctx, query)
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			var text string
			if err := rows.Scan(&text); err != nil {
				rows.Close()
				return nil, err
			}
			used[vault.MasterOf(text)]++
		}
		rows.Close()
		if err := rows.Err(); err != nil {
			return nil, err
		}
	}
	return used, nil
}

// wrapPage is how many keys are wrapped anew in one transaction.
const wrapPage = 200

// Rewrap brings every key of a case, and every draft, under the current master,
// page by page beside the work that goes on. It can be stopped and run again at
// any time; told is called after each page with how many were done in all. What
// was stored before there was a vault is sealed on the way.
func Rewrap(ctx context.Context, db *sqldb.DB, told func(done int64)) error {
	done := int64(0)
	for _, page := range []func(context.Context, *sqldb.Tx, string) (last string, n int64, err error){sealPage, rewrapPage, resealPage} {
		for after, more := "", true; more; {
			err := db.Write(ctx, func(tx *sqldb.Tx) error {
				last, n, err := page(ctx, tx, after)
				after, more, done = last, last != "", done+n
				return err
			})
			if err != nil {
				return err
			}
			told(done)
		}
	}
	return nil
}

// pair is an id and what is stored for it.
type pair struct{ id, text string }

func scanPair(r sqldb.Row) (p pair, err error) { return p, r.Scan(&p.id, &p.text) }

// sealPage seals cases from before the vault, which have no key yet.
func sealPage(ctx context.Context, tx *sqldb.Tx, after string) (last string, n int64, err error) {
	ids, err := sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT c.id FROM casework_case c LEFT JOIN casework_seal s ON s.case_id = c.id
		WHERE s.case_id IS NULL AND c.id > $1 ORDER BY c.id LIMIT $2`, after, wrapPage)
	for _, id := range ids {
		if err != nil {
			return last, n, err
		}
		if err = lock(ctx, tx, id); err == nil {
			err = sealOld(ctx, tx, ID(id))
		}
		last, n = id, n+1
	}
	return last, n, err
}

// sealOld seals one case from before the vault; what the ledger said of it then
// stays as it was said.
func sealOld(ctx context.Context, tx *sqldb.Tx, id ID) error {
	c, err := load(ctx, tx, id)
	if err != nil || !c.key.IsZero() {
		return err
	}
	if err := c.ensureKey(ctx, tx); err != nil {
		return err
	}
	return sealParts(ctx, tx, c)
}

// sealParts seals what a case with a new key had stored in plain.
func sealParts(ctx context.Context, tx *sqldb.Tx, c Case) error {
	parts, err := c.parts()
	w := writer{ctx: ctx, tx: tx, err: err}
	for _, p := range parts {
		if !sealedParts[p.kind] || w.err != nil {
			continue
		}
		var sealed []byte
		if sealed, w.err = c.sealed([]byte(p.data)); w.err == nil {
			w.exec(`UPDATE casework_part SET data = $1 WHERE id = $2`, string(sealed), p.id)
		}
	}
	if w.err != nil {
		return w.err
	}
	return writeIdentifiers(ctx, tx, Case{}, c)
}

func rewrapPage(ctx context.Context, tx *sqldb.Tx, after string) (last string, n int64, err error) {
	rows, err := sqldb.All(ctx, tx, scanPair, `SELECT case_id, wrapped FROM casework_seal WHERE case_id > $1 AND wrapped <> '' ORDER BY case_id LIMIT $2`, after, wrapPage)
	for _, r := range rows {
		if err != nil {
			return last, n, err
		}
		c := Case{ID: ID(r.id)}
		again, changed, wrong := tx.Ring.Rewrap(c.subject(), r.text)
		if err = wrong; err == nil && changed {
			n++
			_, err = tx.Exec(ctx, `UPDATE casework_seal SET wrapped = $1 WHERE case_id = $2 AND wrapped = $3`, again, r.id, r.text)
		}
		last = r.id
	}
	return last, n, err
}

func resealPage(ctx context.Context, tx *sqldb.Tx, after string) (last string, n int64, err error) {
	rows, err := sqldb.All(ctx, tx, scanPair, `SELECT id, payload FROM casework_draft WHERE id > $1 ORDER BY id LIMIT $2`, after, wrapPage)
	for _, r := range rows {
		if err != nil {
			return last, n, err
		}
		again, changed, wrong := tx.Ring.Reseal(draftPlace, r.text)
		if err = wrong; err == nil && changed {
			n++
			// Not the version: nobody typed anything. A draft saved meanwhile stays.
			_, err = tx.Exec(ctx, `UPDATE casework_draft SET payload = $1 WHERE id = $2 AND payload = $3`, again, r.id, r.text)
		}
		last = r.id
	}
	return last, n, err
}
