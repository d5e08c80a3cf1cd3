package org

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hemu/internal/fault"
	"hemu/internal/hanzi"
	"hemu/internal/ident"
)

// levelsOf are the levels a kind may work on, the usual one first.
func levelsOf(k Kind) []Level {
	switch k {
	case CommitteeVillage, CommitteeCommunity:
		return []Level{Village}
	case CommitteeTown, JudicialOffice:
		return []Level{Town}
	case JudicialBureau:
		return []Level{City}
	case CommitteeEnterprise, Enterprise, StationedUnit:
		return []Level{Village, Town, City}
	case CommitteeIndustry, CommitteeRegional:
		return []Level{City, Town, Village}
	case CoordinationOffice:
		return []Level{City, Town}
	case Department, Court, Hotline:
		return []Level{City, Town}
	}
	return nil
}

// checked is u in the form it is kept in under parent (nil for a root), or
// everything wrong with it on its own. What other units have to say — whether a
// name is taken — is the store's business.
func (u Unit) checked(parent *Unit) (Unit, error) {
	var f fault.Form
	u.Name, u.ShortName, u.Address = strings.TrimSpace(u.Name), strings.TrimSpace(u.ShortName), strings.TrimSpace(u.Address)
	u.Code = strings.TrimSpace(u.Code)
	f.Require(length(u.Name, 1, 80) && !strings.ContainsAny(u.Name, "/\n"), "org.name", "name")
	f.Require(length(u.ShortName, 0, 20), "org.short_name", "short_name")
	f.Require(length(u.Address, 0, 200), "org.address", "address")
	f.Require(length(u.Code, 0, 40), "org.code", "code")
	levels := levelsOf(u.Kind)
	f.Require(levels != nil, "org.kind", "kind")
	if u.Level == "" && levels != nil {
		u.Level = levels[0]
	}
	f.Require(levels == nil || slices.Contains(levels, u.Level), "org.level", "level")
	switch {
	case parent == nil:
		f.Require(u.Kind == JudicialBureau, "org.parent_missing", "parent")
	case parent.Closed():
		f.Add("org.parent_closed", "parent", nil)
	default:
		f.Require(parent.Level.Rank() >= u.Level.Rank(), "org.parent_lower", "parent")
	}
	region, err := ident.CheckRegion(u.RegionCode)
	f.Require(err == nil && region.Level >= ident.County, "org.region", "region_code")
	if err == nil {
		u.RegionCode = region.Prefix()
		u.County = region.Code[:6]
	}
	if u.Phone != "" {
		phone, err := ident.CheckPhone(u.Phone)
		f.Require(err == nil, "org.phone", "phone")
		u.Phone = phone.Number
	}
	f.Require(ValidPattern(u.NumberPattern), "org.number_pattern", "number_pattern")
	u.Initials = strings.Join(hanzi.InitialsAll(u.Name), " ")
	return u, f.Err()
}

func length(s string, least, most int) bool {
	n := utf8.RuneCountInString(s)
	return n >= least && n <= most
}

// longestShort is how much of a name fits into an official number.
const longestShort = 20

// shortName makes the short name of a unit nobody gave one: its name without
// what every committee is called, told apart from those taken by the short name
// of the unit above and, failing that, by a count.
func shortName(u Unit, parent *Unit, taken func(string) bool) string {
	short := u.Name
	for _, suffix := range []string{"人民调解委员会", "调解委员会", "调委会"} {
		if rest, ok := strings.CutSuffix(u.Name, suffix); ok && rest != "" {
			short = rest
			break
		}
	}
	candidates := []string{short, u.Name}
	if parent != nil && parent.ShortName != "" {
		candidates = []string{short, parent.ShortName + short, u.Name}
	}
	for _, c := range candidates {
		if length(c, 1, longestShort) && !taken(c) {
			return c
		}
	}
	stem := []rune(short)
	stem = stem[:min(len(stem), longestShort-4)]
	for n := 2; ; n++ {
		if c := string(stem) + strconv.Itoa(n); !taken(c) {
			return c
		}
	}
}

// movable decides whether u may hang under parent: never under itself or what
// is below it.
func movable(u, parent Unit) error {
	switch {
	case parent.Closed():
		return fault.BadField("org.parent_closed", "parent")
	case strings.HasPrefix(parent.Path, u.Path):
		return fault.BadField("org.parent_below", "parent")
	case parent.Level.Rank() < u.Level.Rank():
		return fault.BadField("org.parent_lower", "parent")
	}
	return nil
}
