package casework

import (
	"context"
	"time"

	"hemu/internal/sqldb"
)

// destroySeal throws away the key of a case: what was sealed under it, here and in
// every ledger body and copy of the database, opens no more. The row stays and says
// that there was one.
func destroySeal(ctx context.Context, tx *sqldb.Tx, id ID) error {
	_, err := tx.Exec(ctx, `UPDATE casework_seal SET wrapped = '' WHERE case_id = $1`, string(id))
	return err
}

// blankReasons throws away what people wrote of why they printed names.
func blankReasons(ctx context.Context, tx *sqldb.Tx, id ID) error {
	_, err := tx.Exec(ctx, `UPDATE casework_reading SET reason = '' WHERE case_id = $1 AND reason <> ''`, string(id))
	return err
}

// deleteDraftsOf throws away what people were typing about a case.
func deleteDraftsOf(ctx context.Context, tx *sqldb.Tx, id ID) error {
	_, err := tx.Exec(ctx, `DELETE FROM casework_draft WHERE lower(kind) LIKE $1`, "%"+draftOf(id))
	return err
}

// Hung are those of some files that a case has.
func Hung(ctx context.Context, tx *sqldb.Tx, digests []string) (map[string]bool, error) {
	hung := map[string]bool{}
	if len(digests) == 0 {
		return hung, nil
	}
	c := sqldb.NewCond().And("kind = ? AND value IN (?)", markFile, digests)
	found, err := sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT DISTINCT value FROM casework_mark WHERE `+c.Where(), c.Args()...)
	for _, d := range found {
		hung[d] = true
	}
	return hung, err
}

// Marked reports whether every case has its marks: until the job that gives them to
// cases from before an upgrade is through, nobody knows which files are used.
func Marked(ctx context.Context, tx *sqldb.Tx) (bool, error) {
	n, err := sqldb.One(ctx, tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM (SELECT case_id FROM casework_unmarked LIMIT 1) u`)
	return n == 0, err
}

// keptRow is a file at an end that is still whole.
type keptRow struct {
	id string
	at int64
}

// keptBefore lists files at an end since before an instant, in the order of those ends.
func keptBefore(ctx context.Context, tx *sqldb.Tx, visible func(*sqldb.Cond), period string, before time.Time, after keptRow, limit int) ([]keptRow, error) {
	c := sqldb.NewCond().And("m.kind = ? AND m.value < ?", measureKept+period, before.UnixMilli()).And("(m.value, m.case_id) > (?, ?)", after.at, after.id)
	visible(c)
	return sqldb.All(ctx, tx, func(r sqldb.Row) (v keptRow, err error) {
		return v, r.Scan(&v.id, &v.at)
	}, `SELECT c.id, m.value FROM casework_measure m JOIN casework_case c ON c.id = m.case_id
		WHERE `+c.Where()+` ORDER BY m.value, m.case_id LIMIT `+c.Arg(limit), c.Args()...)
}
