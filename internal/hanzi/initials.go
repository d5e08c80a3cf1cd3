package hanzi

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// mostInitials bounds the readings of one name; a long name of characters
// with several readings each would have thousands.
const mostInitials = 16

// Initials are the first letters of a name's pinyin, in lower case: 王小明 is
// wxm. A surname is read as a surname (单 s, 曾 z, 解 x, 查 z, 仇 q), every other
// character in its common way. Latin letters and digits stay, the rest is
// dropped.
func Initials(name string) string {
	var b strings.Builder
	for _, letters := range readings(name) {
		b.WriteByte(letters[0])
	}
	return b.String()
}

// InitialsAll are all ways to read a name, Initials first, at most 16. Rare
// readings are left out, as they would only make false hits.
func InitialsAll(name string) []string {
	all := []string{""}
	for _, choices := range readings(name) {
		// Once there are too many, the rest is read in the common way only.
		if len(all)*len(choices) > mostInitials {
			choices = choices[:1]
		}
		next := make([]string, 0, len(all)*len(choices))
		for _, so := range all {
			for _, letter := range []byte(choices) {
				next = append(next, so+string(rune(letter)))
			}
		}
		all = next
	}
	if all[0] == "" {
		return nil
	}
	return all
}

// readings gives for each character of a name the letters it may begin with,
// the likeliest first, none empty.
func readings(name string) []string {
	runes := []rune(Fold(strings.TrimSpace(name)))
	var out []string
	if len(runes) > 2 {
		if letters, ok := compound(string(runes[:2])); ok {
			out = append(out, letters[:1], letters[1:])
			runes = runes[2:]
		}
	}
	for _, r := range runes {
		letters := dictionary(r)
		switch first := usual(r, len(out) == 0 && len(runes) > 1); {
		case first != 0:
			letters = string(rune(first)) + strings.ReplaceAll(letters, string(rune(first)), "")
		case r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			letters = string(r)
		}
		if letters != "" {
			out = append(out, letters)
		}
	}
	return out
}

// dictionary gives the distinct first letters of the three leading readings;
// the dictionary lists common readings before rare ones.
func dictionary(r rune) string {
	const common = 3
	letters := ""
	list := pinyin.PinyinDict[int(r)]
	for i, reading := range strings.Split(list, ",") {
		// Decomposed, an accented letter begins with the letter itself.
		plain := norm.NFD.String(reading)
		if i == common || plain == "" {
			break
		}
		if c := plain[:1]; c >= "a" && c <= "z" && !strings.Contains(letters, c) {
			letters += c
		}
	}
	return letters
}

// compound gives the initials of the compound surnames whose characters are
// read otherwise alone.
func compound(surname string) (letters string, ok bool) {
	switch surname {
	case "单于":
		return "cy", true
	case "尉迟":
		return "yc", true
	case "万俟":
		return "mq", true
	case "长孙":
		return "zs", true
	case "澹台":
		return "tt", true
	}
	return "", false
}

// usual is the letter a character has in names where the dictionary's first
// reading is another, or 0.
func usual(r rune, surname bool) byte {
	const (
		surnames = "单s曾z解x查z仇q翟z覃q区o乐y阚k朴p盖g缪m折s种c秘b召s员y繁p薄b么y能n佴n祭z隗w眭s句g牟m贠y尉w谌c黑h乜n洗x钭t藏z臧z莘s郗x车c朱z沈s褚c"
		given    = "长c晟s茜x"
	)
	table := given
	if surname {
		table = surnames
	}
	if i := strings.IndexRune(table, r); i >= 0 && r >= utf8.RuneSelf {
		return table[i+utf8.RuneLen(r)]
	}
	return 0
}
