package export

import (
	"context"
	"encoding/json"
	"time"

	"hemu/internal/casework"
	"hemu/internal/sqldb"
)

// place binds what was asked for, sealed since a filter may name people, to its table.
const place = "export_job.wanted"

// Sealed is what a rotation of master keys brings under the new one.
var Sealed = sqldb.Sealed{Table: "export_job", ID: "id", Column: "wanted", Place: place}

const jobColumns = `id, user_id, post_id, state, wanted, attempt, total, done, bytes, digest, asked_at, read_at, ended_at`

// scanner reads jobColumns.
func scanner(tx *sqldb.Tx) func(sqldb.Row) (Export, error) {
	return func(r sqldb.Row) (e Export, err error) {
		var sealed string
		if err := r.Scan(&e.ID, &e.UserID, &e.PostID, &e.State, &sealed, &e.attempt, &e.Total, &e.Done, &e.Bytes, &e.Digest,
			sqldb.Time{T: &e.AskedAt}, sqldb.Time{T: &e.ReadAt}, sqldb.Time{T: &e.EndedAt}); err != nil {
			return e, err
		}
		raw, err := tx.Ring.Open(place, sealed)
		if err != nil {
			return e, err
		}
		return e, json.Unmarshal([]byte(raw), &e.Wanted)
	}
}

func insert(ctx context.Context, tx *sqldb.Tx, e Export) error {
	raw, err := json.Marshal(e.Wanted)
	if err != nil {
		return err
	}
	sealed, err := tx.Ring.Seal(place, string(raw))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO export_job (id, user_id, post_id, state, wanted, attempt, total, done, bytes, digest, asked_at)
		VALUES ($1, $2, $3, $4, $5, 0, 0, 0, 0, '', $6)`, e.ID, e.UserID, e.PostID, string(e.State), sealed, e.AskedAt.UnixMilli())
	return err
}

func find(ctx context.Context, tx *sqldb.Tx, id string) (Export, error) {
	e, err := sqldb.One(ctx, tx, scanner(tx), `SELECT `+jobColumns+` FROM export_job WHERE id = $1`, id)
	if sqldb.IsNoRows(err) {
		return e, ErrNotFound
	}
	return e, err
}

func ofUser(ctx context.Context, tx *sqldb.Tx, user string, limit int) ([]Export, error) {
	return sqldb.All(ctx, tx, scanner(tx), `SELECT `+jobColumns+` FROM export_job WHERE user_id = $1 ORDER BY asked_at DESC, id DESC LIMIT $2`, user, limit)
}

func countUnended(ctx context.Context, tx *sqldb.Tx, user string) (int, error) {
	return sqldb.One(ctx, tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM export_job WHERE user_id = $1 AND state IN ('waiting', 'running')`, user)
}

// begin claims an export for one attempt; what an earlier one left is forgotten. false
// when it has ended meanwhile.
func begin(ctx context.Context, tx *sqldb.Tx, e Export) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE export_job SET state = 'running', attempt = $1, total = 0, done = 0, digest = '', read_at = $2
		WHERE id = $3 AND attempt = $4 AND state IN ('waiting', 'running')`, e.attempt+1, tx.Now.UnixMilli(), e.ID, e.attempt)
	if err != nil || n == 0 {
		return false, err
	}
	_, err = tx.Exec(ctx, `DELETE FROM export_page WHERE export_id = $1`, e.ID)
	return true, err
}

// advance notes how far an attempt is; false when it is not the one that counts.
func advance(ctx context.Context, tx *sqldb.Tx, e Export) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE export_job SET total = $1, done = $2 WHERE id = $3 AND attempt = $4 AND state = 'running'`,
		e.Total, e.Done, e.ID, e.attempt)
	return n > 0, err
}

func insertPage(ctx context.Context, tx *sqldb.Tx, id string, seq int, ids []casework.ID) error {
	raw, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO export_page (export_id, seq, ids) VALUES ($1, $2, $3)`, id, seq, string(raw))
	return err
}

// page is the cases of a page; none when there is no such page.
func page(ctx context.Context, tx *sqldb.Tx, id string, seq int) (ids []casework.ID, err error) {
	raw, err := sqldb.One(ctx, tx, sqldb.Scalar[string], `SELECT ids FROM export_page WHERE export_id = $1 AND seq = $2`, id, seq)
	if sqldb.IsNoRows(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return ids, json.Unmarshal([]byte(raw), &ids)
}

// end puts an attempt that counts to its end; false when it had ended before.
func end(ctx context.Context, tx *sqldb.Tx, e Export) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE export_job SET state = $1, done = $2, bytes = $3, digest = $4, ended_at = $5
		WHERE id = $6 AND attempt = $7 AND state IN ('waiting', 'running')`,
		string(e.State), e.Done, e.Bytes, e.Digest, tx.Now.UnixMilli(), e.ID, e.attempt)
	return n > 0, err
}

// expire marks the exports whose file goes.
func expire(ctx context.Context, tx *sqldb.Tx, before time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE export_job SET state = 'expired' WHERE state = 'ready' AND ended_at <= $1`, before.UnixMilli())
	return err
}

// giveUp ends the exports asked for before an instant that have not come about.
func giveUp(ctx context.Context, tx *sqldb.Tx, before time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE export_job SET state = 'failed', ended_at = $1 WHERE state IN ('waiting', 'running') AND asked_at <= $2`,
		tx.Now.UnixMilli(), before.UnixMilli())
	return err
}

// recall ends the exports that a case is in, and names them. Those whose files may still
// lie somewhere are few: a file lives for a day.
func recall(ctx context.Context, tx *sqldb.Tx, id casework.ID) ([]string, error) {
	ids, err := sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT DISTINCT j.id FROM export_job j JOIN export_page p ON p.export_id = j.id
		WHERE j.state IN ('running', 'ready') AND p.ids LIKE $1`, `%"`+string(id)+`"%`)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	c := sqldb.NewCond().And("id IN (?)", ids)
	_, err = tx.Exec(ctx, `UPDATE export_job SET state = CASE state WHEN 'ready' THEN 'expired' ELSE 'failed' END, ended_at = `+c.Arg(tx.Now.UnixMilli())+
		` WHERE `+c.Where(), c.Args()...)
	return ids, err
}

// discard ends the time of a ready export's file.
func discard(ctx context.Context, tx *sqldb.Tx, id string) error {
	_, err := tx.Exec(ctx, `UPDATE export_job SET state = 'expired' WHERE id = $1 AND state = 'ready'`, id)
	return err
}
