package httpapi_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"hemu/internal/casework"
	"hemu/internal/httpapi"
	"hemu/internal/ledger"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// export asks for a table, has it made, and gives its id.
func (s *session) export(in map[string]any) httpapi.ExportOut {
	s.t.Helper()
	for name, usual := range map[string]any{"format": "csv", "columns": []string{"no", "title"}} {
		if in[name] == nil {
			in[name] = usual
		}
	}
	e := ask[httpapi.ExportOut](s, "POST", "/api/exports", in, nil)
	if e.State != "waiting" {
		s.t.Fatalf("%+v", e)
	}
	must(s.t, s.server.Exports.Make(s.t.Context(), e.ID))
	return s.exported(e.ID)
}

func (s *session) exported(id string) httpapi.ExportOut {
	s.t.Helper()
	all := ask[httpapi.ExportsOut](s, "GET", "/api/exports", nil, nil)
	i := slices.IndexFunc(all.Items, func(e httpapi.ExportOut) bool { return e.ID == id })
	if i < 0 {
		s.t.Fatalf("%s is not among %+v", id, all.Items)
	}
	return all.Items[i]
}

// lines fetches a table made as CSV, without its note and heading.
func (s *session) lines(id string) [][]string {
	s.t.Helper()
	res, raw := s.do("GET", "/api/exports/"+id+"/file", nil, nil)
	if res.StatusCode != 200 || !strings.HasPrefix(res.Header.Get("Content-Disposition"), "attachment") {
		s.t.Fatal(res.StatusCode, raw)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(raw, "\uFEFF")))
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	must(s.t, err)
	if len(all) < 2 || !strings.Contains(all[0][0], "2026-03-02 12:00") || !strings.HasSuffix(all[0][0], id[len(id)-8:]) {
		s.t.Fatalf("whose table is it: %q", all)
	}
	return all[2:]
}

// titled registers a case of wang's under a title.
func (s *session) titled(title string) string {
	s.t.Helper()
	in := casework.RegisterInput{Title: title, Facts: "相邻通行", Cause: "0301", Channel: "visit", Region: "370285001001", Parties: []casework.PartyInput{
		{Role: "applicant", Kind: "person", Name: "喆甲", Phone: "13800001111"}, {Role: "respondent", Kind: "person", Name: "喆乙"},
	}}
	return ask[httpapi.BegunOut](s, "POST", "/api/cases", in, nil).ID
}

func TestExport(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		h := newHouse(t, db, clock)
		wang, zhao := h.as("wang"), h.as("zhao")
		first, second := wang.titled("=HYPERLINK(\"http://x\")"), wang.titled("通行道路")

		// What stands in the table, in the order of the columns asked for.
		e := wang.export(map[string]any{"columns": []string{"title", "state", "people", "holder", "cause"}, "sort": "reported"})
		want := [][]string{{`'=HYPERLINK("http://x")`, "待受理", "2", "甲村人民调解委员会"}, {"通行道路", "待受理", "2", "甲村人民调解委员会"}}
		for i, line := range wang.lines(e.ID) {
			if !slices.Equal(line[:4], want[i]) || line[4] == "" || line[4] == "0301" {
				t.Errorf("%q instead of %q", line, want[i])
			}
		}
		if e.State != "ready" || e.Done != 2 || e.Total != 2 || e.Bytes == 0 || !e.ExpiresAt.Equal(clock.Now().Add(24*time.Hour)) {
			t.Errorf("%+v", e)
		}
		// As a workbook, of ticked rows; a stranger's table of the same rows is empty.
		picked := map[string]any{"ids": []string{second}, "format": "xlsx"}
		e = wang.export(picked)
		_, raw := wang.do("GET", "/api/exports/"+e.ID+"/file", nil, nil)
		book, err := excelize.OpenReader(strings.NewReader(raw))
		must(t, err)
		if rows, _ := book.GetRows("Sheet1"); len(rows) != 3 || rows[2][1] != "通行道路" || !strings.Contains(rows[0][0], "wang（甲村人民调解委员会 调解员）") {
			t.Errorf("%q", rows)
		}
		if other := zhao.export(map[string]any{"ids": []string{first, second}}); other.Total != 0 || len(zhao.lines(other.ID)) != 0 {
			t.Errorf("a stranger takes out %+v", other)
		}
		// The export is its owner's alone.
		for _, ask := range [][2]string{{"GET", "/file"}, {"DELETE", ""}} {
			zhao.refused(404, "export.not_found", ask[0], "/api/exports/"+e.ID+ask[1], nil, nil)
		}
		// Names only with a reason, and then they are there.
		names := map[string]any{"columns": []string{"applicants", "respondents"}, "format": "csv"}
		wang.refused(422, "export.reason", "POST", "/api/exports", names, nil)
		names["reason"] = "送达开会通知"
		if lines := wang.lines(wang.export(names).ID); len(lines) != 2 || !slices.Equal(lines[0], []string{"喆甲", "喆乙"}) {
			t.Errorf("%q", lines)
		}
		wang.refused(422, "export.columns", "POST", "/api/exports", map[string]any{"columns": []string{"idNumber"}, "format": "csv"}, nil)
		h.exportOnRecord(wang, second)
	})
}

