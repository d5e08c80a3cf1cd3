package casework

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"hemu/internal/access"
	"hemu/internal/codes"
	"hemu/internal/fault"
	"hemu/internal/ledger"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// do has somebody do commands one after the other, each on the version the one
// before left.
func (c *city) do(t *testing.T, k Case, who access.Actor, cmds ...Command) Case {
	t.Helper()
	for _, cmd := range cmds {
		var err error
		if k, err = c.s.Do(t.Context(), who, k.ID, k.Version, "", cmd); err != nil {
			t.Fatalf("%s: %v", cmd.Act(), err)
		}
	}
	return k
}

func (c *city) healthy(t *testing.T) {
	t.Helper()
	report, err := c.s.Check(t.Context())
	if err != nil || len(report.Totals) > 0 {
		t.Errorf("doctor finds %v, such as %v; %v", report.Totals, report.Findings, err)
	}
}

// TestACaseTravels goes from a village to the town and back to a settled end,
// and looks at everything the service writes on the way.
func TestACaseTravels(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c := newCity(t, db, 1, 2)
		village := c.who("u1", "village00", access.Mediator, access.Unit)
		town := c.who("u2", "town0", access.Head, access.Subtree)
		other := c.who("u3", "village01", access.Mediator, access.Unit)
		k, code, err := c.s.Register(t.Context(), village, "", told("王玥", "李䶮"))
		if err != nil {
			t.Fatal(err)
		}
		if k.No != "（2026）village00人调字第1号" || len(code) != 14 {
			t.Errorf("number %s, code %s", k.No, code)
		}
		if _, err := c.s.Get(t.Context(), other, k.ID); fault.CodeOf(err) != "case.not_found" {
			t.Errorf("the neighbours see it: %v", err)
		}
		if _, err := c.s.Do(t.Context(), other, k.ID, k.Version, "", Accept{}); fault.CodeOf(err) != "case.not_found" {
			t.Errorf("the neighbours act on it: %v", err)
		}
		k = c.do(t, k, village, Accept{}, Assign{Lead: "village00"}, Contact{Party: k.Parties[0].ID, Way: first(codes.ListContactWay)})
		k = c.do(t, k, village, Escalate{Tried: "调解一次", Reason: "涉及两村"})
		if k.Holder != "town0" || k.State != Assigned {
			t.Fatalf("held by %s, %s", k.Holder, k.State)
		}
		clock.Advance(time.Hour)
		k = c.do(t, k, town, Sign{})
		if k.Slips[0].No != "（2026）village00受字第1号" {
			t.Errorf("receipt %s", k.Slips[0].No)
		}
		c.healthy(t)
		if tasks, err := c.s.Work(t.Context(), town, WorkUnit, Ask{}); err != nil || len(tasks.Items) != 1 || tasks.Items[0].Kind != HandlingClock {
			t.Errorf("the town's work is %+v, %v", tasks.Items, err)
		}
		if n, err := c.s.CountWork(t.Context(), town); err != nil || n[WorkUnit] != (WorkCount{All: 1}) || n[WorkMine] != (WorkCount{All: 1}) || n[WorkBelow].All != 1 {
			t.Errorf("the town's work counts %+v, %v", n, err)
		}
		if tasks, err := c.s.Work(t.Context(), village, WorkBelow, Ask{}); err != nil || len(tasks.Items) != 0 {
			t.Errorf("the village's work is %+v, %v", tasks.Items, err)
		}
		events, err := c.s.Events(t.Context(), village, k.ID, 0, 0)
		if err != nil || len(events) < 6 || events[len(events)-1].Act != access.Register || events[0].Act != access.Sign {
			t.Fatalf("history %+v, %v", events, err)
		}
		if said := string(events[len(events)-1].Said); strings.Contains(said, "13800001234") || !strings.Contains(said, "138****1234") {
			t.Errorf("the history tells the number: %s", said)
		}
	})
}

