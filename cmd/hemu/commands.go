package main

import (
	"context"
	"slices"
	"strings"

	"hemu/internal/fault"
	"hemu/internal/house"
	"hemu/internal/identity"
	"hemu/internal/ledger"
	"hemu/internal/message"
	"hemu/internal/org"
	"hemu/internal/sqldb"
)

// command is what some words of the command line do, and how many arguments that
// are no flags it takes.
type command struct {
	most int
	do   func(context.Context, config, world) error
}

// commands is the whole command line.
var commands = map[string]command{
	"serve":            {0, serve},
	"migrate":          {0, migrate},
	"admin create":     {4, adminCreate},
	"import":           {3, importFile},
	"doctor":           {0, doctor},
	"doctor recount":   {0, recount},
	"ledger verify":    {0, ledgerVerify},
	"vault status":     {0, vaultStatus},
	"vault rotate":     {0, vaultRotate},
	"vault retire":     {0, vaultRetire},
	"retention list":   {0, retentionList},
	"retention replay": {1, retentionReplay},
	"backup":           {1, writeBackup},
	"restore":          {1, restoreBackup},
	"version":          {0, printVersion},
}

func dispatch(ctx context.Context, args []string, w world) error {
	if len(args) == 0 || args[0] == "help" || slices.Contains(args, "--help") || slices.Contains(args, "-h") {
		return help(w)
	}
	for _, words := range []int{2, 1} {
		if len(args) < words {
			continue
		}
		name := strings.Join(args[:words], " ")
		if c, ok := commands[name]; ok {
			cfg, err := parse(name, c.most, args[words:], w)
			if err != nil {
				return err
			}
			return c.do(ctx, cfg, w)
		}
	}
	return &usageError{message.Text(w.lang(), "cli.unknown", fault.Args{"command": args[0]})}
}

func printVersion(_ context.Context, _ config, w world) error {
	w.say("version", fault.Args{"version": version})
	return nil
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

// doctor looks for everything that should not be: cases that fell through, counters
// that do not add up, files that are gone, a schema behind the program.
func doctor(ctx context.Context, cfg config, w world) error {
	return withHouse(ctx, cfg, func(a *house.House) error {
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
		files, err := a.Blobs.Check(ctx, a.DB)
		if err != nil {
			return err
		}
		w.say("doctor_files", fault.Args{"files": files.Files, "missing": files.Missing})
		for _, d := range files.Named {
			w.say("doctor_file", fault.Args{"digest": string(d)})
		}
		if report.Unanswered > 0 {
			w.say("doctor_unanswered", fault.Args{"n": report.Unanswered})
		}
		for _, f := range report.Findings {
			w.say("doctor_finding", fault.Args{"no": f.No, "case": string(f.Case), "code": f.Code, "about": f.About})
		}
		shut := a.Writable()
		if shut != nil {
			w.say("doctor_shut", fault.Args{"data": cfg.Data, "why": shut.Error()})
		}
		if len(report.Totals) > 0 || files.Missing > 0 || shut != nil {
			return errFound
		}
		w.say("doctor_well", nil)
		return nil
	})
}

// recount counts all cases again into the counters that doctor found to differ.
func recount(ctx context.Context, cfg config, w world) error {
	return withHouse(ctx, cfg, func(a *house.House) error {
		if err := a.Cases.Recount(ctx); err != nil {
			return err
		}
		w.say("recounted", nil)
		return nil
	})
}

// ledgerVerify reads the whole record and says whether it is untouched.
func ledgerVerify(ctx context.Context, cfg config, w world) error {
	return withHouse(ctx, cfg, func(a *house.House) error {
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
	})
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
