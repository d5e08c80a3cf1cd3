package httpapi_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"hemu/internal/httpapi"
	"hemu/internal/httpapi/apitest"
	"hemu/internal/message"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// FuzzRequest sends bytes of any kind, where the contract asks for a part of the
// address, a query, a version, a key, a language or a body, to every operation, as
// somebody of each kind or nobody; what stands in the address is mostly something there
// is, of the sender's or of others. Each answer is as the contract says, none is a
// failure of ours, none holds what is kept from them all, none speaks the library's
// English to who reads Chinese, and a refusal leaves the cases as they were.
// HEMU_FUZZ_DB=postgres fuzzes on the other engine.
func FuzzRequest(f *testing.F) {
	open := sqldbtest.SQLite
	if os.Getenv("HEMU_FUZZ_DB") == "postgres" {
		open = sqldbtest.Postgres
	}
	slog.SetDefault(slog.New(slog.DiscardHandler))
	clock := sqldbtest.NewClock()
	town := newFuzzTown(f, newHouse(f, open(f, clock), clock))
	ops := fuzzed()
	seed := func(id string, who byte, picks uint32, query, version, key, lang, kind, body string) {
		i := slices.IndexFunc(ops, func(o *huma.Operation) bool { return o.OperationID == id })
		f.Add(byte(i), who, picks, "\xff/..", query, version, key, lang, kind, []byte(body))
	}
	form, kind := multipartOf("区划代码,名称\n370285001003,\xb1\xfb\xb4\xe5\n")
	users, kindOfUsers := multipartOf("用户名,姓名,单位,岗位\nnew-one,新人,甲村人民调解委员会,mediator\n")
	days, kindOfDays := multipartOf("日期,类型,名称\n2026-02-30,off,春节\n2026-10-01,off,国庆\n")
	seed("listCases", 0, 0, "text=漏水&sort=match&limit=20&cursor=e30&from=2026-02-30", "", "", "en;q=0.3,zh", "", "")
	seed("listCases", 1, 0, "limit=x&sort=none&desc=perhaps&people=1.5", "", "", "zh", "", "")
	seed("suggestCases", 0, 0, "text=%00%ff\"*", "", "", "zh-TW", "", "")
	seed("case_accept", 0, 0, "", `"1"`, "k", "", "application/json", `{"note":"是"}`)
	seed("case_accept", 0, 0, "", `W/"99999999999999999999"`, strings.Repeat("k", 200), "*", "text/plain", `{"note":1}`)
	seed("case_correct", 0, 0, "", `"1"`, "", "", "application/json; charset=gbk", `{"field":"title","old":"`+"\xff"+`","new":null}`)
	seed("register", 0, 0, "", "", "a\x00b", "", "application/json", `{"parties":[{"idNumber":"11010519491231002X","amountFen":1e400}]`)
	seed("register", 0, 0, "", "", "", "", "application/json", `{"happenedOn":"2026-02-30","channel":5,"parties":{},"odd":[]}`)
	seed("upload", 0, 0, "", "", "", "", kind, form)
	seed("upload", 0, 0, "", "", "", "", "multipart/form-data; boundary=", form)
	seed("upload", 0, 0, "", "", "", "", kind, form[:len(form)-20])
	seed("importRegions", 4, 0, "dryRun=true", "", "", "", kind, form)
	seed("importUsers", 4, 0, "dryRun=true", "", "", "", kindOfUsers, users)
	seed("importDays", 4, 0, "year=2026&source=x&dryRun=true", "", "", "", kindOfDays, days)
	seed("importDays", 4, 0, "year=-1&source=", "", "", "", kind, "--x\r\n")
	seed("getYear", 7, 0, "", "", "", "", "", "")
	for pick := range uint32(4) { // files, papers, clocks and the like, of one's own case and of others'
		for _, id := range []string{"getFile", "getFileText", "getPreview", "getSlip", "getForm", "explainClock", "readFeed", "fetchExport", "readStream", "proveEntry", "getCase", "getDraft", "finishUpload"} {
			seed(id, byte(pick), pick|pick<<8, "", `"1"`, "", "", "", "")
		}
		seed("getFile", 0, 0xe0e0>>(4*pick), "", "bytes=9-", "", "", "", "")
	}
	handler, checker := town.server.Handler(), apitest.NewChecker(httpapi.Describe())
	f.Fuzz(func(t *testing.T, which, who byte, picks uint32, garbage, query, version, key, lang, kind string, body []byte) {
		op, s := ops[int(which)%len(ops)], town.people[int(who)%len(town.people)]
		r := requestOf(op.Method, town.pathFor(op, picks, garbage), query, body)
		for name, value := range map[string]string{"Cookie": s.cookie, "If-Match": version, "Range": version, "Idempotency-Key": key, "Accept-Language": lang, "Content-Type": kind} {
			if value != "" {
				r.Header[name] = []string{value}
			}
		}
		before := town.versions(t)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		at := r.Method + " " + r.URL.String()
		if err := checker.Check(r, w.Code, w.Header().Get("Content-Type"), w.Body.Bytes()); err != nil || w.Code >= 500 {
			t.Errorf("%s: %d %v %.600s", at, w.Code, err, w.Body)
		}
		for _, word := range town.canaries {
			if bytes.Contains(w.Body.Bytes(), []byte(word)) || strings.Contains(fmt.Sprint(w.Header()), url.PathEscape(word)) {
				t.Errorf("%s tells %s: %.600s", at, word, w.Body)
			}
		}
		if w.Code < 400 {
			return
		}
		var p httpapi.Problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || p.Code == "" || p.Detail == "" || p.Status != w.Code {
			t.Errorf("%s: %d %.600s", at, w.Code, w.Body)
		}
		if message.Parse(lang) == message.Chinese {
			for _, words := range foreignWords(p) {
				if !strings.Contains(garbage+query+r.URL.Query().Encode()+key+version+string(body), words) {
					t.Errorf("%s: %q in %.600s", at, words, w.Body)
				}
			}
		}
		if after := town.versions(t); after != before {
			t.Errorf("%s refused with %d, and the cases go from %d to %d", at, w.Code, before, after)
		}
	})
}

// requestOf is a request to a path as it stands, which no client might send.
func requestOf(method, path, query string, body []byte) *http.Request {
	r := httptest.NewRequest(method, "/", bytes.NewReader(body))
	decoded, err := url.PathUnescape(path)
	if err != nil {
		decoded = path
	}
	r.URL.Path, r.URL.RawPath, r.URL.RawQuery = decoded, path, url.PathEscape(query)
	if values, err := url.ParseQuery(query); err == nil {
		r.URL.RawQuery = values.Encode()
	}
	return r
}

var latinWords = regexp.MustCompile(`[A-Za-z]{2,}[ ,:;]+[A-Za-z]{2,}`)

// foreignWords are Latin words in a row in what somebody reads who reads Chinese,
// fields apart.
func foreignWords(p httpapi.Problem) []string {
	all := latinWords.FindAllString(p.Title+"\n"+p.Detail, -1)
	for _, e := range p.Errors {
		all = append(all, latinWords.FindAllString(strings.ReplaceAll(e.Detail, e.Field, "…"), -1)...)
	}
	return all
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

// versions is the sum of the versions of all cases: it moves when one of them does.
func (t *fuzzTown) versions(now *testing.T) (n int64) {
	now.Helper()
	must(now, t.server.DB.Read(now.Context(), func(tx *sqldb.Tx) (err error) {
		n, err = sqldb.One(now.Context(), tx, sqldb.Scalar[int64], `SELECT SUM(version) FROM casework_case`)
		return err
	}))
	return n
}
