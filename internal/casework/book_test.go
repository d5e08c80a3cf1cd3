package casework

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"hemu/internal/access"
	"hemu/internal/diary"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// desk is a village with two mediators, u1 and u2, a room, and a diary that says who is
// away; neighbours are the village beside it.
type desk struct {
	*city
	one, two, neighbour access.Actor
	blocks              []diary.Block
}

const theRoom = "room1"

func newDesk(t *testing.T, db *sqldb.DB) *desk {
	t.Helper()
	d := &desk{city: newCity(t, db, 1, 2)}
	d.one = d.who("u1", "village00", access.Mediator, access.Unit)
	d.two = d.who("u2", "village00", access.Head, access.Unit)
	d.neighbour = d.who("u3", "village01", access.Mediator, access.Unit)
	for unit := range d.staff {
		for i := range d.staff[unit] {
			d.staff[unit][i].Name = "姓名" + d.staff[unit][i].UserID
		}
	}
	d.s.Diary = func(_ context.Context, _ *sqldb.Tx, rooms, people []string, s diary.Span) (diary.Picture, error) {
		p := diary.Picture{Rooms: map[string]diary.Room{}}
		for _, id := range rooms {
			if id == theRoom {
				p.Rooms[id] = diary.Room{ID: id, OrgID: "village00", Name: "一号调解室", Place: "村委会二楼"}
			}
		}
		for _, b := range d.blocks {
			if b.Span.Overlaps(s) && contains(append(rooms, people...), b.Subject) {
				p.Blocks = append(p.Blocks, b)
			}
		}
		return p, nil
	}
	return d
}

// handled is a case that the village handles; number is the applicant's identity number.
func (d *desk) handled(t *testing.T, who access.Actor, number string) Case {
	t.Helper()
	in := told("王玥", "李䶮")
	in.Parties[0].IDType, in.Parties[0].IDNumber = "111", number
	k, _, err := d.s.Register(t.Context(), who, "", in)
	if err != nil {
		t.Fatal(err)
	}
	return d.do(t, k, who, Accept{}, Assign{Lead: who.Acting.OrgID})
}

func (d *desk) plan(k Case, at time.Time, change func(*PlanSession)) PlanSession {
	in := PlanSession{Kind: SessionOrdinary, At: at, Place: "村委会", Mediators: []string{"姓名u1"}, Invited: []string{k.Parties[0].ID, k.Parties[1].ID}}
	if change != nil {
		change(&in)
	}
	return in
}

func (d *desk) refused(t *testing.T, who access.Actor, k Case, cmd Command, code, field string) *fault.Error {
	t.Helper()
	_, err := d.s.Do(t.Context(), who, k.ID, k.Version, "", cmd)
	f, ok := err.(*fault.Error)
	if !ok {
		t.Errorf("%v instead of %s", err, code)
		return &fault.Error{}
	}
	for _, detail := range f.Details {
		if detail.Code == code && detail.Field == field {
			return f
		}
	}
	t.Errorf("%+v instead of %s on %s", f, code, field)
	return f
}

func arg(f *fault.Error, code, name string) string {
	for _, d := range f.Details {
		if d.Code == code {
			return fmt.Sprint(d.Args[name])
		}
	}
	return ""
}

