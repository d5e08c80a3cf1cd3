package main

import (
	"context"
	"os"
	"strings"

	"hemu/internal/backup"
	"hemu/internal/fault"
	"hemu/internal/house"
	"hemu/internal/message"
)

// writeBackup writes the whole installation into one file, beside the server. The
// keys go along only under a passphrase.
func writeBackup(ctx context.Context, cfg config, w world) error {
	if len(cfg.rest) != 1 {
		return &usageError{message.Text(w.lang(), "cli.backup_usage", nil)}
	}
	pass, err := passphrase(cfg.pass)
	if err != nil {
		return err
	}
	return withHouse(ctx, cfg, func(a *house.House) error {
		m, err := backup.Source{DB: a.DB, Jobs: a.Jobs, Data: cfg.Data, Program: version, Passphrase: pass, Remote: a.Blobs.Remote}.Write(ctx, cfg.rest[0])
		if err != nil {
			return err
		}
		rows, files := m.Count()
		key := "backup_written"
		if pass == "" {
			key = "backup_without_keys"
		}
		w.say(key, fault.Args{"name": cfg.rest[0], "rows": rows, "files": files, "keys": cfg.Data + "/keys"})
		return nil
	})
}

// restoreBackup makes an installation of such a file where there is none.
func restoreBackup(ctx context.Context, cfg config, w world) error {
	if len(cfg.rest) != 1 {
		return &usageError{message.Text(w.lang(), "cli.restore_usage", nil)}
	}
	pass, err := passphrase(cfg.pass)
	if err != nil {
		return err
	}
	remote, err := house.Remote(cfg.Config)
	if err != nil {
		return err
	}
	m, err := backup.Restore(ctx, cfg.rest[0], backup.Target{Data: cfg.Data, DB: cfg.DB, Remote: remote, Keys: backup.Keys{Passphrase: pass, Folder: cfg.keys}})
	if err != nil {
		return err
	}
	rows, files := m.Count()
	w.say("backup_restored", fault.Args{"rows": rows, "files": files})
	return nil
}

// passphrase is the first line of a file: what stands on a command line everybody on
// the machine can read.
func passphrase(file string) (string, error) {
	if file == "" {
		return "", nil
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	first, _, _ := strings.Cut(string(raw), "\n")
	if first = strings.TrimSuffix(first, "\r"); len(first) < 12 {
		return "", fault.New(fault.Invalid, "backup.passphrase_short").With(fault.Args{"name": file, "min": 12})
	}
	return first, nil
}
