package document_test

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"hemu/internal/document/font"
	"hemu/internal/document/pdf"
)

// fonts loads the embedded faces; a checkout without scripts/fonts.sh skips what needs them.
func fonts(t testing.TB) *font.Set {
	set, err := font.Load("")
	if errors.Is(err, font.ErrNone) {
		t.Skip("no fonts: run scripts/fonts.sh")
	}
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestDraw(t *testing.T) {
	set := fonts(t)
	if dir := os.Getenv("HEMU_FONTS"); dir != "" {
		var err error
		if set, err = font.Load(dir); err != nil {
			t.Fatal(err)
		}
	}
	all := samples()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		var b bytes.Buffer
		res, err := pdf.Write(&b, set, all[name])
		if err != nil {
			t.Fatal(name, err)
		}
		t.Log(name, res, b.Len())
		if out := os.Getenv("HEMU_LOOK"); out != "" {
			os.WriteFile(filepath.Join(out, name+".pdf"), b.Bytes(), 0o644)
		}
	}
}
