// Package hanzi prepares Chinese text for searching: one folded form of each
// text, and pinyin initials of names. It holds no index and ranks nothing, and
// its folded text is never shown to people.
package hanzi

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:generate go run ./gen -in TSCharacters.txt

// folding maps traditional characters to simplified ones. It is built once
// from the generated table and never changed.
var folding = func() map[rune]rune {
	to := []rune(simplified)
	m := make(map[rune]rune, len(to))
	i := 0
	for _, r := range traditional {
		m[r] = to[i]
		i++
	}
	return m
}()

// Fold gives the form in which texts are compared: NFKC (full-width letters
// and digits become narrow), lower case, simplified characters, and U+FFFD
// for bytes that are no UTF-8. Folding a folded text changes nothing. Some
// characters meet that differ in a good text (乾 and 干), which is right for
// finding and wrong for showing.
func Fold(text string) string {
	if plain(text) {
		return text
	}
	text = norm.NFKC.String(strings.ToValidUTF8(text, "\uFFFD"))
	text = strings.Map(func(r rune) rune {
		if s, ok := folding[r]; ok {
			return s
		}
		return unicode.ToLower(r)
	}, text)
	return norm.NFKC.String(text)
}

// Align is Fold with the way back: at[i] is where in text the character begins that
// byte i of the folded text is of, and at[len(folded)] is the end of text. text must
// be UTF-8.
func Align(text string) (folded string, at []int) {
	var b strings.Builder
	var it norm.Iter
	it.InitString(norm.NFKC, text)
	for !it.Done() {
		from := it.Pos()
		part := Fold(string(it.Next()))
		b.WriteString(part)
		at = append(at, slices.Repeat([]int{from}, len(part))...)
	}
	return b.String(), append(at, len(text))
}

// plain reports whether text is ASCII without capitals, which needs no folding.
func plain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' {
			return false
		}
	}
	return true
}
