// Package house is the product, wired: it opens the data folder and the database,
// builds the services on them, the workers and everything that listens. The
// command line, trials and drills start the product here, so that all of them
// run the same one. It decides nothing.
package house

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"hemu/internal/access"
	"hemu/internal/blob"
	"hemu/internal/bulk"
	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/diary"
	"hemu/internal/document"
	"hemu/internal/document/font"
	"hemu/internal/export"
	"hemu/internal/fixture"
	"hemu/internal/httpapi"
	"hemu/internal/identity"
	"hemu/internal/job"
	"hemu/internal/ledger"
	"hemu/internal/oidc"
	"hemu/internal/org"
	"hemu/internal/region"
	"hemu/internal/retention"
	"hemu/internal/sqldb"
	"hemu/internal/vault"
	"hemu/internal/views"
)

// Config is what an operator decides.
type Config struct {
	Data        string // data folder
	DB          string // postgres:// URL, or the file of a SQLite database
	Public      string // address residents reach, printed in QR codes; "" for that of the request
	Version     string // of the program, for people
	Demo        bool   // fill an empty installation with the demo city
	KeepWeekend bool   // a period may end on a plain weekend
	// Limits are those of signing in and of sessions.
	Limits identity.Limits
	// OIDC is the provider that people may sign in by way of; none without an Issuer.
	OIDC oidc.Config
	// S3 is where files lie; in the data folder without an Endpoint.
	S3 blob.S3
	// Clamd is where a ClamAV daemon listens that looks at every file; "" for none.
	Clamd string
	// KeepUnseen keeps files while it is away, marked so, instead of having them wait.
	KeepUnseen bool
	Timeout    time.Duration // of one request
	// Trace is told of every statement, for measuring (sqldb.Options).
	Trace func(query string, args []any)
	// TrustClock lets the machine's clock stand before the end of the record, after
	// it was once wrong.
	TrustClock bool
}

// House is the product, wired.
type House struct {
	Config   Config
	Clock    *Clock
	DB       *sqldb.DB
	Keys     ledger.Keys
	Jobs     *job.Client
	Regions  *region.Service
	Orgs     *org.Service
	Codes    *codes.Service
	Identity *identity.Service
	Cases    *casework.Service
	Diary    *diary.Service
	Exports  *export.Service
	Bulk     *bulk.Service
	Views    *views.Service
	Blobs    *blob.Store
	Intake   *blob.Intake
	Writer   *document.Writer

	Retention *retention.Service

	// secret signs tracking codes, confirmation codes and forms.
	secret []byte
}

