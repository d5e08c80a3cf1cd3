package form

// This file is the catalogue of all words the forms print. The forms are papers of
// Chinese law and exist in Chinese only; the rest of this package has no Chinese text.
// {name} is a placeholder of fill. Where a text restates a statute, the comment names
// it (docs of the project say which layouts are confirmed and which are default 样式).

// Words used by several forms.
const (
	wNumber       = "编号："
	wColon        = "："
	wComma        = "、"
	wStop         = "。"
	wPause        = "，"
	wSemi         = "；"
	wTail         = "　　"
	wSealHint     = "（印章）"
	wSignHow      = "（签名盖章或按指印）"
	wSignName     = "（签名）"
	wAsk          = "咨询电话："
	wYes, wNo     = "■", "□"
	wSpace        = "　"
	wName         = "姓名"
	wOrgName      = "名称"
	wGender       = "性别"
	wEthnic       = "民族"
	wAge          = "年龄"
	wJob          = "职业或职务"
	wPhone        = "联系方式"
	wHome         = "单位或住址"
	wOrgHome      = "住所"
	wID           = "身份证件号码"
	wCredit       = "统一社会信用代码"
	wLegal        = "法定代表人（负责人）"
	wPost         = "职务"
	wAgent        = "委托代理人"
	wRelation     = "与当事人关系"
	wAuthority    = "依据"
	wSignedFor    = "{name}（监护人{agent}）"
	wParties      = "当事人"
	wMediator     = "人民调解员"
	wRecorder     = "记录人"
	wRegistrar    = "登记人"
	wCommittee    = "人民调解委员会"
	wCategory     = "纠纷类型"
	wSource       = "案件来源"
	wFacts        = "纠纷简要情况"
	wRemark       = "备注"
	wTime         = "时间"
	wPlace        = "地点"
	wMatter       = "事由"
	wPresent      = "参加人"
	wCaseNumber   = "受理编号"
	wUntil        = "至"
	wSides        = "甲乙丙丁戊己庚辛壬癸"
	wSide         = "{side}方"
	wSideNumbered = "当事人{n}"
	wItem         = "{n}、"
	wMoney        = "人民币{figures}元（大写：{capital}）"
	wVerify       = "扫码核验"
	wBlank        = "________"
	wAged         = "{n}岁"
)

// 受理案件回执单: 样式 of ours; no national layout is confirmed.
const (
	rcTitle    = "受理案件回执单"
	rcTo       = "{names}："
	rcLead     = "您（单位）于{received}通过{channel}反映的“{subject}”一事，经审查符合受理条件，我单位已于{accepted}登记受理。现将有关事项告知如下："
	rcLeadOwn  = "我单位于{received}在排查中发现您（单位）涉及的“{subject}”一事，经审查符合受理条件，已于{accepted}登记受理。现将有关事项告知如下："
	rcLeadSent = "您（单位）涉及的“{subject}”一事，我单位于{received}经{channel}收到，经审查符合受理条件，已于{accepted}登记受理。现将有关事项告知如下："
	rcCode     = "查询码"
	rcDay      = "受理日期"
	rcUnit     = "承办单位"
	rcHandler  = "承办人"
	rcPhone    = "联系电话"
	rcDeadline = "办理期限"
	rcBefore   = "{day}前办结"
	rcScan     = "扫码查询进度"
	rcQuery    = "查询网址：{url}"
	// 人民调解法 3, 4, 17, 23, 26
	rcVoluntary = "一、调解自愿。是否接受调解由您自主决定，您可以选择或者接受调解员，可以随时拒绝调解或者要求终止调解。"
	rcFree      = "二、调解免费。人民调解委员会调解民间纠纷，不收取任何费用。"
	rcOpen      = "三、权利不受限制。接受调解不影响您依法申请仲裁、请求行政机关处理、向人民法院提起诉讼，也不影响您依法提出信访事项。请注意仲裁时效、诉讼时效的规定。"
	rcSecret    = "四、您的个人信息和隐私依法受到保护，请妥善保管本回执和查询码。"
	rcAsk       = "五、对办理情况有疑问的，可以凭查询码查询，或者与承办人联系。"
	rcStub      = "送达存根"
	rcStubLine  = "上述回执单（编号：{number}）已收到。"
	rcReceiver  = "收件人"
)

