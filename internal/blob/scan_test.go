package blob

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"hemu/internal/fault"
	"hemu/internal/rig"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// heard is what the record was told of malware.
type heard struct {
	Finding
	givers []string
}

// listen has the record's part played by a list.
func listen(in *Intake) *[]heard {
	var all []heard
	in.Found = func(_ context.Context, _ *sqldb.Tx, f Finding, givers []string) error {
		all = append(all, heard{f, givers})
		return nil
	}
	return &all
}

// send brings a text in parts, as far as it goes.
func (s sender) send() (File, error) {
	s.mustBegin()
	s.part(0, len(s.text))
	return s.finish()
}

// scanState is what is known of malware in a text that was kept.
func scanState(t *testing.T, db *sqldb.DB, text string) (now Scan) {
	t.Helper()
	if err := db.Read(t.Context(), func(tx *sqldb.Tx) error {
		f, err := Find(t.Context(), tx, digestOf(text))
		now = f.Scan
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return now
}

// TestFilesKeptUnseen while a real ClamAV is away are marked, looked at when it is back,
// and out of circulation when something is found; all who sent them are told.
func TestFilesKeptUnseen(t *testing.T) {
	socket := rig.Clamd(t)
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		back, errBack := OpenClamd("unix:" + socket)
		away, err := OpenClamd("unix:" + filepath.Join(t.TempDir(), "none"))
		if err = errors.Join(err, errBack); err != nil {
			t.Fatal(err)
		}
		in := newIntake(t, db)
		told := listen(in)
		in.Store.Scanner, in.Store.KeepUnseen = away, true
		good, bad := "nothing is in here", "a text with "+rig.Mark+" in it"
		for _, s := range []sender{newSender(t, in, "li", good), newSender(t, in, "li", bad), newSender(t, in, "wu", bad)} {
			if f, err := s.send(); err != nil || f.Scan != Waiting {
				t.Fatalf("while it is away: %+v, %v", f, err)
			}
		}
		if n, err := in.ScanWaiting(t.Context()); n != 0 || err != nil || scanState(t, db, good) != Waiting {
			t.Errorf("looked at %d while it is away, %v", n, err)
		}
		in.Store.Scanner = back
		if n, err := in.ScanWaiting(t.Context()); n != 2 || err != nil {
			t.Errorf("looked at %d, %v", n, err)
		}
		if scanState(t, db, good) != Seen || scanState(t, db, bad) != Infected {
			t.Errorf("now %q and %q", scanState(t, db, good), scanState(t, db, bad))
		}
		if n, err := in.ScanWaiting(t.Context()); n != 0 || err != nil || len(*told) != 1 {
			t.Fatalf("a second time: %d, %v, %+v", n, err, *told)
		}
		if f := (*told)[0]; f.Digest != digestOf(bad) || !f.Kept || !strings.HasPrefix(f.Malware, "Hemu.Test") || strings.Join(f.givers, " ") != "li wu" {
			t.Errorf("on record: %+v", f)
		}
		outOfCirculation(t, in, bad)
		for _, by := range []string{"li", "wu"} {
			list, _, err := in.Findings(t.Context(), by, false, "")
			if err != nil || len(list) < 1 || list[len(list)-1].Name != "记录.txt" || list[len(list)-1].Told {
				t.Errorf("%s is told %+v, %v", by, list, err)
			}
			if err := in.Told(t.Context(), by); err != nil {
				t.Fatal(err)
			}
		}
		keeper, _, err := in.Findings(t.Context(), "admin", true, "")
		if err != nil || len(keeper) < 2 || keeper[0].Name != "" || !keeper[0].Told || keeper[0].Malware == "" {
			t.Errorf("the keeper is told %+v, %v", keeper, err)
		}
		pagesOfFindings(t, in, db)
		clock.Advance(time.Hour)
		if err := in.SweepFindings(t.Context(), clock.Now()); err != nil {
			t.Fatal(err)
		}
		if left, _, err := in.Findings(t.Context(), "admin", true, ""); len(left) > 0 || err != nil {
			t.Errorf("%d findings are left, %v", len(left), err)
		}
	})
}

