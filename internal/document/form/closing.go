package form

import (
	"strings"

	"hemu/internal/document/flow"
	"hemu/internal/document/words"
)

// Confirmation is the 司法确认申请书, which all parties make together (人民调解法 33).
type Confirmation struct {
	Meta
	Committee Office
	Court     string
	Number    string // of the agreement
	Parties   []Party
	Subject   string
	Agreed    string   // day of the agreement
	Effective string   // day
	Until     string   // last day to apply; computed by the caller
	Papers    []string // "" for the usual list
	Day       string
}

// Document makes the form.
func (c Confirmation) Document() *flow.Document {
	d := document(c.Meta, flow.Form(), cfTitle, flow.Caption{Text: cfTitle})
	add := func(bs ...flow.Block) { d.Blocks = append(d.Blocks, bs...) }
	for i, p := range c.Parties {
		add(partyLines(fill(cfSide, "side", Side(i)), p, true)...)
	}
	add(flow.Heading{Level: 1, Text: cfAsk},
		flow.P(fill(cfAskText, "day", words.Day(c.Agreed), "committee", c.Committee.Name, "number", c.Number)),
		flow.Heading{Level: 1, Text: cfFacts},
		flow.P(fill(cfFactText, "subject", c.Subject, "committee", c.Committee.Name, "effective", words.Day(c.Effective))),
		flow.P(cfHonest), flow.Para{Runs: []flow.Run{{Text: cfCourt}}, Indent: 2, Keep: true}, flow.Line(c.Court, flow.Left))
	var ss []flow.Sign
	for i, p := range c.Parties {
		ss = append(ss, signs(fill(cfSide, "side", Side(i)), wSignHow, []string{p.Name}, false)...)
	}
	add(flow.Signs{Signs: ss}, flow.Line(words.Day(c.Day)+wTail, flow.Right))
	papers := c.Papers
	if len(papers) == 0 {
		papers = []string{cfPaper1, cfPaper2, cfPaper3, cfPaper4, cfPaper5, cfPaper6}
	}
	add(flow.Para{Runs: []flow.Run{{Text: cfPapers}}, Keep: true, Before: 0.5})
	for i, p := range papers {
		add(flow.Para{Runs: []flow.Run{{Text: itoa(i+1) + ". " + p}}, Left: 2, Align: flow.Left})
	}
	if c.Until != "" {
		add(flow.Para{Runs: []flow.Run{{Text: fill(cfUntil, "day", words.Day(c.Until)), Role: flow.Kai}}, Before: 0.5, Grey: true})
	}
	return d
}

// Ending is the 终止调解告知书: mediation has failed or was broken off, and the parties
// are told where to turn (人民调解法 26).
type Ending struct {
	Meta
	Committee  Office
	Number     string
	CaseNumber string // "" when it is Number
	Parties    []Party
	Subject    string
	Reason     string // in words that go on a sentence: 各方未能达成一致
	Routes     []Route
	Day        string
}

// Document makes the form.
func (e Ending) Document() *flow.Document {
	var to []string
	for _, p := range e.Parties {
		to = append(to, p.Name)
	}
	matter := e.CaseNumber
	if matter == "" {
		matter = e.Number
	}
	d := document(e.Meta, flow.Form(), enTitle,
		flow.Caption{Over: e.Committee.Name, Text: enTitle}, number(e.Number),
		flow.Line(fill(rcTo, "names", join(to)), flow.Left),
		flow.P(fill(enLead, "committee", e.Committee.Name, "names", names(e.Parties), "subject", e.Subject, "number", matter, "reason", e.Reason)),
		flow.P(enTurn))
	d.Blocks = append(d.Blocks, routes(e.Routes)...)
	d.Blocks = append(d.Blocks, flow.P(enLimit), seal(e.Committee.Name, e.Day), flow.P(enTold), flow.Signs{Signs: partySigns(e.Parties)})
	return d
}

// ClosingReport is the 结案报告表.
type ClosingReport struct {
	Meta
	Unit      Office
	ReportNo  string // of the report, "" leaves the line out
	Number    string // of the dossier
	Filled    string // day
	Handler   string
	Accepted  string // day
	Closed    string // day
	Parties   []Party
	Source    string // in words
	Category  string
	Facts     string
	Result    string
	Performed string
	Opinion   string // the handler's
	Approval  string // the leader's
}

// Document makes the form.
func (c ClosingReport) Document() *flow.Document {
	opinion := func(s string) flow.Cell {
		o := text(s)
		o.Span, o.Foot = 3, []flow.Para{flow.Line(clSign+flow.SignDay, flow.Right)}
		return o
	}
	var ps []string
	for _, p := range c.Parties {
		ps = append(ps, partySummary(p))
	}
	people := flow.Cell{Span: 3, Middle: true}
	for _, p := range ps {
		people.Paras = append(people.Paras, flow.Line(p, flow.Left))
	}
	table := flow.Table{
		Columns: []float64{31, 52, 25, 53},
		Rows: []flow.Row{
			row(11, label(clUnit), value(c.Unit.Name), label(clHandler), value(c.Handler)),
			row(11, label(clAccepted), value(words.Day(c.Accepted)), label(clClosed), value(words.Day(c.Closed))),
			row(11, label(wCategory), value(c.Category), label(wSource), value(c.Source)),
			row(18, label(wParties), people),
			grow(30, label(clFacts), across(3, text(c.Facts))),
			grow(20, label(clResult), across(3, text(c.Result))),
			row(16, label(clPerform), across(3, text(c.Performed))),
			row(28, label(clHandlers), opinion(c.Opinion)),
			row(28, label(clLeaders), opinion(c.Approval)),
		},
	}
	d := document(c.Meta, flow.Sheet(), clTitle, flow.Caption{Text: clTitle})
	if c.ReportNo != "" {
		d.Blocks = append(d.Blocks, number(c.ReportNo))
	}
	d.Blocks = append(d.Blocks, flow.Ends{Left: clFilled + wColon + words.Day(c.Filled), Right: cvNumber + wColon + c.Number}, table)
	return d
}

