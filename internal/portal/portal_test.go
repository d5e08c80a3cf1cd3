package portal

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// TestTheFormCanBeSent: browsers send "Origin: null" from a page without referrer,
// and that is refused as another site's; and the page is kept nowhere.
func TestTheFormCanBeSent(t *testing.T) {
	mux := http.NewServeMux()
	(&Pages{Now: time.Now}).Routes(mux)
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest("GET", "/t", nil))
	if got := w.Header().Get("Referrer-Policy"); w.Code != http.StatusOK || got != "same-origin" {
		t.Errorf("%d, referrer policy %q", w.Code, got)
	}
	if got := w.Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("cache control %q", got)
	}
}

// TestRedirectsStayHere: whatever is typed as a code leads to a page of ours.
func TestRedirectsStayHere(t *testing.T) {
	mux := http.NewServeMux()
	(&Pages{Now: time.Now}).Routes(mux)
	for _, code := range []string{"%5Cexample.org", "%2F%2Fexample.org", "..%2F", "https:example.org", "%0d%0aX-A:b", "7kq4-m2xh-93pd"} {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequest("GET", "/t?code="+code, nil))
		to := w.Header().Get("Location")
		if w.Header().Get("X-A") != "" || w.Code == http.StatusSeeOther && (len(to) < 4 || to[:3] != "/t/") {
			t.Errorf("%s leads to %q (%d)", code, to, w.Code)
		}
	}
}
