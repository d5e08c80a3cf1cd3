package casework

import (
	"slices"
	"testing"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestForesee: what is foretold happens, what is refused is refused with the same
// fault, nothing is written by asking, and what was done can be taken back.
func TestForesee(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 2, 2)
		head, stranger := c.who("u1", "town0", access.Head, access.Subtree), c.who("u2", "town1", access.Head, access.Subtree)
		var ids []ID
		for i := range 4 {
			k, _, err := c.s.Register(t.Context(), head, newID(), told("王玥", "李强"))
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, k.ID)
			if i < 3 {
				k = c.do(t, k, head, Accept{})
			}
			if i < 2 {
				c.do(t, k, head, Triage{Batch: BatchActive, Level: Ordinary, Difficulty: DifficultyNormal, Reason: "as told"})
			}
		}
		other, _, err := c.s.Register(t.Context(), stranger, newID(), told("王玥", "李强"))
		if err != nil {
			t.Fatal(err)
		}
		foresee := func(actor access.Actor, ids []ID, cmd Command) map[ID]Prospect {
			t.Helper()
			all, err := c.s.Foresee(t.Context(), actor, ids, cmd)
			if err != nil {
				t.Fatal(all, err)
			}
			return all
		}
		assign := Assign{Lead: "village00", Goal: "settle it", Leader: "Wang"}
		var codes []string
		all := foresee(head, append(slices.Clone(ids), other.ID), assign)
		for _, id := range ids {
			codes = append(codes, fault.CodeOf(all[id].Why))
		}
		if want := []string{"", "", "case.triage_first", "case.wrong_state"}; !slices.Equal(codes, want) || len(all) != len(ids) {
			t.Fatalf("%v instead of %v: another's case is not among them", codes, want)
		}
		for id := range foresee(stranger, append(slices.Clone(ids), other.ID), assign) {
			if id != other.ID {
				t.Errorf("the stranger is told of %s", id)
			}
		}
		for id, p := range all {
			done, err := c.s.Do(t.Context(), head, id, p.Version, newID(), assign)
			if fault.CodeOf(err) != fault.CodeOf(p.Why) {
				t.Fatalf("%v came instead of %v", err, p.Why)
			}
			if err != nil {
				continue
			}
			back := c.do(t, done, head, Recall{Reason: "sent by mistake"})
			a := back.Assignments[len(back.Assignments)-1]
			if back.State != Accepted || back.Holder != "town0" || back.Returns != 0 || a.State != Returned || a.Reason == "" || back.Foremost() == nil {
				t.Errorf("taken back: %+v", back)
			}
		}
		if _, err := c.s.Do(t.Context(), head, ids[2], 2, newID(), Recall{Reason: "x"}); fault.CodeOf(err) != "case.wrong_state" {
			t.Errorf("nothing to take back: %v", err)
		}
		c.tagAndUntag(t, head, ids)
	})
}

func (c *city) tagAndUntag(t *testing.T, head access.Actor, ids []ID) {
	t.Helper()
	tagged := func() (n int) {
		page, err := c.s.List(t.Context(), head, Filter{Tags: []string{"water"}}, Sort{}, Ask{})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range page.Items {
			if !slices.Contains(r.Tags, "water") {
				t.Errorf("row %+v", r)
			}
		}
		return len(page.Items)
	}
	open := func(id ID) Case {
		k, err := c.s.Get(t.Context(), head, id)
		if err != nil {
			t.Fatal(err)
		}
		return k.Case
	}
	c.do(t, open(ids[0]), head, Tag{Add: []string{"water"}})
	cmd := Tag{Add: []string{"water", "wages"}}
	all, err := c.s.Foresee(t.Context(), head, ids, cmd)
	if err != nil || tagged() != 1 {
		t.Fatal(err)
	}
	for id, p := range all {
		k, err := c.s.Do(t.Context(), head, id, p.Version, newID(), cmd)
		if err != nil || p.Why != nil {
			t.Fatal(err, p.Why)
		}
		if n := tagged(); n == 0 {
			t.Error("a tag is not found")
		}
		c.do(t, k, head, p.Undo)
	}
	if n := tagged(); n != 1 {
		t.Errorf("%d cases tagged after all was taken back", n)
	}
	for code, cmd := range map[string]Tag{"case.tags_same": {Add: []string{"water"}}, "case.tag_unknown": {Add: []string{"quarrelsome"}}} {
		k := open(ids[0])
		if _, err := c.s.Do(t.Context(), head, k.ID, k.Version, newID(), cmd); dCode(err, code) == "" {
			t.Errorf("%+v: %v", cmd, err)
		}
	}
}