func TestImmediate(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 1)
		village := c.who("u1", "village00", access.Mediator, access.Unit)
		in := ImmediateInput{
			Register:  told("王玥", "李祎"),
			Session:   RecordSession{HeldAt: sqldbtest.Noon, Place: "村委会", Mediators: []string{"姓名u1"}, Present: []string{"0", "1"}, RightsTold: true, Record: "各让一步", Outcome: "agreed"},
			Agreement: DraftAgreement{Facts: "排水沟", Terms: []string{"共用"}, Mediators: []string{"姓名u1"}},
			Settled:   true,
		}
		k, _, err := c.s.Immediate(t.Context(), village, "key", in)
		if err != nil {
			t.Fatal(err)
		}
		if k.State != Closed || k.Agreements[0].No == "" || k.Slips[1].No == "" {
			t.Errorf("%s, agreement %q, slips %+v", k.State, k.Agreements[0].No, k.Slips)
		}
		again, _, err := c.s.Immediate(t.Context(), village, "key", in)
		if err != nil || again.ID != k.ID {
			t.Errorf("sent twice: %s and %s, %v", k.ID, again.ID, err)
		}
		c.healthy(t)
	})
}

// TestOneOfManyWritersWins: eight who read the same version, and one request
// sent eight times.
func TestOneOfManyWritersWins(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 1)
		village := c.who("u1", "village00", access.Mediator, access.Unit)
		k, _, err := c.s.Register(t.Context(), village, "", told("王玥"))
		if err != nil {
			t.Fatal(err)
		}
		results := func(key string, version int64, cmd Command) map[string]int {
			var mu sync.Mutex
			var wg sync.WaitGroup
			out := map[string]int{}
			for range 8 {
				wg.Go(func() {
					_, err := c.s.Do(t.Context(), village, k.ID, version, key, cmd)
					mu.Lock()
					defer mu.Unlock()
					if err != nil && fault.CodeOf(err) == "" {
						t.Error(err)
					}
					out[fault.CodeOf(err)]++
				})
			}
			wg.Wait()
			return out
		}
		if got := results("", k.Version, AddParty{Party: PartyInput{Role: "third", Name: "赵昇"}}); got[""] != 1 || got["case.changed"] != 7 {
			t.Errorf("eight writers: %v", got)
		}
		if got := results("one key", k.Version+1, AddParty{Party: PartyInput{Role: "third", Name: "钱喆"}}); got[""] != 8 {
			t.Errorf("one request eight times: %v", got)
		}
		full, err := c.s.Full(t.Context(), village, k.ID, "print")
		if err != nil || len(full.Parties) != 3 || full.Version != 3 {
			t.Errorf("%d parties at version %d, %v", len(full.Parties), full.Version, err)
		}
		_, err = c.s.Do(t.Context(), village, k.ID, 1, "", Accept{})
		if f, ok := err.(*fault.Error); !ok || f.Args["version"] != int64(3) {
			t.Errorf("a stale writer is told %v", err)
		}
		if _, err = c.s.Do(t.Context(), village, k.ID, 0, "", Accept{}); fault.CodeOf(err) != "case.changed" {
			t.Errorf("a writer without a version is told %v", err)
		}
		c.healthy(t)
	})
}

// TestManyRegisterAtOnce: numbers have no gaps, whoever is refused.
func TestManyRegisterAtOnce(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 1)
		village := c.who("u1", "village00", access.Mediator, access.Unit)
		var wg sync.WaitGroup
		for i := range 12 {
			wg.Go(func() {
				in := told("王玥")
				if i%4 == 0 {
					in.Facts = ""
				}
				_, _, err := c.s.Register(t.Context(), village, "", in)
				if (err != nil) != (i%4 == 0) {
					t.Errorf("%d: %v", i, err)
				}
			})
		}
		wg.Wait()
		page, err := c.s.List(t.Context(), village, Filter{}, Sort{By: ByNo, Desc: true}, Ask{})
		if err != nil || len(page.Items) != 9 || page.Items[0].No != "（2026）village00人调字第9号" {
			t.Errorf("%+v, %v", page.Items, err)
		}
		c.healthy(t)
	})
}

