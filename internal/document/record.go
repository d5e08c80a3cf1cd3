package document

import (
	"fmt"
	"slices"
	"strings"

	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/document/form"
	"hemu/internal/document/words"
)

// session is the record of one session: what was written down, and before it how it
// was held and that the parties were told their rights.
func (d *drawer) session() (paper, error) {
	at := slices.IndexFunc(d.c.Sessions, func(s casework.Session) bool { return s.ID == d.slip.Subject })
	if at < 0 {
		return nil, d.noSubject()
	}
	s := d.c.Sessions[at]
	f := form.SessionRecord{
		Meta: d.meta, Committee: d.office(s.Org), Number: d.slip.No, Time: period(s.HeldAt, s.Minutes), Place: s.Place, Matter: d.c.Title,
		Present: append(append(d.unitNames(s.Units), s.Experts...), s.Others...),
		Text:    d.opening(s) + "\n" + s.Record, Mediators: s.Leading(), Recorder: s.Clerk, Day: day(s.HeldAt),
	}
	for _, p := range d.inOrder(nil) {
		if slices.Contains(s.Present, p.ID) {
			f.Parties = append(f.Parties, d.party(p))
		}
	}
	f.Outcome, f.Detail = d.outcome(s)
	return f, nil
}

// opening is how a session was held.
func (d *drawer) opening(s casework.Session) string {
	separate, open := "", txClosed
	if s.Separate {
		separate = txSeparate
	}
	if s.Open {
		open = txOpen
	}
	text := fmt.Sprintf(txSession, s.No, d.name(codes.ListSessionKind, string(s.Kind)), separate, open)
	if s.Chair != "" {
		text += fmt.Sprintf(txChair, s.Chair)
	}
	if s.RightsTold {
		text += txTold
	}
	return text
}

// outcome is the result of a session. Whether an agreement is in writing is known once
// one was concluded after it; until then the boxes are left for the hand.
func (d *drawer) outcome(s casework.Session) (form.Outcome, string) {
	switch s.Outcome {
	case "agreed":
		for _, a := range d.c.Agreements {
			if a.Concluded.IsZero() || a.Concluded.Before(s.HeldAt) {
				continue
			}
			if a.Form == "oral" {
				return form.OutcomeOral, fmt.Sprintf(txAgreedNo, a.No)
			}
			return form.OutcomeWritten, fmt.Sprintf(txAgreedNo, a.No)
		}
		return form.OutcomeOpen, txAgreedText
	case "failed":
		return form.OutcomeFailed, txFailedText
	case "absent":
		return form.OutcomePending, txAbsentText
	}
	return form.OutcomePending, ""
}

// sessionLine is a session in one line of a report.
func (d *drawer) sessionLine(s casework.Session) string {
	result := map[string]string{"agreed": txAgreed, "failed": txFailed, "absent": txAbsent}[s.Outcome]
	if result == "" {
		result = txContinue
	}
	return fmt.Sprintf(txSessionLine, s.No, d.name(codes.ListSessionKind, string(s.Kind)), words.Day(day(s.HeldAt)), s.Place, strings.Join(s.Leading(), txComma), result)
}

// visit is one return visit: the party's own words first.
func (d *drawer) visit() (paper, error) {
	at := slices.IndexFunc(d.c.Visits, func(v casework.Visit) bool { return v.ID == d.slip.Subject })
	if at < 0 {
		return nil, d.noSubject()
	}
	v := d.c.Visits[at]
	f := form.Visit{
		Meta: d.meta, Committee: d.office(v.Org), Number: d.slip.No, Matter: d.c.Title, Time: words.Day(v.On), How: d.name(codes.ListVisitWay, v.Way),
		Findings:  v.Words,
		Performed: map[string]string{"yes": txPerformed, "partly": txPartly, "no": txNotPerformed, "none": txNothingToDo}[v.Performed],
		Satisfied: map[string]string{"yes": txSatisfied, "fair": txFair, "no": txUnsatisfied}[v.Satisfied],
		Signs:     txCalm,
	}
	if name := d.ctx.People[v.By]; name != "" {
		f.Visitors = []string{name}
	}
	if v.Escalating {
		f.Signs = txEscalating
	}
	if p := d.partyByID(v.Party); p != nil {
		f.Person = d.party(*p)
	}
	switch {
	case v.Party == "":
		f.Findings = fmt.Sprintf(txNobody, trim(d.name(codes.ListVisitNone, v.NoneWhy))) + "\n" + v.Words
	case v.Settled == "yes":
		f.Findings += "\n" + txSettledYes
	case v.Settled == "no":
		f.Findings += "\n" + txSettledNo
	}
	for _, a := range d.c.Agreements {
		if !a.Concluded.IsZero() && !a.Concluded.After(v.At) {
			f.AgreementNumber = a.No
		}
	}
	return f, nil
}
