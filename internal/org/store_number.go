package org

import (
	"context"

	"hemu/internal/sqldb"
)

// NextNumber allots the next number of a kind of document to an issuer: 1, 2,
// 3 … anew each year. It is gap-free: the row stays locked until tx ends, and a
// rolled-back tx gives its number back. Years are Shanghai years.
func NextNumber(ctx context.Context, tx *sqldb.Tx, issuerOrgID, kind string, year int) (int64, error) {
	return sqldb.One(ctx, tx, sqldb.Scalar[int64], `
		INSERT INTO org_number (issuer, kind, year, last) VALUES ($1, $2, $3, 1)
		ON CONFLICT (issuer, kind, year) DO UPDATE SET last = org_number.last + 1
		RETURNING last`, issuerOrgID, kind, year)
}

// LastNumber is the last number that an issuer allotted in a year.
type LastNumber struct {
	Issuer string `json:"org"`
	Year   int    `json:"year"`
	Last   int64  `json:"last"`
}

// LastNumbers are those of a kind of document.
func LastNumbers(ctx context.Context, tx *sqldb.Tx, kind string) ([]LastNumber, error) {
	return sqldb.All(ctx, tx, func(r sqldb.Row) (n LastNumber, err error) { return n, r.Scan(&n.Issuer, &n.Year, &n.Last) },
		`SELECT issuer, year, last FROM org_number WHERE kind = $1 ORDER BY issuer, year`, kind)
}

// NumberedTo has the next number of a kind be later than n: what was given before an old
// backup was restored is not given again. An issuer that is unknown here gives none.
func NumberedTo(ctx context.Context, tx *sqldb.Tx, n LastNumber, kind string) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO org_number (issuer, kind, year, last) SELECT id, $2, $3, $4 FROM org_unit WHERE id = $1
		ON CONFLICT (issuer, kind, year) DO UPDATE SET last = excluded.last WHERE org_number.last < excluded.last`, n.Issuer, kind, n.Year, n.Last)
	return err
}
