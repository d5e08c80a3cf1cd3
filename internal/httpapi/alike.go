package httpapi

import (
	"context"
	"time"

	"hemu/internal/access"
	"hemu/internal/casework"
)

// AlikeOut is a case that may be about the same matter, and why.
type AlikeOut struct {
	ID         string    `json:"id"`
	No         string    `json:"no"`
	Title      string    `json:"title"`
	State      string    `json:"state"`
	Cause      string    `json:"cause"`
	HolderName string    `json:"holderName"`
	ReportedAt time.Time `json:"reportedAt"`
	Number     bool      `json:"number" doc:"a party has the same telephone or identity number"`
	Names      int       `json:"names" doc:"parties of the same or a similar name in the same town within a year"`
	Place      bool      `json:"place" doc:"the address is named in it, in the same town within a year"`
	Like       int       `json:"like" doc:"percent of the text that is the same, 0 below the threshold"`
}

type alikeIn struct{ Body casework.AlikeInput }

func (s *Server) alike(ctx context.Context, actor access.Actor, in *alikeIn) (*body[listOf[AlikeOut]], error) {
	return alikeOut(s.Cases.Alike(ctx, actor, in.Body))
}

func (s *Server) alikeTo(ctx context.Context, actor access.Actor, in *IDIn) (*body[listOf[AlikeOut]], error) {
	return alikeOut(s.Cases.AlikeTo(ctx, actor, casework.ID(in.ID)))
}

func alikeOut(all []casework.Alike, err error) (*body[listOf[AlikeOut]], error) {
	out := listOf[AlikeOut]{Items: []AlikeOut{}}
	for _, a := range all {
		out.Items = append(out.Items, AlikeOut{string(a.ID), a.No, a.Title, string(a.State), a.Cause, a.HolderName, a.ReportedAt, a.Number, a.Names, a.Place, a.Like})
	}
	return &body[listOf[AlikeOut]]{out}, err
}
