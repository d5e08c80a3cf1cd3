package search

import (
	"context"
	"hash/fnv"
	"math"
	"strings"
	"time"

	"hemu/internal/sqldb"
)

// index is the gram index of search_doc.
const index = "search_gram"

// Put makes d findable as it stands, in the transaction that wrote it.
func Put(ctx context.Context, tx *sqldb.Tx, d Document) error {
	if err := Remove(ctx, tx, d.ID); err != nil {
		return err
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(d.ID)) // a hash never fails
	// 20 bits keep documents of one millisecond apart; two that still meet take
	// neighbouring places.
	seq := d.At.UnixMilli()<<20 | int64(h.Sum32()&(1<<20-1))
	r := d.folded()
	for {
		n, err := tx.Exec(ctx, `INSERT INTO search_doc (seq, id, party, title, body) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (seq) DO NOTHING`,
			seq, d.ID, r.party, r.title, r.body)
		if err != nil {
			return err
		}
		if n == 1 {
			return tx.PutGrams(ctx, index, seq, r.grams())
		}
		seq++
	}
}

// Remove makes a document unfindable; one that never was is no error.
func Remove(ctx context.Context, tx *sqldb.Tx, id string) error {
	seqs, err := sqldb.All(ctx, tx, sqldb.Scalar[int64], `DELETE FROM search_doc WHERE id = $1 RETURNING seq`, id)
	for _, seq := range seqs {
		if err == nil {
			err = tx.DropGrams(ctx, index, seq)
		}
	}
	return err
}

// Rebuild makes the index anew from the texts that are found: after a restore, which
// carries texts only.
func Rebuild(ctx context.Context, tx *sqldb.Tx) error {
	const page = 500
	for after := int64(math.MinInt64); ; {
		type doc struct {
			seq int64
			row
		}
		docs, err := sqldb.All(ctx, tx, func(s sqldb.Row) (d doc, err error) {
			return d, s.Scan(&d.seq, &d.party, &d.title, &d.body)
		}, `SELECT seq, party, title, body FROM search_doc WHERE seq > $1 ORDER BY seq LIMIT $2`, after, page)
		if err != nil || len(docs) == 0 {
			return err
		}
		for _, d := range docs {
			if err := tx.DropGrams(ctx, index, d.seq); err != nil {
				return err
			}
			if err := tx.PutGrams(ctx, index, d.seq, d.grams()); err != nil {
				return err
			}
			after = d.seq
		}
	}
}

// Current reports whether what is found by is what d says: its text, its time, and
// each of its grams.
func Current(ctx context.Context, tx *sqldb.Tx, d Document) (bool, error) {
	var seq int64
	var kept row
	err := tx.QueryRow(ctx, `SELECT seq, party, title, body FROM search_doc WHERE id = $1`, d.ID).Scan(&seq, &kept.party, &kept.title, &kept.body)
	if sqldb.IsNoRows(err) {
		return false, nil
	}
	r := d.folded()
	if err != nil || kept != r || seq>>20 != d.At.UnixMilli() {
		return false, err
	}
	grams := r.grams()
	if len(grams) == 0 {
		return true, nil
	}
	// In portions: a query of a thousand words is too deep for SQLite.
	for start := 0; start < len(grams); start += 100 {
		c := sqldb.NewCond()
		ask := sqldb.Grams{{grams[start:min(start+100, len(grams))]}}
		found := tx.SelectGrams(c, index, ask, sqldb.Window{After: seq - 1, Before: seq + 1})
		n, err := sqldb.One(ctx, tx, sqldb.Scalar[int], `SELECT COUNT(*) FROM (`+found+`) g`, c.Args()...)
		if err != nil || n != 1 {
			return false, err
		}
	}
	return true, nil
}

// Holds is the condition, on search_doc d, that q finds the document in a tier or
// one above it.
func (q Query) Holds(c *sqldb.Cond, upTo Tier) {
	cond, args := q.holds(upTo)
	c.And(cond, args...)
}

// Only is the condition, on search_doc d, that q finds the document in this tier.
func (q Query) Only(c *sqldb.Cond, tier Tier) {
	q.Holds(c, tier)
	if tier > InNames {
		cond, args := q.holds(tier - 1)
		c.And("NOT ("+cond+")", args...)
	}
}

