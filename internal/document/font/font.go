// Package font finds the glyph for every character of a document: it holds the
// embedded typefaces, those a site puts beside them, and for each role the order in
// which they are asked. It knows nothing of layout or documents.
package font

import (
	"embed"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/signintech/gopdf"

	"hemu/internal/document/flow"
	"hemu/internal/fault"
)

// The directory holds the output of scripts/fonts.sh; in a fresh checkout only its
// README, so that the program still compiles.
//
//go:embed files
var embedded embed.FS

// ErrNone is the fault of a program built without scripts/fonts.sh and run without a
// font in the site's directory: it cannot print.
var ErrNone = fault.New(fault.Unavailable, "document.no_font")

// ErrUnreadable is the fault of a file in the site's font directory that is not a
// TrueType font; Args["file"] names it.
var ErrUnreadable = fault.New(fault.Invalid, "document.font_unreadable")

// face is one parsed typeface. It is never changed after loading.
type face struct {
	name    string // as PDF knows it, ASCII
	metrics *gopdf.SubsetFontObj
	glyphs  cmap
}

// Set is the typefaces of a running program. It is safe for concurrent use.
type Set struct {
	faces     []face
	chains    [4][]int // by flow.Role: faces in the order they are asked
	container gopdf.FontContainer
}

// The files of a site are recognised by a part of their name, case and separators
// ignored. First match wins; the order is that of preference.
var siteNames = map[flow.Role][]string{
	flow.Body:  {"仿宋_gb2312", "仿宋gb2312", "fangsonggb2312", "simfang", "fzfangsong", "方正仿宋", "stfangsong", "仿宋", "fandolfang", "fangsong"},
	flow.Title: {"方正小标宋", "小标宋", "fzxiaobiaosong", "fzxbs", "xiaobiaosong", "fandolsongbold"},
	flow.Head:  {"方正黑体", "simhei", "黑体", "fzhei", "stheiti", "fandolheiregular", "fandolhei", "heiti"},
	flow.Kai:   {"楷体_gb2312", "楷体gb2312", "kaitigb2312", "simkai", "方正楷体", "fzkai", "stkaiti", "楷体", "fandolkai", "kaiti"},
}

var builtIn = map[flow.Role]string{flow.Body: "body.ttf", flow.Title: "title.ttf", flow.Head: "head.ttf", flow.Kai: "kai.ttf"}

// Load reads the embedded typefaces and those in dir, "" or a missing directory for
// none. A site's typeface comes first in its role; behind it stand the embedded one of
// the role, the embedded body face, which has the rare characters, and the rest.
func Load(dir string) (*Set, error) {
	sub, err := fs.Sub(embedded, "files")
	if err != nil {
		return nil, err
	}
	var site fs.FS
	if _, err := os.Stat(dir); dir != "" && err == nil {
		site = os.DirFS(dir)
	}
	return load(sub, site)
}

func load(own, site fs.FS) (*Set, error) {
	s := &Set{}
	roles := []flow.Role{flow.Body, flow.Title, flow.Head, flow.Kai}
	ownFace := map[flow.Role]int{}
	var siteFaces []int
	for _, role := range roles {
		if file, ok := pick(site, role); ok {
			i, err := s.add(site, file, "Site"+roleName[role])
			if err != nil {
				return nil, ErrUnreadable.With(fault.Args{"file": file})
			}
			s.chains[role] = append(s.chains[role], i)
			siteFaces = append(siteFaces, i)
		}
		i, err := s.add(own, builtIn[role], "Hemu"+roleName[role])
		switch {
		case err == nil:
			ownFace[role] = i
			s.chains[role] = append(s.chains[role], i)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err
		}
	}
	if len(s.faces) == 0 {
		return nil, ErrNone
	}
	for _, role := range roles {
		rest := slices.Clone(siteFaces)
		if i, ok := ownFace[flow.Kai]; ok {
			rest = append(rest, i)
		}
		if i, ok := ownFace[flow.Body]; ok {
			rest = append([]int{i}, rest...)
		}
		for _, i := range rest {
			if !slices.Contains(s.chains[role], i) {
				s.chains[role] = append(s.chains[role], i)
			}
		}
	}
	return s, nil
}

var roleName = map[flow.Role]string{flow.Body: "Body", flow.Title: "Title", flow.Head: "Head", flow.Kai: "Kai"}

// pick finds the site's file for role.
func pick(site fs.FS, role flow.Role) (string, bool) {
	if site == nil {
		return "", false
	}
	entries, err := fs.ReadDir(site, ".")
	if err != nil {
		return "", false
	}
	strip := strings.NewReplacer("-", "", "_", "", " ", "")
	for _, want := range siteNames[role] {
		for _, e := range entries {
			name := strip.Replace(strings.ToLower(e.Name()))
			if strings.EqualFold(filepath.Ext(e.Name()), ".ttf") && strings.Contains(name, strip.Replace(want)) {
				return e.Name(), true
			}
		}
	}
	return "", false
}

func (s *Set) add(from fs.FS, file, name string) (int, error) {
	raw, err := fs.ReadFile(from, file)
	if err != nil {
		return 0, err
	}
	glyphs, err := parseCmap(raw)
	if err != nil {
		return 0, err
	}
	metrics := new(gopdf.SubsetFontObj)
	if err := metrics.SetTTFData(raw); err != nil {
		return 0, err
	}
	if err := s.container.AddTTFFontData(name, raw); err != nil {
		return 0, err
	}
	s.faces = append(s.faces, face{name, metrics, glyphs})
	return len(s.faces) - 1, nil
}

// Glyph says which face draws r in role and how wide it is, in em. ok is false when
// no face has it; the caller then draws a substitute with the face given.
func (s *Set) Glyph(role flow.Role, r rune) (face int, em float64, ok bool) {
	for _, i := range s.chains[role] {
		if g := s.faces[i].glyphs.find(r); g != 0 {
			return i, float64(s.faces[i].metrics.GlyphIndexToPdfWidth(uint(g))) / 1000, true
		}
	}
	return s.chains[role][0], 1, false
}

// Lacks lists the characters of text that no face of role can draw, each once.
func (s *Set) Lacks(role flow.Role, text string) []rune {
	var lack []rune
	for _, r := range text {
		if _, _, ok := s.Glyph(role, r); !ok && r >= ' ' && !slices.Contains(lack, r) {
			lack = append(lack, r)
		}
	}
	return lack
}

// Name is the name under which Use registers a face.
func (s *Set) Name(face int) string { return s.faces[face].name }

// Use makes a face known to a PDF under construction. The parsed font is shared.
func (s *Set) Use(pdf *gopdf.GoPdf, face int) error {
	return pdf.AddTTFFontFromFontContainer(s.faces[face].name, &s.container)
}

// Source loads a Set on first use and keeps it, so that a program that never prints
// never parses a font. It is safe for concurrent use.
type Source struct {
	Dir  string // the site's font directory
	once sync.Once
	set  *Set
	err  error
}

// Set is the loaded set, or why there is none.
func (s *Source) Set() (*Set, error) {
	s.once.Do(func() { s.set, s.err = Load(s.Dir) })
	return s.set, s.err
}
