package identity

import (
	"strings"
	"testing"
	"time"
)

// TestCodesOfTheStandard: the values of RFC 6238, appendix B, SHA-1, cut to six digits.
func TestCodesOfTheStandard(t *testing.T) {
	secret := base32Plain.EncodeToString([]byte("12345678901234567890"))
	for unix, want := range map[int64]string{
		59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130",
	} {
		now := time.Unix(unix, 0)
		if got := CodeAt(secret, now); got != want {
			t.Errorf("at %d: %s, want %s", unix, got, want)
		}
		for off, ok := range map[time.Duration]bool{-90: false, -30: true, 0: true, 30: true, 60: false} {
			if _, got := stepOf(secret, want, now.Add(off*time.Second)); got != ok {
				t.Errorf("the code of %d, %d s later: %t", unix, off, got)
			}
		}
	}
	for _, secret := range []string{"", "no base32!"} {
		if _, ok := stepOf(secret, CodeAt(secret, time.Unix(59, 0)), time.Unix(59, 0)); ok {
			t.Errorf("%q is taken for a secret", secret)
		}
	}
	if uri := keyURI("wang.xm", "ABC"); !strings.HasPrefix(uri, "otpauth://totp/Hemu:wang.xm?") || !strings.Contains(uri, "secret=ABC") {
		t.Error(uri)
	}
}
