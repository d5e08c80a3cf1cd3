package document_test

import (
	"time"

	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/document"
	"hemu/internal/org"
)

// at is an instant of November or December 2026 in Shanghai; invented, as all people
// and places here.
func at(month time.Month, day, hour, minute int) time.Time {
	return time.Date(2026, month, day, hour, minute, 0, 0, calendar.Shanghai)
}

const (
	trackURL  = "https://hemu.example/t/7KQ4-M2XH-93PD"
	trackCode = "7KQ4-M2XH-93PD"
	idZhang   = "110101199003070000" // no valid check digit: nobody's number
)

func drawContext() document.Context {
	lists, items, policies := codes.Seeds()
	return document.Context{
		Units: map[string]org.Unit{
			"town":    {ID: "town", Name: "和睦市云溪镇人民调解委员会", ShortName: "云溪", Level: org.Town, Phone: "0000-1234567", Address: "和睦市云溪路1号"},
			"village": {ID: "village", Name: "和睦市云溪镇柳荫村人民调解委员会", ShortName: "柳荫", Level: org.Village, Phone: "0000-1234568"},
			"center":  {ID: "center", Name: "和睦市矛盾纠纷调处化解中心", ShortName: "和调", Level: org.City, Phone: "0000-7654321"},
			"police":  {ID: "police", Name: "云溪派出所", Level: org.Town},
			"housing": {ID: "housing", Name: "和睦市住房和城乡建设局", Level: org.City},
		},
		People:       map[string]string{"u1": "吴玥", "u2": "王明喆", "u3": "郑祎", "u4": "孙珺"},
		Codes:        codes.NewSnapshot(lists, items, policies, nil),
		TrackingCode: trackCode, TrackingURL: trackURL, CaseURL: "https://hemu.example/cases/c1",
		Now: at(11, 24, 9, 0),
	}
}

func drawnParties() []casework.Party {
	return []casework.Party{
		{ID: "p2", Role: "respondent", Kind: "person", Name: "朱镕昇", Sex: "1", BornOn: "1968-12-01", Phone: "13000000002", IDType: "111", IDNumber: "110101196812010000",
			Address: "云溪镇柳荫村3号楼602室", Work: "退休职工", Agent: "龚䶮堃", AgentAs: "guardian", AgentRel: "child", AgentBy: "居委会指定书"},
		{ID: "p1", Role: "applicant", Kind: "person", Name: "张祎玥", Sex: "2", BornOn: "1990-03-07", Phone: "13000000001", IDType: "111", IDNumber: idZhang,
			Address: "云溪镇柳荫村3号楼502室", Work: "个体工商户"},
		{ID: "p3", Role: "third", Kind: "organisation", Name: "和睦市喆安物业服务有限公司", IDNumber: "91000000000000000X", LegalRep: "李珺", Phone: "0000-2222333", Address: "云溪路88号"},
		{ID: "p4", Role: "third", Kind: "person", Name: "刘堃"},
	}
}

func drawnAgreements() []casework.Agreement {
	written := casework.Agreement{
		ID: "g1", No: "（2026）云溪人调协字第9号", Form: "written", State: "concluded", Facts: "602室地漏返水，致楼下502室地板、衣柜受损。",
		Issues: "乙方未做闭水试验，承担主要责任；丙方未及时疏通公共立管，承担次要责任。", Terms: []string{"乙方赔偿甲方地板修复费用", "丙方赔偿甲方衣柜损失。", "乙方恢复地漏防水"},
		Manner: "银行转账", Place: "云溪镇人民调解委员会", Mediators: []string{"王明喆", "赵玥"}, Clerk: "孙珺", SealedOn: "2026-11-27", Effective: "2026-11-27",
		Duties: []casework.Obligation{
			{ID: "o1", Debtor: "p2", Creditor: "p1", Kind: "pay", AmountFen: 600000, What: "地板修复费用", DueOn: "2026-11-26", State: "performed", DoneOn: "2026-11-26", ChangedAt: at(11, 26, 16, 0)},
			{ID: "o2", Debtor: "p3", Creditor: "p1", Kind: "pay", AmountFen: 350050, DueOn: "2026-12-10", State: "open"},
			{ID: "o3", Debtor: "p2", Kind: "act", What: "恢复602室地漏防水并通过闭水试验。", DueOn: "2026-12-20", State: "open"},
		},
		Court:     &casework.Court{State: "applied", Court: "和睦市人民法院", On: "2026-12-02"},
		CreatedAt: at(11, 26, 16, 0), Concluded: at(11, 27, 10, 0),
	}
	oral := casework.Agreement{
		ID: "g2", No: "（2026）云溪人调协字第10号", Form: "oral", State: "superseded", Facts: "楼道堆物争执。", Terms: []string{"朱镕昇当日清理楼道堆物"},
		Mediators: []string{"王明喆"}, Effective: "2026-11-20", CreatedAt: at(11, 20, 15, 0), Concluded: at(11, 20, 15, 5),
	}
	draft := written
	draft.ID, draft.No, draft.State, draft.SealedOn, draft.Effective, draft.Court, draft.Concluded = "g3", "", "draft", "", "", nil, time.Time{}
	return []casework.Agreement{oral, written, draft}
}

