package words

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCapital(t *testing.T) {
	for fen, want := range map[int64]string{
		0:                  "零元整",
		1:                  "壹分",
		5:                  "伍分",
		10:                 "壹角整",
		55:                 "伍角伍分",
		100:                "壹元整",
		105:                "壹元零伍分",
		150:                "壹元伍角整",
		1000:               "壹拾元整",
		1050:               "壹拾元零伍角整",
		140950:             "壹仟肆佰零玖元伍角整",
		168032:             "壹仟陆佰捌拾元零叁角贰分",
		600714:             "陆仟零柒元壹角肆分",
		1_000_000:          "壹万元整",
		1_000_100:          "壹万零壹元整",
		1_001_000:          "壹万零壹拾元整",
		10_700_053:         "壹拾万柒仟元零伍角叁分",
		100_500_000:        "壹佰万伍仟元整",
		100_050_000:        "壹佰万零伍佰元整",
		10_000_000_00:      "壹仟万元整",
		1_0000_0000_00:     "壹亿元整",
		1_0000_0001_00:     "壹亿零壹元整",
		1_0001_0000_00:     "壹亿零壹万元整",
		1_1000_0000_00:     "壹亿壹仟万元整",
		10_0000_0000_00:    "壹拾亿元整",
		10000_0000_0000_00: "壹万亿元整",
		-12345:             "负壹佰贰拾叁元肆角伍分",
	} {
		if got := Capital(fen); got != want {
			t.Errorf("Capital(%d) = %s, want %s", fen, got, want)
		}
	}
}

// read is the reader's way back: what a clerk would compute from the capitals.
func read(s string) int64 {
	sign := int64(1)
	if strings.HasPrefix(s, "负") {
		sign, s = -1, strings.TrimPrefix(s, "负")
	}
	var done, below, section, d int64 // fen; whole yuan below 亿; below 万; last digit
	for _, r := range s {
		if i := strings.IndexRune(digits, r); i >= 0 {
			d = int64(i / 3)
			continue
		}
		switch r {
		case '仟', '佰', '拾':
			section += d * map[rune]int64{'仟': 1000, '佰': 100, '拾': 10}[r]
		case '万':
			below, section = below+(section+d)*1e4, 0
		case '亿':
			done, below, section = (done+below+section+d)*1e8, 0, 0
		case '元':
			done, below, section = (done+below+section+d)*100, 0, 0
		case '角':
			done += d * 10
		case '分':
			done += d
		}
		d = 0
	}
	return sign * done
}

func TestCapitalReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fen := rapid.Int64Range(-1e15, 1e15).Draw(t, "fen")
		s := Capital(fen)
		if got := read(s); got != fen {
			t.Fatalf("%d is written %s, which reads %d", fen, s, got)
		}
		if strings.Contains(s, "零零") || strings.Contains(s, "零元") && fen != 0 || strings.Contains(s, "零万") || strings.Contains(s, "零亿") {
			t.Fatalf("%d is written %s", fen, s)
		}
		if strings.HasSuffix(s, "整") == (fen%10 != 0) {
			t.Fatalf("%d is written %s: 整 is for whole yuan or jiao", fen, s)
		}
	})
}

func TestExtremes(t *testing.T) {
	if got, want := Capital(math.MaxInt64), "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分"; got != want {
		t.Errorf("largest: %s", got)
	}
	if got := Figures(math.MinInt64); got != "-￥92,233,720,368,547,758.08" {
		t.Errorf("smallest: %s", got)
	}
}

func TestFigures(t *testing.T) {
	for fen, want := range map[int64]string{0: "￥0.00", 5: "￥0.05", 100000: "￥1,000.00", 123456789: "￥1,234,567.89", -100: "-￥1.00"} {
		if got := Figures(fen); got != want {
			t.Errorf("Figures(%d) = %s, want %s", fen, got, want)
		}
	}
}

func TestDays(t *testing.T) {
	for _, c := range []struct{ day, figures string }{
		{"2026-11-24", "2026年11月24日"},
		{"2030-01-10", "2030年1月10日"},
		{"2026-10-20", "2026年10月20日"},
		{"", blankDay},
		{"2026-02-30", blankDay},
	} {
		if got := Day(c.day); got != c.figures {
			t.Errorf("Day(%q) = %s", c.day, got)
		}
	}
}
