package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"hemu/internal/blob"
	"hemu/internal/blob/s3test"
	"hemu/internal/job"
	"hemu/internal/ledger"
	"hemu/internal/search"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
	"hemu/internal/vault"
)

type note struct {
	N int `json:"n"`
}

// Kind implements job.Args.
func (note) Kind() string { return "backup_test" }

// work is one transaction: a file, its row, an entry and a job.
func work(ctx context.Context, s Source, n int) error {
	file := fmt.Appendf(nil, "%%PDF-1.4\nno %d\n%%%%EOF", n)
	handed := blob.Handed{Name: fmt.Sprintf("文件%d.pdf", n), Uploader: "u"}
	_, err := filesOf(s.Data, s.Remote).Take(ctx, s.DB, bytes.NewReader(file), blob.Even(1<<20), handed, func(tx *sqldb.Tx, _ blob.File) error {
		_, err := ledger.Append(ctx, tx, ledger.Entry{Stream: fmt.Sprint("s", n/1000), Verb: "test", Body: fmt.Appendf(nil, `{"n":%d,"t":"<和睦>"}`, n)})
		if err == nil {
			err = search.Put(ctx, tx, search.Document{ID: fmt.Sprint("d", n), At: tx.Now, Title: []string{fmt.Sprint("排水沟第", n, "号")}})
		}
		return errors.Join(err, s.Jobs.Enqueue(ctx, tx, note{n}, job.At(time.Unix(4e9, 0)), job.Once()))
	})
	return err
}

const pass = "a passphrase of some length"

func source(t *testing.T, dsn, data string) Source {
	t.Helper()
	ring, err := vault.OpenRing(filepath.Join(data, "keys"))
	if err != nil {
		t.Fatal(err)
	}
	db, err := sqldb.Open(t.Context(), dsn, sqldb.Options{MaxConns: 8, Ring: ring})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	jobs, err := job.NewClient(db)
	if err != nil {
		t.Fatal(err)
	}
	return Source{DB: db, Jobs: jobs, Data: data, Program: "test", Passphrase: pass}
}

// TestDrill backs up while others write, and restores on the same engine and on
// the other: the ledger verifies, every file is there, every job waits, and a
// backup of what was restored holds the same members.
func TestDrill(t *testing.T) {
	engines := map[string]func(*testing.T, string) string{
		"sqlite":   func(_ *testing.T, data string) string { return filepath.Join(data, "hemu.db") },
		"postgres": func(t *testing.T, _ string) string { return sqldbtest.PostgresURL(t) },
	}
	for from, make1 := range engines {
		for to, make2 := range engines {
			t.Run(from+" to "+to, func(t *testing.T) {
				data := t.TempDir()
				s := source(t, make1(t, data), data)
				if _, err := s.DB.Migrate(t.Context()); err != nil {
					t.Fatal(err)
				}
				file := busy(t, s)
				data2 := filepath.Join(t.TempDir(), "new")
				dsn := make2(t, data2)
				first, err := Restore(t.Context(), file, Target{Data: data2, DB: dsn, Keys: Keys{Passphrase: pass}})
				if err != nil {
					t.Fatal(err)
				}
				same(t, first, source(t, dsn, data2))
				if _, err := Restore(t.Context(), file, Target{Data: data2, DB: dsn, Keys: Keys{Passphrase: pass}}); !errors.Is(err, ErrNotEmpty) {
					t.Errorf("into what is there: %v", err)
				}
				if _, err := Restore(t.Context(), file, Target{Data: t.TempDir(), DB: dsn, Keys: Keys{Passphrase: pass}}); !errors.Is(err, ErrNotEmpty) && to == "postgres" {
					t.Errorf("into a database with rows: %v", err)
				}
			})
		}
	}
}

// bucket is a new one, reached.
func bucket(t *testing.T) (*blob.Bucket, s3test.Place) {
	t.Helper()
	at := s3test.Bucket(t)
	b, err := blob.OpenBucket(blob.S3(at))
	if err != nil {
		t.Fatal(err)
	}
	return b, at
}

