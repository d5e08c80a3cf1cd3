package calendar

import (
	_ "embed"
	"encoding/csv"
	"errors"
	"strconv"
	"strings"
)

//go:embed official_days.csv
var officialDays string

// Official returns the days named by the notices for 2007 to 2026, in order.
// Each call reads the built-in table anew; keep the Calendar made of it.
func Official() []OfficialDay {
	rows, err := csv.NewReader(strings.NewReader(officialDays)).ReadAll()
	if err != nil {
		panic("calendar: built-in table: " + err.Error())
	}
	days := make([]OfficialDay, 0, len(rows))
	for _, row := range rows[1:] {
		date, err := ParseDate(row[0])
		year, err2 := strconv.Atoi(row[3])
		if err := errors.Join(err, err2); err != nil {
			panic("calendar: built-in table: " + err.Error())
		}
		days = append(days, OfficialDay{date, row[1], row[2], year})
	}
	return days
}

// NoticeDay is a day as a notice for a year names it: off, 休, 放假, holiday …; or
// workday, 班, 上班, 补班 …. Its errors are ErrBadKind and ErrOutsideYear.
func NoticeDay(date Date, kind, festival string, year int) (OfficialDay, error) {
	meant, ok := officialKind(kind)
	if !ok {
		return OfficialDay{}, ErrBadKind
	}
	// A notice also names days of the December before: New Year's exchange.
	if date.Year != year && !(date.Year == year-1 && date.Month == 12) {
		return OfficialDay{}, ErrOutsideYear
	}
	return OfficialDay{date, meant, strings.TrimSpace(festival), year}, nil
}

func officialKind(text string) (string, bool) {
	switch plain(text) {
	case "off", "holiday", "休", "休息", "放假", "节假日", "假日":
		return Off, true
	case "workday", "work", "makeup", "班", "上班", "工作日", "调休上班", "补班":
		return Worked, true
	}
	return "", false
}
