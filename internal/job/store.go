package job

import (
	"context"

	"github.com/riverqueue/river/rivertype"

	"hemu/internal/sqldb"
)

// Counts says how many jobs are in which condition, for metrics and the doctor.
type Counts struct {
	Waiting int64 // due or scheduled, not begun
	Running int64
	Failing int64 // failed and to be tried again
	Dead    int64 // failed too often; kept seven days, and somebody should look
}

// Count counts the jobs. Completed ones are cleaned up after a day, so this grows
// with the work of a day, not with the age of the product.
func Count(ctx context.Context, tx *sqldb.Tx) (c Counts, err error) {
	rows, err := tx.Query(ctx, `SELECT CAST(state AS TEXT), count(*) FROM river_job GROUP BY state`)
	if err != nil {
		return c, err
	}
	defer rows.Close()
	for rows.Next() {
		var state string
		var n int64
		if err := rows.Scan(&state, &n); err != nil {
			return c, err
		}
		switch rivertype.JobState(state) {
		case rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateScheduled:
			c.Waiting += n
		case rivertype.JobStateRunning:
			c.Running += n
		case rivertype.JobStateRetryable:
			c.Failing += n
		case rivertype.JobStateDiscarded:
			c.Dead += n
		}
	}
	return c, rows.Err()
}

// release lets every job that is marked as running be taken up again, on a database
// where no other process runs any. One at its last try is left to River, which ends it:
// it may be what kills the process.
func release(ctx context.Context, tx *sqldb.Tx) error {
	_, err := tx.Exec(ctx, `UPDATE river_job SET state = 'available' WHERE state = 'running' AND attempt < max_attempts`)
	return err
}
