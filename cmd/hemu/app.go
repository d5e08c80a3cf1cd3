package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"hemu/internal/blob"
	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/document"
	"hemu/internal/document/font"
	"hemu/internal/fault"
	"hemu/internal/fixture"
	"hemu/internal/identity"
	"hemu/internal/job"
	"hemu/internal/ledger"
	"hemu/internal/org"
	"hemu/internal/region"
	"hemu/internal/sqldb"
	"hemu/internal/vault"
)

// app is the product, wired.
type app struct {
	cfg      config
	clock    clock
	db       *sqldb.DB
	keys     ledger.Keys
	jobs     *job.Client
	regions  *region.Service
	orgs     *org.Service
	codes    *codes.Service
	identity *identity.Service
	cases    *casework.Service
	blobs    *blob.Store
	writer   *document.Writer
}

// openApp opens the data folder and the database as they are. Only commands
// that may change the schema pass migrate.
func openApp(ctx context.Context, cfg config, migrate bool) (*app, error) {
	if err := os.MkdirAll(cfg.data, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	a := &app{cfg: cfg}
	ring, err := vault.OpenRing(filepath.Join(cfg.data, "keys"))
	if err != nil {
		return nil, err
	}
	db, err := sqldb.Open(ctx, cfg.db, sqldb.Options{Now: a.clock.now, Ring: ring})
	if err != nil {
		return nil, err
	}
	a.db = db
	if migrate {
		if err := a.migrate(ctx); err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	if err := a.wire(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return a, nil
}

// migrate brings the schema up to date and fills in what the program ships with.
func (a *app) migrate(ctx context.Context) error {
	if _, err := a.db.Migrate(ctx); err != nil {
		return err
	}
	return a.db.Write(ctx, func(tx *sqldb.Tx) error { return codes.Seed(ctx, tx) })
}

func (a *app) wire() (err error) {
	if a.keys, err = ledger.OpenKeys(a.cfg.data); err != nil {
		return err
	}
	secret, err := secretKey(filepath.Join(a.cfg.data, "keys", "codes.key"))
	if err != nil {
		return err
	}
	if a.jobs, err = job.NewClient(a.db); err != nil {
		return err
	}
	limits := identity.DefaultLimits()
	limits.Idle = a.cfg.idle
	a.regions, a.codes = region.NewService(a.db), codes.NewService(a.db)
	a.identity = identity.NewService(a.db, limits)
	a.blobs = &blob.Store{Dir: filepath.Join(a.cfg.data, "blobs")}
	a.writer = &document.Writer{Fonts: &font.Source{Dir: filepath.Join(a.cfg.data, "fonts")}}
	a.cases = casework.New(casework.Deps{
		DB: a.db, Jobs: a.jobs, Codes: a.codes.Snapshot, Names: identity.Names, Region: regionPath,
		Reckoning: calendar.Options{KeepWeekend: a.cfg.weekends}, Key: secret,
	})
	a.orgs = org.NewService(a.db, org.Hooks{Successor: a.cases.Successor, Repathed: casework.Rebase, Regions: knownRegions})
	return nil
}

// knownRegions tells which of some divisions exist.
func knownRegions(ctx context.Context, tx *sqldb.Tx, wanted []string) (map[string]bool, error) {
	found, err := region.ByCode(ctx, tx, wanted)
	known := map[string]bool{}
	for code, d := range found {
		known[code] = !d.Closed()
	}
	return known, err
}

// regionPath is the path of a division, "" for one that is unknown or abolished.
func regionPath(ctx context.Context, tx *sqldb.Tx, code string) (string, error) {
	d, err := region.Get(ctx, tx, code)
	if errors.Is(err, region.ErrNotFound) || d.Closed() {
		return "", nil
	}
	return d.Path, err
}

// findUnit is the id of the open organisation of that name, "" for none.
func findUnit(ctx context.Context, tx *sqldb.Tx, name string) (string, error) {
	page, err := org.List(ctx, tx, org.Filter{Text: name}, "", org.MaxPage)
	for _, u := range page.Units {
		if u.Name == name {
			return u.ID, err
		}
	}
	return "", err
}

// firstUnit makes the bureau of an empty installation, the root of the tree that
// is imported next.
func (a *app) firstUnit(ctx context.Context, name string) (string, error) {
	var page org.Page
	err := a.db.Read(ctx, func(tx *sqldb.Tx) (err error) {
		page, err = org.List(ctx, tx, org.Filter{}, "", 1)
		return err
	})
	if err != nil {
		return "", err
	}
	if len(page.Units) > 0 {
		return "", fault.New(fault.NotFound, "org.not_found")
	}
	u, err := a.orgs.Create(ctx, "", "", org.Unit{Name: name, Kind: org.JudicialBureau, RegionCode: a.cfg.region})
	return u.ID, err
}

// clock is the machine's clock, save while the demo city is being filled.
type clock struct{ set atomic.Pointer[time.Time] }

func (c *clock) now() time.Time {
	if t := c.set.Load(); t != nil {
		return *t
	}
	return time.Now()
}

// travel sets the clock; the zero time gives it back to the machine.
func (c *clock) travel(t time.Time) {
	if t.IsZero() {
		c.set.Store(nil)
		return
	}
	c.set.Store(&t)
}

func (a *app) rooms() fixture.Rooms {
	return fixture.Rooms{
		DB: a.db, Regions: a.regions, Orgs: a.orgs, Codes: a.codes, Identity: a.identity, Cases: a.cases, Blobs: a.blobs, Travel: a.clock.travel,
	}
}

// secretKey reads 32 random bytes from path, and makes them the first time.
func secretKey(path string) ([]byte, error) {
	key, err := os.ReadFile(path)
	if err == nil && len(key) == 32 {
		return key, nil
	}
	if err == nil {
		return nil, fmt.Errorf("%s is damaged: it must hold 32 bytes", path)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	key = make([]byte, 32)
	_, _ = rand.Read(key)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	return key, os.WriteFile(path, key, 0o600)
}
