package blob

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

func digestOf(s string) Digest {
	sum := sha256.Sum256([]byte(s))
	return Digest(hex.EncodeToString(sum[:]))
}

// sender is somebody who sends one text in parts.
type sender struct {
	t    *testing.T
	in   *Intake
	by   string
	id   string
	text string
}

func (s sender) begin() (Upload, error) {
	return s.in.Begin(s.t.Context(), s.by, s.id, Announced{Name: "记录.txt", Size: int64(len(s.text)), Digest: digestOf(s.text)})
}

func (s sender) mustBegin() Upload {
	s.t.Helper()
	u, err := s.begin()
	if err != nil {
		s.t.Fatal(err)
	}
	return u
}

func (s sender) part(from, to int) Upload {
	s.t.Helper()
	u, err := s.in.Part(s.t.Context(), s.by, s.id, int64(from), strings.NewReader(s.text[from:to]))
	if err != nil {
		s.t.Fatal(err)
	}
	return u
}

func (s sender) finish() (File, error) { return s.in.Finish(s.t.Context(), s.by, s.id) }

var uploads = 0

func newSender(t *testing.T, in *Intake, by, text string) sender {
	uploads++
	return sender{t, in, by, fmt.Sprintf("0192f000-0000-7000-8000-%012d", uploads), text}
}

func newIntake(t *testing.T, db *sqldb.DB) *Intake {
	dir := t.TempDir()
	return &Intake{DB: db, Store: &Store{Dir: filepath.Join(dir, "blobs")}, Dir: filepath.Join(dir, "uploads"), Limits: fixed(4 << 20)}
}

func fixed(n int64) LimitsIn {
	return func(context.Context, *sqldb.Tx) (Limits, error) { return Even(n), nil }
}

// TestAFileInParts: parts lost, doubled, out of order or cut short, and a server begun
// anew, all end in the file that was sent.
func TestAFileInParts(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		in := newIntake(t, db)
		s := newSender(t, in, "li", strings.Repeat("纠纷笔录。", 40))
		s.mustBegin()
		if u := s.part(0, 100); u.Got() != 100 {
			t.Errorf("after a part: %d", u.Got())
		}
		for name, u := range map[string]Upload{"doubled": s.part(0, 100), "behind a gap": s.part(200, 300), "asked": s.mustBegin()} {
			if u.Got() != 100 || u.Done() {
				t.Errorf("%s: %d, %v", name, u.Got(), u.Done())
			}
		}
		if _, err := s.finish(); !errors.Is(err, ErrIncomplete) {
			t.Errorf("finished early: %v", err)
		}
		// The line breaks within a part; the server ends before the next.
		ctx, cancel := context.WithCancel(t.Context())
		broken := io.MultiReader(strings.NewReader(s.text[100:150]), iotest.ErrReader(io.ErrUnexpectedEOF))
		if _, err := in.Part(ctx, s.by, s.id, 100, readThen{broken, cancel}); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("broken: %v", err)
		}
		again := Intake{DB: in.DB, Store: in.Store, Dir: in.Dir, Limits: in.Limits}
		s.in = &again
		if u := s.mustBegin(); u.Got() != 150 {
			t.Errorf("after the break: %d", u.Got())
		}
		s.part(150, len(s.text))
		f, err := s.finish()
		if err != nil || f.Digest != digestOf(s.text) || f.Name != "记录.txt" || f.Uploader != "li" || f.Type != "text/plain" {
			t.Fatalf("%+v, %v", f, err)
		}
		if err := in.Store.Verify(t.Context(), f.Digest); err != nil {
			t.Error(err)
		}
		if same, err := s.finish(); err != nil || same != f {
			t.Errorf("finished again: %+v, %v", same, err)
		}
		if u := s.mustBegin(); !u.Done() {
			t.Error("asked after the end: not done")
		}
		if err := in.Drop(t.Context(), s.by, s.id); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(filepath.Join(in.Dir, s.id)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("parts are left: %v", err)
		}
	})
}

// readThen does something once its reader fails.
type readThen struct {
	io.Reader
	then func()
}

func (r readThen) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if err != nil {
		r.then()
	}
	return n, err
}

// TestTwoWindowsSendAtOnce: the same file under one id, in parts of any size.
func TestTwoWindowsSendAtOnce(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		in := newIntake(t, db)
		s := newSender(t, in, "li", strings.Repeat("0123456789", 2000))
		var all sync.WaitGroup
		for w := range 3 {
			all.Go(func() {
				r := rand.New(rand.NewPCG(uint64(w), 1))
				u, err := s.begin()
				for err == nil && u.Got() < u.Size && !u.Done() {
					from := u.Got()
					to := min(u.Size, from+1+r.Int64N(4000))
					u, err = in.Part(t.Context(), s.by, s.id, from, strings.NewReader(s.text[from:to]))
				}
				if err != nil {
					t.Errorf("window %d: %v", w, err)
					return
				}
				if f, err := s.finish(); err != nil || f.Digest != digestOf(s.text) {
					t.Errorf("window %d: %+v, %v", w, f, err)
				}
			})
		}
		all.Wait()
	})
}

