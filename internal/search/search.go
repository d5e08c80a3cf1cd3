// Package search finds documents by any part of their text, one character or
// more, in traditional or simplified characters, full or half width, and names by
// their initials. A hit in a name says more than one in a title, and that more
// than one in the text.
//
// The room knows neither what a document is nor who may see it: its queries are
// joined to a table that does.
package search

import (
	"hash/fnv"
	"strings"
	"time"
	"unicode/utf8"

	"hemu/internal/hanzi"
	"hemu/internal/sqldb"
)

// Document is what can be found of something. Every text is a field of its own: a
// hit lies in one field.
type Document struct {
	ID    string
	At    time.Time // what the newest come first by
	Names []string  // found by their initials too
	Title []string  // titles and numbers
	Body  []string
}

// Tier is how much a hit says; the lower, the more.
type Tier int

// The tiers. All words of a query lie in fields of the tier or of those above it.
const (
	InNames Tier = 1 + iota
	InTitle
	InBody
)

// columns of search_doc, by tier.
var columns = map[Tier]string{InNames: "party", InTitle: "title", InBody: "body"}

// row is a Document as it is kept.
type row struct{ party, title, body string }

// folded is d as it is kept: one field a line, without the spaces that a query
// can't ask for.
func (d Document) folded() row {
	names := lines(d.Names)
	for _, name := range d.Names {
		names += lines(hanzi.InitialsAll(name))
	}
	return row{names, lines(d.Title), lines(d.Body)}
}

func lines(texts []string) string {
	var b strings.Builder
	for _, text := range texts {
		for _, word := range words(text) {
			b.WriteString(word)
			b.WriteByte(' ')
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// words are the runs between white space in the folded text. A zero byte, which
// no engine keeps, parts words too.
func words(text string) []string {
	return strings.Fields(strings.ReplaceAll(hanzi.Fold(text), "\x00", " "))
}

// grams are the characters of the row and the pairs of neighbours, each as a
// number that says in which tier's field it stands.
func (r row) grams() []uint32 {
	var all []uint32
	seen := map[uint32]bool{}
	for tier, text := range map[Tier]string{InNames: r.party, InTitle: r.title, InBody: r.body} {
		for _, word := range strings.Fields(text) {
			eachGram(word, func(part string, _ bool) {
				if g := gram(tier, part); !seen[g] {
					seen[g] = true
					all = append(all, g)
				}
			})
		}
	}
	return all
}

// eachGram gives every character and every pair of characters of a word.
func eachGram(word string, fn func(part string, pair bool)) {
	for at, r := range word {
		end := at + utf8.RuneLen(r)
		fn(word[at:end], false)
		if end < len(word) {
			_, size := utf8.DecodeRuneInString(word[end:])
			fn(word[at:end+size], true)
		}
	}
}

func gram(tier Tier, part string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte{byte(tier)}) // a hash never fails
	_, _ = h.Write([]byte(part))
	return h.Sum32()
}

// Query is what is looked for: documents with all of its words.
type Query struct{ words []string }

// Parse reads what somebody typed: words parted by spaces, each once.
func Parse(text string) Query {
	q := Query{}
	seen := map[string]bool{}
	for _, w := range words(text) {
		if !seen[w] {
			seen[w] = true
			q.words = append(q.words, w)
		}
	}
	return q
}

// Empty reports whether nothing is looked for.
func (q Query) Empty() bool { return len(q.words) == 0 }

// Tier is where q finds d, 0 for nowhere: what the index must agree with.
func (q Query) Tier(d Document) Tier {
	r := d.folded()
	text := ""
	for _, t := range []Tier{InNames, InTitle, InBody} {
		text += map[Tier]string{InNames: r.party, InTitle: r.title, InBody: r.body}[t]
		if !q.Empty() && q.in(text) {
			return t
		}
	}
	return 0
}

func (q Query) in(text string) bool {
	for _, w := range q.words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// The index is asked for no more than this; the text itself is looked at anyway.
const (
	mostWords = 8
	mostGrams = 24
)

// ask is what a document found in a tier has in the index.
func (q Query) ask(upTo Tier) sqldb.Grams {
	var out sqldb.Grams
	for _, word := range q.words[:min(len(q.words), mostWords)] {
		single := utf8.RuneCountInString(word) == 1
		var alternatives [][]uint32
		for tier := InNames; tier <= upTo; tier++ {
			var all []uint32
			eachGram(word, func(part string, pair bool) {
				if (pair || single) && len(all) < mostGrams {
					all = append(all, gram(tier, part))
				}
			})
			alternatives = append(alternatives, all)
		}
		out = append(out, alternatives)
	}
	return out
}
