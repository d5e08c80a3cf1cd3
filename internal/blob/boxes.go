package blob

import (
	"encoding/binary"
	"io"
	"os"
	"slices"
)

// box is a part of an ISO base media file (ISO/IEC 14496-12): its kind, and where it
// begins, where its contents begin, and where it ends.
type box struct {
	kind          string
	at, body, end int64
}

// boxes are the boxes between two places. Errors: ErrBroken.
func boxes(src io.ReaderAt, from, to int64) (out []box, err error) {
	head := make([]byte, 16)
	for at := from; at+8 <= to; {
		n, err := src.ReadAt(head[:min(16, to-at)], at)
		if n < 8 {
			return nil, broken(err)
		}
		b := box{string(head[4:8]), at, at + 8, at + int64(binary.BigEndian.Uint32(head))}
		switch b.end - at {
		case 0: // to the end
			b.end = to
		case 1:
			if n < 16 {
				return nil, ErrBroken
			}
			long := binary.BigEndian.Uint64(head[8:])
			if long > uint64(to) {
				return nil, ErrBroken
			}
			b.body, b.end = at+16, at+int64(long)
		}
		if b.end < b.body || b.end > to || len(out) > 10_000 {
			return nil, ErrBroken
		}
		out = append(out, b)
		at = b.end
	}
	return out, nil
}

// blank writes zeros.
func blank(dst *os.File, from, to int64) error {
	zeros := make([]byte, 64<<10)
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
	return cleanBoxes(dst, src, "udta", "meta", "uuid")
}

// cleanBoxes copies a file and blanks boxes of some kinds at the top, in moov and in
// its tracks.
func cleanBoxes(dst *os.File, src *io.SectionReader, kinds ...string) error {
	if _, err := io.Copy(dst, src); err != nil {
		return err
	}
	var within func(from, to int64) error
	within = func(from, to int64) error {
		list, err := boxes(src, from, to)
		if err != nil {
			return err
		}
		for _, b := range list {
			if slices.Contains(kinds, b.kind) {
				err = free(dst, b)
			} else if b.kind == "moov" || b.kind == "trak" {
				err = within(b.body, b.end)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	return within(0, src.Size())
}

// cleanHEIC blanks the items of a HEIC picture (ISO/IEC 23008-12) that are no picture:
// Exif and XMP. Which side is up is a property of the picture and stays.
func cleanHEIC(dst *os.File, src *io.SectionReader) error {
	if err := cleanBoxes(dst, src, "uuid", "udta"); err != nil {
		return err
	}
	top, err := boxes(src, 0, src.Size())
	if err != nil {
		return err
	}
	for _, meta := range top {
		if meta.kind != "meta" {
			continue
		}
		in, err := boxes(src, meta.body+4, meta.end)
		if err != nil {
			return err
		}
		said, err := saidItems(src, in)
		if err != nil {
			return err
		}
		spans, err := itemSpans(src, in, said)
		if err != nil {
			return err
		}
		for _, s := range spans {
			if s[0] < 0 || s[1] < s[0] || s[1] > src.Size() {
				return ErrBroken
			}
			if err := blank(dst, s[0], s[1]); err != nil {
				return err
			}
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

// saidItems are the ids of items that say something about the picture.
func saidItems(src io.ReaderAt, in []box) (map[uint32]bool, error) {
	said := map[uint32]bool{}
	for _, iinf := range in {
		if iinf.kind != "iinf" {
			continue
		}
		head := make([]byte, 1)
		if _, err := src.ReadAt(head, iinf.body); err != nil {
			return nil, broken(err)
		}
		from := iinf.body + 6
		if head[0] > 0 {
			from += 2
		}
		entries, err := boxes(src, from, iinf.end)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			raw, err := bytesOf(src, e)
			if err != nil {
				return nil, err
			}
			f := fields{raw: raw}
			version := f.number(4) >> 24
			id := f.number(2)
			if version == 3 {
				id = id<<16 | f.number(2)
			}
			f.number(2)
			if kind := f.text(4); e.kind == "infe" && version >= 2 && (kind == "Exif" || kind == "mime" || kind == "uri ") {
				said[uint32(id)] = true
			}
			if f.short {
				return nil, ErrBroken
			}
		}
	}
	return said, nil
}

// itemSpans are the places in the file where items lie.
func itemSpans(src io.ReaderAt, in []box, said map[uint32]bool) (spans [][2]int64, err error) {
	var idat int64
	for _, b := range in {
		if b.kind == "idat" {
			idat = b.body
		}
	}
	for _, b := range in {
		if b.kind != "iloc" {
			continue
		}
		raw, err := bytesOf(src, b)
		if err != nil {
			return nil, err
		}
		f := fields{raw: raw}
		version := f.number(4) >> 24
		sizes := f.number(2)
		wide := 2
		if version == 2 {
			wide = 4
		}
		for n := f.number(wide); n > 0 && !f.short; n-- {
			id, inside := f.number(wide), uint64(0)
			if version > 0 {
				inside = f.number(2) & 15
			}
			f.number(2)
			base := f.number(int(sizes >> 4 & 15))
			for k := f.number(2); k > 0 && !f.short; k-- {
				if version > 0 {
					f.number(int(sizes & 15))
				}
				from := int64(base + f.number(int(sizes>>12)))
				length := int64(f.number(int(sizes >> 8 & 15)))
				if inside == 1 {
					from += idat
				}
				if said[uint32(id)] {
					spans = append(spans, [2]int64{from, from + length})
				}
			}
		}
		if f.short {
			return nil, ErrBroken
		}
	}
	return spans, nil
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
