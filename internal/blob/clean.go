package blob

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	_ "image/gif" // sizes of pictures, by image.DecodeConfig
	_ "image/jpeg"
	_ "image/png"
	"io"
	"os"
	"strings"

	"hemu/internal/fault"
)

// A picture says more than it shows: where it was taken, by which telephone, when, a
// small copy of what was cut away. What is kept is the picture, its colours and which
// side is up; the rest is left out, as is whatever hangs behind the picture's end.
// Films and HEIC keep their structure, and the boxes that say such things are blanked.

// maxPixels is how many pixels a picture may have: twice the largest of telephones. A
// small file that unfolds into more would choke whoever looks at it.
const maxPixels = 220_000_000

// The ways a picture can be refused.
var (
	ErrBroken = fault.BadField("blob.broken", "file") // it ends early, or is not what it says it is
	ErrPixels = fault.BadField("blob.pixels", "file") // Args: max, in millions
)

// cleaner writes to dst what of src is to be kept.
type cleaner func(dst *os.File, src *io.SectionReader) error

var cleaners = map[string]cleaner{
	"image/jpeg": buffered(cleanJPEG), "image/png": buffered(cleanPNG), "image/gif": buffered(cleanGIF),
	"image/webp": cleanWebP, "image/heic": cleanHEIC, "video/mp4": cleanMP4,
}

// buffered reads and writes in one go.
func buffered(fn func(w *bufio.Writer, r *bufio.Reader) error) cleaner {
	return func(dst *os.File, src *io.SectionReader) error {
		w := bufio.NewWriterSize(dst, 64<<10)
		if err := fn(w, bufio.NewReaderSize(src, 64<<10)); err != nil {
			return err
		}
		return w.Flush()
	}
}

// broken makes of every way a file can end early one fault.
func broken(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrBroken
	}
	return err
}

// measure refuses a picture of too many pixels, or none.
func measure(media string, src *io.SectionReader) error {
	var c image.Config
	var err error
	switch media {
	case "image/jpeg", "image/png", "image/gif":
		c, _, err = image.DecodeConfig(bufio.NewReader(src))
	case "image/webp":
		c, err = webPSize(src)
	default:
		return nil
	}
	switch {
	case err != nil || c.Width <= 0 || c.Height <= 0:
		return ErrBroken
	case int64(c.Width)*int64(c.Height) > maxPixels:
		return ErrPixels.With(fault.Args{"max": maxPixels / 1_000_000})
	}
	return nil
}

// The markers of JPEG (ITU-T T.81) that matter here.
const (
	soi, eoi, sos, com      = 0xD8, 0xD9, 0xDA, 0xFE
	app0, app1, app2, app14 = 0xE0, 0xE1, 0xE2, 0xEE
)

func cleanJPEG(w *bufio.Writer, r *bufio.Reader) error {
	if m, err := nextMarker(r); err != nil || m != soi {
		return ErrBroken
	}
	_, _ = w.Write([]byte{0xFF, soi})
	turned := false
	for {
		m, err := nextMarker(r)
		if err != nil {
			return broken(err)
		}
		if m == eoi {
			_, err := w.Write([]byte{0xFF, eoi})
			return err
		}
		if m == 0x01 || m >= 0xD0 && m <= 0xD7 { // no length follows
			_, _ = w.Write([]byte{0xFF, m})
			continue
		}
		var head [2]byte
		if _, err := io.ReadFull(r, head[:]); err != nil {
			return broken(err)
		}
		n := int(binary.BigEndian.Uint16(head[:])) - 2
		if n < 0 {
			return ErrBroken
		}
		data := make([]byte, n)
		if _, err := io.ReadFull(r, data); err != nil {
			return broken(err)
		}
		if data = kept(m, data, &turned); data != nil {
			_, _ = w.Write([]byte{0xFF, m, byte((len(data) + 2) >> 8), byte(len(data) + 2)})
			if _, err := w.Write(data); err != nil {
				return err
			}
		}
		if m == sos {
			if err := copyScan(w, r); err != nil {
				return broken(err)
			}
		}
	}
}

