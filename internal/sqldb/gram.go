package sqldb

import (
	"context"
	"strconv"
	"strings"
)

// Grams are what a search asks of an index: of every group, all grams of at least
// one alternative.
type Grams [][][]uint32

// Window is an open interval of places; 0 is no bound. Desc is its order.
type Window struct {
	After, Before int64
	Desc          bool
}

// A gram index is the one thing the engines do so differently that no text serves
// both: a full-text table of SQLite, an inverted index over arrays of PostgreSQL.
// Rooms see numbers go in and places come out.

// PutGrams writes what stands at seq into a gram index.
func (tx *Tx) PutGrams(ctx context.Context, index string, seq int64, grams []uint32) error {
	if tx.pg != nil {
		list := make([]int32, len(grams))
		for i, g := range grams {
			list[i] = int32(g)
		}
		return tx.Later(ctx, `INSERT INTO `+index+` (seq, grams) VALUES ($1, $2)`, seq, list)
	}
	var b strings.Builder
	for _, g := range grams {
		b.WriteString(token(g))
		b.WriteByte(' ')
	}
	return tx.Later(ctx, `INSERT INTO `+index+` (rowid, grams) VALUES ($1, $2)`, seq, b.String())
}

// DropGrams takes out of a gram index what stands at seq.
func (tx *Tx) DropGrams(ctx context.Context, index string, seq int64) error {
	return tx.Later(ctx, `DELETE FROM `+index+` WHERE `+tx.place()+` = $1`, seq)
}

// place is the column of a gram index that holds the place.
func (tx *Tx) place() string {
	if tx.pg != nil {
		return "seq"
	}
	return "rowid"
}

// token writes a gram as the word SQLite keeps it under.
func token(gram uint32) string { return strconv.FormatUint(uint64(gram), 36) }

// SelectGrams is a query, its arguments added to c, for the places (column seq) in
// w that have what is asked; read in the order of w they come without sorting the
// rows joined to them. Different grams may have the same number, so whoever needs
// to be sure looks at the text itself.
func (tx *Tx) SelectGrams(c *Cond, index string, ask Grams, w Window) string {
	if tx.pg == nil {
		// The range must stand on rowid itself for the full-text table to use it.
		return `SELECT rowid AS seq FROM ` + index + ` WHERE ` + index + ` MATCH ` + c.Arg(ask.match()) + w.bounds(c, "rowid")
	}
	var groups []string
	for _, alternatives := range ask {
		var any []string
		for _, grams := range alternatives {
			list := make([]int32, len(grams))
			for i, g := range grams {
				list[i] = int32(g)
			}
			any = append(any, "grams @> "+c.Arg(list))
		}
		groups = append(groups, "("+strings.Join(any, " OR ")+")")
	}
	// Of an expression the primary key gives no order: the planner must go by the
	// grams, sort their places and stop as soon as a page is full.
	query := `SELECT seq + 0 AS seq FROM ` + index + ` WHERE ` + strings.Join(groups, " AND ") + w.bounds(c, "seq + 0") + ` ORDER BY seq + 0`
	if w.Desc {
		query += " DESC"
	}
	return query + " OFFSET 0"
}

func (w Window) bounds(c *Cond, place string) (sql string) {
	if w.After != 0 {
		sql += " AND " + place + " > " + c.Arg(w.After)
	}
	if w.Before != 0 {
		sql += " AND " + place + " < " + c.Arg(w.Before)
	}
	return sql
}

// match writes what is asked in the language of SQLite's full-text tables.
func (ask Grams) match() string {
	var groups []string
	for _, alternatives := range ask {
		var any []string
		for _, grams := range alternatives {
			var all []string
			for _, g := range grams {
				all = append(all, `"`+token(g)+`"`)
			}
			any = append(any, "("+strings.Join(all, " AND ")+")")
		}
		groups = append(groups, "("+strings.Join(any, " OR ")+")")
	}
	return strings.Join(groups, " AND ")
}
