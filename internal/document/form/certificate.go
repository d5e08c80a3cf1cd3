package form

import (
	"strings"

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
	Replayed string // day on which it was carried out again after an old backup was restored, ""
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

// KeptWhy says shortly why a file was kept, by the code of the fault that kept it;
// other is the text of the fault, for one that is seldom.
func KeptWhy(code, other string) string {
	switch code {
	case "case.held":
		return ctHeld
	case "case.person_waits":
		return ctWaits
	case "case.not_due":
		return ctNotDue
	case "case.anonymised":
		return ctBefore
	}
	return other
}

// Document makes the form. How many were destroyed and how many were kept, and why, is
// counted from the list below it: neither can say what the other does not.
func (c Certificate) Document() *flow.Document {
	var whys []string
	kept := map[string]int{}
	for _, k := range c.Cases {
		if k.Kept != "" {
			if kept[k.Kept]++; kept[k.Kept] == 1 {
				whys = append(whys, k.Kept)
			}
		}
	}
	gone, left := len(c.Cases), []string{}
	for _, why := range whys {
		gone -= kept[why]
		left = append(left, fill(ctLeft, "n", itoa(kept[why]), "why", why))
	}
	lead := ctLead
	if len(left) > 0 {
		lead = ctLeadSome
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
	if len(left) > 0 {
		head.Rows = append(head.Rows, row(9, label(ctNotGone), across(3, value(strings.Join(left, wSemi)))))
	}
	d := document(c.Meta, flow.Form(), ctTitle, flow.Caption{Text: ctTitle}, number(c.Number))
	d.Blocks = append(d.Blocks, paras(lead)...)
	d.Blocks = append(d.Blocks, head, flow.Gap{MM: 4}, c.list(), flow.Gap{MM: 4})
	if c.Replayed != "" {
		d.Blocks = append(d.Blocks, paras(fill(ctAgain, "day", words.Day(c.Replayed)))...)
	}
	d.Blocks = append(d.Blocks, paras(ctBasis)...)
	d.Blocks = append(d.Blocks, seal(c.Unit.Name, c.Done))
	return d
}

// list is every file of the batch with what became of it.
func (c Certificate) list() flow.Table {
	list := flow.Table{
		Columns: []float64{10, 44, 26, 32, 30, 24}, Head: 1,
		Rows: []flow.Row{row(9, label(tcNo), label(ctCase), label(ctCategory), label(ctFrom), label(ctRule), label(ctResult))},
	}
	for i, k := range c.Cases {
		result := ctGone
		if k.Kept != "" {
			result = fill(ctKept, "why", k.Kept)
		}
		list.Rows = append(list.Rows, row(9, centre(itoa(i+1)), value(k.No), value(k.Category), value(words.Day(k.From)),
			value(fill(ctYears, "period", k.Period, "n", itoa(k.Years))), value(result)))
	}
	return list
}
