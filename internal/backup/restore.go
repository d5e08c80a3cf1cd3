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
	"slices"
	"strings"

	"hemu/internal/blob"
	"hemu/internal/fault"
	"hemu/internal/job"
	"hemu/internal/search"
	"hemu/internal/sqldb"
)

// Verify reads the whole file and compares every member with the manifest.
// Errors: ErrDamaged, ErrNewer.
func Verify(ctx context.Context, name string) (Manifest, error) {
	z, m, err := open(name)
	if err != nil {
		return m, err
	}
	defer func() { _ = z.Close() }()
	if len(z.File) != len(m.Members)+1 {
		return m, damaged(manifest)
	}
	for i, want := range m.Members {
		if err := ctx.Err(); err != nil {
			return m, err
		}
		if z.File[i].Name != want.Name || !fs.ValidPath(want.Name) {
			return m, damaged(want.Name)
		}
		h := sha256.New()
		n, err := unpack(z.File[i], h)
		if err != nil || n != want.Size || hex.EncodeToString(h.Sum(nil)) != want.SHA256 {
			return m, damaged(want.Name)
		}
	}
	return m, nil
}

func damaged(about string) error { return ErrDamaged.With(fault.Args{"about": about}) }

func open(name string) (z *zip.ReadCloser, m Manifest, err error) {
	z, err = zip.OpenReader(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return nil, m, err
	}
	if err != nil {
		return nil, m, damaged(filepath.Base(name))
	}
	f, err := z.Open(manifest)
	if err == nil {
		err = errors.Join(json.NewDecoder(f).Decode(&m), f.Close())
	}
	switch {
	case err != nil:
		err = damaged(manifest)
	case m.Format > Format:
		err = ErrNewer
	}
	if err != nil {
		_ = z.Close()
	}
	return z, m, err
}

func unpack(f *zip.File, to io.Writer) (int64, error) {
	r, err := f.Open()
	if err != nil {
		return 0, err
	}
	defer func() { _ = r.Close() }()
	return io.Copy(to, r)
}

// Target is where an installation is made.
type Target struct {
	Data   string       // data folder, absent or empty
	DB     string       // as of sqldb.Open, with no rows
	Remote *blob.Bucket // where files go, with none of ours; nil for the data folder
	Keys   Keys
}

// Restore makes an installation of a backup. The file is verified first; a failure
// afterwards takes the files away again and no row stays. Errors: ErrDamaged, ErrNewer,
// ErrNotEmpty, ErrNoKeys, ErrPassphrase, ErrOtherKeys, those of a blob.Bucket.
func Restore(ctx context.Context, name string, to Target) (m Manifest, err error) {
	data, files := to.Data, filesOf(to.Data, to.Remote)
	if m, err = Verify(ctx, name); err != nil {
		return m, err
	}
	if found, err := os.ReadDir(data); len(found) > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return m, errors.Join(err, ErrNotEmpty.With(fault.Args{"about": data}))
	}
	switch empty, err := files.Empty(ctx); {
	case err != nil:
		return m, err
	case !empty:
		return m, ErrNotEmpty.With(fault.Args{"about": "S3"})
	}
	if err := os.MkdirAll(data, 0o700); err != nil {
		return m, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, files.Clear(context.WithoutCancel(ctx)))
			wipe(data)
		}
	}()
	z, _, err := open(name)
	if err != nil {
		return m, err
	}
	defer func() { _ = z.Close() }()
	if err := to.Keys.placeFrom(z, m, data); err != nil {
		return m, err
	}
	db, err := sqldb.Open(ctx, to.DB, sqldb.Options{})
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := prepare(ctx, db, m); err != nil {
		return m, err
	}
	for _, f := range z.File {
		if rel, ok := strings.CutPrefix(f.Name, filesIn); ok {
			if err := place(ctx, f, rel, data, files); err != nil {
				return m, err
			}
		}
	}
	jobs, err := job.NewClient(db)
	if err != nil {
		return m, err
	}
	return m, db.Write(ctx, func(tx *sqldb.Tx) error {
		return tx.Unbound(ctx, func() error { return fill(ctx, tx, jobs, z, m) })
	})
}

// placeFrom puts the keys of a file into data.
func (k Keys) placeFrom(z *zip.ReadCloser, m Manifest, data string) error {
	if m.Master == "" && k == (Keys{}) {
		return nil // an installation without a vault
	}
	i := slices.IndexFunc(z.File, func(f *zip.File) bool { return f.Name == keysIn })
	if i < 0 {
		return k.place(m, nil, data)
	}
	member, err := z.File[i].Open()
	if err != nil {
		return err
	}
	return errors.Join(k.place(m, member, data), member.Close())
}

// wipe empties a folder that was empty before.
func wipe(folder string) {
	found, _ := os.ReadDir(folder)
	for _, e := range found {
		_ = os.RemoveAll(filepath.Join(folder, e.Name()))
	}
}

// prepare refuses a database that holds rows, and makes the schema of the backup.
func prepare(ctx context.Context, db *sqldb.DB, m Manifest) error {
	if err := db.Read(ctx, func(tx *sqldb.Tx) error { return empty(ctx, tx) }); err != nil {
		return err
	}
	has, knows, err := db.Schema(ctx)
	switch {
	case err != nil:
		return err
	case m.Schema > knows:
		return ErrNewer
	case has > m.Schema:
		return ErrNotEmpty.With(fault.Args{"about": db.Engine()})
	}
	return db.MigrateTo(ctx, m.Schema)
}

func fill(ctx context.Context, tx *sqldb.Tx, jobs *job.Client, z *zip.ReadCloser, m Manifest) error {
	tables, err := sqldb.Tables(ctx, tx)
	if err != nil {
		return err
	}
	for i, member := range m.Members {
		name, isTable := strings.CutPrefix(member.Name, tablesIn)
		if !isTable && member.Name != jobsIn {
			continue
		}
		r, err := z.File[i].Open()
		if err != nil {
			return err
		}
		lines := json.NewDecoder(r)
		if isTable {
			at := slices.IndexFunc(tables, func(t sqldb.Table) bool { return t.Name == name })
			if at < 0 {
				return damaged(member.Name)
			}
			err = load(ctx, tx, tables[at], lines)
		} else {
			err = putJobs(ctx, tx, jobs, lines)
		}
		if err := errors.Join(err, r.Close()); err != nil {
			return err
		}
	}
	return search.Rebuild(ctx, tx)
}

func putJobs(ctx context.Context, tx *sqldb.Tx, jobs *job.Client, lines *json.Decoder) error {
	for lines.More() {
		var c carried
		if err := lines.Decode(&c); err != nil {
			return damaged(jobsIn)
		}
		if err := jobs.Put(ctx, tx, job.Moved(c)); err != nil {
			return err
		}
	}
	return nil
}

// place writes a file of the data folder, or one of those that may lie elsewhere, and
// returns when it is safe.
func place(ctx context.Context, f *zip.File, rel, data string, files blob.Store) error {
	if strings.HasPrefix(rel, blobsIn) {
		in, err := f.Open()
		if err != nil {
			return err
		}
		return errors.Join(files.Keep(ctx, in, blob.Digest(path.Base(rel))), in.Close())
	}
	name := filepath.Join(data, filepath.FromSlash(rel))
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	out, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = unpack(f, out)
	return errors.Join(err, out.Sync(), out.Close())
}
