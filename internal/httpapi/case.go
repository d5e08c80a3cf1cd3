package httpapi

import (
	"context"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"hemu/internal/access"
	"hemu/internal/casework"
	"hemu/internal/fault"
)

// BegunOut is a case just registered.
type BegunOut struct {
	ID           string `json:"id"`
	No           string `json:"no"`
	Version      int64  `json:"version"`
	State        string `json:"state"`
	TrackingCode string `json:"trackingCode" doc:"for whoever brought the matter; it opens the public page"`
}

func begunOut(c casework.Case, code string) *body[BegunOut] {
	return &body[BegunOut]{BegunOut{string(c.ID), c.No, c.Version, string(c.State), code}}
}

// Keyed is a write that may be sent again without happening twice.
type Keyed struct {
	Key string `header:"Idempotency-Key" maxLength:"100" doc:"the same key again gives the same answer and does nothing"`
}

type registerIn struct {
	Keyed
	Body casework.RegisterInput
}

func (s *Server) register(ctx context.Context, actor access.Actor, in *registerIn) (*body[BegunOut], error) {
	c, code, err := s.Cases.Register(ctx, actor, in.Key, in.Body)
	if err != nil {
		return nil, err
	}
	return begunOut(c, code), nil
}

type immediateIn struct {
	Keyed
	Body casework.ImmediateInput
}

func (s *Server) immediate(ctx context.Context, actor access.Actor, in *immediateIn) (*body[BegunOut], error) {
	c, code, err := s.Cases.Immediate(ctx, actor, in.Key, in.Body)
	if err != nil {
		return nil, err
	}
	return begunOut(c, code), nil
}

// DoneOut is where a case stands after a command.
type DoneOut struct {
	ID      string `json:"id"`
	Version int64  `json:"version"`
	State   string `json:"state"`
}

type commandIn[C any] struct {
	Keyed
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"the version of the case as it was read, in quotes"`
	Body    C
}

// versionOf reads an If-Match. Without one a command could overwrite what the
// person never saw.
func versionOf(ifMatch string) (int64, error) {
	n, err := strconv.ParseInt(strings.Trim(strings.TrimPrefix(ifMatch, "W/"), `"`), 10, 64)
	if err != nil || n < 1 {
		return 0, fault.BadField("request.if_match", "If-Match")
	}
	return n, nil
}

// command registers the operation of one command of a case.
func command[C casework.Command](s *Server, api huma.API) {
	var c C
	act := string(c.Act())
	o := op("POST", "/api/cases/{id}/"+act, "case_"+act, "Command "+act)
	o.Tags = []string{"commands"}
	signed(api, o, func(ctx context.Context, actor access.Actor, in *commandIn[C]) (*body[DoneOut], error) {
		version, err := versionOf(in.IfMatch)
		if err != nil {
			return nil, err
		}
		after, err := s.Cases.Do(ctx, actor, casework.ID(in.ID), version, in.Key, in.Body)
		if err != nil {
			return nil, err
		}
		return &body[DoneOut]{DoneOut{string(after.ID), after.Version, string(after.State)}}, nil
	})
}

// commands is every command of a case.
func (s *Server) commands(api huma.API) {
	command[casework.Accept](s, api)
	command[casework.Decline](s, api)
	command[casework.Triage](s, api)
	command[casework.Assign](s, api)
	command[casework.Designate](s, api)
	command[casework.Sign](s, api)
	command[casework.Return](s, api)
	command[casework.Escalate](s, api)
	command[casework.Join](s, api)
	command[casework.Opine](s, api)
	command[casework.Contact](s, api)
	command[casework.PlanSession](s, api)
	command[casework.MoveSession](s, api)
	command[casework.CancelSession](s, api)
	command[casework.RecordSession](s, api)
	command[casework.DraftAgreement](s, api)
	command[casework.ConfirmParty](s, api)
	command[casework.Settle](s, api)
	command[casework.ApplyCourt](s, api)
	command[casework.WaiveCourt](s, api)
	command[casework.RecordCourt](s, api)
	command[casework.Perform](s, api)
	command[casework.Breach](s, api)
	command[casework.Fail](s, api)
	command[casework.Withdraw](s, api)
	command[casework.Refer](s, api)
	command[casework.Pause](s, api)
	command[casework.Resume](s, api)
	command[casework.AskExtension](s, api)
	command[casework.DecideExtension](s, api)
	command[casework.VisitParty](s, api)
	command[casework.AddHazard](s, api)
	command[casework.RemoveHazard](s, api)
	command[casework.AddParty](s, api)
	command[casework.AttachFile](s, api)
	command[casework.Confide](s, api)
	command[casework.NamePeople](s, api)
	command[casework.Unname](s, api)
	command[casework.Conceal](s, api)
	command[casework.Screen](s, api)
	command[casework.MakeReport](s, api)
	command[casework.NoteCaucus](s, api)
	command[casework.ShareCaucus](s, api)
	command[casework.Handover](s, api)
	command[casework.Tag](s, api)
	command[casework.Recall](s, api)
	command[casework.Link](s, api)
	command[casework.Unlink](s, api)
	command[casework.Merge](s, api)
	command[casework.Unmerge](s, api)
	command[casework.Hold](s, api)
	command[casework.Unhold](s, api)
	command[casework.AskData](s, api)
	command[casework.AnswerData](s, api)
	command[casework.Answer](s, api)
	command[casework.Close](s, api)
	command[casework.Reopen](s, api)
	command[casework.Archive](s, api)
	command[casework.Correct](s, api)
}
