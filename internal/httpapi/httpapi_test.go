package httpapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"hemu/internal/access"
	"hemu/internal/blob"
	"hemu/internal/bulk"
	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/diary"
	"hemu/internal/document"
	"hemu/internal/document/font"
	"hemu/internal/export"
	"hemu/internal/httpapi"
	"hemu/internal/httpapi/apitest"
	"hemu/internal/identity"
	"hemu/internal/job"
	"hemu/internal/ledger"
	"hemu/internal/org"
	"hemu/internal/region"
	"hemu/internal/retention"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
	"hemu/internal/views"
)

// house is a served product with one small city in it: a bureau, its
// coordination office, a town committee and two village committees.
type house struct {
	t     testing.TB
	url   string
	clock *sqldbtest.Clock
	units map[string]string

	server *httpapi.Server
}

const password = "Trust-2026-ok"

func newHouse(t testing.TB, db *sqldb.DB, clock *sqldbtest.Clock) *house {
	t.Helper()
	ctx := context.Background()
	jobs, err := job.NewClient(db)
	must(t, err)
	must(t, db.Write(ctx, func(tx *sqldb.Tx) error { return codes.Seed(ctx, tx) }))
	data := t.TempDir()
	keys, err := ledger.OpenKeys(data)
	must(t, err)
	lists, regions, orgs := codes.NewService(db), region.NewService(db), org.NewService(db, org.Hooks{})
	people := identity.NewService(db, identity.DefaultLimits())
	writer := &document.Writer{Fonts: &font.Source{}}
	cases := casework.New(casework.Deps{DB: db, Jobs: jobs, Codes: lists.Snapshot, Names: identity.Names, Key: make([]byte, 32),
		Officers: access.Officers, Stored: blob.Given, Hang: blob.Hang, Diary: diary.Look, Pages: document.Counter{Writer: writer, Codes: lists.Snapshot, Names: identity.Names}.Pages,
		Region: func(ctx context.Context, tx *sqldb.Tx, code string) (string, error) {
			d, err := region.Get(ctx, tx, code)
			if err != nil {
				return "", nil
			}
			return d.Path, nil
		}})
	blobs := &blob.Store{Dir: data}
	s := &httpapi.Server{DB: db, Cases: cases, Diary: diary.NewService(db), Exports: &export.Service{DB: db, Jobs: jobs, Cases: cases, Codes: lists, Dir: data + "/exports"}, Bulk: &bulk.Service{DB: db, Jobs: jobs, Cases: cases}, Views: &views.Service{DB: db, Cases: cases}, Orgs: orgs, Regions: regions, Codes: lists, Identity: people, Blobs: blobs, Previews: blob.NewPreviews(blobs), Intake: &blob.Intake{DB: db, Store: blobs, Dir: filepath.Join(data, "uploads"), Limits: smallPhotos},
		Retention: retention.New(retention.Deps{DB: db, Jobs: jobs, Cases: cases, Officers: access.Officers}),
		Writer:    writer, Data: data, Keys: keys, Body: 1 << 20, Timeout: 30 * time.Second}
	srv := httptest.NewServer(apitest.Handler(t, httpapi.Describe(), s.Handler()))
	t.Cleanup(srv.Close)
	h := &house{t: t, url: srv.URL, clock: clock, units: map[string]string{}, server: s}
	h.settle(ctx, regions, orgs, people)
	return h
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// settle makes divisions, organisations and people.
func (h *house) settle(ctx context.Context, regions *region.Service, orgs *org.Service, people *identity.Service) {
	h.t.Helper()
	for _, d := range [][2]string{{"37", "山东省"}, {"3702", "青岛市"}, {"370285", "莱西市"}, {"370285001", "水集街道"}, {"370285001001", "甲村"}, {"370285001002", "乙村"}} {
		_, err := regions.Put(ctx, "", "", d[0], d[1])
		must(h.t, err)
	}
	add := func(key, parent, name, code string, kind org.Kind) {
		u, err := orgs.Create(ctx, "", "", org.Unit{ParentID: h.units[parent], Name: name, Kind: kind, RegionCode: code})
		must(h.t, err)
		h.units[key] = u.ID
	}
	add("bureau", "", "莱西市司法局", "370285", org.JudicialBureau)
	add("desk", "bureau", "莱西市协调办公室", "370285", org.CoordinationOffice)
	add("town", "bureau", "水集街道人民调解委员会", "370285001", org.CommitteeTown)
	add("a", "town", "甲村人民调解委员会", "370285001001", org.CommitteeVillage)
	add("b", "town", "乙村人民调解委员会", "370285001002", org.CommitteeVillage)
	for _, p := range [][3]string{
		{"wang", "a", "mediator"}, {"zhao", "b", "mediator"}, {"li", "town", "mediator"}, {"chief", "bureau", "head"},
		{"desk", "desk", "dispatcher"}, {"sys", "bureau", "system_admin"}, {"sec", "bureau", "security_admin"}, {"aud", "bureau", "audit_admin"},
	} {
		u, err := people.Bootstrap(ctx, identity.NewUser{Username: p[0] + "-user", Name: p[0]}, password, false)
		must(h.t, err)
		_, err = people.Grant(ctx, identity.By{}, identity.Grant{UserID: u.ID, OrgID: h.units[p[1]], Role: p[2]})
		must(h.t, err)
	}
}

// session is somebody at a browser.
type session struct {
	*house
	cookie string
}

// as signs somebody in.
func (h *house) as(name string) *session {
	h.t.Helper()
	s := &session{house: h}
	res, body := s.do("POST", "/api/session", map[string]string{"username": name + "-user", "password": password}, nil)
	if res.StatusCode != 200 {
		h.t.Fatalf("sign in %s: %d %s", name, res.StatusCode, body)
	}
	for _, c := range res.Cookies() {
		if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode {
			h.t.Errorf("cookie %s is open: %+v", c.Name, c)
		}
		s.cookie = c.Name + "=" + c.Value
	}
	return s
}

func (s *session) do(method, path string, in any, header map[string]string) (*http.Response, string) {
	s.t.Helper()
	var raw io.Reader
	if in != nil {
		b, err := json.Marshal(in)
		must(s.t, err)
		raw = bytes.NewReader(b)
	}
	req, err := http.NewRequest(method, s.url+path, raw)
	must(s.t, err)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept-Language", "zh-CN")
	if s.cookie != "" {
		req.Header.Set("Cookie", s.cookie)
	}
	for k, v := range header {
		req.Header.Set(k, v)
	}
	res, err := http.DefaultClient.Do(req)
	must(s.t, err)
	defer func() { _ = res.Body.Close() }()
	out, err := io.ReadAll(res.Body)
	must(s.t, err)
	return res, string(out)
}

// ask expects success and decodes the answer.
func ask[T any](s *session, method, path string, in any, header map[string]string) (out T) {
	s.t.Helper()
	res, body := s.do(method, path, in, header)
	if res.StatusCode/100 != 2 {
		s.t.Fatalf("%s %s: %d %s", method, path, res.StatusCode, body)
	}
	if body != "" {
		must(s.t, json.Unmarshal([]byte(body), &out))
	}
	return out
}

// refused expects a problem of that status and code and returns its text.
func (s *session) refused(status int, code, method, path string, in any, header map[string]string) httpapi.Problem {
	s.t.Helper()
	res, body := s.do(method, path, in, header)
	var p httpapi.Problem
	_ = json.Unmarshal([]byte(body), &p)
	if res.StatusCode != status || p.Code != code {
		s.t.Fatalf("%s %s: %d %s, want %d %s", method, path, res.StatusCode, body, status, code)
	}
	if ct := res.Header.Get("Content-Type"); !strings.HasPrefix(ct, "application/problem+json") {
		s.t.Errorf("%s %s answers %s", method, path, ct)
	}
	return p
}

var dispute = map[string]any{
	"facts": "两家因排水沟堵塞争吵。", "cause": "", "channel": "visit", "region": "370285001001",
	"parties": []map[string]any{
		{"role": "applicant", "kind": "person", "name": "王玥", "phone": "13800138000", "idNumber": "11010519491231002X"},
		{"role": "respondent", "kind": "person", "name": "李喆"},
	},
}

// register has somebody register a dispute of a kind that exists.
func (s *session) register() httpapi.BegunOut {
	s.t.Helper()
	in := map[string]any{}
	for k, v := range dispute {
		in[k] = v
	}
	in["cause"] = s.anyCause()
	return ask[httpapi.BegunOut](s, "POST", "/api/cases", in, map[string]string{"Idempotency-Key": s.units["a"] + s.clock.Now().String()})
}

func (s *session) anyCause() string {
	s.t.Helper()
	all := ask[httpapi.CodesOut](s, "GET", "/api/codes?lists=dispute_cause", nil, nil)
	for _, c := range all.Lists["dispute_cause"] {
		if c.Parent != "" {
			return c.Code
		}
	}
	s.t.Fatal("no causes")
	return ""
}

func TestADisputeTravels(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		h := newHouse(t, db, clock)
		wang := h.as("wang")
		begun := wang.register()
		if again := wang.register(); again != begun {
			t.Errorf("sent twice: %+v and %+v", begun, again)
		}
		at := "/api/cases/" + begun.ID
		match := map[string]string{"If-Match": `"1"`}
		h.as("chief").refused(403, "case.not_yours_relation", "POST", at+"/accept", map[string]any{}, match)
		wang.refused(422, "request.if_match", "POST", at+"/accept", map[string]any{}, nil)
		done := ask[httpapi.DoneOut](wang, "POST", at+"/accept", map[string]any{}, match)
		if done.State != "accepted" || done.Version != 2 {
			t.Fatalf("%+v", done)
		}
		if p := wang.refused(409, "case.changed", "POST", at+"/accept", map[string]any{}, match); p.Version != 2 {
			t.Errorf("a stale write is told version %d", p.Version)
		}
		view := ask[httpapi.ViewOut](wang, "GET", at, nil, nil)
		if view.Parties[0].IDNumber == "11010519491231002X" || view.Parties[0].Phone == "13800138000" {
			t.Error("numbers are not masked")
		}
		if view.TrackingCode != begun.TrackingCode {
			t.Errorf("tracking codes %q and %q", view.TrackingCode, begun.TrackingCode)
		}
		plain := ask[httpapi.RevealedOut](wang, "POST", at+"/reveal", map[string]string{"partyId": view.Parties[0].ID, "reason": "通知开会"}, nil)
		if plain.Phone != "13800138000" {
			t.Errorf("revealed %+v", plain)
		}
		for _, k := range view.Clocks {
			why := ask[httpapi.ReckoningOut](wang, "GET", at+"/clocks/"+k.ID, nil, nil)
			if len(why.Counted) == 0 {
				t.Errorf("clock %s explains nothing", k.Kind)
			}
		}
		events := ask[struct{ Items []httpapi.EventOut }](wang, "GET", at+"/events", nil, nil)
		if len(events.Items) < 2 || strings.Contains(string(events.Items[0].Said), "13800138000") {
			t.Errorf("history: %+v", events)
		}
	})
}

