package access

import "slices"

// Act names something a person may do. The names are those of casework.md §3
// and part of the API and of the ledger; they are never renamed.
type Act string

// The commands of a case.
const (
	Register        Act = "register"         // 登记
	Immediate       Act = "immediate"        // 即时调处：一屏完成
	Accept          Act = "accept"           // 受理
	Decline         Act = "decline"          // 不予受理
	Triage          Act = "triage"           // 研判分流
	Assign          Act = "assign"           // 交办
	Designate       Act = "designate"        // 指定管辖
	Sign            Act = "sign"             // 签收
	Return          Act = "return"           // 退回
	Escalate        Act = "escalate"         // 呈报上级
	Join            Act = "join"             // 联动联调
	Opine           Act = "opine"            // 反馈意见
	Contact         Act = "contact"          // 首次联系、联系记录
	PlanSession     Act = "plan_session"     // 安排调解会
	MoveSession     Act = "move_session"     // 改期
	CancelSession   Act = "cancel_session"   // 取消调解会
	RecordSession   Act = "record_session"   // 记录调解会
	DraftAgreement  Act = "draft_agreement"  // 拟定协议
	ConfirmParty    Act = "confirm_party"    // 当事人确认
	Settle          Act = "settle"           // 达成协议
	Fail            Act = "fail"             // 调解不成
	Withdraw        Act = "withdraw"         // 撤回
	Refer           Act = "refer"            // 移送引导
	ApplyCourt      Act = "apply_court"      // 申请司法确认
	WaiveCourt      Act = "waive_court"      // 不申请司法确认
	RecordCourt     Act = "record_court"     // 登记司法确认结果
	Perform         Act = "perform"          // 登记履行
	Breach          Act = "breach"           // 登记违约
	Pause           Act = "pause"            // 中止计时
	Resume          Act = "resume"           // 恢复计时
	AskExtension    Act = "ask_extension"    // 申请延期
	DecideExtension Act = "decide_extension" // 审批延期
	Visit           Act = "visit"            // 回访
	AddHazard       Act = "add_hazard"       // 登记隐患
	RemoveHazard    Act = "remove_hazard"    // 消除隐患
	AddParty        Act = "add_party"        // 补充当事人
	Confide         Act = "confide"          // 设定保密
	Name            Act = "name"             // 增加知情人
	Unname          Act = "unname"           // 取消知情人
	Conceal         Act = "conceal"          // 隐去身份
	Screen          Act = "screen"           // 家庭暴力询问
	Caucus          Act = "caucus"           // 背靠背谈话
	ShareCaucus     Act = "share_caucus"     // 指定谁能看背靠背谈话
	Report          Act = "report"           // 强制报告、报告情况
	AttachFile      Act = "attach_file"      // 补充材料
	Close           Act = "close"            // 结案
	Reopen          Act = "reopen"           // 重新办理
	Archive         Act = "archive"          // 归档
	Correct         Act = "correct"          // 更正
	Tag             Act = "tag"              // 标签
	Recall          Act = "recall"           // 撤回交办
	Link            Act = "link"             // 关联
	Unlink          Act = "unlink"           // 取消关联
	Merge           Act = "merge"            // 并案
	Absorb          Act = "absorb"           // 接收并案：并案的另一半
	Unmerge         Act = "unmerge"          // 撤销并案
	Release         Act = "release"          // 移出并案：撤销并案的另一半
	Hold            Act = "hold"             // 停止销毁
	Unhold          Act = "unhold"           // 解除停止销毁
	AskData         Act = "ask_data"         // 登记个人信息请求
	AnswerData      Act = "answer_data"      // 答复个人信息请求
	Handover        Act = "handover"         // 移交承办人
	Reveal          Act = "reveal"           // 查看被遮盖的信息
	Anonymise       Act = "anonymise"        // 匿名化（经审批，系统代记）
	Quarantine      Act = "quarantine"       // 查出病毒，文件停用（系统代记）
	Hear            Act = "hear"             // 记录当事人在查询页上的意见（系统代记）
	Answer          Act = "answer"           // 答复当事人意见
)