func drawnSessions() []casework.Session {
	return []casework.Session{
		{ID: "s1", No: 1, Kind: casework.SessionOrdinary, State: "held", Separate: true, Org: "village", Place: "柳荫村委会", Mediators: []string{"吴玥"}, Clerk: "孙珺", HeldAt: at(11, 20, 14, 30),
			Minutes: 90, Present: []string{"p1", "p2"}, RightsTold: true, Record: "张祎玥要求赔偿18,000元。\n朱镕昇不同意。", Outcome: "failed"},
		{ID: "s2", No: 2, Kind: casework.SessionPanel, State: "held", Org: "town", Place: "云溪镇调解室", Chair: "王明喆", Mediators: []string{"王明喆", "赵玥"}, Experts: []string{"钱喆（注册造价师）"},
			Units: []string{"police"}, Others: []string{"刘堃（居民代表）"}, Clerk: "孙珺", HeldAt: at(11, 26, 23, 30), Minutes: 60, Present: []string{"p1", "p2", "p3"}, Open: true, RightsTold: true,
			Record: "各方对责任比例达成一致。", Outcome: "agreed"},
		{ID: "s3", No: 3, Kind: casework.SessionOrdinary, State: "held", Org: "town", Place: "云溪镇调解室", Mediators: []string{"王明喆"}, HeldAt: at(11, 28, 9, 0), Record: "朱镕昇未到场。", Outcome: "absent"},
	}
}

func drawnAssignments() []casework.Assignment {
	return []casework.Assignment{
		{ID: "a1", Kind: "assign", Role: casework.Lead, State: casework.Superseded, From: "center", To: "village", ToName: "和睦市云溪镇柳荫村人民调解委员会", Goal: "各方达成协议并履行",
			Leader: "周喆（村党支部书记）", Handler: "u1", HandlerNam: "吴玥", DueOn: "2026-12-15", Duties: []string{"investigate", "persuade", "settle"}, IssuedAt: at(11, 19, 10, 0)},
		{ID: "a2", Kind: "assign", Role: casework.Assist, State: casework.Done, From: "center", To: "police", ToName: "云溪派出所", Goal: "防止矛盾激化", IssuedAt: at(11, 19, 10, 0),
			Opinion: "已走访双方，情绪平稳。", OpinionAt: at(11, 20, 9, 0)},
		{ID: "a3", Kind: "assign", Role: casework.Copy, State: casework.Issued, From: "center", To: "town", ToName: "和睦市云溪镇人民调解委员会", IssuedAt: at(11, 19, 10, 0)},
		{ID: "a4", Kind: "escalate", Role: casework.Lead, State: casework.Signed, From: "village", To: "town", Goal: "各方达成协议并履行", Handler: "u2", HandlerNam: "王明喆", IssuedAt: at(11, 21, 9, 0)},
		{ID: "a5", Kind: "join", Role: casework.Assist, State: casework.Issued, From: "town", To: "housing", ToName: "和睦市住房和城乡建设局", Goal: "鉴定排水管道改动是否合规", IssuedAt: at(11, 24, 9, 0)},
		{ID: "a6", Kind: "designate", Role: casework.Lead, State: casework.Issued, From: "center", To: "town", Goal: "查清责任，促成赔偿", Leader: "郑昇", IssuedAt: at(11, 22, 9, 0), IssuedBy: "u3"},
	}
}

