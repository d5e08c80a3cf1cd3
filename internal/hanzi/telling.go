package hanzi

import "slices"

// Telling are up to n short phrases of a text that tell it from others: runs of three
// Chinese characters and whole words of other letters and digits. few says in how many
// other texts a piece (ShinglesOf) stands; the phrases of the rarest pieces are taken,
// from all over the text.
func Telling(text string, n int, few func(piece string) int) []string {
	type phrase struct {
		text string
		in   int
	}
	var all []phrase
	seen := map[string]bool{}
	add := func(text string, in int) {
		if !seen[text] {
			seen[text] = true
			all = append(all, phrase{text, in})
		}
	}
	runs(Fold(text), func(run []rune, han bool) {
		if word := string(run); !han && len(run) > 1 {
			add(word, few(word))
		}
		for i := 0; han && i+3 <= len(run); i++ {
			add(string(run[i:i+3]), min(few(string(run[i:i+2])), few(string(run[i+1:i+3]))))
		}
	})
	if n <= 0 || len(all) == 0 {
		return nil
	}
	counts := make([]int, len(all))
	for i, p := range all {
		counts[i] = p.in
	}
	slices.Sort(counts)
	most := counts[min(n, len(counts))-1]
	all = slices.DeleteFunc(all, func(p phrase) bool { return p.in > most })
	out := make([]string, min(n, len(all)))
	for i := range out {
		out[i] = all[i*len(all)/len(out)].text
	}
	return out
}
