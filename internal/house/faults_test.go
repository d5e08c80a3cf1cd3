package house

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hemu/internal/fixture"
	"hemu/internal/httpapi"
	"hemu/internal/httpapi/apitest"
	"hemu/internal/identity"
	"hemu/internal/job"
	"hemu/internal/rig"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestFaults breaks what the product stands on, one thing after the other, while an
// officer works: each time the answer says that nothing was kept and when to come
// back, what can be read is read, and the same request under its key is one case
// once the fault is mended.
func TestFaults(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		path := filepath.Join(t.TempDir(), "hemu.db")
		o := newOfficer(t, path)
		o.clockGoesBack()
		o.diskFull()
		o.readOnly()
		o.lockedOut(path)
		o.whole()
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		wire, dsn := cable(t, sqldbtest.PostgresURL(t))
		o := newOfficer(t, dsn)
		o.clockGoesBack()
		o.databaseAway(wire)
		o.whole()
	})
}

// officer is somebody who registers disputes over loopback.
type officer struct {
	*testing.T
	h      *House
	web    *httptest.Server
	cookie string
	ahead  atomic.Int64 // the machine's clock against the real one
	before int64        // cases of the demo city
	made   int          // cases answered
}

func newOfficer(t *testing.T, dsn string) *officer {
	cfg := Config{Data: t.TempDir(), DB: dsn, Version: "test", Limits: identity.DefaultLimits(), Timeout: 2 * time.Second}
	h, err := Open(t.Context(), cfg, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.Close() })
	o := &officer{T: t, h: h}
	h.Clock.machine = func() time.Time { return time.Now().Add(time.Duration(o.ahead.Load())) }
	if made, err := h.Fill(t.Context()); err != nil || !made {
		t.Fatal(made, err)
	}
	queue, err := h.Work(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	o.web = httptest.NewServer(apitest.Handler(t, httpapi.Describe(), h.Handler()))
	t.Cleanup(func() {
		o.web.Close()
		if err := queue.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	res, body := o.ask("POST", "/api/session", "", map[string]string{"username": "village", "password": fixture.Password})
	if len(res.Cookies()) != 1 {
		t.Fatal(res.Status, body)
	}
	o.cookie = res.Cookies()[0].Name + "=" + res.Cookies()[0].Value
	o.before = o.number(`SELECT COUNT(*) FROM casework_case`)
	o.registers("at first", http.StatusOK, "")
	return o
}

func (o *officer) ask(method, path, key string, in any) (*http.Response, string) {
	o.Helper()
	raw, err := json.Marshal(in)
	if err != nil {
		o.Fatal(err)
	}
	req, err := http.NewRequest(method, o.web.URL+path, bytes.NewReader(raw))
	if err != nil {
		o.Fatal(err)
	}
	for name, value := range map[string]string{"Content-Type": "application/json", "Cookie": o.cookie, "Idempotency-Key": key, "Accept-Language": "en"} {
		if value != "" {
			req.Header.Set(name, value)
		}
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		o.Fatal(err)
	}
	body, err := io.ReadAll(res.Body)
	if err != nil {
		o.Fatal(err)
	}
	_ = res.Body.Close()
	return res, string(body)
}

// registers sends one dispute under a key of its name and wants an answer of a
// status and, when it is a refusal, a code.
func (o *officer) registers(name string, want int, code string) {
	o.Helper()
	res, body := o.ask("POST", "/api/cases", name, map[string]any{
		"facts": "两家因屋檐滴水争吵：" + name, "cause": "0301", "channel": "visit", "region": "370285001001",
		"parties": []map[string]string{{"role": "applicant", "kind": "person", "name": "王玥", "phone": "13800138000"}, {"role": "respondent", "kind": "person", "name": "李喆"}},
	})
	if res.StatusCode != want || !strings.Contains(body, code) || (want == http.StatusServiceUnavailable) != (res.Header.Get("Retry-After") != "") {
		o.Errorf("%s: %s %q %s", name, res.Status, res.Header.Get("Retry-After"), body)
	}
	if res.StatusCode == http.StatusOK {
		o.made++
	}
}

// reads is what goes on while nothing can be written.
func (o *officer) reads(why string) {
	o.Helper()
	if res, body := o.ask("GET", "/api/cases?size=3", "", nil); res.StatusCode != http.StatusOK || !strings.Contains(body, "王玥与李喆") {
		o.Errorf("reading %s: %s %.200s", why, res.Status, body)
	}
}

func (o *officer) number(query string) (n int64) {
	o.Helper()
	err := o.h.DB.Read(o.Context(), func(tx *sqldb.Tx) (err error) {
		n, err = sqldb.One(o.Context(), tx, sqldb.Scalar[int64], query)
		return err
	})
	if err != nil {
		o.Fatal(err)
	}
	return n
}

func (o *officer) newest() int64 { return o.number(`SELECT max(at) FROM ledger_entry`) }

// clockGoesBack: by minutes time stands still, by more nothing is written until the
// clock is right again, and a program started on such a machine keeps to that.
func (o *officer) clockGoesBack() {
	o.Helper()
	before := o.newest()
	o.ahead.Store(int64(-5 * time.Minute))
	o.registers("a clock five minutes back", http.StatusOK, "")
	if at := o.newest(); at < before {
		o.Errorf("the record went back from %d to %d", before, at)
	}
	o.ahead.Store(int64(-3 * time.Hour))
	o.registers("a clock three hours back", http.StatusServiceUnavailable, "house.clock_back")
	o.reads("under a clock three hours back")
	form := url.Values{"form": {"x"}, "kind": {"complaint"}, "text": {"没人管"}}
	res, err := http.PostForm(o.web.URL+"/t/AAAA-AAAA-AAAA/say", form)
	if err != nil {
		o.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode == http.StatusOK {
		o.Error("a resident's words were said to be kept")
	}
	again := &House{Config: o.h.Config, DB: o.h.DB, Clock: &Clock{machine: o.h.Clock.machine}}
	if err := again.setClock(o.Context()); err != nil || again.Clock.hold() == nil || again.Clock.Now().UnixMilli() < before {
		o.Error("started under a wrong clock:", err, again.Clock.hold(), again.Clock.Now())
	}
	o.ahead.Store(0)
	o.registers("a clock three hours back", http.StatusOK, "")
}

// diskFull lets the database grow no more.
func (o *officer) diskFull() {
	o.Helper()
	_, lite := o.h.DB.Pools()
	pages := 0
	if err := lite.QueryRow(`PRAGMA page_count`).Scan(&pages); err != nil {
		o.Fatal(err)
	}
	limit := func(n int) {
		if _, err := lite.Exec(fmt.Sprintf(`PRAGMA max_page_count = %d`, n)); err != nil {
			o.Fatal(err)
		}
	}
	limit(pages)
	full := ""
	for i := 0; full == "" && i < 200; i++ { // pages that are free already are filled first
		name := fmt.Sprintf("disk %d", i)
		if res, _ := o.ask("POST", "/api/cases", "probe "+name, map[string]any{
			"facts": strings.Repeat("写满为止。", 400), "cause": "0301", "channel": "visit", "region": "370285001001",
			"parties": []map[string]string{{"role": "applicant", "kind": "person", "name": "王玥"}, {"role": "respondent", "kind": "person", "name": "李喆"}},
		}); res.StatusCode != http.StatusOK {
			full = name
			continue
		}
		o.made++
	}
	o.registers("a full disk", http.StatusServiceUnavailable, "request.disk_full")
	o.reads("from a full disk")
	limit(1 << 30)
	o.registers("a full disk", http.StatusOK, "")
}

// readOnly: the database takes nothing, as when the system has made the disk read-only
// (on a real disk that ends with a restart: docs/faults.md).
func (o *officer) readOnly() {
	o.Helper()
	_, lite := o.h.DB.Pools()
	shut := func(on string) {
		if _, err := lite.Exec(`PRAGMA query_only = ` + on); err != nil {
			o.Fatal(err)
		}
	}
	shut("ON")
	o.registers("a disk that is read only", http.StatusServiceUnavailable, "request.disk_full")
	o.reads("from a disk that is read only")
	shut("OFF")
	o.registers("a disk that is read only", http.StatusOK, "")
	if err := o.h.Writable(); err != nil {
		o.Error(err)
	}
	whole := *o.h
	whole.Config.Data = filepath.Join(whole.Config.Data, "nowhere")
	if whole.Writable() == nil {
		o.Error("a folder that is not there takes files")
	}
}

// lockedOut: another program holds the file, as a careless copy of it does.
func (o *officer) lockedOut(path string) {
	o.Helper()
	other, err := sqldb.Open(o.Context(), path, sqldb.Options{})
	if err != nil {
		o.Fatal(err)
	}
	err = other.Write(o.Context(), func(tx *sqldb.Tx) error {
		o.registers("a locked file", http.StatusServiceUnavailable, "request.")
		o.reads("a locked file")
		return nil
	})
	if err != nil {
		o.Fatal(err)
	}
	if err := other.Close(); err != nil {
		o.Fatal(err)
	}
	o.registers("a locked file", http.StatusOK, "")
}

// databaseAway pulls the plug of the server and puts it in again.
func (o *officer) databaseAway(wire *rig.Wire) {
	o.Helper()
	wire.Cut()
	o.registers("no database", http.StatusServiceUnavailable, "request.")
	if res, _ := o.ask("GET", "/readyz", "", nil); res.StatusCode != http.StatusServiceUnavailable {
		o.Error("ready without a database:", res.Status)
	}
	wire.Mend()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if res, _ := o.ask("GET", "/readyz", "", nil); res.StatusCode == http.StatusOK {
			break
		}
	}
	o.registers("no database", http.StatusOK, "")
	o.reads("after the database came back")
}

// whole: what was answered is there, once; the doctor finds nothing; jobs end.
func (o *officer) whole() {
	o.Helper()
	o.registers("no fault", http.StatusOK, "")
	if n := o.number(`SELECT COUNT(*) FROM casework_case`) - o.before; n != int64(o.made) {
		o.Errorf("%d cases answered, %d there", o.made, n)
	}
	if report, err := o.h.Cases.Check(o.Context()); err != nil || len(report.Totals) > 0 {
		o.Error(report.Findings, err)
	}
	o.h.proven(o.T)
	var left job.Counts
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		err := o.h.DB.Read(o.Context(), func(tx *sqldb.Tx) (err error) {
			left, err = job.Count(o.Context(), tx)
			return err
		})
		if err == nil && left.Waiting == 0 {
			return
		}
	}
	o.Errorf("jobs are left: %+v", left)
}

// cable puts a wire before the server of a database.
func cable(t *testing.T, dsn string) (*rig.Wire, string) {
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	w, address := rig.Lay(t, u.Host)
	u.Host = address
	return w, u.String()
}
