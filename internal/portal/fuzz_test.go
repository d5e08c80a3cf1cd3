package portal

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// FuzzToken: nobody makes the token of a form but this installation, and each says when.
func FuzzToken(f *testing.F) {
	now := time.Date(2026, 3, 2, 4, 0, 0, 0, time.UTC)
	p := &Pages{Now: func() time.Time { return now }, Key: []byte("a key for tests, 32 bytes long..")}
	whole := p.token(now)
	f.Add(whole)
	f.Add(whole[:len(whole)-1])
	f.Add(strings.Repeat("A", len(whole)))
	f.Add("")
	f.Fuzz(func(t *testing.T, token string) {
		age, ok := p.age(token, now.Add(time.Minute))
		if ok != (token == whole) || ok && age != time.Minute {
			t.Fatalf("%q is %v old: %v", token, age, ok)
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
