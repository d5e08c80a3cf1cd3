package ident

import "strings"

// Level is how far down the administrative tree a region lies.
type Level int

// The levels, as the statistical codes count them.
const (
	Province Level = 1 + iota
	City           // 地级市, 地区, 盟; also the joint entries of directly governed counties
	County         // 县, 县级市, 区, 旗
	Town           // 乡, 镇, 街道
	Village        // 村委会, 居委会
)

// width is the number of digits that name a region of that level.
func (l Level) width() int { return [...]int{0, 2, 4, 6, 9, 12}[l] }

// Type says what sort of body a town or village code stands for. Higher
// levels have none, as their codes do not tell.
type Type string

// The types that codes tell.
const (
	Subdistrict  Type = "subdistrict"  // 街道, 001–099
	TownProper   Type = "town"         // 镇, 100–199
	Township     Type = "township"     // 乡, 200–399
	SpecialArea  Type = "special_area" // 政企合一 units, 400–599
	Residents    Type = "residents"    // 居委会, 001–199
	Villagers    Type = "villagers"    // 村委会, 200–399
	UnknownType  Type = ""
	regionDigits      = 12
)

// Region is a statistical region code of twelve digits.
type Region struct {
	Code   string
	Level  Level
	Parent string // twelve digits; empty for a province
	Type   Type
}

// CheckRegion reads a region code. The short forms of two, four, six and nine
// digits are filled up with zeros. Whether the region exists is a matter of
// the yearly table. Towns right under a city (东莞) are told by the same rule:
// the parent is the code with its last named part cleared.
func CheckRegion(text string) (Region, error) {
	s := narrow(text)
	switch len(s) {
	case 2, 4, 6, 9, regionDigits:
		s += strings.Repeat("0", regionDigits-len(s))
	default:
		return Region{}, ErrRegionForm
	}
	if !digits(s) || s[0] == '0' {
		return Region{}, ErrRegionForm
	}
	level := levelOf(s)
	region := Region{Code: s, Level: level, Type: typeOf(s, level)}
	if level > Province {
		named := s[:(level - 1).width()]
		region.Parent = named + strings.Repeat("0", regionDigits-len(named))
	}
	return region, nil
}

// Prefix is the part of the code that all regions below share; data scopes
// compare by it.
func (r Region) Prefix() string { return r.Code[:r.Level.width()] }

// Contains reports whether other is r or lies below it.
func (r Region) Contains(other Region) bool { return strings.HasPrefix(other.Code, r.Prefix()) }

// levelOf looks from the end for the last part that is not all zeros.
func levelOf(code string) Level {
	for level := Village; level > Province; level-- {
		if strings.Trim(code[(level-1).width():level.width()], "0") != "" {
			return level
		}
	}
	return Province
}

func typeOf(code string, level Level) Type {
	switch level {
	case Town:
		switch n := atoi(code[6:9]); {
		case n < 100:
			return Subdistrict
		case n < 200:
			return TownProper
		case n < 400:
			return Township
		case n < 600:
			return SpecialArea
		}
	case Village:
		switch n := atoi(code[9:]); {
		case n < 200:
			return Residents
		case n < 400:
			return Villagers
		}
	}
	return UnknownType
}
