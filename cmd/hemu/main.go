// Command hemu serves and looks after the casework of a county city: one binary
// with the staff console, the residents' pages, the API, the workers and the
// command line.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"hemu/internal/fault"
	"hemu/internal/message"
)

// version is set by the linker.
var version = "dev"

func main() { os.Exit(program()) }

// program runs the command line against the real world and returns the exit code.
func program() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	return run(ctx, os.Args[1:], world{os.Getenv, os.Stdin, os.Stdout, os.Stderr})
}

// world is all of the outside that a command may touch beside its data folder.
type world struct {
	env  func(string) string
	in   io.Reader
	out  io.Writer
	errs io.Writer
}

// lang is the language a command speaks: HEMU_LANG, or what the terminal says.
func (w world) lang() message.Lang {
	for _, name := range []string{"HEMU_LANG", "LC_ALL", "LANG"} {
		if v := w.env(name); v != "" {
			if len(v) >= 2 && v[:2] == "zh" {
				return message.Chinese
			}
			return message.English
		}
	}
	return message.Chinese
}

// say prints a sentence of the catalogue.
func (w world) say(key string, args fault.Args) {
	_, _ = fmt.Fprintln(w.out, message.Text(w.lang(), "cli."+key, args))
}

// run is the whole program: 0 when all went well, 1 when something failed or was
// found, 2 when the command line was not understood.
func run(ctx context.Context, args []string, w world) int {
	err := dispatch(ctx, args, w)
	var usage *usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &usage):
		_, _ = fmt.Fprintln(w.errs, "hemu: "+usage.Error())
		_, _ = fmt.Fprintln(w.errs, message.Text(w.lang(), "cli.see_help", nil))
		return 2
	case errors.Is(err, errFound):
		return 1
	}
	_, _ = fmt.Fprintln(w.errs, "hemu: "+explain(err, w.lang()))
	return 1
}

// errFound ends a check that has already printed what it found.
var errFound = errors.New("found")

// usageError is a command line that was not understood.
type usageError struct{ text string }

// Error implements error.
func (e *usageError) Error() string { return e.text }

// explain turns an error into a sentence.
func explain(err error, lang message.Lang) string {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return err.Error()
	}
	text := message.Text(lang, f.Code, f.Args)
	if len(f.Details) > 1 {
		for _, d := range f.Details {
			text += "\n  " + message.Text(lang, d.Code, d.Args)
		}
	}
	return text
}
