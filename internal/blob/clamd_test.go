package blob

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

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
