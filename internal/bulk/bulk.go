// Package bulk does one command to many cases: any selection of the ledger, foreseen case
// by case, begun by who has seen what would come of it, done by a job, taken back within
// minutes. Each case gets a command of its own, as the person who asked, with its own
// entry in the record. It knows nothing of HTTP, decides nothing about cases, and keeps of
// them only ids, versions and the codes of refusals.
package bulk

import (
	"time"

	"hemu/internal/casework"
	"hemu/internal/fault"
)

// State is where a run stands.
type State string

// The states of a run.
const (
	Looking State = "looking" // its cases are found and foreseen
	Ready   State = "ready"   // seen through; nothing is written yet
	Running State = "running"
	Ended   State = "ended"
	Stopped State = "stopped" // by who asked, before the last case
	Undoing State = "undoing"
	Undone  State = "undone"
	Dropped State = "dropped" // by who asked, before it began
	Failed  State = "failed"  // who asked lost the post while it was looked at
	Expired State = "expired" // looked at and never begun
)

// Wanted is what a run is to do: one of the two commands, to a selection.
type Wanted struct {
	Selection casework.Selection `json:"selection"` // stored without its ids, which are the lines
	Assign    *casework.Assign   `json:"assign,omitempty"`
	Tag       *casework.Tag      `json:"tag,omitempty"`
}

// command is the one that is wanted, nil for none or two.
func (w Wanted) command() casework.Command {
	switch {
	case w.Assign != nil && w.Tag == nil:
		return *w.Assign
	case w.Tag != nil && w.Assign == nil:
		return *w.Tag
	}
	return nil
}

// Run is one command for many cases.
type Run struct {
	ID        string
	UserID    string
	PostID    string // acted in when it was asked for, and in all that it does
	State     State
	Wanted    Wanted
	Why       string    // code of what ended it early, "" for nothing
	AskedAt   time.Time // all UTC
	StartedAt time.Time
	EndedAt   time.Time

	found bool // its lines are all there
}

// LineState is where one case of a run stands.
type LineState string

// The states of a line.
const (
	Waiting   LineState = "waiting" // to be looked at
	WouldDo   LineState = "ready"
	Refused   LineState = "refused" // foreseen
	Done      LineState = "done"
	NotDone   LineState = "failed" // refused when its turn came
	TakenBack LineState = "undone"
	Kept      LineState = "kept" // could not be taken back
)

// Line is one case of a run.
type Line struct {
	Seq     int64
	Case    casework.ID
	Version int64 // foreseen at, then that which the run made
	State   LineState
	Code    string // why it was refused, or kept; "" for no reason
	Args    fault.Args
	Undo    casework.Tag // what takes a change of tags back
}

// Shown is a line with what its case is called, for who may see it.
type Shown struct {
	Line
	No, Title string
}

// Count is how many lines of a run are in one state for one reason.
type Count struct {
	Run   string
	State LineState
	Code  string
	Args  fault.Args
	N     int
}

// UndoFor is how long after its end a run can be taken back.
const UndoFor = 10 * time.Minute

// UndoUntil is when a run can no longer be taken back; zero when it can't.
func (r Run) UndoUntil() time.Time {
	if r.State != Ended && r.State != Stopped {
		return time.Time{}
	}
	return r.EndedAt.Add(UndoFor)
}

const (
	// mostAtOnce is how many unended runs one person may have.
	mostAtOnce = 5
	// keptReady is how long a run that has been looked at can be begun. What it
	// foresaw grows old, and its place is needed.
	keptReady = 24 * time.Hour
	// kept is how long a run is told of.
	kept = 7 * 24 * time.Hour
)

// Faults.
var (
	ErrNotFound  = fault.New(fault.NotFound, "bulk.not_found")
	errNothing   = fault.BadField("bulk.nothing", "assign")
	errMany      = fault.New(fault.Conflict, "bulk.many").With(fault.Args{"most": mostAtOnce})
	errLooking   = fault.New(fault.Conflict, "bulk.looking")
	errBegun     = fault.New(fault.Conflict, "bulk.begun")
	errEnded     = fault.New(fault.Conflict, "bulk.ended")
	errNotEnded  = fault.New(fault.Conflict, "bulk.not_ended")
	errNothingTo = fault.New(fault.Conflict, "bulk.nothing_done")
	errTooLate   = fault.New(fault.Conflict, "bulk.too_late").With(fault.Args{"minutes": int(UndoFor / time.Minute)})
	errUndone    = fault.New(fault.Conflict, "bulk.undone")
	errOtherPost = fault.New(fault.Conflict, "bulk.other_post")
	errMoved     = fault.New(fault.Conflict, "bulk.moved")
	errRights    = fault.New(fault.Conflict, "bulk.rights_changed")
	errChanged   = fault.New(fault.Conflict, "bulk.case_changed")
)

// step is what a person does with a run.
type step string

const (
	start step = "start"
	stop  step = "stop"
	undo  step = "undo"
)

// after is the state a run comes to by a step at an instant, or why it can't.
func (r Run) after(s step, now time.Time) (State, error) {
	switch s {
	case start:
		switch r.State {
		case Ready:
			return Running, nil
		case Looking:
			return "", errLooking
		case Running, Ended, Stopped, Undoing, Undone:
			return "", errBegun
		}
		return "", errEnded
	case stop:
		switch r.State {
		case Looking, Ready:
			return Dropped, nil
		case Running:
			return Stopped, nil
		}
		return "", errEnded
	}
	switch r.State {
	case Ended, Stopped:
		if now.Before(r.UndoUntil()) {
			return Undoing, nil
		}
		return "", errTooLate
	case Undoing, Undone:
		return "", errUndone
	case Running:
		return "", errNotEnded
	}
	return "", errNothingTo
}

// end is the state a run comes to when its job has done all it can.
func (s State) end() State {
	return map[State]State{Looking: Ready, Running: Ended, Undoing: Undone}[s]
}

// givenUp is the state a run comes to when who asked may go on with it no more.
func (s State) givenUp() State {
	return map[State]State{Looking: Failed, Running: Ended, Undoing: Undone}[s]
}

// turn is what becomes of a line while its run is in a state: from which, to which when
// its command is done, and to which when it is refused.
type turn struct{ from, good, bad LineState }

func (s State) turn() turn {
	if s == Undoing {
		return turn{Done, TakenBack, Kept}
	}
	return turn{WouldDo, Done, NotDone}
}

// Due is the job that goes on with a run, some cases at a time.
type Due struct {
	Run string `json:"run"`
}

// Kind implements job.Args. It is stored, so it is never renamed.
func (Due) Kind() string { return "bulk.due" }
