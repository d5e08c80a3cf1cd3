package casework

import (
	"context"
	"slices"

	"hemu/internal/access"
	"hemu/internal/search"
	"hemu/internal/sqldb"
)

// findable is a text a case is found by, and what it is.
type findable struct {
	tier search.Tier
	in   string // "number", "party", "title", "facts", "place" or "unit" (涉及单位)
	text string
}

// findable are the texts a case is found by. Numbers of people and their addresses
// are not among them: they are masked or sealed, and found only by the whole number
// through a keyed hash. What was said in sessions is not, as not everybody who may
// open the case may read it.
//
// Who is concealed is found by nobody, under no name: a search shows who has a case. A
// restricted person's file is found by what is left of the person.
func (c *Case) findable() (all []findable) {
	veiled := c.veil().over(c.clone())
	veiled.rest()
	c = &veiled
	add := func(tier search.Tier, in string, texts ...string) {
		for _, text := range texts {
			all = append(all, findable{tier, in, text})
		}
	}
	for _, p := range c.Parties {
		add(search.InNames, "party", p.Name, p.LegalRep, p.Agent)
	}
	add(search.InTitle, "title", c.Title)
	add(search.InTitle, "number", c.No)
	for _, a := range c.Agreements {
		add(search.InTitle, "number", a.No)
	}
	for _, s := range c.Slips {
		add(search.InTitle, "number", s.No)
	}
	add(search.InBody, "facts", c.Facts)
	add(search.InBody, "place", c.Address)
	add(search.InBody, "unit", c.UnitName)
	return all
}

// document is what a case is found by, for the index.
func (c *Case) document() search.Document {
	d := search.Document{ID: string(c.ID), At: c.ReportedAt}
	for _, f := range c.findable() {
		list := map[search.Tier]*[]string{search.InNames: &d.Names, search.InTitle: &d.Title, search.InBody: &d.Body}[f.tier]
		*list = append(*list, f.text)
	}
	return d
}

// writeSearch makes the case findable as it stands.
func writeSearch(ctx context.Context, tx *sqldb.Tx, before, after Case) error {
	was, is := before.document(), after.document()
	if before.ID != "" && was.At.Equal(is.At) && slices.Equal(was.Names, is.Names) && slices.Equal(was.Title, is.Title) && slices.Equal(was.Body, is.Body) {
		return nil
	}
	return search.Put(ctx, tx, is)
}

