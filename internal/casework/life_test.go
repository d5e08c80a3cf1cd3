package casework

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"hemu/internal/access"
	"hemu/internal/golden"
)

// TestDiagram keeps the drawing in the documents the one the program follows.
func TestDiagram(t *testing.T) {
	const intro = `# The life of a case

This drawing is made from the table of states in ` + "`internal/casework/state.go`" + ` by a test; a change of one is a change of the other.
Arrows are commands that lead to another state; notes list those that leave the state as it is. Seven things happen by themselves, each
recorded as an event of its own with the rule it follows:

- a case a unit assigns to itself is signed for at once (` + "`assign`, `sign`" + `);
- the second return hands the case to the coordination office, which has to designate (` + "`return`, `handover`" + `);
- when the sessions a level may fail are used up, the case goes one level up (` + "`record_session`, `escalate`" + `);
- a breach after which the parties mediate again takes the case up anew (` + "`breach`, `reopen`" + `);
- sessions still planned are called off when mediation ends or the case goes to another unit (` + "`cancel_session`" + `);
- of a confidential case somebody who can act is named in every unit that has to act and in which nobody named could (` + "`confide`" + `);
- a case at an end whose unit is closed goes to the unit that took over when a resident speaks or it is taken up again (` + "`handover`" + `).

What a resident says on the tracking page (` + "`hear`" + `) runs a clock: to "not settled" the unit that holds the case answers, to a complaint the level
above (` + "`answer`" + `); to take the case up again answers "not settled" too. Until then it can't be closed or archived. A "not settled" takes back
what was said in return visits before.

What a person asks about their own data (` + "`ask_data`" + `) runs a clock for the unit that holds the case, whatever the state, and ends with its
written answer (` + "`answer_data`" + `); it holds up neither closing nor archiving.

Supervision, emergencies, joint mediation, pauses and confidentiality are not states: they hang on a case, whatever its state.

`
	golden.Equal(t, "../../docs/case-life.md", intro+"```mermaid\n"+Diagram()+"```\n")
}

// TestEveryStateHasAWayOn: no state is a dead end but the two that are meant to
// be left only by taking the case up again, and every state can be reached.
func TestEveryStateHasAWayOn(t *testing.T) {
	reached := map[State]bool{Reported: true}
	for range States() {
		for _, s := range States() {
			for _, act := range s.Acts() {
				if to, _ := s.next(act); reached[s] {
					reached[to] = true
				}
			}
		}
	}
	for _, s := range States() {
		if !reached[s] {
			t.Errorf("%s is never reached", s)
		}
		on := false
		for _, act := range s.Acts() {
			if _, ok := access.RuleOf(act); !ok && !BySystem(act) {
				t.Errorf("nobody may do %s, which is possible in %s", act, s)
			}
			to, _ := s.next(act)
			on = on || to != s && act != access.Reopen || act == access.Unmerge
		}
		if ends := s == Declined || s == Archived; on == ends {
			t.Errorf("%s leads on: %v", s, on)
		}
	}
}

// TestPartsKeepAllTheyHave: a field that JSON leaves out would be lost when a
// part is stored.
func TestPartsKeepAllTheyHave(t *testing.T) {
	c := reflect.TypeFor[Case]()
	for i := range c.NumField() {
		part := c.Field(i)
		if part.Type.Kind() != reflect.Slice || part.Type.Elem().Kind() != reflect.Struct {
			continue
		}
		seen := map[string]bool{}
		for j := range part.Type.Elem().NumField() {
			f := part.Type.Elem().Field(j)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name == "" || name == "-" || seen[name] || !f.IsExported() {
				t.Errorf("%s.%s is stored as %q", part.Name, f.Name, name)
			}
			seen[name] = true
		}
	}
}

// dWalk is one random life and what must never change in it.
type dWalk struct {
	w    *dWorld
	t    *rapid.T
	c    Case
	dues map[string]time.Time // the latest deadline each clock has had
	// codes makes the one-time codes of parties, where they are real.
	codes func(a Agreement, party string) string
}

// TestAnyLifeKeepsItsPromises plays random commands of random people, most of
// them sensible and some not, and looks after each step whether every promise of
// casework.md §2–4 still holds.
func TestAnyLifeKeepsItsPromises(t *testing.T) {
	done := map[access.Act]int{}
	states := map[State]int{}
	rapid.Check(t, func(rt *rapid.T) {
		w := dNew()
		l := &dWalk{w: w, t: rt, dues: map[string]time.Time{}}
		w.input.Cause = rapid.SampledFrom([]string{"1004", "1001", "0802", "0102", "0501"}).Draw(rt, "cause")
		l.c = l.begin()
		l.promises(l.c, nil, []Event{{access.Hear, nil}})
		for range rapid.IntRange(5, 60).Draw(rt, "steps") {
			if act, ok := l.step(); ok {
				done[act]++
			}
			states[l.c.State]++
		}
	})
	t.Log(done, states)
	for _, s := range []State{Accepted, Assigned, Handling, Settled, Closed} { // the rest seldom enough to be missed by chance
		if states[s] == 0 && !t.Failed() {
			t.Errorf("no random life came to %s", s)
		}
	}
}

