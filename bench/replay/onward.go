package main

import (
	"slices"
	"time"

	"hemu/internal/access"
	"hemu/internal/casework"
)

// wait is the answer of onward when a good officer would let some days pass.
const wait = "wait"

// onward is what a good officer would do next, so that most lives come to an end;
// the rest of what happens to a case is drawn at random (weights).
func (s *run) onward(v view) string {
	c := v.Case
	switch c.State {
	case casework.Reported:
		if refused(v) {
			return "decline"
		}
		return "accept"
	case casework.Accepted:
		switch {
		case c.Batch == "":
			return "triage"
		case c.AwaitsDesg:
			return "designate"
		}
		return "assign"
	case casework.Assigned:
		return "sign"
	case casework.Handling:
		return s.mediate(v)
	case casework.Settled, casework.Performing:
		return settle(v)
	case casework.Failed, casework.Withdrawn, casework.Referred:
		if len(v.Missing) > 0 {
			return missing(v)
		}
		return "close"
	case casework.Closed:
		if slices.ContainsFunc(v.Voices, casework.Voice.Waits) {
			return "answer"
		}
		return "archive"
	}
	return wait
}

// mediate brings a case in handling to a result.
func (s *run) mediate(v view) string {
	last, held, failed := "", 0, 0
	for _, x := range v.Sessions {
		if x.State == "held" {
			last, held = x.Outcome, held+1
			if x.Outcome == "failed" || x.Outcome == "absent" {
				failed++
			}
		}
	}
	draft := draftOf(v)
	switch {
	case refused(v):
		return "fail"
	case pausedNow(v):
		return "resume"
	case pending(v):
		return "decide_extension"
	case draft != nil && last != "agreed":
		return "record_session"
	case draft != nil && len(draft.Confirmed) < len(v.Parties):
		return "confirm_party"
	case draft != nil:
		return "settle"
	case last == "agreed":
		return "draft_agreement"
	case failed >= 2 && s.r.IntN(3) == 0, held > 4:
		return s.pick([]string{"fail", "fail", "escalate", "withdraw"})
	}
	return "record_session"
}

// settle follows an agreement until the case may close.
func settle(v view) string {
	for _, a := range v.Agreements {
		for _, o := range a.Duties {
			if a.State == "concluded" && o.State == "open" {
				return "perform"
			}
		}
	}
	if len(v.Missing) > 0 {
		return missing(v)
	}
	return "close"
}

// missing does what the closing gate asks for first.
func missing(v view) string {
	switch v.Missing[0].Code {
	case "gate.hazard":
		return "remove_hazard"
	case "gate.opinion":
		return "opine"
	case "gate.voice":
		return "answer"
	case "gate.unperformed":
		return "perform"
	case "gate.extension":
		return "decide_extension"
	case "gate.no_guidance":
		return "refer"
	case "gate.visit_due", "gate.visit_due_from", "gate.not_settled", "gate.no_visit":
		return "visit"
	}
	return wait
}

func refused(v view) bool {
	return slices.ContainsFunc(v.Parties, func(p casework.Party) bool { return p.Consent == "refused" })
}

func draftOf(v view) *casework.Agreement {
	for i := range v.Agreements {
		if v.Agreements[i].State == "draft" {
			return &v.Agreements[i]
		}
	}
	return nil
}

func pausedNow(v view) bool {
	return slices.ContainsFunc(v.Clocks, func(k clockView) bool { return k.Paused })
}

func pending(v view) bool {
	return slices.ContainsFunc(v.Extensions, func(x casework.Extension) bool { return x.Decision == "" })
}

// fitting is a desk that may do act for the unit that has to act, d itself when
// it may, and whoever is there when nobody may.
func (s *run) fitting(d desk, l *life, v view, act string) desk {
	for _, x := range v.Acts {
		if x.Act == act && x.OK && !(act == "visit" && d.userID == v.Case.Handler) {
			return d
		}
	}
	if v.Case.Confidential {
		return d // others may not even open it
	}
	rule, _ := access.RuleOf(access.Act(act))
	var able []desk
	for _, x := range s.desks {
		if (x.org == l.org || v.elsewhere(act, x)) && slices.Contains(rule.Roles, access.Role(x.role)) && !(act == "visit" && x.userID == v.Case.Handler) {
			able = append(able, x)
		}
	}
	if len(able) == 0 {
		return d
	}
	return able[s.r.IntN(len(able))]
}

// elsewhere reports whether act is for d though another unit holds the case.
func (v view) elsewhere(act string, d desk) bool {
	switch act {
	case "designate":
		return d.role == string(access.Dispatcher)
	case "decide_extension":
		return v.asked(d.org)
	case "opine":
		return v.joined(d.org)
	case "answer":
		return v.addressed(d.org)
	case "archive":
		return d.role == string(access.Archivist)
	}
	return false
}

func (v view) asked(org string) bool {
	return slices.ContainsFunc(v.Extensions, func(x casework.Extension) bool { return x.Decision == "" && x.To == org })
}

func (v view) joined(org string) bool {
	return slices.ContainsFunc(v.Assignments, func(a casework.Assignment) bool { return a.To == org && a.State == casework.Issued })
}

func (v view) addressed(org string) bool {
	return slices.ContainsFunc(v.Voices, func(x casework.Voice) bool { return x.Waits() && x.To == org })
}

// pass lets some days go by.
func (s *run) pass(l *life) { l.at = l.at.Add(time.Duration(2+s.r.IntN(6)) * 24 * time.Hour) }
