package flow

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Text is what a reader of d reads, without any layout: for goldens, search and the
// check that every character can be drawn. Table cells are parted by " | ".
func (d *Document) Text() string {
	var b strings.Builder
	write(&b, d.Blocks)
	return b.String()
}

func write(b *strings.Builder, blocks []Block) {
	line := func(parts ...string) {
		b.WriteString(strings.TrimRight(strings.Join(parts, ""), " 　") + "\n")
	}
	for _, x := range blocks {
		switch x := x.(type) {
		case Heading:
			line(x.Text)
		case Caption:
			if x.Over != "" {
				line(x.Over)
			}
			line(x.Text)
		case Ends:
			line(x.Left, " / ", x.Right)
		case Para:
			line(x.Plain())
		case Table:
			for _, r := range x.Rows {
				line(r.text())
			}
		case Signs:
			for _, s := range x.Signs {
				line(s.Who, s.How, "：", map[bool]string{true: SignDay}[s.Date])
			}
		case Seal:
			line(x.Org, x.Hint)
			line(x.Day)
		case Rule:
			if x.Text != "" {
				line(x.Text)
			}
		case Break:
			line("\f")
		case Keep:
			write(b, x.Blocks)
		}
	}
}

// SignDay is the room for the day beside a signature.
const SignDay = "　　年　月　日"

// The parts of a page number, around the number of the page and of all pages.
const (
	PagePrefix  = "第 "
	PageBetween = " 页，共 "
	PageSuffix  = " 页"
)

// PageOf is the number of a page with how many there are.
func PageOf(n, all int) string {
	return PagePrefix + strconv.Itoa(n) + PageBetween + strconv.Itoa(all) + PageSuffix
}

func (r Row) text() string {
	var cells []string
	for _, c := range r.Cells {
		var paras []string
		if c.QR != "" {
			paras = append(paras, "[QR "+c.QR+"]")
		}
		for _, p := range append(append([]Para{}, c.Paras...), c.Foot...) {
			paras = append(paras, strings.ReplaceAll(strings.TrimRight(p.Plain(), " 　"), "\n", " ⏎ "))
		}
		cells = append(cells, strings.Join(paras, " ⏎ "))
	}
	return strings.Join(cells, " | ")
}

// Prints says whether r can stand on paper. Control characters cannot, nor can the
// invisible ones that reorder or hide text: what is signed must read as it is stored.
func Prints(r rune) bool {
	switch {
	case r == '\n':
		return true
	case r < ' ', r >= 0x7F && r < 0xA0, r == utf8.RuneError:
		return false
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F:
		return false
	case r >= 0xFE00 && r <= 0xFE0F, r == 0xFEFF, r >= 0xE0000 && r <= 0xE0FFF:
		return false
	}
	return true
}
