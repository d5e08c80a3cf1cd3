package sheet_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"hemu/internal/fault"
	"hemu/internal/sheet"
)

// book packs the parts of a workbook as they are given.
func book(workbook, table, words string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
		{"xl/workbook.xml", workbook}, {"xl/worksheets/sheet1.xml", table}, {"xl/sharedStrings.xml", words},
	} {
		if f, err := z.Create(part[0]); err == nil {
			_, _ = f.Write([]byte(part[1]))
		}
	}
	_ = z.Close()
	return out.Bytes()
}

const (
	oneSheet = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`
	oneTable = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>name</t></is></c></row><row r="3"><c r="A3"><v>3.70285E11</v></c><c r="B3" t="s"><v>1</v></c></row></sheetData></worksheet>`
	oneWords = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>code12</t></si><si><r><t>莱</t></r><r><t>西</t></r></si></sst>`
)

func TestWorkbookOfParts(t *testing.T) {
	rows, err := sheet.Read(bytes.NewReader(book(oneSheet, oneTable, oneWords)), columns)
	if err != nil || len(rows) != 1 || rows[0].Line != 3 || rows[0].Get("code12") != "370285000000" || rows[0].Get("name") != "莱西" {
		t.Fatal(rows, err)
	}
	empty := strings.Replace(oneSheet, `<sheet name="S" sheetId="1" r:id="r1"/>`, "", 1)
	if _, err := sheet.Read(bytes.NewReader(book(empty, oneTable, oneWords)), columns); fault.CodeOf(err) != "sheet.unreadable" {
		t.Fatal("a book without sheets:", err)
	}
}

// FuzzReadXLSX: a workbook of any parts is refused in words, or every row has what it must
// have and stands below the one before.
func FuzzReadXLSX(f *testing.F) {
	f.Add(oneSheet, oneTable, oneWords)
	f.Add(strings.Replace(oneSheet, `name="S"`, `name="S" state="hidden"`, 1), oneTable, "")
	f.Add(strings.Replace(oneSheet, "<sheet ", "<!-- ", 1), "", oneWords)
	f.Add(oneSheet, strings.ReplaceAll(oneTable, `r="A3"`, `r="XFE1048577"`), oneWords)
	f.Add(oneSheet, strings.ReplaceAll(oneTable, "<v>1</v>", "<v>-9</v>"), oneWords)
	f.Fuzz(func(t *testing.T, workbook, table, words string) {
		rows, err := sheet.Read(bytes.NewReader(book(workbook, table, words)), columns)
		if err != nil {
			if fault.CodeOf(err) == "" {
				t.Fatal(err)
			}
			return
		}
		inOrder(t, rows)
	})
}

// FuzzDay: what is taken for a day is one of this and the last two centuries at least, and
// the same when it is written down and read again.
func FuzzDay(f *testing.F) {
	for _, seed := range []string{"2026-01-31", "2026/1/31", "2026年1月31日", "20260131", "46053", "-1234", "+1234", "00001", "1899-12-31"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		day, err := sheet.Day(text)
		if err != nil {
			return
		}
		again, err := sheet.Day(day.String())
		if err != nil || again != day || day.Year < 1900 {
			t.Fatalf("%q is %v, which is %v, %v", text, day, again, err)
		}
	})
}
