package org

import (
	"strings"

	"hemu/internal/fault"
	"hemu/internal/sheet"
)

// Columns are the columns of an import of organisations.
func Columns() []sheet.Column {
	return []sheet.Column{
		{Name: "name", Aliases: []string{"名称", "组织名称", "单位名称"}, Required: true},
		{Name: "short_name", Aliases: []string{"简称", "文号简称"}},
		{Name: "code", Aliases: []string{"组织代码", "单位代码", "编码"}},
		{Name: "kind", Aliases: []string{"类型", "组织类型"}, Required: true},
		{Name: "level", Aliases: []string{"层级", "级别"}},
		{Name: "parent", Aliases: []string{"上级", "上级组织"}},
		{Name: "region_code", Aliases: []string{"区划代码", "所在区划"}, Required: true},
		{Name: "area", Aliases: []string{"片区"}},
		{Name: "phone", Aliases: []string{"电话", "联系电话"}},
		{Name: "address", Aliases: []string{"地址"}},
	}
}

// kindWords and levelWords are what people write for kinds and levels.
var (
	kindWords = map[string]Kind{
		"司法局": JudicialBureau, "司法所": JudicialOffice, "村调委会": CommitteeVillage, "社区调委会": CommitteeCommunity,
		"居调委会": CommitteeCommunity, "镇街调委会": CommitteeTown, "镇调委会": CommitteeTown, "街道调委会": CommitteeTown,
		"企业调委会": CommitteeEnterprise, "行业调委会": CommitteeIndustry, "区域调委会": CommitteeRegional, "部门": Department,
		"协调办公室": CoordinationOffice, "四位一体办公室": CoordinationOffice, "法院": Court, "热线": Hotline, "驻区单位": StationedUnit, "企业": Enterprise,
	}
	levelWords = map[string]Level{"村": Village, "村居": Village, "社区": Village, "镇": Town, "镇街": Town, "乡镇": Town, "市": City, "县": City, "市级": City, "镇级": Town, "村级": Village}
)

// others are what an import must know of the tree beside its rows.
type others struct {
	units   []Unit // open ones
	shorts  map[string]bool
	areas   map[string]bool // county/code of those in use
	regions map[string]bool // nil: not checked
	newID   func() string
}

// plan is what an import would do.
type plan struct {
	added     []Unit // parents before their children
	changed   []Unit
	unchanged int
	problems  sheet.Problems

	others
	byCode, byPlace map[string]*Unit // place: parent id and name
	byName          map[string][]*Unit
	names           map[string]string // id → path of names
	line            map[string]int    // key of a row → its line
}

// check decides what rows do to the tree. Rows may come in any order: a unit
// waits for the one it names as its parent.
func check(rows []sheet.Row, o others) *plan {
	p := &plan{
		others: o, byCode: map[string]*Unit{}, byPlace: map[string]*Unit{}, byName: map[string][]*Unit{},
		names: map[string]string{}, line: map[string]int{},
	}
	for i := range o.units { // in the order of the tree
		p.know(&o.units[i])
	}
	waiting := rows
	for len(waiting) > 0 {
		var later []sheet.Row
		for _, row := range waiting {
			if !p.row(row) {
				later = append(later, row)
			}
		}
		if len(later) == len(waiting) {
			for _, row := range later {
				p.problems.Add("org.import_parent", row.Line, "parent", fault.Args{"parent": row.Get("parent")})
			}
			break
		}
		waiting = later
	}
	return p
}

// know makes a unit findable as a parent and as what a row speaks of.
func (p *plan) know(u *Unit) {
	p.names[u.ID] = strings.Trim(p.names[u.ParentID]+"/"+u.Name, "/")
	if u.Code != "" {
		p.byCode[u.Code] = u
	}
	p.byPlace[u.ParentID+"/"+u.Name] = u
	p.byName[u.Name] = append(p.byName[u.Name], u)
	p.byName[p.names[u.ID]] = appendOnce(p.byName[p.names[u.ID]], u)
}

func appendOnce(list []*Unit, u *Unit) []*Unit {
	for _, other := range list {
		if other == u {
			return list
		}
	}
	return append(list, u)
}

