// Package document draws the numbered documents and the forms of a case from its
// record: one function per kind fills a struct of subpackage form. The engine is in
// the subpackages words, flow, font, pdf and docx.
//
// It knows nothing of storage, of who may read what, or of HTTP: whoever hands it a
// case has asked access and has recorded the reading. The papers are Chinese in every
// language. A case has no ethnicity and none is ever printed (mission R1).
package document

import (
	"cmp"
	"io"
	"strings"
	"time"
	"unicode"

	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/document/docx"
	"hemu/internal/document/flow"
	"hemu/internal/document/font"
	"hemu/internal/document/form"
	"hemu/internal/document/pdf"
	"hemu/internal/fault"
	"hemu/internal/org"
)

// The kinds of documents. All but KindDraft stand in casework.Slip.Kind.
const (
	KindReceipt       = "receipt"           // 受理案件回执单
	KindRefusal       = "refusal"           // 不予受理告知书
	KindAssignment    = "assignment"        // 交办单、指定管辖交办单、协办通知单、联动联调邀请函
	KindTransfer      = "transfer"          // 呈报单、移送函
	KindAgreement     = "agreement"         // 人民调解协议书
	KindOral          = "oral_agreement"    // 口头协议登记表
	KindTermination   = "termination"       // 终止调解告知书
	KindNotice        = "session_notice"    // 调解通知书
	KindSession       = "session_record"    // 人民调解记录
	KindVisit         = "visit_record"      // 人民调解回访记录
	KindCourt         = "court_application" // 司法确认申请书
	KindClosing       = "closing_report"    // 结案报告表
	KindCover         = "cover"             // 卷宗封面
	KindContents      = "contents"          // 卷内目录
	KindDataReply     = "data_reply"        // 个人信息请求答复书
	KindRegister      = "register"          // 受理登记表
	KindRights        = "rights_notice"     // 权利义务告知书
	KindDraft         = "agreement_draft"   // 协议草稿
	shortNameOfNoCase = "case"              // file name of a form whose case has no number yet
)

// Faults of this room.
var (
	// ErrUnknownKind is the fault of a kind of document there is none of.
	ErrUnknownKind = fault.New(fault.NotFound, "document.unknown_kind")
	// ErrNoSubject is the fault of a slip about something its case does not hold.
	ErrNoSubject = fault.New(fault.NotFound, "document.no_subject")
	// ErrNoDraft is the fault of asking for a draft where no agreement is drafted.
	ErrNoDraft = fault.New(fault.Conflict, "document.no_draft")
)

// Context is what the documents of a case need beside the case. What is missing in it
// is left blank on paper.
type Context struct {
	Units  map[string]org.Unit // by id: all that the case names
	People map[string]string   // names by user id
	Codes  codes.Snapshot

	TrackingCode string // of the case, as printed: 7KQ4-M2XH-93PD
	TrackingURL  string // absolute, of the page for that code; in the receipt's QR code
	CaseURL      string // absolute, of the case in the console; in the QR code of papers between units

	// Confirm are the one-time codes of an agreement that is being drafted, by party
	// id. Each is printed on that party's own copy and nowhere else.
	Confirm map[string]string

	Now time.Time // when a form without a number is made
}

// Draw draws a numbered document of c as the record says it. Day and number are the
// slip's; the same record makes the same document. Faults: ErrUnknownKind, ErrNoSubject.
func Draw(c casework.Case, slip casework.Slip, ctx Context) (*flow.Document, error) {
	d := drawer{c: &c, slip: slip, ctx: ctx, on: calendar.DateOf(slip.IssuedAt), meta: form.Meta{Made: slip.IssuedAt.UTC()}}
	if slip.Kind == KindNotice {
		return d.notice(), nil
	}
	f, err := d.slipForm()
	if err != nil {
		return nil, err
	}
	return f.Document(), nil
}

// IsForm reports whether Form draws a kind.
func IsForm(kind string) bool { return kind == KindRegister || kind == KindRights || kind == KindDraft }

// Form draws a form that has no number of its own: KindRegister, KindRights or
// KindDraft. Faults: ErrUnknownKind, ErrNoDraft.
func Form(c casework.Case, kind string, ctx Context) (*flow.Document, error) {
	d := drawer{c: &c, slip: casework.Slip{Kind: kind, Org: c.Holder, IssuedAt: ctx.Now}, ctx: ctx, on: calendar.DateOf(ctx.Now), meta: form.Meta{Made: ctx.Now.UTC()}}
	switch kind {
	case KindRegister:
		return d.register().Document(), nil
	case KindRights:
		return d.rights().Document(), nil
	case KindDraft:
		return d.draft()
	}
	return nil, ErrUnknownKind.With(fault.Args{"kind": kind})
}

// drawer holds what every form of one drawing needs.
type drawer struct {
	c    *casework.Case
	slip casework.Slip
	ctx  Context
	on   calendar.Date // of the document; ages and names are as of it
	meta form.Meta
}

// paper is a filled form.
type paper interface{ Document() *flow.Document }

func (d *drawer) slipForm() (paper, error) {
	switch d.slip.Kind {
	case KindReceipt:
		return d.receipt(), nil
	case KindRefusal:
		return d.refusal(), nil
	case KindAssignment:
		return d.assignment()
	case KindTransfer:
		return d.transfer()
	case KindAgreement:
		return d.agreement()
	case KindOral:
		return d.oral()
	case KindTermination:
		return d.termination(), nil
	case KindSession:
		return d.session()
	case KindVisit:
		return d.visit()
	case KindCourt:
		return d.court()
	case KindClosing:
		return d.closing(), nil
	case KindCover:
		return d.cover(), nil
	case KindContents:
		return d.contents(), nil
	case KindDataReply:
		return d.dataReply()
	case KindRegister:
		return d.register(), nil
	case KindRights:
		return d.rights(), nil
	}
	return nil, ErrUnknownKind.With(fault.Args{"kind": d.slip.Kind})
}

// FileName is the name under which a document is saved: its number, or the case's for
// a form without one, and its title. It holds no personal data.
func FileName(no, title, extension string) string {
	clean := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("〔〕（）()[]-", r) {
				return r
			}
			return '_'
		}, s)
	}
	return clean(cmp.Or(no, shortNameOfNoCase)) + "-" + clean(title) + "." + extension
}

// Writer writes documents as files. It is safe for concurrent use.
type Writer struct {
	Fonts *font.Source // parsed when the first PDF is written
}

// PDF writes d to w. The result names the characters no typeface has: they are printed
// as a mark, and whoever prints must be told. Faults: font.ErrNone, font.ErrUnreadable.
func (p Writer) PDF(w io.Writer, d *flow.Document) (pdf.Result, error) {
	set, err := p.Fonts.Set()
	if err != nil {
		return pdf.Result{}, err
	}
	return pdf.Write(w, set, d)
}

// DOCX writes d to w for editing in a word processor; it needs no fonts.
func (Writer) DOCX(w io.Writer, d *flow.Document) error { return docx.Write(w, d) }
