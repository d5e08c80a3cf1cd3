package region

import (
	"context"
	"encoding/json"
	"io"
	"strings"

	"hemu/internal/calendar"
	"hemu/internal/fault"
	"hemu/internal/hanzi"
	"hemu/internal/ledger"
	"hemu/internal/sheet"
	"hemu/internal/sqldb"
)

// Service is what people do with the tree of divisions.
type Service struct{ db *sqldb.DB }

// NewService returns a Service on db.
func NewService(db *sqldb.DB) *Service { return &Service{db} }

// Options of an import.
type Options struct {
	DryRun bool // check and count, save nothing
	// CloseUnder is the code of a division; those strictly below it that the
	// file doesn't name are abolished as of today. "" abolishes nothing: most
	// files hold only a part of the country.
	CloseUnder string
}

// imported is the body of the ledger entry of an import.
type imported struct {
	New     []entry  `json:"new,omitempty"`
	Changed []entry  `json:"changed,omitempty"`
	Closed  []string `json:"closed,omitempty"`
}

type entry struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// Import reads divisions from CSV or XLSX (Columns). Existing ones get the name
// in the file, abolished ones in the file exist again. Every faulty row is
// reported; with one faulty row nothing is saved.
func (s *Service) Import(ctx context.Context, by, actingOrg string, file io.Reader, o Options) (sheet.Report, error) {
	report := sheet.Report{Problems: []sheet.Problem{}}
	rows, err := sheet.Read(file, Columns())
	if err != nil {
		return report, err
	}
	report.Rows = len(rows)
	root := ""
	if o.CloseUnder != "" {
		var ok bool
		if root, ok = Normal(o.CloseUnder); !ok {
			return report, fault.BadField("region.code_bad", "close_under")
		}
	}
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error {
		if err := tx.Lock(ctx, "region"); err != nil {
			return err
		}
		old, err := all(ctx, tx)
		if err != nil {
			return err
		}
		plan := check(rows, old, root)
		plan.count(&report)
		if report.Total > 0 || o.DryRun {
			return nil
		}
		report.Applied = true
		return plan.apply(ctx, tx, by, actingOrg)
	})
	return report, err
}

// apply saves what the plan found.
func (p plan) apply(ctx context.Context, tx *sqldb.Tx, by, actingOrg string) error {
	var body imported
	for _, d := range p.added {
		d.Initials = searchable(d.Name)
		if err := put(ctx, tx, d); err != nil {
			return err
		}
		body.New = append(body.New, entry{d.Code, d.Name})
	}
	for _, d := range p.changed {
		d.Initials = searchable(d.Name)
		if err := put(ctx, tx, d); err != nil {
			return err
		}
		body.Changed = append(body.Changed, entry{d.Code, d.Name})
	}
	for _, d := range p.vanished {
		if _, err := abolish(ctx, tx, d, calendar.DateOf(tx.Now)); err != nil {
			return err
		}
		body.Closed = append(body.Closed, d.Code)
	}
	return record(ctx, tx, by, actingOrg, "region.import", body)
}

// Put adds one division or renames it: what is announced between two yearly
// tables. The parent must exist. code may carry its zeros.
func (s *Service) Put(ctx context.Context, by, actingOrg, code, name string) (d Division, err error) {
	err = s.db.Write(ctx, func(tx *sqldb.Tx) error {
		if err := tx.Lock(ctx, "region"); err != nil {
			return err
		}
		old, err := all(ctx, tx)
		if err != nil {
			return err
		}
		row := sheet.NewRow(1, map[string]string{"code": code, "name": name})
		p := check([]sheet.Row{row}, old, "")
		if problems := p.problems.List(); len(problems) > 0 {
			return &fault.Error{Kind: fault.Invalid, Code: problems[0].Code, Field: problems[0].Column, Args: problems[0].Args}
		}
		d = p.read[0]
		d.Initials = searchable(d.Name)
		return p.apply(ctx, tx, by, actingOrg)
	})
	return d, err
}

// Close abolishes a division and everything below it as of today. What lies
// there stays readable and can't be chosen any more.
func (s *Service) Close(ctx context.Context, by, actingOrg, code string) error {
	return s.db.Write(ctx, func(tx *sqldb.Tx) error {
		d, err := Get(ctx, tx, code)
		if err != nil {
			return err
		}
		n, err := abolish(ctx, tx, d, calendar.DateOf(tx.Now))
		if err != nil || n == 0 {
			return err
		}
		return record(ctx, tx, by, actingOrg, "region.close", imported{Closed: []string{d.Code}})
	})
}

// searchable is all readings of a name, as searches look for them.
func searchable(name string) string { return strings.Join(hanzi.InitialsAll(name), " ") }

func record(ctx context.Context, tx *sqldb.Tx, by, actingOrg, verb string, body any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	_, err = ledger.Append(ctx, tx, ledger.Entry{Stream: "region", Actor: by, Org: actingOrg, Verb: verb, Body: raw})
	return err
}
