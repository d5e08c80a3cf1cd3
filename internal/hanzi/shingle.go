package hanzi

import "unicode"

// Shingles are the pieces a text is made of, for telling how much of it another
// shares: pairs of neighbouring Chinese characters, the last character of each run of
// them, and whole words of other letters and digits.
type Shingles map[string]struct{}

// ShinglesOf are the pieces of a text.
func ShinglesOf(text string) Shingles {
	out := Shingles{}
	runs(Fold(text), func(run []rune, han bool) {
		if !han {
			out[string(run)] = struct{}{}
			return
		}
		for i := range run {
			out[string(run[i:min(i+2, len(run))])] = struct{}{}
		}
	})
	return out
}

// Like is the part of all pieces of two texts that is in both (Jaccard): 1 for texts of
// the same pieces, 0 for nothing in common, and for two empty texts.
func (s Shingles) Like(t Shingles) float64 {
	if len(s) > len(t) {
		s, t = t, s
	}
	both := 0
	for piece := range s {
		if _, ok := t[piece]; ok {
			both++
		}
	}
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(s)+len(t)-both)
}

// runs cuts a text into runs of Chinese characters and runs of other letters
// and digits; everything else parts them. A run is good only during the call.
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
