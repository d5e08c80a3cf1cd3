package main

import (
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"hemu/internal/message"
)

// config is everything an operator may set; nothing below main reads the
// environment. Each flag --name is also HEMU_NAME.
type config struct {
	data     string
	db       string
	listen   string
	public   string
	demo     bool
	dryRun   bool
	resume   bool
	region   string // division of the bureau that admin create makes
	timeout  time.Duration
	idle     time.Duration
	weekends bool
	rest     []string // arguments that are no flags
}

// parse reads the flags of a command; environment variables are their defaults.
func parse(name string, args []string, w world) (config, error) {
	var c config
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
	fs.StringVar(&c.data, "data", env("DATA", "data"), "")
	fs.StringVar(&c.db, "db", env("DB", ""), "")
	fs.StringVar(&c.listen, "listen", env("LISTEN", "127.0.0.1:8080"), "")
	fs.StringVar(&c.public, "public", env("PUBLIC", ""), "")
	fs.StringVar(&c.region, "region", env("REGION", ""), "")
	fs.BoolVar(&c.demo, "demo", demo, "")
	fs.BoolVar(&c.dryRun, "dry-run", false, "")
	fs.BoolVar(&c.resume, "resume", false, "")
	fs.DurationVar(&c.timeout, "timeout", duration("TIMEOUT", 30*time.Second), "")
	fs.DurationVar(&c.idle, "idle", duration("IDLE", 30*time.Minute), "")
	fs.BoolVar(&c.weekends, "keep-weekends", weekends, "")
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
	if c.db == "" {
		c.db = filepath.Join(c.data, "hemu.db")
	}
	return c, nil
}

// help prints the manual in the language of the terminal.
func help(w world) error {
	_, err := fmt.Fprintln(w.out, strings.TrimSpace(message.Text(w.lang(), "cli.help", nil)))
	return err
}
