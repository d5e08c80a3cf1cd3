package retention

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/google/uuid"

	"hemu/internal/access"
	"hemu/internal/casework"
	"hemu/internal/fault"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// findAtOnce is how many files one run of the nightly job gathers.
const findAtOnce = 500

// Find gathers files whose time of keeping is over into batches for the archivists
// nearest to them. It proposes, and destroys nothing: held and confidential files are
// left out, and what somebody refused, left out or let go is not asked again for a year.
// It looks for them beside all writers, so that nobody waits for it.
func (s *Service) Find(ctx context.Context) (n int, err error) {
	var ending []casework.Kept
	if err := s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		ending, _, err = s.Cases.EndingNow(ctx, tx, notAsked(tx.Now.AddDate(-1, 0, 0)), findAtOnce)
		return err
	}); err != nil {
		return 0, err
	}
	err = s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		n = 0
		if err := tx.Lock(ctx, lockName); err != nil {
			return err
		}
		if err := forgetLeft(ctx, tx, tx.Now.AddDate(-1, 0, 0)); err != nil {
			return err
		}
		byOrg, err := s.gather(ctx, tx, ending)
		if err != nil {
			return err
		}
		for at, items := range byOrg {
			b := Batch{ID: uuid.Must(uuid.NewV7()).String(), Org: at, State: Found, FoundAt: tx.Now, Version: 1, Items: items}
			if err := insertBatch(ctx, tx, b); err != nil {
				return err
			}
			n += len(items)
			if err := s.note(ctx, tx, access.Actor{}, b, "retention.find"); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

// gather sorts files by the archives that propose them, as many as one batch holds each;
// without those that wait in a batch by now.
func (s *Service) gather(ctx context.Context, tx *sqldb.Tx, ending []casework.Kept) (map[string][]Item, error) {
	ids := make([]casework.ID, len(ending))
	for i, k := range ending {
		ids[i] = k.ID
	}
	taken, err := waitingOf(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	archive, byOrg := map[string]string{}, map[string][]Item{}
	for _, k := range ending {
		if taken[k.ID] {
			continue
		}
		at, known := archive[k.Holder]
		if !known {
			if at, err = s.archiveOf(ctx, tx, k.Holder); err != nil {
				return nil, err
			}
			archive[k.Holder] = at
		}
		if len(byOrg[at]) < MostCases {
			byOrg[at] = append(byOrg[at], itemOf(k))
		}
	}
	return byOrg, nil
}

// archiveOf is the unit nearest to the holder that has an archivist, the holder itself
// where none has.
func (s *Service) archiveOf(ctx context.Context, tx *sqldb.Tx, holder string) (string, error) {
	u, err := org.Get(ctx, tx, holder)
	if err != nil {
		return "", err
	}
	above, err := org.Ancestors(ctx, tx, u)
	if err != nil {
		return "", err
	}
	units := append(above, u)
	slices.SortFunc(units, func(a, b org.Unit) int { return len(b.Path) - len(a.Path) })
	ids := make([]string, len(units))
	for i, unit := range units {
		ids[i] = unit.ID
	}
	officers, err := s.Officers(ctx, tx, ids)
	for _, id := range ids {
		if slices.ContainsFunc(officers[id], func(o access.Officer) bool { return o.Role == access.Archivist }) {
			return id, err
		}
	}
	return holder, err
}

// CarryOut destroys what a batch was approved for, each case in a transaction of its
// own, and certifies it. A case that was held or taken up again since is kept, and the
// certificate says so. Run again after it was stopped it goes on.
func (s *Service) CarryOut(ctx context.Context, id string) error {
	var b Batch
	if err := s.DB.Read(ctx, func(tx *sqldb.Tx) (err error) {
		b, err = find(ctx, tx, id)
		return err
	}); err != nil {
		return err
	}
	if b.State == Approved {
		for _, item := range b.Items {
			if item.Outcome != "" {
				continue
			}
			if err := s.carryOut(ctx, b, item); err != nil {
				return err
			}
		}
		// What the certificate calls destroyed is gone when it is written.
		if err := s.removeFiles(ctx); err != nil {
			return err
		}
		return s.certify(ctx, id)
	}
	return s.removeFiles(ctx)
}

// decider is whoever approved, acting as they did then.
func (b Batch) decider() access.Actor {
	return access.Actor{UserID: b.DecidedBy, Acting: access.Post{OrgID: b.DecidedOrg, Role: b.DecidedRole}}
}

func (s *Service) carryOut(ctx context.Context, b Batch, item Item) error {
	why := casework.Destruction{Certificate: b.No, Proposer: b.ProposedBy}
	_, err := s.Cases.Anonymise(ctx, b.decider(), item.Case, why, func(tx *sqldb.Tx, gone casework.Destroyed) error {
		item.Outcome, item.Files, item.Entries, item.At = ItemDestroyed, gone.Files, gone.Entries, tx.Now
		if err := s.forget(ctx, tx, gone.Digests); err != nil {
			return err
		}
		return updateItem(ctx, tx, b.ID, item)
	})
	code := fault.CodeOf(err)
	if err == nil || !strings.HasPrefix(code, "case.") {
		return err
	}
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		item.Outcome, item.Why, item.At = ItemKept, code, tx.Now
		return updateItem(ctx, tx, b.ID, item)
	})
}

// forget has files removed that no case has any more. While the files of older cases are
// not noted yet (Marked), nobody can tell which those are: ErrNotReady, and nothing of the
// case is destroyed.
func (s *Service) forget(ctx context.Context, tx *sqldb.Tx, digests []string) error {
	ready, err := casework.Marked(ctx, tx)
	if err != nil || !ready {
		return errors.Join(err, ifElse(!ready, ErrNotReady))
	}
	gone, err := s.Forget(ctx, tx, digests)
	if err != nil {
		return err
	}
	return insertFiles(ctx, tx, gone)
}

// certify ends a batch of which every case is done with.
func (s *Service) certify(ctx context.Context, id string) error {
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		b, err := find(ctx, tx, id)
		if err != nil || b.State != Approved {
			return err
		}
		b.State, b.DoneAt, b.Version = Done, tx.Now, b.Version+1
		if err := updateBatch(ctx, tx, b); err != nil {
			return err
		}
		return s.note(ctx, tx, b.decider(), b, "retention.certify")
	})
}

// removeFiles removes the bytes of files that no case has any more.
func (s *Service) removeFiles(ctx context.Context) error {
	var digests []string
	if err := s.DB.Read(ctx, func(tx *sqldb.Tx) (err error) {
		digests, err = listFiles(ctx, tx)
		return err
	}); err != nil {
		return err
	}
	for _, d := range digests {
		if err := s.Remove(ctx, d); err != nil {
			return err
		}
		if err := s.DB.Write(ctx, func(tx *sqldb.Tx) error { return deleteFile(ctx, tx, d) }); err != nil {
			return err
		}
	}
	return nil
}
