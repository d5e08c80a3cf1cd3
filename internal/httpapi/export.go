package httpapi

import (
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/codes"
	"hemu/internal/message"
)

// exportColumns are the columns of an exported ledger, in order; each is a key of
// the catalogue and what of a row stands in it.
var exportColumns = []struct {
	key   string
	value func(r casework.Row, snap codes.Snapshot, now time.Time, lang message.Lang) any
}{
	{"no", func(r casework.Row, _ codes.Snapshot, _ time.Time, _ message.Lang) any { return safe(r.No) }},
	{"title", func(r casework.Row, _ codes.Snapshot, _ time.Time, _ message.Lang) any { return safe(r.Title) }},
	{"state", func(r casework.Row, _ codes.Snapshot, _ time.Time, l message.Lang) any {
		return message.Text(l, "state."+string(r.State), nil)
	}},
	{"level", listName(codes.ListLevel, func(r casework.Row) string { return string(r.Level) })},
	{"batch", listName(codes.ListBatch, func(r casework.Row) string { return string(r.Batch) })},
	{"cause", listName(codes.ListCause, func(r casework.Row) string { return r.Cause })},
	{"channel", listName(codes.ListChannel, func(r casework.Row) string { return r.Channel })},
	{"people", func(r casework.Row, _ codes.Snapshot, _ time.Time, _ message.Lang) any { return r.People }},
	{"amount", func(r casework.Row, _ codes.Snapshot, _ time.Time, _ message.Lang) any {
		return float64(r.AmountFen) / 100
	}},
	{"intake", func(r casework.Row, _ codes.Snapshot, _ time.Time, _ message.Lang) any { return safe(r.IntakeName) }},
	{"holder", func(r casework.Row, _ codes.Snapshot, _ time.Time, _ message.Lang) any { return safe(r.HolderName) }},
	{"handler", func(r casework.Row, _ codes.Snapshot, _ time.Time, _ message.Lang) any { return safe(r.HandlerName) }},
	{"reported", func(r casework.Row, _ codes.Snapshot, _ time.Time, _ message.Lang) any { return dayOf(r.ReportedAt) }},
	{"next", func(r casework.Row, _ codes.Snapshot, _ time.Time, l message.Lang) any {
		if r.NextStep == "" {
			return ""
		}
		return message.Text(l, "step."+r.NextStep, nil)
	}},
	{"due", func(r casework.Row, _ codes.Snapshot, _ time.Time, _ message.Lang) any {
		if r.NextDue.IsZero() {
			return ""
		}
		return dayOf(r.NextDue.Add(-time.Millisecond))
	}},
	{"closed", func(r casework.Row, _ codes.Snapshot, _ time.Time, _ message.Lang) any { return dayOf(r.ClosedAt) }},
}

func listName(list string, code func(casework.Row) string) func(casework.Row, codes.Snapshot, time.Time, message.Lang) any {
	return func(r casework.Row, snap codes.Snapshot, now time.Time, l message.Lang) any {
		if code(r) == "" {
			return ""
		}
		return safe(snap.Name(list, code(r), string(l), calendar.DateOf(now)))
	}
}

// safe keeps a text from being taken for a formula when the table is opened.
func safe(text string) string {
	if strings.IndexAny(text, "=+-@\t\r") == 0 {
		return "'" + text
	}
	return text
}

// dayOf is the Shanghai day of an instant, "" for one that has not come.
func dayOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return calendar.DateOf(t).String()
}

// export writes the ledger of a filter as XLSX. Rows go to a file on disk as they
// are read, so that its size does not matter.
func (s *Server) export(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	in, sort := exportAsked(r)
	f, err := in.filter(actor)
	if err != nil {
		return err
	}
	snap, err := s.Codes.Read(r.Context())
	if err != nil {
		return err
	}
	lang, now := langOf(r.Context()), s.DB.Now()
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	sheet, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	line := 1
	write := func(value func(i int) any) error {
		cells := make([]any, len(exportColumns))
		for i := range exportColumns {
			cells[i] = value(i)
		}
		err := sheet.SetRow("A"+strconv.Itoa(line), cells)
		line++
		return err
	}
	if err := write(func(i int) any { return message.Text(lang, "export."+exportColumns[i].key, nil) }); err != nil {
		return err
	}
	_, whole, err := s.Cases.Export(r.Context(), actor, f, sort, func(row casework.Row) error {
		return write(func(i int) any { return exportColumns[i].value(row, snap, now, lang) })
	})
	if err != nil {
		return err
	}
	if !whole {
		if err := sheet.SetRow("A"+strconv.Itoa(line), []any{message.Text(lang, "export.cut", nil)}); err != nil {
			return err
		}
	}
	if err := sheet.Flush(); err != nil {
		return err
	}
	attach(w, "attachment", message.Text(lang, "export.file", nil)+"-"+calendar.DateOf(now).String()+".xlsx")
	w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	_, err = book.WriteTo(w)
	return err
}

// exportAsked reads filter and order from the address, as the list does.
func exportAsked(r *http.Request) (FilterIn, casework.Sort) {
	var in FilterIn
	q := r.URL.Query()
	for into, i := reflect.ValueOf(&in).Elem(), 0; i < into.NumField(); i++ {
		text := q.Get(into.Type().Field(i).Tag.Get("query"))
		switch field := into.Field(i); field.Kind() {
		case reflect.String:
			field.SetString(text)
		case reflect.Bool:
			field.SetBool(text == "true")
		default: // a number; what is none asks for nothing
			n, _ := strconv.ParseInt(text, 10, 64)
			field.SetInt(n)
		}
	}
	sort := casework.Sort{By: casework.SortBy(q.Get("sort")), Desc: q.Get("desc") == "true"}
	if sort.By == "" {
		sort.By = casework.ByDue
	}
	return in, sort
}
