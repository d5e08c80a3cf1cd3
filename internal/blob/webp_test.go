package blob

import (
	"bytes"
	"encoding/base64"
	"errors"
	"image/jpeg"
	"strings"
	"testing"
)

// A picture of 16 × 8, red in its upper left quarter, as a browser packs it.
const (
	lossy    = "sAEAnQEqEAAIAAFAJiWoAuwBCzxP0AD+9onf+5Dv/rQCZ/kj8TqiJn/7Ca//LNVv/M8AAA=="
	lossless = "Lw/AAQAPMP/zP//zH1pQkLYBM/+muyciov8hHgAA"
)

func webPSaying(t *testing.T, kind, packed string, width, height byte, up byte) string {
	t.Helper()
	raw, err := base64.StdEncoding.DecodeString(packed)
	if err != nil {
		t.Fatal(err)
	}
	return riff("RIFF", "WEBP"+riff("VP8X", "\x08\x00\x00\x00"+string([]byte{width - 1, 0, 0, height - 1, 0, 0}))+riff(kind, string(raw))+riff("EXIF", tiff(up)))
}

// TestWebPIsDrawnSmall, upright, packed either way; one whose parts are larger than it
// says, or that ends early, is not drawn.
func TestWebPIsDrawnSmall(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	draw := func(raw string) ([]byte, error) {
		b, err := s.Put(t.Context(), strings.NewReader(raw), 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		return NewPreviews(&s).Picture(t.Context(), b)
	}
	for kind, packed := range map[string]string{"VP8 ": lossy, "VP8L": lossless} {
		for up, w := range map[byte]int{1: 16, 6: 8} {
			raw, err := draw(webPSaying(t, kind, packed, 16, 8, up))
			if err != nil {
				t.Fatal(kind, up, err)
			}
			m, err := jpeg.Decode(bytes.NewReader(raw))
			if err != nil || m.Bounds().Dx() != w || m.Bounds().Dy() != 24-w {
				t.Fatal(kind, up, m.Bounds(), err)
			}
			red := func(x, y int) bool {
				r, g, _, _ := m.At(x, y).RGBA()
				return r > 0xC000 && g < 0x8000
			}
			// Turned by a quarter its upper left corner is the upper right one.
			if left, right := red(1, 1), red(w-2, 1); left != (up == 1) || right != (up == 6) {
				t.Errorf("%s, %d: red on the left %v, on the right %v", kind, up, left, right)
			}
		}
	}
	huge := "\x2f\xff\xff\xff\x0f" + strings.Repeat("\x00", 20) // 16384 × 16384, in a canvas of 16 × 8
	if _, err := draw(webPSaying(t, "VP8L", base64.StdEncoding.EncodeToString([]byte(huge)), 16, 8, 1)); !errors.Is(err, ErrNoPreview) {
		t.Errorf("larger within: %v", err)
	}
	if _, err := draw(webPSaying(t, "VP8L", lossless[:24], 16, 8, 1)); !errors.Is(err, ErrNoPreview) {
		t.Errorf("cut short: %v", err)
	}
}