// kept is what stays of a segment, nil for nothing.
func kept(m byte, data []byte, turned *bool) []byte {
	switch {
	case m == app0 && bytes.HasPrefix(data, []byte("JFIF\x00")) && len(data) >= 14:
		data = bytes.Clone(data[:14])
		data[12], data[13] = 0, 0 // without its small copy
		return data
	case m == app1 && bytes.HasPrefix(data, []byte("Exif\x00\x00")) && !*turned:
		if o := orientation(data[6:]); o > 1 {
			*turned = true
			return append([]byte("Exif\x00\x00"), exifOf(o)...)
		}
		return nil
	case m == app2 && bytes.HasPrefix(data, []byte("ICC_PROFILE\x00")), m == app14 && bytes.HasPrefix(data, []byte("Adobe")):
		return data
	case m >= app0 && m <= 0xEF || m == com:
		return nil
	}
	if data == nil {
		return []byte{}
	}
	return data
}

func nextMarker(r *bufio.Reader) (byte, error) {
	if b, err := r.ReadByte(); err != nil || b != 0xFF {
		return 0, errors.Join(err, io.ErrUnexpectedEOF)
	}
	for {
		if b, err := r.ReadByte(); err != nil || b != 0xFF { // more of them are filling
			return b, err
		}
	}
}

// copyScan copies what is drawn, up to the marker after it, which is left to be read.
func copyScan(w *bufio.Writer, r *bufio.Reader) error {
	for {
		next, err := r.Peek(2)
		if err != nil {
			return err
		}
		if next[0] == 0xFF && next[1] != 0 && next[1] != 0xFF && (next[1] < 0xD0 || next[1] > 0xD7) {
			return nil
		}
		if err := w.WriteByte(next[0]); err != nil {
			return err
		}
		if _, err := r.Discard(1); err != nil {
			return err
		}
	}
}

