package docx

import (
	"fmt"
	"math"
	"strings"

	"hemu/internal/document/flow"
)

// escape makes text safe for XML and drops what cannot stand on paper.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case flow.Prints(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// spacing sets the space above in lines and the exact pitch in points.
func spacing(before, pitch float64) string {
	return fmt.Sprintf(`<w:spacing w:before="%.0f" w:after="0" w:line="%.0f" w:lineRule="exact"/>`, before*pitch*pt, pitch*pt)
}

var aligns = map[flow.Align]string{flow.Justify: "both", flow.Left: "left", flow.Centre: "center", flow.Right: "right"}

// heading is a paragraph that Word lists in its navigation; level 0 is the title.
func (e *encoder) heading(level int, p flow.Para, size, pitch float64) {
	style := "Title"
	if level > 0 {
		style = fmt.Sprintf("Heading%d", level)
	}
	e.styled(style, p, size, pitch, black)
}

func (e *encoder) para(p flow.Para, size, pitch float64, colour string) {
	e.styled("", p, size, pitch, colour)
}

func (e *encoder) styled(style string, p flow.Para, size, pitch float64, colour string) {
	if p.Size > 0 {
		pitch *= math.Max(0.8, p.Size/size)
		size = p.Size
	}
	if p.Grey {
		colour = grey
	}
	e.put(`<w:p><w:pPr>`)
	if style != "" {
		e.put(`<w:pStyle w:val="%s"/>`, style)
	}
	if p.Keep {
		e.put(`<w:keepNext/>`)
	}
	e.put(`%s`, spacing(p.Before, pitch))
	if p.Indent != 0 || p.Left != 0 {
		// Both measures: characters for Word, twips for readers that do not know them.
		e.put(`<w:ind w:leftChars="%.0f" w:left="%.0f" w:firstLineChars="%.0f" w:firstLine="%.0f"/>`,
			p.Left*100, p.Left*size*pt, p.Indent*100, p.Indent*size*pt)
	}
	e.put(`<w:jc w:val="%s"/></w:pPr>`, aligns[p.Align])
	for _, r := range p.Runs {
		e.run(r, size, colour)
	}
	e.put(`</w:p>`)
}

func (e *encoder) run(r flow.Run, size float64, colour string) {
	text := r.Text
	if short := int(math.Ceil(r.Min - width(text))); r.Under && short > 0 {
		side := strings.Repeat("　", short/2)
		text = side + text + strings.Repeat("　", short-short/2)
	}
	if text == "" {
		return
	}
	e.put(`<w:r><w:rPr><w:rFonts w:ascii="%[1]s" w:hAnsi="%[1]s" w:eastAsia="%[2]s" w:hint="eastAsia"/>`, latin, faces[r.Role])
	if colour != "" {
		e.put(`<w:color w:val="%s"/>`, colour)
	}
	e.put(`<w:sz w:val="%[1]d"/><w:szCs w:val="%[1]d"/>`, int(size*2+0.5))
	if r.Under {
		e.put(`<w:u w:val="single"/>`)
	}
	e.put(`</w:rPr>`)
	for i, part := range strings.Split(text, "\n") {
		if i > 0 {
			e.put(`<w:br/>`)
		}
		e.put(`<w:t xml:space="preserve">%s</w:t>`, escape(part))
	}
	e.put(`</w:r>`)
}

// width is about how many em a text takes.
func width(s string) (em float64) {
	for _, r := range s {
		if r < 0x2E80 {
			em += 0.5
		} else {
			em++
		}
	}
	return em
}

// table writes a grid; cells that reach down become Word's vertical merges.
func (e *encoder) table(t flow.Table) {
	size, pitch := t.Size, t.Pitch
	if size == 0 {
		size = 12
	}
	if pitch == 0 {
		pitch = 19
	}
	total := 0.0
	for _, w := range t.Columns {
		total += w
	}
	columns := make([]int, len(t.Columns))
	for i, w := range t.Columns {
		columns[i] = int(w / total * e.width * twip)
	}
	frame, grid := "8", "4"
	line := "single"
	if t.Bare {
		line, frame, grid = "none", "0", "0"
	}
	e.put(`<w:tbl><w:tblPr><w:tblW w:w="%.0f" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>`, e.width*twip)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		w := frame
		if strings.HasPrefix(side, "inside") {
			w = grid
		}
		e.put(`<w:%s w:val="%s" w:sz="%s" w:space="0" w:color="auto"/>`, side, line, w)
	}
	e.put(`</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, w := range columns {
		e.put(`<w:gridCol w:w="%d"/>`, w)
	}
	e.put(`</w:tblGrid>`)
	reach := make([]merge, len(t.Columns)) // what comes down from above, by first column
	for i, r := range t.Rows {
		e.row(r, i < t.Head, columns, reach, size, pitch)
	}
	e.put(`</w:tbl>`)
}

// merge is a cell that still reaches rows further down, span columns wide.
type merge struct{ rows, span int }

func (e *encoder) row(r flow.Row, head bool, columns []int, reach []merge, size, pitch float64) {
	e.put(`<w:tr><w:trPr><w:cantSplit w:val="%d"/>`, map[bool]int{true: 1}[short(r)])
	if r.Min > 0 {
		e.put(`<w:trHeight w:val="%.0f" w:hRule="atLeast"/>`, r.Min*twip)
	}
	if head {
		e.put(`<w:tblHeader/>`)
	}
	e.put(`</w:trPr>`)
	cells := r.Cells
	for col := 0; col < len(columns); {
		if m := &reach[col]; m.rows > 0 {
			m.rows--
			e.cell(flow.Cell{}, columns, col, m.span, `<w:vMerge/>`, size, pitch)
			col += m.span
			continue
		}
		if len(cells) == 0 {
			break
		}
		c := cells[0]
		cells = cells[1:]
		span := min(max(c.Span, 1), len(columns)-col)
		down := ""
		if c.Rows > 1 {
			reach[col] = merge{c.Rows - 1, span}
			down = `<w:vMerge w:val="restart"/>`
		}
		e.cell(c, columns, col, span, down, size, pitch)
		col += span
	}
	e.put(`</w:tr>`)
}

// short rows are not cut between pages; those with long text may be.
func short(r flow.Row) bool {
	n := 0
	for _, c := range r.Cells {
		for _, p := range c.Paras {
			n += len([]rune(p.Plain()))
		}
	}
	return n < 400
}

func (e *encoder) cell(c flow.Cell, columns []int, col, span int, merge string, size, pitch float64) {
	w := 0
	for _, x := range columns[col : col+span] {
		w += x
	}
	e.put(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, w)
	if span > 1 {
		e.put(`<w:gridSpan w:val="%d"/>`, span)
	}
	e.put(`%s`, merge)
	if c.Middle {
		e.put(`<w:vAlign w:val="center"/>`)
	}
	e.put(`</w:tcPr>`)
	if c.QR != "" {
		side := c.QRSize
		if side == 0 {
			side = 28
		}
		e.picture(c.QR, side)
	}
	for _, p := range c.Paras {
		e.para(p, size, pitch, black)
	}
	for _, p := range c.Foot {
		e.para(p, size, pitch, black)
	}
	if len(c.Paras)+len(c.Foot) == 0 {
		e.put(`<w:p><w:pPr>%s</w:pPr></w:p>`, spacing(0, pitch))
	}
	e.put(`</w:tc>`)
}
