package blob

import (
	"cmp"
	"errors"
	"io"
	"os"
	"slices"
)

// A HEIC file (ISO/IEC 23008-12) is a list of items and where the bytes of each lie. Of
// one that is no film only the bytes of items that are drawn stay, wherever else in it
// something is said; of a film (a live photo) the items that say something are blanked.

// drawn are the kinds of items a picture is made of.
var drawn = []string{"hvc1", "hev1", "lhv1", "grid", "iovl", "iden", "tmap"}

// told are properties of items that are texts and times.
var told = []string{"uuid", "udes", "altt", "crtt", "mdft"}

// maxExtents is how many pieces all items of a file may lie in: telephones write one for
// each, and one for each tile.
const maxExtents = 65_536

// item is where bytes of an item lie.
type item struct {
	from, to int64
	drawn    bool
}

// cleanHEIC keeps a picture and which side of it is up, and blanks all else: Exif, XMP,
// what stands in boxes of no picture, and what hangs behind its end, as short films do.
func cleanHEIC(dst *os.File, src *io.SectionReader) error {
	if _, err := io.Copy(dst, src); err != nil {
		return err
	}
	top, behind := boxes(src, 0, src.Size())
	if behind != nil && !errors.Is(behind, ErrBroken) {
		return behind
	}
	has := func(kind string) bool { return slices.ContainsFunc(top, func(b box) bool { return b.kind == kind }) }
	film := has("moov")
	if !has("ftyp") || !has("meta") && !film || behind != nil && !has("mdat") {
		return ErrBroken
	}
	// What is no box can hang behind the picture's end only.
	end := top[len(top)-1].end
	if err := dst.Truncate(end); err != nil {
		return err
	}
	src = io.NewSectionReader(src, 0, end)
	var items []item
	var places []box
	extents := maxExtents
	for _, b := range top {
		var err error
		switch b.kind {
		case "ftyp":
		case "mdat":
			places = append(places, b)
		case "meta":
			more, inside, err := cleanItems(dst, src, b, film, &extents)
			if err != nil {
				return err
			}
			items, places = append(items, more...), append(places, inside...)
		case "moov":
			err = freeBoxes(dst, src, b.body, b.end, 1)
		default:
			err = free(dst, b)
		}
		if err != nil {
			return err
		}
	}
	if film {
		return blankItems(dst, items, places)
	}
	return blankRest(dst, items, places)
}

