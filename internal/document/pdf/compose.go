package pdf

import (
	"math"

	"hemu/internal/document/flow"
	"hemu/internal/document/font"
)

const (
	mm         = 72 / 25.4
	pageWidth  = 210 * mm
	pageHeight = 297 * mm
)

// composer turns blocks into atoms. It holds what is the same for a whole document.
type composer struct {
	fonts   *font.Set
	paper   flow.Paper
	left    float64 // of the type area, pt
	width   float64
	missing []rune  // characters no font has
	grow    float64 // pt each growing row gains
	copies  []int   // pages on which a copy starts: it goes to somebody of its own
}

func newComposer(fonts *font.Set, paper flow.Paper) *composer {
	return &composer{
		fonts: fonts, paper: paper,
		left:  paper.Left * mm,
		width: pageWidth - (paper.Left+paper.Right)*mm,
	}
}

// compose lays out d and returns its pages.
func (c *composer) compose(d *flow.Document) []page {
	p := c.pager()
	p.run(c.blocks(d.Blocks))
	if n := growing(d.Blocks); n > 0 && len(p.pages) == 1 && p.bottom-p.y > 2 {
		c.grow = (p.bottom - p.y - 1) / float64(n)
		p = c.pager()
		p.run(c.blocks(d.Blocks))
	}
	c.copies = p.copies
	return p.pages
}

func (c *composer) pager() *pager {
	return &pager{top: c.paper.Top * mm, bottom: pageHeight - c.paper.Bottom*mm}
}

// growing counts the rows that may take the rest of the page.
func growing(blocks []flow.Block) (n int) {
	for _, b := range blocks {
		if t, ok := b.(flow.Table); ok {
			for _, r := range t.Rows {
				if r.Grow {
					n++
				}
			}
		}
	}
	return n
}

func (c *composer) blocks(blocks []flow.Block) []atom {
	var atoms []atom
	for _, b := range blocks {
		switch b := b.(type) {
		case flow.Heading:
			role := flow.Head
			if b.Level > 1 {
				role = flow.Kai
			}
			part := c.para(flow.Para{Runs: []flow.Run{{Text: b.Text, Role: role}}, Indent: 2}, c.paper.Size, c.paper.Pitch, c.left, c.width)
			atoms = append(atoms, chain(part, true)...)
		case flow.Caption:
			atoms = append(atoms, chain(c.caption(b), true)...)
		case flow.Ends:
			atoms = append(atoms, c.ends(b))
		case flow.Para:
			atoms = append(atoms, c.para(b, c.paper.Size, c.paper.Pitch, c.left, c.width)...)
		case flow.Table:
			atoms = append(atoms, c.table(b)...)
		case flow.Signs:
			// A page of signatures without a line of the text could be put under another text.
			atoms = append(hold(atoms, 2), chain(c.signs(b), true)...)
		case flow.Seal:
			atoms = append(hold(atoms, 1), c.seal(b))
		case flow.Gap:
			atoms = append(atoms, atom{high: b.MM * mm, elastic: true})
		case flow.Rule:
			atoms = append(atoms, c.rule(b))
		case flow.Break:
			atoms = append(atoms, atom{fresh: true, front: b.Front})
		case flow.Keep:
			atoms = append(atoms, chain(c.blocks(b.Blocks), false)...)
		}
	}
	return atoms
}

// chain keeps atoms together; with on also the last with what follows.
func chain(atoms []atom, on bool) []atom {
	for i := range atoms {
		if i+1 < len(atoms) || on {
			atoms[i].keep = true
		}
	}
	return atoms
}

// hold makes the last n atoms stay with what follows. A seal ends a text: what is
// written below it needs no line from above it.
func hold(atoms []atom, n int) []atom {
	last := len(atoms) - 1
	for i := last; i >= 0 && i > last-n; i-- {
		if atoms[i].fresh || atoms[i].sealed && i < last {
			break
		}
		atoms[i].keep = true
	}
	return atoms
}

// para sets a paragraph. Its first two lines stay together, and its last two.
func (c *composer) para(p flow.Para, size, pitch, left, width float64) []atom {
	if p.Size > 0 {
		pitch *= math.Max(0.8, p.Size/size)
		size = p.Size
	}
	gs := c.glyphs(p, size)
	left += p.Left * size
	width -= p.Left * size
	lines := breakLines(gs, width-p.Indent*size, width, size)
	atoms := make([]atom, 0, len(lines)+1)
	for i, l := range lines {
		x, avail := left, width
		if i == 0 {
			x += p.Indent * size
			avail -= p.Indent * size
		}
		a := atom{high: pitch, marks: c.set(gs, l, place(p.Align, x, avail, &l), baseline(pitch, size), size)}
		if p.Grey {
			for k := range a.marks {
				a.marks[k].ink = grey
			}
		}
		a.keep = i+1 < len(lines) && (i == 0 || i == len(lines)-2) || p.Keep
		atoms = append(atoms, a)
	}
	if p.Before > 0 {
		atoms = append([]atom{{high: p.Before * pitch, elastic: true}}, atoms...)
	}
	return atoms
}

// baseline is the distance from the top of a line to the feet of its characters.
func baseline(pitch, size float64) float64 { return (pitch-size)/2 + 0.88*size }

// place is where a line starts.
func place(a flow.Align, x, avail float64, l *line) float64 {
	if a == flow.Justify {
		return x
	}
	l.spread = 0
	switch a {
	case flow.Centre:
		return x + (avail-l.natural)/2
	case flow.Right:
		return x + avail - l.natural
	}
	return x
}

// set turns a line into marks: as few pieces of text as faces and gaps allow, then
// the underlines.
func (c *composer) set(gs []glyph, l line, x, y, size float64) []mark {
	var marks, under []mark
	drawing, fresh := false, false
	for k := l.from; k < l.to; k++ {
		g, gap := gs[k], 0.0
		if k+1 < l.to && stretches(gs, k) {
			gap = l.spread
		}
		// A wide blank has no ink, and one that pads an entry has a width of its own.
		if n := len(marks) - 1; g.r == '　' {
			fresh = true
		} else if n >= 0 && !fresh && marks[n].face == g.face && marks[n].spacing == gap {
			marks[n].text += string(g.r)
		} else {
			marks = append(marks, mark{kind: textMark, x: x, y: y, size: size, spacing: gap, face: g.face, text: string(g.r)})
			fresh = false
		}
		if g.under && !drawing {
			under = append(under, mark{kind: lineMark, x: x, y: y + 0.17*size, y2: y + 0.17*size, weight: 0.5})
		}
		drawing = g.under
		x += g.wide + gap
		if drawing {
			under[len(under)-1].x2 = x
		}
	}
	return append(marks, under...)
}
