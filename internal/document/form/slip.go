package form

import (
	"hemu/internal/document/flow"
	"hemu/internal/document/words"
)

// Slip is the 交办单 (mission C5) with the 四定 (goal, leader, handler, limit) and the
// 四包 (who answers for inquiry, persuasion, stabilisation, settlement).
type Slip struct {
	Meta
	Issuer     Office
	Number     string
	CaseNumber string
	To         string // lead unit
	Assist     []string
	Copies     []string
	Subject    string
	Facts      string
	Level      string // in words
	Required   string
	Goal       string
	Leader     string
	Handler    string
	Deadline   string // day
	SignBy     string // day
	Inquire    string // 包调查, who answers for it; likewise below
	Persuade   string
	Calm       string
	Settle     string
	Signer     string // who issues it
	Issued     string // day
	URL        string // for the QR code, "" for none
}

// Document makes the form.
func (s Slip) Document() *flow.Document {
	qr := flow.Cell{QR: s.URL, QRSize: 24, Rows: 3, Middle: true, Paras: []flow.Para{{Runs: []flow.Run{{Text: slScan, Role: flow.Kai}}, Align: flow.Centre, Size: 10}}}
	if s.URL == "" {
		qr = down(3, value(""))
	}
	sign := flow.Cell{
		Span:  5,
		Paras: []flow.Para{flow.Line(slReturned, flow.Left)},
		Foot:  []flow.Para{flow.Line(slReceiver+flow.SignDay, flow.Right), flow.Line(wSealHint+"　　", flow.Right)},
	}
	sign.Foot[0].Runs[0].Text = slReceiver + "　　　　　　" + flow.SignDay
	table := flow.Table{
		Columns: []float64{15, 26, 36, 24, 30, 32},
		Size:    13, Pitch: 20,
		Rows: []flow.Row{
			row(10, across(2, label(slTo)), across(3, value(s.To)), qr),
			row(10, across(2, label(slAssist)), across(3, value(join(s.Assist)))),
			row(10, across(2, label(slCase)), value(s.CaseNumber), label(slLevel), value(s.Level)),
			row(10, across(2, label(slSubject)), across(4, value(s.Subject))),
			row(32, across(2, label(slFacts)), across(4, text(s.Facts))),
			row(18, across(2, label(slRequired)), across(4, text(s.Required))),
			row(10, down(4, label(slFour)), label(slGoal), across(4, value(s.Goal))),
			row(9, label(slLeader), across(4, value(s.Leader))),
			row(9, label(slHandler), across(4, value(s.Handler))),
			row(9, label(slLimit), value(fill(slDueBy, "day", words.Day(s.Deadline))), label(slSignBy), across(2, value(fill(slDueBy, "day", words.Day(s.SignBy))))),
			row(9, down(2, label(slCarry)), label(slInquire), value(s.Inquire), label(slPersuade), across(2, value(s.Persuade))),
			row(9, label(slCalm), value(s.Calm), label(slSettle), across(2, value(s.Settle))),
			row(26, label(slReceive), sign),
		},
	}
	d := document(s.Meta, flow.Form(), slTitle,
		flow.Caption{Over: s.Issuer.Name, Text: slTitle, Red: true, Size: 20},
		flow.Ends{Left: slIssued + wColon + words.Day(s.Issued), Right: wNumber + s.Number},
		table, flow.P(slLead))
	if len(s.Copies) > 0 {
		d.Blocks = append(d.Blocks, flow.P(slCopies+wColon+join(s.Copies)))
	}
	d.Blocks = append(d.Blocks, flow.P(slIssuer+wColon+s.Signer), seal(s.Issuer.Name, s.Issued))
	return d
}
