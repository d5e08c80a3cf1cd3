package blob

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sync/atomic"
	"time"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// The limits of files on their way.
const (
	MaxPart   = 1 << 20   // bytes of one part
	maxOpen   = 60        // files of one person on their way at once
	maxOpenIn = 512 << 20 // bytes of them together, as announced
)

// The ways sending a file in parts can fail, beside those of Store.Take.
var (
	ErrNoUpload   = fault.New(fault.NotFound, "blob.no_upload")
	ErrOther      = fault.New(fault.Conflict, "blob.upload_other")      // the id is that of another file
	ErrManyOpen   = fault.New(fault.Conflict, "blob.upload_many")       // Args: max
	ErrIncomplete = fault.New(fault.Conflict, "blob.upload_incomplete") // parts are missing
	ErrGarbled    = fault.New(fault.Conflict, "blob.upload_garbled")    // what came is not what was announced; it begins anew
)

// Announced is what a sender says of a file beforehand.
type Announced struct {
	Name   string
	Size   int64  // bytes
	Digest Digest // of what is sent; "" when the sender can't tell
	// Original: keep the bytes as they are, as evidence (Handed.Original).
	Original bool
}

// Upload is a file on its way. Its id is made by the sender, who can so begin, and
// ask again after any break, by one and the same call.
type Upload struct {
	ID       string
	Uploader string
	Announced
	At     time.Time // last heard of
	Result Digest    // of the file it became, "" before
	parts  []part    // without gap from the start
}

// part is a piece that has come; file is its name in the folder of the upload.
type part struct {
	start, size int64
	file        string
}

// Got is how many bytes have come, from the start and without gap.
func (u Upload) Got() int64 {
	if n := len(u.parts); n > 0 {
		return u.parts[n-1].start + u.parts[n-1].size
	}
	return 0
}

// Done reports whether it has become a file.
func (u Upload) Done() bool { return u.Result != "" }

// Intake takes files in parts, over lines that break. A part is on disk and on record
// before it is answered for, so that neither a lost line nor a restart of the server
// loses it; the same part sent twice, or by two windows at once, counts once.
type Intake struct {
	DB    *sqldb.DB
	Store *Store
	Dir   string // of the parts; they are not in backups
	// Limits are those of files, asked for each time: they may change.
	Limits LimitsIn
	// Found is told of malware; nil where nobody keeps a record.
	Found Found

	endedAt atomic.Pointer[Digest] // where the last ScanWaiting ended early
}

var uploadID = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// Begin announces a file, or asks how much of it has come. Errors: ErrEmpty,
// ErrTooLarge, ErrManyOpen, ErrOther; ErrNoUpload when the id is another person's.
func (in *Intake) Begin(ctx context.Context, by, id string, a Announced) (u Upload, err error) {
	switch {
	case !uploadID.MatchString(id):
		return u, ErrNoUpload
	case a.Size <= 0:
		return u, ErrEmpty
	case a.Digest != "" && !a.Digest.Valid():
		return u, fault.BadField("request.invalid", "digest")
	}
	a.Name = cleanName(a.Name)
	err = in.DB.Write(ctx, func(tx *sqldb.Tx) error {
		if u, err = findUpload(ctx, tx, id); err == nil {
			return errors.Join(u.sameAs(by, a), touchUpload(ctx, tx, id))
		}
		if !errors.Is(err, ErrNoUpload) {
			return err
		}
		limits, err := in.Limits(ctx, tx)
		if err != nil {
			return err
		}
		if limit := limits.promised(a.Name); a.Size > limit {
			return tooLarge(limit)
		}
		if err := tx.Lock(ctx, "uploads:"+by); err != nil { // else those begun at once don't count one another
			return err
		}
		n, bytes, err := openUploads(ctx, tx, by)
		if err != nil {
			return err
		}
		if n >= maxOpen || bytes+a.Size > maxOpenIn {
			return ErrManyOpen.With(fault.Args{"max": maxOpen})
		}
		if err := insertUpload(ctx, tx, Upload{ID: id, Uploader: by, Announced: a, At: tx.Now}); err != nil {
			return err
		}
		if u, err = findUpload(ctx, tx, id); err != nil { // another window's, which was faster
			return err
		}
		return u.sameAs(by, a)
	})
	return u, err
}

