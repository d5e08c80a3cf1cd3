package bulk

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/casework"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// place binds what was asked for, sealed since filter and command may name people, to
// its table.
const place = "bulk_run.wanted"

// Sealed is what a rotation of master keys brings under the new one.
var Sealed = sqldb.Sealed{Table: "bulk_run", ID: "id", Column: "wanted", Place: place}

const runColumns = `id, user_id, post_id, state, wanted, found, why, asked_at, started_at, ended_at`

// scanner reads runColumns.
func scanner(tx *sqldb.Tx) func(sqldb.Row) (Run, error) {
	return func(row sqldb.Row) (r Run, err error) {
		var sealed string
		if err := row.Scan(&r.ID, &r.UserID, &r.PostID, &r.State, &sealed, &r.found, &r.Why,
			sqldb.Time{T: &r.AskedAt}, sqldb.Time{T: &r.StartedAt}, sqldb.Time{T: &r.EndedAt}); err != nil {
			return r, err
		}
		raw, err := tx.Ring.Open(place, sealed)
		if err != nil {
			return r, err
		}
		return r, json.Unmarshal([]byte(raw), &r.Wanted)
	}
}

func insert(ctx context.Context, tx *sqldb.Tx, r Run) error {
	raw, err := json.Marshal(r.Wanted)
	if err != nil {
		return err
	}
	sealed, err := tx.Ring.Seal(place, string(raw))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO bulk_run (id, user_id, post_id, state, wanted, found, why, asked_at) VALUES ($1, $2, $3, $4, $5, $6, '', $7)`,
		r.ID, r.UserID, r.PostID, string(r.State), sealed, r.found, r.AskedAt.UnixMilli())
	return err
}

// linesAtOnce is how many lines one statement writes.
const linesAtOnce = 500

// insertLines puts cases to a run, each once, in their order.
func insertLines(ctx context.Context, tx *sqldb.Tx, run string, ids []casework.ID) error {
	known, different := map[casework.ID]bool{}, make([]casework.ID, 0, len(ids))
	for _, id := range ids {
		if !known[id] {
			known[id], different = true, append(different, id)
		}
	}
	seq := 0
	for part := range slices.Chunk(different, linesAtOnce) {
		c := sqldb.NewCond(run)
		rows := make([]string, len(part))
		for i, id := range part {
			seq++
			rows[i] = `($1, ` + c.Arg(seq) + `, ` + c.Arg(string(id)) + `, 0, 'waiting', '', '', '')`
		}
		if _, err := tx.Exec(ctx, `INSERT INTO bulk_line (run_id, seq, case_id, version, state, code, args, undo) VALUES `+strings.Join(rows, ", "), c.Args()...); err != nil {
			return err
		}
	}
	return nil
}

func find(ctx context.Context, tx *sqldb.Tx, id string) (Run, error) {
	r, err := sqldb.One(ctx, tx, scanner(tx), `SELECT `+runColumns+` FROM bulk_run WHERE id = $1`, id)
	if sqldb.IsNoRows(err) {
		return r, ErrNotFound
	}
	return r, err
}

func ofUser(ctx context.Context, tx *sqldb.Tx, user string, limit int) ([]Run, error) {
	return sqldb.All(ctx, tx, scanner(tx), `SELECT `+runColumns+` FROM bulk_run WHERE user_id = $1
		ORDER BY CASE WHEN `+unended+` THEN 0 ELSE 1 END, asked_at DESC, id DESC LIMIT $2`, user, limit)
}

// unended are the runs that count against mostAtOnce.
const unended = `state IN ('looking', 'ready', 'running', 'undoing')`

func countUnended(ctx context.Context, tx *sqldb.Tx, user string) (int, error) {
	return sqldb.One(ctx, tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM bulk_run WHERE user_id = $1 AND `+unended, user)
}

// setState brings a run from the state it was read in to another; false when it has
// moved on meanwhile.
func setState(ctx context.Context, tx *sqldb.Tx, r Run, to State, why string) (bool, error) {
	at := map[State]string{Running: ", started_at = $5"}[to]
	if to != Ready && to != Running && to != Undoing {
		at = ", ended_at = $5"
	}
	args := []any{string(to), why, r.ID, string(r.State)}
	if at != "" {
		args = append(args, tx.Now.UnixMilli())
	}
	n, err := tx.Exec(ctx, `UPDATE bulk_run SET state = $1, why = $2`+at+` WHERE id = $3 AND state = $4`, args...)
	return n > 0, err
}

// holdState reports whether a run is still in the state it was read in, and keeps it
// there until the transaction ends.
func holdState(ctx context.Context, tx *sqldb.Tx, r Run) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE bulk_run SET state = state WHERE id = $1 AND state = $2`, r.ID, string(r.State))
	return n > 0, err
}

// setFound notes that the lines of a run are there from now on; false when they were.
func setFound(ctx context.Context, tx *sqldb.Tx, run string) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE bulk_run SET found = TRUE WHERE id = $1 AND NOT found AND state = 'looking'`, run)
	return n > 0, err
}

