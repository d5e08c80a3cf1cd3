package blob

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"

	"hemu/internal/fault"
	"hemu/internal/rig"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// scanned is an Intake whose files a real ClamAV looks at.
func scanned(t *testing.T, db *sqldb.DB, socket string) *Intake {
	t.Helper()
	scanner, err := OpenClamd("unix:" + socket)
	if err != nil {
		t.Fatal(err)
	}
	in := newIntake(t, db)
	in.Store.Scanner = scanner
	return in
}

// TestMalwareIsRefused by a real ClamAV: what it finds is not kept and is given up;
// what it can't look at, and what comes while it is away, waits.
func TestMalwareIsRefused(t *testing.T) {
	socket := rig.Clamd(t)
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		in := scanned(t, db, socket)
		if err := in.Store.Scanner.Ping(t.Context()); err != nil {
			t.Fatal(err)
		}
		put(t, *in.Store, "nothing to be found here")
		bad := "a text with " + rig.Mark + " in it"
		_, err := in.Store.Put(t.Context(), strings.NewReader(bad), 1<<20)
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

// fakeClamd says OK to whatever came to its end. At a text with "crash" in it, it hangs up
// and, where frail, answers nobody until it is brought up again.
type fakeClamd struct {
	*Clamd
	frail bool
	down  atomic.Bool
}

func newFakeClamd(t *testing.T) *fakeClamd {
	t.Helper()
	listener, err := net.Listen("unix", filepath.Join(t.TempDir(), "s"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	scanner, err := OpenClamd("unix:" + listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	f := &fakeClamd{Clamd: scanner}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go f.answer(conn)
		}
	}()
	return f
}

func (f *fakeClamd) answer(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	r := bufio.NewReader(conn)
	command, err := r.ReadString(0)
	if err != nil || f.down.Load() {
		return
	}
	if command == "zPING\x00" {
		_, _ = io.WriteString(conn, "PONG\x00")
		return
	}
	var all []byte
	for n := make([]byte, 4); ; {
		if _, err := io.ReadFull(r, n); err != nil {
			return
		}
		chunk := make([]byte, binary.BigEndian.Uint32(n))
		if len(chunk) == 0 {
			break
		}
		if _, err := io.ReadFull(r, chunk); err != nil {
			return
		}
		all = append(all, chunk...)
	}
	if strings.Contains(string(all), "crash") {
		f.down.Store(f.frail)
		return
	}
	_, _ = io.WriteString(conn, "stream: OK\x00")
}

// TestWhatCannotBeReadIsNotSeen: the daemon is never told that a file has ended where
// reading it broke off, wherever that was.
func TestWhatCannotBeReadIsNotSeen(t *testing.T) {
	scanner, broke := newFakeClamd(t), errors.New("the disk broke")
	for _, n := range []int{0, 1, 64 << 10, 64<<10 + 1, 128 << 10} {
		r := io.MultiReader(strings.NewReader(strings.Repeat("a", n)), iotest.ErrReader(broke))
		if err := scanner.scan(t.Context(), r); !errors.Is(err, broke) || errors.Is(err, errAway) {
			t.Errorf("after %d bytes: %v", n, err)
		}
		if err := scanner.scan(t.Context(), strings.NewReader(strings.Repeat("a", n))); err != nil {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
}
