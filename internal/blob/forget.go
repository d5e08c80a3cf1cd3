package blob

import (
	"context"

	"hemu/internal/sqldb"
)

// Remove removes the bytes of a file that no row records any more, as the law may
// demand; those of a file that is recorded, since somebody has sent it again, stay. A
// file that is gone already is none to remove.
func (s Store) Remove(ctx context.Context, db *sqldb.DB, d Digest) error {
	if !d.Valid() {
		return nil
	}
	known, err := recorded(ctx, db, d)
	if err != nil || known {
		return err
	}
	return ignoreMissing(s.shelf().remove(ctx, d))
}
