package httpapi

import (
	"context"

	"hemu/internal/access"
	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/identity"
	"hemu/internal/message"
	"hemu/internal/org"
	"hemu/internal/region"
	"hemu/internal/sqldb"
)

// UnitOut is an organisation.
type UnitOut struct {
	ID         string `json:"id"`
	ParentID   string `json:"parentId,omitempty"`
	Path       string `json:"path"`
	Code       string `json:"code,omitempty"`
	Name       string `json:"name"`
	ShortName  string `json:"shortName"`
	Kind       string `json:"kind"`
	Level      string `json:"level"`
	Region     string `json:"region"`
	Area       string `json:"area,omitempty"`
	Phone      string `json:"phone,omitempty"`
	Address    string `json:"address,omitempty"`
	Closed     bool   `json:"closed"`
	ClosedInto string `json:"closedInto,omitempty"`
	TakesCases bool   `json:"takesCases" doc:"a case can be put on it"`
	Version    int64  `json:"version"`
}

func unitOut(u org.Unit) UnitOut {
	return UnitOut{u.ID, u.ParentID, u.Path, u.Code, u.Name, u.ShortName, string(u.Kind), string(u.Level), u.RegionCode, u.AreaCode,
		u.Phone, u.Address, u.Closed(), u.ClosedInto, u.Kind.TakesCases(), u.Version}
}

type orgsIn struct {
	PageIn
	Text   string `query:"text" maxLength:"60" doc:"part of the name, or pinyin initials"`
	Parent string `query:"parent" doc:"only those directly below"`
	Within string `query:"within" doc:"only those in the subtree of this one"`
	Kind   string `query:"kind"`
	Closed bool   `query:"closed" doc:"closed ones too"`
	Root   bool   `query:"root" doc:"only the roots"`
}

func (s *Server) listOrgs(ctx context.Context, _ access.Actor, in *orgsIn) (*body[listOf[UnitOut]], error) {
	f := org.Filter{Text: in.Text, Parent: in.Parent, IncludeClosed: in.Closed}
	if in.Kind != "" {
		f.Kinds = []org.Kind{org.Kind(in.Kind)}
	}
	if in.Root {
		f.Kinds = []org.Kind{org.JudicialBureau}
	}
	out := listOf[UnitOut]{Items: []UnitOut{}}
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		if in.Within != "" {
			u, err := org.Get(ctx, tx, in.Within)
			if err != nil {
				return err
			}
			f.Under = u.Path
		}
		page, err := org.List(ctx, tx, f, in.Cursor, in.Limit)
		for _, u := range page.Units {
			out.Items = append(out.Items, unitOut(u))
		}
		out.Next = page.Next
		return err
	})
	return &body[listOf[UnitOut]]{out}, err
}

// MemberOut is a member of an organisation. Telephone numbers of members are
// official and shown.
type MemberOut struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Sex       string   `json:"sex"`
	BirthYear int      `json:"birthYear,omitempty"`
	Functions []string `json:"functions" nullable:"false"`
	Origin    string   `json:"origin" enum:"elected,appointed"`
	FullTime  bool     `json:"fullTime"`
	Education string   `json:"education,omitempty"`
	ElectedBy string   `json:"electedBy,omitempty"`
	ElectedOn string   `json:"electedOn,omitempty"`
	TermFrom  string   `json:"termFrom,omitempty"`
	TermUntil string   `json:"termUntil,omitempty"`
	Phone     string   `json:"phone,omitempty"`
	UserID    string   `json:"userId,omitempty"`
	LeftOn    string   `json:"leftOn,omitempty"`
	Version   int64    `json:"version,omitempty"`
}

func memberOut(m org.Member) MemberOut {
	out := MemberOut{
		ID: m.ID, Name: m.Name, Sex: m.Sex, BirthYear: m.BirthYear, Functions: []string{}, Origin: string(m.Origin), FullTime: m.FullTime,
		Education: m.Education, ElectedBy: m.ElectedBy, ElectedOn: m.ElectedOn.String(), TermFrom: m.TermFrom.String(),
		TermUntil: m.TermUntil.String(), Phone: m.Phone, UserID: m.UserID, LeftOn: m.LeftOn.String(), Version: m.Version,
	}
	for _, f := range m.Functions {
		out.Functions = append(out.Functions, string(f))
	}
	return out
}

