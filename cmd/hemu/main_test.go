package main

import (
	"context"
	"crypto/rand"
	"encoding/csv"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"hemu/internal/blob/s3test"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestMain makes this test binary the program too: a script's "exec hemu" runs
// what main runs.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"hemu": func() { os.Exit(program()) }})
}

// TestScripts runs the command line as an operator does, on SQLite.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			address, err := freeAddress()
			e.Setenv("HEMU_LANG", "en")
			e.Setenv("HEMU_LISTEN", address)
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"sql": tamper, "ready": ready, "cut": cut, "gbk": gbk, "xlsx": xlsx, "bucket": bucket(t)},
	})
}

// tamper changes the database behind the program's back: sql FILE STATEMENT.
func tamper(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	db, err := sqldb.Open(ctx, ts.MkAbs(args[0]), sqldb.Options{Now: time.Now})
	ts.Check(err)
	ts.Check(db.Write(ctx, func(tx *sqldb.Tx) error {
		n, err := tx.Exec(ctx, strings.Join(args[1:], " "))
		if err == nil && n == 0 {
			ts.Fatalf("%v changed nothing", args[1:])
		}
		return err
	}))
	ts.Check(db.Close())
}

// cut takes the second half from every file of a pattern: cut PATTERN.
func cut(ts *testscript.TestScript, _ bool, args []string) {
	found, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(found) == 0 {
		ts.Fatalf("no file matches %s", args[0])
	}
	for _, name := range found {
		raw, err := os.ReadFile(name)
		ts.Check(err)
		ts.Check(os.WriteFile(name, raw[:len(raw)/2], 0o600))
	}
}

// bucket sets the environment for files in a new bucket.
func bucket(t *testing.T) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, _ bool, _ []string) {
		at := s3test.Bucket(t)
		secret := ts.MkAbs("s3-secret")
		ts.Check(os.WriteFile(secret, []byte(at.Secret+"\n"), 0o600))
		for name, value := range map[string]string{"ENDPOINT": at.Endpoint, "BUCKET": at.Bucket, "PREFIX": at.Prefix, "KEY": at.Key, "SECRET_FILE": secret} {
			ts.Setenv("HEMU_S3_"+name, value)
		}
	}
}

// gbk writes a file as spreadsheets here save CSV: gbk FILE NEW.
func gbk(ts *testscript.TestScript, _ bool, args []string) {
	raw, err := simplifiedchinese.GBK.NewEncoder().String(ts.ReadFile(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(raw), 0o600))
}

// xlsx writes a CSV file as a spreadsheet, days and long numbers kept as numbers,
// as people type them: xlsx FILE NEW.
func xlsx(ts *testscript.TestScript, _ bool, args []string) {
	rows, err := csv.NewReader(strings.NewReader(ts.ReadFile(args[0]))).ReadAll()
	ts.Check(err)
	f := excelize.NewFile()
	for i, row := range rows {
		cells := make([]any, len(row))
		for k, text := range row {
			cells[k] = text
			if day, err := time.Parse(time.DateOnly, text); err == nil {
				cells[k] = day
			} else if n, err := strconv.ParseInt(text, 10, 64); err == nil {
				cells[k] = n
			}
		}
		ts.Check(f.SetSheetRow("Sheet1", "A"+strconv.Itoa(i+1), &cells))
	}
	ts.Check(f.SaveAs(ts.MkAbs(args[1])))
	ts.Check(f.Close())
}

// ready waits until the server that a script started answers.
func ready(ts *testscript.TestScript, _ bool, _ []string) {
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		answer, err := http.Get("http://" + ts.Getenv("HEMU_LISTEN") + "/readyz")
		if err != nil {
			continue
		}
		_ = answer.Body.Close()
		if answer.StatusCode == http.StatusOK {
			return
		}
	}
	ts.Fatalf("the server is not ready after 20 s")
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// TestPostgres proves that the same commands work on the other engine.
func TestPostgres(t *testing.T) {
	url := sqldbtest.PostgresURL(t)
	var out, errs strings.Builder
	env := map[string]string{"HEMU_LANG": "en", "HEMU_DB": url, "HEMU_DATA": t.TempDir()}
	w := world{func(key string) string { return env[key] }, strings.NewReader("code12,name\n370000000000,Shandong\n370200000000,Qingdao\n370285000000,Laixi\n"), &out, &errs}
	name := "admin" + strings.ToLower(rand.Text()[:6])
	for _, line := range [][]string{
		{"migrate"},
		{"import", "regions", "-"},
		{"admin", "create", "system_admin", name, "Wang Min", "Laixi Bureau", "--region", "370285000000"},
		{"doctor"},
		{"ledger", "verify"},
	} {
		if code := run(t.Context(), line, w); code != 0 {
			t.Fatalf("%v: exit %d\n%s%s", line, code, out.String(), errs.String())
		}
	}
	for _, want := range []string{"Account " + name + " is made", "No exception was found", "The ledger is whole"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
}
