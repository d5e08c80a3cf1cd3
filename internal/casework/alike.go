package casework

import (
	"cmp"
	"context"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/hanzi"
	"hemu/internal/search"
	"hemu/internal/sqldb"
)

// AlikeInput is what is known of a dispute while it is typed.
type AlikeInput struct {
	Region  string       `json:"region,omitempty"`
	Address string       `json:"address,omitempty"`
	Facts   string       `json:"facts,omitempty"`
	Parties []AlikeParty `json:"parties,omitempty" maxItems:"20"`
}

// AlikeParty is what is known of a party.
type AlikeParty struct {
	Name     string `json:"name,omitempty"`
	Phone    string `json:"phone,omitempty"`
	IDNumber string `json:"idNumber,omitempty"`
}

// Alike is a case that may be about the same matter, and why (mission C2).
type Alike struct {
	Row
	Number bool // a party has the same telephone or identity number
	Names  int  // parties of the same name, in the same town within a year
	Place  bool // the address is named in it, in the same town within a year
	Like   int  // percent of the pieces of the text that are the same, 0 below AlikeFrom
}

// AlikeFrom is the least percent of likeness at which two texts are shown as alike:
// docs/duplicates.md has the figures it was chosen by.
const AlikeFrom = 30

// The bounds of the search: how many cases are shown, how many of one town are
// compared, the newest and as many older ones that share a phrase, and how far back, in
// days. A year is how long people speak of "again". Older ones are looked for by so many
// phrases, and among so many cases of the whole city that have one of them.
const (
	mostAlike    = 5
	comparedMost = 200
	alikeDays    = 365
	tellingMost  = 12
	sharingMost  = 1000
	longestAlike = 200 // characters of a number, a name or an address; more is none
)

// Alike finds cases the actor may open that may be about the same matter: a party with
// the same number, or, in the same town, parties of the same names, the same address or a
// text alike. Texts of cases in which somebody is concealed are not compared: a percentage
// would tell a guesser when the guess is right.
func (s *Service) Alike(ctx context.Context, actor access.Actor, in AlikeInput) (out []Alike, err error) {
	a := alike{s: s, ctx: ctx, actor: actor, found: map[ID]*Alike{}}
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		a.tx = tx
		a.about = Filter{ReportedFrom: calendar.DateOf(tx.Now).AddDays(-alikeDays)}
		if len(in.Region) >= townDigits {
			town := in.Region[:townDigits]
			if path, err := s.Region(ctx, tx, town); err != nil {
				return err
			} else if path != "" {
				a.about.Region = town
			}
		}
		for _, p := range in.Parties {
			a.byNumber(p.Phone)
			a.byNumber(p.IDNumber)
			a.byName(p.Name)
		}
		a.byPlace(in.Address)
		a.byText(in.Facts)
		if a.err != nil {
			return a.err
		}
		out, err = a.best()
		return err
	})
	return out, err
}

// best are the cases found that say most, with the names of their units.
func (a *alike) best() ([]Alike, error) {
	out := []Alike{}
	for _, found := range a.found {
		if found.State != Merged { // what it went into is found too
			out = append(out, *found)
		}
	}
	slices.SortFunc(out, func(x, y Alike) int {
		return cmp.Or(cmp.Compare(y.rank(), x.rank()), y.ReportedAt.Compare(x.ReportedAt), strings.Compare(string(x.ID), string(y.ID)))
	})
	out = out[:min(len(out), mostAlike)]
	rows := each(out, func(a Alike) Row { return a.Row })
	err := a.s.dress(a.ctx, a.tx, rows)
	for i := range rows {
		out[i].Row = rows[i]
	}
	return out, err
}

