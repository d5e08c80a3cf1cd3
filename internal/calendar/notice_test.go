package calendar

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

const notice2027 = "日期,类型,名称\n2026-12-31,休,元旦\n2027/1/1,放假,元旦\n\n2027年1月3日,上班,元旦\n"

func TestParseNotice(t *testing.T) {
	want := []OfficialDay{
		{Date{2026, 12, 31}, Off, "元旦", 2027},
		{Date{2027, 1, 1}, Off, "元旦", 2027},
		{Date{2027, 1, 3}, Worked, "元旦", 2027},
	}
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(notice2027)
	if err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string]string{
		"utf-8": notice2027, "with mark": "\uFEFF" + notice2027, "gb 18030": gb,
		"crlf": strings.ReplaceAll(notice2027, "\n", "\r\n"),
		"bare": notice2027[strings.Index(notice2027, "\n")+1:],
	} {
		got, err := ParseNotice(strings.NewReader(in), 2027)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

func TestParseNoticeNamesFaultyRows(t *testing.T) {
	in := "date,kind,name\n2027-01-01,off,元旦\n2027-02-30,off,春节\n1.3,off,元旦\n2027-01-04,perhaps,元旦\n2027-01-01,off,元旦\n2026-11-30,off,元旦\n2027-05-01\n"
	_, err := ParseNotice(strings.NewReader(in), 2027)
	faults, ok := errors.AsType[RowErrors](err)
	if !ok {
		t.Fatalf("err = %v", err)
	}
	want := []RowError{
		{3, "2027-02-30", ErrNoSuchDay},
		{4, "1.3", ErrBadDate},
		{5, "perhaps", ErrBadKind},
		{6, "2027-01-01", ErrDuplicate},
		{7, "2026-11-30", ErrOutsideYear},
		{8, "2027-05-01", ErrBadRow},
	}
	if !slices.Equal(faults, want) {
		t.Errorf("faults = %v", faults)
	}
	if !errors.Is(err, ErrDuplicate) || errors.Is(err, ErrTooLong) {
		t.Error("errors.Is does not see the rows' codes")
	}
	for in, want := range map[string]error{
		"":                 ErrEmpty,
		"date,kind,name\n": ErrEmpty,
		strings.Repeat("2027-01-01,off,元旦\n", 1000): ErrTooLong,
		"2027-01-01,\"off,x\n":                      ErrBadRow,
	} {
		if _, err := ParseNotice(strings.NewReader(in), 2027); !errors.Is(err, want) {
			t.Errorf("ParseNotice(%.20q) = %v, want %v", in, err, want)
		}
	}
}

func FuzzParseNotice(f *testing.F) {
	f.Add([]byte(notice2027))
	f.Add([]byte("2027-01-01,off,\"元\n旦\"\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		days, err := ParseNotice(strings.NewReader(string(raw)), 2027)
		if (err == nil) == (len(days) == 0) {
			t.Fatalf("%d days, %v", len(days), err)
		}
		for _, d := range days {
			if _, err := ParseDate(d.Date.String()); err != nil || d.Notice != 2027 {
				t.Errorf("accepted %+v", d)
			}
		}
	})
}
