// Package sqldbtest gives each test a fresh, migrated database of each engine.
package sqldbtest

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"hemu/internal/sqldb"
	"hemu/internal/vault"
)

// Clock is a clock that tests set. It is safe for concurrent use.
type Clock struct {
	mu sync.Mutex
	t  time.Time
}

// Noon is the instant every test database believes it is at first: Monday
// 2 March 2026, 12:00 in Shanghai.
var Noon = time.Date(2026, 3, 2, 4, 0, 0, 0, time.UTC)

// NewClock returns a Clock that stands at Noon.
func NewClock() *Clock { return &Clock{t: Noon} }

// Now is the instant the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

// Advance moves the clock by d.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// Set moves the clock to t.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = t
}

// Each runs test against SQLite and, when HEMU_TEST_POSTGRES is set, against
// PostgreSQL, each time on a database of its own whose clock stands at Noon.
// `make test` always sets it.
func Each(t *testing.T, test func(t *testing.T, db *sqldb.DB, clock *Clock)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		clock := NewClock()
		test(t, SQLite(t, clock), clock)
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		clock := NewClock()
		test(t, Postgres(t, clock), clock)
	})
}

// SQLite returns a fresh SQLite database.
func SQLite(t testing.TB, clock *Clock) *sqldb.DB {
	t.Helper()
	return open(t, SQLitePath(t), clock)
}

// SQLitePath is the file of a fresh, migrated SQLite database.
func SQLitePath(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "hemu.db")
	if err := copyFile(liteTemplate(t), path); err != nil {
		t.Fatal(err)
	}
	return path
}

// Postgres returns a fresh PostgreSQL database, or skips the test.
func Postgres(t testing.TB, clock *Clock) *sqldb.DB {
	t.Helper()
	return open(t, PostgresURL(t), clock)
}

// PostgresURL is the address of a fresh, migrated PostgreSQL database; the test
// is skipped when the developer has no server.
func PostgresURL(t testing.TB) string {
	t.Helper()
	server := os.Getenv("HEMU_TEST_POSTGRES")
	if server == "" {
		t.Skip("HEMU_TEST_POSTGRES is not set; make test sets it")
	}
	template := pgTemplate(t, server)
	name := fmt.Sprintf("hemu_t%x", rand.Uint64())
	admin(t, server, `CREATE DATABASE `+name+` TEMPLATE `+template)
	t.Cleanup(func() { admin(t, server, `DROP DATABASE `+name+` WITH (FORCE)`) })
	return withDatabase(t, server, name)
}

func open(t testing.TB, dsn string, clock *Clock) *sqldb.DB {
	t.Helper()
	db, err := sqldb.Open(context.Background(), dsn, sqldb.Options{Now: clock.Now, Ring: vault.NewRing(), MaxConns: 8})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// Migrating takes a second; it is done once a test process and engine, and each
// test gets a copy.
var templates struct {
	sync.Mutex
	lite, pg string
}

func liteTemplate(t testing.TB) string {
	t.Helper()
	templates.Lock()
	defer templates.Unlock()
	if templates.lite != "" {
		return templates.lite
	}
	dir, err := os.MkdirTemp("", "hemu-template")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "hemu.db")
	migrate(t, path)
	templates.lite = path
	return path
}

func pgTemplate(t testing.TB, server string) string {
	t.Helper()
	templates.Lock()
	defer templates.Unlock()
	if templates.pg != "" {
		return templates.pg
	}
	name := fmt.Sprintf("hemu_template%x", rand.Uint64())
	admin(t, server, `CREATE DATABASE `+name)
	migrate(t, withDatabase(t, server, name))
	templates.pg = name
	return name
}

func migrate(t testing.TB, dsn string) {
	t.Helper()
	db, err := sqldb.Open(context.Background(), dsn, sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func admin(t testing.TB, server, statement string) {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	// Two copies of one template at once make one of them wait or fail: try again.
	for try := 0; ; try++ {
		_, err = conn.Exec(ctx, statement)
		if err == nil {
			return
		}
		if try == 50 || !strings.Contains(err.Error(), "55006") { // object_in_use
			t.Fatalf("%s: %v", statement, err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func withDatabase(t testing.TB, server, name string) string {
	t.Helper()
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}

func copyFile(from, to string) error {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = src.Close() }()
	dst, err := os.Create(to)
	if err != nil {
		return err
	}
	if _, err := io.Copy(dst, src); err != nil {
		return err
	}
	return dst.Close()
}
