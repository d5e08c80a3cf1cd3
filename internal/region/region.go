// Package region keeps the tree of administrative divisions by their statistical
// codes (mission A1, standards §8.3): the tree people choose places from, and the
// yearly import of the official table. It knows nothing of organisations, cases
// or permissions: whoever calls a Service has asked access before.
package region

import (
	"strings"

	"hemu/internal/calendar"
	"hemu/internal/fault"
)

// Level is how far down a division lies: 1 province, 2 prefecture, 3 county, 4
// town, 5 village.
type Level int

// The levels.
const (
	Province   Level = 1
	Prefecture Level = 2
	County     Level = 3
	Town       Level = 4
	Village    Level = 5
)

// codeWidth is the width of the twelve-digit code.
const codeWidth = 12

// width is the number of digits that name a division of the level.
func (l Level) width() int { return [...]int{0, 2, 4, 6, 9, codeWidth}[l] }

// Valid reports whether l is one of the five levels.
func (l Level) Valid() bool { return l >= Province && l <= Village }

// Division is one division.
type Division struct {
	// Code is the statistical code without the zeros of lower levels, so its
	// width tells the level: 37, 3702, 370285, 370285001, 370285001001. It is
	// the key; twelve digits alone are not, since a city without counties has
	// the same ones on two levels.
	Code     string
	Code12   string
	Level    Level
	Name     string
	Parent   string        // Code of the division above, "" for a root
	Path     string        // codes from the root to this one: /37/3702/370285/
	Initials string        // pinyin initials of the name, for search
	ClosedOn calendar.Date // zero while the division exists
}

// Closed reports whether the division has been abolished.
func (d Division) Closed() bool { return !d.ClosedOn.IsZero() }

// ErrNotFound is the fault of a division that is not in the tree.
var ErrNotFound = fault.New(fault.NotFound, "region.not_found")

// Short is the Code of a twelve-digit code on a level; ok is false when the
// digits don't name a division of that level. On the third level two zeros are
// right: cities without counties (东莞) have a stand-in there.
func Short(code12 string, level Level) (code string, ok bool) {
	if !level.Valid() || len(code12) != codeWidth || strings.Trim(code12, "0123456789") != "" || code12[0] == '0' {
		return "", false
	}
	w := level.width()
	if strings.Trim(code12[w:], "0") != "" {
		return "", false
	}
	own := code12[level.above().width():w]
	if level > Province && level != County && strings.Trim(own, "0") == "" {
		return "", false
	}
	return code12[:w], true
}

// LevelOf is the level of a twelve-digit code as its zeros tell it; 0 for what is
// no code. On a stand-in of the third level it tells the level above.
func LevelOf(code12 string) Level {
	if len(code12) != codeWidth {
		return 0
	}
	for level := Village; level >= Province; level-- {
		if _, ok := Short(code12, level); ok && strings.Trim(code12[level.above().width():level.width()], "0") != "" {
			return level
		}
	}
	return 0
}

// Normal turns a code of 2, 4, 6, 9 or 12 digits, with or without its zeros,
// into a Code; ok is false for anything else.
func Normal(text string) (code string, ok bool) {
	text = strings.TrimSpace(text)
	switch len(text) {
	case 2, 4, 6, 9:
		return Normal(text + strings.Repeat("0", codeWidth-len(text)))
	case codeWidth:
		return Short(text, LevelOf(text))
	}
	return "", false
}

// above is the level one up, 0 above the province.
func (l Level) above() Level { return l - 1 }

// code12 fills a Code up to twelve digits.
func code12(code string) string { return code + strings.Repeat("0", codeWidth-len(code)) }

// short is a village by the name people use: the table has its committee's
// (产芝湖社区村村民委员会).
func (d Division) short() string {
	for _, office := range []string{"村民委员会", "居民委员会"} {
		if short := strings.TrimSuffix(d.Name, office); short != d.Name && short != "" {
			return short
		}
	}
	return d.Name
}

// County is the code of the county a division lies in, "" above a county.
func (d Division) County() string {
	if d.Level < County {
		return ""
	}
	return d.Code[:County.width()]
}
