package retention

import (
	"testing"

	"hemu/internal/casework"
)

// TestNothingIsSolved: from all that is told of a batch, whoever knows the rule can work
// out no number that is hidden: at least two stay possible, whatever it is subtracted from.
func TestNothingIsSolved(t *testing.T) {
	type told struct{ cases, destroyed, files int }
	for least := 3; least <= 6; least++ {
		cases, destroyed := map[told]map[int]bool{}, map[told]map[int]bool{}
		for n := 1; n <= 3*least; n++ {
			for gone := 0; gone <= n; gone++ {
				b := Batch{Cases: n, Destroyed: gone, Files: 7}
				b.conceal(least)
				as := told{b.Cases, b.Destroyed, b.Files}
				if cases[as] == nil {
					cases[as], destroyed[as] = map[int]bool{}, map[int]bool{}
				}
				cases[as][n], destroyed[as][gone] = true, true
				small := n < least || 0 < gone && gone < least || 0 < n-gone && n-gone < least
				if small != (b.Few == least) || small && b.Files != casework.Few {
					t.Errorf("%d of %d below %d: %+v", gone, n, least, b)
				}
			}
		}
		for as := range cases {
			if as.cases == casework.Few && len(cases[as]) < 2 || as.destroyed == casework.Few && len(destroyed[as]) < 2 {
				t.Errorf("below %d: %+v can only be %v of %v", least, as, destroyed[as], cases[as])
			}
		}
	}
}