// TestFilesElsewhere: from disk into a bucket, and from there to disk again. What is in
// a bucket is not overwritten, and a restore that fails leaves none of its files there.
func TestFilesElsewhere(t *testing.T) {
	data := t.TempDir()
	s := source(t, filepath.Join(data, "hemu.db"), data)
	if _, err := s.DB.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	file := busy(t, s)
	remote, at := bucket(t)
	target := func(remote *blob.Bucket) Target {
		into := filepath.Join(t.TempDir(), "new")
		return Target{Data: into, DB: filepath.Join(into, "hemu.db"), Remote: remote, Keys: Keys{Passphrase: pass}}
	}
	there := target(remote)
	first, err := Restore(t.Context(), file, there)
	if err != nil {
		t.Fatal(err)
	}
	if left, err := filepath.Glob(filepath.Join(there.Data, "blobs", "??", "*")); len(left) > 0 || err != nil {
		t.Errorf("on disk: %v, %v", left, err)
	}
	elsewhere := source(t, there.DB, there.Data)
	elsewhere.Remote = remote
	same(t, first, elsewhere)
	if r, err := filesOf(there.Data, remote).Check(t.Context(), elsewhere.DB); err != nil || r.Missing > 0 || r.Files < 20 {
		t.Errorf("in the bucket: %+v, %v", r, err)
	}
	if _, err := Restore(t.Context(), file, target(remote)); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("over another's files: %v", err)
	}
	home := target(nil)
	if again, err := Restore(t.Context(), busy(t, elsewhere), home); err != nil {
		t.Error(err)
	} else {
		same(t, again, source(t, home.DB, home.Data))
	}
	line, through := s3test.Through(t, at)
	through.Prefix = "broken"
	broken, err := blob.OpenBucket(blob.S3(through))
	if err != nil {
		t.Fatal(err)
	}
	line.Cut()
	if _, err := Restore(t.Context(), file, target(broken)); !errors.Is(err, blob.ErrStoreGone) {
		t.Errorf("a store that is away: %v", err)
	}
	line.Mend()
	taken := target(broken) // its database can't be made: files were put before
	taken.DB = t.TempDir()
	if _, err := Restore(t.Context(), file, taken); err == nil {
		t.Error("restored into nothing")
	}
	if empty, err := filesOf(taken.Data, broken).Empty(t.Context()); !empty || err != nil {
		t.Errorf("left in the bucket: %v, %v", empty, err)
	}
}

