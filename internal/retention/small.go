package retention

import "hemu/internal/casework"

// register leaves what the register tells: numbers, days, people, and how many, but for
// small numbers.
func (b *Batch) register(least int) {
	b.Items, b.Reason, b.Note = nil, "", "" // texts may tell of a case too
	b.conceal(least)
}

// conceal hides numbers of cases below least, from whoever may not open the cases. Where
// few are in the batch nothing is told; where few were destroyed, or few kept, how many of
// each is not: one with the number in all gives the other.
func (b *Batch) conceal(least int) {
	few := func(n int) bool { return 0 < n && n < least }
	if few(b.Cases) {
		b.Cases, b.Few = casework.Few, least
	}
	if b.Few != 0 || few(b.Destroyed) || few(b.Cases-b.Destroyed) {
		b.Destroyed, b.Files, b.Entries, b.Few = casework.Few, casework.Few, casework.Few, least
	}
}
