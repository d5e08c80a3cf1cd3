package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"hemu/internal/fault"
	"hemu/internal/house"
	"hemu/internal/identity"
	"hemu/internal/ledger"
	"hemu/internal/message"
	"hemu/internal/org"
	"hemu/internal/region"
	"hemu/internal/sheet"
	"hemu/internal/sqldb"
)

// commands is the whole command line: the words, and what they do.
var commands = map[string]func(context.Context, config, world) error{
	"serve":         serve,
	"migrate":       migrate,
	"admin create":  adminCreate,
	"import":        importFile,
	"doctor":        doctor,
	"ledger verify": ledgerVerify,
	"vault status":  vaultStatus,
	"vault rotate":  vaultRotate,
	"vault retire":  vaultRetire,
}

func dispatch(ctx context.Context, args []string, w world) error {
	if len(args) == 0 || args[0] == "help" || slices.Contains(args, "--help") || slices.Contains(args, "-h") {
		return help(w)
	}
	if args[0] == "version" {
		w.say("version", fault.Args{"version": version})
		return nil
	}
	for _, words := range []int{2, 1} {
		if len(args) < words {
			continue
		}
		name := strings.Join(args[:words], " ")
		if do, ok := commands[name]; ok {
			cfg, err := parse(name, args[words:], w)
			if err != nil {
				return err
			}
			return do(ctx, cfg, w)
		}
	}
	return &usageError{message.Text(w.lang(), "cli.unknown", fault.Args{"command": args[0]})}
}

func migrate(ctx context.Context, cfg config, w world) error {
	a, err := cfg.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	pending, err := a.DB.Pending(ctx)
	if err != nil {
		return err
	}
	if cfg.dryRun {
		w.say("pending", fault.Args{"n": len(pending)})
		return nil
	}
	if err := a.Migrate(ctx); err != nil {
		return err
	}
	w.say("migrated", fault.Args{"n": len(pending)})
	return nil
}

// adminCreate makes one of the three administrators. The first ones of a new
// installation can only be made here.
func adminCreate(ctx context.Context, cfg config, w world) error {
	if len(cfg.rest) != 4 || !identity.IsAdministrator(cfg.rest[0]) {
		return &usageError{message.Text(w.lang(), "cli.admin_usage", nil)}
	}
	a, err := cfg.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	role, username, name, orgName := cfg.rest[0], cfg.rest[1], cfg.rest[2], cfg.rest[3]
	unit, err := unitFor(ctx, a, cfg.region, orgName)
	if err != nil {
		return err
	}
	user, code, err := a.Identity.Create(ctx, identity.By{}, identity.NewUser{Username: username, Name: name})
	if err != nil {
		return err
	}
	if _, err := a.Identity.Grant(ctx, identity.By{}, identity.Grant{UserID: user.ID, OrgID: unit, Role: role}); err != nil {
		return err
	}
	w.say("admin_made", fault.Args{"username": user.Username, "code": code})
	return nil
}

// importFile imports regions, organisations, users or official days. Nothing is
// saved when any row is wrong.
func importFile(ctx context.Context, cfg config, w world) error {
	if len(cfg.rest) < 2 {
		return &usageError{message.Text(w.lang(), "cli.import_usage", nil)}
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
	var report sheet.Report
	switch cfg.rest[0] {
	case "regions":
		report, err = a.Regions.Import(ctx, "", "", bytes.NewReader(raw), region.Options{DryRun: cfg.dryRun})
	case "orgs":
		report, err = a.Orgs.Import(ctx, "", "", bytes.NewReader(raw), cfg.dryRun)
	case "users":
		var got identity.Imported
		got, err = a.Identity.Import(ctx, identity.By{}, bytes.NewReader(raw), identity.ImportOptions{DryRun: cfg.dryRun, Accounts: true, Posts: true})
		report = got.Report
		for _, one := range got.Codes {
			w.say("issued", fault.Args{"username": one.Username, "name": one.Name, "code": one.Code})
		}
	case "days":
		year := 0
		if len(cfg.rest) > 2 {
			year, _ = strconv.Atoi(cfg.rest[2])
		}
		report, err = a.Codes.ImportDays(ctx, "", "", raw, year, cfg.rest[1], cfg.dryRun)
	default:
		return &usageError{message.Text(w.lang(), "cli.import_usage", nil)}
	}
	if err != nil {
		return err
	}
	return printReport(report, cfg.dryRun, w)
}

func readInput(name string, w world) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(w.in)
	}
	return os.ReadFile(name)
}

