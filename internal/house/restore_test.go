package house

import (
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"hemu/internal/backup"
	"hemu/internal/blob"
	"hemu/internal/blob/s3test"
	"hemu/internal/casework"
	"hemu/internal/identity"
	"hemu/internal/ledger"
	"hemu/internal/sqldb/sqldbtest"
)

// TestACityIsRestored: the demo city is backed up and restored on the other engine, its
// files into a bucket.
// The record ends in the same byte, the doctor finds nothing, what is sealed opens,
// and a case is found by what it says.
func TestACityIsRestored(t *testing.T) {
	filled(t, func(t *testing.T, h *House, _ *httptest.Server) {
		const pass = "twelve or more bytes"
		if _, err := ledger.Checkpoint(t.Context(), h.DB, h.Config.Data, h.Keys.Signer); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "city.zip")
		if _, err := (backup.Source{DB: h.DB, Jobs: h.Jobs, Data: h.Config.Data, Program: "test", Passphrase: pass}).Write(t.Context(), file); err != nil {
			t.Fatal(err)
		}
		data := filepath.Join(t.TempDir(), "again")
		dsn := filepath.Join(data, "hemu.db")
		if h.DB.Engine() == "SQLite" {
			dsn = sqldbtest.PostgresURL(t)
		}
		bucket := blob.S3(s3test.Bucket(t))
		remote, err := blob.OpenBucket(bucket)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := backup.Restore(t.Context(), file, backup.Target{Data: data, DB: dsn, Remote: remote, Keys: backup.Keys{Passphrase: pass}}); err != nil {
			t.Fatal(err)
		}
		again, err := Open(t.Context(), Config{Data: data, DB: dsn, S3: bucket, Version: "test", Limits: identity.DefaultLimits(), Timeout: time.Minute}, false)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = again.Close() })
		was, is := h.proven(t), again.proven(t)
		if was.Newest.Note != is.Newest.Note || was.Entries != is.Entries || was.Waiting != 0 || is.Waiting != 0 {
			t.Errorf("the record was %+v and is %+v", was, is)
		}
		report, err := again.Cases.Check(t.Context())
		if err != nil || len(report.Totals) > 0 || report.Cases < 60 {
			t.Errorf("the doctor sees %d cases: %v, %v", report.Cases, report.Totals, err)
		}
		if files, err := again.Blobs.Check(t.Context(), again.DB); err != nil || files.Missing > 0 || files.Files == 0 {
			t.Errorf("in the bucket: %+v, %v", files, err)
		}
		village := again.actor(t, "village")
		page, err := again.Cases.List(t.Context(), village, casework.Filter{}, casework.Sort{By: casework.ByReported}, casework.Ask{})
		if err != nil || len(page.Items) == 0 {
			t.Fatal(page, err)
		}
		title := []rune(page.Items[0].Title)
		if page, err = again.Cases.List(t.Context(), village, casework.Filter{Text: string(title[:2])}, casework.Sort{By: casework.ByMatch}, casework.Ask{}); err != nil || len(page.Items) == 0 {
			t.Error("nothing is found", err)
		}
		v, err := again.Cases.Get(t.Context(), village, page.Items[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		if plain, err := again.Cases.Reveal(t.Context(), village, v.Case.ID, v.Parties[0].ID, "核对"); err != nil || plain.Phone == "" {
			t.Errorf("what is sealed does not open: %v", err)
		}
	})
}

func (a *House) proven(t *testing.T) ledger.Report {
	t.Helper()
	r, err := ledger.Verify(t.Context(), a.DB, a.Config.Data, a.Keys.Verifier)
	if err != nil || !r.Whole() {
		t.Fatal(r.Findings, err)
	}
	return r
}
