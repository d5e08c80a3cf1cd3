package main

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"hemu/internal/hanzi"
	"hemu/internal/ident"
	"hemu/internal/ledger"
	"hemu/internal/message"
	"hemu/internal/org"
	"hemu/internal/sqldb"
	"hemu/internal/vault"
)

// prototype is a case of the demo city as the services wrote it: every row of it, with
// the places where a copy differs.
type prototype struct {
	id       string
	open     bool
	reported int64 // milliseconds UTC
	rows     []row // of every table with a column case_id, the case itself first
	entries  []entry
	found    [3][]pattern // names, title and body it is found by
	told     string
	facts    pattern // likewise
	state    string

	ids     []string // born in the case
	units   []org.Unit
	numbers []allotted
	names   []string
	plains  []string // what its sealed texts say
	hashes  map[string]keyed
}

// row is one row of a table; cells are in the order of its columns.
type row struct {
	table *table
	cells []cell
}

// cell is a value all copies share, or one that differs.
type cell struct {
	kind  cellKind
	value any
	text  pattern
}

type cellKind byte

const (
	cellFixed cellKind = iota
	cellText
	cellInstant
	cellInitials // of the name in text
	cellHash     // keyed hash of a number of a party; value is the prototype's
	cellTrack
	cellKey
	cellSeq  // of the official number value
	cellYear // likewise
)

// allotted is an official number of a case.
type allotted struct {
	unit int
	kind string
	year int64
	seq  int64
}

// keyed is the number behind a keyed hash.
type keyed struct {
	kind  string
	plain int
}

type entry struct {
	at                     int64
	actor, org, role, verb string
	orgText, body          pattern
}

// city is what copies are placed in.
type city struct {
	units    map[string]org.Unit
	villages map[string][]org.Unit // by the town committee they are below
	towns    []org.Unit
	above    map[string]string // parent
	ring     *vault.Ring
	users    map[string]bool
	others   map[string]bool // cases
}

func (c *city) load(ctx context.Context, tx *sqldb.Tx) error {
	c.units, c.villages, c.above, c.users, c.ring = map[string]org.Unit{}, map[string][]org.Unit{}, map[string]string{}, map[string]bool{}, tx.Ring
	units, err := sqldb.All(ctx, tx, func(r sqldb.Row) (u org.Unit, err error) {
		var parent *string
		err = r.Scan(&u.ID, &parent, &u.Path, &u.Name, &u.ShortName, &u.Kind, &u.Level, &u.RegionCode, &u.NumberPattern, sqldb.Time{T: &u.ClosedAt})
		if parent != nil {
			c.above[u.ID] = *parent
		}
		return u, err
	}, `SELECT id, parent_id, path, name, short_name, kind, level, region_code, number_pattern, closed_at FROM org_unit ORDER BY path`)
	for _, u := range units {
		c.units[u.ID] = u
		switch {
		case u.Closed():
		case u.Level == org.Village && len(u.RegionCode) == 12:
			c.villages[c.above[u.ID]] = append(c.villages[c.above[u.ID]], u)
		case u.Kind == org.CommitteeTown:
			c.towns = append(c.towns, u)
		}
	}
	if err != nil {
		return err
	}
	_, err = sqldb.All(ctx, tx, func(r sqldb.Row) (id string, err error) {
		err = r.Scan(&id)
		c.users[id] = true
		return id, err
	}, `SELECT id FROM identity_user UNION ALL SELECT id FROM identity_post UNION ALL SELECT id FROM org_member`)
	return err
}

