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
