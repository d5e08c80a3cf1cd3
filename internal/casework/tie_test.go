package casework

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestMergeAndBack: a matter registered twice is counted once, both histories stay,
// whoever handles the one reads the other, and unmerging leaves it as it was.
func TestMergeAndBack(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c := newCity(t, db, 2, 2)
		head, stranger := c.who("u1", "town0", access.Head, access.Subtree), c.who("u2", "town1", access.Head, access.Subtree)
		village := c.who("u3", "village00", access.Mediator, access.Unit)
		first, second := c.registered(t, head, told("王玥", "李强")), c.registered(t, village, told("王玥", "赵六"))
		second = c.do(t, second, village, Accept{})
		before := second
		if err := c.refused(t, stranger, second, Merge{Case: first.ID, Reason: "same"}); fault.CodeOf(err) != "case.not_found" {
			t.Error("a stranger merges:", err)
		}
		hidden := c.registered(t, stranger, told("王玥", "李强"))
		if err := c.refused(t, head, second, Merge{Case: hidden.ID, Reason: "same"}); fault.CodeOf(err) != "case.other_unknown" {
			t.Error("merged into what the head may not open:", err)
		}
		hurt := c.registered(t, head, told("王玥", "李强"))
		hurt = c.do(t, hurt, head, Screen{Harm: "yes", Harmed: hurt.Parties[0].ID})
		if err := c.refused(t, head, second, Merge{Case: hurt.ID, Reason: "same"}); fault.CodeOf(err) != "case.merge_guarded" {
			t.Error("merged with what somebody told alone:", err)
		}
		merged := c.do(t, second, head, Merge{Case: first.ID, Reason: "同一件事"})
		into := c.get(t, head, first.ID)
		if merged.State != Merged || len(into.Parties) != 3 || len(into.Case.Ties) != 1 || into.Case.Ties[0].Case != second.ID {
			t.Fatalf("%s, %d parties, ties %v", merged.State, len(into.Parties), into.Case.Ties)
		}
		if n := c.open(t, "village00") + c.open(t, "town0"); n != 2 { // and that of who is hurt
			t.Errorf("counted %d times", n)
		}
		if track, err := c.s.Track(t.Context(), c.s.trackingCode(second.ID)); err != nil || track.State != Merged || track.GoesOn != Reported {
			t.Error(track, err)
		}
		if err := c.refused(t, head, Case{ID: first.ID, Version: into.Case.Version}, Confide{On: true}); fault.CodeOf(err) != "case.guard_absorbed" {
			t.Error("confidential beside an open copy:", err)
		}
		c.healthy(t)
		clock.Advance(72 * 3600e9)
		back := c.do(t, merged, head, Unmerge{Case: first.ID, Reason: "两件事"})
		if back.State != Accepted || back.Merged != nil || back.NextStep != before.NextStep {
			t.Errorf("back in %s", back.State)
		}
		was, is := before.Foremost(), back.Foremost()
		if got := is.Due.Sub(was.Due); got < 48*3600e9 {
			t.Errorf("three days passed and %v was given back", got)
		}
		if into = c.get(t, head, first.ID); len(into.Parties) != 2 || len(into.Case.Ties) != 0 {
			t.Errorf("%d parties, %d ties are left", len(into.Parties), len(into.Case.Ties))
		}
		c.healthy(t)
	})
}

// TestLink: both cases say it, and who may not open the other is not told.
func TestLink(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 2)
		head, village := c.who("u1", "town0", access.Head, access.Subtree), c.who("u3", "village00", access.Mediator, access.Unit)
		mine, theirs := c.registered(t, village, told("王玥", "李强")), c.registered(t, c.who("u4", "village01", access.Mediator, access.Unit), told("孙二", "李强"))
		mine = c.do(t, mine, head, Link{Case: theirs.ID, Kind: Belongs, Note: "同一工地"})
		if v := c.get(t, head, theirs.ID); len(v.Case.Ties) != 1 || v.Case.Ties[0].Kind != Leads || len(v.Tied) != 1 || v.Tied[0].No != mine.No {
			t.Errorf("%+v %+v", v.Case.Ties, v.Tied)
		}
		if v := c.get(t, village, mine.ID); len(v.Case.Ties)+len(v.Tied) != 0 {
			t.Errorf("the village is told of another village's case: %+v", v.Case.Ties)
		}
		if err := c.refused(t, village, mine, Unlink{Case: theirs.ID, Reason: "no"}); fault.CodeOf(err) != "case.other_unknown" {
			t.Error(err)
		}
		c.do(t, mine, head, Unlink{Case: theirs.ID, Reason: "不是同一工地"})
		if v := c.get(t, head, theirs.ID); len(v.Case.Ties) != 0 {
			t.Error("a half of the tie is left")
		}
		c.healthy(t)
	})
}

