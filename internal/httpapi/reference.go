package httpapi

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"

	"hemu/internal/access"
	"hemu/internal/blob"
	"hemu/internal/calendar"
	"hemu/internal/codes"
	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// CodeOut is one entry of a code list.
type CodeOut struct {
	Code   string `json:"code"`
	Parent string `json:"parent,omitempty"`
	Zh     string `json:"zh"`
	En     string `json:"en"`
}

type codesIn struct {
	Lists string `query:"lists" doc:"ids of lists, separated by commas; all when empty" maxLength:"1000"`
}

// CodesOut are the entries that hold today, by list.
type CodesOut struct {
	Lists map[string][]CodeOut `json:"lists"`
}

func (s *Server) getCodes(ctx context.Context, _ access.Actor, in *codesIn) (*body[CodesOut], error) {
	snap, err := s.Codes.Read(ctx)
	if err != nil {
		return nil, err
	}
	today := calendar.DateOf(s.DB.Now())
	out := CodesOut{map[string][]CodeOut{}}
	for _, list := range snap.Lists() {
		if in.Lists != "" && !strings.Contains(","+in.Lists+",", ","+list.ID+",") {
			continue
		}
		items := []CodeOut{}
		for _, i := range snap.Items(list.ID, today) {
			items = append(items, CodeOut{i.Code, i.Parent, i.NameZH, i.NameEN})
		}
		out.Lists[list.ID] = items
	}
	return &body[CodesOut]{out}, nil
}

// ListOut is a code list as the administrator sees it.
type ListOut struct {
	ID       string    `json:"id"`
	Zh       string    `json:"zh"`
	En       string    `json:"en"`
	Levels   int       `json:"levels"`
	Editable bool      `json:"editable"`
	Citation string    `json:"citation"`
	Status   string    `json:"status" doc:"how sure the source is: A, B, C, UNCONFIRMED"`
	Version  int64     `json:"version"`
	Items    []ItemOut `json:"items" nullable:"false"`
}

// ItemOut is one version of an entry, past ones included.
type ItemOut struct {
	CodeOut
	From    string            `json:"from"`
	Until   string            `json:"until,omitempty"`
	Mapping map[string]string `json:"mapping,omitempty"`
}

func listOut(snap codes.Snapshot, l codes.List, withItems bool) ListOut {
	out := ListOut{l.ID, l.NameZH, l.NameEN, l.Levels, l.Editable, l.Citation, string(l.Status), l.Version, []ItemOut{}}
	if !withItems {
		return out
	}
	for _, i := range snap.History(l.ID) {
		item := ItemOut{CodeOut: CodeOut{i.Code, i.Parent, i.NameZH, i.NameEN}, From: i.From.String(), Mapping: i.Mapping}
		if !i.Until.IsZero() {
			item.Until = i.Until.String()
		}
		out.Items = append(out.Items, item)
	}
	return out
}

func (s *Server) listLists(ctx context.Context, _ access.Actor, _ *none) (*body[listOf[ListOut]], error) {
	snap, err := s.Codes.Read(ctx)
	if err != nil {
		return nil, err
	}
	out := listOf[ListOut]{Items: []ListOut{}}
	for _, l := range snap.Lists() {
		out.Items = append(out.Items, listOut(snap, l, false))
	}
	return &body[listOf[ListOut]]{out}, nil
}

func (s *Server) getList(ctx context.Context, _ access.Actor, in *IDIn) (*body[ListOut], error) {
	snap, err := s.Codes.Read(ctx)
	if err != nil {
		return nil, err
	}
	l, ok := snap.List(in.ID)
	if !ok {
		return nil, fault.New(fault.NotFound, "request.not_found")
	}
	return &body[ListOut]{listOut(snap, l, true)}, nil
}

type itemIn struct {
	List    string `path:"list" maxLength:"64"`
	IfMatch string `header:"If-Match"`
	Body    struct {
		Code    string            `json:"code"`
		Parent  string            `json:"parent,omitempty"`
		Zh      string            `json:"zh"`
		En      string            `json:"en"`
		From    string            `json:"from,omitempty" doc:"first day it holds; today when empty"`
		Mapping map[string]string `json:"mapping,omitempty"`
	}
}

func (in *itemIn) item() (codes.Item, int64, error) {
	version, err := versionOf(in.IfMatch)
	if err != nil {
		return codes.Item{}, 0, err
	}
	item := codes.Item{List: in.List, Code: in.Body.Code, Parent: in.Body.Parent, NameZH: in.Body.Zh, NameEN: in.Body.En, Mapping: in.Body.Mapping}
	if in.Body.From != "" {
		if item.From, err = calendar.ParseDate(in.Body.From); err != nil {
			return item, 0, fault.BadField("request.bad_date", "from")
		}
	}
	return item, version, nil
}

func (s *Server) addItem(ctx context.Context, actor access.Actor, in *itemIn) (*none, error) {
	item, version, err := in.item()
	if err != nil {
		return nil, err
	}
	_, err = s.Codes.AddItem(ctx, actor.UserID, actor.Acting.OrgID, version, item)
	return nil, err
}

func (s *Server) reviseItem(ctx context.Context, actor access.Actor, in *itemIn) (*none, error) {
	item, version, err := in.item()
	if err != nil {
		return nil, err
	}
	_, err = s.Codes.ReviseItem(ctx, actor.UserID, actor.Acting.OrgID, version, item)
	return nil, err
}

type retireIn struct {
	List    string `path:"list" maxLength:"64"`
	Code    string `path:"code" maxLength:"64"`
	IfMatch string `header:"If-Match"`
	From    string `query:"from" doc:"first day it no longer holds; today when empty"`
}

