package document

import (
	"fmt"

	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/document/form"
)

// receipt shows who handles the case and until when as the record stands now: it is
// what a party keeps. Before the handling unit has signed, the day is not certain and
// the policy's words stand in its place.
func (d *drawer) receipt() form.Receipt {
	c := d.c
	r := form.Receipt{
		Meta: d.meta, Office: d.office(d.slip.Org), Number: d.slip.No, CaseNumber: c.No, To: d.askers(), Subject: c.Title,
		Source: d.source(), Channel: d.name(codes.ListChannel, c.Channel), Received: day(c.ReportedAt), Accepted: day(d.slip.IssuedAt),
		Unit: d.ctx.Units[c.Holder].Name, Handler: d.ctx.People[c.Handler], Phone: d.ctx.Units[c.Holder].Phone,
		Code: d.ctx.TrackingCode, URL: d.ctx.TrackingURL,
	}
	due := ""
	if k := d.clock(casework.HandlingClock, ""); k != nil {
		due = before(*k)
	}
	if due == "" {
		due = d.handlingRule(c.Holder, txFromUnit)
	}
	if due != "" {
		r.Limit = fmt.Sprintf(txDo, due)
	}
	return r
}

// refusal says why, by which rule and where else to turn (mission R3). The rule is the
// citation of the list the reason is from.
func (d *drawer) refusal() form.Refusal {
	said := d.said()
	r := form.Refusal{
		Meta: d.meta, Office: d.office(d.slip.Org), Number: d.slip.No, To: d.askers(), Subject: d.c.Title,
		Applied: day(d.c.ReportedAt), Routes: d.routes(said.Routes), Day: day(d.slip.IssuedAt), Code: d.ctx.TrackingCode, URL: d.ctx.TrackingURL,
	}
	if said.Reason != otherReason {
		if reason := trim(d.name(codes.ListDecline, said.Reason)); reason != "" {
			r.Reason = reason + txStop + "\n"
		}
		list, _ := d.ctx.Codes.List(codes.ListDecline)
		r.Basis = trim(list.Citation)
	}
	r.Reason += said.Note
	return r
}

// otherReason is the code 其他 of the reasons for declining: no rule names it, and the
// note says what it was.
const otherReason = "99"

// register is filled in when the case is taken in; until then its day is blank.
func (d *drawer) register() form.Registration {
	c := d.c
	return form.Registration{
		Meta: d.meta, Committee: d.office(c.IntakeOrg), Number: c.No, Parties: d.parties(d.inOrder(nil)),
		Category: d.name(codes.ListCause, c.Cause), Source: d.source(), Facts: c.Facts, Registrar: d.ctx.People[c.Registrar], Day: day(c.AcceptedAt),
	}
}

// source is the Ministry's source of the channel.
func (d *drawer) source() form.Source {
	switch d.ctx.Codes.Map(codes.ListChannel, d.c.Channel, codes.ListSource, d.on) {
	case "active":
		return form.SourceOwn
	case "entrusted":
		return form.SourceEntrusted
	}
	return form.SourceApplication
}

// rights is told before the first session; its day is that of the telling.
func (d *drawer) rights() form.RightsNotice {
	n := form.RightsNotice{
		Meta: d.meta, Committee: d.office(d.c.Holder), Number: d.c.No, Parties: d.parties(d.inOrder(nil)), Teller: d.ctx.People[d.c.Handler],
	}
	for _, s := range d.c.Sessions {
		if s.RightsTold && n.Day == "" {
			n.Committee, n.Day = d.office(s.Org), day(s.HeldAt)
			if mediators := s.Leading(); len(mediators) > 0 {
				n.Teller = mediators[0]
			}
		}
	}
	return n
}
