package retention_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"hemu/internal/casework"
	"hemu/internal/ledger"
	"hemu/internal/retention"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// listed is the list that is kept apart from backups.
func (p *place) listed(t *testing.T) (list []retention.Listed) {
	t.Helper()
	if err := p.s.Register(t.Context(), func(l retention.Listed) error { list = append(list, l); return nil }); err != nil {
		t.Fatal(err)
	}
	return list
}

// destroyed goes from a proposal to the certificate.
func (p *place) destroyed(t *testing.T, between func(), cases ...casework.Case) retention.Batch {
	t.Helper()
	ids := []casework.ID{}
	for _, c := range cases {
		ids = append(ids, c.ID)
	}
	b, err := p.s.Propose(t.Context(), archivist, ids, "保管期满")
	if err == nil {
		b, err = p.s.Decide(t.Context(), head, b.ID, b.Version, true, "")
	}
	if err != nil {
		t.Fatal(err)
	}
	between()
	if err := p.s.CarryOut(t.Context(), b.ID); err != nil {
		t.Fatal(err)
	}
	return b
}

// after is another database of the same engine with the same cases, as an old backup
// brings them back, and the list of what was destroyed since told of its cases.
func after(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock, list []retention.Listed, here map[casework.ID]string) (*place, *sqldb.DB, map[string]casework.Case, []retention.Listed) {
	t.Helper()
	other := sqldbtest.SQLite
	if db.Engine() == "PostgreSQL" {
		other = sqldbtest.Postgres
	}
	raw, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	old, now := other(t, clock), clock.Now()
	clock.Set(sqldbtest.Noon)
	p, cases, text := newPlace(t, old), map[string]casework.Case{}, string(raw)
	for id, name := range here {
		cases[name] = p.declined(t, name)
		text = strings.ReplaceAll(text, string(id), string(cases[name].ID))
	}
	clock.Set(now)
	var read []retention.Listed
	if err := json.Unmarshal([]byte(text), &read); err != nil {
		t.Fatal(err)
	}
	return p, old, cases, read
}

// TestReplay: an old backup brings back cases that were destroyed since. They are
// destroyed again, under the certificate they had, which is in the register and marked;
// what cannot be destroyed is kept, and the register says so until it is; and the next
// certificate has a number of its own.
func TestReplay(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		ctx, now := t.Context(), newPlace(t, db)
		gone, kept, blocked := now.declined(t, "王玥"), now.declined(t, "赵堃"), now.declined(t, "钱䶮")
		here := map[casework.ID]string{gone.ID: "王玥", kept.ID: "赵堃", blocked.ID: "钱䶮"}
		clock.Set(clock.Now().AddDate(1, 0, 0))
		absent := now.declined(t, "孙祎") // after the backup
		clock.Set(clock.Now().AddDate(3, 0, 2).Add(time.Hour))
		first := now.destroyed(t, func() { now.hold(t, kept) }, gone, kept, blocked, absent)

		p, old, cases, list := after(t, db, clock, now.listed(t), here)
		p.hold(t, cases["钱䶮"])
		write(t, old, func(tx *sqldb.Tx) error { // as it came from an older program
			_, err := tx.Exec(ctx, `INSERT INTO casework_unmarked (case_id) SELECT id FROM casework_case`)
			return err
		})
		replay := func(destroyed, left int) {
			t.Helper()
			var all retention.Replayed
			for _, l := range list {
				r, err := p.s.Replay(ctx, l)
				if err != nil {
					t.Fatal(err)
				}
				all.Destroyed, all.Kept = all.Destroyed+r.Destroyed, append(all.Kept, r.Kept...)
			}
			if all.Destroyed != destroyed || len(all.Kept) != left {
				t.Errorf("replayed %+v, want %d and %d kept", all, destroyed, left)
			}
		}
		registered := func(destroyed int) retention.Batch {
			t.Helper()
			b, err := p.s.Certified(ctx, head, first.ID)
			if err != nil || b.No != first.No || b.Reason != "保管期满" || b.DecidedBy != "head" || b.ProposedBy != "archivist" || b.ReplayedAt != clock.Now() || b.Destroyed != destroyed || b.Cases != 4 {
				t.Fatalf("registered %+v, %v", b, err)
			}
			return b
		}

		replay(1, 1)
		v, err := p.cases.Get(ctx, head, cases["王玥"].ID)
		if err != nil || v.Case.Certificate != first.No || v.Parties[0].Name != "申请人甲" {
			t.Errorf("%+v %v", v.Parties, err)
		}
		for _, i := range registered(2).Items {
			want := map[casework.ID]string{cases["赵堃"].ID: "case.held", cases["钱䶮"].ID: "case.held", absent.ID: "case.not_found"}[i.Case]
			if i.Why != want || (i.Outcome == retention.ItemKept) != (want == "case.held") {
				t.Errorf("%+v", i)
			}
		}
		replay(0, 1)
		c := cases["钱䶮"]
		if v, err = p.cases.Get(ctx, head, c.ID); err == nil {
			_, err = p.cases.Do(ctx, head, c.ID, v.Case.Version, "", casework.Unhold{Hold: v.Case.Holds[0].ID, Reason: "已退回"})
		}
		if err != nil {
			t.Fatal(err)
		}
		replay(1, 0)
		registered(3)

		if next := p.destroyed(t, func() {}, p.declinedBefore(t, clock, "李珺")); next.No == first.No || !strings.Contains(next.No, "第2号") {
			t.Errorf("the next certificate is %s after %s", next.No, first.No)
		}
		if r, err := ledger.Verify(ctx, old, ""); err != nil || !r.Whole() {
			t.Errorf("the ledger: %+v, %v", r, err)
		}
	})
}