// member reads what was sent of a member.
func (in MemberOut) member(orgID, id string) (org.Member, error) {
	m := org.Member{
		ID: id, OrgID: orgID, Name: in.Name, Sex: in.Sex, BirthYear: in.BirthYear, Origin: org.Origin(in.Origin), FullTime: in.FullTime,
		Education: in.Education, ElectedBy: in.ElectedBy, Phone: in.Phone, UserID: in.UserID, Version: in.Version,
	}
	for _, f := range in.Functions {
		m.Functions = append(m.Functions, org.Function(f))
	}
	for _, d := range []struct {
		text, field string
		at          *calendar.Date
	}{{in.ElectedOn, "electedOn", &m.ElectedOn}, {in.TermFrom, "termFrom", &m.TermFrom}, {in.TermUntil, "termUntil", &m.TermUntil}} {
		if d.text == "" {
			continue
		}
		day, err := calendar.ParseDate(d.text)
		if err != nil {
			return m, fault.BadField("request.bad_date", d.field)
		}
		*d.at = day
	}
	return m, nil
}

// BreachOut is one thing wrong with the composition of a committee.
type BreachOut struct {
	OrgID    string `json:"orgId"`
	OrgName  string `json:"orgName"`
	Code     string `json:"code"`
	Text     string `json:"text"`
	Citation string `json:"citation"`
}

// OrgOut is an organisation's page.
type OrgOut struct {
	Unit      UnitOut     `json:"unit"`
	Ancestors []UnitOut   `json:"ancestors" nullable:"false" doc:"from the root down"`
	Members   []MemberOut `json:"members" nullable:"false"`
	Breaches  []BreachOut `json:"breaches" nullable:"false"`
	AreaName  string      `json:"areaName,omitempty" doc:"of the area its town belongs to"`
	Place     string      `json:"regionName,omitempty" doc:"town and village of its division"`
	OpenCases int         `json:"openCases" doc:"cases it holds that are open; -1 when not for you"`
}

func (s *Server) getOrg(ctx context.Context, actor access.Actor, in *IDIn) (*body[OrgOut], error) {
	out := OrgOut{Ancestors: []UnitOut{}, Members: []MemberOut{}, Breaches: []BreachOut{}, OpenCases: -1}
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		u, err := org.Get(ctx, tx, in.ID)
		if err != nil {
			return err
		}
		out.Unit = unitOut(u)
		areas, err := org.Areas(ctx, tx, u.County)
		if err != nil {
			return err
		}
		for _, a := range areas {
			if a.Code == u.AreaCode {
				out.AreaName = a.Name
			}
		}
		places, err := region.Names(ctx, tx, []string{u.RegionCode})
		if err != nil {
			return err
		}
		out.Place = places[u.RegionCode]
		above, err := org.Ancestors(ctx, tx, u)
		if err != nil {
			return err
		}
		for _, a := range above {
			out.Ancestors = append(out.Ancestors, unitOut(a))
		}
		members, err := org.Members(ctx, tx, u.ID)
		if err != nil {
			return err
		}
		for _, m := range members {
			out.Members = append(out.Members, memberOut(m))
		}
		for _, b := range org.Breaches(u, members, calendar.DateOf(tx.Now)) {
			out.Breaches = append(out.Breaches, breachOut(u.ID, u.Name, b, actor.Lang))
		}
		return nil
	})
	return &body[OrgOut]{out}, err
}

func breachOut(id, name string, b org.Breach, lang message.Lang) BreachOut {
	return BreachOut{id, name, b.Code, message.Text(lang, b.Code, named(b.Args, lang)), b.Citation}
}

// AreaOut is an area: a group of towns of a county, such as the south.
type AreaOut struct {
	County   string `json:"county" doc:"six digits"`
	Code     string `json:"code"`
	Name     string `json:"name"`
	Position int    `json:"position"`
}

func (s *Server) listAreas(ctx context.Context, actor access.Actor, _ *none) (*body[listOf[AreaOut]], error) {
	out := listOf[AreaOut]{Items: []AreaOut{}}
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		areas, err := org.Areas(ctx, tx, actor.Acting.County)
		for _, a := range areas {
			if a.ClosedOn.IsZero() {
				out.Items = append(out.Items, AreaOut{a.County, a.Code, a.Name, a.Position})
			}
		}
		return err
	})
	return &body[listOf[AreaOut]]{out}, err
}

