package httpapi

import (
	"context"
	"strings"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/fault"
	"hemu/internal/region"
	"hemu/internal/sqldb"
)

// NextOut is what a case waits for, with the clock that runs on it.
type NextOut struct {
	Kind   string    `json:"kind" doc:"kind of the clock"`
	DueAt  time.Time `json:"dueAt,omitzero" doc:"exclusive end; absent while paused"`
	Light  string    `json:"light" enum:"green,yellow,red"`
	Paused bool      `json:"paused"`
}

// RowOut is a case on a list.
type RowOut struct {
	ID           string    `json:"id"`
	No           string    `json:"no"`
	Title        string    `json:"title"`
	State        string    `json:"state"`
	Level        string    `json:"level"`
	Batch        string    `json:"batch"`
	Cause        string    `json:"cause"`
	Channel      string    `json:"channel"`
	Region       string    `json:"region"`
	RegionName   string    `json:"regionName,omitempty" doc:"town and village"`
	People       int       `json:"people"`
	AmountFen    int64     `json:"amountFen"`
	Confidential bool      `json:"confidential"`
	IntakeName   string    `json:"intakeName"`
	HolderID     string    `json:"holderId"`
	HolderName   string    `json:"holderName"`
	HandlerName  string    `json:"handlerName"`
	Outcome      string    `json:"outcome"`
	NextStep     string    `json:"nextStep"`
	Tags         []string  `json:"tags,omitempty" doc:"codes of the list case_tag"`
	Next         *NextOut  `json:"next,omitempty"`
	ReportedAt   time.Time `json:"reportedAt"`
	ClosedAt     time.Time `json:"closedAt,omitzero"`
	UpdatedAt    time.Time `json:"updatedAt"`
	Version      int64     `json:"version"`
}

func rowOut(r casework.Row) RowOut {
	out := RowOut{
		ID: string(r.ID), No: r.No, Title: r.Title, State: string(r.State), Level: string(r.Level), Batch: string(r.Batch), Cause: r.Cause,
		Channel: r.Channel, Region: r.Region, People: r.People, AmountFen: r.AmountFen, Confidential: r.Confidential, IntakeName: r.IntakeName,
		HolderID: r.Holder, HolderName: r.HolderName, HandlerName: r.HandlerName, Outcome: r.Outcome, NextStep: r.NextStep, Tags: r.Tags,
		ReportedAt: r.ReportedAt, ClosedAt: r.ClosedAt, UpdatedAt: r.UpdatedAt, Version: r.Version,
	}
	if r.NextKind != "" {
		out.Next = &NextOut{string(r.NextKind), r.NextDue, string(r.Colour), r.Paused}
	}
	return out
}

// FilterIn is the filter of a list as the address bar holds it.
type FilterIn struct {
	State        string `query:"state" json:"state,omitempty" doc:"states, separated by commas"`
	Level        string `query:"level" json:"level,omitempty"`
	Batch        string `query:"batch" json:"batch,omitempty"`
	Difficulty   string `query:"difficulty" json:"difficulty,omitempty" enum:"immediate,simple,normal,complex"`
	Cause        string `query:"cause" json:"cause,omitempty"`
	Channel      string `query:"channel" json:"channel,omitempty"`
	Region       string `query:"region" json:"region,omitempty"`
	Org          string `query:"org" json:"org,omitempty" doc:"organisation that holds; the acting one when only unit is given"`
	Unit         string `query:"unit" json:"unit,omitempty" enum:"mine,children,below" doc:"how far below org: 本级, 直属下辖, 下辖全部"`
	Intake       string `query:"intake" json:"intake,omitempty" doc:"organisation that registered"`
	Assist       string `query:"assist" json:"assist,omitempty" doc:"organisation that assists or assisted"`
	Handler      string `query:"handler" json:"handler,omitempty" maxLength:"64" doc:"user id, or me"`
	Party        string `query:"party" json:"party,omitempty" maxLength:"50" doc:"words that all stand in the names of its parties"`
	Colour       string `query:"colour" json:"colour,omitempty" enum:"green,yellow,red,paused"`
	Clock        string `query:"clock" json:"clock,omitempty" doc:"kind of a clock that runs; colour is then that of this clock"`
	From         string `query:"from" json:"from,omitempty" doc:"registered on or after, YYYY-MM-DD"`
	To           string `query:"to" json:"to,omitempty" doc:"registered on or before, YYYY-MM-DD"`
	UpdatedFrom  string `query:"updatedFrom" json:"updatedFrom,omitempty" doc:"something was done last on or after, YYYY-MM-DD"`
	UpdatedTo    string `query:"updatedTo" json:"updatedTo,omitempty" doc:"something was done last on or before, YYYY-MM-DD"`
	Reached      string `query:"reached" json:"reached,omitempty" enum:"accept,contact,assign,sign,session,settle,perform,visit,close,archive" doc:"milestone that was reached"`
	ReachedFrom  string `query:"reachedFrom" json:"reachedFrom,omitempty" doc:"on or after, YYYY-MM-DD"`
	ReachedTo    string `query:"reachedTo" json:"reachedTo,omitempty" doc:"on or before, YYYY-MM-DD"`
	People       int    `query:"people" json:"people,omitempty" minimum:"0" doc:"at least so many people"`
	PeopleMax    int    `query:"peopleMax" json:"peopleMax,omitempty" minimum:"0" doc:"at most so many people; 0 for any"`
	AmountMin    int64  `query:"amountMin" json:"amountMin,omitempty" minimum:"0" doc:"fen"`
	AmountMax    int64  `query:"amountMax" json:"amountMax,omitempty" minimum:"0" doc:"fen; 0 for any"`
	Tag          string `query:"tag" json:"tag,omitempty" doc:"tags, all of them, separated by commas"`
	Has          string `query:"has" json:"has,omitempty" doc:"session, agreement, performed, breach, court, visit, hazard, voice, extension, file: all of them, separated by commas"`
	Lacks        string `query:"lacks" json:"lacks,omitempty" doc:"of the same: none of them"`
	Court        string `query:"court" json:"court,omitempty" enum:"applied,waived,confirmed,rejected,withdrawn"`
	Outcome      string `query:"outcome" json:"outcome,omitempty" enum:"settled,failed,withdrawn,referred,declined"`
	Closing      string `query:"closing" json:"closing,omitempty" enum:"substantive,staged,procedural"`
	Confidential bool   `query:"confidential" json:"confidential,omitempty"`
	Text         string `query:"text" json:"text,omitempty" maxLength:"100" doc:"words that all stand in names, initials of names, numbers, title, facts or place"`
}