// DossierCover is the 卷宗封面.
type DossierCover struct {
	Meta
	Committee Office
	Name      string // 卷名
	Number    string // 卷号, complete
	Mediators []string
	From, To  string // days of the mediation
	Filer     string
	Filed     string // day
	Retention string // in words
	Pages     int    // 0 leaves the line empty
	Remark    string
}

// Document makes the form.
func (c DossierCover) Document() *flow.Document {
	field := func(name, val string) flow.Row {
		v := flow.Cell{Middle: true, Paras: []flow.Para{{Align: flow.Left, Runs: []flow.Run{{Text: val, Under: true, Min: 19}}}}}
		l := flow.Cell{Middle: true, Paras: []flow.Para{{Align: flow.Left, Runs: []flow.Run{{Text: spread(name, 5), Role: flow.Head}}}}}
		return row(15, l, v)
	}
	remark := c.Remark
	if c.Pages > 0 {
		remark = strings.TrimSpace(fill(cvPages, "n", itoa(c.Pages)) + wSpace + remark)
	}
	days := words.Day(c.From) + wSpace + wUntil + wSpace + words.Day(c.To)
	return document(c.Meta, flow.Cover(), cvTitle,
		flow.Gap{MM: 14},
		flow.Caption{Over: c.Committee.Name, Text: spaced(cvTitle), Size: 36},
		flow.Gap{MM: 16},
		flow.Table{Columns: []float64{36, 118}, Size: 16, Pitch: 26, Bare: true, Rows: []flow.Row{
			field(cvName, c.Name), field(cvNumber, c.Number), field(cvMediator, join(c.Mediators)), field(cvDays, days),
			field(cvFiler, c.Filer), field(cvFiled, words.Day(c.Filed)), field(cvRetention, c.Retention), field(wRemark, remark),
		}})
}

// spread widens a label to n characters, so that labels of a column end together.
func spread(s string, n int) string {
	rs := []rune(s)
	if len(rs) >= n {
		return s
	}
	if len(rs) == 2 {
		return string(rs[0]) + strings.Repeat(wSpace, n-2) + string(rs[1])
	}
	if len(rs) == 3 && n == 5 {
		return string(rs[0]) + wSpace + string(rs[1]) + wSpace + string(rs[2])
	}
	return s
}

// spaced puts a blank between characters.
func spaced(s string) string {
	var parts []string
	for _, r := range s {
		parts = append(parts, string(r))
	}
	return strings.Join(parts, wSpace)
}

// Item is a line of the 卷内目录.
type Item struct {
	Name   string
	Page   string // first page, or first and last
	Remark string
}

// Contents is the 卷内目录.
type Contents struct {
	Meta
	Number string
	Items  []Item
}

// Document makes the form; it has at least eighteen lines, the rest for the hand.
func (c Contents) Document() *flow.Document {
	t := flow.Table{
		Columns: []float64{18, 90, 24, 29}, Head: 1, Size: 13, Pitch: 20,
		Rows: []flow.Row{row(11, label(tcNo), label(tcDoc), label(tcPage), label(wRemark))},
	}
	for i := range max(len(c.Items), 18) {
		var it Item
		no := ""
		if i < len(c.Items) {
			it, no = c.Items[i], itoa(i+1)
		}
		t.Rows = append(t.Rows, row(11, centre(no), value(it.Name), centre(it.Page), value(it.Remark)))
	}
	return document(c.Meta, flow.Form(), tcTitle, flow.Caption{Text: spaced(tcTitle)}, flow.Ends{Right: cvNumber + wColon + c.Number}, t)
}

// DossierNote is the 卷宗情况说明.
type DossierNote struct {
	Meta
	Number  string
	Text    string
	Filer   string
	Checker string
	Day     string
}

// Document makes the form.
func (n DossierNote) Document() *flow.Document {
	d := document(n.Meta, flow.Form(), nsTitle, flow.Caption{Text: nsTitle}, flow.Ends{Right: cvNumber + wColon + n.Number})
	d.Blocks = append(d.Blocks, paras(n.Text)...)
	ss := append(signs(cvFiler, wSignName, []string{n.Filer}, false), signs(nsChecker, wSignName, []string{n.Checker}, false)...)
	d.Blocks = append(d.Blocks, flow.Signs{Signs: ss}, flow.Line(words.Day(n.Day)+wTail, flow.Right))
	return d
}
