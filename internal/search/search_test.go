package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"hemu/internal/hanzi"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// alphabet is what generated texts are made of: few characters, so that parts of
// them meet again; both forms of one, wide and narrow, beyond the basic plane,
// signs that mean something to LIKE or to a full-text query.
var alphabet = []rune("漏水邻里鄰糾纠紛纷的的的乾干裏里王玥祎䶮𬍛𠴛ＡaBｂ１2％%_\\\"'*-()^: 　，。\n")

func text(most int) *rapid.Generator[string] {
	return rapid.StringOfN(rapid.SampledFrom(alphabet), 0, most, -1)
}

func document(id int) *rapid.Generator[Document] {
	return rapid.Custom(func(t *rapid.T) Document {
		return Document{
			ID: fmt.Sprintf("d%03d", id), At: sqldbtest.Noon.Add(time.Duration(rapid.IntRange(-3, 3).Draw(t, "at")) * time.Millisecond),
			Names: rapid.SliceOfN(rapid.SampledFrom([]string{"王玥", "歐陽祎", "䶮", "单雄信", "青岛ＡＢ公司"}), 0, 2).Draw(t, "names"),
			Title: []string{text(6).Draw(t, "title"), "2026-" + fmt.Sprint(id)}, Body: rapid.SliceOfN(text(25), 0, 2).Draw(t, "body"),
		}
	})
}

// scan is the plain look at every document: the words of a query, folded by hand,
// in the fields as they were given. It shares no code with the index.
func scan(docs map[string]Document, query string) map[string]Tier {
	found := map[string]Tier{}
	asked := strings.Fields(hanzi.Fold(query))
	for id, d := range docs {
		fields := map[Tier][]string{InNames: slices.Clone(d.Names), InTitle: d.Title, InBody: d.Body}
		for _, n := range d.Names {
			fields[InNames] = append(fields[InNames], hanzi.InitialsAll(n)...)
		}
		for tier := InNames; tier <= InBody && len(asked) > 0 && found[id] == 0; tier++ {
			all := true
			for _, w := range asked {
				in := false
				for upTo := InNames; upTo <= tier; upTo++ {
					in = in || slices.ContainsFunc(fields[upTo], func(f string) bool { return strings.Contains(hanzi.Fold(f), w) })
				}
				all = all && in
			}
			if all {
				found[id] = tier
			}
		}
	}
	return found
}

type place struct {
	seq int64
	id  string
}

// TestFindsWhatAPlainScanFinds: on both engines, no hit missing and none too many,
// by index, by walk and by the list of ids, after documents came, changed and went.
func TestFindsWhatAPlainScanFinds(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		rapid.Check(t, func(rt *rapid.T) {
			docs := map[string]Document{}
			err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
				for i := range 12 {
					if err := Remove(t.Context(), tx, fmt.Sprintf("d%03d", i)); err != nil {
						return err
					}
				}
				for range rapid.IntRange(1, 16).Draw(rt, "steps") {
					id := rapid.IntRange(0, 11).Draw(rt, "id")
					d := document(id).Draw(rt, "document")
					if rapid.IntRange(0, 5).Draw(rt, "goes?") == 0 {
						delete(docs, d.ID)
						if err := Remove(t.Context(), tx, d.ID); err != nil {
							return err
						}
						continue
					}
					docs[d.ID] = d
					if err := Put(t.Context(), tx, d); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				rt.Fatal(err)
			}
			queries := []string{"wy", "ouyang", "sxx", "oyy", text(3).Draw(rt, "free"), text(2).Draw(rt, "a") + " " + text(2).Draw(rt, "b")}
			for _, d := range docs {
				runes := []rune(strings.Join(append(append(slices.Clone(d.Title), d.Body...), d.Names...), " "))
				from := rapid.IntRange(0, len(runes)-1).Draw(rt, "from")
				queries = append(queries, string(runes[from:min(len(runes), from+rapid.IntRange(1, 9).Draw(rt, "length"))]))
			}
			for _, query := range queries {
				compare(rt, t, db, docs, query)
			}
			for _, d := range docs {
				var current bool
				if err := db.Read(t.Context(), func(tx *sqldb.Tx) (err error) {
					current, err = Current(t.Context(), tx, d)
					return err
				}); err != nil || !current {
					rt.Fatalf("%+v is not current: %v", d, err)
				}
			}
		})
	})
}

func compare(rt *rapid.T, t *testing.T, db *sqldb.DB, docs map[string]Document, query string) {
	want := scan(docs, query)
	q := Parse(query)
	for id, d := range docs {
		if q.Tier(d) != want[id] {
			rt.Fatalf("%q finds %+v in %d instead of %d", query, d, q.Tier(d), want[id])
		}
	}
	if q.Empty() {
		return
	}
	err := db.Read(t.Context(), func(tx *sqldb.Tx) error {
		for tier := InNames; tier <= InBody; tier++ {
			var ids []string
			for id, at := range want {
				if at == tier {
					ids = append(ids, id)
				}
			}
			slices.Sort(ids)
			c := sqldb.NewCond()
			from := `(` + q.Candidates(tx, c, tier, sqldb.Window{Desc: true}) + `) g CROSS JOIN search_doc d`
			byIndex := sqldb.NewCond(c.Args()...)
			q.Only(byIndex, tier)
			places, err := sqldb.All(t.Context(), tx, func(r sqldb.Row) (p place, err error) { return p, r.Scan(&p.seq, &p.id) },
				`SELECT g.seq, d.id FROM `+from+` WHERE d.seq = g.seq AND `+byIndex.Where()+` ORDER BY g.seq DESC`, byIndex.Args()...)
			if err != nil {
				return err
			}
			var got []string
			for i, p := range places {
				if got = append(got, p.id); i > 0 && p.seq >= places[i-1].seq {
					rt.Fatalf("%q: not newest first: %v", query, places)
				}
			}
			slices.Sort(got)
			walk := sqldb.NewCond()
			q.Only(walk, tier)
			walked, err := sqldb.All(t.Context(), tx, sqldb.Scalar[string], `SELECT d.id FROM search_doc d WHERE `+walk.Where()+` ORDER BY d.id`, walk.Args()...)
			if err != nil {
				return err
			}
			if !slices.Equal(got, ids) || !slices.Equal(walked, append([]string{}, ids...)) {
				rt.Fatalf("%q in %d: index %v, walk %v, scan %v\n%+v", query, tier, got, walked, ids, docs)
			}
		}
		c := sqldb.NewCond()
		ids, err := sqldb.All(t.Context(), tx, sqldb.Scalar[string], q.IDs(tx, c), c.Args()...)
		if err == nil && len(ids) != len(want) {
			rt.Fatalf("%q finds ids %v instead of %v", query, ids, want)
		}
		return err
	})
	if err != nil {
		rt.Fatalf("%q: %v", query, err)
	}
}

// FuzzParse: nothing typed makes a query that fails, and no word is lost.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "的", "王玥 漏水", "\"a\" OR *", "𬍛\x00", "\xff", "１　２"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		q := Parse(typed)
		if q.Empty() {
			return
		}
		if got := q.Tier(Document{Body: []string{typed}}); got != InBody {
			t.Fatalf("%q does not find itself: %d", typed, got)
		}
		for _, group := range q.ask(InBody) {
			for _, grams := range group {
				if len(grams) == 0 {
					t.Fatalf("%q asks for nothing", typed)
				}
			}
		}
	})
}
