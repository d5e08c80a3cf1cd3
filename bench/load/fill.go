package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"hemu/internal/house"
	"hemu/internal/ledger"
	"hemu/internal/sqldb"
)

// batchSize is how many cases are written in one transaction.
const batchSize = 1000

// bulkFrom is from how many cases on the indexes are made after the filling.
const bulkFrom = 5000

// fill brings the demo city to n cases more.
func fill(ctx context.Context, h *house.House, n int, seed uint64) error {
	if _, err := ledger.Checkpoint(ctx, h.DB, h.Config.Data, h.Keys.Signer); err != nil {
		return err
	}
	var c city
	var s series
	var all []*prototype
	if err := h.DB.Read(ctx, func(tx *sqldb.Tx) error {
		tables, err := tablesOf(ctx, tx, sqldb.IsPostgres(h.Config.DB))
		if err == nil {
			err = c.load(ctx, tx)
		}
		if err == nil {
			all, err = c.cases(ctx, tx, tables)
		}
		if err == nil {
			err = s.load(ctx, tx)
		}
		return err
	}); err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	todo := plan(r, all, n)
	began := time.Now()
	again := func(context.Context) error { return nil }
	if n >= bulkFrom {
		var err error
		if again, err = bareTables(ctx, h.DB); err != nil {
			return err
		}
	}
	entries, err := pour(ctx, h, &c, &s, r, todo)
	if err != nil {
		return err
	}
	fmt.Printf("written %d cases with %d entries in %.0f s\n", n, entries, time.Since(began).Seconds())
	if err := again(ctx); err != nil {
		return err
	}
	if err := h.Cases.Recount(ctx); err != nil {
		return err
	}
	if _, err := ledger.Checkpoint(ctx, h.DB, h.Config.Data, h.Keys.Signer); err != nil {
		return err
	}
	fmt.Printf("filled: %d cases, %.1f entries each, %.0f s in all\n", n, float64(entries)/float64(n), time.Since(began).Seconds())
	return nil
}

// pour makes copies while the batch before is being written.
func pour(ctx context.Context, h *house.House, c *city, s *series, r *rand.Rand, todo []planned) (entries int, err error) {
	made, failed, stop := make(chan *batch), make(chan error, 1), make(chan struct{})
	defer close(stop)
	go func() {
		defer close(made)
		for len(todo) > 0 {
			n := min(len(todo), batchSize)
			b, err := c.batch(h, s, r, todo[:n])
			if err != nil {
				failed <- err
				return
			}
			select {
			case made <- b:
			case <-stop:
				return
			}
			todo = todo[n:]
		}
	}()
	for b := range made {
		entries += len(b.hashes)
		if err := h.DB.Write(ctx, func(tx *sqldb.Tx) error { return b.write(ctx, tx) }); err != nil {
			return entries, err
		}
	}
	select {
	case err := <-failed:
		return entries, err
	default:
	}
	return entries, h.DB.Write(ctx, func(tx *sqldb.Tx) error { return s.close(ctx, tx) })
}

func (c *city) batch(h *house.House, s *series, r *rand.Rand, todo []planned) (*batch, error) {
	b, tx := newBatch(), &sqldb.Tx{Ring: h.DB.Ring()}
	for _, to := range todo {
		k, err := c.make(r, to, s)
		if err != nil {
			return nil, err
		}
		entries, salts := k.history(r)
		if err := b.add(tx, k, entries, salts); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func number(text string) int64 {
	n, _ := strconv.ParseInt(text, 10, 64)
	return n
}

// bareTables takes indexes off the tables that are filled, and has the engine hurry:
// what breaks off is thrown away. again makes everything as it was.
func bareTables(ctx context.Context, db *sqldb.DB) (again func(context.Context) error, err error) {
	pool, lite := db.Pools()
	exec := func(ctx context.Context, text string) error {
		var err error
		if pool != nil {
			_, err = pool.Exec(ctx, text)
		} else {
			_, err = lite.ExecContext(ctx, text)
		}
		return err
	}
	query := `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND (tbl_name LIKE 'casework%' OR tbl_name LIKE 'ledger%' OR tbl_name LIKE 'search%')`
	before, after := []string{`PRAGMA synchronous = OFF`, `PRAGMA cache_size = -400000`, `PRAGMA foreign_keys = OFF`}, []string{
		`PRAGMA synchronous = FULL`, `PRAGMA cache_size = -2000`, `PRAGMA foreign_keys = ON`, `PRAGMA wal_checkpoint(TRUNCATE)`}
	if pool != nil {
		query = `SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.schemaname = 'public' AND (i.tablename LIKE 'casework%' OR i.tablename LIKE 'ledger%' OR i.tablename LIKE 'search%')
			AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)`
		before = []string{`ALTER SYSTEM SET synchronous_commit = off`, `ALTER SYSTEM SET session_replication_role = replica`, `ALTER SYSTEM SET maintenance_work_mem = '1GB'`, `SELECT pg_reload_conf()`}
		after = []string{`ALTER SYSTEM RESET synchronous_commit`, `ALTER SYSTEM RESET session_replication_role`, `ALTER SYSTEM RESET maintenance_work_mem`, `SELECT pg_reload_conf()`, `VACUUM ANALYZE`}
	}
	type index struct{ name, text string }
	var indexes []index
	if err := db.Read(ctx, func(tx *sqldb.Tx) error {
		indexes, err = sqldb.All(ctx, tx, func(r sqldb.Row) (x index, err error) { return x, r.Scan(&x.name, &x.text) }, query)
		return err
	}); err != nil {
		return nil, err
	}
	for _, text := range before {
		if err := exec(ctx, text); err != nil {
			return nil, fmt.Errorf("%s: %w", text, err)
		}
	}
	for _, x := range indexes {
		// What is found by id while it is filled keeps that index.
		if strings.Contains(x.name, "search_doc_id") || strings.Contains(x.name, "ledger_entry_waiting") || strings.Contains(x.name, "ledger_entry_pos") {
			continue
		}
		if err := exec(ctx, `DROP INDEX `+x.name); err != nil {
			return nil, err
		}
		after = append([]string{x.text}, after...)
	}
	return func(ctx context.Context) error {
		for _, text := range after {
			if err := exec(ctx, text); err != nil {
				return fmt.Errorf("%s: %w", text, err)
			}
		}
		return nil
	}, nil
}
