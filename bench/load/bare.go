package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"hemu/internal/house"
	"hemu/internal/sqldb"
)

// statement is one that the product ran.
type statement struct {
	query string
	args  []any
}

func (s statement) writes() bool {
	return !strings.HasPrefix(strings.TrimSpace(s.query), "SELECT") && !strings.HasPrefix(strings.TrimSpace(s.query), "WITH")
}

// recorder hears what the product asks of the database.
type recorder struct {
	mu sync.Mutex
	on bool
	to []statement
}

func (r *recorder) hear(query string, args []any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.on {
		r.to = append(r.to, statement{query, slices.Clone(args)})
	}
}

// during is what is asked while fn runs alone.
func (r *recorder) during(fn func() error) ([]statement, error) {
	r.mu.Lock()
	r.on, r.to = true, nil
	r.mu.Unlock()
	err := fn()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.on = false
	return r.to, err
}

// bare is the yardstick: a plain handler that runs, in one transaction, the statements
// the product ran for the same question, and writes their rows as JSON. It knows no
// session, no rule and no name.
type bare struct {
	pool        *pgxpool.Pool
	read, write *sql.DB
	asked       [][]statement
	fresh       atomic.Int64
	rename      func(statements []statement, n int64) []statement // for writes: ids of their own
	made        struct {
		sync.Mutex
		ids []string // of cases
	}
}

// newBare opens the product's database once more.
func newBare(h *house.House) (*bare, error) {
	pool, write := h.DB.Pools()
	b := &bare{pool: pool, write: write}
	if pool != nil {
		return b, nil
	}
	read, err := sql.Open("sqlite", "file:"+h.Config.DB+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=temp_store(MEMORY)&_pragma=query_only(ON)")
	if err == nil {
		read.SetMaxOpenConns(8)
		read.SetMaxIdleConns(8)
	}
	b.read = read
	return b, err
}

// ServeHTTP implements http.Handler.
func (b *bare) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	i, _ := strconv.Atoi(r.URL.Query().Get("i"))
	run := b.asked[i%len(b.asked)]
	if b.rename != nil {
		run = b.rename(run, b.fresh.Add(1))
		b.made.Lock()
		b.made.ids = append(b.made.ids, caseOf(run))
		b.made.Unlock()
	}
	rows, err := b.run(r.Context(), run)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(rows)
}

func (b *bare) run(ctx context.Context, run []statement) (out [][]any, err error) {
	if b.pool != nil {
		return b.runPostgres(ctx, run)
	}
	on := b.read
	if slices.ContainsFunc(run, statement.writes) {
		on = b.write
	}
	tx, err := on.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }()
	for _, s := range run {
		if s.writes() && !strings.Contains(s.query, "RETURNING") {
			if _, err := tx.ExecContext(ctx, s.query, s.args...); err != nil {
				return nil, err
			}
			continue
		}
		rows, err := tx.QueryContext(ctx, s.query, s.args...)
		if err != nil {
			return nil, err
		}
		columns, _ := rows.Columns()
		for rows.Next() {
			values, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			if err := rows.Scan(into...); err != nil {
				return nil, err
			}
			out = append(out, values)
		}
		if err := rows.Err(); err != nil {
			return nil, err
		}
		_ = rows.Close()
	}
	return out, tx.Commit()
}

func (b *bare) runPostgres(ctx context.Context, run []statement) (out [][]any, err error) {
	tx, err := b.pool.Begin(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }()
	for _, s := range run {
		rows, err := tx.Query(ctx, s.query, s.args...)
		if err != nil {
			return nil, err
		}
		more, err := pgx.CollectRows(rows, func(r pgx.CollectableRow) ([]any, error) { return r.Values() })
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, tx.Commit(ctx)
}

// renamed gives the rows of a new case ids and numbers of their own, so that the same
// statements can be run again.
func renamed(keep map[string]bool) func([]statement, int64) []statement {
	return func(run []statement, n int64) []statement {
		tail := fmt.Sprintf("%09x", n&(1<<36-1))
		swap := map[string]string{}
		other := func(text string) string {
			return uuids.ReplaceAllStringFunc(text, func(id string) string {
				if keep[id] {
					return id
				}
				if _, known := swap[id]; !known {
					// The time in front stays, so that ids lie together as real ones do.
					swap[id] = id[:24] + tail + strconv.FormatInt(int64(4096+len(swap)), 16)[1:]
				}
				return swap[id]
			})
		}
		out := make([]statement, len(run))
		for i, s := range run {
			args := slices.Clone(s.args)
			for j, arg := range args {
				switch v := arg.(type) {
				case string:
					args[j] = other(v)
					if len(v) == 64 && strings.Trim(v, "0123456789abcdef") == "" { // track code, digests
						args[j] = tail + v[9:]
					}
				case int64:
					if strings.Contains(s.query, "casework_number") && j == 3 || strings.Contains(s.query, "search_") && j == 0 && v > 1<<40 {
						args[j] = v + 1_000_000*n
					}
				}
			}
			out[i] = statement{s.query, args}
		}
		return out
	}
}

// caseOf is the id of the case some statements write.
func caseOf(run []statement) string {
	for _, s := range run {
		if strings.HasPrefix(s.query, "INSERT INTO casework_case ") {
			return s.args[len(s.args)-1].(string)
		}
	}
	return ""
}

// forget takes the cases a bare handler wrote away again: nobody could read them.
func (b *bare) forget(ctx context.Context, h *house.House) error {
	return h.DB.Write(ctx, func(tx *sqldb.Tx) error {
		tables, err := tablesOf(ctx, tx, b.pool != nil)
		if err != nil {
			return err
		}
		slices.Reverse(tables) // the cases last, others refer to them
		for _, id := range b.made.ids {
			texts := []string{
				`DELETE FROM ledger_body WHERE entry_id IN (SELECT id FROM ledger_entry WHERE stream = $1)`, `DELETE FROM ledger_entry WHERE stream = $1`,
				`DELETE FROM ledger_head WHERE stream = $1`, `DELETE FROM search_doc WHERE id = $1`,
			}
			for _, t := range tables {
				texts = append(texts, `DELETE FROM `+t.name+` WHERE `+t.key+` = $1`)
			}
			for _, text := range texts {
				if _, err := tx.Exec(ctx, text, id); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
