package sheet

import (
	"archive/zip"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"
)

// Format is how a table is written.
type Format string

// The formats.
const (
	XLSX Format = "xlsx"
	CSV  Format = "csv" // UTF-8 with its mark, so that spreadsheets show Chinese
)

// mostLines is how many lines a sheet of XLSX holds; more go on the next sheet.
const mostLines = 1 << 20

// Writer writes a table of any size in constant memory. A table has a note on top,
// which says whose copy it is, and a heading. Every text is kept from being taken for
// a formula. Not safe for concurrent use.
type Writer struct {
	out     io.Writer
	note    string
	heading []string

	csv    *csv.Writer // one of csv and book is nil
	book   *excelize.File
	stream *excelize.StreamWriter
	sheets int
	line   int // of the present sheet, the last written
	most   int
}

// NewWriter begins a table. Close ends it; until then what out has got is of no use.
func NewWriter(out io.Writer, format Format, note string, heading []string) (*Writer, error) {
	w := &Writer{out: out, note: note, heading: heading, most: mostLines}
	if format == XLSX {
		// What does not fit in memory lies beside the table, no less protected.
		options := excelize.Options{}
		if file, ok := out.(*os.File); ok {
			options.TmpDir = filepath.Dir(file.Name())
		}
		w.book = excelize.NewFile(options)
		return w, w.next()
	}
	w.csv = csv.NewWriter(out)
	w.csv.UseCRLF = true
	if _, err := io.WriteString(out, "\uFEFF"); err != nil {
		return w, err
	}
	return w, w.head()
}

// next begins another sheet of the book.
func (w *Writer) next() (err error) {
	if w.stream != nil {
		if err := w.stream.Flush(); err != nil {
			return err
		}
	}
	w.sheets++
	name := "Sheet" + strconv.Itoa(w.sheets)
	if w.sheets > 1 {
		if _, err := w.book.NewSheet(name); err != nil {
			return err
		}
	}
	// The note is on each printed page too. "&" would begin a code of the footer, which
	// holds 255 characters.
	foot := []rune("&L" + strings.ReplaceAll(w.note, "&", "＆") + "&R&P/&N")
	if len(foot) <= 255 {
		if err := w.book.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: string(foot)}); err != nil {
			return err
		}
	}
	if w.stream, err = w.book.NewStreamWriter(name); err != nil {
		return err
	}
	w.line = 0
	return w.head()
}

func (w *Writer) head() error {
	heading := make([]any, len(w.heading))
	for i, h := range w.heading {
		heading[i] = h
	}
	if err := w.put([]any{w.note}); err != nil {
		return err
	}
	return w.put(heading)
}

// Row writes one line: texts, whole numbers, and numbers.
func (w *Writer) Row(cells []any) error {
	if w.book != nil && w.line == w.most {
		if err := w.next(); err != nil {
			return err
		}
	}
	return w.put(cells)
}

func (w *Writer) put(cells []any) error {
	w.line++
	if w.csv == nil {
		safe := make([]any, len(cells))
		for i, c := range cells {
			if text, ok := c.(string); ok {
				c = Safe(text)
			}
			safe[i] = c
		}
		return w.stream.SetRow("A"+strconv.Itoa(w.line), safe)
	}
	texts := make([]string, len(cells))
	for i, c := range cells {
		switch c := c.(type) {
		case string:
			texts[i] = Safe(c)
		case int:
			texts[i] = strconv.Itoa(c)
		case float64:
			texts[i] = strconv.FormatFloat(c, 'f', -1, 64)
		}
	}
	return w.csv.Write(texts)
}

// Close ends the table.
func (w *Writer) Close() error {
	if w.csv != nil {
		w.csv.Flush()
		return w.csv.Error()
	}
	err := w.stream.Flush()
	if err == nil {
		// The zip goes out as it is made; by itself the library gathers it in memory first.
		w.book.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(w.out) })
		_, err = w.book.WriteTo(io.Discard)
	}
	return errors.Join(err, w.book.Close()) // Close removes the temporary files
}

// Abandon lets go of what an unfinished table holds.
func (w *Writer) Abandon() {
	if w.book != nil {
		_ = w.book.Close()
	}
}

// Safe keeps a text from being taken for a formula when a table is opened: it gets an
// apostrophe where what it begins with, spaces apart, would make it one. Spreadsheets
// for Chinese take the full-width signs as well.
func Safe(text string) string {
	if strings.HasPrefix(text, "\t") || strings.HasPrefix(text, "\r") || strings.HasPrefix(text, "\n") {
		return "'" + text
	}
	rest := strings.TrimLeftFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\uFEFF' })
	if rest != "" && strings.ContainsRune("=+-@＝＋－＠|", []rune(rest)[0]) {
		return "'" + text
	}
	return text
}