// 调解通知书: 样式 of ours; no national layout is confirmed. 人民调解法 3, 4, 23, 24.
const (
	snTitle    = "调解通知书"
	snLead     = "关于“{subject}”一事（受理编号：{number}），现定于下列时间、地点进行调解，请您（单位）参加："
	snHow      = "方式"
	snOpen     = "公开进行"
	snClosed   = "不公开进行"
	snFree     = "一、参加调解出于自愿，不收取任何费用。您可以接受或者拒绝调解，可以要求更换人民调解员，可以要求公开或者不公开进行。"
	snBring    = "二、请携带本人身份证件和与纠纷有关的材料。本人不能参加的，可以委托他人参加，受托人应当提交授权委托书。"
	snCannot   = "四、不能按时参加的，请提前告知联系人，另行商定时间。行动不便或者需要翻译的，请提前说明。"
	snReplaces = "本次调解时间、地点等已经变更，原编号{number}的通知书作废。"
	snStub     = "上述通知书（编号：{number}）已收到。"
)

// 调解安排表: 样式 of ours.
const (
	dlTitle = "调解安排表"
	dlCount = "共{n}场。"
	dlNone  = "当日没有安排调解。"
	dlMore  = "场次太多，没有全部列出。"
)

// 不予受理（调解）告知书: 样式 of ours. 人民调解法 17; 人民调解工作若干规定 22.
const (
	rfTitleAccept  = "不予受理告知书"
	rfTitleMediate = "不予调解告知书"
	rfLead         = "您（单位）于{applied}提出的“{subject}”一事，我单位已进行审查。"
	rfAccept       = "经审查，决定不予受理，理由如下："
	rfMediate      = "经审查，决定不予调解，理由如下："
	rfBasis        = "依据：{basis}。"
	rfTurn         = "您可以通过下列途径依法维护自己的权利："
	rfKeep         = "本告知不影响您依法享有的其他权利。对本告知有异议的，可以向本单位申请复核，或者向指导本单位工作的司法行政机关反映。"
	rfScan         = "扫码可以查看办理情况、提出意见。查询码：{code}"
)

// Where else to turn; 人民调解法 26.
const (
	rtCourt     = "依法向{body}提起诉讼"
	rtArbitrate = "依法向{body}申请仲裁"
	rtAdmin     = "请求{body}依法处理"
	rtPetition  = "向{body}提出信访事项"
	rtPolice    = "向{body}报案或者求助"
	rtContact   = "（{contact}）"
	rtAddress   = "地址：{address}"
	rtPhone     = "电话：{phone}"
	rtOther     = "{body}"
	rtAnyOther  = "通过法律规定的其他途径解决"
	rtAnyCourt  = "有管辖权的人民法院"
	rtAnyArbit  = "有管辖权的仲裁机构（符合仲裁条件的）"
	rtAnyAdmin  = "有权处理的行政机关"
	rtAnyLetter = "有权处理的机关、单位"
	rtAnyPolice = "公安机关"
)

// 交办单: 样式 of ours; the 四定四包 are the programme's own words.
const (
	slTitle     = "矛盾纠纷交办单"
	slTitleSet  = "矛盾纠纷指定管辖交办单"
	slTitleHelp = "矛盾纠纷协办通知单"
	slMain      = "主办单位"
	slTo        = "承办单位"
	slAssist    = "协办单位"
	slCopies    = "抄送"
	slSubject   = "交办事项"
	slCase      = "案件编号"
	slLevel     = "等级"
	slFacts     = "基本情况"
	slRequired  = "办理要求"
	slFour      = "四定"
	slGoal      = "定目标"
	slLeader    = "定责任领导"
	slHandler   = "定承办人"
	slLimit     = "定时限"
	slCarry     = "四包"
	slInquire   = "包调查"
	slPersuade  = "包疏导"
	slCalm      = "包稳控"
	slSettle    = "包化解"
	slLead      = "请按照“属地管理、分级负责”和“谁主管、谁负责”的原则，在规定时限内办理，不得推诿；认为不属于本单位职责的，应在签收时限内说明理由退回。办结后报送办理结果。"
	slLeadSet   = "本案经协调办公室指定管辖，由上列单位主办，不得再行退回。请在规定时限内签收、办理，办结后报送办理结果。"
	slLeadHelp  = "请协助主办单位办理，按要求反馈情况和意见。本案由主办单位统一办结，不重复统计。"
	slLimitText = "{due}前办结；{sign}前签收"
	slBy        = "交办单位"
	slReceive   = "签收"
	slReceiver  = "签收人（签名）："
	slAnswer    = "□ 接收　□ 退回（理由附后）"
	slAnswerSet = "□ 接收"
	slSigner    = "签发人："
	slIssued    = "交办日期"
	slScan      = "扫码签收"
)

