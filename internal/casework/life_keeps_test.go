package casework

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"hemu/internal/access"
)

// keepsGoing: nothing falls through (casework.md §3).
func (l *dWalk) keepsGoing() {
	c, urging := l.c, 0
	_, known := l.w.units[c.Holder]
	l.must(known, "nobody holds the case")
	for _, k := range c.Clocks {
		_, known := l.w.units[k.Org]
		l.must(known || k.Kind == Total, "the clock %s is nobody's", k.Kind)
		if !k.Running() {
			continue
		}
		ofVoice := k.Kind == VoiceClock || k.Kind == ComplaintClock || k.Kind == DataClock
		l.must(c.State.Open() || c.State == Closed && k.Kind == Archiving || ofVoice, "%s runs on in %s", k.Kind, c.State)
		e := l.w.env(access.Actor{})
		l.must(!c.Confidential || k.Kind == Total || c.admits(&e, k), "nobody who could act by %s can open the case", k.Kind)
		if k.Kind != Total {
			urging++
		}
	}
	l.must(!c.State.Open() || urging > 0, "no clock runs in %s", c.State)
	asks := c.waitingData() && (c.State == Declined || c.State == Archived)
	l.must((c.NextStep != StepNone) == (c.State.Open() || c.State == Closed || c.unanswered() || asks), "next step %q in %s", c.NextStep, c.State)
	for _, s := range c.Sessions {
		l.must(s.State != "planned" || c.State == Handling, "a session is planned in %s", c.State)
	}
	waiting, leading := 0, 0
	for _, a := range c.Assignments {
		if a.Role == Lead && a.State == Issued {
			waiting++
			l.must(a.To == c.Holder, "the case waits for %s, held by %s", a.To, c.Holder)
		}
		if a.Role == Lead && a.State == Signed {
			leading++
			l.must(a.To == c.Holder && a.Handler != "", "%s leads, %s holds", a.To, c.Holder)
		}
	}
	l.must(waiting <= 1 && (waiting == 1) == (c.State == Assigned), "%d assignments wait in %s", waiting, c.State)
	l.must(leading <= 1 && (leading == 1 || c.State != Handling), "%d lead in %s", leading, c.State)
	l.must(c.AwaitsDesg == (c.State == Accepted && c.Returns >= 2), "awaits designation: %v after %d returns in %s", c.AwaitsDesg, c.Returns, c.State)
	l.must(!c.AwaitsDesg || c.Holder == "coord", "%s is to designate", c.Holder)
	l.must(!c.Confidential || c.Handler == "" || contains(c.Named, c.Handler), "the handler can't open the case")
	l.must(c.Handler == "" || c.Handler == dUser(c.Holder, access.Role(strings.TrimPrefix(c.Handler, "u-"+c.Holder+"-"))), "%s handles what %s holds", c.Handler, c.Holder)
	l.must(c.pendingExtension() == nil || c.running(HandlingClock) != nil && c.running(ExtensionReply) != nil, "an extension waits for ever")
}

// keepsClocks: what stopped stays as it was, and no deadline comes nearer.
func (l *dWalk) keepsClocks(before Case, cmd Command) {
	c := l.c
	l.must(len(c.Clocks) >= len(before.Clocks), "a clock is gone")
	for i, k := range c.Clocks {
		if i < len(before.Clocks) {
			old := before.Clocks[i]
			l.must(old.ID == k.ID && old.Kind == k.Kind && old.StartAt.Equal(k.StartAt), "a clock is another one now")
			l.must(old.Running() || reflect.DeepEqual(old, k), "the stopped clock %s changed", k.Kind)
		}
		l.must(k.StopAt.IsZero() || !k.Paused(), "%s stopped and paused", k.Kind)
		l.must(k.Due.IsZero() == k.Paused() || k.Paused(), "%s has no deadline and isn't paused", k.Kind)
		if !k.Due.IsZero() {
			l.must(!k.Due.Before(l.dues[k.ID]), "%s: the deadline came nearer, %v before %v", k.Kind, k.Due, l.dues[k.ID])
			l.must(!k.YellowAt.After(k.Due), "%s is red before it is yellow", k.Kind)
			l.dues[k.ID] = k.Due
		}
	}
	if cmd == nil {
		return
	}
	switch cmd.Act() {
	case access.Correct, access.Triage, access.AddParty, access.AttachFile, access.Quarantine, access.AddHazard:
		l.must(reflect.DeepEqual(before.Clocks, c.Clocks), "%s touched a clock", cmd.Act())
	case access.Hear: // has its own clock, and puts off the end
		for i, k := range before.Clocks {
			l.must(k.Kind == ClosingClock || reflect.DeepEqual(k, c.Clocks[i]), "%s touched the clock %s", cmd.Act(), k.Kind)
		}
	}
}

