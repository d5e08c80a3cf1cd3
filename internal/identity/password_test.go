package identity

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"hemu/internal/fault"
)

func TestCheckPassword(t *testing.T) {
	for _, c := range []struct {
		password, username string
		admin              bool
		code               string
	}{
		{"Abcdef1!", "wang", false, ""},
		{"Abcdef1", "wang", false, "identity.password_short"},
		{"Abcdef1!", "wang", true, "identity.password_short"},
		{"Abcdef1!Abcd", "wang", true, ""},
		{"abcdefgh1", "wang", false, "identity.password_simple"},
		{"ABCDEFGH!", "wang", false, "identity.password_simple"},
		{"八个汉字也行Aa1", "wang", false, ""},
		{"xxWaNg-123", "wang", false, "identity.password_guessable"},
		{"P@ssw0rd", "wang", false, "identity.password_guessable"},
		{"Qingdao@123", "wang", false, "identity.password_guessable"},
		{"Aa1!" + strings.Repeat("x", 125), "wang", false, "identity.password_long"},
	} {
		if got := fault.CodeOf(checkPassword(c.password, c.username, c.admin)); got != c.code {
			t.Errorf("%s: got %q, want %q", c.password, got, c.code)
		}
	}
}

func TestCommonPasswordsWouldPassOtherwise(t *testing.T) {
	for word := range common {
		if word != strings.ToLower(word) {
			t.Errorf("%s is not in lower case and never matches", word)
		}
	}
	if len(common) < 100 {
		t.Errorf("only %d common passwords", len(common))
	}
}

func TestHashes(t *testing.T) {
	h := newHasher()
	kept, err := h.hash(t.Context(), "Abcdef1!")
	if err != nil {
		t.Fatal(err)
	}
	code, once := oneTimeCode()
	for _, c := range []struct {
		kept, password string
		want           bool
	}{
		{kept, "Abcdef1!", true},
		{kept, "abcdef1!", false},
		{kept, "", false},
		{kept, strings.Repeat("x", 1000), false},
		{once, code, true},
		{once, " " + strings.ToLower(strings.ReplaceAll(code, "-", "")) + " ", true},
		{once, code[1:], false},
		{once, "", false},
		{"", "", false},
		{"argon2id$x", "x", false},
		{"argon2id$!$!", "x", false},
	} {
		if got, err := h.matches(t.Context(), c.kept, c.password); err != nil || got != c.want {
			t.Errorf("matches(%.20s, %.20s) = %v, %v", c.kept, c.password, got, err)
		}
	}
	if again, _ := oneTimeCode(); again == code || len(code) != 23 {
		t.Errorf("codes %s %s", code, again)
	}
}

var tallyStart = time.Date(2026, 3, 2, 4, 0, 0, 0, time.UTC)

// A lock only comes at the limit, doubles, is never longer than the longest, and
// an attempt that was right leaves no trace but those before it.
func TestTallies(t *testing.T) {
	l := DefaultLimits()
	rapid.Check(t, func(t *rapid.T) {
		now := tallyStart
		tl := tally{}
		wrong := 0
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			next, wait, ok := tl.attempt(now, l, l.Failures)
			if !ok {
				if wait <= 0 || wait > longestLock || next != tl {
					t.Fatalf("wait %v", wait)
				}
				now = now.Add(wait)
				continue
			}
			if rapid.Bool().Draw(t, "right") {
				if undone := next.undo(l.Failures); undone.fails != wrong || undone.lockedUntil.After(now) || undone.locks != tl.locks {
					t.Fatalf("%+v undone is %+v, with %d wrong", next, undone, wrong)
				}
				tl = next.undo(l.Failures)
				continue
			}
			wrong++
			if locked := next.lockedUntil.After(now); locked != (wrong == l.Failures) {
				t.Fatalf("after %d wrong: locked %v", wrong, locked)
			}
			if tl = next; wrong == l.Failures {
				wrong = 0
			}
		}
	})
}

func TestAddressesOfOneNetworkCountTogether(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"2001:db8::1", "2001:db8::ffff:2", true},
		{"2001:db8::1", "2001:db8:0:1::1", false},
		{"10.0.0.1", "10.0.0.2", false},
		{"::ffff:10.0.0.1", "::ffff:10.0.0.2", false},
		{"unix", "unix", true},
	} {
		if got := addressSubject(c.a) == addressSubject(c.b); got != c.same {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}

func TestAgent(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "curl/8": "",
		"Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0":                                "Firefox, Linux",
		"Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130":                   "Edge, Windows",
		"Mozilla/5.0 (Linux; Android 14) Chrome/116 Mobile Safari/537.36 MicroMessenger/8.0":                    "WeChat, Android",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Mobile Safari/604": "Safari, iPhone",
	} {
		if got := Agent(in); got != want {
			t.Errorf("Agent(%q) = %q, want %q", in, got, want)
		}
	}
}
