package casework

import (
	"slices"
	"strconv"
	"strings"

	"hemu/internal/access"
	"hemu/internal/codes"
	"hemu/internal/fault"
)

// Correct changes one fact that was written down wrongly. What stood there
// before stays in the ledger with the reason: history is never rewritten.
type Correct struct {
	Field  string `json:"field" doc:"a field of the case, parties.<id>.<field>, or files.<id>.pages"`
	Old    string `json:"old" doc:"what stands there now, so that two corrections don't overwrite each other"`
	New    string `json:"new"`
	Reason string `json:"reason"`
}

// Act implements Command.
func (Correct) Act() access.Act { return access.Correct }

func (in Correct) region() string {
	if in.Field == "region" {
		return strings.TrimSpace(in.New)
	}
	return ""
}

func (in Correct) apply(c *Case, e *Env) error {
	if strings.TrimSpace(in.Reason) == "" {
		return fault.BadField("case.reason_missing", "reason")
	}
	target, ok := c.correctable(in.Field)
	if !ok {
		return fault.BadField("case.not_correctable", "field")
	}
	if c.veil().isField(in.Field) && !c.mayKnow(e.Actor) {
		return fault.New(fault.Denied, "case.concealed")
	}
	if target.get() != in.Old {
		return fault.BadField("case.corrected_meanwhile", "old")
	}
	var f fault.Form
	target.set(strings.TrimSpace(in.New), e, &f)
	if id, ok := strings.CutSuffix(strings.TrimPrefix(in.Field, "parties."), ".agent"); ok && in.New != "" {
		p := c.party(id)
		f.Require(p.AgentAs != "guardian" || p.Agent != p.Name, "case.guardian_self", "new")
	}
	if id, isName := strings.CutSuffix(strings.TrimPrefix(in.Field, "parties."), ".name"); isName && in.Old != "" {
		if p := c.party(id); p != nil {
			p.Former = append(slices.Clone(p.Former), in.Old) // it stands in what was written before
		}
	}
	return f.Err()
}

// slot is one correctable fact.
type slot struct {
	get func() string
	set func(text string, e *Env, f *fault.Form)
}

// text is a slot of plain text with a most length; need says that it may not be
// emptied.
func text(at *string, most int, need bool) slot {
	return slot{
		get: func() string { return *at },
		set: func(v string, _ *Env, f *fault.Form) {
			f.Require(!need || v != "", "case.facts_missing", "new")
			tooLong(f, map[string]limited{"new": {v, most}})
			*at = v
		},
	}
}

// correctable finds the fact that field names.
func (c *Case) correctable(field string) (slot, bool) {
	if rest, ok := strings.CutPrefix(field, "parties."); ok {
		id, name, _ := strings.Cut(rest, ".")
		p := c.party(id)
		if p == nil {
			return slot{}, false
		}
		return p.correctable(name)
	}
	if rest, ok := strings.CutPrefix(field, "files."); ok {
		id, name, _ := strings.Cut(rest, ".")
		file := c.file(id)
		if file == nil || name != "pages" {
			return slot{}, false
		}
		return numberSlot(&file.Pages, 1, maxPages, "case.pages_wrong"), true
	}
	s, ok := map[string]slot{
		"title":      text(&c.Title, maxTitle, true),
		"facts":      text(&c.Facts, maxFacts, true),
		"address":    text(&c.Address, 200, false),
		"unitName":   text(&c.UnitName, 100, false),
		"forecast":   text(&c.Forecast, maxNote, false),
		"measures":   text(&c.Measures, maxNote, false),
		"cause":      c.causeSlot(),
		"inducement": listSlot(&c.Inducing, codes.ListInducement, "case.inducement_unknown"),
		"channel":    listSlot(&c.Channel, codes.ListChannel, "case.channel_unknown"),
		"people":     numberSlot(&c.People, 0, 999_999, "case.people_wrong"),
		"amountFen":  c.amountSlot(),
		"happenedOn": c.happenedSlot(),
		"region":     c.regionSlot(),
	}[field]
	return s, ok
}

