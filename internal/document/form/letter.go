package form

import (
	"hemu/internal/document/flow"
	"hemu/internal/document/words"
)

// Invitation is the 联动联调邀请函: another unit is asked into a case that stays one
// case, counted once.
type Invitation struct {
	Meta
	From       Office // who handles the case
	Number     string
	CaseNumber string
	To         string
	Subject    string
	Level      string // in words
	Facts      string
	Reason     string // "" for the general words
	Ask        string // what the unit is asked for beside its opinion
	Limit      string // until when, in words: 于2026年12月4日前
	Contact    string // by name
	Day        string
}

// Document makes the form.
func (v Invitation) Document() *flow.Document {
	reason, limit := v.Reason, v.Limit
	if reason == "" {
		reason = jnNeed
	}
	if limit == "" {
		limit = jnLimit
	}
	d := letter(v.Meta, jnTitle, v.From, v.Number, v.To)
	add := func(bs ...flow.Block) { d.Blocks = append(d.Blocks, bs...) }
	add(flow.P(fill(jnLead, "subject", v.Subject, "number", v.CaseNumber, "level", orBlank(v.Level), "reason", reason)),
		flow.Heading{Level: 1, Text: jnFacts})
	add(paras(v.Facts)...)
	add(flow.Heading{Level: 1, Text: jnAsk})
	asks := []string{jnAsk1, fill(jnAsk2, "limit", limit)}
	if v.Ask != "" {
		asks = append([]string{v.Ask + wSemi}, asks...)
	}
	for i, a := range asks {
		add(flow.P(itoa(i+1) + ". " + a))
	}
	add(flow.P(jnMain), contact(v.Contact, v.From), seal(v.From.Name, v.Day), stub(jnStub, fill(jnReply, "number", v.Number), jnSigner))
	return d
}

// Escalation is the 矛盾纠纷呈报单: a case goes one level up with what was tried
// (mission C6).
type Escalation struct {
	Meta
	From       Office
	Number     string
	CaseNumber string
	To         string
	Subject    string
	Level      string // in words
	Parties    []Party
	Facts      string
	Tried      []string // one line per attempt
	Reason     string
	Goal       string // "" for the general words
	SignBy     string // in words
	Contact    string
	Signer     string
	Day        string
	URL        string // for the QR code, "" for none
}

// Document makes the form.
func (e Escalation) Document() *flow.Document {
	tried, goal := "", e.Goal
	for _, t := range e.Tried {
		tried += t + "\n"
	}
	if goal == "" {
		goal = upAsk
	}
	qr := flow.Cell{QR: e.URL, QRSize: 24, Rows: 3, Middle: true, Paras: []flow.Para{{Runs: []flow.Run{{Text: slScan, Role: flow.Kai}}, Align: flow.Centre, Size: 10}}}
	if e.URL == "" {
		qr = down(3, value(""))
	}
	from := flow.Cell{Paras: []flow.Para{flow.Line(slSigner+e.Signer, flow.Left)},
		Foot: []flow.Para{flow.Line(wSealHint, flow.Centre), flow.Line(words.Day(e.Day), flow.Right)}}
	receive := flow.Cell{Span: 2, Paras: []flow.Para{flow.Line(slAnswer, flow.Left), flow.Line(slReceiver, flow.Left)},
		Foot: []flow.Para{flow.Line(wSealHint, flow.Centre), flow.Line(flow.SignDay, flow.Right)}}
	table := flow.Table{Columns: []float64{30, 50, 22, 31, 32}, Rows: []flow.Row{
		row(9, label(upTo), across(3, value(e.To)), qr),
		row(9, label(slCase), value(e.CaseNumber), label(slLevel), value(e.Level)),
		row(9, label(upSubject), across(3, value(e.Subject))),
		row(9, label(wParties), across(4, value(names(e.Parties)))),
		grow(28, label(slFacts), across(4, text(e.Facts))),
		grow(24, label(upTried), across(4, text(tried))),
		row(14, label(upReason), across(4, text(e.Reason))),
		row(12, label(upGoal), across(4, text(goal))),
		row(9, label(upSignBy), value(e.SignBy), label(upWho), across(2, value(person(e.Contact, e.From.Phone)))),
		row(30, label(upFrom), from, label(slReceive), receive),
	}}
	return document(e.Meta, flow.Sheet(), upTitle,
		flow.Caption{Over: e.From.Name, Text: upTitle, Red: true, Size: 20},
		flow.Ends{Left: upDay + wColon + words.Day(e.Day), Right: wNumber + e.Number}, table)
}

// Transfer is the 矛盾纠纷移送函 to a body outside the platform.
type Transfer struct {
	Meta
	From       Office
	Number     string
	CaseNumber string
	To         string
	ToNumber   string // of the transfer there, "" while unknown
	Subject    string
	Parties    []Party // only their names are printed
	Facts      string
	Tried      []string
	Reason     string // "" for the general words
	Route      Route
	Contact    string
	Day        string
}

// Document makes the form.
func (t Transfer) Document() *flow.Document {
	reason := t.Reason
	if reason == "" {
		reason = trNeed
	}
	d := letter(t.Meta, trTitle, t.From, t.Number, t.To)
	add := func(bs ...flow.Block) { d.Blocks = append(d.Blocks, bs...) }
	add(flow.P(fill(trLead, "subject", t.Subject, "number", t.CaseNumber, "reason", reason, "route", t.Route.text())),
		flow.P(fill(trWho, "names", names(t.Parties))), flow.Heading{Level: 1, Text: trFacts})
	add(paras(t.Facts)...)
	if len(t.Tried) > 0 {
		add(flow.Heading{Level: 1, Text: trTried})
		for i, line := range t.Tried {
			add(flow.P(itoa(i+1) + ". " + line))
		}
	}
	add(flow.P(trTold))
	if t.ToNumber != "" {
		add(flow.P(fill(trTheirs, "number", t.ToNumber)))
	}
	add(contact(t.Contact, t.From), seal(t.From.Name, t.Day), stub(trStub, fill(trReply, "number", t.Number), trSigner))
	return d
}

// letter starts a letter from one unit to another.
func letter(m Meta, title string, from Office, no, to string) *flow.Document {
	return document(m, flow.Form(), title, flow.Caption{Over: from.Name, Text: title}, number(no), flow.Line(fill(jnTo, "unit", orBlank(to)), flow.Left))
}

func contact(name string, o Office) flow.Block {
	return flow.P(fill(jnWho, "name", orBlank(name), "phone", orBlank(o.Phone)))
}

// person is a name with a telephone number, either of which may be missing.
func person(name, phone string) string {
	if name != "" && phone != "" {
		name += wSpace
	}
	return name + phone
}

// stub is the part that the receiver signs and sends back.
func stub(title, text, signer string) flow.Block {
	return flow.Keep{Blocks: []flow.Block{flow.Rule{Dashed: true, Text: title}, flow.P(text), flow.Signs{Signs: signs(signer, wSealHint, nil, true)}}}
}
