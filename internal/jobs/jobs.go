// Package jobs runs work that comes round: putting leaves into the ledger, handing in attempts whose time is over,
// forgetting old sessions. Any number of replicas may run the same jobs; a row with a lease lets one of them do each
// round, and a replica that dies in a round leaves it to another when the lease ends. So jobs are idempotent.
package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"liem/internal/clock"
	"liem/internal/db"
)

// Runner runs jobs until it is stopped.
type Runner struct {
	d     *db.DB
	clock clock.Clock // the system clock: leases
	log   *slog.Logger

	jobs   map[string]*job
	cancel context.CancelFunc
	wg     sync.WaitGroup
}

type job struct {
	name  string
	every time.Duration
	do    func(ctx context.Context) error
	nudge chan struct{}
}

// lease is how long a round may take before another replica may start it again.
const lease = time.Minute

// NewRunner makes a runner; add jobs with Every, then Start.
func NewRunner(d *db.DB, system clock.Clock, log *slog.Logger) *Runner {
	return &Runner{d: d, clock: system, log: log, jobs: map[string]*job{}}
}

// Every adds a job that comes round every so often. One round must take less than the lease of a minute.
func (r *Runner) Every(name string, every time.Duration, do func(ctx context.Context) error) {
	r.jobs[name] = &job{name, every, do, make(chan struct{}, 1)}
}

// Nudge makes a job come round at once; it never blocks. Nudges while a round runs become one more round.
func (r *Runner) Nudge(name string) {
	if j, ok := r.jobs[name]; ok {
		select {
		case j.nudge <- struct{}{}:
		default:
		}
	}
}

// Start runs the jobs in the background.
func (r *Runner) Start(ctx context.Context) {
	ctx, r.cancel = context.WithCancel(ctx)
	for _, j := range r.jobs {
		r.wg.Add(1)
		go r.run(ctx, j)
	}
}

// Stop lets running rounds end and starts no more.
func (r *Runner) Stop() {
	if r.cancel != nil {
		r.cancel()
	}
	r.wg.Wait()
}

func (r *Runner) run(ctx context.Context, j *job) {
	defer r.wg.Done()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		nudged := false
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		case <-j.nudge:
			nudged = true
		}
		if err := r.round(ctx, j, nudged); err != nil && ctx.Err() == nil {
			r.log.Error("job failed", "job", j.name, "error", err)
		}
		timer.Reset(j.every)
	}
}

// round does the job if it is due (or nudged) and no other replica is at it.
func (r *Runner) round(ctx context.Context, j *job, nudged bool) error {
	mine, err := r.claim(ctx, j, nudged)
	if err != nil || !mine {
		return err
	}
	// A round that has begun ends even while the server stops: it is short, and half of it would be done again.
	work, cancel := context.WithTimeout(context.WithoutCancel(ctx), lease)
	defer cancel()
	failure := protect(work, j.do)
	if err := r.release(work, j, failure); err != nil {
		return errors.Join(failure, err)
	}
	return failure
}

func protect(ctx context.Context, do func(context.Context) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return do(ctx)
}

// claim takes the lease. A single statement decides, so two replicas never both get it.
func (r *Runner) claim(ctx context.Context, j *job, nudged bool) (bool, error) {
	now := r.clock.Now()
	due := now
	if nudged {
		due = now.Add(j.every) // a nudge need not wait for the next round's time
	}
	const insert = `INSERT INTO periodic_jobs (name, due_at, last_error) VALUES (?, ?, '') ON CONFLICT (name) DO NOTHING`
	const claim = `UPDATE periodic_jobs SET lease_until = ? WHERE name = ? AND due_at <= ? AND (lease_until IS NULL OR lease_until < ?) RETURNING name`
	// Reading first keeps an idle job from taking the write lock.
	var ready int
	err := r.d.Reader().QueryRowContext(ctx, `SELECT COUNT(*) FROM periodic_jobs WHERE name = ? AND (due_at > ? OR lease_until >= ?)`,
		j.name, due, now).Scan(&ready)
	if err != nil || ready > 0 {
		return false, db.Fault(err)
	}
	mine := false
	err = r.d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if _, err := tx.ExecContext(ctx, insert, j.name, now); err != nil {
			return err
		}
		var name string
		err := tx.QueryRowContext(ctx, claim, now.Add(lease), j.name, due, now).Scan(&name)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		mine = err == nil
		return err
	})
	return mine, err
}

// release gives the lease back and sets the next round.
func (r *Runner) release(ctx context.Context, j *job, failure error) error {
	now := r.clock.Now()
	text := ""
	if failure != nil {
		text = failure.Error()
		if len(text) > 500 {
			text = text[:500]
		}
	}
	// Half the interval: replicas that come round a little early find it due.
	const release = `UPDATE periodic_jobs SET lease_until = NULL, due_at = ?, finished_at = ?, last_error = ? WHERE name = ?`
	return r.d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		_, err := tx.ExecContext(ctx, release, now.Add(j.every/2), now, text, j.name)
		return err
	})
}
