package main

import (
	"context"
	"errors"
	"net/http/httptest"
	"time"

	"hemu/internal/house"
	"hemu/internal/identity"
	"hemu/internal/sqldb"
)

// product is the program under trial, on loopback, without the standing jobs.
type product struct {
	*house.House
	web *httptest.Server
}

// start opens dsn, fills it with the demo city and listens on loopback.
func start(ctx context.Context, dsn, data string) (*product, error) {
	// Nobody sits at the desk for a year: sessions outlive the jumps of the clock,
	// so that the time of the trial goes into cases and not into passwords.
	limits := identity.DefaultLimits()
	limits.Idle, limits.Absolute = 1000*24*time.Hour, 1000*24*time.Hour
	h, err := house.Open(ctx, house.Config{Data: data, DB: dsn, Version: "replay", Demo: true, Limits: limits, Timeout: 30 * time.Second}, true)
	if err != nil {
		return nil, err
	}
	made, err := h.Fill(ctx)
	if err == nil && !made {
		err = errors.New("the database is not empty: give a new one")
	}
	if err != nil {
		return nil, errors.Join(err, h.Close())
	}
	return &product{h, httptest.NewServer(h.Handler())}, nil
}

// yardstick is how many bare one-row transactions a second the same database
// does, from the same process, one after the other.
func (p *product) yardstick(ctx context.Context) (float64, error) {
	exec := func(text string, args ...any) error {
		return p.DB.Write(ctx, func(tx *sqldb.Tx) error {
			_, err := tx.Exec(ctx, text, args...)
			return err
		})
	}
	if err := exec(`CREATE TABLE replay_yardstick (id BIGINT PRIMARY KEY, words TEXT NOT NULL)`); err != nil {
		return 0, err
	}
	began, n := time.Now(), 0
	for ; time.Since(began) < 2*time.Second; n++ {
		if err := exec(`INSERT INTO replay_yardstick (id, words) VALUES ($1, $2)`, n, "words of a usual length, a hundred characters or so, that say nothing at all about anybody or anything"); err != nil {
			return 0, err
		}
	}
	rate := float64(n) / time.Since(began).Seconds()
	return rate, exec(`DROP TABLE replay_yardstick`)
}
