package org

import (
	"hemu/internal/calendar"
	"hemu/internal/fault"
)

// Breach is one way in which a committee is not composed as it must be.
type Breach struct {
	OrgID    string
	Code     string // of a message
	Subject  string // the member or function meant, "" for the committee
	Args     fault.Args
	Citation string
	FoundOn  calendar.Date
}

// The sources of the rules.
const (
	art8  = "人民调解法第八条"
	art9  = "人民调解法第九条"
	art14 = "人民调解法第十四条"
	a2    = "村（社区）“三员”配备要求"
)

// Bounds of law Art 8, and of mission A2 for town committees.
const (
	leastByLaw  = 3
	mostByLaw   = 9
	leastInTown = 5
	adult       = 18
	// ExpiryNotice is how many days before the end of a term it is announced.
	ExpiryNotice = 60
)

// Breaches lists everything wrong with the composition of a committee on a day:
// 3 to 9 members, one chair and at least one woman (law Art 8), terms of three
// years (Art 9), adults only (Art 14), a town committee of at least five and the
// three officers (mission A2). Units that are no committees, and closed ones,
// have no rules. The rule about members of smaller ethnic groups (Art 8) can't
// be checked: ethnicity is kept of nobody.
func Breaches(u Unit, members []Member, today calendar.Date) []Breach {
	if !u.Kind.IsCommittee() || u.Closed() {
		return nil
	}
	var live, committee []Member
	for _, m := range members {
		if !m.On(today) {
			continue
		}
		live = append(live, m)
		if m.InCommittee() {
			committee = append(committee, m)
		}
	}
	c := &composition{unit: u.ID, today: today}
	if len(live) == 0 { // said once instead of six times
		c.add("org.breach_empty", "", art8, nil)
		return c.found
	}
	c.size(u.Kind, len(committee))
	c.posts(committee)
	c.officers(live)
	c.terms(committee)
	c.ages(live)
	return c.found
}

type composition struct {
	unit  string
	today calendar.Date
	found []Breach
}

func (c *composition) add(code, subject, citation string, args fault.Args) {
	c.found = append(c.found, Breach{c.unit, code, subject, args, citation, c.today})
}

func (c *composition) size(kind Kind, have int) {
	switch {
	case have < leastByLaw || have > mostByLaw:
		c.add("org.breach_size", "", art8, fault.Args{"have": have, "least": leastByLaw, "most": mostByLaw})
	case kind == CommitteeTown && have < leastInTown:
		c.add("org.breach_town_size", "", a2, fault.Args{"have": have, "least": leastInTown})
	}
}

func (c *composition) posts(committee []Member) {
	chairs, women := 0, 0
	for _, m := range committee {
		if m.Has(Chair) {
			chairs++
		}
		if m.Sex == Female {
			women++
		}
	}
	if chairs != 1 {
		c.add("org.breach_chair", "", art8, fault.Args{"have": chairs})
	}
	if women == 0 {
		c.add("org.breach_woman", "", art8, nil)
	}
}

// officers: one person may hold more than one of the three posts.
func (c *composition) officers(live []Member) {
	for _, f := range []Function{InformationOfficer, Mediator, LiaisonOfficer} {
		filled := false
		for _, m := range live {
			filled = filled || m.Has(f)
		}
		if !filled {
			c.add("org.breach_officer", string(f), a2, fault.Args{"function": string(f)})
		}
	}
}

// terms speaks of the term that ends first; a committee is elected as a whole.
func (c *composition) terms(committee []Member) {
	var first calendar.Date
	for _, m := range committee {
		if !m.TermUntil.IsZero() && (first.IsZero() || m.TermUntil.Before(first)) {
			first = m.TermUntil
		}
	}
	switch {
	case first.IsZero():
	case first.Before(c.today):
		c.add("org.breach_term_over", "", art9, fault.Args{"until": first.String()})
	case c.today.DaysUntil(first) <= ExpiryNotice:
		c.add("org.breach_term_ends", "", art9, fault.Args{"until": first.String()})
	}
}

// ages: only the year of birth is kept, so nobody is told off in the year they
// come of age.
func (c *composition) ages(live []Member) {
	for _, m := range live {
		if m.BirthYear > 0 && c.today.Year-m.BirthYear < adult {
			c.add("org.breach_minor", m.ID, art14, fault.Args{"year": m.BirthYear})
		}
	}
}
