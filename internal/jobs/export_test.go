package jobs

import (
	"context"
	"time"
)

// Next does one piece of work if there is any due, as a worker does.
func (r *Runner) Next(ctx context.Context) (bool, error) { return r.next(ctx, ctx) }

// Hold does work under a lease that is renewed every so often.
func Hold(ctx context.Context, every time.Duration, renew func(context.Context) (bool, error), work func(context.Context) error) error {
	return hold(ctx, every, renew, work)
}

// MaxAttempts and LeaseTime are what the queue goes by; ErrLost says that a lease was lost.
const (
	MaxAttempts = maxAttempts
	LeaseTime   = leaseTime
)

var ErrLost = errLost
