package ident

import (
	"strings"
	"unicode/utf8"
)

// Masked is a value of which only part may be shown. It goes out to people
// and never comes back: reading one from JSON, text or a database fails, so a
// form that was shown masked cannot overwrite the real value.
type Masked string

// UnmarshalText always fails with ErrMaskedNoReturn; JSON uses it too.
func (*Masked) UnmarshalText([]byte) error { return ErrMaskedNoReturn }

// Scan always fails with ErrMaskedNoReturn.
func (*Masked) Scan(any) error { return ErrMaskedNoReturn }

// MaskCitizen keeps the region and the last four characters:
// 110105********002X. Numbers of other papers keep two at either end.
func MaskCitizen(number string) Masked {
	if n := utf8.RuneCountInString(number); n == 18 || n == 15 {
		return middle(number, 6, 4)
	}
	return middle(number, 2, 2)
}

// MaskPhone keeps three digits and the last four of a mobile number,
// 138****1234, and the area code and the last three of a landline;
// an extension is dropped, as it tells who.
func MaskPhone(number string) Masked {
	phone, err := CheckPhone(number)
	switch {
	case err != nil:
		return middle(number, 2, 2)
	case phone.Kind == Mobile:
		return middle(phone.Number, 3, 4)
	}
	parts := strings.Split(phone.Number, "-")
	if parts[0][0] != '0' {
		return middle(parts[0], 0, 3)
	}
	return Masked(parts[0]+"-") + middle(parts[1], 0, 3)
}

// MaskBirth keeps the year of a date YYYY-MM-DD: with the day, the digits an
// identity number hides beside it would be known.
func MaskBirth(date string) Masked {
	year, _, ok := strings.Cut(date, "-")
	if !ok || len(year) != 4 {
		return middle(date, 0, 0)
	}
	return Masked(year + "-**-**")
}

// MaskName keeps the surname and hides the rest behind one star, whatever its
// length: 王*, 欧阳*.
func MaskName(name string) Masked {
	runes := []rune(strings.TrimSpace(name))
	switch {
	case len(runes) == 0:
		return ""
	case len(runes) > 2 && strings.Contains(compoundSurnames, " "+string(runes[:2])+" "):
		return Masked(string(runes[:2]) + "*")
	}
	return Masked(string(runes[:1]) + "*")
}

// middle hides all but some characters at either end; a text too short to
// hide at least as many as it shows is hidden whole.
func middle(text string, head, tail int) Masked {
	runes := []rune(text)
	hidden := len(runes) - head - tail
	if hidden < min(head+tail, 4) {
		return Masked(strings.Repeat("*", len(runes)))
	}
	return Masked(string(runes[:head]) + strings.Repeat("*", hidden) + string(runes[len(runes)-tail:]))
}

// compoundSurnames are the surnames of two characters in use, with a space on
// either side of each.
const compoundSurnames = " 欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 皇甫 尉迟 公孙 令狐 慕容 司徒 夏侯 宇文 长孙" +
	" 轩辕 端木 百里 东郭 南宫 西门 独孤 申屠 呼延 澹台 公冶 宗政 濮阳 淳于 单于 太叔 仲孙" +
	" 钟离 闾丘 司空 亓官 司寇 子车 颛孙 巫马 公西 漆雕 乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁" +
	" 段干 南郭 万俟 闻人 赫连 鲜于 第五 纳兰 完颜 左丘 公羊 梁丘 达奚 褚师 "
