package ident

import "strings"

// PhoneKind tells mobile numbers, which can get messages, from landlines.
type PhoneKind string

// The kinds of numbers.
const (
	Mobile   PhoneKind = "mobile"
	Landline PhoneKind = "landline"
)

// Phone is a number in one written form: 13812341234, 0532-81234567 or
// 0532-81234567-12; a local landline has no area code.
type Phone struct {
	Number string
	Kind   PhoneKind
}

// CheckPhone reads a telephone number loosely: spaces, hyphens, brackets and
// +86 are put right, and a landline may lack its area code, as people of one
// county give it. No range of mobile numbers is refused, for ranges change.
func CheckPhone(text string) (Phone, error) {
	s := strings.NewReplacer("(", "", ")", "-", "—", "-", "–", "-", "转", "-").Replace(narrow(text))
	s = strings.TrimPrefix(strings.TrimPrefix(s, "+86"), "-")
	bare := strings.ReplaceAll(s, "-", "")
	if len(bare) == 13 && strings.HasPrefix(bare, "861") {
		bare = bare[2:]
	}
	if len(bare) == 11 && digits(bare) && bare[0] == '1' && bare[1] >= '3' {
		return Phone{bare, Mobile}, nil
	}
	if number, ok := landline(s); ok {
		return Phone{number, Landline}, nil
	}
	return Phone{}, ErrPhoneForm
}

// landline writes area code, number and extension with hyphens between.
func landline(s string) (string, bool) {
	parts := strings.Split(s, "-")
	for _, part := range parts {
		if !digits(part) {
			return "", false
		}
	}
	if parts[0][0] == '0' && len(parts[0]) > 4 {
		area := areaWidth(parts[0])
		parts = append([]string{parts[0][:area], parts[0][area:]}, parts[1:]...)
	}
	local := parts
	if parts[0][0] == '0' {
		if len(parts[0]) < 3 || len(parts) < 2 {
			return "", false
		}
		local = parts[1:]
	}
	if n := len(local[0]); n < 7 || n > 8 || local[0][0] < '2' {
		return "", false
	}
	if len(local) > 2 || len(local) == 2 && len(local[1]) > 6 {
		return "", false
	}
	return strings.Join(parts, "-"), true
}

// areaWidth: 010 and 02x are the area codes of three digits.
func areaWidth(number string) int {
	if number[1] <= '2' {
		return 3
	}
	return 4
}