// Open opens the data folder and the database. Only callers that may change the
// schema pass migrate.
func Open(ctx context.Context, cfg Config, migrate bool) (*House, error) {
	if err := os.MkdirAll(cfg.Data, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	blobs, err := stored(cfg)
	if err != nil {
		return nil, err
	}
	ring, err := vault.OpenRing(filepath.Join(cfg.Data, "keys"))
	if err != nil {
		return nil, err
	}
	if err := privately(cfg.DB); err != nil {
		return nil, err
	}
	a := &House{Config: cfg, Clock: &Clock{}, Blobs: blobs}
	if a.DB, err = sqldb.Open(ctx, cfg.DB, sqldb.Options{Now: a.Clock.Now, Hold: a.Clock.hold, Ring: ring, Trace: cfg.Trace}); err != nil {
		return nil, err
	}
	if migrate {
		err = a.Migrate(ctx)
	} else {
		err = a.guard(ctx, false)
	}
	if err == nil {
		err = a.wire()
	}
	if err == nil && !cfg.TrustClock {
		err = a.setClock(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, a.DB.Close())
	}
	return a, nil
}

// Remote is the bucket where files lie; nil when they lie in the data folder.
func Remote(cfg Config) (*blob.Bucket, error) {
	if cfg.S3.Endpoint == "" {
		return nil, nil
	}
	return blob.OpenBucket(cfg.S3)
}

// stored is where files lie, and who looks at them before.
func stored(cfg Config) (*blob.Store, error) {
	remote, err := Remote(cfg)
	s := &blob.Store{Dir: filepath.Join(cfg.Data, "blobs"), Remote: remote, KeepUnseen: cfg.KeepUnseen}
	if err == nil && cfg.Clamd != "" {
		s.Scanner, err = blob.OpenClamd(cfg.Clamd)
	}
	return s, err
}

// ReachFiles asks at the start for clamd and for the place where files lie. One that does not answer
// may yet come, and only files wait for it; one that refuses us is set up wrongly.
func (a *House) ReachFiles(ctx context.Context) error {
	if a.Blobs.Scanner != nil {
		if err := a.Blobs.Scanner.Ping(ctx); err != nil {
			slog.WarnContext(ctx, "clamd does not answer; files wait for it", "error", err)
		}
	}
	err := a.Blobs.Reach(ctx)
	if errors.Is(err, blob.ErrStoreGone) {
		slog.WarnContext(ctx, "the store of files does not answer", "error", err)
		return nil
	}
	return err
}

// privately makes the file of a new SQLite database for this user alone, whatever
// the folder it lies in allows; what SQLite puts beside it takes after it.
func privately(dsn string) error {
	if sqldb.IsPostgres(dsn) {
		return nil
	}
	f, err := os.OpenFile(dsn, os.O_CREATE|os.O_RDONLY, 0o600)
	if err != nil {
		return fmt.Errorf("database: %w", err)
	}
	return f.Close()
}

// Close closes the database.
func (a *House) Close() error { return a.DB.Close() }

// Migrate brings the schema up to date, after a copy of what is there (DATA/upgrade),
// and fills in what the program ships with.
func (a *House) Migrate(ctx context.Context) error {
	if err := a.guard(ctx, true); err != nil {
		return err
	}
	if _, err := a.DB.Migrate(ctx); err != nil {
		return err
	}
	return a.DB.Write(ctx, func(tx *sqldb.Tx) error { return codes.Seed(ctx, tx) })
}

func (a *House) wire() (err error) {
	if a.Keys, err = ledger.OpenKeys(a.Config.Data); err != nil {
		return err
	}
	a.secret, err = secretKey(filepath.Join(a.Config.Data, "keys", "codes.key"))
	if err != nil {
		return err
	}
	if a.Jobs, err = job.NewClient(a.DB); err != nil {
		return err
	}
	a.Regions, a.Codes = region.NewService(a.DB), codes.NewService(a.DB)
	a.Diary = diary.NewService(a.DB)
	a.Identity = identity.NewService(a.DB, a.Config.Limits)
	if a.Config.OIDC.Issuer != "" {
		a.Identity.Trust(oidc.New(a.Config.OIDC, a.DB.Now, nil))
	}
	a.Intake = &blob.Intake{DB: a.DB, Store: a.Blobs, Dir: filepath.Join(a.Config.Data, "uploads"), Limits: a.fileLimits, Found: a.found}
	a.Writer = &document.Writer{Fonts: &font.Source{Dir: filepath.Join(a.Config.Data, "fonts")}}
	a.Cases = casework.New(casework.Deps{
		DB: a.DB, Jobs: a.Jobs, Codes: a.Codes.Snapshot, Names: identity.Names, Region: regionPath, Officers: access.Officers, Stored: blob.Given, Hang: blob.Hang, Unscanned: blob.Unscanned, Diary: diary.Look,
		Pages:     document.Counter{Writer: a.Writer, Codes: a.Codes.Snapshot, Names: identity.Names}.Pages,
		Reckoning: calendar.Options{KeepWeekend: a.Config.KeepWeekend}, Key: a.secret,
	})
	a.Retention = retention.New(retention.Deps{
		DB: a.DB, Jobs: a.Jobs, Cases: a.Cases, Officers: access.Officers,
		Forget: func(ctx context.Context, tx *sqldb.Tx, digests []string) ([]string, error) {
			return blob.Forget(ctx, tx, digests, tx.Now.Add(-keptLoose), casework.Hung)
		},
		Remove: func(ctx context.Context, digest string) error { return a.Blobs.Remove(ctx, a.DB, blob.Digest(digest)) },
	})
	a.Views = &views.Service{DB: a.DB, Cases: a.Cases}
	a.Exports = &export.Service{DB: a.DB, Jobs: a.Jobs, Cases: a.Cases, Codes: a.Codes, Dir: filepath.Join(a.Config.Data, "exports")}
	a.Bulk = &bulk.Service{DB: a.DB, Jobs: a.Jobs, Cases: a.Cases}
	a.Orgs = org.NewService(a.DB, org.Hooks{Successor: a.Cases.Successor, Repathed: casework.Rebase, Regions: knownRegions})
	return nil
}

// fileLimits are those of the policies of today.
func (a *House) fileLimits(ctx context.Context, tx *sqldb.Tx) (blob.Limits, error) {
	now, err := a.Codes.Snapshot(ctx, tx)
	bytes := func(kind codes.Kind) int64 {
		if rule, ok := now.Policies.Pick(kind, codes.Facts{On: calendar.DateOf(tx.Now)}); ok {
			return int64(rule.Count) << 20
		}
		return httpapi.MaxUpload
	}
	return blob.Limits{Photo: bytes(codes.PhotoSize), Document: bytes(codes.DocumentSize), Recording: bytes(codes.RecordingSize)}, err
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

// Fill makes the demo city in an empty installation; made is false when there is
// something already.
func (a *House) Fill(ctx context.Context) (made bool, err error) {
	return fixture.City(ctx, fixture.Rooms{
		DB: a.DB, Regions: a.Regions, Orgs: a.Orgs, Codes: a.Codes, Identity: a.Identity, Cases: a.Cases, Diary: a.Diary, Blobs: a.Blobs, Travel: a.Clock.Travel,
	})
}

// Writable tries whether the data folder takes files.
func (a *House) Writable() error {
	f, err := os.CreateTemp(a.Config.Data, ".try-*")
	if err != nil {
		return err
	}
	_, err = f.Write([]byte("x"))
	return errors.Join(err, f.Sync(), f.Close(), os.Remove(f.Name()))
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
	if err := vault.WriteNew(path, key, 0o600); errors.Is(err, fs.ErrExist) {
		return os.ReadFile(path) // another process was quicker, and wrote it whole
	} else if err != nil {
		return nil, err
	}
	return key, nil
}
