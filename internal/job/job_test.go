package job_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hemu/internal/job"
	"hemu/internal/sqldb"
	"hemu/internal/sqldb/sqldbtest"
)

type greet struct {
	Name string `json:"name"`
}

func (greet) Kind() string { return "test.greet" }

type tick struct{}

func (tick) Kind() string { return "test.tick" }

// logs is a place to log that tests may read while jobs write.
type logs struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// start runs a queue prepared by prepare until the test ends and returns its log.
func start(t *testing.T, db *sqldb.DB, prepare func(*job.Queue)) (*job.Queue, *logs) {
	t.Helper()
	log := &logs{}
	q := job.New(db, slog.New(slog.NewTextHandler(log, nil)))
	prepare(q)
	if err := q.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = q.Stop(context.Background()) })
	return q, log
}

func client(t *testing.T, db *sqldb.DB) *job.Client {
	t.Helper()
	c, err := job.NewClient(db)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func enqueue(ctx context.Context, db *sqldb.DB, c *job.Client, args job.Args, end error, opts ...job.Option) error {
	return db.Write(ctx, func(tx *sqldb.Tx) error {
		if err := c.Enqueue(ctx, tx, args, opts...); err != nil {
			return err
		}
		return end
	})
}

func counts(t *testing.T, db *sqldb.DB) (c job.Counts) {
	t.Helper()
	err := db.Read(t.Context(), func(tx *sqldb.Tx) (err error) {
		c, err = job.Count(t.Context(), tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// eventually waits until ok; jobs run when they run.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(15 * time.Second); !ok(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

func TestAJobExistsOnlyIfItsTransactionCommits(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c, boom := client(t, db), errors.New("boom")
		if err := enqueue(t.Context(), db, c, greet{"rolled back"}, boom); !errors.Is(err, boom) {
			t.Fatal(err)
		}
		if got := counts(t, db); got != (job.Counts{}) {
			t.Fatalf("rolled back, yet %+v", got)
		}
		for _, name := range []string{"a", "b"} {
			if err := enqueue(t.Context(), db, c, greet{name}, nil); err != nil {
				t.Fatal(err)
			}
		}
		var mu sync.Mutex
		ran := map[string]int{}
		start(t, db, func(q *job.Queue) {
			job.Handle(q, func(_ context.Context, g greet) error {
				mu.Lock()
				defer mu.Unlock()
				ran[g.Name]++
				return nil
			})
		})
		eventually(t, "both jobs end", func() bool { return counts(t, db) == job.Counts{} })
		mu.Lock()
		defer mu.Unlock()
		if fmt.Sprint(ran) != "map[a:1 b:1]" {
			t.Errorf("ran %v", ran)
		}
	})
}

// kill -9 leaves a job marked as running that nobody runs. SQLite's is taken up at the
// next start, PostgreSQL's, where other processes may be at work, when its time is over.
func TestWhatAKilledProcessRanIsRunAgain(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := client(t, db)
		if err := enqueue(t.Context(), db, c, greet{"left"}, nil); err != nil {
			t.Fatal(err)
		}
		if err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
			since := ""
			if pool, _ := db.Pools(); pool != nil {
				since = ", attempted_at = now() - INTERVAL '12 minutes'"
			}
			_, err := tx.Exec(t.Context(), `UPDATE river_job SET state = 'running', attempt = 1`+since)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if got := counts(t, db); got.Running != 1 {
			t.Fatalf("%+v", got)
		}
		var ran atomic.Int64
		start(t, db, func(q *job.Queue) {
			job.Handle(q, func(context.Context, greet) error { ran.Add(1); return nil })
		})
		eventually(t, "the job ends", func() bool { return counts(t, db) == job.Counts{} })
		if ran.Load() != 1 {
			t.Errorf("ran %d times", ran.Load())
		}
	})
}

func TestOnceAndAt(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := client(t, db)
		later := job.At(time.Now().Add(time.Hour))
		for _, name := range []string{"a", "a", "b"} {
			if err := enqueue(t.Context(), db, c, greet{name}, nil, job.Once(), later); err != nil {
				t.Fatal(err)
			}
		}
		if got := counts(t, db); got.Waiting != 2 {
			t.Errorf("%+v", got)
		}
	})
}

