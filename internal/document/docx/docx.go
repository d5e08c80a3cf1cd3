// Package docx writes a flow.Document as a Word file for editing: the same blocks in
// the same order as the PDF, the typefaces named as offices have them installed. It
// knows nothing of fonts' glyphs and lays nothing out: Word does.
package docx

import (
	"archive/zip"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	qrcode "github.com/skip2/go-qrcode"

	"hemu/internal/document/flow"
)

// Lengths: Word counts in twentieths of a point, pictures in EMU.
const (
	twip    = 1440 / 25.4 // per mm
	pt      = 20.0        // per pt
	emu     = 36000       // per mm
	wide    = 11906       // A4
	high    = 16838
	widthMM = 210.0
)

// Typefaces by role, as GB/T 9704 asks for and Word knows them.
var faces = map[flow.Role]string{
	flow.Body:  "仿宋_GB2312",
	flow.Title: "方正小标宋简体",
	flow.Head:  "黑体",
	flow.Kai:   "楷体_GB2312",
}

// latin is the typeface of letters and digits.
const latin = "Times New Roman"

// Write writes d to w. The same document makes the same bytes.
func Write(w io.Writer, d *flow.Document) error {
	e := &encoder{d: d, width: widthMM - d.Paper.Left - d.Paper.Right}
	body := e.document()
	made := d.Made.UTC()
	if made.Year() < 1980 {
		made = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) // the earliest a zip file can say
	}
	files := []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRels},
		{"docProps/core.xml", core(d.Name, made)},
		{"word/document.xml", body},
		{"word/styles.xml", e.styles()},
		{"word/settings.xml", settings},
		{"word/footer1.xml", footer()},
		{"word/header1.xml", header(d.Watermark)},
		{"word/_rels/document.xml.rels", e.rels()},
	}
	for i, png := range e.pictures {
		files = append(files, struct{ name, text string }{fmt.Sprintf("word/media/qr%d.png", i+1), string(png)})
	}
	z := zip.NewWriter(w)
	for _, f := range files {
		part, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: made})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(part, f.text); err != nil {
			return err
		}
	}
	return z.Close()
}

// encoder collects the body of a document and its pictures.
type encoder struct {
	b        strings.Builder
	d        *flow.Document
	width    float64 // of the type area, mm
	pictures [][]byte
}

func (e *encoder) put(format string, args ...any) { fmt.Fprintf(&e.b, format, args...) }

func (e *encoder) document() string {
	e.put(xmlHead+`<w:document %s><w:body>`, namespaces)
	e.blocks(e.d.Blocks)
	// Word wants a paragraph after a table at the end of the text.
	e.put(`<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>%s</w:body></w:document>`, e.section())
	return e.b.String()
}

// section is the paper of a section; its parts start on the front of a sheet where the
// document asks for that anywhere.
func (e *encoder) section() string {
	p, s := e.d.Paper, `<w:sectPr>`
	if e.d.Watermark != "" {
		s += `<w:headerReference w:type="default" r:id="rId4"/>`
	}
	front := func(b flow.Block) bool { br, ok := b.(flow.Break); return ok && br.Front }
	copies := slices.ContainsFunc(e.d.Blocks, front)
	// Word counts the pages of all copies together: no number is better than a wrong one.
	if p.Numbered && !copies {
		s += `<w:footerReference w:type="default" r:id="rId3"/>`
	}
	if copies {
		s += `<w:type w:val="oddPage"/>`
	}
	return s + fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d"/><w:pgMar w:top="%.0f" w:right="%.0f" w:bottom="%.0f" w:left="%.0f" w:header="850" w:footer="%.0f" w:gutter="0"/></w:sectPr>`,
		wide, high, p.Top*twip, p.Right*twip, p.Bottom*twip, p.Left*twip, (p.Bottom-12)*twip)
}

func (e *encoder) blocks(blocks []flow.Block) {
	size, pitch := e.d.Paper.Size, e.d.Paper.Pitch
	for _, b := range blocks {
		switch b := b.(type) {
		case flow.Heading:
			role := flow.Head
			if b.Level > 1 {
				role = flow.Kai
			}
			e.heading(b.Level, flow.Para{Runs: []flow.Run{{Text: b.Text, Role: role}}, Indent: 2, Keep: true}, size, pitch)
		case flow.Caption:
			e.caption(b)
		case flow.Ends:
			e.ends(b)
		case flow.Para:
			e.para(b, size, pitch, black)
		case flow.Table:
			e.table(b)
		case flow.Signs:
			e.signs(b)
		case flow.Seal:
			for i, s := range []string{b.Org, b.Hint, b.Day} {
				e.para(flow.Para{Runs: []flow.Run{{Text: s}}, Align: flow.Right, Keep: i < 2, Grey: i == 1}, size, pitch, black)
			}
		case flow.Gap:
			e.put(`<w:p><w:pPr><w:spacing w:line="%.0f" w:lineRule="exact"/></w:pPr></w:p>`, max(b.MM*twip, 20))
		case flow.Rule:
			e.rule(b)
		case flow.Break:
			if b.Front {
				e.put(`<w:p><w:pPr>%s</w:pPr></w:p>`, e.section())
				continue
			}
			e.put(`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`)
		case flow.Keep:
			e.blocks(b.Blocks)
		}
	}
}

