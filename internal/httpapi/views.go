package httpapi

import (
	"context"
	"time"

	"hemu/internal/access"
	"hemu/internal/casework"
	"hemu/internal/org"
	"hemu/internal/sqldb"
	"hemu/internal/views"
)

// SavedViewOut is a filter of the ledger under a name.
type SavedViewOut struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Address   string `json:"address" doc:"the filter as the console's address bar has it"`
	Reach     string `json:"reach" enum:"own,unit,below" doc:"who has it: its maker, the unit, the unit and all below"`
	Unit      string `json:"unit,omitempty" doc:"name of the unit that shares it"`
	Removable bool   `json:"removable"`
	Rhythm    string `json:"rhythm,omitempty" enum:"daily,weekly" doc:"how often one is told of it"`
}

// DigestOut is what one was told of a view on a day: numbers of the cases one could see.
type DigestOut struct {
	View   SavedViewOut `json:"view"`
	Day    string       `json:"day" doc:"YYYY-MM-DD"`
	Found  int          `json:"found"`
	Late   int          `json:"late" doc:"of them, past what they are due"`
	Fresh  int          `json:"fresh" doc:"of them, registered the day before, or in the week before"`
	Most   int          `json:"most" doc:"a number above it means more than this"`
	Weekly bool         `json:"weekly" doc:"told for a week, not for a day"`
	Unseen bool         `json:"unseen"`
}

// DigestsOut is what one was told lately, the newest first.
type DigestsOut struct {
	Items  []DigestOut `json:"items" nullable:"false"`
	Named  []NamedOut  `json:"named" nullable:"false" doc:"that one was named on a confidential case, or one's name taken off"`
	Unseen int         `json:"unseen"`
}

// NamedOut is that one was named on a confidential case, or one's name taken off.
type NamedOut struct {
	At     time.Time `json:"at"`
	On     bool      `json:"on" doc:"named, and not taken off"`
	Case   string    `json:"case,omitempty" doc:"where one may open it still"`
	Unseen bool      `json:"unseen"`
}

type saveViewIn struct {
	Keyed
	Body struct {
		Name    string   `json:"name" minLength:"1" maxLength:"20"`
		Address string   `json:"address" maxLength:"4000"`
		Reach   string   `json:"reach" enum:"own,unit,below"`
		Filter  FilterIn `json:"filter,omitzero"`
	}
}

type subscribeIn struct {
	IDIn
	Body struct {
		Rhythm string `json:"rhythm" enum:"never,daily,weekly"`
	}
}

// viewsOut puts the names of units to views.
func (s *Server) viewsOut(ctx context.Context, actor access.Actor, all []views.View) ([]SavedViewOut, error) {
	units, out := []string{}, []SavedViewOut{}
	for _, v := range all {
		units = append(units, v.OrgID)
	}
	var named map[string]org.Unit
	err := s.DB.Read(ctx, func(tx *sqldb.Tx) (err error) {
		named, err = org.ByID(ctx, tx, units)
		return err
	})
	for _, v := range all {
		one := SavedViewOut{ID: v.ID, Name: v.Name, Address: v.Filter.Address, Reach: string(v.Reach), Removable: v.Removable(actor), Rhythm: string(v.Rhythm)}
		if v.Reach != views.Own {
			one.Unit = named[v.OrgID].Name
		}
		out = append(out, one)
	}
	return out, err
}

func (s *Server) listViews(ctx context.Context, actor access.Actor, _ *none) (*body[listOf[SavedViewOut]], error) {
	all, err := s.Views.List(ctx, actor)
	if err != nil {
		return nil, err
	}
	out, err := s.viewsOut(ctx, actor, all)
	return &body[listOf[SavedViewOut]]{listOf[SavedViewOut]{Items: out}}, err
}

func (s *Server) saveView(ctx context.Context, actor access.Actor, in *saveViewIn) (*body[SavedViewOut], error) {
	f, err := in.Body.Filter.filter(actor)
	if err != nil {
		return nil, err
	}
	kept := views.Filter{Filter: f, Here: in.Body.Filter.Org == "" && in.Body.Filter.Unit != "", Address: in.Body.Address}
	if kept.Here {
		kept.Unit = ""
	}
	v, err := s.Views.Save(ctx, actor, in.Key, views.New{Name: in.Body.Name, Reach: views.Reach(in.Body.Reach), Filter: kept})
	if err != nil {
		return nil, err
	}
	out, err := s.viewsOut(ctx, actor, []views.View{v})
	if err != nil {
		return nil, err
	}
	return &body[SavedViewOut]{out[0]}, nil
}

func (s *Server) removeView(ctx context.Context, actor access.Actor, in *IDIn) (*none, error) {
	return nil, s.Views.Remove(ctx, actor, in.ID)
}

func (s *Server) subscribeView(ctx context.Context, actor access.Actor, in *subscribeIn) (*none, error) {
	rhythm := views.Rhythm(in.Body.Rhythm)
	if rhythm == "never" {
		rhythm = views.Never
	}
	return nil, s.Views.Subscribe(ctx, actor, in.ID, rhythm)
}

func (s *Server) listDigests(ctx context.Context, actor access.Actor, _ *none) (*body[DigestsOut], error) {
	all, unseen, err := s.Views.Digests(ctx, actor)
	if err != nil {
		return nil, err
	}
	told := []views.View{}
	for _, d := range all {
		told = append(told, d.View)
	}
	named, err := s.viewsOut(ctx, actor, told)
	if err != nil {
		return nil, err
	}
	out := DigestsOut{Items: []DigestOut{}, Named: []NamedOut{}, Unseen: unseen}
	naming, err := s.Cases.Told(ctx, actor)
	if err != nil {
		return nil, err
	}
	for _, n := range naming {
		if out.Named = append(out.Named, NamedOut{n.At, n.Named, string(n.Case), !n.Seen}); !n.Seen {
			out.Unseen++
		}
	}
	for i, d := range all {
		out.Items = append(out.Items, DigestOut{named[i], d.Day.String(), d.Found, d.Late, d.Fresh, casework.MostCounted, d.Rhythm == views.Weekly, !d.Seen})
	}
	return &body[DigestsOut]{out}, nil
}

func (s *Server) sawDigests(ctx context.Context, actor access.Actor, _ *none) (*none, error) {
	if err := s.Cases.SawTold(ctx, actor); err != nil {
		return nil, err
	}
	return nil, s.Views.Saw(ctx, actor)
}
