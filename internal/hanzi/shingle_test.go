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

func TestTelling(t *testing.T) {
	for _, tt := range []struct {
		text   string
		n      int
		common string // pieces that stand in many texts
		want   string
	}{
		{"排水沟堵塞", 9, "", "排水沟 水沟堵 沟堵塞"},
		{"排水沟堵塞", 1, "排水 堵塞 水沟 ", "水沟堵"},
		{"排水沟堵塞，排水沟", 2, "沟堵 ", "排水沟 水沟堵"},
		{"邻居ＫＴＶ扰民A", 9, "", "ktv"},
		{"您好，我是居民。我要反映漏水问题", 2, "我是 是居 居民 我要 要反 反映 ", "反映漏 漏水问"},
		{"漏水", 9, "", ""},
		{"排水沟", 0, "", ""},
	} {
		few := func(piece string) int { return strings.Count(tt.common, piece+" ") }
		if got := strings.Join(Telling(tt.text, tt.n, few), " "); got != tt.want {
			t.Errorf("Telling(%q, %d) = %q, want %q", tt.text, tt.n, got, tt.want)
		}
	}
}
