package casework

import (
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/fault"
)

// Holding keeps a case from being anonymised while a court, an audit or a petition
// may still want the file, whatever the retention policy says.
type Holding struct {
	ID         string    `json:"id"`
	Reason     string    `json:"reason"`
	Until      string    `json:"untilOn,omitempty"` // last day, YYYY-MM-DD, "" until it is released
	At         time.Time `json:"at"`
	By         string    `json:"by"`
	ReleasedAt time.Time `json:"releasedAt,omitzero"`
	ReleasedBy string    `json:"releasedBy,omitempty"`
	ReleaseWhy string    `json:"releaseReason,omitempty"`
}

// holds reports whether h keeps the case on that day.
func (h Holding) holds(on calendar.Date) bool {
	return h.ReleasedAt.IsZero() && (h.Until == "" || h.Until >= on.String())
}

// Held reports whether anything keeps the case from being anonymised on that day.
func (c *Case) Held(on calendar.Date) bool {
	for _, h := range c.Holds {
		if h.holds(on) {
			return true
		}
	}
	return false
}

// Hold keeps the case from being anonymised.
type Hold struct {
	Reason string `json:"reason"`
	Until  string `json:"untilOn,omitempty" doc:"last day, YYYY-MM-DD; until it is released when empty"`
}

// Act implements Command.
func (Hold) Act() access.Act { return access.Hold }

func (in Hold) apply(c *Case, e *Env) error {
	var f fault.Form
	f.Require(strings.TrimSpace(in.Reason) != "", "case.reason_missing", "reason")
	tooLong(&f, map[string]limited{"reason": {in.Reason, maxNote}})
	if in.Until != "" {
		on, err := calendar.ParseDate(in.Until)
		f.Require(err == nil && !on.Before(e.Today()), "case.due_wrong", "untilOn")
	}
	if err := f.Err(); err != nil {
		return err
	}
	c.Holds = append(c.Holds, Holding{ID: e.NewID(), Reason: strings.TrimSpace(in.Reason), Until: in.Until, At: e.Now, By: e.Actor.UserID})
	return nil
}

// Unhold ends a hold.
type Unhold struct {
	Hold   string `json:"hold" doc:"id of the hold"`
	Reason string `json:"reason"`
}

// Act implements Command.
func (Unhold) Act() access.Act { return access.Unhold }

func (in Unhold) apply(c *Case, e *Env) error {
	h := byID(c.Holds, in.Hold, func(h *Holding) string { return h.ID })
	var f fault.Form
	f.Require(h != nil && h.holds(e.Today()), "case.hold_unknown", "hold")
	f.Require(strings.TrimSpace(in.Reason) != "", "case.reason_missing", "reason")
	tooLong(&f, map[string]limited{"reason": {in.Reason, maxNote}})
	if err := f.Err(); err != nil {
		return err
	}
	h.ReleasedAt, h.ReleasedBy, h.ReleaseWhy = e.Now, e.Actor.UserID, strings.TrimSpace(in.Reason)
	return nil
}
