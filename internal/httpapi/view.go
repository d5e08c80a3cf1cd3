package httpapi

import (
	"context"
	"encoding/json"
	"time"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/casework"
	"hemu/internal/fault"
	"hemu/internal/message"
)

// PartyOut is a party with numbers masked: "138****1234". A masked value is
// never sent back; a correction names the new value only.
type PartyOut struct {
	ID         string `json:"id"`
	Role       string `json:"role"`
	Kind       string `json:"kind"`
	Name       string `json:"name"`
	Sex        string `json:"sex"`
	BornOn     string `json:"bornOn,omitempty" doc:"masked: only the year"`
	Phone      string `json:"phone" doc:"masked"`
	IDType     string `json:"idType"`
	IDNumber   string `json:"idNumber" doc:"masked"`
	NoIDWhy    string `json:"noIdReason,omitempty"`
	Address    string `json:"address"`
	Work       string `json:"work"`
	Reach      string `json:"reach,omitempty" doc:"how to reach the person safely"`
	LegalRep   string `json:"legalRep,omitempty"`
	Agent      string `json:"agent,omitempty"`
	AgentAs    string `json:"agentAs,omitempty"`
	AgentPhone string `json:"agentPhone,omitempty" doc:"masked"`
	AgentRel   string `json:"agentRelation,omitempty" doc:"what a guardian is to the party"`
	AgentBy    string `json:"agentAuthority,omitempty" doc:"paper the authority rests on"`
	Capacity   string `json:"capacity,omitempty" doc:"as written down; empty: by age"`
	Guarded    bool   `json:"guarded,omitempty" doc:"cannot agree without a guardian, as things are today"`
	Main       bool   `json:"main"`
	Consent    string `json:"consent,omitempty"`
	Count      int    `json:"count,omitempty"`
	Restricted bool   `json:"restricted,omitempty" doc:"the data is kept and used for nothing else; then no file of the case is opened"`
	Alias      string `json:"alias,omitempty" doc:"what who may not know the person reads in place of the name; then all else is left out"`
}

func partyOut(p casework.PartyView) PartyOut {
	return PartyOut{
		p.ID, p.Role, p.Kind, p.Name, p.Sex, string(p.BornOn), string(p.Phone), p.IDType, string(p.IDNumber), p.NoIDWhy, p.Address, p.Work, p.Reach,
		p.LegalRep, p.Agent, p.AgentAs, string(p.AgentTel), p.AgentRel, p.AgentBy, p.Capacity, p.Guarded, p.Main, p.Consent, p.Count, p.Restricted, p.Alias,
	}
}

// ClockOut is a clock with its colour now.
type ClockOut struct {
	casework.Clock
	Light   string  `json:"light" enum:"green,yellow,red"`
	Running bool    `json:"running"`
	Paused  bool    `json:"paused"`
	Share   float64 `json:"share" doc:"part of the limit used: 1 is all of it"`
}

// SlipOut is a numbered document.
type SlipOut struct {
	casework.Slip
	Void       bool   `json:"void" doc:"it no longer holds: the session moved or was called off"`
	ReplacedBy string `json:"replacedBy,omitempty" doc:"number of the document in its place"`
}

// PossibleOut is an act the state allows, and if the actor may not do it, why.
type PossibleOut struct {
	Act  string   `json:"act"`
	OK   bool     `json:"ok"`
	Lack string   `json:"lack,omitempty" enum:",role,relation"`
	Need []string `json:"need,omitempty"`
}

// ReasonOut is one thing the closing gate misses, in words.
type ReasonOut struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// CautionOut is one thing to know before anybody is called or invited, in words.
type CautionOut struct {
	Code  string `json:"code"`
	Party string `json:"party,omitempty" doc:"id of the party it is about"`
	Text  string `json:"text"`
}