// On SQLite jobs, requests and the queue itself share one writer: neither may hang
// or starve the other.
func TestJobsAndRequestsWriteAtOnce(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		c := client(t, db)
		write := func(ctx context.Context, name string, then job.Args) error {
			return db.Write(ctx, func(tx *sqldb.Tx) error {
				if _, err := tx.Exec(ctx, `INSERT INTO sqldb_fact (name, value) VALUES ($1, '')`, name); err != nil || then == nil {
					return err
				}
				return c.Enqueue(ctx, tx, then)
			})
		}
		var ran atomic.Int64
		start(t, db, func(q *job.Queue) {
			job.Handle(q, func(ctx context.Context, g greet) error {
				defer ran.Add(1)
				if strings.HasSuffix(g.Name, "'") {
					return write(ctx, g.Name, nil)
				}
				return write(ctx, g.Name+"'", greet{g.Name + "''"})
			})
		})
		const requests = 60
		var wg sync.WaitGroup
		for w := range 4 {
			wg.Go(func() {
				for i := range requests / 4 {
					began := time.Now()
					if err := write(t.Context(), fmt.Sprintf("%d-%d", w, i), greet{fmt.Sprintf("%d-%d", w, i)}); err != nil {
						t.Error(err)
					}
					if d := time.Since(began); d > 3*time.Second {
						t.Errorf("a request waited %v", d)
					}
				}
			})
		}
		wg.Wait()
		eventually(t, "all jobs end", func() bool { return ran.Load() == 2*requests && counts(t, db) == job.Counts{} })
	})
}

func TestEveryFires(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		var ran atomic.Int64
		start(t, db, func(q *job.Queue) {
			job.Handle(q, func(context.Context, tick) error { ran.Add(1); return nil })
			q.Every("tick", job.Interval(time.Second), tick{})
		})
		eventually(t, "two ticks", func() bool { return ran.Load() >= 2 })
	})
}

func TestFailuresAreLoggedWithoutArguments(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
		_, log := start(t, db, func(q *job.Queue) {
			job.Handle(q, func(_ context.Context, g greet) error {
				if g.Name == "secret-panic" {
					panic(g.Name)
				}
				return errors.New("boom")
			})
		})
		c := client(t, db)
		for _, name := range []string{"secret-panic", "secret-error"} {
			if err := enqueue(t.Context(), db, c, greet{name}, nil); err != nil {
				t.Fatal(err)
			}
		}
		eventually(t, "failures in the log", func() bool {
			return strings.Contains(log.String(), "err=boom") && strings.Contains(log.String(), "err=panicked")
		})
		if s := log.String(); strings.Contains(s, "secret") || !strings.Contains(s, "kind=test.greet") || !strings.Contains(s, "job panicked") {
			t.Errorf("log: %s", s)
		}
	})
}

func TestStopWaitsThenCancels(t *testing.T) {
	for name, patience := range map[string]time.Duration{"patient": 10 * time.Second, "impatient": 100 * time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB, _ *sqldbtest.Clock) {
				began, finish := make(chan bool), make(chan bool)
				ended := make(chan error, 1)
				q, _ := start(t, db, func(q *job.Queue) {
					job.Handle(q, func(ctx context.Context, _ greet) error {
						close(began)
						select {
						case <-finish:
							ended <- nil
						case <-ctx.Done():
							ended <- ctx.Err()
						}
						return ctx.Err()
					})
				})
				if err := enqueue(t.Context(), db, client(t, db), greet{"x"}, nil); err != nil {
					t.Fatal(err)
				}
				<-began
				if name == "patient" {
					time.AfterFunc(200*time.Millisecond, func() { close(finish) })
				}
				ctx, cancel := context.WithTimeout(t.Context(), patience)
				defer cancel()
				err, end := q.Stop(ctx), <-ended
				if patient := name == "patient"; patient != (err == nil) || patient != (end == nil) {
					t.Errorf("stop: %v; job ended with %v", err, end)
				}
			})
		})
	}
}

func TestDaily(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for now, want := range map[string]string{
		"2026-03-01T18:29:59Z": "2026-03-01T18:30:00Z", // 02:30 on the 2nd in China
		"2026-03-01T18:30:00Z": "2026-03-02T18:30:00Z",
		"2026-12-31T17:00:00Z": "2026-12-31T18:30:00Z",
	} {
		if got := job.Daily(2, 30).Next(at(now)); !got.Equal(at(want)) {
			t.Errorf("after %s: %s, want %s", now, got, want)
		}
	}
}
