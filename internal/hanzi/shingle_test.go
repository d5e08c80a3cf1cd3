package hanzi

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestShingles(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"邻里纠纷", "纠纷 纷 邻里 里纠"},
		{"水", "水"},
		{"3号楼 Room B", "3 b room 号楼 楼"},
		{"纠纷，纠纷", "纠纷 纷"},
		{"　，。", ""},
	} {
		if got := strings.Join(slices.Sorted(maps.Keys(ShinglesOf(tt.in))), " "); got != tt.want {
			t.Errorf("ShinglesOf(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestLike(t *testing.T) {
	text := rapid.StringOfN(rapid.RuneFrom([]rune("邻里纠纷漏水，ab 1")), 0, 30, -1)
	rapid.Check(t, func(t *rapid.T) {
		a, b := ShinglesOf(text.Draw(t, "a")), ShinglesOf(text.Draw(t, "b"))
		ab, ba := a.Like(b), b.Like(a)
		if ab != ba || ab < 0 || ab > 1 {
			t.Fatalf("%v and %v", ab, ba)
		}
		if same := maps.Equal(a, b) && len(a) > 0; same != (ab == 1) {
			t.Fatalf("of the same pieces: %v, likeness %v", same, ab)
		}
	})
}
