package httpapi_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hemu/internal/httpapi"
	"hemu/internal/sqldb/sqldbtest"
)

// slowly reads what comes at the pace of a village's line.
func (s *session) slowly(path string) (n int64, took time.Duration, err error) {
	s.t.Helper()
	began := time.Now()
	req, err := http.NewRequest("GET", s.url+path, nil)
	must(s.t, err)
	req.Header.Set("Cookie", s.cookie)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, 0, err
	}
	defer func() { _ = res.Body.Close() }()
	for piece := int64(1 << 20); err == nil; {
		var m int64
		m, err = io.CopyN(io.Discard, res.Body, piece)
		n += m
		time.Sleep(60 * time.Millisecond)
	}
	if err == io.EOF {
		err = nil
	}
	return n, time.Since(began), err
}

// TestALargeDownloadIsNotCut: files and tables go out as slowly as the line takes them,
// past the limits of requests and of the server; small answers keep theirs.
func TestALargeDownloadIsNotCut(t *testing.T) {
	clock := sqldbtest.NewClock()
	h := newHouse(t, sqldbtest.SQLite(t, clock), clock)
	const within = 500 * time.Millisecond
	h.server.Timeout = within
	srv := httptest.NewUnstartedServer(h.server.Handler())
	srv.Config.WriteTimeout, srv.Config.ReadTimeout = within, within
	srv.Start()
	t.Cleanup(srv.Close)
	wang := h.as("wang")
	large := strings.Repeat("一行很长的笔录。\n", 1<<20)[:24<<20]
	_, raw := wang.upload("/api/files", "a.txt", []byte(large))
	var kept httpapi.FileOut
	must(t, json.Unmarshal([]byte(raw), &kept))
	begun := wang.register()
	at := "/api/cases/" + begun.ID
	file := map[string]any{"digest": kept.Digest, "name": "a.txt", "type": kept.Type, "size": kept.Size, "kind": "other"}
	ask[httpapi.DoneOut](wang, "POST", at+"/attach_file", map[string]any{"file": file}, map[string]string{"If-Match": `"1"`})
	view := ask[httpapi.ViewOut](wang, "GET", at, nil, nil)
	e := wang.export(map[string]any{"columns": []string{"no"}, "format": "csv"})
	table, err := filepath.Glob(filepath.Join(h.server.Exports.Dir, e.ID+".*"))
	if err != nil || len(table) != 1 {
		t.Fatal(table, err)
	}
	must(t, os.WriteFile(table[0], []byte(large), 0o600)) // as if it had very many rows
	wang.url = srv.URL
	for _, path := range []string{at + "/files/" + view.Files[len(view.Files)-1].ID, "/api/exports/" + e.ID + "/file"} {
		if n, took, err := wang.slowly(path); n != int64(len(large)) || err != nil || took < 2*within {
			t.Errorf("%s: %d bytes of %d in %v, %v", path, n, len(large), took, err)
		}
	}
}
