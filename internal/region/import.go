package region

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hemu/internal/fault"
	"hemu/internal/sheet"
)

// Columns are the columns of an import: either the twelve-digit code with its
// level, or the short code alone.
func Columns() []sheet.Column {
	return []sheet.Column{
		{Name: "code12", Aliases: []string{"区划代码", "12位代码"}},
		{Name: "code", Aliases: []string{"代码", "短代码"}},
		{Name: "level", Aliases: []string{"级别", "层级"}},
		{Name: "name", Aliases: []string{"名称", "区划名称"}, Required: true},
		{Name: "parent_code12", Aliases: []string{"上级代码", "上级区划代码"}},
	}
}

// plan is what an import would do. check makes it without touching anything.
type plan struct {
	read      []Division // every good row, in the order of the file
	added     []Division // parents before their children
	changed   []Division // renamed, or existing again
	unchanged int
	vanished  []Division // topmost ones only
	problems  sheet.Problems
}

// check decides what rows do to the tree old; root is where vanished ones are
// looked for, "" for nowhere.
func check(rows []sheet.Row, old []Division, root string) plan {
	var p plan
	known := map[string]Division{}
	for _, d := range old {
		known[d.Code] = d
	}
	line := map[string]int{}
	for _, row := range rows {
		d, ok := p.row(row)
		if !ok {
			continue
		}
		if first, twice := line[d.Code]; twice {
			p.problems.Add("region.duplicate", row.Line, "code12", fault.Args{"code": d.Code12, "first": first})
			continue
		}
		line[d.Code] = row.Line
		p.read = append(p.read, d)
	}
	slices.SortStableFunc(p.read, func(a, b Division) int { return int(a.Level - b.Level) })
	placed := map[string]Division{}
	for i := range p.read {
		d := &p.read[i]
		parent, ok := parentOf(*d, placed, known)
		if !ok && d.Level > Province {
			p.problems.Add("region.parent_missing", line[d.Code], "parent_code12", fault.Args{"code": d.Code12, "parent": parent.Code})
			continue
		}
		d.Parent, d.Path = parent.Code, parent.Path+d.Code+"/"
		if d.Level == Province {
			d.Path = "/" + d.Code + "/"
		}
		placed[d.Code] = *d
		p.place(*d, known)
	}
	if root != "" {
		p.vanish(old, placed, line, root)
	}
	return p
}

// place tells new divisions from changed ones.
func (p *plan) place(d Division, known map[string]Division) {
	switch old, had := known[d.Code]; {
	case !had:
		p.added = append(p.added, d)
	case old.Name != d.Name || old.Closed():
		p.changed = append(p.changed, d)
	default:
		p.unchanged++
	}
}

// vanish finds the existing divisions below root that the file doesn't name,
// those whose parent goes too left out: closing is for the whole subtree.
func (p *plan) vanish(old []Division, placed map[string]Division, line map[string]int, root string) {
	gone := map[string]bool{}
	for _, d := range old { // in order of paths: parents first
		if _, stays := placed[d.Code]; stays || d.Closed() || !strings.Contains(d.Path, "/"+root+"/") || d.Code == root {
			continue
		}
		gone[d.Code] = true
		if !gone[d.Parent] {
			p.vanished = append(p.vanished, d)
		}
	}
	// A division can't go while one of its own stays: the file contradicts itself.
	for _, d := range p.read {
		if gone[d.Parent] {
			p.problems.Add("region.parent_missing", line[d.Code], "parent_code12", fault.Args{"code": d.Code12, "parent": d.Parent})
		}
	}
}

// row reads one row on its own.
func (p *plan) row(row sheet.Row) (Division, bool) {
	before := p.problems.Total()
	d := Division{Name: row.Get("name")}
	if d.Name == "" || utf8.RuneCountInString(d.Name) > 60 {
		p.problems.Add("region.name_bad", row.Line, "name", nil)
	}
	p.codes(row, &d)
	if text := row.Get("parent_code12"); text != "" && d.Code != "" && !strings.HasPrefix(d.Code12, strings.TrimRight(text, "0")) {
		p.problems.Add("region.parent_mismatch", row.Line, "parent_code12", fault.Args{"code": d.Code12, "parent": text})
	}
	return d, p.problems.Total() == before
}

// codes reads the code in whichever way the row gives it.
func (p *plan) codes(row sheet.Row, d *Division) {
	long, short, level := row.Get("code12"), row.Get("code"), row.Get("level")
	if long == "" {
		if long = short; len(short) == 2 || len(short) == 4 || len(short) == 6 || len(short) == 9 {
			long = code12(short)
		}
	}
	if !isCode(long) {
		p.problems.Add("region.code_bad", row.Line, "code12", fault.Args{"value": long})
		return
	}
	d.Code12, d.Level = long, LevelOf(long)
	if n := Level(len(short)); row.Get("code12") == "" && n < codeWidth {
		d.Level = map[Level]Level{2: Province, 4: Prefecture, 6: County, 9: Town}[n]
	}
	if level != "" {
		n, err := strconv.Atoi(level)
		if d.Level = Level(n); err != nil || !d.Level.Valid() {
			p.problems.Add("region.level_bad", row.Line, "level", fault.Args{"value": level})
			return
		}
	}
	var ok bool
	if d.Code, ok = Short(long, d.Level); !ok {
		p.problems.Add("region.level_mismatch", row.Line, "level", fault.Args{"code": long, "level": int(d.Level)})
		return
	}
	if short != "" && short != d.Code && short != d.Code12 {
		p.problems.Add("region.code_mismatch", row.Line, "code", fault.Args{"code": long, "value": short})
		d.Code = ""
	}
}

func isCode(s string) bool {
	return len(s) == codeWidth && strings.Trim(s, "0123456789") == "" && s[0] != '0'
}

// parentOf is the division above d, among the rows or in the tree. A town of a
// city without counties hangs on the stand-in of the third level or, where a
// table has none, right on the city.
func parentOf(d Division, placed, known map[string]Division) (Division, bool) {
	for level := d.Level.above(); level >= Province; level-- {
		code := d.Code[:level.width()]
		if parent, ok := placed[code]; ok {
			return parent, true
		}
		if parent, ok := known[code]; ok && !parent.Closed() {
			return parent, true
		}
		if level != County || strings.Trim(d.Code[Prefecture.width():County.width()], "0") != "" {
			return Division{Code: code}, false
		}
	}
	return Division{}, false
}

// count fills in the report.
func (p plan) count(r *sheet.Report) {
	r.New, r.Changed, r.Unchanged, r.Closed = len(p.added), len(p.changed), p.unchanged, len(p.vanished)
	r.Problems, r.Total = p.problems.Sorted(), p.problems.Total()
}
