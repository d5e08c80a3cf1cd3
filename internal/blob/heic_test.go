package blob

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// heicItem is an item of a HEIC picture that a test makes up.
type heicItem struct {
	kind, bytes string
	inside      bool // its bytes lie in the list of items, not behind it
}

// heicFile is a HEIC picture that a test makes up.
type heicFile struct {
	brands     string
	items      []heicItem
	properties string // boxes beside those every picture has
	more       string // boxes of the list of items
	loose      string // bytes among the data that no item has
	behind     string
}

// build gives the bytes of the file. Where the data lies is known once all before it is.
func (h heicFile) build() string {
	at := len(h.with(0, 0)) - len(h.behind)
	data := h.loose
	for _, i := range h.items {
		if !i.inside {
			data += i.bytes
		}
	}
	return h.with(at-len(data), 0)
}

func (h heicFile) with(data, inner int) string {
	two := func(n int) string { return string([]byte{byte(n >> 8), byte(n)}) }
	infe, iloc, mdat, idat := "", "", h.loose, ""
	for n, i := range h.items {
		infe += boxOf("infe", "\x02\x00\x00\x00"+two(n+1)+"\x00\x00"+i.kind+"\x00")
		from, way := data+len(mdat), 0
		if i.inside {
			from, way = inner+len(idat), 1
			idat += i.bytes
		} else {
			mdat += i.bytes
		}
		iloc += two(n+1) + two(way) + two(0) + two(1) + string(be32(from)) + string(be32(len(i.bytes)))
	}
	return boxOf("ftyp", h.brands) + boxOf("meta", "\x00\x00\x00\x00",
		boxOf("hdlr", "\x00\x00\x00\x00\x00\x00\x00\x00pict"), boxOf("pitm", "\x00\x00\x00\x00"+two(1)),
		boxOf("iinf", "\x00\x00\x00\x00"+two(len(h.items)), infe), boxOf("iprp", boxOf("ipco", boxOf("ispe", strings.Repeat("\x00", 12)), boxOf("irot", "\x01"), h.properties)),
		boxOf("iloc", "\x01\x00\x00\x00\x44\x00"+two(len(h.items)), iloc), boxOf("idat", idat), h.more) +
		boxOf("mdat", mdat) + h.behind
}

// richHEIC says where it was taken in every place a telephone has for it, and a few more.
func richHEIC() heicFile {
	return heicFile{
		brands: "mif1\x00\x00\x00\x00mif1heic",
		items: []heicItem{
			{"hvc1", "the picture", false}, {"Exif", place, false}, {"mime", "<x:xmpmeta>" + place, false}, {"grid", "\x00\x00\x01\x01grid", true},
			{"uri ", place, true}, {"hvc1", "small", false}, {"jpeg", "\xff\xd8" + place, false}, {"zzzz", place, true},
		},
		properties: boxOf("udes", place), more: boxOf("uuid", place) + boxOf("xml ", place), loose: place,
		behind: boxOf("mpvd", place) + boxOf("free", place) + place,
	}
}

// livePhoto is a HEIC that moves: a film beside the picture.
func livePhoto() string {
	h := richHEIC()
	h.items, h.loose = h.items[:3], ""
	h.behind = boxOf("moov", boxOf("trak", boxOf("tkhd", "t"), boxOf("meta", place)), boxOf("udta", place)) + boxOf("uuid", place)
	return h.build()
}

// nested is a box within a box, so many times.
func nested(kind string, n int) (in string) {
	for range n {
		in = boxOf(kind, in)
	}
	return in
}

// cleanedHEIC is what cleanHEIC makes of bytes.
func cleanedHEIC(t *testing.T, raw []byte) ([]byte, error) {
	t.Helper()
	dst, err := os.Create(filepath.Join(t.TempDir(), "heic"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = dst.Close() }()
	if err := cleanHEIC(dst, io.NewSectionReader(bytes.NewReader(raw), 0, int64(len(raw)))); err != nil {
		return nil, err
	}
	out, err := os.ReadFile(dst.Name())
	if err != nil {
		t.Fatal(err)
	}
	return out, nil
}

// TestAHEICKeepsItsPicture: all that is drawn stays where it was, byte by byte.
func TestAHEICKeepsItsPicture(t *testing.T) {
	raw := richHEIC().build()
	out, err := cleanedHEIC(t, []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"the picture", "\x00\x00\x01\x01grid", "small", "irot\x01", "pitm"} {
		if at := strings.Index(raw, part); !strings.HasPrefix(string(out[at:]), part) {
			t.Errorf("%q is gone", part)
		}
	}
	if strings.Contains(string(out), place) || strings.Contains(string(out), "xmp") {
		t.Errorf("it says %q", out)
	}
}

// FuzzHEIC: whatever comes, it is refused, or nothing is left to be cleaned, and it is
// as long as before at most and still a HEIC.
func FuzzHEIC(f *testing.F) {
	for _, seed := range []string{heicOf(), richHEIC().build(), livePhoto()} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		once, err := cleanedHEIC(t, raw)
		if err != nil {
			return
		}
		if twice, err := cleanedHEIC(t, once); err != nil || !bytes.Equal(once, twice) {
			t.Errorf("cleaned again it is another, %v", err)
		}
		was, _ := sniff(bytes.NewReader(raw), int64(len(raw)))
		if is, _ := sniff(bytes.NewReader(once), int64(len(once))); len(once) > len(raw) || is != was {
			t.Errorf("%d bytes of %q of %d of %q", len(once), is, len(raw), was)
		}
	})
}
