// Package sqldb opens the database and runs transactions. It is the only package
// that knows whether the engine is SQLite or PostgreSQL; to every other room a
// Tx looks the same on both. It knows no table.
package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	_ "modernc.org/sqlite" // registers the driver "sqlite"

	"hemu/internal/vault"
)

// Options tune an Open. The zero value is right for serving.
type Options struct {
	// Now gives the instant of each transaction; nil means the machine's clock.
	Now func() time.Time
	// Hold tells why nothing may be written at present, nil when it may; a nil Hold
	// never says so. Reading goes on.
	Hold func() error
	// Ring holds the keys under which rooms seal personal data before they store
	// it; nil means that nothing can be sealed, and writing such data fails.
	Ring *vault.Ring
	// Trace is told of every statement before it runs, for measuring; nil for none.
	Trace func(query string, args []any)
	// MaxConns limits connections to PostgreSQL; 0 means 20.
	MaxConns int
}

// DB is one open database.
type DB struct {
	pool        *pgxpool.Pool // PostgreSQL; nil on SQLite
	read, write *sql.DB       // SQLite: many readers, one writer; nil on PostgreSQL
	kept        map[*sql.DB]*prepared
	now         func() time.Time
	hold        func() error
	ring        *vault.Ring
	trace       func(string, []any)
}

// Open connects to dsn: a postgres:// URL, or the path of a SQLite file.
func Open(ctx context.Context, dsn string, o Options) (*DB, error) {
	db := &DB{now: o.Now, hold: o.Hold, ring: o.Ring, trace: o.Trace}
	if db.now == nil {
		db.now = time.Now
	}
	if IsPostgres(dsn) {
		return db, db.openPostgres(ctx, dsn, o)
	}
	return db, db.openSQLite(ctx, dsn)
}

// IsPostgres reports whether dsn names a PostgreSQL server rather than a file.
func IsPostgres(dsn string) bool {
	return strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://")
}

func (db *DB) openPostgres(ctx context.Context, dsn string, o Options) error {
	cfg, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return fmt.Errorf("database address: %w", err)
	}
	cfg.MaxConns = 20
	if o.MaxConns > 0 {
		cfg.MaxConns = int32(o.MaxConns)
	}
	if db.pool, err = pgxpool.NewWithConfig(ctx, cfg); err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	return db.Ping(ctx)
}

// openSQLite opens two pools on one file: readers that never wait for the
// writer (WAL), and a single writer that takes its lock at BEGIN, so that no
// transaction fails half-way because another wrote first. synchronous=FULL: a
// system of record does not lose its last commits when the power goes.
func (db *DB) openSQLite(ctx context.Context, path string) (err error) {
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() +
		"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
		"&_pragma=foreign_keys(ON)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-8000)"
	if db.write, err = sql.Open("sqlite", dsn+"&_txlock=immediate"); err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	db.write.SetMaxOpenConns(1)
	if db.read, err = sql.Open("sqlite", dsn+"&_pragma=query_only(ON)"); err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	db.read.SetMaxOpenConns(8)
	db.read.SetMaxIdleConns(8)
	db.kept = map[*sql.DB]*prepared{db.read: newPrepared(db.read), db.write: newPrepared(db.write)}
	return db.Ping(ctx)
}

// Ping reports whether the database answers.
func (db *DB) Ping(ctx context.Context) error {
	if db.pool != nil {
		return db.pool.Ping(ctx)
	}
	return db.write.PingContext(ctx)
}

// Close closes every connection.
func (db *DB) Close() error {
	if db.pool != nil {
		db.pool.Close()
		return nil
	}
	for _, kept := range db.kept {
		kept.close()
	}
	return errors.Join(db.read.Close(), db.write.Close())
}

// Engine names the engine for people: "SQLite" or "PostgreSQL".
func (db *DB) Engine() string {
	if db.pool != nil {
		return "PostgreSQL"
	}
	return "SQLite"
}

// Ring holds the keys personal data is sealed under; nil when opened without.
func (db *DB) Ring() *vault.Ring { return db.ring }

// Now is the database's clock, to the millisecond, in UTC.
func (db *DB) Now() time.Time { return db.now().UTC().Truncate(time.Millisecond) }

// Pools gives the job room what its queue library must be built on: the pool on
// PostgreSQL, the single writer on SQLite. The other of the two is nil.
func (db *DB) Pools() (*pgxpool.Pool, *sql.DB) { return db.pool, db.write }

// Write runs fn in one transaction and commits when fn returns nil; any error,
// or a panic, rolls everything back. Rooms guard rows with versions, so two
// writers never overwrite one another: one of them gets a conflict. Errors: those of
// fn, of the engine, and of Options.Hold.
func (db *DB) Write(ctx context.Context, fn func(*Tx) error) error {
	if db.hold != nil {
		if err := db.hold(); err != nil {
			return err
		}
	}
	if db.pool != nil {
		return db.runPostgres(ctx, pgx.TxOptions{}, fn)
	}
	return db.runSQLite(ctx, db.write, fn)
}

// Read runs fn on one unchanging picture of the database, so that a page and
// its counts agree. fn must not write.
func (db *DB) Read(ctx context.Context, fn func(*Tx) error) error {
	if db.pool != nil {
		return db.runPostgres(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, fn)
	}
	return db.runSQLite(ctx, db.read, fn)
}

func (db *DB) runPostgres(ctx context.Context, o pgx.TxOptions, fn func(*Tx) error) error {
	tx, err := db.pool.BeginTx(ctx, o)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	// A cancelled request must still roll back, on a context of its own.
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }()
	ours := &Tx{pg: tx, later: &pgx.Batch{}, Now: db.Now(), Ring: db.ring, trace: db.trace}
	if err := fn(ours); err != nil {
		return err
	}
	if err := ours.catchUp(ctx); err != nil {
		return err
	}
	return committed(tx.Commit(ctx))
}

func (db *DB) runSQLite(ctx context.Context, pool *sql.DB, fn func(*Tx) error) error {
	begun, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	tx := &liteTx{Tx: begun, kept: db.kept[pool]}
	defer func() {
		_ = tx.Rollback() // no-op after Commit
		tx.kept.add(ctx, tx.later)
	}()
	if err := fn(&Tx{lite: tx, Now: db.Now(), Ring: db.ring, trace: db.trace}); err != nil {
		return err
	}
	return tx.Commit()
}
