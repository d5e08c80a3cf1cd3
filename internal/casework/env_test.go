package casework

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"hemu/internal/access"
	"hemu/internal/blob"
	"hemu/internal/calendar"
	"hemu/internal/codes"
	"hemu/internal/fault"
	"hemu/internal/org"
)

// dTester is what testing.T and rapid.T have in common.
type dTester interface {
	Helper()
	Fatalf(format string, args ...any)
}

// dWorld is a city for pure decisions: nothing of it is stored, and the same
// calls always make the same ids.
type dWorld struct {
	snapshot codes.Snapshot
	units    map[string]org.Unit
	up       map[string]string
	people   map[string]string
	input    RegisterInput // what cases are made of
	now      time.Time
	ids      int
	// Where cases are really stored these stand for Decide and Register.
	via    func(c Case, actor access.Actor, cmd Command) (Case, []Event, error)
	takeIn func(actor access.Actor, in RegisterInput) (Case, error)
}

// decide is Decide for an actor of the city.
func (w *dWorld) decide(c Case, actor access.Actor, cmd Command) (Case, []Event, error) {
	if w.via != nil {
		return w.via(c, actor, cmd)
	}
	return Decide(c, cmd, w.env(actor))
}

// dStart is a Tuesday morning without holidays near.
const dStart = "2026-03-10T09:00:00+08:00"

func dAt(text string) time.Time {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return at.UTC()
}

// dUnits is the city: id, parent, kind and level.
var dUnits = [][4]string{
	{"bureau", "", "judicial_bureau", "city"},
	{"coord", "bureau", "coordination_office", "city"},
	{"police", "bureau", "department", "city"},
	{"office1", "bureau", "judicial_office", "town"},
	{"town1", "office1", "committee_town", "town"},
	{"village1", "town1", "committee_village", "village"},
	{"village2", "town1", "committee_village", "village"},
	{"factory", "town1", "committee_enterprise", "village"},
	{"office2", "bureau", "judicial_office", "town"},
	{"town2", "office2", "committee_town", "town"},
	{"village3", "town2", "committee_village", "village"},
	{"hotline", "bureau", "hotline", "city"},
}

// dSnapshot are the seeds, read once.
var dSnapshot = sync.OnceValue(func() codes.Snapshot {
	lists, items, policies := codes.Seeds()
	return codes.NewSnapshot(lists, items, policies, calendar.Official())
})

func dNew() *dWorld {
	w := &dWorld{
		snapshot: dSnapshot(),
		units:    map[string]org.Unit{}, up: map[string]string{}, people: map[string]string{}, input: dInput(), now: dAt(dStart),
	}
	for _, u := range dUnits {
		id, parent := u[0], u[1]
		path := "/" + id + "/"
		if parent != "" {
			path = w.units[parent].Path + id + "/"
		}
		w.units[id] = org.Unit{ID: id, ParentID: parent, Path: path, Name: id, Kind: org.Kind(u[2]), Level: org.Level(u[3]), County: "370285"}
		for _, role := range access.Roles() {
			w.people[dUser(id, role)] = "Name of " + dUser(id, role)
		}
	}
	for id, u := range w.units { // as org.Up: the nearest above on a higher level that takes escalation
		for above := u.ParentID; above != ""; above = w.units[above].ParentID {
			if a := w.units[above]; a.Kind.TakesEscalation() && a.Level.Rank() > u.Level.Rank() {
				w.up[id] = above
				break
			}
		}
	}
	return w
}

// dOfficers: in every unit there is somebody of every role.
var dOfficers = sync.OnceValue(func() map[string][]access.Officer {
	out := map[string][]access.Officer{}
	for _, u := range dUnits {
		for _, role := range access.Roles() {
			if role.ReadsCases() {
				out[u[0]] = append(out[u[0]], access.Officer{UserID: dUser(u[0], role), Role: role})
			}
		}
	}
	return out
})

func dUser(unit string, role access.Role) string { return "u-" + unit + "-" + string(role) }

// who is a person with one post.
func (w *dWorld) who(unit string, role access.Role) access.Actor {
	u := w.units[unit]
	post := access.Post{ID: "p-" + unit + "-" + string(role), OrgID: unit, OrgName: u.Name, OrgPath: u.Path, County: u.County, OrgKind: u.Kind, OrgLevel: u.Level, Role: role, Scope: access.Unit}
	return access.Actor{UserID: dUser(unit, role), Name: w.people[dUser(unit, role)], Posts: []access.Post{post}, Acting: post}
}