// TestClashes: what is taken up is refused, named as far as the reader may see, and
// other times are proposed; what is free again can be planned.
func TestClashes(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		d := newDesk(t, db)
		at := clock.Now().Add(22 * time.Hour) // Tuesday, 10:00
		id := "110101199003070011"
		k := d.handled(t, d.one, id)
		inRoom := func(in *PlanSession) { in.Room, in.Place = theRoom, "" }
		k = d.do(t, k, d.one, d.plan(k, at, inRoom))
		s := k.Sessions[0]
		dIs(t, "place", s.Place, "一号调解室")
		dIs(t, "length", s.Length, 60)
		dIs(t, "people", fmt.Sprint(s.People), "[u1]")
		d.healthy(t)

		other := d.handled(t, d.two, "")
		byTwo := func(in *PlanSession) { in.Mediators = []string{"姓名u2"} }
		f := d.refused(t, d.two, other, d.plan(other, at.Add(59*time.Minute), nil), "case.person_taken", "mediators")
		dIs(t, "the clash", arg(f, "case.person_taken", "no"), k.No)
		dIs(t, "proposals", arg(f, "case.session_next", "times"), "2026-03-03 11:00 / 2026-03-03 11:30 / 2026-03-03 12:00")
		d.refused(t, d.two, other, d.plan(other, at, func(in *PlanSession) { byTwo(in); inRoom(in) }), "case.room_taken", "room")
		d.refused(t, d.two, other, d.plan(other, at, func(in *PlanSession) { in.Room = "none" }), "case.room_unknown", "room")
		d.refused(t, d.two, other, d.plan(other, at, func(in *PlanSession) { byTwo(in); in.People = []string{"u3"} }), "case.person_elsewhere", "people")

		// The same person, by the identity number, in a case the planner may open.
		same := d.handled(t, d.two, id)
		d.refused(t, d.two, same, d.plan(same, at, byTwo), "case.party_taken", "invited")
		// And in one the planner may not: planning tells nothing.
		theirs := d.handled(t, d.neighbour, id)
		d.do(t, theirs, d.neighbour, d.plan(theirs, at, func(in *PlanSession) { in.Mediators = []string{"姓名u3"} }))

		// Another's confidential session is only an engagement.
		k = d.do(t, k, d.two, Confide{On: true, Named: []string{"u1"}})
		third := d.who("u4", "village00", access.Mediator, access.Unit)
		f = d.refused(t, third, other, d.plan(other, at, nil), "case.person_occupied", "mediators")
		for _, detail := range f.Details {
			if detail.Args["no"] == k.No {
				t.Error("the refusal names a case that is kept")
			}
		}

		// Moved, the room and the people are free; the history tells how it was.
		k = d.do(t, k, d.one, MoveSession{Session: s.ID, At: at.Add(3 * time.Hour), Reason: "当事人请求"})
		if m := k.Sessions[0].Moves; len(m) != 1 || !m[0].PlannedAt.Equal(at) || m[0].Room != theRoom || m[0].By != "u1" {
			t.Errorf("moves %+v", m)
		}
		other = d.do(t, other, d.two, d.plan(other, at, inRoom))
		d.refused(t, d.one, k, MoveSession{Session: s.ID, At: at, Reason: "x"}, "case.person_taken", "mediators")
		other = d.do(t, other, d.two, CancelSession{Session: other.Sessions[0].ID, Reason: "x"})
		k = d.do(t, k, d.one, MoveSession{Session: s.ID, At: at, Reason: "x"})

		// Away, closed.
		d.blocks = []diary.Block{{Kind: diary.APerson, Subject: "u2", Span: diary.Lasting(at.Add(5*time.Hour), 60)}, {Kind: diary.ARoom, Subject: theRoom, Span: diary.Lasting(at.Add(24*time.Hour), 600)}}
		d.refused(t, d.two, other, d.plan(other, at.Add(5*time.Hour), byTwo), "case.person_away", "mediators")
		d.refused(t, d.two, other, d.plan(other, at.Add(25*time.Hour), func(in *PlanSession) { byTwo(in); inRoom(in) }), "case.room_closed", "room")
		d.healthy(t)
		d.agendas(t, k, at)
	})
}

// agendas: who sees the session of k, which is confidential and names u1 and u2.
func (d *desk) agendas(t *testing.T, k Case, at time.Time) {
	t.Helper()
	day := diary.Span{From: at.Add(-time.Hour), Until: at.Add(time.Hour)}
	see := func(who access.Actor, whose Whose) (found []string) {
		t.Helper()
		items, more, err := d.s.Agenda(t.Context(), who, AgendaAsk{Span: day, Whose: whose})
		if err != nil || more {
			t.Error(err, more)
		}
		for _, a := range items {
			found = append(found, a.CaseNo)
		}
		return found
	}
	dIs(t, "mine", fmt.Sprint(see(d.one, MySessions)), fmt.Sprint([]string{k.No}))
	dIs(t, "of the unit", fmt.Sprint(see(d.one, UnitSessions)), fmt.Sprint([]string{k.No}))
	dIs(t, "of a colleague", len(see(d.who("u9", "village00", access.Mediator, access.Unit), UnitSessions)), 0)
	dIs(t, "of the town", len(see(d.who("u5", "town0", access.Head, access.Subtree), BelowSessions)), 1) // the neighbours' only
	d.blocks = append(d.blocks, diary.Block{Kind: diary.APerson, Subject: "u1", Span: day})
	items, _, err := d.s.Agenda(t.Context(), d.one, AgendaAsk{Span: day, Whose: MySessions})
	if err != nil || len(items) != 1 || fmt.Sprint(items[0].Away) != "[姓名u1]" {
		t.Errorf("who is away: %+v, %v", items, err)
	}
}

