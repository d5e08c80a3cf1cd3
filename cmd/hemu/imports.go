package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strconv"

	"hemu/internal/codes"
	"hemu/internal/fault"
	"hemu/internal/house"
	"hemu/internal/identity"
	"hemu/internal/message"
	"hemu/internal/org"
	"hemu/internal/region"
	"hemu/internal/sheet"
)

// table is a kind of table that can be imported.
type table struct {
	columns []sheet.Column
	dated   bool // it is for a year, which is an argument
	load    func(context.Context, *house.House, config, io.Reader, world) (sheet.Report, error)
}

// tables are those of "import KIND FILE".
func tables() map[string]table {
	return map[string]table{
		"regions": {region.Columns(), false, func(ctx context.Context, a *house.House, cfg config, file io.Reader, _ world) (sheet.Report, error) {
			return a.Regions.Import(ctx, "", "", file, region.Options{DryRun: cfg.dryRun})
		}},
		"orgs": {org.Columns(), false, func(ctx context.Context, a *house.House, cfg config, file io.Reader, _ world) (sheet.Report, error) {
			return a.Orgs.Import(ctx, "", "", file, cfg.dryRun)
		}},
		"users": {identity.ImportColumns(), false, loadUsers},
		"days": {codes.DayColumns(), true, func(ctx context.Context, a *house.House, cfg config, file io.Reader, _ world) (sheet.Report, error) {
			year, _ := strconv.Atoi(cfg.rest[2])
			return a.Codes.ImportDays(ctx, "", "", file, year, cfg.rest[1], cfg.dryRun)
		}},
	}
}

// loadUsers imports users and prints the one-time codes of new accounts.
func loadUsers(ctx context.Context, a *house.House, cfg config, file io.Reader, w world) (sheet.Report, error) {
	got, err := a.Identity.Import(ctx, identity.By{}, file, identity.ImportOptions{DryRun: cfg.dryRun, Accounts: true, Posts: true})
	for _, one := range got.Codes {
		w.say("issued", fault.Args{"username": one.Username, "name": one.Name, "code": one.Code})
	}
	return got.Report, err
}

// importFile imports regions, organisations, users or official days. Nothing is
// saved when any row is wrong.
func importFile(ctx context.Context, cfg config, w world) error {
	usage := &usageError{message.Text(w.lang(), "cli.import_usage", nil)}
	if len(cfg.rest) == 0 {
		return usage
	}
	kind, ok := tables()[cfg.rest[0]]
	if ok && cfg.template && len(cfg.rest) == 1 {
		_, err := w.out.Write(sheet.Template(kind.columns, string(w.lang())))
		return err
	}
	words := 2
	if kind.dated {
		words = 3
	}
	if !ok || cfg.template || len(cfg.rest) != words {
		return usage
	}
	raw, err := readInput(cfg.rest[1], w)
	if err != nil {
		return err
	}
	a, err := cfg.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	report, err := kind.load(ctx, a, cfg, bytes.NewReader(raw), w)
	if err != nil {
		return err
	}
	return printReport(report, kind.columns, cfg.dryRun, w)
}

func readInput(name string, w world) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(w.in)
	}
	raw, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "cli.no_file").With(fault.Args{"name": name})
	}
	return raw, err
}

// printReport tells what an import did, and every row that is wrong.
func printReport(r sheet.Report, columns []sheet.Column, dryRun bool, w world) error {
	for _, p := range r.Problems {
		args := fault.Args{"line": p.Line, "column": sheet.Heading(columns, p.Column, string(w.lang())), "why": message.Text(w.lang(), p.Code, p.Args)}
		w.say("row_wrong", args)
	}
	key := "imported"
	switch {
	case r.Total > 0:
		key = "import_refused"
	case dryRun:
		key = "import_dry"
	}
	w.say(key, fault.Args{"rows": r.Rows, "new": r.New, "changed": r.Changed, "unchanged": r.Unchanged, "closed": r.Closed, "problems": r.Total})
	if r.Total > 0 {
		return errFound
	}
	return nil
}
