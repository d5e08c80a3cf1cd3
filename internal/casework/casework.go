// Package casework is the life of a dispute: from the first report to the
// archived file (casework.md). A case changes only by a command; each command
// is one transaction that writes the case, its ledger entry, its numbers and
// its clocks, or nothing.
//
// The room knows organisations, codes, policies and who may do what. It knows
// nothing of HTTP, of documents as paper, or of how people are told.
package casework

import (
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/vault"
)

// ID names a case.
type ID string

// State is where a case stands (casework.md §2). A draft is not yet a case: it
// is kept as typed in casework_draft.
type State string

// The states of a case.
const (
	Reported   State = "reported"   // 待受理
	Accepted   State = "accepted"   // 已受理
	Assigned   State = "assigned"   // 待签收
	Handling   State = "handling"   // 办理中
	Settled    State = "settled"    // 达成协议
	Performing State = "performing" // 履行中
	Failed     State = "failed"     // 调解不成
	Withdrawn  State = "withdrawn"  // 已撤回
	Referred   State = "referred"   // 已移送
	Declined   State = "declined"   // 不予受理
	Closed     State = "closed"     // 已结案
	Archived   State = "archived"   // 已归档
	Merged     State = "merged"     // 已并案: it goes on in another case
)

// Open reports whether somebody still has to do something for the parties.
func (s State) Open() bool { return s != Declined && s != Closed && s != Archived && s != Merged }

// beforeResult reports whether mediation is still to come or going on.
func (s State) beforeResult() bool {
	return s == Reported || s == Accepted || s == Assigned || s == Handling
}

// Batch is how urgent a case is handled (mission C3).
type Batch string

// The three batches.
const (
	BatchUrgent  Batch = "urgent"  // 急事急办
	BatchContain Batch = "contain" // 防范控制
	BatchActive  Batch = "active"  // 主动化解
)

// Level is how grave a case is (mission C3).
type Level string

// The levels of a case.
const (
	Ordinary Level = "ordinary" // 一般
	Major    Level = "major"    // 重大
	Grave    Level = "grave"    // 特别重大
)

// Difficulty decides the handling limit.
type Difficulty string

// The difficulties.
const (
	DifficultyImmediate Difficulty = "immediate" // 即时：1 日
	DifficultySimple    Difficulty = "simple"    // 简单：7 日
	DifficultyNormal    Difficulty = "normal"    // 普通：30 日
	DifficultyComplex   Difficulty = "complex"   // 复杂：合议
)

