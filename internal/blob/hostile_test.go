package blob

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"

	"hemu/internal/fault"
)

// place stands for everything a file says beside what it shows.
const place = "36.8654N 120.5321E SN:4711"

func picture() image.Image {
	m := image.NewPaletted(image.Rect(0, 0, 24, 16), color.Palette{color.White, color.Black, color.Gray{100}})
	for i := range m.Pix {
		m.Pix[i] = byte(i % 3)
	}
	return m
}

func be32(n int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(n)) }

// tiff is what Exif says: which side is up, and the place.
func tiff(up byte) string { return string(exifOf(up)) + place }

func segment(m byte, data string) string {
	return string([]byte{0xFF, m, byte((len(data) + 2) >> 8), byte(len(data) + 2)}) + data
}

// jpegOf is a photo as a telephone takes it, and a page behind its end.
func jpegOf(t testing.TB, up byte) string {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture(), nil); err != nil {
		t.Fatal(err)
	}
	said := segment(app1, "Exif\x00\x00"+tiff(up)) + segment(app1, "http://ns.adobe.com/xap/1.0/\x00"+place) +
		segment(app2, "MPF\x00"+place) + segment(0xED, "Photoshop 3.0\x00"+place) + segment(com, place)
	return "\xFF\xD8" + said + b.String()[2:] + "<script>" + place
}

func chunk(kind, data string) string {
	return string(be32(len(data))) + kind + data + string(be32(int(crc32.ChecksumIEEE([]byte(kind+data)))))
}

func pngOf(t testing.TB) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture()); err != nil {
		t.Fatal(err)
	}
	const head = 8 + 25 // signature and IHDR
	return b.String()[:head] + chunk("eXIf", tiff(6)) + chunk("tEXt", "GPS\x00"+place) + chunk("iTXt", "x"+place) + chunk("zzZz", place) + b.String()[head:] + "PK\x03\x04" + place
}

func gifOf(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	if err := gif.Encode(&b, picture(), nil); err != nil {
		t.Fatal(err)
	}
	raw := b.String()
	comment := "\x21\xFE" + string([]byte{byte(len(place))}) + place + "\x00"
	xmp := "\x21\xFF\x0BXMP DataXMP" + string([]byte{byte(len(place))}) + place + "\x00"
	at := strings.IndexByte(raw[13:], 0x21) + 13
	if at < 13 {
		at = strings.IndexByte(raw[13:], 0x2C) + 13
	}
	return raw[:at] + comment + xmp + raw[at:] + "<html>" + place
}

func riff(kind, data string) string {
	out := kind + string(binary.LittleEndian.AppendUint32(nil, uint32(len(data)))) + data
	return out + strings.Repeat("\x00", len(data)&1)
}

func webPOf() string {
	body := "WEBP" + riff("VP8X", "\x0C\x00\x00\x00\x00\x00\x00\x00\x00\x00") +
		riff("VP8L", "\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07") + riff("EXIF", tiff(6)) + riff("XMP ", place)
	return riff("RIFF", body) + place
}

func boxOf(kind string, parts ...string) string {
	body := strings.Join(parts, "")
	return string(be32(8+len(body))) + kind + body
}

func mp4Of() string {
	return boxOf("ftyp", "isom\x00\x00\x00\x00isommp42") +
		boxOf("moov", boxOf("mvhd", strings.Repeat("m", 20)), boxOf("trak", boxOf("tkhd", "t"), boxOf("udta", place)), boxOf("udta", boxOf("\xa9xyz", place)), boxOf("meta", place)) +
		boxOf("uuid", place) + boxOf("mdat", "sound and picture")
}

// heicOf is a picture whose Exif lies in the data, after the picture itself.
func heicOf() string {
	const shown = "the picture"
	make := func(at int) string {
		infe := func(id byte, kind string) string {
			return boxOf("infe", "\x02\x00\x00\x00\x00"+string([]byte{id})+"\x00\x00"+kind+"\x00")
		}
		span := func(id byte, from, n int) string {
			return "\x00" + string([]byte{id}) + "\x00\x00\x00\x01" + string(be32(from)) + string(be32(n))
		}
		return boxOf("ftyp", "heic\x00\x00\x00\x00mif1heic") + boxOf("meta", "\x00\x00\x00\x00",
			boxOf("iinf", "\x00\x00\x00\x00\x00\x02", infe(1, "hvc1"), infe(2, "Exif")),
			boxOf("iloc", "\x00\x00\x00\x00\x44\x00\x00\x02"+span(1, at, len(shown))+span(2, at+len(shown), len(place)))) +
			boxOf("mdat", shown+place)
	}
	return make(len(make(0)) - len(shown) - len(place))
}