func TestStrangersFindNothing(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		h := newHouse(t, db, clock)
		begun := h.as("wang").register()
		at := "/api/cases/" + begun.ID
		for _, name := range []string{"zhao", "sys", "sec", "aud"} {
			s := h.as(name)
			s.refused(404, "case.not_found", "GET", at, nil, nil)
			s.refused(404, "case.not_found", "GET", at+"/events", nil, nil)
			s.refused(404, "case.not_found", "POST", at+"/accept", map[string]any{}, map[string]string{"If-Match": `"1"`})
			s.refused(404, "case.not_found", "GET", at+"/slips/x.pdf", nil, nil)
			page := ask[struct{ Items []httpapi.RowOut }](s, "GET", "/api/cases", nil, nil)
			counts := ask[httpapi.CountsOut](s, "GET", "/api/cases/counts", nil, nil)
			if len(page.Items) != 0 || counts.States["reported"] != 0 {
				t.Errorf("%s finds %d cases, counts %v", name, len(page.Items), counts.States)
			}
		}
		for name, rows := range map[string]int{"chief": 1, "zhao": 0} {
			if got := h.as(name).export(map[string]any{}); got.Done != rows {
				t.Errorf("export for %s has %d rows, want %d", name, got.Done, rows)
			}
		}
		if page := ask[struct{ Items []httpapi.RowOut }](h.as("chief"), "GET", "/api/cases", nil, nil); len(page.Items) != 1 {
			t.Errorf("the head of the bureau finds %d cases", len(page.Items))
		}
		nobody := &session{house: h}
		nobody.refused(401, "identity.signed_out", "GET", "/api/cases", nil, nil)
	})
}

