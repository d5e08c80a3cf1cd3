package casework

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hemu/internal/access"
	"hemu/internal/hanzi"
	"hemu/internal/search"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

// marked is all that is marked in a suggestion, folded.
func (s Suggestion) marked() string {
	texts := [][]search.Piece{s.No, s.Title}
	for _, f := range s.Found {
		texts = append(texts, f.Text)
	}
	out := ""
	for _, pieces := range texts {
		for _, p := range pieces {
			if p.Hit {
				out += hanzi.Fold(p.Text) + "\n"
			}
		}
	}
	return out
}

// TestSuggestions: while somebody types, the cases come that the list would list
// first, each with every word that was typed marked somewhere in it.
func TestSuggestions(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, clock *sqldbtest.Clock) {
		c := newCity(t, db, 1, 2)
		sample := rapid.Custom(func(rt *rapid.T) Case {
			k := drawCase(rt, c, "s", 0, clock.Now())
			k.Facts = rapid.SampledFrom([]string{"樓上漏水，反复三年", "占了ＡＢ车位", "水渠被堵", ""}).Draw(rt, "facts")
			k.Address = rapid.SampledFrom([]string{"石桥村东头", "水集街道"}).Draw(rt, "address")
			return k
		})
		for i := range 40 {
			k := sample.Example(i)
			id := "s" + itoa(i)
			k.ID, k.No, k.TrackHash = ID(id), "鲁莱人调〔2026〕"+itoa(i)+"号", id
			for j := range k.Parties {
				k.Parties[j].ID = id + itoa(j)
			}
			k.Clocks, k.Assignments, k.Voices = nil, nil, nil
			c.save(t, Case{}, k)
		}
		for _, who := range []access.Actor{c.who("u9", "bureau", access.Head, access.All), c.who("u8", "village00", access.Mediator, access.Unit)} {
			for _, typed := range []string{"水", "漏水", "ab 车位", "2026", "鲁莱人调〔2026〕7号", "石桥", "王", "w", "题", "号 水 村", "没有这个"} {
				c.suggestsWhatIsListed(t, who, typed)
			}
		}
	})
}

func (c *city) suggestsWhatIsListed(t *testing.T, who access.Actor, typed string) {
	t.Helper()
	got, more, err := c.s.Suggest(t.Context(), who, typed, 5)
	if err != nil {
		t.Fatal(err)
	}
	page, err := c.s.List(t.Context(), who, Filter{Text: typed}, Sort{By: ByMatch}, Ask{Limit: 5})
	if err != nil {
		t.Fatal(err)
	}
	ids := func(rows []Row) []ID { return each(rows, func(r Row) ID { return r.ID }) }
	if want := ids(page.Items); !slices.Equal(ids(each(got, func(s Suggestion) Row { return s.Row })), want) || more != (page.Next != "") {
		t.Errorf("%s: %q suggests %v, more %v; listed %v, more %v", who.UserID, typed, got, more, want, page.Next != "")
	}
	for _, s := range got {
		marked := s.marked()
		for _, word := range strings.Fields(hanzi.Fold(typed)) {
			latin := word[0] < 0x80 && s.Group == "party" // initials are not in the name
			if !strings.Contains(marked, word) && !latin {
				t.Errorf("%q is not marked in %+v", word, s)
			}
		}
		if s.Group == "" || marked == "" {
			t.Errorf("%q: nothing says why: %+v", typed, s)
		}
	}
}

// TestSuggestionsKeepNumbers: a whole number of somebody finds the case where it may
// be revealed and says no more; one that stands in the facts is covered.
func TestSuggestionsKeepNumbers(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := newCity(t, db, 1, 1)
		head := c.who("u1", "town0", access.Head, access.Unit)
		in := told("王五", "李四")
		in.Facts = "漏水两年，王五电话13800001234，证件11010519491231002X"
		if _, _, err := c.s.Register(t.Context(), head, "", in); err != nil {
			t.Fatal(err)
		}
		for typed, want := range map[string]string{"13800001234": "identifier", "漏水": "facts", "1380": "facts"} {
			got, _, err := c.s.Suggest(t.Context(), head, typed, 0)
			if err != nil || len(got) != 1 || len(got[0].Found) == 0 || got[0].Found[0].In != want {
				t.Fatalf("%s: %+v %v", typed, got, err)
			}
			shown := ""
			for _, p := range got[0].Found[len(got[0].Found)-1].Text {
				if !p.Hit {
					shown += p.Text
				}
			}
			if strings.Contains(shown, "001234") || strings.Contains(shown, "1231002X") {
				t.Errorf("%s shows %s", typed, shown)
			}
		}
	})
}
