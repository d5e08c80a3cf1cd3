package casework

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/fault"
)

// Screening is what somebody answered when asked, alone and in plain words, whether
// anybody at home hurts, threatens or confines them. The newest counts.
type Screening struct {
	ID       string    `json:"id"`
	Harm     string    `json:"harm" enum:"none,yes,unsaid"` // unsaid: does not want to say
	Harmed   string    `json:"harmed,omitempty"`            // party id
	HarmedBy string    `json:"harmedBy,omitempty"`          // party id, "" when it was not said
	Child    bool      `json:"child,omitempty"`             // a minor is hurt or in danger
	Told     string    `json:"told,omitempty"`              // in the person's words
	At       time.Time `json:"at"`
	By       string    `json:"by"`
}

// Reporting is a duty to report, from the moment it arose, and how it was done; or a
// report somebody made without being obliged to.
type Reporting struct {
	ID         string    `json:"id"`
	Ground     string    `json:"ground" enum:"violence,child,offence"`
	Party      string    `json:"party,omitempty"`   // party id of whom it is about
	DueSince   time.Time `json:"dueSince,omitzero"` // zero where there was no duty
	To         string    `json:"to,omitempty"`      // police | civil_affairs | education | other
	Office     string    `json:"office,omitempty"`  // by name
	Way        string    `json:"way,omitempty"`     // phone | visit | written | online
	ReportedAt time.Time `json:"reportedAt,omitzero"`
	ReportedBy string    `json:"reportedBy,omitempty"` // by name
	TakenBy    string    `json:"takenBy,omitempty"`    // who took it there, by name or badge
	Receipt    string    `json:"receipt,omitempty"`    // number of the receipt or of the call
	Note       string    `json:"note,omitempty"`
	LiftedAt   time.Time `json:"liftedAt,omitzero"` // the answer it rested on was corrected
	LiftWhy    string    `json:"liftReason,omitempty"`
	By         string    `json:"by"` // user id
}

// Waits reports whether somebody still has to report.
func (r Reporting) Waits() bool { return r.ReportedAt.IsZero() && r.LiftedAt.IsZero() }

// takenBy says to whom a duty of a ground can be discharged. Violence against somebody
// of limited capacity: the police (反家庭暴力法 14). Harm to a minor: the police, civil
// affairs or education (未成年人保护法 11). An offence: the police or another department
// (人民调解法 25).
var takenBy = map[string][]string{
	"violence": {"police"},
	"child":    {"police", "civil_affairs", "education"},
	"offence":  {"police", "civil_affairs", "education", "other"},
}

// reportWays are how a report is made.
var reportWays = []string{"phone", "visit", "written", "online"}

// Capacity is what of the law of persons a party can do alone (民法典 17–22).
const (
	FullCapacity    = "full"
	LimitedCapacity = "limited"
	NoCapacity      = "none"
)

// CapacityOn is a party's capacity on a day: as it was written down, or else by age. From
// sixteen somebody who lives on own labour is fully capable; that has to be written down. Of
// somebody younger it holds for nothing, whatever was written (民法典 18).
func (p Party) CapacityOn(day calendar.Date) string {
	born, err := calendar.ParseDate(p.BornOn)
	young := err == nil && day.Before(born.AddMonths(16*12))
	if p.Kind == "organisation" || p.Capacity != "" && !(p.Capacity == FullCapacity && young) {
		return orFull(p.Capacity)
	}
	switch {
	case err != nil || !day.Before(born.AddMonths(18*12)):
		return FullCapacity
	case day.Before(born.AddMonths(8 * 12)):
		return NoCapacity
	}
	return LimitedCapacity
}

func orFull(capacity string) string {
	if capacity == "" {
		return FullCapacity
	}
	return capacity
}

// minorOn reports whether a party is known to be under eighteen on a day.
func (p Party) minorOn(day calendar.Date) bool {
	born, err := calendar.ParseDate(p.BornOn)
	return err == nil && day.Before(born.AddMonths(18*12))
}

// guarded reports whether a party can agree only through a guardian.
func (p Party) guarded(day calendar.Date) bool { return p.CapacityOn(day) != FullCapacity }

// guardian is the name of the party's guardian, "" for none.
func (p Party) guardian() string {
	if name := strings.TrimSpace(p.Agent); p.AgentAs == "guardian" && name != p.Name {
		return name
	}
	return ""
}

// guardianOpposes reports whether the guardian of p stands on the other side, in person or
// as who acts for it, or is who hurts somebody: then another must act for p. A third party
// is on no side, unless p is one: then both sides are the other.
func (c *Case) guardianOpposes(p Party) bool {
	name := p.guardian()
	return name != "" && slices.ContainsFunc(c.Parties, func(other Party) bool {
		opposite := other.Role != p.Role && other.Role != "third"
		return other.ID != p.ID && (other.Name == name && (opposite || c.hurts(other.ID)) ||
			opposite && contains([]string{other.Agent, other.LegalRep}, name))
	})
}

