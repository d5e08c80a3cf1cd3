package house

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hemu/internal/httpapi"
)

// TestRush: of many times what fits, as many as fit are inside and the others get a
// 503 that says when to come again and did nothing; afterwards it is as before.
func TestRush(t *testing.T) {
	var inside, most, done atomic.Int64
	work := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := inside.Add(1)
		defer inside.Add(-1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		if body, err := io.ReadAll(r.Body); err != nil || string(body) != "word" {
			t.Errorf("%q arrives, %v", body, err)
		}
		time.Sleep(20 * time.Millisecond)
		done.Add(1)
	})
	web := httptest.NewServer(gates{quick: newGate(4, 8, 50*time.Millisecond)}.admit(work, http.HandlerFunc(httpapi.Busy)))
	defer web.Close()
	ask := func() *http.Response {
		res, err := http.Post(web.URL+"/api/cases", "text/plain", strings.NewReader("word"))
		if err != nil {
			t.Error(err)
			return &http.Response{}
		}
		defer func() { _ = res.Body.Close() }()
		if res.StatusCode == http.StatusOK {
			return res
		}
		var p httpapi.Problem
		after, _ := strconv.Atoi(res.Header.Get("Retry-After"))
		if err := json.NewDecoder(res.Body).Decode(&p); err != nil || res.StatusCode != http.StatusServiceUnavailable || p.Code != "request.busy" || after < 1 {
			t.Errorf("%d %+v, again after %d, %v", res.StatusCode, p, after, err)
		}
		return res
	}
	var ok, refused atomic.Int64
	var all sync.WaitGroup
	for range 60 {
		all.Go(func() {
			if ask().StatusCode == http.StatusOK {
				ok.Add(1)
			} else {
				refused.Add(1)
			}
		})
	}
	all.Wait()
	if most.Load() > 4 || ok.Load() != done.Load() || ok.Load() < 4 || refused.Load() == 0 {
		t.Errorf("%d at once, %d done, %d answered, %d refused", most.Load(), done.Load(), ok.Load(), refused.Load())
	}
	for range 5 {
		if res := ask(); res.StatusCode != http.StatusOK {
			t.Errorf("%d after the rush", res.StatusCode)
		}
	}
}

// TestOneAddressLeavesRoom: whoever floods from one address keeps the others' half free.
func TestOneAddressLeavesRoom(t *testing.T) {
	g := newGate(4, 4, time.Millisecond)
	var leave []func()
	for range 10 {
		if out, ok := g.enter(t.Context(), "192.0.2.1"); ok {
			leave = append(leave, out)
		}
	}
	if len(leave) != 4 || g.refused.Load() != 6 {
		t.Fatalf("%d inside, %d refused", len(leave), g.refused.Load())
	}
	leave[0]()
	for _, from := range []string{"192.0.2.2", ""} {
		out, ok := g.enter(t.Context(), from)
		if !ok {
			t.Fatalf("%q finds no room", from)
		}
		out()
	}
	for _, out := range leave[1:] {
		out()
	}
	if len(g.inside) > 0 || len(g.crowd) > 0 {
		t.Errorf("%d inside, %v", len(g.inside), g.crowd)
	}
}

// TestSlowSendersKeepNobodyOut: neither files over a bad line nor requests that trickle
// in take the places of the others.
func TestSlowSendersKeepNobodyOut(t *testing.T) {
	stay := make(chan struct{})
	web := httptest.NewServer(gates{quick: newGate(1, 1, time.Second), slow: newGate(1, 1, 10*time.Millisecond)}.admit(
		http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost && takesLong(r) {
				<-stay
			}
		}), http.HandlerFunc(httpapi.Busy)))
	defer web.Close()
	defer close(stay)
	for _, head := range []string{
		"POST /api/cases HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n1", "POST /t/ask HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n1",
		"POST /api/files HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n1",
	} {
		conn, err := net.Dial("tcp", web.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close() }()
		if _, err := conn.Write([]byte(head)); err != nil {
			t.Fatal(err)
		}
	}
	get := func(path string) int {
		res, err := http.Get(web.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		return res.StatusCode
	}
	for end := time.Now().Add(5 * time.Second); get("/api/files/x") != http.StatusServiceUnavailable; {
		if time.Now().After(end) {
			t.Fatal("the long way is not full")
		}
	}
	if code := get("/api/cases"); code != http.StatusOK {
		t.Errorf("%d beside slow senders", code)
	}
}

// TestReadersOfFilesKeepNobodyOut: files that go out as slowly as their readers like leave
// the places of everybody else alone, and one address does not take all there are for them.
func TestReadersOfFilesKeepNobodyOut(t *testing.T) {
	hold, inside := make(chan struct{}), make(chan struct{}, 64)
	web := httptest.NewServer(throughProxy(newGates().admit(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/slowly") {
			inside <- struct{}{}
			<-hold
		}
	}), http.HandlerFunc(httpapi.Busy))))
	defer web.Close()
	ask := func(path, from string) int {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, web.URL+path, nil)
		if err != nil {
			t.Error(err)
			return 0
		}
		req.Header.Set("X-Forwarded-For", from)
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Error(err)
			return 0
		}
		_ = res.Body.Close()
		return res.StatusCode
	}
	const office, home = "192.0.2.1", "192.0.2.2"
	var readers sync.WaitGroup
	for range newGates().sending.share {
		readers.Go(func() {
			if got := ask("/api/cases/x/files/slowly", office); got != http.StatusOK {
				t.Errorf("a reader got %d", got)
			}
		})
		<-inside
	}
	for _, q := range []struct {
		path, from string
		want       int
	}{
		{"/api/cases/x/files/y", office, http.StatusServiceUnavailable},
		{"/api/exports/x/file", office, http.StatusServiceUnavailable},
		{"/api/cases/x/files/y", home, http.StatusOK},
		{"/api/session", office, http.StatusOK},
		{"/api/uploads/x/finish", office, http.StatusOK},
	} {
		if got := ask(q.path, q.from); got != q.want {
			t.Errorf("%s from %s: %d instead of %d", q.path, q.from, got, q.want)
		}
	}
	close(hold)
	readers.Wait()
}
