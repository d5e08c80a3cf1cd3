package sheet

import (
	"strconv"

	"hemu/internal/calendar"
)

// Day reads a day as people write it in a table — 2026-01-31, 2026/1/31,
// 2026年1月31日, 20260131 — or as the number a spreadsheet keeps for it. Only
// complete days are accepted; its errors are calendar.ErrBadDate and
// calendar.ErrNoSuchDay.
func Day(text string) (calendar.Date, error) {
	// Spreadsheets count days from 30 December 1899 (two errors of 1900 kept on
	// purpose since); five digits reach from 1927 to 2173.
	if n, err := strconv.ParseUint(text, 10, 32); err == nil && len(text) == 5 && text[0] != '0' {
		return calendar.Date{Year: 1899, Month: 12, Day: 30}.AddDays(int(n)), nil
	}
	day, err := calendar.ParseFull(text)
	if err == nil && day.Year < 1900 {
		err = calendar.ErrBadDate
	}
	return day, err
}