// 人民调解协议书: 人民调解法 29; order per the 2010 set of forms (composite, 样式).
const (
	agTitle     = "人民调解协议书"
	agParty     = "当事人（{side}）"
	agFacts     = "纠纷的主要事实、争议事项："
	agLiability = "各方当事人的责任："
	agClauses   = "经调解，自愿达成如下协议："
	agAmount    = "本项金额为{money}"
	agDue       = "于{day}前（含当日）履行"
	agWay       = "履行方式、地点、期限："
	agByWay     = "履行方式：{way}"
	agByPlace   = "履行地点：{place}"
	agByDue     = "履行期限：{due}"
	agByDuties  = "上述协议内容中的各项义务，按下列期限履行"
	duPay       = "{debtor}{when}支付{what}{money}"
	duPayTo     = "{debtor}{when}向{creditor}支付{what}{money}"
	duAct       = "{debtor}{when}履行：{what}"
	duFor       = "{what}，金额"
	duBy        = "应于{day}前（含当日）"
	duDone      = "已于{day}当场"
	drFor       = "本份由{party}核对"
	drCode      = "确认码：{code}"
	drHow       = "请逐条核对本草稿。同意全部内容的，可以将确认码当面告知人民调解员，作为您对协议内容的确认；不同意的，不要告知。草稿修改后，原确认码作废。您也可以选择在纸质协议上签名、盖章或者按指印。"
	// 人民调解法 29, 31
	agEffect = "本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效，对各方当事人具有法律约束力，当事人应当按照约定履行。"
	// 人民调解法 33
	agConfirm = "各方当事人认为有必要的，可以自本协议生效之日起三十日内共同向人民法院申请司法确认。"
	agCopies  = "本协议一式{total}份，当事人各执一份，人民调解委员会留存一份。"
)

// 口头协议登记表: 人民调解法 28, 30.
const (
	orTitle  = "人民调解口头协议登记表"
	orFacts  = "纠纷主要事实、争议事项"
	orTerms  = "协议内容"
	orWay    = "履行方式、时限"
	orEffect = "口头调解协议自各方当事人达成协议之日起生效。"
	orDay    = "达成协议日期"
	orPlace  = "调解地点"
)

// 人民调解申请书、受理登记表、调查记录、调解记录、回访记录.
const (
	apTitle     = "人民调解申请书"
	apApplicant = "申请人"
	apOther     = "被申请人"
	apRequests  = "当事人申请事项："
	apFacts     = "纠纷简要情况："
	apStatement = "人民调解委员会已将申请人民调解的相关规定告知我，现自愿申请人民调解委员会进行调解。"

	rgTitle    = "人民调解受理登记表"
	rgLead     = "{day}，人民调解委员会{how}，经当事人同意，调解{names}之间的纠纷。"
	rgHowAsk   = "依当事人申请"
	rgHowOwn   = "主动介入"
	rgHowOther = "接受委托、移送"
	rgByAsk    = "当事人申请"
	rgByOwn    = "人民调解委员会主动调解"
	rgByOther  = "接受委托移送"
	rgNote     = "此表由人民调解委员会填写。"

	iqTitle   = "人民调解调查记录"
	iqAsked   = "被调查人"
	iqAsker   = "调查人"
	iqRecord  = "记录"
	iqQ, iqA  = "问：", "答："
	iqHowRead = "（以上记录经被调查人核对无误。）"

	rdTitle   = "人民调解记录"
	rdRecord  = "记录："
	rdResult  = "调解结果："
	rdWritten = "调解成功，达成书面协议"
	rdOral    = "调解成功，达成口头协议"
	rdFailed  = "调解不成功"
	rdPending = "有待继续调解"
	rdLeft    = "当事人撤回申请或者拒绝调解"
	rdRead    = "（以上记录经当事人核对无误。）"

	vsTitle     = "人民调解回访记录"
	vsAgreement = "调解协议编号"
	vsTime      = "回访时间"
	vsHow       = "回访方式"
	vsWho       = "受访人"
	vsWhat      = "回访情况"
	vsPerformed = "履行情况"
	vsContent   = "当事人满意程度"
	vsNew       = "有无反复或者新的隐患"
	vsSteps     = "采取的措施"
	vsVisitor   = "回访人"
)