// exportOnRecord: who looked at the case by an export, and what the record keeps of it.
func (h *house) exportOnRecord(wang *session, id string) {
	h.t.Helper()
	readers := ask[struct{ Items []httpapi.ReadingOut }](wang, "GET", "/api/cases/"+id+"/readers", nil, nil)
	seen := []string{}
	for _, r := range readers.Items {
		seen = append(seen, r.What)
	}
	if slices.Sort(seen); !slices.Equal(seen, []string{"export", "export_names"}) {
		h.t.Errorf("read by %q", seen)
	}
	var user string
	verbs := map[string]int{}
	must(h.t, h.server.DB.Read(h.t.Context(), func(tx *sqldb.Tx) (err error) {
		if user, err = sqldb.One(h.t.Context(), tx, sqldb.Scalar[string], `SELECT id FROM identity_user WHERE username = $1`, "wang-user"); err != nil {
			return err
		}
		entries, err := ledger.List(h.t.Context(), tx, "user:"+user, 0, 100)
		for _, e := range entries {
			verbs[e.Verb]++
			if strings.Contains(string(e.Body), "喆") {
				h.t.Errorf("the record names people: %s", e.Body)
			}
			if e.Verb == "case.export" && !strings.Contains(string(e.Body), `"digest":"`) {
				h.t.Errorf("%s", e.Body)
			}
		}
		return err
	}))
	if verbs["case.export"] != 3 || verbs["case.export_fetch"] != 3 {
		h.t.Errorf("on record: %v", verbs)
	}
}

// TestExportEnds: one that is stopped leaves nothing, one cut off is made anew, one
// kept long enough goes, and none is given to who may no longer see what is in it.
func TestExportEnds(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		h := newHouse(t, db, clock)
		wang, chief := h.as("wang"), h.as("chief")
		id := wang.titled("通行道路")
		files := func() int {
			all, _ := os.ReadDir(h.server.Exports.Dir)
			return len(all)
		}
		in := map[string]any{"columns": []string{"title"}, "format": "csv"}
		begin := func() string { return ask[httpapi.ExportOut](wang, "POST", "/api/exports", in, nil).ID }
		stopped := begin()
		wang.refused(409, "export.not_ready", "GET", "/api/exports/"+stopped+"/file", nil, nil)
		ask[any](wang, "DELETE", "/api/exports/"+stopped, nil, nil)
		must(t, h.server.Exports.Make(t.Context(), stopped))
		if wang.exported(stopped).State != "cancelled" || files() != 0 {
			t.Errorf("a stopped export goes on: %+v", wang.exported(stopped))
		}
		cut := begin()
		must(t, db.Write(t.Context(), func(tx *sqldb.Tx) error {
			_, err := tx.Exec(t.Context(), `UPDATE export_job SET state = 'running', attempt = 1, done = 7 WHERE id = $1`, cut)
			if err == nil {
				_, err = tx.Exec(t.Context(), `INSERT INTO export_page (export_id, seq, ids) VALUES ($1, 0, '["x"]')`, cut)
			}
			return err
		}))
		must(t, os.MkdirAll(h.server.Exports.Dir, 0o700))
		for _, left := range []string{".1", ".1.part"} {
			must(t, os.WriteFile(filepath.Join(h.server.Exports.Dir, cut+left), []byte("half"), 0o600))
		}
		var all sync.WaitGroup
		for range 4 { // attempts that are taken for dead, and are not
			all.Go(func() { must(t, h.server.Exports.Make(t.Context(), cut)) })
		}
		all.Wait()
		if files() != 1 {
			t.Errorf("%d files of one export", files())
		}
		if got := wang.lines(cut); len(got) != 1 || wang.exported(cut).Done != 1 {
			t.Errorf("made anew: %q", got)
		}
		begin()
		begin()
		third := begin()
		wang.refused(409, "export.many", "POST", "/api/exports", in, nil)
		must(t, h.server.Exports.Make(t.Context(), third))

		// Confidential since: who is not named may not fetch the table made before.
		others := chief.export(map[string]any{})
		if len(chief.lines(others.ID)) != 1 {
			t.Error("the chief sees nothing")
		}
		must(t, db.Write(t.Context(), func(tx *sqldb.Tx) error {
			_, err := tx.Exec(t.Context(), `UPDATE casework_case SET confidential = TRUE WHERE id = $1`, id)
			return err
		}))
		chief.refused(409, "export.rights_changed", "GET", "/api/exports/"+others.ID+"/file", nil, nil)
		clock.Advance(24 * time.Hour)
		wang = h.as("wang")
		wang.refused(409, "export.expired", "GET", "/api/exports/"+third+"/file", nil, nil)
		n, err := h.server.Exports.Sweep(t.Context())
		if must(t, err); n != 3 || files() != 0 || wang.exported(third).State != "expired" {
			t.Errorf("%d files swept, %d left", n, files())
		}
	})
}

