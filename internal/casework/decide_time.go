package casework

import (
	"strings"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/codes"
	"hemu/internal/fault"
)

// Pause stops the handling clock for a reason from the list; the total clock
// goes on (casework.md §3).
type Pause struct {
	Reason string `json:"reason"`
	Until  string `json:"until" doc:"expected day of resuming, YYYY-MM-DD"`
	Note   string `json:"note,omitempty"`
}

// Act implements Command.
func (Pause) Act() access.Act { return access.Pause }

func (in Pause) apply(c *Case, e *Env) error {
	k := c.running(HandlingClock)
	switch {
	case k == nil:
		return fault.New(fault.Conflict, "case.no_handling_clock")
	case k.Paused():
		return fault.New(fault.Conflict, "case.paused_already")
	}
	var f fault.Form
	f.Require(e.known(codes.ListPause, in.Reason), "case.reason_unknown", "reason")
	d, err := calendar.ParseDate(in.Until)
	f.Require(err == nil && d.After(e.Today()), "case.until_wrong", "until")
	f.Require(err != nil || !d.After(e.Today().AddDays(366)), "case.until_far", "until")
	f.Require(k.Pausable && e.pausedBy(k.Rule, in.Reason), "case.not_pausable", "reason")
	if err := f.Err(); err != nil {
		return err
	}
	k.Pauses = append(k.Pauses, calendar.Pause{From: e.Now})
	k.ResumeOn = in.Until
	k.reckon(e)
	return nil
}

// pausedBy asks the policy the clock was set by; one that is gone allows what
// the clock itself allows.
func (e *Env) pausedBy(rule, reason string) bool {
	for _, r := range e.Policies {
		if r.ID == rule {
			return r.PausedBy(reason)
		}
	}
	return true
}

// Resume sets the handling clock running again.
type Resume struct {
	Note string `json:"note,omitempty"`
}

// Act implements Command.
func (Resume) Act() access.Act { return access.Resume }

func (Resume) apply(c *Case, e *Env) error {
	k := c.running(HandlingClock)
	if k == nil || !k.Paused() {
		return fault.New(fault.Conflict, "case.not_paused")
	}
	k.Pauses[len(k.Pauses)-1].To = e.Now
	k.ResumeOn = ""
	k.reckon(e)
	return nil
}

// maxExtension is the most days one extension may ask for, in the days of the limit.
const maxExtension = 60

// AskExtension asks the superior for more time.
type AskExtension struct {
	Days    int    `json:"days"`
	Reason  string `json:"reason"`
	Consent bool   `json:"consent" doc:"both parties agree to go on"`
}

// Act implements Command.
func (AskExtension) Act() access.Act { return access.AskExtension }

func (in AskExtension) apply(c *Case, e *Env) error {
	if c.running(HandlingClock) == nil {
		return fault.New(fault.Conflict, "case.no_handling_clock")
	}
	if c.pendingExtension() != nil {
		return fault.New(fault.Conflict, "case.extension_pending")
	}
	to := e.approver(c.Holder)
	if to == "" {
		return fault.New(fault.Conflict, "case.no_higher_level")
	}
	var f fault.Form
	f.Require(in.Days > 0 && in.Days <= maxExtension, "case.days_wrong", "days")
	f.Require(strings.TrimSpace(in.Reason) != "", "case.reason_missing", "reason")
	f.Require(in.Consent, "case.consent_missing", "consent") // standards.md §1.5: by both parties' wish
	if err := f.Err(); err != nil {
		return err
	}
	x := Extension{ID: e.NewID(), Days: in.Days, Reason: clip(in.Reason, maxNote), Consent: in.Consent, AskedAt: e.Now, AskedBy: e.Actor.UserID, To: to}
	c.Extensions = append(c.Extensions, x)
	c.start(e, ExtensionReply, to, x.ID, e.Now)
	return nil
}

// approver is who decides on more time for unit: the level above, or for the
// highest the coordination office.
func (e *Env) approver(unit string) string {
	if up := e.Up[unit]; up != "" {
		return up
	}
	if e.Coordinator != unit {
		return e.Coordinator
	}
	return ""
}

func (c *Case) pendingExtension() *Extension {
	for i := range c.Extensions {
		if c.Extensions[i].Decision == "" {
			return &c.Extensions[i]
		}
	}
	return nil
}

// lapseExtension ends a request for more time nobody has decided on, when there
// is no longer a clock it could lengthen.
func (c *Case) lapseExtension(e *Env) {
	if x := c.pendingExtension(); x != nil {
		x.Decision, x.DecidedAt = "lapsed", e.Now
		c.stop(e, "lapsed", x.ID, ExtensionReply)
	}
}

// DecideExtension grants or refuses more time.
type DecideExtension struct {
	Granted bool   `json:"granted"`
	Days    int    `json:"days,omitempty" doc:"fewer days than asked for; all of them when 0"`
	Note    string `json:"note,omitempty"`
}

// Act implements Command.
func (DecideExtension) Act() access.Act { return access.DecideExtension }

func (in DecideExtension) apply(c *Case, e *Env) error {
	x := c.pendingExtension()
	k := c.running(HandlingClock)
	if x == nil || k == nil {
		return fault.New(fault.Conflict, "case.no_extension")
	}
	days := in.Days
	if days == 0 {
		days = x.Days
	}
	var f fault.Form
	f.Require(days > 0 && days <= x.Days, "case.days_wrong", "days")
	f.Require(in.Granted || strings.TrimSpace(in.Note) != "", "case.reason_missing", "note")
	if err := f.Err(); err != nil {
		return err
	}
	x.Decision, x.DecidedAt, x.DecidedBy, x.Note = "refused", e.Now, e.Actor.UserID, in.Note
	c.stop(e, string(access.DecideExtension), x.ID, ExtensionReply)
	if in.Granted {
		x.Decision, x.Days = "granted", days
		k.extend(days)
		k.reckon(e)
	}
	return nil
}

// extend adds days to the limit, in its own unit where that is longer than a day.
func (k *Clock) extend(days int) {
	switch k.Span.Unit {
	case calendar.Month: // an extension in days turns the month into its thirty days
		k.Span = calendar.Span{Length: 31 * k.Span.Length, Unit: calendar.Day}
		k.Extended += days
	case calendar.Hour, calendar.WorkingHour:
		k.Extended += 24 * days
	default:
		k.Extended += days
	}
}