// represented reports whether what p does counts: p can act alone, or there is a guardian
// who may act for p.
func (c *Case) represented(p Party, on calendar.Date) bool {
	return !p.guarded(on) || p.guardian() != "" && !c.guardianOpposes(p)
}

// checkRepresented: where somebody takes part in mediation who cannot agree alone, the
// guardian is on record first (民法典 19–23). Registering, reporting, talking in confidence,
// passing the case on and ending it go without: nobody is turned away for want of a guardian.
func (c *Case) checkRepresented(parties []string, e *Env, field string, f *fault.Form) {
	for _, id := range distinct(parties) {
		p := c.party(id)
		switch {
		case p == nil || c.represented(*p, e.Today()):
		case p.guardian() == "":
			f.Add("case.guardian_missing", field, fault.Args{"name": p.Name})
		default:
			f.Add("case.guardian_opposes", field, fault.Args{"name": p.Name})
		}
	}
}

// hurts reports whether the newest answer names a party as who does violence.
func (c *Case) hurts(party string) bool {
	s := c.screened()
	return s != nil && s.Harm == "yes" && s.HarmedBy == party
}

// screened is the newest answer, nil when nobody was asked.
func (c *Case) screened() *Screening {
	if len(c.Screenings) == 0 {
		return nil
	}
	return &c.Screenings[len(c.Screenings)-1]
}

// violent reports whether somebody in c said that they are hurt at home.
func (c *Case) violent() bool {
	s := c.screened()
	return s != nil && s.Harm == "yes"
}

// family is the part of GB/T 31000 表91 about marriage and family: there the question is
// asked before any joint session.
const family = "01"

func (c *Case) ofFamily() bool { return strings.HasPrefix(c.GBType, family) }

// checkTogether: who is hurt at home does not sit at one table with the other side unless
// there is a reason on record, and in a family nobody does before the question was asked.
func (c *Case) checkTogether(s Session, parties []string, f *fault.Form) {
	if s.Separate || !c.oppose(parties) {
		return
	}
	f.Require(!c.ofFamily() || c.screened() != nil, "case.screening_missing", "separate")
	f.Require(!c.violent() || strings.TrimSpace(s.JointWhy) != "", "case.violence_joint", "jointReason")
	tooLong(f, map[string]limited{"jointReason": {s.JointWhy, maxNote}})
}

// oppose reports whether people of different roles are among the parties.
func (c *Case) oppose(parties []string) bool {
	role := ""
	for _, id := range parties {
		p := c.party(id)
		if p == nil {
			continue
		}
		if role != "" && p.Role != role {
			return true
		}
		role = p.Role
	}
	return false
}

// mayKnowOfHarm reports whether actor may read what was answered about violence, and the
// reports that followed: who took the case in and who handles it, those who may know a
// concealed party, and the units that hold it, took it in or are to take it. Units that
// assist or are told only may be on the other side.
func (c *Case) mayKnowOfHarm(actor access.Actor) bool {
	me := actor.Acting.OrgID
	waiting := c.waiting()
	return actor.System || actor.UserID != "" && (actor.UserID == c.Registrar || actor.UserID == c.Handler || contains(c.Knows, actor.UserID)) ||
		me != "" && (me == c.Holder || me == c.IntakeOrg || waiting != nil && waiting.To == me)
}

// withholdHarm takes out of c what actor may not read of violence.
func (c *Case) withholdHarm(actor access.Actor) {
	if c.mayKnowOfHarm(actor) {
		return
	}
	c.Screenings, c.Reports = nil, nil
	for i := range c.Sessions {
		c.Sessions[i].JointWhy = ""
	}
}

// ofHarm are the acts whose records only those of mayKnowOfHarm read.
var ofHarm = []access.Act{access.Screen, access.Report}

// stripHarm takes out of the body of an event what only those of mayKnowOfHarm read.
func stripHarm(body any) {
	switch body := body.(type) {
	case []any:
		for _, v := range body {
			stripHarm(v)
		}
	case map[string]any:
		delete(body, "screening")
		delete(body, "jointReason")
		for _, v := range body {
			stripHarm(v)
		}
	}
}

