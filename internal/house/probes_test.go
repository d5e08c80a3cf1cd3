package house

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"hemu/internal/golden"
	"hemu/internal/httpapi"
	"hemu/internal/sqldb"
)

// probe is something an attacker tries by hand.
type probe struct {
	of, tried, answer string
	try               func(*prober)
}

// prober tries things on the served demo city.
type prober struct {
	*testing.T
	house *House
	web   *httptest.Server
	head  string // cookie of the head of the bureau, who reads every case that is not confidential
}

const demoPassword = "hemu-demo-2026"

// TestProbesAreListed holds docs/security/probes.md against the list of probes, which
// TestRequests tries on the served demo city of each engine.
func TestProbesAreListed(t *testing.T) {
	var b strings.Builder
	b.WriteString(probesIntro)
	for _, p := range probes {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", p.of, p.tried, p.answer)
	}
	golden.Equal(t, "../../docs/security/probes.md", b.String())
}

// tryProbes tries all probes, one after the other.
func (a *House) tryProbes(t *testing.T, web *httptest.Server) {
	for _, one := range probes {
		t.Run(one.of+": "+one.tried, func(t *testing.T) {
			p := &prober{T: t, house: a, web: web}
			p.head = p.signIn("head")
			one.try(p)
		})
	}
}

