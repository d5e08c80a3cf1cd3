package document

import (
	"cmp"
	"fmt"
	"slices"

	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/document/flow"
	"hemu/internal/document/form"
)

// agreed is the agreement with an id, nil for none.
func (d *drawer) agreed(id string) *casework.Agreement {
	for i := range d.c.Agreements {
		if a := &d.c.Agreements[i]; a.ID == id {
			return a
		}
	}
	return nil
}

// bound are the parties of an agreement in the order of 甲方, 乙方 …: all but third
// parties who neither owe nor are owed anything.
func (d *drawer) bound(a *casework.Agreement) []casework.Party {
	return d.inOrder(func(p casework.Party) bool {
		return slices.ContainsFunc(a.Duties, func(o casework.Obligation) bool { return o.Debtor == p.ID || o.Creditor == p.ID })
	})
}

// agreement prints what was signed: duties as they stood then, whatever became of
// them. It has no identity numbers, as the Ministry's form has none.
func (d *drawer) agreement() (paper, error) {
	a := d.agreed(d.slip.Subject)
	if a == nil {
		return nil, d.noSubject()
	}
	f := d.written(a)
	f.Day = cmp.Or(a.SealedOn, a.Effective)
	return f, nil
}

// written fills the form from a drafted or a concluded agreement.
func (d *drawer) written(a *casework.Agreement) form.Agreement {
	return form.Agreement{
		Meta: d.meta, Committee: d.office(d.slip.Org), Number: cmp.Or(d.slip.No, a.No), Parties: d.parties(d.bound(a)),
		Facts: a.Facts, Liability: a.Issues, Clauses: clauses(a.Terms), Performance: d.performance(a), Mediators: a.Mediators, Recorder: a.Clerk,
	}
}

// oral is the register of an agreement by word of mouth.
func (d *drawer) oral() (paper, error) {
	a := d.agreed(d.slip.Subject)
	if a == nil {
		return nil, d.noSubject()
	}
	f := d.spoken(a)
	f.Day = a.Effective
	return f, nil
}

// spoken fills the register; the place is that of the session that led to it.
func (d *drawer) spoken(a *casework.Agreement) form.OralAgreement {
	f := form.OralAgreement{
		Meta: d.meta, Committee: d.office(d.slip.Org), Number: cmp.Or(d.slip.No, a.No), Parties: d.parties(d.bound(a)),
		Facts: a.Facts, Clauses: clauses(a.Terms), Performance: d.performance(a), Mediators: a.Mediators, Recorder: a.Clerk,
	}
	if a.Issues != "" {
		f.Facts += "\n" + a.Issues
	}
	reached := d.slip.IssuedAt
	if !a.Concluded.IsZero() {
		reached = a.Concluded
	}
	for _, s := range d.c.Sessions {
		if s.State == "held" && s.Outcome == "agreed" && !s.HeldAt.After(reached) {
			f.Place = s.Place
		}
	}
	return f
}

// clauses are the terms as the parties worded them; amounts and days stand in the duties.
func clauses(terms []string) []form.Clause {
	out := make([]form.Clause, 0, len(terms))
	for _, t := range terms {
		out = append(out, form.Clause{Text: t})
	}
	return out
}

// performance lists the duties as they were agreed.
func (d *drawer) performance(a *casework.Agreement) form.Performance {
	p := form.Performance{Way: trim(a.Manner), Place: trim(a.Place)}
	who := map[string]string{}
	for i, b := range d.bound(a) {
		who[b.ID] = form.Side(i) + d.party(b).Name
	}
	for _, o := range a.Duties {
		duty := form.Duty{Debtor: who[o.Debtor], Creditor: who[o.Creditor], What: o.What, Due: d.agreedDay(o)}
		if o.Kind == "pay" {
			duty.Fen = o.AmountFen
		}
		// A duty performed after the draft was written is none that was performed on the spot.
		if o.State == "performed" && !o.ChangedAt.IsZero() && !o.ChangedAt.After(a.CreatedAt) {
			duty.Done = o.DoneOn
		}
		p.Duties = append(p.Duties, duty)
	}
	return p
}

// agreedDay is the last day for a duty as the parties signed it. Urging gives a duty a
// new day; its first clock still has the old one.
func (d *drawer) agreedDay(o casework.Obligation) string {
	for _, k := range d.c.Clocks {
		if k.Kind == casework.PerformClock && k.Subject == o.ID {
			return cmp.Or(k.Fixed, o.DueOn)
		}
	}
	return o.DueOn
}

// draft is the agreement being drafted, with a watermark. Where there are one-time
// codes every bound party has its own copy, of which only the own one bears its code;
// copies never share a sheet and have no page numbers. About marriage, support
// and inheritance the parties sign by hand (Electronic Signature Law 3): no codes.
func (d *drawer) draft() (*flow.Document, error) {
	var a *casework.Agreement
	for i := range d.c.Agreements {
		if d.c.Agreements[i].State == "draft" {
			a = &d.c.Agreements[i]
		}
	}
	if a == nil {
		return nil, ErrNoDraft
	}
	d.meta.Watermark = txDraft
	if len(d.ctx.Confirm) == 0 || slices.Contains(a.CourtTips, "court.identity") {
		return d.copyOf(a, form.Draft{}), nil
	}
	return copies(d.bound(a), func(i int, p casework.Party) *flow.Document {
		return d.copyOf(a, form.Draft{For: form.Side(i) + d.party(p).Name, Code: d.ctx.Confirm[p.ID]})
	}, func() *flow.Document { return d.copyOf(a, form.Draft{}) }), nil
}

func (d *drawer) copyOf(a *casework.Agreement, own form.Draft) *flow.Document {
	if a.Form == "oral" {
		f := d.spoken(a)
		f.Draft = own
		return f.Document()
	}
	f := d.written(a)
	f.Draft = own
	return f.Document()
}

// court is the application all parties make together; only here identity numbers are
// printed, for the court needs them.
func (d *drawer) court() (paper, error) {
	a := d.agreed(d.slip.Subject)
	if a == nil {
		return nil, d.noSubject()
	}
	f := form.Confirmation{
		Meta: d.meta, Committee: d.office(d.slip.Org), Number: a.No, Parties: d.parties(d.bound(a)), Subject: d.c.Title,
		Agreed: cmp.Or(day(a.Concluded), a.Effective), Effective: a.Effective,
	}
	if a.Court != nil {
		f.Court, f.Day = a.Court.Court, a.Court.On
	}
	if k := d.clock(casework.CourtClock, a.ID); k != nil {
		f.Until = lastDay(*k)
	}
	return f, nil
}

// termination says why mediation ended and where else the parties can turn (人民调解法 26).
func (d *drawer) termination() form.Ending {
	return form.Ending{
		Meta: d.meta, Committee: d.office(d.slip.Org), Number: d.slip.No, CaseNumber: d.c.No, Parties: d.parties(d.inOrder(nil)),
		Subject: d.c.Title, Reason: d.endReason(), Routes: d.routes(d.said().Routes), Day: day(d.slip.IssuedAt),
	}
}

// endReason is why mediation ended, in words that go on a sentence.
func (d *drawer) endReason() string {
	said := d.said()
	if said.Reason == "" {
		reason := txWithdrawn
		if p := d.partyByID(said.Party); p != nil {
			reason = fmt.Sprintf(txWithdrawnBy, d.party(*p).Name)
		}
		return aside(reason, said.Note)
	}
	if said.Reason == "other" && said.Note != "" {
		return trim(said.Note)
	}
	return aside(d.name(codes.ListTermination, said.Reason), said.Note)
}
