package main

import (
	"context"
	"encoding/json"
	"os"

	"hemu/internal/fault"
	"hemu/internal/house"
	"hemu/internal/message"
	"hemu/internal/retention"
)

// retentionList writes every certificate with its cases, and the last numbers given, one
// JSON object a line: the list that is kept apart from backups.
func retentionList(ctx context.Context, cfg config, w world) error {
	return withHouse(ctx, cfg, func(a *house.House) error {
		out := json.NewEncoder(w.out)
		return a.Retention.Register(ctx, func(l retention.Listed) error { return out.Encode(l) })
	})
}

// retentionReplay destroys again what a restored backup has brought back.
func retentionReplay(ctx context.Context, cfg config, w world) error {
	if len(cfg.rest) != 1 {
		return &usageError{message.Text(w.lang(), "cli.retention_usage", nil)}
	}
	f, err := os.Open(cfg.rest[0])
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	list, err := retention.ReadList(f)
	if err != nil {
		return err
	}
	return withHouse(ctx, cfg, func(a *house.House) error {
		n, kept := 0, 0
		for _, l := range list {
			done, err := a.Retention.Replay(ctx, l)
			if err != nil {
				return err
			}
			n, kept = n+done.Destroyed, kept+len(done.Kept)
			for _, k := range done.Kept { // held, or not due by what this database says
				w.say("retention_kept", fault.Args{"case": string(k.Case), "why": message.Text(w.lang(), k.Why, nil)})
			}
			if done.NoOrg {
				w.say("retention_no_org", fault.Args{"no": l.Batch.No})
			}
		}
		w.say("retention_replayed", fault.Args{"n": n, "kept": kept})
		return nil
	})
}
