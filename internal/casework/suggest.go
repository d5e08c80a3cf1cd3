package casework

import (
	"context"
	"regexp"

	"hemu/internal/access"
	"hemu/internal/search"
	"hemu/internal/sqldb"
)

// Suggestion is a case that a text finds, with why it does.
type Suggestion struct {
	Row   Row
	Group string // what the hit lies in: "number", "party", "title" or "text"
	No    []search.Piece
	Title []search.Piece
	Found []Found // where the words stand that are not in No or Title
}

// Found is a text of a case with what was looked for in it.
type Found struct {
	In   string // see findable.in; "identifier" without a text for somebody's whole number
	Text []search.Piece
}

// groups of suggestions, by tier.
var groups = map[search.Tier]string{byNumber: "number", search.InNames: "party", search.InTitle: "title", search.InBody: "text"}

const (
	mostSuggested = 20
	excerpt       = 48 // characters of a text around a hit
)

// Suggest lists what a text finds while it is typed: of the cases the actor may see
// those that List would list first by match, at most limit (8 for 0, no more than
// 20), and whether there are more. A blank text finds nothing.
func (s *Service) Suggest(ctx context.Context, actor access.Actor, text string, limit int) (out []Suggestion, more bool, err error) {
	if limit <= 0 {
		limit = 8
	}
	limit = min(limit, mostSuggested)
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		f, err := s.filter(ctx, tx, actor, Filter{Text: text})
		if err != nil {
			return err
		}
		rows, err := ranked(ctx, tx, access.ReaderOf(actor), f, cursor{By: ByMatch}, limit)
		if err != nil {
			return err
		}
		if more = len(rows) > limit; more {
			rows = rows[:limit]
		}
		for _, row := range rows {
			c, err := load(ctx, tx, row.ID)
			if err != nil {
				return err
			}
			out = append(out, f.suggestion(row, c.findable()))
		}
		return nil
	})
	return out, more, err
}

// longNumber is a telephone or identity number in a text: it is not to be read over
// somebody's shoulder while another thing is looked for.
var longNumber = regexp.MustCompile(`[0-9]{11,}[0-9Xx]?`)

func hideNumbers(text string) [][]int { return longNumber.FindAllStringIndex(text, -1) }

func (f filter) suggestion(row Row, texts []findable) Suggestion {
	s, q := Suggestion{Row: row, Group: groups[row.tier]}, f.query
	var seen []bool
	no := q.Hits(row.No)
	switch {
	case f.number:
		no = search.Parse(row.No).Hits(row.No)
	case row.tier == byNumber:
		s.Found = []Found{{In: "identifier"}}
	}
	title := q.Hits(row.Title)
	no.Adds(&seen)
	title.Adds(&seen)
	s.No, s.Title = no.Pieces(), title.Cover(hideNumbers).Pieces()
	for _, t := range texts {
		hits := q.Hits(t.text)
		if t.tier == search.InNames {
			hits = q.NameHits(t.text)
		}
		if hits.Adds(&seen) {
			s.Found = append(s.Found, Found{t.in, hits.Cover(hideNumbers).Excerpt(excerpt)})
		}
	}
	return s
}
