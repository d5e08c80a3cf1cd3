package portal

import (
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// FuzzToken: a token of a form is one text and no other, signed by this installation, and says
// when the form was given out.
func FuzzToken(f *testing.F) {
	now := time.Date(2026, 3, 2, 4, 0, 0, 0, time.UTC)
	p := &Pages{Now: func() time.Time { return now }, Key: []byte("a key for tests, 32 bytes long..")}
	whole := p.token(now)
	if age, ok := p.age(whole, now.Add(time.Minute)); !ok || age != time.Minute {
		f.Fatal(age, ok)
	}
	f.Add(whole)
	f.Add(whole[:len(whole)-1])
	f.Add(whole[:9] + "\n" + whole[9:])
	f.Add(whole + "\r\n")
	f.Add(strings.Repeat("A", len(whole)))
	f.Add("")
	f.Fuzz(func(t *testing.T, token string) {
		if _, ok := p.age(token, now); !ok {
			return
		}
		raw, err := base64.RawURLEncoding.DecodeString(token)
		if err != nil || base64.RawURLEncoding.EncodeToString(raw) != token || string(raw[20:]) != string(p.signature(raw[:20])) {
			t.Fatalf("%q is taken", token)
		}
	})
}

// FuzzTake: whatever is sent as a form, no text of it has what no keyboard types.
func FuzzTake(f *testing.F) {
	f.Add("facts=%E7%BA%A0%E7%BA%B7&name=a%00b&agreed=yes", "application/x-www-form-urlencoded")
	f.Add("facts=%zz;&phone=%0d%0a", "application/x-www-form-urlencoded")
	f.Add("--b\r\nContent-Disposition: form-data; name=facts\r\n\r\nx\x07\r\n--b--", "multipart/form-data; boundary=b")
	f.Fuzz(func(t *testing.T, body, kind string) {
		r := httptest.NewRequest(http.MethodPost, "/t/ask", strings.NewReader(body))
		r.Header.Set("Content-Type", kind)
		var got form
		got.take(r)
		for _, text := range []string{got.In.Facts, got.In.Wish, got.In.Cause, got.In.Region, got.In.Other, got.In.Name, got.In.Phone, got.In.Reach, got.Token} {
			if strings.ContainsAny(text, "\x00\x07\r\t\x1b\u0085") || text != strings.TrimSpace(text) {
				t.Fatalf("%q", text)
			}
		}
	})
}
