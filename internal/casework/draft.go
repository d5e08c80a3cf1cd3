package casework

import (
	"context"
	"encoding/json"
	"time"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// The limits of drafts.
const (
	maxDraft  = 256 << 10 // bytes of a payload
	maxDrafts = 200       // drafts of one user
)

// Draft is something half typed: its owner's alone, and nobody's case yet.
type Draft struct {
	ID        string
	Kind      string          // which form: "register", "immediate", "session:<case>" …
	Payload   json.RawMessage // as typed; nil in a list
	UpdatedAt time.Time       // UTC
	Version   int64           // 0 for one not saved yet
}

// SaveDraft keeps d and returns it with its new version. A draft without ID or
// Version is a new one. Errors: casework.draft_changed when another window saved it
// meanwhile, casework.draft_size, casework.draft_many.
func (s *Service) SaveDraft(ctx context.Context, actor access.Actor, d Draft) (Draft, error) {
	switch {
	case d.Kind == "" || len(d.Kind) > 100:
		return d, fault.BadField("casework.draft_kind", "kind")
	case len(d.Payload) > maxDraft || !json.Valid(d.Payload):
		return d, fault.BadField("casework.draft_size", "payload").With(fault.Args{"most": maxDraft / 1024})
	}
	if d.ID == "" {
		d.ID = newID()
	}
	err := s.DB.Write(ctx, func(tx *sqldb.Tx) error {
		d.UpdatedAt = tx.Now
		if d.Version > 0 {
			return updateDraft(ctx, tx, actor.UserID, d)
		}
		n, err := countDrafts(ctx, tx, actor.UserID)
		if err == nil && n >= maxDrafts {
			err = fault.New(fault.Conflict, "casework.draft_many").With(fault.Args{"most": maxDrafts})
		}
		if err != nil {
			return err
		}
		return insertDraft(ctx, tx, actor.UserID, d)
	})
	if sqldb.IsDuplicate(err) {
		err = fault.New(fault.Conflict, "casework.draft_changed")
	}
	d.Version++
	return d, err
}

// Drafts lists the actor's own drafts of a kind ("" for all), the latest first,
// without what was typed.
func (s *Service) Drafts(ctx context.Context, actor access.Actor, kind string) (out []Draft, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		out, err = listDrafts(ctx, tx, actor.UserID, kind)
		return err
	})
	return out, err
}

// Draft is one of the actor's own drafts; casework.draft_not_found for any other.
func (s *Service) Draft(ctx context.Context, actor access.Actor, id string) (d Draft, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		d, err = findDraft(ctx, tx, actor.UserID, id)
		return err
	})
	return d, err
}

// DeleteDraft throws one of the actor's drafts away; one that is gone already is
// no error.
func (s *Service) DeleteDraft(ctx context.Context, actor access.Actor, id string) error {
	return s.DB.Write(ctx, func(tx *sqldb.Tx) error { return deleteDraft(ctx, tx, actor.UserID, id) })
}
