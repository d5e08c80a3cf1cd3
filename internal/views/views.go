// Package views keeps filters of the ledger under a name: one's own, or shared by the
// head of a unit with the unit or with all below it. Whoever subscribes to one is told
// each day or each week how many cases it finds among those they may see. A view is only
// words and conditions: what it finds depends on who asks. It knows nothing of HTTP.
package views

import (
	"time"

	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/fault"
)

// Reach is who has a view.
type Reach string

// Who has a view.
const (
	Own   Reach = "own"   // who made it
	Unit  Reach = "unit"  // whoever holds a post in the unit it was made for
	Below Reach = "below" // the same, or in a unit below it
)

// Rhythm is how often a subscriber is told.
type Rhythm string

// How often a subscriber is told; Never ends the subscription.
const (
	Never  Rhythm = ""
	Daily  Rhythm = "daily"
	Weekly Rhythm = "weekly" // on Mondays
)

// Filter is what a view is made of.
type Filter struct {
	casework.Filter
	// Here is set when the unit is that of whoever looks, not the one in Filter.
	Here bool
	// Address is the same as the console's address bar has it.
	Address string
}

// View is a filter under a name, as one person has it.
type View struct {
	ID     string
	UserID string // who made it
	OrgID  string // whose post they acted in
	Reach  Reach
	Name   string
	Filter Filter
	MadeAt time.Time // UTC
	Rhythm Rhythm    // the person's own subscription
}

// Digest is what a subscriber was told of a view on a day.
type Digest struct {
	View   View
	Day    calendar.Date // Shanghai
	Rhythm Rhythm        // it was told by
	casework.Digest
	Seen bool

	postID string
}

// Limits.
const (
	mostOwn    = 30 // views of one person, shared ones included
	mostName   = 20 // characters
	mostText   = 4000
	mostShown  = 50 // digests a person is shown, the newest
	keptDays   = 60 // a digest is kept
	toldAtOnce = 100
)

// Faults.
var (
	errNotFound = fault.New(fault.NotFound, "views.not_found")
	errName     = fault.BadField("views.name", "name").With(fault.Args{"most": mostName})
	errLong     = fault.BadField("views.long", "address")
	errMany     = fault.New(fault.Conflict, "views.many").With(fault.Args{"most": mostOwn})
	errShare    = fault.New(fault.Denied, "views.share")
	errReach    = fault.BadField("views.reach", "reach")
	errRhythm   = fault.BadField("views.rhythm", "rhythm")
)

// period is the days a digest of a rhythm made on day speaks of: those from first to
// last, both included, before it.
func (r Rhythm) period(day calendar.Date) (first, last calendar.Date) {
	if r == Weekly {
		return day.AddDays(-7), day.AddDays(-1)
	}
	return day.AddDays(-1), day.AddDays(-1)
}
