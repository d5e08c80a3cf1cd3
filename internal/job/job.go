// Package job does work after the transaction that asked for it has committed:
// jobs are rows written in that very transaction, so work is neither lost nor done
// for a change that was rolled back. It knows nothing of what jobs are about.
//
// A job runs at least once, not exactly once: a machine can stop between the work
// and the note that it is done. Handlers must bear being run again.
package job

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivertype"

	"hemu/internal/sqldb"
)

// Args is what a job needs to know: ids, never personal data, since jobs lie in
// the database for a day after they are done. Kind is stored, so it is never
// renamed.
type Args = river.JobArgs

// Client enqueues jobs. It runs none, so the command line and tests use it too.
type Client struct {
	pg   *river.Client[pgx.Tx] // one of the two is nil
	lite *river.Client[*sql.Tx]
}

// NewClient makes a Client for db.
func NewClient(db *sqldb.DB) (*Client, error) {
	return newClient(db, &river.Config{Logger: slog.New(slog.DiscardHandler)})
}

func newClient(db *sqldb.DB, cfg *river.Config) (c *Client, err error) {
	c = &Client{}
	if pool, writer := db.Pools(); pool != nil {
		c.pg, err = river.NewClient(riverpgxv5.New(pool), cfg)
	} else {
		c.lite, err = river.NewClient(riversqlite.New(writer), cfg)
	}
	return c, err
}

// Option says how a job is enqueued.
type Option func(*river.InsertOpts)

// At keeps the job from running before an instant of the machine's clock.
func At(t time.Time) Option {
	return func(o *river.InsertOpts) { o.ScheduledAt = t }
}

// Once skips the job while an equal one (same kind and arguments) has not ended.
func Once() Option {
	return func(o *river.InsertOpts) { o.UniqueOpts = unended }
}

// Long puts a job where those wait that take minutes or hours: one of them runs at a
// time, beside all others. Its handler is given by HandleLong.
func Long() Option {
	return func(o *river.InsertOpts) { o.Queue = longQueue }
}

const longQueue = "long"

// most is how long one attempt at any other job may take.
const most = 10 * time.Minute

// longest is how long one attempt at a Long job may take.
const longest = 6 * time.Hour

// unended is uniqueness among jobs that have yet to run, run, or wait to be tried
// again. River's own default also counts completed ones.
var unended = river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
	rivertype.JobStateRunning, rivertype.JobStateScheduled,
}}

// Enqueue adds a job in tx: it runs when tx has committed, and never existed if tx
// does not commit.
func (c *Client) Enqueue(ctx context.Context, tx *sqldb.Tx, args Args, opts ...Option) error {
	o := &river.InsertOpts{}
	for _, opt := range opts {
		opt(o)
	}
	var err error
	if pg, lite := tx.Handles(); pg != nil {
		_, err = c.pg.InsertTx(ctx, pg, args, o)
	} else {
		_, err = c.lite.InsertTx(ctx, lite, args, o)
	}
	if err != nil {
		return fmt.Errorf("enqueue %s: %w", args.Kind(), err)
	}
	return nil
}

// Queue runs jobs. Handle and Every prepare it; then Start, and Stop at the end.
type Queue struct {
	db      *sqldb.DB
	log     *slog.Logger
	workers *river.Workers
	every   []*river.PeriodicJob
	client  *Client // nil until Start
}

// New makes a Queue that runs nothing yet.
func New(db *sqldb.DB, log *slog.Logger) *Queue {
	return &Queue{db: db, log: log, workers: river.NewWorkers()}
}

// Handle has jobs of type T run by fn. A returned error has the job tried again,
// ever later, for about three weeks. fn has ten minutes and must end soon after its
// context does. Each kind has one handler; a second is a programming error and
// panics. Failures are logged with kind and id, never with the arguments.
func Handle[T Args](q *Queue, fn func(context.Context, T) error) {
	river.AddWorker(q.workers, &worker[T]{q: q, fn: fn})
}

// HandleLong is Handle for jobs that are enqueued as Long; fn has six hours.
func HandleLong[T Args](q *Queue, fn func(context.Context, T) error) {
	river.AddWorker(q.workers, &worker[T]{q: q, fn: fn, most: longest})
}

type worker[T Args] struct {
	river.WorkerDefaults[T]
	q    *Queue
	fn   func(context.Context, T) error
	most time.Duration // 0 for the queue's own
}

// Timeout implements river.Worker.
func (w *worker[T]) Timeout(*river.Job[T]) time.Duration { return w.most }

