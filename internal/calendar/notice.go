package calendar

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
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

// RowError says what is wrong with one row of an imported notice.
type RowError struct {
	Row   int    // counted from 1 as a spreadsheet counts, the heading included
	Value string // the offending cell
	Err   Error
}

// Error names the row and the code.
func (e RowError) Error() string { return fmt.Sprintf("row %d: %s", e.Row, e.Err) }

// Unwrap gives the code.
func (e RowError) Unwrap() error { return e.Err }

// RowErrors are all faulty rows of one import, in order.
type RowErrors []RowError

// Error names the first row and how many there are.
func (e RowErrors) Error() string { return fmt.Sprintf("%v (%d rows at fault)", e[0], len(e)) }

// Unwrap lets errors.Is look for a code in any row.
func (e RowErrors) Unwrap() []error {
	errs := make([]error, len(e))
	for i, row := range e {
		errs[i] = row
	}
	return errs
}

// maxNotice is far above what a notice names, so a wrong file is refused soon.
const (
	maxNotice      = 400
	maxNoticeBytes = 1 << 20
)

// ParseNotice reads the arrangements for one year from CSV with the columns
// date, kind and festival, with or without a heading, as UTF-8 or as GB 18030,
// which is what spreadsheets here save. Kinds: off, 休, 放假, holiday …; workday,
// 班, 上班, 调休 …. Either every row is good, or the error is a RowErrors
// naming each faulty one; a file that is no list at all gives an Error.
func ParseNotice(r io.Reader, year int) ([]OfficialDay, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxNoticeBytes+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > maxNoticeBytes {
		return nil, ErrTooLong
	}
	rows := csv.NewReader(strings.NewReader(decode(raw)))
	rows.FieldsPerRecord = -1
	var days []OfficialDay
	var faults RowErrors
	seen := map[Date]bool{}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		// The reader says where a row stands, so blank lines do not shift
		// the numbers people see in their spreadsheet.
		if parse, ok := errors.AsType[*csv.ParseError](err); ok {
			return nil, append(faults, RowError{parse.Line, "", ErrBadRow})
		}
		if err != nil {
			return nil, err
		}
		line, _ := rows.FieldPos(0)
		if len(days)+len(faults) > maxNotice {
			return nil, ErrTooLong
		}
		if line == 1 && heading(row) || blank(row) {
			continue
		}
		day, fault := parseRow(row, year, seen)
		if fault != nil {
			fault.Row = line
			faults = append(faults, *fault)
			continue
		}
		days = append(days, day)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	if len(days) == 0 {
		return nil, ErrEmpty
	}
	return days, nil
}

func parseRow(row []string, year int, seen map[Date]bool) (OfficialDay, *RowError) {
	if len(row) < 3 {
		return OfficialDay{}, &RowError{Value: strings.Join(row, ","), Err: ErrBadRow}
	}
	date, err := parseFull(row[0])
	if err != nil {
		code, _ := errors.AsType[Error](err)
		return OfficialDay{}, &RowError{Value: row[0], Err: code}
	}
	kind, ok := officialKind(row[1])
	if !ok {
		return OfficialDay{}, &RowError{Value: row[1], Err: ErrBadKind}
	}
	// A notice also names days of the December before: New Year's exchange.
	if date.Year != year && !(date.Year == year-1 && date.Month == 12) {
		return OfficialDay{}, &RowError{Value: row[0], Err: ErrOutsideYear}
	}
	if seen[date] {
		return OfficialDay{}, &RowError{Value: row[0], Err: ErrDuplicate}
	}
	seen[date] = true
	return OfficialDay{date, kind, strings.TrimSpace(row[2]), year}, nil
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

// heading: a first row whose first cell holds no digit is no day.
func heading(row []string) bool { return !strings.ContainsAny(plain(row[0]), "0123456789") }

func blank(row []string) bool { return strings.TrimSpace(strings.Join(row, "")) == "" }

func decode(raw []byte) string {
	raw = bytes.TrimPrefix(raw, []byte("\uFEFF"))
	if utf8.Valid(raw) {
		return string(raw)
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	if err != nil {
		return string(raw) // the row parser will refuse it
	}
	return string(text)
}
