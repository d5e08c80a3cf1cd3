package httpapi_test

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"hemu/internal/httpapi"
	"hemu/internal/sqldb/sqldbtest"
)

// FuzzRequest sends bytes of any kind, where the contract asks for a query, a
// version, a key, a language or a body, to every operation, as a mediator, an
// administrator or nobody. No answer is a failure of ours; a refusal has a code and
// a sentence and leaves the case as it was.
func FuzzRequest(f *testing.F) {
	h := newHouse(f, sqldbtest.SQLite(f, sqldbtest.NewClock()), sqldbtest.NewClock())
	people := []*session{h.as("wang"), h.as("sys"), {house: h}}
	id := people[0].register().ID
	ops := fuzzed()
	seed := func(id string, who byte, query, version, key, lang, kind, body string) {
		i := slices.IndexFunc(ops, func(o *huma.Operation) bool { return o.OperationID == id })
		f.Add(byte(i), who, query, version, key, lang, kind, []byte(body))
	}
	form, kind := multipartOf("区划代码,名称\n370285001003,\xb1\xfb\xb4\xe5\n")
	seed("listCases", 0, "text=漏水&sort=match&limit=20&cursor=e30&from=2026-02-30", "", "", "en;q=0.3,zh", "", "")
	seed("suggestCases", 0, "text=%00%ff\"*", "", "", "zh-TW", "", "")
	seed("case_accept", 0, "", `"1"`, "k", "", "application/json", `{"note":"是"}`)
	seed("case_accept", 0, "", `W/"99999999999999999999"`, strings.Repeat("k", 200), "*", "text/plain", `{"note":1}`)
	seed("case_correct", 0, "", `"1"`, "", "", "application/json; charset=gbk", `{"field":"title","old":"`+"\xff"+`","new":null}`)
	seed("register", 0, "", "", "a\x00b", "", "application/json", `{"parties":[{"idNumber":"11010519491231002X","amountFen":1e400}]`)
	seed("upload", 0, "", "", "", "", kind, form)
	seed("upload", 0, "", "", "", "", "multipart/form-data; boundary=", form)
	seed("importRegions", 1, "dryRun=true", "", "", "", kind, form)
	seed("importDays", 1, "year=-1&source=", "", "", "", kind, "--x\r\n")
	seed("getYear", 2, "", "", "", "", "", "")
	handler := h.server.Handler()
	f.Fuzz(func(t *testing.T, which, who byte, query, version, key, lang, kind string, body []byte) {
		op, s := ops[int(which)%len(ops)], people[int(who)%len(people)]
		path := strings.NewReplacer("{id}", id, "{file}", "receipt.pdf", "{list}", "case_tag", "{code}", "x", "{year}", "2026").Replace(op.Path)
		r := httptest.NewRequest(op.Method, path, bytes.NewReader(body))
		r.URL.RawQuery = url.PathEscape(query)
		if values, err := url.ParseQuery(query); err == nil {
			r.URL.RawQuery = values.Encode()
		}
		for name, value := range map[string]string{"Cookie": s.cookie, "If-Match": version, "Idempotency-Key": key, "Accept-Language": lang, "Content-Type": kind} {
			if value != "" {
				r.Header[name] = []string{value}
			}
		}
		before := versionNow(t, handler, people[0], id)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code < 400 {
			return
		}
		var p httpapi.Problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); w.Code >= 500 || err != nil || p.Code == "" || p.Detail == "" {
			t.Errorf("%s %s?%s: %d %.300s", op.Method, path, query, w.Code, w.Body)
		}
		if after := versionNow(t, handler, people[0], id); after != before {
			t.Errorf("%s refused with %d, and the case goes from %d to %d", op.OperationID, w.Code, before, after)
		}
	})
}

// fuzzed are all operations but those that would end the sessions the fuzzer has.
func fuzzed() []*huma.Operation {
	ends := []string{"signOut", "changePassword", "revokeSession", "revokeSessions", "disableUser", "endPost", "resetUser", "act", "setLanguage"}
	var ops []*huma.Operation
	for _, item := range httpapi.Describe().Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Delete} {
			if op != nil && !slices.Contains(ends, op.OperationID) {
				ops = append(ops, op)
			}
		}
	}
	slices.SortFunc(ops, func(a, b *huma.Operation) int { return strings.Compare(a.OperationID, b.OperationID) })
	return ops
}

func multipartOf(content string) (body, kind string) {
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, _ := form.CreateFormFile("file", "表.csv") // a buffer takes everything
	_, _ = part.Write([]byte(content))
	_ = form.Close()
	return b.String(), form.FormDataContentType()
}

func versionNow(t *testing.T, handler http.Handler, s *session, id string) int64 {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "/api/cases/"+id, nil)
	r.Header.Set("Cookie", s.cookie)
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	var v struct{ Version int64 }
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil || v.Version == 0 {
		t.Fatalf("the case is gone: %d %s", w.Code, w.Body)
	}
	return v.Version
}
