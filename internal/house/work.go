package house

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"hemu/internal/access"
	"hemu/internal/bulk"
	"hemu/internal/casework"
	"hemu/internal/export"
	"hemu/internal/job"
	"hemu/internal/ledger"
	"hemu/internal/once"
	"hemu/internal/retention"
)

// stopWithin is how long running requests, and then running jobs, are given at the end.
const stopWithin = 10 * time.Second

// checkpoint and selfCheck are the arguments of the two standing jobs.
type checkpoint struct{}

// Kind implements job.Args.
func (checkpoint) Kind() string { return "ledger.checkpoint" }

type selfCheck struct{}

// Kind implements job.Args.
func (selfCheck) Kind() string { return "casework.self_check" }

// markOld is the argument of the job that makes cases from before an upgrade
// findable by every filter.
type markOld struct{}

// Kind implements job.Args.
func (markOld) Kind() string { return "casework.mark_old" }

// indexOld is the argument of the job that makes cases from before an upgrade
// findable by their words.
type indexOld struct{}

// Kind implements job.Args.
func (indexOld) Kind() string { return "casework.index_old" }

// sweepExports is the argument of the job that throws old exports away.
type sweepExports struct{}

// Kind implements job.Args.
func (sweepExports) Kind() string { return "export.sweep" }

// sweepBulk is the argument of the job that forgets old commands for many cases.
type sweepBulk struct{}

// Kind implements job.Args.
func (sweepBulk) Kind() string { return "bulk.sweep" }

// tellViews is the argument of the job that tells subscribers of views.
type tellViews struct{}

// Kind implements job.Args.
func (tellViews) Kind() string { return "views.tell" }

// sweep is the argument of the nightly tidying.
type sweep struct{}

// Kind implements job.Args.
func (sweep) Kind() string { return "house.sweep" }

// findEnding is the argument of the job that proposes what may be destroyed.
type findEnding struct{}

// Kind implements job.Args.
func (findEnding) Kind() string { return "retention.find" }

// keptKeys is how long a request that is sent again is still recognised.
const keptKeys = 7 * 24 * time.Hour

// scanWaiting is the argument of the job that looks at files kept unseen.
type scanWaiting struct{}

// Kind implements job.Args.
func (scanWaiting) Kind() string { return "blob.scan_waiting" }

// keptFindings is how long people are told of malware in their files.
const keptFindings = 90 * 24 * time.Hour

// keptUploads is how long a file half sent waits for the rest: as long as the console
// keeps what was typed with it.
const keptUploads = 7 * 24 * time.Hour

// keptLoose is how long a file that no case and no draft names is kept: longer than the
// console keeps a draft on a device.
const keptLoose = 30 * 24 * time.Hour

// tidy lets run out what runs out by itself: terms of members, old sessions, keys
// of requests, files half sent or hung on nothing.
func (a *House) tidy(ctx context.Context) error {
	_, err := a.Orgs.Recheck(ctx)
	_, swept := once.Sweep(ctx, a.DB, a.DB.Now().Add(-keptKeys))
	_, dropped := a.Intake.Sweep(ctx, a.DB.Now().Add(-keptUploads))
	_, loose := a.Blobs.SweepLoose(ctx, a.DB, a.DB.Now().Add(-keptLoose), time.Now(), casework.DraftsNaming)
	_, bytes := a.Blobs.Sweep(ctx, a.DB, time.Now().Add(-48*time.Hour)) // the disk's clock, not ours
	return errors.Join(err, a.Identity.Sweep(ctx), a.Intake.SweepFindings(ctx, a.DB.Now().Add(-keptFindings)), a.Cases.ForgetTold(ctx), swept, dropped, loose, bytes)
}

// changed follows a change of a case into what was made of it before.
func (a *House) changed(ctx context.Context, c casework.Changed) error {
	switch c.Act {
	case access.Unname:
		lost, err := a.Cases.Lost(ctx, c.Case)
		return errors.Join(err, a.Exports.Recall(ctx, c.Case), a.Views.Forget(ctx, lost))
	case access.Conceal, access.Confide, access.Anonymise:
		return a.Exports.Recall(ctx, c.Case)
	case access.AnswerData, access.Close: // which restricts anew whose data were before
		if rests, err := a.Cases.Rests(ctx, c.Case); err != nil || !rests {
			return err
		}
		return a.Exports.Recall(ctx, c.Case)
	}
	return nil
}

