package casework

import (
	"slices"
)

// Steps are what can have to be done next. They are codes of the catalogue
// "next step" and shown on lists.
const (
	StepAccept    = "accept"
	StepRoute     = "route"
	StepDesignate = "designate"
	StepSign      = "sign"
	StepContact   = "contact"
	StepMediate   = "mediate"
	StepHold      = "hold_session"
	StepConfirm   = "confirm_agreement"
	StepSettle    = "settle"
	StepGuide     = "guide_out"
	StepResume    = "resume"
	StepPerform   = "perform"
	StepVisit     = "visit"
	StepClose     = "close"
	StepArchive   = "archive"
	StepAnswer    = "answer"
	StepData      = "answer_data"
	StepNone      = ""
)

// followsHolder are the clocks that pass to whoever is responsible.
var followsHolder = []ClockKind{FirstContact, Acceptance, Routing, Designation, HandlingClock, Total, VisitClock, CourtClock, PerformClock, ClosingClock, Archiving, VoiceClock, DataClock}

// tend keeps what follows from the rest of the case: whose clocks they are, the
// clock that urges the end, and the next step. It runs after every command, so
// that nothing falls through (casework.md §3): an open case always has a holder,
// a next step and a clock.
func (c *Case) tend(e *Env) {
	for i := range c.Clocks {
		k := &c.Clocks[i]
		if k.Running() && slices.Contains(followsHolder, k.Kind) {
			k.Org = c.Holder
		}
	}
	for i := range c.Voices {
		if v := &c.Voices[i]; v.Kind == "not_settled" && v.Waits() {
			v.To = c.Holder
		}
	}
	c.NextStep = c.nextStep()
	if c.NextStep == StepVisit && c.running(VisitClock) == nil {
		c.start(e, VisitClock, c.Holder, "", e.Now) // the parties have not called it settled yet
	}
	closing := c.running(ClosingClock)
	switch {
	case c.NextStep == StepClose && closing == nil:
		c.start(e, ClosingClock, c.Holder, "", e.Now)
	case c.NextStep != StepClose && closing != nil:
		closing.halt(e, c.NextStep)
	}
	c.letIn(e)
	c.Title = c.veil().text(c.Title) // titles stand in lists
}

// nextStep derives what has to be done next from where the case stands.
func (c *Case) nextStep() string {
	if c.unanswered() && !c.State.beforeResult() {
		return StepAnswer // while the matter is being dealt with, the word has its clock beside the step
	}
	switch c.State {
	case Declined, Archived: // before, the request has its clock beside the step
		if c.waitingData() {
			return StepData
		}
	case Reported:
		return StepAccept
	case Accepted:
		if c.AwaitsDesg {
			return StepDesignate
		}
		return StepRoute
	case Assigned:
		return StepSign
	case Handling:
		return c.handlingStep()
	case Settled, Performing:
		return c.afterAgreement()
	case Failed, Withdrawn, Referred:
		return StepClose
	case Closed:
		return StepArchive
	}
	return StepNone
}

func (c *Case) handlingStep() string {
	if k := c.running(HandlingClock); k != nil && k.Paused() {
		return StepResume
	}
	if c.refused() {
		return StepGuide // PML 17: one refusal ends it
	}
	if draft := c.draft(); draft != nil {
		if len(c.unconfirmed(draft)) > 0 {
			return StepConfirm
		}
		return StepSettle
	}
	if c.Exhausted {
		return StepGuide
	}
	if c.running(FirstContact) != nil {
		return StepContact
	}
	for _, s := range c.Sessions {
		if s.State == "planned" {
			return StepHold
		}
	}
	return StepMediate
}

// afterAgreement: what is due first of performing and visiting, then the end. A visit
// that was planned is made even when a party has called it settled before.
func (c *Case) afterAgreement() string {
	var first *Clock
	heard := c.partyHeard()
	for i := range c.Clocks {
		k := &c.Clocks[i]
		due := k.Kind == PerformClock || k.Kind == VisitClock && (k.Subject != "" || !heard)
		if due && k.Running() && (first == nil || k.DueMillis() < first.DueMillis()) {
			first = k
		}
	}
	switch {
	case first == nil && heard:
		return StepClose
	case first == nil || first.Kind == VisitClock:
		return StepVisit
	}
	return StepPerform
}
