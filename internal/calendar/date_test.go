package calendar

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseDate(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want error
	}{
		{"2026-03-02", nil},
		{"2024-02-29", nil},
		{"0001-01-01", nil},
		{"2026-02-29", ErrNoSuchDay},
		{"2026-13-01", ErrNoSuchDay},
		{"2026-00-10", ErrNoSuchDay},
		{"0000-01-01", ErrNoSuchDay},
		{"2026-3-2", ErrBadDate},
		{"2026/03/02", ErrBadDate},
		{"+026-03-02", ErrBadDate},
		{"２０26-03", ErrBadDate},
		{"", ErrBadDate},
	} {
		got, err := ParseDate(tt.in)
		if !errors.Is(err, tt.want) || err == nil && got.String() != tt.in {
			t.Errorf("ParseDate(%q) = %s, %v; want error %v", tt.in, got, err, tt.want)
		}
	}
}

func TestParseLoose(t *testing.T) {
	today := Date{2026, 11, 24}
	for in, want := range map[string]string{
		"今天": "2026-11-24", "明天": "2026-11-25", "后天": "2026-11-26", "昨天": "2026-11-23", " 前天 ": "2026-11-22",
		"3.15": "2026-03-15", "3-15": "2026-03-15", "3/15": "2026-03-15",
		"3月15日": "2026-03-15", "3月15": "2026-03-15", "3月15号": "2026-03-15",
		"20260315": "2026-03-15", "2026-3-5": "2026-03-05", "2026.3.5": "2026-03-05", "2026/03/05": "2026-03-05",
		"2026年3月5日": "2026-03-05", "2026 年 3 月 5 日": "2026-03-05", "２０２６－３－５": "2026-03-05",
		"15日": "2026-11-15", "15号": "2026-11-15",
	} {
		got, err := ParseLoose(in, today)
		if err != nil || got.String() != want {
			t.Errorf("ParseLoose(%q) = %s, %v; want %s", in, got, err, want)
		}
	}
	for in, want := range map[string]error{
		"": ErrBadDate, "某天": ErrBadDate, "15": ErrBadDate, "3": ErrBadDate, "26.3.5": ErrBadDate,
		"2026年3月": ErrBadDate, "3..15": ErrBadDate, "-3-15": ErrBadDate, "2026-3/5": ErrBadDate, "2026-3-5-1": ErrBadDate,
		"999999999日": ErrBadDate, "3月15年": ErrBadDate,
		"31日": ErrNoSuchDay, "2.30": ErrNoSuchDay, "20261301": ErrNoSuchDay, "0日": ErrNoSuchDay,
	} {
		if got, err := ParseLoose(in, today); !errors.Is(err, want) {
			t.Errorf("ParseLoose(%q) = %s, %v; want %v", in, got, err, want)
		}
	}
}

func TestAddMonths(t *testing.T) {
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-01-31", 1, "2026-02-28"}, // Civil Code art. 202
		{"2024-01-31", 1, "2024-02-29"},
		{"2026-01-31", 2, "2026-03-31"},
		{"2026-11-30", 3, "2027-02-28"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-01-15", -13, "2024-12-15"},
		{"2024-02-29", 12, "2025-02-28"},
	} {
		if got := day(t, tt.from).AddMonths(tt.n).String(); got != tt.want {
			t.Errorf("%s + %d months = %s, want %s", tt.from, tt.n, got, tt.want)
		}
	}
}

func TestDateOfIsShanghai(t *testing.T) {
	at := time.Date(2026, 3, 1, 16, 0, 0, 0, time.UTC) // midnight in Shanghai
	if got := DateOf(at); got != (Date{2026, 3, 2}) {
		t.Errorf("DateOf = %s", got)
	}
	if got := DateOf(at.Add(-time.Millisecond)); got != (Date{2026, 3, 1}) {
		t.Errorf("DateOf = %s", got)
	}
	d := Date{2026, 3, 2}
	if !d.Start().Equal(at) || !d.End().Equal(at.Add(24*time.Hour)) {
		t.Errorf("Start %v, End %v", d.Start(), d.End())
	}
}

func TestDateInJSONAndSQL(t *testing.T) {
	var v struct{ On, Off Date }
	if err := json.Unmarshal([]byte(`{"On":"2026-03-02","Off":""}`), &v); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(v)
	if err != nil || string(out) != `{"On":"2026-03-02","Off":""}` {
		t.Errorf("%s, %v", out, err)
	}
	if err := json.Unmarshal([]byte(`{"On":"2026-3-2"}`), &v); !errors.Is(err, ErrBadDate) {
		t.Errorf("err = %v", err)
	}
	for _, d := range []Date{{}, {2026, 3, 2}} {
		stored, err := d.Value()
		if err != nil {
			t.Fatal(err)
		}
		back := Date{1, 1, 1}
		if err := back.Scan(stored); err != nil || back != d {
			t.Errorf("Scan(Value(%s)) = %s, %v", d, back, err)
		}
	}
	var d Date
	if err := d.Scan(int64(3)); !errors.Is(err, ErrBadDate) {
		t.Errorf("Scan(3) = %v", err)
	}
}

func TestDaysAreOrdered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date{1, 1, 1}.AddDays(rapid.IntRange(0, 3_600_000).Draw(t, "day"))
		n := rapid.IntRange(-1000, 1000).Draw(t, "n")
		e := d.AddDays(n)
		if d.DaysUntil(e) != n || e.AddDays(-n) != d {
			t.Fatalf("%s and %s are %d days apart, want %d", d, e, d.DaysUntil(e), n)
		}
		if d.Before(e) != (n > 0) || d.After(e) != (n < 0) {
			t.Fatalf("order of %s and %s", d, e)
		}
		if want := time.Weekday(((int(d.Weekday())+n)%7 + 7) % 7); e.Weekday() != want {
			t.Fatalf("%s is a %s, want %s", e, e.Weekday(), want)
		}
	})
}

func FuzzParseDate(f *testing.F) {
	f.Add("2026-03-02")
	f.Add("2026-02-30")
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := ParseDate(s); err == nil && d.String() != s {
			t.Errorf("ParseDate(%q).String() = %q", s, d)
		}
	})
}

func FuzzParseLoose(f *testing.F) {
	for _, s := range []string{"明天", "3.15", "3月15日", "20260315", "2026-3-5", "15日", "年月日"} {
		f.Add(s)
	}
	today := Date{2026, 11, 24}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseLoose(s, today)
		if err != nil {
			if _, ok := errors.AsType[Error](err); !ok {
				t.Errorf("ParseLoose(%q): untyped error %v", s, err)
			}
			return
		}
		if back, err := ParseDate(d.String()); err != nil || back != d {
			t.Errorf("ParseLoose(%q) = %v, which is no day: %v", s, d, err)
		}
	})
}