func drawnClocks() []casework.Clock {
	days := func(n int) calendar.Span { return calendar.Span{Length: n, Unit: calendar.Day} }
	return []casework.Clock{
		{ID: "k1", Kind: casework.SignIn, Subject: "a1", Span: calendar.Span{Length: 1, Unit: calendar.WorkingDay}, Due: at(11, 21, 0, 0)},
		{ID: "k2", Kind: casework.SignIn, Subject: "a6", Span: calendar.Span{Length: 4, Unit: calendar.WorkingHour}, Due: at(11, 23, 14, 30)},
		{ID: "k3", Kind: casework.SignIn, Subject: "a4", Span: calendar.Span{Length: 1, Unit: calendar.WorkingDay}, Due: at(11, 24, 0, 0)},
		{ID: "k4", Kind: casework.HandlingClock, Org: "town", StartAt: at(11, 21, 11, 0), Span: days(30), Due: at(12, 22, 0, 0)},
		{ID: "k5", Kind: casework.OpinionClock, Subject: "a5", Span: days(10), Due: at(12, 5, 0, 0)},
		{ID: "k6", Kind: casework.CourtClock, Subject: "g1", Span: days(30), Due: at(12, 28, 0, 0)},
		{ID: "k7", Kind: casework.PerformClock, Subject: "o2", Fixed: "2026-12-10", Due: at(12, 11, 0, 0)},
	}
}

// drawnCase is a case in which everything has happened, some of it twice.
func drawnCase() casework.Case {
	slip := func(kind, no, org, subject, by string, when time.Time, said casework.Said) casework.Slip {
		return casework.Slip{ID: kind + subject, Kind: kind, No: no, Org: org, Subject: subject, IssuedAt: when, IssuedBy: by, Said: said}
	}
	none := casework.Said{}
	return casework.Case{
		ID: "c1", No: "（2026）和调人调字第17号", State: casework.Performing, Title: "张祎玥与朱镕昇邻里纠纷", Facts: "朱镕昇家卫生间地漏返水，渗入楼下张祎玥家。\n双方对责任有争议。",
		Cause: "1098", GBType: "0299", Channel: "visit", Batch: casework.BatchActive, Level: casework.Ordinary, Difficult: casework.DifficultyNormal, People: 4,
		Registrar: "u4", IntakeOrg: "center", Holder: "town", Handler: "u2", Outcome: "settled", Closing: "substantive", Retention: "long",
		ReportedAt: at(11, 18, 16, 0), AcceptedAt: at(11, 19, 9, 0), ClosedAt: at(12, 25, 9, 0),
		Parties: drawnParties(), Assignments: drawnAssignments(), Sessions: drawnSessions(), Agreements: drawnAgreements(), Clocks: drawnClocks(),
		Visits: []casework.Visit{
			{ID: "v1", Way: "visit", Party: "p1", Performed: "partly", Satisfied: "fair", Settled: "yes", Words: "赔偿款收到一部分。", On: "2026-12-05", By: "u2", Org: "town", At: at(12, 5, 10, 0)},
			{ID: "v2", Way: "phone", NoneWhy: "moved", Escalating: true, On: "2026-12-24", By: "u2", Org: "town", At: at(12, 24, 10, 0)},
		},
		Files: []casework.File{{ID: "f1", Kind: "identity"}, {ID: "f2", Kind: "photo"}, {ID: "f3", Kind: "evidence"}},
		Slips: []casework.Slip{
			slip("receipt", "和调受〔2026〕156号", "center", "", "u4", at(11, 19, 9, 0), none),
			slip("assignment", "和调交〔2026〕23号", "center", "a1", "u3", at(11, 19, 10, 0), casework.Said{Reason: "查清漏水原因，组织各方调解。"}),
			slip("assignment", "和调交〔2026〕24号", "center", "a2", "u3", at(11, 19, 10, 0), none),
			slip("session_record", "柳荫调记〔2026〕3号", "village", "s1", "u1", at(11, 20, 16, 30), none),
			slip("transfer", "柳荫呈〔2026〕1号", "village", "a4", "u1", at(11, 21, 9, 0), casework.Said{Reason: "需要镇级组织专家鉴定。", Tried: "多次上门走访，现场勘验一次"}),
			slip("assignment", "和调交〔2026〕25号", "center", "a6", "u3", at(11, 22, 9, 0), casework.Said{Reason: "两次退回，指定管辖。"}),
			slip("assignment", "云溪邀〔2026〕2号", "town", "a5", "u2", at(11, 24, 9, 0), casework.Said{Reason: "涉及房屋排水设施改动"}),
			slip("session_record", "云溪调记〔2026〕8号", "town", "s2", "u2", at(11, 27, 0, 40), none),
			slip("agreement", "（2026）云溪人调协字第9号", "town", "g1", "u2", at(11, 27, 10, 0), none),
			slip("session_record", "云溪调记〔2026〕9号", "town", "s3", "u2", at(11, 28, 10, 0), none),
			slip("court_application", "云溪司确〔2026〕1号", "town", "g1", "u2", at(12, 2, 10, 0), none),
			slip("visit_record", "云溪访〔2026〕4号", "town", "v1", "u2", at(12, 5, 10, 0), none),
			slip("visit_record", "云溪访〔2026〕5号", "town", "v2", "u2", at(12, 24, 10, 0), none),
			slip("closing_report", "云溪结〔2026〕7号", "town", "", "u2", at(12, 25, 9, 0), casework.Said{Reason: "substantive", Note: "协议已履行，建议结案。"}),
			slip("cover", "云溪卷〔2026〕7号", "town", "", "u4", at(12, 26, 9, 0), casework.Said{Note: "鉴定材料原件存住建局。", Pages: 27}),
			slip("contents", "云溪目〔2026〕7号", "town", "", "u4", at(12, 26, 9, 0), casework.Said{Filed: drawnVolume()}),
		},
	}
}

