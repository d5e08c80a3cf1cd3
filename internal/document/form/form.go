// Package form holds the statutory and official forms of dispute mediation as pure
// functions from a plain record to a flow.Document. It knows nothing of cases,
// storage, fonts or file formats; the room document fills its structs.
//
// Days are texts YYYY-MM-DD, an empty one prints as a blank for the hand; money is in
// fen. No form carries a person's ethnicity: the line 民族, which the Ministry's forms
// have, is printed empty (mission R1). No form says that a party may not sue, apply
// for arbitration or petition (人民调解法 3).
package form

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"hemu/internal/document/flow"
	"hemu/internal/document/words"
)

// Meta is what every form carries beside its text.
type Meta struct {
	Made      time.Time // when the document was made
	Watermark string    // e.g. for a draft or a copy; "" for none
}

// Office is the organisation in whose name a form is made.
type Office struct {
	Name    string // in full, as on its seal
	Address string
	Phone   string
}

// Party is a person or an organisation as a form shows it. What is not known stays
// empty and prints as a blank.
type Party struct {
	Name           string
	Organisation   bool
	Gender, Age    string // of a person
	Occupation     string
	Address, Phone string
	IDNumber       string // identity card, or 统一社会信用代码; printed only where a court needs it
	Representative string // of an organisation
	Post           string // the representative's
	Agent          string // by name
	AgentTitle     string // in words, "" for 委托代理人
	Guarded        bool   // the agent is the guardian, who signs
	AgentRelation  string // what the guardian is to the person
	AgentAuthority string // paper the authority rests on
}

// Route is a place to turn to when mediation is not the way (人民调解法 26).
type Route struct {
	Kind    RouteKind
	Body    string // "" for the general words; of RouteOther the whole way in words
	Address string
	Phone   string
}

// RouteKind is what one asks of the place.
type RouteKind uint8

// The kinds of routes.
const (
	RouteCourt RouteKind = iota
	RouteArbitration
	RouteAdministration
	RoutePetition
	RoutePolice
	RouteOther
)

// DefaultRoutes are the three of 人民调解法 26 in general words.
func DefaultRoutes() []Route {
	return []Route{{Kind: RouteCourt}, {Kind: RouteArbitration}, {Kind: RouteAdministration}}
}

func (r Route) text() string {
	pattern := [...]string{rtCourt, rtArbitrate, rtAdmin, rtPetition, rtPolice, rtOther}[r.Kind]
	anyone := [...]string{rtAnyCourt, rtAnyArbit, rtAnyAdmin, rtAnyLetter, rtAnyPolice, rtAnyOther}[r.Kind]
	if r.Body != "" {
		anyone = r.Body
	}
	s := fill(pattern, "body", anyone)
	var contact []string
	if r.Address != "" {
		contact = append(contact, fill(rtAddress, "address", r.Address))
	}
	if r.Phone != "" {
		contact = append(contact, fill(rtPhone, "phone", r.Phone))
	}
	if len(contact) > 0 {
		s += fill(rtContact, "contact", strings.Join(contact, wPause))
	}
	return s
}

func routes(rs []Route) []flow.Block {
	if len(rs) == 0 {
		rs = DefaultRoutes()
	}
	var blocks []flow.Block
	for i, r := range rs {
		blocks = append(blocks, flow.P(item(i)+r.text()+wStop))
	}
	return blocks
}

// fill replaces {key} by its value: fill(text, "day", d, "name", n).
func fill(text string, pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		pairs[i] = "{" + pairs[i] + "}"
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// item is the numeral of the i-th clause: 一、.
func item(i int) string { return fill(wItem, "n", words.Count(i+1)) }

// Side names the i-th party: 甲方 … 癸方, then by number.
func Side(i int) string {
	if sides := []rune(wSides); i < len(sides) {
		return fill(wSide, "side", string(sides[i]))
	}
	return fill(wSideNumbered, "n", words.Count(i+1))
}

// paras makes one body paragraph per line of a text people wrote.
func paras(text string) []flow.Block {
	var blocks []flow.Block
	for _, l := range lines(text) {
		blocks = append(blocks, flow.P(l))
	}
	return blocks
}

// lines are the non-empty lines of a text, without the blanks around them.
func lines(text string) []string {
	var ls []string
	for l := range strings.Lines(text) {
		if l = strings.Trim(l, " \t\r\n　"); l != "" {
			ls = append(ls, l)
		}
	}
	if len(ls) == 0 {
		ls = []string{""}
	}
	return ls
}

// names joins the parties' names.
func names(ps []Party) string {
	var ns []string
	for _, p := range ps {
		ns = append(ns, p.Name)
	}
	return strings.Join(ns, wComma)
}

// blank is a label with an underlined value of at least em characters.
func blank(label, value string, em float64) []flow.Run {
	return []flow.Run{{Text: label + wSpace}, {Text: value, Under: true, Min: em}}
}

// partyLines are the lines of one party: the seven facts of the Ministry's forms,
// 民族 empty, and the identity number where with asks for it.
func partyLines(label string, p Party, withID bool) []flow.Block {
	var first, second, third, fourth []flow.Run
	add := func(to *[]flow.Run, label, value string, em float64) {
		if len(*to) > 0 {
			*to = append(*to, flow.Run{Text: wSpace})
		}
		*to = append(*to, blank(label, value, em)...)
	}
	if p.Organisation {
		add(&first, wOrgName, p.Name, 18)
		add(&second, wLegal, p.Representative, 5)
		add(&second, wPost, p.Post, 5)
		if withID {
			add(&third, wCredit, p.IDNumber, 12)
		}
		add(&fourth, wPhone, p.Phone, 8)
	} else {
		add(&first, wName, p.Name, 4.5)
		add(&first, wGender, p.Gender, 2)
		add(&first, wEthnic, "", 2.5)
		add(&first, wAge, p.Age, 2)
		add(&second, wJob, p.Occupation, 6)
		add(&second, wPhone, p.Phone, 8)
		if withID {
			add(&third, wID, p.IDNumber, 12)
		}
	}
	home := wHome
	if p.Organisation {
		home = wOrgHome
	}
	last := blank(home, p.Address, 20)
	blocks := []flow.Block{flow.Para{Runs: []flow.Run{{Text: label, Role: flow.Head}}}}
	for _, runs := range [][]flow.Run{first, second, third, fourth, last} {
		if len(runs) > 0 {
			blocks = append(blocks, flow.Para{Runs: runs, Align: flow.Left, Indent: 0, Left: 2})
		}
	}
	if p.Agent != "" {
		title := cmp.Or(p.AgentTitle, wAgent)
		runs := blank(title, p.Agent, 8)
		if p.Guarded {
			add(&runs, wRelation, p.AgentRelation, 6)
		}
		if p.Guarded || p.AgentAuthority != "" {
			add(&runs, wAuthority, p.AgentAuthority, 6)
		}
		blocks = append(blocks, flow.Para{Runs: runs, Align: flow.Left, Left: 2})
	}
	for i := range blocks[:len(blocks)-1] {
		line := blocks[i].(flow.Para)
		line.Keep = true // nobody's facts are torn apart
		blocks[i] = line
	}
	return blocks
}

// partySummary is a party in one cell of a register.
func partySummary(p Party) string {
	var parts []string
	aged := ""
	if p.Age != "" {
		aged = fill(wAged, "n", p.Age)
	}
	for _, s := range []string{p.Name, p.Gender, aged, p.Representative, p.Phone, p.Address} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, wPause)
}