// TestUploadsAreTheirSendersOnly, and refusals leave nothing behind.
func TestUploadsAreTheirSendersOnly(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		in := newIntake(t, db)
		s := newSender(t, in, "li", "a text")
		s.mustBegin()
		s.part(0, 3)
		wu := s
		wu.by = "wu"
		_, errs := wu.begin()
		_, errPart := in.Part(t.Context(), "wu", s.id, 3, strings.NewReader("ext"))
		_, errEnd := wu.finish()
		for _, err := range []error{errs, errPart, errEnd} {
			if !errors.Is(err, ErrNoUpload) {
				t.Errorf("another's: %v", err)
			}
		}
		if err := in.Drop(t.Context(), "wu", s.id); err != nil || s.mustBegin().Got() != 3 {
			t.Errorf("another's drop: %v", err)
		}
		for code, a := range map[string]Announced{
			"blob.empty": {Name: "a"}, "blob.too_large": {Name: "a", Size: 5 << 20}, "request.invalid": {Name: "a", Size: 1, Digest: "../x"}, "blob.upload_other": {Name: "a", Size: 7},
		} {
			id := s.id
			if code == "blob.too_large" {
				id = newSender(t, in, "li", "").id
			}
			if _, err := in.Begin(t.Context(), "li", id, a); fault.CodeOf(err) != code {
				t.Errorf("%s: %v", code, err)
			}
		}
		if _, err := in.Begin(t.Context(), "li", "../../etc", Announced{Size: 1}); !errors.Is(err, ErrNoUpload) {
			t.Errorf("a path as id: %v", err)
		}
		// Other bytes than announced: it begins anew, and then succeeds.
		if _, err := in.Part(t.Context(), "li", s.id, 3, strings.NewReader("EXT")); err != nil {
			t.Fatal(err)
		}
		if _, err := s.finish(); !errors.Is(err, ErrGarbled) || s.mustBegin().Got() != 0 {
			t.Errorf("garbled: %v", err)
		}
		s.part(0, 6)
		if _, err := s.finish(); err != nil {
			t.Error(err)
		}
		// A kind of file nobody takes is given up with the refusal.
		page := newSender(t, in, "li", "<!DOCTYPE html><script>")
		page.mustBegin()
		page.part(0, len(page.text))
		if _, err := page.finish(); !errors.Is(err, ErrType) {
			t.Errorf("a page: %v", err)
		}
		if _, err := page.finish(); !errors.Is(err, ErrNoUpload) {
			t.Errorf("a page, afterwards: %v", err)
		}
	})
}

// TestPartsThatAreGone, as after a restore, are sent again; a person can't fill the disk;
// what nobody goes on with is swept.
func TestPartsThatAreGoneAndSwept(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		in := newIntake(t, db)
		s := newSender(t, in, "li", "a text that was sent")
		s.mustBegin()
		s.part(0, len(s.text))
		if err := os.RemoveAll(in.Dir); err != nil {
			t.Fatal(err)
		}
		if _, err := s.finish(); !errors.Is(err, ErrGarbled) || s.mustBegin().Got() != 0 {
			t.Errorf("parts gone: %v", err)
		}
		s.part(0, 5)
		var err error
		for n := 0; err == nil && n < maxOpen; n++ {
			_, err = newSender(t, in, "li", "x").begin()
		}
		if !errors.Is(err, ErrManyOpen) {
			t.Errorf("more than %d: %v", maxOpen, err)
		}
		clock.Advance(time.Hour)
		other := newSender(t, in, "wu", "kept")
		other.mustBegin()
		other.part(0, 2)
		if err := os.MkdirAll(filepath.Join(in.Dir, "0192f000-ffff-7000-8000-000000000000"), 0o700); err != nil {
			t.Fatal(err)
		}
		if n, err := in.Sweep(t.Context(), clock.Now().Add(-time.Minute)); n != maxOpen || err != nil {
			t.Errorf("swept %d, %v", n, err)
		}
		left, err := os.ReadDir(in.Dir)
		if err != nil || len(left) != 1 || left[0].Name() != other.id {
			t.Errorf("left %v, %v", left, err)
		}
		other.part(2, 4)
		if _, err := other.finish(); err != nil {
			t.Error(err)
		}
	})
}

// TestManyBegunAtOnce: the limit of files on their way holds however they come.
func TestManyBegunAtOnce(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		in := newIntake(t, db)
		var all sync.WaitGroup
		var begun, refused atomic.Int64
		for n := range maxOpen + 20 {
			s := sender{t, in, "li", fmt.Sprintf("0192f000-0000-7000-9000-%012d", n), "x"}
			all.Go(func() {
				switch _, err := s.begin(); {
				case err == nil:
					begun.Add(1)
				case errors.Is(err, ErrManyOpen):
					refused.Add(1)
				default:
					t.Error(err)
				}
			})
		}
		all.Wait()
		if begun.Load() != maxOpen || refused.Load() != 20 {
			t.Errorf("%d begun, %d refused", begun.Load(), refused.Load())
		}
	})
}

func TestAPartIsAtMostSoLong(t *testing.T) {
	db := sqldbtest.SQLite(t, sqldbtest.NewClock())
	in := newIntake(t, db)
	long := bytes.Repeat([]byte("a"), MaxPart+10)
	s := newSender(t, in, "li", string(long))
	s.mustBegin()
	if u := s.part(0, len(long)); u.Got() != MaxPart {
		t.Errorf("%d bytes of one part", u.Got())
	}
}
