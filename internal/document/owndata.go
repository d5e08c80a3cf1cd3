package document

import (
	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/document/flow"
	"hemu/internal/document/form"
	"hemu/internal/document/words"
	"hemu/internal/fault"
	"hemu/internal/message"
)

// dataReply is the written answer to a request about somebody's own data.
func (d *drawer) dataReply() (paper, error) {
	for _, r := range d.c.Requests {
		if r.ID != d.slip.Subject {
			continue
		}
		f := form.DataReply{
			Meta: d.meta, Office: d.office(d.slip.Org), Number: d.slip.No, CaseNumber: d.c.No, Asked: day(r.At), Kind: r.Kind, Text: r.Text,
			Decision: r.Decision, Reason: r.Reason, KeptUntil: r.KeptUntil, Day: day(d.slip.IssuedAt),
		}
		for _, p := range d.c.Parties {
			if p.ID == r.Party {
				f.To = p.Name
			}
		}
		return f, nil
	}
	return nil, d.noSubject()
}

// OwnData draws the copy of a person's data; by is who made it, and stands on every page.
func OwnData(own casework.OwnData, all codes.Snapshot, by string) *flow.Document {
	on := calendar.DateOf(own.MadeAt)
	word := func(key, code string) string {
		if code == "" {
			return ""
		}
		return message.Text(message.Chinese, key+"."+code, nil)
	}
	name := func(list, code string) string {
		if code == "" {
			return ""
		}
		return all.Name(list, code, string(message.Chinese), on)
	}
	mark := message.Text(message.Chinese, "own_data.mark", fault.Args{"name": by, "day": on.String()})
	p := own.Person
	label := func(key string) string { return word("own_data", key) }
	f := form.OwnData{
		Meta: form.Meta{Made: own.MadeAt.UTC(), Watermark: mark}, CaseNumber: own.CaseNo, Unit: own.Unit, Day: day(own.MadeAt),
		Person: [][2]string{
			{label("role"), word("own_data.role", p.Role)}, {label("name"), p.Name}, {label("sex"), map[string]string{"1": txMale, "2": txFemale}[p.Sex]},
			{label("born"), p.BornOn}, {label("phone"), p.Phone}, {label("id_number"), p.IDNumber},
			{label("address"), p.Address}, {label("work"), p.Work}, {label("legal_rep"), p.LegalRep}, {label("agent"), p.Agent}, {label("consent"), word("own_data.consent", p.Consent)},
		},
	}
	add := func(part string, lines []string) {
		f.Parts = append(f.Parts, form.OwnPart{Title: label(part), Lines: lines})
	}
	say := func(key string, args fault.Args) string { return message.Text(message.Chinese, "own_data."+key, args) }
	var sessions, contacts, visits, duties, requests []string
	for _, v := range own.Sessions {
		sessions = append(sessions, say("session", fault.Args{"day": day(v.HeldAt), "place": v.Place}))
	}
	for _, v := range own.Contacts {
		contacts = append(contacts, say("contact", fault.Args{"day": day(v.At), "way": name(codes.ListContactWay, v.Way)}))
	}
	for _, v := range own.Visits {
		visits = append(visits, say("visit", fault.Args{"day": v.On, "way": name(codes.ListVisitWay, v.Way), "words": v.Words}))
	}
	for _, v := range own.Duties {
		key := "owed"
		if v.Owes {
			key = "owes"
		}
		duties = append(duties, say(key, fault.Args{"what": word("own_data.duty", v.Kind), "day": v.DueOn, "state": word("own_data.duty_state", v.State), "yuan": amount(v.AmountFen)}))
	}
	for _, v := range own.Requests {
		requests = append(requests, say("request", fault.Args{"day": day(v.At), "kind": word("own_data.kind", v.Kind), "text": v.Text, "decision": word("own_data.decision", v.Decision)}))
	}
	add("sessions", sessions)
	add("contacts", contacts)
	add("visits", visits)
	add("duties", duties)
	add("requests", requests)
	return f.Document()
}

// amount is a sum in figures, "" for a duty that is none of money.
func amount(fen int64) string {
	if fen == 0 {
		return ""
	}
	return words.Figures(fen)
}
