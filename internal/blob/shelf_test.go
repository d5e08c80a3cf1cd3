package blob

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"

	"hemu/internal/blob/s3test"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// everyStore runs a test on a store on disk and on one in a bucket: whoever keeps
// files cannot tell them apart.
func everyStore(t *testing.T, test func(t *testing.T, s Store)) {
	t.Run("disk", func(t *testing.T) { test(t, Store{Dir: filepath.Join(t.TempDir(), "blobs")}) })
	t.Run("s3", func(t *testing.T) { test(t, inBucket(t, s3test.Bucket(t))) })
}

// another is a new store like s: the engines test at once, and none may sweep what
// another stored.
func another(t *testing.T, s Store) Store {
	if s.Remote != nil {
		return inBucket(t, s3test.Bucket(t))
	}
	return Store{Dir: filepath.Join(t.TempDir(), "blobs")}
}

func inBucket(t *testing.T, c s3test.Place) Store {
	t.Helper()
	b, err := OpenBucket(S3(c))
	if err != nil {
		t.Fatal(err)
	}
	return Store{Dir: filepath.Join(t.TempDir(), "blobs"), Remote: b}
}

// damage puts other bytes in the place of a file.
func damage(t *testing.T, s Store, d Digest, raw string) {
	t.Helper()
	var err error
	if b := s.Remote; b != nil {
		_, err = b.client.PutObject(t.Context(), b.name, b.path(d), strings.NewReader(raw), int64(len(raw)), minio.PutObjectOptions{})
	} else {
		err = os.WriteFile(folder(s.Dir).path(d), []byte(raw), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// nothingComing checks that no half of a file and no raw picture was left behind.
func nothingComing(t *testing.T, s Store) {
	t.Helper()
	if left, _ := os.ReadDir(s.incoming()); len(left) > 0 {
		t.Errorf("%d files were left behind", len(left))
	}
}

func record(t *testing.T, db *sqldb.DB, blobs ...Blob) {
	t.Helper()
	if err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
		for _, b := range blobs {
			if _, err := Record(t.Context(), tx, b, "a.txt", "li"); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// long is a recording of n bytes.
func long(n int) string {
	raw := make([]byte, n)
	r := rand.NewChaCha8([32]byte{1})
	_, _ = r.Read(raw)
	return "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + string(be32(n+8)) + "mdat" + string(raw)
}

// TestALongFileIsReadFromItsMiddle, and came in several parts where it lies elsewhere.
func TestALongFileIsReadFromItsMiddle(t *testing.T) {
	everyStore(t, func(t *testing.T, s Store) {
		raw := long(2*partSize + 1000)
		b, err := s.Put(t.Context(), strings.NewReader(raw), 32<<20)
		if err != nil || b.Size != int64(len(raw)) {
			t.Fatal(b.Size, err)
		}
		if err := s.Verify(t.Context(), b.Digest); err != nil {
			t.Error(err)
		}
		f, err := s.Open(t.Context(), b.Digest)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Close() }()
		end, err := f.Seek(0, io.SeekEnd)
		if err != nil || end != b.Size {
			t.Errorf("ends at %d, %v", end, err)
		}
		for _, from := range []int64{partSize - 5, 0, b.Size - 3, 1 << 20} {
			got := make([]byte, 3)
			_, err := f.Seek(from, io.SeekStart)
			if _, err2 := io.ReadFull(f, got); err != nil || err2 != nil || string(got) != raw[from:from+3] {
				t.Errorf("from %d: %q, %v, %v", from, got, err, err2)
			}
		}
		nothingComing(t, s)
	})
}

// TestPutBack: bytes of a backup, and only those they are said to be.
func TestPutBack(t *testing.T) {
	everyStore(t, func(t *testing.T, s Store) {
		if err := s.Keep(t.Context(), strings.NewReader("other"), digestOf("same")); !errors.Is(err, ErrDamaged) {
			t.Errorf("others: %v", err)
		}
		if err := s.Verify(t.Context(), digestOf("same")); !errors.Is(err, ErrNotFound) {
			t.Errorf("afterwards: %v", err)
		}
		if err := errors.Join(s.Keep(t.Context(), strings.NewReader("same"), digestOf("same")), s.Verify(t.Context(), digestOf("same"))); err != nil {
			t.Error(err)
		}
		nothingComing(t, s)
	})
}

// TestCheckFindsWhatIsMissing among more files than one page holds: what is gone, what
// is short, and nothing else.
func TestCheckFindsWhatIsMissing(t *testing.T) {
	everyStore(t, func(t *testing.T, s Store) {
		db := sqldbtest.SQLite(t, sqldbtest.NewClock())
		var gone []Blob
		for n := range 1200 {
			gone = append(gone, Blob{Digest: digestOf(fmt.Sprint("gone ", n)), Size: 1, Type: "text/plain"})
		}
		whole, short, unknown := put(t, s, "whole"), put(t, s, "short"), put(t, s, "unknown")
		damage(t, s, short.Digest, "shor")
		check := func(files, missing int) Report {
			t.Helper()
			r, err := s.Check(t.Context(), db)
			if err != nil || r.Files != files || r.Missing != missing || len(r.Named) != min(missing, maxNamed) {
				t.Errorf("%+v, %v; want %d of %d missing", r, err, missing, files)
			}
			return r
		}
		check(0, 0)
		record(t, db, whole, short)
		if r := check(2, 1); !slices.Equal(r.Named, []Digest{short.Digest}) {
			t.Errorf("named %v", r.Named)
		}
		record(t, db, gone...)
		check(1202, 1201)
		for want := 1; want >= 0; want-- { // unknown, and once
			if n, err := s.Sweep(t.Context(), db, time.Now().Add(time.Hour)); n != want || err != nil {
				t.Errorf("swept %d, want %d: %v", n, want, err)
			}
		}
		if err := errors.Join(s.Verify(t.Context(), whole.Digest)); err != nil {
			t.Error(err)
		}
		if err := s.Verify(t.Context(), unknown.Digest); !errors.Is(err, ErrNotFound) {
			t.Errorf("swept, and then: %v", err)
		}
	})
}

// TestABucketThatIsNotThere: each failure says what it is, asks to come again, and
// never names the secret.
func TestABucketThatIsNotThere(t *testing.T) {
	at := s3test.Bucket(t)
	b := put(t, inBucket(t, at), "here")
	line, cut := s3test.Through(t, at)
	line.Cut()
	wrongKey, wrongSecret, noBucket := at, at, at
	wrongKey.Key, wrongSecret.Secret, noBucket.Bucket = "AKIANOBODY", "other-secret", at.Bucket+"-none"
	for code, c := range map[string][]s3test.Place{"blob.store_gone": {cut}, "blob.store_key": {wrongKey, wrongSecret}, "blob.store_bucket": {noBucket}} {
		for _, place := range c {
			s := inBucket(t, place)
			_, errPut := s.Put(t.Context(), strings.NewReader("new"), 100)
			_, errOpen := s.Open(t.Context(), b.Digest)
			errs := map[string]error{"reach": s.Remote.Reach(t.Context()), "put": errPut, "walk": s.Remote.walk(t.Context(), func(Stored) error { return nil })}
			if code == "blob.store_gone" { // of one file others answer without a reason
				errs["open"] = errOpen
			}
			if errOpen == nil {
				t.Errorf("%s: opened", code)
			}
			for what, err := range errs {
				if fault.CodeOf(err) != code || fault.KindOf(err) != fault.Unavailable {
					t.Errorf("%s, %s: %v", code, what, err)
				}
				if said := fmt.Sprintf("%+v", err); strings.Contains(said, place.Secret) || strings.Contains(said, at.Secret) {
					t.Errorf("%s tells the secret: %s", what, said)
				}
			}
			nothingComing(t, s)
		}
	}
	if err := inBucket(t, at).Remote.Reach(t.Context()); err != nil {
		t.Errorf("where all is well: %v", err)
	}
}

// TestALineThatBreaks anywhere while files go out: what was acknowledged is there, and
// an upload goes on when the store is back, with nothing sent again.
func TestALineThatBreaks(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		line, at := s3test.Through(t, s3test.Bucket(t))
		in := newIntake(t, db)
		*in.Store = inBucket(t, at)
		size := partSize + 4000                                     // two parts
		for round, after := range []int{1, size / 3, size - 1000} { // at once, within the first, within the last
			text := strings.Repeat(string(rune('a'+round)), size)
			s := newSender(t, in, "li", text)
			s.in.Limits = fixed(64 << 20)
			s.mustBegin()
			for from := 0; from < size; from += MaxPart {
				s.part(from, min(size, from+MaxPart))
			}
			line.MendFor(int64(after))
			if _, err := s.finish(); !errors.Is(err, ErrStoreGone) || s.mustBegin().Got() != int64(size) || s.mustBegin().Done() {
				t.Fatalf("round %d: %v", round, err)
			}
			line.Mend()
			f, err := s.finish()
			if err != nil || in.Store.Verify(t.Context(), f.Digest) != nil {
				t.Fatalf("round %d, mended: %v", round, err)
			}
		}
		nothingComing(t, *in.Store)
		if err := in.Store.Remote.tidy(t.Context(), time.Now().Add(time.Hour)); err != nil {
			t.Error(err)
		}
		for u := range in.Store.Remote.client.ListIncompleteUploads(t.Context(), in.Store.Remote.name, "", true) {
			t.Errorf("left half sent: %+v", u)
		}
		if r, err := in.Store.Check(t.Context(), db); err != nil || r.Missing > 0 || r.Files != 3 {
			t.Errorf("%+v, %v", r, err)
		}
	})
}

// TestWhatIsNotOurs in a bucket stays, and is not seen.
func TestWhatIsNotOurs(t *testing.T) {
	at := s3test.Bucket(t)
	client := s3test.Client(t, at)
	d := string(digestOf("x"))
	others := []string{d, "files/" + d[:2] + "/" + d, "files/of hemu/notes.txt", "files/of hemu/zz/" + d}
	for _, name := range others {
		if _, err := client.PutObject(t.Context(), at.Bucket, name, bytes.NewReader([]byte("theirs")), 6, minio.PutObjectOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	s := inBucket(t, at)
	if _, err := s.Open(t.Context(), Digest(d)); !errors.Is(err, ErrNotFound) {
		t.Errorf("opened: %v", err)
	}
	db := sqldbtest.SQLite(t, sqldbtest.NewClock())
	if n, err := s.Sweep(t.Context(), db, time.Now().Add(time.Hour)); n != 0 || err != nil {
		t.Errorf("swept %d, %v", n, err)
	}
	for _, name := range others {
		if _, err := client.StatObject(t.Context(), at.Bucket, name, minio.StatObjectOptions{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestHowABucketIsNamed(t *testing.T) {
	good := S3{Endpoint: "https://s3.example:9000", Bucket: "files", Key: "k", Secret: "s"}
	if _, err := OpenBucket(good); err != nil {
		t.Error(err)
	}
	for _, spoil := range []func(*S3){
		func(c *S3) { c.Endpoint = "s3.example" }, func(c *S3) { c.Endpoint = "ftp://s3.example" }, func(c *S3) { c.Endpoint = "https://s3.example/path" },
		func(c *S3) { c.Endpoint = "https://k:s@s3.example" }, func(c *S3) { c.Bucket = "" }, func(c *S3) { c.Bucket = "a/b" }, func(c *S3) { c.Key = "" }, func(c *S3) { c.Secret = "" },
	} {
		bad := good
		spoil(&bad)
		if _, err := OpenBucket(bad); err == nil {
			t.Errorf("%+v was taken", bad)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := inBucket(t, s3test.Bucket(t)).Put(ctx, strings.NewReader("a"), 10); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
