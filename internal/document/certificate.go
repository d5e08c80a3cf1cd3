package document

import (
	"hemu/internal/calendar"
	"hemu/internal/codes"
	"hemu/internal/document/flow"
	"hemu/internal/document/form"
	"hemu/internal/message"
	"hemu/internal/retention"
)

// Certificate draws the certificate of a batch that is done, with all that was in it.
func Certificate(b retention.Batch, ctx Context) *flow.Document {
	on := calendar.DateOf(b.DecidedAt)
	name := func(list, code string) string { return ctx.Codes.Name(list, code, "zh-CN", on) }
	f := form.Certificate{
		Meta: form.Meta{Made: b.DoneAt.UTC()}, Number: b.No, Unit: form.Office{Name: b.OrgName}, Proposed: ctx.People[b.ProposedBy], Decided: ctx.People[b.DecidedBy],
		On: day(b.DecidedAt), Done: day(b.DoneAt), Replayed: day(b.ReplayedAt), Reason: b.Reason, Files: b.Files, Entries: b.Entries,
	}
	for _, i := range b.Items {
		ended := form.Ended{No: i.No, Category: name(codes.ListGB31000, i.Category), From: i.From.String(), Period: name(codes.ListRetention, i.Period), Years: i.Years}
		if i.Period == "" {
			ended.Period = message.Text(message.Chinese, "retention.declined", nil)
		}
		if i.Outcome == retention.ItemKept {
			ended.Kept = form.KeptWhy(i.Why, message.Text(message.Chinese, i.Why, nil))
		}
		f.Cases = append(f.Cases, ended)
	}
	return f.Document()
}
