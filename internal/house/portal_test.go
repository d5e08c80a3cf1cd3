package house

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"hemu/internal/access"
	"hemu/internal/casework"
	"hemu/internal/httpapi"
	"hemu/internal/httpapi/apitest"
	"hemu/internal/identity"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// filled is the product with the demo city, on loopback, on each engine.
func filled(t *testing.T, test func(*testing.T, *House, *httptest.Server)) {
	for engine, dsn := range map[string]func(testing.TB) string{
		"sqlite":   func(t testing.TB) string { return filepath.Join(t.TempDir(), "hemu.db") },
		"postgres": sqldbtest.PostgresURL,
	} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			cfg := Config{Data: t.TempDir(), DB: dsn(t), Version: "test", Limits: identity.DefaultLimits(), Timeout: time.Minute}
			h, err := Open(t.Context(), cfg, true)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = h.Close() })
			if made, err := h.Fill(t.Context()); err != nil || !made {
				t.Fatal(made, err)
			}
			web := httptest.NewServer(apitest.Handler(t, httpapi.Describe(), h.Handler()))
			t.Cleanup(web.Close)
			test(t, h, web)
		})
	}
}

// resident is a browser without scripts.
type resident struct {
	t    *testing.T
	home string
	web  *http.Client
}

func (b resident) page(method, path string, form url.Values) (code int, at, body string) {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), method, b.home+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	res, err := b.web.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	raw, err := io.ReadAll(res.Body)
	_ = res.Body.Close()
	if err != nil {
		b.t.Fatal(err)
	}
	return res.StatusCode, res.Request.URL.String(), string(raw)
}

var tokenField = regexp.MustCompile(`name="form" value="([^"]+)"`)

func filledIn(token string) url.Values {
	return url.Values{
		"form": {token}, "facts": {"邻居家的排水管直接排到我家院墙下"}, "wish": {"把水管改走"}, "region": {"370285001258"}, "other": {"东边那户姓史的"},
		"name": {"王玥"}, "phone": {"13812340000"}, "reach": {"晚上七点以后"}, "agreed": {"yes"},
	}
}

func TestRequests(t *testing.T) {
	filled(t, func(t *testing.T, h *House, web *httptest.Server) {
		b := resident{t, web.URL, web.Client()}
		b.asks(h)
		b.isAMachine(h)
		h.tryProbes(t, web)
		h.guessed(t)
	})
}

// asks goes from the towns to the code: what is wrong is said at its field with
// everything kept, and it is one case however often the button is pressed, held by
// the committee of the village.
func (b resident) asks(h *House) {
	b.t.Helper()
	t := b.t
	if code, _, body := b.page("GET", "/t/ask", nil); code != 200 || !strings.Contains(body, "town=370285001") {
		t.Fatal(code, body)
	}
	_, _, body := b.page("GET", "/t/ask?town=370285001&lang=zh", nil)
	token := tokenField.FindStringSubmatch(body)
	if token == nil || len(body) > 50<<10 {
		t.Fatalf("%d bytes, no form in %s", len(body), body)
	}
	in := filledIn(token[1])
	if code, _, body := b.page("POST", "/t/ask?town=370285001&lang=zh", in); code != 422 || !strings.Contains(body, "再点一次") || !strings.Contains(body, in.Get("facts")) {
		t.Error("sent faster than any hand:", code)
	}
	h.Clock.Travel(time.Now().Add(time.Minute))
	wrong := filledIn(token[1])
	wrong.Set("phone", "12")
	wrong.Del("agreed")
	code, _, body := b.page("POST", "/t/ask?town=370285001&lang=zh", wrong)
	if !strings.Contains(body, `aria-describedby="phone-wrong "`) || strings.Count(body, " autofocus") != 1 || strings.Contains(body, "lang=en") {
		t.Error("the cursor is not on the first wrong field, or a link would lose what was typed")
	}
	for _, want := range []string{"电话号码有误", "勾选自愿申请", in.Get("facts"), in.Get("reach"), `value="370285001258" selected`} {
		if code != 422 || !strings.Contains(body, want) {
			t.Errorf("%d: %q is missing", code, want)
		}
	}
	code, at, body := b.page("POST", "/t/ask?town=370285001&lang=zh", in)
	if code != 200 || !strings.Contains(at, "/t/") || !strings.Contains(body, "产芝湖社区") || !strings.Contains(body, "审查是否受理") {
		t.Fatal(code, at, body)
	}
	if _, again, _ := b.page("POST", "/t/ask?town=370285001&lang=zh", in); again != at {
		t.Errorf("pressed twice: %s and %s", at, again)
	}
	in.Set("facts", in.Get("facts")+"，昨天又漏了")
	code, _, body = b.page("POST", "/t/ask?town=370285001&lang=zh", in)
	if known := strings.SplitN(strings.TrimPrefix(at, b.home), "?", 2)[0]; code != 409 || !strings.Contains(body, `href="`+known+`?lang=zh"`) || !strings.Contains(body, in.Get("facts")) {
		t.Error("sent again with other words:", code, body)
	}
	h.asked(t, strings.TrimPrefix(strings.SplitN(at, "?", 2)[0], b.home+"/t/"))
}

