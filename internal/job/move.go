package job

import (
	"context"
	"encoding/json"
	"time"

	"github.com/riverqueue/river"

	"hemu/internal/sqldb"
)

// Moved is a job that has not ended, as it is carried to another database. How
// often it was tried is not carried: it gets all its tries again.
type Moved struct {
	JobKind  string          `json:"kind"`
	Args     json.RawMessage `json:"args"`
	Due      time.Time       `json:"due"`
	Once     bool            `json:"once"`
	Priority int             `json:"priority"`
	Tries    int             `json:"tries"`
	Queue    string          `json:"queue"`
}

// Kind implements Args.
func (m Moved) Kind() string { return m.JobKind }

// MarshalJSON gives the arguments themselves, as the handler will read them.
func (m Moved) MarshalJSON() ([]byte, error) { return m.Args, nil }

// Unended gives each job that has not ended to fn, oldest first.
func (c *Client) Unended(ctx context.Context, tx *sqldb.Tx, fn func(Moved) error) error {
	const page = 1000
	params := river.NewJobListParams().States(unended.ByState...).OrderBy(river.JobListOrderByID, river.SortOrderAsc).First(page)
	for {
		res, err := c.list(ctx, tx, params)
		if err != nil {
			return err
		}
		for _, j := range res.Jobs {
			m := Moved{j.Kind, j.EncodedArgs, j.ScheduledAt.UTC(), len(j.UniqueStates) > 0, j.Priority, j.MaxAttempts, j.Queue}
			if err := fn(m); err != nil {
				return err
			}
		}
		if len(res.Jobs) < page || res.LastCursor == nil {
			return nil
		}
		params = params.After(res.LastCursor)
	}
}

func (c *Client) list(ctx context.Context, tx *sqldb.Tx, params *river.JobListParams) (*river.JobListResult, error) {
	pg, lite := tx.Handles()
	if pg != nil {
		return c.pg.JobListTx(ctx, pg, params)
	}
	return c.lite.JobListTx(ctx, lite, params)
}

// Put enqueues a carried job.
func (c *Client) Put(ctx context.Context, tx *sqldb.Tx, m Moved) error {
	return c.Enqueue(ctx, tx, m, At(m.Due), func(o *river.InsertOpts) {
		o.Priority, o.MaxAttempts, o.Queue = m.Priority, m.Tries, m.Queue
		if m.Once {
			o.UniqueOpts = unended
		}
	})
}
