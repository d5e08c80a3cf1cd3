package org

import "testing"

// FuzzPattern: by a pattern that is allowed no two numbers of an issuer's year, of two years
// or of two issuers are the same.
func FuzzPattern(f *testing.F) {
	for _, seed := range []string{DefaultPattern, "{YYYY}{short}{seq}", "{YYYY}-{short}-{seq:4}", "{seq:0}{YYYY}{short}", "{YYYY}{short}{seq}{seq}", "{", "{YYYY}年{short}{seq:99999999999}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, pattern string) {
		if !ValidPattern(pattern) {
			return
		}
		one := Number{2026, "水集", 7}
		for _, other := range []Number{{2025, "水集", 7}, {2026, "沽河", 7}, {2026, "水集", 8}, {2026, "水集", 77}} {
			if a, b := FormatNumber(pattern, one), FormatNumber(pattern, other); a == b || len(a) > len(pattern)+40 {
				t.Fatalf("%q: %q and %q", pattern, a, b)
			}
		}
	})
}