// drawnVolume is what lies in the file of drawnCase: slips are named as slip does.
func drawnVolume() []casework.Filed {
	next := 1
	var filed []casework.Filed
	for _, at := range []casework.Filed{
		{Kind: "register", Pages: 1}, {Kind: "receipt", Slip: "receipt", Pages: 1}, {Kind: "rights_notice", Pages: 2}, {Kind: "identity", File: "f1", Pages: 1},
		{Kind: "evidence", File: "f2", Pages: 1}, {Kind: "evidence", File: "f3", Pages: 6}, {Kind: "session_record", Slip: "session_records1", Pages: 2},
		{Kind: "session_record", Slip: "session_records2", Pages: 3}, {Kind: "session_record", Slip: "session_records3", Pages: 1},
		{Kind: "agreement", Slip: "agreementg1", Pages: 2}, {Kind: "termination", Slip: "transfera4", Pages: 1}, {Kind: "visit_record", Slip: "visit_recordv1", Pages: 1},
		{Kind: "visit_record", Slip: "visit_recordv2", Pages: 1}, {Kind: "court_application", Slip: "court_applicationg1", Pages: 2}, {Kind: "closing_report", Slip: "closing_report", Pages: 2},
	} {
		at.First = next
		next += at.Pages
		filed = append(filed, at)
	}
	return filed
}

// drawing is one document to draw; a slip with an empty kind stands for the form form.
type drawing struct {
	c    casework.Case
	slip casework.Slip
	form string
	ctx  document.Context
}

