package blob

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// Finding is malware found in a file, as one who handed the file over is told of it.
type Finding struct {
	ID       string
	Digest   Digest
	Name     string // as that person called the file
	Size     int64  // bytes
	Malware  string // as the scanner calls it
	Uploader string // user id
	At       time.Time
	Kept     bool // the file had been kept unseen; else it was refused
	Told     bool // the uploader has seen it
}

// Found puts a finding on record outside this room, in the transaction that notes it;
// givers are all who handed the file over.
type Found func(ctx context.Context, tx *sqldb.Tx, f Finding, givers []string) error

// scan has the scanner look at what came, as it came.
func (s Store) scan(ctx context.Context, f *os.File, b Blob) (Scan, error) {
	if s.Scanner == nil {
		return Seen, nil
	}
	within := ctx
	if s.KeepUnseen {
		var stop context.CancelFunc
		within, stop = context.WithTimeout(ctx, unseenAfter)
		defer stop()
	}
	err := s.Scanner.scan(within, io.NewSectionReader(f, 0, b.Size))
	if s.KeepUnseen && errors.Is(err, errAway) && ctx.Err() == nil {
		slog.WarnContext(ctx, "a file is kept without a look at it", "digest", string(b.Digest), "error", err)
		return Waiting, nil
	}
	return Seen, err
}

// Take keeps a file that comes in one piece, as handed over by a person. Errors: those
// of Store.Take.
func (in *Intake) Take(ctx context.Context, by, name string, r io.Reader, limits Limits) (File, error) {
	file, err := in.Store.Take(ctx, in.DB, r, limits, Handed{Name: name, Uploader: by}, nil)
	if errors.Is(err, ErrInfected) {
		noted := in.DB.Write(ctx, func(tx *sqldb.Tx) error { return in.refused(ctx, tx, by, name, file.Blob, err) })
		return File{}, errors.Join(err, noted)
	}
	return file, err
}

// giveUp drops an upload that will never be a file; that malware was in it is noted.
func (in *Intake) giveUp(ctx context.Context, u Upload, came Blob, why error) error {
	err := in.DB.Write(ctx, func(tx *sqldb.Tx) error {
		if now, err := findUpload(ctx, tx, u.ID); err != nil || now.Done() {
			return ignoreGone(err) // another window was faster
		}
		if errors.Is(why, ErrInfected) {
			if err := in.refused(ctx, tx, u.Uploader, u.Name, came, why); err != nil {
				return err
			}
		}
		return errors.Join(deleteParts(ctx, tx, u.ID), deleteUpload(ctx, tx, u.ID))
	})
	return errors.Join(err, os.RemoveAll(filepath.Join(in.Dir, u.ID)))
}

func ignoreGone(err error) error {
	if errors.Is(err, ErrNoUpload) {
		return nil
	}
	return err
}

// refused notes malware in a file that was not kept.
func (in *Intake) refused(ctx context.Context, tx *sqldb.Tx, by, name string, b Blob, why error) error {
	f := Finding{Digest: b.Digest, Name: cleanName(name), Size: b.Size, Malware: nameIn(why), Uploader: by, At: tx.Now}
	return in.note(ctx, tx, f, []string{by})
}

// nameIn is what the scanner called what ErrInfected is about.
func nameIn(err error) string {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		name, _ := f.Args["name"].(string)
		return name
	}
	return ""
}

// note tells all who handed a file over, and whoever keeps the record.
func (in *Intake) note(ctx context.Context, tx *sqldb.Tx, f Finding, givers []string) error {
	slog.WarnContext(ctx, "malware in a file", "found", f.Malware, "digest", string(f.Digest), "bytes", f.Size, "kept", f.Kept)
	for _, by := range givers {
		f.Uploader = by
		if err := insertFinding(ctx, tx, f); err != nil {
			return err
		}
	}
	if in.Found == nil {
		return nil
	}
	return in.Found(ctx, tx, f, givers)
}