func (p *prober) do(cookie, method, path, body string, header map[string]string) (*http.Response, string) {
	p.Helper()
	req, err := http.NewRequestWithContext(p.Context(), method, p.web.URL+path, strings.NewReader(body))
	if err != nil {
		p.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	if cookie != "" {
		req.Header.Set("Cookie", cookie)
	}
	for k, v := range header {
		req.Header.Set(k, v)
	}
	res, err := (&http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(req)
	if err != nil {
		p.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		p.Fatal(err)
	}
	return res, string(raw)
}

// signIn gives the cookie of a new session of somebody of the demo city.
func (p *prober) signIn(username string) string {
	p.Helper()
	res, raw := p.do("", "POST", "/api/session", fmt.Sprintf(`{"username":%q,"password":%q}`, username, demoPassword), nil)
	if res.StatusCode != http.StatusOK || len(res.Cookies()) != 1 {
		p.Fatal(username, res.StatusCode, raw)
	}
	return res.Cookies()[0].Name + "=" + res.Cookies()[0].Value
}

// answers demands an answer of one of the codes.
func (p *prober) answers(cookie, method, path, body string, header map[string]string, codes ...int) {
	p.Helper()
	if res, raw := p.do(cookie, method, path, body, header); !slices.Contains(codes, res.StatusCode) {
		p.Errorf("%s %s: %d %.300s", method, path, res.StatusCode, raw)
	}
}

// seen is what a case shows of its parts.
type seen struct {
	Case                          struct{ ID, Title, TrackingCode string }
	TrackingCode                  string
	Parties, Clocks, Slips, Files []struct{ ID string }
}

// cases are the first cases of a list, opened.
func (p *prober) cases(cookie string, most int) (out []seen, ids []string) {
	p.Helper()
	_, raw := p.do(cookie, "GET", fmt.Sprintf("/api/cases?limit=%d", most), "", nil)
	var page struct{ Items []struct{ ID string } }
	if err := json.Unmarshal([]byte(raw), &page); err != nil || len(page.Items) < 2 {
		p.Fatal(err, raw)
	}
	for _, item := range page.Items {
		_, raw := p.do(cookie, "GET", "/api/cases/"+item.ID, "", nil)
		var one seen
		if err := json.Unmarshal([]byte(raw), &one); err != nil {
			p.Fatal(err, raw)
		}
		out, ids = append(out, one), append(ids, item.ID)
	}
	return out, ids
}

// changes grows with every command on a case.
func (p *prober) changes() (n int) {
	p.Helper()
	err := p.house.DB.Read(p.Context(), func(tx *sqldb.Tx) (err error) {
		n, err = sqldb.One(p.Context(), tx, sqldb.Scalar[int], `SELECT COALESCE(SUM(version), 0) FROM casework_case`)
		return err
	})
	if err != nil {
		p.Fatal(err)
	}
	return n
}

// operations calls use for every operation of the contract, its parameters filled in
// with an id nobody has.
func operations(use func(method, path string)) {
	for path, item := range httpapi.Describe().Paths {
		for method, there := range map[string]bool{"GET": item.Get != nil, "POST": item.Post != nil, "PUT": item.Put != nil, "DELETE": item.Delete != nil} {
			if there {
				use(method, parameter.ReplaceAllString(path, "01a00000-0000-7000-8000-000000000000"))
			}
		}
	}
}

// crossed asks for parts of one case through another one.
func (p *prober) crossed() {
	mine := p.signIn("mediator")
	all, ids := p.cases(mine, 8)
	asked := 0
	for i, one := range all {
		other := "/api/cases/" + ids[(i+1)%len(ids)]
		for _, c := range one.Clocks {
			p.answers(mine, "GET", other+"/clocks/"+c.ID, "", nil, 404)
			asked++
		}
		for _, s := range one.Slips {
			p.answers(mine, "GET", other+"/slips/"+s.ID+".docx", "", nil, 404)
			asked++
		}
		for _, f := range one.Files {
			p.answers(mine, "GET", other+"/files/"+f.ID, "", nil, 404)
			p.answers(mine, "GET", other+"/files/"+f.ID+"/preview", "", nil, 404)
			asked++
		}
		for _, party := range one.Parties {
			p.answers(mine, "POST", other+"/reveal", fmt.Sprintf(`{"partyId":%q,"reason":"核对"}`, party.ID), nil, 404, 422)
			asked++
		}
	}
	if asked < 20 {
		p.Error("too little was asked:", asked)
	}
}

// othersOwn asks for what belongs to one person alone.
func (p *prober) othersOwn() {
	mine, other := p.signIn("village"), p.signIn("mediator")
	draft := "/api/drafts/probe"
	p.answers(mine, "PUT", draft, `{"kind":"register","payload":{"facts":"秘密"}}`, nil, 200)
	p.answers(mine, "GET", draft, "", nil, 200)
	p.answers(other, "GET", draft, "", nil, 404)
	p.answers(mine, "DELETE", draft, "", nil, 204)
	_, raw := p.do(mine, "GET", "/api/me/sessions", "", nil)
	var mySessions struct{ Items []struct{ ID string } }
	if err := json.Unmarshal([]byte(raw), &mySessions); err != nil || len(mySessions.Items) == 0 {
		p.Fatal(err, raw)
	}
	for _, s := range mySessions.Items {
		p.answers(other, "DELETE", "/api/me/sessions/"+s.ID, "", nil, 404)
	}
	p.answers(mine, "GET", "/api/session", "", nil, 200)
}

// adminsDoors has an information officer knock at everything of the administrators.
func (p *prober) adminsDoors() {
	village, n := p.signIn("village"), 0
	operations(func(method, path string) {
		for _, room := range []string{"/api/users", "/api/posts", "/api/import", "/api/ledger", "/api/members"} {
			if strings.HasPrefix(path, room) && path != "/api/ledger" {
				res, raw := p.do(village, method, path, "{}", map[string]string{"If-Match": `"1"`})
				if res.StatusCode < 400 || res.StatusCode >= 500 {
					p.Errorf("%s %s: %d %.200s", method, path, res.StatusCode, raw)
				}
				n++
			}
		}
	})
	if n < 15 {
		p.Error("too few doors:", n)
	}
}

// foreignPages sends every write of the contract as a page of another site would.
func (p *prober) foreignPages() {
	before := p.changes()
	operations(func(method, path string) {
		if method == "GET" {
			return
		}
		for _, header := range []map[string]string{{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}} {
			if res, raw := p.do(p.head, method, path, "{}", header); res.StatusCode != 403 || !strings.Contains(raw, "request.cross_origin") {
				p.Errorf("%s %s with %v: %d %.200s", method, path, header, res.StatusCode, raw)
			}
		}
	})
	for _, kind := range []string{"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"} {
		p.answers(p.head, "POST", "/api/cases", `{"facts":"x"}`, map[string]string{"Content-Type": kind}, 415, 422, 400)
	}
	for _, path := range []string{"/t/ask", "/t/0000-0000-0000/say"} {
		p.answers("", "POST", path, "form=x", map[string]string{"Origin": "http://evil.example", "Content-Type": "application/x-www-form-urlencoded"}, 403)
	}
	if now := p.changes(); now != before {
		p.Errorf("%d commands after %d", now, before)
	}
}

// readingChanges follows every address that is read, as a link in a letter may.
func (p *prober) readingChanges() {
	before := p.changes()
	operations(func(method, path string) {
		if method == "GET" && path != "/api/oidc/callback" {
			if res, raw := p.do(p.head, "GET", path, "", map[string]string{"Sec-Fetch-Site": "cross-site"}); res.StatusCode >= 500 || res.Header.Get("Access-Control-Allow-Origin") != "" {
				p.Errorf("%s: %d %.200s", path, res.StatusCode, raw)
			}
		}
	})
	p.answers(p.head, "GET", "/api/session", "", nil, 200) // and nobody is signed out by one
	if now := p.changes(); now != before {
		p.Errorf("%d commands after %d", now, before)
	}
}

const script = `"><script>alert(1)</script><img src=x onerror=alert(1)>`

// storedScript writes scripts into a case and looks at every page and paper it gets.
func (p *prober) storedScript() {
	village := p.signIn("village")
	body, _ := json.Marshal(map[string]any{
		"title": script, "facts": script + "</textarea>", "cause": "0301", "channel": "visit", "region": "370285001258", "address": script,
		"parties": []map[string]string{{"role": "applicant", "kind": "person", "name": "<b>甲</b>", "reach": script}, {"role": "respondent", "kind": "person", "name": "乙某"}},
	})
	res, raw := p.do(village, "POST", "/api/cases", string(body), map[string]string{"Idempotency-Key": "probe-script"})
	if res.StatusCode != 200 {
		p.Fatal(res.StatusCode, raw)
	}
	for _, path := range []string{"/api/cases?text=alert", "/api/cases/suggest?text=alert"} {
		res, raw := p.do(village, "GET", path, "", nil)
		if kind := res.Header.Get("Content-Type"); res.StatusCode != 200 || !strings.HasPrefix(kind, "application/json") || !strings.Contains(raw, "alert") {
			p.Errorf("%s: %d as %s: %s", path, res.StatusCode, kind, raw)
		}
	}
	all, _ := p.cases(village, 50)
	at := slices.IndexFunc(all, func(one seen) bool { return one.Case.Title == script })
	if at < 0 {
		p.Fatal("the case is in no list")
	}
	if res, page := p.do("", "GET", "/t/"+all[at].TrackingCode, "", nil); res.StatusCode != 200 || hurts(res, page) {
		p.Errorf("%s: %d %s", all[at].TrackingCode, res.StatusCode, page)
	}
}

// hurts reports whether the script would run on a page.
func hurts(res *http.Response, page string) bool {
	return strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") && (strings.Contains(page, "<script>alert") || strings.Contains(page, "<img src=x"))
}

// reflectedScript sends scripts in addresses.
func (p *prober) reflectedScript() {
	for _, path := range []string{"/t/%s", "/t?code=%s", "/t?lang=%s", "/t/ask?town=%s", "/t/ask?lang=%s", "/%s", "/cases/%s", "/api/%s", "/api/cases?text=%s", "/api/cases?state=%s", "/api/cases/%s", "/api/cases?cursor=%s", "/sign-in?next=%s", "/api/oidc/callback?error=%s&state=x"} {
		path = fmt.Sprintf(path, strings.NewReplacer(`"`, "%22", ">", "%3E", "<", "%3C", "/", "%2F", "=", "%3D", " ", "%20").Replace(script))
		res, raw := p.do(p.head, "GET", path, "", nil)
		if res.StatusCode >= 500 || hurts(res, raw) {
			p.Errorf("%s: %d %.300s", path, res.StatusCode, raw)
		}
	}
}

// noncesAreFresh: a nonce that comes again would let a script guess it.
func (p *prober) noncesAreFresh() {
	seen := map[string]bool{}
	for range 20 {
		res, _ := p.do("", "GET", "/", "", nil)
		rules := res.Header.Get("Content-Security-Policy")
		if strings.Contains(rules, "script-src") || strings.Contains(rules, "unsafe-eval") || !strings.HasPrefix(rules, "default-src 'self';") || !strings.Contains(rules, "frame-ancestors 'none'") {
			p.Fatal(rules)
		}
		if res.StatusCode == http.StatusOK {
			if seen[rules] {
				p.Fatal("again:", rules)
			}
			seen[rules] = true
		}
	}
}

// redirects demands that whoever comes by a link stays here.
func (p *prober) redirects() {
	for _, path := range []string{"/t?code=//evil.example", "/t?code=%2F%5Cevil.example", "/t?code=https://evil.example", "/t?code=x%0d%0aLocation:%20http://evil.example",
		"//evil.example/..", "/%2Fevil.example/", "/t//evil.example", "/api/oidc/callback?state=x&code=y", "/assets/../../evil.example"} {
		res, _ := p.do("", "GET", path, "", nil)
		if to := res.Header.Get("Location"); to != "" && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.HasPrefix(to, `/\`)) {
			p.Errorf("%s leads to %s", path, to)
		}
	}
}

// fixation brings a session of the attacker's choice along to sign in with.
func (p *prober) fixation() {
	chosen := "hemu=" + strings.Repeat("A", 43)
	p.answers(chosen, "GET", "/api/session", "", nil, 401)
	former := p.signIn("townhead")
	res, raw := p.do(former, "POST", "/api/session", fmt.Sprintf(`{"username":"townhead","password":%q}`, demoPassword), nil)
	if res.StatusCode != 200 || "hemu="+res.Cookies()[0].Value == former {
		p.Fatal(res.StatusCode, raw)
	}
	p.answers(former, "GET", "/api/session", "", nil, 401)
	p.answers(chosen, "GET", "/api/session", "", nil, 401)
	fresh := res.Cookies()[0]
	if !fresh.HttpOnly || fresh.SameSite != http.SameSiteLaxMode || fresh.Path != "/" || fresh.Domain != "" {
		p.Errorf("%+v", fresh)
	}
	now := "hemu=" + fresh.Value
	for _, header := range []map[string]string{{"Authorization": "Bearer " + fresh.Value}, {"X-Session": fresh.Value}} {
		p.answers("", "GET", "/api/session", "", header, 401)
	}
	p.answers("", "GET", "/api/session?hemu="+fresh.Value, "", nil, 401, 422)
	p.answers(now, "DELETE", "/api/session", "", nil, 200, 204)
	p.answers(now, "GET", "/api/session", "", nil, 401) // kept, and sent again
}

// guessedPasswords tries passwords of somebody, and of nobody.
func (p *prober) guessedPasswords() {
	told := map[string][]string{}
	for _, name := range []string{"informer", "nobody-at-all"} {
		for range 6 {
			res, raw := p.do("", "POST", "/api/session", fmt.Sprintf(`{"username":%q,"password":"Wrong-1"}`, name), nil)
			told[name] = append(told[name], fmt.Sprint(res.StatusCode, res.Header.Get("Retry-After") != "", refs.ReplaceAllString(raw, "")))
		}
	}
	if !slices.Equal(told["informer"], told["nobody-at-all"]) {
		p.Errorf("somebody's name is told from nobody's: %v", told)
	}
	if last := told["informer"][5]; !strings.HasPrefix(last, "429 true") {
		p.Error(last)
	}
	p.answers("", "POST", "/api/session", fmt.Sprintf(`{"username":"informer","password":%q}`, demoPassword), nil, 429)
	p.signIn("reception") // others go on from there
	p.house.Clock.Travel(p.house.DB.Now().Add(time.Hour))
}

// oddRequests asks in ways no browser does.
func (p *prober) oddRequests() {
	for _, path := range []string{"/..%2f..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2fgo.mod", "/t/..%2f..%2fhemu.db", "/api/cases/..%2f..%2fusers", "/api/cases/%00", "/%00", "/t/%00", "/api/cases?text=%00%ff", "/.git/config", "/hemu.db", "/metrics/../metrics"} {
		res, raw := p.do(p.head, "GET", path, "", nil)
		if res.StatusCode >= 500 || strings.Contains(raw, "root:") || strings.Contains(raw, "SQLite format") || strings.Contains(raw, "module hemu") {
			p.Errorf("%s: %d %.200s", path, res.StatusCode, raw)
		}
	}
	before := p.changes()
	_, ids := p.cases(p.head, 2)
	p.answers(p.head, "TRACE", "/api/session", "", nil, 404, 405)
	for _, name := range []string{"X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"} {
		p.answers(p.head, "GET", "/api/session", "", map[string]string{name: "DELETE"}, 200)
		p.answers(p.head, "POST", "/api/cases/"+ids[0], "{}", map[string]string{name: "DELETE"}, 404, 405)
	}
	p.answers(p.head, "GET", "/api/session", "", nil, 200)
	for _, body := range []string{strings.Repeat(`{"a":`, 20_000) + "1" + strings.Repeat("}", 20_000), `{"facts":1e999999}`, `{"facts":"a","facts":"b"}`, "\xff\xfe", `{"facts":"` + "\x00" + `"}`, "[]", "null", `"x"`, `{"__proto__":{"admin":true}}`} {
		p.answers(p.head, "POST", "/api/cases", body, nil, 400, 403, 413, 422)
	}
	if now := p.changes(); now != before {
		p.Errorf("%d commands after %d", now, before)
	}
}

// moreThanAsked sends fields that are the product's own to write.
func (p *prober) moreThanAsked() {
	for field, value := range map[string]any{"state": "closed", "no": "X-1", "registrarId": "x", "holder": "x", "version": 99, "id": "01a00000-0000-7000-8000-000000000000", "confidential": false} {
		body := map[string]any{"title": "x", "facts": "x", "cause": "0301", "channel": "visit", "region": "370285001258", "parties": []map[string]string{{"role": "applicant", "kind": "person", "name": "甲"}}, field: value}
		raw, _ := json.Marshal(body)
		res, said := p.do(p.signIn("village"), "POST", "/api/cases", string(raw), map[string]string{"Idempotency-Key": "probe-" + field})
		if res.StatusCode != 422 || !strings.Contains(said, field) {
			p.Errorf("%s: %d %.300s", field, res.StatusCode, said)
		}
	}
}

// kept looks for answers a browser or proxy would keep for whoever comes next.
func (p *prober) kept() {
	_, ids := p.cases(p.head, 2)
	for _, path := range []string{"/api/session", "/api/cases", "/api/cases/" + ids[0], "/api/cases/" + ids[0] + "/forms/rights_notice.docx", "/api/nothing", "/t", "/t/0000-0000-0000"} {
		res, _ := p.do(p.head, "GET", path, "", nil)
		if rule := res.Header.Get("Cache-Control"); !strings.Contains(rule, "no-store") {
			p.Errorf("%s: %d with %q", path, res.StatusCode, rule)
		}
		if res.Header.Get("X-Frame-Options") != "DENY" || res.Header.Get("X-Content-Type-Options") != "nosniff" {
			p.Errorf("%s: %v", path, res.Header)
		}
	}
}
