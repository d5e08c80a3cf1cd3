package casework

import (
	"context"
	"fmt"
	"testing"
	"time"

	"hemu/internal/access"
	"hemu/internal/org"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestMovedDuringACommand: a unit that is moved while a command on one of its cases runs
// takes the case along: its old superiors don't keep it.
func TestMovedDuringACommand(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 2, 1)
		village := c.who("u1", "village00", access.Mediator, access.Unit)
		old, now := c.who("u2", "town0", access.Head, access.Subtree), c.who("u3", "town1", access.Head, access.Subtree)
		k := c.registered(t, village, told("王玥"))
		var u org.Unit
		c.write(t, func(tx *sqldb.Tx) (err error) { u, err = org.Get(t.Context(), tx, "village00"); return err })
		moved, begun, names := make(chan error, 1), false, c.s.Names
		c.s.Names = func(ctx context.Context, tx *sqldb.Tx, ids []string) (map[string]string, error) {
			if !begun { // the command has read where its units lie
				begun = true
				go func() {
					_, err := org.NewService(db, org.Hooks{Repathed: Rebase}).Move(t.Context(), "u9", "bureau", "village00", u.Version, "town1")
					moved <- err
				}()
				select {
				case err := <-moved:
					t.Error("moved during the command", err)
				case <-time.After(300 * time.Millisecond):
				}
			}
			return names(ctx, tx, ids)
		}
		k = c.do(t, k, village, Accept{})
		if err := <-moved; err != nil || !begun {
			t.Fatal(begun, err)
		}
		if _, err := c.s.Get(t.Context(), old, k.ID); err != ErrNotFound {
			t.Error("who was above opens it:", err)
		}
		for who, want := range map[string]int{old.UserID: 0, now.UserID: 1} {
			actor := map[string]access.Actor{old.UserID: old, now.UserID: now}[who]
			if n, err := c.s.Counts(t.Context(), actor, Filter{}); err != nil || n.States[Accepted] != want {
				t.Errorf("%s counts %d, %v", actor.Acting.OrgID, n.States[Accepted], err)
			}
		}
		c.healthy(t)
	})
}

// TestRecountPutsPathsRight: where a case stands with a place its unit has left, as an
// older program could leave it, it is put right and counted with the others of its unit.
func TestRecountPutsPathsRight(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 2, 1)
		village, old := c.who("u1", "village00", access.Mediator, access.Unit), c.who("u2", "town1", access.Head, access.Subtree)
		one := c.registered(t, village, told("王玥"))
		c.registered(t, village, told("赵堃"))
		c.healthy(t)
		c.write(t, func(tx *sqldb.Tx) error {
			for table, column := range map[string]string{"casework_case": "holder_path", "casework_reach": "org_path", "casework_clock": "org_path"} {
				id := map[bool]string{true: "id", false: "case_id"}[table == "casework_case"]
				if _, err := tx.Exec(t.Context(), fmt.Sprintf(`UPDATE %s SET %s = $1 WHERE %s = $2`, table, column, id), old.Acting.OrgPath, string(one.ID)); err != nil {
					return err
				}
			}
			return nil
		})
		if r, err := c.s.Check(t.Context()); err != nil || len(r.Totals) == 0 {
			t.Fatal("not found:", err)
		}
		if err := c.s.Recount(t.Context()); err != nil {
			t.Fatal(err)
		}
		c.healthy(t)
		if n := c.open(t, "village00"); n != 2 {
			t.Errorf("%d open", n)
		}
		if _, err := c.s.Get(t.Context(), old, one.ID); err != ErrNotFound {
			t.Error("another town opens it:", err)
		}
	})
}