// reaches maps 本级, 直属下辖, 下辖全部.
var reaches = map[string]casework.Reach{"mine": casework.OwnUnit, "children": casework.Children, "below": casework.Subtree}

func (in FilterIn) filter(actor access.Actor) (casework.Filter, error) {
	f := casework.Filter{
		States: listed[casework.State](in.State), Level: casework.Level(in.Level), Batch: casework.Batch(in.Batch), Difficulty: casework.Difficulty(in.Difficulty), Channel: in.Channel, Cause: in.Cause, Region: in.Region,
		Unit: in.Org, Reach: reaches[in.Unit], Intake: in.Intake, Assist: in.Assist, Mine: in.Handler == "me", Party: strings.TrimSpace(in.Party),
		Clock: casework.ClockKind(in.Clock), Reached: casework.Milestone(in.Reached), PeopleMin: in.People, PeopleMax: in.PeopleMax,
		AmountMin: in.AmountMin, AmountMax: in.AmountMax, Tags: listed[string](in.Tag), Has: listed[casework.Trait](in.Has), Lacks: listed[casework.Trait](in.Lacks),
		Court: in.Court, Outcome: in.Outcome, Closing: in.Closing, Confidential: in.Confidential, Text: strings.TrimSpace(in.Text),
	}
	if !f.Mine {
		f.Handler = in.Handler
	}
	if f.Unit == "" && in.Unit != "" {
		f.Unit = actor.Acting.OrgID
	}
	if f.Paused = in.Colour == "paused"; !f.Paused {
		f.Colour = calendar.Light(in.Colour)
	}
	for _, d := range []struct {
		text, field string
		at          *calendar.Date
	}{{in.From, "from", &f.ReportedFrom}, {in.To, "to", &f.ReportedTo}, {in.UpdatedFrom, "updatedFrom", &f.UpdatedFrom}, {in.UpdatedTo, "updatedTo", &f.UpdatedTo}, {in.ReachedFrom, "reachedFrom", &f.ReachedFrom}, {in.ReachedTo, "reachedTo", &f.ReachedTo}} {
		if d.text == "" {
			continue
		}
		day, err := calendar.ParseDate(d.text)
		if err != nil {
			return f, fault.BadField("request.bad_date", d.field)
		}
		*d.at = day
	}
	return f, nil
}

// listed reads a list whose items are separated by commas.
func listed[T ~string](text string) (out []T) {
	for _, item := range strings.Split(text, ",") {
		if item != "" {
			out = append(out, T(item))
		}
	}
	return out
}

