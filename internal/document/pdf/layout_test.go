package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"
)

// shaped gives text fixed widths: no font needed.
func shaped(text string) []glyph {
	var gs []glyph
	for _, r := range text {
		w := 10.0
		if r < 0x2E80 {
			w = 5
		}
		gs = append(gs, glyph{r: r, wide: w})
	}
	return gs
}

func broken(text string, first, rest float64) []string {
	gs := shaped(text)
	var out []string
	for _, l := range breakLines(gs, first, rest, 10) {
		var b strings.Builder
		for _, g := range gs[l.from:l.to] {
			b.WriteRune(g.r)
		}
		out = append(out, b.String())
	}
	return out
}

func TestBreak(t *testing.T) {
	for name, c := range map[string]struct {
		text        string
		first, rest float64
		want        string
	}{
		"nothing":                       {"", 50, 50, ""},
		"first line is shorter":         {"一二三四五六七八", 30, 50, "一二三/四五六七八"},
		"a stop may hang by half":       {"一二三四。五六", 45, 45, "一二三四。/五六"},
		"a stop never starts a line":    {"一二三四五。六", 50, 50, "一二三四/五。六"},
		"an opening never ends a line":  {"一二三四（五六）", 50, 50, "一二三四/（五六）"},
		"numbers stay whole":            {"共计人民币12,000.00元整", 60, 60, "共计人民币/12,000.00元/整"},
		"a word longer than a line":     {"ABCDEFGHIJKL", 25, 25, "ABCDE/FGHIJ/KL"},
		"line feeds are kept":           {"一二\n\n三", 50, 50, "一二//三"},
		"blanks at the end are dropped": {"ab cd ef", 25, 25, "ab cd/ef"},
		"dashes stay together":          {"一二三——四", 35, 35, "一二/三——四"},
	} {
		if got := strings.Join(broken(c.text, c.first, c.rest), "/"); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestBreakLaws: no text is lost, no line is too long, and the rules of line ends hold
// wherever a line has a legal place to break.
func TestBreakLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("调解协议，。（）《》“”a1.-")), 0, 200, -1).Draw(t, "text")
		width := rapid.Float64Range(30, 300).Draw(t, "width")
		gs := shaped(text)
		lines := breakLines(gs, width, width, 10)
		at := 0
		for _, l := range lines {
			if l.from != at {
				t.Fatalf("a gap or overlap at %d", at)
			}
			at = l.to
			end := l.natural + l.spread*float64(l.to-l.from)
			if l.spread == 0 {
				end = l.natural
			}
			if l.to > l.from && l.natural-gs[l.to-1].wide+shrunk(gs[l.to-1]) > width+0.01 && l.to-l.from > 1 {
				t.Fatalf("a line of %v in %v", end, width)
			}
			if l.to < len(gs) && !mayBreak(gs[l.to-1].r, gs[l.to].r) {
				for k := l.from + 1; k < l.to; k++ {
					if mayBreak(gs[k-1].r, gs[k].r) {
						t.Fatalf("%q ends badly though it could end at %d", text, k)
					}
				}
			}
			if l.spread > maxSpread*10 {
				t.Fatalf("gaps of %v", l.spread)
			}
		}
		if at != len(gs) {
			t.Fatalf("%d of %d characters set", at, len(gs))
		}
	})
}

// strip is an atom that says its name.
func strip(name string, high float64) atom {
	return atom{high: high, marks: []mark{{kind: textMark, text: name}}}
}

func paged(atoms ...atom) string {
	p := pager{top: 0, bottom: 100}
	p.run(atoms)
	var pages []string
	for _, pg := range p.pages {
		var names []string
		for _, m := range pg {
			names = append(names, m.text)
		}
		pages = append(pages, strings.Join(names, " "))
	}
	return strings.Join(pages, " | ")
}

func TestPager(t *testing.T) {
	keep := func(a atom) atom { a.keep = true; return a }
	head := []atom{strip("H", 10)}
	row := func(name string, high float64) atom {
		a := strip(name, high)
		a.head = head
		a.shut = []mark{{text: "shut"}}
		return a
	}
	elastic := strip("gap", 50)
	elastic.elastic = true
	fresh := atom{fresh: true}
	front := atom{fresh: true, front: true}
	for name, c := range map[string]struct {
		atoms []atom
		want  string
	}{
		"fills":                  {[]atom{strip("a", 60), strip("b", 40), strip("c", 10)}, "a b | c"},
		"chain moves as one":     {[]atom{strip("a", 60), keep(strip("b", 30)), strip("c", 30)}, "a | b c"},
		"chain longer than page": {[]atom{strip("a", 60), keep(strip("b", 60)), keep(strip("c", 60)), strip("d", 10)}, "a | b | c d"},
		"head repeated":          {[]atom{head[0], row("r1", 80), row("r2", 80)}, "H r1 shut | H r2 shut"},
		"room is not carried":    {[]atom{strip("a", 60), elastic, strip("b", 60)}, "a | b"},
		"fresh page":             {[]atom{strip("a", 10), fresh, strip("b", 10)}, "a | b"},
		"front of a sheet":       {[]atom{strip("a", 10), front, strip("b", 10), strip("c", 100), front, strip("d", 10)}, "a |  | b | c | d"},
		"higher than a page":     {[]atom{strip("a", 10), strip("b", 300), strip("c", 10)}, "a | b | c"},
	} {
		if got := paged(c.atoms...); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestUnicodeMap: a character beyond the basic plane is written as a surrogate pair, and
// sections hold at most 100 entries.
func TestUnicodeMap(t *testing.T) {
	var old strings.Builder
	old.WriteString("begincmap\n")
	for i := range 150 {
		fmt.Fprintf(&old, "<%04X><%04X><%04X>\n", i+1, i+1, 0x20164+i)
	}
	got := string(unicodeMap([]byte(old.String())))
	hi, lo := utf16.EncodeRune(0x20164)
	if want := fmt.Sprintf("<0001> <%04X%04X>", hi, lo); !strings.Contains(got, want) {
		t.Errorf("no %s", want)
	}
	if !strings.Contains(got, "100 beginbfchar") || !strings.Contains(got, "50 beginbfchar") {
		t.Error("sections are not split at 100")
	}
}

func TestRepairRefuses(t *testing.T) {
	for _, raw := range []string{"", "startxref\n99999\n%%EOF", "1 0 obj\nendobj\nxref\n0000000000 00000 n \nstartxref\n16\n"} {
		if _, err := repair([]byte(raw)); err == nil {
			t.Errorf("%q was accepted", raw)
		}
	}
}

func FuzzRepair(f *testing.F) {
	f.Add([]byte("%PDF\n1 0 obj\n<<>>\nendobj\nxref\n0 2\n0000000005 00000 n \ntrailer\n<<>>\nstartxref\n28\n%%EOF"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if out, err := repair(raw); err == nil && !bytes.HasPrefix(out, []byte("%PDF-")) {
			t.Error("not a PDF")
		}
	})
}
