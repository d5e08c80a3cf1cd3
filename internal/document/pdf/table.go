package pdf

import (
	"math"

	"hemu/internal/document/flow"
)

// Table measures in points.
const (
	padX, padY = 5.0, 3.0
	outer      = 1.0 // weight of the frame
	inner      = 0.5
)

// cell is a flow.Cell put at its place in the grid.
type cell struct {
	flow.Cell
	col, span, rows int
	x, wide         float64
	body, foot      []atom
}

func (c cell) high() float64 {
	high := 2 * padY
	if c.QR != "" {
		high += c.qrWidth()
	}
	for _, a := range c.body {
		high += a.high
	}
	for _, a := range c.foot {
		high += a.high
	}
	return high
}

func (c cell) qrWidth() float64 {
	side := c.QRSize
	if side == 0 {
		side = 28
	}
	return math.Min(side*mm, c.wide-2*padX)
}

// grid is a table being laid out.
type grid struct {
	*composer
	t           flow.Table
	size, pitch float64
	edges       []float64 // x of the column borders
	rows        [][]cell
	high        []float64
	over        [][]bool // over[r][c]: a cell from above reaches into row r at column c
}

// table sets a grid as one atom per row, or several for a row so long that it must be
// cut between pages.
func (c *composer) table(t flow.Table) []atom {
	g := &grid{composer: c, t: t, size: t.Size, pitch: t.Pitch}
	if g.size == 0 {
		g.size = 12
	}
	if g.pitch == 0 {
		g.pitch = 19
	}
	g.columns()
	g.fill()
	g.heights()
	var head, atoms []atom
	for r := range g.rows {
		strips := g.row(r)
		if r < t.Head {
			head = append(head, chain(strips, true)...)
			atoms = append(atoms, strips...)
			continue
		}
		for i := range strips {
			strips[i].head = head
		}
		if r+1 < len(g.rows) && anyTrue(g.over[r+1]) {
			strips = chain(strips, true)
		}
		atoms = append(atoms, strips...)
	}
	return atoms
}

func anyTrue(bs []bool) bool {
	for _, b := range bs {
		if b {
			return true
		}
	}
	return false
}

func (g *grid) columns() {
	total := 0.0
	for _, w := range g.t.Columns {
		total += w
	}
	x := g.left
	g.edges = append(g.edges, x)
	for _, w := range g.t.Columns {
		x += w / total * g.width
		g.edges = append(g.edges, x)
	}
}

// fill puts every cell at its column, past those that reach down from above.
func (g *grid) fill() {
	n := len(g.t.Columns)
	g.over = make([][]bool, len(g.t.Rows)+1)
	for r := range g.over {
		g.over[r] = make([]bool, n)
	}
	for r, row := range g.t.Rows {
		var cells []cell
		col := 0
		for _, fc := range row.Cells {
			for col < n && g.over[r][col] {
				col++
			}
			if col >= n {
				break
			}
			p := cell{Cell: fc, col: col, span: min(max(fc.Span, 1), n-col), rows: min(max(fc.Rows, 1), len(g.t.Rows)-r)}
			p.x = g.edges[col]
			p.wide = g.edges[col+p.span] - p.x
			for _, para := range fc.Paras {
				p.body = append(p.body, g.para(para, g.size, g.pitch, p.x+padX, p.wide-2*padX)...)
			}
			for _, para := range fc.Foot {
				p.foot = append(p.foot, g.para(para, g.size, g.pitch, p.x+padX, p.wide-2*padX)...)
			}
			for down := 1; down < p.rows; down++ {
				for k := range p.span {
					g.over[r+down][col+k] = true
				}
			}
			cells = append(cells, p)
			col += p.span
		}
		g.rows = append(g.rows, cells)
	}
}

// heights makes each row as high as its own cells, then lengthens the last row of a
// group whose spanning cell needs more.
func (g *grid) heights() {
	g.high = make([]float64, len(g.rows))
	for r, cells := range g.rows {
		g.high[r] = math.Max(g.t.Rows[r].Min*mm, g.pitch+2*padY)
		if g.t.Bare {
			g.high[r] = g.t.Rows[r].Min * mm
		}
		for _, c := range cells {
			if c.rows == 1 {
				g.high[r] = math.Max(g.high[r], c.high())
			}
		}
	}
	for r, row := range g.t.Rows {
		if row.Grow {
			g.high[r] += g.grow
		}
	}
	for r, cells := range g.rows {
		for _, c := range cells {
			if short := c.high() - g.sum(r, c.rows); c.rows > 1 && short > 0 {
				g.high[r+c.rows-1] += short
			}
		}
	}
}

func (g *grid) sum(r, n int) (high float64) {
	for _, h := range g.high[r : r+n] {
		high += h
	}
	return high
}

// row makes the atoms of row r.
func (g *grid) row(r int) []atom {
	typeArea := pageHeight - (g.paper.Top+g.paper.Bottom)*mm
	long := 0.0
	group := anyTrue(g.over[r]) || anyTrue(g.over[r+1])
	for _, c := range g.rows[r] {
		if c.rows == 1 {
			long = math.Max(long, c.high())
		}
	}
	if g.grow == 0 && long > typeArea/4 && (!group || long > typeArea*0.8) {
		return g.cut(r)
	}
	a := atom{high: g.high[r]}
	for _, c := range g.rows[r] {
		a.marks = append(a.marks, c.inside(g.sum(r, c.rows))...)
	}
	a.marks = append(a.marks, g.frame(r, a.high, true, r == len(g.rows)-1)...)
	g.edgesOf(r, &a)
	return []atom{a}
}

