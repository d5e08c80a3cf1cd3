package document_test

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hemu/internal/casework"
	"hemu/internal/document"
	"hemu/internal/document/docx"
	"hemu/internal/document/flow"
	"hemu/internal/document/font"
	"hemu/internal/document/pdf"
	"hemu/internal/golden"
)

func (g drawing) draw(t *testing.T) *flow.Document {
	t.Helper()
	var d *flow.Document
	var err error
	if g.form != "" {
		d, err = document.Form(g.c, g.form, g.ctx)
	} else {
		d, err = document.Draw(g.c, g.slip, g.ctx)
	}
	if err != nil {
		t.Fatal(g.slip.Kind, g.form, err)
	}
	return d
}

// TestDrawings compares every document of a case with what people approved.
func TestDrawings(t *testing.T) {
	for name, g := range drawings() {
		d := g.draw(t)
		golden.Equal(t, filepath.Join("testdata", "case", name+".txt"), d.Text())
		if strings.Contains(d.Text(), "%!") || strings.ContainsAny(d.Text(), "{}") {
			t.Errorf("%s: a placeholder is left: %s", name, d.Text())
		}
	}
}

// TestDrawingsOnPaper writes each as PDF and Word file, rare characters included, and
// holds those an office hands over the counter to one sheet.
func TestDrawingsOnPaper(t *testing.T) {
	set := loaded(t)
	one := []string{"receipt", "receipt-early", "refusal", "assignment", "assignment-assist", "assignment-designated", "transfer-up", "visit", "closing", "cover", "contents", "form-register"}
	for name, g := range drawings() {
		d := g.draw(t)
		var b bytes.Buffer
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
		if name == "receipt" {
			var again bytes.Buffer
			if _, err := pdf.Write(&again, set, g.draw(t)); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
				t.Errorf("%s: the same record made different files (%v)", name, err)
			}
		}
		if err := docx.Write(io.Discard, d); err != nil {
			t.Error(name, err)
		}
	}
}

// TestRareCharacters: names are printed as they are written, and have glyphs.
func TestRareCharacters(t *testing.T) {
	const rare = "玥祎昇喆堃镕珺䶮"
	text := ""
	for _, g := range drawings() {
		text += g.draw(t).Text()
	}
	for _, r := range rare {
		if !strings.ContainsRune(text, r) {
			t.Errorf("%c is on no document", r)
		}
	}
	if lack := loaded(t).Lacks(flow.Body, rare); len(lack) > 0 {
		t.Errorf("no glyph for %q", string(lack))
	}
}

// TestSensitive: ethnicity is never printed, identity numbers only for the court, the
// tracking code only on the receipt (missions R1, C1).
func TestSensitive(t *testing.T) {
	for name, g := range drawings() {
		text := g.draw(t).Text()
		for l := range strings.Lines(text) {
			if _, after, ok := strings.Cut(l, "民族"); ok && !strings.HasPrefix(inked(after), "年龄") && !strings.Contains(l, "| 民族 |") {
				t.Errorf("%s: something stands after 民族: %s", name, l)
			}
			if cells := strings.Split(l, " | "); len(cells) == 7 && strings.HasSuffix(cells[0], "方") && cells[3] != "" {
				t.Errorf("%s: the cell 民族 is filled: %s", name, l)
			}
		}
		if has := strings.Contains(text, idZhang); has != (name == "court") {
			t.Errorf("%s: identity number printed: %v", name, has)
		}
		if has := strings.Contains(text, trackCode); has != (strings.HasPrefix(name, "receipt") || strings.HasPrefix(name, "refusal")) {
			t.Errorf("%s: tracking code printed: %v", name, has)
		}
	}
}

// qrs are the payloads of the QR codes of a document.
func qrs(d *flow.Document) (all []string) {
	for _, b := range d.Blocks {
		if table, ok := b.(flow.Table); ok {
			for _, r := range table.Rows {
				for _, c := range r.Cells {
					if c.QR != "" {
						all = append(all, c.QR)
					}
				}
			}
		}
	}
	return all
}

