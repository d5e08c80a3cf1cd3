package blob

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// FuzzText: the beginning of any bytes is a text that can be shown, without what no
// screen shows; of one that was UTF-8 already it is what stands there, and a cut never
// goes through a character.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"纸条", "\ufeff纸条\r\n", "\xd6\xbd\xcc\xf5", "a\x00b", "\xff\xfea\x00", "\x81\x30\x81\x30", "\xe7\xba", ""} {
		f.Add([]byte(seed), uint32(0))
		f.Add([]byte(seed), uint32(maxText))
		f.Add([]byte(seed), uint32(maxText-1))
		f.Add([]byte(seed), uint32(maxText-1-len(seed)))
	}
	gb := strings.Repeat("\xd6\xbd\xcc\xf5", 4)
	f.Add([]byte(gb), uint32(maxText-len(gb)-7))
	f.Fuzz(func(t *testing.T, raw []byte, between uint32) {
		between %= maxText + 8 // plain letters, so that the cut comes anywhere
		raw = slices.Concat(raw, bytes.Repeat([]byte("x"), int(between)), raw)
		s := Store{Dir: t.TempDir()}
		b, err := s.PutOriginal(t.Context(), bytes.NewReader(raw), 1<<20)
		if err != nil || b.Type != "text/plain" {
			return // a file of another kind
		}
		text, cut, err := s.Text(t.Context(), b)
		if err != nil {
			if !errors.Is(err, ErrNoPreview) {
				t.Fatal(err)
			}
			return
		}
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) || cut != (len(raw) > maxText) {
			t.Errorf("%d bytes: %.60q, cut %t", len(raw), text, cut)
		}
		if utf8.Valid(raw) {
			whole := strings.ReplaceAll(strings.TrimPrefix(string(raw), "\ufeff"), "\x00", "")
			if !strings.HasPrefix(whole, text) || !cut && whole != text {
				t.Errorf("%q instead of %q", text, whole)
			}
			return
		}
		// In GB 18030 too: what is cut off is a whole character.
		if plain, err := simplifiedchinese.GB18030.NewDecoder().String(string(raw)); err == nil && !strings.ContainsRune(plain, utf8.RuneError) && strings.ContainsRune(text, utf8.RuneError) {
			t.Errorf("%d bytes are cut within a character: …%q", len(raw), text[max(0, len(text)-12):])
		}
	})
}
