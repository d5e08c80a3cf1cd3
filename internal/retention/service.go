package retention

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/google/uuid"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/fault"
	"hemu/internal/job"
	"hemu/internal/ledger"
	"hemu/internal/message"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// Deps are what a Service works with.
type Deps struct {
	DB    *sqldb.DB
	Jobs  *job.Client
	Cases *casework.Service
	// Officers are who holds a post that reads cases, by organisation (access.Officers).
	Officers func(ctx context.Context, tx *sqldb.Tx, orgs []string) (map[string][]access.Officer, error)
	// Forget removes what is known of those of some files that no case has any more, and
	// returns them; Remove removes their bytes (room blob).
	Forget func(ctx context.Context, tx *sqldb.Tx, digests []string) ([]string, error)
	Remove func(ctx context.Context, digest string) error
}

// Service does what people ask about the end of keeping. Each exported method is one
// transaction, but for those that say otherwise.
type Service struct{ Deps }

// New returns a Service.
func New(d Deps) *Service { return &Service{d} }

// CarryOut is the job that carries out what was approved.
type CarryOut struct {
	Batch string `json:"batch"`
}

// Kind implements job.Args. It is stored, so it is never renamed.
func (CarryOut) Kind() string { return "retention.carry_out" }

// Propose puts files before a second person, for the organisation the actor acts for.
// Errors: casework.ErrNotFound for a case the actor may not open, ErrTaken for one that
// waits in another batch, case.not_due, case.held, ErrEmpty, ErrTooMany, ErrReason.
func (s *Service) Propose(ctx context.Context, actor access.Actor, cases []casework.ID, reason string) (b Batch, err error) {
	today := calendar.DateOf(s.DB.Now())
	ending, err := s.Cases.Among(ctx, actor, cases, today)
	if err != nil {
		return b, err
	}
	reason = strings.TrimSpace(reason)
	err = s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		me := actor.Acting
		b = Batch{ID: uuid.Must(uuid.NewV7()).String(), Org: me.OrgID, OrgName: me.OrgName, OrgPath: me.OrgPath, State: Found, Reason: reason, FoundAt: tx.Now, Version: 1}
		for _, k := range ending {
			if !strings.HasPrefix(k.HolderPath, me.OrgPath) {
				return ErrNotYours
			}
			if k.Held {
				return fault.New(fault.Conflict, "case.held")
			}
			b.Items = append(b.Items, itemOf(k))
		}
		if err := b.propose(actor, reason); err != nil {
			return err
		}
		if err := tx.Lock(ctx, lockName); err != nil { // two archivists may think of the same files
			return err
		}
		taken, err := waiting(ctx, tx, cases)
		if err != nil || taken {
			return errors.Join(err, ifElse(taken, ErrTaken))
		}
		b.State, b.ProposedBy, b.ProposedAt = Proposed, actor.UserID, tx.Now
		if err := insertBatch(ctx, tx, b); err != nil {
			return err
		}
		return s.note(ctx, tx, actor, b, "retention.propose")
	})
	return b, err
}

// lockName keeps two batches from taking the same files.
const lockName = "retention.batch"

func ifElse(wrong bool, err error) error {
	if wrong {
		return err
	}
	return nil
}

func itemOf(k casework.Kept) Item {
	return Item{
		Case: k.ID, No: k.No, Category: k.Category, Period: k.Period, Rule: k.Keeping.Rule.ID, Years: k.Keeping.Rule.Count, From: k.Keeping.From, Due: k.Keeping.Due,
	}
}

// TakeUp puts a batch that the job found before a second person, without the cases an
// archivist leaves out.
func (s *Service) TakeUp(ctx context.Context, actor access.Actor, id string, version int64, without []casework.ID, reason string) (Batch, error) {
	reason = strings.TrimSpace(reason)
	return s.change(ctx, actor, id, version, "retention.propose", func(tx *sqldb.Tx, b *Batch) error {
		without = b.only(without)
		b.Items = slices.DeleteFunc(b.Items, func(i Item) bool { return slices.Contains(without, i.Case) })
		if err := b.propose(actor, reason); err != nil {
			return err
		}
		if err := s.allVisible(ctx, tx, actor, *b); err != nil {
			return err
		}
		b.State, b.Reason, b.ProposedBy, b.ProposedAt = Proposed, reason, actor.UserID, tx.Now
		return errors.Join(leaveOut(ctx, tx, b.ID, without), left(ctx, tx, without))
	})
}