type areaIn struct{ Body AreaOut }

func (s *Server) saveArea(ctx context.Context, actor access.Actor, in *areaIn) (*none, error) {
	b := in.Body
	return nil, s.Orgs.SaveArea(ctx, actor.UserID, actor.Acting.OrgID, org.Area{County: b.County, Code: b.Code, Name: b.Name, Position: b.Position})
}

func (s *Server) listBreaches(ctx context.Context, actor access.Actor, in *struct {
	PageIn
	Within string `query:"within"`
}) (*body[listOf[BreachOut]], error) {
	out := listOf[BreachOut]{Items: []BreachOut{}}
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		path := actor.Acting.OrgPath
		if in.Within != "" {
			u, err := org.Get(ctx, tx, in.Within)
			if err != nil {
				return err
			}
			path = u.Path
		}
		found, next, err := org.ListBreaches(ctx, tx, path, in.Cursor, in.Limit)
		for _, l := range found {
			out.Items = append(out.Items, breachOut(l.OrgID, l.OrgName, l.Breach, actor.Lang))
		}
		out.Next = next
		return err
	})
	return &body[listOf[BreachOut]]{out}, err
}

// UnitIn is what is said of an organisation.
type UnitIn struct {
	Body struct {
		ParentID  string `json:"parentId,omitempty"`
		Code      string `json:"code,omitempty"`
		Name      string `json:"name"`
		ShortName string `json:"shortName,omitempty"`
		Kind      string `json:"kind"`
		Level     string `json:"level,omitempty"`
		Region    string `json:"region"`
		Area      string `json:"area,omitempty"`
		Phone     string `json:"phone,omitempty"`
		Address   string `json:"address,omitempty"`
	}
}

func (in *UnitIn) unit() org.Unit {
	b := in.Body
	return org.Unit{
		ParentID: b.ParentID, Code: b.Code, Name: b.Name, ShortName: b.ShortName, Kind: org.Kind(b.Kind), Level: org.Level(b.Level),
		RegionCode: b.Region, AreaCode: b.Area, Phone: b.Phone, Address: b.Address,
	}
}

func (s *Server) createOrg(ctx context.Context, actor access.Actor, in *UnitIn) (*body[UnitOut], error) {
	u, err := s.Orgs.Create(ctx, actor.UserID, actor.Acting.OrgID, in.unit())
	return &body[UnitOut]{unitOut(u)}, err
}

func (s *Server) updateOrg(ctx context.Context, actor access.Actor, in *struct {
	IDIn
	IfMatch string `header:"If-Match"`
	UnitIn
}) (*body[UnitOut], error) {
	version, err := versionOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	var old org.Unit
	if err := s.DB.Read(ctx, func(tx *sqldb.Tx) (err error) {
		old, err = org.Get(ctx, tx, in.ID)
		return err
	}); err != nil {
		return nil, err
	}
	u := in.unit()
	u.ID, u.Version, u.ParentID, u.NumberPattern = in.ID, version, old.ParentID, old.NumberPattern
	u, err = s.Orgs.Update(ctx, actor.UserID, actor.Acting.OrgID, u)
	return &body[UnitOut]{unitOut(u)}, err
}

// changeIn moves, closes or merges an organisation; To is the new parent, or who
// takes over what is open.
type changeIn struct {
	IDIn
	IfMatch string `header:"If-Match"`
	Body    struct {
		To string `json:"to,omitempty"`
	}
}

// changeOrg makes an operation of one of the ways an organisation can change.
func (s *Server) changeOrg(do func(ctx context.Context, by, actingOrg, id string, version int64, to string) (org.Unit, error)) func(context.Context, access.Actor, *changeIn) (*body[UnitOut], error) {
	return func(ctx context.Context, actor access.Actor, in *changeIn) (*body[UnitOut], error) {
		version, err := versionOf(in.IfMatch)
		if err != nil {
			return nil, err
		}
		u, err := do(ctx, actor.UserID, actor.Acting.OrgID, in.ID, version, in.Body.To)
		return &body[UnitOut]{unitOut(u)}, err
	}
}

type memberIn struct {
	IDIn
	Body MemberOut
}

// ownOrg refuses a head who would change the members of another organisation.
func ownOrg(actor access.Actor, orgID string) error {
	if actor.Has(access.ManageOrgs) || actor.Acting.OrgID == orgID {
		return nil
	}
	return fault.New(fault.Denied, "org.not_yours")
}

