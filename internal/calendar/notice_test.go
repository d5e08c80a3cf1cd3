package calendar

import (
	"testing"
	"time"
)

func TestNoticeDay(t *testing.T) {
	day := func(y, m, d int) Date { return Date{y, time.Month(m), d} }
	for _, c := range []struct {
		date Date
		kind string
		want string
		err  error
	}{
		{day(2027, 1, 1), "放假", Off, nil},
		{day(2026, 12, 31), " 休 ", Off, nil},
		{day(2027, 1, 3), "上班", Worked, nil},
		{day(2027, 1, 3), "Workday", Worked, nil},
		{day(2027, 1, 4), "perhaps", "", ErrBadKind},
		{day(2027, 1, 4), "", "", ErrBadKind},
		{day(2026, 11, 30), "off", "", ErrOutsideYear},
		{day(2028, 1, 1), "off", "", ErrOutsideYear},
	} {
		got, err := NoticeDay(c.date, c.kind, " 元旦 ", 2027)
		want := OfficialDay{c.date, c.want, "元旦", 2027}
		if c.err != nil {
			want = OfficialDay{}
		}
		if err != c.err || got != want {
			t.Errorf("%v %q: %v, %v", c.date, c.kind, got, err)
		}
	}
}
