// Package words writes amounts and days the way Chinese official papers do. It
// knows nothing of documents, cases or languages other than Chinese.
package words

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

const (
	digits = "零壹贰叁肆伍陆柒捌玖"
	places = "仟佰拾"
)

// Capital writes an amount of fen in Chinese capitals, as cheques and mediation
// agreements need it: 1050 is 壹拾元零伍角整. 整 stands after yuan or jiao, never
// after fen. Where the rules for bills (支付结算办法, annex 1) leave a choice, 零 is
// written between a yuan place of zero and the jiao. Negative amounts start with 负.
func Capital(fen int64) string {
	sign, n := "", uint64(fen)
	if fen < 0 {
		sign, n = "负", uint64(-fen)
	}
	yuan, jiao, cent := n/100, n/10%10, n%10
	var b strings.Builder
	b.WriteString(sign)
	if yuan > 0 {
		b.WriteString(whole(yuan) + "元")
	}
	switch {
	case yuan == 0 && jiao == 0 && cent == 0:
		return "零元整"
	case jiao == 0 && cent == 0:
		b.WriteString("整")
	case jiao == 0:
		if yuan > 0 {
			b.WriteString("零")
		}
		b.WriteString(digit(cent) + "分")
	default:
		if yuan > 0 && yuan%10 == 0 {
			b.WriteString("零")
		}
		b.WriteString(digit(jiao) + "角")
		if cent == 0 {
			b.WriteString("整")
		} else {
			b.WriteString(digit(cent) + "分")
		}
	}
	return b.String()
}

// whole spells a positive integer. Chinese groups by 万 and 亿, and 亿 nests.
func whole(n uint64) string {
	for _, unit := range []struct {
		size uint64
		name string
	}{{1e8, "亿"}, {1e4, "万"}} {
		if n < unit.size {
			continue
		}
		high, low := n/unit.size, n%unit.size
		s := whole(high) + unit.name
		if low == 0 {
			return s
		}
		if low < unit.size/10 {
			s += "零"
		}
		return s + whole(low)
	}
	return group(n)
}

// group spells 1 to 9999.
func group(n uint64) string {
	var b strings.Builder
	gap := false
	for i, size := range []uint64{1000, 100, 10, 1} {
		d := n / size % 10
		if d == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteString("零")
			gap = false
		}
		b.WriteString(digit(d))
		if i < 3 {
			b.WriteString(string([]rune(places)[i]))
		}
	}
	return b.String()
}

func digit(d uint64) string { return string([]rune(digits)[d]) }

// Figures writes an amount of fen in figures: ￥1,050.00.
func Figures(fen int64) string {
	sign, n := "", uint64(fen)
	if fen < 0 {
		sign, n = "-", uint64(-fen)
	}
	s := strconv.FormatUint(n/100, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return fmt.Sprintf("%s￥%s.%02d", sign, s, n%100)
}

// blankDay leaves room for the hand.
const blankDay = "　　　　年　　月　　日"

// Day writes a day given as YYYY-MM-DD the way GB/T 9704 wants it, 2026年3月5日. An
// empty or malformed day becomes a blank to fill in by hand, for a document must
// never show a date nobody set.
func Day(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return blankDay
	}
	return fmt.Sprintf("%d年%d月%d日", t.Year(), int(t.Month()), t.Day())
}

const plain = "〇一二三四五六七八九"

// Count spells 0 to 99 in everyday numerals, 二十四; larger or negative numbers are
// written in figures.
func Count(n int) string {
	d := []rune(plain)
	switch {
	case n < 0 || n > 99:
		return strconv.Itoa(n)
	case n < 10:
		return string(d[n])
	}
	s := "十"
	if n >= 20 {
		s = string(d[n/10]) + s
	}
	if n%10 > 0 {
		s += string(d[n%10])
	}
	return s
}
