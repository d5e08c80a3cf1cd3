package retention

import (
	"context"
	"time"

	"hemu/internal/access"
	"hemu/internal/casework"
	"hemu/internal/sqldb"
)

const batchColumns = `b.id, b.org_id, o.name, o.path, b.state, b.no, b.reason, b.found_at, b.proposed_by, b.proposed_at, b.decided_by, b.decided_org,
	b.decided_role, b.decided_at, b.note, b.done_at, b.replayed_at, b.version`

func scanBatch(r sqldb.Row) (b Batch, err error) {
	return b, r.Scan(&b.ID, &b.Org, &b.OrgName, &b.OrgPath, &b.State, &b.No, &b.Reason, sqldb.Time{T: &b.FoundAt}, &b.ProposedBy,
		sqldb.Time{T: &b.ProposedAt}, &b.DecidedBy, &b.DecidedOrg, &b.DecidedRole, sqldb.Time{T: &b.DecidedAt}, &b.Note, sqldb.Time{T: &b.DoneAt}, sqldb.Time{T: &b.ReplayedAt}, &b.Version)
}

func find(ctx context.Context, tx *sqldb.Tx, id string) (Batch, error) {
	b, err := sqldb.One(ctx, tx, scanBatch, `SELECT `+batchColumns+` FROM retention_batch b JOIN org_unit o ON o.id = b.org_id WHERE b.id = $1`, id)
	if sqldb.IsNoRows(err) {
		return b, ErrNotFound
	}
	if err != nil {
		return b, err
	}
	b.Items, err = sqldb.All(ctx, tx, func(r sqldb.Row) (i Item, err error) {
		return i, r.Scan(&i.Case, &i.No, &i.Category, &i.Period, &i.Rule, &i.Years, &i.From, &i.Due, &i.Outcome, &i.Why, &i.Files, &i.Entries, sqldb.Time{T: &i.At})
	}, `SELECT case_id, case_no, category, period, rule_id, years, kept_from, due_on, outcome, why, files, entries, at
		FROM retention_item WHERE batch_id = $1 ORDER BY due_on, case_id`, id)
	b.count()
	return b, err
}

// count adds up what became of the items.
func (b *Batch) count() {
	b.Cases, b.Destroyed, b.Files, b.Entries = len(b.Items), 0, 0, 0
	for _, i := range b.Items {
		if i.Outcome == ItemDestroyed {
			b.Destroyed, b.Files, b.Entries = b.Destroyed+1, b.Files+i.Files, b.Entries+i.Entries
		}
	}
}

// mostBatches is how many a list shows: a year of an archive has a dozen.
const mostBatches = 200

func listBatches(ctx context.Context, tx *sqldb.Tx, from, to string, states []State) ([]Batch, error) {
	c := sqldb.NewCond().And("o.path >= ? AND o.path < ?", from, to)
	if len(states) > 0 {
		c.And("b.state IN (?)", texts(states))
	}
	return sqldb.All(ctx, tx, func(r sqldb.Row) (b Batch, err error) {
		return b, r.Scan(&b.ID, &b.Org, &b.OrgName, &b.OrgPath, &b.State, &b.No, &b.Reason, sqldb.Time{T: &b.FoundAt}, &b.ProposedBy,
			sqldb.Time{T: &b.ProposedAt}, &b.DecidedBy, &b.DecidedOrg, &b.DecidedRole, sqldb.Time{T: &b.DecidedAt}, &b.Note, sqldb.Time{T: &b.DoneAt}, sqldb.Time{T: &b.ReplayedAt}, &b.Version,
			&b.Cases, &b.Destroyed, &b.Files, &b.Entries)
	}, `SELECT `+batchColumns+`,
		(SELECT COUNT(*) FROM retention_item i WHERE i.batch_id = b.id),
		(SELECT COUNT(*) FROM retention_item i WHERE i.batch_id = b.id AND i.outcome = 'destroyed'),
		(SELECT CAST(COALESCE(SUM(i.files), 0) AS BIGINT) FROM retention_item i WHERE i.batch_id = b.id),
		(SELECT CAST(COALESCE(SUM(i.entries), 0) AS BIGINT) FROM retention_item i WHERE i.batch_id = b.id)
		FROM retention_batch b JOIN org_unit o ON o.id = b.org_id
		WHERE `+c.Where()+` ORDER BY b.found_at DESC, b.id DESC LIMIT `+c.Arg(mostBatches), c.Args()...)
}