func TestTrackingPage(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 1)
		village := c.who("u1", "village00", access.Mediator, access.Unit)
		k, code, err := c.s.Register(t.Context(), village, "", told("王玥", "李祎"))
		if err != nil {
			t.Fatal(err)
		}
		typed := strings.ToLower(strings.NewReplacer("-", " ", "0", "o", "1", "l").Replace(code))
		tracked, err := c.s.Track(t.Context(), typed)
		if err != nil || tracked.State != Reported || tracked.UnitName != "单位village00" || tracked.NextStep != StepAccept || tracked.NextDue.IsZero() {
			t.Errorf("%+v, %v", tracked, err)
		}
		if raw, _ := json.Marshal(tracked); strings.Contains(string(raw), "王玥") || strings.Contains(string(raw), "排水沟") {
			t.Errorf("the public page tells %s", raw)
		}
		if _, err := c.s.Track(t.Context(), "0000-0000-0000"); fault.CodeOf(err) != "case.not_found" {
			t.Errorf("a guess finds %v", err)
		}
		if err := c.s.Say(t.Context(), code, "complaint", "一直没人联系我"); err != nil {
			t.Fatal(err)
		}
		town := c.who("u2", "town0", access.Head, access.Unit)
		v, err := c.s.Get(t.Context(), town, k.ID)
		if err != nil || len(v.Case.Voices) != 1 || v.Case.Voices[0].To != "town0" {
			t.Errorf("the level above reads %+v, %v", v.Case.Voices, err)
		}
		if again, err := c.s.TrackingCode(t.Context(), village, k.ID); err != nil || again != code {
			t.Errorf("printed again: %s, %v", again, err)
		}
		c.healthy(t)
	})
}

func TestMaskedUntilRevealed(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c := newCity(t, db, 1, 1)
		village := c.who("u1", "village00", access.Mediator, access.Unit)
		above := c.who("u2", "town0", access.Head, access.Subtree)
		k, _, err := c.s.Register(t.Context(), village, "", told("王玥"))
		if err != nil {
			t.Fatal(err)
		}
		v, err := c.s.Get(t.Context(), village, k.ID)
		if raw, _ := json.Marshal(v); err != nil || strings.Contains(string(raw), "13800001234") || v.Parties[0].Phone != "138****1234" {
			t.Errorf("%s, %v", raw, err)
		}
		party := k.Parties[0].ID
		for name, try := range map[string]struct {
			who          access.Actor
			reason, want string
		}{
			"no reason":  {village, " 办", "casework.reveal_reason"},
			"from above": {above, "督查", "case.not_yours_relation"},
			"holder":     {village, "电话联系", ""},
		} {
			got, err := c.s.Reveal(t.Context(), try.who, k.ID, party, try.reason)
			if fault.CodeOf(err) != try.want || (err == nil) != (got.Phone == "13800001234") {
				t.Errorf("%s: %+v, %v", name, got, err)
			}
		}
		clock.Advance(time.Minute)
		if _, err := c.s.Get(t.Context(), above, k.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := c.s.Get(t.Context(), above, k.ID); err != nil {
			t.Fatal(err)
		}
		readings, err := c.s.Readings(t.Context(), village, k.ID, 0)
		if err != nil || len(readings) != 3 || readings[0].User != "u2" || readings[0].OrgName != "单位town0" {
			t.Errorf("%+v, %v", readings, err)
		}
		c.healthy(t)
	})
}

