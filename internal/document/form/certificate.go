package form

import (
	"hemu/internal/document/flow"
	"hemu/internal/document/words"
)

// Certificate is the 个人信息匿名化证明: what was destroyed, on whose word and under which
// rule. It names files by number and nobody by name but the two who decided.
type Certificate struct {
	Meta
	Number   string
	Unit     Office
	Proposed string // by name
	Decided  string // by name
	On, Done string // days
	Reason   string
	Files    int
	Entries  int
	Cases    []Ended
}

// Ended is one file of a Certificate.
type Ended struct {
	No       string
	Category string // in words
	From     string // day
	Period   string // in words
	Years    int
	Kept     string // why it was not destroyed, "" when it was
}

// Document makes the form.
func (c Certificate) Document() *flow.Document {
	gone := 0
	list := flow.Table{
		Columns: []float64{12, 50, 30, 26, 22, 26}, Head: 1,
		Rows: []flow.Row{row(9, label(tcNo), label(ctCase), label(ctCategory), label(ctFrom), label(ctRule), label(ctResult))},
	}
	for i, k := range c.Cases {
		result := ctGone
		if k.Kept != "" {
			result = fill(ctKept, "why", k.Kept)
		} else {
			gone++
		}
		list.Rows = append(list.Rows, row(9, centre(itoa(i+1)), value(k.No), value(k.Category), value(words.Day(k.From)),
			value(fill(ctYears, "period", k.Period, "n", itoa(k.Years))), value(result)))
	}
	head := flow.Table{
		Columns: []float64{28, 55, 28, 55},
		Rows: []flow.Row{
			row(9, label(ctUnit), across(3, value(c.Unit.Name))),
			row(9, label(ctProposed), value(c.Proposed), label(ctDecided), value(c.Decided)),
			row(9, label(ctDay), value(words.Day(c.On)), label(ctDone), value(words.Day(c.Done))),
			row(9, label(ctReason), across(3, text(c.Reason))),
			row(9, label(ctCount), across(3, value(fill(ctSum, "cases", itoa(gone), "files", itoa(c.Files), "entries", itoa(c.Entries))))),
		},
	}
	d := document(c.Meta, flow.Form(), ctTitle, flow.Caption{Text: ctTitle}, number(c.Number))
	d.Blocks = append(d.Blocks, paras(ctLead)...)
	d.Blocks = append(d.Blocks, head, flow.Gap{MM: 4}, list, flow.Gap{MM: 4})
	d.Blocks = append(d.Blocks, paras(ctBasis)...)
	d.Blocks = append(d.Blocks, seal(c.Unit.Name, c.Done))
	return d
}
