package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// gopdf writes character maps that readers take wrongly for characters beyond the
// basic plane (𠅤 needs a surrogate pair) and for more than 100 entries in a section,
// so copying and searching rare names fails. It also names no language. repair writes
// the objects anew with both put right, and the cross-reference table that goes with
// them.

var (
	errShape = errors.New("pdf: gopdf wrote a file of another shape than expected")
	mapEntry = regexp.MustCompile(`<([0-9A-F]+)><[0-9A-F]+><([0-9A-F]+)>`)
)

func repair(raw []byte) ([]byte, error) {
	objects, trailer, err := split(raw)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xE4\xBD\xA0\xE5\xA5\xBD\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		switch {
		case bytes.Contains(o, []byte("/Type /Catalog")):
			o = bytes.Replace(o, []byte("/Type /Catalog"), []byte("/Type /Catalog\n  /Lang (zh-CN)\n  /ViewerPreferences << /DisplayDocTitle true >>"), 1)
		case bytes.Contains(o, []byte("/CIDFontType2")):
			o = bytes.Replace(o, []byte("/CIDFontType2"), []byte("/CIDFontType2\n/CIDToGIDMap /Identity"), 1)
		case bytes.Contains(o, []byte("begincmap")):
			o = unicodeMap(o)
		}
		offsets[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, bytes.TrimRight(o, "\n"))
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&out, "%sstartxref\n%d\n%%%%EOF\n", trailer, start)
	return out.Bytes(), nil
}

// split cuts gopdf's output at the offsets of its own cross-reference table.
func split(raw []byte) (objects [][]byte, trailer []byte, err error) {
	at := bytes.LastIndex(raw, []byte("startxref\n"))
	if at < 0 {
		return nil, nil, errShape
	}
	var table int
	if _, err := fmt.Sscanf(string(raw[at:]), "startxref\n%d", &table); err != nil || table < 0 || table > at {
		return nil, nil, errShape
	}
	lines := strings.Split(string(raw[table:at]), "\n")
	var offsets []int
	for _, l := range lines {
		if offset, ok := strings.CutSuffix(l, " 00000 n "); ok {
			n, err := strconv.Atoi(offset)
			if err != nil || n < 0 || n >= table {
				return nil, nil, errShape
			}
			offsets = append(offsets, n)
		}
	}
	offsets = append(offsets, table)
	for i := range len(offsets) - 1 {
		if offsets[i] > offsets[i+1] {
			return nil, nil, errShape
		}
		o := raw[offsets[i]:offsets[i+1]]
		head := []byte(fmt.Sprintf("%d 0 obj\n", i+1))
		end := bytes.LastIndex(o, []byte("endobj"))
		if !bytes.HasPrefix(o, head) || end < 0 {
			return nil, nil, errShape
		}
		objects = append(objects, o[len(head):end])
	}
	t := bytes.Index(raw[table:at], []byte("trailer"))
	if t < 0 {
		return nil, nil, errShape
	}
	return objects, raw[table+t : at], nil
}

// unicodeMap writes a font's ToUnicode stream anew from the entries of the old one.
func unicodeMap(old []byte) []byte {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	entries := mapEntry.FindAllSubmatch(old, -1)
	for len(entries) > 0 {
		n := min(len(entries), 100)
		fmt.Fprintf(&b, "%d beginbfchar\n", n)
		for _, e := range entries[:n] {
			r, _ := strconv.ParseUint(string(e[2]), 16, 32)
			fmt.Fprintf(&b, "<%s> <", e[1])
			for _, unit := range utf16.Encode([]rune{rune(r)}) {
				fmt.Fprintf(&b, "%04X", unit)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
		entries = entries[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return []byte(fmt.Sprintf("<<\n/Length %d\n>>\nstream\n%sendstream\n", b.Len(), b.String()))
}