// pagesOfFindings: more than one page shows each once, the newest first.
func pagesOfFindings(t *testing.T, in *Intake, db *sqldb.DB) {
	t.Helper()
	err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
		for i := range mostFindings + 3 {
			if err := insertFinding(t.Context(), tx, Finding{Digest: digestOf("x"), Name: strconv.Itoa(i), Malware: "x", Uploader: "many", At: tx.Now}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for after := ""; ; {
		list, next, err := in.Findings(t.Context(), "many", false, after)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range list {
			names = append(names, f.Name)
		}
		if after = next; next == "" {
			break
		}
	}
	for i, name := range names {
		if len(names) != mostFindings+3 || name != strconv.Itoa(len(names)-1-i) {
			t.Fatalf("pages of findings: %v", names)
		}
	}
}

// outOfCirculation: nobody can hang it on a case, nor bring it again, the scanner being
// there or not.
func outOfCirculation(t *testing.T, in *Intake, bad string) {
	t.Helper()
	err := in.DB.Write(t.Context(), func(tx *sqldb.Tx) error { return Hang(t.Context(), tx, []string{string(digestOf(bad))}) })
	if !errors.Is(err, ErrNotFound) {
		t.Errorf("hung: %v", err)
	}
	back := in.Store.Scanner
	for _, scanner := range []*Clamd{back, {"unix", filepath.Join(t.TempDir(), "none")}, nil} {
		in.Store.Scanner = scanner
		if _, err := newSender(t, in, "wu", bad).send(); !errors.Is(err, ErrInfected) {
			t.Errorf("sent again: %v", err)
		}
	}
	in.Store.Scanner = back
}

// TestARefusedFileIsOnRecord with what was found, once, whichever way it came; one that
// the daemon can't look at is refused also where files are kept unseen.
func TestARefusedFileIsOnRecord(t *testing.T) {
	socket := rig.Clamd(t)
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		in := scanned(t, db, socket)
		told := listen(in)
		in.Store.KeepUnseen = true
		bad := "a text with " + rig.Mark + " in it"
		s := newSender(t, in, "li", bad)
		if _, err := s.send(); !errors.Is(err, ErrInfected) {
			t.Fatal(err)
		}
		if _, err := s.finish(); !errors.Is(err, ErrNoUpload) {
			t.Errorf("finished again: %v", err)
		}
		if _, err := in.Take(t.Context(), "wu", "a.txt", strings.NewReader(bad), Even(1<<20)); !errors.Is(err, ErrInfected) || fault.KindOf(err) != fault.Invalid {
			t.Errorf("in one piece: %v", err)
		}
		if len(*told) != 2 {
			t.Fatalf("on record: %+v", *told)
		}
		for i, by := range []string{"li", "wu"} {
			if f := (*told)[i]; f.Digest != digestOf(bad) || f.Kept || f.Size != int64(len(bad)) || !strings.HasPrefix(f.Malware, "Hemu.Test") || f.givers[0] != by {
				t.Errorf("on record: %+v", f)
			}
		}
		if _, err := in.Take(t.Context(), "wu", "long.txt", strings.NewReader(strings.Repeat("long ", 1<<19)), Even(4<<20)); !errors.Is(err, ErrScanner) {
			t.Errorf("longer than it looks at: %v", err)
		}
	})
}

// TestOneFileHoldsNobodyBack: one the scanner hangs up at is passed over, and one it dies
// of ends the run, and the next begins behind it, also when it comes round to it again.
func TestOneFileHoldsNobodyBack(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		for _, frail := range []bool{false, true} {
			in := newIntake(t, db)
			in.Store.KeepUnseen = true
			scanner := newFakeClamd(t)
			scanner.frail = frail
			scanner.down.Store(true)
			in.Store.Scanner = scanner.Clamd
			texts := []string{}
			for i := range 6 {
				texts = append(texts, fmt.Sprintf("text %d, %v", i, frail))
			}
			slices.SortFunc(texts, func(a, b string) int { return strings.Compare(string(digestOf(a)), string(digestOf(b))) })
			// The third by digest is the one: some lie before it, more behind it.
			bad := ""
			for i := 0; bad == "" || digestOf(bad) < digestOf(texts[1]) || digestOf(bad) > digestOf(texts[2]); i++ {
				bad = fmt.Sprintf("crash %d, %v", i, frail)
			}
			for _, s := range append(texts, bad) {
				if _, err := newSender(t, in, "li", s).send(); err != nil {
					t.Fatal(err)
				}
			}
			want := []int{6, 0}
			if frail {
				want = []int{2, 4, 0}
			}
			for run, n := range want {
				scanner.down.Store(false)
				if got, err := in.ScanWaiting(t.Context()); got != n || err != nil {
					t.Errorf("frail %v, run %d: looked at %d, %v", frail, run, got, err)
				}
			}
			for _, s := range texts {
				if now := scanState(t, db, s); now != Seen {
					t.Errorf("frail %v: %q is %q", frail, s, now)
				}
			}
			if now := scanState(t, db, bad); now != Waiting {
				t.Errorf("frail %v: the one is %q", frail, now)
			}
		}
	})
}
