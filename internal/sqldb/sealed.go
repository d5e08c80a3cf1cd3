package sqldb

import (
	"context"

	"hemu/internal/vault"
)

// Sealed is a column of texts sealed straight under the current master key (Ring.Seal):
// what a rotation has to bring under the new one. All but Place are names of the schema.
type Sealed struct {
	Table, ID, Column string // ID is the primary key, a text
	Place             string // that the texts are sealed for
}

// sealedPage is how many texts are sealed anew in one transaction.
const sealedPage = 200

type sealedText struct{ id, text string }

func (s Sealed) page(ctx context.Context, tx *Tx, after string) ([]sealedText, error) {
	return All(ctx, tx, func(r Row) (t sealedText, err error) { return t, r.Scan(&t.id, &t.text) },
		`SELECT `+s.ID+`, `+s.Column+` FROM `+s.Table+` WHERE `+s.ID+` > $1 ORDER BY `+s.ID+` LIMIT $2`, after, sealedPage)
}

// Under adds to used how many of the texts lie under each master key, by its name. It
// reads the table whole, so it is for operators.
func (s Sealed) Under(ctx context.Context, tx *Tx, used map[string]int64) error {
	for after := ""; ; {
		all, err := s.page(ctx, tx, after)
		if err != nil || len(all) == 0 {
			return err
		}
		for _, t := range all {
			if after = t.id; vault.IsSealed(t.text) {
				used[vault.MasterOf(t.text)]++
			}
		}
	}
}

// Reseal brings the texts under the current master key, page by page beside the work
// that goes on. It can be stopped and run again at any time.
func (s Sealed) Reseal(ctx context.Context, db *DB) error {
	for after, more := "", true; more; {
		err := db.Write(ctx, func(tx *Tx) error {
			all, err := s.page(ctx, tx, after)
			more = len(all) > 0
			for _, t := range all {
				if err != nil {
					return err
				}
				after = t.id
				var again string
				var changed bool
				if again, changed, err = tx.Ring.Reseal(s.Place, t.text); changed {
					// What was written anew meanwhile is under the current master already.
					_, err = tx.Exec(ctx, `UPDATE `+s.Table+` SET `+s.Column+` = $1 WHERE `+s.ID+` = $2 AND `+s.Column+` = $3`, again, t.id, t.text)
				}
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