// Case is one dispute with everything that hangs on it. It is a value: commands
// work on a copy, and the store writes what differs.
type Case struct {
	ID      ID     `json:"id"`
	No      string `json:"no"`     // official number, gap-free by registering organisation and year
	County  string `json:"county"` // six digits, the shard key
	Version int64  `json:"-"`      // counts commands; a stale writer loses
	State   State  `json:"state"`

	Title      string         `json:"title"`
	Facts      string         `json:"facts"`
	Cause      string         `json:"cause"`           // code list dispute_cause (mission B6)
	GBType     string         `json:"gbType"`          // GB/T 31000 表91, four digits, mapped from Cause
	MOJType    string         `json:"mojType"`         // Ministry's statistics category, mapped from Cause
	Inducing   string         `json:"inducement"`      // 诱因 (mission B4)
	Channel    string         `json:"channel"`         // code list channel (mission C1)
	Region     string         `json:"region"`          // 12-digit code
	RegionPath string         `json:"regionPath"`      // its path in the tree of divisions
	Address    string         `json:"address"`         // place in words
	Point      *Point         `json:"point,omitempty"` // WGS-84
	Happened   *calendar.Date `json:"happenedOn,omitempty"`
	UnitName   string         `json:"unitName"`  // 涉及单位
	People     int            `json:"people"`    // 涉及人数
	AmountFen  int64          `json:"amountFen"` // sum in dispute, fen
	Forecast   string         `json:"forecast"`  // 事态发展预测 (mission B4)
	Measures   string         `json:"measures"`  // 已采取或拟采取的措施
	Urgent     bool           `json:"urgent"`    // the registrar's own word; triage decides
	Batch      Batch          `json:"batch"`
	Level      Level          `json:"level"`
	Difficult  Difficulty     `json:"difficulty"`
	TriageWhy  string         `json:"triageReason"`

	Tags []string `json:"tags,omitempty"` // code list case_tag, sorted; of the dispute, never of a person

	Confidential bool     `json:"confidential"`
	Named        []string `json:"named,omitempty"`   // user ids who may open a confidential case
	Unnamed      []string `json:"unnamed,omitempty"` // user ids whose name was taken off it since
	Knows        []string `json:"knows,omitempty"`   // user ids who may know who a concealed party is

	Registrar  string   `json:"registrar"`         // user id
	IntakeOrg  string   `json:"intakeOrg"`         // organisation that registered it
	Holder     string   `json:"holder"`            // the one organisation responsible now
	Sender     string   `json:"sender"`            // who sent it to the holder; "" for the intake
	Handler    string   `json:"handler"`           // user id of the named responsible person (承办人); "" until fixed
	Leader     string   `json:"leader"`            // responsible leader by name (四定)
	Goal       string   `json:"goal"`              // required result (四定)
	HandBy     string   `json:"handleByOn"`        // wished date of the assignment, YYYY-MM-DD, "" for the policy's
	Returns    int      `json:"returns"`           // times sent back; at the second only designation goes on
	Designated bool     `json:"designated"`        // by the coordination office: can't be returned again
	AwaitsDesg bool     `json:"awaitsDesignation"` // the coordination office must designate
	Attempts   int      `json:"attempts"`          // failed sessions at the present level (331)
	Exhausted  bool     `json:"exhausted"`         // no higher level is left: guide the parties out
	Outcome    string   `json:"outcome"`           // settled | failed | withdrawn | referred | declined
	Closing    string   `json:"closingKind"`       // substantive | staged | procedural
	EndReason  string   `json:"endReason"`         // code of the decline/fail/withdraw reason
	EndNote    string   `json:"endNote"`           // its words
	Routes     []string `json:"routes,omitempty"`  // where the parties were guided (code list refer_route)
	NextStep   string   `json:"nextStep"`          // code of what has to be done next; derived by settle()
	TrackHash  string   `json:"-"`                 // SHA-256 of the tracking code
	key        vault.Key
	Retention  string `json:"retention"` // 保管期限, chosen at archiving
	ArchiveNo  string `json:"archiveNo"` // 卷号
	// Certificate is the number of the certificate under which everything that tells
	// who the people were was destroyed, "" as long as the case is whole.
	Certificate string `json:"certificate,omitempty"`

	Ties   []Tie    `json:"ties,omitempty"`   // other cases it belongs together with
	Merged *Merging `json:"merged,omitempty"` // where it goes on, while it is merged

	// Instants are UTC; whichever day they lie on is Shanghai's.
	ReportedAt time.Time `json:"reportedAt"`
	AcceptedAt time.Time `json:"acceptedAt,omitzero"`
	ClosedAt   time.Time `json:"closedAt,omitzero"`
	ArchivedAt time.Time `json:"archivedAt,omitzero"`
	Anonymised time.Time `json:"anonymisedAt,omitzero"`
	UpdatedAt  time.Time `json:"updatedAt"`

	Parties     []Party      `json:"-"`
	Assignments []Assignment `json:"-"`
	Sessions    []Session    `json:"-"`
	Agreements  []Agreement  `json:"-"`
	Visits      []Visit      `json:"-"`
	Clocks      []Clock      `json:"-"`
	Slips       []Slip       `json:"-"`
	Contacts    []Contacting `json:"-"`
	Hazards     []Hazard     `json:"-"`
	Extensions  []Extension  `json:"-"`
	Files       []File       `json:"-"`
	Voices      []Voice      `json:"-"`
	Screenings  []Screening  `json:"-"`
	Reports     []Reporting  `json:"-"`
	Caucuses    []Caucus     `json:"-"`
	Holds       []Holding    `json:"-"`

	Requests []DataRequest `json:"-"`
}

// Point is a place on the map, WGS-84 degrees.
type Point struct {
	Lat float64 `json:"lat"`
	Lon float64 `json:"lon"`
}

