package house

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func asked(remote string, header map[string]string) *http.Request {
	r := httptest.NewRequest("GET", "/metrics", nil)
	r.RemoteAddr = remote
	for k, v := range header {
		r.Header.Set(k, v)
	}
	return r
}

// TestMetricsStayHere: a proxy on this machine must not pass them on.
func TestMetricsStayHere(t *testing.T) {
	h := throughProxy((&House{}).metrics(newGates()))
	for name, r := range map[string]*http.Request{
		"from afar":              asked("192.0.2.7:4000", nil),
		"claiming to be near":    asked("192.0.2.7:4000", map[string]string{"X-Real-Ip": "127.0.0.1"}),
		"by a proxy":             asked("127.0.0.1:4000", map[string]string{"X-Forwarded-For": "192.0.2.7"}),
		"by another":             asked("[::1]:4000", map[string]string{"X-Real-Ip": "192.0.2.7"}),
		"for itself, by a proxy": asked("127.0.0.1:4000", map[string]string{"X-Forwarded-For": "127.0.0.1"}),
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
}

// TestThroughProxy: only a proxy on this machine is believed, and only the last
// address it names, as what stands before that the client may have written.
func TestThroughProxy(t *testing.T) {
	for name, c := range map[string]struct {
		r    *http.Request
		want string
	}{
		"direct":        {asked("192.0.2.7:4000", nil), "192.0.2.7:4000"},
		"liar":          {asked("192.0.2.7:4000", map[string]string{"X-Real-Ip": "192.0.2.9"}), "192.0.2.7:4000"},
		"real":          {asked("127.0.0.1:4000", map[string]string{"X-Real-Ip": "192.0.2.9"}), "192.0.2.9:0"},
		"forwarded":     {asked("127.0.0.1:4000", map[string]string{"X-Forwarded-For": "192.0.2.1, 192.0.2.9"}), "192.0.2.9:0"},
		"not an adress": {asked("127.0.0.1:4000", map[string]string{"X-Real-Ip": "x"}), "127.0.0.1:4000"},
		"nobody named":  {asked("127.0.0.1:4000", nil), "127.0.0.1:4000"},
	} {
		got := ""
		throughProxy(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.RemoteAddr })).ServeHTTP(httptest.NewRecorder(), c.r)
		if got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}
