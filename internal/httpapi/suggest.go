package httpapi

import (
	"context"

	"hemu/internal/access"
	"hemu/internal/search"
)

// PieceOut is a part of a text; hit says that it is what was looked for.
type PieceOut struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit,omitempty"`
}

func piecesOut(pieces []search.Piece) []PieceOut {
	out := make([]PieceOut, len(pieces))
	for i, p := range pieces {
		out[i] = PieceOut(p)
	}
	return out
}

// FoundOut is a text of a case with what was looked for in it.
type FoundOut struct {
	In   string     `json:"in" enum:"party,number,facts,place,unit,identifier"`
	Text []PieceOut `json:"text" nullable:"false" doc:"the part around the hit; empty for identifier: the whole telephone or identity number of somebody"`
}

// SuggestionOut is a case that a text finds, with why it does.
type SuggestionOut struct {
	ID           string     `json:"id"`
	Group        string     `json:"group" enum:"number,party,title,text" doc:"what the hit lies in"`
	No           []PieceOut `json:"no" nullable:"false"`
	Title        []PieceOut `json:"title" nullable:"false"`
	State        string     `json:"state"`
	Confidential bool       `json:"confidential"`
	Found        []FoundOut `json:"found" nullable:"false" doc:"where the words stand that are not in number or title"`
}

// SuggestionsOut are the first cases a text finds.
type SuggestionsOut struct {
	Items []SuggestionOut `json:"items" nullable:"false" doc:"by group, and in each the newest first"`
	More  bool            `json:"more" doc:"there are more: listCases with sort=match lists all"`
}

type suggestIn struct {
	Text  string `query:"text" maxLength:"100" doc:"words that all stand in names, initials of names, numbers, title, facts or place"`
	Limit int    `query:"limit" minimum:"1" maximum:"20" default:"8"`
}

func (s *Server) suggestCases(ctx context.Context, actor access.Actor, in *suggestIn) (*body[SuggestionsOut], error) {
	found, more, err := s.Cases.Suggest(ctx, actor, in.Text, in.Limit)
	if err != nil {
		return nil, err
	}
	out := SuggestionsOut{Items: make([]SuggestionOut, len(found)), More: more}
	for i, f := range found {
		item := SuggestionOut{
			ID: string(f.Row.ID), Group: f.Group, No: piecesOut(f.No), Title: piecesOut(f.Title), State: string(f.Row.State),
			Confidential: f.Row.Confidential, Found: make([]FoundOut, len(f.Found)),
		}
		for j, where := range f.Found {
			item.Found[j] = FoundOut{where.In, piecesOut(where.Text)}
		}
		out.Items[i] = item
	}
	return &body[SuggestionsOut]{out}, nil
}
