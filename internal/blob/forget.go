package blob

import (
	"context"
	"errors"
	"slices"
	"time"

	"hemu/internal/sqldb"
)

// claimTerm is how long somebody who is storing bytes may take to record them. A claim
// that is older was left by a process that ended.
const claimTerm = 24 * time.Hour

// removeTerm bounds a removal, during which nothing else is written on SQLite.
const removeTerm = 5 * time.Second

// lock makes whoever records, hangs, forgets and removes the same files take turns.
func lock(ctx context.Context, tx *sqldb.Tx, digests ...string) error {
	for _, d := range slices.Compact(slices.Sorted(slices.Values(digests))) { // in one order: nobody waits for one another
		if err := tx.Lock(ctx, "blob:"+d); err != nil {
			return err
		}
	}
	return nil
}

// Forget removes what is known of those of some files that nothing names any more, and
// returns them; Remove removes their bytes once that is committed. What somebody handed
// over since an instant stays known, for a case still to come; SweepLoose forgets it
// when none does.
func Forget(ctx context.Context, tx *sqldb.Tx, digests []string, since time.Time, named Named) (gone []string, err error) {
	if len(digests) == 0 {
		return nil, nil
	}
	if err := lock(ctx, tx, digests...); err != nil {
		return nil, err
	}
	kept, err := named(ctx, tx, digests) // asked under the lock: a case may have come to it
	if err != nil {
		return nil, err
	}
	for _, d := range digests {
		if kept[d] {
			continue
		}
		if err := unhang(ctx, tx, Digest(d)); err != nil {
			return nil, err
		}
		ok, err := forget(ctx, tx, Digest(d), since)
		if err != nil {
			return nil, err
		}
		if ok {
			gone = append(gone, d)
		}
	}
	return gone, nil
}

// Remove removes the bytes of a file that no row records any more, as the law may
// demand; those of a file that is recorded, or just being sent again, stay. What is sent
// and then not recorded Sweep takes. A file that is gone already is none to remove.
func (s Store) Remove(ctx context.Context, db *sqldb.DB, d Digest) error {
	if !d.Valid() {
		return nil
	}
	_, err := s.removeUnless(ctx, db, d, func(context.Context) (bool, error) { return false, nil })
	return err
}

// removeUnless removes bytes that nobody records nor is about to, unless spare says that
// they stay all the same, and reports whether they went. It happens in the transaction that
// decides: nobody records the same bytes in between.
func (s Store) removeUnless(ctx context.Context, db *sqldb.DB, d Digest, spare func(context.Context) (bool, error)) (gone bool, err error) {
	err = db.Write(ctx, func(tx *sqldb.Tx) error {
		gone = false
		if err := lock(ctx, tx, string(d)); err != nil {
			return err
		}
		if needed, err := needed(ctx, tx, d, tx.Now.Add(-claimTerm)); err != nil || needed {
			return err
		}
		ctx, stop := context.WithTimeout(ctx, removeTerm)
		defer stop()
		if spared, err := spare(ctx); err != nil || spared {
			return ignoreMissing(err)
		}
		err := s.shelf().remove(ctx, d)
		gone = err == nil || errors.Is(err, ErrNotFound)
		return ignoreMissing(err)
	})
	return gone, err
}
