package httpapi_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"hemu/internal/access"
	"hemu/internal/bulk"
	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/httpapi"
	"hemu/internal/ledger"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// bulk asks what a command would do to many cases and has it looked at.
func (s *session) bulk(in map[string]any) httpapi.BulkOut {
	s.t.Helper()
	return s.worked(ask[httpapi.BulkOut](s, "POST", "/api/bulk", in, nil))
}

// step has a run go on, or back, to its end.
func (s *session) step(run httpapi.BulkOut, step string) httpapi.BulkOut {
	s.t.Helper()
	return s.worked(ask[httpapi.BulkOut](s, "POST", "/api/bulk/"+run.ID+"/"+step, nil, nil))
}

// worked is a run when its jobs have nothing left to do.
func (s *session) worked(run httpapi.BulkOut) httpapi.BulkOut {
	s.t.Helper()
	for slices.Contains([]string{"looking", "running", "undoing"}, run.State) {
		must(s.t, s.server.Bulk.Work(s.t.Context(), run.ID))
		run = ask[httpapi.BulkOut](s, "GET", "/api/bulk/"+run.ID, nil, nil)
	}
	return run
}

// bulkLines are all lines of a run, by case.
func (s *session) bulkLines(run httpapi.BulkOut) map[string]httpapi.BulkLineOut {
	s.t.Helper()
	all := map[string]httpapi.BulkLineOut{}
	for after := int64(0); ; {
		page := ask[httpapi.BulkLinesOut](s, "GET", fmt.Sprintf("/api/bulk/%s/lines?after=%d", run.ID, after), nil, nil)
		for _, l := range page.Items {
			all[l.Case] = l
		}
		if after = page.Next; after == 0 {
			return all
		}
	}
}

// act does a command to a case as it is now.
func (s *session) act(id, act string, in any) {
	s.t.Helper()
	version := ask[httpapi.ViewOut](s, "GET", "/api/cases/"+id, nil, nil).Version
	ask[httpapi.DoneOut](s, "POST", "/api/cases/"+id+"/"+act, in, map[string]string{"If-Match": fmt.Sprintf("%q", strconv.FormatInt(version, 10))})
}

// verbs are what happened to a case, the first first.
func (h *house) verbs(id string) (verbs []string) {
	h.t.Helper()
	must(h.t, h.server.DB.Read(h.t.Context(), func(tx *sqldb.Tx) error {
		entries, err := ledger.List(h.t.Context(), tx, id, 0, 100)
		for _, e := range entries {
			verbs = append(verbs, strings.TrimPrefix(e.Verb, "case."))
		}
		slices.Reverse(verbs)
		return err
	}))
	return verbs
}

var water = map[string]any{"add": []string{"water"}}