// unjudged are files without what was found in them, which is all that may change.
func unjudged(files []File) []File {
	files = slices.Clone(files)
	for i := range files {
		files[i].Malware = ""
	}
	return files
}

// keepsHistory: what was put on record stays on record.
func (l *dWalk) keepsHistory(before Case) {
	c := l.c
	l.must(dStarts(c.Slips, before.Slips), "a slip changed")
	l.must(dStarts(c.Visits, before.Visits), "a visit changed")
	l.must(dStarts(c.Contacts, before.Contacts), "a contact changed")
	l.keepsVoices(before)
	l.keepsRequests(before)
	l.must(dStarts(unjudged(c.Files), unjudged(before.Files)), "a file changed")
	for i, s := range before.Sessions {
		l.must(c.Sessions[i].ID == s.ID && (s.State == "planned" || reflect.DeepEqual(s, c.Sessions[i])), "a session on record changed")
	}
	for i, x := range before.Extensions {
		l.must(c.Extensions[i].ID == x.ID && (x.Decision == "" || x == c.Extensions[i]), "a decided extension changed")
	}
	drafts, inForce := 0, 0
	for i, a := range c.Agreements {
		if a.State == "draft" {
			drafts++
		}
		if a.State == "concluded" {
			inForce++
		}
		if i < len(before.Agreements) {
			old := before.Agreements[i]
			same := old.ID == a.ID && old.Facts == a.Facts && slices.Equal(old.Terms, a.Terms) && len(old.Duties) == len(a.Duties) && dStarts(a.Confirmed, old.Confirmed)
			l.must(same && (old.Effective == "" || old.Effective == a.Effective), "an agreement changed")
			l.must(old.State == "draft" || a.State != "draft", "an agreement is a draft again")
		}
	}
	l.must(drafts <= 1 && inForce <= 1, "%d drafts and %d agreements in force", drafts, inForce)
}

// answersData answers a request that waits, if any does.
func (l *dWalk) answersData() Command {
	var ids []string
	for _, r := range l.c.Requests {
		if r.Waits() {
			ids = append(ids, r.ID)
		}
	}
	in := AnswerData{
		Request: l.oneOf(ids), Party: l.party(), Identity: rapid.SampledFrom([]string{"", "agent", unproven}).Draw(l.t, "identity"),
		Decision: rapid.SampledFrom(append([]string{"granted"}, dataDecisions...)).Draw(l.t, "decision"), Reason: l.reason(),
	}
	for _, r := range l.c.Requests {
		if p := l.c.party(r.Party); r.ID == in.Request && p != nil {
			in.Field, in.Old, in.New = "parties."+p.ID+".work", p.Work, "farmer"
		}
	}
	return in
}