// only are those of some cases that are in b.
func (b *Batch) only(some []casework.ID) (out []casework.ID) {
	for _, i := range b.Items {
		if slices.Contains(some, i.Case) {
			out = append(out, i.Case)
		}
	}
	return out
}

// Decide approves a batch, which gives its certificate a number and has it carried
// out, or refuses it with a reason. Whoever decides can open every case in it. Errors:
// ErrSamePerson, ErrHidden, ErrNotReady, ErrState, ErrNotYours, ErrReason.
func (s *Service) Decide(ctx context.Context, actor access.Actor, id string, version int64, approve bool, why string) (Batch, error) {
	why = strings.TrimSpace(why)
	return s.change(ctx, actor, id, version, "retention.decide", func(tx *sqldb.Tx, b *Batch) error {
		if err := b.decide(actor, approve, why); err != nil {
			return err
		}
		if err := s.allVisible(ctx, tx, actor, *b); err != nil {
			return err
		}
		b.DecidedBy, b.DecidedOrg, b.DecidedRole, b.DecidedAt, b.Note = actor.UserID, actor.Acting.OrgID, actor.Acting.Role, tx.Now, why
		if b.State = Refused; !approve {
			return nil
		}
		b.State = Approved
		ready, err := casework.Marked(ctx, tx)
		if err != nil || !ready {
			return errors.Join(err, ifElse(!ready, ErrNotReady))
		}
		if b.No, err = number(ctx, tx, b.Org); err != nil {
			return err
		}
		return s.Jobs.Enqueue(ctx, tx, CarryOut{b.ID})
	})
}

// numberKind is the kind of number certificates have.
const numberKind = "retention"

// number is the next number of a certificate: gap-free for its organisation and year.
func number(ctx context.Context, tx *sqldb.Tx, unit string) (string, error) {
	year := calendar.DateOf(tx.Now).Year
	seq, err := org.NextNumber(ctx, tx, unit, numberKind, year)
	if err != nil {
		return "", err
	}
	u, err := org.Get(ctx, tx, unit)
	return org.FormatNumber(message.Text(message.Chinese, "retention.number", nil), org.Number{Year: year, Short: u.ShortName, Seq: seq}), err
}

// Withdraw lets a batch go that is not decided yet.
func (s *Service) Withdraw(ctx context.Context, actor access.Actor, id string, version int64) (Batch, error) {
	return s.change(ctx, actor, id, version, "retention.withdraw", func(tx *sqldb.Tx, b *Batch) error {
		switch {
		case b.State != Found && b.State != Proposed:
			return ErrState
		case !b.within(actor):
			return ErrNotYours
		}
		if b.State == Proposed { // what the job found anybody of the archive may let go
			if err := s.allVisible(ctx, tx, actor, *b); err != nil {
				return err
			}
		}
		b.State = Withdrawn
		var all []casework.ID
		for _, i := range b.Items {
			all = append(all, i.Case)
		}
		return left(ctx, tx, all)
	})
}

// change lets fn change a batch the actor may see, as read at version.
func (s *Service) change(ctx context.Context, actor access.Actor, id string, version int64, verb string, fn func(*sqldb.Tx, *Batch) error) (b Batch, err error) {
	err = s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		if err := tx.Lock(ctx, lockName); err != nil {
			return err
		}
		if b, err = s.open(ctx, tx, actor, id); err != nil {
			return err
		}
		if b.Version != version {
			return ErrChanged
		}
		if err := fn(tx, &b); err != nil {
			return err
		}
		b.Version++
		if err := updateBatch(ctx, tx, b); err != nil {
			return err
		}
		if err := s.note(ctx, tx, actor, b, verb); err != nil {
			return err
		}
		return s.narrow(ctx, tx, actor, &b)
	})
	return b, err
}

// open is a batch of the actor's organisation or one below it, whole.
func (s *Service) open(ctx context.Context, tx *sqldb.Tx, actor access.Actor, id string) (Batch, error) {
	b, err := find(ctx, tx, id)
	if err == nil && !b.within(actor) {
		err = ErrNotFound
	}
	return b, err
}

