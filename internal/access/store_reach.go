package access

import (
	"context"

	"hemu/internal/sqldb"
)

// Fit is r for a list in which the reader's own cases are looked for: collected while
// they are no more than few, looked at one after the other in the order of the list when
// they are many. It decides how a list is read, never what is in it.
func (r Reader) Fit(ctx context.Context, tx *sqldb.Tx, few int) (Reader, error) {
	if r.Wide || !r.Own {
		return r, nil
	}
	ranges, args := r.pathCond("r.org_path")
	c := sqldb.NewCond().And(ranges, args...)
	n, err := sqldb.One(ctx, tx, sqldb.Scalar[int],
		`SELECT COUNT(*) FROM (SELECT 1 FROM casework_reach r WHERE `+c.Where()+` LIMIT `+c.Arg(few+1)+`) AS found`, c.Args()...)
	if n > few {
		r.Wide = true
	}
	return r, err
}