const (
	black = ""
	red   = "D6000F"
	grey  = "787878"
)

func (e *encoder) caption(b flow.Caption) {
	size := b.Size
	if size == 0 {
		size = 22
	}
	over, colour := size*0.82, black
	if b.Red {
		over, colour = min(30, e.width/25.4*72/float64(len([]rune(b.Over))+1)), red
	}
	if b.Over != "" {
		e.para(flow.Para{Runs: []flow.Run{{Text: b.Over, Role: flow.Title}}, Align: flow.Centre, Keep: true}, over, over*1.5, colour)
	}
	if b.Red {
		e.put(`<w:p><w:pPr><w:keepNext/><w:pBdr><w:top w:val="single" w:sz="12" w:space="1" w:color="%s"/></w:pBdr><w:spacing w:line="240" w:lineRule="exact"/></w:pPr></w:p>`, red)
	}
	e.heading(0, flow.Para{Runs: []flow.Run{{Text: b.Text, Role: flow.Title}}, Align: flow.Centre, Keep: true}, size, size*1.5)
}

func (e *encoder) ends(b flow.Ends) {
	size := e.d.Paper.Size * 0.9
	e.put(`<w:p><w:pPr><w:keepNext/><w:tabs><w:tab w:val="right" w:pos="%.0f"/></w:tabs>%s</w:pPr>`, e.width*twip, spacing(0, e.d.Paper.Pitch))
	e.run(flow.Run{Text: b.Left}, size, black)
	e.put(`<w:r><w:tab/></w:r>`)
	e.run(flow.Run{Text: b.Right}, size, black)
	e.put(`</w:p>`)
}

// signs is a table without lines, two signatures beside each other.
func (e *encoder) signs(b flow.Signs) {
	columns := 2
	if len(b.Signs) == 1 {
		columns = 1
	}
	t := flow.Table{Bare: true, Size: e.d.Paper.Size * 0.95, Pitch: e.d.Paper.Pitch}
	for range columns {
		t.Columns = append(t.Columns, 1)
	}
	for i := 0; i < len(b.Signs); i += columns {
		var r flow.Row
		for k := range columns {
			var c flow.Cell
			if i+k < len(b.Signs) {
				s := b.Signs[i+k]
				day := flow.Run{}
				if s.Date {
					day.Text = flow.SignDay
				}
				c.Paras = []flow.Para{
					{Runs: []flow.Run{{Text: s.Who}, {Text: s.How + "：", Role: flow.Kai}}, Align: flow.Left, Keep: true},
					{Runs: []flow.Run{{Under: true, Min: 6}, day}, Align: flow.Left, Before: 0.6, Keep: true},
				}
			}
			r.Cells = append(r.Cells, c)
		}
		t.Rows = append(t.Rows, r)
	}
	e.table(t)
}

func (e *encoder) rule(b flow.Rule) {
	style := "single"
	if b.Dashed {
		style = "dashed"
	}
	e.put(`<w:p><w:pPr><w:pBdr><w:top w:val="%s" w:sz="6" w:space="1" w:color="auto"/></w:pBdr><w:jc w:val="center"/></w:pPr>`, style)
	if b.Text != "" {
		e.run(flow.Run{Text: b.Text, Role: flow.Kai}, e.d.Paper.Size*0.7, black)
	}
	e.put(`</w:p>`)
}

// picture stores a QR code and writes the run that shows it, side mm wide.
func (e *encoder) picture(text string, side float64) {
	png, err := qrcode.Encode(text, qrcode.Medium, 320)
	if err != nil {
		return // longer than any QR code; the same text is printed beside it
	}
	e.pictures = append(e.pictures, png)
	n := len(e.pictures)
	e.put(`<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%[2]d" cy="%[2]d"/><wp:docPr id="%[1]d" name="QR %[1]d" descr="%[3]s"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="%[1]d" name="QR %[1]d"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdQ%[1]d"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[2]d" cy="%[2]d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`,
		n, int(side*emu), escape(text))
}
