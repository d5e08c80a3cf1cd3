package pdf

import (
	"math"
	"slices"

	qrcode "github.com/skip2/go-qrcode"

	"hemu/internal/document/flow"
)

// caption sets the document's name, at most as wide as the type area.
func (c *composer) caption(b flow.Caption) []atom {
	size := b.Size
	if size == 0 {
		size = 22
	}
	if b.Red {
		return c.redHead(b, size)
	}
	var atoms []atom
	centred := func(text string, role flow.Role, size float64) {
		p := flow.Para{Runs: []flow.Run{{Text: text, Role: role}}, Align: flow.Centre}
		atoms = append(atoms, chain(c.para(p, size, size*1.5, c.left, c.width), true)...)
	}
	if b.Over != "" {
		centred(b.Over, flow.Title, size*0.82)
	}
	centred(b.Text, flow.Title, size)
	return append(atoms, atom{high: 0.5 * c.paper.Pitch})
}

// redHead is the head of an official letter: the organisation in red, shrunk until it
// fits on one line, a red rule, the name below.
func (c *composer) redHead(b flow.Caption, size float64) []atom {
	big := 34.0
	if n := float64(len([]rune(b.Over))); n*big > c.width {
		big = c.width / n
	}
	p := flow.Para{Runs: []flow.Run{{Text: b.Over, Role: flow.Title}}, Align: flow.Centre}
	atoms := c.para(p, big, big*1.35, c.left, c.width)
	for i := range atoms {
		for k := range atoms[i].marks {
			atoms[i].marks[k].ink = red
		}
	}
	rule := mark{kind: lineMark, x: c.left, x2: c.left + c.width, y: 6, y2: 6, weight: 1.6, ink: red}
	atoms = append(atoms, atom{high: 18, marks: []mark{rule}})
	return append(atoms, c.caption(flow.Caption{Text: b.Text, Size: size})...)
}

// ends sets one line with a text at each end; the right one wins when both are long.
func (c *composer) ends(b flow.Ends) atom {
	size, pitch := c.paper.Size*0.9, c.paper.Pitch
	a := atom{high: pitch, keep: true}
	for _, side := range []struct {
		text string
		at   flow.Align
	}{{b.Left, flow.Left}, {b.Right, flow.Right}} {
		gs := c.glyphs(flow.Line(side.text, side.at), size)
		l := line{to: len(gs), last: true}
		l.fit(gs, c.width, size)
		a.marks = append(a.marks, c.set(gs, l, place(side.at, c.left, c.width, &l), baseline(pitch, size), size)...)
	}
	return a
}

// signs sets lines to sign on, two beside each other, so that each has room for a name
// and a fingerprint.
func (c *composer) signs(b flow.Signs) []atom {
	if len(b.Signs) == 1 {
		return []atom{c.sign(b.Signs[0], c.left, c.width, c.beside(b.Signs[0], c.width))}
	}
	const gutter = 22
	half := (c.width - gutter) / 2
	// All in one way, or one person's line is shorter than another's for no reason.
	beside := !slices.ContainsFunc(b.Signs, func(s flow.Sign) bool { return !c.beside(s, half) })
	var atoms []atom
	for i := 0; i < len(b.Signs); i += 2 {
		a := c.sign(b.Signs[i], c.left, half, beside)
		if i+1 < len(b.Signs) {
			right := c.sign(b.Signs[i+1], c.left+half+gutter, half, beside)
			shift := max(a.high, right.high)
			a.marks = append(lower(a.marks, shift-a.high), lower(right.marks, shift-right.high)...)
			a.high = shift
		}
		atoms = append(atoms, a)
	}
	return atoms
}

// lower moves marks down, so that lines to sign on stand level.
func lower(marks []mark, by float64) []mark {
	for i := range marks {
		marks[i].y += by
		marks[i].y2 += by
	}
	return marks
}

// beside says whether there is room to sign beside who signs.
func (c *composer) beside(s flow.Sign, width float64) bool {
	size := c.paper.Size * 0.95
	day := ""
	if s.Date {
		day = flow.SignDay
	}
	taken := 0.85 * c.natural(s.How+"：", size)
	for _, text := range []string{s.Who, day} {
		taken += c.natural(text, size)
	}
	return width-taken >= 6*size
}

// natural is the width of a text set on one line.
func (c *composer) natural(text string, size float64) float64 {
	gs := c.glyphs(flow.Line(text, flow.Left), size)
	l := line{to: len(gs), last: true}
	l.fit(gs, c.width, size)
	return l.natural
}