func TestTheFrontDoor(t *testing.T) {
	clock := sqldbtest.NewClock()
	h := newHouse(t, sqldbtest.SQLite(t, clock), clock)
	nobody := &session{house: h}
	nobody.refused(401, "identity.wrong_credentials", "POST", "/api/session", map[string]string{"username": "nobody", "password": "x"}, nil)
	wang := h.as("wang")
	wang.refused(403, "access.no_right", "GET", "/api/users", nil, nil)
	wang.refused(403, "access.no_right", "POST", "/api/orgs", map[string]any{"name": "x", "kind": "department", "region": "370285"}, nil)
	p := wang.refused(422, "request.invalid", "POST", "/api/cases", map[string]any{"nonsense": "13800138000", "facts": "x"}, nil)
	if raw, _ := json.Marshal(p); bytes.Contains(raw, []byte("13800138000")) {
		t.Errorf("the refusal repeats what was sent: %s", raw)
	}
	if p := wang.refused(422, "case.facts_missing", "POST", "/api/cases", map[string]any{"facts": "", "cause": "none", "channel": "visit", "region": "370285", "parties": []any{}}, nil); len(p.Errors) < 3 || p.Detail == "" {
		t.Errorf("a form says everything that is wrong at once: %+v", p)
	}
	// Another site's form must not act for somebody signed in here.
	res, _ := wang.do("POST", "/api/cases", map[string]any{}, map[string]string{"Sec-Fetch-Site": "cross-site"})
	if res.StatusCode != http.StatusForbidden {
		t.Errorf("cross-site write: %d", res.StatusCode)
	}
	wang.refused(404, "request.not_found", "GET", "/api/nothing", nil, nil)
	if p := wang.refused(405, "request.not_found", "PATCH", "/api/cases", nil, nil); p.Status != 405 {
		t.Errorf("%+v", p)
	}
	wang.refused(413, "request.too_large", "POST", "/api/cases", map[string]any{"facts": strings.Repeat("长", 1<<20)}, nil)
	h.clock.Advance(31 * time.Minute)
	wang.refused(401, "identity.signed_out", "GET", "/api/session", nil, nil)
	sec := h.as("sec")
	ask[any](sec, "DELETE", "/api/session", nil, nil)
	sec.refused(401, "identity.signed_out", "GET", "/api/session", nil, nil)
}