func TestDrafts(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 0, 0)
		me, you := c.who("u1", "bureau", access.Head, access.All), c.who("u2", "bureau", access.Head, access.All)
		d, err := c.s.SaveDraft(t.Context(), me, Draft{Kind: "register", Payload: json.RawMessage(`{"a":1}`)})
		if err != nil || d.Version != 1 {
			t.Fatalf("%+v, %v", d, err)
		}
		d.Payload = json.RawMessage(`{"a":2}`)
		next, err := c.s.SaveDraft(t.Context(), me, d)
		if err != nil || next.Version != 2 {
			t.Fatalf("%+v, %v", next, err)
		}
		for name, try := range map[string]struct {
			who  access.Actor
			d    Draft
			want string
		}{
			"older version":  {me, d, "casework.draft_changed"},
			"somebody else":  {you, next, "casework.draft_changed"},
			"their id again": {you, Draft{ID: d.ID, Kind: "register", Payload: json.RawMessage(`1`)}, "casework.draft_changed"},
			"not JSON":       {me, Draft{Kind: "register", Payload: json.RawMessage(`{`)}, "casework.draft_size"},
			"too large":      {me, Draft{Kind: "register", Payload: json.RawMessage(`"` + strings.Repeat("x", maxDraft) + `"`)}, "casework.draft_size"},
			"no kind":        {me, Draft{Payload: json.RawMessage(`1`)}, "casework.draft_kind"},
		} {
			if _, err := c.s.SaveDraft(t.Context(), try.who, try.d); fault.CodeOf(err) != try.want {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := c.s.Draft(t.Context(), you, d.ID); fault.CodeOf(err) != "casework.draft_not_found" {
			t.Errorf("another's draft: %v", err)
		}
		if got, err := c.s.Draft(t.Context(), me, d.ID); err != nil || string(got.Payload) != `{"a":2}` {
			t.Errorf("%+v, %v", got, err)
		}
		if err := c.s.DeleteDraft(t.Context(), you, d.ID); err != nil {
			t.Fatal(err)
		}
		if mine, err := c.s.Drafts(t.Context(), me, "register"); err != nil || len(mine) != 1 {
			t.Errorf("%+v, %v", mine, err)
		}
		if other, err := c.s.Drafts(t.Context(), me, "immediate"); err != nil || len(other) != 0 {
			t.Errorf("%+v, %v", other, err)
		}
	})
}

// TestUnitsCloseAndMove: what a closing unit had to do passes on, and a moved
// subtree is found where it then is.
func TestUnitsCloseAndMove(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 2, 2)
		from, into := c.byID["village00"], c.byID["village01"]
		village := c.who("u1", "village00", access.Mediator, access.Unit)
		c.who("u9", "village01", access.Mediator, access.Unit)
		for range 3 {
			if _, _, err := c.s.Register(t.Context(), village, "", told("王玥")); err != nil {
				t.Fatal(err)
			}
		}
		open := func(unit string) int64 { return c.open(t, unit) }
		if open(from.ID) != 3 {
			t.Fatalf("%d open", open(from.ID))
		}
		err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
			_, err := c.s.Successor(t.Context(), tx, from.ID, "")
			return err
		})
		if fault.CodeOf(err) != "casework.unit_busy" {
			t.Errorf("closes with cases open: %v", err)
		}
		tells := func(most int) (n int, err error) {
			c.write(t, func(tx *sqldb.Tx) error {
				if _, err := tx.Exec(t.Context(), `UPDATE codes_policy SET count = $1 WHERE kind = 'small_number'`, most); err != nil {
					return err
				}
				if _, err := tx.Exec(t.Context(), `UPDATE codes_revision SET revision = revision + 1`); err != nil {
					return err
				}
				_, err = c.s.Successor(t.Context(), tx, from.ID, "")
				return nil
			})
			f, _ := errors.AsType[*fault.Error](err)
			n, _ = f.Args["n"].(int)
			return n, err
		}
		if n, err := tells(4); n != 4 || fault.CodeOf(err) != "casework.unit_busy_few" {
			t.Errorf("of fewer than four it tells %d, %v", n, err)
		}
		if n, err := tells(3); n != 3 || fault.CodeOf(err) != "casework.unit_busy" {
			t.Errorf("of three it tells %d, %v", n, err)
		}
		c.write(t, func(tx *sqldb.Tx) error {
			if n, err := c.s.Successor(t.Context(), tx, from.ID, into.ID); err != nil || n != 3 {
				t.Errorf("%d handed over, %v", n, err)
				return err
			}
			_, err := tx.Exec(t.Context(), `UPDATE org_unit SET closed_at = 1, closed_into = $1 WHERE id = $2`, into.ID, from.ID)
			return err
		})
		if open(from.ID) != 0 || open(into.ID) != 3 {
			t.Errorf("%d and %d open", open(from.ID), open(into.ID))
		}
		c.healthy(t)
		c.moveVillage(t, into.ID, "town1")
		c.healthy(t)
		page, err := c.s.List(t.Context(), c.who("u2", "town1", access.Head, access.Subtree), Filter{}, Sort{}, Ask{})
		if err != nil || len(page.Items) != 3 {
			t.Errorf("the new town sees %d, %v", len(page.Items), err)
		}
	})
}