// Work implements river.Worker.
func (w *worker[T]) Work(ctx context.Context, j *river.Job[T]) error {
	log := w.q.log.With("kind", j.Kind, "job", j.ID, "attempt", j.Attempt)
	err := guarded(ctx, log, func() error { return w.fn(ctx, j.Args) })
	if err != nil {
		log.WarnContext(ctx, "job failed", "err", err)
	}
	return err
}

var errPanicked = errors.New("panicked")

// guarded turns a panic of fn into an error before River sees it: River would log
// and store what was panicked with, which may be anything, a person's name too.
func guarded(ctx context.Context, log *slog.Logger, fn func() error) (err error) {
	defer func() {
		if recover() != nil {
			log.ErrorContext(ctx, "job panicked", "trace", string(debug.Stack()))
			err = errPanicked
		}
	}()
	return fn()
}

// Every enqueues args whenever the schedule says and once at Start, for its time may
// have come while the program was down. Of several processes on one database one
// does it, and a run that has not ended is not joined by a second. name is stable
// and unique.
func (q *Queue) Every(name string, when Schedule, args Args) {
	q.every = append(q.every, river.NewPeriodicJob(when,
		func() (river.JobArgs, *river.InsertOpts) { return args, &river.InsertOpts{UniqueOpts: unended} },
		&river.PeriodicJobOpts{ID: name, RunOnStart: true}))
}

// Start begins to run jobs and returns. Only Stop ends them: that ctx ends does not.
func (q *Queue) Start(ctx context.Context) (err error) {
	if q.client, err = newClient(q.db, q.config()); err != nil {
		return fmt.Errorf("start jobs: %w", err)
	}
	ctx = context.WithoutCancel(ctx)
	if q.client.pg != nil {
		return q.client.pg.Start(ctx)
	}
	// One process works on a SQLite file: what runs there now was left by one that was killed.
	if err := q.db.Write(ctx, func(tx *sqldb.Tx) error { return release(ctx, tx) }); err != nil {
		return fmt.Errorf("start jobs: %w", err)
	}
	return q.client.lite.Start(ctx)
}

// config differs by engine. On SQLite the queue shares the single writer with the
// requests: it looks for work four times a second instead of listening (which there
// means twenty reads a second on the same connection) and takes fewer jobs at once.
func (q *Queue) config() *river.Config {
	cfg := &river.Config{
		Logger:       slog.New(warnings{q.log.Handler()}),
		Workers:      q.workers,
		PeriodicJobs: q.every,
		JobTimeout:   most,
		// What a killed process had begun is begun again; River's own default adds an hour.
		RescueStuckJobsAfter: most + time.Minute,
		FetchCooldown:        50 * time.Millisecond,
		FetchPollInterval:    time.Second,
		Queues:               map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 8}, longQueue: {MaxWorkers: 1}},
	}
	if pool, _ := q.db.Pools(); pool == nil {
		cfg.PollOnly = true
		cfg.FetchPollInterval = 250 * time.Millisecond
		cfg.Queues = map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 3}, longQueue: {MaxWorkers: 1}}
	}
	return cfg
}

// Stop takes no more jobs and waits for the running ones until ctx ends; those that
// still run then have their contexts cancelled, get five seconds, and are tried
// again at the next Start. The error is ctx's when it came to that.
func (q *Queue) Stop(ctx context.Context) error {
	if q.client == nil {
		return nil
	}
	stop, cancel := q.client.stops()
	err := stop(ctx)
	if err == nil || !errors.Is(err, ctx.Err()) {
		return err
	}
	last, done := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer done()
	return errors.Join(err, cancel(last))
}

func (c *Client) stops() (stop, cancel func(context.Context) error) {
	if c.pg != nil {
		return c.pg.Stop, c.pg.StopAndCancel
	}
	return c.lite.Stop, c.lite.StopAndCancel
}

// warnings passes on warnings and errors only: River reports every start and stop.
type warnings struct{ slog.Handler }

// Enabled implements slog.Handler.
func (w warnings) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && w.Handler.Enabled(ctx, level)
}

// WithAttrs implements slog.Handler.
func (w warnings) WithAttrs(as []slog.Attr) slog.Handler { return warnings{w.Handler.WithAttrs(as)} }

// WithGroup implements slog.Handler.
func (w warnings) WithGroup(name string) slog.Handler { return warnings{w.Handler.WithGroup(name)} }
