package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hemu/internal/hanzi"
)

// Piece is a part of a text; Hit says that it is what was looked for.
type Piece struct {
	Text string
	Hit  bool
}

// Hits is where the words of a query stand in one text.
type Hits struct {
	text  string
	spans []span // in order, apart from each other
	words []bool // which words of the query stand in it
}

// span is a range of bytes.
type span struct{ from, to int }

// Hits finds the words of q in a text, as the index does.
func (q Query) Hits(text string) Hits {
	h := Hits{text: strings.ToValidUTF8(text, "\uFFFD"), words: make([]bool, len(q.words))}
	folded, at := hanzi.Align(h.text)
	for i, word := range q.words {
		for from := 0; ; {
			found := strings.Index(folded[from:], word)
			if found < 0 {
				break
			}
			from += found
			h.words[i] = true
			h.spans = append(h.spans, span{at[from], endOf(at, from+len(word))})
			from += len(word)
		}
	}
	h.join()
	return h
}

// endOf is where the character ends whose last byte stands before i: one character
// may have become several.
func endOf(at []int, i int) int {
	last := at[i-1]
	for i < len(at)-1 && at[i] == last {
		i++
	}
	return at[i]
}

// NameHits finds the words of q in a name or in its initials. Where the letters of
// initials can't be told apart by character, the whole name is the hit.
func (q Query) NameHits(name string) Hits {
	h := q.Hits(name)
	name = h.text
	for i, word := range q.words {
		if h.words[i] {
			continue
		}
		for _, letters := range hanzi.InitialsAll(name) {
			from := strings.Index(letters, word)
			if from < 0 {
				continue
			}
			h.words[i] = true
			h.spans = append(h.spans, spanOf(name, letters, from, len(word)))
			break
		}
	}
	h.join()
	return h
}

func spanOf(name, letters string, from, n int) span {
	if utf8.RuneCountInString(name) != len(letters) {
		return span{0, len(name)}
	}
	runes := []rune(name)
	return span{len(string(runes[:from])), len(string(runes[:from+n]))}
}

// join puts the spans in order and makes one of those that touch.
func (h *Hits) join() {
	slices.SortFunc(h.spans, func(a, b span) int { return a.from - b.from })
	joined := h.spans[:0]
	for _, s := range h.spans {
		if last := len(joined) - 1; last >= 0 && s.from <= joined[last].to {
			joined[last].to = max(joined[last].to, s.to)
			continue
		}
		joined = append(joined, s)
	}
	h.spans = joined
}

// Adds reports whether a word stands in the text that is not among those seen, and
// puts all that do among them. seen grows to the number of words.
func (h Hits) Adds(seen *[]bool) (adds bool) {
	if len(*seen) < len(h.words) {
		*seen = append(*seen, make([]bool, len(h.words)-len(*seen))...)
	}
	for i, here := range h.words {
		adds = adds || here && !(*seen)[i]
		(*seen)[i] = (*seen)[i] || here
	}
	return adds
}

// Pieces are the whole text.
func (h Hits) Pieces() []Piece { return h.between(0, len(h.text)) }

// lead is how many characters of an excerpt stand before the first hit.
const lead = 12

// Excerpt is the text around the first hit, at most n characters of it on one line;
// where something is left out stands an ellipsis.
func (h Hits) Excerpt(n int) []Piece {
	runes := []rune(h.text)
	from := 0
	if len(h.spans) > 0 {
		from = max(0, utf8.RuneCountInString(h.text[:h.spans[0].from])-lead)
	}
	from = min(from, max(0, len(runes)-n))
	to := min(len(runes), from+n)
	pieces := h.between(len(string(runes[:from])), len(string(runes[:to])))
	for i := range pieces {
		pieces[i].Text = oneLine(pieces[i].Text)
	}
	if from > 0 {
		pieces = slices.Insert(pieces, 0, Piece{Text: "…"})
	}
	if to < len(runes) {
		pieces = append(pieces, Piece{Text: "…"})
	}
	return pieces
}

func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
}

// between are the pieces of a range of the text.
func (h Hits) between(from, to int) (pieces []Piece) {
	add := func(end int, hit bool) {
		if end = min(end, to); end > from {
			pieces, from = append(pieces, Piece{h.text[from:end], hit}), end
		}
	}
	for _, s := range h.spans {
		add(s.from, false)
		add(s.to, true)
	}
	add(to, false)
	return pieces
}

// Cover puts stars over what hide finds (ranges of bytes, as of a regexp) where it
// is no hit.
func (h Hits) Cover(hide func(text string) [][]int) Hits {
	text := []byte(h.text)
	for _, r := range hide(h.text) {
		for i := r[0]; i < r[1]; i++ {
			hit := slices.ContainsFunc(h.spans, func(s span) bool { return s.from <= i && i < s.to })
			if !hit && text[i] < utf8.RuneSelf {
				text[i] = '*'
			}
		}
	}
	h.text = string(text)
	return h
}