// countSeen counts anew, of each batch, the cases the reader may see.
func countSeen(ctx context.Context, tx *sqldb.Tx, r access.Reader, list []Batch) error {
	ids, at := make([]string, len(list)), map[string]*Batch{}
	for i := range list {
		b := &list[i]
		ids[i], at[b.ID] = b.ID, b
		b.Cases, b.Destroyed, b.Files, b.Entries = 0, 0, 0, 0
	}
	c := sqldb.NewCond().And("i.batch_id IN (?)", ids)
	r.Stepwise().Cases(c)
	_, err := sqldb.All(ctx, tx, func(row sqldb.Row) (seen Batch, err error) {
		if err = row.Scan(&seen.ID, &seen.Cases, &seen.Destroyed, &seen.Files, &seen.Entries); err == nil {
			b := at[seen.ID]
			b.Cases, b.Destroyed, b.Files, b.Entries = seen.Cases, seen.Destroyed, seen.Files, seen.Entries
		}
		return seen, err
	}, `SELECT i.batch_id, COUNT(*), SUM(CASE WHEN i.outcome = 'destroyed' THEN 1 ELSE 0 END), CAST(SUM(i.files) AS BIGINT), CAST(SUM(i.entries) AS BIGINT)
		FROM retention_item i JOIN casework_case c ON c.id = i.case_id WHERE `+c.Where()+` GROUP BY i.batch_id`, c.Args()...)
	return err
}

func insertBatch(ctx context.Context, tx *sqldb.Tx, b Batch) error {
	if _, err := tx.Exec(ctx, `INSERT INTO retention_batch (id, org_id, state, no, reason, found_at, proposed_by, proposed_at, decided_by, decided_org,
		decided_role, decided_at, note, done_at, version) VALUES ($1, $2, $3, '', $4, $5, $6, $7, '', '', '', NULL, '', NULL, 1)`,
		b.ID, b.Org, string(b.State), b.Reason, b.FoundAt.UnixMilli(), b.ProposedBy, sqldb.Millis(b.ProposedAt)); err != nil {
		return err
	}
	return insertItems(ctx, tx, b)
}