func (s *Server) retireItem(ctx context.Context, actor access.Actor, in *retireIn) (*none, error) {
	version, err := versionOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	from := calendar.DateOf(s.DB.Now())
	if in.From != "" {
		if from, err = calendar.ParseDate(in.From); err != nil {
			return nil, fault.BadField("request.bad_date", "from")
		}
	}
	return nil, s.Codes.RetireItem(ctx, actor.UserID, actor.Acting.OrgID, version, in.List, in.Code, from)
}

func (s *Server) listPolicies(ctx context.Context, _ access.Actor, _ *none) (*body[listOf[codes.ClockRule]], error) {
	snap, err := s.Codes.Read(ctx)
	out := listOf[codes.ClockRule]{Items: append([]codes.ClockRule{}, snap.Policies...)}
	return &body[listOf[codes.ClockRule]]{out}, err
}

type policyIn struct{ Body codes.ClockRule }

func (s *Server) addPolicy(ctx context.Context, actor access.Actor, in *policyIn) (*body[codes.ClockRule], error) {
	rule, err := s.Codes.AddPolicy(ctx, actor.UserID, actor.Acting.OrgID, in.Body)
	return &body[codes.ClockRule]{rule}, err
}

func (s *Server) revisePolicy(ctx context.Context, actor access.Actor, in *policyIn) (*body[codes.ClockRule], error) {
	rule, err := s.Codes.RevisePolicy(ctx, actor.UserID, actor.Acting.OrgID, in.Body)
	return &body[codes.ClockRule]{rule}, err
}

func (s *Server) retirePolicy(ctx context.Context, actor access.Actor, in *versionIn) (*none, error) {
	version, err := versionOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return nil, s.Codes.RetirePolicy(ctx, actor.UserID, actor.Acting.OrgID, in.ID, version, calendar.DateOf(s.DB.Now()))
}

// DayOut is one official day.
type DayOut struct {
	Date string `json:"date"`
	Kind string `json:"kind" enum:"off,workday"`
	Name string `json:"name"`
}

// YearOut is the arrangement of a year.
type YearOut struct {
	Year      int      `json:"year"`
	Announced bool     `json:"announced" doc:"the State Council's notice for the year is on file"`
	Days      []DayOut `json:"days" nullable:"false"`
}

type yearIn struct {
	Year int `path:"year" minimum:"2007" maximum:"2100"`
}

func (s *Server) getYear(ctx context.Context, _ access.Actor, in *yearIn) (*body[YearOut], error) {
	out := YearOut{Year: in.Year, Days: []DayOut{}}
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		days, err := codes.Days(ctx, tx, in.Year)
		for _, d := range days {
			out.Days = append(out.Days, DayOut{d.Date.String(), d.Kind, d.Name})
		}
		return err
	})
	out.Announced = len(out.Days) > 0
	return &body[YearOut]{out}, err
}

// FileOut is a file just uploaded; name it in a command to hang it on a case.
type FileOut struct {
	Digest string `json:"digest"`
	Name   string `json:"name"`
	Type   string `json:"type"`
	Size   int64  `json:"size"`

	Unscanned bool `json:"unscanned,omitempty" doc:"kept although no scanner could look at it yet"`
}

func fileOut(f blob.File) FileOut {
	return FileOut{string(f.Digest), f.Name, f.Type, f.Size, f.Scan == blob.Waiting}
}

// MaxUpload is the most bytes of one request with a file; longer ones come in parts.
const MaxUpload = 32 << 20

// upload takes one file, streaming: huma would hold it in memory.
func (s *Server) upload(w http.ResponseWriter, r *http.Request) {
	out, err := s.store(r, whoOf(r.Context()).actor)
	if err != nil {
		err = tooLarge(err)
		discard(r.Body)
		fail(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, "application/json", out)
}

func (s *Server) store(r *http.Request, actor access.Actor) (out FileOut, err error) {
	part, err := filePart(r)
	if err != nil {
		return out, err
	}
	limits, err := s.fileLimits(r.Context())
	if err != nil {
		return out, err
	}
	file, err := s.Intake.Take(r.Context(), actor.UserID, part.FileName(), part, limits.Within(MaxUpload))
	return fileOut(file), err
}

// uploaded is a file part of a form.
type uploaded interface {
	io.Reader
	FileName() string
}

// filePart finds the part named "file" of a multipart body.
func filePart(r *http.Request) (uploaded, error) {
	form, err := r.MultipartReader()
	if err != nil {
		return nil, fault.BadField("request.no_file", "file")
	}
	for {
		part, err := form.NextPart()
		if err != nil {
			return nil, fault.BadField("request.no_file", "file")
		}
		if part.FormName() == "file" {
			return &filled{incoming{part}, part.FileName()}, nil
		}
	}
}

// filled is the part of a form that is a file.
type filled struct {
	incoming
	name string
}

// FileName is what its sender calls it.
func (f *filled) FileName() string { return f.name }

// errCutShort is of a body that ends before its end: the line is to blame, or whoever
// sends, and nothing of ours.
var errCutShort = fault.BadField("request.cut_short", "file")

// incoming is what somebody sends, while it comes.
type incoming struct{ io.Reader }

// Read implements io.Reader.
func (in incoming) Read(b []byte) (int, error) {
	n, err := in.Reader.Read(b)
	if _, large := errors.AsType[*http.MaxBytesError](err); err != nil && !large && !errors.Is(err, io.EOF) {
		err = errCutShort
	}
	return n, err
}