// ViewOut is a case page.
type ViewOut struct {
	Case         casework.Case         `json:"case"`
	RegionName   string                `json:"regionName,omitempty" doc:"town and village of the place"`
	Version      int64                 `json:"version"`
	Parties      []PartyOut            `json:"parties" nullable:"false"`
	Assignments  []casework.Assignment `json:"assignments" nullable:"false"`
	Sessions     []casework.Session    `json:"sessions" nullable:"false"`
	Sealed       []string              `json:"sealed" nullable:"false" doc:"sessions whose record is withheld"`
	Agreements   []casework.Agreement  `json:"agreements" nullable:"false"`
	Visits       []casework.Visit      `json:"visits" nullable:"false"`
	Clocks       []ClockOut            `json:"clocks" nullable:"false"`
	Slips        []SlipOut             `json:"slips" nullable:"false"`
	Contacts     []casework.Contacting `json:"contacts" nullable:"false"`
	Hazards      []casework.Hazard     `json:"hazards" nullable:"false"`
	Extensions   []casework.Extension  `json:"extensions" nullable:"false"`
	Files        []casework.File       `json:"files" nullable:"false"`
	Unscanned    []string              `json:"unscanned" nullable:"false" doc:"ids of files that no scanner has looked at yet"`
	Voices       []casework.Voice      `json:"voices" nullable:"false"`
	Holds        []casework.Holding    `json:"holds" nullable:"false"`
	Screenings   []casework.Screening  `json:"screenings" nullable:"false" doc:"answers about violence at home, the newest last; empty for who may not read them"`
	Reports      []casework.Reporting  `json:"reports" nullable:"false" doc:"duties to report and reports made; empty for who may not read them"`
	Caucuses     []casework.Caucus     `json:"caucuses" nullable:"false" doc:"what parties said in confidence; only notes the reader wrote or is named on"`
	Cautions     []CautionOut          `json:"cautions" nullable:"false" doc:"what to know before anybody is called or invited"`
	Units        map[string]string     `json:"units" doc:"names by id"`
	People       map[string]string     `json:"people" doc:"names by id"`
	Relations    []access.Relation     `json:"relations" nullable:"false"`
	Acts         []PossibleOut         `json:"acts" nullable:"false"`
	Missing      []ReasonOut           `json:"missing" nullable:"false" doc:"what the closing gate still asks for"`
	Contents     []casework.Item       `json:"contents" nullable:"false" doc:"completeness of the file"`
	Tied         []TiedOut             `json:"tied" nullable:"false" doc:"the other cases of its ties, those the reader may open"`
	TrackingCode string                `json:"trackingCode,omitempty"`

	Requests []casework.DataRequest `json:"requests" nullable:"false" doc:"what parties asked about their own data"`
}

// TiedOut is another case that belongs together with this one.
type TiedOut struct {
	ID    string `json:"id"`
	No    string `json:"no"`
	Title string `json:"title"`
	State string `json:"state"`
}

func list[T any](in []T) []T { return append([]T{}, in...) }

func (s *Server) getCase(ctx context.Context, actor access.Actor, in *IDIn) (*body[ViewOut], error) {
	v, err := s.Cases.Get(ctx, actor, casework.ID(in.ID))
	if err != nil {
		return nil, err
	}
	c := v.Case
	places, err := s.placeNames(ctx, []string{c.Region})
	if err != nil {
		return nil, err
	}
	out := ViewOut{
		Case: c, RegionName: places[c.Region], Version: c.Version, Parties: []PartyOut{}, Assignments: list(c.Assignments), Sessions: list(c.Sessions), Sealed: list(v.Sealed),
		Agreements: list(c.Agreements), Visits: list(c.Visits), Clocks: []ClockOut{}, Slips: []SlipOut{}, Contacts: list(c.Contacts),
		Hazards: list(c.Hazards), Extensions: list(c.Extensions), Files: list(c.Files), Unscanned: list(v.Unscanned), Voices: list(c.Voices), Holds: list(c.Holds), Requests: list(c.Requests), Screenings: list(c.Screenings), Reports: list(c.Reports), Caucuses: list(c.Caucuses), Cautions: []CautionOut{}, Units: v.Units, People: v.People,
		TrackingCode: v.TrackingCode, Relations: list(v.Relations), Acts: []PossibleOut{}, Missing: []ReasonOut{}, Contents: c.Contents(),
	}
	out.Tied = []TiedOut{}
	for _, t := range v.Tied {
		out.Tied = append(out.Tied, TiedOut{string(t.ID), t.No, t.Title, string(t.State)})
	}
	for _, p := range v.Parties {
		out.Parties = append(out.Parties, partyOut(p))
	}
	now := s.DB.Now()
	for _, k := range c.Clocks {
		out.Clocks = append(out.Clocks, ClockOut{k, string(k.Light(now)), k.Running(), k.Paused(), k.Share(v.Calendar, s.Cases.Reckoning, now)})
	}
	for _, one := range c.Slips {
		by, void := c.Voided(one)
		out.Slips = append(out.Slips, SlipOut{one, void, by})
	}
	for _, a := range v.Acts {
		out.Acts = append(out.Acts, PossibleOut{string(a.Act), a.OK, a.Lack, a.Need})
	}
	for _, d := range v.Cautions {
		out.Cautions = append(out.Cautions, CautionOut{d.Code, d.Field, message.Text(actor.Lang, d.Code, named(d.Args, actor.Lang))})
	}
	if c.State.Open() {
		out.Missing = reasons(c.Missing(), actor.Lang)
	}
	return &body[ViewOut]{out}, nil
}

