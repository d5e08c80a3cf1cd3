package form

import (
	"strings"

	"hemu/internal/document/flow"
	"hemu/internal/document/words"
)

// Application is the 人民调解申请书.
type Application struct {
	Meta
	Committee   Office
	Number      string
	Applicants  []Party
	Respondents []Party
	Facts       string
	Requests    []string
	Day         string
}

// Document makes the form.
func (a Application) Document() *flow.Document {
	d := document(a.Meta, flow.Sheet(), apTitle, flow.Caption{Text: apTitle})
	d.Paper.Size, d.Paper.Pitch = 13.5, 22
	add := func(bs ...flow.Block) { d.Blocks = append(d.Blocks, bs...) }
	if a.Number != "" {
		add(number(a.Number))
	}
	for _, p := range a.Applicants {
		add(partyLines(apApplicant, p, false)...)
	}
	for _, p := range a.Respondents {
		add(partyLines(apOther, p, false)...)
	}
	add(flow.Heading{Level: 1, Text: apFacts})
	add(paras(a.Facts)...)
	add(flow.Heading{Level: 1, Text: apRequests})
	for i, r := range a.Requests {
		add(flow.P(itoa(i+1) + ". " + r))
	}
	add(flow.P(apStatement))
	var who []string
	for _, p := range a.Applicants {
		who = append(who, p.Name)
	}
	add(flow.Signs{Signs: signs(apApplicant, wSignHow, who, false)}, flow.Line(words.Day(a.Day)+wTail, flow.Right))
	return d
}

// Source says how a mediation began.
type Source uint8

// The sources of the register; 人民调解法 17, 18.
const (
	SourceApplication Source = iota
	SourceOwn
	SourceEntrusted
)

// Registration is the 人民调解受理登记表.
type Registration struct {
	Meta
	Committee Office
	Number    string
	Parties   []Party
	Category  string
	Source    Source
	Facts     string
	Registrar string
	Day       string
}

// Document makes the form.
func (r Registration) Document() *flow.Document {
	all := []string{rgByAsk, rgByOwn, rgByOther}
	how := []string{rgHowAsk, rgHowOwn, rgHowOther}
	var boxes []string
	for i, s := range all {
		boxes = append(boxes, box(int(r.Source) == i, s))
	}
	lead := fill(rgLead, "day", words.Day(r.Day), "how", how[r.Source], "names", names(r.Parties))
	rows := append(partyRows(r.Parties),
		row(16, across(7, text(lead))),
		row(10, label(wCategory), across(6, value(r.Category))),
		row(10, label(wSource), across(6, value(strings.Join(boxes, wTail)))),
		grow(40, label(wFacts), across(6, text(r.Facts))),
		row(28, across(4, signBox(wParties+wSignHow)), across(3, signBox(wRegistrar+wSignName))),
		row(10, label(wRemark), across(6, value(rgNote))),
	)
	return document(r.Meta, flow.Sheet(), rgTitle,
		flow.Caption{Text: rgTitle}, number(r.Number),
		flow.Table{Columns: partyColumns(), Rows: rows},
		seal(r.Committee.Name, r.Day))
}

// Asked is one question of an inquiry with its answer.
type Asked struct{ Question, Answer string }

// Inquiry is the 人民调解调查记录.
type Inquiry struct {
	Meta
	Number   string
	Time     string // in words
	Place    string
	Present  []string
	Person   Party // who was asked
	Text     string
	Talk     []Asked
	Asker    string
	Recorder string
}

// Document makes the form.
func (q Inquiry) Document() *flow.Document {
	d := document(q.Meta, flow.Form(), iqTitle, flow.Caption{Text: iqTitle}, number(q.Number))
	add := func(bs ...flow.Block) { d.Blocks = append(d.Blocks, bs...) }
	add(entry(wTime, q.Time), entry(wPlace, q.Place), entry(wPresent, join(q.Present)), entry(iqAsked, partySummary(q.Person)))
	add(flow.Heading{Level: 1, Text: iqRecord + wColon})
	if q.Text != "" {
		add(paras(q.Text)...)
	}
	for _, t := range q.Talk {
		add(flow.P(iqQ+t.Question), flow.P(iqA+t.Answer))
	}
	add(flow.P(iqHowRead))
	ss := signs(iqAsked, wSignHow, []string{q.Person.Name}, true)
	ss = append(ss, signs(iqAsker, wSignName, []string{q.Asker}, true)...)
	add(flow.Signs{Signs: append(ss, signs(wRecorder, wSignName, []string{q.Recorder}, true)...)})
	return d
}