// Cells of a form table.

// label is the name of a field.
func label(text string) flow.Cell {
	return flow.Cell{Paras: []flow.Para{{Runs: []flow.Run{{Text: text, Role: flow.Head}}, Align: flow.Centre}}, Middle: true}
}

// value is a short entry.
func value(text string) flow.Cell {
	return flow.Cell{Paras: []flow.Para{flow.Line(text, flow.Left)}, Middle: true}
}

// text is a long entry of several paragraphs.
func text(s string) flow.Cell {
	var c flow.Cell
	for _, l := range lines(s) {
		c.Paras = append(c.Paras, flow.P(l))
	}
	return c
}

// across makes a cell n columns wide.
func across(n int, c flow.Cell) flow.Cell {
	c.Span = n
	return c
}

// down makes a cell n rows high.
func down(n int, c flow.Cell) flow.Cell {
	c.Rows = n
	return c
}

// row is a table row at least min millimetres high.
func row(min float64, cells ...flow.Cell) flow.Row { return flow.Row{Cells: cells, Min: min} }

// grow is a row that takes the room left on its page.
func grow(min float64, cells ...flow.Cell) flow.Row {
	return flow.Row{Cells: cells, Min: min, Grow: true}
}

// signBox is a cell to sign in.
func signBox(label string) flow.Cell {
	return flow.Cell{Paras: []flow.Para{flow.Line(label+wColon, flow.Left)}, Foot: []flow.Para{flow.Line(flow.SignDay, flow.Right)}}
}

// box is a ticked or empty box with its text.
func box(on bool, text string) string {
	if on {
		return wYes + " " + text
	}
	return wNo + " " + text
}

// signs makes signature lines, one per name; none makes one line.
func signs(label, how string, names []string, date bool) []flow.Sign {
	if len(names) == 0 {
		names = []string{""}
	}
	var ss []flow.Sign
	for _, n := range names {
		who := label
		if n != "" {
			who += wSpace + n
		}
		ss = append(ss, flow.Sign{Who: who, How: how, Date: date})
	}
	return ss
}

// partySigns makes one line per party.
func partySigns(ps []Party) []flow.Sign {
	var ss []flow.Sign
	for i, p := range ps {
		name := p.Name
		if p.Guarded {
			name = fill(wSignedFor, "name", p.Name, "agent", p.Agent)
		}
		ss = append(ss, signs(Side(i), wSignHow, []string{name}, true)...)
	}
	if len(ss) == 0 {
		ss = signs(wParties, wSignHow, nil, true)
	}
	return ss
}

// mediatorSigns are the lines of those who mediated and of who wrote it down, below the
// parties' and never beside one.
func mediatorSigns(mediators []string, recorder string) flow.Signs {
	return flow.Signs{Signs: append(signs(wMediator, wSignName, mediators, false), signs(wRecorder, wSignName, []string{recorder}, false)...)}
}

// document starts a form.
func document(m Meta, paper flow.Paper, name string, blocks ...flow.Block) *flow.Document {
	return &flow.Document{Name: name, Made: m.Made, Paper: paper, Watermark: m.Watermark, Blocks: blocks}
}

func seal(org, day string) flow.Seal {
	return flow.Seal{Org: org, Day: words.Day(day), Hint: wSealHint}
}

func number(n string) flow.Ends { return flow.Ends{Right: wNumber + n} }

// orBlank leaves room for the hand where nothing is known.
func orBlank(s string) string {
	if s == "" {
		return wBlank
	}
	return s
}

func itoa(n int) string { return strconv.Itoa(n) }
