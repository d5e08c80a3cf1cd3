package casework

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"hemu/internal/calendar"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestSaveThenLoad: what is loaded is what was saved, whatever was saved before
// it, and the projections are those of the last save.
func TestSaveThenLoad(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c := newCity(t, db, 1, 2)
		n := 0
		rapid.Check(t, func(rt *rapid.T) {
			n++
			id := fmt.Sprintf("case%d", n)
			var before Case
			for step := range rapid.IntRange(1, 4).Draw(rt, "saves") {
				after := drawCase(rt, c, id, step, clock.Now())
				after = c.save(t, before, after)
				var got Case
				var stored projections
				err := db.Read(t.Context(), func(tx *sqldb.Tx) (err error) {
					if got, err = load(t.Context(), tx, after.ID); err != nil {
						return err
					}
					stored, err = readProjections(t.Context(), tx, after.ID)
					return err
				})
				if err != nil {
					rt.Fatal(err)
				}
				if a, b := textOf(after), textOf(got); a != b {
					rt.Fatalf("saved %s\nloaded %s", a, b)
				}
				if wrong := stored.differences(project(got, c.paths())); len(wrong) > 0 {
					rt.Fatalf("projections differ: %v", wrong)
				}
				before = got
			}
		})
		report, err := c.s.Check(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, code := range []string{"row_differs", "projection_differs", "tally_differs", "holder_missing"} {
			if report.Totals[code] > 0 {
				t.Errorf("%s: %d, such as %v", code, report.Totals[code], report.Findings[0])
			}
		}
	})
}

// textOf writes a case with all that its JSON leaves out.
func textOf(c Case) string {
	parts, err := c.parts()
	raw, err2 := json.Marshal(c)
	return fmt.Sprint(string(raw), c.TrackHash, c.Version, parts, err, err2)
}

var users = []string{"u1", "u2", "u3"}

// drawCase makes a case in any state with any parts; step makes the ids of parts
// that come later differ from those of parts that stay.
func drawCase(rt *rapid.T, c *city, id string, step int, now time.Time) Case {
	unit := rapid.Map(rapid.IntRange(0, len(c.units)-1), func(i int) string { return c.units[i].ID })
	user := rapid.SampledFrom(users)
	at := now.Add(-time.Duration(rapid.IntRange(0, 90).Draw(rt, "age")) * 24 * time.Hour)
	k := c.aCase(id, unit.Draw(rt, "holder"), at)
	k.Clocks = nil
	k.State = rapid.SampledFrom(States()).Draw(rt, "state")
	k.IntakeOrg, k.Sender = unit.Draw(rt, "intake"), rapid.SampledFrom([]string{"", "coord", "bureau"}).Draw(rt, "sender")
	k.Registrar, k.Handler = user.Draw(rt, "registrar"), rapid.SampledFrom(append([]string{""}, users...)).Draw(rt, "handler")
	k.People = rapid.IntRange(1, 60).Draw(rt, "people")
	k.Confidential = rapid.IntRange(0, 3).Draw(rt, "confidential") == 0
	if k.Confidential || rapid.IntRange(0, 7).Draw(rt, "once confidential") == 0 { // to be named opens nothing else
		k.Named = rapid.SliceOfNDistinct(user, 0, 3, rapid.ID[string]).Draw(rt, "named")
	}
	for i := range rapid.IntRange(0, 2).Draw(rt, "assignments") {
		k.Assignments = append(k.Assignments, Assignment{
			ID: partID(rt, id, "a", i, step), Role: rapid.SampledFrom([]AssignmentRole{Lead, Assist, Copy}).Draw(rt, "role"),
			State: rapid.SampledFrom([]AssignmentState{Issued, Signed, Returned, Done, Superseded}).Draw(rt, "as"),
			From:  unit.Draw(rt, "from"), To: unit.Draw(rt, "to"), IssuedAt: at,
		})
	}
	for i := range rapid.IntRange(0, 2).Draw(rt, "clocks") {
		k.Clocks = append(k.Clocks, drawClock(rt, partID(rt, id, "k", i, step), unit.Draw(rt, "clockOrg"), at))
	}
	for i := range rapid.IntRange(0, 1).Draw(rt, "voices") {
		v := Voice{ID: partID(rt, id, "v", i, step), Kind: rapid.SampledFrom([]string{"complaint", "not_settled", "settled"}).Draw(rt, "voice"), At: at, To: unit.Draw(rt, "to")}
		if rapid.Bool().Draw(rt, "answered") {
			v.AnsweredAt = at
		}
		k.Voices = append(k.Voices, v)
	}
	for i := range rapid.IntRange(1, 2).Draw(rt, "parties") {
		name := rapid.SampledFrom([]string{"王玥", "100%", "a_b", "欧阳祎"}).Draw(rt, "name")
		phone := rapid.SampledFrom([]string{"", "13812341234", "0532-81234567"}).Draw(rt, "phone")
		number := rapid.SampledFrom([]string{"", "11010519491231002X", "H12345678"}).Draw(rt, "number")
		k.Parties = append(k.Parties, Party{ID: partID(rt, id, "p", i, step), Role: "applicant", Name: name, Phone: phone, IDNumber: number, Address: "月湖街1号"})
	}
	return k
}

func drawClock(rt *rapid.T, id, unit string, at time.Time) Clock {
	k := Clock{ID: id, Kind: rapid.SampledFrom([]ClockKind{HandlingClock, VisitClock, Total}).Draw(rt, "kind"), Org: unit, StartAt: at}
	k.Due = at.Add(time.Duration(rapid.IntRange(1, 100).Draw(rt, "due")) * 24 * time.Hour)
	k.YellowAt = at.Add(k.Due.Sub(at) / 10 * 7)
	switch rapid.IntRange(0, 3).Draw(rt, "run") {
	case 0:
		k.StopAt = at.Add(time.Hour)
	case 1:
		k.Due, k.Pauses = time.Time{}, []calendar.Pause{{From: at.Add(time.Hour)}}
	}
	return k
}

// partID is the same from save to save, or a new one.
func partID(rt *rapid.T, id, kind string, i, step int) string {
	if rapid.Bool().Draw(rt, "stays") {
		step = 0
	}
	return fmt.Sprintf("%s-%s%d-%d", id, kind, i, step)
}
