package sqldb

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/pressly/goose/v3"
)

// TestLowerMigrationsAreCaughtUpOn: a database that had a migration with a higher
// number before one with a lower number existed gets the lower one too.
func TestLowerMigrationsAreCaughtUpOn(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "hemu.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	const later = "0090_blob_upload.sql"
	err = db.withGoose(func(p *goose.Provider) error {
		for _, s := range p.ListSources() {
			if s.Path == later || s.Version == 91 || s.Version == 92 { // those two build on it
				continue
			}
			if _, err := p.ApplyVersion(t.Context(), s.Version, true); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	applied, err := db.Migrate(t.Context())
	if err != nil || len(applied) != 3 || !slices.Contains(applied, later) {
		t.Errorf("applied %v: %v", applied, err)
	}
	if pending, err := db.Pending(t.Context()); err != nil || len(pending) > 0 {
		t.Errorf("pending %v: %v", pending, err)
	}
}
