package access

import (
	"time"

	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/message"
)

// Watermark says on a paper or table that leaves the house whose copy it is: who took
// it, acting in which post, at which instant of China's time, in one line (mission R5).
func Watermark(actor Actor, lang message.Lang, at time.Time) string {
	return message.Text(lang, "watermark", fault.Args{
		"name": actor.Name, "org": actor.Acting.OrgName, "role": message.Text(lang, "role."+string(actor.Acting.Role), nil),
		"at": at.In(calendar.Shanghai).Format("2006-01-02 15:04"),
	})
}
