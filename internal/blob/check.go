package blob

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"hemu/internal/sqldb"
)

// Sweep removes files stored before an instant of the machine's clock that no row
// records, and broken uploads, and returns how many. before lies a day back or more:
// a file is stored first and recorded later.
func (s Store) Sweep(ctx context.Context, db *sqldb.DB, before time.Time) (n int, err error) {
	known := roll{db: db}
	err = s.shelf().walk(ctx, func(at Stored) error {
		if !at.At.Before(before) {
			return nil
		}
		if found, err := known.find(ctx, at.Digest); err != nil || found != nil {
			return err
		}
		// It may have come again, or been recorded, since the list was made.
		gone, err := s.removeUnless(ctx, db, at.Digest, func(ctx context.Context) (bool, error) {
			now, err := s.shelf().stat(ctx, at.Digest)
			return !now.At.Before(before), err
		})
		if gone {
			n++
		}
		return err
	})
	broken, err2 := s.sweepIncoming(before)
	return n + broken, errors.Join(err, err2, s.shelf().tidy(ctx, before))
}

func (s Store) sweepIncoming(before time.Time) (n int, err error) {
	found, err := os.ReadDir(s.incoming())
	if err != nil {
		return 0, ignoreMissing(err)
	}
	for _, e := range found {
		info, err := e.Info()
		if err != nil || !info.ModTime().Before(before) {
			if ignoreMissing(err) != nil {
				return n, err
			}
			continue
		}
		if err := ignoreMissing(os.Remove(filepath.Join(s.incoming(), e.Name()))); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// maxNamed is how many files a Report names.
const maxNamed = 20

// Report is what Check found.
type Report struct {
	Files   int // recorded
	Missing int // of them not there, or shorter or longer than when they came
	Named   []Digest
}

// Check compares what is recorded with what is stored, by name and size; Verify reads
// a file. Errors: those of a Bucket.
func (s Store) Check(ctx context.Context, db *sqldb.DB) (r Report, err error) {
	known := roll{db: db}
	known.passed = func(b Blob) error {
		r.Files++
		return s.miss(ctx, &r, b)
	}
	err = s.shelf().walk(ctx, func(at Stored) error {
		b, err := known.find(ctx, at.Digest)
		if err != nil || b == nil {
			return err
		}
		r.Files++
		if b.Size != at.Size {
			return s.miss(ctx, &r, *b)
		}
		return nil
	})
	if err == nil {
		err = known.rest(ctx)
	}
	return r, err
}

// miss looks once more for a file: it may have come since the list was made.
func (s Store) miss(ctx context.Context, r *Report, b Blob) error {
	at, err := s.shelf().stat(ctx, b.Digest)
	if ignoreMissing(err) != nil || err == nil && at.Size == b.Size {
		return ignoreMissing(err)
	}
	if r.Missing++; len(r.Named) < maxNamed {
		r.Named = append(r.Named, b.Digest)
	}
	return nil
}

// beyond is behind every digest.
const beyond Digest = "g"

// roll reads the record beside a list of digests in order, page by page.
type roll struct {
	db     *sqldb.DB
	passed func(Blob) error // told of files that were not asked for
	page   []Blob
	last   Digest
	ended  bool
}

// find is what is recorded of a file that comes after those asked for before; nil for
// one that is not recorded.
func (r *roll) find(ctx context.Context, d Digest) (*Blob, error) {
	for {
		if err := r.fill(ctx); err != nil || len(r.page) == 0 || r.page[0].Digest > d {
			return nil, err
		}
		b := r.page[0]
		r.page = r.page[1:]
		if b.Digest == d {
			return &b, nil
		}
		if r.passed != nil {
			if err := r.passed(b); err != nil {
				return nil, err
			}
		}
	}
}

// rest passes over what is left.
func (r *roll) rest(ctx context.Context) error {
	_, err := r.find(ctx, beyond)
	return err
}

func (r *roll) fill(ctx context.Context) error {
	if len(r.page) > 0 || r.ended {
		return nil
	}
	return r.db.Read(ctx, func(tx *sqldb.Tx) (err error) {
		if r.page, err = recordedAfter(ctx, tx, r.last, 500); err != nil {
			return err
		}
		if n := len(r.page); n > 0 {
			r.last = r.page[n-1].Digest
		} else {
			r.ended = true
		}
		return nil
	})
}
