package blob

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

func put(t *testing.T, s Store, content string) Blob {
	t.Helper()
	b, err := s.Put(t.Context(), strings.NewReader(content), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func pack(t *testing.T, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range names {
		if _, err := z.Create(n); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPutSniffsAndRefuses(t *testing.T) {
	everyStore(t, func(t *testing.T, s Store) {
		mp4 := "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
		tests := map[string]struct{ content, media, code string }{
			"text":        {"笔录：双方到场。", "text/plain", ""},
			"cut jpeg":    {"\xff\xd8\xff\xe0JFIF", "", "blob.broken"},
			"cut png":     {"\x89PNG\r\n\x1a\n", "", "blob.broken"},
			"pdf":         {"%PDF-1.7\n", "application/pdf", ""},
			"video":       {mp4, "video/mp4", ""},
			"docx":        {pack(t, "[Content_Types].xml", "word/document.xml"), docx, ""},
			"xlsx":        {pack(t, "[Content_Types].xml", "xl/workbook.xml"), xlsx, ""},
			"ofd":         {pack(t, "OFD.xml", "Doc_0/Document.xml"), ofd, ""},
			"macros":      {pack(t, "word/document.xml", "word/vbaProject.bin"), "", "blob.type"},
			"archive":     {pack(t, "a.txt"), "", "blob.type"},
			"broken zip":  {"PK\x03\x04rest", "", "blob.type"},
			"page":        {"<!DOCTYPE html><script>", "", "blob.type"},
			"svg":         {`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`, "", "blob.type"},
			"program":     {"\x7fELF\x02\x01\x01\x00", "", "blob.type"},
			"nothing":     {"", "", "blob.empty"},
			"just fits":   {strings.Repeat("a", 1<<20), "text/plain", ""},
			"one too big": {strings.Repeat("a", 1<<20+1), "", "blob.too_large"},
		}
		for name, c := range tests {
			t.Run(name, func(t *testing.T) {
				b, err := s.Put(t.Context(), strings.NewReader(c.content), 1<<20)
				if fault.CodeOf(err) != c.code || err == nil && (b.Type != c.media || b.Size != int64(len(c.content))) {
					t.Fatalf("%+v, %v", b, err)
				}
				if err == nil {
					f, err := s.Open(t.Context(), b.Digest)
					if err != nil {
						t.Fatal(err)
					}
					if raw, err := io.ReadAll(f); string(raw) != c.content || err != nil || f.Close() != nil {
						t.Errorf("read %q, %v", raw, err)
					}
				}
				if left, _ := os.ReadDir(s.incoming()); len(left) > 0 {
					t.Error("something was left behind")
				}
			})
		}
	})
}

func TestSameBytesAreStoredOnceAndHealed(t *testing.T) {
	everyStore(t, func(t *testing.T, s Store) {
		b := put(t, s, "same")
		if again := put(t, s, "same"); again != b {
			t.Fatalf("%+v and %+v", b, again)
		}
		damage(t, s, b.Digest, "sane")
		if err := s.Verify(t.Context(), b.Digest); !errors.Is(err, ErrDamaged) {
			t.Errorf("damaged: %v", err)
		}
		put(t, s, "same")
		if err := s.Verify(t.Context(), b.Digest); err != nil {
			t.Errorf("healed: %v", err)
		}
	})
}

func TestOnlyDigestsNameFiles(t *testing.T) {
	everyStore(t, func(t *testing.T, s Store) {
		if err := os.WriteFile(filepath.Join(s.Dir, "..", "secret"), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, d := range []Digest{"", "..", "../secret", Digest(strings.Repeat("a", 64)), Digest(strings.Repeat("A", 64)), Digest(strings.Repeat("/", 64))} {
			if _, err := s.Open(t.Context(), d); !errors.Is(err, ErrNotFound) {
				t.Errorf("%q: %v", d, err)
			}
		}
	})
}

func TestACancelledUploadLeavesNothing(t *testing.T) {
	everyStore(t, func(t *testing.T, s Store) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.Put(ctx, strings.NewReader("x"), 10); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		nothingComing(t, s)
	})
}

func TestRecordFindListSweep(t *testing.T) {
	everyStore(t, func(t *testing.T, s Store) {
		sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
			s := another(t, s)
			linked, loose := put(t, s, "linked"), put(t, s, "loose")
			record := func(name, by string) (f File) {
				t.Helper()
				if err := db.Write(t.Context(), func(tx *sqldb.Tx) (err error) {
					f, err = Record(t.Context(), tx, linked, name, by)
					return err
				}); err != nil {
					t.Fatal(err)
				}
				return f
			}
			want := File{linked, "照片.txt", sqldbtest.Noon, "li"}
			if got := record(`C:\tmp\照片.txt`, "li"); got != want {
				t.Errorf("%+v", got)
			}
			clock.Advance(time.Hour)
			if got := record("other.txt", "wu"); got != want {
				t.Errorf("recorded again: %+v", got)
			}
			if err := db.Read(t.Context(), func(tx *sqldb.Tx) error {
				if _, err := Find(t.Context(), tx, loose.Digest); !errors.Is(err, ErrNotFound) {
					t.Errorf("not recorded: %v", err)
				}
				page, err := Digests(t.Context(), tx, "", 10)
				if len(page) != 1 || page[0] != want.Digest {
					t.Errorf("list %+v", page)
				}
				return err
			}); err != nil {
				t.Fatal(err)
			}
			for _, step := range []struct {
				before time.Time
				want   int
			}{{time.Now().Add(-time.Hour), 0}, {time.Now().Add(time.Hour), 1}, {time.Now().Add(time.Hour), 0}} {
				if n, err := s.Sweep(t.Context(), db, step.before); n != step.want || err != nil {
					t.Errorf("swept %d, want %d: %v", n, step.want, err)
				}
			}
			if err := s.Verify(t.Context(), linked.Digest); err != nil {
				t.Errorf("the recorded file: %v", err)
			}
			if n, err := (Store{Dir: filepath.Join(s.Dir, "none")}).Sweep(t.Context(), db, time.Now()); n != 0 || err != nil {
				t.Errorf("no folder yet: %d, %v", n, err)
			}
		})
	})
}

func TestCleanName(t *testing.T) {
	for name, want := range map[string]string{
		"证据 1.jpg":             "证据 1.jpg",
		"../../etc/passwd":     "passwd",
		"a\x00b\nc.pdf":        "abc.pdf",
		"gnp.\u202etxt":        "gnp.txt",
		" .. ":                 "file",
		"":                     "file",
		"bad\xff.png":          "bad.png",
		`who?<b>"x"|y*z:w.txt`: "whobxyzw.txt",
	} {
		if got := cleanName(name); got != want {
			t.Errorf("cleanName(%q) = %q, want %q", name, got, want)
		}
	}
	if got := cleanName(strings.Repeat("长", 300) + ".docx"); len([]rune(got)) != maxName || !strings.HasSuffix(got, ".docx") {
		t.Errorf("long name: %s", got)
	}
}

// TestGiven: of several digests those that a person handed over, and no others.
func TestGiven(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		s := Store{Dir: t.TempDir()}
		a, unrecorded, other := put(t, s, "one"), put(t, s, "two"), put(t, s, "three")
		if err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
			_, err := Record(t.Context(), tx, a, "a.txt", "u1")
			_, err2 := Record(t.Context(), tx, other, "c.txt", "u2")
			return errors.Join(err, err2)
		}); err != nil {
			t.Fatal(err)
		}
		given := func(by string, digests ...string) (out map[string]Blob) {
			t.Helper()
			if err := db.Read(t.Context(), func(tx *sqldb.Tx) (err error) {
				out, err = Given(t.Context(), tx, by, digests)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return out
		}
		all := []string{string(unrecorded.Digest), string(a.Digest), string(other.Digest), "none"}
		if got := given("u1", all...); len(got) != 1 || got[string(a.Digest)] != a {
			t.Errorf("of u1 are %v", got)
		}
		if got := given("u3", all...); len(got) > 0 {
			t.Errorf("of u3 are %v", got)
		}
		if got := given("u1"); len(got) > 0 {
			t.Errorf("of nothing %v", got)
		}
		if err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
			f, err := Record(t.Context(), tx, other, "mine.txt", "u1")
			if f.Uploader != "u2" {
				t.Errorf("first handed over by %s", f.Uploader)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if got := given("u1", all...); len(got) != 2 {
			t.Errorf("handed over by both: %v", got)
		}
	})
}
