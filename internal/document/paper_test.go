package document_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hemu/internal/document/flow"
	"hemu/internal/document/form"
	"hemu/internal/document/pdf"
)

// largest are forms about a quarrel of a whole street: many parties, long names, ten
// and more promises, facts over pages.
func largest() map[string]*flow.Document {
	var many []form.Party
	for i := range 12 {
		p := parties[i%3]
		switch i {
		case 3:
			p.Name, p.Address = "阿卜杜拉·买买提江·吾布力喀斯木·玉素甫艾力·艾合买提", strings.Repeat("和睦市云溪街道柳荫社区", 6)+"3号楼"
		case 5:
			p.Name = "和睦市云溪街道柳荫社区喆安物业管理与不动产综合服务发展集团股份有限公司第十七分公司筹备处"
		}
		many = append(many, p)
	}
	long := form.Office{Name: "和睦市云溪街道社会治安综合治理与矛盾纠纷多元预防调处化解综合服务管理中心", Phone: "0000-1234567"}
	var promised []form.Clause
	how := form.Performance{Way: "转账", Place: "调委会"}
	for i := range 12 {
		fen := int64(i+1) * 1234567890123 / 7
		promised = append(promised, form.Clause{Text: "乙方一次性支付甲方修复费用", Fen: fen, Due: "2026-12-01"})
		how.Duties = append(how.Duties, form.Duty{Debtor: "乙方朱镕昇", Creditor: "甲方张祎玥", What: "修复费用", Fen: fen, Due: "2026-12-01"})
	}
	told := facts + "\n" + strings.Repeat("调解员讲解了民法典关于相邻关系和侵权责任的规定，分别听取意见，张祎玥表示愿意在合理范围内让步。\n", 40)
	subject := strings.Repeat("楼上漏水损坏家中地板和顶棚", 6)
	return map[string]*flow.Document{
		"agreement": form.Agreement{Meta: meta, Committee: long, Number: "（2026）云溪人调字第17号", Parties: many, WithID: true, Facts: told, Liability: "乙方承担主要责任。", Clauses: promised, Performance: how, Mediators: mediators, Recorder: "孙琪", Day: "2026-11-24", URL: url}.Document(),
		"oral":      form.OralAgreement{Meta: meta, Committee: committee, Number: "1", Parties: many, Facts: told, Clauses: promised, Performance: how, Place: "柳荫社区居委会", Mediators: mediators, Recorder: "孙琪", Day: "2026-11-20"}.Document(),
		"register":  form.Registration{Meta: meta, Committee: committee, Number: "1", Parties: many, Category: "邻里纠纷", Facts: told, Registrar: "孙琪", Day: "2026-11-19"}.Document(),
		"closing":   form.ClosingReport{Meta: meta, Unit: long, Number: "1", Filled: "2026-12-25", Handler: "王明喆", Parties: many, Source: "当事人申请", Category: "邻里纠纷", Facts: told, Result: told, Performed: "全部履行", Opinion: told}.Document(),
		"receipt":   form.Receipt{Meta: meta, Office: long, Number: "云综回〔2026〕156号", CaseNumber: "2", To: []string{many[3].Name, many[5].Name}, Subject: subject, Channel: "来访", Received: "2026-11-18", Accepted: "2026-11-19", Deadline: "2026-12-19", Unit: long.Name, Handler: many[3].Name, Code: "7KQ4-M2XH-93PD", URL: url}.Document(),
		"refusal":   form.Refusal{Meta: meta, Office: long, Number: "3", To: []string{many[3].Name}, Subject: subject, Reason: told, Day: "2026-11-12", Code: "7KQ4-M2XH-93PD", URL: url}.Document(),
		"rights":    form.RightsNotice{Meta: meta, Committee: long, Number: "3", Parties: many, Teller: "王明喆", Day: "2026-11-19"}.Document(),
		"slip":      form.Slip{Meta: meta, Issuer: long, Number: "云综交〔2026〕23号", CaseNumber: "1", To: long.Name, Assist: []string{long.Name, long.Name}, Subject: subject, Facts: told, Required: told, URL: url}.Document(),
		"ending":    form.Ending{Meta: meta, Committee: long, Number: "3", Parties: many, Subject: subject, Reason: "各方经两次调解未能达成一致", Day: "2026-12-01"}.Document(),
		"court":     form.Confirmation{Meta: meta, Committee: long, Court: "和睦市人民法院", Number: "1", Parties: many, Subject: subject, Agreed: "2026-11-24", Effective: "2026-11-24", Until: "2026-12-24"}.Document(),
		"session":   form.SessionRecord{Meta: meta, Committee: long, Number: "1", Matter: subject, Present: []string{many[3].Name, many[5].Name}, Parties: many, Text: told, Outcome: form.OutcomeFailed, Mediators: mediators, Recorder: "孙琪"}.Document(),
	}
}