func reasons(details []fault.Detail, lang message.Lang) []ReasonOut {
	out := []ReasonOut{}
	for _, d := range details {
		out = append(out, ReasonOut{d.Code, message.Text(lang, d.Code, named(d.Args, lang))})
	}
	return out
}

// EventOut is one entry of a case's history.
type EventOut struct {
	Seq       int64           `json:"seq"`
	At        time.Time       `json:"at"`
	Act       string          `json:"act"`
	ActorName string          `json:"actorName" doc:"empty for the system"`
	OrgName   string          `json:"orgName"`
	Role      string          `json:"role"`
	State     string          `json:"state" doc:"of the case after it"`
	Version   int64           `json:"version"`
	Said      json.RawMessage `json:"said,omitempty" doc:"what was said, numbers masked"`
	Hash      string          `json:"hash"`
}

type eventsIn struct {
	IDIn
	Before int64 `query:"before" minimum:"0" doc:"seq of the last entry of the page before"`
	Limit  int   `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

func (s *Server) listEvents(ctx context.Context, actor access.Actor, in *eventsIn) (*body[listOf[EventOut]], error) {
	all, err := s.Cases.Events(ctx, actor, casework.ID(in.ID), in.Before, in.Limit)
	out := listOf[EventOut]{Items: []EventOut{}}
	for _, h := range all {
		out.Items = append(out.Items, EventOut{h.Seq, h.At, string(h.Act), h.ActorName, h.OrgName, h.Role, string(h.State), h.Version, h.Said, h.Hash})
	}
	return &body[listOf[EventOut]]{out}, err
}

// ReckonedDay is one day of an explained limit.
type ReckonedDay struct {
	Date string `json:"date"`
	Kind string `json:"kind" enum:"workday,rest,holiday,makeup"`
	Name string `json:"name,omitempty"`
	Why  string `json:"why,omitempty"`
}

// ReckoningOut explains a clock: from where, by which rule, which days counted
// and which did not.
type ReckoningOut struct {
	Clock       casework.Clock `json:"clock"`
	FirstDay    string         `json:"firstDay"`
	LastDay     string         `json:"lastDay"`
	Nominal     string         `json:"nominalDay" doc:"the last day before it was moved off days off"`
	Due         time.Time      `json:"due,omitzero"`
	Standing    bool           `json:"standing" doc:"a pause holds it"`
	Counted     []ReckonedDay  `json:"counted" nullable:"false"`
	Skipped     []ReckonedDay  `json:"skipped" nullable:"false"`
	Unannounced []int          `json:"unannounced" nullable:"false" doc:"years whose official days are not announced"`
	Status      string         `json:"status,omitempty" doc:"how sure the rule's source is"`
}

type clockIn struct {
	IDIn
	Clock string `path:"clock" maxLength:"64"`
}

func (s *Server) explainClock(ctx context.Context, actor access.Actor, in *clockIn) (*body[ReckoningOut], error) {
	v, err := s.Cases.Get(ctx, actor, casework.ID(in.ID))
	if err != nil {
		return nil, err
	}
	for _, k := range v.Case.Clocks {
		if k.ID != in.Clock {
			continue
		}
		out := reckoningOut(k, k.Explain(v.Calendar, s.Cases.Reckoning))
		for _, r := range v.Policies {
			if r.ID == k.Rule {
				out.Status = string(r.Status)
			}
		}
		return &body[ReckoningOut]{out}, nil
	}
	return nil, fault.New(fault.NotFound, "request.not_found")
}

func reckoningOut(k casework.Clock, r calendar.Reckoning) ReckoningOut {
	days := func(in []calendar.CountedDay) []ReckonedDay {
		out := []ReckonedDay{}
		for _, d := range in {
			out = append(out, ReckonedDay{d.Date.String(), string(d.Kind), d.Name, string(d.Reason)})
		}
		return out
	}
	return ReckoningOut{
		Clock: k, FirstDay: r.FirstDay.String(), LastDay: r.LastDay.String(), Nominal: r.Nominal.String(), Due: k.Due,
		Standing: k.Paused(), Counted: days(r.Counted), Skipped: days(r.Skipped), Unannounced: list(r.Unannounced),
	}
}

type revealIn struct {
	IDIn
	Body struct {
		PartyID string `json:"partyId"`
		Reason  string `json:"reason"`
	}
}

// RevealedOut are a party's numbers in plain.
type RevealedOut struct {
	Phone      string `json:"phone"`
	IDNumber   string `json:"idNumber"`
	AgentPhone string `json:"agentPhone"`
	BornOn     string `json:"bornOn" doc:"YYYY-MM-DD"`
}

func (s *Server) reveal(ctx context.Context, actor access.Actor, in *revealIn) (*body[RevealedOut], error) {
	r, err := s.Cases.Reveal(ctx, actor, casework.ID(in.ID), in.Body.PartyID, in.Body.Reason)
	return &body[RevealedOut]{RevealedOut{r.Phone, r.IDNumber, r.AgentTel, r.BornOn}}, err
}

// ReadingOut says who looked at a case.
type ReadingOut struct {
	At       time.Time `json:"at"`
	UserName string    `json:"userName"`
	OrgName  string    `json:"orgName"`
	Role     string    `json:"role,omitempty" doc:"of the post acted in"`
	What     string    `json:"what"`
	Reason   string    `json:"reason,omitempty" doc:"of a paper with the name of a concealed party on it"`
}

func (s *Server) listReaders(ctx context.Context, actor access.Actor, in *IDIn) (*body[listOf[ReadingOut]], error) {
	all, err := s.Cases.Readings(ctx, actor, casework.ID(in.ID), 200)
	out := listOf[ReadingOut]{Items: []ReadingOut{}}
	for _, r := range all {
		out.Items = append(out.Items, ReadingOut{r.At, r.UserName, r.OrgName, r.Role, r.What, r.Reason})
	}
	return &body[listOf[ReadingOut]]{out}, err
}

// DraftOut is something half typed.
type DraftOut struct {
	ID        string          `json:"id"`
	Kind      string          `json:"kind"`
	Payload   json.RawMessage `json:"payload"`
	UpdatedAt time.Time       `json:"updatedAt"`
	Version   int64           `json:"version"`
}

func draftOut(d casework.Draft) DraftOut {
	return DraftOut{d.ID, d.Kind, d.Payload, d.UpdatedAt, d.Version}
}

type draftsIn struct {
	Kind string `query:"kind" maxLength:"64"`
}

func (s *Server) listDrafts(ctx context.Context, actor access.Actor, in *draftsIn) (*body[listOf[DraftOut]], error) {
	all, err := s.Cases.Drafts(ctx, actor, in.Kind)
	out := listOf[DraftOut]{Items: []DraftOut{}}
	for _, d := range all {
		out.Items = append(out.Items, draftOut(d))
	}
	return &body[listOf[DraftOut]]{out}, err
}

func (s *Server) getDraft(ctx context.Context, actor access.Actor, in *IDIn) (*body[DraftOut], error) {
	d, err := s.Cases.Draft(ctx, actor, in.ID)
	return &body[DraftOut]{draftOut(d)}, err
}

type draftIn struct {
	IDIn
	Body struct {
		Kind    string          `json:"kind" maxLength:"64"`
		Payload json.RawMessage `json:"payload"`
		Version int64           `json:"version,omitempty" doc:"as last read; 0 for a new one"`
	}
}

func (s *Server) putDraft(ctx context.Context, actor access.Actor, in *draftIn) (*body[DraftOut], error) {
	d, err := s.Cases.SaveDraft(ctx, actor, casework.Draft{ID: in.ID, Kind: in.Body.Kind, Payload: in.Body.Payload, Version: in.Body.Version})
	return &body[DraftOut]{draftOut(d)}, err
}

func (s *Server) deleteDraft(ctx context.Context, actor access.Actor, in *IDIn) (*none, error) {
	return nil, s.Cases.DeleteDraft(ctx, actor, in.ID)
}
