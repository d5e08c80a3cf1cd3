package search

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hemu/internal/hanzi"
)

func joined(pieces []Piece) (all, hits string) {
	for _, p := range pieces {
		all += p.Text
		if p.Hit {
			hits += p.Text + "\n"
		}
	}
	return all, hits
}

// TestHitsShowWhatWasFound: what finds a text is marked in it, nothing is lost or
// changed by marking, and what finds nothing marks nothing.
func TestHitsShowWhatWasFound(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		words := text(12).Draw(rt, "text")
		runes := []rune(words)
		typed := text(2).Draw(rt, "free")
		if n := len(runes); n > 0 && rapid.Bool().Draw(rt, "a part") {
			from := rapid.IntRange(0, n-1).Draw(rt, "from")
			typed = string(runes[from:min(n, from+rapid.IntRange(1, 4).Draw(rt, "length"))])
		}
		q := Parse(typed)
		h := q.Hits(words)
		all, hits := joined(h.Pieces())
		if all != words {
			rt.Fatalf("%q becomes %q", words, all)
		}
		for i, word := range q.words {
			in := false
			for _, part := range strings.Fields(hanzi.Fold(words)) {
				in = in || strings.Contains(part, word)
			}
			if h.words[i] != in || in && !strings.Contains(hanzi.Fold(hits), word) {
				rt.Fatalf("%q in %q: %v, marked %q", word, words, h.words[i], hits)
			}
		}
		if short, _ := joined(h.Excerpt(5)); len([]rune(strings.Trim(short, "…"))) > 5 {
			rt.Fatalf("%q is no excerpt of five", short)
		}
	})
}

func TestHits(t *testing.T) {
	long := strings.Repeat("前", 40) + "漏\n水" + strings.Repeat("后", 40)
	for _, c := range []struct {
		typed, text string
		name        bool
		want        string // hits in brackets
	}{
		{"漏水", "楼上漏水多次漏水", false, "楼上[漏水]多次[漏水]"},
		{"鄰里", "邻里鄰裏", false, "[邻里鄰裏]"},
		{"abc１", "ＡＢＣ１２", false, "[ＡＢＣ１]２"},
		{"k", "五㎏米", false, "五[㎏]米"},
		{"漏水 水多", "漏水多", false, "[漏水多]"},
		{"wy", "王玥", true, "[王玥]"},
		{"xm", "王小明", true, "王[小明]"},
		{"qd", "青岛(ＡＢ)公司", true, "[青岛(ＡＢ)公司]"},
		{"王 xm", "王小明", true, "[王小明]"},
		{"wy", "王玥", false, "王玥"},
		{"", "王玥", true, "王玥"},
	} {
		h := Parse(c.typed).Hits(c.text)
		if c.name {
			h = Parse(c.typed).NameHits(c.text)
		}
		if got := brackets(h.Pieces()); got != c.want {
			t.Errorf("%q in %q: %s instead of %s", c.typed, c.text, got, c.want)
		}
	}
	if got, want := brackets(Parse("漏").Hits(long).Excerpt(20)), "…"+strings.Repeat("前", 12)+"[漏] 水"+strings.Repeat("后", 5)+"…"; got != want {
		t.Errorf("%s instead of %s", got, want)
	}
	covered := Parse("1381").Hits("电话13811112222").Cover(func(string) [][]int { return [][]int{{6, 17}} })
	if got := brackets(covered.Pieces()); got != "电话[1381]*******" {
		t.Error(got)
	}
}

func brackets(pieces []Piece) (out string) {
	for _, p := range pieces {
		if p.Hit {
			p.Text = "[" + p.Text + "]"
		}
		out += p.Text
	}
	return out
}

func FuzzHits(f *testing.F) {
	f.Add("漏水", "楼上漏水")
	f.Add("i", "İ㎏\xff\u0301")
	f.Add("的", "a\u0301\u0323的")
	f.Fuzz(func(t *testing.T, typed, text string) {
		h := Parse(typed).NameHits(text)
		if all, _ := joined(h.Pieces()); all != strings.ToValidUTF8(text, "\uFFFD") {
			t.Fatalf("%q becomes %q", text, all)
		}
		h.Excerpt(8)
	})
}
