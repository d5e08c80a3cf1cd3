package casework

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hemu/internal/access"
	"hemu/internal/search"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// TestIndexOld: cases from before the index are found once the job has been there,
// over more than one page of it, beside one that cannot be read; that one stays on the
// list and is named.
func TestIndexOld(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c := newCity(t, db, 2, 2)
		const old = anewPage + 20
		id := ""
		sample := rapid.Custom(func(rt *rapid.T) Case { return drawCase(rt, c, id, 0, clock.Now()) })
		for i := range old {
			id = fmt.Sprintf("o%03d", i)
			k := sample.Example(i)
			k.Title, k.Confidential = "旧账纠纷", false
			c.save(t, Case{}, k)
		}
		found := func() int {
			t.Helper()
			who := c.who("u1", "bureau", access.Head, access.All)
			page, err := c.s.List(t.Context(), who, Filter{Text: "旧账"}, Sort{By: ByMatch}, Ask{Limit: 200})
			if err != nil {
				t.Fatal(err)
			}
			return len(page.Items)
		}
		var data string
		c.write(t, func(tx *sqldb.Tx) (err error) {
			w := writer{ctx: t.Context(), tx: tx}
			for i := range old {
				if w.err == nil {
					w.err = search.Remove(t.Context(), tx, fmt.Sprintf("o%03d", i))
				}
			}
			w.exec(`INSERT INTO casework_unindexed (case_id) SELECT id FROM casework_case WHERE id LIKE 'o%'`)
			if w.err == nil {
				data, w.err = sqldb.One(t.Context(), tx, sqldb.Scalar[string], `SELECT data FROM casework_case WHERE id = 'o007'`)
			}
			w.exec(`UPDATE casework_case SET data = '{' WHERE id = 'o007'`)
			return w.err
		})
		if n := found(); n != 0 {
			t.Fatalf("%d found without an index", n)
		}
		if n, err := c.s.IndexOld(t.Context()); n != old-1 || err == nil || !strings.Contains(err.Error(), "o007") {
			t.Fatalf("%d of %d with one unreadable, %v", n, old, err)
		}
		c.write(t, func(tx *sqldb.Tx) error {
			_, err := tx.Exec(t.Context(), `UPDATE casework_case SET data = $1 WHERE id = 'o007'`, data)
			return err
		})
		for _, want := range []int{1, 0} {
			if n, err := c.s.IndexOld(t.Context()); n != want || err != nil {
				t.Fatalf("%d cases the next time, not %d, %v", n, want, err)
			}
		}
		if n := found(); n != old {
			t.Errorf("%d of %d found", n, old)
		}
	})
}
