// Package blob keeps files by the SHA-256 of their bytes: bytes on disk or in a bucket,
// facts in the database. It knows nothing of what a file is for, nor who may read it:
// a digest is a name, not a permission, and the room that links to a file decides.
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"github.com/google/uuid"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// Digest is the hex SHA-256 of a file's bytes.
type Digest string

// Valid reports whether d has the form of a digest: nothing else names a file.
func (d Digest) Valid() bool {
	if len(d) != 2*sha256.Size {
		return false
	}
	return strings.Trim(string(d), "0123456789abcdef") == ""
}

// Blob is a stored file.
type Blob struct {
	Digest Digest
	Size   int64  // bytes
	Type   string // media type by content, whatever the sender called it
	// Original: the bytes are as they came, and may say where and by what a picture
	// was taken.
	Original bool
	Scan     Scan
}

// Scan is what is known of malware in a stored file.
type Scan string

// What is known of malware in a file.
const (
	Seen     Scan = ""         // none was found, or none is looked for
	Waiting  Scan = "waiting"  // kept while the scanner was away; not looked at yet
	Infected Scan = "infected" // looked at later, and some was found: nobody gets its bytes
)

// File is what the database knows about a stored file.
type File struct {
	Blob
	Name     string // as first uploaded, cleaned
	At       time.Time
	Uploader string // user id
}

// The ways storing and reading can fail.
var (
	ErrEmpty    = fault.BadField("blob.empty", "file")
	ErrTooLarge = fault.BadField("blob.too_large", "file") // Args: max, in MiB
	ErrType     = fault.BadField("blob.type", "file")
	ErrNotFound = fault.New(fault.NotFound, "blob.not_found")
	// ErrNoCopy: an original of which no copy can be made that says nothing beside the picture.
	ErrNoCopy = fault.New(fault.Conflict, "blob.no_copy")
	// ErrQuarantined: malware was found after the file had been kept.
	ErrQuarantined = fault.New(fault.Conflict, "blob.quarantined")
	// ErrDamaged: the bytes on disk are no longer those that were stored.
	ErrDamaged = fault.New(fault.Internal, "blob.damaged")
)

// Store keeps files. What comes is made whole in Dir first; there it stays, or it goes
// to Remote, where one is set.
type Store struct {
	Dir    string  // a folder of this machine
	Remote *Bucket // nil: files lie in Dir
	// Scanner looks at what comes before it is kept; nil where there is none.
	Scanner *Clamd
	// KeepUnseen keeps what comes while the scanner is away, marked as Waiting, where it
	// is else refused until the scanner is back.
	KeepUnseen bool
}

func (s Store) shelf() shelf {
	if s.Remote != nil {
		return s.Remote
	}
	return folder(s.Dir)
}

// incoming is where bytes wait until all of them have come.
func (s Store) incoming() string { return filepath.Join(s.Dir, "incoming") }

// Handed is a file as somebody hands it over.
type Handed struct {
	Name, Uploader string
	// Original: the bytes stay as they are, as evidence.
	Original bool
}

// Take stores what r gives, within limits and without what a picture says beside what it
// shows, makes it known, and returns when it is safely stored. The same bytes are stored
// once. also runs in the transaction that records the file. Bytes that come and are not
// recorded in the end are swept. Errors: ErrEmpty, ErrTooLarge, ErrType, ErrBroken,
// ErrPixels, ErrInfected, ErrScanner, those of a Bucket, of also, or ctx's.
func (s Store) Take(ctx context.Context, db *sqldb.DB, r io.Reader, limits Limits, h Handed, also func(*sqldb.Tx, File) error) (file File, err error) {
	b, f, drop, err := s.receive(ctx, r, limits, h.Original)
	if err != nil {
		return File{Blob: b}, err
	}
	defer drop()
	mine, err := claim(ctx, db, b.Digest)
	if err != nil {
		return file, err
	}
	if err := s.shelf().keep(ctx, f, b); err != nil {
		return file, err
	}
	err = db.Write(ctx, func(tx *sqldb.Tx) error {
		if file, err = Record(ctx, tx, b, h.Name, h.Uploader); err != nil {
			return err
		}
		if err := deleteClaim(ctx, tx, mine); err != nil || also == nil {
			return err
		}
		return also(tx, file)
	})
	return file, err
}

