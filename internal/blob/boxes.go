package blob

import (
	"encoding/binary"
	"io"
	"os"
)

// box is a part of an ISO base media file (ISO/IEC 14496-12): its kind, and where it
// begins, where its contents begin, and where it ends.
type box struct {
	kind          string
	at, body, end int64
}

// boxes are the boxes between two places; with an error those before what is none.
// Errors: ErrBroken.
func boxes(src io.ReaderAt, from, to int64) (out []box, err error) {
	head := make([]byte, 16)
	for at := from; at+8 <= to; {
		n, err := src.ReadAt(head[:min(16, to-at)], at)
		if n < 8 {
			return out, broken(err)
		}
		b := box{string(head[4:8]), at, at + 8, at + int64(binary.BigEndian.Uint32(head))}
		switch b.end - at {
		case 0: // to the end
			b.end = to
		case 1:
			if n < 16 {
				return out, ErrBroken
			}
			long := binary.BigEndian.Uint64(head[8:])
			if long > uint64(to) {
				return out, ErrBroken
			}
			b.body, b.end = at+16, at+int64(long)
		}
		if b.end < b.body || b.end > to || len(out) > 10_000 {
			return out, ErrBroken
		}
		out = append(out, b)
		at = b.end
	}
	return out, nil
}

// blank writes zeros.
func blank(dst *os.File, from, to int64) error {
	zeros := make([]byte, max(0, min(64<<10, to-from)))
	for from < to {
		n, err := dst.WriteAt(zeros[:min(int64(len(zeros)), to-from)], from)
		if err != nil {
			return err
		}
		from += int64(n)
	}
	return nil
}

// free makes a box one that holds nothing, of the same length, so that whatever lies
// behind it stays where it is.
func free(dst *os.File, b box) error {
	if _, err := dst.WriteAt([]byte("free"), b.at+4); err != nil {
		return err
	}
	return blank(dst, b.body, b.end)
}

// cleanMP4 keeps picture and sound, and blanks what telephones write beside them: the
// place (udta/©xyz, meta/keys), the device, the time in words.
func cleanMP4(dst *os.File, src *io.SectionReader) error {
	if _, err := io.Copy(dst, src); err != nil {
		return err
	}
	return freeBoxes(dst, src, 0, src.Size(), 0)
}

// deepest is how far the boxes looked at lie in one another; films need three.
const deepest = 8

// freeBoxes blanks the boxes that say something beside what is shown, between two
// places and in films and tracks there.
func freeBoxes(dst *os.File, src *io.SectionReader, from, to int64, depth int) error {
	list, err := boxes(src, from, to)
	if err == nil && depth > deepest {
		err = ErrBroken
	}
	if err != nil {
		return err
	}
	for _, b := range list {
		switch b.kind {
		case "udta", "meta", "uuid":
			err = free(dst, b)
		case "moov", "trak":
			err = freeBoxes(dst, src, b.body, b.end, depth+1)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func bytesOf(src io.ReaderAt, b box) ([]byte, error) {
	if b.end-b.body > 1<<20 {
		return nil, ErrBroken
	}
	raw := make([]byte, b.end-b.body)
	_, err := src.ReadAt(raw, b.body)
	if err == io.EOF {
		err = nil
	}
	return raw, err
}

// fields reads numbers one after the other; short once there are none left.
type fields struct {
	raw   []byte
	short bool
}

func (f *fields) text(n int) string {
	if n > len(f.raw) {
		f.short = true
		return ""
	}
	s := string(f.raw[:n])
	f.raw = f.raw[n:]
	return s
}

func (f *fields) number(n int) (v uint64) {
	for _, b := range []byte(f.text(n)) {
		v = v<<8 | uint64(b)
	}
	return v
}