// 司法确认申请书: 人民调解法 33; 民事诉讼法 205; 法释〔2011〕5号 3; 样式.
const (
	cfTitle    = "司法确认申请书"
	cfSide     = "申请人（{side}）"
	cfAsk      = "申请事项"
	cfAskText  = "请求人民法院依法确认申请人于{day}经{committee}主持调解达成的《人民调解协议书》（编号：{number}）有效。"
	cfFacts    = "事实与理由"
	cfFactText = "申请人之间的“{subject}”一案，经{committee}主持调解，自愿达成调解协议，协议自{effective}起生效。现依照《中华人民共和国人民调解法》第三十三条、《中华人民共和国民事诉讼法》第二百零五条的规定，共同提出司法确认申请。"
	cfHonest   = "申请人共同承诺：达成调解协议系出于自愿，不存在恶意串通、规避法律的行为；调解协议的内容不损害国家利益、社会公共利益和他人合法权益；如因该协议内容给他人造成损害，愿意承担相应的法律责任。"
	cfCourt    = "此致"
	cfPapers   = "附："
	cfPaper1   = "人民调解协议书"
	cfPaper2   = "人民调解委员会主持调解的证明"
	cfPaper3   = "申请人身份证明（资格证明）"
	cfPaper4   = "与调解协议相关的财产权利证明等材料"
	cfPaper5   = "申请人送达地址、联系方式确认材料"
	cfPaper6   = "授权委托书（有委托代理人的）"
	cfUntil    = "提出申请的最后日期：{day}（自协议生效之日起三十日内）"
)

// 终止调解告知书: 人民调解法 26.
const (
	enTitle = "终止调解告知书"
	enLead  = "{committee}受理的{names}之间“{subject}”一案（编号：{number}），因{reason}，现依照《中华人民共和国人民调解法》第二十六条的规定，终止调解。"
	enTurn  = "当事人可以依法通过下列途径维护自己的权利："
	enLimit = "请注意仲裁时效、诉讼时效的规定，及时行使权利。纠纷解决前，请各方保持克制，不得采取违法方式激化矛盾。"
	enTold  = "人民调解委员会已当面告知上述途径，本告知书已收到。"
)

// 权利义务告知书: 人民调解法 3, 4, 15, 23, 24, 28–33.
const (
	ntTitle  = "人民调解当事人权利义务告知书"
	ntLead   = "根据《中华人民共和国人民调解法》的规定，现将人民调解的性质、原则、效力以及当事人的权利和义务告知如下："
	ntNature = "人民调解的性质和原则"
	nt11     = "人民调解是人民调解委员会通过说服、疏导等方法，促使当事人在平等协商基础上自愿达成调解协议，解决民间纠纷的活动。"
	nt12     = "人民调解在当事人自愿、平等的基础上进行，不违背法律、法规和国家政策，不因调解而阻止当事人依法通过仲裁、行政、司法等途径维护自己的权利。"
	nt13     = "人民调解不收取任何费用。"
	ntRights = "当事人的权利"
	nt21     = "（一）选择或者接受人民调解员；"
	nt22     = "（二）接受调解、拒绝调解或者要求终止调解；"
	nt23     = "（三）要求调解公开进行或者不公开进行；"
	nt24     = "（四）自主表达意愿、自愿达成调解协议。"
	ntDuties = "当事人的义务"
	nt31     = "（一）如实陈述纠纷事实；"
	nt32     = "（二）遵守调解现场秩序，尊重人民调解员；"
	nt33     = "（三）尊重对方当事人行使权利。"
	ntEffect = "调解协议的效力"
	nt41     = "达成的调解协议具有法律约束力，当事人应当按照约定履行；就协议的履行或者内容发生争议的，一方当事人可以向人民法院提起诉讼。"
	nt42     = "双方当事人认为有必要的，可以自调解协议生效之日起三十日内共同向人民法院申请司法确认；经确认有效的协议，一方拒绝履行或者未全部履行的，对方可以申请强制执行。"
	ntTruth  = "监督"
	nt51     = "人民调解员有偏袒一方、侮辱当事人、索取或者收受财物、牟取其他不正当利益、泄露当事人个人隐私或者商业秘密行为的，当事人可以向人民调解委员会或者司法行政机关反映。"
	ntTold   = "以上内容本人已经知悉。"
	ntSelf   = "（□ 本人阅读　　□ 由他人宣读）"
	ntPublic = "调解方式：　□ 公开进行　　□ 不公开进行"
	ntTeller = "告知人"
)

