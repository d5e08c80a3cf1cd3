package main

import (
	"bufio"
	"context"
	"encoding/json"
	"os"

	"hemu/internal/fault"
	"hemu/internal/house"
	"hemu/internal/message"
	"hemu/internal/retention"
)

// retentionList writes every destroyed case, one JSON object a line: the list that is
// kept apart from backups.
func retentionList(ctx context.Context, cfg config, w world) error {
	return withHouse(ctx, cfg, func(a *house.House) error {
		out := json.NewEncoder(w.out)
		return a.Retention.Register(ctx, func(g retention.Gone) error { return out.Encode(g) })
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
	return withHouse(ctx, cfg, func(a *house.House) error {
		n, kept := 0, 0
		for lines := bufio.NewScanner(f); lines.Scan(); {
			var g retention.Gone
			if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
				return err
			}
			done, err := a.Retention.Replay(ctx, g)
			switch {
			case err != nil && fault.KindOf(err) == fault.Internal:
				return err
			case err != nil: // not in this backup, held, or not due by its rules
				kept++
				w.say("retention_kept", fault.Args{"case": string(g.Case), "why": message.Text(w.lang(), fault.CodeOf(err), nil)})
			case done:
				n++
			}
		}
		w.say("retention_replayed", fault.Args{"n": n, "kept": kept})
		return nil
	})
}
