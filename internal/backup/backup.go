// Package backup writes a whole installation into one file while it is being used,
// and makes an installation of such a file, on either engine. It knows no room's
// tables: rows are carried as they lie. It does not know who may do this.
//
// The file is a zip: a member for each table (a JSON array a row, a line each), one
// for the jobs that have not ended, one for each file of the data folder, one for the
// keys when they travel along (Source.Passphrase), and last manifest.json, which names
// every member with its size and SHA-256. What is found by is made anew.
package backup

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"hemu/internal/blob"
	"hemu/internal/fault"
	"hemu/internal/job"
	"hemu/internal/sqldb"
	"hemu/internal/vault"
)

// Format is the version of the file's form.
const Format = 1

// The ways a backup can be of no use.
var (
	// ErrDamaged: the file is not a whole backup. Args: about.
	ErrDamaged = fault.New(fault.Invalid, "backup.damaged")
	// ErrNewer: the file was written by a newer program.
	ErrNewer = fault.New(fault.Conflict, "backup.newer")
	// ErrNotEmpty: there is something where the backup should go. Args: about.
	ErrNotEmpty = fault.New(fault.Conflict, "backup.not_empty")
	// ErrExists: the file to be written is there already. Args: name.
	ErrExists = fault.New(fault.Conflict, "backup.exists")
	// ErrNoKeys: the keys are not in the file, and none were given.
	ErrNoKeys = fault.New(fault.Invalid, "backup.no_keys")
	// ErrPassphrase: the keys in the file do not open.
	ErrPassphrase = fault.New(fault.Invalid, "backup.passphrase")
	// ErrOtherKeys: the keys given are not those of the backup. Args: master.
	ErrOtherKeys = fault.New(fault.Invalid, "backup.other_keys")
)

// Member is one part of the file.
type Member struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"` // bytes, unpacked
	SHA256 string `json:"sha256"`
	Rows   int64  `json:"rows,omitempty"`
}

// Manifest says what is in the file.
type Manifest struct {
	Format  int       `json:"format"`
	Program string    `json:"program"`
	Schema  int64     `json:"schema"` // number of the last migration
	Engine  string    `json:"engine"`
	At      time.Time `json:"at"`
	Mark    string    `json:"mark,omitempty"`   // whose keys
	Master  string    `json:"master,omitempty"` // the one in use
	Members []Member  `json:"members"`
}

// Count tells how many rows and files there are.
func (m Manifest) Count() (rows, files int64) {
	for _, x := range m.Members {
		rows += x.Rows
		if strings.HasPrefix(x.Name, filesIn) {
			files++
		}
	}
	return rows, files
}

// Source is a running installation.
type Source struct {
	DB      *sqldb.DB
	Jobs    *job.Client
	Data    string // data folder
	Program string // version
	// Passphrase is what the keys are shut under; with none they stay out of the file.
	Passphrase string
	// Remote is where the files lie; nil for the data folder.
	Remote *blob.Bucket
}

const blobsIn = "blobs/"

// filesOf are the files of an installation.
func filesOf(data string, remote *blob.Bucket) blob.Store {
	return blob.Store{Dir: filepath.Join(data, "blobs"), Remote: remote}
}

const (
	tablesIn = "tables/"
	filesIn  = "data/"
	jobsIn   = "jobs"
	keysIn   = "keys"
	manifest = "manifest.json"
)

// Write writes a backup to name, which must not be there, reads it again and only
// then gives it its name. Whatever is recorded when it begins is in it.
func (s Source) Write(ctx context.Context, name string) (m Manifest, err error) {
	if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
		return m, ErrExists.With(fault.Args{"name": name})
	}
	part := name + ".part"
	f, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return m, err
	}
	defer func() {
		_ = f.Close()
		if err != nil {
			_ = os.Remove(part)
		}
	}()
	w := &writer{zip: zip.NewWriter(f)}
	w.m = Manifest{Format: Format, Program: s.Program, Engine: s.DB.Engine(), At: s.DB.Now()}
	if w.m.Schema, _, err = s.DB.Schema(ctx); err != nil {
		return m, err
	}
	if err = s.DB.Read(ctx, func(tx *sqldb.Tx) error { return s.copy(ctx, tx, w) }); err != nil {
		return m, err
	}
	if err = errors.Join(w.close(), f.Sync(), f.Close()); err != nil {
		return m, err
	}
	if m, err = Verify(ctx, part); err != nil {
		return m, err
	}
	if err := os.Rename(part, name); err != nil {
		return m, err
	}
	return m, vault.SyncFolder(filepath.Dir(name))
}