func TestQR(t *testing.T) {
	all := drawings()
	for name, want := range map[string][]string{
		"receipt": {trackURL}, "refusal": {trackURL}, "assignment": {"https://hemu.example/cases/c1"}, "transfer-up": {"https://hemu.example/cases/c1"}, "agreement": nil, "form-draft": nil,
	} {
		if got := qrs(all[name].draw(t)); !slices.Equal(got, want) {
			t.Errorf("%s: QR codes %q", name, got)
		}
	}
}

// TestReceiptRights: mediation is voluntary and free, and bars nobody from suing
// (人民调解法 3, 4).
func TestReceiptRights(t *testing.T) {
	text := drawings()["receipt"].draw(t).Text()
	for _, want := range []string{"调解自愿", "不收取任何费用", "向人民法院提起诉讼", "不影响您依法提出信访事项", "2026年12月21日前（含当日）办结"} {
		if !strings.Contains(text, want) {
			t.Errorf("the receipt does not say %s", want)
		}
	}
	if early := drawings()["receipt-early"].draw(t).Text(); !strings.Contains(early, "自承办单位签收之日起30日内办结") {
		t.Error("before the signature the receipt gives the policy's limit", early)
	}
}

// TestOwnCode: of the copies of a draft each bears its party's code and no other.
func TestOwnCode(t *testing.T) {
	for _, name := range []string{"form-draft", "form-draft-oral"} {
		g := drawings()[name]
		d := g.draw(t)
		copies := strings.Split(d.Text(), "\f")
		if len(copies) != 3 || d.Watermark == "" {
			t.Fatalf("%s: %d copies, watermark %q", name, len(copies), d.Watermark)
		}
		for i, party := range []string{"p1", "p2", "p3"} {
			for id, code := range g.ctx.Confirm {
				if strings.Contains(copies[i], code) != (id == party) {
					t.Errorf("%s: copy %d and the code of %s", name, i, id)
				}
			}
		}
	}
	res, err := pdf.Write(io.Discard, loaded(t), drawings()["form-draft"].draw(t))
	if err != nil || res.Pages != 11 { // three pages each, two backs left empty
		t.Errorf("copies share a sheet: %d pages, %v", res.Pages, err)
	}
	var word bytes.Buffer
	if err := docx.Write(&word, drawings()["form-draft"].draw(t)); err != nil {
		t.Fatal(err)
	}
	if _, parts := wordText(t, word.Bytes()); strings.Count(parts["word/document.xml"], `<w:type w:val="oddPage"/>`) != 3 {
		t.Error("copies share a sheet in the Word file")
	}
	hand := drawings()["form-draft"]
	hand.c.Agreements[2].CourtTips = []string{"court.identity"}
	if text := hand.draw(t).Text(); strings.Contains(text, "确认码") || strings.Contains(text, "\f") {
		t.Error("an agreement about identity is signed by hand")
	}
}

// TestStays: what was handed out is printed again as it was, whatever came later.
func TestStays(t *testing.T) {
	later := func(c *casework.Case) {
		a := &c.Agreements[1]
		a.Duties = slices.Clone(a.Duties)
		a.Duties[1].State, a.Duties[1].DueOn = "open", "2027-01-31" // urged
		a.Duties[2].State, a.Duties[2].DoneOn, a.Duties[2].ChangedAt = "performed", "2026-12-01", at(12, 1, 9, 0)
		c.Outcome, c.EndReason, c.EndNote, c.Routes, c.Closing = "", "", "", nil, ""
		c.Holder, c.Handler, c.ClosedAt = "center", "u1", time.Time{}
	}
	for _, name := range []string{"agreement", "termination", "refusal", "transfer-out", "assignment", "session-agreed", "visit"} {
		g := drawings()[name]
		was := g.draw(t).Text()
		later(&g.c)
		if is := g.draw(t).Text(); is != was {
			t.Errorf("%s changed:\n%s", name, is)
		}
	}
}

