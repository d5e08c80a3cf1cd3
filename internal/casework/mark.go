package casework

import (
	"slices"
	"strings"
	"time"

	"hemu/internal/calendar"
)

// Trait is something a case has or has not, for filters.
type Trait string

// The traits.
const (
	HasSession   Trait = "session"   // a session was held
	HasAgreement Trait = "agreement" // an agreement was concluded
	HasPerformed Trait = "performed" // all its duties are done
	HasBreach    Trait = "breach"    // one of them was broken
	HasCourt     Trait = "court"     // judicial confirmation was applied for
	HasVisit     Trait = "visit"     // a party was visited
	HasHazard    Trait = "hazard"    // a danger is not yet removed
	HasVoice     Trait = "voice"     // a resident's word waits for its answer
	HasExtension Trait = "extension" // more time was granted
	HasFile      Trait = "file"
)

// Traits lists every trait in the order of a life.
func Traits() []Trait {
	return []Trait{HasSession, HasAgreement, HasPerformed, HasBreach, HasCourt, HasVisit, HasHazard, HasVoice, HasExtension, HasFile}
}

// Milestone is what a case has reached and on what day, for filters. Where it was
// reached more than once the latest time counts.
type Milestone string

// The milestones.
const (
	AtAcceptance Milestone = "accept"
	AtContact    Milestone = "contact"
	AtAssignment Milestone = "assign"
	AtSignature  Milestone = "sign"
	AtSession    Milestone = "session"
	AtAgreement  Milestone = "settle"
	AtPerforming Milestone = "perform" // the last duty was done
	AtVisit      Milestone = "visit"
	AtClosing    Milestone = "close"
	AtArchiving  Milestone = "archive"
)

// Milestones lists every one in the order of a life.
func Milestones() []Milestone {
	return []Milestone{AtAcceptance, AtContact, AtAssignment, AtSignature, AtSession, AtAgreement, AtPerforming, AtVisit, AtClosing, AtArchiving}
}

// The kinds of marks and measures: what stands in the tables lists are filtered by.
const (
	markIntake  = "intake" // organisation
	markAssist  = "assist" // organisation
	markCause   = "cause"
	markRegion  = "region" // path
	markChannel = "channel"
	markLevel   = "level"
	markBatch   = "batch"
	markOutcome = "outcome"
	markClosing = "closing"
	markCourt   = "court" // state of the latest confirmation
	markTrait   = "has"
	markTag     = "tag"
	markFile    = "file" // digest: whether another case has the same file

	measurePeople  = "people"
	measureAmount  = "amount" // fen
	measureReached = "at."    // and the milestone: milliseconds UTC
	measureKept    = "kept."  // and the retention period: a file at an end that is whole, since when
)

type (
	markRow    struct{ kind, value string }
	measureRow struct {
		kind  string
		value int64
	}
)

// marks are what a case is filtered by beside its columns, in the order of their keys.
func (c *Case) marks() []markRow {
	all := []markRow{
		{markIntake, c.IntakeOrg}, {markCause, c.Cause}, {markRegion, c.RegionPath}, {markChannel, c.Channel}, {markBatch, string(c.Batch)},
		{markOutcome, c.Outcome}, {markClosing, c.Closing}, {markCourt, c.courtState()},
	}
	if c.Level != Ordinary { // most cases are: nobody gathers them by it
		all = append(all, markRow{markLevel, string(c.Level)})
	}
	for _, a := range c.Assignments {
		if a.Role == Assist {
			all = append(all, markRow{markAssist, a.To})
		}
	}
	for _, code := range c.Tags {
		all = append(all, markRow{markTag, code})
	}
	for _, f := range c.Files {
		all = append(all, markRow{markFile, f.Digest})
	}
	for _, t := range c.traits() {
		all = append(all, markRow{markTrait, string(t)})
	}
	all = slices.DeleteFunc(all, func(m markRow) bool { return m.value == "" })
	slices.SortFunc(all, func(a, b markRow) int { return strings.Compare(a.kind+"\x00"+a.value, b.kind+"\x00"+b.value) })
	return slices.Compact(all)
}

// courtState is where the judicial confirmation of the latest agreement stands, ""
// for none.
func (c *Case) courtState() string {
	for _, a := range slices.Backward(c.Agreements) {
		if a.Court != nil {
			return a.Court.State
		}
	}
	return ""
}

// traits are what the case has.
func (c *Case) traits() (all []Trait) {
	add := func(has bool, t Trait) {
		if has {
			all = append(all, t)
		}
	}
	duties := c.duties()
	add(slices.ContainsFunc(c.Sessions, func(s Session) bool { return s.State == "held" }), HasSession)
	add(slices.ContainsFunc(c.Agreements, func(a Agreement) bool { return a.State == "concluded" }), HasAgreement)
	add(len(duties) > 0 && !slices.ContainsFunc(duties, func(o Obligation) bool { return o.State != "performed" && o.State != "released" }), HasPerformed)
	add(slices.ContainsFunc(duties, func(o Obligation) bool { return o.State == "breached" }), HasBreach)
	add(c.courtState() != "" && c.courtState() != "waived", HasCourt)
	add(len(c.Visits) > 0, HasVisit)
	add(slices.ContainsFunc(c.Hazards, func(h Hazard) bool { return h.RemovedAt.IsZero() }), HasHazard)
	add(slices.ContainsFunc(c.Voices, Voice.Waits), HasVoice)
	add(slices.ContainsFunc(c.Extensions, func(x Extension) bool { return x.Decision == "granted" }), HasExtension)
	add(len(c.Files) > 0, HasFile)
	return all
}

// duties are those of the agreement that holds.
func (c *Case) duties() []Obligation {
	for _, a := range slices.Backward(c.Agreements) {
		if a.State == "concluded" {
			return a.Duties
		}
	}
	return nil
}

// measures are the numbers and instants the case is filtered by, in the order of
// their kinds.
func (c *Case) measures() []measureRow {
	latest := map[string]int64{}
	note := func(kind string, value int64) { latest[kind] = max(latest[kind], value) }
	reached := func(m Milestone, at time.Time) {
		if !at.IsZero() {
			note(measureReached+string(m), at.UnixMilli())
		}
	}
	note(measurePeople, int64(c.People))
	note(measureAmount, c.AmountFen)
	if since := c.keptSince(); !since.IsZero() {
		note(measureKept+c.period(), since.UnixMilli())
	}
	reached(AtAcceptance, c.AcceptedAt)
	reached(AtClosing, c.ClosedAt)
	reached(AtArchiving, c.ArchivedAt)
	for _, v := range c.Contacts {
		reached(AtContact, v.At)
	}
	for _, a := range c.Assignments {
		if a.Role == Lead {
			reached(AtAssignment, a.IssuedAt)
			reached(AtSignature, a.SignedAt)
		}
	}
	for _, s := range c.Sessions {
		reached(AtSession, s.HeldAt)
	}
	for _, a := range c.Agreements {
		reached(AtAgreement, a.Concluded)
	}
	for _, d := range c.duties() {
		if day, err := calendar.ParseDate(d.DoneOn); err == nil && slices.Contains(c.traits(), HasPerformed) {
			reached(AtPerforming, day.Start())
		}
	}
	for _, v := range c.Visits {
		reached(AtVisit, v.At)
	}
	var rows []measureRow
	for kind, value := range latest {
		if value != 0 {
			rows = append(rows, measureRow{kind, value})
		}
	}
	slices.SortFunc(rows, func(a, b measureRow) int { return strings.Compare(a.kind, b.kind) })
	return rows
}