// claim notes that somebody is about to store bytes: whoever removes equal ones must know
// that they are needed before they lie there.
func claim(ctx context.Context, db *sqldb.DB, d Digest) (id string, err error) {
	id = uuid.Must(uuid.NewV7()).String()
	return id, db.Write(ctx, func(tx *sqldb.Tx) error {
		return errors.Join(lock(ctx, tx, string(d)), insertClaim(ctx, tx, id, d))
	})
}

// receive makes a file of what r gives, looked at and cleaned, on this machine; drop
// takes it away.
func (s Store) receive(ctx context.Context, r io.Reader, limits Limits, original bool) (b Blob, f *os.File, drop func(), err error) {
	came, err := s.temporary()
	if err != nil {
		return b, nil, nil, err
	}
	drop = func() { _, _ = came.Close(), os.Remove(came.Name()) } // a shelf may have done both
	if b, err = take(ctx, came, r, limits); err == nil {
		b.Scan, err = s.scan(ctx, came, b)
	}
	if err == nil {
		b, f, err = s.cleaned(ctx, came, b, original)
	}
	if err != nil { // b says what was refused
		drop()
		return b, nil, nil, err
	}
	if f != came {
		drop()
		drop = func() { _, _ = f.Close(), os.Remove(f.Name()) }
	}
	return b, f, drop, nil
}

// Keep puts back bytes that were stored once, as of a backup. ErrDamaged when they are
// others.
func (s Store) Keep(ctx context.Context, r io.Reader, d Digest) (err error) {
	f, err := s.temporary()
	if err != nil {
		return err
	}
	defer func() { _, _ = f.Close(), os.Remove(f.Name()) }()
	h := sha256.New()
	b := Blob{Digest: d}
	if b.Size, err = io.Copy(io.MultiWriter(f, h), reader{ctx, r}); err != nil {
		return err
	}
	if hex.EncodeToString(h.Sum(nil)) != string(d) {
		return ErrDamaged
	}
	return s.shelf().keep(ctx, f, b)
}

// Empty reports whether there are no files.
func (s Store) Empty(ctx context.Context) (bool, error) {
	found := errors.New("found one")
	err := s.shelf().walk(ctx, func(Stored) error { return found })
	if errors.Is(err, found) {
		return false, nil
	}
	return err == nil, err
}

// Clear removes all files, recorded or not: those of an installation that was not made
// after all.
func (s Store) Clear(ctx context.Context) error {
	return s.shelf().walk(ctx, func(f Stored) error { return ignoreMissing(s.shelf().remove(ctx, f.Digest)) })
}

// Reach asks for the place where files lie. Errors: those of a Bucket.
func (s Store) Reach(ctx context.Context) error {
	if s.Remote == nil {
		return nil
	}
	return s.Remote.Reach(ctx)
}

// temporary is a new file among what is coming.
func (s Store) temporary() (*os.File, error) {
	if err := os.MkdirAll(s.incoming(), 0o750); err != nil {
		return nil, err
	}
	return os.CreateTemp(s.incoming(), "*")
}

// cleaned looks at a file that has come and gives the one to keep: the same, or one
// without what it says beside the picture. Of an original only the form is checked.
func (s Store) cleaned(ctx context.Context, f *os.File, b Blob, original bool) (Blob, *os.File, error) {
	clean := cleaners[b.Type]
	if clean == nil {
		return b, f, nil
	}
	src := func() *io.SectionReader { return io.NewSectionReader(readerAt{ctx, f}, 0, b.Size) }
	if err := measure(b.Type, src()); err != nil {
		return b, f, gone(ctx, err)
	}
	dst, err := s.temporary()
	if err != nil {
		return b, f, err
	}
	kept := Blob{Type: b.Type, Scan: b.Scan}
	err = gone(ctx, clean(dst, src()))
	if err == nil {
		h := sha256.New()
		_, err = dst.Seek(0, io.SeekStart)
		if err == nil {
			kept.Size, err = io.Copy(h, reader{ctx, dst})
		}
		kept.Digest = Digest(hex.EncodeToString(h.Sum(nil)))
	}
	if err != nil || original || kept.Digest == b.Digest {
		b.Original = original && kept.Digest != b.Digest
		return b, f, errors.Join(err, dst.Close(), os.Remove(dst.Name()))
	}
	return kept, dst, nil
}