// TestAlike: a number, a name nearby and a text are found, each only by who may open
// the case, and nothing is told of a text in which somebody is concealed.
func TestAlike(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 2, 1)
		village, stranger := c.who("u3", "village00", access.Mediator, access.Unit), c.who("u2", "village10", access.Mediator, access.Unit)
		in := told("王玥", "李强")
		in.Region, in.Parties[0].Phone = "370285001", "13812341234"
		in.Facts = "两家因屋后排水沟堵塞发生争吵，下雨天雨水倒灌进院子，多次协商没有结果。"
		k := c.registered(t, village, in)
		find := func(who access.Actor, in AlikeInput) []Alike {
			t.Helper()
			out, err := c.s.Alike(t.Context(), who, in)
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		asked := AlikeInput{Region: "370285001", Facts: "屋后排水沟堵塞，下雨天雨水倒灌进院子，两家多次协商没有结果，又争吵。", Parties: []AlikeParty{{Name: "王玥", Phone: "13812341234"}}}
		got := find(village, asked)
		if len(got) != 1 || got[0].ID != k.ID || !got[0].Number || got[0].Names != 1 || got[0].Like < AlikeFrom {
			t.Errorf("%+v", got)
		}
		many := ""
		for i := range 40_000 { // more words than a statement has arguments
			many += fmt.Sprint(i, " ")
		}
		if got := find(village, AlikeInput{Region: asked.Region, Address: many, Parties: []AlikeParty{{Name: many, Phone: many}}}); len(got) != 0 {
			t.Errorf("by a text that is no address: %+v", got)
		}
		if got := find(stranger, asked); len(got) != 0 {
			t.Errorf("a stranger is told of %+v", got)
		}
		if got := find(village, AlikeInput{Region: "370285001", Facts: "因为拖欠工资，三名工人到工地讨要，老板承诺月底发放。", Parties: []AlikeParty{{Name: "孙二"}}}); len(got) != 0 {
			t.Errorf("another matter: %+v", got)
		}
		there := in
		there.Address, there.Facts = "３号楼2单元 501室", "楼上装修漏水，天花板泡坏，要求赔偿。"
		placed := c.registered(t, village, there)
		for address, want := range map[string]bool{"3号楼2单元501室": false, "3号楼2单元 501室": true, "3号楼": false, "2单元501": false} {
			got := find(village, AlikeInput{Region: "370285001", Address: address})
			if found := len(got) == 1 && got[0].ID == placed.ID && got[0].Place; found != want || len(got) > 1 {
				t.Errorf("at %q: %+v", address, got)
			}
		}
		if got := find(stranger, AlikeInput{Region: "370285001", Address: there.Address}); len(got) != 0 {
			t.Errorf("a stranger is told of %+v", got)
		}
		c.do(t, k, village, Accept{}, Conceal{Party: k.Parties[0].ID, On: true, Reason: "怕报复"})
		if got := find(village, AlikeInput{Region: "370285001", Facts: in.Facts}); len(got) != 0 {
			t.Errorf("a text with somebody concealed is compared: %+v", got)
		}
		twice := in
		twice.Facts += "今天又吵了一次。"
		again := c.registered(t, village, twice)
		to, err := c.s.AlikeTo(t.Context(), village, again.ID)
		if err != nil || slices.ContainsFunc(to, func(a Alike) bool { return a.ID == again.ID }) {
			t.Errorf("%+v %v", to, err)
		}
	})
}