// TestNothingIsSaidBesideThePicture: what is kept of a picture shows the same, stands
// the same way up, and says nothing of where it was taken, nor has it anything behind.
func TestNothingIsSaidBesideThePicture(t *testing.T) {
	for name, c := range map[string]struct {
		raw, media, shown string
		up                byte
	}{
		"jpeg": {jpegOf(t, 6), "image/jpeg", "", 6}, "jpeg upright": {jpegOf(t, 1), "image/jpeg", "", 1}, "png": {pngOf(t), "image/png", "", 6}, "gif": {gifOf(t), "image/gif", "", 0},
		"webp": {webPOf(), "image/webp", "\x2f\x00\x00\x00\x10\x07\x10\x11", 6}, "mp4": {mp4Of(), "video/mp4", "sound and picture", 0}, "heic": {heicOf(), "image/heic", "the picture", 0},
		"heic of a telephone": {richHEIC().build(), "image/heic", "the picture", 0}, "heic that moves": {livePhoto(), "image/heic", "the picture", 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := Store{Dir: t.TempDir()}
			read := func(b Blob, err error) []byte {
				t.Helper()
				if err != nil {
					t.Fatal(err)
				}
				f, err := s.Open(t.Context(), b.Digest)
				if err != nil {
					t.Fatal(err)
				}
				defer func() { _ = f.Close() }()
				raw, err := io.ReadAll(f)
				if err != nil || int64(len(raw)) != b.Size || s.Verify(t.Context(), b.Digest) != nil || b.Type != c.media {
					t.Fatalf("%+v: %d bytes, %v", b, len(raw), err)
				}
				return raw
			}
			b, err := s.Put(t.Context(), strings.NewReader(c.raw), 1<<20)
			kept := read(b, err)
			if b.Original || bytes.Contains(kept, []byte(place)) || bytes.Contains(kept, []byte("<script>")) || !bytes.Contains(kept, []byte(c.shown)) {
				t.Errorf("kept %+v %q", b, kept)
			}
			if c.shown == "" {
				samePicture(t, []byte(c.raw), kept)
			}
			if c.up > 1 && !bytes.Contains(kept, exifOf(c.up)) || c.up == 1 && bytes.Contains(kept, []byte("Exif")) {
				t.Errorf("which side is up: %q", kept)
			}
			if again, err := s.Put(t.Context(), bytes.NewReader(kept), 1<<20); again != b || err != nil {
				t.Errorf("cleaned again: %+v, %v", again, err)
			}
			whole, err := s.PutOriginal(t.Context(), strings.NewReader(c.raw), 1<<20)
			if raw := read(whole, err); !whole.Original || string(raw) != c.raw {
				t.Errorf("the original: %+v", whole)
			}
			bare, err := s.Clean(t.Context(), whole)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = bare.Close() }()
			if raw, err := io.ReadAll(bare); !bytes.Equal(raw, kept) || err != nil {
				t.Errorf("a bare copy of it: %q, %v", raw, err)
			}
			if plain, err := s.PutOriginal(t.Context(), bytes.NewReader(kept), 1<<20); plain.Original || err != nil {
				t.Errorf("one that says nothing is no original: %+v, %v", plain, err)
			}
		})
	}
}

func samePicture(t *testing.T, a, b []byte) {
	t.Helper()
	before, _, err := image.Decode(bytes.NewReader(a))
	after, _, err2 := image.Decode(bytes.NewReader(b))
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	for y := range 16 {
		for x := range 24 {
			if before.At(x, y) != after.At(x, y) {
				t.Fatalf("another picture at %d, %d", x, y)
			}
		}
	}
}

