// Package flow is the one model of a printed document: a list of blocks that runs
// down A4 pages. Templates make it; the PDF and the DOCX writer both render it. It
// knows nothing of fonts, file formats, cases or law.
//
// Lengths are millimetres for paper and table parts, points for type, and em (the
// width of one Chinese character) for indents, as offices speak of them.
package flow

import (
	"strings"
	"time"
)

// Role says what a piece of text is for; each writer has its own typeface for it.
type Role uint8

// The roles, with the typefaces official papers use.
const (
	Body  Role = iota // 仿宋
	Title             // 小标宋
	Head              // 黑体
	Kai               // 楷体
)

// Align places text between the margins.
type Align uint8

// The alignments. Justify is the default: official papers have a straight right edge.
const (
	Justify Align = iota
	Left
	Centre
	Right
)

// Document is a finished document before it is drawn.
type Document struct {
	Name      string    // shown by readers as the title; must not hold personal data
	Made      time.Time // goes into the file's properties, so that the same record gives the same file
	Paper     Paper
	Watermark string // grey text across each page, "" for none
	Blocks    []Block
}

// Paper is the sheet and its type area.
type Paper struct {
	Top, Bottom, Left, Right float64 // margins, mm
	Size, Pitch              float64 // of body type and of its lines, pt
	Numbered                 bool    // page numbers at the foot
}

// Official is the type area of GB/T 9704—2012: 156 × 225 mm, 22 lines of 28
// characters in 三号.
func Official() Paper {
	return Paper{Top: 37, Bottom: 35, Left: 28, Right: 26, Size: 15.8, Pitch: 28.95, Numbered: true}
}

// Form is the type area of registers and records, 四号: more room than Official, the
// binding edge kept.
func Form() Paper {
	return Paper{Top: 25, Bottom: 24, Left: 27, Right: 22, Size: 13.5, Pitch: 23, Numbered: true}
}

// Letter is the type area of agreements: as Official, a size smaller.
func Letter() Paper {
	return Paper{Top: 30, Bottom: 26, Left: 28, Right: 26, Size: 15, Pitch: 26, Numbered: true}
}

// Sheet is the type area of forms that should stay on one sheet.
func Sheet() Paper {
	return Paper{Top: 20, Bottom: 18, Left: 25, Right: 20, Size: 12.5, Pitch: 20, Numbered: true}
}

// Cover is a page without number, for the front of a dossier.
func Cover() Paper {
	return Paper{Top: 30, Bottom: 25, Left: 30, Right: 25, Size: 15.8, Pitch: 30}
}

// Block is one thing in the run of a page: one of the types of this package.
type Block interface{ block() }

// Heading starts a part; level 1 is 黑体, level 2 楷体. It stays with what follows.
type Heading struct {
	Level int
	Text  string
}

// Caption is the document's name in the middle of the page, with the organisation
// above it when the form has it there.
type Caption struct {
	Over string  // smaller, above
	Text string  // the name
	Size float64 // pt; 0 is 22 (二号)
	Red  bool    // 红头: Over in red and large, a red rule below
}

// Ends is one line with a text at each end, for numbers and dates over a form.
type Ends struct{ Left, Right string }

// Run is text of one look.
type Run struct {
	Text  string
	Role  Role
	Under bool    // underlined, as filled blanks are
	Min   float64 // underlined width at least, em: short entries are centred in it
}

// Para is a paragraph. A line feed in its text starts a line without indent.
type Para struct {
	Runs   []Run
	Align  Align
	Indent float64 // of the first line, em
	Left   float64 // of all lines, em
	Size   float64 // pt; 0 is the paper's (in tables the table's)
	Before float64 // extra space above, lines
	Grey   bool    // hints that are not part of the text proper
	Keep   bool    // on the page of the next block
}

// P is a body paragraph, its first line indented by two characters.
func P(text string) Para { return Para{Runs: []Run{{Text: text}}, Indent: 2} }

// Line is text without indent.
func Line(text string, a Align) Para { return Para{Runs: []Run{{Text: text}}, Align: a} }

// Plain is the paragraph's text without looks.
func (p Para) Plain() string {
	var b strings.Builder
	for _, r := range p.Runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// Table is a grid. Every row must fill the columns that rows above do not reach into.
type Table struct {
	Columns     []float64 // relative widths
	Head        int       // rows repeated at the top of each page
	Rows        []Row
	Size, Pitch float64 // of type, pt; 0 is 12 and 19
	Bare        bool    // no lines
}

// Row is a row of cells.
type Row struct {
	Cells []Cell
	Min   float64 // height at least, mm
	Grow  bool    // takes what room is left when the document fits on one page
}

// Cell is a field of a table.
type Cell struct {
	Paras  []Para
	Foot   []Para  // at the bottom of the cell: signature lines
	Span   int     // columns, 0 is 1
	Rows   int     // rows, 0 is 1
	Middle bool    // in the middle of its height
	QR     string  // a QR code of this text fills the cell instead
	QRSize float64 // mm, 0 is 28
}

// Sign is a line for a signature.
type Sign struct {
	Who  string // 甲方当事人, with name where it is known
	How  string // （签名、盖章或按指印）
	Date bool   // room for the day the person signs
}

// Signs are the lines people sign on, two beside each other, a single one across the
// page; they stay together and never start a page alone.
type Signs struct{ Signs []Sign }

// Seal is the place of the organisation's seal over its name and the date.
type Seal struct {
	Org  string
	Day  string // as it shall be printed
	Hint string // （印章）
}

// Gap is empty height.
type Gap struct{ MM float64 }

// Rule is a line from margin to margin.
type Rule struct {
	Dashed bool
	Text   string // in its middle: 剪切线
}

// Break starts a new page; with Front a copy of its own on the front of a sheet, so that what
// goes to different people never shares one when printed on both sides. Each copy is
// numbered by itself.
type Break struct{ Front bool }

// Keep holds blocks on one page when they fit.
type Keep struct{ Blocks []Block }

func (Heading) block() {}
func (Caption) block() {}
func (Ends) block()    {}
func (Para) block()    {}
func (Table) block()   {}
func (Signs) block()   {}
func (Seal) block()    {}
func (Gap) block()     {}
func (Rule) block()    {}
func (Break) block()   {}
func (Keep) block()    {}
