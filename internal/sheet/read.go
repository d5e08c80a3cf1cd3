package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"hemu/internal/fault"
)

// Bounds of a file. Whoever needs more rows splits the file.
const (
	MaxBytes  = 16 << 20
	MaxRows   = 200_000
	maxWidth  = 200
	maxUnzip  = 256 << 20
	maxMemory = 32 << 20
)

// Read reads a table with a heading. It tells XLSX from CSV by the content, not
// by the name. Unknown columns are passed over. Faults: sheet.too_large,
// sheet.too_many_rows, sheet.old_excel, sheet.unreadable, sheet.empty,
// sheet.column_missing, sheet.column_twice.
func Read(r io.Reader, columns []Column) ([]Row, error) {
	lines, err := readLines(r)
	if err != nil {
		return nil, err
	}
	return table(lines, columns)
}

func readLines(r io.Reader) ([]line, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	switch {
	case err != nil:
		return nil, err
	case len(raw) > MaxBytes:
		return nil, fault.New(fault.Invalid, "sheet.too_large").With(fault.Args{"megabytes": MaxBytes >> 20})
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		return xlsxLines(raw)
	case bytes.HasPrefix(raw, []byte("\xD0\xCF\x11\xE0")):
		return nil, fault.New(fault.Invalid, "sheet.old_excel")
	}
	return csvLines(raw)
}

func csvLines(raw []byte) ([]line, error) {
	text, ok := decode(raw)
	if !ok {
		return nil, unreadable(1)
	}
	rows := csv.NewReader(strings.NewReader(text))
	rows.FieldsPerRecord = -1
	rows.LazyQuotes = true
	rows.Comma = separator(text)
	var lines []line
	for {
		cells, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if parse, ok := errors.AsType[*csv.ParseError](err); ok {
			return nil, unreadable(parse.Line)
		}
		if err != nil {
			return nil, err
		}
		n, _ := rows.FieldPos(0)
		if lines, err = grow(lines, line{n, cells}); err != nil {
			return nil, err
		}
	}
}

func unreadable(line int) error {
	return fault.New(fault.Invalid, "sheet.unreadable").With(fault.Args{"line": line})
}

func grow(lines []line, l line) ([]line, error) {
	if len(lines) > MaxRows {
		return nil, fault.New(fault.Invalid, "sheet.too_many_rows").With(fault.Args{"max": MaxRows})
	}
	if len(l.cells) > maxWidth {
		l.cells = l.cells[:maxWidth]
	}
	return append(lines, l), nil
}

// decode takes UTF-8, with or without its mark, and otherwise GB 18030, which
// is what spreadsheets save here and which holds all of GBK.
func decode(raw []byte) (string, bool) {
	raw = bytes.TrimPrefix(raw, []byte("\uFEFF"))
	if !utf8.Valid(raw) {
		text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
		if err != nil {
			return "", false
		}
		raw = text
	}
	return string(raw), !bytes.ContainsRune(raw, 0) && !bytes.ContainsRune(raw, utf8.RuneError)
}

// separator is the mark the heading is divided by: a comma unless tabs or
// semicolons are more.
func separator(text string) rune {
	head, _, _ := strings.Cut(text, "\n")
	best, most := ',', strings.Count(head, ",")
	for _, mark := range "\t;" {
		if n := strings.Count(head, string(mark)); n > most {
			best, most = mark, n
		}
	}
	return best
}

// xlsxLines reads the first visible sheet. Cells are taken raw: shown values
// turn a division code into 3.7E+11.
func xlsxLines(raw []byte) ([]line, error) {
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnzip, UnzipXMLSizeLimit: maxMemory,
	})
	if err != nil {
		return nil, unreadable(1)
	}
	defer func() { _ = f.Close() }() // only removes temporary files
	name, ok := firstVisible(f)
	if !ok {
		return nil, unreadable(1)
	}
	rows, err := f.Rows(name)
	if err != nil {
		return nil, unreadable(1)
	}
	defer func() { _ = rows.Close() }()
	var lines []line
	for n := 1; rows.Next(); n++ {
		cells, err := rows.Columns()
		if err != nil {
			return nil, unreadable(n)
		}
		for i := range cells {
			cells[i] = whole(cells[i])
		}
		if lines, err = grow(lines, line{n, cells}); err != nil {
			return nil, err
		}
	}
	if rows.Error() != nil {
		return nil, unreadable(len(lines) + 1)
	}
	return lines, nil
}

// firstVisible is the sheet people see first; ok is false for a book without any.
func firstVisible(f *excelize.File) (name string, ok bool) {
	names := f.GetSheetList()
	for _, name := range names {
		if visible, err := f.GetSheetVisible(name); err == nil && visible {
			return name, true
		}
	}
	if len(names) == 0 {
		return "", false
	}
	return names[0], true
}

// whole writes a number that a spreadsheet stored as 3.70285E11 the way it was
// typed. Texts and fractions stay as they are.
func whole(cell string) string {
	if !strings.ContainsAny(cell, "eE") || strings.Trim(cell, "0123456789.eE+-") != "" {
		return cell
	}
	n, err := strconv.ParseFloat(cell, 64)
	if err != nil || n != math.Trunc(n) || math.Abs(n) >= 1<<53 {
		return cell
	}
	return strconv.FormatInt(int64(n), 10)
}
