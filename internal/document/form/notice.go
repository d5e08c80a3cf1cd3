package form

import (
	"hemu/internal/document/flow"
	"hemu/internal/document/words"
)

// SessionNotice is the 调解通知书 by which one party is called to a session. It names
// no other party.
type SessionNotice struct {
	Meta
	Office     Office
	Number     string
	CaseNumber string
	To         string
	Subject    string
	Time       string // in words
	Place      string
	Mediators  []string
	Open       bool // in public
	Contact    string
	Replaces   string // number of the notice before, "" for none
	Void       string // why it no longer holds, "" while it does
	Day        string
}

// Document makes the form.
func (n SessionNotice) Document() *flow.Document {
	how := snClosed
	if n.Open {
		how = snOpen
	}
	d := document(n.Meta, flow.Sheet(), snTitle, flow.Caption{Over: n.Office.Name, Text: snTitle}, number(n.Number))
	d.Paper.Size, d.Paper.Pitch = 12, 18.4 // each is one side of a sheet
	add := func(bs ...flow.Block) { d.Blocks = append(d.Blocks, bs...) }
	if n.Void != "" {
		add(flow.Para{Runs: []flow.Run{{Text: n.Void, Role: flow.Head}}, Align: flow.Centre})
	}
	add(flow.Line(fill(rcTo, "names", orBlank(n.To)), flow.Left), flow.P(fill(snLead, "subject", n.Subject, "number", n.CaseNumber)), flow.Gap{MM: 1},
		flow.Table{Columns: []float64{30, 135}, Rows: []flow.Row{
			row(11, label(wTime), value(n.Time)),
			row(11, label(wPlace), value(n.Place)),
			row(11, label(wMediator), value(join(n.Mediators))),
			row(11, label(snHow), value(how)),
		}}, flow.Gap{MM: 2})
	for _, t := range []string{snFree, snBring, rcOpen, snCannot} {
		add(flow.P(t))
	}
	if n.Replaces != "" {
		add(flow.P(fill(snReplaces, "number", n.Replaces)))
	}
	add(contact(n.Contact, n.Office), seal(n.Office.Name, n.Day), flow.Keep{Blocks: []flow.Block{
		flow.Rule{Dashed: true, Text: rcStub},
		flow.P(fill(snStub, "number", n.Number)),
		flow.Signs{Signs: signs(rcReceiver, wSignHow, nil, true)},
	}})
	return d
}

// DayList is the 调解安排表: the sessions of a unit on one day, for the door and the
// counter. It holds nothing of parties and nothing of what a case is about.
type DayList struct {
	Meta
	Unit     string
	Day      string
	Sessions []Held
	More     bool // there are more than are listed
}

// Held is a line of a DayList.
type Held struct {
	Time      string // 09:00–10:00
	Place     string
	Number    string // of the case; "" for a confidential one
	Kind      string // in words
	Mediators []string
	Remark    string
}

// Document makes the form.
func (l DayList) Document() *flow.Document {
	t := flow.Table{
		Columns: []float64{32, 36, 50, 22, 33, 20}, Head: 1,
		Rows: []flow.Row{row(10, label(wTime), label(wPlace), label(wCaseNumber), label(snHow), label(wMediator), label(wRemark))},
	}
	for _, s := range l.Sessions {
		t.Rows = append(t.Rows, row(10, centre(s.Time), value(s.Place), value(s.Number), centre(s.Kind), value(join(s.Mediators)), value(s.Remark)))
	}
	last := flow.Line(dlNone, flow.Left)
	switch {
	case l.More:
		last = flow.Line(dlMore, flow.Left)
	case len(l.Sessions) > 0:
		last = flow.Line(fill(dlCount, "n", itoa(len(l.Sessions))), flow.Left)
	}
	return document(l.Meta, flow.Sheet(), dlTitle, flow.Caption{Over: l.Unit, Text: dlTitle}, flow.Ends{Right: words.Day(l.Day)}, t, last)
}
