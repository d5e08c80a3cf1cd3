// Package codes keeps code lists, time-limit policies and the official days as
// versioned data with effective dates and a citation, so that a change of law
// is a change of data (standards §0). It decides which name, mapping or rule
// holds on a day, and knows nothing of cases, organisations or permissions:
// whoever calls a Service has asked access before.
package codes

import "hemu/internal/calendar"

// Status says how well the source of a list, an item or a rule was seen
// (standards §0).
type Status string

// The statuses. Unconfirmed is configuration with no legal claim attached.
const (
	StatusA     Status = "A" // read in the law or standard itself
	StatusB     Status = "B" // an official local rule
	StatusC     Status = "C" // a secondary source
	Unconfirmed Status = "UNCONFIRMED"
)

// List is one code list.
type List struct {
	ID       string // e.g. "cause"; the constants List… name those the program uses
	NameZH   string
	NameEN   string
	Levels   int  // 1, or 2 for groups with items
	Editable bool // false: fixed by a standard or by the program
	Citation string
	Status   Status
	Version  int64 // for If-Match; grows with each change of the list or its items
}

// Item is one version of one entry of a list.
type Item struct {
	List    string
	Code    string
	Parent  string // code of the group, "" on the first level
	NameZH  string
	NameEN  string
	Order   int
	From    calendar.Date     // first day it holds
	Until   calendar.Date     // first day it no longer holds; zero while it does
	Mapping map[string]string // list id → code there, e.g. "gb31000_category" → "0201"
}

// On reports whether the version holds on a day.
func (i Item) On(day calendar.Date) bool {
	return !day.Before(i.From) && (i.Until.IsZero() || day.Before(i.Until))
}

// Name is the name in a language; anything but "en" is Chinese.
func (i Item) Name(lang string) string {
	if lang == "en" && i.NameEN != "" {
		return i.NameEN
	}
	return i.NameZH
}
