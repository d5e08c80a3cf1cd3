package pdf

import (
	"strings"
	"unicode"

	"hemu/internal/document/flow"
)

// glyph is one character ready to be placed.
type glyph struct {
	r     rune
	face  int
	wide  float64 // pt
	under bool
}

// line is glyphs[from:to] of a paragraph. natural is its width, spread what each gap
// gains so that the right edge is straight.
type line struct {
	from, to        int
	natural, spread float64
	last            bool // ends a paragraph or at a line feed: never stretched
}

// Characters that may not start a line and those that may not end one (避头尾).
const (
	noStart = "，。、；：？！）」』》〉】〕”’％‰℃·…—～,.;:?!)]}%>"
	noEnd   = "（「『《〈【〔“‘￥＄([{<$#№"
	// Full-width closers have an empty right half, which may stand in the margin.
	halfEmpty = "，。、；：？！）」』》〉】〕”’"
)

// maxSpread is the most a gap may gain, in em; a line that would need more stays ragged.
const maxSpread = 0.35

// wordish characters are not parted from each other: numbers, Latin words, codes.
func wordish(r rune) bool {
	return r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_/\\.,:@&=?+%'#~", r))
}

// mayBreak says whether a line may end after a and the next start with b.
func mayBreak(a, b rune) bool {
	switch {
	case b == ' ':
		return false // the blank goes with what stands before it
	case a == ' ':
		return true
	case strings.ContainsRune(noStart, b), strings.ContainsRune(noEnd, a):
		return false
	case a == b && (a == '—' || a == '…'):
		return false
	}
	return !(wordish(a) && wordish(b))
}

// breakLines cuts a paragraph into lines of the given widths: first for the first
// line and for those after a line feed rest.
func breakLines(gs []glyph, first, rest, size float64) []line {
	var lines []line
	avail := first
	for at := 0; at < len(gs) || len(lines) == 0; {
		l, next := takeLine(gs, at, avail)
		l.fit(gs, avail, size)
		lines = append(lines, l)
		if next == len(gs) && (next == at || gs[next-1].r != '\n') {
			break
		}
		at, avail = next, rest
	}
	lines[len(lines)-1].last = true
	lines[len(lines)-1].spread = 0
	return lines
}

// takeLine finds where the line that starts at from ends, and where the next starts.
func takeLine(gs []glyph, from int, avail float64) (line, int) {
	width, legal := 0.0, from
	for k := from; k < len(gs); k++ {
		g := gs[k]
		if g.r == '\n' {
			return line{from: from, to: k, last: true}, k + 1
		}
		if k > from && mayBreak(gs[k-1].r, g.r) {
			legal = k
		}
		if width+shrunk(g) > avail+0.01 && g.r != ' ' && k > from {
			if legal == from {
				legal = k // a word longer than the line
			}
			return line{from: from, to: legal}, legal
		}
		width += g.wide
	}
	return line{from: from, to: len(gs), last: true}, len(gs)
}

// shrunk is the width g needs at the end of a line.
func shrunk(g glyph) float64 {
	if strings.ContainsRune(halfEmpty, g.r) {
		return g.wide / 2
	}
	return g.wide
}

// fit trims blanks at the end and computes natural and spread.
func (l *line) fit(gs []glyph, avail, size float64) {
	for l.to > l.from && gs[l.to-1].r == ' ' {
		l.to--
	}
	gaps := 0
	for k := l.from; k < l.to; k++ {
		l.natural += gs[k].wide
		if k+1 < l.to && stretches(gs, k) {
			gaps++
		}
	}
	need := l.natural
	if l.to > l.from && need > avail {
		need -= gs[l.to-1].wide - shrunk(gs[l.to-1])
	}
	if slack := avail - need; !l.last && gaps > 0 && slack/float64(gaps) <= maxSpread*size {
		l.spread = slack / float64(gaps)
	}
}

// stretches says whether the gap after gs[k] takes part in justification.
func stretches(gs []glyph, k int) bool {
	a, b := gs[k].r, gs[k+1].r
	return !(wordish(a) && wordish(b)) && !(a == b && (a == '—' || a == '…'))
}

// glyphs shapes a paragraph: each character with its face and width.
func (c *composer) glyphs(p flow.Para, size float64) []glyph {
	var gs []glyph
	for _, run := range p.Runs {
		from := len(gs)
		width := 0.0
		for _, r := range run.Text {
			if !flow.Prints(r) {
				continue
			}
			g := c.glyph(run.Role, r, size)
			g.under = run.Under
			width += g.wide
			gs = append(gs, g)
		}
		if short := run.Min*size - width; run.Under && short > 0 {
			gs = centred(gs, from, short, c.glyph(run.Role, '　', size))
		}
	}
	return gs
}

// centred puts blanks of short points in all around gs[from:].
func centred(gs []glyph, from int, short float64, blank glyph) []glyph {
	n := int(short/blank.wide) + 1
	n += n % 2
	blank.wide = short / float64(n)
	blank.under = true
	var out []glyph
	out = append(out, gs[:from]...)
	for range n / 2 {
		out = append(out, blank)
	}
	out = append(out, gs[from:]...)
	for range n / 2 {
		out = append(out, blank)
	}
	return out
}

// glyph shapes one character. What no face can draw becomes 〓, the printers' mark for
// a missing sort: a visible gap that is filled by hand, never a silent one.
func (c *composer) glyph(role flow.Role, r rune, size float64) glyph {
	if r == '\n' {
		return glyph{r: r}
	}
	face, em, ok := c.fonts.Glyph(role, r)
	if !ok {
		c.missing = append(c.missing, r)
		r = '〓'
		face, em, _ = c.fonts.Glyph(role, r)
	}
	return glyph{r: r, face: face, wide: em * size}
}
