package document

import (
	"fmt"
	"time"

	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/document/flow"
	"hemu/internal/document/form"
	"hemu/internal/message"
)

// DayList draws the sessions of a unit on one day, for the door and the counter: when,
// where and by whom, by the numbers of the cases. Of a confidential case there is only
// when and where. more says that there are sessions beyond those found.
func DayList(unit string, on calendar.Date, found []casework.Appointment, more bool, ctx Context) *flow.Document {
	list := form.DayList{Meta: form.Meta{Made: ctx.Now.UTC()}, Unit: unit, Day: on.String(), More: more}
	for _, a := range found {
		s := form.Held{Time: fmt.Sprintf(txFromTo, clock(a.Span.From), clock(a.Span.Until)), Place: a.Place}
		if a.State == "held" {
			s.Remark = txHeld
		}
		if !a.Confidential {
			s.Number, s.Mediators = a.CaseNo, a.Mediators
			s.Kind = ctx.Codes.Name(codes.ListSessionKind, string(a.Kind), string(message.Chinese), on)
		}
		list.Sessions = append(list.Sessions, s)
	}
	return list.Document()
}

// clock is the time of day of an instant, in Shanghai.
func clock(t time.Time) string { return t.In(calendar.Shanghai).Format("15:04") }
