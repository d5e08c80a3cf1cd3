package retention_test

import (
	"testing"
	"time"

	"hemu/internal/casework"
	"hemu/internal/retention"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestWhatKeepsAFileBlocksNoOther: files that are held, or whose people wait for an answer,
// do not count among those looked at in a night.
func TestWhatKeepsAFileBlocksNoOther(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		p, ctx := newPlace(t, db), t.Context()
		for _, name := range []string{"王玥", "赵堃"} {
			p.hold(t, p.declined(t, name))
		}
		asked := p.declined(t, "钱䶮")
		if _, err := p.cases.Do(ctx, mediator, asked.ID, asked.Version, "", casework.AskData{Kind: "see", Party: asked.Parties[0].ID, Identity: "known", Text: "要看"}); err != nil {
			t.Fatal(err)
		}
		clock.Advance(time.Hour)
		free := []casework.Case{p.declined(t, "孙祎"), p.declined(t, "李珺")}
		clock.Set(clock.Now().AddDate(3, 0, 2))
		if err := db.Read(ctx, func(tx *sqldb.Tx) error {
			list, more, err := p.cases.EndingNow(ctx, tx, func(*sqldb.Cond) {}, 1)
			if len(list) != 1 || list[0].ID != free[0].ID || !more {
				t.Errorf("found %+v, more %v", list, more)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if n, err := p.s.Find(ctx); n != 2 || err != nil {
			t.Errorf("found %d, %v", n, err)
		}
	})
}

// TestLeftOutIsNotFoundAgain: what an archivist left out of a batch, or let go with it, is
// not found again the next night, but when the case changed, or after a year; and they may
// propose it themselves at any time.
func TestLeftOutIsNotFoundAgain(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		p, ctx := newPlace(t, db), t.Context()
		left, gone, other := p.declined(t, "王玥"), p.declined(t, "赵堃"), p.declined(t, "钱䶮")
		clock.Set(clock.Now().AddDate(3, 0, 2))
		night := func(want int) (found retention.Batch) {
			t.Helper()
			clock.Advance(24 * time.Hour)
			if n, err := p.s.Find(ctx); n != want || err != nil {
				t.Fatalf("found %d, want %d: %v", n, want, err)
			}
			list, err := p.s.List(ctx, archivist, []retention.State{retention.Found})
			if err != nil || len(list) == 0 {
				return found
			}
			return list[0]
		}
		b := night(3)
		b, err := p.s.TakeUp(ctx, archivist, b.ID, b.Version, []casework.ID{left.ID}, "保管期满")
		if err != nil {
			t.Fatal(err)
		}
		night(0)
		if _, err := p.s.Withdraw(ctx, archivist, b.ID, b.Version); err != nil {
			t.Fatal(err)
		}
		night(0)

		changed, err := p.cases.Do(ctx, head, left.ID, left.Version, "", casework.Hold{Reason: "法院调卷"})
		if err == nil {
			_, err = p.cases.Do(ctx, head, left.ID, changed.Version, "", casework.Unhold{Hold: changed.Holds[0].ID, Reason: "已退回"})
		}
		if err != nil {
			t.Fatal(err)
		}
		again := night(1)
		if again, err = p.s.Get(ctx, archivist, again.ID); err != nil || again.Items[0].Case != left.ID {
			t.Errorf("found %+v, %v", again.Items, err)
		}
		if _, err := p.s.Propose(ctx, archivist, []casework.ID{gone.ID}, "保管期满"); err != nil {
			t.Errorf("proposed by hand: %v", err)
		}
		clock.Set(clock.Now().AddDate(1, 0, 0))
		if last, err := p.s.Get(ctx, archivist, night(1).ID); err != nil || last.Items[0].Case != other.ID {
			t.Errorf("after a year %+v, %v", last.Items, err)
		}
	})
}
