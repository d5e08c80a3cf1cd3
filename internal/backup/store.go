package backup

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// dump writes the rows of a table, an array each.
func dump(ctx context.Context, tx *sqldb.Tx, t sqldb.Table, line *json.Encoder) (n int64, err error) {
	slots, err := t.Slots()
	if err != nil {
		return 0, err
	}
	rows, err := tx.Query(ctx, `SELECT `+t.Quoted()+` FROM `+t.Name)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	values := make([]any, len(slots))
	for ; rows.Next(); n++ {
		if err := rows.Scan(slots...); err != nil {
			return n, fmt.Errorf("%s: %w", t.Name, err)
		}
		for i, s := range slots {
			if values[i], err = s.(driver.Valuer).Value(); err != nil {
				return n, err
			}
		}
		if err := line.Encode(values); err != nil {
			return n, err
		}
	}
	return n, rows.Err()
}

// load replaces the rows of a table by those of the file.
func load(ctx context.Context, tx *sqldb.Tx, t sqldb.Table, lines *json.Decoder) error {
	slots, err := t.Slots()
	if err != nil {
		return err
	}
	marks := make([]string, len(slots))
	for i := range marks {
		marks[i] = fmt.Sprintf("$%d", i+1)
	}
	insert := `INSERT INTO ` + t.Name + ` (` + t.Quoted() + `) VALUES (` + strings.Join(marks, ", ") + `)`
	if _, err := tx.Exec(ctx, `DELETE FROM `+t.Name); err != nil {
		return err
	}
	lines.UseNumber()
	for lines.More() {
		var values []any
		if err := lines.Decode(&values); err != nil || len(values) != len(slots) {
			return damaged(tablesIn + t.Name)
		}
		for i, v := range values {
			if number, ok := v.(json.Number); ok {
				if values[i], err = number.Int64(); err != nil {
					return damaged(tablesIn + t.Name)
				}
			}
		}
		if _, err := tx.Exec(ctx, insert, values...); err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	return nil
}

// born are tables into which the migrations themselves write a row.
var born = map[string]bool{"codes_revision": true}

// empty refuses a database in which any of the product's tables has a row that is
// not of the schema.
func empty(ctx context.Context, tx *sqldb.Tx) error {
	tables, err := sqldb.Tables(ctx, tx)
	for _, t := range tables {
		n, err := sqldb.One(ctx, tx, sqldb.Scalar[int64], `SELECT count(*) FROM (SELECT 1 FROM `+t.Name+` LIMIT 1) AS x`)
		if err != nil {
			return err
		}
		if n > 0 && !born[t.Name] {
			return ErrNotEmpty.With(fault.Args{"about": t.Name})
		}
	}
	return err
}

// lastCheckpoint is the size of the last signed checkpoint, 0 for none.
func lastCheckpoint(ctx context.Context, tx *sqldb.Tx) (int64, error) {
	return sqldb.One(ctx, tx, sqldb.Scalar[int64], `SELECT coalesce(max(size), 0) FROM ledger_checkpoint`)
}
