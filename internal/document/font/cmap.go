package font

import (
	"encoding/binary"
	"errors"
	"sort"
)

// cmap maps characters to glyphs. gopdf's own look-up walks the table from the start
// for each character; ours is a binary search, for layout asks for every character.
type cmap []span

// span is a run of characters whose glyphs follow one another.
type span struct{ from, to, glyph uint32 }

var errFont = errors.New("font: not a TrueType font with a Unicode table")

// find is the glyph of r, 0 for none.
func (c cmap) find(r rune) uint32 {
	i := sort.Search(len(c), func(i int) bool { return c[i].to >= uint32(r) })
	if i == len(c) || uint32(r) < c[i].from {
		return 0
	}
	return c[i].glyph + uint32(r) - c[i].from
}

// parseCmap reads the Unicode table of a TrueType file. Characters of the basic plane
// are taken from format 4 only, because that is where gopdf looks for them.
func parseCmap(font []byte) (cmap, error) {
	table, err := tableOf(font, "cmap")
	if err != nil {
		return nil, err
	}
	be := binary.BigEndian
	var basic, full cmap
	for i := range int(u16(table, 2)) {
		rec := 4 + 8*i
		if rec+8 > len(table) {
			return nil, errFont
		}
		off := int(be.Uint32(table[rec+4:]))
		if off < 0 || off >= len(table) {
			return nil, errFont
		}
		sub := table[off:]
		switch u16(sub, 0) {
		case 4:
			basic = format4(sub)
		case 12:
			full = format12(sub)
		}
	}
	for _, s := range full {
		if s.to <= 0xFFFF {
			continue
		}
		if s.from <= 0xFFFF {
			s.glyph += 0x10000 - s.from
			s.from = 0x10000
		}
		basic = append(basic, s)
	}
	if len(basic) == 0 {
		return nil, errFont
	}
	sort.Slice(basic, func(i, j int) bool { return basic[i].from < basic[j].from })
	return basic, nil
}

func tableOf(font []byte, tag string) ([]byte, error) {
	be := binary.BigEndian
	if len(font) < 12 || be.Uint32(font) != 0x00010000 && string(font[:4]) != "true" {
		return nil, errFont
	}
	for i := range int(u16(font, 4)) {
		rec := 12 + 16*i
		if rec+16 > len(font) {
			return nil, errFont
		}
		if string(font[rec:rec+4]) != tag {
			continue
		}
		from, size := uint64(be.Uint32(font[rec+8:])), uint64(be.Uint32(font[rec+12:]))
		if from+size > uint64(len(font)) {
			return nil, errFont
		}
		return font[from : from+size], nil
	}
	return nil, errFont
}

// u16 reads at off; beyond the end is 0, which ends every loop over a broken table.
func u16(b []byte, off int) uint16 {
	if off < 0 || off+2 > len(b) {
		return 0
	}
	return binary.BigEndian.Uint16(b[off:])
}

func format4(b []byte) cmap {
	n := int(u16(b, 6)) / 2
	ends, starts := 14, 16+2*n
	deltas, offsets := starts+2*n, starts+4*n
	var c cmap
	next := uint32(0) // segments ascend; a broken table must not make us go round and round
	for i := range n {
		start, to := uint32(u16(b, starts+2*i)), uint32(u16(b, ends+2*i))
		delta, off := u16(b, deltas+2*i), int(u16(b, offsets+2*i))
		from := max(start, next)
		next = max(next, to+1)
		for r := from; r <= to && r != 0xFFFF; r++ {
			g := uint16(r)
			if off != 0 {
				if g = u16(b, offsets+2*i+off+2*int(r-start)); g == 0 {
					continue
				}
			}
			c = c.append(r, uint32(g+delta))
		}
	}
	return c
}

// append adds one character, lengthening the last span when it can.
func (c cmap) append(r, glyph uint32) cmap {
	if glyph == 0 {
		return c
	}
	if k := len(c) - 1; k >= 0 && c[k].to+1 == r && c[k].glyph+r-c[k].from == glyph {
		c[k].to = r
		return c
	}
	return append(c, span{r, r, glyph})
}

func format12(b []byte) cmap {
	if len(b) < 16 {
		return nil
	}
	be := binary.BigEndian
	var c cmap
	for i := 0; i < int(be.Uint32(b[12:])) && 28+12*i <= len(b); i++ {
		g := b[16+12*i:]
		from, to := be.Uint32(g), be.Uint32(g[4:])
		if to < from || to > 0x10FFFF {
			return c
		}
		c = append(c, span{from, to, be.Uint32(g[8:])})
	}
	return c
}