// Party is a person or organisation in a case. There is no field for ethnicity,
// religion, politics or petition history, and there must never be (mission R1).
type Party struct {
	ID       string `json:"id"`
	Role     string `json:"role" enum:"applicant,respondent,third"`
	Kind     string `json:"kind" enum:"person,organisation"`
	Name     string `json:"name"`
	Sex      string `json:"sex"`              // GB/T 2261.1: 0 1 2 9
	BornOn   string `json:"bornOn,omitempty"` // YYYY-MM-DD
	Phone    string `json:"phone"`
	IDType   string `json:"idType"` // GA/T 517
	IDNumber string `json:"idNumber"`
	NoIDWhy  string `json:"noIdReason,omitempty"` // why no number was taken: never required (PIPL 6)
	Address  string `json:"address"`
	Work     string `json:"work"`               // 职业或单位
	Reach    string `json:"reach,omitempty"`    // how to reach the person safely, in their words (R2); on no paper
	LegalRep string `json:"legalRep,omitempty"` // 法定代表人, organisations
	Agent    string `json:"agent,omitempty"`    // representative or guardian by name
	AgentAs  string `json:"agentAs,omitempty"`  // authority: agent | guardian | elected
	AgentTel string `json:"agentPhone,omitempty"`
	AgentRel string `json:"agentRelation,omitempty" enum:",parent,spouse,child,grandparent,sibling,relative,organisation,other"` // of a guardian (民法典 27, 28)
	AgentBy  string `json:"agentAuthority,omitempty"`                                                                            // paper the authority rests on
	Capacity string `json:"capacity,omitempty" enum:",full,limited,none"`                                                        // 民法典 17–22; "" is by age, see CapacityOn
	Main     bool   `json:"main"`                                                                                                // 主要当事人, exported to GB/T 31000
	Consent  string `json:"consent,omitempty" enum:",given,refused"`                                                             // PML 17: one refusal ends mediation
	Count    int    `json:"count,omitempty"`                                                                                     // a group: number of persons it stands for
	// Alias is what everybody reads who may not know the person; "" for an open party.
	Alias string `json:"alias,omitempty"`
	// From is the case the party came with, while that is merged into this one.
	From ID `json:"from,omitempty"`
	// Restricted: the person asked to have their data deleted, which the time of keeping
	// does not allow yet. While the case rests it is kept and used for nothing else (PIPL 47).
	Restricted bool `json:"restricted,omitempty"`
	// Former are names written down wrongly before, and corrected.
	Former []string `json:"former,omitempty"`
}

// AssignmentRole is the part an organisation is given.
type AssignmentRole string

// The parts.
const (
	Lead   AssignmentRole = "lead"   // 主办
	Assist AssignmentRole = "assist" // 协办
	Copy   AssignmentRole = "copy"   // 抄告
)

// AssignmentState is where an assignment stands.
type AssignmentState string

// The states of an assignment.
const (
	Issued     AssignmentState = "issued"
	Signed     AssignmentState = "signed"
	Returned   AssignmentState = "returned"
	Done       AssignmentState = "done"
	Superseded AssignmentState = "superseded"
)

// Assignment puts the case on an organisation (mission C5, 四定四包).
type Assignment struct {
	ID         string          `json:"id"`
	Kind       string          `json:"kind" enum:"assign,designate,escalate,join,self,succeed"`
	Role       AssignmentRole  `json:"role"`
	State      AssignmentState `json:"state"`
	From       string          `json:"from"` // organisation
	To         string          `json:"to"`   // organisation
	ToName     string          `json:"toName"`
	Goal       string          `json:"goal"`
	Leader     string          `json:"leader"`
	Handler    string          `json:"handler"` // user id, "" until signed
	HandlerNam string          `json:"handlerName"`
	DueOn      string          `json:"dueOn,omitempty"`  // wished date
	Duties     []string        `json:"duties,omitempty"` // 四包: investigate, persuade, stabilise, settle
	IssuedAt   time.Time       `json:"issuedAt"`
	IssuedBy   string          `json:"issuedBy"`
	SignedAt   time.Time       `json:"signedAt,omitzero"`
	EndedAt    time.Time       `json:"endedAt,omitzero"`
	Reason     string          `json:"reason,omitempty"`  // of a return, a designation, an escalation
	Opinion    string          `json:"opinion,omitempty"` // of an assisting unit, counted once in the case's result
	OpinionAt  time.Time       `json:"opinionAt,omitzero"`
}