func insertItems(ctx context.Context, tx *sqldb.Tx, b Batch) error {
	for _, i := range b.Items {
		if _, err := tx.Exec(ctx, `INSERT INTO retention_item (batch_id, case_id, case_no, category, period, rule_id, years, kept_from, due_on, outcome, why,
			files, entries, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
			b.ID, string(i.Case), i.No, i.Category, i.Period, i.Rule, i.Years, i.From, i.Due, i.Outcome, i.Why, i.Files, i.Entries, sqldb.Millis(i.At)); err != nil {
			return err
		}
	}
	return nil
}

// replaceItems writes the items of a batch over those it had.
func replaceItems(ctx context.Context, tx *sqldb.Tx, b Batch) error {
	if _, err := tx.Exec(ctx, `DELETE FROM retention_item WHERE batch_id = $1`, b.ID); err != nil {
		return err
	}
	return insertItems(ctx, tx, b)
}

func updateBatch(ctx context.Context, tx *sqldb.Tx, b Batch) error {
	_, err := tx.Exec(ctx, `UPDATE retention_batch SET state = $1, no = $2, reason = $3, proposed_by = $4, proposed_at = $5, decided_by = $6, decided_org = $7,
		decided_role = $8, decided_at = $9, note = $10, done_at = $11, replayed_at = $12, version = $13 WHERE id = $14`,
		string(b.State), b.No, b.Reason, b.ProposedBy, sqldb.Millis(b.ProposedAt), b.DecidedBy, b.DecidedOrg, string(b.DecidedRole), sqldb.Millis(b.DecidedAt), b.Note,
		sqldb.Millis(b.DoneAt), sqldb.Millis(b.ReplayedAt), b.Version, b.ID)
	return err
}

func updateItem(ctx context.Context, tx *sqldb.Tx, batch string, i Item) error {
	_, err := tx.Exec(ctx, `UPDATE retention_item SET outcome = $1, why = $2, files = $3, entries = $4, at = $5 WHERE batch_id = $6 AND case_id = $7 AND outcome = ''`,
		i.Outcome, i.Why, i.Files, i.Entries, sqldb.Millis(i.At), batch, string(i.Case))
	return err
}

// leaveOut takes cases out of a batch.
func leaveOut(ctx context.Context, tx *sqldb.Tx, batch string, cases []casework.ID) error {
	if len(cases) == 0 {
		return nil
	}
	c := sqldb.NewCond().And("batch_id = ? AND case_id IN (?)", batch, texts(cases))
	_, err := tx.Exec(ctx, `DELETE FROM retention_item WHERE `+c.Where(), c.Args()...)
	return err
}

// left notes that cases are not wanted in a batch, as they are now.
func left(ctx context.Context, tx *sqldb.Tx, cases []casework.ID) error {
	if len(cases) == 0 {
		return nil
	}
	c := sqldb.NewCond().And("id IN (?)", texts(cases))
	_, err := tx.Exec(ctx, `INSERT INTO retention_left (case_id, version, at) SELECT id, version, `+c.Arg(tx.Now.UnixMilli())+` FROM casework_case WHERE `+c.Where()+`
		ON CONFLICT (case_id) DO UPDATE SET version = excluded.version, at = excluded.at`, c.Args()...)
	return err
}

func forgetLeft(ctx context.Context, tx *sqldb.Tx, before time.Time) error {
	_, err := tx.Exec(ctx, `DELETE FROM retention_left WHERE at <= $1`, before.UnixMilli())
	return err
}

// waits is the condition that a batch has not ended.
const waits = `b.state IN ('found', 'proposed', 'approved')`

func waitingOf(ctx context.Context, tx *sqldb.Tx, cases []casework.ID) (map[casework.ID]bool, error) {
	in := map[casework.ID]bool{}
	if len(cases) == 0 {
		return in, nil
	}
	c := sqldb.NewCond().And(waits).And("i.case_id IN (?)", texts(cases))
	ids, err := sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT i.case_id FROM retention_item i JOIN retention_batch b ON b.id = i.batch_id WHERE `+c.Where(), c.Args()...)
	for _, id := range ids {
		in[casework.ID(id)] = true
	}
	return in, err
}

func waiting(ctx context.Context, tx *sqldb.Tx, cases []casework.ID) (bool, error) {
	in, err := waitingOf(ctx, tx, cases)
	return len(in) > 0, err
}

// notAsked leaves out what waits in a batch, and what since an instant was refused, or was
// left out or let go and has not changed.
func notAsked(since time.Time) func(*sqldb.Cond) {
	return func(c *sqldb.Cond) {
		c.And(`c.id NOT IN (SELECT i.case_id FROM retention_item i JOIN retention_batch b ON b.id = i.batch_id
			WHERE `+waits+` OR b.state = 'refused' AND b.decided_at > ?)`, since.UnixMilli())
		c.And(`NOT EXISTS (SELECT 1 FROM retention_left l WHERE l.case_id = c.id AND l.version = c.version AND l.at > ?)`, since.UnixMilli())
	}
}

func insertFiles(ctx context.Context, tx *sqldb.Tx, digests []string) error {
	for _, d := range digests {
		if _, err := tx.Exec(ctx, `INSERT INTO retention_file (digest) VALUES ($1) ON CONFLICT (digest) DO NOTHING`, d); err != nil {
			return err
		}
	}
	return nil
}

func listFiles(ctx context.Context, tx *sqldb.Tx) ([]string, error) {
	return sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT digest FROM retention_file ORDER BY digest`)
}

func deleteFile(ctx context.Context, tx *sqldb.Tx, digest string) error {
	_, err := tx.Exec(ctx, `DELETE FROM retention_file WHERE digest = $1`, digest)
	return err
}

// numberedAfter are batches whose certificate has a number, whole, by id after one.
func numberedAfter(ctx context.Context, tx *sqldb.Tx, after string, limit int) (list []Batch, err error) {
	ids, err := sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT id FROM retention_batch WHERE no <> '' AND id > $1 ORDER BY id LIMIT $2`, after, limit)
	for _, id := range ids {
		b, err := find(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		list = append(list, b)
	}
	return list, err
}

// texts are values as the database knows them.
func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}
