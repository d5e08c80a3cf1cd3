package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"hemu/internal/ledger"
	"hemu/internal/search"
	"hemu/internal/sqldb"
)

// table is one whose rows are copied with a case.
type table struct {
	name    string
	columns []string
	key     string // column that holds the case
}

func (t *table) column(name string) int { return slices.Index(t.columns, name) }

// tablesOf are all tables with a column case_id, the cases first: what rooms keep of a
// case is copied without being named here.
func tablesOf(ctx context.Context, tx *sqldb.Tx, postgres bool) (out []*table, err error) {
	query := `SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name LIKE 'casework%' ORDER BY m.name, p.cid`
	if postgres {
		query = `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name LIKE 'casework%' ORDER BY table_name, ordinal_position`
	}
	_, err = sqldb.All(ctx, tx, func(r sqldb.Row) (string, error) {
		var name, column string
		err := r.Scan(&name, &column)
		if len(out) == 0 || out[len(out)-1].name != name {
			out = append(out, &table{name: name, key: "case_id"})
		}
		out[len(out)-1].columns = append(out[len(out)-1].columns, column)
		return name, err
	}, query)
	out = slices.DeleteFunc(out, func(t *table) bool { return t.name != "casework_case" && t.column("case_id") < 0 })
	slices.SortStableFunc(out, func(a, b *table) int {
		switch {
		case a.name == "casework_case":
			return -1
		case b.name == "casework_case":
			return 1
		}
		return 0
	})
	for _, t := range out {
		if t.name == "casework_case" {
			t.key = "id"
		}
	}
	return out, err
}

// read is every row of a case.
func (t *table) read(ctx context.Context, tx *sqldb.Tx, id string) ([][]any, error) {
	return sqldb.All(ctx, tx, func(r sqldb.Row) ([]any, error) {
		values := make([]any, len(t.columns))
		into := make([]any, len(values))
		for i := range values {
			into[i] = &values[i]
		}
		return values, r.Scan(into...)
	}, `SELECT `+strings.Join(t.columns, ", ")+` FROM `+t.name+` WHERE `+t.key+` = $1`, id)
}

// found is what a case is found by, line by line as it is kept.
type found struct{ lines [3][]string }

func documentOf(ctx context.Context, tx *sqldb.Tx, id string) (d found, err error) {
	return sqldb.One(ctx, tx, func(r sqldb.Row) (d found, err error) {
		var texts [3]string
		err = r.Scan(&texts[0], &texts[1], &texts[2])
		for tier, text := range texts {
			d.lines[tier] = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
		}
		return d, err
	}, `SELECT party, title, body FROM search_doc WHERE id = $1`, id)
}

// factsOf is what was told of a case, "" where JSON writes it otherwise.
func factsOf(data string) string {
	var c struct{ Facts string }
	_ = json.Unmarshal([]byte(data), &c)
	if !strings.Contains(data, c.Facts) {
		return ""
	}
	return c.Facts
}

// batch is what is written at once.
type batch struct {
	rows    map[string][][]any
	columns map[string][]string
	docs    []search.Document
	hashes  []string
}

func newBatch() *batch { return &batch{rows: map[string][][]any{}, columns: map[string][]string{}} }

var (
	headColumns  = []string{"stream", "count", "hash"}
	entryColumns = []string{"id", "stream", "seq", "at", "actor", "org", "role", "verb", "body_digest", "prev", "hash", "pos"}
	bodyColumns  = []string{"entry_id", "salt", "body"}
)

// add puts a copy into the batch.
func (b *batch) add(tx *sqldb.Tx, k *copied, entries []ledger.Entry, salts []string) error {
	for _, r := range k.of.rows {
		values := make([]any, len(r.cells))
		for i, x := range r.cells {
			v, err := k.value(tx, x)
			if err != nil {
				return err
			}
			values[i] = v
		}
		b.put(r.table.name, r.table.columns, values)
	}
	for i, e := range entries {
		b.put("ledger_entry", entryColumns, []any{e.ID, e.Stream, e.Seq, e.At.UnixMilli(), e.Actor, e.Org, e.Role, e.Verb, e.BodyDigest, e.Prev, e.Hash, int64(0)})
		b.put("ledger_body", bodyColumns, []any{e.ID, salts[i], string(e.Body)})
		b.hashes = append(b.hashes, e.Hash)
	}
	last := entries[len(entries)-1]
	b.put("ledger_head", headColumns, []any{last.Stream, last.Seq, last.Hash})
	b.docs = append(b.docs, k.document())
	return nil
}

func (b *batch) put(table string, columns []string, values []any) {
	b.rows[table], b.columns[table] = append(b.rows[table], values), columns
}

// write puts a batch into the database, in one transaction.
func (b *batch) write(ctx context.Context, tx *sqldb.Tx) error {
	first, err := ledger.Place(ctx, tx, b.hashes)
	if err != nil {
		return err
	}
	for i, values := range b.rows["ledger_entry"] {
		values[len(values)-1] = first + int64(i)
	}
	order := []string{"casework_case"} // what the others refer to
	for name := range b.rows {
		if name != order[0] {
			order = append(order, name)
		}
	}
	for _, name := range order {
		if err := insert(ctx, tx, name, b.columns[name], b.rows[name]); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	for _, d := range b.docs {
		if err := search.Put(ctx, tx, d); err != nil {
			return err
		}
	}
	return nil
}

func insert(ctx context.Context, tx *sqldb.Tx, name string, columns []string, rows [][]any) error {
	if pg, _ := tx.Handles(); pg != nil {
		_, err := pg.CopyFrom(ctx, pgx.Identifier{name}, columns, pgx.CopyFromRows(rows))
		return err
	}
	most := 30000 / len(columns)
	for len(rows) > 0 {
		n := min(len(rows), most, 200)
		var text strings.Builder
		args := make([]any, 0, n*len(columns))
		for i, values := range rows[:n] {
			if i > 0 {
				text.WriteString(", ")
			}
			text.WriteString("(" + strings.Repeat("?, ", len(columns)-1) + "?)")
			args = append(args, values...)
		}
		_, lite := tx.Handles()
		if _, err := lite.ExecContext(ctx, `INSERT INTO `+name+` (`+strings.Join(columns, ", ")+`) VALUES `+text.String(), args...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// close writes how far the numbers went.
func (s *series) close(ctx context.Context, tx *sqldb.Tx) error {
	for key, last := range s.last {
		f := strings.Fields(key)
		if _, err := tx.Exec(ctx, `INSERT INTO org_number (issuer, kind, year, last) VALUES ($1, $2, CAST($3 AS BIGINT), $4)
			ON CONFLICT (issuer, kind, year) DO UPDATE SET last = excluded.last`, f[0], f[1], number(f[2]), last); err != nil {
			return err
		}
	}
	return nil
}

func (s *series) load(ctx context.Context, tx *sqldb.Tx) error {
	s.last = map[string]int64{}
	_, err := sqldb.All(ctx, tx, func(r sqldb.Row) (string, error) {
		var issuer, kind, year string
		var last int64
		err := r.Scan(&issuer, &kind, &year, &last)
		s.last[issuer+" "+kind+" "+year] = last
		return issuer, err
	}, `SELECT issuer, kind, CAST(year AS TEXT), last FROM org_number`)
	return err
}
