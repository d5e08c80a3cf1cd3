package httpapi

import (
	"maps"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"hemu/internal/access"
	"hemu/internal/casework"
	"hemu/internal/document"
	"hemu/internal/fault"
)

// ownBytes are the forms the data is given out in.
func ownBytes(api huma.API) answers {
	out := bytesOf("application/pdf")
	maps.Copy(out, answered[casework.OwnData](api))
	return out
}

// ownData gives out what a case holds about who asked for it: /api/cases/{id}/data/{file},
// file being the request's id with .pdf or .json.
func (s *Server) ownData(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	request, format, _ := strings.Cut(r.PathValue("file"), ".")
	if format != "json" && format != "pdf" { // a copy that was never given is no reading
		return fault.New(fault.NotFound, "request.not_found")
	}
	own, err := s.Cases.OwnData(r.Context(), actor, casework.ID(r.PathValue("id")), request)
	if err != nil {
		return err
	}
	snap, err := s.Codes.Read(r.Context())
	if err != nil {
		return err
	}
	doc := document.OwnData(own, snap, actor.Name)
	name := document.FileName(own.CaseNo, doc.Name, format)
	if format == "json" {
		attach(w, "attachment", name)
		writeJSON(w, http.StatusOK, "application/json", own)
		return nil
	}
	return s.send(w, doc, name, format)
}
