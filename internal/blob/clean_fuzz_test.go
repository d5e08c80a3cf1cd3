package blob

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"io"
	"testing"

	"hemu/internal/fault"
)

// FuzzClean: whatever comes, a cleaner ends, with a picture or a fault. What is kept is
// clean already, is of the same kind and size, shows the same as before where it could
// be drawn, and says nothing beside the picture but which side is up.
func FuzzClean(f *testing.F) {
	for _, seed := range []string{"\xff\xd8\xff\xd9", jpegOf(f, 6), pngOf(f), heicOf(), richHEIC().build(), mp4Of(), webPOf(), "GIF89a\x01\x00\x01\x00\x00\x00\x00\x3b"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		s := Store{Dir: t.TempDir()}
		b, err := s.Put(t.Context(), bytes.NewReader(raw), 1<<20)
		if err != nil {
			if fault.KindOf(err) != fault.Invalid && !errors.Is(err, ErrEmpty) {
				t.Errorf("%v", err)
			}
			return
		}
		if cleaners[b.Type] == nil {
			return // kept as it came
		}
		in, err := s.Open(t.Context(), b.Digest)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = in.Close() }()
		kept, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := s.Put(t.Context(), bytes.NewReader(kept), 1<<20); err != nil || again.Digest != b.Digest || again.Type != b.Type {
			t.Errorf("cleaned twice: %+v, %v, after %+v", again, err, b)
		}
		if said := besides(b.Type, kept); said != "" {
			t.Errorf("%s keeps %s", b.Type, said)
		}
		before, kind, err := image.DecodeConfig(bytes.NewReader(raw))
		after, kept2, err2 := image.DecodeConfig(bytes.NewReader(kept))
		if err == nil && (err2 != nil || kind != kept2 || before.Width != after.Width || before.Height != after.Height) {
			t.Errorf("a %s of %d × %d is a %s of %d × %d: %v", kind, before.Width, before.Height, kept2, after.Width, after.Height, err2)
		}
		if err == nil && before.Width*before.Height <= 1<<12 {
			if a, _, err := image.Decode(bytes.NewReader(raw)); err == nil {
				if b, _, err := image.Decode(bytes.NewReader(kept)); err != nil || !alike(a, b) {
					t.Errorf("another picture: %v", err)
				}
			}
		}
	})
}

func alike(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				return false
			}
		}
	}
	return true
}

// besides names what a cleaned file still says beside the picture; it reads the file by
// itself, and shares no code with the cleaners.
func besides(media string, raw []byte) string {
	switch media {
	case "image/jpeg":
		return besidesJPEG(raw)
	case "image/png":
		return besidesPNG(raw)
	case "image/webp":
		for at := 12; at+8 <= len(raw); {
			kind, n := string(raw[at:at+4]), int(binary.LittleEndian.Uint32(raw[at+4:]))
			if kind == "XMP " || kind == "EXIF" && n > 32 || n < 0 {
				return kind
			}
			at += 8 + n + n&1
		}
	}
	return ""
}

// besidesJPEG walks the segments before the first scan.
func besidesJPEG(raw []byte) string {
	for at := 2; at+4 <= len(raw) && raw[at] == 0xFF; {
		m := raw[at+1]
		if m == 0xDA || m == 0xD9 {
			return ""
		}
		if m == 0x01 || m >= 0xD0 && m <= 0xD7 {
			at += 2
			continue
		}
		n := int(raw[at+2])<<8 | int(raw[at+3])
		data := raw[min(at+4, len(raw)):min(at+2+n, len(raw))]
		switch {
		case m == 0xE1 && len(data) == 32 && bytes.HasPrefix(data, []byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12")): // which side is up
		case m == 0xE0 && bytes.HasPrefix(data, []byte("JFIF\x00")) && len(data) == 14, m == 0xE2 && bytes.HasPrefix(data, []byte("ICC_PROFILE\x00")), m == 0xEE:
		case m >= 0xE0 && m <= 0xEF || m == 0xFE:
			return "a segment " + string("0123456789ABCDEF"[m&15]) + " of programs"
		}
		at += 2 + n
	}
	return ""
}

// besidesPNG walks the chunks.
func besidesPNG(raw []byte) string {
	for at := 8; at+12 <= len(raw); {
		n, kind := int(binary.BigEndian.Uint32(raw[at:])), string(raw[at+4:at+8])
		if bytes.Contains([]byte("tEXt zTXt iTXt tIME"), []byte(kind)) || kind == "eXIf" && n != 26 {
			return kind
		}
		at += 12 + n
	}
	return ""
}
