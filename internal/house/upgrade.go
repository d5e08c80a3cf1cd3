package house

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"hemu/internal/backup"
	"hemu/internal/fault"
	"hemu/internal/job"
)

// ErrNewerData refuses data that a newer program wrote: an older one would read it
// wrongly, or write what the newer one no longer understands.
var ErrNewerData = fault.New(fault.Conflict, "upgrade.newer_data")

// guard lets nobody at data newer than the program, and copies older data before
// its schema is changed: without a verified copy nothing is changed.
func (a *House) guard(ctx context.Context, upgrade bool) error {
	has, knows, err := a.DB.Schema(ctx)
	switch {
	case err != nil:
		return err
	case has > knows:
		return ErrNewerData.With(fault.Args{"has": has, "knows": knows})
	case !upgrade || has <= 0 || has == knows:
		return nil
	}
	name := filepath.Join(a.Config.Data, "upgrade", fmt.Sprintf("schema-%d-%s.zip", has, a.DB.Now().Format("20060102T150405.000Z")))
	if err := a.keep(ctx, name); err != nil {
		return fault.New(fault.Unavailable, "upgrade.no_backup").With(fault.Args{"name": name, "why": err.Error()})
	}
	slog.InfoContext(ctx, "backed up before the upgrade", "file", name, "schema", has, "to", knows)
	return nil
}

// keep writes the copy. Keys stay where they are, beside it.
func (a *House) keep(ctx context.Context, name string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	jobs, err := job.NewClient(a.DB)
	if err != nil {
		return err
	}
	_, err = backup.Source{DB: a.DB, Jobs: jobs, Data: a.Config.Data, Program: a.Config.Version, Remote: a.Blobs.Remote}.Write(ctx, name)
	return err
}
