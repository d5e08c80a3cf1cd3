package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"hemu/internal/house"
	"hemu/internal/identity"
	"hemu/internal/message"
)

// config is everything an operator may set; nothing below main reads the
// environment. Each flag --name is also HEMU_NAME.
type config struct {
	house.Config
	listen string
	dryRun bool
	resume bool
	region string   // division of the bureau that admin create makes
	rest   []string // arguments that are no flags
}

// open opens the installation the flags name.
func (c config) open(ctx context.Context, migrate bool) (*house.House, error) {
	return house.Open(ctx, c.Config, migrate)
}

// parse reads the flags of a command; environment variables are their defaults.
func parse(name string, args []string, w world) (config, error) {
	c := config{Config: house.Config{Version: version, Limits: identity.DefaultLimits()}}
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	env := func(key, otherwise string) string {
		if v := w.env("HEMU_" + key); v != "" {
			return v
		}
		return otherwise
	}
	duration := func(key string, otherwise time.Duration) time.Duration {
		if d, err := time.ParseDuration(w.env("HEMU_" + key)); err == nil {
			return d
		}
		return otherwise
	}
	demo, _ := strconv.ParseBool(env("DEMO", "false"))
	weekends, _ := strconv.ParseBool(env("KEEP_WEEKENDS", "false"))
	fs.StringVar(&c.Data, "data", env("DATA", "data"), "")
	fs.StringVar(&c.DB, "db", env("DB", ""), "")
	fs.StringVar(&c.listen, "listen", env("LISTEN", "127.0.0.1:8080"), "")
	fs.StringVar(&c.Public, "public", env("PUBLIC", ""), "")
	fs.StringVar(&c.region, "region", env("REGION", ""), "")
	fs.BoolVar(&c.Demo, "demo", demo, "")
	fs.BoolVar(&c.dryRun, "dry-run", false, "")
	fs.BoolVar(&c.resume, "resume", false, "")
	fs.DurationVar(&c.Timeout, "timeout", duration("TIMEOUT", 30*time.Second), "")
	fs.DurationVar(&c.Limits.Idle, "idle", duration("IDLE", 30*time.Minute), "")
	fs.BoolVar(&c.KeepWeekend, "keep-weekends", weekends, "")
	// Flags may stand before and after arguments: hemu import regions FILE --dry-run.
	for len(args) > 0 {
		if err := fs.Parse(args); err != nil {
			return c, &usageError{err.Error()}
		}
		if args = fs.Args(); len(args) > 0 {
			c.rest = append(c.rest, args[0])
			args = args[1:]
		}
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