// TestBulk: tags and assignments are foreseen, done and taken back; what is refused says
// why, what was changed meanwhile is left alone, and a run is its owner's alone.
func TestBulk(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		h := newHouse(t, db, clock)
		wang, zhao := h.as("wang"), h.as("zhao")
		first, second, third := wang.titled("通行道路"), wang.titled("排水沟"), wang.titled("屋檐")
		wang.act(third, "tag", water)
		strangers := zhao.titled("界墙")
		run := wang.bulk(map[string]any{"ids": []string{first, second, third, strangers, first, "never"}, "tag": water})
		want := httpapi.BulkCounts{Ready: 2, Refused: 1}
		if run.State != "ready" || run.Counts != want || len(run.Reasons) != 1 || run.Reasons[0].Code != "case.tags_same" || run.Reasons[0].Count != 1 || len(h.verbs(first)) != 1 {
			t.Fatalf("foreseen: %+v", run)
		}
		lines := wang.bulkLines(run)
		if l := lines[second]; len(lines) != 3 || l.Title != "排水沟" || l.State != "ready" || lines[third].Detail != run.Reasons[0].Detail || lines[third].Detail == "" {
			t.Errorf("lines: %+v", lines)
		}
		for _, to := range [][2]string{{"GET", ""}, {"GET", "/lines"}, {"POST", "/start"}, {"POST", "/stop"}, {"POST", "/undo"}} {
			zhao.refused(404, "bulk.not_found", to[0], "/api/bulk/"+run.ID+to[1], nil, nil)
		}
		if others := ask[httpapi.BulksOut](zhao, "GET", "/api/bulk", nil, nil); len(others.Items) != 0 {
			t.Errorf("another's runs: %+v", others)
		}
		wang.act(second, "accept", map[string]any{})
		wang.refused(409, "bulk.nothing_done", "POST", "/api/bulk/"+run.ID+"/undo", nil, nil)
		run = wang.step(run, "start")
		want = httpapi.BulkCounts{Done: 1, Failed: 1, Refused: 1}
		if run.State != "ended" || run.Counts != want || run.UndoLeft != 600 || wang.bulkLines(run)[second].Code != "bulk.case_changed" {
			t.Errorf("done: %+v", run)
		}
		if got := h.verbs(second); slices.Contains(got, "tag") {
			t.Errorf("a changed case was overwritten: %v", got)
		}
		wang.refused(409, "bulk.begun", "POST", "/api/bulk/"+run.ID+"/start", nil, nil)
		clock.Advance(bulk.UndoFor - time.Second)
		run = wang.step(run, "undo")
		want = httpapi.BulkCounts{Undone: 1, Failed: 1, Refused: 1}
		if got := h.verbs(first); run.State != "undone" || run.Counts != want || !slices.Equal(got, []string{"register", "tag", "tag"}) {
			t.Errorf("taken back: %+v, %v", run, got)
		}
		h.assignAll(wang, clock)
		h.bulkEnds(wang, clock, second)
	})
}

// assignAll: a town's cases go to a village and come back, but for one signed meanwhile.
func (h *house) assignAll(wang *session, clock *sqldbtest.Clock) {
	h.t.Helper()
	li := h.as("li")
	ids := []string{}
	for _, title := range []string{"甲界", "乙界", "丙界"} {
		id := li.titled(title)
		li.act(id, "accept", map[string]any{})
		li.act(id, "triage", map[string]any{"batch": "active", "level": "ordinary", "difficulty": "normal", "reason": "依来访所述"})
		ids = append(ids, id)
	}
	run := li.bulk(map[string]any{"filter": map[string]any{"state": "accepted"}, "sort": "no", "assign": map[string]any{"lead": h.units["a"], "goal": "解决", "leader": "王主任"}})
	if run.Counts != (httpapi.BulkCounts{Ready: 3}) || run.Assign == nil || run.Assign.Leader != "王主任" {
		h.t.Fatalf("%+v", run)
	}
	run = li.step(run, "start")
	wang.act(ids[1], "sign", map[string]any{})
	run = li.step(run, "undo")
	if run.Counts != (httpapi.BulkCounts{Undone: 2, Kept: 1}) || li.bulkLines(run)[ids[1]].Code != "bulk.case_changed" {
		h.t.Errorf("%+v", run)
	}
	if view := ask[httpapi.ViewOut](li, "GET", "/api/cases/"+ids[0], nil, nil); view.Case.State != "accepted" || view.Case.Holder != h.units["town"] {
		h.t.Errorf("%s at %s after it was taken back", view.Case.State, view.Case.Holder)
	}
}