func (u Upload) sameAs(by string, a Announced) error {
	switch {
	case u.Uploader != by:
		return ErrNoUpload
	case u.Size != a.Size || u.Digest != a.Digest || u.Original != a.Original:
		return ErrOther
	}
	return nil
}

// own finds an upload of a person.
func (in *Intake) own(ctx context.Context, by, id string) (u Upload, err error) {
	err = in.DB.Read(ctx, func(tx *sqldb.Tx) error {
		u, err = findUpload(ctx, tx, id)
		return err
	})
	if err == nil && u.Uploader != by {
		err = ErrNoUpload
	}
	return u, err
}

// Part takes the bytes from at on and returns what has come by now. One that has come
// already, or that leaves a gap, changes nothing: the sender goes on from Got. What
// came of a part before its line broke is kept. Errors: ErrNoUpload, and r's.
func (in *Intake) Part(ctx context.Context, by, id string, at int64, r io.Reader) (Upload, error) {
	u, err := in.own(ctx, by, id)
	if err != nil || u.Done() || at != u.Got() || at == u.Size {
		return u, err
	}
	p, broken := in.receive(u, r)
	if errors.Is(broken, fs.ErrNotExist) { // another window has made a file of it and cleared up
		if now, err := in.own(ctx, by, id); err == nil && now.Done() {
			return now, nil
		}
	}
	if p.size == 0 {
		return u, broken
	}
	// The line may be dead, and what it brought is worth keeping all the same.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	taken := false
	err = in.DB.Write(ctx, func(tx *sqldb.Tx) error {
		if u, err = findUpload(ctx, tx, id); err == nil && !u.Done() && u.Got() == p.start {
			taken, err = insertPart(ctx, tx, id, p)
		}
		if err == nil {
			u, err = findUpload(ctx, tx, id)
		}
		return errors.Join(err, touchUpload(ctx, tx, id))
	})
	if err != nil || !taken {
		_ = os.Remove(filepath.Join(in.Dir, id, p.file)) // another window's came first
	}
	return u, errors.Join(err, broken)
}

// receive writes a part to disk; what it returns may be shorter than what was sent.
func (in *Intake) receive(u Upload, r io.Reader) (p part, err error) {
	folder := filepath.Join(in.Dir, u.ID)
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return p, err
	}
	f, err := os.CreateTemp(folder, "*")
	if err != nil {
		return p, err
	}
	p = part{start: u.Got(), file: filepath.Base(f.Name())}
	var broken error
	p.size, broken = io.Copy(f, io.LimitReader(r, min(MaxPart, u.Size-p.start)))
	if err = errors.Join(f.Sync(), f.Close(), syncFolder(folder)); err != nil || p.size == 0 {
		p.size = 0
		_ = os.Remove(f.Name())
	}
	return p, errors.Join(err, broken)
}

// Finish makes a file of an upload and keeps it, as handed over by its sender. Asked
// again it answers the same. Errors: ErrNoUpload, ErrIncomplete, ErrGarbled after
// which the upload is empty, and those of Store.Take after which it is gone.
func (in *Intake) Finish(ctx context.Context, by, id string) (file File, err error) {
	u, err := in.own(ctx, by, id)
	switch {
	case err != nil:
		return file, err
	case u.Done():
		err = in.DB.Read(ctx, func(tx *sqldb.Tx) error {
			file, err = Find(ctx, tx, u.Result)
			return err
		})
		file.Name = u.Name
		return file, err
	case u.Got() < u.Size:
		return file, ErrIncomplete
	}
	var limits Limits
	if err := in.DB.Read(ctx, func(tx *sqldb.Tx) error {
		limits, err = in.Limits(ctx, tx)
		return err
	}); err != nil {
		return file, err
	}
	sum := &tally{Hash: sha256.New()}
	garbled := func() bool {
		return u.Digest != "" && sum.n == u.Size && hex.EncodeToString(sum.Sum(nil)) != string(u.Digest)
	}
	file, err = in.Store.Take(ctx, in.DB, in.read(u, sum), limits, Handed{Name: u.Name, Uploader: by, Original: u.Original}, func(tx *sqldb.Tx, kept File) error {
		if garbled() {
			return ErrGarbled
		}
		return errors.Join(finishUpload(ctx, tx, id, kept.Digest), deleteParts(ctx, tx, id))
	})
	if errors.Is(err, errPartGone) || garbled() {
		if u, err = in.own(ctx, by, id); err == nil && u.Done() { // another window was faster
			return in.Finish(ctx, by, id)
		}
		return File{}, errors.Join(ErrGarbled, in.empty(ctx, id))
	}
	if fault.KindOf(err) == fault.Invalid {
		return File{}, errors.Join(err, in.giveUp(ctx, u, file.Blob, err))
	}
	if err != nil {
		return File{}, err
	}
	_ = os.RemoveAll(filepath.Join(in.Dir, id)) // else Sweep does
	file.Name = u.Name
	return file, nil
}

