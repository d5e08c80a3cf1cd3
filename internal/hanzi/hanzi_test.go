package hanzi

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"鄰里糾紛":          "邻里纠纷",
		"ＡＢＣ１２３":        "abc123",
		"调解委员会":         "调解委员会",
		"Hemu":          "hemu",
		"hemu 3":        "hemu 3",
		"Ⅷ":             "viii",
		"張三　Ａ座":         "张三 a座",
		"萊西市":           "莱西市",
		"a\xffb":        "a\uFFFDb",
		"\u8eca\uf902輛": "车车辆", // the compatibility form too
		"":              "",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTableIsAFolding(t *testing.T) {
	if a, b := utf8.RuneCountInString(traditional), utf8.RuneCountInString(simplified); a != b || a < 3000 {
		t.Fatalf("%d traditional, %d simplified", a, b)
	}
	for from, to := range folding {
		if _, again := folding[to]; again {
			t.Errorf("%c folds to %c, which folds again", from, to)
		}
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"王小明": "wxm", "单雄信": "sxx", "曾国藩": "zgf", "解缙": "xj", "查良镛": "zly", "仇英": "qy",
		"單雄信": "sxx", "欧阳修": "oyx", "尉迟恭": "ycg", "单于丹": "cyd", "万俟咏": "mqy",
		"翟志刚": "zzg", "覃俊": "qj", "区小红": "oxh", "朴树": "ps", "盖叫天": "gjt", "阚清子": "kqz",
		"乐毅": "yy", "张乐": "zl", "吕布": "lb", "安娜": "an", "鄂伦": "el",
		"王A2": "wa2", "买买提·艾力": "mmtal", "": "", "·": "",
	} {
		if got := Initials(name); got != want {
			t.Errorf("Initials(%q) = %q, want %q", name, got, want)
		}
	}
	if got := InitialsAll("曾行"); !slices.Equal(got, []string{"zx", "zh", "cx", "ch"}) {
		t.Errorf("InitialsAll = %v", got)
	}
	if got := InitialsAll("行行行行行行行行"); len(got) != mostInitials || len(got[0]) != 8 {
		t.Errorf("%d readings of %d letters", len(got), len(got[0]))
	}
	if got := InitialsAll("·"); got != nil {
		t.Errorf("InitialsAll = %v", got)
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"鄰里糾紛", "ＡＢＣ", "Ⅷİϴ\xff", "Å\u0301", "㋿"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(s)
		if again := Fold(folded); again != folded {
			t.Errorf("Fold(%q) = %q, then %q", s, folded, again)
		}
		if !utf8.ValidString(folded) {
			t.Errorf("Fold(%q) is no UTF-8", s)
		}
	})
}

func FuzzInitials(f *testing.F) {
	f.Add("王小明")
	f.Add("单于Ab 3")
	f.Fuzz(func(t *testing.T, s string) {
		all := InitialsAll(s)
		if len(all) > mostInitials || len(all) > 0 && all[0] != Initials(s) || len(all) == 0 && Initials(s) != "" {
			t.Errorf("InitialsAll(%q) = %v, Initials %q", s, all, Initials(s))
		}
		for _, one := range all {
			if strings.Trim(one, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
				t.Errorf("InitialsAll(%q) has %q", s, one)
			}
		}
	})
}