// upload sends one file as a form does.
func (s *session) upload(path, name string, content []byte) (*http.Response, string) {
	s.t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("file", name)
	must(s.t, err)
	_, err = part.Write(content)
	must(s.t, errors.Join(err, w.Close()))
	req, err := http.NewRequest("POST", s.url+path, &form)
	must(s.t, err)
	req.Header.Set("Content-Type", w.FormDataContentType())
	req.Header.Set("Cookie", s.cookie)
	res, err := http.DefaultClient.Do(req)
	must(s.t, err)
	defer func() { _ = res.Body.Close() }()
	out, err := io.ReadAll(res.Body)
	must(s.t, err)
	return res, string(out)
}

// TestFilesAtTheFrontDoor: imports may be larger than commands, what is too large is
// said to be, and files are given out as what they are, not as what was claimed.
func TestFilesAtTheFrontDoor(t *testing.T) {
	clock := sqldbtest.NewClock()
	h := newHouse(t, sqldbtest.SQLite(t, clock), clock)
	sys, wang := h.as("sys"), h.as("wang")
	rows := []byte("代码,名称\n" + strings.Repeat("37,山东省\n", 100_000))
	if res, body := sys.upload("/api/import/regions?dryRun=true", "regions.csv", rows); res.StatusCode >= 500 || res.StatusCode == http.StatusRequestEntityTooLarge {
		t.Errorf("an import of %d bytes: %d %s", len(rows), res.StatusCode, body)
	}
	for _, path := range []string{"/api/import/regions?dryRun=true", "/api/files"} {
		if res, body := sys.upload(path, "large.csv", bytes.Repeat([]byte("x"), 34<<20)); res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "blob.too_large") {
			t.Errorf("%s takes %d bytes: %d %s", path, 34<<20, res.StatusCode, body)
		}
	}
	_, body := wang.upload("/api/files", "a.txt", []byte("纸条"))
	var kept httpapi.FileOut
	must(t, json.Unmarshal([]byte(body), &kept))
	begun := wang.register()
	at := "/api/cases/" + begun.ID
	file := map[string]any{"digest": kept.Digest, "name": "a.pdf", "type": "image/svg+xml", "size": 99, "kind": "other"}
	ask[httpapi.DoneOut](wang, "POST", at+"/attach_file", map[string]any{"file": file}, map[string]string{"If-Match": `"1"`})
	view := ask[httpapi.ViewOut](wang, "GET", at, nil, nil)
	res, body := wang.do("GET", at+"/files/"+view.Files[0].ID, nil, nil)
	if body != "纸条" || res.Header.Get("Content-Type") != "text/plain" || !strings.HasPrefix(res.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%d %v %q", res.StatusCode, res.Header, body)
	}
	for _, asked := range []struct {
		name, value string
		code        int
		body        string
	}{
		{"If-Match", `"1"`, 200, "纸条"}, {"If-None-Match", "*", 200, "纸条"}, {"If-Unmodified-Since", "Thu, 01 Jan 2009 00:00:00 GMT", 200, "纸条"},
		{"Range", "bytes=3-5", 206, "条"}, {"Range", "bytes=0-0,3-5", 200, "纸条"},
	} {
		if res, body := wang.do("GET", at+"/files/"+view.Files[0].ID, nil, map[string]string{asked.name: asked.value}); res.StatusCode != asked.code || body != asked.body {
			t.Errorf("%s %s: %d %q", asked.name, asked.value, res.StatusCode, body)
		}
	}
	wang.refused(416, "request.bad_range", "GET", at+"/files/"+view.Files[0].ID, nil, map[string]string{"Range": "bytes=900-"})
	wang.refused(404, "request.not_found", "GET", at+"/files/../text", nil, nil)
	wang.refused(404, "request.not_found", "GET", at+"//events", nil, nil)
}

