package casework

import (
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/codes"
	"hemu/internal/fault"
)

// Hear records what a resident said on the tracking page (mission R4).
type Hear struct {
	Kind string `json:"kind" enum:"complaint,not_settled,settled"`
	Text string `json:"text"`
}

// Act implements Command.
func (Hear) Act() access.Act { return access.Hear }

func (in Hear) apply(c *Case, e *Env) error {
	switch {
	case in.Kind != "complaint" && in.Kind != "not_settled" && in.Kind != "settled":
		return fault.BadField("case.said_kind", "kind")
	case in.Kind == "complaint" && strings.TrimSpace(in.Text) == "":
		return fault.BadField("case.text_missing", "text")
	case c.saidSince(e.Now.Add(-24*time.Hour)) >= maxSaid:
		return fault.New(fault.TooMany, "case.said_often")
	}
	c.rehome(e)
	v := Voice{ID: e.NewID(), Kind: in.Kind, Text: clip(strings.TrimSpace(in.Text), maxNote), At: e.Now, To: c.Holder}
	switch in.Kind {
	case "complaint":
		v.To = e.above(c.Holder)
		c.start(e, ComplaintClock, v.To, v.ID, e.Now)
	case "not_settled":
		c.start(e, VoiceClock, v.To, v.ID, e.Now)
	}
	c.Voices = append(c.Voices, v)
	return nil
}

// maxSaid is how often a day residents may speak on one case: each word is a new
// version of it, and a flood would keep its officers from working.
const maxSaid = 10

func (c *Case) saidSince(from time.Time) (n int) {
	for _, v := range c.Voices {
		if v.At.After(from) {
			n++
		}
	}
	return n
}

// above is who answers a complaint about unit: the level above, for the highest the
// coordination office, else the nearest unit above in the tree; the unit itself
// only where nothing is above it.
func (e *Env) above(unit string) string {
	if to := e.approver(unit); to != "" {
		return to
	}
	for id := e.Units[unit].ParentID; id != ""; id = e.Units[id].ParentID {
		if !e.Units[id].Closed() {
			return id
		}
	}
	return unit
}

// rehome gives a case at an end whose unit has been closed since to the unit that
// took over, when somebody has to do with it again.
func (c *Case) rehome(e *Env) {
	to := e.living(c.Holder)
	if to == c.Holder {
		return
	}
	e.note(access.Handover, ByItself{Why: "unit_closed", Data: map[string]string{"from": c.Holder, "to": to}})
	c.Holder = to
}

// living is unit, or the open one that took over from it, or the coordination office
// where none did.
func (e *Env) living(unit string) string {
	u, known := e.Units[unit]
	for known && u.Closed() && u.ClosedInto != "" {
		u, known = e.Units[u.ClosedInto]
	}
	if known && !u.Closed() {
		return u.ID
	}
	if e.Coordinator != "" {
		return e.Coordinator
	}
	return unit
}

// Answer is the answer to what a resident said on the tracking page, and is shown
// there. To "not settled" the unit that holds the case answers, to a complaint the
// level above, and never the person it is about. To take the case up again is an
// answer too: see Reopen.
type Answer struct {
	Voice string `json:"voice"`
	How   string `json:"how" enum:"contacted,explained"`
	Party string `json:"party,omitempty" doc:"with contacted: party id of who was spoken with"`
	Way   string `json:"way,omitempty" doc:"with contacted: code list contact_way"`
	Words string `json:"words" doc:"shown on the tracking page: no names, no numbers"`
}

// Act implements Command.
func (Answer) Act() access.Act { return access.Answer }

func (in Answer) apply(c *Case, e *Env) error {
	v := c.voice(in.Voice)
	if v == nil || !v.Waits() || v.To != e.actingOrg() {
		return fault.BadField("case.voice_unknown", "voice")
	}
	if v.Kind == "complaint" && e.Actor.UserID == c.Handler {
		return fault.New(fault.Denied, "case.answer_by_other")
	}
	var f fault.Form
	f.Require(in.How == "contacted" || in.How == "explained", "case.answer_how", "how")
	f.Require(strings.TrimSpace(in.Words) != "", "case.answer_missing", "words")
	tooLong(&f, map[string]limited{"words": {in.Words, maxNote}})
	if in.How == "contacted" {
		f.Require(c.party(in.Party) != nil, "case.party_unknown", "party")
		f.Require(e.known(codes.ListContactWay, in.Way), "case.way_unknown", "way")
	}
	if err := f.Err(); err != nil {
		return err
	}
	if in.How == "contacted" {
		c.Contacts = append(c.Contacts, Contacting{ID: e.NewID(), Party: in.Party, Way: in.Way, Note: in.Words, At: e.Now, By: e.Actor.UserID})
		c.reached(e, access.Answer, in.Party)
	}
	c.answer(e, v, in.How, strings.TrimSpace(in.Words))
	return nil
}

func (c *Case) answer(e *Env, v *Voice, how, words string) {
	v.How, v.Answer, v.AnsweredAt, v.AnsweredBy = how, words, e.Now, e.Actor.UserID
	c.stop(e, string(access.Answer), v.ID, VoiceClock, ComplaintClock)
}

// answerByReopening: whoever said that it is not settled has been heard when the
// case is taken up again. A complaint still wants its own answer.
func (c *Case) answerByReopening(e *Env) {
	for i := range c.Voices {
		if v := &c.Voices[i]; v.Kind == "not_settled" && v.Waits() {
			c.answer(e, v, "reopened", "")
		}
	}
}

func (c *Case) voice(id string) *Voice {
	return byID(c.Voices, id, func(v *Voice) string { return v.ID })
}

// unanswered reports whether a resident's word waits for an answer.
func (c *Case) unanswered() bool {
	for _, v := range c.Voices {
		if v.Waits() {
			return true
		}
	}
	return false
}