func (c *city) moveVillage(t *testing.T, id, to string) {
	t.Helper()
	old, path := c.byID[id].Path, c.byID[to].Path+id+"/"
	c.write(t, func(tx *sqldb.Tx) error {
		if _, err := tx.Exec(t.Context(), `UPDATE org_unit SET path = $1, parent_id = $2 WHERE id = $3`, path, to, id); err != nil {
			return err
		}
		return Rebase(t.Context(), tx, old, path)
	})
}

// TestDoctorFinds damages a sound database in every way the doctor knows.
func TestDoctorFinds(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 1)
		village := c.who("u1", "village00", access.Mediator, access.Unit)
		for range 2 {
			if _, _, err := c.s.Register(t.Context(), village, "", told("王玥")); err != nil {
				t.Fatal(err)
			}
		}
		c.healthy(t)
		if err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
			for _, damage := range []string{`UPDATE casework_tally SET n = n + 1`, `UPDATE casework_month SET month = month + 1`} {
				if _, err := tx.Exec(t.Context(), damage); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if err := c.s.Recount(t.Context()); err != nil {
			t.Fatal(err)
		}
		c.healthy(t)
		undo := fault.New(fault.Internal, "undo")
		for code, damage := range map[string]string{
			"holder_closed":      `UPDATE org_unit SET closed_at = 1 WHERE id = 'village00'`,
			"clock_orphaned":     `UPDATE org_unit SET closed_at = 1 WHERE id = 'village00'`,
			"row_differs":        `UPDATE casework_case SET next_due_at = next_due_at + 1`,
			"projection_differs": `DELETE FROM casework_reach WHERE org_id = 'village00'`,
			"clock_missing":      `DELETE FROM casework_part WHERE kind = 'clock'`,
			"number_gap":         `DELETE FROM casework_number WHERE seq = 1`,
			"tally_differs":      `UPDATE casework_tally SET n = n + 1`,
			"month_differs":      `UPDATE casework_month SET month = month + 1`,
			"ledger_behind":      `UPDATE casework_case SET version = version + 1`,
			"unreadable":         `UPDATE casework_case SET data = '{'`,
			"ledger_missing":     `UPDATE ledger_entry SET stream = 'elsewhere' || id`,
		} {
			var totals map[string]int64
			err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
				if _, err := tx.Exec(t.Context(), damage); err != nil {
					return err
				}
				r := Report{Totals: map[string]int64{}}
				if err := r.all(t.Context(), c.s, tx); err != nil {
					return err
				}
				totals = r.Totals
				return undo
			})
			if fault.CodeOf(err) != "undo" || totals[code] == 0 {
				t.Errorf("%s: %v, %v", code, totals, err)
			}
		}
		c.healthy(t)
	})
}

// all checks every case and the totals within one transaction.
func (r *Report) all(ctx context.Context, s *Service, tx *sqldb.Tx) error {
	ids, err := casesAfter(ctx, tx, "", 1000)
	for _, id := range ids {
		if err == nil {
			err = s.check(ctx, tx, r, ID(id))
		}
	}
	if err != nil {
		return err
	}
	return r.checkTotals(ctx, tx)
}

// TestLedgerHasEveryCommand: who did what for whom, with what they said.
func TestLedgerHasEveryCommand(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 1)
		village := c.who("u1", "village00", access.Mediator, access.Unit)
		k, _, err := c.s.Register(t.Context(), village, "", told("王玥"))
		if err != nil {
			t.Fatal(err)
		}
		c.do(t, k, village, Accept{Note: "来访"})
		var entries []ledger.Entry
		if err := db.Read(t.Context(), func(tx *sqldb.Tx) (err error) {
			entries, err = ledger.List(t.Context(), tx, string(k.ID), 0, 10)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if len(entries) != 2 || entries[0].Verb != "case.accept" || entries[0].Actor != "u1" || entries[0].Org != "village00" ||
			string(entries[0].Body) != `{"version":2,"state":"accepted","said":{"note":"来访"}}` {
			t.Errorf("%+v", entries)
		}
	})
}