// setLine writes a line that stands in a state; false when it does so no more.
func setLine(ctx context.Context, tx *sqldb.Tx, run string, from LineState, l Line) (bool, error) {
	args, err := json.Marshal(l.Args)
	if err != nil {
		return false, err
	}
	undo, err := json.Marshal(l.Undo)
	if err != nil {
		return false, err
	}
	n, err := tx.Exec(ctx, `UPDATE bulk_line SET version = $1, state = $2, code = $3, args = $4, undo = $5 WHERE run_id = $6 AND seq = $7 AND state = $8`,
		l.Version, string(l.State), l.Code, string(args), string(undo), run, l.Seq, string(from))
	return n > 0, err
}

// setLeft ends all lines of a run that stand in a state.
func setLeft(ctx context.Context, tx *sqldb.Tx, run string, from, to LineState, why string) error {
	_, err := tx.Exec(ctx, `UPDATE bulk_line SET state = $1, code = $2, args = '' WHERE run_id = $3 AND state = $4`, string(to), why, run, string(from))
	return err
}

func deleteLine(ctx context.Context, tx *sqldb.Tx, run string, l Line) error {
	_, err := tx.Exec(ctx, `DELETE FROM bulk_line WHERE run_id = $1 AND seq = $2 AND state = 'waiting'`, run, l.Seq)
	return err
}

const lineColumns = `l.seq, l.case_id, l.version, l.state, l.code, l.args, l.undo`

func scanLine(row sqldb.Row) (l Line, err error) {
	var args, undo string
	if err := row.Scan(&l.Seq, &l.Case, &l.Version, &l.State, &l.Code, &args, &undo); err != nil {
		return l, err
	}
	if l.Args, err = parseArgs(args); err != nil || undo == "" {
		return l, err
	}
	return l, json.Unmarshal([]byte(undo), &l.Undo)
}

// parseArgs reads the arguments of a fault: words, lists of words, whole numbers.
func parseArgs(text string) (fault.Args, error) {
	if text == "" || text == "null" {
		return nil, nil
	}
	raw := map[string]any{}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber() // 1000000 is no 1e+06
	if err := d.Decode(&raw); err != nil {
		return nil, err
	}
	args := fault.Args{}
	for name, v := range raw {
		if list, ok := v.([]any); ok {
			words := []string{}
			for _, one := range list {
				word, _ := one.(string)
				words = append(words, word)
			}
			v = words
		}
		args[name] = v
	}
	return args, nil
}

// nextLines are the first lines of a run in a state.
func nextLines(ctx context.Context, tx *sqldb.Tx, run string, state LineState, limit int) ([]Line, error) {
	return sqldb.All(ctx, tx, scanLine, `SELECT `+lineColumns+` FROM bulk_line l WHERE l.run_id = $1 AND l.state = $2 ORDER BY l.seq LIMIT $3`,
		run, string(state), limit)
}

// seenLines are lines of a run behind a number whose cases the reader may see.
func seenLines(ctx context.Context, tx *sqldb.Tx, r access.Reader, run string, state LineState, behind int64, limit int) ([]Line, error) {
	c := sqldb.NewCond().And("l.run_id = ? AND l.seq > ?", run, behind)
	if state != "" {
		c.And("l.state = ?", string(state))
	}
	r.Stepwise().Cases(c)
	query := `SELECT ` + lineColumns + ` FROM bulk_line l JOIN casework_case c ON c.id = l.case_id WHERE ` + c.Where() + ` ORDER BY l.seq LIMIT `
	query += c.Arg(limit)
	return sqldb.All(ctx, tx.Varied(), scanLine, query, c.Args()...)
}

// count counts the lines of runs whose cases the reader may see, by state and reason.
func count(ctx context.Context, tx *sqldb.Tx, r access.Reader, runs []string) ([]Count, error) {
	c := sqldb.NewCond().And("l.run_id IN (?)", runs)
	r.Stepwise().Cases(c)
	return sqldb.All(ctx, tx.Varied(), func(row sqldb.Row) (n Count, err error) {
		var args string
		if err := row.Scan(&n.Run, &n.State, &n.Code, &args, &n.N); err != nil {
			return n, err
		}
		n.Args, err = parseArgs(args)
		return n, err
	}, `SELECT l.run_id, l.state, l.code, l.args, COUNT(*) FROM bulk_line l JOIN casework_case c ON c.id = l.case_id WHERE `+c.Where()+
		` GROUP BY l.run_id, l.state, l.code, l.args ORDER BY l.run_id, l.state, COUNT(*) DESC, l.code, l.args`, c.Args()...)
}

// expire ends the runs that were looked at before an instant and not begun.
func expire(ctx context.Context, tx *sqldb.Tx, before time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE bulk_run SET state = 'expired', ended_at = $1 WHERE state IN ('looking', 'ready') AND asked_at <= $2`,
		tx.Now.UnixMilli(), before.UnixMilli())
	return err
}

func deleteLines(ctx context.Context, tx *sqldb.Tx, runs []string) error {
	c := sqldb.NewCond().And("run_id IN (?)", runs)
	_, err := tx.Exec(ctx, `DELETE FROM bulk_line WHERE `+c.Where(), c.Args()...)
	return err
}

// forget removes the runs asked for before an instant.
func forget(ctx context.Context, tx *sqldb.Tx, before time.Time) error {
	if _, err := tx.Exec(ctx, `DELETE FROM bulk_line WHERE run_id IN (SELECT id FROM bulk_run WHERE asked_at <= $1)`, before.UnixMilli()); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `DELETE FROM bulk_run WHERE asked_at <= $1`, before.UnixMilli())
	return err
}
