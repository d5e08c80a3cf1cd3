package retention

import (
	"context"
	"errors"
	"slices"
	"strings"

	"hemu/internal/access"
	"hemu/internal/casework"
	"hemu/internal/fault"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// Listed is one line of the list that is kept apart from backups: the last number of
// certificates that an archive gave in a year, or a certificate with its files.
type Listed struct {
	Numbers *org.LastNumber `json:"numbers,omitempty"`
	Batch   *Batch          `json:"batch,omitempty"`
	// Case and Certificate are all that a line of an older program has: one destroyed
	// case. It has nothing to enter in the register.
	Case        casework.ID `json:"case,omitempty"`
	Certificate string      `json:"certificate,omitempty"`
}

// Register lists the numbers that were given, and every batch that was approved, page by
// page, to each.
func (s *Service) Register(ctx context.Context, each func(Listed) error) error {
	var numbers []org.LastNumber
	if err := s.DB.Read(ctx, func(tx *sqldb.Tx) (err error) {
		numbers, err = org.LastNumbers(ctx, tx, numberKind)
		return err
	}); err != nil {
		return err
	}
	for _, n := range numbers {
		if err := each(Listed{Numbers: &n}); err != nil {
			return err
		}
	}
	const page = 20
	for after, more := "", true; more; {
		var batches []Batch
		if err := s.DB.Read(ctx, func(tx *sqldb.Tx) (err error) {
			batches, err = numberedAfter(ctx, tx, after, page)
			return err
		}); err != nil {
			return err
		}
		for _, b := range batches {
			b.Note = "" // not on the certificate
			if err := each(Listed{Batch: &b}); err != nil {
				return err
			}
			after = b.ID
		}
		more = len(batches) == page
	}
	return nil
}

// Replayed is what became of a line of the list.
type Replayed struct {
	Destroyed int // again
	Kept      []StillThere
	// NoOrg: the archive is unknown here, so that nothing was entered in the register.
	NoOrg bool
}

// StillThere is a case that could not be destroyed again.
type StillThere struct {
	Case casework.ID
	Why  string // code of the fault
}

// Replay destroys again what an old backup has brought back: a case of the list that is
// whole here is anonymised under the certificate it had, which is entered in the register
// once more and marked; and no number is given again. A case that is held or not due by
// what this database says stays as it is, and the register says so. Run again after it was
// stopped it goes on. It is several transactions.
func (s *Service) Replay(ctx context.Context, l Listed) (r Replayed, err error) {
	if l.Numbers != nil {
		return r, s.DB.Write(ctx, func(tx *sqldb.Tx) error { return org.NumberedTo(ctx, tx, *l.Numbers, numberKind) })
	}
	if err := s.marked(ctx); err != nil {
		return r, err
	}
	b := Batch{No: l.Certificate, Items: []Item{{Case: l.Case, Outcome: ItemDestroyed}}}
	if l.Batch != nil {
		b = *l.Batch
		if r.NoOrg, err = s.enter(ctx, b); err != nil {
			return r, err
		}
	}
	for _, item := range b.Items {
		if item.Outcome == ItemDestroyed {
			if err := s.replay(ctx, b, item, &r); err != nil {
				return r, err
			}
		}
	}
	if err := s.removeFiles(ctx); err != nil || b.ID == "" || r.NoOrg {
		return r, err
	}
	return r, s.entered(ctx, b)
}

// marked notes the files of cases from before an upgrade, which an old backup may bring
// back: nobody has worked here yet, so nothing else does.
func (s *Service) marked(ctx context.Context) error {
	ready := false
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) (err error) {
		ready, err = casework.Marked(ctx, tx)
		return err
	})
	if err != nil || ready {
		return err
	}
	_, err = s.Cases.MarkOld(ctx)
	return err
}

// enter puts a batch of the list into the register as one that is being carried out,
// also over the same one from before its end. One that was carried out here already stays
// as it is, but for a replay of a list that tells its end.
func (s *Service) enter(ctx context.Context, listed Batch) (noOrg bool, err error) {
	err = s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		noOrg = false
		if err := tx.Lock(ctx, lockName); err != nil {
			return err
		}
		here, err := find(ctx, tx, listed.ID)
		if errors.Is(err, ErrNotFound) {
			if _, err = org.Get(ctx, tx, listed.Org); errors.Is(err, org.ErrNotFound) {
				noOrg = true
				return nil
			}
			if err == nil {
				here, err = Batch{Version: 1}, insertBatch(ctx, tx, Batch{ID: listed.ID, Org: listed.Org, State: Approved, Reason: listed.Reason, FoundAt: listed.FoundAt})
			}
		}
		if err != nil || here.State == Done && (here.ReplayedAt.IsZero() || listed.State != Done) {
			return err
		}
		b := listed
		b.State, b.ReplayedAt, b.Version = Approved, tx.Now, here.Version+1
		b.Items = slices.Clone(listed.Items)
		for i, item := range b.Items {
			switch at := slices.IndexFunc(here.Items, func(h Item) bool { return h.Case == item.Case }); {
			case item.Outcome == ItemDestroyed: // what is destroyed once more is noted case by case
				b.Items[i] = item.open()
			case item.Outcome == "" && at >= 0: // became of it here what the list doesn't know
				b.Items[i] = here.Items[at]
			}
		}
		if err := replaceItems(ctx, tx, b); err != nil {
			return err
		}
		return updateBatch(ctx, tx, b)
	})
	return noOrg, err
}

// open is an item of which nothing has become yet.
func (i Item) open() Item {
	return Item{Case: i.Case, No: i.No, Category: i.Category, Period: i.Period, Rule: i.Rule, Years: i.Years, From: i.From, Due: i.Due}
}

// whyAbsent stands beside a destroyed case that this database has never had: nothing of it
// is here that anybody might not open.
const whyAbsent = "case.not_found"

// replay destroys one case of the list again.
func (s *Service) replay(ctx context.Context, b Batch, item Item, r *Replayed) error {
	_, err := s.Cases.Anonymise(ctx, access.Actor{}, item.Case, casework.Destruction{Certificate: b.No, Proposer: b.ProposedBy}, func(tx *sqldb.Tx, gone casework.Destroyed) error {
		return errors.Join(s.forget(ctx, tx, gone.Digests), updateItem(ctx, tx, b.ID, item))
	})
	switch code := fault.CodeOf(err); {
	case err == nil:
		r.Destroyed++
		return nil
	case code == "case.anonymised":
	case code == whyAbsent:
		item.Why = whyAbsent
	case strings.HasPrefix(code, "case."):
		item.Outcome, item.Why, item.Files, item.Entries = ItemKept, code, 0, 0
		r.Kept = append(r.Kept, StillThere{item.Case, code})
	default:
		return err
	}
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error { return updateItem(ctx, tx, b.ID, item) })
}

// entered ends a batch that was carried out again. What was under way when the list was
// made is carried on by its job.
func (s *Service) entered(ctx context.Context, listed Batch) error {
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		b, err := find(ctx, tx, listed.ID)
		if err != nil || b.State != Approved {
			return err
		}
		if listed.State != Done {
			return errors.Join(s.note(ctx, tx, access.Actor{}, b, "retention.replay"), s.Jobs.Enqueue(ctx, tx, CarryOut{b.ID}))
		}
		b.State, b.Version = Done, b.Version+1
		return errors.Join(updateBatch(ctx, tx, b), s.note(ctx, tx, access.Actor{}, b, "retention.replay"))
	})
}
