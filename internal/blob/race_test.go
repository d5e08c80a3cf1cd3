package blob

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// unnamed says of no file that a case has it.
func unnamed(context.Context, *sqldb.Tx, []string) (map[string]bool, error) { return nil, nil }

// TestSentAgainWhileDestroyed: the bytes of a destroyed file are removed at the moment at
// which somebody sends the same bytes: between storing and recording them, and at any other. Whoever was told that the file was taken has it.
func TestSentAgainWhileDestroyed(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		s := Store{Dir: t.TempDir()}
		limits, ctx := Even(1<<20), t.Context()
		forget := func(d Digest) {
			t.Helper()
			if err := db.Write(ctx, func(tx *sqldb.Tx) error {
				_, err := Forget(ctx, tx, []string{string(d)}, tx.Now.Add(time.Hour), unnamed)
				return err
			}); err != nil {
				t.Fatal(err)
			}
		}
		take := func(text string, also func(*sqldb.Tx, File) error) File {
			f, err := s.Take(ctx, db, strings.NewReader(text), limits, Handed{Name: "a.txt", Uploader: "wu"}, also)
			if err != nil {
				t.Error(err)
			}
			return f
		}
		there := func(d Digest) {
			t.Helper()
			if err := s.Verify(ctx, d); err != nil {
				t.Errorf("recorded, and its bytes: %v", err)
			}
		}

		first := take("the same", nil)
		forget(first.Digest)
		clock.Advance(time.Minute)
		b, f, drop, err := s.receive(ctx, strings.NewReader("the same"), limits, false)
		if err != nil {
			t.Fatal(err)
		}
		defer drop()
		mine, err := claim(ctx, db, b.Digest)
		if err = errors.Join(err, s.shelf().keep(ctx, f, b), s.Remove(ctx, db, b.Digest)); err != nil {
			t.Fatal(err)
		}
		record(t, db, b)
		if err := db.Write(ctx, func(tx *sqldb.Tx) error { return deleteClaim(ctx, tx, mine) }); err != nil {
			t.Fatal(err)
		}
		there(first.Digest)

		for n := range 40 {
			d := take(fmt.Sprint("text ", n), nil).Digest
			forget(d)
			var start, both sync.WaitGroup
			start.Add(1)
			both.Go(func() { start.Wait(); take(fmt.Sprint("text ", n), nil) })
			both.Go(func() {
				start.Wait()
				if err := s.Remove(ctx, db, d); err != nil {
					t.Error(err)
				}
			})
			start.Done()
			both.Wait()
			there(d)
		}
	})
}