func (w *dWorld) head(unit string) access.Actor { return w.who(unit, access.Head) }

func (w *dWorld) env(actor access.Actor) Env {
	return Env{
		Now: w.now, Actor: actor, Calendar: w.snapshot.Calendar, Codes: w.snapshot, Policies: w.snapshot.Policies,
		Units: w.units, Coordinator: "coord", Up: w.up, People: w.people,
		NewID:    func() string { w.ids++; return fmt.Sprintf("id-%04d", w.ids) },
		Officers: dOfficers(), Pages: map[string]int{}, RegionPath: "/37/3702/370285/370285002/",
		Stored: map[string]blob.Blob{"d": {Digest: "d", Size: 7, Type: "application/pdf"}},
		Other:  &Case{ID: "other", State: Handling, Holder: "town1", Parties: []Party{{ID: "other-1", Role: "applicant", Kind: "person", Name: "Zhao"}}},
		CodeOK: func(_ Agreement, _, code string) bool { return code == "135790" },
	}
}

// wait lets days pass.
func (w *dWorld) wait(days int) { w.now = w.now.AddDate(0, 0, days) }

func (w *dWorld) today() string { return calendar.DateOf(w.now).String() }

func (w *dWorld) day(n int) string { return calendar.DateOf(w.now).AddDays(n).String() }

// do has actor do cmd, which must succeed; a minute passes.
func (w *dWorld) do(t dTester, c Case, actor access.Actor, cmds ...Command) Case {
	t.Helper()
	for _, cmd := range cmds {
		after, _, err := w.decide(c, actor, cmd)
		if err != nil {
			t.Fatalf("%s in %s by %s: %v", cmd.Act(), c.State, actor.UserID, dFaults(err))
		}
		c, w.now = after, w.now.Add(time.Minute)
	}
	return c
}

// refuse fails t unless the command is refused with code.
func (w *dWorld) refuse(t *testing.T, c Case, actor access.Actor, cmd Command, code string) {
	t.Helper()
	if _, _, err := Decide(c, cmd, w.env(actor)); dCode(err, code) == "" {
		t.Errorf("%s in %s by %s: %v, want %s", cmd.Act(), c.State, actor.UserID, dFaults(err), code)
	}
}

// dCode is code if it is the fault or among its details, otherwise "".
func dCode(err error, code string) string {
	f, ok := err.(*fault.Error)
	if !ok {
		return ""
	}
	if f.Code == code {
		return code
	}
	for _, d := range f.Details {
		if d.Code == code {
			return code
		}
	}
	return ""
}

// dField is the field at which err says code.
func dField(err error, code string) string {
	f, ok := err.(*fault.Error)
	if !ok {
		return ""
	}
	for _, d := range f.Details {
		if d.Code == code {
			return d.Field
		}
	}
	if f.Code == code {
		return f.Field
	}
	return ""
}

func dFaults(err error) string {
	if err == nil {
		return "no fault"
	}
	return err.Error()
}

func dInput() RegisterInput {
	return RegisterInput{
		Facts: "Water from the upper yard runs into the lower one.", Cause: "1004", Channel: "visit", Region: "370285001001",
		Parties: []PartyInput{{Role: "applicant", Name: "Zhang San", Phone: "13800138000"}, {Role: "respondent", Name: "Li Si"}},
	}
}

func (w *dWorld) register(t dTester, unit string, in RegisterInput) Case {
	t.Helper()
	c, err := Case{}, error(nil)
	if w.takeIn != nil {
		c, err = w.takeIn(w.head(unit), in)
	} else {
		c, _, err = Register(in, "/37/3702/370285/370285001/370285001001/", w.env(w.head(unit)))
	}
	if err != nil {
		t.Fatalf("register: %v", dFaults(err))
	}
	w.now = w.now.Add(time.Minute)
	return c
}

func dTriage(level Level) Triage {
	return Triage{Batch: BatchActive, Level: level, Difficulty: DifficultyNormal, Reason: "as told"}
}

// accepted, assigned, handled, agreed and ended are cases brought to a state.
func (w *dWorld) accepted(t dTester, unit string) Case {
	return w.do(t, w.register(t, unit, w.input), w.head(unit), Accept{}, dTriage(Ordinary))
}

