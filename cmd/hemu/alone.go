package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"hemu/internal/fault"
	"hemu/internal/sqldb"
)

// aloneWithin is how long a server waits for the one before it to end.
const aloneWithin = 5 * time.Second

// alone makes this the only server of a data folder with an embedded database: jobs that
// run there at its start were left by one that was killed. The system forgets the lock
// when the process ends. Errors: cli.other_server.
func alone(ctx context.Context, data, dsn string) (leave func(), err error) {
	if sqldb.IsPostgres(dsn) {
		return func() {}, nil
	}
	if err := os.MkdirAll(data, 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(data, "serving.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithTimeout(ctx, aloneWithin)
	defer stop()
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			return func() { _ = f.Close() }, nil
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(fault.New(fault.Conflict, "cli.other_server").With(fault.Args{"data": data}), err, f.Close())
		case <-time.After(50 * time.Millisecond):
		}
	}
}