// copy writes rows first and files afterwards: a file is stored before a row names
// it, and a key is made before anything lies under it, so no row lacks its file.
func (s Source) copy(ctx context.Context, tx *sqldb.Tx, w *writer) error {
	tables, err := sqldb.Tables(ctx, tx)
	if err != nil {
		return err
	}
	for _, t := range tables {
		err := w.add(tablesIn+t.Name, func(line *json.Encoder) (int64, error) { return dump(ctx, tx, t, line) })
		if err != nil {
			return err
		}
	}
	err = w.add(jobsIn, func(line *json.Encoder) (n int64, err error) {
		err = s.Jobs.Unended(ctx, tx, func(m job.Moved) error { n++; return line.Encode(carried(m)) })
		return n, err
	})
	if err != nil {
		return err
	}
	if err := s.copyBlobs(ctx, tx, w); err != nil {
		return err
	}
	last, err := lastCheckpoint(ctx, tx)
	if err != nil {
		return err
	}
	// Keys at the end too: one made meanwhile may lie over rows of before.
	if w.m.Mark, w.m.Master, err = markOf(tx.Ring); err != nil {
		return err
	}
	if s.Passphrase != "" {
		err := w.add(keysIn, func(line *json.Encoder) (int64, error) {
			k, err := shut(s.Data, s.Passphrase)
			return 0, errors.Join(err, line.Encode(k))
		})
		if err != nil {
			return err
		}
	}
	return w.folder(ctx, s.Data, "checkpoints", func(name string) bool {
		size, err := strconv.ParseInt(strings.TrimSuffix(name, ".note"), 10, 64)
		return err == nil && size <= last // newer ones are of entries that are not in here
	})
}

func (s Source) copyBlobs(ctx context.Context, tx *sqldb.Tx, w *writer) error {
	const page = 500
	files := filesOf(s.Data, s.Remote)
	for after := blob.Digest(""); ; {
		digests, err := blob.Digests(ctx, tx, after, page)
		if err != nil {
			return err
		}
		for _, digest := range digests {
			d := string(digest)
			in, err := files.Open(ctx, digest)
			if err != nil {
				return err
			}
			sum, err := w.file(ctx, blobsIn+path.Join(d[:2], d), in)
			if err == nil && sum != d {
				err = blob.ErrDamaged
			}
			if err != nil {
				return err
			}
		}
		if len(digests) < page {
			return nil
		}
		after = digests[len(digests)-1]
	}
}

// carried is job.Moved as a line of the file: Moved itself is written as its arguments.
type carried job.Moved

// writer writes members and notes them for the manifest.
type writer struct {
	zip *zip.Writer
	m   Manifest
}

func (w *writer) member(name string, fill func(io.Writer) (rows int64, err error)) (Member, error) {
	out, err := w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: w.m.At})
	if err != nil {
		return Member{}, err
	}
	h := sha256.New()
	n := &counter{}
	rows, err := fill(io.MultiWriter(out, h, n))
	m := Member{name, n.n, hex.EncodeToString(h.Sum(nil)), rows}
	w.m.Members = append(w.m.Members, m)
	return m, err
}

func (w *writer) add(name string, fill func(*json.Encoder) (int64, error)) error {
	_, err := w.member(name, func(out io.Writer) (int64, error) { return fill(json.NewEncoder(out)) })
	return err
}

// file writes what f gives under a name of the data folder, and closes f.
func (w *writer) file(ctx context.Context, name string, f io.ReadCloser) (sum string, err error) {
	m, err := w.member(filesIn+name, func(out io.Writer) (int64, error) {
		_, err := io.Copy(out, f)
		return 0, errors.Join(err, ctx.Err())
	})
	return m.SHA256, errors.Join(err, f.Close())
}

func (w *writer) folder(ctx context.Context, dir, sub string, wanted func(base string) bool) error {
	return filepath.WalkDir(filepath.Join(dir, sub), func(p string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || !e.Type().IsRegular() || !wanted(e.Name()) {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		f, err := os.Open(p)
		if err == nil {
			_, err = w.file(ctx, filepath.ToSlash(rel), f)
		}
		return err
	})
}

func (w *writer) close() error {
	out, err := w.zip.Create(manifest)
	if err == nil {
		err = json.NewEncoder(out).Encode(w.m)
	}
	return errors.Join(err, w.zip.Close())
}

type counter struct{ n int64 }

// Write implements io.Writer.
func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}
