package casework

import (
	"context"

	"hemu/internal/sqldb"
)

func insertNumbers(ctx context.Context, tx *sqldb.Tx, id ID, numbers []number) error {
	w := writer{ctx: ctx, tx: tx}
	for _, n := range numbers {
		w.exec(`INSERT INTO casework_number (issuer, kind, year, seq, case_id, subject) VALUES ($1, $2, $3, $4, $5, $6)`,
			n.issuer, n.kind, n.year, n.seq, string(id), n.subject)
	}
	return w.err
}
