package codes

import (
	"bytes"
	"testing"

	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/message"
)

// FuzzNotice: a notice of official days is refused in words, or each row is a day of
// that notice, once, or something wrong at a line there is, with a sentence.
func FuzzNotice(f *testing.F) {
	for _, seed := range []string{"日期,安排,节日\n2027-01-01,放假,元旦\n2027年1月2日,班,元旦\n", "安排,节日,日期\n放假,元旦,46388\n", "date,kind\n2027-02-30,休\n2027-01-02,?\n\n2025-10-01,休\n9999-12-31,班\n", "日期\n1.3\n", "PK\x03\x04"} {
		f.Add([]byte(seed), uint16(2027))
	}
	f.Fuzz(func(t *testing.T, raw []byte, year uint16) {
		days, report, err := readNotice(bytes.NewReader(raw), int(year))
		if err != nil {
			if fault.KindOf(err) != fault.Invalid || !message.Has(fault.CodeOf(err)) || len(days) > 0 {
				t.Fatal(err)
			}
			return
		}
		if len(days)+report.Total != report.Rows || len(report.Problems) > report.Total || report.Applied {
			t.Fatalf("%d days of %+v", len(days), report)
		}
		seen := map[calendar.Date]bool{}
		for _, d := range days {
			off := d.Date.Year - int(year)
			if again, err := calendar.ParseDate(d.Date.String()); seen[d.Date] || err != nil || again != d.Date || off < -1 || off > 1 || d.Notice != int(year) {
				t.Errorf("%+v", d)
			}
			seen[d.Date] = true
		}
		for _, p := range report.Problems {
			if p.Line < 1 || !message.Has(p.Code) {
				t.Errorf("%+v", p)
			}
		}
	})
}