// begin draws a case somewhere in its life, so that late states are met as often
// as early ones.
func (l *dWalk) begin() Case {
	unit := rapid.SampledFrom([]string{"village1", "village1", "town1", "bureau", "coord"}).Draw(l.t, "unit")
	other := func(t dTester, unit string) Case { return l.w.assigned(t, unit, "village3") }
	lives := []func(dTester, string) Case{
		l.w.accepted, other, other, l.w.handled, l.w.handled, l.w.handled, l.w.agreed, l.w.agreed, l.w.performed, l.w.visited, l.w.closed, l.w.archived, l.w.failed, l.w.declined,
		func(t dTester, unit string) Case { return l.w.register(t, unit, l.w.input) },
	}
	return rapid.SampledFrom(lives).Draw(l.t, "life")(l.t, unit)
}

// step tries one command and reports whether it was done.
func (l *dWalk) step() (access.Act, bool) {
	w, rt := l.w, l.t
	w.now = w.now.Add(time.Duration(rapid.IntRange(0, 60*24*4).Draw(rt, "minutes")) * time.Minute)
	cmd := l.command()
	actor := l.actor(cmd.Act())
	before, was := l.c, dDump(l.c)
	after, events, err := w.decide(l.c, actor, cmd)
	if dDump(before) != was {
		rt.Fatalf("%s changed the case it was given", cmd.Act())
	}
	if err != nil {
		if dDump(after) != was || events != nil {
			rt.Fatalf("%s was refused (%v) and yet changed the case", cmd.Act(), dFaults(err))
		}
		return "", false
	}
	l.c = after
	l.promises(before, cmd, events)
	return cmd.Act(), true
}

// actor is mostly one who may do act, sometimes anybody.
func (l *dWalk) actor(act access.Act) access.Actor {
	if BySystem(act) {
		return access.Actor{System: true}
	}
	able := []access.Actor{}
	if rapid.IntRange(0, 9).Draw(l.t, "anybody") > 0 {
		for _, u := range dUnits {
			for _, role := range access.Roles() {
				a := l.w.who(u[0], role)
				e := l.w.env(a)
				if access.May(a.Acting, act, l.c.Relations(&e)).OK {
					able = append(able, a)
				}
			}
		}
	}
	if len(able) == 0 {
		return l.w.who(l.unit(), rapid.SampledFrom(access.Roles()).Draw(l.t, "role"))
	}
	return rapid.SampledFrom(able).Draw(l.t, "actor")
}

func (l *dWalk) unit() string { return rapid.SampledFrom(dUnits).Draw(l.t, "unit")[0] }

func (l *dWalk) flip() bool { return rapid.Bool().Draw(l.t, "flip") }

// oneOf draws one id, seldom one that does not exist.
func (l *dWalk) oneOf(ids []string) string {
	if len(ids) == 0 || rapid.IntRange(0, 19).Draw(l.t, "wrong") == 0 {
		return "none"
	}
	return rapid.SampledFrom(ids).Draw(l.t, "id")
}

func (l *dWalk) party() string {
	var ids []string
	for _, p := range l.c.Parties {
		ids = append(ids, p.ID)
	}
	return l.oneOf(ids)
}

func (l *dWalk) reason() string {
	return rapid.SampledFrom([]string{"", "because", "because", "because"}).Draw(l.t, "reason")
}

func (l *dWalk) day(from, to int) string {
	return l.w.day(rapid.IntRange(from, to).Draw(l.t, "day"))
}

// command draws a command, mostly one that the state allows.
func (l *dWalk) command() Command {
	acts := l.c.State.Acts()
	if rapid.IntRange(0, 9).Draw(l.t, "any") == 0 {
		acts = rapid.SampledFrom(States()).Draw(l.t, "state").Acts()
	}
	onward := slices.DeleteFunc(slices.Clone(acts), func(a access.Act) bool { _, aside := always[a]; return aside || a == access.Withdraw })
	if len(onward) > 0 && rapid.IntRange(0, 9).Draw(l.t, "onward") > 2 {
		acts = onward
	}
	act := rapid.SampledFrom(acts).Draw(l.t, "act")
	for _, draw := range []func(access.Act) Command{l.routing, l.mediating, l.agreeing, l.ending} {
		if cmd := draw(act); cmd != nil {
			return cmd
		}
	}
	l.t.Fatalf("no command for %s", act)
	return nil
}

