package httpapi

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/export"
	"hemu/internal/message"
	"hemu/internal/sheet"
)

type exportIn struct {
	Keyed
	Body struct {
		SelectionIn
		Format  sheet.Format `json:"format" enum:"xlsx,csv"`
		Columns []string     `json:"columns" nullable:"false" minItems:"1" maxItems:"40" doc:"in this order; see ExportsOut.columns"`
		Reason  string       `json:"reason,omitempty" maxLength:"200" doc:"what the names of people are needed for; with a column that names people only"`
	}
}

// ExportOut is one table asked for.
type ExportOut struct {
	ID        string    `json:"id"`
	State     string    `json:"state" enum:"waiting,running,ready,cancelled,failed,expired"`
	Format    string    `json:"format" enum:"xlsx,csv"`
	Total     int       `json:"total" doc:"cases; 0 until they are counted"`
	Done      int       `json:"done" doc:"cases written so far"`
	Bytes     int64     `json:"bytes"`
	AskedAt   time.Time `json:"askedAt"`
	EndedAt   time.Time `json:"endedAt,omitzero"`
	ExpiresAt time.Time `json:"expiresAt,omitzero" doc:"when the file goes; absent while there is none"`
}

func exportOut(e export.Export) ExportOut {
	return ExportOut{e.ID, string(e.State), string(e.Wanted.Format), e.Total, e.Done, e.Bytes, e.AskedAt, e.EndedAt, e.ExpiresAt()}
}

// ExportColumn is one column an export can have.
type ExportColumn struct {
	Name     string `json:"name"`
	Label    string `json:"label"`
	Personal bool   `json:"personal" doc:"names people: a reason is asked for"`
}

// ExportsOut are one's own exports, the newest first.
type ExportsOut struct {
	Items   []ExportOut    `json:"items" nullable:"false"`
	Columns []ExportColumn `json:"columns" nullable:"false" doc:"that an export can have"`
}

func (s *Server) beginExport(ctx context.Context, actor access.Actor, in *exportIn) (*body[ExportOut], error) {
	sel, err := in.Body.selection(actor)
	if err != nil {
		return nil, err
	}
	actor.Lang = langOf(ctx)
	e, err := s.Exports.Begin(ctx, actor, in.Key, export.Wanted{Selection: sel, Format: in.Body.Format, Columns: in.Body.Columns, Reason: in.Body.Reason})
	if err != nil {
		return nil, err
	}
	return &body[ExportOut]{exportOut(e)}, nil
}

func (s *Server) listExports(ctx context.Context, actor access.Actor, _ *none) (*body[ExportsOut], error) {
	all, err := s.Exports.List(ctx, actor)
	if err != nil {
		return nil, err
	}
	out := ExportsOut{Items: []ExportOut{}, Columns: []ExportColumn{}}
	for _, e := range all {
		out.Items = append(out.Items, exportOut(e))
	}
	for _, name := range export.Columns() {
		out.Columns = append(out.Columns, ExportColumn{name, message.Text(langOf(ctx), "export."+name, nil), slices.Contains(export.Personal, name)})
	}
	return &body[ExportsOut]{out}, nil
}

func (s *Server) cancelExport(ctx context.Context, actor access.Actor, in *IDIn) (*none, error) {
	return nil, s.Exports.Cancel(ctx, actor, in.ID)
}

// exportTypes are the media types of the formats.
var exportTypes = map[sheet.Format]string{
	sheet.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet.CSV: "text/csv; charset=utf-8",
}

// fetchExport gives the file of a ready export.
func (s *Server) fetchExport(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	out, ctx, done := download(w, r)
	defer done()
	e, f, err := s.Exports.Open(ctx, actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	day := strings.ReplaceAll(calendar.DateOf(e.ReadAt).String(), "-", "")
	attach(w, "attachment", message.Text(e.Wanted.Lang, "export.file", nil)+"-"+day+"-"+e.ID[len(e.ID)-8:]+"."+string(e.Wanted.Format))
	w.Header().Set("Content-Type", exportTypes[e.Wanted.Format])
	out.send(r, e.EndedAt, f)
	return nil
}
