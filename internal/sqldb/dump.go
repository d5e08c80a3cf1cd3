package sqldb

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/pressly/goose/v3"
)

// Table is one of the product's own tables. Those of the job queue, of the
// migrations and of gram indexes differ between engines and are not among them.
type Table struct {
	Name    string
	Columns []Column
}

// Column is a column of a Table.
type Column struct {
	Name string
	Kind string // "text", "bigint" or "boolean"
}

const (
	tablesPostgres = `SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
		WHERE c.table_schema = current_schema() ORDER BY c.table_name, c.ordinal_position`
	tablesSQLite = `SELECT m.name, c.name, lower(c.type) FROM sqlite_master m, pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, c.cid`
)

// Tables lists the product's own tables by name.
func Tables(ctx context.Context, tx *Tx) (tables []Table, err error) {
	query := tablesSQLite
	if tx.pg != nil {
		query = tablesPostgres
	}
	rows, err := tx.Query(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var table string
		var c Column
		if err := rows.Scan(&table, &c.Name, &c.Kind); err != nil {
			return nil, err
		}
		if strings.HasPrefix(table, "river_") || strings.HasPrefix(table, "goose_") || strings.Contains(table, "_gram") {
			continue
		}
		if n := len(tables); n == 0 || tables[n-1].Name != table {
			tables = append(tables, Table{Name: table})
		}
		last := &tables[len(tables)-1]
		last.Columns = append(last.Columns, c)
	}
	return tables, rows.Err()
}

// Quoted is the list of column names for a statement; some are words of SQL.
func (t Table) Quoted() string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = `"` + c.Name + `"`
	}
	return strings.Join(names, ", ")
}

// Slots are one scan target a column, each nil-able; Value reads them.
func (t Table) Slots() ([]any, error) {
	slots := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		switch c.Kind {
		case "text":
			slots[i] = &sql.Null[string]{}
		case "bigint":
			slots[i] = &sql.Null[int64]{}
		case "boolean":
			slots[i] = &sql.Null[bool]{}
		default:
			return nil, fmt.Errorf("column %s.%s: unknown kind %q", t.Name, c.Name, c.Kind)
		}
	}
	return slots, nil
}

// Unbound runs fn while references between rows are not looked at, and looks at
// all of them when fn is done: rows can come in any order.
func (tx *Tx) Unbound(ctx context.Context, fn func() error) error {
	if tx.pg == nil {
		if _, err := tx.lite.ExecContext(ctx, `PRAGMA defer_foreign_keys = ON`); err != nil {
			return err
		}
		return fn() // the commit looks
	}
	alter := func(how string) error {
		_, err := tx.pg.Exec(ctx, `DO $$ DECLARE r record; BEGIN
			FOR r IN SELECT conrelid::regclass AS t, conname FROM pg_constraint
				WHERE contype = 'f' AND connamespace = current_schema()::regnamespace LOOP
				EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I `+how+`', r.t, r.conname);
			END LOOP; END $$`)
		return err
	}
	if err := alter("DEFERRABLE INITIALLY DEFERRED"); err != nil {
		return err
	}
	if err := fn(); err != nil {
		return err
	}
	if _, err := tx.pg.Exec(ctx, `SET CONSTRAINTS ALL IMMEDIATE`); err != nil {
		return err
	}
	return alter("NOT DEFERRABLE")
}

// Schema tells the number of the last migration the database has had, 0 for none,
// and of the last one this program has.
func (db *DB) Schema(ctx context.Context) (has, knows int64, err error) {
	err = db.withGoose(func(p *goose.Provider) error {
		for _, s := range p.ListSources() {
			knows = max(knows, s.Version)
		}
		has, err = p.GetDBVersion(ctx)
		return err
	})
	return has, knows, err
}

// MigrateTo brings an empty database to the schema with that number.
func (db *DB) MigrateTo(ctx context.Context, version int64) error {
	err := db.withGoose(func(p *goose.Provider) error {
		_, err := p.UpTo(ctx, version)
		return err
	})
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return db.migrateJobs(ctx)
}
