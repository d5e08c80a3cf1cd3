package casework

import (
	"reflect"
	"strconv"
	"testing"
	"time"

	"hemu/internal/calendar"
	"hemu/internal/codes"
	"hemu/internal/org"
)

// TestSaid: documents keep what their step said, also after the case has gone on.
func TestSaid(t *testing.T) {
	lists, items, policies := codes.Seeds()
	n := 0
	env := func() *Env {
		return &Env{
			Now: time.Date(2026, 11, 24, 1, 0, 0, 0, time.UTC), Calendar: calendar.New(nil), Codes: codes.NewSnapshot(lists, items, policies, nil), Policies: policies,
			Units: map[string]org.Unit{"v": {ID: "v", Level: org.Village}, "t": {ID: "t", Level: org.Town}}, Up: map[string]string{"v": "t"},
			NewID: func() string { n++; return strconv.Itoa(n) },
		}
	}
	for _, c := range []struct {
		cmd  interface{ apply(c *Case, e *Env) error }
		kind string
		want Said
	}{
		{Fail{Reason: "refused", Note: "n", Routes: []string{"court"}}, "termination", Said{Reason: "refused", Note: "n", Routes: []string{"court"}}},
		{Withdraw{Party: "p", Note: "n"}, "termination", Said{Party: "p", Note: "n"}},
		{Refer{Route: "petition", To: "B", Reason: "r", DocNo: "7"}, "transfer", Said{To: "B", DocNo: "7", Note: "r", Routes: []string{"petition"}}},
		{Decline{Reason: "04", Note: "n", Routes: []string{"court"}}, "refusal", Said{Reason: "04", Note: "n", Routes: []string{"court"}}},
		{Escalate{Tried: "much", Reason: "r"}, "transfer", Said{Tried: "much", Reason: "r"}},
		{Join{Units: []string{"t"}, Reason: "r"}, "assignment", Said{Reason: "r"}},
	} {
		before, e := Case{Holder: "v", State: Handling, Parties: []Party{{ID: "p"}}}, env()
		if err := c.cmd.apply(&before, e); err != nil {
			t.Fatalf("%T: %v", c.cmd, err)
		}
		before.backToHandling(e, "reopen")
		got := before.Slips[len(before.Slips)-1]
		if got.Kind != c.kind || !reflect.DeepEqual(got.Said, c.want) {
			t.Errorf("%T: %s %+v", c.cmd, got.Kind, got.Said)
		}
	}
}