// TestUploadInParts: a file sent in parts is a file of its sender's; somebody else who
// knows its digest, or the id of the upload, gets nothing.
func TestUploadInParts(t *testing.T) {
	clock := sqldbtest.NewClock()
	h := newHouse(t, sqldbtest.SQLite(t, clock), clock)
	wang, zhao := h.as("wang"), h.as("zhao")
	const at = "/api/uploads/0192f000-0000-7000-8000-000000000001"
	announced := map[string]any{"name": "笔录.txt", "size": 6}
	ask[httpapi.UploadOut](wang, "PUT", at, announced, nil)
	part := func(s *session, from, content string) (out httpapi.UploadOut, code int) {
		req, err := http.NewRequest("POST", s.url+at+"/parts?at="+from, strings.NewReader(content))
		must(t, err)
		req.Header.Set("Cookie", s.cookie)
		res, err := http.DefaultClient.Do(req)
		must(t, err)
		defer func() { _ = res.Body.Close() }()
		if res.StatusCode == http.StatusOK {
			must(t, json.NewDecoder(res.Body).Decode(&out))
		}
		return out, res.StatusCode
	}
	if out, code := part(wang, "0", "纸"); out.Got != 3 || code != 200 {
		t.Errorf("%d %+v", code, out)
	}
	if _, code := part(zhao, "3", "条"); code != 404 {
		t.Errorf("another's part: %d", code)
	}
	if _, code := part(wang, "x", "条"); code != 422 {
		t.Errorf("from nowhere: %d", code)
	}
	zhao.refused(404, "blob.no_upload", "PUT", at, announced, nil)
	wang.refused(409, "blob.upload_incomplete", "POST", at+"/finish", nil, nil)
	part(wang, "3", "条")
	if out := ask[httpapi.UploadOut](wang, "PUT", at, announced, nil); out.Got != 6 || out.Done {
		t.Errorf("%+v", out)
	}
	kept := ask[httpapi.FileOut](wang, "POST", at+"/finish", nil, nil)
	ask[any](wang, "DELETE", at, nil, nil)
	if out := ask[httpapi.UploadOut](wang, "PUT", at, announced, nil); !out.Done || out.Got != 6 {
		t.Errorf("%+v", out)
	}
	file := map[string]any{"file": map[string]any{"digest": kept.Digest, "name": kept.Name, "type": kept.Type, "size": kept.Size, "kind": "other"}}
	begun := zhao.register()
	zhao.refused(422, "case.file_unknown", "POST", "/api/cases/"+begun.ID+"/attach_file", file, map[string]string{"If-Match": `"1"`})
	begun = wang.register()
	ask[httpapi.DoneOut](wang, "POST", "/api/cases/"+begun.ID+"/attach_file", file, map[string]string{"If-Match": `"1"`})
	limits := ask[httpapi.LimitsOut](wang, "GET", "/api/uploads/limits", nil, nil)
	photo := map[string]any{"name": "a.jpg", "size": limits.Photo + 1}
	wang.refused(422, "blob.too_large", "PUT", "/api/uploads/0192f000-0000-7000-8000-000000000002", photo, nil)
}