// orientation is which side of a picture is up (Exif tag 0x0112), 1 when not said.
func orientation(tiff []byte) byte {
	var order binary.ByteOrder = binary.BigEndian
	if bytes.HasPrefix(tiff, []byte("II")) {
		order = binary.LittleEndian
	}
	if len(tiff) < 8 {
		return 1
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	for n := range int64(order.Uint16(tiff[at:])) {
		e := at + 2 + 12*n
		if e+12 > int64(len(tiff)) {
			return 1
		}
		if order.Uint16(tiff[e:]) == 0x0112 {
			if o := order.Uint16(tiff[e+8:]); o >= 1 && o <= 8 {
				return byte(o)
			}
		}
	}
	return 1
}

// exifOf is a TIFF that says which side is up, and nothing else.
func exifOf(o byte) []byte {
	return []byte{'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, o, 0, 0, 0, 0, 0, 0}
}

// pngChunks are those that make the picture, its colours or its movement.
const pngChunks = " IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs hIST acTL fcTL fdAT "

func cleanPNG(w *bufio.Writer, r *bufio.Reader) error {
	const signature = "\x89PNG\r\n\x1a\n"
	head := make([]byte, 8)
	if _, err := io.ReadFull(r, head); err != nil || string(head) != signature {
		return ErrBroken
	}
	_, _ = w.WriteString(signature)
	for {
		if _, err := io.ReadFull(r, head); err != nil {
			return broken(err)
		}
		n, kind := int64(binary.BigEndian.Uint32(head)), string(head[4:])
		sum := crc32.NewIEEE()
		_, _ = sum.Write(head[4:])
		out := io.Writer(io.Discard)
		var small bytes.Buffer
		if strings.Contains(pngChunks, " "+kind+" ") {
			_, _ = w.Write(head)
			out = w
		} else if kind == "eXIf" && n <= 1<<16 {
			out = &small
		}
		if _, err := io.CopyN(io.MultiWriter(out, sum), r, n); err != nil {
			return broken(err)
		}
		var crc [4]byte
		if _, err := io.ReadFull(r, crc[:]); err != nil {
			return broken(err)
		}
		if binary.BigEndian.Uint32(crc[:]) != sum.Sum32() {
			return ErrBroken
		}
		if out == w {
			_, _ = w.Write(crc[:])
		}
		if o := orientation(small.Bytes()); o > 1 {
			writeChunk(w, "eXIf", exifOf(o))
		}
		if kind == "IEND" {
			return nil
		}
	}
}

func writeChunk(w *bufio.Writer, kind string, data []byte) {
	chunk := append([]byte(kind), data...)
	_ = binary.Write(w, binary.BigEndian, uint32(len(data)))
	_, _ = w.Write(chunk)
	_ = binary.Write(w, binary.BigEndian, crc32.ChecksumIEEE(chunk))
}

func cleanGIF(w *bufio.Writer, r *bufio.Reader) error {
	head := make([]byte, 13)
	if _, err := io.ReadFull(r, head); err != nil {
		return broken(err)
	}
	_, _ = w.Write(head)
	if err := copyTable(w, r, head[10]); err != nil {
		return broken(err)
	}
	for {
		kind, err := r.ReadByte()
		if err != nil {
			return broken(err)
		}
		switch kind {
		case 0x3B:
			return w.WriteByte(kind)
		case 0x2C:
			d := make([]byte, 9)
			if _, err := io.ReadFull(r, d); err != nil {
				return broken(err)
			}
			_, _ = w.Write(append([]byte{kind}, d...))
			if err := copyTable(w, r, d[8]); err != nil {
				return broken(err)
			}
			if _, err := io.CopyN(w, r, 1); err != nil { // the width of its codes
				return broken(err)
			}
			err = copyBlocks(w, r)
		case 0x21:
			err = gifExtension(w, r)
		default:
			return ErrBroken
		}
		if err != nil {
			return broken(err)
		}
	}
}

// gifExtension keeps how a picture moves, and drops comments and what programs left.
func gifExtension(w *bufio.Writer, r *bufio.Reader) error {
	label, err := r.ReadByte()
	if err != nil {
		return err
	}
	next, err := r.Peek(12)
	loops := err == nil && label == 0xFF && (string(next[1:]) == "NETSCAPE2.0" || string(next[1:]) == "ANIMEXTS1.0")
	if label != 0xF9 && !loops {
		return copyBlocks(io.Discard, r)
	}
	_, _ = w.Write([]byte{0x21, label})
	return copyBlocks(w, r)
}

func copyTable(w io.Writer, r io.Reader, flags byte) error {
	if flags&0x80 == 0 {
		return nil
	}
	_, err := io.CopyN(w, r, 3<<(flags&7+1))
	return err
}

// copyBlocks copies blocks with their length in front, and the empty one that ends them.
func copyBlocks(w io.Writer, r *bufio.Reader) error {
	for {
		n, err := r.ReadByte()
		if err != nil {
			return err
		}
		if _, err := w.Write([]byte{n}); err != nil || n == 0 {
			return err
		}
		if _, err := io.CopyN(w, r, int64(n)); err != nil {
			return err
		}
	}
}

// riffChunk is a part of a WebP file: its kind, and where its bytes lie.
type riffChunk struct {
	kind     string
	at, size int64
}

func webPChunks(src *io.SectionReader) (chunks []riffChunk, err error) {
	head := make([]byte, 12)
	if _, err := src.ReadAt(head, 0); err != nil {
		return nil, broken(err)
	}
	end := int64(binary.LittleEndian.Uint32(head[4:])) + 8
	if string(head[:4]) != "RIFF" || string(head[8:]) != "WEBP" || end > src.Size() {
		return nil, ErrBroken
	}
	for at := int64(12); at+8 <= end; {
		if _, err := src.ReadAt(head[:8], at); err != nil {
			return nil, broken(err)
		}
		c := riffChunk{string(head[:4]), at + 8, int64(binary.LittleEndian.Uint32(head[4:]))}
		if c.at+c.size > end || len(chunks) > 100_000 {
			return nil, ErrBroken
		}
		chunks = append(chunks, c)
		at = c.at + c.size + c.size&1
	}
	return chunks, nil
}

// webPSize is the size of a picture by the first chunk that says it.
func webPSize(src *io.SectionReader) (c image.Config, err error) {
	chunks, err := webPChunks(src)
	if err != nil || len(chunks) == 0 {
		return c, ErrBroken
	}
	return webPSizeOf(src, chunks[0])
}

// webPSizeOf is the size that a chunk says; none for one that does not.
func webPSizeOf(src *io.SectionReader, chunk riffChunk) (c image.Config, err error) {
	b := make([]byte, 10)
	if _, err := src.ReadAt(b, chunk.at); err != nil {
		return c, broken(err)
	}
	c.ColorModel = color.NRGBAModel
	switch chunk.kind {
	case "VP8X":
		c.Width, c.Height = 1+(int(b[4])|int(b[5])<<8|int(b[6])<<16), 1+(int(b[7])|int(b[8])<<8|int(b[9])<<16)
	case "VP8L":
		v := binary.LittleEndian.Uint32(b[1:])
		c.Width, c.Height = int(v&0x3FFF)+1, int(v>>14&0x3FFF)+1
	case "VP8 ":
		c.Width, c.Height = int(binary.LittleEndian.Uint16(b[6:])&0x3FFF), int(binary.LittleEndian.Uint16(b[8:])&0x3FFF)
	}
	return c, nil
}

const webPKept = "VP8 VP8LVP8XALPHANIMANMFICCP"

func cleanWebP(dst *os.File, src *io.SectionReader) error {
	chunks, err := webPChunks(src)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(dst)
	size, up := int64(4), byte(1)
	var keep []riffChunk
	for _, c := range chunks {
		if i := strings.Index(webPKept, c.kind); i >= 0 && i%4 == 0 {
			keep = append(keep, c)
			size += 8 + c.size + c.size&1
		} else if c.kind == "EXIF" && c.size <= 1<<16 {
			tiff := make([]byte, c.size)
			if _, err := src.ReadAt(tiff, c.at); err != nil {
				return broken(err)
			}
			up = orientation(bytes.TrimPrefix(tiff, []byte("Exif\x00\x00")))
		}
	}
	said := exifOf(up)
	if up > 1 {
		size += 8 + int64(len(said))
	}
	_, _ = w.WriteString("RIFF")
	_ = binary.Write(w, binary.LittleEndian, uint32(size))
	_, _ = w.WriteString("WEBP")
	for _, c := range keep {
		var body io.Reader = io.NewSectionReader(src, c.at, c.size)
		if c.kind == "VP8X" && c.size >= 10 {
			b := make([]byte, c.size)
			if _, err := io.ReadFull(body, b); err != nil {
				return broken(err)
			}
			if b[0] &^= 0x0C; up > 1 { // neither Exif nor XMP
				b[0] |= 0x08
			}
			body = bytes.NewReader(b)
		}
		if err := writeRIFF(w, c.kind, c.size, body); err != nil {
			return broken(err)
		}
	}
	if up > 1 {
		if err := writeRIFF(w, "EXIF", int64(len(said)), bytes.NewReader(said)); err != nil {
			return err
		}
	}
	return w.Flush()
}

func writeRIFF(w *bufio.Writer, kind string, size int64, body io.Reader) error {
	_, _ = w.WriteString(kind)
	_ = binary.Write(w, binary.LittleEndian, uint32(size))
	if _, err := io.CopyN(w, body, size); err != nil {
		return err
	}
	if size&1 == 1 {
		return w.WriteByte(0)
	}
	return nil
}