// TestExportRecalled: a table made before somebody in it was concealed is not given out
// any more, others are; one that never comes about leaves its place.
func TestExportRecalled(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		h := newHouse(t, db, clock)
		wang := h.as("wang")
		first, second := wang.titled("通行道路"), wang.titled("排水沟")
		with, without := wang.export(map[string]any{"ids": []string{first, second}}), wang.export(map[string]any{"ids": []string{second}})
		must(t, h.server.Exports.Recall(t.Context(), casework.ID(first)))
		wang.refused(409, "export.expired", "GET", "/api/exports/"+with.ID+"/file", nil, nil)
		if _, err := os.Stat(filepath.Join(h.server.Exports.Dir, with.ID)); wang.exported(with.ID).State != "expired" || !os.IsNotExist(err) {
			t.Errorf("%+v, %v", wang.exported(with.ID), err)
		}
		if len(wang.lines(without.ID)) != 1 {
			t.Error("another table is gone too")
		}
		stuck := ask[httpapi.ExportOut](wang, "POST", "/api/exports", map[string]any{"columns": []string{"no"}, "format": "csv"}, nil).ID
		clock.Advance(24 * time.Hour)
		_, err := h.server.Exports.Sweep(t.Context())
		must(t, err)
		if e := h.as("wang").exported(stuck); e.State != "failed" {
			t.Errorf("%+v", e)
		}
	})
}