// smallPhotos are limits of which each differs.
func smallPhotos(context.Context, *sqldb.Tx) (blob.Limits, error) {
	return blob.Limits{Photo: 1 << 20, Document: 32 << 20, Recording: 64 << 20}, nil
}

// TestOddTexts: what no database can hold is the sender's mistake on both engines.
func TestOddTexts(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		h := newHouse(t, db, clock)
		nobody := &session{house: h}
		nobody.refused(422, "request.bad_text", "POST", "/api/session", map[string]string{"username": "a\x00b", "password": "x"}, nil)
		wang := h.as("wang")
		wang.refused(422, "request.bad_text", "GET", "/api/cases?text=%00", nil, nil)
		wang.refused(422, "request.bad_text", "GET", "/api/cases/%ff", nil, nil)
		ask[struct{ Items []httpapi.RowOut }](wang, "GET", "/api/cases?cause=%E4%B8%A5", nil, nil)
		in := map[string]any{"cause": wang.anyCause()}
		for k, v := range dispute {
			if k != "cause" {
				in[k] = v
			}
		}
		in["facts"] = "a\x00b"
		if res, body := wang.do("POST", "/api/cases", in, nil); res.StatusCode >= 500 {
			t.Errorf("facts with a zero: %d %s", res.StatusCode, body)
		}
		in["title"] = "a\x00b"
		wang.refused(422, "request.bad_text", "POST", "/api/cases", in, nil)
	})
}

