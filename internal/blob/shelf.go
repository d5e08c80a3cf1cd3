package blob

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Stored is a file as the place where it lies knows it.
type Stored struct {
	Digest Digest
	Size   int64     // bytes
	At     time.Time // when it came or was renewed, by the clock of that place
}

// shelf is where the bytes of files lie, in the end: a folder of this machine, or a
// bucket. Each method fails with ErrNotFound where there is no such file.
type shelf interface {
	// keep takes the bytes of a file that lies whole on this machine, also over equal
	// ones, and returns when they are safe. It may take the file itself away.
	keep(ctx context.Context, f *os.File, b Blob) error
	open(ctx context.Context, d Digest) (io.ReadSeekCloser, error)
	stat(ctx context.Context, d Digest) (Stored, error)
	// renew makes bytes as old as if they had come now.
	renew(ctx context.Context, d Digest, now time.Time) error
	remove(ctx context.Context, d Digest) error
	// walk calls visit for every file, in the order of digests.
	walk(ctx context.Context, visit func(Stored) error) error
	// tidy gives up what was half done before an instant.
	tidy(ctx context.Context, before time.Time) error
}

// folder is a shelf on this machine: <folder>/ab/abcd….
type folder string

func (s folder) path(d Digest) string { return filepath.Join(string(s), string(d[:2]), string(d)) }

func (s folder) keep(_ context.Context, f *os.File, b Blob) error {
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	at := s.path(b.Digest)
	if err := os.MkdirAll(filepath.Dir(at), 0o750); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), at); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(at))
}

func (s folder) open(_ context.Context, d Digest) (io.ReadSeekCloser, error) {
	f, err := os.Open(s.path(d))
	if err != nil {
		return nil, missing(err)
	}
	return f, nil
}

func (s folder) stat(_ context.Context, d Digest) (Stored, error) {
	info, err := os.Stat(s.path(d))
	if err != nil {
		return Stored{}, missing(err)
	}
	return Stored{d, info.Size(), info.ModTime()}, nil
}

func (s folder) renew(_ context.Context, d Digest, now time.Time) error {
	return missing(os.Chtimes(s.path(d), now, now))
}

func (s folder) remove(_ context.Context, d Digest) error { return missing(os.Remove(s.path(d))) }

func (s folder) walk(ctx context.Context, visit func(Stored) error) error {
	return filepath.WalkDir(string(s), func(path string, e fs.DirEntry, err error) error {
		d := Digest(filepath.Base(path))
		if err != nil || e.IsDir() || !d.Valid() || path != s.path(d) {
			return errors.Join(ignoreMissing(err), ctx.Err())
		}
		info, err := e.Info()
		if err != nil {
			return ignoreMissing(err)
		}
		return visit(Stored{d, info.Size(), info.ModTime()})
	})
}

// tidy has nothing to do: what is half done lies in the folder for what is coming.
func (s folder) tidy(context.Context, time.Time) error { return nil }

// missing says ErrNotFound where a file is none.
func missing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return ErrNotFound
	}
	return err
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
