package blob

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hemu/internal/fault"
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

// TestAHEICOfTooManyPieces is refused, however few bytes say so, and few more are not.
func TestAHEICOfTooManyPieces(t *testing.T) {
	h := richHEIC()
	for pieces, want := range map[int]error{maxExtents - len(h.items): nil, maxExtents - len(h.items) + 1: ErrBroken} {
		h.more = boxOf("iloc", "\x00\x00\x00\x00\x00\x00\x00\x01\x00\x63\x00\x00"+string([]byte{byte(pieces >> 8), byte(pieces)}))
		if _, err := cleanedHEIC(t, []byte(h.build())); !errors.Is(err, want) {
			t.Errorf("%d pieces: %v", pieces, err)
		}
	}
}

// TestPiecesOverOneAnother are blanked once: many that each cover all are no more work.
func TestPiecesOverOneAnother(t *testing.T) {
	h := richHEIC()
	h.items, h.loose, h.behind = h.items[:3], strings.Repeat("x", 4<<20), boxOf("moov", "")
	const pieces = 30_000
	cover := func(at int) string {
		return boxOf("iloc", "\x00\x00\x00\x00\x44\x00\x00\x01\x00\x02\x00\x00"+string([]byte{pieces >> 8, pieces & 0xFF})+strings.Repeat(string(be32(at))+string(be32(len(h.loose))), pieces))
	}
	h.more = cover(0)
	h.more = cover(strings.Index(h.build(), h.loose))
	began := time.Now()
	out, err := cleanedHEIC(t, []byte(h.build()))
	if err != nil || strings.Contains(string(out), "xx") || !strings.Contains(string(out), "the picture") {
		t.Errorf("%d bytes, %v", len(out), err)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}

// TestAHEICShownByWhatDoesNotStay is refused: a small copy is not the picture. Of one kept
// before that was so there is no copy for those who may not see all of it.
func TestAHEICShownByWhatDoesNotStay(t *testing.T) {
	for _, kind := range []string{"jpeg", "avc1", "Exif"} {
		for _, behind := range []string{"", boxOf("moov", "")} {
			h := richHEIC()
			h.items[0].kind, h.loose, h.behind = kind, "", behind
			if behind != "" {
				h.items = append(h.items[:3:3], h.items[5])
			}
			raw := h.build()
			s := Store{Dir: t.TempDir()}
			for _, put := range []func(context.Context, io.Reader, int64) (Blob, error){s.Put, s.PutOriginal} {
				if _, err := put(t.Context(), strings.NewReader(raw), 1<<20); !errors.Is(err, ErrBroken) {
					t.Errorf("%s, %q: %v", kind, behind, err)
				}
			}
			b := Blob{Digest: digestOf(raw), Size: int64(len(raw)), Type: "image/heic", Original: true}
			if err := s.Keep(t.Context(), strings.NewReader(raw), b.Digest); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Clean(t.Context(), b); !errors.Is(err, ErrNoCopy) || fault.KindOf(err) != fault.Conflict {
				t.Errorf("kept, %s: %v", kind, err)
			}
		}
	}
}

// leaving is a context that ends once it has been asked so many times.
type leaving struct {
	context.Context
	left int
}

// Err implements context.Context.
func (l *leaving) Err() error {
	if l.left--; l.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestWhoLeavesStopsTheCleaning, wherever it is, and the file is not called broken for it.
func TestWhoLeavesStopsTheCleaning(t *testing.T) {
	for name, raw := range map[string]string{"jpeg": jpegOf(t, 6), "png": pngOf(t), "gif": gifOf(t), "webp": webPOf(), "mp4": mp4Of(), "heic": richHEIC().build(), "film": livePhoto()} {
		s := Store{Dir: t.TempDir()}
		b, err := s.PutOriginal(t.Context(), strings.NewReader(raw), 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		for k := 0; ; k++ {
			f, err := s.Clean(&leaving{t.Context(), k}, b)
			if err == nil {
				_ = f.Close()
				if k == 0 {
					t.Errorf("%s: it is cleaned for nobody", name)
				}
				break
			}
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%s, after %d: %v", name, k, err)
				break
			}
		}
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
