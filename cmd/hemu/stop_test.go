package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"hemu/internal/fixture"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestStopUnderLoad stops the server while officers register disputes and one
// upload hangs: whoever got a number has a case, nobody got a failure of the
// server's, the record is signed to its end and nothing fell through.
func TestStopUnderLoad(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		data := t.TempDir()
		stopUnderLoad(t, data, data+"/hemu.db")
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		stopUnderLoad(t, t.TempDir(), sqldbtest.PostgresURL(t))
	})
}

func stopUnderLoad(t *testing.T, data, db string) {
	address, err := freeAddress()
	if err != nil {
		t.Fatal(err)
	}
	env := map[string]string{"HEMU_LANG": "en", "HEMU_DATA": data, "HEMU_DB": db, "HEMU_LISTEN": address}
	command := func(ctx context.Context, args ...string) (code int, out string) {
		var said strings.Builder
		wrong := &told{}
		if code = run(ctx, args, world{func(key string) string { return env[key] }, strings.NewReader(""), &said, wrong}); code != 0 {
			t.Logf("%v: %s", args, wrong.text())
		}
		return code, said.String()
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan int, 1)
	go func() {
		code, _ := command(ctx, "serve", "--demo")
		ended <- code
	}()
	load := &load{at: "http://" + address}
	load.signIn(t)
	hang(t, address)
	var officers sync.WaitGroup
	for i := range 6 {
		officers.Go(func() { load.register(i) })
	}
	time.Sleep(time.Second)
	stop()
	officers.Wait()
	if code := <-ended; code != 0 {
		t.Errorf("serve ends with %d", code)
	}
	if len(load.made) < 10 || len(load.wrong) > 0 {
		t.Errorf("%d cases made; wrong: %q", len(load.made), load.wrong)
	}
	for _, want := range [][]string{{"ledger", "verify", " 0 entries not yet covered"}, {"doctor", "No exception was found"}} {
		args := want[:len(want)-1]
		if code, out := command(t.Context(), args...); code != 0 || !strings.Contains(out, want[len(want)-1]) {
			t.Errorf("%v: %d %s", args, code, out)
		}
	}
	missing(t, db, load.made)
}

// told keeps what is written to it by many, apart from what goes well.
type told struct {
	mu    sync.Mutex
	lines []string
}

// Write implements io.Writer; a log writes a line at a time.
func (l *told) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !bytes.Contains(b, []byte("level=INFO")) {
		l.lines = append(l.lines, string(b))
	}
	return len(b), nil
}

func (l *told) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.lines, "")
}

// load is what six officers do at once.
type load struct {
	at, cookie string
	mu         sync.Mutex
	made       []string // numbers of cases that were answered
	wrong      []string // answers that are no success
}

func (l *load) signIn(t *testing.T) {
	t.Helper()
	body, _ := json.Marshal(map[string]string{"username": "village", "password": fixture.Password})
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		answer, err := http.Post(l.at+"/api/session", "application/json", bytes.NewReader(body))
		if err != nil {
			continue // not listening yet
		}
		_ = answer.Body.Close()
		if cookies := answer.Cookies(); len(cookies) == 1 {
			l.cookie = cookies[0].Name + "=" + cookies[0].Value
			return
		}
		t.Fatalf("sign in: %s", answer.Status)
	}
	t.Fatal("the server is not ready after a minute")
}

// register registers one dispute after the other until nobody listens.
func (l *load) register(officer int) {
	for n := 0; ; n++ {
		body, _ := json.Marshal(map[string]any{
			"facts": fmt.Sprintf("第%d位信息员登记的第%d件：两家因滴水争吵。", officer, n), "cause": "0301", "channel": "visit", "region": "370285001001",
			"parties": []map[string]string{{"role": "applicant", "kind": "person", "name": "王玥"}, {"role": "respondent", "kind": "person", "name": "李喆"}},
		})
		req, err := http.NewRequest("POST", l.at+"/api/cases", bytes.NewReader(body))
		if err != nil {
			return
		}
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Cookie", l.cookie)
		answer, err := http.DefaultClient.Do(req)
		if err != nil {
			return
		}
		var got struct{ ID, Code string }
		err = json.NewDecoder(answer.Body).Decode(&got)
		_ = answer.Body.Close()
		l.mu.Lock()
		if err == nil && answer.StatusCode == http.StatusOK {
			l.made = append(l.made, got.ID)
		} else {
			l.wrong = append(l.wrong, fmt.Sprint(answer.Status, got.Code, err))
		}
		l.mu.Unlock()
		if answer.StatusCode != http.StatusOK {
			return
		}
	}
}

// hang begins an upload that never goes on.
func hang(t *testing.T, address string) {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if _, err := fmt.Fprintf(conn, "POST /t HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\ncode=", address); err != nil {
		t.Fatal(err)
	}
}

// missing tells of cases that were answered and are not there.
func missing(t *testing.T, dsn string, ids []string) {
	t.Helper()
	db, err := sqldb.Open(t.Context(), dsn, sqldb.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Read(t.Context(), func(tx *sqldb.Tx) error {
		for _, id := range ids {
			if n, err := sqldb.One(t.Context(), tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM casework_case WHERE id = $1`, id); err != nil || n != 1 {
				t.Errorf("case %s was answered and is not there: %v", id, err)
			}
		}
		return nil
	})
	if err != nil || db.Close() != nil {
		t.Error(err)
	}
}