// TestAlikeAmongMany: a text is found again though the town has had more cases since than
// are compared one by one, by who may open the case and nobody else.
func TestAlikeAmongMany(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 2, 1)
		village, stranger := c.who("u3", "village00", access.Mediator, access.Unit), c.who("u2", "village10", access.Mediator, access.Unit)
		in := told("王玥", "李强")
		in.Region, in.Facts = "370285001", "两家因屋后排水沟堵塞发生争吵，下雨天雨水倒灌进院子，多次协商没有结果。"
		old := c.registered(t, village, in)
		apart := in // shares phrases, yet is another matter
		apart.Facts = "两家因屋后排水沟堵塞。" + strings.Repeat("另有借款三千元未还，约定的日子早已过去；", 3)
		c.registered(t, village, apart)
		for i := range comparedMost + 1 {
			in.Facts = fmt.Sprintf("第%d户反映邻居养鸡，每天清早打鸣影响休息，几家商量了多次都没有结果。", i)
			c.registered(t, village, in)
		}
		for _, tt := range []struct {
			who  access.Actor
			want []ID
		}{{village, []ID{old.ID}}, {stranger, []ID{}}} {
			got, err := c.s.Alike(t.Context(), tt.who, AlikeInput{Region: "370285001", Facts: "屋后排水沟堵塞，下雨天雨水倒灌进院子，两家协商过没有结果。"})
			ids := each(got, func(a Alike) ID { return a.ID })
			if err != nil || !slices.Equal(ids, tt.want) {
				t.Errorf("%s: %+v, %v", tt.who.UserID, got, err)
			}
		}
	})
}

func (c *city) registered(t *testing.T, who access.Actor, in RegisterInput) Case {
	t.Helper()
	k, _, err := c.s.Register(t.Context(), who, newID(), in)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func (c *city) refused(t *testing.T, who access.Actor, k Case, cmd Command) error {
	t.Helper()
	_, err := c.s.Do(t.Context(), who, k.ID, k.Version, newID(), cmd)
	if err == nil {
		t.Errorf("%s is done", cmd.Act())
	}
	return err
}

func (c *city) get(t *testing.T, who access.Actor, id ID) View {
	t.Helper()
	v, err := c.s.Get(t.Context(), who, id)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// open is how many open cases the counters give a unit.
func (c *city) open(t *testing.T, unit string) (n int64) {
	t.Helper()
	err := c.db.Read(t.Context(), func(tx *sqldb.Tx) (err error) {
		n, err = sqldb.One(t.Context(), tx, sqldb.Scalar[int64], `SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) FROM casework_tally
			WHERE org_id = $1 AND state NOT IN ('declined', 'closed', 'archived', 'merged')`, unit)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestNamesOfWhatWasMergedIn: nobody reads in the file that was merged in what they may
// not read any more in the one that goes on.
func TestNamesOfWhatWasMergedIn(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 1)
		head, reader := c.who("u1", "town0", access.Head, access.Subtree), c.who("u3", "village00", access.Mediator, access.Unit)
		into, other := c.registered(t, head, told("王玥")), c.registered(t, head, told("王玥"))
		other = c.do(t, other, head, Merge{Case: into.ID, Reason: "同一件事"})
		other = c.do(t, other, head, Confide{On: true, Named: []string{"u3"}})
		into = c.get(t, head, into.ID).Case
		if err := c.refused(t, head, into, Confide{On: true}); fault.CodeOf(err) != "case.named_absorbed" {
			t.Error("less named than there:", err)
		}
		into = c.do(t, into, head, Confide{On: true, Named: []string{"u3"}})
		if err := c.refused(t, head, into, Unname{Person: "u3", Reason: "调离"}); fault.CodeOf(err) != "case.named_absorbed" {
			t.Error("still named there:", err)
		}
		c.do(t, other, head, Unname{Person: "u3", Reason: "调离"})
		c.do(t, into, head, Unname{Person: "u3", Reason: "调离"})
		for _, id := range []ID{into.ID, other.ID} {
			if _, err := c.s.Get(t.Context(), reader, id); err != ErrNotFound {
				t.Errorf("read: %v", err)
			}
		}
	})
}