// TestExportAfterThePost: who has left the post gets neither the table nor its making.
func TestExportAfterThePost(t *testing.T) {
	clock := sqldbtest.NewClock()
	h := newHouse(t, sqldbtest.SQLite(t, clock), clock)
	wang := h.as("wang")
	wang.titled("通行道路")
	made := wang.export(map[string]any{})
	late := ask[httpapi.ExportOut](wang, "POST", "/api/exports", map[string]any{"columns": []string{"no"}, "format": "csv"}, nil)
	must(t, h.server.DB.Write(t.Context(), func(tx *sqldb.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE identity_post SET until_on = '2026-03-02' WHERE user_id = (SELECT id FROM identity_user WHERE username = 'wang-user')`)
		return err
	}))
	wang.refused(409, "export.rights_changed", "GET", "/api/exports/"+made.ID+"/file", nil, nil)
	must(t, h.server.Exports.Make(t.Context(), late.ID))
	if e := wang.exported(late.ID); e.State != "failed" || e.Bytes != 0 {
		t.Errorf("%+v", e)
	}
}

// mostHeld is how much memory the making of a table may hold, however many cases it has.
// A workbook lies in memory up to 16 MiB, in a buffer that doubles, and then in a file;
// of a table of CSV a page of cases is held, and given up for the next. Whoever keeps all
// of 6,000 cases holds 3 MiB and more half of the time.
var mostHeld = map[string]int{"csv": 2 << 20, "xlsx": 40 << 20}

// TestExportOfAnySize: a large table is whole and takes no more memory than a small
// one. HEMU_EXPORT is how many cases; a workbook is worth asking from 200,000. It runs
// beside no other test: what they hold would be counted too.
func TestExportOfAnySize(t *testing.T) {
	n := 6000
	if v := os.Getenv("HEMU_EXPORT"); v != "" {
		n, _ = strconv.Atoi(v)
	}
	for engine, open := range map[string]func(testing.TB, *sqldbtest.Clock) *sqldb.DB{"sqlite": sqldbtest.SQLite, "postgres": sqldbtest.Postgres} {
		t.Run(engine, func(t *testing.T) {
			clock := sqldbtest.NewClock()
			h := newHouse(t, open(t, clock), clock)
			wang := h.as("wang")
			id := wang.titled("通行道路")
			must(t, h.server.DB.Write(t.Context(), func(tx *sqldb.Tx) error { return multiply(t, tx, id, n) }))
			for format, most := range mostHeld {
				wang.export(map[string]any{"ids": []string{id}, "format": format}) // what is made once is there
				middle := 0
				for range 3 { // what else the process does then is counted too: it must hold each time
					if middle = wang.heldBy(format, n); middle <= most {
						break
					}
				}
				if middle > most {
					t.Errorf("%s: making %d rows holds %d KiB", format, n, middle>>10)
				}
			}
		})
	}
}

// alive is how much memory is in use and not merely left over.
func alive() int {
	runtime.GC()
	m := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(m)
	return int(m[0].Value.Uint64())
}

// multiply makes n cases of one.
func multiply(t *testing.T, tx *sqldb.Tx, id string, n int) error {
	for _, statement := range []string{
		`INSERT INTO casework_case (id, track_hash, ` + caseColumns + `) WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < $2)
			SELECT c.id || '-' || CAST(k.i AS TEXT), c.track_hash || CAST(k.i AS TEXT), ` + caseColumns + ` FROM casework_case c, k WHERE c.id = $1 AND k.i < $2`,
		`INSERT INTO casework_reach (case_id, org_id, org_path, how) SELECT c.id, r.org_id, r.org_path, r.how FROM casework_case c, casework_reach r
			WHERE r.case_id = $1 AND c.id <> $1 AND CAST($2 AS BIGINT) > 0`,
	} {
		if _, err := tx.Exec(t.Context(), statement, id, n); err != nil {
			return err
		}
	}
	return nil
}

const caseColumns = `no, county, state, level, batch, difficulty, cause, gb_type, moj_type, channel, region_code, region_path, title,
	people, amount_fen, confidential, intake_org, holder_org, holder_path, handler_id, registrar_id, outcome, closing_kind, next_step,
	next_kind, next_due_at, next_yellow_at, paused, reported_at, accepted_at, closed_at, archived_at, updated_at, version, data`

// heldBy is how many bytes the making of a table of n cases holds half of the time.
func (s *session) heldBy(format string, n int) int {
	s.t.Helper()
	before, begun := alive(), time.Now()
	stop, held := make(chan bool), []int{}
	go func() {
		for {
			select {
			case stop <- true:
				return
			case <-time.After(15 * time.Millisecond):
				held = append(held, alive()-before)
			}
		}
	}()
	e := s.export(map[string]any{"format": format, "columns": []string{"no", "title", "state", "holder", "cause", "reported", "due", "people", "amount"}})
	<-stop
	if e.Done != n || e.State != "ready" || len(held) < 4 {
		s.t.Fatalf("%+v, looked at %d times", e, len(held))
	}
	// Whoever kept what has been read would hold more than half of the table for half
	// of the time; a page that is being read comes and goes.
	slices.Sort(held)
	middle := held[len(held)/2]
	s.t.Logf("%s: %d rows, %d KiB, %v, holds %d KiB, at most %d KiB", format, e.Done, e.Bytes>>10, time.Since(begun), middle>>10, held[len(held)-1]>>10)
	return middle
}
