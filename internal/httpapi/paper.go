package httpapi

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"hemu/internal/access"
	"hemu/internal/blob"
	"hemu/internal/casework"
	"hemu/internal/document"
	"hemu/internal/document/flow"
	"hemu/internal/fault"
	"hemu/internal/identity"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// Papers and files are bytes, not JSON: plain handlers, one for each address.

// person is a plain handler for people who are signed in; plain has seen to it.
func (s *Server) person(fn func(http.ResponseWriter, *http.Request, access.Actor) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := fn(w, r, whoOf(r.Context()).actor); err != nil {
			fail(w, r, err)
		}
	}
}

// slip draws a numbered document: /api/cases/{id}/slips/{file}, file being the
// slip's id with .pdf or .docx.
func (s *Server) slip(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, format, err := splitName(r.PathValue("file"))
	if err != nil {
		return err
	}
	// What is not there is asked for first: a paper that was never given is no reading.
	view, err := s.Cases.Get(r.Context(), actor, casework.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(view.Case.Slips, func(one casework.Slip) bool { return one.ID == id }) {
		return fault.New(fault.NotFound, "request.not_found")
	}
	c, err := s.printed(r, actor)
	if err != nil {
		return err
	}
	for _, one := range c.Slips {
		if one.ID != id {
			continue
		}
		about, err := s.paperContext(r, actor, c, view)
		if err != nil {
			return err
		}
		doc, err := document.Draw(c, one, about)
		if err != nil {
			return err
		}
		return s.send(w, doc, document.FileName(one.No, doc.Name, format), format)
	}
	return fault.New(fault.NotFound, "request.not_found")
}

// form draws a form without a number of its own.
func (s *Server) form(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	kind, format, err := splitName(r.PathValue("file"))
	if err != nil {
		return err
	}
	if !document.IsForm(kind) {
		return document.ErrUnknownKind.With(fault.Args{"kind": kind})
	}
	c, err := s.printed(r, actor)
	if err != nil {
		return err
	}
	view, err := s.Cases.Get(r.Context(), actor, c.ID)
	if err != nil {
		return err
	}
	about, err := s.paperContext(r, actor, c, view)
	if err != nil {
		return err
	}
	doc, err := document.Form(c, kind, about)
	if err != nil {
		return err
	}
	return s.send(w, doc, document.FileName(c.No, doc.Name, format), format)
}

// printed is the case as its papers show it: with aliases, unless names are asked for and
// why, which wants the same proof as revealing them.
func (s *Server) printed(r *http.Request, actor access.Actor) (casework.Case, error) {
	id := casework.ID(r.PathValue("id"))
	if query := r.URL.Query(); query.Get("alias") == "false" {
		if !whoOf(r.Context()).proved {
			return casework.Case{}, identity.ErrProofNeeded
		}
		return s.Cases.FullNamed(r.Context(), actor, id, query.Get("reason"))
	}
	return s.Cases.Full(r.Context(), actor, id, casework.Print)
}

func splitName(file string) (name, format string, err error) {
	name, format, ok := strings.Cut(file, ".")
	if !ok || format != "pdf" && format != "docx" {
		return "", "", fault.New(fault.NotFound, "request.not_found")
	}
	return name, format, nil
}

// paperContext gathers what a paper says beside the case, of which view is what its reader
// sees.
func (s *Server) paperContext(r *http.Request, actor access.Actor, c casework.Case, view casework.View) (document.Context, error) {
	snap, err := s.Codes.Read(r.Context())
	if err != nil {
		return document.Context{}, err
	}
	about := document.Context{Codes: snap, People: view.People, Now: s.DB.Now(), Confirm: map[string]string{}}
	ids := []string{}
	for id := range view.Units {
		ids = append(ids, id)
	}
	if err := s.DB.Read(r.Context(), func(tx *sqldb.Tx) (err error) {
		about.Units, err = org.ByID(r.Context(), tx, ids)
		return err
	}); err != nil {
		return about, err
	}
	base := s.base(r)
	about.CaseURL = base + "/cases/" + string(c.ID)
	// Who may not hand out the tracking code prints the paper without it.
	if code, err := s.Cases.TrackingCode(r.Context(), actor, c.ID); err == nil {
		about.TrackingCode, about.TrackingURL = code, base+"/t/"+code
	}
	for _, a := range c.Agreements {
		if a.State != "draft" {
			continue
		}
		for _, p := range c.Parties {
			about.Confirm[p.ID] = s.Cases.ConfirmationCode(a, p.ID)
		}
	}
	return about, nil
}

// base is the address residents and staff reach the product at.
func (s *Server) base(r *http.Request) string {
	if s.PublicAt != "" {
		return strings.TrimRight(s.PublicAt, "/")
	}
	scheme := "http"
	if secure(r) {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}

var contentTypes = map[string]string{
	"pdf":  "application/pdf",
	"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

// send writes the whole paper before the first byte leaves, so that a paper that
// fails is an error and not half a file.
func (s *Server) send(w http.ResponseWriter, doc *flow.Document, name, format string) error {
	var out bytes.Buffer
	if format == "pdf" {
		result, err := s.Writer.PDF(&out, doc)
		if err != nil {
			return err
		}
		// Whoever prints is told which characters no typeface here has.
		if len(result.Missing) > 0 {
			w.Header().Set("X-Hemu-Missing-Characters", url.PathEscape(string(result.Missing)))
		}
	} else if err := s.Writer.DOCX(&out, doc); err != nil {
		return err
	}
	way := "inline"
	if format == "docx" {
		way = "attachment"
	}
	attach(w, way, name)
	w.Header().Set("Content-Type", contentTypes[format])
	_, err := out.WriteTo(w)
	return err
}

// attach names a download; names may be Chinese. What cannot read those gets what of the
// name is ASCII (RFC 6266).
func attach(w http.ResponseWriter, way, name string) {
	full := strings.ReplaceAll(url.QueryEscape(name), "+", "%20") // as RFC 5987 wants it
	w.Header().Set("Content-Disposition", way+`; filename="`+plainName(name)+`"; filename*=UTF-8''`+full)
	w.Header().Set("Cache-Control", "private, no-store")
}

// plainName is name in letters, digits, dots and dashes of ASCII.
func plainName(name string) string {
	kept := func(s string) string {
		words := strings.FieldsFunc(s, func(r rune) bool {
			return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
		})
		return strings.Join(words, "-")
	}
	ext := path.Ext(name)
	plain := cmp.Or(kept(strings.TrimSuffix(name, ext)), "file")
	if ext = kept(ext); ext != "" {
		plain += "." + ext
	}
	return plain
}

// importing is one of the imports: it reads the bytes and reports.
type importing func(ctx context.Context, actor access.Actor, raw []byte, r *http.Request) (any, error)

// imports takes a table for one of the imports.
func (s *Server) imports(right access.Right, do importing) http.HandlerFunc {
	return s.person(func(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
		if !actor.Has(right) && (right != access.ManageAccounts || !actor.Has(access.ManagePosts)) {
			return fault.New(fault.Denied, "access.no_right").With(fault.Args{"right": string(right)})
		}
		part, err := filePart(r)
		if err != nil {
			return err
		}
		raw, err := io.ReadAll(part)
		if err != nil {
			return tooLarge(err)
		}
		out, err := do(r.Context(), actor, raw, r)
		if err != nil {
			return err
		}
		writeJSON(w, http.StatusOK, "application/json", out)
		return nil
	})
}

// tooLarge is the fault of a body longer than the front door lets in; any other
// error stays what it is.
func tooLarge(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return blob.ErrTooLarge.With(fault.Args{"max": MaxUpload >> 20})
	}
	return err
}