// SessionKind is the way a session is held (mission D1).
type SessionKind string

// The kinds of session.
const (
	SessionImmediate SessionKind = "immediate" // 即时调处
	SessionOrdinary  SessionKind = "ordinary"  // 普通调解
	SessionPanel     SessionKind = "panel"     // 合议
	SessionJoint     SessionKind = "joint"     // 联动联调
)

// Session is one mediation attempt.
type Session struct {
	ID         string      `json:"id"`
	No         int         `json:"no"` // 1, 2, 3 … within the case
	Kind       SessionKind `json:"kind"`
	State      string      `json:"state" enum:"planned,held,cancelled"`
	Separate   bool        `json:"separate"`              // 背靠背
	JointWhy   string      `json:"jointReason,omitempty"` // why who is hurt at home sits at one table with the other side
	Org        string      `json:"org"`
	PlannedAt  time.Time   `json:"plannedAt,omitzero"`
	Length     int         `json:"length,omitempty"` // minutes planned; 0 on sessions from before they had one, see span
	Place      string      `json:"place"`
	Room       string      `json:"room,omitempty"`   // of a unit (diary.Room), "" for anywhere else
	People     []string    `json:"people,omitempty"` // user ids of those named below who have a post in the units that hold it
	Moves      []Moved     `json:"moves,omitempty"`  // how it was planned before, the oldest first
	Chair      string      `json:"chair"`            // by name; a panel needs one
	Mediators  []string    `json:"mediators"`
	Clerk      string      `json:"clerk"`
	Experts    []string    `json:"experts,omitempty"`
	Invited    []string    `json:"invited,omitempty"` // party ids
	Units      []string    `json:"units,omitempty"`   // organisations of a joint session
	Open       bool        `json:"open"`              // public; closed unless the parties ask (PML 23)
	HeldAt     time.Time   `json:"heldAt,omitzero"`
	Minutes    int         `json:"minutes,omitempty"` // how long it was held
	Present    []string    `json:"present,omitempty"` // party ids
	Others     []string    `json:"others,omitempty"`
	RightsTold bool        `json:"rightsTold"` // rights and duties told before mediation (PML 23–24)
	Record     string      `json:"record"`
	Means      []string    `json:"means,omitempty"` // policy, law, economic, administrative, education (mission D2)
	Ways       []string    `json:"ways,omitempty"`  // GB/T 31000 表93
	Outcome    string      `json:"outcome" enum:",agreed,continue,failed,absent"`
	Cancelled  string      `json:"cancelReason,omitempty"` // in words, when a person called it off
	EndedBy    string      `json:"endedBy,omitempty"`      // act that made it needless, when it ended by itself
}

// Moved is how a session was planned before it was planned anew.
type Moved struct {
	PlannedAt time.Time `json:"plannedAt"`
	Length    int       `json:"length"`
	Place     string    `json:"place"`
	Room      string    `json:"room,omitempty"`
	Reason    string    `json:"reason"`
	At        time.Time `json:"at"`
	By        string    `json:"by"` // user id
}

// Agreement is what the parties settled on (PML 28–31).
type Agreement struct {
	ID        string         `json:"id"`
	No        string         `json:"no"` // allotted when concluded
	Form      string         `json:"form" enum:"written,oral"`
	State     string         `json:"state" enum:"draft,concluded,superseded"`
	Facts     string         `json:"facts"`
	Issues    string         `json:"issues"`    // 争议事项及各方责任
	Terms     []string       `json:"terms"`     // numbered clauses
	Manner    string         `json:"manner"`    // 履行方式
	Place     string         `json:"place"`     // 履行地点
	Mediators []string       `json:"mediators"` // who sign
	Clerk     string         `json:"clerk"`
	Duties    []Obligation   `json:"obligations"`
	Confirmed []Confirmation `json:"confirmations"`
	SealedOn  string         `json:"sealedOn,omitempty"` // committee seal affixed, YYYY-MM-DD
	Effective string         `json:"effectiveOn,omitempty"`
	Court     *Court         `json:"court,omitempty"`
	CourtTips []string       `json:"courtHints,omitempty"` // codes of the pre-check (standards.md §1.3)
	CreatedAt time.Time      `json:"createdAt"`
	Concluded time.Time      `json:"concludedAt,omitzero"`
}