func (l *dWalk) routing(act access.Act) Command {
	switch act {
	case access.Accept:
		return Accept{}
	case access.Decline:
		return Decline{Reason: rapid.SampledFrom([]string{"07", "99", "none"}).Draw(l.t, "why"), Routes: []string{"court"}, Note: l.reason()}
	case access.Triage:
		return Triage{
			Batch: rapid.SampledFrom([]Batch{BatchUrgent, BatchActive, "none"}).Draw(l.t, "batch"), Level: rapid.SampledFrom([]Level{Ordinary, Major, Grave}).Draw(l.t, "level"),
			Difficulty: rapid.SampledFrom([]Difficulty{DifficultySimple, DifficultyNormal, DifficultyComplex}).Draw(l.t, "difficulty"), Reason: l.reason(),
		}
	case access.Assign:
		in := Assign{Lead: l.unit(), Goal: l.reason(), Leader: "Wang", Handler: rapid.SampledFrom([]string{"", dUser("town1", access.Mediator)}).Draw(l.t, "handler")}
		if l.flip() {
			in.Assist, in.Copy, in.DueOn = []string{l.unit()}, []string{l.unit()}, l.day(-1, 40)
		}
		return in
	case access.Designate:
		return Designate{Lead: l.unit(), Goal: "settle", Leader: "Wang", Reason: l.reason(), Handler: dUser("town1", access.Head)}
	case access.Sign:
		return Sign{}
	case access.Return:
		return Return{Reason: l.reason()}
	case access.Escalate:
		return Escalate{Tried: l.reason(), Reason: "too hard", Handler: rapid.SampledFrom([]string{"", dUser("bureau", access.Head)}).Draw(l.t, "handler")}
	case access.Join:
		return Join{Units: []string{l.unit()}, Reason: l.reason()}
	case access.Opine:
		return Opine{Opinion: l.reason()}
	case access.Handover:
		unit := rapid.SampledFrom([]string{l.c.Holder, l.c.Holder, l.unit()}).Draw(l.t, "of")
		return Handover{Handler: dUser(unit, access.Mediator), Reason: l.reason()}
	case access.Tag:
		return Tag{Add: []string{"water"}, Remove: rapid.SampledFrom([][]string{nil, {"water"}, {"wages"}}).Draw(l.t, "off")}
	case access.AskData:
		return AskData{Kind: rapid.SampledFrom(append([]string{"none"}, dataKinds...)).Draw(l.t, "data"), Party: l.party(), Identity: rapid.SampledFrom([]string{"paper", "known", ""}).Draw(l.t, "identity"), Text: l.reason()}
	case access.AnswerData:
		return l.answersData()
	case access.Hold:
		return Hold{Reason: l.reason(), Until: rapid.SampledFrom([]string{"", l.day(-1, 20)}).Draw(l.t, "until")}
	case access.Unhold:
		return Unhold{Hold: l.oneOf(each(l.c.Holds, func(h Holding) string { return h.ID })), Reason: l.reason()}
	case access.Recall:
		return Recall{Reason: l.reason()}
	case access.Link:
		return Link{Case: rapid.SampledFrom([]ID{"other", "none"}).Draw(l.t, "other"), Kind: rapid.SampledFrom([]TieKind{Repeat, Leads, Belongs, Absorbed}).Draw(l.t, "tie")}
	case access.Unlink:
		return Unlink{Case: "other", Reason: l.reason()}
	case access.Merge:
		return Merge{Case: "other", Reason: l.reason()}
	case access.Absorb:
		return Absorb{Case: "other", Reason: "the same matter"}
	case access.Unmerge:
		return Unmerge{Case: "other", Reason: l.reason()}
	case access.Release:
		return Release{Case: "other", Reason: "another matter"}
	case access.Confide:
		return Confide{On: l.flip(), Named: []string{dUser(l.unit(), access.Head)}}
	case access.Name:
		return NamePeople{Named: []string{dUser(l.unit(), access.Head), dUser(l.unit(), access.Mediator)}, Reason: l.reason()}
	case access.Unname:
		return Unname{Person: l.oneOf(l.c.Named), Reason: l.reason()}
	case access.Conceal:
		return Conceal{Party: l.party(), On: l.flip(), Knows: []string{dUser(l.unit(), access.Head)}, Reason: l.reason()}
	case access.Screen:
		return Screen{Harm: rapid.SampledFrom([]string{"none", "yes", "unsaid", "maybe"}).Draw(l.t, "harm"), Harmed: l.party(), Child: l.flip(), Told: l.reason()}
	case access.Caucus:
		return NoteCaucus{Party: l.party(), Heard: l.reason(), Named: []string{dUser(l.unit(), access.Head)}}
	case access.ShareCaucus:
		var ids []string
		for _, n := range l.c.Caucuses {
			ids = append(ids, n.ID)
		}
		return ShareCaucus{Caucus: l.oneOf(ids)}
	case access.Report:
		var ids []string
		for _, r := range l.c.Reports {
			ids = append(ids, r.ID)
		}
		return MakeReport{Report: l.oneOf(ids), To: "police", Office: "police station", Way: "phone", ReportedAt: l.w.now, ReportedBy: l.reason(), Receipt: "110-1"}
	case access.Answer:
		var ids []string
		for _, v := range l.c.Voices {
			ids = append(ids, v.ID)
		}
		return Answer{Voice: l.oneOf(ids), How: rapid.SampledFrom([]string{"contacted", "explained", "none"}).Draw(l.t, "how"), Party: l.party(), Way: "phone", Words: l.reason()}
	}
	return nil
}

