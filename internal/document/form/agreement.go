package form

import (
	"strings"

	"hemu/internal/document/flow"
	"hemu/internal/document/words"
)

// Clause is one promise of an agreement.
type Clause struct {
	Text string // who does what
	Fen  int64  // amount, 0 for none; printed in figures and in capitals
	Due  string // day by which, "" when the text says it
}

func (c Clause) text() string {
	s := strings.TrimSpace(c.Text)
	if s != "" && !strings.HasSuffix(s, wStop) {
		s += wStop
	}
	var terms []string
	if c.Fen != 0 {
		terms = append(terms, fill(agAmount, "money", money(c.Fen)))
	}
	if c.Due != "" {
		terms = append(terms, fill(agDue, "day", words.Day(c.Due)))
	}
	if len(terms) > 0 {
		s += strings.Join(terms, wPause) + wStop
	}
	return s
}

// money is an amount in figures and in capitals.
func money(fen int64) string {
	return fill(wMoney, "figures", strings.TrimPrefix(words.Figures(fen), "￥"), "capital", words.Capital(fen))
}

// Performance is how an agreement is carried out: as a whole in words, and duty by
// duty where the record has them. Duties repeat what clauses promise, with who and
// when; they are no further promises.
type Performance struct {
	Way, Place, Due string
	Duties          []Duty
}

// Duty is one dated duty.
type Duty struct {
	Debtor   string // side and name
	Creditor string // likewise, "" for none
	What     string
	Fen      int64  // to pay, 0 for none
	Due      string // last day
	Done     string // day it was performed, when that was before the signing
}

func (d Duty) text() string {
	pattern := duAct
	if d.Fen != 0 {
		pattern = duPay
		if d.Creditor != "" {
			pattern = duPayTo
		}
	}
	what := strings.TrimRight(strings.TrimSpace(d.What), wStop+wSemi)
	if d.Fen != 0 && what != "" {
		what = fill(duFor, "what", what)
	}
	when := fill(duBy, "day", words.Day(d.Due))
	if d.Done != "" {
		when = fill(duDone, "day", words.Day(d.Done))
	}
	return fill(pattern, "debtor", orBlank(d.Debtor), "creditor", d.Creditor, "when", when, "what", what, "money", money(d.Fen)) + wStop
}

// Draft is what stands over a party's own copy of an unsigned agreement.
type Draft struct {
	For  string // side and name, "" for no particular copy
	Code string // one-time code by which the party says yes, "" for none
}

func (d Draft) blocks() []flow.Block {
	if d.For == "" {
		return nil
	}
	lines := []flow.Block{flow.Para{Runs: []flow.Run{{Text: fill(drFor, "party", d.For), Role: flow.Head}}, Align: flow.Left}}
	if d.Code != "" {
		lines[0] = flow.Para{Runs: []flow.Run{{Text: fill(drFor, "party", d.For) + wTail + fill(drCode, "code", d.Code), Role: flow.Head}}, Align: flow.Left}
		lines = append(lines, flow.Para{Runs: []flow.Run{{Text: drHow, Role: flow.Kai}}, Indent: 2, Size: 12})
	}
	return lines
}

// Agreement is the 人民调解协议书 (人民调解法 29). Parties in the order of 甲方, 乙方 ….
type Agreement struct {
	Meta
	Committee   Office
	Number      string // = case number
	Parties     []Party
	WithID      bool // print identity numbers: needed when a court shall confirm
	Facts       string
	Liability   string // 各方责任, "" leaves the part out
	Clauses     []Clause
	Performance Performance
	Mediators   []string
	Recorder    string
	Day         string // "" until it is signed
	Draft       Draft
	URL         string // where the paper can be checked, for the QR code; "" for none
}

// Copies is how many originals are made: one for each party, one for the committee.
func (a Agreement) Copies() int { return len(a.Parties) + 1 }

// Document makes the form.
func (a Agreement) Document() *flow.Document {
	d := document(a.Meta, flow.Letter(), agTitle, flow.Caption{Text: agTitle}, number(a.Number))
	add := func(bs ...flow.Block) { d.Blocks = append(d.Blocks, bs...) }
	add(a.Draft.blocks()...)
	for i, p := range a.Parties {
		add(partyLines(fill(agParty, "side", Side(i)), p, a.WithID)...)
	}
	add(flow.Heading{Level: 1, Text: agFacts})
	add(paras(a.Facts)...)
	if a.Liability != "" {
		add(flow.Heading{Level: 1, Text: agLiability})
		add(paras(a.Liability)...)
	}
	add(flow.Heading{Level: 1, Text: agClauses})
	for i, c := range a.Clauses {
		add(flow.P(item(i) + c.text()))
	}
	add(flow.Heading{Level: 1, Text: agWay})
	for _, s := range a.Performance.lines() {
		add(flow.P(s))
	}
	add(flow.P(agEffect), flow.P(agConfirm), flow.P(fill(agCopies, "total", words.Count(a.Copies()))))
	add(flow.Signs{Signs: partySigns(a.Parties)}, mediatorSigns(a.Mediators, a.Recorder), seal(a.Committee.Name, a.Day))
	if a.URL != "" {
		add(verify(a.URL, a.Number))
	}
	return d
}

