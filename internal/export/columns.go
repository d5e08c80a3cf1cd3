package export

import (
	"slices"
	"strings"
	"time"

	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/message"
)

// about is what the words of a row depend on.
type about struct {
	codes  codes.Snapshot
	places map[string]string // names of divisions by code
	day    calendar.Date     // on which codes are read
	lang   message.Lang
}

func (a about) name(list, code string) any {
	if code == "" {
		return ""
	}
	return a.codes.Name(list, code, string(a.lang), a.day)
}

func (a about) text(prefix, key string) any {
	if key == "" {
		return ""
	}
	return message.Text(a.lang, prefix+key, nil)
}

// column is one column: the name it has in the API and, behind "export.", in the
// catalogue, and what of a case stands in it.
type column struct {
	name  string
	value func(casework.Exported, about) any
}

var columns = []column{
	{"no", func(r casework.Exported, _ about) any { return r.No }},
	{"title", func(r casework.Exported, _ about) any { return r.Title }},
	{"state", func(r casework.Exported, a about) any { return a.text("state.", string(r.State)) }},
	{"next", func(r casework.Exported, a about) any { return a.text("step.", r.NextStep) }},
	{"due", func(r casework.Exported, _ about) any {
		if r.NextDue.IsZero() {
			return ""
		}
		return dayOf(r.NextDue.Add(-time.Millisecond)) // the end is exclusive
	}},
	{"holder", func(r casework.Exported, _ about) any { return r.HolderName }},
	{"handler", func(r casework.Exported, _ about) any { return r.HandlerName }},
	{"cause", func(r casework.Exported, a about) any { return a.name(codes.ListCause, r.Cause) }},
	{"reported", func(r casework.Exported, _ about) any { return dayOf(r.ReportedAt) }},
	{"tags", func(r casework.Exported, a about) any {
		names := []string{}
		for _, code := range r.Tags {
			names = append(names, a.codes.Name(codes.ListTag, code, string(a.lang), a.day))
		}
		return strings.Join(names, " ")
	}},
	{"place", func(r casework.Exported, a about) any { return a.places[r.Region] }},
	{"level", func(r casework.Exported, a about) any { return a.name(codes.ListLevel, string(r.Level)) }},
	{"batch", func(r casework.Exported, a about) any { return a.name(codes.ListBatch, string(r.Batch)) }},
	{"channel", func(r casework.Exported, a about) any { return a.name(codes.ListChannel, r.Channel) }},
	{"people", func(r casework.Exported, _ about) any { return r.People }},
	{"amount", func(r casework.Exported, _ about) any { return float64(r.AmountFen) / 100 }},
	{"intake", func(r casework.Exported, _ about) any { return r.IntakeName }},
	{"updated", func(r casework.Exported, _ about) any { return dayOf(r.UpdatedAt) }},
	{"closed", func(r casework.Exported, _ about) any { return dayOf(r.ClosedAt) }},
	{"outcome", func(r casework.Exported, a about) any { return a.text("state.", r.Outcome) }},
	{"closing", func(r casework.Exported, a about) any { return a.name(codes.ListClosing, r.Closing) }},
	{"confidential", func(r casework.Exported, a about) any {
		if !r.Confidential {
			return ""
		}
		return message.Text(a.lang, "export.yes", nil)
	}},
	{"applicants", func(r casework.Exported, _ about) any { return strings.Join(r.Applicants, " ") }},
	{"respondents", func(r casework.Exported, _ about) any { return strings.Join(r.Respondents, " ") }},
}

// Personal are the columns that name people; whoever wants them says why.
var Personal = []string{"applicants", "respondents"}

// Columns are the names of all columns in the order they are offered in.
func Columns() []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	return names
}

// dayOf is the Shanghai day of an instant, "" for one that has not come.
func dayOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return calendar.DateOf(t).String()
}

// chosen are the columns of some names, in the order of the names.
func chosen(names []string) []column {
	out := []column{}
	for _, name := range names {
		if i := slices.IndexFunc(columns, func(c column) bool { return c.name == name }); i >= 0 {
			out = append(out, columns[i])
		}
	}
	return out
}

// personal reports whether one of the columns names people.
func (w Wanted) personal() bool {
	return slices.ContainsFunc(w.Columns, func(name string) bool { return slices.Contains(Personal, name) })
}

func (w Wanted) heading() []string {
	heads := []string{}
	for _, c := range chosen(w.Columns) {
		heads = append(heads, message.Text(w.Lang, "export."+c.name, nil))
	}
	return heads
}