func (l *dWalk) mediating(act access.Act) Command {
	var sessions, files, hazards []string
	for _, s := range l.c.Sessions {
		sessions = append(sessions, s.ID)
	}
	for _, f := range l.c.Files {
		files = append(files, f.ID)
	}
	for _, h := range l.c.Hazards {
		hazards = append(hazards, h.ID)
	}
	switch act {
	case access.Contact:
		return Contact{Party: l.party(), Way: "phone", Consent: rapid.SampledFrom([]string{"", "given", "given", "refused"}).Draw(l.t, "consent")}
	case access.PlanSession:
		return PlanSession{Kind: rapid.SampledFrom([]SessionKind{SessionOrdinary, SessionPanel}).Draw(l.t, "kind"), At: l.w.now.Add(time.Duration(len(l.c.Sessions))*24*time.Hour + time.Hour), Place: "hall", Mediators: []string{"a", "b", "c"}, Chair: "a", Invited: []string{l.party()}}
	case access.MoveSession:
		return MoveSession{Session: l.oneOf(sessions), At: l.w.now.Add(time.Duration(len(l.c.Sessions))*24*time.Hour + 12*time.Hour), Reason: l.reason()}
	case access.CancelSession:
		return CancelSession{Session: l.oneOf(sessions), Reason: l.reason()}
	case access.RecordSession:
		in := dSession(l.c, l.w, rapid.SampledFrom([]string{"agreed", "continue", "failed", "absent"}).Draw(l.t, "outcome"))
		if l.flip() {
			in.Session = l.oneOf(sessions)
		}
		if rapid.IntRange(0, 4).Draw(l.t, "spot") == 0 {
			in.Kind, in.HeldAt = SessionImmediate, l.w.now.Add(-time.Duration(rapid.IntRange(1, 24*90).Draw(l.t, "hours before"))*time.Hour)
		}
		return in
	case access.AddHazard:
		return AddHazard{What: "a knife", Measures: l.reason(), Offence: l.flip(), ReportedTo: l.reason()}
	case access.RemoveHazard:
		return RemoveHazard{Hazard: l.oneOf(hazards), How: l.reason()}
	case access.AddParty:
		return AddParty{PartyInput{Role: rapid.SampledFrom([]string{"applicant", "respondent", "third", "none"}).Draw(l.t, "role"), Name: "Wu"}}
	case access.AttachFile:
		return AttachFile{FileInput{Digest: "d", Name: "scan.pdf", Kind: "signed_agreement"}}
	case access.Quarantine:
		if n := len(l.c.Files); n > 0 {
			return Quarantine{File: l.c.Files[rapid.IntRange(0, n-1).Draw(l.t, "file")].ID, Malware: "Hemu.Test"}
		}
		return Quarantine{File: "none"}
	case access.Hear:
		return Hear{Kind: rapid.SampledFrom([]string{"complaint", "not_settled", "not_settled", "settled"}).Draw(l.t, "kind"), Text: l.reason()}
	case access.Pause:
		return Pause{Reason: "appraisal", Until: l.day(0, 30)}
	case access.Resume:
		return Resume{}
	case access.AskExtension:
		return AskExtension{Days: rapid.IntRange(0, 70).Draw(l.t, "days"), Reason: "many people", Consent: true}
	case access.DecideExtension:
		return DecideExtension{Granted: l.flip(), Days: rapid.IntRange(0, 10).Draw(l.t, "days"), Note: l.reason()}
	case access.Correct:
		return rapid.SampledFrom([]Command{
			Correct{"facts", l.c.Facts, "other facts", "misheard"}, Correct{"cause", l.c.Cause, "1001", "misheard"}, Correct{"people", itoa(l.c.People), "40", "counted"},
			Correct{"region", l.c.Region, "370285002001", "misheard"}, Correct{"title", "wrong", "x", "misheard"}, Correct{"parties." + l.party() + ".phone", "", "13900139000", "asked"},
		}).Draw(l.t, "correct")
	case access.ConfirmParty:
		return ConfirmParty{
			Party: l.party(), Way: rapid.SampledFrom([]string{"oral", "paper", "code"}).Draw(l.t, "way"), File: l.oneOf(files),
			Code: rapid.SampledFrom([]string{"135790", "135790", "0"}).Draw(l.t, "code"), On: l.day(-1, 0),
		}
	}
	return nil
}