// PageIn is which page of a list is wanted.
type PageIn struct {
	Cursor string `query:"cursor" maxLength:"400"`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

func (p PageIn) ask() casework.Ask { return casework.Ask{Cursor: p.Cursor, Limit: p.Limit} }

type casesIn struct {
	FilterIn
	PageIn
	Sort string `query:"sort" enum:"due,reported,updated,no,match" default:"due" doc:"match: what text finds, a number first, then names, titles and texts, in each the newest first"`
	Desc bool   `query:"desc"`
}

func (s *Server) listCases(ctx context.Context, actor access.Actor, in *casesIn) (*body[listOf[RowOut]], error) {
	f, err := in.filter(actor)
	if err != nil {
		return nil, err
	}
	page, err := s.Cases.List(ctx, actor, f, casework.Sort{By: casework.SortBy(in.Sort), Desc: in.Desc}, in.ask())
	if err != nil {
		return nil, err
	}
	out := pageOut(page, rowOut)
	rows := make([]*RowOut, len(out.Body.Items))
	for i := range rows {
		rows[i] = &out.Body.Items[i]
	}
	return out, s.namePlaces(ctx, rows)
}

// namePlaces puts the names of their places to rows.
func (s *Server) namePlaces(ctx context.Context, rows []*RowOut) error {
	wanted := make([]string, len(rows))
	for i, r := range rows {
		wanted[i] = r.Region
	}
	names, err := s.placeNames(ctx, wanted)
	for _, r := range rows {
		r.RegionName = names[r.Region]
	}
	return err
}

// placeNames gives the towns and villages of codes in words.
func (s *Server) placeNames(ctx context.Context, codes []string) (names map[string]string, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		names, err = region.Names(ctx, tx, codes)
		return err
	})
	return names, err
}

// pageOut turns a page of one type into the answer of another.
func pageOut[T, O any](page casework.Page[T], out func(T) O) *body[listOf[O]] {
	list := listOf[O]{Items: []O{}, Next: page.Next, Prev: page.Prev}
	for _, item := range page.Items {
		list.Items = append(list.Items, out(item))
	}
	return &body[listOf[O]]{list}
}

// CountsOut are the numbers on the chips above a list.
type CountsOut struct {
	States  map[string]int `json:"states"`
	Colours map[string]int `json:"colours" doc:"yellow, red, paused"`
	Most    int            `json:"most" doc:"a number above this one means: more than this"`
}

func (s *Server) countCases(ctx context.Context, actor access.Actor, in *FilterIn) (*body[CountsOut], error) {
	f, err := in.filter(actor)
	if err != nil {
		return nil, err
	}
	got, err := s.Cases.Counts(ctx, actor, f)
	if err != nil {
		return nil, err
	}
	out := CountsOut{States: map[string]int{}, Colours: map[string]int{"paused": got.Paused}, Most: casework.MostCounted}
	for state, n := range got.States {
		out.States[string(state)] = n
	}
	for colour, n := range got.Colours {
		out.Colours[string(colour)] = n
	}
	return &body[CountsOut]{out}, nil
}

// TaskOut is one thing to do.
type TaskOut struct {
	ID       string  `json:"id"`
	Clock    NextOut `json:"clock"`
	UnitName string  `json:"unitName"`
	Case     RowOut  `json:"case"`
}

type workIn struct {
	PageIn
	Of string `query:"of" enum:"mine,unit,below" default:"unit"`
}

func (s *Server) listWork(ctx context.Context, actor access.Actor, in *workIn) (*body[listOf[TaskOut]], error) {
	page, err := s.Cases.Work(ctx, actor, casework.WorkOf(in.Of), in.ask())
	if err != nil {
		return nil, err
	}
	out := pageOut(page, func(t casework.Task) TaskOut {
		return TaskOut{t.Clock, NextOut{string(t.Kind), t.Due, string(t.Colour), t.Paused}, t.UnitName, rowOut(t.Case)}
	})
	rows := make([]*RowOut, len(out.Body.Items))
	for i := range rows {
		rows[i] = &out.Body.Items[i].Case
	}
	return out, s.namePlaces(ctx, rows)
}

// WorkCountOut is how many things there are to do.
type WorkCountOut struct {
	All  int `json:"all"`
	Late int `json:"late"`
	Near int `json:"near"`
}

// WorkCountsOut are the numbers on the chips above what has to be done.
type WorkCountsOut struct {
	Mine  WorkCountOut `json:"mine"`
	Unit  WorkCountOut `json:"unit"`
	Below WorkCountOut `json:"below"`
	Most  int          `json:"most" doc:"a number above this one means: more than this"`
}

func (s *Server) countWork(ctx context.Context, actor access.Actor, _ *none) (*body[WorkCountsOut], error) {
	got, err := s.Cases.CountWork(ctx, actor)
	if err != nil {
		return nil, err
	}
	of := func(o casework.WorkOf) WorkCountOut { return WorkCountOut(got[o]) }
	return &body[WorkCountsOut]{WorkCountsOut{of(casework.WorkMine), of(casework.WorkUnit), of(casework.WorkBelow), casework.MostCounted}}, nil
}
