package casework

import (
	"testing"
	"time"
)

// planTwice asks for a second session at the time of the one planned in c, in which
// "a" mediates with the first party.
func planTwice(t *testing.T, w *dWorld, c Case) {
	t.Helper()
	head := w.head("village1")
	at, first, second := c.Sessions[0].PlannedAt, c.Parties[0].ID, c.Parties[1].ID
	plan := func(change func(*PlanSession)) PlanSession {
		in := PlanSession{Kind: SessionOrdinary, At: at, Place: "hall", Mediators: []string{"b"}, Invited: []string{second}}
		change(&in)
		return in
	}
	for _, clash := range []func(*PlanSession){
		func(in *PlanSession) { in.Mediators = []string{"b", "a"} },
		func(in *PlanSession) { in.Chair = "a" },
		func(in *PlanSession) { in.Clerk = " a " },
		func(in *PlanSession) { in.Experts = []string{"a"} },
		func(in *PlanSession) { in.Invited = []string{second, first} },
		func(in *PlanSession) {
			in.Mediators, in.At = []string{"a"}, at.Add(59*time.Minute)
		},
	} {
		w.refuse(t, c, head, plan(clash), "case.session_twice")
	}
	w.do(t, c, head, plan(func(in *PlanSession) { in.Separate = true }))
	w.do(t, c, head, plan(func(in *PlanSession) { in.Mediators, in.At = []string{"a"}, at.Add(time.Hour) }))
	called := w.do(t, c, head, CancelSession{Session: c.Sessions[0].ID, Reason: "x"})
	w.do(t, called, head, plan(func(in *PlanSession) { in.Mediators, in.Invited = []string{"a"}, []string{first} }))
}