// Relation is how the organisation acted for stands to a case.
type Relation string

// The relations of an organisation to a case.
const (
	Holder       Relation = "holder"       // it is responsible now
	Assigned     Relation = "assigned"     // an assignment as lead waits for its signature
	Sender       Relation = "sender"       // it sent the case to the present holder
	Assisting    Relation = "assisting"    // it assists, or takes part in joint mediation
	Superior     Relation = "superior"     // it stands above the holder in the tree
	Coordination Relation = "coordination" // it is the coordination office of the county
	Intake       Relation = "intake"       // it registered the case
	Copied       Relation = "copied"       // it is informed only
	Addressee    Relation = "addressee"    // a resident's word waits for its answer
)

// Rule says who may do an act: the roles, in an organisation that stands in one
// of the relations. No relations means the act begins a case and needs none.
type Rule struct {
	Roles     []Role
	Relations []Relation
}

var (
	anyOfficer = []Role{InformationOfficer, Mediator, LiaisonOfficer, Head, Receptionist, Dispatcher}
	reception  = []Role{Receptionist, Mediator, Head, Dispatcher, LiaisonOfficer}
	mediation  = []Role{Mediator, Head}
	direction  = []Role{Head, Dispatcher}
	work       = []Relation{Holder}
	workers    = []Relation{Holder, Assisting}
	keeping    = []Relation{Holder, Superior, Coordination}
	kept       = []Relation{Holder, Superior, Coordination, Intake, Sender}
)

