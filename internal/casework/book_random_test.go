package casework

import (
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"hemu/internal/diary"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestNeverTwice plans, moves and calls off sessions at random, first one after the
// other and then at once: no room, mediator or party is ever in two sessions that
// overlap, and one after the other nothing is refused without such a reason. What
// overlaps is found in the cases as they are stored, by names and numbers, with nothing
// of the rules. HEMU_BOOKINGS is how often on each engine, HEMU_SEED repeats a run.
func TestNeverTwice(t *testing.T) {
	most, seed := 100, rand.Uint64()
	if n, err := strconv.Atoi(os.Getenv("HEMU_BOOKINGS")); err == nil {
		most = n
	}
	if n, err := strconv.ParseUint(os.Getenv("HEMU_SEED"), 10, 64); err == nil {
		seed = n
	}
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		d := newDesk(t, db)
		begin := clock.Now().Add(22 * time.Hour)
		var cases []Case
		for _, number := range []string{"110101199003070011", "110101199003070011", "", "110101199003070038", ""} {
			cases = append(cases, d.handled(t, d.one, number))
		}
		r := rand.New(rand.NewPCG(seed, 0))
		planned, refused := 0, 0
		for range most / 2 {
			i := r.IntN(len(cases))
			cmd, want := d.anyBooking(r, cases[i], begin, 40)
			clash := want.ID != "" && slices.ContainsFunc(heldAt(cases), func(h holding) bool { return h.clashes(holdingOf(cases[i], want)) })
			next, err := d.booked(t, cases[i], cmd)
			if (err != nil) != clash {
				t.Fatalf("seed %d: %+v: clash %v, but %v", seed, cmd, clash, err)
			}
			if cases[i] = next; err != nil {
				refused++
			} else {
				planned++
			}
		}
		var wg sync.WaitGroup
		begin = begin.Add(24 * time.Hour) // a day on which nothing is planned yet
		for i := range cases {
			wg.Go(func() {
				r := rand.New(rand.NewPCG(seed, uint64(i+1)))
				for range most / 2 / len(cases) {
					cmd, _ := d.anyBooking(r, cases[i], begin, 8)
					cases[i], _ = d.booked(t, cases[i], cmd)
				}
			})
		}
		wg.Wait()
		for i := range cases {
			if err := db.Read(t.Context(), func(tx *sqldb.Tx) (err error) { cases[i], err = load(t.Context(), tx, cases[i].ID); return err }); err != nil {
				t.Fatal(err)
			}
		}
		all := heldAt(cases)
		for i, a := range all {
			for _, b := range all[:i] {
				if a.clashes(b) {
					t.Errorf("seed %d: %+v and %+v", seed, a, b)
				}
			}
		}
		t.Logf("seed %d: %d done, %d refused, %d planned in the end", seed, planned, refused, len(all))
		if planned == 0 || refused == 0 || len(all) < 2 {
			t.Error("nothing was tried")
		}
		d.healthy(t)
	})
}

// anyBooking is a command, and the session as it would be planned within some quarters
// of an hour; without an id where the command plans none.
func (d *desk) anyBooking(r *rand.Rand, k Case, begin time.Time, quarters int) (Command, Session) {
	at, length := begin.Add(time.Duration(r.IntN(quarters))*15*time.Minute), 15*(1+r.IntN(6))
	mediators := [][]string{{"姓名u1"}, {"姓名u2"}, {"外来调解员"}, {"姓名u2", "姓名u1"}}[r.IntN(4)]
	invited := [][]string{{k.Parties[0].ID}, {k.Parties[1].ID}, {k.Parties[0].ID, k.Parties[1].ID}}[r.IntN(3)]
	place, room := "村委会", ""
	if r.IntN(2) == 0 {
		place, room = "", theRoom
	}
	standing := slices.DeleteFunc(slices.Clone(k.Sessions), func(s Session) bool { return s.State != "planned" })
	will := Session{ID: "new", PlannedAt: at, Length: length, Room: room, Mediators: mediators, Invited: invited}
	if len(standing) == 0 || r.IntN(3) > 0 {
		return PlanSession{Kind: SessionOrdinary, At: at, Length: length, Place: place, Room: room, Mediators: mediators, Invited: invited}, will
	}
	will.ID = standing[r.IntN(len(standing))].ID
	if r.IntN(2) == 0 {
		return CancelSession{Session: will.ID, Reason: "x"}, Session{}
	}
	return MoveSession{Session: will.ID, At: at, Length: length, Place: place, Room: room, Mediators: mediators, Invited: invited, Reason: "x"}, will
}

// booked does cmd and returns the case as it is then; it is refused for a clash or not at all.
func (d *desk) booked(t *testing.T, k Case, cmd Command) (Case, error) {
	next, err := d.s.Do(t.Context(), d.one, k.ID, k.Version, "", cmd)
	if err == nil {
		return next, nil
	}
	f, ok := errors.AsType[*fault.Error](err)
	if !ok {
		t.Error(err)
		return k, err
	}
	for _, one := range f.Details {
		if !slices.Contains([]string{"case.session_twice", "case.person_taken", "case.room_taken", "case.party_taken", "case.session_next"}, one.Code) {
			t.Errorf("%+v refused: %+v", cmd, one)
		}
	}
	return k, err
}

// holding is who and what is in a session, by name and number.
type holding struct {
	session string
	span    diary.Span
	who     []string
}

func holdingOf(k Case, s Session) holding {
	h := holding{s.ID, diary.Lasting(s.PlannedAt, s.Length), nil}
	for _, name := range s.Mediators {
		if name != "外来调解员" { // of nobody's unit: two cases may mean two people
			h.who = append(h.who, name)
		} else {
			h.who = append(h.who, string(k.ID)+name)
		}
	}
	if s.Room != "" {
		h.who = append(h.who, s.Room)
	}
	for _, p := range k.Parties {
		switch {
		case !slices.Contains(s.Invited, p.ID):
		case p.IDNumber != "":
			h.who = append(h.who, p.IDNumber)
		default:
			h.who = append(h.who, p.ID)
		}
	}
	return h
}

func heldAt(cases []Case) (all []holding) {
	for _, k := range cases {
		for _, s := range k.Sessions {
			if s.State == "planned" {
				all = append(all, holdingOf(k, s))
			}
		}
	}
	return all
}

func (h holding) clashes(o holding) bool {
	return h.session != o.session && h.span.From.Before(o.span.Until) && o.span.From.Before(h.span.Until) && overlap(h.who, o.who)
}