// row deals with one row; false when its parent isn't known yet.
func (p *plan) row(row sheet.Row) bool {
	var parent *Unit
	if ref := row.Get("parent"); ref != "" {
		found := p.find(ref)
		if len(found) == 0 {
			return false
		}
		if len(found) > 1 {
			p.problems.Add("org.import_ambiguous", row.Line, "parent", fault.Args{"parent": ref})
			return true
		}
		parent = found[0]
	}
	u, old := p.unit(row, parent)
	if old != nil && old.ParentID != u.ParentID {
		p.problems.Add("org.import_moved", row.Line, "parent", fault.Args{"name": u.Name})
		return true
	}
	key := u.ParentID + "/" + u.Name
	if first, twice := p.line[key]; twice {
		p.problems.Add("org.import_twice", row.Line, "name", fault.Args{"name": u.Name, "first": first})
		return true
	}
	p.line[key] = row.Line
	before := p.problems.Total()
	u = p.judge(row.Line, u, old, parent)
	if p.problems.Total() > before && old != nil {
		return true
	}
	p.settle(u, old, p.problems.Total() > before, parent)
	return true
}

// find looks a parent up by its own code, its path of names, or its name alone.
func (p *plan) find(ref string) []*Unit {
	if u, ok := p.byCode[ref]; ok {
		return []*Unit{u}
	}
	return p.byName[strings.Trim(ref, "/ ")]
}

// unit puts together what a row says of a unit: on top of what is known of it,
// where the file has the column.
func (p *plan) unit(row sheet.Row, parent *Unit) (u Unit, old *Unit) {
	parentID := ""
	if parent != nil {
		parentID = parent.ID
	}
	old = p.byPlace[parentID+"/"+row.Get("name")]
	if code := row.Get("code"); code != "" && p.byCode[code] != nil {
		old = p.byCode[code]
	}
	if old != nil {
		u = *old
	}
	u.ParentID = parentID
	for column, field := range map[string]*string{
		"name": &u.Name, "code": &u.Code, "region_code": &u.RegionCode, "area": &u.AreaCode, "phone": &u.Phone, "address": &u.Address,
	} {
		if row.Has(column) {
			*field = row.Get(column)
		}
	}
	if short := row.Get("short_name"); short != "" {
		u.ShortName = short
	}
	u.Kind = Kind(row.Get("kind"))
	if k, ok := kindWords[string(u.Kind)]; ok {
		u.Kind = k
	}
	if text := row.Get("level"); text != "" {
		u.Level = Level(text)
		if l, ok := levelWords[text]; ok {
			u.Level = l
		}
	}
	return u, old
}

// judge checks a unit on its own and against the others.
func (p *plan) judge(line int, u Unit, old, parent *Unit) Unit {
	u, err := u.checked(parent)
	if e, ok := err.(*fault.Error); ok {
		for _, d := range e.Details {
			p.problems.Add(d.Code, line, d.Field, d.Args)
		}
		return u
	}
	if p.regions != nil && !p.regions[u.RegionCode] {
		p.problems.Add("org.region", line, "region_code", nil)
	}
	if u.AreaCode != "" && !p.areas[u.County+"/"+u.AreaCode] {
		p.problems.Add("org.area", line, "area", nil)
	}
	if twin := p.byPlace[u.ParentID+"/"+u.Name]; twin != nil && twin != old {
		p.problems.Add("org.name_taken", line, "name", fault.Args{"name": u.Name})
	}
	if u.ShortName == "" {
		u.ShortName = shortName(u, parent, func(c string) bool { return p.shorts[u.County+"/"+c] })
	} else if (old == nil || old.ShortName != u.ShortName) && p.shorts[u.County+"/"+u.ShortName] {
		p.problems.Add("org.short_name_taken", line, "short_name", nil)
	}
	p.shorts[u.County+"/"+u.ShortName] = true
	return u
}

// settle notes what becomes of a unit. A faulty new one is made known all the
// same, so that the rows below it are checked too and not blamed for it.
func (p *plan) settle(u Unit, old *Unit, faulty bool, parent *Unit) {
	if old != nil {
		if u == *old {
			p.unchanged++
			return
		}
		p.changed = append(p.changed, u)
		*old = u
		p.know(old)
		return
	}
	u.ID, u.Version = p.newID(), 1
	u.Path = "/" + u.ID + "/"
	if parent != nil {
		u.Path = parent.Path + u.ID + "/"
	}
	if !faulty {
		p.added = append(p.added, u)
	} else {
		u.Level = City // its own level is in doubt: above everything
	}
	p.know(&u)
}

// count fills in the report.
func (p *plan) count(r *sheet.Report) {
	r.New, r.Changed, r.Unchanged = len(p.added), len(p.changed), p.unchanged
	r.Problems, r.Total = p.problems.Sorted(), p.problems.Total()
}
