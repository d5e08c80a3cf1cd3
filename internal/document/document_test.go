package document_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"hemu/internal/document/docx"
	"hemu/internal/document/flow"
	"hemu/internal/document/font"
	"hemu/internal/document/form"
	"hemu/internal/document/pdf"
	"hemu/internal/golden"
)

// fonts loads the embedded faces; a checkout without scripts/fonts.sh skips what needs them.
var fonts = sync.OnceValues(func() (*font.Set, error) { return font.Load(os.Getenv("HEMU_FONTS")) })

func loaded(t testing.TB) *font.Set {
	t.Helper()
	set, err := fonts()
	if errors.Is(err, font.ErrNone) {
		t.Skip("no fonts: run scripts/fonts.sh")
	}
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// inked is text without anything that leaves no ink.
func inked(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '　' {
			return -1
		}
		return r
	}, s)
}

// TestForms compares what every form says with what people approved.
func TestForms(t *testing.T) {
	for name, d := range samples() {
		golden.Equal(t, filepath.Join("testdata", name+".txt"), d.Text())
	}
}

// TestOnePage holds the forms that an office expects on a single sheet to it. With
// HEMU_LOOK=dir the documents are also written there, to be looked at.
func TestOnePage(t *testing.T) {
	set := loaded(t)
	one := []string{"01-receipt", "02-refusal", "03-slip", "05-oral", "06-registration", "08-visit", "11-rights", "12-contents", "12-cover", "13-closing"}
	for name, d := range samples() {
		var b, w bytes.Buffer
		res, err := pdf.Write(&b, set, d)
		if err != nil {
			t.Fatal(name, err)
		}
		if len(res.Missing) > 0 {
			t.Errorf("%s lacks %q", name, string(res.Missing))
		}
		if slices.Contains(one, name) && res.Pages != 1 {
			t.Errorf("%s takes %d pages", name, res.Pages)
		}
		if out := os.Getenv("HEMU_LOOK"); out != "" {
			if err := docx.Write(&w, d); err != nil {
				t.Fatal(err)
			}
			os.WriteFile(filepath.Join(out, name+".pdf"), b.Bytes(), 0o644)
			os.WriteFile(filepath.Join(out, name+".docx"), w.Bytes(), 0o644)
		}
	}
}

// TestReadBack extracts the text of each PDF with poppler and finds every paragraph of
// the model in it, rare names and characters beyond the basic plane included.
func TestReadBack(t *testing.T) {
	set := loaded(t)
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("needs pdftotext (poppler-utils)")
	}
	all := samples()
	for _, name := range []string{"02-refusal", "04-agreement", "07-session-long", "10-ending"} {
		var b, out bytes.Buffer
		if _, err := pdf.Write(&b, set, all[name]); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(tool, "-raw", "-", "-")
		cmd.Stdin, cmd.Stdout = &b, &out
		if err := cmd.Run(); err != nil {
			t.Fatal(err)
		}
		got := inked(out.String())
		for _, block := range all[name].Blocks {
			p, ok := block.(flow.Para)
			if !ok {
				continue
			}
			// A page number may stand in the middle of a paragraph that goes on overleaf.
			rs := []rune(inked(p.Plain()))
			if len(rs) > 12 {
				rs = rs[:12]
			}
			if !strings.Contains(got, string(rs)) {
				t.Errorf("%s: the PDF does not say %s", name, string(rs))
			}
		}
		for _, who := range []string{"龚䶮堃", "李珺𠅤"} {
			if strings.Contains(all[name].Text(), who) && !strings.Contains(got, who) {
				t.Errorf("%s: %s cannot be copied or searched", name, who)
			}
		}
	}
}

// TestSameBytes: one record makes one file, from many goroutines at once.
func TestSameBytes(t *testing.T) {
	set := loaded(t)
	d := samples()["04-agreement"]
	made := make([][]byte, 4)
	var wg sync.WaitGroup
	for i := range made {
		wg.Go(func() {
			var b bytes.Buffer
			if _, err := pdf.Write(&b, set, d); err != nil {
				t.Error(err)
			}
			made[i] = b.Bytes()
		})
	}
	wg.Wait()
	for _, m := range made[1:] {
		if !bytes.Equal(m, made[0]) {
			t.Error("the same document made different files")
		}
	}
}

// TestMissing: what no font has is printed as a visible mark and reported.
func TestMissing(t *testing.T) {
	d := &flow.Document{Paper: flow.Form(), Blocks: []flow.Block{flow.P("名\U0001F9F5字")}}
	res, err := pdf.Write(io.Discard, loaded(t), d)
	if err != nil || string(res.Missing) != "\U0001F9F5" {
		t.Errorf("missing %q, %v", string(res.Missing), err)
	}
}

