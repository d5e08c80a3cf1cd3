package sheet_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/sheet"
)

var columns = []sheet.Column{
	{Name: "code12", Aliases: []string{"区划代码"}, Required: true},
	{Name: "name", Aliases: []string{"名称"}},
}

func xlsx(t testing.TB, cells map[string]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	for at, v := range cells {
		if err := f.SetCellValue("Sheet1", at, v); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestReadTakesEveryForm(t *testing.T) {
	const text = "名称,区划代码,别的\n莱西市,370285000000,x\n\n\"水集,街道\",370285001000,\n"
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{
		"utf8":      []byte(text),
		"bom":       []byte("\uFEFF" + text),
		"gbk":       []byte(gbk),
		"crlf":      []byte(strings.ReplaceAll(text, "\n", "\r\n")),
		"tabs":      []byte("Name\tCODE 12\n莱西市\t370285000000\n\n水集,街道\t370285001000\n"),
		"semicolon": []byte("name;code12\n莱西市;370285000000\n\n水集,街道; 370285001000 \n"),
		"xlsx": xlsx(t, map[string]any{
			"A1": "* 名称", "B1": "区划代码", "A2": "莱西市", "B2": 370285000000, "A4": "水集,街道", "B4": "370285001000",
		}),
	} {
		t.Run(name, func(t *testing.T) {
			rows, err := sheet.Read(bytes.NewReader(raw), columns)
			if err != nil || len(rows) != 2 {
				t.Fatalf("%v, %v", rows, err)
			}
			for i, want := range []struct {
				line       int
				code, name string
			}{{2, "370285000000", "莱西市"}, {4, "370285001000", "水集,街道"}} {
				if r := rows[i]; r.Line != want.line || r.Get("code12") != want.code || r.Get("name") != want.name {
					t.Errorf("row %d: %+v", i, r)
				}
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	for want, raw := range map[string]string{
		"sheet.empty":          "code12,name\n\n",
		"sheet.column_missing": "name\nx\n",
		"sheet.column_twice":   "code12,区划代码\n1,2\n",
		"sheet.old_excel":      "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
		"sheet.unreadable":     "PK\x03\x04 not a workbook",
		"sheet.too_large":      "code12\n" + strings.Repeat("x", sheet.MaxBytes),
		"sheet.too_many_rows":  "code12\n" + strings.Repeat("1\n", sheet.MaxRows+1),
	} {
		if _, err := sheet.Read(strings.NewReader(raw), columns); fault.CodeOf(err) != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if _, err := sheet.Read(strings.NewReader("code12\n\x00\n"), columns); fault.CodeOf(err) != "sheet.unreadable" {
		t.Error("took a NUL:", err)
	}
}

func TestRowTellsMissingFromEmpty(t *testing.T) {
	rows, err := sheet.Read(strings.NewReader("code12\n1\n"), columns)
	if err != nil || !rows[0].Has("code12") || rows[0].Has("name") {
		t.Errorf("%+v %v", rows, err)
	}
}

func TestTemplateReadsBack(t *testing.T) {
	raw := append(sheet.Template(columns, "zh-CN"), []byte("1,甲\n")...)
	rows, err := sheet.Read(bytes.NewReader(raw), columns)
	if err != nil || rows[0].Get("name") != "甲" {
		t.Errorf("%+v %v", rows, err)
	}
	if got := string(sheet.Template(columns, "en")); got != "\uFEFFcode12,name\r\n" {
		t.Error(got)
	}
}

func TestDay(t *testing.T) {
	want := calendar.Date{Year: 2026, Month: 1, Day: 31}
	for _, text := range []string{"2026-01-31", "2026/1/31", "2026年1月31日", "20260131", "46053"} {
		if got, err := sheet.Day(text); err != nil || got != want {
			t.Errorf("%s: %v %v", text, got, err)
		}
	}
	for text, want := range map[string]error{
		"": calendar.ErrBadDate, "明天": calendar.ErrBadDate, "3月15日": calendar.ErrBadDate, "x": calendar.ErrBadDate, "2026-02-30": calendar.ErrNoSuchDay,
	} {
		if got, err := sheet.Day(text); err != want {
			t.Errorf("%s: %v %v", text, got, err)
		}
	}
}

func TestProblemsAreBounded(t *testing.T) {
	var p sheet.Problems
	for i := range sheet.MaxProblems + 5 {
		p.Add("x.y", i, "c", nil)
	}
	if len(p.List()) != sheet.MaxProblems || p.Total() != sheet.MaxProblems+5 {
		t.Error(len(p.List()), p.Total())
	}
}

// inOrder demands that every row has what it must have and stands below the one before.
func inOrder(t *testing.T, rows []sheet.Row) {
	t.Helper()
	last := 0
	for _, r := range rows {
		if r.Line <= last || !r.Has("code12") {
			t.Fatalf("row %+v after line %d", r, last)
		}
		last = r.Line
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("code12,name\n1,\"a\nb\"\n"))
	f.Add([]byte("\uFEFF区划代码\t名称\n1\t2\n"))
	f.Add([]byte("\xc7\xf8,code12\n\"\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if bytes.HasPrefix(raw, []byte("PK")) {
			t.Skip() // excelize has its own fuzzers
		}
		rows, err := sheet.Read(bytes.NewReader(raw), columns)
		if err != nil {
			return
		}
		inOrder(t, rows)
	})
}