func (s *Server) addMember(ctx context.Context, actor access.Actor, in *memberIn) (*body[MemberOut], error) {
	if err := ownOrg(actor, in.ID); err != nil {
		return nil, err
	}
	m, err := in.Body.member(in.ID, "")
	if err != nil {
		return nil, err
	}
	m, err = s.Orgs.AddMember(ctx, actor.UserID, actor.Acting.OrgID, m)
	return &body[MemberOut]{memberOut(m)}, err
}

// memberOf finds the organisation of a member, to ask whose it is.
func (s *Server) memberOf(ctx context.Context, actor access.Actor, id string) (m org.Member, err error) {
	err = s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		m, err = org.GetMember(ctx, tx, id)
		return err
	})
	if err != nil {
		return m, err
	}
	return m, ownOrg(actor, m.OrgID)
}

func (s *Server) updateMember(ctx context.Context, actor access.Actor, in *memberIn) (*body[MemberOut], error) {
	old, err := s.memberOf(ctx, actor, in.ID)
	if err != nil {
		return nil, err
	}
	m, err := in.Body.member(old.OrgID, old.ID)
	if err != nil {
		return nil, err
	}
	m, err = s.Orgs.UpdateMember(ctx, actor.UserID, actor.Acting.OrgID, m)
	return &body[MemberOut]{memberOut(m)}, err
}

func (s *Server) leaveMember(ctx context.Context, actor access.Actor, in *versionIn) (*none, error) {
	version, err := versionOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	if _, err := s.memberOf(ctx, actor, in.ID); err != nil {
		return nil, err
	}
	_, err = s.Orgs.LeaveMember(ctx, actor.UserID, actor.Acting.OrgID, in.ID, version, calendar.DateOf(s.DB.Now()))
	return nil, err
}

// RegionOut is a division.
type RegionOut struct {
	Code   string `json:"code"`
	Name   string `json:"name"`
	Level  int    `json:"level" minimum:"1" maximum:"5"`
	Parent string `json:"parent,omitempty"`
	Path   string `json:"path"`
	Above  string `json:"above,omitempty" doc:"name of the one above, to tell two of a name apart"`
	Closed bool   `json:"closed"`
}

func (s *Server) listRegions(ctx context.Context, _ access.Actor, in *struct {
	Parent string `query:"parent" doc:"children of this division; the top level when empty"`
	Within string `query:"within" doc:"search below this division"`
	Text   string `query:"text" maxLength:"60"`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}) (*body[listOf[RegionOut]], error) {
	out := listOf[RegionOut]{Items: []RegionOut{}}
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) (err error) {
		var found []region.Division
		if in.Text != "" {
			path := ""
			if in.Within != "" {
				d, err := region.Get(ctx, tx, in.Within)
				if err != nil {
					return err
				}
				path = d.Path
			}
			found, err = region.Search(ctx, tx, path, in.Text, in.Limit)
		} else {
			found, err = region.Children(ctx, tx, in.Parent)
		}
		if err != nil {
			return err
		}
		parents := []string{}
		for _, d := range found {
			parents = append(parents, d.Parent)
		}
		above, err := region.ByCode(ctx, tx, parents)
		for _, d := range found {
			out.Items = append(out.Items, RegionOut{d.Code, d.Name, int(d.Level), d.Parent, d.Path, above[d.Parent].Name, d.Closed()})
		}
		return err
	})
	return &body[listOf[RegionOut]]{out}, err
}

// ColleagueOut is somebody a case can be given to.
type ColleagueOut struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	Roles []string `json:"roles" nullable:"false"`
}

func (s *Server) listColleagues(ctx context.Context, actor access.Actor, in *struct {
	Org string `query:"org" doc:"the acting organisation when empty"`
}) (*body[listOf[ColleagueOut]], error) {
	out := listOf[ColleagueOut]{Items: []ColleagueOut{}}
	id := in.Org
	if id == "" {
		id = actor.Acting.OrgID
	}
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) error {
		found, err := identity.Colleagues(ctx, tx, id)
		for _, c := range found {
			out.Items = append(out.Items, ColleagueOut{c.UserID, c.Name, list(c.Roles)})
		}
		return err
	})
	return &body[listOf[ColleagueOut]]{out}, err
}
