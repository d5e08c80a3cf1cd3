package pdf

import (
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
	atoms := c.para(p, big, big*1.6, c.left, c.width)
	for i := range atoms {
		for k := range atoms[i].marks {
			atoms[i].marks[k].ink = red
		}
	}
	rule := mark{kind: lineMark, x: c.left, x2: c.left + c.width, y: 6, y2: 6, weight: 1.6, ink: red}
	atoms = append(atoms, atom{high: 24, marks: []mark{rule}})
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

// signs sets lines to sign on: who signs, room, the day.
func (c *composer) signs(b flow.Signs) []atom {
	size := c.paper.Size * 0.95
	const high = 36 // room for a fingerprint
	var atoms []atom
	for _, s := range b.Signs {
		a := atom{high: high}
		y := high - 0.35*size
		who := flow.Para{Runs: []flow.Run{{Text: s.Who}, {Text: s.How, Role: flow.Kai}, {Text: "："}}}
		gs := c.glyphs(who, size)
		l := line{to: len(gs), last: true}
		l.fit(gs, c.width, size)
		right := c.left + c.width
		if s.Date {
			day := c.glyphs(flow.Line(flow.SignDay, flow.Right), size)
			dl := line{to: len(day), last: true}
			dl.fit(day, c.width, size)
			right -= dl.natural
			a.marks = append(a.marks, c.set(day, dl, right, y, size)...)
		}
		if left := right - c.left - l.natural; left < 5*size && len(s.Who) > 0 {
			// The name leaves no room to sign: it gets a line of its own.
			for _, top := range c.para(who, size, c.paper.Pitch, c.left, c.width) {
				top.keep = true
				atoms = append(atoms, top)
			}
			l.natural = 8 * size
		} else {
			a.marks = append(a.marks, c.set(gs, l, c.left, y, size)...)
		}
		a.marks = append(a.marks, mark{kind: lineMark, x: c.left + l.natural, x2: right, y: y + 0.2*size, y2: y + 0.2*size, weight: 0.5})
		atoms = append(atoms, a)
	}
	return atoms
}

// sealWidth is the diameter of a committee's round seal, 42 mm (国发〔1999〕25号).
const sealWidth = 42 * mm

// seal sets the organisation's name and the date with the place of its seal over
// them: the seal's centre lies on the name, its lower part on the date.
func (c *composer) seal(b flow.Seal) atom {
	size, pitch := c.paper.Size, c.paper.Pitch
	a := atom{high: sealWidth + 8}
	org := c.glyphs(flow.Line(b.Org, flow.Left), size)
	day := c.glyphs(flow.Line(b.Day, flow.Left), size)
	l, dl := line{to: len(org), last: true}, line{to: len(day), last: true}
	l.fit(org, c.width, size)
	dl.fit(day, c.width, size)
	half := max(l.natural, dl.natural, sealWidth) / 2
	centre := c.left + c.width - min(half+2*size, c.width-half)
	middle := sealWidth/2 + 4.0
	ring := mark{kind: ringMark, x: centre - sealWidth/2, y: middle - sealWidth/2, x2: centre + sealWidth/2, y2: middle + sealWidth/2, weight: 0.7, ink: pale}
	a.marks = append(a.marks, ring)
	hint := c.glyphs(flow.Para{Runs: []flow.Run{{Text: b.Hint, Role: flow.Kai}}}, size*0.75)
	hl := line{to: len(hint), last: true}
	hl.fit(hint, c.width, size)
	for _, m := range c.set(hint, hl, centre-hl.natural/2, middle-sealWidth*0.28, size*0.75) {
		m.ink = grey
		a.marks = append(a.marks, m)
	}
	y := middle - pitch + baseline(pitch, size) + 2
	a.marks = append(a.marks, c.set(org, l, centre-l.natural/2, y, size)...)
	a.marks = append(a.marks, c.set(day, dl, centre-dl.natural/2, y+pitch, size)...)
	return a
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
