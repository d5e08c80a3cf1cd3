package ledger

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// Whatever is written at once, by whomever, while checkpoints are made: nothing is
// lost and the record verifies whole.
func TestConcurrentWritersLeaveAWholeRecord(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		w := &world{db: db, dir: t.TempDir()}
		var err error
		if w.keys, err = OpenKeys(w.dir); err != nil {
			t.Fatal(err)
		}
		ctx, round, total, erased := t.Context(), 0, int64(0), int64(0)
		rapid.Check(t, func(rt *rapid.T) {
			round++
			writers := rapid.SliceOfN(rapid.SliceOfN(rapid.IntRange(0, 3), 1, 4), 1, 4).Draw(rt, "streams of each writer")
			erase := rapid.Bool().Draw(rt, "erase")
			var did, wiped atomic.Int64
			retry := func(fn func(*sqldb.Tx) error) {
				for {
					if err := db.Write(ctx, fn); err == nil {
						return
					} else if !errors.Is(err, ErrChanged) {
						t.Error(err)
						return
					}
				}
			}
			var wg sync.WaitGroup
			for _, streams := range writers {
				wg.Go(func() {
					for _, s := range streams {
						var e Entry
						retry(func(tx *sqldb.Tx) (err error) {
							e, err = Append(ctx, tx, Entry{Stream: fmt.Sprintf("%d-%d", round, s), Verb: "v"})
							return err
						})
						did.Add(1)
						if erase && s == 0 {
							n := 0
							retry(func(tx *sqldb.Tx) (err error) {
								n, err = EraseAll(ctx, tx, e.Stream, Entry{})
								return err
							})
							wiped.Add(int64(n))
							if n > 0 { // another writer was not faster
								did.Add(1)
							}
						}
					}
				})
			}
			wg.Go(func() {
				if _, err := Checkpoint(ctx, db, w.dir, w.keys.Signer); err != nil {
					t.Error(err)
				}
			})
			wg.Wait()
			total, erased = total+did.Load(), erased+wiped.Load()
			if round%10 != 0 {
				return
			}
			if r := w.verify(t); !r.Whole() || r.Entries != total || r.Erased != erased {
				rt.Fatalf("%d entries, %d erased: %+v", total, erased, r)
			}
		})
		s := w.checkpoint(t)
		if r := w.verify(t); !r.Whole() || r.Waiting != 0 || s.Size != total {
			t.Errorf("in the end: %+v", r)
		}
	})
}
