package calendar

import (
	"strings"
	"time"
	"unicode"
)

// relative is the distance in days of the words people type for a near day.
func relative(word string) (days int, ok bool) {
	switch word {
	case "大前天":
		return -3, true
	case "前天", "前日":
		return -2, true
	case "昨天", "昨日", "yesterday":
		return -1, true
	case "今天", "今日", "today":
		return 0, true
	case "明天", "明日", "tomorrow":
		return 1, true
	case "后天", "後天":
		return 2, true
	case "大后天", "大後天":
		return 3, true
	}
	return 0, false
}

// ParseLoose reads a date as people type it: 明天, 3.15, 3月15日, 15日, 20260315,
// 2026-3-5, 2026/3/5, 2026年3月5日, full-width digits too. A missing year or
// month is today's, never guessed from what would be nearer. Its errors are
// ErrBadDate and ErrNoSuchDay.
func ParseLoose(text string, today Date) (Date, error) {
	s := plain(text)
	if n, ok := relative(s); ok {
		return today.AddDays(n), nil
	}
	numbers, marks, ok := split(s)
	if !ok {
		return Date{}, ErrBadDate
	}
	switch {
	case len(numbers) == 1 && marks == "" && len(numbers[0]) == 8:
		s := numbers[0]
		return realText(s[:4], s[4:6], s[6:])
	case len(numbers) == 3 && len(numbers[0]) == 4 && full(marks):
		return realText(numbers[0], numbers[1], numbers[2])
	case len(numbers) == 2 && monthDay(marks):
		return realIn(today.Year, 0, numbers...)
	case len(numbers) == 1 && (marks == "日" || marks == "号"):
		return realIn(today.Year, today.Month, numbers...)
	}
	return Date{}, ErrBadDate
}

// ParseFull reads only forms of ParseLoose that carry their year.
func ParseFull(text string) (Date, error) {
	numbers, _, ok := split(plain(text))
	if !ok || len(numbers[0]) != 4 && len(numbers[0]) != 8 {
		return Date{}, ErrBadDate
	}
	return ParseLoose(text, Date{})
}

// plain drops spaces, narrows full-width characters and lowers the case.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case r == '。' || r == '．':
			r = '.'
		case r == '號':
			r = '号'
		}
		return unicode.ToLower(r)
	}, text)
}

// split parts digits from the marks between and after them. Only one mark may
// stand after each number, and the text must begin with a digit.
func split(s string) (numbers []string, marks string, ok bool) {
	inNumber := false
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9' && inNumber:
			numbers[len(numbers)-1] += string(r)
		case r >= '0' && r <= '9':
			numbers = append(numbers, string(r))
			inNumber = true
		case inNumber && strings.ContainsRune("年月日号-/.", r):
			marks += string(r)
			inNumber = false
		default:
			return nil, "", false
		}
		if len(numbers) > 3 || len(numbers[len(numbers)-1]) > 8 {
			return nil, "", false
		}
	}
	return numbers, marks, len(numbers) > 0
}

func full(marks string) bool {
	switch marks {
	case "--", "//", "..", "年月", "年月日", "年月号":
		return true
	}
	return false
}

func monthDay(marks string) bool {
	switch marks {
	case "-", "/", ".", "月", "月日", "月号":
		return true
	}
	return false
}

func realText(y, m, d string) (Date, error) {
	year, _ := number(y)
	month, ok1 := number(m)
	day, ok2 := number(d)
	if !ok1 || !ok2 {
		return Date{}, ErrBadDate
	}
	return realDay(year, month, day)
}

// realIn reads month and day, or only the day where the month is given.
func realIn(year int, month time.Month, numbers ...string) (Date, error) {
	last, _ := number(numbers[len(numbers)-1])
	if month == 0 {
		m, _ := number(numbers[0])
		return realDay(year, m, last)
	}
	return realDay(year, int(month), last)
}
