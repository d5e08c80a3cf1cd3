package org

import (
	"context"
	"io"

	"hemu/internal/ident"
	"hemu/internal/sheet"
	"hemu/internal/sqldb"
)

// imported is the body of the ledger entry of an import.
type imported struct {
	New     []publicUnit `json:"new,omitempty"`
	Changed []publicUnit `json:"changed,omitempty"`
}

// Import reads organisations from CSV or XLSX (Columns). A parent is named by its
// code, its path of names (莱西市司法局/水集司法所) or its name where that is the
// only one, and may stand anywhere in the file. A unit that exists — by its code,
// or by parent and name — is brought up to the file. Every faulty row is
// reported; with one faulty row, or on a dry run, nothing is saved. The whole
// import is one entry on the ledger stream "org:import".
func (s *Service) Import(ctx context.Context, by, actingOrg string, file io.Reader, dryRun bool) (sheet.Report, error) {
	report := sheet.Report{Problems: []sheet.Problem{}}
	rows, err := sheet.Read(file, Columns())
	if err != nil {
		return report, err
	}
	report.Rows = len(rows)
	err = s.write(ctx, func(tx *sqldb.Tx) error {
		o, err := s.others(ctx, tx, rows)
		if err != nil {
			return err
		}
		p := check(rows, o)
		p.count(&report)
		if report.Total > 0 || dryRun {
			return nil
		}
		report.Applied = true
		return p.apply(ctx, tx, by, actingOrg)
	})
	return report, err
}

// others reads what rows are checked against.
func (s *Service) others(ctx context.Context, tx *sqldb.Tx, rows []sheet.Row) (o others, err error) {
	o = others{areas: map[string]bool{}, shorts: map[string]bool{}, newID: newID}
	if o.units, err = allOpen(ctx, tx); err != nil {
		return o, err
	}
	areas, err := Areas(ctx, tx, "")
	if err != nil {
		return o, err
	}
	for _, a := range areas {
		o.areas[a.County+"/"+a.Code] = a.ClosedOn.IsZero()
	}
	counties, codes := map[string]bool{}, []string{}
	for _, row := range rows {
		if r, err := ident.CheckRegion(row.Get("region_code")); err == nil {
			counties[r.Code[:6]] = true
			codes = append(codes, r.Prefix())
		}
	}
	for county := range counties {
		names, err := shortNames(ctx, tx, county)
		if err != nil {
			return o, err
		}
		for n := range names {
			o.shorts[county+"/"+n] = true
		}
	}
	if s.hooks.Regions != nil {
		o.regions, err = s.hooks.Regions(ctx, tx, codes)
	}
	return o, err
}

// apply saves what the plan found.
func (p *plan) apply(ctx context.Context, tx *sqldb.Tx, by, actingOrg string) error {
	var body imported
	touched := make([]Unit, 0, len(p.added)+len(p.changed))
	for _, u := range p.added {
		u.CreatedAt = tx.Now
		if err := insertUnit(ctx, tx, u); err != nil {
			return err
		}
		body.New = append(body.New, u.public())
		touched = append(touched, u)
	}
	for _, u := range p.changed {
		saved, err := saveUnit(ctx, tx, u)
		if err != nil {
			return err
		}
		body.Changed = append(body.Changed, u.public())
		touched = append(touched, saved)
	}
	if len(touched) == 0 {
		return nil
	}
	if _, err := recheck(ctx, tx, touched); err != nil {
		return err
	}
	return record(ctx, tx, by, actingOrg, "import", "org.import", body)
}
