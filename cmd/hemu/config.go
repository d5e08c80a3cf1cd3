package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"hemu/internal/fault"
	"hemu/internal/house"
	"hemu/internal/identity"
	"hemu/internal/message"
	"hemu/internal/sqldb"
)

// config is everything an operator may set; nothing below main reads the
// environment. Each flag --name is also HEMU_NAME.
type config struct {
	house.Config
	listen    string
	dryRun    bool
	template  bool // of an import: write the empty table
	resume    bool
	region    string   // division of the bureau that admin create makes
	pass      string   // file with the passphrase of a backup's keys
	keys      string   // folder with the keys of a backup
	secret    string   // file with the secret of the OpenID Connect client
	s3Secret  string   // file with the secret of the S3 store
	clamdAway string   // what happens to files while clamd is away: refuse or store
	rest      []string // arguments that are no flags
}

// open opens the installation the flags name.
func (c config) open(ctx context.Context, migrate bool) (*house.House, error) {
	return house.Open(ctx, c.Config, migrate)
}

// withHouse opens an installation that must be there already, its schema left
// alone: a mistyped data folder is told, not filled.
func withHouse(ctx context.Context, c config, do func(*house.House) error) error {
	if _, err := os.Stat(c.Data); errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.NotFound, "cli.no_data").With(fault.Args{"name": c.Data})
	}
	a, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	return errors.Join(do(a), a.Close())
}

// parse reads the flags of a command; environment variables are their defaults.
// most is how many arguments that are no flags the command takes.
func parse(name string, most int, args []string, w world) (config, error) {
	c := config{Config: house.Config{Version: version, Limits: identity.DefaultLimits()}}
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&c.Data, "data", "data", "")
	flags.StringVar(&c.DB, "db", "", "")
	flags.StringVar(&c.listen, "listen", "127.0.0.1:8080", "")
	flags.StringVar(&c.Public, "public", "", "")
	flags.StringVar(&c.region, "region", "", "")
	flags.StringVar(&c.pass, "passphrase-file", "", "")
	flags.StringVar(&c.keys, "keys", "", "")
	flags.BoolVar(&c.Demo, "demo", false, "")
	flags.BoolVar(&c.dryRun, "dry-run", false, "")
	flags.BoolVar(&c.template, "template", false, "")
	flags.BoolVar(&c.resume, "resume", false, "")
	flags.DurationVar(&c.Timeout, "timeout", 30*time.Second, "")
	flags.DurationVar(&c.Limits.Idle, "idle", c.Limits.Idle, "")
	flags.BoolVar(&c.TrustClock, "trust-clock", false, "")
	flags.DurationVar(&c.Limits.Proof, "proof", 10*time.Minute, "")
	flags.Func("second-factor", "", func(v string) (err error) {
		c.Limits.Factor, err = identity.ParseDemand(v)
		return err
	})
	c.oidcFlags(flags)
	c.s3Flags(flags)
	flags.BoolVar(&c.KeepWeekend, "keep-weekends", false, "")
	bad := func(about string) error {
		return &usageError{message.Text(w.lang(), "cli.option_bad", fault.Args{"about": about})}
	}
	var wrong error
	flags.VisitAll(func(f *flag.Flag) {
		key := "HEMU_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		if v := w.env(key); v != "" && f.Value.Set(v) != nil && wrong == nil {
			wrong = bad(key + "=" + v)
		}
	})
	if wrong != nil {
		return c, wrong
	}
	// Flags may stand before and after arguments: hemu import regions FILE --dry-run.
	for len(args) > 0 {
		if err := flags.Parse(args); err != nil {
			return c, bad(err.Error())
		}
		if args = flags.Args(); len(args) > 0 {
			c.rest = append(c.rest, args[0])
			args = args[1:]
		}
	}
	if len(c.rest) > most {
		return c, &usageError{message.Text(w.lang(), "cli.too_much", fault.Args{"command": name, "word": c.rest[most]})}
	}
	if c.Timeout <= 0 || c.Limits.Idle <= 0 || c.Limits.Proof < 0 {
		return c, bad("--timeout, --idle: > 0; --proof: >= 0")
	}
	if c.Limits.Factor == "" {
		c.Limits.Factor = identity.DemandAdmins
		if c.Demo { // whoever looks around has no phone to enrol
			c.Limits.Factor = identity.DemandOff
		}
	}
	if err := errors.Join(c.readOIDC(), c.readS3()); err != nil {
		return c, bad(err.Error())
	}
	if strings.Contains(c.DB, "://") && !sqldb.IsPostgres(c.DB) {
		return c, bad("--db: postgres://…")
	}
	if c.DB == "" {
		c.DB = filepath.Join(c.Data, "hemu.db")
	}
	return c, nil
}

// help prints the manual in the language of the terminal.
func help(w world) error {
	_, err := fmt.Fprintln(w.out, strings.TrimSpace(message.Text(w.lang(), "cli.help", nil)))
	return err
}
