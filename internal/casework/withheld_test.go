package casework

import (
	"testing"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestPapersTellNoMoreThanTheScreen: masked numbers, records of separate sessions
// and the tracking code are withheld from papers for whom the screen withholds them.
func TestPapersTellNoMoreThanTheScreen(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c := newCity(t, db, 1, 1)
		village := c.who("u1", "village00", access.Mediator, access.Unit)
		k, code, err := c.s.Immediate(t.Context(), village, "", ImmediateInput{Register: told("王玥", "李祎"), Session: RecordSession{
			HeldAt: clock.Now(), Place: "村委会", Mediators: []string{"姓名u1"}, Present: []string{"0"}, RightsTold: true, Separate: true,
			Record: "王玥说的话", Outcome: "continue",
		}})
		if err != nil {
			t.Fatal(err)
		}
		for name, try := range map[string]struct {
			who                 access.Actor
			phone, record, code string
		}{
			"who held it": {village, "13800001234", "王玥说的话", code},
			"a colleague": {c.who("u3", "village00", access.Head, access.Unit), "13800001234", "", code},
			"from above":  {c.who("u2", "town0", access.Head, access.Subtree), "138****1234", "", ""},
			"for figures": {c.who("u4", "bureau", access.Analyst, access.All), "138****1234", "", ""},
		} {
			full, err := c.s.Full(t.Context(), try.who, k.ID, "print")
			if err != nil || full.Parties[0].Phone != try.phone || full.Sessions[0].Record != try.record {
				t.Errorf("%s reads %q and %q, %v", name, full.Parties[0].Phone, full.Sessions[0].Record, err)
			}
			got, err := c.s.TrackingCode(t.Context(), try.who, k.ID)
			if got != try.code || (got == "") != (fault.CodeOf(err) == "casework.tracking_denied") {
				t.Errorf("%s: tracking code %q, %v", name, got, err)
			}
		}
	})
}

// TestWhatResidentsMaySay: only what the page offers, and not without end.
func TestWhatResidentsMaySay(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 1)
		_, code, err := c.s.Register(t.Context(), c.who("u1", "village00", access.Mediator, access.Unit), "", told("王玥"))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.s.Say(t.Context(), code, "anything", "x"); fault.CodeOf(err) != "case.said_kind" {
			t.Errorf("another kind: %v", err)
		}
		for i := range maxSaid {
			if err := c.s.Say(t.Context(), code, "not_settled", ""); err != nil {
				t.Fatalf("%d: %v", i, err)
			}
		}
		if err := c.s.Say(t.Context(), code, "not_settled", ""); fault.CodeOf(err) != "case.said_often" {
			t.Errorf("once more: %v", err)
		}
	})
}

// TestNumbersOfOthersChangeNothing: whether a case that can't be seen has a number
// must not show in what a search finds.
func TestNumbersOfOthersChangeNothing(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 2)
		hidden, _, err := c.s.Register(t.Context(), c.who("u1", "village00", access.Mediator, access.Unit), "", told("王玥"))
		if err != nil {
			t.Fatal(err)
		}
		me := c.who("u2", "village01", access.Mediator, access.Unit)
		in := told("李祎")
		in.Title = "关于" + hidden.No
		if _, _, err := c.s.Register(t.Context(), me, "", in); err != nil {
			t.Fatal(err)
		}
		page, err := c.s.List(t.Context(), me, Filter{Text: hidden.No}, Sort{}, Ask{})
		if err != nil || len(page.Items) != 1 {
			t.Errorf("%d found, %v", len(page.Items), err)
		}
	})
}
