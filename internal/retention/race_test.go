package retention_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"hemu/internal/blob"
	"hemu/internal/casework"
	"hemu/internal/retention"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestSharedWhileDestroyed: a file of a case that is being destroyed is hung on another
// case at that moment, or was just before, or is sent again and hung on none yet. Either
// it is refused there, or it stays; no case has a file that is gone.
func TestSharedWhileDestroyed(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		p, ctx := newPlace(t, db), t.Context()
		file := casework.FileInput{Digest: digest, Name: "a.png", Kind: "evidence"}
		old := []casework.Case{p.declined(t, "王玥", file), p.declined(t, "钱䶮", file)}
		clock.Set(clock.Now().AddDate(3, 0, 2).Add(time.Hour))
		other := p.taken(t, "孙祎")
		attach := func(ctx context.Context) error {
			_, err := p.cases.Do(ctx, mediator, other.ID, other.Version, "", casework.AttachFile{File: file})
			return err
		}
		destroy := func(c casework.Case) {
			t.Helper()
			if r, err := p.s.Replay(ctx, retention.Listed{Case: c.ID, Certificate: "证"}); r.Destroyed != 1 || err != nil {
				t.Fatal(r, err)
			}
		}
		known := func() bool {
			t.Helper()
			err := db.Read(ctx, func(tx *sqldb.Tx) error {
				_, err := blob.Find(ctx, tx, digest)
				return err
			})
			if err != nil && !errors.Is(err, blob.ErrNotFound) {
				t.Fatal(err)
			}
			return err == nil
		}

		destroy(old[0])
		if !known() || len(p.removed) > 0 {
			t.Error("the file of the other case went")
		}
		done := make(chan error, 1)
		p.forgetting = func() { // looked at: no case has it
			go func() { done <- attach(ctx) }()
			select {
			case err := <-done:
				t.Errorf("hung on a case while it is decided that none has it: %v", err)
				done <- err
			case <-time.After(300 * time.Millisecond): // it waits
			}
		}
		destroy(old[1])
		if err := <-done; (err == nil) != known() || known() != (len(p.removed) == 0) {
			t.Errorf("hung: %v; the file is known: %v; removed: %v", err, known(), p.removed)
		}
	})
}

// TestSentAgainStays: what somebody else has handed over since stays for the case it is for.
func TestSentAgainStays(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		p := newPlace(t, db)
		c := p.declined(t, "王玥", casework.FileInput{Digest: digest, Name: "a.png", Kind: "evidence"})
		clock.Set(clock.Now().AddDate(3, 0, 2).Add(time.Hour))
		write(t, db, func(tx *sqldb.Tx) error {
			_, err := blob.Record(t.Context(), tx, blob.Blob{Digest: digest, Size: 7, Type: "image/png"}, "b.png", "head")
			return err
		})
		if r, err := p.s.Replay(t.Context(), retention.Listed{Case: c.ID, Certificate: "证"}); r.Destroyed != 1 || err != nil {
			t.Fatal(r, err)
		}
		loose := func(wanted int) {
			t.Helper()
			n, err := blob.Store{Dir: t.TempDir()}.SweepLoose(t.Context(), db, clock.Now().AddDate(0, 0, -30), time.Now(), func(context.Context, *sqldb.Tx, []string) (map[string]bool, error) { return nil, nil })
			if n != wanted || err != nil || len(p.removed) > 0 {
				t.Errorf("%d loose, want %d; %v; removed %v", n, wanted, err, p.removed)
			}
		}
		loose(0)
		clock.Advance(31 * 24 * time.Hour)
		loose(1) // no case came
	})
}
