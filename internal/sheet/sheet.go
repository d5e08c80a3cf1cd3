// Package sheet reads the tables people keep in spreadsheets — CSV in UTF-8 or
// GB 18030, and XLSX — into rows with named columns, and collects what is wrong
// with them row by row. It knows nothing of what the rows mean: the rooms that
// import them do.
package sheet

import (
	"slices"
	"strings"

	"hemu/internal/fault"
)

// Column is one column an import understands.
type Column struct {
	Name     string   // as the API and the reports of problems call it
	Aliases  []string // other headings it may have, in any language
	Required bool     // the file is refused without it
}

// Row is one line of a table.
type Row struct {
	Line  int // as a spreadsheet counts, the heading is 1
	cells map[string]string
}

// Get is the cell of a column without surrounding space, "" where the file has
// no such column.
func (r Row) Get(column string) string { return r.cells[column] }

// Has reports whether the file has the column, empty or not: an import leaves
// alone what a file doesn't speak of.
func (r Row) Has(column string) bool { _, ok := r.cells[column]; return ok }

// NewRow makes a row by hand, for callers whose data come from elsewhere.
func NewRow(line int, cells map[string]string) Row { return Row{line, cells} }

// Problem is one thing wrong with one row.
type Problem struct {
	Line   int        `json:"line"`
	Column string     `json:"column,omitempty"`
	Code   string     `json:"code"` // of a message, like the code of a fault
	Args   fault.Args `json:"args,omitempty"`
}

// MaxProblems is how many problems a report lists; a wrong file has thousands
// and nobody reads them.
const MaxProblems = 1000

// Problems collects what is wrong with all rows, so that people mend a file
// once and not once a row.
type Problems struct {
	list  []Problem
	total int
}

// Add notes a problem of a row.
func (p *Problems) Add(code string, line int, column string, args fault.Args) {
	p.total++
	if len(p.list) < MaxProblems {
		p.list = append(p.list, Problem{line, column, code, args})
	}
}

// List is what was noted, at most MaxProblems; never nil.
func (p *Problems) List() []Problem { return append([]Problem{}, p.list...) }

// Sorted is List in the order of the lines.
func (p *Problems) Sorted() []Problem {
	list := p.List()
	slices.SortStableFunc(list, func(a, b Problem) int { return a.Line - b.Line })
	return list
}

// Total counts all problems, listed or not.
func (p *Problems) Total() int { return p.total }

// Report is what an import did, or would do. Nothing is saved unless Applied.
type Report struct {
	Rows      int       `json:"rows"`
	New       int       `json:"new"`
	Changed   int       `json:"changed"`
	Unchanged int       `json:"unchanged"`
	Closed    int       `json:"closed"`
	Problems  []Problem `json:"problems"`
	Total     int       `json:"problems_total"` // may exceed the list
	Applied   bool      `json:"applied"`        // false for a dry run and whenever there are problems
}

// heading brings a heading into the form headings are compared in.
func heading(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	return strings.NewReplacer(" ", "", "_", "", "　", "", "*", "", "\n", "").Replace(s)
}

// table turns raw lines, the first being the heading, into rows. Lines without
// any text are left out but counted.
func table(lines []line, columns []Column) ([]Row, error) {
	for len(lines) > 0 && lines[0].blank() {
		lines = lines[1:]
	}
	if len(lines) == 0 {
		return nil, fault.New(fault.Invalid, "sheet.empty")
	}
	at, err := match(lines[0].cells, columns)
	if err != nil {
		return nil, err
	}
	rows := make([]Row, 0, len(lines)-1)
	for _, l := range lines[1:] {
		if l.blank() {
			continue
		}
		row := Row{l.number, make(map[string]string, len(at))}
		for name, i := range at {
			row.cells[name] = ""
			if i < len(l.cells) {
				row.cells[name] = strings.TrimSpace(l.cells[i])
			}
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return nil, fault.New(fault.Invalid, "sheet.empty")
	}
	return rows, nil
}

// match finds the place of each known column in the heading.
func match(head []string, columns []Column) (map[string]int, error) {
	at := map[string]int{}
	for _, c := range columns {
		names := append([]string{c.Name}, c.Aliases...)
		for i, h := range head {
			for _, n := range names {
				if heading(h) != heading(n) {
					continue
				}
				if j, twice := at[c.Name]; twice && j != i {
					return nil, fault.New(fault.Invalid, "sheet.column_twice").With(fault.Args{"column": h})
				}
				at[c.Name] = i
			}
		}
		if _, ok := at[c.Name]; c.Required && !ok {
			e := fault.New(fault.Invalid, "sheet.column_missing").With(fault.Args{"column": c.Name})
			if len(c.Aliases) > 0 {
				e.Args["column"] = c.Aliases[0] + " (" + c.Name + ")"
			}
			return nil, e
		}
	}
	return at, nil
}

type line struct {
	number int
	cells  []string
}

func (l line) blank() bool { return strings.TrimSpace(strings.Join(l.cells, "")) == "" }

// Template is an empty table to fill in: a CSV of the headings alone, marked as
// UTF-8 so that spreadsheets show Chinese.
func Template(columns []Column, lang string) []byte {
	heads := make([]string, len(columns))
	for i, c := range columns {
		heads[i] = Heading(columns, c.Name, lang)
	}
	return []byte("\uFEFF" + strings.Join(heads, ",") + "\r\n")
}

// Heading is what people call a column: its name in English ("en"), else its
// first alias. A name that none of the columns has stays as it is.
func Heading(columns []Column, name, lang string) string {
	for _, c := range columns {
		if c.Name == name && lang != "en" && len(c.Aliases) > 0 {
			return c.Aliases[0]
		}
	}
	return name
}
