package main

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// A token stands where the copies of a text differ.
type token struct {
	kind tokenKind
	n    int    // which of the case's ids, units, numbers …
	text string // of a date or an instant as the pattern has it; the field of a sealed text
}

type tokenKind byte

const (
	tokenID     tokenKind = iota + 1 // id born in the case
	tokenUnit                        // id of an organisation
	tokenTitle                       // its full name
	tokenPlace                       // code of its division
	tokenNumber                      // official number
	tokenName                        // name of a party
	tokenFacts                       // what was told, which gets some words more
	tokenDate
	tokenInstant
	tokenSealed // n is the plain text
)

// piece is a literal and the token behind it; the last piece has none.
type piece struct {
	literal string
	token   token
}

// pattern is a text of a prototype, taken apart where its copies differ.
type pattern []piece

var (
	dates  = `20(?:2[5-9])-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+]\d\d:\d\d))?`
	sealed = `sealed:1:[A-Za-z0-9_-]+`
)

// cutter takes texts apart at known words.
type cutter struct {
	words map[string]token
	// unseal adds what a sealed text says to the plain texts of the case.
	unseal func(text string) token
	find   *regexp.Regexp
}

func newCutter(words map[string]token, unseal func(string) token) *cutter {
	var all []string
	for w := range words {
		if w != "" {
			all = append(all, w)
		}
	}
	// Of two words at one place the longer is meant.
	slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) })
	var alternatives []string
	for _, w := range all {
		alternatives = append(alternatives, regexp.QuoteMeta(w))
	}
	alternatives = append(alternatives, sealed, dates)
	return &cutter{words, unseal, regexp.MustCompile(strings.Join(alternatives, "|"))}
}

func (c *cutter) cut(text string) (p pattern) {
	at := 0
	for _, m := range c.find.FindAllStringIndex(text, -1) {
		word := text[m[0]:m[1]]
		t, known := c.words[word]
		switch {
		case known:
		case strings.HasPrefix(word, "sealed:"):
			t = c.unseal(word)
		case len(word) == len(time.DateOnly):
			t = token{kind: tokenDate, text: word}
		default:
			t = token{kind: tokenInstant, text: word}
		}
		p = append(p, piece{text[at:m[0]], t})
		at = m[1]
	}
	return append(p, piece{literal: text[at:]})
}

// plain reports whether all copies of p are the same.
func (p pattern) plain() bool { return len(p) == 1 }

// instants are kept in milliseconds UTC; these bounds tell them from amounts and counts.
const (
	firstInstant = 1_700_000_000_000
	lastInstant  = 1_950_000_000_000
)

var shanghai = time.FixedZone("+08:00", 8*3600)

// moved is an instant of the prototype in a copy: whole weeks earlier, and some
// seconds later unless it is the end of a day in Shanghai, which stays one.
func (k *copied) moved(ms int64) int64 {
	const day = 24 * 3600 * 1000
	back := ms - int64(k.weeks)*7*day
	if (ms+8*3600*1000)%day == 0 {
		return back
	}
	return back + k.late
}

func (k *copied) movedText(text string) string {
	if len(text) == len(time.DateOnly) {
		t, err := time.Parse(time.DateOnly, text)
		if err != nil {
			return text
		}
		return t.AddDate(0, 0, -7*k.weeks).Format(time.DateOnly)
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return text
	}
	return time.UnixMilli(k.moved(t.UnixMilli())).In(t.Location()).Format(time.RFC3339Nano)
}
