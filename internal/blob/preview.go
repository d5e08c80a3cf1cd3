package blob

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"sync"

	_ "golang.org/x/image/webp" // image.Decode reads WebP

	"hemu/internal/fault"
)

// ErrNoPreview: the file is no picture that is drawn here, or one too large for it.
var ErrNoPreview = fault.New(fault.NotFound, "blob.no_preview")

const (
	previewSide   = 320       // pixels of the longer side
	previewMemory = 160 << 20 // bytes a picture may take while it is drawn small
	previewKept   = 12 << 20  // bytes of small pictures kept in memory
)

// Previews draws pictures small: one at a time, so that a page full of photos takes no
// more memory than one. What was drawn lately is kept in memory and nowhere else: no
// copy of a picture outlives it on disk. A small picture says nothing but what it shows.
type Previews struct {
	store *Store
	turn  chan struct{}

	mu    sync.Mutex
	drawn map[Digest][]byte
	order []Digest
	size  int
}

// NewPreviews draws pictures of a store.
func NewPreviews(store *Store) *Previews {
	return &Previews{store: store, turn: make(chan struct{}, 1), drawn: map[Digest][]byte{}}
}

// Picture is a file drawn small, as JPEG, upright. Errors: ErrNoPreview, ErrNotFound.
func (p *Previews) Picture(ctx context.Context, b Blob) ([]byte, error) {
	if small := p.find(b.Digest); small != nil {
		return small, nil
	}
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if small := p.find(b.Digest); small != nil { // drawn while we waited
		return small, nil
	}
	f, err := p.store.local(ctx, b.Digest)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	small, err := drawSmall(io.NewSectionReader(f, 0, b.Size), b.Type)
	if err == nil {
		p.keep(b.Digest, small)
	}
	return small, err
}

func (p *Previews) find(d Digest) []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.drawn[d]
}

func (p *Previews) keep(d Digest, small []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.drawn[d], p.order, p.size = small, append(p.order, d), p.size+len(small)
	for p.size > previewKept {
		oldest := p.order[0]
		p.size -= len(p.drawn[oldest])
		delete(p.drawn, oldest)
		p.order = p.order[1:]
	}
}

func drawSmall(src *io.SectionReader, media string) ([]byte, error) {
	up, perPixel, pixels := byte(1), int64(8), int64(0)
	switch media {
	case "image/jpeg":
		up, perPixel = readJPEG(src)
	case "image/webp":
		up, pixels = readWebP(src)
	case "image/png", "image/gif":
	default:
		return nil, ErrNoPreview
	}
	if _, err := src.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	c, _, err := image.DecodeConfig(bufio.NewReader(src))
	if err != nil || max(pixels, int64(c.Width)*int64(c.Height))*perPixel > previewMemory {
		return nil, ErrNoPreview
	}
	if _, err := src.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	m, _, err := image.Decode(bufio.NewReader(src))
	if err != nil {
		return nil, ErrNoPreview
	}
	var out bytes.Buffer
	err = jpeg.Encode(&out, turned{shrink(m), up}, &jpeg.Options{Quality: 78})
	return out.Bytes(), err
}

// readWebP tells which side of a picture is up, and how many pixels the largest of its
// parts has: one may be larger than the whole says.
func readWebP(src *io.SectionReader) (up byte, pixels int64) {
	up = 1
	chunks, err := webPChunks(src)
	for _, c := range chunks {
		switch c.kind {
		case "VP8 ", "VP8L":
			size, err2 := webPSizeOf(src, c)
			if err = errors.Join(err, err2); err == nil {
				pixels = max(pixels, int64(size.Width)*int64(size.Height))
			}
		case "EXIF":
			said := make([]byte, min(c.size, 1<<16))
			if _, err := src.ReadAt(said, c.at); err == nil {
				up = orientation(bytes.TrimPrefix(said, []byte("Exif\x00\x00")))
			}
		}
	}
	if err != nil {
		pixels = previewMemory // not drawn
	}
	return up, pixels
}

// readJPEG tells which side of a photo is up, and how many bytes a pixel takes while
// it is drawn: a progressive one is held whole, coefficient by coefficient.
func readJPEG(src io.Reader) (up byte, perPixel int64) {
	r := bufio.NewReader(src)
	up, perPixel = 1, 3
	_, err := nextMarker(r)
	for err == nil {
		var m byte
		if m, err = nextMarker(r); err != nil || m == sos || m == eoi {
			break
		}
		head := make([]byte, 2)
		if _, err = io.ReadFull(r, head); err != nil {
			break
		}
		data := make([]byte, max(2, int(binary.BigEndian.Uint16(head)))-2)
		if _, err = io.ReadFull(r, data); err != nil {
			break
		}
		switch {
		case m == 0xC2:
			perPixel = 15
		case m == app1 && bytes.HasPrefix(data, []byte("Exif\x00\x00")) && up == 1:
			up = orientation(data[6:])
		}
	}
	return up, perPixel
}

// shrink draws m so that its longer side is previewSide at most, on white. Of each
// square that becomes a pixel sixteen are looked at.
func shrink(m image.Image) *image.RGBA {
	from := m.Bounds()
	w, h := from.Dx(), from.Dy()
	if longer := max(w, h); longer > previewSide {
		w, h = max(1, w*previewSide/longer), max(1, h*previewSide/longer)
	}
	const n = 4
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			var sum [3]uint32
			for i := range n * n {
				sx := from.Min.X + ((x*n+i%n)*2+1)*from.Dx()/(2*n*w)
				sy := from.Min.Y + ((y*n+i/n)*2+1)*from.Dy()/(2*n*h)
				r, g, b, a := m.At(sx, sy).RGBA()
				sum[0], sum[1], sum[2] = sum[0]+r+0xFFFF-a, sum[1]+g+0xFFFF-a, sum[2]+b+0xFFFF-a
			}
			out.SetRGBA(x, y, color.RGBA{uint8(sum[0] / (n * n) >> 8), uint8(sum[1] / (n * n) >> 8), uint8(sum[2] / (n * n) >> 8), 255})
		}
	}
	return out
}

// turned is a picture put upright by what Exif says of it.
type turned struct {
	*image.RGBA
	up byte
}

// Bounds implements image.Image.
func (t turned) Bounds() image.Rectangle {
	b := t.RGBA.Bounds()
	if t.up >= 5 {
		return image.Rect(0, 0, b.Dy(), b.Dx())
	}
	return b
}

// At implements image.Image.
func (t turned) At(x, y int) color.Color {
	b := t.RGBA.Bounds()
	right, bottom := b.Dx()-1, b.Dy()-1
	switch t.up {
	case 2:
		x = right - x
	case 3:
		x, y = right-x, bottom-y
	case 4:
		y = bottom - y
	case 5:
		x, y = y, x
	case 6:
		x, y = y, bottom-x
	case 7:
		x, y = right-y, bottom-x
	case 8:
		x, y = right-y, x
	}
	return t.RGBAAt(x, y)
}