// keepsRequests: what people asked about their data stays; what waits has a clock for the
// unit that holds the case; what was answered has one written answer and is not changed.
func (l *dWalk) keepsRequests(before Case) {
	c := l.c
	l.must(len(c.Requests) >= len(before.Requests), "a request is gone")
	for i, r := range c.Requests {
		if i < len(before.Requests) {
			old := before.Requests[i]
			l.must(old.Waits() && old.ID == r.ID && old.Text == r.Text || old == r, "a request changed")
		}
		running, replies := 0, 0
		for _, k := range c.Clocks {
			if k.Subject == r.ID && k.Running() {
				running++
				l.must(k.Org == c.Holder, "the clock of a request is for %s", k.Org)
			}
		}
		for _, s := range c.Slips {
			if s.Kind == "data_reply" && s.Subject == r.ID {
				replies++
			}
		}
		l.must((running == 1) == r.Waits() && (replies == 1) != r.Waits(), "%d clocks and %d answers for a request that waits: %v", running, replies, r.Waits())
		l.must(r.Waits() || r.Identity != "" && (r.Identity != unproven || r.Decision == "refused"), "granted to nobody known: %+v", r)
		l.must(!r.opens() || c.party(r.Party) != nil, "opened to nobody")
	}
}

// keepsVoices: what residents said stays; what waits for an answer has a clock for
// who has to give it, and nothing is closed or filed over it.
func (l *dWalk) keepsVoices(before Case) {
	c := l.c
	l.must(len(c.Voices) >= len(before.Voices), "a voice is gone")
	for i, v := range c.Voices {
		if i < len(before.Voices) {
			old := before.Voices[i]
			l.must(old.ID == v.ID && old.Kind == v.Kind && old.Text == v.Text && old.At.Equal(v.At) && (old.Waits() || v == old), "a voice changed")
		}
		running := 0
		for _, k := range c.Clocks {
			if k.Subject == v.ID && k.Running() {
				running++
				l.must(k.Org == v.To, "%s answers, the clock is for %s", v.To, k.Org)
			}
		}
		l.must((running == 1) == v.Waits() && running <= 1, "%d clocks run for a voice that waits: %v", running, v.Waits())
		l.must(v.Kind != "not_settled" || !v.Waits() || v.To == c.Holder, "%s answers, %s holds", v.To, c.Holder)
		l.must(v.Kind != "complaint" || !v.Waits() || v.To != "", "nobody answers a complaint")
	}
	if c.State != before.State && (c.State == Closed || c.State == Archived) {
		l.must(!c.unanswered(), "%s over a word that waits", c.State)
	}
	if c.State == Closed && before.State != Closed && before.ID != "" && c.Outcome == "settled" {
		l.must(len(c.missingVisits()) == 0 && c.partyHeard(), "closed before the parties were visited")
	}
}

// dStarts reports whether now begins with all of then.
func dStarts[T any](now, then []T) bool {
	return len(now) >= len(then) && (len(then) == 0 || reflect.DeepEqual(now[:len(then)], then))
}

// followsTable: the events lead, one by one along the table of states, from
// where the case stood to where it stands.
func (l *dWalk) followsTable(before Case, events []Event) {
	l.must(len(events) > 0, "nothing is on record")
	at := before.State
	for i, event := range events {
		_, byItself := event.Body.(ByItself)
		to, err := at.next(event.Act)
		if byItself {
			to, err = at.follows(event.Act)
		}
		if event.Act == access.Unmerge && err == nil {
			to = before.Merged.State
		}
		l.must(err == nil, "%s happened in %s", event.Act, at)
		l.must(byItself == (i > 0), "%s happened by itself: %v", event.Act, byItself)
		at = to
	}
	l.must(at == l.c.State, "the events lead to %s, the case is %s", at, l.c.State)
}

// survivesStorage: the parts say the same after a round through JSON.
func (l *dWalk) survivesStorage() {
	v := reflect.ValueOf(l.c)
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue // the key, which is kept apart
		}
		raw, err := json.Marshal(v.Field(i).Interface())
		again := reflect.New(v.Field(i).Type())
		if err == nil {
			err = json.Unmarshal(raw, again.Interface())
		}
		back, _ := json.Marshal(again.Interface())
		l.must(err == nil && string(back) == string(raw), "%s came back as %s", raw, back)
	}
}
