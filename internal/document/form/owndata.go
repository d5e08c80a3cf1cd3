package form

import (
	"hemu/internal/document/flow"
	"hemu/internal/document/words"
)

// DataReply is the 个人信息请求答复书: what a person asked about their own data, what was
// decided and why, and where to turn (个人信息保护法 44–47, 50, 65).
type DataReply struct {
	Meta
	Office     Office
	Number     string
	To         string // by name, "" where nobody could show who they are
	CaseNumber string
	Asked      string // day
	Kind       string // see, copy, correct, delete
	Text       string // in the person's words
	Decision   string // granted, partly, refused
	Reason     string
	KeptUntil  string // of a deletion: day
	Day        string
}

// Document makes the form.
func (r DataReply) Document() *flow.Document {
	lead := drLead
	if r.To == "" {
		lead = drLeadUnproven
	}
	d := document(r.Meta, flow.Form(), drTitle,
		flow.Caption{Over: r.Office.Name, Text: drTitle}, number(r.Number), flow.Line(fill(rcTo, "names", orBlank(r.To)), flow.Left),
		flow.P(fill(lead, "on", words.Day(r.Asked), "number", r.CaseNumber, "kind", drKinds[r.Kind])),
		flow.P(fill(drText, "text", r.Text)), flow.P(drDecisions[r.Decision]))
	add := func(text string) { d.Blocks = append(d.Blocks, flow.P(text)) }
	if r.Reason != "" {
		add(fill(drReason, "reason", r.Reason))
	}
	if r.Decision != "refused" {
		switch {
		case r.Kind == "delete" && r.KeptUntil != "":
			add(fill(drKept, "day", words.Day(r.KeptUntil)))
		case r.Kind == "delete":
			add(drKeptOpen)
		default:
			add(drDone[r.Kind])
		}
	}
	add(drBasis)
	add(drTurn)
	if r.Office.Phone != "" {
		add(wAsk + r.Office.Phone)
	}
	d.Blocks = append(d.Blocks, seal(r.Office.Name, r.Day), flow.Signs{Signs: signs(rcReceiver, wSignHow, nil, true)})
	return d
}

// OwnData is the 个人信息副本: all that a case holds about one of its people and that is
// theirs alone. Lines are label and value in words; empty values are left out.
type OwnData struct {
	Meta
	CaseNumber string
	Unit       string
	Day        string
	Person     [][2]string
	Parts      []OwnPart
}

// OwnPart is one list of an OwnData.
type OwnPart struct {
	Title string
	Lines []string
}

// Document makes the form.
func (o OwnData) Document() *flow.Document {
	table := flow.Table{Columns: []float64{40, 126}, Rows: []flow.Row{row(9, label(wUnitLine), value(o.Unit)), row(9, label(ctCase), value(o.CaseNumber))}}
	for _, line := range o.Person {
		if line[1] != "" {
			table.Rows = append(table.Rows, row(9, label(line[0]), text(line[1])))
		}
	}
	d := document(o.Meta, flow.Form(), odTitle, flow.Caption{Text: odTitle}, flow.P(odLead), table)
	for _, part := range o.Parts {
		if len(part.Lines) == 0 {
			continue
		}
		d.Blocks = append(d.Blocks, flow.Heading{Level: 1, Text: part.Title})
		for i, line := range part.Lines {
			d.Blocks = append(d.Blocks, flow.P(itoa(i+1)+". "+line))
		}
	}
	d.Blocks = append(d.Blocks, seal(o.Unit, o.Day))
	return d
}
