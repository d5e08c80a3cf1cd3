package document

// This file is the catalogue of the words this package adds to those of the forms. It
// holds the only Chinese text of the package's code; %s and %d are filled by Sprintf.

const (
	txVoid      = "已作废"
	txMoved     = "本次调解已改期，本通知书作废，以编号%s的通知书为准。"
	txCalledOff = "本次调解已取消，本通知书作废。"

	txHeld   = "已召开"
	txFromTo = "%s–%s"

	txDraft    = "草稿 未经签署 不具效力"
	txMale     = "男"
	txFemale   = "女"
	txGroup    = "%s等%d人"
	txComma    = "、"
	txStop     = "。"
	txSemi     = "；"
	txAside    = "%s（%s）"
	txDo       = "%s办结"
	txSignIn   = "%s签收"
	txBefore   = "%s前（含当日）"
	txInstant  = "%s前"
	txWithin   = "%s%s内"
	txFromSign = "自签收之日起"
	txFromTake = "自受理之日起"
	txFromAsk  = "自申请之日起"
	txFromUnit = "自承办单位签收之日起"
	txClock    = "%s%d时%02d分"
	txTo       = "至"

	txDays         = "%d日"
	txWorkingDays  = "%d个工作日"
	txHours        = "%d小时"
	txWorkingHours = "%d个工作小时"
	txMonths       = "%d个月"

	txWithdrawn   = "当事人撤回调解申请"
	txWithdrawnBy = "当事人%s撤回调解申请"
	txLabourPanel = "劳动人事争议仲裁委员会"
	txLandPanel   = "农村土地承包仲裁委员会"
	txAttempts    = "经本级%d次调解未达成协议，按照逐级调解的规定呈报。"
	txOpinion     = "%s意见：%s"

	txSession     = "本次为本案第%d次调解，采用%s形式%s%s进行。"
	txSeparate    = "（背靠背）"
	txOpen        = "公开"
	txClosed      = "不公开"
	txChair       = "主持人：%s。"
	txTold        = "调解前，人民调解员已告知当事人调解的性质、原则以及当事人的权利和义务。"
	txSessionLine = "第%d次调解（%s）：%s，%s，调解员%s，%s。"
	txAgreed      = "达成一致意见"
	txAgreedText  = "各方达成一致意见，内容以协议为准。"
	txAgreedNo    = "各方达成协议，编号：%s。"
	txContinue    = "有待继续调解"
	txFailed      = "未达成协议"
	txFailedText  = "各方未达成协议。人民调解员已告知当事人可以依法通过仲裁、行政、司法等途径维护自己的权利。"
	txAbsent      = "当事人未到场"
	txAbsentText  = "当事人未到场，本次调解未能进行。"
	txNoAgreement = "未形成协议，不涉及履行"

	txPerformed    = "全部履行"
	txPartly       = "部分履行"
	txNotPerformed = "未履行"
	txNothingToDo  = "无需履行"
	txSatisfied    = "满意"
	txFair         = "基本满意"
	txUnsatisfied  = "不满意"
	txSettledYes   = "受访人认为纠纷已经解决。"
	txSettledNo    = "受访人认为纠纷尚未解决。"
	txNobody       = "未能访到当事人，原因：%s。"
	txEscalating   = "有激化迹象"
	txCalm         = "未发现"

	txWrittenResult = "达成书面协议（编号：%s）："
	txOralResult    = "达成口头协议（编号：%s）："
	txEndedResult   = "终止调解：%s"
	txTransferred   = "移送%s处理"
	txReleased      = "免除"
	txDone          = "已履行"
	txDutyState     = "%s：%s"

	txNth    = "%s（第%d次）"
	txPieces = "%d件"
)

// txRelations are what a guardian can be to a person (民法典 27, 28, 32).
var txRelations = map[string]string{
	"parent": "父母", "spouse": "配偶", "child": "成年子女", "grandparent": "祖父母、外祖父母", "sibling": "成年兄弟姐妹",
	"relative": "其他近亲属", "organisation": "居（村）委会或民政部门", "other": "其他愿意担任的人",
}