// entry is a line of a record's head: a label and an underlined entry.
func entry(label, text string) flow.Para {
	return flow.Para{Align: flow.Left, Runs: []flow.Run{{Text: label + wColon, Role: flow.Head}, {Text: text, Under: true, Min: 24}}}
}

// Outcome is the result of a session.
type Outcome uint8

// The outcomes. OutcomeNone leaves the line out.
const (
	OutcomeNone Outcome = iota
	OutcomeWritten
	OutcomeOral
	OutcomeFailed
	OutcomePending
	OutcomeLeft
	OutcomeOpen // the boxes stay empty, for the hand
)

// SessionRecord is the 人民调解记录. Present are invited persons, not mediators, parties
// or the recorder.
type SessionRecord struct {
	Meta
	Committee Office
	Number    string
	Time      string // in words, from and to
	Place     string
	Matter    string
	Present   []string
	Parties   []Party
	Text      string
	Outcome   Outcome
	Detail    string // what was agreed, or why not and which routes were told
	Mediators []string
	Recorder  string
	Day       string
}

// Document makes the form.
func (s SessionRecord) Document() *flow.Document {
	d := document(s.Meta, flow.Form(), rdTitle, flow.Caption{Text: rdTitle}, number(s.Number))
	add := func(bs ...flow.Block) { d.Blocks = append(d.Blocks, bs...) }
	add(entry(wTime, s.Time), entry(wPlace, s.Place), entry(wMatter, s.Matter), entry(wPresent, join(s.Present)), entry(wParties, names(s.Parties)))
	add(flow.Heading{Level: 1, Text: rdRecord})
	add(paras(s.Text)...)
	if s.Outcome != OutcomeNone {
		add(flow.Heading{Level: 1, Text: rdResult})
		var boxes []string
		for i, t := range []string{rdWritten, rdOral, rdFailed, rdPending, rdLeft} {
			boxes = append(boxes, box(int(s.Outcome) == i+1, t))
		}
		add(flow.Para{Runs: []flow.Run{{Text: strings.Join(boxes[:2], wSpace) + "\n" + strings.Join(boxes[2:], wSpace)}}, Align: flow.Left, Left: 2})
		if s.Detail != "" {
			add(paras(s.Detail)...)
		}
	}
	add(flow.P(rdRead))
	add(flow.Signs{Signs: partySigns(s.Parties)}, mediatorSigns(s.Mediators, s.Recorder), seal(s.Committee.Name, s.Day))
	return d
}

// Visit is the 人民调解回访记录.
type Visit struct {
	Meta
	Committee       Office
	Number          string // of the record, "" leaves the line out
	AgreementNumber string
	Matter          string
	Person          Party  // who was asked
	Time            string // in words
	How             string // in words: at home, by telephone
	Findings        string
	Performed       string
	Satisfied       string
	Signs           string // 有无反复或者新的隐患
	Measures        string
	Visitors        []string
}

// Document makes the form.
func (v Visit) Document() *flow.Document {
	table := flow.Table{
		Columns: []float64{33, 49, 28, 51}, Size: 12.5, Pitch: 20,
		Rows: []flow.Row{
			row(12, label(vsAgreement), value(v.AgreementNumber), label(vsTime), value(v.Time)),
			row(12, label(wMatter), across(3, value(v.Matter))),
			row(12, label(vsWho), value(v.Person.Name), label(vsHow), value(v.How)),
			row(12, label(wPhone), value(v.Person.Phone), label(wHome), value(v.Person.Address)),
			grow(40, label(vsWhat), across(3, text(v.Findings))),
			row(14, label(vsPerformed), across(3, value(v.Performed))),
			row(12, label(vsContent), across(3, value(v.Satisfied))),
			row(16, label(vsNew), across(3, value(v.Signs))),
			row(18, label(vsSteps), across(3, value(v.Measures))),
		},
	}
	ss := signs(vsWho, wSignName, []string{v.Person.Name}, true)
	d := document(v.Meta, flow.Form(), vsTitle, flow.Caption{Over: v.Committee.Name, Text: vsTitle})
	if v.Number != "" {
		d.Blocks = append(d.Blocks, number(v.Number))
	}
	d.Blocks = append(d.Blocks, table, flow.Signs{Signs: append(ss, signs(vsVisitor, wSignName, v.Visitors, true)...)})
	return d
}