// 卷宗封面、卷内目录、卷宗情况说明、结案报告表: 样式.
const (
	cvTitle     = "调解卷宗"
	cvName      = "卷名"
	cvNumber    = "卷号"
	cvMediator  = "人民调解员"
	cvDays      = "调解日期"
	cvFiler     = "立卷人"
	cvFiled     = "立卷日期"
	cvRetention = "保管期限"
	cvPages     = "本卷共 {n} 页"

	tcTitle = "卷内目录"
	tcNo    = "序号"
	tcDoc   = "文书名称"
	tcPage  = "页号"

	nsTitle   = "卷宗情况说明"
	nsChecker = "检查人"

	clTitle    = "结案报告表"
	clUnit     = "承办单位"
	clHandler  = "承办人"
	clAccepted = "受案时间"
	clClosed   = "结案时间"
	clFilled   = "填表时间"
	clFacts    = "纠纷简要事实"
	clResult   = "调解结果"
	clPerform  = "履行情况"
	clHandlers = "承办人意见"
	clLeaders  = "负责人意见"
	clSign     = "签名：　　　　　　"
)

// 联动联调邀请函、呈报单、移送函: 样式 of ours.
const (
	jnTitle  = "联动联调邀请函"
	jnTo     = "{unit}："
	jnLead   = "我单位正在办理“{subject}”一案（案件编号：{number}，等级：{level}）。因{reason}，需要贵单位参加联动联调，共同化解。现将有关情况函告如下，请予支持。"
	jnNeed   = "本案涉及贵单位职责"
	jnFacts  = "基本情况："
	jnAsk    = "请贵单位协助的事项："
	jnAsk1   = "指定专人参加调解，提供与本案有关的情况和专业意见；"
	jnAsk2   = "{limit}反馈书面意见。"
	jnLimit  = "尽快"
	jnMain   = "本案由我单位主办并统一办结，贵单位的意见载入同一案卷，不重复统计。"
	jnWho    = "联系人：{name}　联系电话：{phone}"
	jnStub   = "回执"
	jnReply  = "《联动联调邀请函》（编号：{number}）已收到。我单位参加人员：________　联系电话：________"
	jnSigner = "受邀单位"

	upTitle   = "矛盾纠纷呈报单"
	upSubject = "呈报事项"
	upDay     = "呈报日期"
	upTo      = "接收单位"
	upFrom    = "呈报单位"
	upTried   = "本级已做工作"
	upReason  = "呈报理由"
	upGoal    = "请求事项"
	upAsk     = "请上级调解组织接收并组织调解；签收前，呈报单位继续做好稳控工作。"
	upSignBy  = "签收期限"
	upWho     = "联系人"

	trTitle  = "矛盾纠纷移送函"
	trLead   = "我单位受理的“{subject}”一案（案件编号：{number}），因{reason}，依法应当通过下列途径解决：{route}。现将本案移送贵单位，请依法处理。"
	trNeed   = "不属于或者不宜由我单位继续处理"
	trFacts  = "基本情况："
	trTried  = "已做工作："
	trWho    = "当事人：{names}"
	trTold   = "我单位已将移送情况及有关途径告知当事人。移送不影响当事人依法行使其他权利。"
	trTheirs = "贵单位文号：{number}"
	trStub   = "移送回执"
	trReply  = "《矛盾纠纷移送函》（编号：{number}）及随附材料已收到。"
	trSigner = "接收单位"
)

