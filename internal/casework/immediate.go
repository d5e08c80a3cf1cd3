package casework

import (
	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/fault"
)

// ImmediateInput is a simple dispute settled on the spot (即时调处, mission D1),
// told on one screen. Parties are named by their place in Register.Parties: the
// first is "0".
type ImmediateInput struct {
	Register  RegisterInput  `json:"register"`
	Session   RecordSession  `json:"session"`
	Agreement DraftAgreement `json:"agreement"`
	// Settled is each party's own word, asked on the spot, that the matter is
	// settled.
	Settled bool `json:"settled"`
	// ByGuardian says that for whoever cannot agree alone the guardian did.
	ByGuardian bool   `json:"byGuardian,omitempty"`
	Words      string `json:"words,omitempty"`
	Way        string `json:"visitWay,omitempty" doc:"how the parties were asked; on the spot when empty"`
}

// Immediately decides on everything at once: register, accept, take on, mediate,
// agree by word of mouth, perform, ask the parties and close, each as an event of
// its own. When no agreement came about, or duties remain, the case stays where
// it then stands and its clocks run.
func Immediately(in ImmediateInput, regionPath string, e Env) (Case, []Event, error) {
	if v := access.May(e.Actor.Acting, access.Immediate, nil); !v.OK {
		return Case{}, nil, notYours(access.Immediate, v)
	}
	c, events, err := Register(in.Register, regionPath, e)
	if err != nil {
		return Case{}, nil, under("register.", err)
	}
	in.name(c)
	in.Session.Kind = SessionImmediate
	in.Agreement.Form = "oral"
	held := calendar.DateOf(in.Session.HeldAt).String() // also when it is typed in days later
	// As decisions change Holder first through Assign, a single Env serves all.
	steps := []step{
		{"", Contact{Party: firstApplicant(c), Way: "visit"}},
		{"", Accept{}},
		{"", Triage{Batch: BatchUrgent, Level: Ordinary, Difficulty: in.difficulty(), Reason: "immediate"}},
		{"", Assign{Lead: e.actingOrg(), Leader: e.Actor.Name}},
		{"session.", in.Session},
	}
	if in.Session.Outcome == "agreed" {
		steps = append(steps, step{"agreement.", in.Agreement})
		for _, p := range c.Parties {
			if p.Role != "third" || in.Agreement.names(p.ID) {
				steps = append(steps, step{"", ConfirmParty{Party: p.ID, Way: "oral", On: held, ByGuardian: in.ByGuardian && p.guarded(e.Today())}})
			}
		}
		steps = append(steps, step{"agreement.", Settle{}})
	}
	for _, s := range steps {
		if c, events, err = s.do(c, events, e); err != nil {
			return Case{}, nil, err
		}
	}
	return in.finish(c, events, e)
}

// difficulty: what could not be ended on the spot is a simple case from then on.
func (in ImmediateInput) difficulty() Difficulty {
	if in.Session.Outcome == "agreed" {
		return DifficultyImmediate
	}
	return DifficultySimple
}

// finish asks the parties and closes, where everything was done on the spot.
func (in ImmediateInput) finish(c Case, events []Event, e Env) (Case, []Event, error) {
	if c.State != Settled || !in.Settled {
		return c, events, nil
	}
	way := in.Way
	if way == "" {
		way = "office"
	}
	steps := []step{{"", VisitParty{Way: way, Party: firstApplicant(c), Settled: "yes", Satisfied: "yes", Performed: "yes", Words: in.Words, On: calendar.DateOf(in.Session.HeldAt).String()}}}
	if a := c.concluded(); a != nil && allDone(a) && len(c.waitingReports()) == 0 {
		steps = append(steps, step{"", Close{Kind: "substantive"}})
	}
	var err error
	for _, s := range steps {
		if c, events, err = s.do(c, events, e); err != nil {
			return Case{}, nil, err
		}
	}
	return c, events, nil
}

func allDone(a *Agreement) bool {
	for _, o := range a.Duties {
		if o.State != "performed" {
			return false
		}
	}
	return true
}

// step is one command of the composite and where its fields stand in the input.
type step struct {
	at  string
	cmd Command
}

func (s step) do(c Case, events []Event, e Env) (Case, []Event, error) {
	c, more, err := Decide(c, s.cmd, e)
	if err != nil {
		return c, nil, under(s.at, err)
	}
	return c, append(events, more...), nil
}

// under puts at before the fields of a fault, so that the one form shows it in
// the right place.
func under(at string, err error) error {
	f, ok := err.(*fault.Error)
	if !ok || at == "" {
		return err
	}
	moved := *f
	if moved.Field != "" {
		moved.Field = at + moved.Field
	}
	moved.Details = nil
	for _, d := range f.Details {
		d.Field = at + d.Field
		moved.Details = append(moved.Details, d)
	}
	return &moved
}

// at is the id of the party at a place in the list, "0" for the first.
func (c *Case) at(place string) string {
	for i, p := range c.Parties {
		if itoa(i) == place {
			return p.ID
		}
	}
	return place
}

// name turns places in the list of parties into their ids.
func (in *ImmediateInput) name(c Case) {
	id := c.at
	present := make([]string, len(in.Session.Present))
	for i, p := range in.Session.Present {
		present[i] = id(p)
	}
	in.Session.Present = present
	duties := make([]ObligationInput, len(in.Agreement.Duties))
	for i, o := range in.Agreement.Duties {
		o.Debtor, o.Creditor = id(o.Debtor), id(o.Creditor)
		duties[i] = o
	}
	in.Agreement.Duties = duties
}

func (in DraftAgreement) names(party string) bool {
	for _, o := range in.Duties {
		if o.Debtor == party || o.Creditor == party {
			return true
		}
	}
	return false
}

func firstApplicant(c Case) string {
	for _, p := range c.Parties {
		if p.Role == "applicant" {
			return p.ID
		}
	}
	return c.Parties[0].ID
}
