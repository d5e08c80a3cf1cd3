package document

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/document/form"
	"hemu/internal/message"
)

// name is what a code is called in Chinese on the day of the document; "" for none.
func (d *drawer) name(list, code string) string {
	if code == "" {
		return ""
	}
	return d.ctx.Codes.Name(list, code, string(message.Chinese), d.on)
}

// office is a unit as its seal has it; what is not known of it stays blank.
func (d *drawer) office(id string) form.Office {
	u := d.ctx.Units[id]
	return form.Office{Name: u.Name, Address: u.Address, Phone: u.Phone}
}

func (d *drawer) unitNames(ids []string) []string {
	var names []string
	for _, id := range ids {
		if n := d.ctx.Units[id].Name; n != "" {
			names = append(names, n)
		}
	}
	return names
}

// party is p as a form shows it. The identity number goes along; only the form for a
// court prints it.
func (d *drawer) party(p casework.Party) form.Party {
	f := form.Party{
		Name: p.Name, Organisation: p.Kind == "organisation", Occupation: p.Work, Address: p.Address, Phone: p.Phone,
		IDNumber: p.IDNumber, Representative: p.LegalRep, Agent: p.Agent,
	}
	if p.Count > 1 {
		f.Name = fmt.Sprintf(txGroup, p.Name, p.Count)
	}
	if !f.Organisation {
		f.Gender = map[string]string{"1": txMale, "2": txFemale}[p.Sex]
		f.Age = age(p.BornOn, d.on)
	}
	if p.Agent != "" && p.AgentAs != "agent" {
		f.AgentTitle = d.name(codes.ListRepresentation, p.AgentAs)
	}
	f.Guarded, f.AgentAuthority = p.Agent != "" && p.AgentAs == "guardian", p.AgentBy
	f.AgentRelation = txRelations[p.AgentRel]
	return f
}

// age is the age in whole years on a day; "" when it cannot be known.
func age(born string, on calendar.Date) string {
	b, err := calendar.ParseDate(born)
	if err != nil || b.After(on) {
		return ""
	}
	years := on.Year - b.Year
	if b.AddMonths(12 * years).After(on) {
		years--
	}
	return strconv.Itoa(years)
}

func (d *drawer) parties(ps []casework.Party) []form.Party {
	out := make([]form.Party, 0, len(ps))
	for _, p := range ps {
		out = append(out, d.party(p))
	}
	return out
}

// partyByID is nil when there is none.
func (d *drawer) partyByID(id string) *casework.Party {
	for i := range d.c.Parties {
		if d.c.Parties[i].ID == id {
			return &d.c.Parties[i]
		}
	}
	return nil
}

// askers are the names of those to whom a decision on taking the case in is addressed:
// who applied, or everybody where nobody did.
func (d *drawer) askers() []string {
	var asked, all []string
	for _, p := range d.c.Parties {
		n := d.party(p).Name
		all = append(all, n)
		if p.Role == "applicant" {
			asked = append(asked, n)
		}
	}
	if len(asked) == 0 {
		return all
	}
	return asked
}

// inOrder are the parties as 甲方, 乙方 …: who applied, the other side, then those
// third parties that keep lets in.
func (d *drawer) inOrder(keep func(p casework.Party) bool) []casework.Party {
	var ps []casework.Party
	for _, p := range d.c.Parties {
		if p.Role != "third" || keep == nil || keep(p) {
			ps = append(ps, p)
		}
	}
	rank := map[string]int{"applicant": 0, "respondent": 1, "third": 2}
	slices.SortStableFunc(ps, func(a, b casework.Party) int { return cmp.Compare(rank[a.Role], rank[b.Role]) })
	return ps
}

// level is the level of the case with its batch, in words.
func (d *drawer) level() string {
	level, batch := d.name(codes.ListLevel, string(d.c.Level)), d.name(codes.ListBatch, string(d.c.Batch))
	if level != "" && batch != "" {
		return fmt.Sprintf(txAside, level, batch)
	}
	return level + batch
}

// trim takes the blanks and the stop off a text that goes into a sentence.
func trim(s string) string { return strings.TrimRight(strings.TrimSpace(s), txStop+txSemi) }

// aside joins two texts, the second in brackets; either may be missing.
func aside(a, b string) string {
	a, b = trim(a), trim(b)
	if a == "" || b == "" {
		return a + b
	}
	return fmt.Sprintf(txAside, a, b)
}
