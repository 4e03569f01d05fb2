package jobs

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"liem/internal/clock"
	"liem/internal/db"
)

const (
	// leaseTime is how long work is left alone after its replica was last heard of.
	leaseTime = time.Minute
	// renewEvery is how often a lease is renewed while the work goes on.
	renewEvery = leaseTime / 4
	// maxRun ends work that hangs: its context is over then.
	maxRun = 15 * time.Minute
)

// Runner runs jobs until it is stopped. Every and Handle come before Start.
type Runner struct {
	d     *db.DB
	clock clock.Clock // the system clock: leases and due times
	log   *slog.Logger
	owner string // this runner, as its leases name it

	periodic map[string]*periodic
	handlers map[string]Handler

	stop  context.CancelFunc // no new work
	abort context.CancelFunc // ends the work under way
	wg    sync.WaitGroup
}

// NewRunner makes a runner; system is the system clock.
func NewRunner(d *db.DB, system clock.Clock, log *slog.Logger) *Runner {
	return &Runner{
		d: d, clock: system, log: log, owner: db.NewID(),
		periodic: map[string]*periodic{}, handlers: map[string]Handler{},
	}
}

// Start runs the jobs in the background until Stop is called or ctx ends.
func (r *Runner) Start(ctx context.Context) {
	if r.stop != nil {
		panic("jobs: a runner starts once")
	}
	working, abort := context.WithCancel(context.WithoutCancel(ctx))
	ctx, stop := context.WithCancel(ctx)
	r.stop, r.abort = stop, abort
	for _, p := range r.periodic {
		r.wg.Go(func() { r.runPeriodic(ctx, working, p) })
	}
	if len(r.handlers) > 0 {
		for range workers {
			r.wg.Go(func() { r.runQueue(ctx, working) })
		}
	}
}

// Stop starts no more work and waits for what is under way. When ctx ends first that work's context is ended too, and
// the error is ctx's; work cut short is done again later.
func (r *Runner) Stop(ctx context.Context) error {
	if r.stop == nil {
		return nil
	}
	r.stop()
	done := make(chan struct{})
	go func() {
		r.wg.Wait()
		close(done)
	}()
	select {
	case <-done:
		r.abort()
		return nil
	case <-ctx.Done():
		r.abort()
		<-done
		return ctx.Err()
	}
}