// inside draws a cell's content in a box of the given height.
func (c cell) inside(high float64) []mark {
	var marks []mark
	y := padY
	if c.Middle {
		y = (high - c.high() + 2*padY) / 2
	}
	if c.QR != "" {
		w := c.qrWidth()
		marks = append(marks, qr(c.QR, c.x+(c.wide-w)/2, y, w)...)
		y += w
	}
	marks = append(marks, moved(c.body, y)...)
	for _, a := range c.foot {
		high -= a.high
	}
	return append(marks, moved(c.foot, high-padY)...)
}

func moved(atoms []atom, y float64) []mark {
	var marks []mark
	for _, a := range atoms {
		for _, m := range a.marks {
			m.y += y
			m.y2 += y
			marks = append(marks, m)
		}
		y += a.high
	}
	return marks
}

// cut makes a long row of strips, one per line of its longest cell, so that it can go
// on overleaf. Feet go to the last strips; room asked for beyond the text is elastic.
func (g *grid) cut(r int) []atom {
	lines := 0
	for _, c := range g.rows[r] {
		lines = max(lines, len(c.body)+len(c.foot))
	}
	strips := make([]atom, lines)
	for i := range strips {
		a := &strips[i]
		a.high = g.pitch
		for _, c := range g.rows[r] {
			switch k := i - (lines - len(c.foot)); {
			case i < len(c.body):
				a.high = math.Max(a.high, c.body[i].high)
				a.keep = a.keep || c.body[i].keep
			case k >= 0:
				a.keep = i+1 < lines
			}
		}
	}
	strips[0].keep = true
	if lines > 1 {
		strips[lines-2].keep = true
	}
	for i := range strips {
		a := &strips[i]
		top := 0.0
		if i == 0 {
			top = padY
			a.high += padY
		}
		for _, c := range g.rows[r] {
			if i < len(c.body) {
				a.marks = append(a.marks, moved(c.body[i:i+1], top)...)
			}
			if k := i - (lines - len(c.foot)); k >= 0 {
				a.marks = append(a.marks, moved(c.foot[k:k+1], top)...)
			}
		}
		if i == lines-1 {
			a.high += padY
		}
		a.marks = append(a.marks, g.frame(r, a.high, i == 0, i == lines-1 && r == len(g.rows)-1)...)
		g.edgesOf(r, a)
	}
	return strips
}

// frame draws the borders of a strip of row r: the sides always, the top where a cell
// begins, the bottom under the last row.
func (g *grid) frame(r int, high float64, top, bottom bool) []mark {
	if g.t.Bare {
		return nil
	}
	var marks []mark
	n := len(g.edges) - 1
	sides := map[int]bool{0: true, n: true}
	for _, c := range g.rows[r] {
		sides[c.col], sides[c.col+c.span] = true, true
	}
	for k := range n {
		// A cell from above has its sides in this row, too.
		if g.over[r][k] && (k == 0 || !g.over[r][k-1] || g.spanStart(r, k)) {
			sides[k] = true
		}
		if g.over[r][k] && (k+1 == n || !g.over[r][k+1]) {
			sides[k+1] = true
		}
	}
	for k := range n + 1 {
		if !sides[k] {
			continue
		}
		w := inner
		if k == 0 || k == n {
			w = outer
		}
		marks = append(marks, mark{kind: lineMark, x: g.edges[k], x2: g.edges[k], y2: high, weight: w})
	}
	if top {
		marks = append(marks, g.across(r, 0, r == 0)...)
	}
	if bottom {
		marks = append(marks, mark{kind: lineMark, x: g.edges[0] - outer/2, x2: g.edges[n] + outer/2, y: high, y2: high, weight: outer})
	}
	return marks
}

// spanStart says whether the cell that covers (r, k) from above starts at column k.
func (g *grid) spanStart(r, k int) bool {
	for up := r - 1; up >= 0; up-- {
		for _, c := range g.rows[up] {
			if c.col == k && up+c.rows > r {
				return true
			}
		}
	}
	return false
}

// across is the line above row r, left out where a cell from above goes on.
func (g *grid) across(r int, y float64, frame bool) []mark {
	w, ext := inner, 0.0
	if frame {
		w, ext = outer, outer/2
	}
	var marks []mark
	for k := range len(g.edges) - 1 {
		if g.over[r][k] {
			continue
		}
		if n := len(marks) - 1; n >= 0 && marks[n].x2 == g.edges[k] {
			marks[n].x2 = g.edges[k+1]
			continue
		}
		marks = append(marks, mark{kind: lineMark, x: g.edges[k], x2: g.edges[k+1], y: y, y2: y, weight: w})
	}
	if len(marks) > 0 && ext > 0 {
		marks[0].x -= ext
		marks[len(marks)-1].x2 += ext
	}
	return marks
}

// edgesOf closes the table at the foot of a page and opens it at the next head.
func (g *grid) edgesOf(r int, a *atom) {
	if g.t.Bare {
		return
	}
	n := len(g.edges) - 1
	full := mark{kind: lineMark, x: g.edges[0] - outer/2, x2: g.edges[n] + outer/2, weight: outer}
	a.open, a.shut = []mark{full}, []mark{full}
}