func listSlot(at *string, list, code string) slot {
	return slot{func() string { return *at }, func(v string, e *Env, f *fault.Form) {
		f.Require(e.known(list, v), code, "new")
		*at = v
	}}
}

func (c *Case) causeSlot() slot {
	return slot{func() string { return c.Cause }, func(v string, e *Env, f *fault.Form) {
		c.Cause = v
		c.classify(e, f)
	}}
}

func numberSlot(at *int, least, most int, code string) slot {
	return slot{func() string { return itoa(*at) }, func(v string, _ *Env, f *fault.Form) {
		n, err := strconv.Atoi(v)
		f.Require(err == nil && n >= least && n <= most, code, "new")
		*at = n
	}}
}

func (c *Case) amountSlot() slot {
	return slot{func() string { return strconv.FormatInt(c.AmountFen, 10) }, func(v string, _ *Env, f *fault.Form) {
		n, err := strconv.ParseInt(v, 10, 64)
		f.Require(err == nil && n >= 0, "case.amount_wrong", "new")
		c.AmountFen = n
	}}
}

func (c *Case) regionSlot() slot {
	return slot{func() string { return c.Region }, func(v string, e *Env, f *fault.Form) {
		f.Require(e.RegionPath != "", "case.region_unknown", "new")
		c.Region, c.RegionPath = v, e.RegionPath
	}}
}

func (c *Case) happenedSlot() slot {
	get := func() string {
		if c.Happened == nil {
			return ""
		}
		return c.Happened.String()
	}
	return slot{get, func(v string, e *Env, f *fault.Form) { c.happened(v, e, f) }}
}

// correctable finds a fact of a party. Numbers are checked as they were at first.
func (p *Party) correctable(name string) (slot, bool) {
	recheck := func(at *string) slot {
		return slot{func() string { return *at }, func(v string, e *Env, f *fault.Form) {
			*at = v
			p.IDNumber = strings.ToUpper(p.IDNumber)
			f.Require(p.Phone == "" || isPhone(p.Phone), "case.phone_wrong", "new")
			f.Require(p.AgentTel == "" || isPhone(p.AgentTel), "case.phone_wrong", "new")
			if at == &p.IDNumber || at == &p.BornOn { // an old number does not keep a telephone from being corrected
				p.identify(e, "new", "new", f)
			}
		}}
	}
	oneOf := func(at *string, code string, values ...string) slot {
		return slot{func() string { return *at }, func(v string, _ *Env, f *fault.Form) {
			f.Require(contains(values, v), code, "new")
			*at = v
		}}
	}
	s, ok := map[string]slot{
		"name": text(&p.Name, maxName, true), "address": text(&p.Address, 200, false), "work": text(&p.Work, 100, false), "reach": text(&p.Reach, 200, false),
		"legalRep": text(&p.LegalRep, maxName, false), "agent": text(&p.Agent, maxName, false),
		"phone": recheck(&p.Phone), "idNumber": recheck(&p.IDNumber), "bornOn": recheck(&p.BornOn), "agentPhone": recheck(&p.AgentTel),
		"sex":            oneOf(&p.Sex, "case.sex_unknown", "", "0", "1", "2", "9"),
		"capacity":       oneOf(&p.Capacity, "case.capacity_unknown", "", FullCapacity, LimitedCapacity, NoCapacity),
		"agentAs":        oneOf(&p.AgentAs, "case.agent_as", "", "agent", "guardian", "elected"),
		"agentRelation":  oneOf(&p.AgentRel, "case.agent_relation", guardianRelations...),
		"agentAuthority": text(&p.AgentBy, 100, false),
		"role":           oneOf(&p.Role, "case.party_role", "applicant", "respondent", "third"),
	}[name]
	return s, ok
}
