package org

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// DefaultPattern is the number of a case or agreement as committees write it
// (standards §3.3 [C]; no national rule was found, so each unit may have its
// own).
const DefaultPattern = "（{YYYY}）{short}人调字第{seq}号"

// Number is what an official number is written from.
type Number struct {
	Year  int
	Short string // short name of the issuer
	Seq   int64  // from NextNumber
}

var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

// FormatNumber writes n by pattern, "" for DefaultPattern. Placeholders:
// {YYYY}, {short}, {seq}, and {seq:4} for at least four digits.
func FormatNumber(pattern string, n Number) string {
	if pattern == "" {
		pattern = DefaultPattern
	}
	return placeholder.ReplaceAllStringFunc(pattern, func(p string) string {
		name, width, _ := strings.Cut(p[1:len(p)-1], ":")
		switch name {
		case "YYYY":
			return fmt.Sprintf("%04d", n.Year)
		case "short":
			return n.Short
		case "seq":
			digits, _ := strconv.Atoi(width)
			return fmt.Sprintf("%0*d", digits, n.Seq)
		}
		return p
	})
}

// ValidPattern reports whether numbers written by pattern are told apart: it
// must hold the year, the issuer's short name and the sequence once each, and
// nothing unknown. "" is valid and means DefaultPattern.
func ValidPattern(pattern string) bool {
	if pattern == "" {
		return true
	}
	seen := map[string]int{}
	for _, m := range placeholder.FindAllStringSubmatch(pattern, -1) {
		name, width, wide := strings.Cut(m[1], ":")
		if digits, err := strconv.Atoi(width); wide && (name != "seq" || err != nil || digits < 1 || digits > 9) {
			return false
		}
		seen[name]++
	}
	rest := placeholder.ReplaceAllString(pattern, "")
	return len(seen) == 3 && seen["YYYY"] == 1 && seen["short"] == 1 && seen["seq"] == 1 &&
		!strings.ContainsAny(rest, "{}") && len(pattern) <= 120
}