// cleanItems frees what says something within a meta box, and tells where items lie and
// which boxes hold bytes of theirs. Errors: ErrBroken also where what is shown first is
// nothing that stays.
func cleanItems(dst *os.File, src *io.SectionReader, meta box, film bool, extents *int) (items []item, places []box, err error) {
	in, err := boxes(src, meta.body+4, meta.end)
	if err != nil {
		return nil, nil, err
	}
	for _, b := range in {
		switch b.kind {
		case "hdlr", "pitm", "iinf", "iloc", "iref", "dinf", "grpl":
		case "idat":
			places = append(places, b)
		case "iprp":
			err = freeTold(dst, src, b)
		default:
			err = free(dst, b)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	kinds, err := itemKinds(src, in)
	if err != nil {
		return nil, nil, err
	}
	if err := primaryDrawn(src, in, kinds); err != nil {
		return nil, nil, err
	}
	items, err = itemPlaces(src, in, kinds, film, extents)
	return items, places, err
}

// primaryDrawn refuses a picture of which a small copy would stay and not itself.
func primaryDrawn(src io.ReaderAt, in []box, kinds map[uint32]string) error {
	for _, pitm := range in {
		if pitm.kind != "pitm" {
			continue
		}
		raw, err := bytesOf(src, pitm)
		if err != nil {
			return err
		}
		f := fields{raw: raw}
		wide := 2
		if f.number(4)>>24 > 0 {
			wide = 4
		}
		if id := uint32(f.number(wide)); f.short || !slices.Contains(drawn, kinds[id]) {
			return ErrBroken
		}
	}
	return nil
}

// freeTold blanks texts among the properties of items; the places of all others stay.
func freeTold(dst *os.File, src *io.SectionReader, iprp box) error {
	all, err := boxes(src, iprp.body, iprp.end)
	if err != nil {
		return err
	}
	for _, ipco := range all {
		if ipco.kind == "ipma" {
			continue
		}
		if ipco.kind != "ipco" {
			if err := free(dst, ipco); err != nil {
				return err
			}
			continue
		}
		properties, err := boxes(src, ipco.body, ipco.end)
		if err != nil {
			return err
		}
		for _, p := range properties {
			if slices.Contains(told, p.kind) {
				if err := free(dst, p); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// blankItems blanks the bytes of items that are not drawn. Errors: ErrBroken for one that
// lies where no bytes of items are: blanking it would make another file of it.
func blankItems(dst *os.File, items []item, places []box) error {
	for _, i := range joined(items, false) {
		at, _ := slices.BinarySearchFunc(places, i.from, func(p box, from int64) int { return cmp.Compare(p.end, from) })
		if at == len(places) || i.from < places[at].body || i.to > places[at].end {
			return ErrBroken
		}
		if err := blank(dst, i.from, i.to); err != nil {
			return err
		}
	}
	return nil
}

// blankRest blanks all bytes of places that belong to no item that is drawn. Errors:
// ErrBroken when nothing is drawn.
func blankRest(dst *os.File, items []item, places []box) error {
	items = joined(items, true)
	if len(items) == 0 {
		return ErrBroken
	}
	for _, p := range places {
		at := p.body
		first, _ := slices.BinarySearchFunc(items, at, func(i item, at int64) int { return cmp.Compare(i.to, at) })
		for _, i := range items[first:] {
			if i.from >= p.end {
				break
			}
			if err := blank(dst, at, i.from); err != nil {
				return err
			}
			at = i.to
		}
		if err := blank(dst, at, p.end); err != nil {
			return err
		}
	}
	return nil
}

// joined are the bytes of items that are drawn, or of those that are not, in order, each
// byte in one only.
func joined(items []item, isDrawn bool) (spans []item) {
	items = slices.DeleteFunc(slices.Clone(items), func(i item) bool { return i.drawn != isDrawn })
	slices.SortFunc(items, func(a, b item) int { return cmp.Compare(a.from, b.from) })
	for _, i := range items {
		if n := len(spans); n > 0 && i.from <= spans[n-1].to {
			spans[n-1].to = max(spans[n-1].to, i.to)
		} else {
			spans = append(spans, i)
		}
	}
	return spans
}

// itemKinds are the kinds of items by id; old entries, which have none, are not drawn.
func itemKinds(src io.ReaderAt, in []box) (map[uint32]string, error) {
	kinds := map[uint32]string{}
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
			if kind := f.text(4); e.kind == "infe" && version >= 2 {
				kinds[uint32(id)] = kind
			}
			if f.short {
				return nil, ErrBroken
			}
		}
	}
	return kinds, nil
}

// itemPlaces are where items lie in the file; extents is how many pieces of items may be
// told of still. Errors: ErrBroken for one outside, for one whose place can't be told where
// that matters, and where there are too many.
func itemPlaces(src *io.SectionReader, in []box, kinds map[uint32]string, film bool, extents *int) (items []item, err error) {
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
			id, way := f.number(wide), uint64(0)
			if version > 0 {
				way = f.number(2) & 15
			}
			elsewhere := f.number(2) != 0
			base := f.number(int(sizes >> 4 & 15))
			isDrawn := slices.Contains(drawn, kinds[uint32(id)])
			pieces := f.number(2)
			if *extents -= int(pieces); *extents < 0 {
				return nil, ErrBroken
			}
			for ; pieces > 0 && !f.short; pieces-- {
				if version > 0 {
					f.number(int(sizes & 15))
				}
				from := int64(base + f.number(int(sizes>>12)))
				length := int64(f.number(int(sizes >> 8 & 15)))
				if way == 1 {
					from += idat
				}
				i := item{from, from + length, isDrawn}
				switch vague := elsewhere || way > 1 || length == 0; {
				case vague && (isDrawn || film), !vague && (i.from < 0 || i.to < i.from || i.to > src.Size()):
					return nil, ErrBroken
				case !vague:
					items = append(items, i)
				}
			}
		}
		if f.short {
			return nil, ErrBroken
		}
	}
	return items, nil
}