// parts is a package of parts that say they unfold into size bytes each.
func parts(t *testing.T, size uint64, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range names {
		w, err := z.CreateRaw(&zip.FileHeader{Name: n, Method: zip.Deflate, CompressedSize64: 1, UncompressedSize64: size})
		if err == nil {
			_, err = w.Write([]byte{3})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestHostileFiles: each is refused in words, or kept as what it is and nothing more.
func TestHostileFiles(t *testing.T) {
	photo, shot := jpegOf(t, 6), pngOf(t)
	huge := "\x89PNG\r\n\x1a\n" + chunk("IHDR", string(be32(60000))+string(be32(60000))+"\x08\x06\x00\x00\x00") + chunk("IEND", "")
	bomb := parts(t, maxUnfolded/2+1, "word/document.xml", "word/media/a.png")
	for name, c := range map[string]struct{ raw, media, code string }{
		"page called a photo":      {"\n <HTML><body onload=alert(1)>", "", "blob.type"},
		"script in svg":            {`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`, "", "blob.type"},
		"svg behind a declaration": {"\xef\xbb\xbf<?xml version=\"1.0\"?><svg/>", "", "blob.type"},
		"script in a gif":          {"GIF89a/*" + strings.Repeat("\x01", 20) + "*/=alert(1)//", "", "blob.broken"},
		"pdf that is a page too":   {"%PDF-1.7\n<html><script>alert(1)</script>", "application/pdf", ""},
		"huge picture":             {huge, "", "blob.pixels"},
		"photo cut short":          {photo[:len(photo)/2], "", "blob.broken"},
		"png cut short":            {shot[:len(shot)/2], "", "blob.broken"},
		"png with a wrong sum":     {strings.Replace(shot, "GPS\x00", "GPT\x00", 1), "", "blob.broken"},
		"gif cut short":            {gifOf(t)[:40], "", "blob.broken"},
		"webp cut short":           {webPOf()[:30], "", "blob.broken"},
		"webp longer than it is":   {"RIFF\xff\xff\xff\x7fWEBPVP8 aaaa", "", "blob.broken"},
		"heic with a span outside": {strings.Replace(heicOf(), string(be32(len(place))), string(be32(1<<30)), 1), "", "blob.broken"},
		"heic without a picture":   {strings.ReplaceAll(heicOf(), "hvc1", "Exif"), "", "blob.broken"},
		"heic behind a wall":       {strings.Replace(heicOf(), "\x00\x01\x00\x00\x00\x01", "\x00\x01\x00\x01\x00\x01", 1), "", "blob.broken"},
		"heic all meta":            {boxOf("ftyp", "heic\x00\x00\x00\x00") + "\x00\x00\x00\x09meta\x00", "", "blob.broken"},
		"avif":                     {boxOf("ftyp", "avif\x00\x00\x00\x00mif1") + boxOf("meta", "\x00\x00\x00\x00"), "", "blob.type"},
		"mp4 of boxes in boxes":    {boxOf("ftyp", "isom\x00\x00\x00\x00isommp42") + nested("moov", 100), "", "blob.broken"},
		"mp4 with a box too long":  {boxOf("ftyp", "isom\x00\x00\x00\x00isommp42") + "\x00\x00\xff\xffmoov", "", "blob.broken"},
		"document that unfolds":    {bomb, "", "blob.type"},
		"document with a way out":  {parts(t, 1, "word/document.xml", "../../etc/cron.d/x"), "", "blob.type"},
		"document with a drive":    {parts(t, 1, "word/document.xml", `C:\x`), "", "blob.type"},
		"document with macros":     {parts(t, 1, "word/document.xml", "word/vbaProject.bin"), "", "blob.type"},
		"list of parts too long":   {"PK\x03\x04" + strings.Repeat("a", 40) + "PK\x05\x06" + strings.Repeat("\xff", 16) + "\x00\x00", "", "blob.type"},
		"a call recorded":          {"#!AMR\n" + strings.Repeat("\x3c", 40), "audio/amr", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := Store{Dir: t.TempDir()}
			b, err := s.Put(t.Context(), strings.NewReader(c.raw), 8<<20)
			if fault.CodeOf(err) != c.code || b.Type != c.media && err == nil {
				t.Errorf("%+v, %v", b, err)
			}
			if _, err := s.PutOriginal(t.Context(), strings.NewReader(c.raw), 8<<20); fault.CodeOf(err) != c.code {
				t.Errorf("as an original: %v", err)
			}
		})
	}
}
