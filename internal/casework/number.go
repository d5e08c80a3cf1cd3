package casework

import (
	"cmp"
	"context"
	"slices"

	"hemu/internal/calendar"
	"hemu/internal/message"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// kindCase is the sequence of case numbers; papers have one for each kind.
const kindCase = "case"

// number is one official number that was allotted.
type number struct {
	issuer, kind string
	year         int
	seq          int64
	subject      string // case, agreement or slip
	text         *string
}

// allot gives case, agreements and slips that lack one their official numbers,
// each gap-free for its issuer, kind and year (Shanghai). It goes through them
// in one order, so that transactions never wait for each other in a ring. The
// paper of an agreement carries the number of the agreement.
func allot(ctx context.Context, tx *sqldb.Tx, before Case, after *Case, e Env) ([]number, error) {
	var numbers []number
	year := calendar.DateOf(tx.Now).Year
	need := func(issuer, kind, subject string, text *string) {
		if *text == "" {
			numbers = append(numbers, number{issuer, kind, year, 0, subject, text})
		}
	}
	// The parts are shared with nobody: commands work on a copy.
	if before.ID == "" {
		need(after.IntakeOrg, kindCase, string(after.ID), &after.No)
	}
	for i := range after.Agreements {
		if a := &after.Agreements[i]; a.State == "concluded" {
			need(after.Holder, "agreement", a.ID, &a.No)
		}
	}
	for i := range after.Slips {
		if s := &after.Slips[i]; !s.ofAgreement() {
			need(s.Org, s.Kind, s.ID, &s.No)
		}
	}
	slices.SortStableFunc(numbers, func(a, b number) int { return cmp.Or(cmp.Compare(a.issuer, b.issuer), cmp.Compare(a.kind, b.kind)) })
	for i := range numbers {
		n := &numbers[i]
		seq, err := org.NextNumber(ctx, tx, n.issuer, n.kind, year)
		if err != nil {
			return nil, err
		}
		n.seq = seq
		u, err := issuer(ctx, tx, e, n.issuer)
		if err != nil {
			return nil, err
		}
		*n.text = org.FormatNumber(patternOf(n.kind, u), org.Number{Year: year, Short: u.ShortName, Seq: seq})
	}
	for i := range after.Slips {
		s := &after.Slips[i]
		if a := after.agreementByID(s.Subject); a != nil && s.ofAgreement() {
			s.No = a.No
		}
	}
	return numbers, nil
}

// ofAgreement reports whether s is the agreement itself on paper.
func (s Slip) ofAgreement() bool { return s.Kind == "agreement" || s.Kind == "oral_agreement" }

func (c *Case) agreementByID(id string) *Agreement {
	return byID(c.Agreements, id, func(a *Agreement) string { return a.ID })
}

// patternOf is how numbers of a kind are written: cases and agreements by the
// unit's own pattern, papers by one for each kind. Official numbers are Chinese
// in every language.
func patternOf(kind string, u org.Unit) string {
	switch kind {
	case kindCase:
		return u.NumberPattern
	}
	return message.Text(message.Chinese, "casework.number."+kind, nil)
}

func issuer(ctx context.Context, tx *sqldb.Tx, e Env, id string) (org.Unit, error) {
	if u, ok := e.Units[id]; ok {
		return u, nil
	}
	return org.Get(ctx, tx, id)
}