// bulkEnds: what is stopped, dropped, too late, too many, too old.
func (h *house) bulkEnds(wang *session, clock *sqldbtest.Clock, id string) {
	h.t.Helper()
	in := map[string]any{"ids": []string{id}, "tag": map[string]any{"add": []string{"wages"}}}
	run := wang.bulk(in)
	run = wang.step(run, "stop")
	if run.State != "dropped" || run.Counts != (httpapi.BulkCounts{}) {
		h.t.Errorf("%+v", run)
	}
	wang.refused(409, "bulk.ended", "POST", "/api/bulk/"+run.ID+"/start", nil, nil)
	for range 5 {
		run = wang.bulk(in)
	}
	wang.refused(409, "bulk.many", "POST", "/api/bulk", in, nil)
	ask[httpapi.BulkOut](wang, "POST", "/api/bulk/"+run.ID+"/start", nil, nil)
	run = wang.step(run, "stop")
	if run.State != "stopped" || run.Counts != (httpapi.BulkCounts{Ready: 1}) || slices.Contains(h.verbs(id)[2:], "tag") {
		h.t.Errorf("stopped: %+v, %v", run, h.verbs(id))
	}
	clock.Advance(bulk.UndoFor)
	wang.refused(409, "bulk.too_late", "POST", "/api/bulk/"+run.ID+"/undo", nil, nil)
	wang.refused(422, "bulk.nothing", "POST", "/api/bulk", map[string]any{"ids": []string{id}}, nil)
	wang.refused(422, "case.region_unknown", "POST", "/api/bulk", map[string]any{"filter": map[string]any{"region": "99"}, "tag": water}, nil)
	clock.Advance(24 * time.Hour)
	must(h.t, h.server.Bulk.Sweep(h.t.Context()))
	wang = h.as("wang")
	states := map[string]int{}
	for _, one := range ask[httpapi.BulksOut](wang, "GET", "/api/bulk", nil, nil).Items {
		states[one.State]++
	}
	if states["expired"] != 4 || states["stopped"] != 1 {
		h.t.Errorf("after a day: %v", states)
	}
	clock.Advance(6 * 24 * time.Hour)
	must(h.t, h.server.Bulk.Sweep(h.t.Context()))
	wang = h.as("wang")
	if all := ask[httpapi.BulksOut](wang, "GET", "/api/bulk", nil, nil); len(all.Items) != 0 {
		h.t.Errorf("after a week: %+v", all)
	}
}

// TestBulkCutOff: a run is cut off anywhere, looking, doing and taking back, and gone on
// with, by several jobs at once too; each case is done exactly once, and taken back once.
func TestBulkCutOff(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		h := newHouse(t, db, clock)
		wang := h.as("wang")
		ids := []string{}
		for i := range 12 {
			ids = append(ids, wang.titled(fmt.Sprintf("第%d桩水渠", i)))
		}
		seed := rand.Uint64()
		r := rand.New(rand.NewPCG(seed, 0))
		t.Logf("seed %d", seed)
		var cut context.CancelFunc
		var left int
		var one sync.Mutex
		snapshot := h.server.Cases.Codes
		h.server.Cases.Codes = func(ctx context.Context, tx *sqldb.Tx) (codes.Snapshot, error) {
			one.Lock()
			defer one.Unlock()
			if left--; left == 0 {
				cut()
			}
			return snapshot(ctx, tx)
		}
		cuts := 0
		untilEnd := func(run httpapi.BulkOut) httpapi.BulkOut {
			for tries := 2; slices.Contains([]string{"looking", "running", "undoing"}, run.State); tries++ { // on a slow machine ever longer
				var ctx context.Context
				ctx, cut = context.WithTimeout(t.Context(), time.Duration(tries+r.IntN(map[string]int{"looking": 200}[run.State]+18))*time.Millisecond)
				left = 1 + r.IntN(map[string]int{"looking": 30}[run.State]+5)
				var all sync.WaitGroup
				for range 1 + r.IntN(2) {
					all.Go(func() { _ = h.server.Bulk.Work(ctx, run.ID) })
				}
				all.Wait()
				if ctx.Err() != nil {
					cuts++
				}
				cut()
				left = 0
				run = ask[httpapi.BulkOut](wang, "GET", "/api/bulk/"+run.ID, nil, nil)
			}
			return run
		}
		run := untilEnd(ask[httpapi.BulkOut](wang, "POST", "/api/bulk", map[string]any{"filter": map[string]any{}, "tag": water}, nil))
		if run.Counts != (httpapi.BulkCounts{Ready: 12}) {
			t.Fatalf("%+v", run)
		}
		run = untilEnd(ask[httpapi.BulkOut](wang, "POST", "/api/bulk/"+run.ID+"/start", nil, nil))
		if run.State != "ended" || run.Counts != (httpapi.BulkCounts{Done: 12}) {
			t.Fatalf("%+v", run)
		}
		for _, id := range ids {
			if got := h.verbs(id); !slices.Equal(got, []string{"register", "tag"}) {
				t.Errorf("done: %v", got)
			}
		}
		run = untilEnd(ask[httpapi.BulkOut](wang, "POST", "/api/bulk/"+run.ID+"/undo", nil, nil))
		for _, id := range ids {
			if got := h.verbs(id); run.State != "undone" || !slices.Equal(got, []string{"register", "tag", "tag"}) {
				t.Errorf("taken back: %v", got)
			}
		}
		if cuts < 4 {
			t.Errorf("cut off only %d times", cuts)
		}
		// Stopped while a case is at hand: that one is done or not, the others are left.
		run = untilEnd(ask[httpapi.BulkOut](wang, "POST", "/api/bulk", map[string]any{"ids": ids, "tag": water}, nil))
		run = ask[httpapi.BulkOut](wang, "POST", "/api/bulk/"+run.ID+"/start", nil, nil)
		stopped := make(chan httpapi.BulkOut, 1)
		cut, left = func() {
			go func() { stopped <- ask[httpapi.BulkOut](wang, "POST", "/api/bulk/"+run.ID+"/stop", nil, nil) }()
			time.Sleep(50 * time.Millisecond) // so that it waits for the case at hand
		}, 4
		must(t, h.server.Bulk.Work(t.Context(), run.ID))
		<-stopped
		run = ask[httpapi.BulkOut](wang, "GET", "/api/bulk/"+run.ID, nil, nil)
		done := 0
		for _, id := range ids {
			if len(h.verbs(id)) == 4 {
				done++
			}
		}
		if run.State != "stopped" || done < 3 || done > 4 || run.Counts != (httpapi.BulkCounts{Done: done, Ready: 12 - done}) {
			t.Errorf("stopped after %d: %+v", done, run)
		}
	})
}

