// Package ident checks and masks identifiers: citizen numbers, unified social
// credit codes, region codes, telephone numbers and names. It looks
// nothing up: whether a person, body or place exists is not its business, and
// neither is who may see the unmasked form.
package ident

import (
	"errors"
	"strings"
	"time"
	"unicode"
)

// Error is a refusal by this package; its text is a stable, machine-readable
// code. People-facing words are its caller's.
type Error string

// The codes of this package.
const (
	ErrCitizenLength  Error = "ident.citizen_length"     // not 18 characters
	ErrCitizenOld     Error = "ident.citizen_15_digits"  // a number of the first generation, withdrawn in 2013
	ErrCitizenForm    Error = "ident.citizen_form"       // other characters than digits and a last X
	ErrCitizenBirth   Error = "ident.citizen_birth_date" // no such day, or one to come
	ErrCitizenCheck   Error = "ident.citizen_check"      // mistyped: the check character is wrong
	ErrCreditLength   Error = "ident.credit_length"      // not 18 characters
	ErrCreditForm     Error = "ident.credit_form"        // a character the standard leaves out, such as I or O
	ErrCreditCheck    Error = "ident.credit_check"       // the check character is wrong; some codes in use are so: warn only
	ErrRegionForm     Error = "ident.region_form"        // not 12 digits, or not a code of any level
	ErrPhoneForm      Error = "ident.phone_form"         // neither a mobile nor a landline number
	ErrMaskedNoReturn Error = "ident.masked_no_return"   // a masked value was sent in place of the real one
)

// Error returns the code.
func (e Error) Error() string { return string(e) }

// Day is a date. It is no type of its own, so that a calendar.Date can be
// passed for it and the other way round although neither room knows the other.
type Day = struct {
	Year  int
	Month time.Month
	Day   int
}

// Sex as GB/T 2261.1 codes it.
type Sex string

// The two codes a citizen number can tell.
const (
	Male   Sex = "1"
	Female Sex = "2"
)

// Citizen is what a citizen number (GB 11643) tells, so that nobody is asked
// for it twice.
type Citizen struct {
	Number string // 18 characters, X in upper case
	Region string // six digits of the place of first registration; may be historic
	Birth  Day
	Sex    Sex
}

// CheckCitizen reads an 18-digit citizen number; spaces are dropped and
// full-width characters narrowed. A birth date after today is refused. The
// region is not looked up: old codes stay in people's numbers for life.
func CheckCitizen(text string, today Day) (Citizen, error) {
	s := strings.ToUpper(narrow(text))
	if len(s) == 15 && digits(s) {
		return Citizen{}, ErrCitizenOld
	}
	if len(s) != 18 {
		return Citizen{}, ErrCitizenLength
	}
	if !digits(s[:17]) || !digits(s[17:]) && s[17] != 'X' || s[0] == '0' {
		return Citizen{}, ErrCitizenForm
	}
	birth := time.Date(atoi(s[6:10]), time.Month(atoi(s[10:12])), atoi(s[12:14]), 0, 0, 0, 0, time.UTC)
	limit := time.Date(today.Year, today.Month, today.Day, 0, 0, 0, 0, time.UTC)
	if birth.Format("20060102") != s[6:14] || birth.Year() < 1800 || birth.After(limit) {
		return Citizen{}, ErrCitizenBirth
	}
	if citizenCheck(s[:17]) != s[17] {
		return Citizen{}, ErrCitizenCheck
	}
	sex := Female
	if (s[16]-'0')%2 == 1 {
		sex = Male
	}
	return Citizen{s, s[:6], Day{birth.Year(), birth.Month(), birth.Day()}, sex}, nil
}

// citizenCheck is the check character of GB 11643: ISO 7064 MOD 11-2.
func citizenCheck(first17 string) byte {
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(first17[i]-'0')
	}
	return "10X98765432"[sum%11]
}

// Credit is what a unified social credit code (GB 32100) tells.
type Credit struct {
	Code       string // 18 characters in upper case
	Department string // registering department and type, such as 54 for a villagers' committee
	Region     string // six digits of the registering authority
	Body       string // the nine characters of GB 11714
}

// creditAlphabet lacks I, O, S, V and Z, which are easily misread.
const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// CheckCredit reads a unified social credit code; spaces are dropped. With
// ErrCreditCheck the parts are returned too, as codes with a wrong check
// character are in use: the caller should warn, not refuse. Credit codes are
// public and are never masked.
func CheckCredit(text string) (Credit, error) {
	s := strings.ToUpper(narrow(text))
	if len(s) != 18 {
		return Credit{}, ErrCreditLength
	}
	sum, weight := 0, 1
	for i := range 18 {
		value := strings.IndexByte(creditAlphabet, s[i])
		if value < 0 || i >= 2 && i < 8 && value > 9 {
			return Credit{}, ErrCreditForm
		}
		if i < 17 {
			sum += value * weight
			weight = weight * 3 % 31
		}
	}
	credit := Credit{s, s[:2], s[2:8], s[8:17]}
	if creditAlphabet[(31-sum%31)%31] != s[17] {
		return credit, ErrCreditCheck
	}
	return credit, nil
}

// OnlyWarns reports whether an error of this package should be shown but not
// stop people: the code may be right although its check character is wrong.
func OnlyWarns(err error) bool { return errors.Is(err, ErrCreditCheck) }

// narrow drops spaces and turns full-width characters into ASCII ones.
func narrow(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case r >= '！' && r <= '～':
			return r - ('！' - '!')
		}
		return r
	}, text)
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// atoi reads up to eight digits that were checked before.
func atoi(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
