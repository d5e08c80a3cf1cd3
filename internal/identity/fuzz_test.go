package identity

import (
	"strings"
	"testing"
	"time"
	"unicode"
)

// FuzzCode: a code as somebody types it is one code, however it is spaced, dashed and
// cased; what is kept of a recovery code has none of the characters it forgives; and
// the app's six digits are right just when they are those of now, or of the half minute
// before or after.
func FuzzCode(f *testing.F) {
	secret := base32Plain.EncodeToString([]byte("12345678901234567890"))
	now := time.Unix(1111111109, 0)
	for _, seed := range []string{"081804", " 081 804 ", "ABCD-EFGH-IJKL-MNOP", "abcd efgh ijkl mn0p", "８１８０４", "ﬁ-ß", "\x00", "081804\n", "İı", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		normal := normalCode(typed)
		if normalCode(normal) != normal {
			t.Errorf("%q is %q, and then %q", typed, normal, normalCode(normal))
		}
		if strings.ContainsAny(normal, "- 018") || strings.ContainsFunc(normal, func(r rune) bool { return r < unicode.MaxASCII && unicode.IsLower(r) }) {
			t.Errorf("%q keeps %q", typed, normal)
		}
		for _, same := range []string{strings.ToLower(normal), strings.Join(strings.Split(normal, ""), "-"), " " + normal + " "} {
			if isASCII(normal) && normalCode(same) != normal {
				t.Errorf("%q and %q are two codes", same, normal)
			}
		}
		plain := plainCode(typed)
		if plainCode(plain) != plain || strings.Contains(plain, " ") {
			t.Errorf("%q is plainly %q, and then %q", typed, plain, plainCode(plain))
		}
		right := false
		for off := -30 * time.Second; off <= 30*time.Second; off += 30 * time.Second {
			right = right || CodeAt(secret, now.Add(off)) == plain
		}
		if _, ok := stepOf(secret, plain, now); ok != right {
			t.Errorf("%q: taken %t, right %t", typed, ok, right)
		}
	})
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}