// Obligation is one dated duty of an agreement.
type Obligation struct {
	ID        string    `json:"id"`
	Debtor    string    `json:"debtor"`   // party id
	Creditor  string    `json:"creditor"` // party id, "" when none
	Kind      string    `json:"kind" enum:"pay,act"`
	AmountFen int64     `json:"amountFen,omitempty"`
	What      string    `json:"what"`
	DueOn     string    `json:"dueOn"` // last day, YYYY-MM-DD
	State     string    `json:"state" enum:"open,performed,breached,released"`
	DoneOn    string    `json:"doneOn,omitempty"`
	Proof     string    `json:"proof,omitempty"` // file id or words
	BreachWhy string    `json:"breachReason,omitempty"`
	ChangedAt time.Time `json:"changedAt,omitzero"`
}

// Confirmation is one party's yes to an agreement.
type Confirmation struct {
	Party string    `json:"party"`
	Way   string    `json:"way" enum:"paper,code,oral"` // paper scanned, one-time code, oral before the mediator
	File  string    `json:"file,omitempty"`
	On    string    `json:"on"` // YYYY-MM-DD
	At    time.Time `json:"at"`
	By    string    `json:"by"` // user who recorded it
	// Guardian is who said yes for a party that cannot alone, by name.
	Guardian string `json:"guardian,omitempty"`
}

// Court is the judicial-confirmation track (PML 33, CPL 205).
type Court struct {
	State    string `json:"state" enum:"applied,waived,confirmed,rejected,withdrawn"`
	Court    string `json:"court,omitempty"`
	On       string `json:"on"`
	CaseNo   string `json:"caseNo,omitempty"`
	Reason   string `json:"reason,omitempty"`
	ResultOn string `json:"resultOn,omitempty"`
}

// Visit is a return visit (mission D7): whether a party calls the matter settled, in
// their own words. What is not on record as said stays "".
type Visit struct {
	ID         string    `json:"id"`
	Way        string    `json:"way"`
	Party      string    `json:"party"` // party id asked; "" when none could be
	NoneWhy    string    `json:"noneReason,omitempty"`
	Performed  string    `json:"performed" enum:",yes,partly,no,none"`
	Satisfied  string    `json:"satisfied" enum:",yes,fair,no"`
	Settled    string    `json:"settled" enum:",yes,no"` // in the party's own words
	Words      string    `json:"words"`
	Escalating bool      `json:"escalating"`
	On         string    `json:"on"`
	By         string    `json:"by"`
	Org        string    `json:"org"`
	At         time.Time `json:"at"`
}

// ClockKind names a running time limit (casework.md §4).
type ClockKind string

// The kinds of clock.
const (
	FirstContact   ClockKind = "first_contact"
	Acceptance     ClockKind = "acceptance"
	Routing        ClockKind = "routing" // accepted → assigned
	SignIn         ClockKind = "sign_in"
	HandlingClock  ClockKind = "handling"
	Total          ClockKind = "total" // never paused; for the record only
	VisitClock     ClockKind = "visit" // Subject is the agreement for a planned one, "" for one asked for later
	CourtClock     ClockKind = "judicial_confirmation"
	PerformClock   ClockKind = "performance"
	Designation    ClockKind = "designation"
	OpinionClock   ClockKind = "opinion"
	ExtensionReply ClockKind = "extension_reply"
	ClosingClock   ClockKind = "closing"
	Archiving      ClockKind = "archiving"
	VoiceClock     ClockKind = "voice_answer"     // "not settled" said on the tracking page; Subject is the voice
	ComplaintClock ClockKind = "complaint_answer" // a complaint said there; runs for the level above
	DataClock      ClockKind = "data_answer"      // somebody asked about their own data; Subject is the request
)

