package document_test

import (
	"strings"
	"time"

	"hemu/internal/document/flow"
	"hemu/internal/document/form"
)

// The people and places of these samples are invented.
var (
	made      = time.Date(2026, 11, 24, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))
	meta      = form.Meta{Made: made}
	committee = form.Office{Name: "和睦市云溪街道人民调解委员会", Phone: "0000-1234567", Address: "和睦市云溪路1号"}
	center    = form.Office{Name: "和睦市云溪街道社会治安综合治理中心", Phone: "0000-7654321"}
	zhang     = form.Party{Name: "张祎玥", Gender: "女", Age: "36", Occupation: "个体工商户", Address: "和睦市云溪街道柳荫社区3号楼2单元502室", Phone: "130****0001", IDNumber: "（见身份证复印件）"}
	zhu       = form.Party{Name: "朱镕昇", Gender: "男", Age: "58", Occupation: "退休职工", Address: "和睦市云溪街道柳荫社区3号楼2单元602室", Phone: "130****0002", IDNumber: "（见身份证复印件）", Agent: "龚䶮堃（律师）"}
	company   = form.Party{Name: "和睦市喆安物业服务有限公司", Organisation: true, Representative: "李珺𠅤", Post: "经理", Address: "和睦市云溪路88号", Phone: "0000-2222333", IDNumber: "（见营业执照复印件）"}
	parties   = []form.Party{zhang, zhu, company}
	facts     = "2026年10月3日凌晨，朱镕昇家卫生间地漏返水，水渗入楼下张祎玥家，致使卧室顶棚、实木地板和衣柜受损。张祎玥认为系楼上装修时擅自改动排水管道所致，要求赔偿18,000元；朱镕昇认为公共排水立管堵塞才是返水的原因，物业公司未尽疏通义务，自己也是受害人。\n经物业公司与双方共同勘验：公共立管在二层弯头处被建筑垃圾堵塞，同时602室改动地漏位置后未做闭水试验。各方对损失数额和责任比例存在争议。"
	clauses   = []form.Clause{
		{Text: "乙方于协议签订当日一次性支付甲方地板、顶棚修复费用", Fen: 600000, Due: "2026-11-24"},
		{Text: "丙方承担公共立管疏通费用，并赔偿甲方衣柜损失", Fen: 350050, Due: "2026-12-10"},
		{Text: "乙方于2026年12月20日前恢复602室地漏防水并通过闭水试验，丙方派员到场验收"},
		{Text: "甲方收到上述款项后，不再就本次漏水造成的财产损失另行主张权利"},
	}
	performance = form.Performance{Way: "通过银行转账支付至甲方指定账户，票据由记录人留存复印件", Place: "和睦市云溪街道人民调解委员会", Due: "2026年12月20日前全部履行完毕"}
	mediators   = []string{"王明喆", "赵玥"}
	url         = "https://hemu.example/q/7KQ4-M2XH-93PD"
)

