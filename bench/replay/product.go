package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"sync/atomic"
	"time"

	"hemu/internal/blob"
	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/document"
	"hemu/internal/document/font"
	"hemu/internal/fixture"
	"hemu/internal/httpapi"
	"hemu/internal/identity"
	"hemu/internal/job"
	"hemu/internal/ledger"
	"hemu/internal/org"
	"hemu/internal/region"
	"hemu/internal/sqldb"
	"hemu/internal/vault"
)

// product is the program under trial, wired as cmd/hemu wires it, but with a
// clock that can be set and without the standing jobs.
type product struct {
	db    *sqldb.DB
	cases *casework.Service
	keys  ledger.Keys
	data  string
	web   *httptest.Server
	set   atomic.Pointer[time.Time]
}

func (p *product) now() time.Time {
	if t := p.set.Load(); t != nil {
		return *t
	}
	return time.Now()
}

// travel sets the clock; the zero time gives it back to the machine.
func (p *product) travel(t time.Time) {
	if t.IsZero() {
		p.set.Store(nil)
		return
	}
	p.set.Store(&t)
}

// start opens dsn, fills it with the demo city and listens on loopback.
func start(ctx context.Context, dsn, data string) (*product, error) {
	p := &product{data: data}
	var err error
	if p.db, err = sqldb.Open(ctx, dsn, sqldb.Options{Now: p.now, Ring: vault.NewRing()}); err != nil {
		return nil, err
	}
	if _, err = p.db.Migrate(ctx); err != nil {
		return nil, err
	}
	if err = p.db.Write(ctx, func(tx *sqldb.Tx) error { return codes.Seed(ctx, tx) }); err != nil {
		return nil, err
	}
	if p.keys, err = ledger.OpenKeys(data); err != nil {
		return nil, err
	}
	jobs, err := job.NewClient(p.db)
	if err != nil {
		return nil, err
	}
	secret := make([]byte, 32)
	_, _ = rand.Read(secret)
	// Nobody sits at the desk for a year: sessions outlive the jumps of the clock,
	// so that the time of the trial goes into cases and not into passwords.
	limits := identity.DefaultLimits()
	limits.Idle, limits.Absolute = 1000*24*time.Hour, 1000*24*time.Hour
	regions, lists := region.NewService(p.db), codes.NewService(p.db)
	people := identity.NewService(p.db, limits)
	blobs := &blob.Store{Dir: filepath.Join(data, "blobs")}
	p.cases = casework.New(casework.Deps{DB: p.db, Jobs: jobs, Codes: lists.Snapshot, Names: identity.Names, Region: regionPath, Key: secret})
	orgs := org.NewService(p.db, org.Hooks{Repathed: casework.Rebase, Regions: knownRegions})
	rooms := fixture.Rooms{DB: p.db, Regions: regions, Orgs: orgs, Codes: lists, Identity: people, Cases: p.cases, Blobs: blobs, Travel: p.travel}
	made, err := fixture.City(ctx, rooms)
	if err != nil {
		return nil, err
	}
	if !made {
		return nil, fmt.Errorf("the database is not empty: give a new one")
	}
	api := &httpapi.Server{
		DB: p.db, Cases: p.cases, Orgs: orgs, Regions: regions, Codes: lists, Identity: people, Blobs: blobs,
		Writer: &document.Writer{Fonts: &font.Source{Dir: filepath.Join(data, "fonts")}},
		Data:   data, Keys: p.keys, Version: "replay", Demo: true, Body: 2 << 20, Timeout: 30 * time.Second,
	}
	p.web = httptest.NewServer(api.Handler())
	return p, nil
}

func regionPath(ctx context.Context, tx *sqldb.Tx, code string) (string, error) {
	found, err := region.ByCode(ctx, tx, []string{code})
	if d, ok := found[code]; ok && !d.Closed() {
		return d.Path, err
	}
	return "", err
}

func knownRegions(ctx context.Context, tx *sqldb.Tx, wanted []string) (map[string]bool, error) {
	found, err := region.ByCode(ctx, tx, wanted)
	known := map[string]bool{}
	for code, d := range found {
		known[code] = !d.Closed()
	}
	return known, err
}

// yardstick is how many bare one-row transactions a second the same database
// does, from the same process, one after the other.
func (p *product) yardstick(ctx context.Context) (float64, error) {
	exec := func(text string, args ...any) error {
		return p.db.Write(ctx, func(tx *sqldb.Tx) error {
			_, err := tx.Exec(ctx, text, args...)
			return err
		})
	}
	if err := exec(`CREATE TABLE replay_yardstick (id BIGINT PRIMARY KEY, words TEXT NOT NULL)`); err != nil {
		return 0, err
	}
	began, n := time.Now(), 0
	for ; time.Since(began) < 2*time.Second; n++ {
		if err := exec(`INSERT INTO replay_yardstick (id, words) VALUES ($1, $2)`, n, "words of a usual length, a hundred characters or so, that say nothing at all about anybody or anything"); err != nil {
			return 0, err
		}
	}
	rate := float64(n) / time.Since(began).Seconds()
	return rate, exec(`DROP TABLE replay_yardstick`)
}