// drawings are one document of each kind and of each way a kind can look.
func drawings() map[string]drawing {
	c, ctx := drawnCase(), drawContext()
	all := map[string]drawing{}
	names := []string{"receipt", "assignment", "assignment-assist", "session-failed", "transfer-up", "assignment-designated", "assignment-join", "session-agreed",
		"agreement", "session-absent", "court", "visit", "visit-nobody", "closing", "cover", "contents"}
	for i, name := range names {
		all[name] = drawing{c: c, slip: c.Slips[i], ctx: ctx}
	}
	extra := func(name string, slip casework.Slip, change func(c *casework.Case)) {
		c := drawnCase()
		slip.IssuedBy = "u2"
		if slip.IssuedAt.IsZero() {
			slip.IssuedAt = at(11, 30, 9, 0)
		}
		if change != nil {
			change(&c)
		}
		all[name] = drawing{c: c, slip: slip, ctx: ctx}
	}
	extra("receipt-early", c.Slips[0], func(c *casework.Case) { c.Clocks, c.Holder, c.Handler = nil, "center", "" })
	extra("receipt-screening", c.Slips[0], func(c *casework.Case) { c.Channel = "screening" })
	extra("receipt-court", c.Slips[0], func(c *casework.Case) { c.Channel = "court_referral" })
	extra("refusal", casework.Slip{Kind: "refusal", No: "云溪不受〔2026〕1号", Org: "town", Said: casework.Said{Reason: "04", Note: "法院已于11月10日立案。", Routes: []string{"court", "legal_aid", "petition"}}}, nil)
	extra("refusal-other", casework.Slip{Kind: "refusal", No: "云溪不受〔2026〕2号", Org: "town", Said: casework.Said{Reason: "99", Note: "同一纠纷已另案受理。", Routes: []string{"other"}}}, nil)
	extra("transfer-alone", casework.Slip{Kind: "transfer", No: "柳荫呈〔2026〕2号", Org: "village", Subject: "a4"}, nil)
	extra("transfer-out", casework.Slip{Kind: "transfer", No: "云溪移〔2026〕1号", Org: "town", Said: casework.Said{To: "和睦市劳动人事争议仲裁委员会", DocNo: "和劳仲〔2026〕8号", Note: "双方存在劳动关系争议", Routes: []string{"labour_arbitration"}}}, nil)
	extra("oral", casework.Slip{Kind: "oral_agreement", No: "（2026）云溪人调协字第10号", Org: "village", Subject: "g2"}, nil)
	extra("termination", casework.Slip{Kind: "termination", No: "云溪终〔2026〕1号", Org: "town", Said: casework.Said{Reason: "no_agreement", Note: "各方对金额差距过大。", Routes: []string{"court", "land_arbitration", "reconsideration", "other"}}}, nil)
	extra("termination-withdrawn", casework.Slip{Kind: "termination", No: "云溪终〔2026〕2号", Org: "town", Said: casework.Said{Party: "p1", Note: "当事人自行和解"}}, nil)
	extra("closing-failed", casework.Slip{Kind: "closing_report", No: "云溪结〔2026〕8号", Org: "town", IssuedAt: at(12, 30, 9, 0), Said: casework.Said{Reason: "procedural"}}, func(c *casework.Case) {
		c.Slips = append(c.Slips, casework.Slip{Kind: "termination", IssuedAt: at(12, 29, 9, 0), Said: casework.Said{Reason: "refused"}})
	})
	calls(extra)
	ctx.Confirm = map[string]string{"p1": "11112222", "p2": "33334444", "p3": "55556666"}
	all["form-register"] = drawing{c: c, form: "register", ctx: ctx}
	all["form-rights"] = drawing{c: c, form: "rights_notice", ctx: ctx}
	all["form-draft"] = drawing{c: c, form: "agreement_draft", ctx: ctx}
	spoken := drawnCase()
	spoken.Agreements[2].Form = "oral"
	all["form-draft-oral"] = drawing{c: spoken, form: "agreement_draft", ctx: ctx}
	return all
}

// calls are the notices of a session: as it was planned, after it moved, and called off.
func calls(extra func(name string, slip casework.Slip, change func(c *casework.Case))) {
	plan := casework.Notice{At: at(12, 1, 14, 0), Length: 90, Place: "一号调解室", Where: "云溪镇政府一楼", Mediators: []string{"王明喆", "赵玥"}, Invited: []string{"p1", "p2"}}
	first := casework.Slip{ID: "n1", Kind: "session_notice", No: "（2026）云溪调通字第1号", Org: "town", Subject: "s9", Said: casework.Said{Notice: plan}}
	plan.At, plan.Place, plan.Where, plan.Open, plan.Invited = at(12, 3, 9, 30), "柳荫村委会", "", true, []string{"p3"}
	second := first
	second.ID, second.No, second.Said.Notice = "n2", "（2026）云溪调通字第2号", plan
	session := casework.Session{ID: "s9", No: 4, State: "planned"}
	extra("notice", first, func(c *casework.Case) { c.Sessions, c.Slips = append(c.Sessions, session), append(c.Slips, first) })
	both := func(c *casework.Case) {
		c.Sessions, c.Slips = append(c.Sessions, session), append(c.Slips, first, second)
	}
	extra("notice-void", first, both)
	extra("notice-again", second, both)
	extra("notice-called-off", second, func(c *casework.Case) {
		both(c)
		c.Sessions[len(c.Sessions)-1].State = "cancelled"
	})
	extra("notice-concealed", first, func(c *casework.Case) {
		both(c)
		c.Parties[1].Alias = "申请人甲"
	})
}
