package casework

import (
	"context"
	"errors"
	"strings"

	"hemu/internal/access"
	"hemu/internal/fault"
	"hemu/internal/message"
	"hemu/internal/once"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// RequestInput is what a resident asks for on the residents' pages (mission C1,
// channel online). It needs no account and no identity number.
type RequestInput struct {
	Facts  string `json:"facts"`
	Wish   string `json:"wish"`             // what the resident hopes for
	Cause  string `json:"cause,omitempty"`  // "" for other
	Region string `json:"region"`           // where it is: a village, or a town when that is not known
	Other  string `json:"other"`            // name of the other side
	Name   string `json:"name"`             // of the resident
	Phone  string `json:"phone"`            // somebody has to be able to ask back
	Reach  string `json:"reach,omitempty"`  // when and how to reach the resident safely
	Agreed bool   `json:"agreed,omitempty"` // applies of their own will, rights read (PML 17, 23)
}

// otherCause is for what fits no other, or for who does not know.
const otherCause = "1499"

// Request registers what a resident asks for. The committee of the place takes it
// in, see receiver; its acceptance clock runs as for any other case. The same key
// again gives the same case. Errors: those of Register with the fields of
// RequestInput, case.nobody_receives when no committee covers the place.
func (s *Service) Request(ctx context.Context, key string, in RequestInput) (Case, string, error) {
	c, err := s.write(ctx, access.Actor{System: true}, key, attempt{Act: access.Register, Input: in}, func(tx *sqldb.Tx) (Case, error) {
		actor, err := s.receive(ctx, tx, in.Region)
		if err != nil {
			return Case{}, err
		}
		return s.begin(ctx, tx, actor, in.told(), func(path string, e Env) (Case, []Event, error) { return Request(in, path, e) })
	})
	if err != nil {
		return c, "", err
	}
	return c, s.trackingCode(c.ID), nil
}

// Requested is the tracking code of the case that the request with this key became,
// whatever it said; fault.NotFound when there is none, or no longer known.
func (s *Service) Requested(ctx context.Context, key string) (code string, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		made, ok, err := once.Answered[done](ctx, tx, "", key)
		if err != nil {
			return err
		}
		if !ok {
			return ErrNotFound
		}
		code = s.trackingCode(made.Case)
		return nil
	})
	return code, err
}

// receive finds who takes in what happened in a division: the product acts for
// that organisation.
func (s *Service) receive(ctx context.Context, tx *sqldb.Tx, region string) (actor access.Actor, err error) {
	path, err := s.Region(ctx, tx, region)
	if err == nil && path == "" {
		err = fault.BadField("case.region_unknown", "region")
	}
	if err != nil {
		return actor, err
	}
	units, err := receivers(ctx, tx, region)
	if err != nil {
		return actor, err
	}
	u, ok := receiver(units, region)
	if !ok {
		return actor, fault.BadField("case.nobody_receives", "region")
	}
	post := access.Post{OrgID: u.ID, OrgName: u.Name, OrgPath: u.Path, County: u.County, OrgKind: u.Kind, OrgLevel: u.Level}
	return access.Actor{System: true, Acting: post}, nil
}

// townDigits is how much of a code names the town.
const townDigits = 9

// receivers are the committees that may take in what happened in a division: those
// of its town.
func receivers(ctx context.Context, tx *sqldb.Tx, region string) ([]org.Unit, error) {
	page, err := org.List(ctx, tx, org.Filter{
		Kinds: []org.Kind{org.CommitteeVillage, org.CommitteeCommunity, org.CommitteeTown}, Region: region[:min(len(region), townDigits)],
	}, "", org.MaxPage)
	return page.Units, err
}

// receiver is the committee nearest to the place: that of the village, else that
// of the town (PML 8, 34; 人民调解工作若干规定 21).
func receiver(units []org.Unit, region string) (u org.Unit, ok bool) {
	for _, u := range units {
		if u.Kind != org.CommitteeTown && strings.TrimRight(u.RegionCode, "0") == strings.TrimRight(region, "0") {
			return u, true
		}
	}
	for _, u := range units {
		if u.Kind == org.CommitteeTown {
			return u, true
		}
	}
	return u, false
}

// Request decides on a resident's request: it becomes a case like any other, with
// the resident as applicant, who has agreed to mediation.
func Request(in RequestInput, regionPath string, e Env) (Case, []Event, error) {
	told := in.told()
	c, events, err := Register(told, regionPath, e)
	var f fault.Form
	f.Require(strings.TrimSpace(in.Facts) != "", "case.facts_missing", "facts")
	f.Require(strings.TrimSpace(in.Other) != "", "case.other_missing", "other")
	f.Require(strings.TrimSpace(in.Phone) != "", "case.phone_missing", "phone")
	f.Require(in.Agreed, "case.agree_missing", "agreed")
	tooLong(&f, map[string]limited{"wish": {in.Wish, 500}, "reach": {in.Reach, 200}})
	addAsked(&f, err)
	if err := f.Err(); err != nil {
		return Case{}, nil, err
	}
	if err != nil {
		return Case{}, nil, err
	}
	if c.represented(c.Parties[0], e.Today()) {
		c.Parties[0].Consent = "given"
	}
	events[0].Body = requested{told, in.Agreed}
	return c, events, nil
}

// requested is what the record keeps of a request.
type requested struct {
	RegisterInput
	Agreed bool `json:"agreed"`
}

// told is the request as an officer would have written it down. What is hoped for
// stands below the facts, so that whoever takes the case in reads it first. How to
// reach the resident is the resident's: sealed, and on no paper.
func (in RequestInput) told() RegisterInput {
	facts := strings.TrimSpace(in.Facts)
	if wish := strings.TrimSpace(in.Wish); wish != "" {
		facts += "\n" + message.Text(message.Chinese, "case.request_wish", fault.Args{"text": wish})
	}
	cause := in.Cause
	if cause == "" {
		cause = otherCause
	}
	return RegisterInput{
		Facts: facts, Cause: cause, Channel: "online", Region: in.Region,
		Parties: []PartyInput{
			{Role: "applicant", Kind: "person", Name: in.Name, Phone: in.Phone, Reach: in.Reach}, {Role: "respondent", Kind: "person", Name: in.Other},
		},
	}
}

// asked maps the fields of a registration to those the resident saw.
var asked = map[string]string{
	"parties.0.name": "name", "parties.0.phone": "phone", "parties.0.reach": "reach", "parties.1.name": "other", "facts": "facts", "cause": "cause", "region": "region",
}

// addAsked puts what is wrong with the registration to the fields the resident
// saw; what the form has said already is not said twice.
func addAsked(f *fault.Form, err error) {
	wrong, ok := errors.AsType[*fault.Error](err)
	if !ok || wrong.Kind != fault.Invalid {
		return
	}
	for _, d := range wrong.Details {
		field := asked[d.Field]
		if field == "" || f.Has(field) {
			continue
		}
		f.Add(d.Code, field, d.Args)
	}
}