// samples are one of each form, by the name of its golden file.
func samples() map[string]*flow.Document {
	number := "（2026）云溪人调字第17号"
	longText := facts + "\n" + strings.Repeat("调解员向各方讲解了民法典关于相邻关系和侵权责任的规定，并就证据、责任比例分别听取意见，张祎玥表示愿意在合理范围内让步。\n", 24)
	long := func(s form.SessionRecord) form.SessionRecord { s.Text = longText; return s }
	record := form.SessionRecord{
		Meta: meta, Committee: committee, Number: number, Time: "2026年11月20日14时30分至17时00分", Place: "云溪街道人民调解委员会调解室",
		Matter: "张祎玥与朱镕昇、和睦市喆安物业服务有限公司相邻漏水纠纷", Present: []string{"陈昇（社区民警）", "刘堃（居民代表）"}, Parties: parties, Mediators: mediators, Recorder: "孙琪", Day: "2026-11-20",
		Text: "人民调解员宣布调解纪律，告知当事人权利义务，询问是否申请回避。各方均表示清楚，不申请回避。\n张祎玥：" + facts + "\n朱镕昇：愿意承担自己应当承担的部分。", Outcome: form.OutcomeWritten, Detail: "各方自愿达成书面协议，内容见人民调解协议书。",
	}
	slip := form.Slip{
		Meta: meta, Issuer: center, Number: "云综交〔2026〕23号", CaseNumber: number, To: "柳荫社区居民委员会", Assist: []string{"云溪派出所", "云溪司法所"}, Copies: []string{"市矛盾纠纷调处中心"},
		Subject: "柳荫社区3号楼漏水引发的邻里纠纷", Facts: facts, Level: "一般（积极化解）", Required: "查清漏水原因，组织各方调解，促成赔偿并修复；防止矛盾激化，每周报送进展。",
		Goal: "各方达成协议并履行，排水隐患消除", Leader: "周喆（社区党总支书记）", Handler: "吴玥（网格员）", Deadline: "2026-12-15", SignBy: "2026-11-26",
		Inquire: "吴玥", Persuade: "王明喆", Calm: "陈昇", Settle: "周喆", Signer: "郑祎", Issued: "2026-11-24", URL: url,
	}
	longSlip := slip
	longSlip.Facts = longText
	oral := form.OralAgreement{Meta: meta, Committee: committee, Number: number, Parties: parties[:2], Facts: facts, Clauses: clauses[:1], Performance: performance, Place: "柳荫社区居委会", Mediators: mediators, Recorder: "孙琪", Day: "2026-11-20"}
	agreement := form.Agreement{Meta: meta, Committee: committee, Number: number, Parties: parties, WithID: true, Facts: facts, Liability: "乙方改动地漏后未做闭水试验，承担主要责任；丙方未及时疏通公共立管，承担次要责任。", Clauses: clauses, Performance: performance, Mediators: mediators, Recorder: "孙琪", Day: "2026-11-24", URL: url}
	draft := agreement
	draft.Watermark, draft.Day, draft.URL = "草稿 未经签署 不具效力", "", ""
	return map[string]*flow.Document{
		"01-receipt": form.Receipt{Meta: meta, Office: center, Number: "云综回〔2026〕156号", CaseNumber: number, To: []string{"张祎玥"}, Subject: "楼上漏水损坏家中地板和顶棚", Channel: "来访", Received: "2026-11-18", Accepted: "2026-11-19", Deadline: "2026-12-19", Unit: committee.Name, Handler: "王明喆", Phone: "0000-1234567", Code: "7KQ4-M2XH-93PD", URL: url}.Document(),
		"02-refusal": form.Refusal{Meta: meta, Office: committee, Number: "云溪人调告〔2026〕4号", To: []string{"龚䶮堃"}, Subject: "与某公司劳动争议", Applied: "2026-11-10", Mediate: true, Reason: "该纠纷已由和睦市劳动人事争议仲裁委员会受理，依照规定人民调解委员会不得受理人民法院、公安机关或者其他行政机关已经受理或者已经解决的纠纷。", Basis: "《人民调解工作若干规定》第二十二条",
			Routes: []form.Route{{Kind: form.RouteArbitration, Body: "和睦市劳动人事争议仲裁委员会", Address: "和睦市人民路6号", Phone: "0000-3334444"}, {Kind: form.RouteCourt, Body: "和睦市人民法院"}, {Kind: form.RoutePetition}}, Day: "2026-11-12"}.Document(),
		"03-slip":            slip.Document(),
		"03-slip-long":       longSlip.Document(),
		"04-agreement":       agreement.Document(),
		"04-agreement-draft": draft.Document(),
		"05-oral":            oral.Document(),
		"06-registration":    form.Registration{Meta: meta, Committee: committee, Number: number, Parties: parties, Category: "邻里纠纷", Source: form.SourceApplication, Facts: facts, Registrar: "孙琪", Day: "2026-11-19"}.Document(),
		"07-session":         record.Document(),
		"07-session-long":    long(record).Document(),
		"08-visit":           form.Visit{Meta: meta, Committee: committee, AgreementNumber: number, Matter: record.Matter, Person: zhang, Time: "2026年12月22日", How: "上门", Findings: "张祎玥称赔偿款已经全部到账，地板已经更换。602室地漏防水已经修复，闭水试验48小时未见渗漏。", Performed: "全部履行", Satisfied: "满意", Signs: "无", Measures: "建议物业公司每季度疏通一次公共立管，并张贴装修须知。", Visitors: []string{"王明喆"}}.Document(),
		"09-confirmation":    form.Confirmation{Meta: meta, Committee: committee, Court: "和睦市人民法院", Number: number, Parties: parties[:2], Subject: "相邻漏水造成财产损失", Agreed: "2026-11-24", Effective: "2026-11-24", Until: "2026-12-24", Day: ""}.Document(),
		"10-ending":          form.Ending{Meta: meta, Committee: committee, Number: number, Parties: parties, Subject: "相邻漏水纠纷", Reason: "各方经两次调解未能达成一致，乙方明确要求终止调解", Routes: []form.Route{{Kind: form.RouteCourt, Body: "和睦市人民法院", Address: "和睦市法院路2号", Phone: "12368"}, {Kind: form.RouteArbitration}, {Kind: form.RouteAdministration, Body: "和睦市住房和城乡建设局"}}, Day: "2026-12-01"}.Document(),
		"11-rights":          form.RightsNotice{Meta: meta, Committee: committee, Number: number, Parties: parties[:2], Teller: "王明喆", Day: "2026-11-19"}.Document(),
		"12-cover":           form.DossierCover{Meta: meta, Committee: committee, Name: "张祎玥与朱镕昇等相邻漏水纠纷", Number: number, Mediators: mediators, From: "2026-11-19", To: "2026-11-24", Filer: "孙琪", Filed: "2026-12-25", Retention: "长期", Pages: 32}.Document(),
		"12-contents":        form.Contents{Meta: meta, Number: number, Items: []form.Item{{Name: "人民调解受理登记表", Page: "1"}, {Name: "人民调解当事人权利义务告知书", Page: "2-3"}, {Name: "当事人身份证明", Page: "4-7", Remark: "复印件"}, {Name: "人民调解记录", Page: "8-14"}, {Name: "人民调解协议书", Page: "15-18"}, {Name: "封底"}}}.Document(),
		"12-note":            form.DossierNote{Meta: meta, Number: number, Text: "本卷第4至7页为复印件，与原件核对无异。", Filer: "孙琪", Checker: "王明喆", Day: "2026-12-25"}.Document(),
		"13-closing":         form.ClosingReport{Meta: meta, Unit: committee, Number: number, Filled: "2026-12-25", Handler: "王明喆", Accepted: "2026-11-19", Closed: "2026-12-22", Parties: parties, Source: "当事人申请", Category: "邻里纠纷", Facts: facts, Result: "达成书面协议：乙方支付6,000元，丙方赔偿3,500.50元并疏通立管。", Performed: "全部履行", Opinion: "建议结案。", Approval: "同意结案。"}.Document(),
		"14-application":     form.Application{Meta: meta, Committee: committee, Applicants: parties[:1], Respondents: parties[1:], Facts: facts, Requests: []string{"赔偿地板、顶棚、衣柜损失18,000元；", "修复漏水部位，消除隐患。"}, Day: "2026-11-18"}.Document(),
		"15-inquiry":         form.Inquiry{Meta: meta, Number: number, Time: "2026年11月19日15时", Place: "柳荫社区3号楼", Present: []string{"陈昇"}, Person: zhu, Talk: []form.Asked{{Question: "地漏是什么时候改动的？", Answer: "今年五月装修时，由装修公司改动的。"}, {Question: "有没有做闭水试验？", Answer: "没有做。"}}, Asker: "王明喆", Recorder: "孙琪"}.Document(),
	}
}
