package blob

import (
	"context"
	"errors"
	"testing"
	"time"

	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestLooseFilesAreSwept: only those that neither a case nor a draft names, and that
// nobody handed over again lately; their bytes go later.
func TestLooseFilesAreSwept(t *testing.T) {
	everyStore(t, func(t *testing.T, s Store) {
		sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
			s := another(t, s)
			write := func(fn func(tx *sqldb.Tx) error) error { return db.Write(t.Context(), fn) }
			files := map[string]Blob{}
			for _, name := range []string{"hung", "drafted", "renewed", "loose"} {
				files[name] = put(t, s, name)
				if err := write(func(tx *sqldb.Tx) error {
					_, err := Record(t.Context(), tx, files[name], name+".txt", "li")
					return err
				}); err != nil {
					t.Fatal(err)
				}
			}
			if err := write(func(tx *sqldb.Tx) error { return Hang(t.Context(), tx, []string{string(files["hung"].Digest)}) }); err != nil {
				t.Fatal(err)
			}
			clock.Advance(time.Hour)
			before := clock.Now()
			if err := write(func(tx *sqldb.Tx) error {
				_, err := Record(t.Context(), tx, files["renewed"], "again.txt", "wu")
				return err
			}); err != nil {
				t.Fatal(err)
			}
			drafted := func(context.Context, *sqldb.Tx, []string) (map[string]bool, error) {
				return map[string]bool{string(files["drafted"].Digest): true}, nil
			}
			for _, want := range []int{1, 0} {
				if n, err := s.SweepLoose(t.Context(), db, before, time.Now(), drafted); n != want || err != nil {
					t.Errorf("swept %d, want %d: %v", n, want, err)
				}
			}
			for name, b := range files {
				err := db.Read(t.Context(), func(tx *sqldb.Tx) error {
					_, err := Find(t.Context(), tx, b.Digest)
					return err
				})
				if errors.Is(err, ErrNotFound) != (name == "loose") {
					t.Errorf("%s: %v", name, err)
				}
			}
			if err := write(func(tx *sqldb.Tx) error { return Hang(t.Context(), tx, []string{string(files["loose"].Digest)}) }); !errors.Is(err, ErrNotFound) {
				t.Errorf("hung after it was swept: %v", err)
			}
			if err := s.Verify(t.Context(), files["loose"].Digest); err != nil {
				t.Errorf("its bytes, at once: %v", err)
			}
			if n, err := s.Sweep(t.Context(), db, time.Now().Add(-time.Hour)); n != 0 || err != nil {
				t.Errorf("bytes swept at once: %d, %v", n, err)
			}
			if n, err := s.Sweep(t.Context(), db, time.Now().Add(time.Hour)); n != 1 || err != nil {
				t.Errorf("bytes swept later: %d, %v", n, err)
			}
		})
	})
}
