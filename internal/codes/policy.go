package codes

import (
	"strings"

	"hemu/internal/calendar"
)

// Kind names what a policy rules. The values are stored and part of the API;
// they are never renamed.
type Kind string

// The kinds of policies: the clocks of casework.md §4, and eight that are no clocks
// (ClockRule says which fields each uses).
const (
	FirstContact         Kind = "first_contact"         // until the applicant is first contacted
	Acceptance           Kind = "acceptance"            // until accepted or declined
	SignIn               Kind = "sign_in"               // until an assignment is signed or returned
	Handling             Kind = "handling"              // until settled, failed, referred or withdrawn
	Total                Kind = "total"                 // for the record, never paused
	VisitClock           Kind = "visit"                 // return visits; VisitDays holds all
	JudicialConfirmation Kind = "judicial_confirmation" // 人民调解法 33
	Performance          Kind = "performance"           // each obligation has its own day
	Designation          Kind = "designation"           // after the second return
	Opinion              Kind = "opinion"               // of each unit in joint mediation
	Routing              Kind = "routing"               // accepted, until it is put on a unit
	ExtensionReply       Kind = "extension_reply"       // until an asked extension is decided
	Closing              Kind = "closing"               // nothing left to do, until closed
	Archiving            Kind = "archiving"             // closed, until filed
	SupervisionReply     Kind = "supervision_reply"     // each order has its own day
	VoiceAnswer          Kind = "voice_answer"          // a resident said "not settled", until answered
	ComplaintAnswer      Kind = "complaint_answer"      // a resident complained, until the level above answers
	DataAnswer           Kind = "data_answer"           // somebody asked about their own data, until it is decided

	Attempts       Kind = "attempts"        // Count: sessions that may fail before escalation
	ScaleThreshold Kind = "scale_threshold" // Count: people from which a case has scale Outcome
	LevelThreshold Kind = "level_threshold" // Count: people from which a case has level Outcome
	SessionMinutes Kind = "session_minutes" // Count: how long a session is planned where nobody says
	PhotoSize      Kind = "photo_size"      // Count: most megabytes (MiB) of a photo
	DocumentSize   Kind = "document_size"   // Count: of a document
	RecordingSize  Kind = "recording_size"  // Count: of a recording, sound or picture
	LateEntry      Kind = "late_entry"      // how long before registration mediation on the spot may lie
	SmallNumber    Kind = "small_number"    // Count: fewer cases are not told to who may not open each of them

	// Count: how many years a file is kept before all that tells who the people were is destroyed.
	// Retention is for files of retention period Outcome, from the day of archiving;
	// RetentionDeclined for what was not accepted, from that day. Without a policy a
	// file is kept for ever.
	Retention         Kind = "retention"
	RetentionDeclined Kind = "retention_declined"
)

// MaxMegabytes is the most that a policy may let a file have: a person's files on their
// way at once have twice as much (package blob).
const MaxMegabytes = 256

// ClockRule is one version of one policy: when it applies, and what it says.
// An empty condition applies to everything. A running clock keeps the ID and
// the span it was set by; editing a policy changes only clocks set later.
type ClockRule struct {
	ID   string `json:"id"`
	Kind Kind   `json:"kind"`

	// When it applies. Category is a prefix of the GB/T 31000 category.
	Level      string `json:"level,omitempty"`
	Category   string `json:"category,omitempty"`
	Difficulty string `json:"difficulty,omitempty"`
	Batch      string `json:"batch,omitempty"`
	OrgLevel   string `json:"org_level,omitempty"`

	// What it says.
	Length        int           `json:"length"`
	Unit          calendar.Unit `json:"unit"`
	Starts        string        `json:"starts,omitempty"` // the event it runs from, one of the Start… constants
	Pausable      bool          `json:"pausable"`
	PauseReasons  []string      `json:"pause_reasons,omitempty"` // codes of ListPause that may pause it; none named: all
	YellowPercent int           `json:"yellow_percent"`          // of the limit used up, from where the clock is yellow
	VisitDays     []int         `json:"visit_days,omitempty"`    // days after the agreement, ascending
	Count         int           `json:"count,omitempty"`
	Outcome       string        `json:"outcome,omitempty"`

	From     calendar.Date `json:"from"`            // first day it holds
	Until    calendar.Date `json:"until,omitempty"` // first day it no longer holds; zero while it does
	Citation string        `json:"citation"`
	Status   Status        `json:"status"`
	Replaces string        `json:"replaces,omitempty"` // the rule this one took the place of
	Version  int64         `json:"version"`
}