// 个人信息匿名化证明: 样式 of ours.
const (
	ctTitle    = "个人信息匿名化证明"
	ctLead     = "下列案卷保管期限届满，经档案员提出、第二人批准，其中能识别个人的信息、文书和附件已经销毁，办理记录的内容已经清除，案件密钥已经销毁；只保留不能识别个人的统计信息。"
	ctLeadSome = "下列案卷保管期限届满，由档案员提出，经第二人批准销毁。结果为“已销毁”的，其中能识别个人的信息、文书和附件已经销毁，办理记录的内容已经清除，案件密钥已经销毁；只保留不能识别个人的统计信息。结果为“未销毁”的，这次没有销毁，原因见下。"
	ctNotGone  = "未销毁数量"
	ctLeft     = "案件 {n} 件（{why}）"
	ctHeld     = "已停止销毁"
	ctWaits    = "当事人的请求或者意见还没有答复"
	ctNotDue   = "没有到保管期限，或者已经重新办理"
	ctBefore   = "此前已经匿名化"
	ctAgain    = "恢复旧备份后，已于{day}按原证明再次销毁，并按原编号重新登记。"
	ctUnit     = "档案单位"
	ctProposed = "提出人"
	ctDecided  = "批准人"
	ctDay      = "批准日期"
	ctDone     = "完成日期"
	ctReason   = "事由"
	ctCount    = "销毁数量"
	ctSum      = "案件 {cases} 件，附件 {files} 个，办理记录 {entries} 条"
	ctCase     = "案件编号"
	ctCategory = "类别"
	ctFrom     = "归档日期"
	ctRule     = "保管期限"
	ctResult   = "结果"
	ctYears    = "{period}（{n}年）"
	ctGone     = "已销毁"
	ctKept     = "未销毁：{why}"
	ctBasis    = "依据：《中华人民共和国个人信息保护法》第十九条、第四十七条，以及本平台公布的保管期限规定。"
)

// The answer to a person's request about their own data, and the copy of the data.
const (
	drTitle        = "个人信息请求答复书"
	drLead         = "您于{on}就{number}案件中您本人的个人信息提出{kind}，我单位已核实您的身份并进行审查。"
	drLeadUnproven = "关于{on}就{number}案件中的个人信息提出的{kind}，我单位已进行审查。"
	drText         = "提出的内容：{text}"
	drReason       = "理由：{reason}"
	drKept         = "本案卷的保管期限尚未届满，依法暂不能删除。我单位已停止使用您的个人信息，只作保存和必要的安全保护。保管期限届满后，自{day}起按规定匿名化。"
	drKeptOpen     = "本案卷依照规定须继续保管，依法暂不能删除。我单位已停止使用您的个人信息，只作保存和必要的安全保护。"
	drBasis        = "依据：《中华人民共和国个人信息保护法》第四十四条至第四十七条、第五十条。"
	drTurn         = "您对本答复有异议的，可以向本单位申请复核，可以向履行个人信息保护职责的部门投诉、举报，也可以依法向人民法院提起诉讼。"

	odTitle   = "个人信息副本"
	odLead    = "以下是本案记载的、只涉及您本人的个人信息。其他当事人的信息、背靠背谈话和多方签署的文书不在其中。"
	wUnitLine = "办理单位"
)

var (
	drKinds     = map[string]string{"see": "查阅请求", "copy": "复制请求", "correct": "更正请求", "delete": "删除请求"}
	drDecisions = map[string]string{"granted": "经审查，决定同意。", "partly": "经审查，决定部分同意。", "refused": "经审查，决定不予同意。"}
	drDone      = map[string]string{
		"see": "请您到我单位查阅，或者领取个人信息副本。", "copy": "您的个人信息副本（纸质或者电子数据）随本答复交付。", "correct": "有关记载已经更正，更正前的记载依法留存备查。",
	}
)
