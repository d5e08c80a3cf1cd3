package sqldb

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
)

//go:embed migration/*.sql
var migrations embed.FS

// Migrate brings the schema up to this program, tables of the job queue
// included. Migrations only ever move forward. It returns the names of those it
// applied.
func (db *DB) Migrate(ctx context.Context) ([]string, error) {
	var applied []string
	err := db.withGoose(func(p *goose.Provider) error {
		results, err := p.Up(ctx)
		for _, r := range results {
			applied = append(applied, r.Source.Path)
		}
		return err
	})
	if err != nil {
		return applied, fmt.Errorf("migrate: %w", err)
	}
	return applied, db.migrateJobs(ctx)
}

// Pending lists the migrations of this program that the database has not had.
func (db *DB) Pending(ctx context.Context) (names []string, err error) {
	err = db.withGoose(func(p *goose.Provider) error {
		all, err := p.Status(ctx)
		for _, s := range all {
			if s.State == goose.StatePending {
				names = append(names, s.Source.Path)
			}
		}
		return err
	})
	return names, err
}

func (db *DB) withGoose(fn func(*goose.Provider) error) error {
	conn, dialect := db.write, goose.DialectSQLite3
	if db.pool != nil {
		conn, dialect = stdlib.OpenDBFromPool(db.pool), goose.DialectPostgres
		defer func(c *sql.DB) { _ = c.Close() }(conn)
	}
	sub, err := fs.Sub(migrations, "migration")
	if err != nil {
		return err
	}
	// Numbers are given out by room, so a room's next migration may be lower than one of another room that
	// a database already had. It is caught up on: nothing in it hangs on the higher ones.
	p, err := goose.NewProvider(dialect, conn, dialectFS{sub, db.pool != nil}, goose.WithAllowOutofOrder(true))
	if err != nil {
		return err
	}
	return fn(p)
}

func (db *DB) migrateJobs(ctx context.Context) error {
	if db.pool != nil {
		m, err := rivermigrate.New(riverpgxv5.New(db.pool), nil)
		if err != nil {
			return err
		}
		_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
		return err
	}
	m, err := rivermigrate.New(riversqlite.New(db.write), nil)
	if err != nil {
		return err
	}
	_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

// dialectFS serves the one set of migrations in the engine's dialect. Texts are
// in the order of their bytes, as SQLite has them, so that pages and ranges are the
// same on both; and a gram index (gram.go) is a table of each engine's own.
type dialectFS struct {
	fs.FS
	postgres bool
}

// ReadFile implements fs.ReadFileFS, through which goose reads.
func (d dialectFS) ReadFile(name string) ([]byte, error) {
	raw, err := fs.ReadFile(d.FS, name)
	if err == nil {
		raw = []byte(onlyFor(string(raw), d.postgres))
	}
	if err == nil && d.postgres {
		raw = []byte(strings.NewReplacer(" TEXT,", ` TEXT COLLATE "C",`, " TEXT ", ` TEXT COLLATE "C" `, " TEXT\n", " TEXT COLLATE \"C\"\n").Replace(string(raw)))
	}
	return raw, err
}

// Open hides the embedded Open, which would give the text untranslated.
func (d dialectFS) Open(name string) (fs.File, error) {
	f, err := d.FS.Open(name)
	if err != nil || !strings.HasSuffix(name, ".sql") {
		return f, err
	}
	defer func() { _ = f.Close() }()
	raw, err := d.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return memFile(name, raw)
}

// onlyFor leaves out the lines between "-- only" and the name of the other engine
// and the next such line, or "-- both".
func onlyFor(sql string, postgres bool) string {
	var b strings.Builder
	skip := false
	for line := range strings.Lines(sql) {
		switch strings.TrimSpace(line) {
		case "-- only SQLite":
			skip = postgres
		case "-- only PostgreSQL":
			skip = !postgres
		case "-- both":
			skip = false
		default:
			if !skip {
				b.WriteString(line)
			}
		}
	}
	return b.String()
}
