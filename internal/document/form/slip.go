package form

import (
	"hemu/internal/document/flow"
	"hemu/internal/document/words"
)

// SlipKind says what an assignment slip asks for.
type SlipKind uint8

// The kinds of slips.
const (
	SlipLead       SlipKind = iota // 主办
	SlipDesignated                 // 指定管辖: cannot be returned
	SlipAssist                     // 协办; Assist then holds the lead unit
)

// slipWords are the words in which the kinds differ.
type slipWords struct{ title, to, others, answer, note string }

func (k SlipKind) words() slipWords {
	switch k {
	case SlipDesignated:
		return slipWords{slTitleSet, slTo, slAssist, slAnswerSet, slLeadSet}
	case SlipAssist:
		return slipWords{slTitleHelp, slAssist, slMain, slAnswerSet, slLeadHelp}
	}
	return slipWords{slTitle, slTo, slAssist, slAnswer, slLead}
}

// Slip is the 交办单 (mission C5) with the 四定 (goal, leader, handler, limit) and the
// 四包 (who answers for inquiry, persuasion, stabilisation, settlement).
type Slip struct {
	Meta
	Kind       SlipKind
	Issuer     Office
	Number     string
	CaseNumber string
	To         string // unit it is addressed to
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
	Limit      string // both in words, instead of Deadline and SignBy
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
	kind, limit := s.Kind.words(), s.Limit
	if limit == "" {
		limit = fill(slLimitText, "due", words.Day(s.Deadline), "sign", words.Day(s.SignBy))
	}
	qr := flow.Cell{QR: s.URL, QRSize: 24, Rows: 3, Middle: true, Paras: []flow.Para{{Runs: []flow.Run{{Text: slScan, Role: flow.Kai}}, Align: flow.Centre, Size: 10}}}
	if s.URL == "" {
		qr = down(3, value(""))
	}
	issuer := flow.Cell{Span: 2, Paras: []flow.Para{flow.Line(slSigner+s.Signer, flow.Left)},
		Foot: []flow.Para{flow.Line(wSealHint, flow.Centre), flow.Line(words.Day(s.Issued), flow.Right)}}
	receive := flow.Cell{Span: 2, Paras: []flow.Para{flow.Line(kind.answer, flow.Left), flow.Line(slReceiver, flow.Left)},
		Foot: []flow.Para{flow.Line(wSealHint, flow.Centre), flow.Line(flow.SignDay, flow.Right)}}
	four := []struct{ name, value string }{{slGoal, s.Goal}, {slLeader, s.Leader}, {slHandler, s.Handler}, {slLimit, limit}}
	rows := []flow.Row{
		row(9, across(2, label(kind.to)), across(3, value(s.To)), qr),
		row(9, across(2, label(kind.others)), across(3, value(join(s.Assist)))),
		row(9, across(2, label(slCase)), value(s.CaseNumber), label(slLevel), value(s.Level)),
		row(9, across(2, label(slSubject)), across(4, value(s.Subject))),
		grow(28, across(2, label(slFacts)), across(4, text(s.Facts))),
		row(12, across(2, label(slRequired)), across(4, text(s.Required))),
	}
	for i, f := range four {
		cells := []flow.Cell{label(f.name), across(4, value(f.value))}
		if i == 0 {
			cells = append([]flow.Cell{down(len(four), label(slFour))}, cells...)
		}
		rows = append(rows, row(9, cells...))
	}
	rows = append(rows,
		row(9, down(2, label(slCarry)), label(slInquire), value(s.Inquire), label(slPersuade), across(2, value(s.Persuade))),
		row(9, label(slCalm), value(s.Calm), label(slSettle), across(2, value(s.Settle))),
		row(30, label(slBy), issuer, label(slReceive), receive),
	)
	table := flow.Table{Columns: []float64{13, 27, 42, 20, 31, 32}, Rows: rows}
	note := kind.note
	if len(s.Copies) > 0 {
		note += slCopies + wColon + join(s.Copies) + wStop
	}
	return document(s.Meta, flow.Sheet(), kind.title,
		flow.Caption{Over: s.Issuer.Name, Text: kind.title, Red: true, Size: 20},
		flow.Ends{Left: slIssued + wColon + words.Day(s.Issued), Right: wNumber + s.Number},
		table, flow.Para{Runs: []flow.Run{{Text: note, Role: flow.Kai}}, Indent: 2, Size: 10.5})
}
