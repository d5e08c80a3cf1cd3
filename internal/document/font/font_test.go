package font

import (
	"errors"
	"os"
	"testing"
	"testing/fstest"

	"hemu/internal/document/flow"
	"hemu/internal/fault"
)

func TestNoFontIsAClearFault(t *testing.T) {
	if _, err := load(fstest.MapFS{}, nil); !errors.Is(err, ErrNone) {
		t.Errorf("want %s, got %v", ErrNone.Code, err)
	}
	if _, err := load(fstest.MapFS{}, fstest.MapFS{"simfang.ttf": {Data: []byte("no font")}}); fault.CodeOf(err) != ErrUnreadable.Code {
		t.Errorf("want %s, got %v", ErrUnreadable.Code, err)
	}
}

func own(t *testing.T) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, name := range builtIn {
		raw, err := os.ReadFile("files/" + name)
		if err != nil {
			t.Skip("no fonts: run scripts/fonts.sh")
		}
		fsys[name] = &fstest.MapFile{Data: raw}
	}
	return fsys
}

// TestNames: characters of everyday names that GB 2312 lacks, and some beyond the
// basic plane.
func TestNames(t *testing.T) {
	own(t)
	s, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range []flow.Role{flow.Body, flow.Title, flow.Head, flow.Kai} {
		if lack := s.Lacks(role, "玥祎昇喆堃镕珺䶮𠅤𬱖𬍛㛃犇翀垚甯"); len(lack) > 0 {
			t.Errorf("role %d lacks %q", role, string(lack))
		}
	}
	if face, em, ok := s.Glyph(flow.Title, '人'); !ok || em != 1 || s.Name(face) != "HemuTitle" {
		t.Errorf("a common character of a title comes from %s, %v em", s.Name(face), em)
	}
	if face, _, _ := s.Glyph(flow.Title, '祎'); s.Name(face) != "HemuBody" {
		t.Errorf("a rare character of a title comes from %s", s.Name(face))
	}
}

// TestSite: a site's typeface is used first and the embedded one where it has no glyph.
func TestSite(t *testing.T) {
	fonts := own(t)
	site := fstest.MapFS{"仿宋_GB2312.ttf": fonts["kai.ttf"], "notes.txt": {Data: []byte("x")}}
	s, err := load(fonts, site)
	if err != nil {
		t.Fatal(err)
	}
	if face, _, _ := s.Glyph(flow.Body, '人'); s.Name(face) != "SiteBody" {
		t.Errorf("body is drawn by %s", s.Name(face))
	}
	if face, _, _ := s.Glyph(flow.Body, '祎'); s.Name(face) != "HemuBody" {
		t.Errorf("a rare character of the body comes from %s", s.Name(face))
	}
}

func TestPick(t *testing.T) {
	for file, role := range map[string]flow.Role{
		"FandolFang-Regular.ttf": flow.Body, "SIMFANG.TTF": flow.Body, "方正小标宋简体.ttf": flow.Title, "FandolSong-Bold.ttf": flow.Title,
		"FZXBSJW.ttf": flow.Title, "simhei.ttf": flow.Head, "FandolHei-Regular.ttf": flow.Head, "楷体_GB2312.ttf": flow.Kai, "FandolKai-Regular.ttf": flow.Kai,
	} {
		for _, r := range []flow.Role{flow.Body, flow.Title, flow.Head, flow.Kai} {
			if _, ok := pick(fstest.MapFS{file: {}}, r); ok != (r == role) {
				t.Errorf("%s for role %d: %v", file, r, ok)
			}
		}
	}
}

func FuzzCmap(f *testing.F) {
	f.Add([]byte("\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00cmap\x00\x00\x00\x00\x00\x00\x00\x1c\x00\x00\x00\x20"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, err := parseCmap(raw)
		if err == nil && c.find('人') > 0x110000 {
			t.Error("a glyph beyond any font")
		}
	})
}
