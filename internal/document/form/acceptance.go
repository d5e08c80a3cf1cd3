package form

import (
	"hemu/internal/document/flow"
	"hemu/internal/document/words"
)

// Receipt is the 受理案件回执单 (mission C1).
type Receipt struct {
	Meta
	Office     Office
	Number     string // of the receipt
	CaseNumber string
	To         []string // whom it is given
	Subject    string
	Source     Source
	Channel    string // how the matter came, in words
	Received   string // day
	Accepted   string // day
	Deadline   string // day, last on which it shall be settled
	Limit      string // in words, instead of Deadline: where the day depends on a step still to come
	Unit       string // who handles it
	Handler    string
	Phone      string
	Code       string // tracking code
	URL        string // where the code is entered; printed and in the QR code
}

// Document makes the form.
func (r Receipt) Document() *flow.Document {
	qr := flow.Cell{QR: r.URL, QRSize: 27, Rows: 4, Middle: true, Paras: []flow.Para{{Runs: []flow.Run{{Text: rcScan, Role: flow.Kai}}, Align: flow.Centre, Size: 10}}}
	if r.URL == "" {
		qr = down(4, value(""))
	}
	code := flow.Cell{Span: 4, Middle: true, Paras: []flow.Para{{Runs: []flow.Run{{Text: r.Code, Role: flow.Head}}, Align: flow.Centre, Size: 17}}}
	if r.URL != "" {
		code.Paras = append(code.Paras, flow.Para{Runs: []flow.Run{{Text: fill(rcQuery, "url", r.URL)}}, Align: flow.Centre, Size: 10})
	}
	limit := r.Limit
	if limit == "" {
		limit = fill(rcBefore, "day", words.Day(r.Deadline))
	}
	table := flow.Table{
		Columns: []float64{22, 38, 22, 48, 35},
		Rows: []flow.Row{
			row(10, label(wCaseNumber), across(3, value(r.CaseNumber)), qr),
			row(10, label(rcDay), value(words.Day(r.Accepted)), label(rcDeadline), value(limit)),
			row(10, label(rcUnit), across(3, value(r.Unit))),
			row(10, label(rcHandler), value(r.Handler), label(rcPhone), value(r.Phone)),
			row(12, label(rcCode), code),
		},
	}
	d := document(r.Meta, flow.Sheet(), rcTitle,
		flow.Caption{Over: r.Office.Name, Text: rcTitle},
		number(r.Number),
		flow.Line(fill(rcTo, "names", join(r.To)), flow.Left),
		flow.P(fill([...]string{rcLead, rcLeadOwn, rcLeadSent}[r.Source], "received", words.Day(r.Received), "channel", r.Channel, "subject", r.Subject, "accepted", words.Day(r.Accepted))),
		flow.Gap{MM: 1}, table, flow.Gap{MM: 2},
	)
	for _, t := range []string{rcVoluntary, rcFree, rcOpen, rcSecret, rcAsk} {
		d.Blocks = append(d.Blocks, flow.P(t))
	}
	d.Blocks = append(d.Blocks, seal(r.Office.Name, r.Accepted),
		flow.Keep{Blocks: []flow.Block{
			flow.Rule{Dashed: true, Text: rcStub},
			flow.P(fill(rcStubLine, "number", r.Number)),
			flow.Signs{Signs: signs(rcReceiver, wSignHow, nil, true)},
		}})
	return d
}

// Refusal is the 不予受理告知书, or 不予调解告知书 when a mediation committee refuses to
// mediate what has been registered.
type Refusal struct {
	Meta
	Office  Office
	Number  string
	To      []string
	Subject string
	Applied string // day
	Mediate bool   // refuse to mediate, not to accept
	Reason  string // in words
	Basis   string // the rule, "" for none
	Routes  []Route
	Day     string
	Code    string // tracking code, "" leaves the QR code out
	URL     string // where the code is entered
}

// Document makes the form.
func (r Refusal) Document() *flow.Document {
	title, lead := rfTitleAccept, rfAccept
	if r.Mediate {
		title, lead = rfTitleMediate, rfMediate
	}
	d := document(r.Meta, flow.Form(), title,
		flow.Caption{Over: r.Office.Name, Text: title},
		number(r.Number),
		flow.Line(fill(rcTo, "names", join(r.To)), flow.Left),
		flow.P(fill(rfLead, "applied", words.Day(r.Applied), "subject", r.Subject)+lead),
	)
	d.Blocks = append(d.Blocks, paras(r.Reason)...)
	if r.Basis != "" {
		d.Blocks = append(d.Blocks, flow.P(fill(rfBasis, "basis", r.Basis)))
	}
	d.Blocks = append(d.Blocks, flow.P(rfTurn))
	d.Blocks = append(d.Blocks, routes(r.Routes)...)
	d.Blocks = append(d.Blocks, flow.P(rfKeep))
	if r.Office.Phone != "" {
		d.Blocks = append(d.Blocks, flow.P(wAsk+r.Office.Phone))
	}
	if r.URL != "" && r.Code != "" {
		d.Blocks = append(d.Blocks, flow.Gap{MM: 2}, beside(r.URL, fill(rfScan, "code", r.Code), fill(rcQuery, "url", r.URL)))
	}
	d.Blocks = append(d.Blocks, seal(r.Office.Name, r.Day), flow.Signs{Signs: signs(rcReceiver, wSignHow, nil, true)})
	return d
}

// RightsNotice is the 人民调解当事人权利义务告知书 (人民调解法 23, 24), one for each party.
type RightsNotice struct {
	Meta
	Committee Office
	Number    string // of the case
	Parties   []Party
	Teller    string // mediator who explained it
	Day       string
}

// Document makes the form.
func (n RightsNotice) Document() *flow.Document {
	d := document(n.Meta, flow.Sheet(), ntTitle, flow.Caption{Text: ntTitle, Size: 20}, flow.Ends{Left: n.Committee.Name, Right: wNumber + n.Number}, flow.P(ntLead))
	d.Paper.Size, d.Paper.Pitch = 12, 18.4
	for i, part := range []struct {
		head string
		text []string
	}{
		{ntNature, []string{nt11, nt12, nt13}},
		{ntRights, []string{nt21, nt22, nt23, nt24}},
		{ntDuties, []string{nt31, nt32, nt33}},
		{ntEffect, []string{nt41, nt42}},
		{ntTruth, []string{nt51}},
	} {
		d.Blocks = append(d.Blocks, flow.Heading{Level: 1, Text: item(i) + part.head})
		for _, t := range part.text {
			d.Blocks = append(d.Blocks, flow.P(t))
		}
	}
	d.Blocks = append(d.Blocks, flow.P(ntTold+ntSelf), flow.P(ntPublic),
		flow.Signs{Signs: append(partySigns(n.Parties), signs(ntTeller, wSignName, []string{n.Teller}, true)...)},
		flow.Line(words.Day(n.Day)+wTail, flow.Right))
	return d
}

func join(names []string) string {
	s := ""
	for i, n := range names {
		if i > 0 {
			s += wComma
		}
		s += n
	}
	return s
}