var uuids = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`)

// sealedFields are the places texts are sealed for (casework/seal.go).
var sealedFields = []string{
	"phone", "agentPhone", "idNumber", "code", "bornOn", "address", "reach", "capacity", "harm", "told", "ground", "jointReason", "heard",
}

// cases are the prototypes.
func (c *city) cases(ctx context.Context, tx *sqldb.Tx, tables []*table) (all []*prototype, err error) {
	ids, err := sqldb.All(ctx, tx, sqldb.Scalar[string], `SELECT id FROM casework_case ORDER BY id`)
	c.others = map[string]bool{}
	for _, id := range ids {
		c.others[id] = true
	}
	for _, id := range ids {
		if err != nil {
			return nil, err
		}
		var p *prototype
		if p, err = c.take(ctx, tx, tables, id); p != nil {
			all = append(all, p)
		}
	}
	return all, err
}

// take reads one case; nil for one that stands in another's rows, which a copy would
// point into.
func (c *city) take(ctx context.Context, tx *sqldb.Tx, tables []*table, id string) (*prototype, error) {
	p := &prototype{id: id, hashes: map[string]keyed{}}
	raw := [][][]any{}
	for _, t := range tables {
		rows, err := t.read(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		raw = append(raw, rows)
	}
	entries, err := ledger.List(ctx, tx, id, 0, 1000)
	if err != nil || len(entries) == 0 {
		return nil, err
	}
	slices.Reverse(entries)
	doc, err := documentOf(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	key, err := c.key(id, tables, raw)
	if err != nil {
		return nil, err
	}
	words := c.words(p, tables, raw, entries)
	if slices.ContainsFunc(p.ids, func(x string) bool { return c.others[x] && x != id }) {
		return nil, nil
	}
	unseal := func(text string) token { return p.unsealed(key, text) }
	p.facts = newCutter(words, unseal).cut(p.told)
	words[p.told] = token{kind: tokenFacts}
	words[hanzi.Fold(p.told)] = token{kind: tokenFacts}
	cut := newCutter(words, unseal)
	for i, t := range tables {
		for _, values := range raw[i] {
			p.rows = append(p.rows, p.row(t, values, cut))
		}
	}
	for _, e := range entries {
		p.entries = append(p.entries, entry{e.At.UnixMilli(), e.Actor, e.Org, e.Role, e.Verb, cut.cut(e.Org), cut.cut(string(e.Body))})
	}
	if err := p.number(tx); err != nil {
		return nil, err
	}
	for tier, lines := range doc.lines {
		for _, line := range lines {
			p.found[tier] = append(p.found[tier], cut.cut(line))
		}
	}
	p.found[0] = p.found[0][:min(len(p.found[0]), 3*p.count("party"))] // the rest are initials
	return p, nil
}

// key is the one that seals the personal fields of a case.
func (c *city) key(id string, tables []*table, raw [][][]any) (vault.Key, error) {
	for i, t := range tables {
		if at := t.column("wrapped"); t.name == "casework_seal" && at >= 0 && len(raw[i]) == 1 {
			return c.ring.Key("case:"+id, raw[i][0][at].(string))
		}
	}
	return vault.Key{}, fmt.Errorf("case %s has no key", id)
}

// unsealed is the token of a sealed text; what it says is kept once.
func (p *prototype) unsealed(key vault.Key, text string) token {
	for _, field := range sealedFields {
		if plain, err := key.Open(field, text); err == nil {
			at := slices.Index(p.plains, plain)
			if at < 0 {
				at, p.plains = len(p.plains), append(p.plains, plain)
			}
			return token{tokenSealed, at, field}
		}
	}
	panic("a sealed text of case " + p.id + " opens for no field")
}

// words are the texts at which those of the case differ from those of its copies.
func (c *city) words(p *prototype, tables []*table, raw [][][]any, entries []ledger.Entry) map[string]token {
	words := map[string]token{}
	both := func(text string, t token) { words[text], words[hanzi.Fold(text)] = t, t }
	for _, e := range entries {
		c.seen(p, words, string(e.Body))
	}
	for i, t := range tables {
		for _, values := range raw[i] {
			for _, v := range values {
				if text, ok := v.(string); ok {
					c.seen(p, words, text)
				}
			}
			if t.name == "casework_case" {
				p.state, p.reported = values[t.column("state")].(string), values[t.column("reported_at")].(int64)
				p.open = values[t.column("next_due_at")].(int64) < lastInstant || !slices.Contains([]string{"archived", "closed", "declined"}, p.state)
				p.told = factsOf(values[t.column("data")].(string))
			}
			if t.name == "casework_party" {
				if name := values[t.column("name")].(string); han(name) && !slices.Contains(p.names, name) {
					both(name, token{kind: tokenName, n: len(p.names)})
					p.names = append(p.names, name)
				}
			}
			if t.name == "casework_number" {
				n := allotted{slices.IndexFunc(p.units, func(u org.Unit) bool { return u.ID == values[t.column("issuer")] }), values[t.column("kind")].(string), values[t.column("year")].(int64), values[t.column("seq")].(int64)}
				both(n.written(p.units[n.unit], n.year, n.seq), token{kind: tokenNumber, n: len(p.numbers)})
				p.numbers = append(p.numbers, n)
			}
		}
	}
	for i, u := range p.units {
		words[u.Name] = token{kind: tokenTitle, n: i}
		if u.RegionCode != "" && len(u.RegionCode) > 6 {
			words[u.RegionCode] = token{kind: tokenPlace, n: i}
		}
	}
	return words
}

// seen notes the ids in a text: those of organisations, and those born in the case.
func (c *city) seen(p *prototype, words map[string]token, text string) {
	for _, id := range uuids.FindAllString(text, -1) {
		if _, known := words[id]; known || c.users[id] {
			continue
		}
		if u, ok := c.units[id]; ok {
			words[id] = token{kind: tokenUnit, n: len(p.units)}
			p.units = append(p.units, u)
			continue
		}
		words[id] = token{kind: tokenID, n: len(p.ids)}
		p.ids = append(p.ids, id)
	}
}

// written is the number as it stands on paper.
func (n allotted) written(u org.Unit, year, seq int64) string {
	pattern := u.NumberPattern
	if n.kind != "case" {
		pattern = message.Text(message.Chinese, "casework.number."+n.kind, nil)
	}
	return org.FormatNumber(pattern, org.Number{Year: int(year), Short: u.ShortName, Seq: seq})
}

// row takes a row apart.
func (p *prototype) row(t *table, values []any, cut *cutter) row {
	r := row{table: t, cells: make([]cell, len(values))}
	numbered := 0
	for _, x := range p.rows {
		if x.table == t {
			numbered++
		}
	}
	for i, v := range values {
		x := cell{value: v}
		text, isText := v.(string)
		n, isNumber := v.(int64)
		switch column := t.columns[i]; {
		case column == "track_hash":
			x.kind = cellTrack
		case t.name == "casework_seal" && column == "wrapped":
			x.kind = cellKey
		case t.name == "casework_identifier" && column == "hash":
			x.kind = cellHash
		case t.name == "casework_number" && (column == "seq" || column == "year"):
			x.kind, x.value = map[string]cellKind{"seq": cellSeq, "year": cellYear}[column], numbered
		case t.name == "casework_party" && column == "initials":
			x.kind, x.text = cellInitials, cut.cut(values[t.column("name")].(string))
		case isNumber && n >= firstInstant && n <= lastInstant:
			x.kind = cellInstant
		case isText:
			if x.text = cut.cut(text); !x.text.plain() {
				x.kind = cellText
			}
		}
		r.cells[i] = x
	}
	return r
}

// number finds the numbers of parties behind the keyed hashes.
func (p *prototype) number(tx *sqldb.Tx) error {
	for i, plain := range p.plains {
		for kind, value := range numbersIn(plain) {
			hash, err := tx.Ring.Hash(kind, value)
			if err != nil {
				return err
			}
			p.hashes[hash] = keyed{kind, i}
		}
	}
	return nil
}

// numbersIn is what a number of a party is found by (casework/seal.go).
func numbersIn(text string) map[string]string {
	out := map[string]string{}
	if phone, err := ident.CheckPhone(text); err == nil {
		out["phone"] = phone.Number
	}
	if id := strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(text)); len(id) >= 6 && strings.ContainsAny(id, "0123456789") {
		out["id"] = id
	}
	return out
}

// count is the number of parts of a kind.
func (p *prototype) count(kind string) (n int) {
	for _, r := range p.rows {
		if at := r.table.column("kind"); r.table.name == "casework_part" && r.cells[at].value == kind {
			n++
		}
	}
	return n
}

func han(name string) bool {
	runes := []rune(name)
	return len(runes) >= 2 && len(runes) <= 3 && !strings.ContainsFunc(name, func(r rune) bool { return r < 0x4e00 || r > 0x9fff })
}
