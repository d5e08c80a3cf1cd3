package export

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"hemu/internal/access"
	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/fault"
	"hemu/internal/job"
	"hemu/internal/ledger"
	"hemu/internal/once"
	"hemu/internal/sheet"
	"hemu/internal/sqldb"
)

// Service does what people ask of exports.
type Service struct {
	DB    *sqldb.DB
	Jobs  *job.Client
	Cases *casework.Service
	Codes *codes.Service
	Dir   string // where the files lie
}

// Begin asks for an export and returns before it is made. The same key again gives the
// same export. Faults: export.many, export.columns, export.format, export.reason.
func (s *Service) Begin(ctx context.Context, actor access.Actor, key string, w Wanted) (Export, error) {
	w.Reason = strings.TrimSpace(w.Reason)
	switch {
	case w.Format != sheet.XLSX && w.Format != sheet.CSV:
		return Export{}, errFormat
	case len(w.Columns) == 0 || len(chosen(w.Columns)) != len(w.Columns) || len(w.Columns) > len(columns):
		return Export{}, errNoColumn
	case w.personal() && utf8.RuneCountInString(w.Reason) < 2:
		return Export{}, errReason
	}
	w.Lang = actor.Lang
	id, err := once.Write(ctx, s.DB, actor.UserID, key, w, func(tx *sqldb.Tx) (string, error) {
		if err := tx.Lock(ctx, "export:"+actor.UserID); err != nil {
			return "", err
		}
		n, err := countUnended(ctx, tx, actor.UserID)
		if err != nil {
			return "", err
		}
		if n >= mostAtOnce {
			return "", errMany
		}
		e := Export{ID: uuid.Must(uuid.NewV7()).String(), UserID: actor.UserID, PostID: actor.Acting.ID, State: Waiting, Wanted: w, AskedAt: tx.Now}
		if err := insert(ctx, tx, e); err != nil {
			return "", err
		}
		return e.ID, s.Jobs.Enqueue(ctx, tx, Due{e.ID}, job.Long())
	})
	if err != nil {
		return Export{}, err
	}
	return s.Get(ctx, actor, id)
}

// mostListed is how many of their exports people see.
const mostListed = 20

// List is the actor's own exports, the newest first.
func (s *Service) List(ctx context.Context, actor access.Actor) (all []Export, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		all, err = ofUser(ctx, tx, actor.UserID, mostListed)
		return err
	})
	return all, err
}

// Get is one export of the actor's own; another's is not found.
func (s *Service) Get(ctx context.Context, actor access.Actor, id string) (e Export, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		e, err = own(ctx, tx, actor, id)
		return err
	})
	return e, err
}

func own(ctx context.Context, tx *sqldb.Tx, actor access.Actor, id string) (Export, error) {
	e, err := find(ctx, tx, id)
	if err == nil && e.UserID != actor.UserID {
		return Export{}, ErrNotFound
	}
	return e, err
}

// Cancel stops an export that is being made, or throws its file away.
func (s *Service) Cancel(ctx context.Context, actor access.Actor, id string) error {
	err := s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		e, err := own(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if e.State == Ready {
			return discard(ctx, tx, id)
		}
		e.State = Cancelled
		ok, err := end(ctx, tx, e)
		if err == nil && !ok {
			err = errEnded
		}
		return err
	})
	if err == nil {
		s.discardFiles(id, "") // Sweep takes them otherwise
	}
	return err
}

// path is where an attempt writes: two that run at once, when one is taken for dead,
// don't write over one another.
func (s *Service) path(e Export) string {
	return filepath.Join(s.Dir, e.ID+"."+strconv.FormatInt(e.attempt, 10))
}

// discardFiles removes the files of all attempts at an export but one.
func (s *Service) discardFiles(id, kept string) {
	files, _ := filepath.Glob(filepath.Join(s.Dir, id+".*"))
	for _, f := range files {
		if f != kept {
			_ = os.Remove(f) // Sweep takes it otherwise
		}
	}
}

// Open opens the file of a ready export for the person who asked, who must still hold
// the post it was asked for in and still see every case in it. The fetching is put on
// record. Close the file. It looks at some thousand cases in a transaction, so that a
// large table takes its time without holding one. Faults: export.not_found,
// export.not_ready, export.expired, export.rights_changed.
func (s *Service) Open(ctx context.Context, actor access.Actor, id string) (e Export, f *os.File, err error) {
	if err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		e, err = fetchable(ctx, tx, actor, id)
		return err
	}); err != nil {
		return e, nil, err
	}
	if err = s.stillSees(ctx, actor, id); err != nil {
		return e, nil, err
	}
	if f, err = os.Open(s.path(e)); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			err = errExpired
		}
		return e, nil, err
	}
	if err = s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		if _, err := fetchable(ctx, tx, actor, id); err != nil { // it may have been recalled meanwhile
			return err
		}
		return s.note(ctx, tx, actor, "case.export_fetch", fetched{e.ID})
	}); err != nil {
		_ = f.Close()
	}
	return e, f, err
}

