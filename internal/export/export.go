// Package export takes tables of any size out of the ledger: asked for, made by a job
// page by page in constant memory, kept for a day for the person who asked, and put on
// record: which cases, by which filter, for whom. It knows nothing of HTTP, and reads
// cases only by casework, as the person who asked.
package export

import (
	"time"

	"hemu/internal/casework"
	"hemu/internal/fault"
	"hemu/internal/message"
	"hemu/internal/sheet"
)

// State is where an export stands.
type State string

// The states of an export. The last four are its end.
const (
	Waiting   State = "waiting"
	Running   State = "running"
	Ready     State = "ready"     // its file can be fetched
	Cancelled State = "cancelled" // by who asked
	Failed    State = "failed"
	Expired   State = "expired" // its file is gone
)

// Wanted is what an export is to hold.
type Wanted struct {
	Selection casework.Selection `json:"selection"`
	Format    sheet.Format       `json:"format"`
	Columns   []string           `json:"columns"` // of Columns
	// Reason says what the names of people are needed for; asked for with a column of
	// Personal only.
	Reason string       `json:"reason,omitempty"`
	Lang   message.Lang `json:"lang"`
}

// Export is one table asked for.
type Export struct {
	ID      string
	UserID  string
	PostID  string // acted in when it was asked for
	State   State
	Wanted  Wanted
	Total   int // cases; 0 until the job has counted them
	Done    int // cases written so far
	Bytes   int64
	Digest  string    // hex SHA-256 of the ids of the cases, a line each, in their order
	AskedAt time.Time // all UTC
	ReadAt  time.Time // the instant whose state it shows
	EndedAt time.Time

	attempt int64
}

// Kept is how long a file can be fetched.
const Kept = 24 * time.Hour

// ExpiresAt is when the file goes; zero while there is none.
func (e Export) ExpiresAt() time.Time {
	if e.State != Ready {
		return time.Time{}
	}
	return e.EndedAt.Add(Kept)
}

// mostAtOnce is how many unended exports one person may have.
const mostAtOnce = 3

// Faults.
var (
	ErrNotFound  = fault.New(fault.NotFound, "export.not_found")
	errMany      = fault.New(fault.Conflict, "export.many").With(fault.Args{"most": mostAtOnce})
	errReason    = fault.BadField("export.reason", "reason")
	errFormat    = fault.BadField("export.format", "format")
	errNoColumn  = fault.BadField("export.columns", "columns")
	errEnded     = fault.New(fault.Conflict, "export.ended")
	errNotReady  = fault.New(fault.Conflict, "export.not_ready")
	errExpired   = fault.New(fault.Conflict, "export.expired")
	errChanged   = fault.New(fault.Conflict, "export.rights_changed")
	errCancelled = fault.New(fault.Conflict, "export.cancelled")
)

// Due is the job that makes an export.
type Due struct {
	Export string `json:"export"`
}

// Kind implements job.Args. It is stored, so it is never renamed.
func (Due) Kind() string { return "export.due" }