func (w *dWorld) assigned(t dTester, from, to string) Case {
	return w.do(t, w.accepted(t, from), w.head(from), Assign{Lead: to, Goal: "settle it", Leader: "Director Wang"})
}

func (w *dWorld) handled(t dTester, unit string) Case {
	c := w.do(t, w.accepted(t, unit), w.head(unit), Assign{Lead: unit})
	if c.ofFamily() {
		c = w.do(t, c, w.head(unit), Screen{Harm: "none"})
	}
	return w.do(t, c, w.head(unit), Contact{Party: c.Parties[0].ID, Way: "phone"})
}

func dSession(c Case, w *dWorld, outcome string) RecordSession {
	return RecordSession{
		HeldAt: w.now.Add(-time.Minute), Place: "committee room", Mediators: []string{"Mediator Zhao"},
		Present: []string{c.Parties[0].ID, c.Parties[1].ID}, RightsTold: true, Record: "Both sides spoke.", Outcome: outcome,
	}
}

// dDraft has one payment, due in ten days.
func dDraft(c Case, w *dWorld, form string) DraftAgreement {
	return DraftAgreement{
		Form: form, Facts: "Water ran over.", Issues: "Who pays for the drain; half each.", Terms: []string{"Li Si pays 500 yuan."}, Manner: "in cash",
		Place: "at the village", Mediators: []string{"Mediator Zhao"},
		Duties: []ObligationInput{{Debtor: c.Parties[1].ID, Creditor: c.Parties[0].ID, Kind: "pay", AmountFen: 50_000, What: "drain", DueOn: w.day(10)}},
	}
}

func (w *dWorld) agreed(t dTester, unit string) Case { return w.agree(t, w.handled(t, unit)) }

// agree brings a handled case to an oral agreement.
func (w *dWorld) agree(t dTester, c Case) Case {
	head := w.head(c.Holder)
	c = w.do(t, c, head, dSession(c, w, "agreed"), dDraft(c, w, "oral"))
	for _, p := range c.Parties {
		c = w.do(t, c, head, ConfirmParty{Party: p.ID, Way: "oral", On: w.today()})
	}
	return w.do(t, c, head, Settle{})
}

func (w *dWorld) performed(t dTester, unit string) Case {
	c := w.agreed(t, unit)
	return w.do(t, c, w.head(unit), Perform{Obligation: c.Agreements[0].Duties[0].ID, On: w.today()})
}

func (w *dWorld) visited(t dTester, unit string) Case {
	c := w.performed(t, unit)
	return w.do(t, c, w.head(unit), VisitParty{Way: "phone", Party: c.Parties[0].ID, Settled: "yes", On: w.today()})
}

func (w *dWorld) closed(t dTester, unit string) Case {
	return w.do(t, w.visited(t, unit), w.head(unit), Close{Kind: "substantive"})
}

func (w *dWorld) archived(t dTester, unit string) Case {
	return w.do(t, w.closed(t, unit), w.who(unit, access.Archivist), Archive{Retention: "long"})
}

func dFail() Fail { return Fail{Reason: "no_agreement", Routes: []string{"court"}} }

func (w *dWorld) failed(t dTester, unit string) Case {
	return w.do(t, w.handled(t, unit), w.head(unit), dFail())
}

func (w *dWorld) declined(t dTester, unit string) Case {
	return w.do(t, w.register(t, unit, w.input), w.head(unit), Decline{Reason: "07", Routes: []string{"court"}})
}

// dDump is all of a case as text, every field and part of it.
func dDump(c Case) string {
	var b strings.Builder
	v := reflect.ValueOf(c)
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue // the key, which is kept apart
		}
		raw, err := json.Marshal(v.Field(i).Interface())
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(&b, "%s=%s\n", v.Type().Field(i).Name, raw)
	}
	return b.String()
}

// dClock is the newest clock of a kind, nil for none.
func dClock(c Case, kind ClockKind) *Clock {
	for i := len(c.Clocks) - 1; i >= 0; i-- {
		if c.Clocks[i].Kind == kind {
			return &c.Clocks[i]
		}
	}
	return nil
}

// dLast is the last day of a clock, as people say it.
func dLast(k *Clock) string {
	if k == nil {
		return "no clock"
	}
	return calendar.DateOf(k.Due.Add(-time.Millisecond)).String()
}

// dIs compares what is with what should be.
func dIs[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}