// errPartGone: a part is not there, or shorter than recorded.
var errPartGone = errors.New("a part is gone")

// tally is the sum of what was read, and how much that was.
type tally struct {
	hash.Hash
	n int64
}

// Write implements io.Writer.
func (t *tally) Write(p []byte) (int, error) {
	t.n += int64(len(p))
	return t.Hash.Write(p)
}

// read is the file that the parts make; what is read goes into sum too.
func (in *Intake) read(u Upload, sum io.Writer) io.Reader {
	readers := make([]io.Reader, len(u.parts))
	for i, p := range u.parts {
		readers[i] = &partReader{path: filepath.Join(in.Dir, u.ID, p.file), left: p.size}
	}
	return io.TeeReader(bufio.NewReaderSize(io.MultiReader(readers...), 64<<10), sum)
}

// partReader opens a part when its turn comes.
type partReader struct {
	path string
	left int64
	f    *os.File
}

// Read implements io.Reader. A part shorter than recorded is as good as gone.
func (r *partReader) Read(p []byte) (n int, err error) {
	if r.left == 0 {
		return 0, io.EOF
	}
	if r.f == nil {
		if r.f, err = os.Open(r.path); err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				err = errPartGone
			}
			return 0, err
		}
	}
	n, err = r.f.Read(p[:min(int64(len(p)), r.left)])
	r.left -= int64(n)
	if err == io.EOF {
		err = errPartGone
	}
	if r.left == 0 || err != nil {
		_ = r.f.Close()
	}
	return n, err
}

// empty forgets the parts of an upload, which begins anew.
func (in *Intake) empty(ctx context.Context, id string) error {
	err := in.DB.Write(ctx, func(tx *sqldb.Tx) error { return deleteParts(ctx, tx, id) })
	return errors.Join(err, os.RemoveAll(filepath.Join(in.Dir, id)))
}

// Drop gives an upload up. One that has become a file, or is gone, stays as it is.
func (in *Intake) Drop(ctx context.Context, by, id string) error {
	u, err := in.own(ctx, by, id)
	if errors.Is(err, ErrNoUpload) || err == nil && u.Done() {
		return nil
	}
	if err != nil {
		return err
	}
	return in.remove(ctx, id)
}

func (in *Intake) remove(ctx context.Context, id string) error {
	if err := in.DB.Write(ctx, func(tx *sqldb.Tx) error {
		return errors.Join(deleteParts(ctx, tx, id), deleteUpload(ctx, tx, id))
	}); err != nil {
		return err
	}
	return os.RemoveAll(filepath.Join(in.Dir, id))
}

// Sweep gives up uploads not heard of since before, and returns how many; with them
// goes what lies in the folder and belongs to none.
func (in *Intake) Sweep(ctx context.Context, before time.Time) (n int, err error) {
	for {
		var ids []string
		if err := in.DB.Read(ctx, func(tx *sqldb.Tx) error {
			ids, err = oldUploads(ctx, tx, before, 200)
			return err
		}); err != nil || len(ids) == 0 {
			return n, errors.Join(err, in.sweepFolder(ctx))
		}
		for _, id := range ids {
			if err := in.remove(ctx, id); err != nil {
				return n, err
			}
			n++
		}
	}
}

func (in *Intake) sweepFolder(ctx context.Context) error {
	folders, err := os.ReadDir(in.Dir)
	if err != nil {
		return ignoreMissing(err)
	}
	for _, f := range folders {
		if uploadID.MatchString(f.Name()) {
			u, err := in.own(ctx, "", f.Name())
			if !errors.Is(err, ErrNoUpload) || u.ID != "" && !u.Done() {
				continue
			}
		}
		if err := os.RemoveAll(filepath.Join(in.Dir, f.Name())); err != nil {
			return err
		}
	}
	return nil
}