// wordText reads the text of a Word file, and fails on XML that is not well formed.
func wordText(t *testing.T, raw []byte) (text string, parts map[string]string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	parts = map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(data)
		if strings.HasSuffix(f.Name, ".png") {
			continue
		}
		dec := xml.NewDecoder(bytes.NewReader(data))
		in := false
		for {
			tok, err := dec.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			switch tok := tok.(type) {
			case xml.StartElement:
				in = tok.Name.Local == "t"
			case xml.EndElement:
				in = false
			case xml.CharData:
				if in && f.Name == "word/document.xml" {
					text += string(tok)
				}
			}
		}
	}
	return text, parts
}

// TestWord: the Word file says what the model says, in the same order.
func TestWord(t *testing.T) {
	for name, d := range samples() {
		var b, again bytes.Buffer
		if err := docx.Write(&b, d); err != nil {
			t.Fatal(err)
		}
		if err := docx.Write(&again, d); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
			t.Errorf("%s: the same document made different files (%v)", name, err)
		}
		got, parts := wordText(t, b.Bytes())
		got = inked(got)
		text := strings.NewReplacer("\f", "\n", "|", "\n", " / ", "\n", "⏎", "\n").Replace(d.Text())
		for l := range strings.Lines(text) {
			l = inked(l)
			if !strings.HasPrefix(l, "[QR") && !strings.Contains(got, l) && !signLine(l) {
				t.Errorf("%s: the Word file does not say %s", name, l)
			}
		}
		for _, secret := range []string{"张祎玥", "龚䶮堃"} {
			if strings.Contains(parts["docProps/core.xml"], secret) {
				t.Errorf("%s: a name is in the file's properties", name)
			}
		}
	}
}

// signLine says whether l is a signature line, whose hint and name writers may part.
func signLine(l string) bool {
	return strings.Contains(l, "：年月日") || strings.HasSuffix(l, "（印章）")
}

// TestWordGrid: rows have as many columns as the grid, merged cells counted.
func TestWordGrid(t *testing.T) {
	for name, d := range samples() {
		var b bytes.Buffer
		if err := docx.Write(&b, d); err != nil {
			t.Fatal(err)
		}
		_, parts := wordText(t, b.Bytes())
		for _, tbl := range strings.Split(parts["word/document.xml"], "<w:tbl>")[1:] {
			tbl = tbl[:strings.Index(tbl, "</w:tbl>")]
			columns := strings.Count(tbl, "<w:gridCol ")
			for i, tr := range strings.Split(tbl, "<w:tr>")[1:] {
				n := strings.Count(tr, "<w:tc>")
				for _, s := range strings.Split(tr, `<w:gridSpan w:val="`)[1:] {
					n += int(s[0]-'0') - 1
				}
				if n != columns {
					t.Errorf("%s: row %d has %d of %d columns", name, i+1, n, columns)
				}
			}
		}
	}
}

// TestEmptyForms: a form about which nothing is known yet is a form to fill in by hand.
func TestEmptyForms(t *testing.T) {
	set := loaded(t)
	for _, f := range []interface{ Document() *flow.Document }{
		form.Receipt{}, form.Refusal{}, form.Slip{}, form.Agreement{}, form.OralAgreement{}, form.Registration{}, form.SessionRecord{},
		form.Visit{}, form.Confirmation{}, form.Ending{}, form.RightsNotice{}, form.DossierCover{}, form.Contents{}, form.DossierNote{},
		form.ClosingReport{}, form.Application{}, form.Inquiry{}, form.Invitation{}, form.Escalation{}, form.Transfer{},
	} {
		d := f.Document()
		if strings.ContainsAny(d.Text(), "{}") {
			t.Errorf("%T: a placeholder is left: %s", f, d.Text())
		}
		if _, err := pdf.Write(io.Discard, set, d); err != nil {
			t.Errorf("%T: %v", f, err)
		}
		if err := docx.Write(io.Discard, d); err != nil {
			t.Errorf("%T: %v", f, err)
		}
	}
}

// TestEthnicityStaysEmpty: the line is printed for the hand (mission R1).
func TestEthnicityStaysEmpty(t *testing.T) {
	text := samples()["04-agreement"].Text()
	if !strings.Contains(text, "民族") {
		t.Fatal("the Ministry's form has the line")
	}
	for _, l := range strings.Split(text, "\n") {
		if _, after, ok := strings.Cut(l, "民族"); ok && !strings.HasPrefix(inked(after), "年龄") {
			t.Errorf("something stands after 民族: %s", l)
		}
	}
}

// TestInvisible: characters that hide or reorder text do not reach paper.
func TestInvisible(t *testing.T) {
	d := &flow.Document{Paper: flow.Form(), Blocks: []flow.Block{flow.P("甲\u202e乙\u200b丙\x00丁<&>")}}
	var b bytes.Buffer
	if err := docx.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	if got, _ := wordText(t, b.Bytes()); got != "甲乙丙丁<&>" {
		t.Errorf("%q", got)
	}
}

func BenchmarkPDF(b *testing.B) {
	set := loaded(b)
	all := samples()
	names := slices.Sorted(maps.Keys(all))
	for i := 0; b.Loop(); i++ {
		if _, err := pdf.Write(io.Discard, set, all[names[i%len(names)]]); err != nil {
			b.Fatal(err)
		}
	}
}
