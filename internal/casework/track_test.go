package casework

import (
	"strings"
	"testing"
)

// FuzzCleanCode: what is typed becomes one code or none, and cleaning it again
// changes nothing.
func FuzzCleanCode(f *testing.F) {
	for _, typed := range []string{"7KQ4-M2XH-93PD", "7kq4m2xh93pd", " ７ＫＱ４－Ｍ２ＸＨ—９３ＰＤ ", "OIL0-0000-0000", "", "7KQ4-M2XH-93PU", "7KQ4-M2XH-93PDD", "\x00", "<b>"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		code := CleanCode(typed)
		if code == "" {
			return
		}
		parts := strings.Split(code, "-")
		if len(parts) != 3 || len(code) != 14 || strings.Trim(code, crockford+"-") != "" {
			t.Errorf("%q became %q", typed, code)
		}
		if again := CleanCode(code); again != code {
			t.Errorf("%q became %q, then %q", typed, code, again)
		}
	})
}

func TestCleanCode(t *testing.T) {
	for typed, want := range map[string]string{
		"7kq4 m2xh 93pd": "7KQ4-M2XH-93PD", "７ｋｑ４－ｍ２ｘｈ－９３ｐｄ": "7KQ4-M2XH-93PD", "oil0—0000—0000": "0110-0000-0000",
		"7KQ4-M2XH-93P": "", "7KQ4-M2XH-93PU": "", "7KQ4/M2XH/93PD": "", "": "",
	} {
		if got := CleanCode(typed); got != want {
			t.Errorf("%q became %q, want %q", typed, got, want)
		}
	}
}
