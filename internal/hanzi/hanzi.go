// Package hanzi prepares Chinese text for searching: one folded form of each
// text, overlapping pairs of characters for the full-text index of either
// database, and pinyin initials of names. It holds no index and ranks nothing,
// and its folded text is never shown to people.
package hanzi

import (
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

// plain reports whether text is ASCII without capitals, which needs no folding.
func plain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' {
			return false
		}
	}
	return true
}

// Bigrams are the tokens under which a text is indexed, each once, in order of
// appearance: of every run of Chinese characters its overlapping pairs and its
// last character, of every other run of letters and digits the whole word.
// With the last character each character begins some token, so a search for
// one character is a search by prefix.
func Bigrams(text string) []string {
	var tokens []string
	seen := map[string]bool{}
	add := func(token string) {
		if !seen[token] {
			seen[token] = true
			tokens = append(tokens, token)
		}
	}
	runs(Fold(text), func(run []rune, han bool) {
		if !han {
			add(string(run))
			return
		}
		for i := range len(run) - 1 {
			add(string(run[i : i+2]))
		}
		add(string(run[len(run)-1:]))
	})
	return tokens
}

// Term is one token a text must have to answer a query.
type Term struct {
	Token  string
	Prefix bool // any token that begins so will do
}

// Query gives the terms of a search; a text answers only if it has all of
// them. A run of three or more characters needs a second look at the text
// itself, as its pairs may lie apart: Contains is that look. A word of letters
// or digits is searched as typed so far, by prefix.
func Query(text string) []Term {
	var terms []Term
	seen := map[string]bool{}
	add := func(token string, prefix bool) {
		if !seen[token] {
			seen[token] = true
			terms = append(terms, Term{token, prefix})
		}
	}
	runs(Fold(text), func(run []rune, han bool) {
		if !han || len(run) == 1 {
			add(string(run), true)
			return
		}
		for i := range len(run) - 1 {
			add(string(run[i:i+2]), false)
		}
	})
	return terms
}

// Contains reports whether text holds every part of query that stands between
// spaces, after folding both. It agrees with the index: whatever it accepts
// by Chinese characters alone has all terms of Query.
func Contains(text, query string) bool {
	text = Fold(text)
	for _, word := range strings.Fields(Fold(query)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// runs cuts a text into runs of Chinese characters and runs of other letters
// and digits; everything else parts them.
func runs(text string, each func(run []rune, han bool)) {
	var run []rune
	wasHan := false
	flush := func() {
		if len(run) > 0 {
			each(run, wasHan)
		}
		run = run[:0]
	}
	for _, r := range text {
		han := unicode.Is(unicode.Han, r)
		word := han || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if !word || han != wasHan {
			flush()
		}
		wasHan = han
		if word {
			run = append(run, r)
		}
	}
	flush()
}