// TestPlannedAtOnce: of many who plan the same room or the same person at the same
// time, one does.
func TestPlannedAtOnce(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		d := newDesk(t, db)
		at := clock.Now().Add(22 * time.Hour)
		const rivals = 6
		var cases [rivals]Case
		for i := range cases {
			cases[i] = d.handled(t, d.one, "")
		}
		for round, change := range []func(*PlanSession){
			func(in *PlanSession) {},
			func(in *PlanSession) { in.Mediators, in.Room = []string{"外来调解员"}, theRoom },
		} {
			var wg sync.WaitGroup
			var done [rivals]error
			for i := range cases {
				wg.Go(func() {
					begin := at.Add(time.Duration(round)*24*time.Hour + time.Duration(i)*7*time.Minute)
					_, done[i] = d.s.Do(t.Context(), d.one, cases[i].ID, cases[i].Version, "", d.plan(cases[i], begin, change))
				})
			}
			wg.Wait()
			planned := 0
			for i, err := range done {
				switch {
				case err == nil:
					planned++
					cases[i].Version++
				case fault.CodeOf(err) != "case.person_taken" && fault.CodeOf(err) != "case.room_taken":
					t.Errorf("refused with %v", err)
				}
			}
			dIs(t, "planned", planned, 1)
		}
		d.healthy(t)
	})
}

// TestWhoHeldIt: a session is on record as held by those who were there, not by those it
// was planned with; the diary shows it to them.
func TestWhoHeldIt(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		d := newDesk(t, db)
		d.who("u4", "village00", access.Mediator, access.Unit)
		d.staff["village00"][2].Name = "姓名u4"
		at := clock.Now().Add(22 * time.Hour)
		k := d.handled(t, d.one, "")
		k = d.do(t, k, d.one, d.plan(k, at, func(in *PlanSession) { in.Mediators = []string{"姓名u1", "姓名u2"} }))
		dIs(t, "planned with", fmt.Sprint(k.Sessions[0].People), "[u1 u2]")
		clock.Set(at.Add(3 * time.Hour))
		k = d.do(t, k, d.one, RecordSession{Session: k.Sessions[0].ID, HeldAt: at, Mediators: []string{"姓名u1", "姓名u4"}, Clerk: "外来的人",
			Present: []string{k.Parties[0].ID}, RightsTold: true, Record: "谈了两点。", Outcome: "continue", People: []string{"u3"}})
		dIs(t, "held by", fmt.Sprint(k.Sessions[0].People), "[u1 u4]")
		d.write(t, func(tx *sqldb.Tx) error {
			kept, err := sqldb.All(t.Context(), tx, sqldb.Scalar[string], `SELECT ref FROM casework_engaged WHERE kind = 'held' ORDER BY ref`)
			dIs(t, "on the diary of", fmt.Sprint(kept), "[u1 u4]")
			return err
		})
		d.healthy(t)
	})
}

// TestNotices: each time a session is planned, its parties are called to it by a
// numbered notice that says what was planned then; one that was overtaken, or whose
// session was called off, no longer holds.
func TestNotices(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		d := newDesk(t, db)
		at := clock.Now().Add(22 * time.Hour)
		k := d.handled(t, d.one, "")
		k = d.do(t, k, d.one, d.plan(k, at, func(in *PlanSession) { in.Room, in.Place = theRoom, "" }))
		k = d.do(t, k, d.one, MoveSession{Session: k.Sessions[0].ID, At: at.Add(24 * time.Hour), Place: "村委会", Reason: "当事人请求"})
		k = d.do(t, k, d.one, d.plan(k, at, nil))
		k = d.do(t, k, d.one, CancelSession{Session: k.Sessions[1].ID, Reason: "x"})
		var told []string
		for _, s := range k.Slips {
			if s.Kind == slipNotice {
				by, void := k.Voided(s)
				n := s.Said.Notice
				told = append(told, fmt.Sprint(s.No, n.At.Equal(at), n.Length, n.Place, n.Where, n.Mediators, len(n.Invited), void, by, k.Replaces(s)))
			} else if _, void := k.Voided(s); void {
				t.Errorf("%s is void", s.Kind)
			}
		}
		first, second, third := "（2026）village00调通字第1号", "（2026）village00调通字第2号", "（2026）village00调通字第3号"
		dIs(t, "notices", fmt.Sprint(told), fmt.Sprint([]string{
			fmt.Sprint(first, true, 60, "一号调解室", "村委会二楼", []string{"姓名u1"}, 2, true, second, ""),
			fmt.Sprint(second, false, 60, "村委会", "", []string{"姓名u1"}, 2, false, "", first),
			fmt.Sprint(third, true, 60, "村委会", "", []string{"姓名u1"}, 2, true, "", ""),
		}))
	})
}
