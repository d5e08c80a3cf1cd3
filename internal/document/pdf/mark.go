package pdf

// kind is what a mark draws.
type kind uint8

const (
	textMark kind = iota
	lineMark
	boxMark  // filled rectangle
	ringMark // dashed circle
)

// mark is one thing on the page, placed in points from the top left corner of the
// atom it belongs to; text by its baseline. All layout ends in marks, so that a test
// can check positions without reading PDF.
type mark struct {
	kind          kind
	x, y, x2, y2  float64
	weight        float64 // of lines, pt
	size, spacing float64 // of text, pt
	face          int
	text          string
	ink           ink
	dashed        bool
	turned        bool // text at 30° about its start
}

// ink is the colour of a mark.
type ink uint8

const (
	black ink = iota
	grey
	pale
	red
)

// atom is a strip across the page that is never cut: a text line, a table row, a
// signature. Layout makes atoms; the pager puts them on pages.
type atom struct {
	high    float64
	marks   []mark
	keep    bool   // stays with the next atom
	elastic bool   // empty height: dropped rather than carried to a new page
	fresh   bool   // starts a new page
	front   bool   // with fresh: on the front of a sheet
	sealed  bool   // ends a text: the place of a seal
	head    []atom // drawn first when the atom starts a page: repeated table head
	open    []mark // drawn when the atom starts a page, from its top
	shut    []mark // drawn when the atom ends a page, from its bottom
}

// page is the marks of one sheet, in points from its top left corner.
type page []mark

// pager fills pages with atoms.
type pager struct {
	top, bottom float64 // of the type area
	pages       []page
	y           float64
	last        *atom
	copies      []int // index of the page each copy starts on
}

// run places all atoms. Chained atoms move to the next page together if that lets
// them stand together.
func (p *pager) run(atoms []atom) {
	p.turn()
	p.copies = []int{0}
	for at := 0; at < len(atoms); {
		end, high := at+1, atoms[at].high
		for end < len(atoms) && atoms[end-1].keep && !atoms[end].fresh {
			high += atoms[end].high
			end++
		}
		if atoms[at].fresh && p.last != nil {
			p.turn()
			if atoms[at].front && len(p.pages)%2 == 0 {
				p.turn() // the back of the last sheet stays empty
			}
			if atoms[at].front {
				p.copies = append(p.copies, len(p.pages)-1)
			}
		}
		room := p.bottom - p.y
		if high > room+0.01 && p.last != nil && high <= p.bottom-p.top-headHeight(atoms[at]) {
			if atoms[at].elastic && end == at+1 {
				at = end
				continue
			}
			p.turn()
		}
		for i := at; i < end; i++ {
			p.place(&atoms[i])
		}
		at = end
	}
	p.finish()
}

func headHeight(a atom) (high float64) {
	for _, h := range a.head {
		high += h.high
	}
	return high
}

func (p *pager) place(a *atom) {
	if p.last != nil && p.y+a.high > p.bottom+0.01 {
		if a.elastic {
			return
		}
		p.turn()
	}
	if p.last == nil && len(p.pages) > 1 {
		for i := range a.head {
			p.draw(a.head[i].marks, p.y)
			p.y += a.head[i].high
		}
		if len(a.head) == 0 {
			p.draw(a.open, p.y)
		}
	}
	p.draw(a.marks, p.y)
	p.y += a.high
	p.last = a
}

func (p *pager) draw(marks []mark, y float64) {
	n := len(p.pages) - 1
	for _, m := range marks {
		m.y += y
		m.y2 += y
		p.pages[n] = append(p.pages[n], m)
	}
}

// finish closes a table that goes on overleaf.
func (p *pager) finish() {
	if p.last != nil {
		p.draw(p.last.shut, p.y)
	}
}

func (p *pager) turn() {
	p.finish()
	p.pages = append(p.pages, nil)
	p.y, p.last = p.top, nil
}
