package org

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/ident"
)

// Function is what a member does in an organisation. One member may have
// several; the chair and deputies are members of the committee without being
// called so again.
type Function string

// The functions. The three officers 三员 are the information officer, the
// mediator and the liaison officer (mission A2).
const (
	Chair              Function = "chair"               // 主任
	ViceChair          Function = "vice_chair"          // 副主任
	Committeeman       Function = "member"              // 委员
	InformationOfficer Function = "information_officer" // 信息员
	Mediator           Function = "mediator"            // 调解员
	LiaisonOfficer     Function = "liaison_officer"     // 联络员
	Clerk              Function = "clerk"               // 记录员
	Expert             Function = "expert"              // 专家
)

// Functions lists every function in the order people expect in a menu.
func Functions() []Function {
	return []Function{Chair, ViceChair, Committeeman, InformationOfficer, Mediator, LiaisonOfficer, Clerk, Expert}
}

// Origin is how somebody became a member (law Art 13: elected members and
// appointed mediators).
type Origin string

// The origins.
const (
	Elected   Origin = "elected"   // 推选
	Appointed Origin = "appointed" // 聘任
)

// Sexes by GB/T 2261.1, as far as composition needs them.
const (
	Male   = "1"
	Female = "2"
)

// Member is one person in one organisation, for as long as they stay. Neither
// ethnicity nor religion nor politics is kept of anybody (mission R1).
type Member struct {
	ID        string
	OrgID     string
	Name      string
	Sex       string // GB/T 2261.1
	BirthYear int    // 0 when not given
	Functions []Function
	Origin    Origin
	FullTime  bool
	Education string // GB/T 4658 first level, "" when not given
	ElectedBy string // the assembly, e.g. 村民代表会议 (law Art 9)
	ElectedOn calendar.Date
	TermFrom  calendar.Date
	TermUntil calendar.Date // last day of the term
	Phone     string
	UserID    string        // their account, "" for none
	LeftOn    calendar.Date // first day they no longer belong, zero while they do
	Version   int64
}

// On reports whether m belongs to the organisation on a day.
func (m Member) On(day calendar.Date) bool { return m.LeftOn.IsZero() || day.Before(m.LeftOn) }

// Has reports whether m has a function.
func (m Member) Has(f Function) bool { return slices.Contains(m.Functions, f) }

// InCommittee reports whether m counts as a 委员 in the sense of law Art 8.
func (m Member) InCommittee() bool { return m.Has(Chair) || m.Has(ViceChair) || m.Has(Committeeman) }

// TermYears is the length of a term (law Art 9).
const TermYears = 3

// checked is m in the form it is kept in, or what is wrong with it. A member of
// the committee whose term has no end gets the one of the law.
func (m Member) checked(today calendar.Date) (Member, error) {
	var f fault.Form
	m.Name, m.ElectedBy = strings.TrimSpace(m.Name), strings.TrimSpace(m.ElectedBy)
	n := utf8.RuneCountInString(m.Name)
	f.Require(n > 0 && n <= 50, "org.member_name", "name")
	f.Require(slices.Contains([]string{"0", Male, Female, "9"}, m.Sex), "org.member_sex", "sex")
	f.Require(m.BirthYear == 0 || m.BirthYear > 1900 && m.BirthYear <= today.Year, "org.member_birth_year", "birth_year")
	f.Require(len(m.Functions) > 0, "org.member_function", "functions")
	for i, fn := range m.Functions {
		f.Require(slices.Contains(Functions(), fn) && !slices.Contains(m.Functions[:i], fn), "org.member_function", "functions")
	}
	f.Require(m.Origin == Elected || m.Origin == Appointed, "org.member_origin", "origin")
	f.Require(!m.ElectedOn.After(today), "org.member_elected_ahead", "elected_on")
	if m.TermFrom.IsZero() {
		m.TermFrom = m.ElectedOn
	}
	if m.TermUntil.IsZero() && !m.TermFrom.IsZero() && m.InCommittee() {
		m.TermUntil = m.TermFrom.AddMonths(12 * TermYears).AddDays(-1)
	}
	f.Require(m.TermUntil.IsZero() || m.TermUntil.After(m.TermFrom), "org.member_term", "term_until")
	f.Require(utf8.RuneCountInString(m.ElectedBy) <= 100 && len(m.Education) <= 2, "org.member_text", "elected_by")
	if m.Phone != "" {
		phone, err := ident.CheckPhone(m.Phone)
		f.Require(err == nil, "org.phone", "phone")
		m.Phone = phone.Number
	}
	return m, f.Err()
}