func (p Performance) lines() []string {
	ls := []string{fill(agByWay, "way", orBlank(p.Way)) + wSemi, fill(agByPlace, "place", orBlank(p.Place)) + wSemi}
	if len(p.Duties) == 0 {
		return append(ls, fill(agByDue, "due", orBlank(p.Due))+wStop)
	}
	ls = append(ls, fill(agByDue, "due", agByDuties)+wColon)
	for i, d := range p.Duties {
		ls = append(ls, itoa(i+1)+". "+d.text())
	}
	return ls
}

// verify is a small QR code that leads to where a paper can be checked.
func verify(url, number string) flow.Block { return beside(url, wVerify+wColon+number, url) }

// beside is a small QR code with two lines beside it.
func beside(url, first, second string) flow.Block {
	small := func(s string) flow.Para {
		return flow.Para{Runs: []flow.Run{{Text: s, Role: flow.Kai}}, Align: flow.Left, Size: 10}
	}
	return flow.Table{
		Columns: []float64{24, 132}, Size: 10, Pitch: 15, Bare: true,
		Rows: []flow.Row{row(20, flow.Cell{QR: url, QRSize: 18},
			flow.Cell{Middle: true, Paras: []flow.Para{small(first), small(second)}})},
	}
}

// OralAgreement is the 口头协议登记表 (人民调解法 28, 30).
type OralAgreement struct {
	Meta
	Committee   Office
	Number      string
	Parties     []Party
	Facts       string
	Clauses     []Clause
	Performance Performance
	Place       string
	Mediators   []string
	Recorder    string
	Day         string // reached, and therefore in effect
	Draft       Draft
}

// Document makes the form.
func (o OralAgreement) Document() *flow.Document {
	rows := partyRows(o.Parties)
	var terms []string
	for i, c := range o.Clauses {
		terms = append(terms, item(i)+c.text())
	}
	rows = append(rows,
		row(10, label(orDay), across(3, value(words.Day(o.Day))), label(orPlace), across(2, value(o.Place))),
		grow(30, label(orFacts), across(6, text(o.Facts))),
		grow(30, label(orTerms), across(6, text(strings.Join(append(terms, orEffect), "\n")))),
		row(22, label(orWay), across(6, text(strings.Join(o.Performance.lines(), "\n")))),
		row(24, across(4, signBox(wMediator+wSignName)), across(3, signBox(wRecorder+wSignName))),
	)
	d := document(o.Meta, flow.Sheet(), orTitle, flow.Caption{Text: orTitle}, number(o.Number))
	d.Blocks = append(d.Blocks, o.Draft.blocks()...)
	d.Blocks = append(d.Blocks, flow.Table{Columns: partyColumns(), Rows: rows}, seal(o.Committee.Name, o.Day))
	return d
}

// partyColumns are the columns of a register with parties: label and six fields.
func partyColumns() []float64 { return []float64{23, 21, 13, 13, 13, 33, 49} }

// partyRows are two rows per party: who, and where to find them. 民族 stays empty.
func partyRows(ps []Party) []flow.Row {
	if len(ps) == 0 {
		ps = []Party{{}}
	}
	rows := []flow.Row{row(9, label(wParties), label(wName), label(wGender), label(wEthnic), label(wAge), label(wPhone), label(wHome))}
	for i, p := range ps {
		if p.Organisation {
			name := p.Name
			if p.Representative != "" {
				name += wComma + p.Representative
			}
			rows = append(rows, row(11, label(Side(i)), across(4, value(name)), centre(p.Phone), value(p.Address)))
			continue
		}
		rows = append(rows, row(11, label(Side(i)), centre(p.Name), centre(p.Gender), centre(""), centre(p.Age), centre(p.Phone), value(p.Address)))
	}
	return rows
}

// centre is a short entry in the middle of its cell.
func centre(text string) flow.Cell {
	return flow.Cell{Paras: []flow.Para{flow.Line(text, flow.Centre)}, Middle: true}
}
