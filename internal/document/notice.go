package document

import (
	"fmt"
	"slices"

	"hemu/internal/casework"
	"hemu/internal/document/flow"
	"hemu/internal/document/form"
)

// notice calls each invited party to a session, every one on a copy of their own. It
// says what was planned when it was made; whether it still holds is of today. A
// concealed party is an alias on every copy but as the addressee of the own one.
func (d *drawer) notice() *flow.Document {
	told, plan := d.c.Veiled(), d.slip.Said.Notice
	for _, s := range told.Slips {
		if s.ID == d.slip.ID {
			plan = s.Said.Notice
		}
	}
	f := form.SessionNotice{
		Meta: d.meta, Office: d.office(d.slip.Org), Number: d.slip.No, CaseNumber: d.c.No, Subject: told.Title, Time: period(plan.At, plan.Length),
		Place: aside(plan.Place, plan.Where), Mediators: plan.Mediators, Open: plan.Open, Contact: d.ctx.People[d.slip.IssuedBy],
		Replaces: d.c.Replaces(d.slip), Day: day(d.slip.IssuedAt),
	}
	if by, void := d.c.Voided(d.slip); void {
		f.Watermark, f.Void = txVoid, txCalledOff
		if by != "" {
			f.Void = fmt.Sprintf(txMoved, by)
		}
	}
	invited := d.inOrder(func(p casework.Party) bool { return slices.Contains(plan.Invited, p.ID) })
	return copies(invited, func(_ int, p casework.Party) *flow.Document {
		if !slices.Contains(plan.Invited, p.ID) {
			return nil
		}
		f.To = d.party(p).Name
		return f.Document()
	}, f.Document)
}

// copies puts what goes to different people into one document: none of them share a
// sheet, and each copy is numbered by itself. Where nobody gets one it is otherwise.
func copies(to []casework.Party, one func(i int, p casework.Party) *flow.Document, otherwise func() *flow.Document) (all *flow.Document) {
	for i, p := range to {
		switch next := one(i, p); {
		case next == nil:
		case all == nil:
			all = next
		default:
			all.Blocks = append(append(all.Blocks, flow.Break{Front: true}), next.Blocks...)
		}
	}
	if all == nil {
		all = otherwise()
	}
	return all
}