// TestOwnPasswordFirst: with a one-time code nothing can be done but to choose one.
func TestOwnPasswordFirst(t *testing.T) {
	clock := sqldbtest.NewClock()
	h := newHouse(t, sqldbtest.SQLite(t, clock), clock)
	made := ask[httpapi.IssuedOut](h.as("sys"), "POST", "/api/users", map[string]string{"username": "new-user", "name": "新人"}, nil)
	s := &session{house: h}
	res, body := s.do("POST", "/api/session", map[string]string{"username": made.Username, "password": made.Code}, nil)
	if res.StatusCode != 200 {
		t.Fatalf("%d %s", res.StatusCode, body)
	}
	s.cookie = res.Cookies()[0].Name + "=" + res.Cookies()[0].Value
	s.refused(403, "identity.must_change", "GET", "/api/cases", nil, nil)
	s.refused(403, "identity.must_change", "GET", "/api/cases/x/slips/x.pdf", nil, nil)
	if res, body := s.upload("/api/files", "a.txt", []byte("x")); res.StatusCode != 403 {
		t.Errorf("uploads: %d %s", res.StatusCode, body)
	}
}

// TestCorrectUser: who keeps accounts corrects how somebody is called and reached, on record;
// nobody else does, not even for themselves, and a stale page corrects nothing.
func TestCorrectUser(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		h := newHouse(t, db, clock)
		sys := h.as("sys")
		one := func() httpapi.AccountOut {
			return ask[struct{ Items []httpapi.AccountOut }](sys, "GET", "/api/users?text=wang-user", nil, nil).Items[0]
		}
		was := one()
		at, right := "/api/users/"+was.ID, map[string]string{"name": "王桦", "phone": "13800138000"}
		match := map[string]string{"If-Match": strconv.FormatInt(was.Version, 10)}
		for _, other := range []string{"wang", "sec", "aud", "chief"} {
			h.as(other).refused(403, "access.no_right", "PUT", at, right, match)
		}
		sys.refused(422, "identity.name_missing", "PUT", at, map[string]string{"name": " "}, match)
		sys.refused(422, "identity.phone_form", "PUT", at, map[string]string{"name": "王桦", "phone": "12"}, match)
		sys.refused(422, "request.if_match", "PUT", at, right, nil)
		ask[any](sys, "PUT", at, right, match)
		sys.refused(409, "identity.changed", "PUT", at, map[string]string{"name": "别人"}, match)
		if now := one(); now.Name != "王桦" || now.Phone != "13800138000" || now.Username != was.Username {
			t.Errorf("%+v", now)
		}
		var entry string
		if err := db.Read(t.Context(), func(tx *sqldb.Tx) error {
			rows, err := sqldb.All(t.Context(), tx, sqldb.Scalar[string], `SELECT verb FROM ledger_entry WHERE verb = 'identity.update'`)
			entry = strings.Join(rows, ",")
			return err
		}); err != nil || entry != "identity.update" {
			t.Errorf("on record: %q %v", entry, err)
		}
	})
}

// TestCookiesOverTLS: over TLS only the cookie counts that no other host could set.
func TestCookiesOverTLS(t *testing.T) {
	clock := sqldbtest.NewClock()
	h := newHouse(t, sqldbtest.SQLite(t, clock), clock)
	h.as("wang").refused(401, "identity.signed_out", "GET", "/api/session", nil, map[string]string{"X-Forwarded-Proto": "https"})
}
