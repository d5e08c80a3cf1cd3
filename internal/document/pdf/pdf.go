// Package pdf draws a flow.Document as PDF: lines with a straight right edge and
// 避头尾, tables that go on overleaf with their head, signatures that never stand
// alone, page numbers that say of how many. It knows nothing of what a document says.
//
// The output is ordinary PDF 1.7 with embedded subset fonts; it is not PDF/A.
package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"slices"

	"github.com/signintech/gopdf"

	"hemu/internal/document/flow"
	"hemu/internal/document/font"
)

// Result says what became of a document.
type Result struct {
	Pages   int
	Missing []rune // characters no font has, printed as 〓: the reader must fill them in
}

// Write draws d to w. It is safe for concurrent use with one font set. The same
// document and fonts make the same bytes.
func Write(w io.Writer, fonts *font.Set, d *flow.Document) (Result, error) {
	c := newComposer(fonts, d.Paper)
	pages := c.compose(d)
	if d.Paper.Numbered {
		c.number(pages)
	}
	if d.Watermark != "" {
		water := c.watermark(d.Watermark)
		for i := range pages {
			pages[i] = append(slices.Clone(water), pages[i]...)
		}
	}
	raw, err := paint(fonts, d, pages)
	if err != nil {
		return Result{}, err
	}
	if raw, err = repair(raw); err != nil {
		return Result{}, err
	}
	slices.Sort(c.missing)
	_, err = w.Write(raw)
	return Result{len(pages), slices.Compact(c.missing)}, err
}

// Count is how many pages d has when it is drawn.
func Count(fonts *font.Set, d *flow.Document) int { return len(newComposer(fonts, d.Paper).compose(d)) }

// number writes the page number and of how many below the type area, so that no page
// of a signed paper can be changed for another; each copy is counted by itself, and
// the empty back of a sheet has none.
func (c *composer) number(pages []page) {
	const size = 10.5
	for i, from := range c.copies {
		to := len(pages)
		if i+1 < len(c.copies) {
			to = c.copies[i+1]
		}
		for to > from && len(pages[to-1]) == 0 {
			to--
		}
		for n := from; n < to; n++ {
			gs := c.glyphs(flow.Line(flow.PageOf(n-from+1, to-from), flow.Left), size)
			l := line{to: len(gs), last: true}
			l.fit(gs, c.width, size)
			pages[n] = append(pages[n], c.set(gs, l, c.left+(c.width-l.natural)/2, pageHeight-c.paper.Bottom*mm+7*mm+size/2, size)...)
		}
	}
}

// watermark repeats a text in pale grey down the page, so that no strip of a copy is
// without it.
func (c *composer) watermark(text string) []mark {
	const size = 32
	gs := c.glyphs(flow.Line(text, flow.Left), size)
	l := line{to: len(gs), last: true}
	l.fit(gs, pageWidth, size)
	var marks []mark
	for i := range 3 {
		y := pageHeight*(float64(i)+0.7)/3 + l.natural/8
		for _, m := range c.set(gs, l, (pageWidth-l.natural*0.87)/2, y, size) {
			m.ink, m.turned = pale, true
			marks = append(marks, m)
		}
	}
	return marks
}

// painter puts marks into a gopdf document.
type painter struct {
	pdf   *gopdf.GoPdf
	fonts *font.Set
	known map[int]bool
}

func paint(fonts *font.Set, d *flow.Document, pages []page) ([]byte, error) {
	pdf := &gopdf.GoPdf{}
	pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: pageWidth, H: pageHeight}})
	pdf.SetCompressLevel(zlib.BestSpeed)
	pdf.SetInfo(gopdf.PdfInfo{Title: d.Name, Creator: "Hemu", Producer: "Hemu", CreationDate: d.Made})
	p := painter{pdf, fonts, map[int]bool{}}
	for _, pg := range pages {
		pdf.AddPage()
		if len(pg) == 0 {
			pdf.SetLineWidth(1) // a page without any content would show that of the next
		}
		for _, m := range pg {
			if err := p.draw(m); err != nil {
				return nil, err
			}
		}
	}
	var b bytes.Buffer
	_, err := pdf.WriteTo(&b)
	return b.Bytes(), err
}

var inks = map[ink][3]uint8{black: {0, 0, 0}, grey: {120, 120, 120}, pale: {212, 212, 212}, red: {214, 0, 15}}

func (p *painter) draw(m mark) error {
	rgb := inks[m.ink]
	switch m.kind {
	case textMark:
		return p.text(m)
	case lineMark:
		p.pdf.SetStrokeColor(rgb[0], rgb[1], rgb[2])
		p.stroke(m)
		p.pdf.Line(m.x, m.y, m.x2, m.y2)
	case boxMark:
		p.pdf.SetFillColor(rgb[0], rgb[1], rgb[2])
		p.pdf.RectFromUpperLeftWithStyle(m.x, m.y, m.x2-m.x, m.y2-m.y, "F")
	case ringMark:
		p.pdf.SetStrokeColor(rgb[0], rgb[1], rgb[2])
		m.dashed = true
		p.stroke(m)
		p.pdf.Oval(m.x, m.y, m.x2, m.y2)
		p.pdf.SetLineType("")
	}
	return nil
}

func (p *painter) stroke(m mark) {
	p.pdf.SetLineWidth(m.weight)
	if m.dashed {
		p.pdf.SetCustomLineType([]float64{4, 3}, 0)
	} else {
		p.pdf.SetLineType("")
	}
}

func (p *painter) text(m mark) error {
	name := p.fonts.Name(m.face)
	if !p.known[m.face] {
		if err := p.fonts.Use(p.pdf, m.face); err != nil {
			return err
		}
		p.known[m.face] = true
	}
	if err := p.pdf.SetFont(name, "", m.size); err != nil {
		return err
	}
	rgb := inks[m.ink]
	p.pdf.SetTextColor(rgb[0], rgb[1], rgb[2])
	if err := p.pdf.SetCharSpacing(m.spacing); err != nil {
		return err
	}
	if m.turned {
		p.pdf.Rotate(30, m.x, m.y)
		defer p.pdf.RotateReset()
	}
	p.pdf.SetXY(m.x, m.y)
	return p.pdf.Text(m.text)
}