// sign sets one line to sign on: who signs, room, the day. In half the page, or after
// a long name, the room is on a line of its own.
func (c *composer) sign(s flow.Sign, left, width float64, inline bool) atom {
	size, pitch := c.paper.Size*0.95, c.paper.Pitch
	who := flow.Line(s.Who, flow.Left)
	how := flow.Para{Align: flow.Left, Runs: []flow.Run{{Text: s.How + "：", Role: flow.Kai}}}
	small := size * 0.85
	ws, hs := c.glyphs(who, size), c.glyphs(how, small)
	l, hl := line{to: len(ws), last: true}, line{to: len(hs), last: true}
	l.fit(ws, width, size)
	hl.fit(hs, width, small)
	right := left + width
	var day []mark
	if s.Date {
		ds := c.glyphs(flow.Line(flow.SignDay, flow.Right), size)
		dl := line{to: len(ds), last: true}
		dl.fit(ds, width, size)
		right -= dl.natural
		day = c.set(ds, dl, right, 0, size)
	}
	a := atom{}
	from := left + l.natural + hl.natural
	beside := append(c.set(ws, l, left, 0, size), c.set(hs, hl, left+l.natural, 0, small)...)
	switch {
	case inline:
		a.marks = lower(beside, 36-0.4*size)
	case from <= left+width:
		a.marks, a.high = lower(beside, baseline(pitch, size)+6), pitch+6
	default:
		a.high = 6
		for _, part := range append(c.para(who, size, pitch, left, width), c.para(how, small, pitch*0.85, left, width)...) {
			a.marks = append(a.marks, lower(part.marks, a.high)...)
			a.high += part.high
		}
	}
	if a.high > 0 {
		from = left + size
	}
	a.high += 36
	y := a.high - 0.4*size
	a.marks = append(a.marks, lower(day, y)...)
	a.marks = append(a.marks, mark{kind: lineMark, x: from, x2: right, y: y + 0.2*size, y2: y + 0.2*size, weight: 0.5})
	return a
}

// sealWidth is the diameter of a committee's round seal, 42 mm (国发〔1999〕25号).
const sealWidth = 42 * mm

// seal sets the organisation's name and the date with the place of its seal over
// them: the seal's centre lies on the name, its lower part on the date.
func (c *composer) seal(b flow.Seal) atom {
	size, pitch := c.paper.Size, c.paper.Pitch
	org, rows, wide := c.orgLines(b.Org, size)
	day := c.glyphs(flow.Line(b.Day, flow.Left), size)
	dl := line{to: len(day), last: true}
	dl.fit(day, c.width, size)
	half := max(wide, dl.natural, sealWidth) / 2
	centre := c.left + c.width - min(half+2*size, c.width-half)
	more := float64(len(rows)-1) * pitch // lines of the name above the seal's middle
	above := max(0, more-sealWidth/4)
	middle := above + sealWidth/2 + 4.0
	a := atom{high: above + sealWidth + 8, sealed: true}
	ring := mark{kind: ringMark, x: centre - sealWidth/2, y: middle - sealWidth/2, x2: centre + sealWidth/2, y2: middle + sealWidth/2, weight: 0.7, ink: pale}
	a.marks = append(a.marks, ring)
	hint := c.glyphs(flow.Para{Runs: []flow.Run{{Text: b.Hint, Role: flow.Kai}}}, size*0.75)
	hl := line{to: len(hint), last: true}
	hl.fit(hint, c.width, size)
	y := middle - pitch + baseline(pitch, size) + 2
	for _, m := range c.set(hint, hl, centre-hl.natural/2, min(middle-sealWidth*0.28, y-more-size-4), size*0.75) {
		m.ink = grey
		a.marks = append(a.marks, m)
	}
	for i, l := range rows {
		l.spread = 0
		a.marks = append(a.marks, c.set(org, l, centre-l.natural/2, y-more+float64(i)*pitch, size)...)
	}
	a.marks = append(a.marks, c.set(day, dl, centre-dl.natural/2, y+pitch, size)...)
	return a
}

// orgLines breaks an organisation's name into lines of about the same length, none wider
// than two thirds of the type area. It returns the name, its lines and the widest of them.
func (c *composer) orgLines(name string, size float64) (gs []glyph, rows []line, wide float64) {
	gs = c.glyphs(flow.Line(name, flow.Left), size)
	most := c.width * 2 / 3
	if all := c.natural(name, size); all > most {
		most = all/math.Ceil(all/most) + size
	}
	rows = breakLines(gs, most, most, size)
	for _, l := range rows {
		wide = max(wide, l.natural)
	}
	return gs, rows, wide
}

func (c *composer) rule(b flow.Rule) atom {
	high := c.paper.Pitch
	a := atom{high: high, marks: []mark{{kind: lineMark, x: c.left, x2: c.left + c.width, y: high / 2, y2: high / 2, weight: 0.6, dashed: b.Dashed}}}
	if b.Text == "" {
		return a
	}
	size := c.paper.Size * 0.7
	gs := c.glyphs(flow.Para{Runs: []flow.Run{{Text: " " + b.Text, Role: flow.Kai}}}, size)
	l := line{to: len(gs), last: true}
	l.fit(gs, c.width, size)
	gap := (c.width - l.natural) / 2
	right := a.marks[0]
	a.marks[0].x2 = c.left + gap - 4
	right.x = c.left + gap + l.natural + 8
	a.marks = append(append(a.marks, right), c.set(gs, l, c.left+gap, baseline(high, size), size)...)
	return a
}

// qr draws a QR code as filled boxes, one per run of dark modules: sharp at any size
// and smaller than a picture.
func qr(text string, x, y, width float64) []mark {
	code, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return nil // longer than any QR code; the same text is printed beside it
	}
	code.DisableBorder = true
	bits := code.Bitmap()
	step := width / float64(len(bits))
	var marks []mark
	for r, row := range bits {
		for k := 0; k < len(row); k++ {
			from := k
			for k < len(row) && row[k] {
				k++
			}
			if k > from {
				marks = append(marks, mark{
					kind: boxMark,
					x:    x + float64(from)*step, x2: x + float64(k)*step,
					y: y + float64(r)*step, y2: y + float64(r+1)*step,
				})
			}
		}
	}
	return marks
}
