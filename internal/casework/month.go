package casework

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// Month is a month of Shanghai: its year times twelve and the months before it in the
// year.
type Month int64

// MonthOf is the month in which an instant lies.
func MonthOf(t time.Time) Month {
	d := calendar.DateOf(t)
	return Month(int64(d.Year)*12 + int64(d.Month) - 1)
}

// First is the first day of the month.
func (m Month) First() calendar.Date {
	return calendar.Date{Year: int(m / 12), Month: time.Month(m%12 + 1), Day: 1}
}

// begin is its first instant, in milliseconds.
func (m Month) begin() int64 { return m.First().Start().UnixMilli() }

// mostMonths is how many months one table covers.
const mostMonths = 12

// MonthRow is an organisation of a month table: alone, or with all below it.
type MonthRow struct {
	ID     string
	Name   string
	Below  bool // with all below it
	Parent bool // has units below it to look into
}

// MonthCell is how many cases there are of a row, a kind (the first level of the code
// list dispute_cause) and a state; never 0.
type MonthCell struct {
	Row   string // MonthRow.ID
	Below bool
	Kind  string
	State State
	N     int64
}

// MonthTable is organisation × kind × state of the cases registered in some months.
type MonthTable struct {
	Unit  org.Unit
	Up    string // the unit above, "" where the reader sees none of it
	Rows  []MonthRow
	Cells []MonthCell
}

// tallied is what a case is counted under, beside the unit that holds it.
type tallied struct {
	month  Month
	kind   string
	state  State
	secret bool
}

func (c *Case) tallied() tallied {
	return tallied{MonthOf(c.ReportedAt), c.kind(), c.State, c.Confidential}
}

func (t tallied) compare(o tallied) int {
	return cmp.Or(cmp.Compare(t.month, o.month), strings.Compare(t.kind, o.kind), strings.Compare(string(t.state), string(o.state)),
		compareBool(t.secret, o.secret))
}

// kind is the first level of the cause.
func (c *Case) kind() string { return c.Cause[:min(2, len(c.Cause))] }

// counted is a number as it is kept, path being that of the organisation.
type counted struct {
	path  string
	kind  string
	state State
	n     int64
}

// MonthTable counts the cases registered from one month to another, both included, by
// the units directly below one, by the counters. Every number is that of the cases the
// list shows the actor: only organisations are counted that the actor sees whole, and
// of the confidential cases only those the actor is named on. Merged cases are not
// counted: the one they went into is. Faults: case.unit_unknown,
// case.months_many.
func (s *Service) MonthTable(ctx context.Context, actor access.Actor, unit string, first, last Month) (t MonthTable, err error) {
	if last < first || last-first >= mostMonths {
		return t, fault.BadField("case.months_many", "until").With(fault.Args{"most": mostMonths})
	}
	if unit == "" {
		unit = actor.Acting.OrgID
	}
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		u, err := org.Get(ctx, tx, unit)
		if err != nil {
			return fault.BadField("case.unit_unknown", "unit")
		}
		reader, children := access.ReaderOf(actor), []string{}
		if t.Unit = u; reader.Overlaps(u.Path) {
			page, err := org.List(ctx, tx, org.Filter{Parent: u.ID, IncludeClosed: true}, "", org.MaxPage)
			if err != nil {
				return err
			}
			t.rows(u, page.Units, reader)
			for _, child := range page.Units {
				children = append(children, child.ID)
			}
		}
		above, err := org.Ancestors(ctx, tx, u)
		if err != nil {
			return err
		}
		for _, a := range above {
			if a.ID == u.ParentID && reader.Overlaps(a.Path) {
				t.Up = a.ID
			}
		}
		all, err := countMonths(ctx, tx, reader, u.ID, u.Path, children, first, last)
		if err != nil {
			return err
		}
		t.fold(u, all)
		return nil
	})
	return t, err
}

// rows are the unit itself and what lies directly below it, as far as the reader sees.
func (t *MonthTable) rows(u org.Unit, children []org.Unit, r access.Reader) {
	t.Rows = append(t.Rows, MonthRow{ID: u.ID, Name: u.Name})
	for _, child := range children {
		if r.Overlaps(child.Path) {
			t.Rows = append(t.Rows, MonthRow{ID: child.ID, Name: child.Name, Below: true, Parent: child.Level != org.Village})
		}
	}
}

// fold adds numbers up by the row they belong to: the unit of u or the one directly
// below it on the way to path.
func (t *MonthTable) fold(u org.Unit, all []counted) {
	sums := map[MonthCell]int64{}
	for _, c := range all {
		id, _, deeper := strings.Cut(strings.TrimPrefix(c.path, u.Path), "/")
		cell := MonthCell{Row: id, Below: true, Kind: c.kind, State: c.state}
		if !deeper {
			cell.Row, cell.Below = u.ID, false
		}
		sums[cell] += c.n
	}
	for cell, n := range sums {
		if cell.N = n; n != 0 {
			t.Cells = append(t.Cells, cell)
		}
	}
	slices.SortFunc(t.Cells, func(a, b MonthCell) int {
		return strings.Compare(a.Row+"\x00"+a.Kind+"\x00"+string(a.State), b.Row+"\x00"+b.Kind+"\x00"+string(b.State))
	})
}