// rules is the whole of who may do what to a case (casework.md §3, §5). What is
// not listed nobody may do.
var rules = map[Act]Rule{
	Register:        {anyOfficer, nil},
	Immediate:       {mediation, nil},
	Accept:          {reception, work},
	Decline:         {[]Role{Receptionist, Head, Dispatcher, Mediator}, work},
	Triage:          {reception, work},
	Assign:          {[]Role{Receptionist, Head, Dispatcher, Mediator}, []Relation{Holder, Coordination}},
	Designate:       {direction, []Relation{Coordination}},
	Sign:            {[]Role{Mediator, Head, Receptionist, LiaisonOfficer}, []Relation{Assigned}},
	Return:          {[]Role{Mediator, Head, Receptionist, LiaisonOfficer}, []Relation{Assigned}}, // whoever may sign
	Escalate:        {mediation, work},
	Join:            {direction, []Relation{Superior, Coordination, Holder}},
	Opine:           {[]Role{Mediator, Head, LiaisonOfficer, Receptionist}, []Relation{Assisting}},
	Contact:         {[]Role{Mediator, Head, Receptionist, LiaisonOfficer, InformationOfficer}, work},
	PlanSession:     {mediation, work},
	MoveSession:     {mediation, work},
	CancelSession:   {mediation, work},
	RecordSession:   {mediation, work},
	DraftAgreement:  {mediation, work},
	ConfirmParty:    {[]Role{Mediator, Head, Receptionist}, work},
	Settle:          {mediation, work},
	Fail:            {mediation, work},
	Withdraw:        {[]Role{Mediator, Head, Receptionist}, work},
	Refer:           {mediation, work},
	ApplyCourt:      {[]Role{Mediator, Head, Receptionist}, work},
	WaiveCourt:      {[]Role{Mediator, Head, Receptionist}, work},
	RecordCourt:     {[]Role{Mediator, Head, Receptionist}, work},
	Perform:         {[]Role{Mediator, Head, Receptionist, LiaisonOfficer}, work},
	Breach:          {[]Role{Mediator, Head, Receptionist}, work},
	Pause:           {mediation, work},
	Resume:          {mediation, work},
	AskExtension:    {mediation, work},
	DecideExtension: {[]Role{Head, Dispatcher, Supervisor}, []Relation{Superior, Coordination}},
	Visit:           {[]Role{Mediator, Head, LiaisonOfficer, InformationOfficer, Receptionist, Supervisor}, []Relation{Holder, Superior}},
	AddHazard:       {anyOfficer, workers},
	RemoveHazard:    {[]Role{Mediator, Head, LiaisonOfficer}, workers},
	AddParty:        {[]Role{Mediator, Head, Receptionist}, work},
	Confide:         {[]Role{Head}, work},
	Name:            {[]Role{Head}, work}, // whoever may confide
	Unname:          {[]Role{Head}, work},
	Conceal:         {[]Role{Mediator, Head, Receptionist}, work},
	Screen:          {[]Role{Mediator, Head, Receptionist, LiaisonOfficer}, work},
	Caucus:          {mediation, workers},
	ShareCaucus:     {mediation, workers},
	Report:          {[]Role{Mediator, Head, Receptionist, LiaisonOfficer}, work},
	AttachFile:      {anyOfficer, workers},
	Close:           {mediation, work},
	Reopen:          {[]Role{Head, Mediator, Supervisor}, []Relation{Holder, Superior}},
	Archive:         {[]Role{Archivist}, []Relation{Holder, Superior}}, // a village has no archivist of its own
	Correct:         {[]Role{Mediator, Head, Receptionist}, work},
	Tag:             {[]Role{Mediator, Head, Receptionist, Dispatcher, Supervisor, Archivist}, []Relation{Holder, Superior, Coordination, Intake}},
	Link:            {reception, kept},
	Unlink:          {reception, kept},
	Merge:           {reception, keeping},
	Absorb:          {reception, kept}, // whoever registered a matter again may hand it to the case that is under way
	Unmerge:         {reception, keeping},
	Release:         {reception, kept},
	Recall:          {[]Role{Receptionist, Head, Dispatcher, Mediator}, []Relation{Sender}}, // whoever may assign
	Hold:            {[]Role{Head, Archivist, Supervisor}, []Relation{Holder, Superior, Coordination}},
	Unhold:          {[]Role{Head, Archivist, Supervisor}, []Relation{Holder, Superior, Coordination}}, // whoever may hold
	AskData:         {[]Role{Mediator, Head, Receptionist, LiaisonOfficer, Archivist}, []Relation{Holder, Intake}},
	AnswerData:      {[]Role{Mediator, Head, Receptionist, Archivist}, []Relation{Holder}},
	Handover:        {[]Role{Head}, []Relation{Holder, Superior}},
	Answer:          {[]Role{Mediator, Head, LiaisonOfficer, Receptionist, Dispatcher, Supervisor}, []Relation{Addressee}},
	Reveal:          {[]Role{Mediator, Head, Receptionist, LiaisonOfficer, Dispatcher}, []Relation{Holder, Assisting, Sender, Intake}},
}

// RuleOf returns the rule of act; ok is false when nobody may do it.
func RuleOf(act Act) (r Rule, ok bool) {
	r, ok = rules[act]
	return r, ok
}

// Verdict says whether an actor may do an act and, if not, what is lacking.
type Verdict struct {
	OK bool
	// Lack is "" when OK, otherwise "role" or "relation".
	Lack string
	// Need lists the roles or relations that would do.
	Need []string
}

// May decides whether post may do act to a case to which its organisation stands
// in the given relations. It does not look at the state of the case, and it
// presumes that the actor may see the case.
func May(post Post, act Act, relations []Relation) Verdict {
	r, ok := rules[act]
	if !ok || !slices.Contains(r.Roles, post.Role) {
		return Verdict{Lack: "role", Need: texts(r.Roles)}
	}
	if len(r.Relations) == 0 {
		return Verdict{OK: true}
	}
	for _, rel := range relations {
		if slices.Contains(r.Relations, rel) {
			return Verdict{OK: true}
		}
	}
	return Verdict{Lack: "relation", Need: texts(r.Relations)}
}

func texts[T ~string](in []T) []string {
	out := make([]string, len(in))
	for i, v := range in {
		out[i] = string(v)
	}
	return out
}
