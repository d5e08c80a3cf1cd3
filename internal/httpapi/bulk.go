package httpapi

import (
	"context"
	"errors"

	"hemu/internal/access"
	"hemu/internal/casework"
	"hemu/internal/fault"
)

// SelectionIn is which cases of a list are meant: those named, or all of its filter.
type SelectionIn struct {
	IDs    []casework.ID `json:"ids,omitempty" maxItems:"500" doc:"cases; without any, all that the filter finds"`
	Filter FilterIn      `json:"filter,omitzero"`
	Sort   string        `json:"sort,omitempty" enum:"due,reported,updated,no"`
	Desc   bool          `json:"desc,omitempty"`
}

func (in SelectionIn) selection(actor access.Actor) (casework.Selection, error) {
	f, err := in.Filter.filter(actor)
	return casework.Selection{IDs: in.IDs, Filter: f, Sort: casework.Sort{By: casework.SortBy(in.Sort), Desc: in.Desc}}, err
}

// foreseeIn is a common act: one of the commands.
type foreseeIn struct {
	Body struct {
		SelectionIn
		Assign *casework.Assign `json:"assign,omitempty" nullable:"false"`
		Tag    *casework.Tag    `json:"tag,omitempty" nullable:"false"`
	}
}

// ProspectOut is what a command would do to one case.
type ProspectOut struct {
	ID      string        `json:"id"`
	No      string        `json:"no"`
	Title   string        `json:"title"`
	Version int64         `json:"version"`
	OK      bool          `json:"ok"`
	Code    string        `json:"code,omitempty" doc:"why it would be refused"`
	Detail  string        `json:"detail,omitempty" doc:"the same in the user's language"`
	Undo    *casework.Tag `json:"undo,omitempty" nullable:"false" doc:"of a change of tags: what takes it back"`
}

// ForeseenOut is what a common act would do.
type ForeseenOut struct {
	Items []ProspectOut `json:"items" nullable:"false"`
	More  bool          `json:"more" doc:"the filter finds more than these; only these are meant"`
}

var errNoAct = fault.BadField("case.bulk_nothing", "assign")

// foresee tells case by case what a common act would do. It is then sent as one
// command for each, under a key of its own.
func (s *Server) foresee(ctx context.Context, actor access.Actor, in *foreseeIn) (*body[ForeseenOut], error) {
	var cmd casework.Command
	switch {
	case in.Body.Assign != nil && in.Body.Tag == nil:
		cmd = *in.Body.Assign
	case in.Body.Tag != nil && in.Body.Assign == nil:
		cmd = *in.Body.Tag
	default:
		return nil, errNoAct
	}
	sel, err := in.Body.selection(actor)
	if err != nil {
		return nil, err
	}
	all, more, err := s.Cases.Foresee(ctx, actor, sel, cmd)
	if err != nil {
		return nil, err
	}
	out := ForeseenOut{Items: []ProspectOut{}, More: more}
	for _, p := range all {
		row := ProspectOut{ID: string(p.ID), No: p.No, Title: p.Title, Version: p.Version, OK: p.Why == nil}
		if in.Body.Tag != nil && row.OK {
			row.Undo = &p.Undo
		}
		if f := (*fault.Error)(nil); errors.As(p.Why, &f) {
			problem := problemOf(f, langOf(ctx), refOf(ctx))
			row.Code, row.Detail = problem.Code, problem.Detail
			if len(problem.Errors) > 0 {
				row.Detail = problem.Errors[0].Detail
			}
		}
		out.Items = append(out.Items, row)
	}
	return &body[ForeseenOut]{out}, nil
}
