package casework

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"hemu/internal/access"
	"hemu/internal/calendar"
)

// compareMonths compares each number of a month table with the oracle: the cases that
// may be seen, of a holder that lies in the reader's scope.
func (c *city) compareMonths(rt *rapid.T, t *testing.T, who access.Actor, cases map[ID]Case, see map[ID]bool) {
	top := c.units[rapid.IntRange(0, len(c.units)-1).Draw(rt, "table of")]
	now := MonthOf(c.db.Now())
	table, err := c.s.MonthTable(t.Context(), who, top.ID, now-1, now)
	if err != nil {
		rt.Fatal(err)
	}
	reader, want := access.ReaderOf(who), map[MonthCell]int64{}
	for id, k := range cases {
		holder := c.byID[k.Holder]
		if !see[id] || k.State == Merged || !reader.Holds(holder.Path) || holder.ID != top.ID && !c.above(top.ID, holder.ID) || MonthOf(k.ReportedAt) < now-1 {
			continue
		}
		cell := MonthCell{Row: top.ID, Kind: k.kind(), State: k.State}
		for at := holder; at.ID != top.ID; at = c.byID[at.ParentID] {
			cell.Row, cell.Below = at.ID, true
		}
		want[cell]++
	}
	for _, cell := range table.Cells {
		n := cell.N
		if cell.N = 0; want[cell] != n {
			rt.Fatalf("%+v\nof %s is told %d %+v, must be %d", who, top.ID, n, cell, want[cell])
		}
		if delete(want, cell); !slices.ContainsFunc(table.Rows, func(r MonthRow) bool { return r.ID == cell.Row && r.Below == cell.Below }) {
			rt.Fatalf("no row %s of %+v", cell.Row, table.Rows)
		}
	}
	if len(want) > 0 {
		rt.Fatalf("%+v\nof %s is not told %+v", who, top.ID, want)
	}
}

// TestMonths: a month is that of Shanghai, and its first day is in it.
func TestMonths(t *testing.T) {
	at := time.Date(2025, 12, 31, 16, 0, 0, 0, time.UTC) // midnight there
	if m := MonthOf(at); m != 2026*12 || m.First() != (calendar.Date{Year: 2026, Month: 1, Day: 1}) || MonthOf(at.Add(-time.Millisecond)) != m-1 {
		t.Errorf("%d begins on %v", m, m.First())
	}
}