// unindexed lists cases from before the search index.
func unindexed(ctx context.Context, tx *sqldb.Tx, after string, limit int) ([]string, error) {
	return sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT case_id FROM casework_unindexed WHERE case_id > $1 ORDER BY case_id LIMIT $2`, after, limit)
}

// indexAnew makes a case findable, whatever was there.
func indexAnew(ctx context.Context, tx *sqldb.Tx, c Case) error {
	if err := search.Put(ctx, tx, c.document()); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `DELETE FROM casework_unindexed WHERE case_id = $1`, string(c.ID))
	return err
}

// lookUpText decides how the text of a filter is looked for.
func (f *filter) lookUpText(ctx context.Context, tx *sqldb.Tx, r access.Reader) (err error) {
	if f.Text == "" {
		return nil
	}
	if f.number, err = hasNumber(ctx, tx, r, f.Text); err != nil || f.number {
		return err
	}
	f.query = search.Parse(f.Text)
	if f.holder = r.Shown; f.holder != "" {
		if f.hashes, err = hashesOf(tx, f.Text); err != nil {
			return err
		}
	}
	if f.query.Empty() {
		return nil
	}
	f.ids = func(c *sqldb.Cond) string { return f.query.IDs(tx, c) }
	return nil
}

// weigh finds out whether many cases have the text, for a list in another order than
// that of the hits.
func (f *filter) weigh(ctx context.Context, tx *sqldb.Tx) (err error) {
	if !f.number && !f.query.Empty() {
		f.common, err = search.Common(ctx, tx, f.query)
	}
	return err
}

// identified are the cases in which somebody has the number that is looked for, of
// those whose numbers the reader may have revealed: whoever sees a number masked
// must not find out the rest of it by trying. Its arguments are the hashes, and the
// reader's organisation twice.
const identified = `SELECT i.case_id FROM casework_identifier i JOIN casework_case h ON h.id = i.case_id
	WHERE i.hash IN (?) AND (h.holder_org = ? OR h.intake_org = ?)`

func (f filter) identify() []any { return []any{f.hashes, f.holder, f.holder} }

func (f filter) addText(c *sqldb.Cond) {
	switch {
	case f.number:
		c.And("c.no = ?", f.Text)
	case f.ranked || f.query.Empty():
	case f.common:
		// Many cases have it: walk, and look at each. OFFSET 0 keeps PostgreSQL from
		// collecting all that have it first.
		inner := sqldb.NewCond(c.Args()...)
		f.query.Holds(inner, search.InBody)
		for _, arg := range inner.Args()[len(c.Args()):] {
			c.Arg(arg)
		}
		cond, args := hide(`EXISTS (SELECT 1 FROM search_doc d WHERE d.id = c.id AND `+inner.Where()+` LIMIT 1 OFFSET 0)`), []any{}
		if len(f.hashes) > 0 {
			cond, args = cond+` OR EXISTS (`+identified+` AND i.case_id = c.id LIMIT 1 OFFSET 0)`, f.identify()
		}
		c.And(cond, args...)
	default:
		c.And(`c.id IN (`+f.ids(c)+` UNION `+identified+`)`, f.identify()...)
	}
}

// byNumber is the tier of hits by a whole number, of a case or of a party.
const byNumber search.Tier = 0

// ranked reads one page and one row more of what the text of f finds, by tier and
// in each the newest first; or the other way round when from.Back.
func ranked(ctx context.Context, tx *sqldb.Tx, r access.Reader, f filter, from cursor, limit int) ([]Row, error) {
	rows := []Row{}
	if !f.number && f.query.Empty() {
		return rows, nil
	}
	f.ranked = true
	tiers := []search.Tier{byNumber, search.InNames, search.InTitle, search.InBody}
	if f.number {
		tiers = tiers[:1]
	}
	if from.Back {
		slices.Reverse(tiers)
	}
	for _, tier := range tiers {
		w := sqldb.Window{Desc: !from.Back}
		if from.ID != "" {
			at, seq := from.place()
			if tier != at && (tier < at) != from.Back {
				continue // before the page
			}
			if tier == at && from.Back {
				w.After = seq
			} else if tier == at {
				w.Before = seq
			}
		}
		more, err := f.inTier(ctx, tx, r, tier, w, limit+1-len(rows))
		if err != nil {
			return nil, err
		}
		if rows = append(rows, more...); len(rows) > limit {
			break
		}
	}
	return rows, nil
}

// inTier reads up to n hits of one tier, in the order of w.
func (f filter) inTier(ctx context.Context, tx *sqldb.Tx, r access.Reader, tier search.Tier, w sqldb.Window, n int) ([]Row, error) {
	if tier == byNumber {
		return f.tierRows(ctx, tx, r, tier, "search_doc d", w, n, sqldb.NewCond())
	}
	left, rows := w, []Row{}
	for size, looked := f.few/4+1, 0; size > 0; size = f.further(looked, len(rows), n) {
		end, err := search.End(ctx, tx, left, size)
		if err != nil {
			return nil, err
		}
		near, far := left, left
		if end != 0 && w.Desc {
			near.After, far.Before = end, end+1
		} else if end != 0 {
			near.Before, far.After = end, end-1
		}
		more, err := f.tierRows(ctx, tx, r, tier, "search_doc d", near, n-len(rows), sqldb.NewCond())
		if rows = append(rows, more...); err != nil || end == 0 || len(rows) >= n {
			return rows, err
		}
		left, looked = far, looked+size
	}
	c := sqldb.NewCond()
	candidates := f.query.Candidates(tx, c, tier, left)
	c.And("d.seq = g.seq")
	more, err := f.tierRows(ctx, tx, r, tier, `(`+candidates+`) g CROSS JOIN search_doc d`, left, n-len(rows), c)
	return append(rows, more...), err
}

// further is how many more cases to look at for n hits, as there were so many in those looked
// at: what many cases have fills a page from the newest of them, sooner than the index has
// collected all it knows. It is 0 where the index is to be asked: what few have costs little
// more.
func (f filter) further(looked, found, n int) int {
	if found == 0 {
		return 0
	}
	more := looked*(n-found)/found*5/4 + 1
	if looked+more > 4*f.few {
		return 0
	}
	return more
}

// tierRows reads from source, which gives d and may be in an order of its own (g).
func (f filter) tierRows(ctx context.Context, tx *sqldb.Tx, r access.Reader, tier search.Tier, source string, w sqldb.Window, n int, c *sqldb.Cond) ([]Row, error) {
	place := "d.seq"
	if source != "search_doc d" {
		place = "g.seq" // the window is in the candidates
	} else {
		if w.After != 0 {
			c.And("d.seq > ?", w.After)
		}
		if w.Before != 0 {
			c.And("d.seq < ?", w.Before)
		}
	}
	c.And("c.id = d.id")
	switch {
	case f.number: // add says it
	case tier == byNumber:
		c.And(`c.id IN (`+identified+`)`, f.identify()...)
	default:
		f.query.Only(c, tier)
		if len(f.hashes) > 0 {
			c.And(`c.id NOT IN (`+identified+`)`, f.identify()...)
		}
	}
	f.add(c, ByMatch)
	r.Stepwise().Cases(c)
	direction := ""
	if w.Desc {
		direction = " DESC"
	}
	query := `SELECT ` + rowColumns + `, d.seq FROM ` + source + ` CROSS JOIN casework_case c WHERE ` + c.Where() +
		` ORDER BY ` + place + direction + ` LIMIT ` + c.Arg(n)
	return sqldb.All(ctx, tx.Varied(), func(s sqldb.Row) (row Row, err error) {
		row.tier = tier
		return row, s.Scan(append(row.fields(), &row.seq)...)
	}, query, c.Args()...)
}
