package casework

import (
	"context"

	"hemu/internal/access"
	"hemu/internal/blob"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// ReadFile, with the id of a file behind it, is how the opening of that file is on
// record with its reader.
const ReadFile = "file:"

// File is one file of a case the actor may see. Opening it is on record, by file; a
// glance, which is its picture drawn small beside the case, is the reading of the case.
// Errors: case.not_found; blob.not_found, also for a file the actor may not see; case.files_rest.
func (s *Service) File(ctx context.Context, actor access.Actor, id ID, file string, glance bool) (f File, err error) {
	what := ReadFile + file
	if glance {
		what = "view"
	}
	err = s.reading(ctx, actor, id, what, func(tx *sqldb.Tx, found Case) error {
		e, err := s.env(ctx, tx, actor, found, nil)
		if err != nil {
			return err
		}
		c := found.veilFor(actor).over(found.clone())
		c.withhold(&e)
		there := c.file(file)
		if there == nil {
			return blob.ErrNotFound
		}
		if found.resting() {
			return fault.New(fault.Conflict, "case.files_rest")
		}
		f = *there
		return nil
	})
	return f, err
}

// unscanned are the ids of those files that no scanner has looked at yet.
func (s *Service) unscanned(ctx context.Context, tx *sqldb.Tx, files []File) (ids []string, err error) {
	if s.Unscanned == nil || len(files) == 0 {
		return nil, nil
	}
	wait, err := s.Unscanned(ctx, tx, distinct(each(files, func(f File) string { return f.Digest })))
	for _, f := range files {
		if wait[f.Digest] {
			ids = append(ids, f.ID)
		}
	}
	return ids, err
}