// ScanWaiting looks at the files that were kept unseen, once the scanner is back: those
// without a finding lose their mark, all others go out of circulation. It returns how
// many it looked at. What can't be looked at keeps its mark. A run that ends early, as at
// a file the scanner dies of, is followed by one that begins behind that file.
func (in *Intake) ScanWaiting(ctx context.Context) (n int, err error) {
	if in.Store.Scanner == nil {
		return 0, nil
	}
	from := Digest("")
	if at := in.endedAt.Load(); at != nil {
		from = *at
	}
	for _, span := range [][2]Digest{{from, beyond}, {"", from}} {
		some, ended, err := in.scanBetween(ctx, span[0], span[1])
		if n += some; err != nil || ended {
			return n, err
		}
	}
	in.endedAt.Store(nil)
	return n, nil
}

// scanBetween looks at those with a digest above after and up to last. ended: it is no
// use to go on, for now.
func (in *Intake) scanBetween(ctx context.Context, after, last Digest) (n int, ended bool, err error) {
	for {
		var page []File
		if err := in.DB.Read(ctx, func(tx *sqldb.Tx) (err error) {
			page, err = waiting(ctx, tx, after, last, 50)
			return err
		}); err != nil || len(page) == 0 {
			return n, false, err
		}
		for _, f := range page {
			after = f.Digest
			err := in.look(ctx, f)
			switch {
			case err == nil:
				n++
				continue
			case ctx.Err() != nil:
				in.endedAt.Store(&after)
				return n, true, ctx.Err()
			}
			slog.WarnContext(ctx, "a file that was kept unseen can't be looked at", "digest", string(f.Digest), "error", err)
			// Whether it is the daemon that is away, or the file that it can't bear.
			if errors.Is(err, errAway) && in.Store.Scanner.Ping(ctx) != nil {
				in.endedAt.Store(&after)
				return n, true, nil
			}
		}
	}
}

func (in *Intake) look(ctx context.Context, f File) error {
	bytes, err := in.Store.Open(ctx, f.Digest)
	if err != nil {
		return err
	}
	found := in.Store.Scanner.scan(ctx, bytes)
	if err := bytes.Close(); err != nil {
		return err
	}
	if found != nil && !errors.Is(found, ErrInfected) {
		return found
	}
	return in.DB.Write(ctx, func(tx *sqldb.Tx) error {
		now := Seen
		if found != nil {
			now = Infected
		}
		if err := lock(ctx, tx, string(f.Digest)); err != nil { // nobody hangs it meanwhile
			return err
		}
		waited, err := setScan(ctx, tx, f.Digest, now)
		if err != nil || !waited || found == nil {
			return err
		}
		givers, err := giversOf(ctx, tx, f.Digest)
		if err != nil {
			return err
		}
		return in.note(ctx, tx, Finding{Digest: f.Digest, Name: f.Name, Size: f.Size, Malware: nameIn(found), At: tx.Now, Kept: true}, givers)
	})
}

// Unscanned are those of some files that nothing has looked at yet, by digest.
func Unscanned(ctx context.Context, tx *sqldb.Tx, digests []string) (map[string]bool, error) {
	wait := map[string]bool{}
	if len(digests) == 0 {
		return wait, nil
	}
	found, err := scanOf(ctx, tx, digests, Waiting)
	for _, d := range found {
		wait[d] = true
	}
	return wait, err
}

// mostFindings is how many findings are shown at a time.
const mostFindings = 50

// Findings are those a person is told of, the newest first, behind the one with the id after;
// those of everybody where all is set, without names: what a file is called is for who sent
// it. next is the last one's id where there are more.
func (in *Intake) Findings(ctx context.Context, by string, all bool, after string) (list []Finding, next string, err error) {
	err = in.DB.Read(ctx, func(tx *sqldb.Tx) error {
		list, err = findings(ctx, tx, by, all, after, mostFindings+1)
		return err
	})
	if len(list) > mostFindings {
		list = list[:mostFindings]
		next = list[mostFindings-1].ID
	}
	for i := range list {
		if list[i].Uploader != by {
			list[i].Name = ""
		}
	}
	return list, next, err
}

// Told notes that a person has seen what was found in files of theirs.
func (in *Intake) Told(ctx context.Context, by string) error {
	return in.DB.Write(ctx, func(tx *sqldb.Tx) error { return tellFindings(ctx, tx, by) })
}

// SweepFindings forgets findings from before an instant; the ledger has them.
func (in *Intake) SweepFindings(ctx context.Context, before time.Time) error {
	return in.DB.Write(ctx, func(tx *sqldb.Tx) error { return deleteFindings(ctx, tx, before) })
}