// Work starts what goes on beside requests: the ledger is signed every
// minute, and every night the self-check looks for cases that fell through.
func (a *House) Work(ctx context.Context) (*job.Queue, error) {
	q := job.New(a.DB, slog.Default())
	job.Handle(q, func(ctx context.Context, _ checkpoint) error {
		_, err := ledger.Checkpoint(ctx, a.DB, a.Config.Data, a.Keys.Signer)
		return err
	})
	job.Handle(q, func(ctx context.Context, _ selfCheck) error {
		report, err := a.Cases.Check(ctx)
		if err == nil && len(report.Totals) > 0 {
			slog.Error("self-check found exceptions; run hemu doctor", "cases", report.Cases, "kinds", len(report.Totals))
		}
		return err
	})
	job.Handle(q, a.changed)
	job.Handle(q, func(ctx context.Context, _ sweep) error { return a.tidy(ctx) })
	job.Handle(q, func(ctx context.Context, _ markOld) error {
		_, err := a.Cases.MarkOld(ctx)
		return err
	})
	job.Handle(q, func(ctx context.Context, _ indexOld) error {
		_, err := a.Cases.IndexOld(ctx)
		return err
	})
	job.Handle(q, func(ctx context.Context, _ findEnding) error {
		_, err := a.Retention.Find(ctx)
		return err
	})
	job.Handle(q, func(ctx context.Context, in retention.CarryOut) error { return a.Retention.CarryOut(ctx, in.Batch) })
	q.Every("retention.find", job.Daily(4, 0), findEnding{})
	job.HandleLong(q, func(ctx context.Context, due export.Due) error { return a.Exports.Make(ctx, due.Export) })
	job.Handle(q, func(ctx context.Context, _ sweepExports) error {
		_, err := a.Exports.Sweep(ctx)
		return err
	})
	job.Handle(q, func(ctx context.Context, due bulk.Due) error { return a.Bulk.Work(ctx, due.Run) })
	job.Handle(q, func(ctx context.Context, _ sweepBulk) error { return a.Bulk.Sweep(ctx) })
	job.Handle(q, func(ctx context.Context, _ tellViews) error {
		_, err := a.Views.Tell(ctx)
		return err
	})
	job.Handle(q, func(ctx context.Context, _ scanWaiting) error {
		_, err := a.Intake.ScanWaiting(ctx)
		return err
	})
	job.Handle(q, a.quarantine)
	q.Every("blob.scan_waiting", job.Interval(5*time.Minute), scanWaiting{})
	q.Every("views.tell", job.Daily(6, 0), tellViews{})
	q.Every("bulk.sweep", job.Interval(time.Hour), sweepBulk{})
	q.Every("export.sweep", job.Interval(time.Hour), sweepExports{})
	q.Every("casework.index_old", job.Daily(1, 30), indexOld{})
	q.Every("casework.mark_old", job.Daily(2, 0), markOld{})
	q.Every("house.sweep", job.Daily(2, 30), sweep{})
	q.Every("ledger.checkpoint", job.Interval(time.Minute), checkpoint{})
	q.Every("casework.self_check", job.Daily(3, 30), selfCheck{})
	return q, q.Start(ctx)
}

// Stop lets what is running end and signs the ledger once more. Requests that are
// still not done by then, such as an upload over a bad line, are cut off; jobs and
// the signature have times of their own, so that nobody outside can use theirs up.
func (a *House) Stop(srv *http.Server, queue *job.Queue) error {
	within := func(do func(context.Context) error) error {
		ctx, cancel := context.WithTimeout(context.Background(), stopWithin)
		defer cancel()
		return do(ctx)
	}
	err := within(srv.Shutdown)
	if errors.Is(err, context.DeadlineExceeded) {
		slog.Warn("requests cut off", "after", stopWithin.String())
		err = srv.Close()
	}
	if stuck := within(queue.Stop); errors.Is(stuck, context.DeadlineExceeded) {
		slog.Warn("jobs cut off; they are done after the next start", "after", stopWithin.String(), "error", stuck)
	} else {
		err = errors.Join(err, stuck)
	}
	err = errors.Join(err, within(func(ctx context.Context) error {
		_, err := ledger.Checkpoint(ctx, a.DB, a.Config.Data, a.Keys.Signer)
		return err
	}))
	slog.Info("stopped")
	return err
}