func (q Query) holds(upTo Tier) (string, []any) {
	var all []string
	var args []any
	for _, w := range q.words {
		var any []string
		for tier := InNames; tier <= upTo; tier++ {
			any, args = append(any, "d."+columns[tier]+` LIKE ? ESCAPE '\'`), append(args, sqldb.Containing(w))
		}
		all = append(all, "("+strings.Join(any, " OR ")+")")
	}
	return strings.Join(all, " AND "), args
}

// Candidates is a query for the places (seq) of documents that q may find in a tier
// or above; Holds makes sure.
func (q Query) Candidates(tx *sqldb.Tx, c *sqldb.Cond, upTo Tier, w sqldb.Window) string {
	return tx.SelectGrams(c, index, q.ask(upTo), w)
}

// IDs is a query for the ids of all documents q finds.
func (q Query) IDs(tx *sqldb.Tx, c *sqldb.Cond) string {
	candidates := q.Candidates(tx, c, InBody, sqldb.Window{Desc: true})
	found := sqldb.NewCond(c.Args()...)
	q.Holds(found, InBody)
	for _, arg := range found.Args()[len(c.Args()):] {
		c.Arg(arg)
	}
	return `SELECT d.id FROM (` + candidates + `) g CROSS JOIN search_doc d WHERE d.seq = g.seq AND ` + found.Where()
}

// Sharing are the ids of up to most documents since a time, the newest first, whose texts
// have all grams of one of some phrases: as a rule the phrase, now and then its pieces apart.
func Sharing(ctx context.Context, tx *sqldb.Tx, phrases []string, since time.Time, most int) ([]string, error) {
	var any [][]uint32
	for _, phrase := range phrases {
		for _, group := range Parse(phrase).ask(InBody) {
			any = append(any, group[InBody-InNames])
		}
	}
	if len(any) == 0 {
		return nil, nil
	}
	c := sqldb.NewCond()
	places := tx.SelectGrams(c, index, sqldb.Grams{any}, sqldb.Window{After: since.UnixMilli() << 20, Desc: true})
	query := `SELECT d.id FROM (` + places + `) g CROSS JOIN search_doc d WHERE d.seq = g.seq ORDER BY g.seq DESC LIMIT ` + c.Arg(most)
	return sqldb.All(ctx, tx, sqldb.Scalar[string], query, c.Args()...)
}

// sample is how many of the newest documents are looked at to tell whether a query
// finds many, and commonHits how many hits among them are many: one in a hundred.
const (
	sample     = 1000
	commonHits = 10
)

// Common reports whether q finds so many documents that walking along another
// index and looking at each meets them sooner than collecting them all. It decides
// how a list is read, never what is in it.
func Common(ctx context.Context, tx *sqldb.Tx, q Query) (bool, error) {
	c := sqldb.NewCond()
	q.Holds(c, InBody)
	query := `SELECT COUNT(*) FROM (SELECT party, title, body FROM search_doc ORDER BY seq DESC LIMIT ` + c.Arg(sample) + `) d WHERE ` + c.Where()
	n, err := sqldb.One(ctx, tx, sqldb.Scalar[int], query, c.Args()...)
	return n >= commonHits, err
}

// End is where a walk over n documents from one side of w ends: the place of the
// first one not walked over, 0 when there is none.
func End(ctx context.Context, tx *sqldb.Tx, w sqldb.Window, n int) (int64, error) {
	c := sqldb.NewCond()
	if w.After != 0 {
		c.And("seq > ?", w.After)
	}
	if w.Before != 0 {
		c.And("seq < ?", w.Before)
	}
	query := `SELECT seq FROM search_doc WHERE ` + c.Where() + ` ORDER BY seq` + map[bool]string{true: " DESC", false: ""}[w.Desc] + ` LIMIT 1 OFFSET ` + c.Arg(n)
	seq, err := sqldb.One(ctx, tx, sqldb.Scalar[int64], query, c.Args()...)
	if sqldb.IsNoRows(err) {
		return 0, nil
	}
	return seq, err
}