// busy backs s up in the middle of writing.
func busy(t *testing.T, s Source) string {
	t.Helper()
	keys, err := ledger.OpenKeys(s.Data)
	if err != nil {
		t.Fatal(err)
	}
	for n := range 20 {
		if err := work(t.Context(), s, n); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := ledger.Checkpoint(t.Context(), s.DB, s.Data, keys.Signer); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var writers sync.WaitGroup
	for w := range 2 {
		writers.Go(func() {
			for n := 1000 * (w + 1); ctx.Err() == nil; n++ {
				if err := work(ctx, s, n); err != nil && ctx.Err() == nil {
					t.Error(err)
					return
				}
			}
		})
	}
	file := filepath.Join(t.TempDir(), "b.zip")
	m, err := s.Write(t.Context(), file)
	stop()
	writers.Wait()
	if err != nil {
		t.Fatal(err)
	}
	if rows, files := m.Count(); rows < 60 || files < 21 {
		t.Errorf("%d rows, %d files", rows, files)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode: %v, %v", info, err)
	}
	if _, err := s.Write(t.Context(), file); !errors.Is(err, ErrExists) {
		t.Errorf("over a backup: %v", err)
	}
	return file
}

// same proves that what was restored is what was backed up.
func same(t *testing.T, first Manifest, s Source) {
	t.Helper()
	keys, err := ledger.OpenKeys(s.Data)
	if err != nil {
		t.Fatal(err)
	}
	r, err := ledger.Verify(t.Context(), s.DB, s.Data, keys.Verifier)
	if err != nil || !r.Whole() || r.Entries < 20 {
		t.Errorf("ledger: %+v, %v", r, err)
	}
	found := func(text string) (n int) {
		err := s.DB.Read(t.Context(), func(tx *sqldb.Tx) (err error) {
			c := sqldb.NewCond()
			n, err = sqldb.One(t.Context(), tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM (`+search.Parse(text).IDs(tx, c)+`) x`, c.Args()...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if found("排水沟") < 20 || found("第7号") != 1 {
		t.Error("what was restored is not found")
	}
	again, err := s.Write(t.Context(), filepath.Join(t.TempDir(), "again.zip"))
	if err != nil {
		t.Fatal(err) // also when a recorded file is missing
	}
	count := map[string]Member{}
	for _, m := range again.Members {
		count[m.Name] = m
	}
	for _, m := range first.Members {
		if got := count[m.Name]; got.Size != m.Size || got.Rows != m.Rows {
			t.Errorf("%s: %+v, was %+v", m.Name, got, m)
		}
	}
	if j := count[jobsIn]; j.Rows < 20 || len(again.Members) != len(first.Members) {
		t.Errorf("%d jobs, %d members, were %d", j.Rows, len(again.Members), len(first.Members))
	}
}

// TestDamage: no cut and no changed byte goes unseen, and nothing is left behind.
func TestDamage(t *testing.T) {
	data := t.TempDir()
	s := source(t, filepath.Join(data, "hemu.db"), data)
	if _, err := s.DB.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(busy(t, s))
	if err != nil {
		t.Fatal(err)
	}
	try := func(about string, raw []byte) {
		t.Helper()
		dir := t.TempDir()
		file, into := filepath.Join(dir, "b"), filepath.Join(dir, "new")
		if err := os.WriteFile(file, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Restore(t.Context(), file, Target{Data: into, DB: filepath.Join(into, "hemu.db"), Keys: Keys{Passphrase: pass}}); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", about, err)
		}
		if _, err := os.Stat(into); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s left a folder: %v", about, err)
		}
	}
	for _, n := range []int{0, 1, len(raw) / 2, len(raw) - 1} {
		try(fmt.Sprint("cut at ", n), raw[:n])
	}
	at := bytes.Index(raw, []byte("tables/ledger_entry")) + 200
	changed := bytes.Clone(raw)
	changed[at] ^= 0x40
	try("changed", changed)
}

// TestKeysOfABackup: they travel under a passphrase or not at all, and nothing is
// restored with those of another installation.
func TestKeysOfABackup(t *testing.T) {
	data := t.TempDir()
	s := source(t, filepath.Join(data, "hemu.db"), data)
	if _, err := s.DB.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	with := busy(t, s)
	s.Passphrase = ""
	without := filepath.Join(t.TempDir(), "b.zip")
	if _, err := s.Write(t.Context(), without); err != nil {
		t.Fatal(err)
	}
	secret, err := os.ReadFile(filepath.Join(data, "keys", "vault.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{with, without} {
		if raw, err := os.ReadFile(file); err != nil || bytes.Contains(raw, secret[len(secret)/2:]) {
			t.Errorf("%s holds keys in plain, %v", file, err)
		}
	}
	other := t.TempDir()
	if _, err := vault.OpenRing(other); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		file string
		keys Keys
		want error
	}{
		"passphrase": {with, Keys{Passphrase: pass}, nil}, "wrong passphrase": {with, Keys{Passphrase: pass + "x"}, ErrPassphrase},
		"no passphrase": {with, Keys{}, ErrPassphrase}, "a folder": {without, Keys{Folder: filepath.Join(data, "keys")}, nil},
		"no folder": {without, Keys{}, ErrNoKeys}, "another's folder": {without, Keys{Folder: other}, ErrOtherKeys},
		"an empty folder": {without, Keys{Folder: t.TempDir()}, ErrNoKeys},
	} {
		into := filepath.Join(t.TempDir(), "new")
		_, err := Restore(t.Context(), c.file, Target{Data: into, DB: filepath.Join(into, "hemu.db"), Keys: c.keys})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if left, _ := os.ReadDir(into); err != nil && len(left) > 0 {
			t.Errorf("%s left %v", name, left)
		}
	}
}
