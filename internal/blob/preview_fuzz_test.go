package blob

import (
	"bytes"
	"errors"
	"image/jpeg"
	"io"
	"testing"
)

// FuzzPreview: a picture of any bytes gives a small JPEG or none, whatever it says of itself.
func FuzzPreview(f *testing.F) {
	media := []string{"image/jpeg", "image/png", "image/gif", "image/webp"}
	for i, seed := range []string{jpegOf(f, 6), pngOf(f), "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;", webPOf()} {
		f.Add([]byte(seed), byte(i))
	}
	f.Fuzz(func(t *testing.T, raw []byte, kind byte) {
		small, err := drawSmall(io.NewSectionReader(bytes.NewReader(raw), 0, int64(len(raw))), media[int(kind)%len(media)])
		if err != nil {
			if !errors.Is(err, ErrNoPreview) {
				t.Fatal(err)
			}
			return
		}
		c, err := jpeg.DecodeConfig(bytes.NewReader(small))
		if err != nil || c.Width > previewSide || c.Height > previewSide {
			t.Fatalf("%+v, %v", c, err)
		}
	})
}
