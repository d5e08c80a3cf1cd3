package bulk

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"hemu/internal/casework"
	"hemu/internal/fault"
)

// TestSteps: every step from every state. What is not named here is refused as ended.
func TestSteps(t *testing.T) {
	end := time.Date(2026, 3, 2, 4, 0, 0, 0, time.UTC)
	states := []State{Looking, Ready, Running, Ended, Stopped, Undoing, Undone, Dropped, Failed, Expired}
	late := end.Add(UndoFor)
	for _, c := range []struct {
		step step
		now  time.Time
		want string // by states, in their order
	}{
		{start, end, "bulk.looking running bulk.begun bulk.begun bulk.begun bulk.begun bulk.begun bulk.ended bulk.ended bulk.ended"},
		{stop, end, "dropped dropped stopped bulk.ended bulk.ended bulk.ended bulk.ended bulk.ended bulk.ended bulk.ended"},
		{undo, late.Add(-time.Millisecond), "bulk.nothing_done bulk.nothing_done bulk.not_ended undoing undoing bulk.undone bulk.undone bulk.nothing_done bulk.nothing_done bulk.nothing_done"},
		{undo, late, "bulk.nothing_done bulk.nothing_done bulk.not_ended bulk.too_late bulk.too_late bulk.undone bulk.undone bulk.nothing_done bulk.nothing_done bulk.nothing_done"},
	} {
		got := ""
		for _, s := range states {
			to, err := Run{State: s, EndedAt: end}.after(c.step, c.now)
			if (to == "") == (err == nil) {
				t.Errorf("%s of %s: %q and %v", c.step, s, to, err)
			}
			got += " " + string(to) + fault.CodeOf(err)
		}
		if got != " "+c.want {
			t.Errorf("%s at %v:\n%s instead of\n %s", c.step, c.now, got, c.want)
		}
	}
	for _, s := range states {
		goes := slices.Contains([]State{Looking, Running, Undoing}, s)
		if (s.end() != "") != goes || (s.givenUp() != "") != goes {
			t.Errorf("%s ends as %q, is given up as %q", s, s.end(), s.givenUp())
		}
	}
}

// TestCommandOf: a run is one command, and its undoing takes that one back.
func TestCommandOf(t *testing.T) {
	tag, assign := casework.Tag{Add: []string{"water"}}, casework.Assign{Lead: "x"}
	for _, w := range []Wanted{{}, {Tag: &tag, Assign: &assign}} {
		if w.command() != nil {
			t.Errorf("%+v is a command", w)
		}
	}
	line := Line{Undo: casework.Tag{Remove: []string{"water"}}}
	if got := undoing(Wanted{Tag: &tag}.command(), line, "en"); !reflect.DeepEqual(got, line.Undo) {
		t.Errorf("tags are taken back by %+v", got)
	}
	if got, ok := undoing(Wanted{Assign: &assign}.command(), line, "en").(casework.Recall); !ok || got.Reason == "" || got.Reason == "bulk.recall_reason" {
		t.Errorf("an assignment is taken back by %+v", got)
	}
}

// TestArgs: what a refusal says is the same before and after it is stored.
func TestArgs(t *testing.T) {
	for text, want := range map[string]fault.Args{"": nil, "null": nil, `{"most":10000000,"act":"tag","need":["head","mediator"]}`: {"most": "10000000", "act": "tag", "need": []string{"head", "mediator"}}} {
		got, err := parseArgs(text)
		if err != nil || len(got) != len(want) {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
		for name, v := range want {
			if list, ok := v.([]string); ok && !slices.Equal(got[name].([]string), list) || !ok && reflect.ValueOf(got[name]).String() != v {
				t.Errorf("%s: %v instead of %v", name, got[name], v)
			}
		}
	}
}