// TestBulkReach: what somebody may see no more they are not told of and do not change;
// who has left the post does nothing more.
func TestBulkReach(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		h := newHouse(t, db, clock)
		wang, chief := h.as("wang"), h.as("chief")
		first, second, third := wang.titled("通行道路"), wang.titled("排水沟"), wang.titled("屋檐")
		exec := func(statement string, args ...any) {
			must(t, db.Write(t.Context(), func(tx *sqldb.Tx) error {
				_, err := tx.Exec(t.Context(), statement, args...)
				return err
			}))
		}
		all := []string{first, second, third}
		seen := chief.bulk(map[string]any{"ids": all, "tag": water})
		if n := len(chief.bulkLines(seen)); n != 3 {
			t.Fatalf("%d lines, %+v", n, seen)
		}
		run := wang.bulk(map[string]any{"ids": all, "tag": water})
		exec(`UPDATE casework_case SET confidential = TRUE WHERE id = $1`, first) // nobody is named on it
		for _, of := range []struct {
			*session
			run httpapi.BulkOut
		}{{chief, seen}, {wang, run}} {
			now := ask[httpapi.BulkOut](of.session, "GET", "/api/bulk/"+of.run.ID, nil, nil)
			lines := of.bulkLines(now)
			if _, told := lines[first]; told || len(lines) != 2 || now.Counts.Ready+now.Counts.Refused != 2 {
				t.Errorf("what may not be seen: %+v, %+v", now, lines)
			}
		}
		run = wang.step(run, "start")
		if run.Counts != (httpapi.BulkCounts{Done: 2}) || slices.Contains(h.verbs(first), "tag") {
			t.Errorf("%+v, %v", run, h.verbs(first))
		}
		late := wang.bulk(map[string]any{"ids": all[1:], "tag": map[string]any{"add": []string{"wages"}}})
		ask[httpapi.BulkOut](wang, "POST", "/api/bulk/"+late.ID+"/start", nil, nil)
		looking := ask[httpapi.BulkOut](wang, "POST", "/api/bulk", map[string]any{"tag": water}, nil)
		ask[httpapi.BulkOut](wang, "POST", "/api/bulk/"+run.ID+"/undo", nil, nil)
		exec(`UPDATE identity_post SET until_on = '2026-03-02' WHERE user_id = (SELECT id FROM identity_user WHERE username = 'wang-user')`)
		for id, want := range map[string]string{late.ID: "ended", looking.ID: "failed", run.ID: "undone"} {
			must(t, h.server.Bulk.Work(t.Context(), id))
			now := ask[httpapi.BulkOut](wang, "GET", "/api/bulk/"+id, nil, nil)
			if now.State != want || now.Why == "" || now.Counts != (httpapi.BulkCounts{}) {
				t.Errorf("after the post: %+v", now)
			}
			wang.refused(409, "bulk.other_post", "POST", "/api/bulk/"+id+"/undo", nil, nil)
		}
		if got := h.verbs(second); !slices.Equal(got, []string{"register", "tag"}) {
			t.Errorf("after the post: %v", got)
		}
		h.keptLines(late.ID)
	})
}

