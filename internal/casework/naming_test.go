package casework

import (
	"slices"
	"strings"
	"testing"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestNamesComeAndGo: who is named on a confidential case has it everywhere and is told
// so without a word of it; whose name is taken off loses it everywhere at once, the caucus
// notes for good. Both need a reason and are on record.
func TestNamesComeAndGo(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 2)
		head, handler, friend := c.who("u1", "town0", access.Head, access.Subtree), c.who("u2", "town0", access.Mediator, access.Unit), c.who("u3", "town0", access.Mediator, access.Unit)
		k, _, err := c.s.Register(t.Context(), head, "", told("王玥", "李喆"))
		if err != nil {
			t.Fatal(err)
		}
		refused := func(who access.Actor, cmd Command, code string) {
			t.Helper()
			if err := c.refused(t, who, k, cmd); dCode(err, code) == "" {
				t.Errorf("%s by %s: %v, want %s", cmd.Act(), who.UserID, err, code)
			}
		}
		k = c.do(t, k, head, Accept{})
		refused(head, NamePeople{Named: []string{"u3"}, Reason: "x"}, "case.not_confidential")
		k = c.do(t, k, head, Assign{Lead: "town0", Goal: "解决", Leader: "姓名u1", Handler: "u2"})
		k = c.do(t, k, head, Confide{On: true})
		refused(head, Confide{On: true, Named: []string{"u3"}}, "case.confidential_already")
		refused(head, NamePeople{Named: []string{"u3"}, Reason: " "}, "case.reason_missing")
		refused(head, NamePeople{Named: []string{"nobody"}, Reason: "x"}, "case.person_unknown")
		refused(head, NamePeople{Named: []string{"u2"}, Reason: "x"}, "case.named_already")
		refused(handler, NamePeople{Named: []string{"u3"}, Reason: "x"}, "case.not_yours_role")
		c.has(t, friend, k, false)
		k = c.do(t, k, head, NamePeople{Named: []string{"u2", "u3"}, Reason: "一起办理"})
		if k.State == Assigned {
			k = c.do(t, k, handler, Sign{Handler: "u2"})
		}
		k = c.do(t, k, handler, NoteCaucus{Party: k.Parties[0].ID, Heard: "愿意让一步", Named: []string{"u3"}})
		c.has(t, friend, k, true)
		c.wasTold(t, friend, Told{Named: true, Case: k.ID})
		c.wasTold(t, handler, Told{Named: true, Case: k.ID})
		c.wasTold(t, head)

		refused(handler, Unname{Person: "u3", Reason: "x"}, "case.not_yours_role")
		refused(head, Unname{Person: "u3"}, "case.reason_missing")
		refused(head, Unname{Person: "u9", Reason: "x"}, "case.not_named")
		refused(head, Unname{Person: "u2", Reason: "x"}, "case.unname_handler")
		refused(head, Unname{Person: "u1", Reason: "x"}, "case.unname_self")
		k = c.do(t, k, head, Unname{Person: "u3", Reason: "与当事人是亲戚"})
		c.has(t, friend, k, false)
		c.wasTold(t, friend, Told{})
		if lost, err := c.s.Lost(t.Context(), k.ID); err != nil || !slices.Equal(lost, []string{"u3"}) {
			t.Errorf("lost to %v, %v", lost, err)
		}
		story := c.readsOfCase(t, handler, k)
		for _, want := range []string{`"Act":"name"`, `"Act":"unname"`, "一起办理", "与当事人是亲戚"} {
			if !strings.Contains(story, want) {
				t.Errorf("the history lacks %s", want)
			}
		}
		c.healthy(t)

		k = c.do(t, k, head, NamePeople{Named: []string{"u3"}, Reason: "回避原因消失"})
		c.has(t, friend, k, true)
		if strings.Contains(c.readsOfCase(t, friend, k), "愿意让一步") {
			t.Error("named again, the note came back")
		}
		if err := c.s.SawTold(t.Context(), friend); err != nil {
			t.Fatal(err)
		}
		c.wasTold(t, friend, Told{Named: true, Case: k.ID, Seen: true}, Told{Seen: true})
		c.healthy(t)
	})
}

// has compares what somebody finds of one case by every way with what must be.
func (c *city) has(t *testing.T, who access.Actor, k Case, want bool) {
	t.Helper()
	found := map[string]bool{}
	_, err := c.s.Get(t.Context(), who, k.ID)
	found["open"] = err == nil
	_, err = c.s.Events(t.Context(), who, k.ID, 0, 10)
	found["history"] = err == nil
	_, err = c.s.Full(t.Context(), who, k.ID, "print")
	found["paper"] = err == nil
	for name, f := range map[string]Filter{"list": {}, "search": {Text: "王玥"}, "number": {Text: k.No}} {
		page, err := c.s.List(t.Context(), who, f, Sort{}, Ask{})
		found[name] = err == nil && len(page.Items) == 1
	}
	counts, err := c.s.Counts(t.Context(), who, Filter{})
	found["counts"] = err == nil && counts.States[k.State] == 1
	err = c.refused(t, who, k, Contact{})
	found["command"] = fault.CodeOf(err) != "case.not_found"
	for way, got := range found {
		if got != want {
			t.Errorf("%s by %s: %v", way, who.UserID, got)
		}
	}
}

// wasTold compares what somebody was told of being named, the newest first.
func (c *city) wasTold(t *testing.T, who access.Actor, want ...Told) {
	t.Helper()
	all, err := c.s.Told(t.Context(), who)
	if err != nil {
		t.Fatal(err)
	}
	for i := range all {
		all[i].At = want[min(i, len(want)-1)].At
	}
	if !slices.Equal(all, want) {
		t.Errorf("%s was told %+v, want %+v", who.UserID, all, want)
	}
}

// TestANameTakenOffIsLetInLast: where somebody has to be let in, it is another than who was
// taken off; and nobody is taken off whom the system would have to let in again.
func TestANameTakenOffIsLetInLast(t *testing.T) {
	w := dNew()
	head, above := w.head("village1"), dUser("town1", access.Head)
	c := w.do(t, w.handled(t, "village1"), head, Confide{On: true})
	c = w.do(t, c, access.Actor{System: true}, Hear{Kind: "complaint", Text: "nobody calls back"})
	dIs(t, "who answers is let in", contains(c.Named, above), true)
	env := w.env(head)
	env.Officers = map[string][]access.Officer{"village1": env.Officers["village1"], "town1": {{UserID: above, Role: access.Head}}}
	if _, _, err := Decide(c, Unname{Person: above, Reason: "x"}, env); dCode(err, "case.unname_needed") == "" {
		t.Errorf("the only one who can answer is taken off: %v", err)
	}
	after, events, err := Decide(c, Unname{Person: above, Reason: "x"}, w.env(head))
	if err != nil {
		t.Fatal(err)
	}
	dIs(t, "taken off", contains(after.Named, above), false)
	dIs(t, "on record", contains(after.Unnamed, above), true)
	dIs(t, "another is let in", contains(after.Named, dUser("town1", access.Dispatcher)), true)
	dIs(t, "by the system", events[len(events)-1].Act, access.Confide)
	after = w.do(t, after, head, NamePeople{Named: []string{above}, Reason: "x"})
	dIs(t, "named again", contains(after.Named, above) && !contains(after.Unnamed, above), true)
	dIs(t, "opened to all", len(w.do(t, after, head, Confide{}).Named), 0)
}
