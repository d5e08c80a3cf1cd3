package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"hemu/internal/fixture"
)

// desk is somebody signed in.
type desk struct{ cookie, user, org string }

// site is a handler that listens on loopback, and those who ask it.
type site struct {
	*httptest.Server
	client *http.Client
}

func listen(h http.Handler) *site {
	s := &site{Server: httptest.NewServer(h)}
	s.client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 400}, Timeout: time.Minute}
	return s
}

// ask sends one request and reads the answer.
func (s *site) ask(d desk, method, path string, head map[string]string, body []byte) (code int, got []byte, header http.Header, err error) {
	req, err := http.NewRequest(method, s.URL+path, bytes.NewReader(body))
	if err != nil {
		return 0, nil, nil, err
	}
	if d.cookie != "" {
		req.Header.Set("Cookie", d.cookie)
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	for k, v := range head {
		req.Header.Set(k, v)
	}
	res, err := s.client.Do(req)
	if err != nil {
		return 0, nil, nil, err
	}
	defer func() { _ = res.Body.Close() }()
	got, err = io.ReadAll(res.Body)
	return res.StatusCode, got, res.Header, err
}

// get is ask for what must be there.
func (s *site) get(d desk, path string) ([]byte, error) {
	code, got, _, err := s.ask(d, "GET", path, nil, nil)
	if err == nil && code != 200 {
		err = fmt.Errorf("GET %s: %d %s", path, code, got)
	}
	return got, err
}

// post is ask for a write that must succeed.
func (s *site) post(d desk, path string, version int64, in, out any) error {
	raw, err := json.Marshal(in)
	if err != nil {
		return err
	}
	head := map[string]string{}
	if version > 0 {
		head["If-Match"] = fmt.Sprintf(`"%d"`, version)
	}
	code, got, _, err := s.ask(d, "POST", path, head, raw)
	if err != nil || code != 200 {
		return fmt.Errorf("POST %s: %d %s %w", path, code, got, orNone(err))
	}
	return json.Unmarshal(got, out)
}

func orNone(err error) error {
	if err == nil {
		return io.EOF
	}
	return err
}

// signIn opens a desk of the demo city.
func (s *site) signIn(username string) (d desk, err error) {
	raw, _ := json.Marshal(map[string]string{"username": username, "password": fixture.Password})
	code, got, header, err := s.ask(d, "POST", "/api/session", nil, raw)
	if err != nil || code != 200 {
		return d, fmt.Errorf("sign in %s: %d %s %w", username, code, got, orNone(err))
	}
	var out struct {
		User  struct{ ID string }
		Posts []struct{ OrgID string }
	}
	err = json.Unmarshal(got, &out)
	d.cookie, _, _ = strings.Cut(header.Get("Set-Cookie"), ";")
	d.user, d.org = out.User.ID, out.Posts[0].OrgID
	return d, err
}

// lap is what some clients got done in a time.
type lap struct {
	took   []time.Duration
	lasted time.Duration
	cpu    time.Duration // of this process and the database, clients included
	err    error
}

// cost is the time of a core that one took.
func (l lap) cost() time.Duration { return l.cpu / time.Duration(max(1, len(l.took))) }

func (l lap) rate() float64 { return float64(len(l.took)) / l.lasted.Seconds() }

// race has clients do one after the other for a time; do gets a number of its own.
func race(clients int, lasts time.Duration, do func(i int) error) (l lap) {
	var mu sync.Mutex
	var all sync.WaitGroup
	began, burnt := time.Now(), burn()
	for c := range clients {
		all.Go(func() {
			var mine []time.Duration
			var failed error
			for i := c; time.Since(began) < lasts && failed == nil; i += clients {
				at := time.Now()
				failed = do(i)
				mine = append(mine, time.Since(at))
			}
			mu.Lock()
			defer mu.Unlock()
			l.took = append(l.took, mine...)
			if failed != nil {
				l.err = failed
			}
		})
	}
	all.Wait()
	l.lasted, l.cpu = time.Since(began), burn()-burnt
	return l
}

// quantile of durations, which it sorts; 0 of none.
func quantile(all []time.Duration, q float64) time.Duration {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[min(len(all)-1, int(q*float64(len(all))))]
}

// burn is the time of cores this process has used so far, and the processes of a
// PostgreSQL server on this machine whose folder server is. It tells costs apart where
// the time on the wall depends on what else the machine does.
func burn() (total time.Duration) {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) == nil {
		total = time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	for _, pid := range server() {
		raw, _ := os.ReadFile("/proc/" + pid + "/schedstat") // nanoseconds on a core first
		ran, _, _ := strings.Cut(string(raw), " ")
		n, _ := strconv.ParseInt(ran, 10, 64)
		total += time.Duration(n)
	}
	return total
}

// postmaster is the process of the PostgreSQL server under trial, "" for none.
var postmaster string

// server are the processes of the server; connections stay open while something is
// measured.
func server() (pids []string) {
	if postmaster == "" {
		return nil
	}
	raw, _ := os.ReadFile("/proc/" + postmaster + "/task/" + postmaster + "/children")
	return append(strings.Fields(string(raw)), postmaster)
}