// TestBlank: of a case about which nothing more is known every document can be drawn.
func TestBlank(t *testing.T) {
	c := casework.Case{
		Parties: []casework.Party{{ID: "p"}}, Assignments: []casework.Assignment{{ID: "x"}, {ID: "j", Kind: "join"}}, Sessions: []casework.Session{{ID: "x"}},
		Agreements: []casework.Agreement{{ID: "x", State: "draft", Duties: []casework.Obligation{{Kind: "pay"}}}}, Visits: []casework.Visit{{ID: "x", Party: "p"}},
	}
	for _, kind := range []string{"receipt", "refusal", "assignment", "transfer", "agreement", "oral_agreement", "termination", "session_record", "visit_record",
		"court_application", "closing_report", "cover", "contents", "register", "rights_notice"} {
		for _, subject := range []string{"x", "j"} {
			if subject == "j" && kind != "assignment" {
				continue
			}
			d, err := document.Draw(c, casework.Slip{Kind: kind, Subject: subject}, document.Context{})
			if err != nil {
				t.Errorf("%s: %v", kind, err)
				continue
			}
			text := d.Text()
			if strings.Contains(text, "%!") || strings.Contains(text, "0001年") || strings.Contains(text, "<nil>") {
				t.Errorf("%s: a blank is not blank: %s", kind, text)
			}
		}
	}
	if _, err := document.Form(c, document.KindDraft, document.Context{Confirm: map[string]string{"p": "1"}}); err != nil {
		t.Error(err)
	}
}

func TestDrawFaults(t *testing.T) {
	c, ctx := drawnCase(), drawContext()
	for kind, want := range map[string]error{
		"edict": document.ErrUnknownKind, "": document.ErrUnknownKind, document.KindDraft: document.ErrUnknownKind, "assignment": document.ErrNoSubject,
		"transfer": document.ErrNoSubject, "agreement": document.ErrNoSubject, "oral_agreement": document.ErrNoSubject, "session_record": document.ErrNoSubject,
		"visit_record": document.ErrNoSubject, "court_application": document.ErrNoSubject,
	} {
		if _, err := document.Draw(c, casework.Slip{Kind: kind, Subject: "gone"}, ctx); !errors.Is(err, want) {
			t.Errorf("%q: %v", kind, err)
		}
	}
	if _, err := document.Form(c, "receipt", ctx); !errors.Is(err, document.ErrUnknownKind) {
		t.Error("a receipt has a number", err)
	}
	c.Agreements = c.Agreements[:2]
	if _, err := document.Form(c, document.KindDraft, ctx); !errors.Is(err, document.ErrNoDraft) {
		t.Error(err)
	}
}

func TestFileName(t *testing.T) {
	for no, want := range map[string]string{
		"和调受〔2026〕156号": "和调受〔2026〕156号-受理案件回执单.pdf",
		"../a/b\"\r\nc": "___a_b___c-受理案件回执单.pdf",
		"":              "case-受理案件回执单.pdf",
	} {
		if got := document.FileName(no, "受理案件回执单", "pdf"); got != want {
			t.Errorf("%q: %s", no, got)
		}
	}
	if got := document.FileName("1", "a/\"\r\nb", "pdf"); got != "1-a____b.pdf" {
		t.Errorf("a title of anything: %s", got)
	}
}

// TestWriter: without fonts a document can still be edited in a word processor.
func TestWriter(t *testing.T) {
	d := drawings()["receipt"].draw(t)
	w := document.Writer{Fonts: &font.Source{}}
	var word, paper bytes.Buffer
	if err := w.DOCX(&word, d); err != nil || !bytes.HasPrefix(word.Bytes(), []byte("PK")) {
		t.Error("no Word file", err)
	}
	loaded(t)
	if res, err := w.PDF(&paper, d); err != nil || res.Pages != 1 || !bytes.HasPrefix(paper.Bytes(), []byte("%PDF-")) {
		t.Error("no PDF", res, err)
	}
}