// Clock is one time limit of a case. It belongs to the case and the step: editing
// a field never resets it, a pause or an extension only ever moves Due later.
type Clock struct {
	ID        string           `json:"id"`
	Kind      ClockKind        `json:"kind"`
	Subject   string           `json:"subject,omitempty"` // assignment, obligation … it is about
	Org       string           `json:"org"`               // organisation that has to act
	StartAt   time.Time        `json:"startAt"`
	Span      calendar.Span    `json:"span"`
	Fixed     string           `json:"fixedOn,omitempty"`  // last day set by agreement instead of a span
	Pauses    []calendar.Pause `json:"pauses,omitempty"`   // To is zero while it lasts
	Extended  int              `json:"extended,omitempty"` // units of Span added with approval
	ResumeOn  string           `json:"resumeOn,omitempty"` // expected end of the pause that lasts
	Pausable  bool             `json:"pausable"`
	Yellow    int              `json:"yellowPercent,omitempty"` // of the limit, from where it is yellow; 0 is 70
	NotBefore string           `json:"notBeforeOn,omitempty"`   // first day on which a planned visit counts for this one
	Rule      string           `json:"rule"`                    // policy id
	Citation  string           `json:"citation"`                // law article or policy it rests on
	Due       time.Time        `json:"due"`                     // exclusive end of the last day
	YellowAt  time.Time        `json:"yellowAt"`
	StopAt    time.Time        `json:"stopAt,omitzero"`
	StopWhy   string           `json:"stopReason,omitempty"`
	NoNotice  []int            `json:"yearsWithoutNotice,omitempty"` // years whose holidays are not announced yet
}

// Slip is a numbered official document produced by a step. What is printed on it
// is drawn from the case by room document; the number and date are fixed here.
type Slip struct {
	ID       string    `json:"id"`
	Kind     string    `json:"kind" enum:"receipt,refusal,assignment,transfer,agreement,oral_agreement,termination,register,session_notice,session_record,visit_record,court_application,rights_notice,closing_report,cover,contents,data_reply"`
	No       string    `json:"no"`
	Org      string    `json:"org"`               // issuer
	Subject  string    `json:"subject,omitempty"` // assignment, agreement, session … it is about
	IssuedAt time.Time `json:"issuedAt"`
	IssuedBy string    `json:"issuedBy"`
	Said     Said      `json:"said,omitzero"`
}

// Filed is one paper or attachment of an archived file, with the place of its
// pages (卷内目录, standards.md §3.2). Cover and contents carry no page number. Where
// nobody counted pages First and Pages are 0.
type Filed struct {
	Kind  string `json:"kind"`           // line of the contents it stands under
	Slip  string `json:"slip,omitempty"` // the numbered document
	File  string `json:"file,omitempty"` // the attachment
	First int    `json:"first"`          // its first page in the file, 1 is the first after the contents
	Pages int    `json:"pages"`
}

// Last is the last page of f in the file.
func (f Filed) Last() int { return f.First + f.Pages - 1 }

// Said is what the step behind a document put into words. The case keeps only the
// latest of it, or none; a document printed again must say what it said at first.
type Said struct {
	To     string   `json:"to,omitempty"`     // body outside the platform, by name
	DocNo  string   `json:"docNo,omitempty"`  // number of the transfer there
	Party  string   `json:"party,omitempty"`  // party id of whoever withdrew
	Reason string   `json:"reason,omitempty"` // code of the step's reason list, or words
	Note   string   `json:"note,omitempty"`
	Tried  string   `json:"tried,omitempty"`  // what was tried before an escalation
	Routes []string `json:"routes,omitempty"` // where else the parties can turn
	Pages  int      `json:"pages,omitempty"`  // of the file a cover is for, 0 where nobody counted them
	Filed  []Filed  `json:"filed,omitempty"`  // what the contents of a file list, in the order of its pages
	Notice Notice   `json:"notice,omitzero"`  // how the session was planned that a notice calls to
}

