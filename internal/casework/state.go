package casework

import (
	"slices"
	"strings"

	"hemu/internal/access"
	"hemu/internal/fault"
)

// path is the whole life of a case (casework.md §2–3): from each state, the acts
// that are possible and where each leads. What is not listed cannot happen. The
// drawing in docs/case-life.md is made from it by a test.
var path = map[State]map[access.Act]State{
	Reported: with(always, map[access.Act]State{
		access.Merge: Merged, access.Accept: Accepted, access.Decline: Declined, access.Withdraw: Withdrawn, access.Contact: Reported,
	}),
	Accepted: with(always, map[access.Act]State{
		access.Merge: Merged, access.Triage: Accepted, access.Assign: Assigned, access.Designate: Assigned,
		access.Escalate: Assigned, access.Withdraw: Withdrawn, access.Contact: Accepted,
	}),
	Assigned: with(always, map[access.Act]State{
		access.Sign: Handling, access.Return: Accepted, access.Recall: Accepted, access.Withdraw: Withdrawn, access.Contact: Assigned,
	}),
	Handling: with(always, map[access.Act]State{
		access.Merge: Merged, access.Triage: Handling, access.Assign: Assigned, access.Escalate: Assigned, access.Join: Handling, access.Opine: Handling,
		access.Contact: Handling, access.PlanSession: Handling, access.MoveSession: Handling, access.CancelSession: Handling, access.RecordSession: Handling,
		access.DraftAgreement: Handling, access.ConfirmParty: Handling, access.Settle: Settled,
		access.Fail: Failed, access.Withdraw: Withdrawn, access.Refer: Referred,
		access.Pause: Handling, access.Resume: Handling, access.AskExtension: Handling, access.DecideExtension: Handling,
	}),
	Settled:    with(always, visits(Settled), agreed, map[access.Act]State{access.Close: Closed}),
	Performing: with(always, visits(Performing), agreed, map[access.Act]State{access.Close: Closed, access.Refer: Referred}),
	Failed:     with(always, visits(Failed), ended, map[access.Act]State{access.Refer: Referred}),
	Withdrawn:  with(always, visits(Withdrawn), ended),
	Referred:   with(always, visits(Referred), ended),
	Declined:   with(tying, kept, map[access.Act]State{access.Reopen: Reported}),
	Closed: with(visits(Closed), tying, kept, map[access.Act]State{
		access.Archive: Archived, access.Reopen: Handling, access.AttachFile: Closed, access.Correct: Closed,
		access.Confide: Closed, access.Name: Closed, access.Unname: Closed, access.Conceal: Closed, access.Tag: Closed, access.RecordCourt: Closed,
	}),
	Archived: with(tying, kept, map[access.Act]State{access.Reopen: Handling, access.Confide: Archived, access.Name: Archived, access.Unname: Archived}),
	// Unmerge leads back to where the case stood; see Merging.State.
	Merged: with(tying, kept, map[access.Act]State{
		access.Unmerge: stay, access.Tag: stay, access.Confide: stay, access.Conceal: stay,
		access.Name: stay, access.Unname: stay,
	}),
}

// byItself are acts that the system does in consequence of a command, in whatever
// state that leads to, and that leave it: sessions that became needless are called
// off, somebody is let into a confidential case that has to be acted on, and a unit
// that took over from a closed one gets its case.
var byItself = map[access.Act]bool{access.CancelSession: true, access.Confide: true, access.Handover: true}

// follows returns the state act leads to from s when it happens by itself.
func (s State) follows(act access.Act) (State, error) {
	if byItself[act] {
		return s, nil
	}
	return s.next(act)
}

// stay marks an act that leaves the case in the state it is in.
const stay State = ""

// tying can be done to a case wherever it stands.
var tying = map[access.Act]State{access.Link: stay, access.Unlink: stay}

// always can be done while a case is open, whatever the step.
var always = map[access.Act]State{
	access.AddParty: stay, access.AddHazard: stay, access.RemoveHazard: stay, access.AttachFile: stay,
	access.Correct: stay, access.Hear: stay, access.Answer: stay, access.Handover: stay, access.Confide: stay, access.Conceal: stay, access.Tag: stay,
	access.Name: stay, access.Unname: stay, access.Screen: stay, access.Report: stay, access.Caucus: stay, access.ShareCaucus: stay,
	access.Link: stay, access.Unlink: stay, access.Absorb: stay, access.Release: stay,
	access.Hold: stay, access.Unhold: stay, access.AskData: stay, access.AnswerData: stay, access.Quarantine: stay,
}

// kept can be done as long as the file is kept, also when the case is at an end.
var kept = map[access.Act]State{
	access.Hear: stay, access.Answer: stay, access.Hold: stay, access.Unhold: stay, access.AskData: stay, access.AnswerData: stay, access.Quarantine: stay,
}

// agreed can be done once there is an agreement.
var agreed = map[access.Act]State{
	access.Perform: Performing, access.Breach: Performing, access.Reopen: Handling,
	access.ApplyCourt: stay, access.WaiveCourt: stay, access.RecordCourt: stay, access.Opine: stay,
}

// ended can be done when mediation has ended without an agreement.
var ended = map[access.Act]State{access.Close: Closed, access.Reopen: Handling, access.Opine: stay}

func visits(s State) map[access.Act]State { return map[access.Act]State{access.Visit: s} }

func with(parts ...map[access.Act]State) map[access.Act]State {
	all := map[access.Act]State{}
	for _, p := range parts {
		for act, to := range p {
			all[act] = to
		}
	}
	return all
}

// next returns the state act leads to from s.
func (s State) next(act access.Act) (State, error) {
	to, ok := path[s][act]
	switch {
	case !ok:
		return s, fault.New(fault.Conflict, "case.wrong_state").With(fault.Args{"state": string(s), "act": string(act)})
	case to == stay:
		return s, nil
	}
	return to, nil
}

// States lists every state in the order of a life.
func States() []State {
	return []State{Reported, Accepted, Assigned, Handling, Settled, Performing, Failed, Withdrawn, Referred, Declined, Closed, Archived, Merged}
}

// Acts lists what is possible in s, sorted.
func (s State) Acts() []access.Act {
	acts := make([]access.Act, 0, len(path[s]))
	for a := range path[s] {
		acts = append(acts, a)
	}
	slices.Sort(acts)
	return acts
}

// Diagram draws the life of a case in Mermaid's language. Acts that leave the
// state as it is are gathered into one loop.
func Diagram() string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n  [*] --> reported: register\n")
	for _, from := range States() {
		var loops []string
		for _, act := range from.Acts() {
			to := path[from][act]
			if act == access.Unmerge {
				for _, back := range States() {
					if path[back][access.Merge] == from {
						b.WriteString("  " + string(from) + " --> " + string(back) + ": " + string(act) + "\n")
					}
				}
				continue
			}
			if to == stay || to == from {
				loops = append(loops, string(act))
				continue
			}
			b.WriteString("  " + string(from) + " --> " + string(to) + ": " + string(act) + "\n")
		}
		if len(loops) > 0 {
			b.WriteString("  note right of " + string(from) + ": " + strings.Join(loops, ", ") + "\n")
		}
	}
	return b.String()
}