// AlikeTo finds what Alike finds for a case already on record, without itself and
// those it is tied to.
func (s *Service) AlikeTo(ctx context.Context, actor access.Actor, id ID) (out []Alike, err error) {
	var c Case
	var in AlikeInput
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		if c, err = s.open(ctx, tx, actor, id); err != nil {
			return err
		}
		e, err := s.env(ctx, tx, actor, c, nil)
		if err != nil {
			return err
		}
		reveals := access.May(actor.Acting, access.Reveal, c.Relations(&e)).OK
		shown := c.veilFor(actor).over(c.clone())
		shown.rest()
		in = AlikeInput{Region: shown.Region, Address: shown.Address, Facts: shown.Facts}
		for _, p := range shown.Parties {
			known := AlikeParty{Name: p.Name}
			if reveals && p.Alias == "" && !shown.restricted(&p) { // what is restricted is used for nothing
				known.Phone, known.IDNumber = p.Phone, p.IDNumber
			}
			in.Parties = append(in.Parties, known)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	out, err = s.Alike(ctx, actor, in)
	return slices.DeleteFunc(out, func(a Alike) bool {
		return a.ID == id || c.tieTo(a.ID) >= 0 || c.Merged != nil && c.Merged.Into == a.ID
	}), err
}

// rank puts a number before names before an address before a text.
func (a Alike) rank() int {
	n := a.Like + 200*a.Names
	if a.Place {
		n += 150
	}
	if a.Number {
		n += 10_000
	}
	return n
}

// alike gathers what is found.
type alike struct {
	s     *Service
	ctx   context.Context
	tx    *sqldb.Tx
	actor access.Actor
	about Filter
	found map[ID]*Alike
	err   error
}

// rows are the newest cases a filter finds, as the actor may see them; only those chosen
// where some are.
func (a *alike) rows(f Filter, most int, chosen ...ID) []Row {
	if a.err != nil || utf8.RuneCountInString(f.Text+f.Party) > longestAlike {
		return nil
	}
	ready, err := a.s.filter(a.ctx, a.tx, a.actor, f)
	if err != nil {
		a.err = err
		return nil
	}
	ready.chosen = chosen
	reader, err := ready.readerOf(a.ctx, a.tx, a.actor)
	if err == nil {
		err = ready.weigh(a.ctx, a.tx)
	}
	if a.err = err; err != nil {
		return nil
	}
	rows, err := list(a.ctx, a.tx, reader, ready, newestFirst, cursor{}, most)
	a.err = err
	return rows[:min(len(rows), most)]
}

func (a *alike) note(r Row) *Alike {
	if a.found[r.ID] == nil {
		a.found[r.ID] = &Alike{Row: r}
	}
	return a.found[r.ID]
}

var newestFirst = Sort{By: ByReported, Desc: true}

// byNumber finds a whole number by its keyed hash, in cases whose numbers the actor
// may have revealed, however long ago and wherever.
func (a *alike) byNumber(number string) {
	if number = strings.TrimSpace(number); len(number) < 7 {
		return
	}
	for _, r := range a.rows(Filter{Text: number}, mostAlike) {
		a.note(r).Number = true
	}
}

// byName finds people of the same name nearby within a year.
func (a *alike) byName(name string) {
	if name = strings.TrimSpace(name); len([]rune(name)) < 2 || a.about.Region == "" {
		return
	}
	f := a.about
	f.Party = name
	for _, r := range a.rows(f, 4*mostAlike) {
		a.note(r).Names++
	}
}

// byPlace finds where an address is named, as the place or in the text; a few characters
// are not one.
func (a *alike) byPlace(address string) {
	if address = strings.TrimSpace(address); len([]rune(address)) < 4 || a.about.Region == "" {
		return
	}
	f := a.about
	f.Text = address
	for _, r := range a.rows(f, 4*mostAlike) {
		a.note(r).Place = true
	}
}

// byText compares a text with those of the town's newest cases, and with older ones that
// have a phrase in common which is rare among the newest.
func (a *alike) byText(facts string) {
	mine := hanzi.ShinglesOf(facts)
	if len(mine) < 8 || a.about.Region == "" {
		return // a few words are like many
	}
	newest := a.compare(mine, a.rows(a.about, comparedMost))
	if len(newest) < comparedMost || a.err != nil {
		return
	}
	in := map[string]int{}
	for _, other := range newest {
		for piece := range other {
			in[piece]++
		}
	}
	phrases := hanzi.Telling(facts, tellingMost, func(piece string) int { return in[piece] })
	ids, err := search.Sharing(a.ctx, a.tx, phrases, a.about.ReportedFrom.Start(), sharingMost)
	if a.err = err; err != nil {
		return
	}
	var older []ID
	for _, id := range ids {
		if _, done := newest[ID(id)]; !done {
			older = append(older, ID(id))
		}
	}
	if len(older) > 0 {
		a.compare(mine, a.rows(a.about, comparedMost, older...))
	}
}

// compare notes which cases have a text like mine, and gives the pieces of all texts.
func (a *alike) compare(mine hanzi.Shingles, rows []Row) map[ID]hanzi.Shingles {
	out := map[ID]hanzi.Shingles{}
	if a.err != nil {
		return out
	}
	texts, err := openFacts(a.ctx, a.tx, each(rows, func(r Row) string { return string(r.ID) }))
	a.err = err
	for _, r := range rows {
		out[r.ID] = hanzi.ShinglesOf(texts[r.ID])
		if like := int(math.Round(100 * mine.Like(out[r.ID]))); like >= AlikeFrom {
			a.note(r).Like = like
		}
	}
	return out
}

func factsOf(data string) (string, error) {
	var c struct{ Facts string }
	err := json.Unmarshal([]byte(data), &c)
	return c.Facts, err
}
