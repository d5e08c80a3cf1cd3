package casework

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"hemu/internal/access"
	"hemu/internal/org"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// storedLives is how many lives are played on each database: every step of one is a
// transaction and a check of all that was written.
const storedLives = 30

// TestAnyLifeKeepsItsPromisesInTheDatabase plays the same random lives as the pure
// test through the service: after each step the case is read back, keeps its promises,
// and the self-check finds nothing in it.
func TestAnyLifeKeepsItsPromisesInTheDatabase(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c := newCity(t, db, 0, 0)
		for _, u := range dUnits {
			if _, known := c.byID[u[0]]; !known {
				c.add(t, u[0], u[1], org.Kind(u[2]), org.Level(u[3]))
			}
		}
		c.staff = dOfficers()
		lives := 0
		rapid.Check(t, func(rt *rapid.T) {
			if lives++; lives > storedLives {
				return
			}
			w := dNew()
			began := w.now
			again := func(id ID) (k Case, err error) {
				err = db.Read(t.Context(), func(tx *sqldb.Tx) (err error) {
					r := Report{Totals: map[string]int64{}}
					if err = c.s.check(t.Context(), tx, &r, id); err == nil && len(r.Totals) > 0 {
						rt.Fatalf("the self-check finds %v in %s", r.Findings, k.State)
					}
					k, err = load(t.Context(), tx, id)
					return err
				})
				return k, err
			}
			w.takeIn = func(actor access.Actor, in RegisterInput) (Case, error) {
				clock.Set(w.now)
				k, _, err := c.s.Register(t.Context(), actor, "", in)
				if err != nil {
					return k, err
				}
				return again(k.ID)
			}
			w.via = func(k Case, actor access.Actor, cmd Command) (Case, []Event, error) {
				clock.Set(w.now)
				if _, err := c.s.Do(t.Context(), actor, k.ID, k.Version, "", cmd); err != nil {
					return k, nil, err
				}
				after, err := again(k.ID)
				return after, nil, err
			}
			l := &dWalk{w: w, t: rt, dues: map[string]time.Time{}, codes: c.s.ConfirmationCode}
			l.c = l.begin()
			l.promises(l.c, nil, nil)
			for range rapid.IntRange(3, 14).Draw(rt, "steps") {
				l.step()
			}
			clock.Set(began)
		})
		report, err := c.s.Check(t.Context())
		if err != nil || len(report.Totals) > 0 || report.Cases == 0 {
			t.Errorf("the self-check finds %v in %d cases; %v", report.Totals, report.Cases, err)
		}
	})
}