// Notice is a session as its parties were called to it (调解通知书). It does not change when the session moves: then a notice of its own is made.
type Notice struct {
	At        time.Time `json:"at"`
	Length    int       `json:"length"` // minutes
	Place     string    `json:"place"`
	Where     string    `json:"where,omitempty"` // how to find the room
	Mediators []string  `json:"mediators"`
	Invited   []string  `json:"invited"` // party ids
	Open      bool      `json:"open,omitempty"`
}

// Contacting is a recorded contact with a party. The first with an applicant ends the
// clock of the first contact.
type Contacting struct {
	ID    string    `json:"id"`
	Party string    `json:"party"`
	Way   string    `json:"way"`
	Note  string    `json:"note"`
	At    time.Time `json:"at"`
	By    string    `json:"by"`
}

// Hazard is a danger that must be gone before the case may close (三不放过).
type Hazard struct {
	ID        string    `json:"id"`
	What      string    `json:"what"`
	Measures  string    `json:"measures"`             // PML 25: preventive measures
	Reported  string    `json:"reportedTo,omitempty"` // police or department, when a crime threatens
	RemovedAt time.Time `json:"removedAt,omitzero"`
	How       string    `json:"how,omitempty"`
	At        time.Time `json:"at"`
	By        string    `json:"by"`
}

// Extension is a request for more time and its answer; both stay on record. More time
// is by both parties' wish (standards.md §1.5).
type Extension struct {
	ID        string    `json:"id"`
	Days      int       `json:"days"` // as granted, once it is; calendar or working days as the limit counts
	Reason    string    `json:"reason"`
	Consent   bool      `json:"consent"` // both parties agree
	AskedAt   time.Time `json:"askedAt"`
	AskedBy   string    `json:"askedBy"`
	To        string    `json:"to"`                                      // organisation that decides
	Decision  string    `json:"decision" enum:",granted,refused,lapsed"` // lapsed: the clock it was asked for ended first
	DecidedAt time.Time `json:"decidedAt,omitzero"`
	DecidedBy string    `json:"decidedBy,omitempty"`
	Note      string    `json:"note,omitempty"`
}

// File is a photograph or paper hung on the case.
type File struct {
	ID     string    `json:"id"`
	Digest string    `json:"digest"`
	Name   string    `json:"name"`
	Type   string    `json:"type"`
	Size   int64     `json:"size"`            // bytes
	Pages  int       `json:"pages,omitempty"` // on paper, in the archived file
	Kind   string    `json:"kind" enum:"photo,evidence,identity,authority,signed_agreement,proof,other"`
	At     time.Time `json:"at"`
	By     string    `json:"by"`
	// Original: kept as it was taken, as evidence, with place and device.
	Original bool `json:"original,omitempty" doc:"kept as it was taken, with place and device, which only who may reveal numbers gets"`
	// Malware is what was found in it after it had been kept; nobody gets its bytes then.
	Malware string `json:"malware,omitempty" doc:"found in it later, as the scanner calls it; the file can't be opened any more"`
}

// Voice is what a resident said on the tracking page: a complaint about the
// handling, or that the matter is or is not settled (mission R4). All but
// "settled" must be answered.
type Voice struct {
	ID         string    `json:"id"`
	Kind       string    `json:"kind" enum:"complaint,not_settled,settled"`
	Text       string    `json:"text"`
	At         time.Time `json:"at"`
	To         string    `json:"to"` // organisation that answers: the holder, for a complaint the level above
	How        string    `json:"how,omitempty" enum:",contacted,explained,reopened"`
	Answer     string    `json:"answer,omitempty"` // words shown on the tracking page: no personal data
	AnsweredAt time.Time `json:"answeredAt,omitzero"`
	AnsweredBy string    `json:"answeredBy,omitempty"` // user id; never shown to residents
}

// Waits reports whether somebody still has to answer v.
func (v Voice) Waits() bool { return v.Kind != "settled" && v.AnsweredAt.IsZero() }

// zeroTime is an instant that has not come.
var zeroTime time.Time

// Event is one thing that happened to a case: it becomes one entry of the
// ledger, with Body as its data.
type Event struct {
	Act  access.Act
	Body any
}
