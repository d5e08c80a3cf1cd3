// Package retention ends the keeping of files (mission R5, PIPL 19 and 47): it finds
// those whose time is over, has an archivist propose them and a second person decide,
// lets casework anonymise them, and certifies what was destroyed. It destroys nothing
// that two people have not asked for.
//
// It knows cases by id, number, category and days; who they are about it never
// learns. How long a file is kept is a policy of room codes, and what anonymising
// means casework decides.
package retention

import (
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/fault"
)

// State is where a batch stands.
type State string

// The states of a batch.
const (
	Found     State = "found"     // by the nightly job; nobody has looked yet
	Proposed  State = "proposed"  // by an archivist; waits for a second person
	Approved  State = "approved"  // is being carried out
	Done      State = "done"      // certified
	Refused   State = "refused"   // by the second person
	Withdrawn State = "withdrawn" // by an archivist
)

// Batch is a number of files to be destroyed together. Its form in JSON is that of the
// list kept apart from backups (Listed).
type Batch struct {
	ID         string    `json:"id"`
	Org        string    `json:"org"` // the archive's organisation
	OrgName    string    `json:"-"`
	OrgPath    string    `json:"-"`
	State      State     `json:"state"`
	No         string    `json:"no"` // of the certificate, "" until it is approved
	Reason     string    `json:"reason"`
	FoundAt    time.Time `json:"foundAt"`
	ProposedBy string    `json:"proposedBy"` // user id
	ProposedAt time.Time `json:"proposedAt"`
	DecidedBy  string    `json:"decidedBy"` // user id
	DecidedOrg string    `json:"decidedOrg"`
	// DecidedRole is the role in which it was decided.
	DecidedRole access.Role `json:"decidedRole"`
	DecidedAt   time.Time   `json:"decidedAt"`
	Note        string      `json:"-"` // of the decision
	DoneAt      time.Time   `json:"doneAt,omitzero"`
	// ReplayedAt is when it was carried out again, after an old backup was restored.
	ReplayedAt time.Time `json:"-"`
	Version    int64     `json:"-"`

	Cases     int `json:"-"` // in it
	Destroyed int `json:"-"`
	Files     int `json:"-"` // attachments destroyed
	Entries   int `json:"-"` // bodies of the ledger erased
	// Few is set when numbers are casework.Few for a reader who may not open the cases:
	// those lower than it, and those that would tell them by subtraction.
	Few int `json:"-"`

	Items []Item `json:"cases"` // what the reader may see of it; nil in a list
	// Whole: the reader may open every case of it, and so decide on it and have its
	// certificate; not told in a list.
	Whole bool `json:"-"`
}

// below reports whether a post reaches below its organisation. An administrator's, who
// sees numbers only, always does.
func below(p access.Post) bool {
	return p.Scope == access.Subtree || p.Scope == access.All || !p.Role.ReadsCases()
}

// Item is one file of a batch.
type Item struct {
	Case     casework.ID   `json:"case"`
	No       string        `json:"no"`
	Category string        `json:"category"` // GB/T 31000
	Period   string        `json:"period"`   // 保管期限, "" for a declined matter
	Rule     string        `json:"rule"`     // policy id
	Years    int           `json:"years"`
	From     calendar.Date `json:"from"`          // day it was archived
	Due      calendar.Date `json:"due"`           // first day on which it could be destroyed
	Outcome  string        `json:"outcome"`       // "", "destroyed" or "kept"
	Why      string        `json:"why,omitempty"` // code of the fault that kept it
	Files    int           `json:"files"`
	Entries  int           `json:"entries"`
	At       time.Time     `json:"at,omitzero"`
}

// What became of an item.
const (
	ItemDestroyed = "destroyed"
	ItemKept      = "kept"
)

// MostCases is how many files one batch holds.
const MostCases = 200

// The ways this room refuses.
var (
	ErrNotFound   = fault.New(fault.NotFound, "retention.not_found")
	ErrChanged    = fault.New(fault.Conflict, "retention.changed")
	ErrNotYours   = fault.New(fault.Denied, "retention.not_yours")
	ErrSamePerson = fault.New(fault.Denied, "retention.same_person")
	ErrHidden     = fault.New(fault.Denied, "retention.hidden")
	ErrEmpty      = fault.BadField("retention.empty", "cases")
	ErrTooMany    = fault.BadField("retention.too_many", "cases").With(fault.Args{"most": MostCases})
	ErrReason     = fault.BadField("retention.reason", "reason")
	ErrState      = fault.New(fault.Conflict, "retention.state")
	ErrTaken      = fault.New(fault.Conflict, "retention.taken")
	ErrNotReady   = fault.New(fault.Conflict, "retention.not_ready")
)

// propose decides whether actor may put b before a second person.
func (b Batch) propose(actor access.Actor, reason string) error {
	switch {
	case b.State != Found:
		return ErrState
	case !b.within(actor):
		return ErrNotYours
	case reason == "":
		return ErrReason
	case len(b.Items) == 0:
		return ErrEmpty
	case len(b.Items) > MostCases:
		return ErrTooMany
	}
	return nil
}

// decide decides whether actor may approve or refuse b. The four eyes are those of two
// people, whatever posts they hold.
func (b Batch) decide(actor access.Actor, approve bool, note string) error {
	switch {
	case b.State != Proposed:
		return ErrState
	case !b.within(actor):
		return ErrNotYours
	case b.ProposedBy == actor.UserID:
		return ErrSamePerson
	case !approve && note == "":
		return ErrReason
	}
	return nil
}

// within reports whether actor acts for the organisation of b or, where their post
// reaches below, for one above it.
func (b Batch) within(actor access.Actor) bool {
	path := actor.Acting.OrgPath
	if !below(actor.Acting) {
		return b.OrgPath == path
	}
	return path != "" && len(b.OrgPath) >= len(path) && b.OrgPath[:len(path)] == path
}