// Clean writes a stored file to a new one without what it says beside the picture, and
// opens that for reading; it is gone once closed. For who may see the picture but not
// where it was taken. Errors: ErrNoCopy, ErrNotFound.
func (s Store) Clean(ctx context.Context, b Blob) (*os.File, error) {
	f, err := s.local(ctx, b.Digest)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	clean := cleaners[b.Type]
	if clean == nil {
		return nil, ErrNotFound
	}
	dst, err := s.temporary()
	if err != nil {
		return nil, err
	}
	err = errors.Join(os.Remove(dst.Name()), gone(ctx, clean(dst, io.NewSectionReader(readerAt{ctx, f}, 0, b.Size))))
	if errors.Is(err, ErrBroken) {
		err = ErrNoCopy // it was kept before it would have been refused
	}
	if err == nil {
		_, err = dst.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(err, dst.Close())
	}
	return dst, nil
}

// take copies r to f and learns digest, size and type on the way.
func take(ctx context.Context, f *os.File, r io.Reader, limits Limits) (b Blob, err error) {
	h, limit := sha256.New(), limits.Most()
	b.Size, err = io.Copy(io.MultiWriter(f, h), io.LimitReader(reader{ctx, r}, limit+1))
	switch {
	case err != nil:
		return b, err
	case b.Size == 0:
		return b, ErrEmpty
	case b.Size > limit:
		return b, tooLarge(limit)
	}
	b.Digest = Digest(hex.EncodeToString(h.Sum(nil)))
	b.Type, err = sniff(f, b.Size)
	switch limit = limits.Of(b.Type); {
	case err != nil:
	case b.Type == "":
		err = ErrType
	case b.Size > limit:
		err = tooLarge(limit)
	}
	return b, err
}

// reader stops reading when its context ends.
type reader struct {
	ctx context.Context
	r   io.Reader
}

// Read implements io.Reader.
func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}

// readerAt stops reading when its context ends.
type readerAt struct {
	ctx context.Context
	r   io.ReaderAt
}

// ReadAt implements io.ReaderAt.
func (r readerAt) ReadAt(p []byte, at int64) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.ReadAt(p, at)
}

// gone says that whoever waited went, where what stopped for that calls the file broken.
func gone(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// Open opens a file for reading and seeking, within ctx; close it. Serve it as an
// attachment with nosniff: the bytes are strangers'. ErrNotFound when there is none.
func (s Store) Open(ctx context.Context, d Digest) (io.ReadSeekCloser, error) {
	if !d.Valid() {
		return nil, ErrNotFound
	}
	return s.shelf().open(ctx, d)
}

// local opens a file for reading here and there in it: a copy on this machine, gone
// once closed, of one that lies elsewhere.
func (s Store) local(ctx context.Context, d Digest) (*os.File, error) {
	in, err := s.Open(ctx, d)
	if err != nil {
		return nil, err
	}
	if f, ok := in.(*os.File); ok {
		return f, nil
	}
	defer func() { _ = in.Close() }()
	f, err := s.temporary()
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(f, h), in)
	if err == nil && hex.EncodeToString(h.Sum(nil)) != string(d) {
		err = ErrDamaged
	}
	if err = errors.Join(err, os.Remove(f.Name())); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// Verify reads a file and compares it with its digest. Errors: ErrNotFound,
// ErrDamaged.
func (s Store) Verify(ctx context.Context, d Digest) error {
	f, err := s.Open(ctx, d)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, reader{ctx, f}); err != nil {
		return err
	}
	if hex.EncodeToString(h.Sum(nil)) != string(d) {
		return ErrDamaged
	}
	return nil
}

// maxName is the longest name kept, in characters.
const maxName = 120

// cleanName is the last element of a name a client sent, without what could steer a
// terminal, a path or the direction of writing; too long ones lose their middle, so
// that the ending stays.
func cleanName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar || strings.ContainsRune(`<>:"|?*`, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	name = strings.Trim(name, " .")
	if runes := []rune(name); len(runes) > maxName {
		name = string(runes[:maxName-20]) + string(runes[len(runes)-20:])
	}
	if name == "" {
		return "file"
	}
	return name
}
