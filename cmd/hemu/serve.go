package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"hemu/internal/fault"
	"hemu/internal/fixture"
)

func serve(ctx context.Context, cfg config, w world) error {
	slog.SetDefault(slog.New(slog.NewTextHandler(w.errs, nil)))
	leave, err := alone(ctx, cfg.Data, cfg.DB)
	if err != nil {
		return err
	}
	defer leave()
	a, err := cfg.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	if err := a.ReachFiles(ctx); err != nil {
		return err
	}
	if cfg.Demo {
		w.say("demo_filling", nil)
		made, err := a.Fill(ctx)
		if err != nil {
			return err
		}
		if made {
			w.say("demo_made", nil)
		}
	}
	queue, err := a.Work(ctx)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", cfg.listen)
	if err != nil {
		return errors.Join(err, queue.Stop(ctx))
	}
	srv := &http.Server{
		Handler: a.Handler(), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute, WriteTimeout: 5 * time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn),
	}
	w.say("serving", fault.Args{"address": "http://" + listener.Addr().String(), "engine": a.DB.Engine(), "version": version})
	if cfg.Demo {
		w.say("demo_accounts", fault.Args{"accounts": fixture.AccountsTable(), "password": fixture.Password})
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(listener) }()
	select {
	case err = <-failed:
	case <-ctx.Done():
		err = nil
	}
	return errors.Join(err, a.Stop(srv, queue))
}
