package blob

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// mark is what the test's one signature finds.
const mark = "a mark only this test knows"

// clamd starts Debian's daemon on a signature of our own; nothing is fetched.
func clamd(t *testing.T) (socket string) {
	t.Helper()
	const program = "/usr/sbin/clamd"
	if _, err := os.Stat(program); err != nil {
		t.Skip("clamav-daemon is not installed; make test installs it")
	}
	dir, err := os.MkdirTemp("", "clamd") // a socket's path is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	socket = filepath.Join(dir, "s")
	conf := fmt.Sprintf("Foreground yes\nLocalSocket %s\nDatabaseDirectory %s\nStreamMaxLength 1M\nTemporaryDirectory %s\n", socket, dir, dir)
	for name, content := range map[string]string{"clamd.conf": conf, "test.ndb": "Hemu.Test:0:*:" + hex.EncodeToString([]byte(mark)) + "\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(program, "-c", filepath.Join(dir, "clamd.conf"))
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = cmd.Process.Kill(), cmd.Wait() })
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		c, err := net.Dial("unix", socket)
		if err == nil {
			_ = c.Close()
			return socket
		}
		if time.Now().After(end) {
			t.Fatal("clamd did not start: " + said.String())
		}
	}
}

// TestMalwareIsRefused by a real ClamAV: what it finds is not kept and is given up;
// what it can't look at, and what comes while it is away, waits.
func TestMalwareIsRefused(t *testing.T) {
	socket := clamd(t)
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		scanner, err := OpenClamd("unix:" + socket)
		if err != nil {
			t.Fatal(err)
		}
		in := newIntake(t, db)
		in.Store.Scanner = scanner
		if err := scanner.Ping(t.Context()); err != nil {
			t.Fatal(err)
		}
		put(t, *in.Store, "nothing to be found here")
		bad := "a text with " + mark + " in it"
		_, err = in.Store.Put(t.Context(), strings.NewReader(bad), 1<<20)
		if f, ok := errors.AsType[*fault.Error](err); !errors.Is(err, ErrInfected) || !ok || !strings.HasPrefix(fmt.Sprint(f.Args["name"]), "Hemu.Test") {
			t.Errorf("what is found: %v", err)
		}
		s := newSender(t, in, "li", bad)
		s.mustBegin()
		s.part(0, len(bad))
		if _, err := s.finish(); !errors.Is(err, ErrInfected) {
			t.Errorf("in parts: %v", err)
		}
		if _, err := s.finish(); !errors.Is(err, ErrNoUpload) {
			t.Errorf("in parts, afterwards: %v", err)
		}
		if err := in.Store.Verify(t.Context(), digestOf(bad)); !errors.Is(err, ErrNotFound) {
			t.Errorf("it is kept: %v", err)
		}
		if _, err := in.Store.Put(t.Context(), strings.NewReader(strings.Repeat("long ", 1<<19)), 4<<20); !errors.Is(err, ErrScanner) {
			t.Errorf("longer than it looks at: %v", err)
		}
		nothingComing(t, *in.Store)
	})
}

// TestAScannerThatIsAway: files wait and go on when it is back.
func TestAScannerThatIsAway(t *testing.T) {
	db := sqldbtest.SQLite(t, sqldbtest.NewClock())
	in := newIntake(t, db)
	nobody, err := OpenClamd("unix:" + filepath.Join(t.TempDir(), "none"))
	if err != nil {
		t.Fatal(err)
	}
	in.Store.Scanner = nobody
	s := newSender(t, in, "li", "a text")
	s.mustBegin()
	s.part(0, len(s.text))
	if _, err := s.finish(); !errors.Is(err, ErrScanner) || fault.KindOf(err) != fault.Unavailable || s.mustBegin().Got() != int64(len(s.text)) {
		t.Errorf("away: %v", err)
	}
	if err := nobody.Ping(t.Context()); !errors.Is(err, ErrScanner) {
		t.Errorf("pinged: %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := nobody.Ping(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("the caller went: %v", err)
	}
	in.Store.Scanner = nil
	if _, err := s.finish(); err != nil {
		t.Errorf("without: %v", err)
	}
	for at, ok := range map[string]bool{"unix:/run/clamd": true, "127.0.0.1:3310": true, "[::1]:3310": true, "unix:run": false, "host": false, "host:": false, "": false} {
		if _, err := OpenClamd(at); (err == nil) != ok {
			t.Errorf("%q: %v", at, err)
		}
	}
}
