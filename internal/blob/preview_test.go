package blob

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"sync"
	"testing"
)

// marked is a picture, red in its upper left corner, that is said to stand so.
func marked(t *testing.T, up byte) string {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 800, 400))
	for y := range 400 {
		for x := range 800 {
			c := color.RGBA{255, 255, 255, 255}
			if x < 200 && y < 100 {
				c = color.RGBA{255, 0, 0, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return "\xFF\xD8" + segment(app1, "Exif\x00\x00"+string(exifOf(up))) + b.String()[2:]
}

// TestPreviewsStandUpright: where the red corner comes to lie for each way a telephone
// can be held (Exif 2.3, tag 274), and that the small picture is small.
func TestPreviewsStandUpright(t *testing.T) {
	s := &Store{Dir: t.TempDir()}
	p := NewPreviews(s)
	for up, corner := range []string{1: "left top", 2: "right top", 3: "right bottom", 4: "left bottom", 5: "left top", 6: "right top", 7: "right bottom", 8: "left bottom"} {
		if up == 0 {
			continue
		}
		b, err := s.Put(t.Context(), strings.NewReader(marked(t, byte(up))), 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := p.Picture(t.Context(), b)
		if err != nil {
			t.Fatal(err)
		}
		m, err := jpeg.Decode(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		w, h := m.Bounds().Dx(), m.Bounds().Dy()
		if up < 5 && (w != 320 || h != 160) || up >= 5 && (w != 160 || h != 320) {
			t.Errorf("%d: %d × %d", up, w, h)
		}
		for where, at := range map[string]image.Point{"left top": {4, 4}, "right top": {w - 5, 4}, "left bottom": {4, h - 5}, "right bottom": {w - 5, h - 5}} {
			_, green, _, _ := m.At(at.X, at.Y).RGBA()
			if red := green < 0x4000; red != (where == corner) {
				t.Errorf("%d: red %v at %s", up, red, where)
			}
		}
	}
}

// TestPreviewsAreBounded: what would take too much memory, and what is no picture, is
// not drawn; many at once are drawn one after the other.
func TestPreviewsAreBounded(t *testing.T) {
	s := &Store{Dir: t.TempDir()}
	p := NewPreviews(s)
	var wide bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&wide, image.NewGray(image.Rect(0, 0, 7000, 3100))); err != nil {
		t.Fatal(err)
	}
	for _, raw := range []string{wide.String(), "a text", heicOf()} {
		b, err := s.Put(t.Context(), strings.NewReader(raw), 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Picture(t.Context(), b); !errors.Is(err, ErrNoPreview) {
			t.Errorf("%s: %v", b.Type, err)
		}
	}
	b, err := s.Put(t.Context(), strings.NewReader(marked(t, 1)), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if raw, err := p.Picture(t.Context(), b); len(raw) == 0 || err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if len(p.order) != 1 {
		t.Errorf("drawn %d times", len(p.order))
	}
}
