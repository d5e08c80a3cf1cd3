package sheet

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestWrite: a table comes back as it was written on each format, with its note and
// heading on every sheet, and no text of it is a formula.
func TestWrite(t *testing.T) {
	hostile := []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1＋1", "　=1", "\ufeff=1", "|cmd", "=HYPERLINK(\"http://x\")"}
	plain := []string{"", "王某与李某", "a=b", "1-2", "'x", "a,b\"c\nd"}
	for _, format := range []Format{XLSX, CSV} {
		var out bytes.Buffer
		w, err := NewWriter(&out, format, "note & more", []string{"text", "whole", "number"})
		if err != nil {
			t.Fatal(err)
		}
		w.most = 10
		all := append(append([]string{}, hostile...), plain...)
		for i, text := range all {
			if err := w.Row([]any{text, -i, -1.5}); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, lines := range tables(t, format, out.Bytes()) {
			if lines[0][0] != "note & more" || strings.Join(lines[1], " ") != "text whole number" {
				t.Fatal(format, lines[:2])
			}
			for _, line := range lines[2:] {
				want := all[n]
				if n < len(hostile) {
					want = "'" + want
				}
				ends := strings.NewReplacer("\r", "", "\n", "") // each format has its own way with them
				if ends.Replace(line[0]) != ends.Replace(want) || line[2] != "-1.5" {
					t.Errorf("%s: %q instead of %q", format, line, want)
				}
				n++
			}
		}
		if n != len(all) {
			t.Errorf("%s: %d of %d rows", format, n, len(all))
		}
	}
}

// tables reads every sheet of a file.
func tables(t *testing.T, format Format, raw []byte) (all [][][]string) {
	t.Helper()
	if format == CSV {
		rows := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\uFEFF"))))
		rows.FieldsPerRecord = -1
		lines, err := rows.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return [][][]string{lines}
	}
	book, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	for _, name := range book.GetSheetList() {
		lines, err := book.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, lines)
		foot, err := book.GetHeaderFooter(name)
		if err != nil || !strings.Contains(foot.OddFooter, "note ＆ more") {
			t.Errorf("a printed page does not say whose it is: %+v %v", foot, err)
		}
	}
	if len(all) != 3 {
		t.Errorf("%d sheets", len(all))
	}
	return all
}
