package docx

import (
	"fmt"
	"strings"
	"time"

	"hemu/internal/document/flow"
)

// The fixed parts of a Word package (ECMA-376).

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
	`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
	`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
	`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
	`xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`

const contentTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>` +
	`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
	`<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

const packageRels = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

// settings asks for 避头尾 the Chinese way.
const settings = xmlHead + `<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` +
	`<w:characterSpacingControl w:val="compressPunctuation"/>` +
	`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
	`<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`

// core names the document and when it was made; nobody's name.
func core(title string, made time.Time) string {
	at := made.Format(time.RFC3339)
	return fmt.Sprintf(xmlHead+`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" `+
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`+
		`<dc:title>%s</dc:title><dc:creator>Hemu</dc:creator><dc:language>zh-CN</dc:language>`+
		`<dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">%[2]s</dcterms:modified></cp:coreProperties>`,
		escape(title), at)
}

// footer is the page number with how many pages there are.
func footer() string {
	look := fmt.Sprintf(`<w:rPr><w:rFonts w:ascii="%[1]s" w:hAnsi="%[1]s" w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr>`, latin)
	field := func(kind string) string { return `<w:r>` + look + `<w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	text := func(s string) string { return `<w:r>` + look + `<w:t xml:space="preserve">` + s + `</w:t></w:r>` }
	counted := func(what string) string {
		return field("begin") + `<w:r>` + look + `<w:instrText xml:space="preserve"> ` + what + ` </w:instrText></w:r>` + field("separate") + text("1") + field("end")
	}
	return xmlHead + `<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>` +
		text(flow.PagePrefix) + counted("PAGE") + text(flow.PageBetween) + counted("NUMPAGES") + text(flow.PageSuffix) + `</w:p></w:ftr>`
}

// header says in the head of each page what the PDF says across it; a Word file is a
// draft by nature.
func header(watermark string) string {
	return xmlHead + `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>` +
		`<w:r><w:rPr><w:rFonts w:eastAsia="黑体"/><w:color w:val="A0A0A0"/><w:sz w:val="28"/></w:rPr><w:t>` + escape(watermark) + `</w:t></w:r></w:p></w:hdr>`
}

// styles gives the typefaces of running text and makes headings known to Word.
func (e *encoder) styles() string {
	var b strings.Builder
	fmt.Fprintf(&b, xmlHead+`<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>`+
		`<w:rFonts w:ascii="%[1]s" w:hAnsi="%[1]s" w:eastAsia="%[2]s" w:cs="%[1]s"/><w:sz w:val="%[3]d"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>`+
		`<w:pPrDefault><w:pPr><w:kinsoku/><w:overflowPunct/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>`+
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:kinsoku/><w:overflowPunct/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:style>`,
		latin, faces[0], int(e.d.Paper.Size*2+0.5))
	for i, s := range []struct{ id, name string }{{"Title", "Title"}, {"Heading1", "heading 1"}, {"Heading2", "heading 2"}} {
		outline := ""
		if i > 0 {
			outline = fmt.Sprintf(`<w:pPr><w:outlineLvl w:val="%d"/></w:pPr>`, i-1)
		}
		fmt.Fprintf(&b, `<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/><w:qFormat/>%s</w:style>`, s.id, s.name, outline)
	}
	b.WriteString(`</w:styles>`)
	return b.String()
}

func (e *encoder) rels() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	add := func(id, kind, target string) {
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>`, id, kind, target)
	}
	add("rId1", "styles", "styles.xml")
	add("rId2", "settings", "settings.xml")
	add("rId3", "footer", "footer1.xml")
	add("rId4", "header", "header1.xml")
	for i := range e.pictures {
		add(fmt.Sprintf("rIdQ%d", i+1), "image", fmt.Sprintf("media/qr%d.png", i+1))
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}