// keptLines: the lines of a run that was given up say why, for when the post is held again.
func (h *house) keptLines(run string) {
	h.t.Helper()
	must(h.t, h.server.DB.Read(h.t.Context(), func(tx *sqldb.Tx) error {
		n, err := sqldb.One(h.t.Context(), tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM bulk_line WHERE run_id = $1 AND state = 'failed' AND code = 'bulk.rights_changed'`, run)
		if n != 2 {
			h.t.Errorf("%d lines say why", n)
		}
		return err
	}))
}

// TestBulkOfAnySize: all that a filter finds, more than one job and one page hold, is
// done and taken back. HEMU_BULK is how many cases.
func TestBulkOfAnySize(t *testing.T) {
	n := 1210
	if v := os.Getenv("HEMU_BULK"); v != "" {
		n, _ = strconv.Atoi(v)
	}
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		h := newHouse(t, db, clock)
		wang := h.as("wang")
		id := wang.titled("通行道路")
		h.registerAs(id, n-1)
		begun := time.Now()
		lap := func(what string, run httpapi.BulkOut, want httpapi.BulkCounts) {
			if run.Counts != want {
				t.Errorf("%s: %+v", what, run)
			}
			t.Logf("%d cases %s in %v", n, what, time.Since(begun))
			begun = time.Now()
		}
		lap("registered", httpapi.BulkOut{}, httpapi.BulkCounts{})
		run := wang.bulk(map[string]any{"filter": map[string]any{"state": "reported"}, "sort": "reported", "tag": water})
		lap("looked at", run, httpapi.BulkCounts{Ready: n})
		run = wang.step(run, "start")
		lap("done", run, httpapi.BulkCounts{Done: n})
		if lines := wang.bulkLines(run); len(lines) != n {
			t.Errorf("%d lines", len(lines))
		}
		lap("listed", run, httpapi.BulkCounts{Done: n})
		run = wang.step(run, "undo")
		lap("taken back", run, httpapi.BulkCounts{Undone: n})
		ids := []string{}
		for id := range wang.bulkLines(run) {
			ids = append(ids, id)
		}
		if run := wang.bulk(map[string]any{"ids": ids, "tag": water}); run.Counts != (httpapi.BulkCounts{Ready: n}) {
			t.Errorf("by id: %+v", run)
		}
		if e := wang.export(map[string]any{"ids": ids}); e.Done != n {
			t.Errorf("exported by id: %+v", e)
		}
	})
}

// registerAs registers n cases more by who registered one.
func (h *house) registerAs(id string, n int) {
	h.t.Helper()
	ctx := h.t.Context()
	var actor access.Actor
	must(h.t, h.server.DB.Read(ctx, func(tx *sqldb.Tx) error {
		user, err := sqldb.One(ctx, tx, sqldb.Scalar[string], `SELECT registrar_id FROM casework_case WHERE id = $1`, id)
		if err == nil {
			actor, err = access.Load(ctx, tx, user, "")
		}
		return err
	}))
	for i := range n {
		_, _, err := h.server.Cases.Register(ctx, actor, "", casework.RegisterInput{
			Title: fmt.Sprintf("第%d桩", i), Facts: "相邻通行", Cause: "0301", Channel: "visit", Region: "370285001001",
			Parties: []casework.PartyInput{{Role: "applicant", Kind: "person", Name: "喆甲"}, {Role: "respondent", Kind: "person", Name: "喆乙"}},
		})
		must(h.t, err)
	}
}
