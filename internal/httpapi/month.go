package httpapi

import (
	"context"
	"time"

	"hemu/internal/access"
	"hemu/internal/casework"
	"hemu/internal/fault"
)

type monthsIn struct {
	Unit  string `query:"unit" maxLength:"64" doc:"organisation; the acting one without"`
	Month string `query:"month" pattern:"^[0-9]{4}-[0-9]{2}$" patternDescription:"month" doc:"YYYY-MM in which cases were registered; the present one without"`
	Until string `query:"until" pattern:"^[0-9]{4}-[0-9]{2}$" patternDescription:"month" doc:"last month, at most eleven later; the same one without"`
}

// MonthRowOut is an organisation of a month table.
type MonthRowOut struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Below bool   `json:"below" doc:"with all below it"`
	Open  bool   `json:"open" doc:"has units below it to look into"`
}

// MonthCellOut is how many cases there are of a row, a kind and a state.
type MonthCellOut struct {
	Row   string `json:"row"`
	Kind  string `json:"kind" doc:"first level of the code list dispute_cause"`
	State string `json:"state"`
	N     int64  `json:"n"`
}

// MonthsOut is organisation × kind × state of the cases registered in some months.
type MonthsOut struct {
	Unit  string         `json:"unit"`
	Name  string         `json:"name"`
	Up    string         `json:"up,omitempty" doc:"the unit above, where its table has anything to show"`
	Month string         `json:"month"`
	Until string         `json:"until"`
	From  string         `json:"from" doc:"first day, for the list"`
	To    string         `json:"to" doc:"last day"`
	Rows  []MonthRowOut  `json:"rows" nullable:"false"`
	Cells []MonthCellOut `json:"cells" nullable:"false" doc:"those that are not 0"`
}

// monthOf reads YYYY-MM; otherwise for none.
func monthOf(text, field string, otherwise casework.Month) (casework.Month, error) {
	if text == "" {
		return otherwise, nil
	}
	at, err := time.Parse("2006-01", text)
	if err != nil {
		return 0, fault.BadField("request.bad_date", field)
	}
	return casework.MonthOf(at), nil
}

func (s *Server) listMonths(ctx context.Context, actor access.Actor, in *monthsIn) (*body[MonthsOut], error) {
	first, err := monthOf(in.Month, "month", casework.MonthOf(s.DB.Now()))
	if err != nil {
		return nil, err
	}
	last, err := monthOf(in.Until, "until", first)
	if err != nil {
		return nil, err
	}
	t, err := s.Cases.MonthTable(ctx, actor, in.Unit, first, last)
	if err != nil {
		return nil, err
	}
	from, to := first.First(), (last + 1).First().AddDays(-1)
	out := MonthsOut{Unit: t.Unit.ID, Name: t.Unit.Name, Up: t.Up, Month: from.String()[:7], Until: to.String()[:7], From: from.String(), To: to.String(),
		Rows: []MonthRowOut{}, Cells: []MonthCellOut{}}
	for _, r := range t.Rows {
		out.Rows = append(out.Rows, MonthRowOut{r.ID, r.Name, r.Below, r.Parent})
	}
	for _, c := range t.Cells {
		out.Cells = append(out.Cells, MonthCellOut{c.Row, c.Kind, string(c.State), c.N})
	}
	return &body[MonthsOut]{out}, nil
}
