package codes

import (
	"context"
	"errors"
	"io"

	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/sheet"
	"hemu/internal/sqldb"
)

// maxNotice is far above what a notice names, so that a wrong file is refused.
const maxNotice = 400

// DayColumns are the columns of an import of official days.
func DayColumns() []sheet.Column {
	return []sheet.Column{
		{Name: "date", Aliases: []string{"日期"}, Required: true},
		{Name: "kind", Aliases: []string{"安排", "类型", "类别"}, Required: true},
		{Name: "name", Aliases: []string{"节日", "名称", "holiday", "festival"}},
	}
}

// ImportDays reads the State Council's notice for one year — CSV or XLSX with
// DayColumns — and puts it into the place of what was known of that year. source says where it was taken from. With dryRun nothing is saved;
// with faulty rows nothing is saved either, and the report names every one.
func (s *Service) ImportDays(ctx context.Context, by, actingOrg string, file io.Reader, year int, source string, dryRun bool) (sheet.Report, error) {
	if year < 2007 || year > 2100 {
		return sheet.Report{}, fault.BadField("codes.year_bad", "year")
	}
	if source == "" {
		return sheet.Report{}, fault.BadField("codes.source_missing", "source")
	}
	days, report, err := readNotice(file, year)
	if err != nil || report.Total > 0 {
		return report, err
	}
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error {
		if err := tx.Lock(ctx, lockName); err != nil {
			return err
		}
		old, err := Days(ctx, tx, 0)
		if err != nil {
			return err
		}
		compare(&report, old, days, year)
		if dryRun {
			return nil
		}
		if _, err := dropNotice(ctx, tx, year); err != nil {
			return err
		}
		for _, d := range days {
			if err := putDay(ctx, tx, d, source); err != nil {
				return err
			}
		}
		report.Applied = true
		return record(ctx, tx, by, actingOrg, "codes.import_days", notice{year, source, days})
	})
	return report, err
}

// readNotice reads the file; what is wrong with its rows stands in the report.
func readNotice(file io.Reader, year int) ([]calendar.OfficialDay, sheet.Report, error) {
	rows, err := sheet.Read(file, DayColumns())
	if err != nil {
		return nil, sheet.Report{Problems: []sheet.Problem{}}, err
	}
	if len(rows) > maxNotice {
		return nil, sheet.Report{Problems: []sheet.Problem{}}, fault.New(fault.Invalid, string(calendar.ErrTooLong))
	}
	var (
		days     []calendar.OfficialDay
		problems sheet.Problems
		seen     = map[calendar.Date]bool{}
	)
	for _, row := range rows {
		column, value := "date", row.Get("date")
		date, err := sheet.Day(value)
		if err == nil && seen[date] {
			err = calendar.ErrDuplicate
		}
		seen[date] = true
		var day calendar.OfficialDay
		if err == nil {
			day, err = calendar.NoticeDay(date, row.Get("kind"), row.Get("name"), year)
		}
		if errors.Is(err, calendar.ErrBadKind) {
			column, value = "kind", row.Get("kind")
		}
		if code, bad := errors.AsType[calendar.Error](err); bad {
			problems.Add(string(code), row.Line, column, fault.Args{"value": value})
			continue
		}
		days = append(days, day)
	}
	return days, sheet.Report{Rows: len(rows), Problems: problems.List(), Total: problems.Total()}, nil
}

// compare counts what a notice changes.
func compare(report *sheet.Report, old, days []calendar.OfficialDay, year int) {
	was := map[calendar.Date]calendar.OfficialDay{}
	for _, d := range old {
		was[d.Date] = d
	}
	for _, d := range days {
		before, had := was[d.Date]
		switch {
		case !had:
			report.New++
		case before == d:
			report.Unchanged++
		default:
			report.Changed++
		}
		delete(was, d.Date)
	}
	for _, d := range was {
		if d.Notice == year {
			report.Closed++
		}
	}
}
