package document_test

import (
	"bytes"
	"strings"
	"testing"

	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/diary"
	"hemu/internal/document"
	"hemu/internal/document/docx"
	"hemu/internal/document/flow"
	"hemu/internal/document/pdf"
	"hemu/internal/golden"
)

// TestNotice: each invited party has a sheet of their own; a concealed one is named on
// no other's, and the notice that was replaced or called off says so.
func TestNotice(t *testing.T) {
	all := drawings()
	// Two sheets are three pages: the back of the first is blank.
	pages := map[string]int{"notice": 3, "notice-void": 3, "notice-again": 1, "notice-called-off": 1, "notice-concealed": 3}
	for name, want := range pages {
		d := all[name].draw(t)
		var b bytes.Buffer
		if res, err := pdf.Write(&b, loaded(t), d); err != nil || res.Pages != want {
			t.Errorf("%s takes %d pages, want %d (%v)", name, res.Pages, want, err)
		}
		if void := strings.Contains(d.Text(), "本通知书作废") && d.Watermark != ""; void != (name == "notice-void" || name == "notice-called-off" || name == "notice-concealed") {
			t.Errorf("%s void: %v", name, void)
		}
	}
	hidden := all["notice-concealed"]
	if got := strings.Count(hidden.draw(t).Text(), "张祎玥"); got != 1 {
		t.Errorf("the concealed name is printed %d times, want once: to whom it belongs", got)
	}
	hidden.c = hidden.c.Veiled()
	if text := hidden.draw(t).Text(); strings.Contains(text, "张祎玥") || !strings.Contains(text, "申请人甲：") {
		t.Errorf("veiled: %s", text)
	}
}

// TestDayList: the list of a day tells nothing of parties, of a confidential case
// neither number nor people, and stands in a table whose head comes again on each page.
func TestDayList(t *testing.T) {
	one := casework.Appointment{
		CaseNo: "（2026）云溪人调字第3号", Title: "张祎玥与朱镕昇邻里纠纷", Kind: casework.SessionOrdinary, State: "held", Span: diary.Lasting(at(12, 1, 9, 0), 90),
		Place: "一号调解室", Mediators: []string{"王明喆", "赵玥"},
	}
	secret := one
	secret.Confidential, secret.State, secret.Span, secret.CaseNo = true, "planned", diary.Lasting(at(12, 1, 14, 0), 60), "（2026）云溪人调字第4号"
	ctx := drawContext()
	draw := func(found []casework.Appointment, more bool) *flow.Document {
		return document.DayList("云溪镇人民调解委员会", calendar.DateOf(at(12, 1, 0, 0)), found, more, ctx)
	}
	golden.Equal(t, "testdata/case/daylist.txt", draw([]casework.Appointment{one, secret}, false).Text())
	for _, d := range []*flow.Document{draw(nil, false), draw([]casework.Appointment{one, secret}, true)} {
		if strings.Contains(d.Text(), "张祎玥") || strings.Contains(d.Text(), "第4号") {
			t.Error(d.Text())
		}
		if err := docx.Write(&bytes.Buffer{}, d); err != nil {
			t.Error(err)
		}
	}
	var many []casework.Appointment
	for range 60 {
		many = append(many, one)
	}
	var b bytes.Buffer
	if res, err := pdf.Write(&b, loaded(t), draw(many, true)); err != nil || res.Pages < 2 || len(res.Missing) > 0 {
		t.Errorf("%d pages, %q, %v", res.Pages, string(res.Missing), err)
	}
}