// drawn is d as PDF.
func drawn(t *testing.T, d *flow.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := pdf.Write(&b, loaded(t), d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// nothingToScan is what zbarimg says of a page without a code.
const nothingToScan = 4

// piped is what a program of Debian makes of in.
func piped(t *testing.T, in []byte, name string, args ...string) []byte {
	t.Helper()
	tool, err := exec.LookPath(name)
	if err != nil {
		t.Skip("needs " + name + ", see scripts/deps.sh")
	}
	cmd := exec.Command(tool, args...)
	var out bytes.Buffer
	cmd.Stdin, cmd.Stdout = bytes.NewReader(in), &out
	if err := cmd.Run(); err != nil && cmd.ProcessState.ExitCode() != nothingToScan {
		t.Fatal(name, args, err)
	}
	return out.Bytes()
}

// word is one word on paper, in points from the top left corner.
type word struct {
	Left   float64 `xml:"xMin,attr"`
	Top    float64 `xml:"yMin,attr"`
	Right  float64 `xml:"xMax,attr"`
	Bottom float64 `xml:"yMax,attr"`
	Text   string  `xml:",chardata"`
}

// over says whether two words stand on each other; type boxes are higher than ink.
func (w word) over(x word) bool {
	high := min(w.Bottom-w.Top, x.Bottom-x.Top)
	return min(w.Right, x.Right)-max(w.Left, x.Left) > 1 && min(w.Bottom, x.Bottom)-max(w.Top, x.Top) > 0.45*high
}

// pagesOf reads the words of each page back with poppler.
func pagesOf(t *testing.T, raw []byte) (pages [][]word) {
	t.Helper()
	dec := xml.NewDecoder(bytes.NewReader(piped(t, raw, "pdftotext", "-bbox", "-", "-")))
	dec.Strict, dec.Entity = false, xml.HTMLEntity
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			return pages
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := tok.(xml.StartElement)
		switch {
		case ok && start.Name.Local == "page":
			pages = append(pages, nil)
		case ok && start.Name.Local == "word":
			var w word
			if err := dec.DecodeElement(&w, &start); err != nil {
				t.Fatal(err)
			}
			pages[len(pages)-1] = append(pages[len(pages)-1], w)
		}
	}
}

// TestNothingRunsOver: on no page does text leave the type area or stand on other
// text, however much there is to say; and no page is without text.
func TestNothingRunsOver(t *testing.T) {
	all := largest()
	for name, d := range samples() {
		if d.Watermark == "" {
			all[name] = d
		}
	}
	const mm = 72 / 25.4
	for name, d := range all {
		for n, words := range pagesOf(t, drawn(t, d)) {
			if len(words) < 5 {
				t.Errorf("%s: page %d has only %d words", name, n+1, len(words))
			}
			for i, w := range words {
				if w.Left < d.Paper.Left*mm-2 || w.Right > (210-d.Paper.Right)*mm+9 || w.Top < d.Paper.Top*mm-9 || w.Bottom > 290*mm {
					t.Errorf("%s: page %d: %q leaves the type area: %+v", name, n+1, w.Text, w)
				}
				for _, x := range words[i+1:] {
					if w.over(x) {
						t.Errorf("%s: page %d: %q stands on %q", name, n+1, w.Text, x.Text)
					}
				}
			}
		}
	}
}

// TestPageNumbers: each page says of how many it is one, each copy counted by itself.
func TestPageNumbers(t *testing.T) {
	numbers := func(d *flow.Document) (out []string) {
		for _, words := range pagesOf(t, drawn(t, d)) {
			line := ""
			for _, w := range words {
				if w.Top > (297-d.Paper.Bottom)*72/25.4 {
					line += w.Text
				}
			}
			out = append(out, line)
		}
		return out
	}
	got := numbers(samples()["07-session-long"])
	for i, line := range got {
		if want := fmt.Sprintf("第%d页，共%d页", i+1, len(got)); line != want {
			t.Errorf("page %d is called %s", i+1, line)
		}
	}
	copies := &flow.Document{Paper: flow.Form(), Blocks: []flow.Block{
		flow.P("甲"), flow.Break{}, flow.P("甲"), flow.Break{}, flow.P("甲"), flow.Break{Front: true}, flow.P("乙"), flow.Break{Front: true}, flow.P("丙"),
	}}
	if got, want := strings.Join(numbers(copies), " "), "第1页，共3页 第2页，共3页 第3页，共3页  第1页，共1页  第1页，共1页"; got != want {
		t.Errorf("pages are called %s, want %s", got, want)
	}
}

// TestScan: a telephone reads the QR codes from the printed page.
func TestScan(t *testing.T) {
	all := map[string]*flow.Document{}
	for _, name := range []string{"receipt", "refusal", "assignment", "transfer-up"} {
		all[name] = drawings()[name].draw(t)
	}
	for _, name := range []string{"01-receipt", "03-slip", "04-agreement"} {
		all[name] = samples()[name]
	}
	for name, d := range all {
		codes := qrs(d)
		if len(codes) != 1 {
			t.Errorf("%s has %d codes", name, len(codes))
		}
		file := filepath.Join(t.TempDir(), "page")
		piped(t, drawn(t, d), "pdftoppm", "-r", "150", "-gray", "-", file)
		pages, err := filepath.Glob(file + "*")
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, page := range pages {
			got += string(piped(t, nil, "zbarimg", "-q", "--raw", page))
		}
		if got != strings.Join(codes, "\n")+"\n" {
			t.Errorf("%s: the code reads %q, want %q", name, got, codes)
		}
	}
}
