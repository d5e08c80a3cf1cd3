package httpapi

import (
	"context"
	"time"

	"hemu/internal/access"
	"hemu/internal/bulk"
	"hemu/internal/casework"
	"hemu/internal/fault"
	"hemu/internal/message"
)

// SelectionIn is which cases of a list are meant: those named, or all of its filter.
type SelectionIn struct {
	IDs    []casework.ID `json:"ids,omitempty" maxItems:"5000" doc:"cases; without any, all that the filter finds, however many"`
	Filter FilterIn      `json:"filter,omitzero"`
	Sort   string        `json:"sort,omitempty" enum:"due,reported,updated,no"`
	Desc   bool          `json:"desc,omitempty"`
}

func (in SelectionIn) selection(actor access.Actor) (casework.Selection, error) {
	f, err := in.Filter.filter(actor)
	return casework.Selection{IDs: in.IDs, Filter: f, Sort: casework.Sort{By: casework.SortBy(in.Sort), Desc: in.Desc}}, err
}

type bulkIn struct {
	Keyed
	Body struct {
		SelectionIn
		Assign *casework.Assign `json:"assign,omitempty" nullable:"false" doc:"this, or tag"`
		Tag    *casework.Tag    `json:"tag,omitempty" nullable:"false" doc:"this, or assign"`
	}
}

// BulkCounts are the cases of a common act that one may see, by what would or did come.
type BulkCounts struct {
	Waiting int `json:"waiting" doc:"to be looked at"`
	Ready   int `json:"ready" doc:"would be done; of one that has ended: was not begun"`
	Refused int `json:"refused" doc:"would be refused"`
	Done    int `json:"done"`
	Failed  int `json:"failed" doc:"refused when its turn came"`
	Undone  int `json:"undone" doc:"taken back"`
	Kept    int `json:"kept" doc:"done, and could not be taken back"`
}

// BulkReason is why some cases are not done, or not taken back.
type BulkReason struct {
	State  string `json:"state" enum:"refused,failed,kept"`
	Code   string `json:"code"`
	Detail string `json:"detail" doc:"the same in the user's language"`
	Count  int    `json:"count"`
}

// BulkOut is one command meant for many cases.
type BulkOut struct {
	ID        string           `json:"id"`
	State     string           `json:"state" enum:"looking,ready,running,ended,stopped,undoing,undone,dropped,failed,expired"`
	Assign    *casework.Assign `json:"assign,omitempty" nullable:"false"`
	Tag       *casework.Tag    `json:"tag,omitempty" nullable:"false"`
	LeadName  string           `json:"leadName,omitempty" doc:"of an assignment: the unit that is to have the cases"`
	Counts    BulkCounts       `json:"counts"`
	Reasons   []BulkReason     `json:"reasons" nullable:"false" doc:"the most frequent first"`
	Why       string           `json:"why,omitempty" doc:"what ended it early, in the user's language"`
	AskedAt   time.Time        `json:"askedAt"`
	StartedAt time.Time        `json:"startedAt,omitzero"`
	EndedAt   time.Time        `json:"endedAt,omitzero"`
	UndoLeft  int              `json:"undoLeft" doc:"seconds in which it can still be taken back; 0 when it can't"`
	OtherPost bool             `json:"otherPost" doc:"begun in another post than the one acted for now: it is started and taken back there"`
}

// BulksOut are one's own common acts, the newest first.
type BulksOut struct {
	Items []BulkOut `json:"items" nullable:"false"`
}

// BulkLineOut is one case of a common act.
type BulkLineOut struct {
	Case   string `json:"case"`
	No     string `json:"no"`
	Title  string `json:"title"`
	State  string `json:"state" enum:"waiting,ready,refused,done,failed,undone,kept"`
	Code   string `json:"code,omitempty"`
	Detail string `json:"detail,omitempty" doc:"why, in the user's language"`
}

// BulkLinesOut is a page of the cases of a common act.
type BulkLinesOut struct {
	Items []BulkLineOut `json:"items" nullable:"false"`
	Next  int64         `json:"next,omitempty" doc:"to be sent as after for the next page; absent at the end"`
}

type bulkLinesIn struct {
	IDIn
	State string `query:"state" enum:"waiting,ready,refused,done,failed,undone,kept"`
	After int64  `query:"after" minimum:"0"`
}

type bulkStepIn struct {
	Keyed
	IDIn
}