// The events a limit runs from.
const (
	StartRegistered = "registered"
	StartApplied    = "applied"
	StartAccepted   = "accepted"
	StartAssigned   = "assigned"
	StartSigned     = "signed"
	StartReturned   = "returned"
	StartInvited    = "invited"
	StartAsked      = "asked"
	StartEnded      = "ended"
	StartClosed     = "closed"
	StartEffective  = "agreement_effective"
	StartSaid       = "said"
	StartArchived   = "archived"
)

// Span is the limit as the calendar counts it.
func (r ClockRule) Span() calendar.Span { return calendar.Span{Length: r.Length, Unit: r.Unit} }

// PausedBy reports whether a reason of ListPause may pause the clock.
func (r ClockRule) PausedBy(reason string) bool {
	if !r.Pausable || len(r.PauseReasons) == 0 {
		return r.Pausable
	}
	for _, allowed := range r.PauseReasons {
		if allowed == reason {
			return true
		}
	}
	return false
}

// Facts are what of a case and its unit the choice of a policy depends on.
type Facts struct {
	Level      string        // code of ListLevel
	Category   string        // code of ListGB31000
	Difficulty string        // code of ListDifficulty
	Batch      string        // code of ListBatch
	OrgLevel   string        // village, town or city
	People     int           // for thresholds
	On         calendar.Date // the day the policy must hold on
}

// Policies are all versions of all policies.
type Policies []ClockRule

// Pick chooses the rule of a kind for a case: of those that hold on the day and
// whose conditions all apply, the most specific. More specific is, in this
// order: a longer category (what the law says of a kind of dispute comes before
// house rules), a difficulty, a batch, a level, an organisation level; between
// equals the one in force later, then the greater ID. ok is false where no
// policy is kept; there is no limit then.
func (p Policies) Pick(kind Kind, f Facts) (best ClockRule, ok bool) {
	for _, r := range p {
		if r.Kind == kind && r.applies(f) && (!ok || r.beats(best)) {
			best, ok = r, true
		}
	}
	return best, ok
}

// Threshold is the outcome (a code of ListScale or ListLevel) of the highest
// threshold of a kind that the number of people reaches, "" for none.
func (p Policies) Threshold(kind Kind, f Facts) string {
	var best ClockRule
	for _, r := range p {
		if r.Kind == kind && r.applies(f) && f.People >= r.Count && (best.ID == "" || r.Count > best.Count) {
			best = r
		}
	}
	return best.Outcome
}

// LeastSmall is the least a policy may set as SmallNumber: below it a hidden number could
// be only one.
const LeastSmall = 3

// LeastTold is the least number of cases that is told on a day to who may not open each of
// them: by a lower one somebody could be recognised.
func (p Policies) LeastTold(day calendar.Date) int {
	rule, _ := p.Pick(SmallNumber, Facts{On: day})
	return max(rule.Count, LeastSmall)
}

func (r ClockRule) on(day calendar.Date) bool {
	return !day.Before(r.From) && (r.Until.IsZero() || day.Before(r.Until))
}

func (r ClockRule) applies(f Facts) bool {
	return r.on(f.On) && strings.HasPrefix(f.Category, r.Category) &&
		either(r.Difficulty, f.Difficulty) && either(r.Batch, f.Batch) &&
		either(r.Level, f.Level) && either(r.OrgLevel, f.OrgLevel)
}

// either: an empty condition applies to everything.
func either(want, is string) bool { return want == "" || want == is }

// rank lists how specific r is, the weightiest first.
func (r ClockRule) rank() [5]int {
	return [5]int{len(r.Category), len(r.Difficulty), len(r.Batch), len(r.Level), len(r.OrgLevel)}
}

func (r ClockRule) beats(o ClockRule) bool {
	a, b := r.rank(), o.rank()
	for i := range a {
		x, y := a[i], b[i]
		if i > 0 { // beside the category only whether there is a condition counts
			x, y = min(x, 1), min(y, 1)
		}
		if x != y {
			return x > y
		}
	}
	if c := r.From.Compare(o.From); c != 0 {
		return c > 0
	}
	return r.ID > o.ID
}