// printReport tells what an import did, and every row that is wrong.
func printReport(r sheet.Report, dryRun bool, w world) error {
	for _, p := range r.Problems {
		args := fault.Args{"line": p.Line, "column": p.Column, "why": message.Text(w.lang(), p.Code, p.Args)}
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

// doctor looks for everything that should not be: cases that fell through,
// counters that do not add up, a schema behind the program, jobs that died.
func doctor(ctx context.Context, cfg config, w world) error {
	a, err := cfg.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	pending, err := a.DB.Pending(ctx)
	if err != nil {
		return err
	}
	if len(pending) > 0 {
		w.say("doctor_pending", fault.Args{"n": len(pending)})
		return errFound
	}
	report, err := a.Cases.Check(ctx)
	if err != nil {
		return err
	}
	w.say("doctor_engine", fault.Args{"engine": a.DB.Engine(), "version": version})
	w.say("doctor_cases", fault.Args{"cases": report.Cases, "open": report.Open})
	if report.Unanswered > 0 {
		w.say("doctor_unanswered", fault.Args{"n": report.Unanswered})
	}
	for _, f := range report.Findings {
		w.say("doctor_finding", fault.Args{"no": f.No, "case": string(f.Case), "code": f.Code, "about": f.About})
	}
	if len(report.Totals) > 0 {
		return errFound
	}
	w.say("doctor_well", nil)
	return nil
}

// ledgerVerify reads the whole record and says whether it is untouched.
func ledgerVerify(ctx context.Context, cfg config, w world) error {
	a, err := cfg.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	r, err := ledger.Verify(ctx, a.DB, cfg.Data, a.Keys.Verifier)
	if err != nil {
		return err
	}
	for _, f := range r.Findings {
		w.say("ledger_finding", fault.Args{"kind": string(f.Kind), "stream": f.Stream, "seq": f.Seq, "entry": f.EntryID, "pos": f.Pos})
	}
	args := fault.Args{"entries": r.Entries, "streams": r.Streams, "checkpoints": r.Checkpoints, "waiting": r.Waiting, "erased": r.Erased, "found": r.Found}
	if !r.Whole() {
		w.say("ledger_broken", args)
		return errFound
	}
	w.say("ledger_whole", args)
	return nil
}

// unitFor finds the organisation an administrator belongs to, by name. In an
// empty installation the bureau of that name is made, so that set-up can begin.
func unitFor(ctx context.Context, a *house.House, region, name string) (id string, err error) {
	err = a.DB.Read(ctx, func(tx *sqldb.Tx) error {
		id, err = findUnit(ctx, tx, name)
		return err
	})
	if err != nil || id != "" {
		return id, err
	}
	return firstUnit(ctx, a, region, name)
}

// findUnit is the id of the open organisation of that name, "" for none.
func findUnit(ctx context.Context, tx *sqldb.Tx, name string) (string, error) {
	page, err := org.List(ctx, tx, org.Filter{Text: name}, "", org.MaxPage)
	for _, u := range page.Units {
		if u.Name == name {
			return u.ID, err
		}
	}
	return "", err
}

// firstUnit makes the bureau of an empty installation, the root of the tree that
// is imported next.
func firstUnit(ctx context.Context, a *house.House, region, name string) (string, error) {
	var page org.Page
	err := a.DB.Read(ctx, func(tx *sqldb.Tx) (err error) {
		page, err = org.List(ctx, tx, org.Filter{}, "", 1)
		return err
	})
	if err != nil {
		return "", err
	}
	if len(page.Units) > 0 {
		return "", fault.New(fault.NotFound, "org.not_found")
	}
	u, err := a.Orgs.Create(ctx, "", "", org.Unit{Name: name, Kind: org.JudicialBureau, RegionCode: region})
	return u.ID, err
}