func (l *dWalk) agreeing(act access.Act) Command {
	duty := "none"
	if a := l.c.concluded(); a != nil && len(a.Duties) > 0 {
		duty = a.Duties[0].ID
	}
	switch act {
	case access.DraftAgreement:
		return dDraft(l.c, l.w, rapid.SampledFrom([]string{"oral", "oral", "written"}).Draw(l.t, "form"))
	case access.Settle:
		if d := l.c.draft(); d != nil && l.flip() { // or nearly no random life would settle
			for _, id := range l.c.unconfirmed(d) {
				in := ConfirmParty{Party: id, Way: "code", Code: "135790", On: l.w.today()}
				if d.Form == "oral" {
					in.Way = "oral"
				}
				if in.Way == "code" && l.codes != nil {
					in.Code = l.codes(*d, id)
				}
				if after, _, err := l.w.decide(l.c, l.w.head(l.c.Holder), in); err == nil {
					l.c = after
				}
			}
		}
		return Settle{SealedOn: l.w.today()}
	case access.Perform:
		return Perform{Obligation: duty, On: l.day(-1, 1)}
	case access.Breach:
		return Breach{Obligation: duty, Reason: l.reason(), Remedy: rapid.SampledFrom([]string{"urge", "remediate", "court"}).Draw(l.t, "remedy"), NewDueOn: l.day(0, 20)}
	case access.ApplyCourt:
		return ApplyCourt{Court: "People's Court", On: l.day(-1, 0), Joint: l.flip()}
	case access.WaiveCourt:
		return WaiveCourt{On: l.w.today()}
	case access.RecordCourt:
		return RecordCourt{Result: rapid.SampledFrom([]string{"confirmed", "rejected"}).Draw(l.t, "result"), On: l.w.today(), Reason: l.reason()}
	}
	return nil
}

func (l *dWalk) ending(act access.Act) Command {
	switch act {
	case access.Fail:
		return Fail{Reason: "no_agreement", Routes: rapid.SampledFrom([][]string{nil, {"court"}, {"none"}}).Draw(l.t, "routes")}
	case access.Withdraw:
		return Withdraw{Party: l.party(), Routes: rapid.SampledFrom([][]string{nil, {"court"}, {"none"}}).Draw(l.t, "routes")}
	case access.Refer:
		return Refer{Route: "court", To: "People's Court", Reason: l.reason()}
	case access.Visit:
		return VisitParty{Way: "phone", Party: l.party(), Settled: rapid.SampledFrom([]string{"yes", "yes", "no", ""}).Draw(l.t, "settled"), On: l.day(-1, 1)}
	case access.Close:
		return Close{Kind: rapid.SampledFrom([]string{"substantive", "staged", "procedural", "none"}).Draw(l.t, "kind")}
	case access.Reopen:
		return Reopen{Reason: l.reason(), Handler: rapid.SampledFrom([]string{"", "", dUser(l.c.Holder, access.Mediator), dUser(l.unit(), access.Head)}).Draw(l.t, "handler")}
	case access.Archive:
		return Archive{Retention: "long"}
	}
	return nil
}

// promises fails the life when one is broken.
func (l *dWalk) promises(before Case, cmd Command, events []Event) {
	l.t.Helper()
	l.keepsGoing()
	l.keepsClocks(before, cmd)
	l.keepsHistory(before)
	if events != nil {
		l.followsTable(before, events)
	}
	l.survivesStorage()
}

func (l *dWalk) must(ok bool, what string, args ...any) {
	l.t.Helper()
	if !ok {
		l.t.Fatalf(what+"\n%s", append(args, dDump(l.c))...)
	}
}