// Cautions is what whoever works on c has to know before anybody is called or invited; Field
// is the party it is about. What actor may not know of is not among them.
func (c *Case) Cautions(actor access.Actor, on calendar.Date) (d []fault.Detail) {
	add := func(ok bool, code string, p Party) {
		if ok {
			d = append(d, fault.Detail{Code: code, Field: p.ID, Args: fault.Args{"name": p.Name}})
		}
	}
	if c.mayKnowOfHarm(actor) {
		s := c.screened()
		add(s == nil && c.ofFamily() && c.State.beforeResult(), "caution.unasked", Party{})
		if p := c.harmed(); p != nil {
			add(true, "caution.violence", *p)
			add(p.Reach == "", "caution.reach", *p)
		}
		for _, r := range c.Reports {
			if p := c.party(r.Party); r.Waits() && p != nil {
				add(true, "caution.report_"+r.Ground, *p)
			}
		}
	}
	shown, asks := *c, c.State.beforeResult() && c.ofChildren()
	if !c.mayKnowOfHarm(actor) {
		shown.Screenings = nil // or a guardian on the same side would be told to be who hurts
	}
	for _, p := range c.Parties {
		add(p.guarded(on) && p.guardian() == "", "caution.guardian", p)
		add(p.guarded(on) && shown.guardianOpposes(p), "caution.guardian_opposes", p)
		// Of who is concealed only those who know can tell that nothing is known.
		add(asks && p.ageUnknown() && (p.Alias == "" || c.mayKnow(actor)), "caution.age_unknown", p)
	}
	return d
}

// ofChildren reports whether a case is likely to have a child among its parties: it is about
// support and guardianship, about school, or tells of one. In all others a missing day of
// birth means nothing, and asking for it everywhere would only be noise.
func (c *Case) ofChildren() bool {
	return c.GBType == "0102" || strings.HasPrefix(c.Cause, schools) || tellsOfChild.MatchString(c.Title+"\n"+c.Facts)
}

// schools is the part of the causes about school and education.
const schools = "09"

// tellsOfChild finds words that are said of minors, and ages below eighteen. 孩子 and 学生
// alone are said of grown-ups too.
var tellsOfChild = regexp.MustCompile(`未成年|儿童|幼儿|婴儿|小孩|小学|初中|中学生|监护|` +
	`(?:^|[^0-9.])(?:1[0-7]|[0-9])\s*周?岁|(?:^|[^一二三四五六七八九十百零])(?:十[一二三四五六七]?|[一二两三四五六七八九])周?岁|` +
	`(?i:\b(?:minors?|child|children|pupils?)\b)`)

// ageUnknown reports whether p is one person of whom nothing tells what they can do alone.
func (p Party) ageUnknown() bool {
	return p.Kind != "organisation" && p.Count <= 1 && p.BornOn == "" && p.Capacity == "" && !p.Restricted
}

// harmed is who said that they are hurt, nil for nobody.
func (c *Case) harmed() *Party {
	if s := c.screened(); s != nil && s.Harm == "yes" {
		return c.party(s.Harmed)
	}
	return nil
}

// waitingReports are the duties to report that nobody has done yet.
func (c *Case) waitingReports() (out []Reporting) {
	for _, r := range c.Reports {
		if r.Waits() {
			out = append(out, r)
		}
	}
	return out
}

// guardianRelations are what a guardian can be to the party (民法典 27, 28, 32).
var guardianRelations = []string{"", "parent", "spouse", "child", "grandparent", "sibling", "relative", "organisation", "other"}

// checkGuardian checks what was said of capacity and guardian.
func (p *Party) checkGuardian(at string, f *fault.Form) {
	f.Require(contains([]string{"", FullCapacity, LimitedCapacity, NoCapacity}, p.Capacity), "case.capacity_unknown", at+"capacity")
	f.Require(contains(guardianRelations, p.AgentRel), "case.agent_relation", at+"agentRelation")
	f.Require(p.AgentAs != "guardian" || strings.TrimSpace(p.Agent) != "", "case.guardian_name", at+"agent")
	f.Require(p.AgentAs != "guardian" || p.Agent == "" || p.Agent != p.Name, "case.guardian_self", at+"agent")
	tooLong(f, map[string]limited{at + "agentAuthority": {p.AgentBy, 100}})
}

// guardian is who says yes for the party, "" for the party itself. Who cannot agree alone
// needs a guardian, and one who does not stand on the other side.
func (in ConfirmParty) guardian(c *Case, e *Env, f *fault.Form) string {
	p := c.party(in.Party)
	if p == nil {
		return ""
	}
	guarded := p.guarded(e.Today())
	if !guarded && in.ByGuardian && p.guardian() == "" {
		f.Add("case.guardian_missing", "byGuardian", fault.Args{"name": p.Name})
	}
	c.checkRepresented([]string{in.Party}, e, "byGuardian", f)
	f.Require(!guarded || in.ByGuardian || p.guardian() == "", "case.guardian_confirms", "byGuardian")
	if !guarded && !in.ByGuardian {
		return ""
	}
	return p.guardian()
}

// unguarded are the parties bound by a who cannot agree alone and for whom no guardian said yes.
func (c *Case) unguarded(a *Agreement, on calendar.Date) (d []fault.Detail) {
	for _, y := range a.Confirmed {
		if p := c.party(y.Party); p != nil && p.guarded(on) && y.Guardian == "" {
			d = append(d, fault.Detail{Code: "case.guardian_unconfirmed", Field: "party", Args: fault.Args{"name": p.Name}})
		}
	}
	return d
}