// fetchable is a ready export of the actor's own, who still holds the post it was asked
// for in.
func fetchable(ctx context.Context, tx *sqldb.Tx, actor access.Actor, id string) (e Export, err error) {
	if e, err = own(ctx, tx, actor, id); err != nil {
		return e, err
	}
	if e.State == Expired || e.State == Ready && !tx.Now.Before(e.ExpiresAt()) {
		return e, errExpired
	}
	switch e.State {
	case Waiting, Running:
		return e, errNotReady
	case Cancelled:
		return e, errCancelled
	case Failed:
		return e, errChanged
	}
	// Who asked acting in no post has none to lose.
	if e.PostID != "" && !slices.ContainsFunc(actor.Posts, func(p access.Post) bool { return p.ID == e.PostID }) {
		return e, errChanged
	}
	return e, nil
}

// pagesAtOnce is how many pages of an export are compared in one transaction.
const pagesAtOnce = 20

// stillSees demands that the actor sees every case of an export.
func (s *Service) stillSees(ctx context.Context, actor access.Actor, id string) error {
	for seq, more := 0, true; more; {
		if err := s.DB.Read(ctx, func(tx *sqldb.Tx) error {
			for last := seq + pagesAtOnce; seq < last; seq++ {
				ids, err := page(ctx, tx, id, seq)
				if more = len(ids) > 0; err != nil || !more {
					return err
				}
				sees, err := casework.StillSees(ctx, tx, actor, ids)
				if err == nil && !sees {
					err = errChanged
				}
				if err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// fetched and made are what the record keeps.
type (
	fetched struct {
		Export string `json:"export"`
	}
	made struct {
		Export  string          `json:"export"`
		Filter  casework.Filter `json:"filter"` // without words: they may name people
		Picked  int             `json:"picked,omitempty"`
		Columns []string        `json:"columns"`
		Format  sheet.Format    `json:"format"`
		Reason  string          `json:"reason,omitempty"`
		Rows    int             `json:"rows"`
		Digest  string          `json:"digest"`
	}
)

// note puts something about an export on record, in the actor's own stream (mission R5).
func (s *Service) note(ctx context.Context, tx *sqldb.Tx, actor access.Actor, verb string, said any) error {
	body, err := json.Marshal(said)
	if err != nil {
		return err
	}
	stream := "user:" + actor.UserID
	if err := tx.Lock(ctx, stream); err != nil {
		return err
	}
	_, err = ledger.Append(ctx, tx, ledger.Entry{
		Stream: stream, Actor: actor.UserID, Org: actor.Acting.OrgID, Role: string(actor.Acting.Role), Verb: verb, Body: body,
	})
	return err
}

// longestMaking is after how long an export that has not come about is given up, so that
// its place is free for another.
const longestMaking = 24 * time.Hour

// Recall takes back the exports that hold a case of which less may be known than when
// they were made: one whose applicant is concealed since, made confidential, or
// destroyed. What is ready expires with its file, what is being made fails.
func (s *Service) Recall(ctx context.Context, id casework.ID) error {
	var ids []string
	err := s.DB.Write(ctx, func(tx *sqldb.Tx) (err error) {
		ids, err = recall(ctx, tx, id)
		return err
	})
	for _, id := range ids {
		s.discardFiles(id, "")
	}
	return err
}

// Sweep throws away the files that have been kept long enough, and those left over. It
// returns how many. The rows stay: they say who took what out.
func (s *Service) Sweep(ctx context.Context) (n int, err error) {
	if err := s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		if err := giveUp(ctx, tx, tx.Now.Add(-longestMaking)); err != nil {
			return err
		}
		return expire(ctx, tx, tx.Now.Add(-Kept))
	}); err != nil {
		return 0, err
	}
	files, err := os.ReadDir(s.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	for _, f := range files {
		kept := false
		if err == nil {
			err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
				kept, err = s.needed(ctx, tx, f.Name())
				return err
			})
		}
		if err == nil && !kept {
			n++
			if err = os.Remove(filepath.Join(s.Dir, f.Name())); errors.Is(err, fs.ErrNotExist) {
				err = nil // its attempt has just ended
			}
		}
	}
	return n, err
}

// needed reports whether a file is that of the attempt that counts.
func (s *Service) needed(ctx context.Context, tx *sqldb.Tx, name string) (bool, error) {
	id, _, _ := strings.Cut(name, ".")
	e, err := find(ctx, tx, id)
	if err != nil {
		if errors.Is(err, ErrNotFound) {
			err = nil
		}
		return false, err
	}
	whole := filepath.Base(s.path(e))
	switch e.State {
	case Ready:
		return name == whole, nil
	case Running:
		return strings.TrimSuffix(name, unfinished) == whole, nil
	}
	return false, nil
}

// actorOf is who asked for an export, as they are now, acting in the post they asked in.
func (s *Service) actorOf(ctx context.Context, e Export) (actor access.Actor, err error) {
	held := false
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		actor, held, err = access.LoadIn(ctx, tx, e.UserID, e.PostID)
		return err
	})
	if err == nil && !held {
		err = errChanged
	}
	return actor, err
}

// Watermark says whose copy a table is: who, in which post, when.
func Watermark(actor access.Actor, w Wanted, id string, at time.Time) string {
	return access.Watermark(actor, w.Lang, at) + " " + id[len(id)-8:]
}

// errorOf is a fault that no second try can mend, nil for others.
func errorOf(err error) *fault.Error {
	if f, ok := errors.AsType[*fault.Error](err); ok && f.Kind != fault.Internal {
		return f
	}
	return nil
}
