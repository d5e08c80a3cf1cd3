package document_test

import (
	"strings"
	"testing"

	"hemu/internal/calendar"
	"hemu/internal/document"
	"hemu/internal/golden"
	"hemu/internal/retention"
)

// TestCertificate: what was destroyed is counted, and what was kept with its reasons; no
// sentence says that all went when some stayed, and none that some stayed when all went.
func TestCertificate(t *testing.T) {
	item := func(no, why string) retention.Item {
		i := retention.Item{
			No: "（2020）云溪人调字第" + no + "号", Category: "0301", Period: "short", Years: 5, From: calendar.DateOf(at(1, 5, 9, 0)), Outcome: retention.ItemDestroyed, Why: why,
		}
		if why != "" {
			i.Outcome = retention.ItemKept
		}
		return i
	}
	b := retention.Batch{
		No: "（2026）云溪匿字第1号", OrgName: "云溪街道社会治安综合治理中心", ProposedBy: "u1", DecidedBy: "u2", Reason: "保管期满", DecidedAt: at(12, 1, 9, 0), DoneAt: at(12, 2, 9, 0), Files: 3, Entries: 41,
		Items: []retention.Item{item("3", ""), item("4", "case.held"), item("5", ""), item("6", "case.person_waits"), item("7", "case.held"), item("8", "case.anonymised")},
	}
	text := document.Certificate(b, drawContext()).Text()
	golden.Equal(t, "testdata/case/certificate.txt", text)
	for _, words := range []string{"案件 2 件，附件 3 个", "案件 2 件（已停止销毁）；案件 1 件（当事人的请求或者意见还没有答复）；案件 1 件（此前已经匿名化）"} {
		if !strings.Contains(text, words) {
			t.Errorf("not there: %s", words)
		}
	}
	b.Items = b.Items[:1]
	whole := document.Certificate(b, drawContext()).Text()
	if strings.Contains(whole, "未销毁") || !strings.Contains(whole, "案件 1 件") || strings.Contains(text, "下列案卷保管期限届满，经档案员提出") {
		t.Error(whole)
	}
}
