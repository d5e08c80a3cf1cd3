package sqldb

import (
	"context"
	"database/sql"
	"sync"
)

// mostPrepared is how many statements a pool keeps prepared, and mostSeen how many it
// remembers to have run once. Texts that depend on how many values they hold are many;
// what is asked all the time is few.
const (
	mostPrepared = 256
	mostSeen     = 2048
)

// prepared keeps statements of a pool of SQLite ready on its connections: reading a
// text and planning it costs more there than most statements. PostgreSQL's driver does
// so by itself. A statement is prepared when it has run twice, after the transaction
// that ran it, since that holds the only connection that writes.
type prepared struct {
	pool *sql.DB

	mu    sync.Mutex
	ready map[string]*sql.Stmt
	seen  map[string]bool
}

func newPrepared(pool *sql.DB) *prepared {
	return &prepared{pool: pool, ready: map[string]*sql.Stmt{}, seen: map[string]bool{}}
}

// find gives the prepared statement of a text, nil when there is none; wanted is true
// when there should be one.
func (p *prepared) find(query string) (stmt *sql.Stmt, wanted bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if stmt = p.ready[query]; stmt != nil || len(p.ready) >= mostPrepared {
		return stmt, false
	}
	if p.seen[query] {
		return nil, true
	}
	if len(p.seen) >= mostSeen {
		clear(p.seen)
	}
	p.seen[query] = true
	return nil, false
}

// add prepares statements. One that fails is run without, and says why then.
func (p *prepared) add(ctx context.Context, queries []string) {
	for _, query := range queries {
		if stmt, wanted := p.find(query); stmt != nil || !wanted {
			continue
		}
		stmt, err := p.pool.PrepareContext(ctx, query)
		if err != nil {
			return
		}
		p.mu.Lock()
		if p.ready[query] == nil {
			p.ready[query], stmt = stmt, nil
		}
		p.mu.Unlock()
		if stmt != nil { // somebody else was quicker
			_ = stmt.Close()
		}
	}
}

// close gives the statements up, before the pool is closed.
func (p *prepared) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for query, stmt := range p.ready {
		_ = stmt.Close()
		delete(p.ready, query)
	}
}

// liteTx is a transaction of SQLite that uses prepared statements.
type liteTx struct {
	*sql.Tx
	kept  *prepared
	own   map[string]*sql.Stmt // of this transaction
	later []string             // to be prepared when it has ended
}

// stmt is the prepared statement of a text in this transaction, nil for none.
func (tx *liteTx) stmt(ctx context.Context, query string) *sql.Stmt {
	if own := tx.own[query]; own != nil {
		return own
	}
	ready, wanted := tx.kept.find(query)
	if wanted {
		tx.later = append(tx.later, query)
	}
	if ready == nil {
		return nil
	}
	if tx.own == nil {
		tx.own = map[string]*sql.Stmt{}
	}
	own := tx.StmtContext(ctx, ready)
	tx.own[query] = own
	return own
}

func (tx *liteTx) exec(ctx context.Context, query string, args []any) (sql.Result, error) {
	if stmt := tx.stmt(ctx, query); stmt != nil {
		return stmt.ExecContext(ctx, args...)
	}
	return tx.ExecContext(ctx, query, args...)
}

func (tx *liteTx) query(ctx context.Context, query string, args []any) (*sql.Rows, error) {
	if stmt := tx.stmt(ctx, query); stmt != nil {
		return stmt.QueryContext(ctx, args...)
	}
	return tx.QueryContext(ctx, query, args...)
}

func (tx *liteTx) row(ctx context.Context, query string, args []any) *sql.Row {
	if stmt := tx.stmt(ctx, query); stmt != nil {
		return stmt.QueryRowContext(ctx, args...)
	}
	return tx.QueryRowContext(ctx, query, args...)
}