func (s *Service) allVisible(ctx context.Context, tx *sqldb.Tx, actor access.Actor, b Batch) error {
	seen, err := s.visible(ctx, tx, actor, b.Items)
	if err == nil && len(seen) < len(b.Items) {
		err = ErrHidden
	}
	return err
}

// narrow leaves of a batch what the actor may see of its cases, counted anew: a number
// of more than that would tell of the others.
func (s *Service) narrow(ctx context.Context, tx *sqldb.Tx, actor access.Actor, b *Batch) (err error) {
	if !actor.Acting.Role.ReadsCases() {
		least, err := s.least(ctx, tx)
		b.register(least)
		return err
	}
	all := len(b.Items)
	if b.Items, err = s.visible(ctx, tx, actor, b.Items); err == nil {
		b.count()
		b.Whole = len(b.Items) == all
	}
	return err
}

func (s *Service) visible(ctx context.Context, tx *sqldb.Tx, actor access.Actor, items []Item) (seen []Item, err error) {
	ids := make([]casework.ID, len(items))
	for i, item := range items {
		ids[i] = item.Case
	}
	known, err := s.Cases.Visible(ctx, tx, actor, ids)
	for _, item := range items {
		if known[item.Case] || item.Why == whyAbsent {
			seen = append(seen, item)
		}
	}
	return seen, err
}

// least is the least number of cases that is told to who may not open them.
func (s *Service) least(ctx context.Context, tx *sqldb.Tx) (int, error) {
	now, err := s.Cases.Codes(ctx, tx)
	return now.Policies.LeastTold(calendar.DateOf(tx.Now)), err
}

// note puts an act on record: numbers, no names and no words, which may tell of a case. The
// record of administration is read by people who open no case.
func (s *Service) note(ctx context.Context, tx *sqldb.Tx, actor access.Actor, b Batch, verb string) error {
	least, err := s.least(ctx, tx)
	if err != nil {
		return err
	}
	b.count()
	b.conceal(least)
	body, err := json.Marshal(map[string]any{
		"batch": b.ID, "state": b.State, "no": b.No, "cases": b.Cases, "destroyed": b.Destroyed,
	})
	if err == nil {
		err = tx.Lock(ctx, "ledger:retention")
	}
	if err != nil {
		return err
	}
	_, err = ledger.Append(ctx, tx, ledger.Entry{
		Stream: "retention", Actor: actor.UserID, Org: actor.Acting.OrgID, Role: string(actor.Acting.Role), Verb: verb, Body: body,
	})
	return err
}

// List are the batches of the organisation the actor acts for and of those below it,
// the newest first, with how much the actor may see is in them and not with what. Who
// keeps the register and opens no case is told how much there is, small numbers hidden.
func (s *Service) List(ctx context.Context, actor access.Actor, states []State) (list []Batch, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		from, to := sqldb.Below(actor.Acting.OrgPath)
		reads := actor.Acting.Role.ReadsCases()
		switch {
		case !reads: // an administrator sees the register of all
			from, to, states = "/", "0", []State{Done}
		case !below(actor.Acting):
			to = from + "\x01" // no path below it
		}
		if list, err = listBatches(ctx, tx, from, to, states); err != nil {
			return err
		}
		if reads {
			return countSeen(ctx, tx, access.ReaderOf(actor), list)
		}
		least, err := s.least(ctx, tx)
		for i := range list {
			list[i].register(least)
		}
		return err
	})
	return list, err
}

// Get is one batch with what the actor may see of its cases.
func (s *Service) Get(ctx context.Context, actor access.Actor, id string) (b Batch, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		if b, err = s.open(ctx, tx, actor, id); err != nil {
			return err
		}
		return s.narrow(ctx, tx, actor, &b)
	})
	return b, err
}

// Certified is a batch that is done, whole, for its certificate. One number stands over
// one text: who may not open every case gets none. Errors: ErrNotFound, ErrState, ErrHidden.
func (s *Service) Certified(ctx context.Context, actor access.Actor, id string) (b Batch, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		if b, err = s.open(ctx, tx, actor, id); err != nil {
			return err
		}
		if b.State != Done {
			return ErrState
		}
		return s.allVisible(ctx, tx, actor, b)
	})
	return b, err
}

// Waiting are those of some cases that wait in a batch.
func (s *Service) Waiting(ctx context.Context, cases []casework.ID) (in map[casework.ID]bool, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		in, err = waitingOf(ctx, tx, cases)
		return err
	})
	return in, err
}
