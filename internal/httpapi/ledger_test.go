package httpapi_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"hemu/internal/httpapi"
	"hemu/internal/message"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestVerificationTellsHowFarItIs: the last line says that the record is whole, and
// that it is not once somebody rewrites an entry; only auditors may ask.
func TestVerificationTellsHowFarItIs(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		h := newHouse(t, db, clock)
		verify := func(who string) (*http.Response, httpapi.VerifyStep) {
			res, body := h.as(who).do("POST", "/api/ledger/verify", nil, nil)
			lines := strings.Split(strings.TrimSpace(body), "\n")
			var last httpapi.VerifyStep
			if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil {
				t.Fatalf("%s: %v", body, err)
			}
			return res, last
		}
		res, last := verify("aud")
		if got := res.Header.Get("Content-Type"); res.StatusCode != 200 || got != "application/x-ndjson" {
			t.Fatalf("%d %s", res.StatusCode, got)
		}
		if last.Result == nil || !last.Result.Whole || last.Read == 0 || last.Read != last.All || last.Problem != nil {
			t.Errorf("a whole record: %+v", last)
		}
		if res, _ := verify("wang"); res.StatusCode != http.StatusForbidden {
			t.Errorf("a mediator verifies: %d", res.StatusCode)
		}
		must(t, db.Write(t.Context(), func(tx *sqldb.Tx) error {
			_, err := tx.Exec(t.Context(), `UPDATE ledger_entry SET actor = 'somebody else' WHERE seq = 1 AND stream LIKE 'org:%'`)
			return err
		}))
		if _, last := verify("aud"); last.Result == nil || last.Result.Whole || last.Result.Found == 0 || len(last.Result.Findings) == 0 {
			t.Errorf("a rewritten record: %+v", last)
		}
	})
}

// TestTimeRunsOut: a request that does not finish in time is told so, in words and
// with when to try again; it is not a fault of ours.
func TestTimeRunsOut(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		h := newHouse(t, db, clock)
		cookie := h.as("wang").cookie
		h.server.Timeout = time.Nanosecond
		for _, path := range []string{"/api/work", "/api/exports"} {
			r := httptest.NewRequest("GET", path, nil)
			r.Header.Set("Cookie", cookie)
			w := httptest.NewRecorder()
			h.server.Handler().ServeHTTP(w, r)
			if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), message.Text(message.Chinese, "request.took_long", nil)) {
				t.Errorf("%s: %d, retry after %q: %s", path, w.Code, w.Header().Get("Retry-After"), w.Body)
			}
		}
	})
}

// TestWordsOfTheHouse: what is wrong with a committee and who changed what is told in
// the reader's words, not in ours.
func TestWordsOfTheHouse(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		h := newHouse(t, db, clock)
		sys := h.as("sys")
		one := ask[httpapi.OrgOut](sys, "GET", "/api/orgs/"+h.units["a"], nil, nil)
		if len(one.Breaches) == 0 {
			t.Fatal("an empty committee has no breaches")
		}
		for _, b := range one.Breaches {
			if strings.Contains(b.Text, "_officer") || b.Citation == "" || strings.ContainsAny(b.Citation, "ABCDEF") {
				t.Errorf("%s: %q, %q", b.Code, b.Text, b.Citation)
			}
		}
		ask[any](sys, "PUT", "/api/areas", map[string]any{"county": "370285", "code": "south", "name": "南片", "position": 1}, nil)
		page := ask[struct{ Items []httpapi.RecordOut }](h.as("aud"), "GET", "/api/ledger/streams/org:areas:370285", nil, nil)
		if len(page.Items) != 1 || page.Items[0].Verb != "org.save_area" || page.Items[0].Name != "sys" {
			t.Errorf("%+v", page.Items)
		}
	})
}