// beginBulk asks what a common act would do; nothing is written until it is started.
func (s *Server) beginBulk(ctx context.Context, actor access.Actor, in *bulkIn) (*body[BulkOut], error) {
	sel, err := in.Body.selection(actor)
	if err != nil {
		return nil, err
	}
	return s.bulkAnswer(ctx, actor)(s.Bulk.Begin(ctx, actor, in.Key, bulk.Wanted{Selection: sel, Assign: in.Body.Assign, Tag: in.Body.Tag}))
}

func (s *Server) listBulk(ctx context.Context, actor access.Actor, _ *none) (*body[BulksOut], error) {
	all, err := s.Bulk.List(ctx, actor)
	if err != nil {
		return nil, err
	}
	out := BulksOut{Items: []BulkOut{}}
	for _, one := range all {
		out.Items = append(out.Items, bulkOut(ctx, s.DB.Now(), actor, one))
	}
	return &body[BulksOut]{out}, nil
}

func (s *Server) getBulk(ctx context.Context, actor access.Actor, in *IDIn) (*body[BulkOut], error) {
	return s.bulkAnswer(ctx, actor)(s.Bulk.Get(ctx, actor, in.ID))
}

func (s *Server) listBulkLines(ctx context.Context, actor access.Actor, in *bulkLinesIn) (*body[BulkLinesOut], error) {
	page, next, err := s.Bulk.Lines(ctx, actor, in.ID, bulk.LineState(in.State), in.After)
	if err != nil {
		return nil, err
	}
	out := BulkLinesOut{Items: []BulkLineOut{}, Next: next}
	for _, l := range page {
		out.Items = append(out.Items, BulkLineOut{string(l.Case), l.No, l.Title, string(l.State), l.Code, reasonText(ctx, l.Code, l.Args)})
	}
	return &body[BulkLinesOut]{out}, nil
}

func (s *Server) startBulk(ctx context.Context, actor access.Actor, in *bulkStepIn) (*body[BulkOut], error) {
	return s.bulkAnswer(ctx, actor)(s.Bulk.Start(ctx, actor, in.ID, in.Key))
}

func (s *Server) stopBulk(ctx context.Context, actor access.Actor, in *IDIn) (*body[BulkOut], error) {
	return s.bulkAnswer(ctx, actor)(s.Bulk.Stop(ctx, actor, in.ID))
}

func (s *Server) undoBulk(ctx context.Context, actor access.Actor, in *bulkStepIn) (*body[BulkOut], error) {
	return s.bulkAnswer(ctx, actor)(s.Bulk.Undo(ctx, actor, in.ID, in.Key))
}

func (s *Server) bulkAnswer(ctx context.Context, actor access.Actor) func(bulk.Seen, error) (*body[BulkOut], error) {
	return func(one bulk.Seen, err error) (*body[BulkOut], error) {
		if err != nil {
			return nil, err
		}
		return &body[BulkOut]{bulkOut(ctx, s.DB.Now(), actor, one)}, nil
	}
}

func reasonText(ctx context.Context, code string, args fault.Args) string {
	if code == "" {
		return ""
	}
	if code == "case.wrong_state" {
		code = "bulk.wrong_state" // of many cases there is nothing to reload
	}
	return message.Text(langOf(ctx), code, named(args, langOf(ctx)))
}

func bulkOut(ctx context.Context, now time.Time, actor access.Actor, one bulk.Seen) BulkOut {
	out := BulkOut{
		ID: one.ID, State: string(one.State), Assign: one.Wanted.Assign, Tag: one.Wanted.Tag, LeadName: one.Lead, Reasons: []BulkReason{}, Why: reasonText(ctx, one.Why, nil),
		AskedAt: one.AskedAt, StartedAt: one.StartedAt, EndedAt: one.EndedAt, UndoLeft: max(0, int(one.UndoUntil().Sub(now)/time.Second)), OtherPost: one.PostID != actor.Acting.ID,
	}
	at := map[bulk.LineState]*int{
		bulk.Waiting: &out.Counts.Waiting, bulk.WouldDo: &out.Counts.Ready, bulk.Refused: &out.Counts.Refused, bulk.Done: &out.Counts.Done,
		bulk.NotDone: &out.Counts.Failed, bulk.TakenBack: &out.Counts.Undone, bulk.Kept: &out.Counts.Kept,
	}
	for _, c := range one.Counts {
		*at[c.State] += c.N
		if c.Code != "" {
			out.Reasons = append(out.Reasons, BulkReason{string(c.State), c.Code, reasonText(ctx, c.Code, c.Args), c.N})
		}
	}
	return out
}