// asked looks at the case a request became.
func (a *House) asked(t *testing.T, code string) {
	t.Helper()
	tracked, err := a.Cases.Track(t.Context(), code)
	if err != nil || tracked.State != casework.Reported {
		t.Fatal(tracked, err)
	}
	village := a.actor(t, "village")
	page, err := a.Cases.List(t.Context(), village, casework.Filter{Text: tracked.No}, casework.Sort{By: casework.ByReported}, casework.Ask{})
	if err != nil || len(page.Items) != 1 {
		t.Fatal("the village does not see it", page, err)
	}
	v, err := a.Cases.Get(t.Context(), village, page.Items[0].ID)
	if err != nil || v.Case.Channel != "online" || v.Parties[0].Name != "王玥" || v.Parties[0].Consent != "given" ||
		!strings.Contains(v.Case.Facts, "希望：把水管改走") || strings.Contains(v.Case.Facts, "晚上七点以后") || v.Parties[0].Reach != "晚上七点以后" {
		t.Errorf("%+v, %v", v.Case, err)
	}
	report, err := a.Cases.Check(t.Context())
	if err != nil || len(report.Totals) > 0 {
		t.Error(report.Findings, err)
	}
}

// actor is somebody of the demo city.
func (a *House) actor(t *testing.T, username string) (who access.Actor) {
	t.Helper()
	err := a.DB.Read(t.Context(), func(tx *sqldb.Tx) error {
		id, err := sqldb.One(t.Context(), tx, sqldb.Scalar[string], `SELECT id FROM identity_user WHERE username = $1`, username)
		if err == nil {
			who, err = access.Load(context.WithoutCancel(t.Context()), tx, id, "")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return who
}

// isAMachine: forms of nobody's making, the trap, other towns, scripts in fields
// and floods end without a case and without a fault of ours.
func (b resident) isAMachine(h *House) {
	b.t.Helper()
	t := b.t
	_, _, body := b.page("GET", "/t/ask?town=370285001", nil)
	token := tokenField.FindStringSubmatch(body)[1]
	h.Clock.Travel(time.Now().Add(time.Minute))
	for name, in := range map[string]url.Values{
		"no token": {}, "own token": {"form": {"AAAA" + token[4:]}}, "trap": {"website": {"x"}}, "elsewhere": {"region": {"110101001001"}},
		"unknown cause": {"cause": {"9999"}}, "no name": {"name": {" "}}, "nobody to ask back": {"phone": {""}}, "huge": {"facts": {strings.Repeat("长", 20_000)}},
	} {
		form := filledIn(token)
		if name == "no token" {
			form.Del("form")
		}
		for k, v := range in {
			form[k] = v
		}
		if code, _, _ := b.page("POST", "/t/ask?town=370285001", form); code != 422 {
			t.Errorf("%s: %d", name, code)
		}
	}
	form := filledIn(token)
	form.Set("agreed", "no")
	form.Set("other", `"><script>alert(1)</script>`)
	if _, _, body := b.page("POST", "/t/ask?town=370285001", form); strings.Contains(body, "<script>") {
		t.Error("a script came back")
	}
	if code, _, _ := b.page("POST", "/t/ask?town=nowhere", filledIn(token)); code != 422 {
		t.Error("a town without committee:", code)
	}
	last := 0
	for i := range 8 {
		_, _, body := b.page("GET", "/t/ask?town=370285001", nil)
		fresh := tokenField.FindStringSubmatch(body)[1]
		h.Clock.Travel(time.Now().Add(time.Duration(i+2) * time.Minute))
		last, _, _ = b.page("POST", "/t/ask?town=370285001", filledIn(fresh))
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("eight requests in ten minutes from one address: %d", last)
	}
}

// guessed: wrong codes are counted by address, of IPv6 by network, and of all
// addresses together; then a right code opens nothing either, until the time is over.
func (a *House) guessed(t *testing.T) {
	front := a.Handler()
	look := func(from, code string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), "GET", "/t/"+code, nil)
		r.RemoteAddr = from
		front.ServeHTTP(w, r)
		return w
	}
	a.Clock.Travel(time.Now().Add(time.Hour))
	for i := range 10 {
		if w := look(fmt.Sprintf("[2001:db8::%x]:1", i), "0000-0000-0000"); w.Code != http.StatusNotFound {
			t.Fatal(i, w.Code)
		}
	}
	if w := look("[2001:db8::ffff]:1", "0000-0000-0000"); w.Code != http.StatusTooManyRequests {
		t.Error("another address of the same network:", w.Code)
	}
	tries := 10
	for ; tries < 2000; tries++ {
		if w := look(fmt.Sprintf("[2001:db8:%x::1]:1", tries), "0000-0000-0000"); w.Code == http.StatusTooManyRequests {
			break
		}
	}
	if tries > 1300 {
		t.Error("many addresses together were never stopped:", tries)
	}
	id, err := a.anyCase(t)
	if err != nil {
		t.Fatal(err)
	}
	if w := look("192.0.2.1:1", id); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") == "" {
		t.Error("a right code in the midst of it:", w.Code)
	}
	a.Clock.Travel(time.Now().Add(2 * time.Hour))
	if w := look("192.0.2.1:1", strings.ToLower(strings.ReplaceAll(id, "-", ""))); w.Code != http.StatusOK {
		t.Error("after it, in small letters:", w.Code)
	}
}

// anyCase is the tracking code of a case the village took in.
func (a *House) anyCase(t *testing.T) (code string, err error) {
	village := a.actor(t, "village")
	page, err := a.Cases.List(t.Context(), village, casework.Filter{}, casework.Sort{By: casework.ByReported}, casework.Ask{})
	for _, item := range page.Items {
		if code, err = a.Cases.TrackingCode(t.Context(), village, item.ID); err == nil {
			return code, nil
		}
	}
	return "", err
}