// declinedBefore is a case that is due today.
func (p *place) declinedBefore(t *testing.T, clock *sqldbtest.Clock, name string) casework.Case {
	t.Helper()
	now := clock.Now()
	clock.Set(now.AddDate(-3, 0, -2))
	defer clock.Set(now)
	return p.declined(t, name)
}

// underWay is an old backup of two cases, and the list that was made while the batch that
// destroyed them was approved and not carried out.
func underWay(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) (p *place, b retention.Batch, list []retention.Listed) {
	t.Helper()
	now := newPlace(t, db)
	one, two := now.declined(t, "王玥"), now.declined(t, "赵堃")
	clock.Set(clock.Now().AddDate(3, 0, 2).Add(time.Hour))
	b = now.destroyed(t, func() { list = now.listed(t) }, one, two)
	p, _, _, list = after(t, db, clock, list, map[casework.ID]string{one.ID: "王玥", two.ID: "赵堃"})
	return p, b, list
}

// TestReplayOfWhatWasUnderWay: a list made while a batch is carried out has its number and
// what was destroyed; the rest is carried on.
func TestReplayOfWhatWasUnderWay(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		p, b, list := underWay(t, db, clock)
		for _, l := range list {
			if r, err := p.s.Replay(t.Context(), l); r.Destroyed > 0 || err != nil {
				t.Fatal(r, err)
			}
		}
		if err := p.s.CarryOut(t.Context(), b.ID); err != nil { // as its job does
			t.Fatal(err)
		}
		done, err := p.s.Certified(t.Context(), head, b.ID)
		if err != nil || done.No != b.No || done.Destroyed != 2 || done.ReplayedAt.IsZero() {
			t.Errorf("%+v, %v", done, err)
		}
	})
}

// TestReplayOfAnApprovedBatch: a list that was made before the batch was carried out may
// be replayed again at any time, before and after its job did the rest: what is destroyed
// stays so on the certificate.
func TestReplayOfAnApprovedBatch(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		p, b, list := underWay(t, db, clock)
		replay := func() {
			t.Helper()
			for _, l := range list {
				if r, err := p.s.Replay(t.Context(), l); err != nil || len(r.Kept) > 0 {
					t.Fatal(r, err)
				}
			}
		}
		certified := func() {
			t.Helper()
			done, err := p.s.Certified(t.Context(), head, b.ID)
			if err != nil || done.Destroyed != 2 || done.Cases != 2 || done.Entries == 0 {
				t.Fatalf("%d of %d destroyed, %d entries: %+v, %v", done.Destroyed, done.Cases, done.Entries, done.Items, err)
			}
		}
		replay()
		looked, forget := 0, p.s.Forget
		p.s.Forget = func(ctx context.Context, tx *sqldb.Tx, digests []string) ([]string, error) {
			if looked++; looked == 2 {
				return nil, errors.New("stopped at the second case")
			}
			return forget(ctx, tx, digests)
		}
		if err := p.s.CarryOut(t.Context(), b.ID); err == nil {
			t.Fatal("not stopped")
		}
		replay()
		for range 2 {
			if err := p.s.CarryOut(t.Context(), b.ID); err != nil {
				t.Fatal(err)
			}
			certified()
			replay()
			certified()
		}
	})
}
