package jobs

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"liem/internal/db"
)

// periodic is work that comes round.
type periodic struct {
	name  string
	every time.Duration
	do    func(ctx context.Context) error
	nudge chan struct{}
}

// Every adds work that comes round every so often, counted from the end of the last round. Two kinds of work have two
// names; the name is the same on all replicas.
func (r *Runner) Every(name string, interval time.Duration, do func(ctx context.Context) error) {
	if _, taken := r.periodic[name]; taken {
		panic("jobs: two periodic jobs are called " + name)
	}
	r.periodic[name] = &periodic{name, interval, do, make(chan struct{}, 1)}
}

// Nudge makes periodic work come round at once; it never blocks. Nudges during a round become one more round. It does
// nothing while another replica is at the same work: that one, or the next round, finds what there is to do.
func (r *Runner) Nudge(name string) {
	if p, ok := r.periodic[name]; ok {
		select {
		case p.nudge <- struct{}{}:
		default:
		}
	}
}

func (r *Runner) runPeriodic(ctx, working context.Context, p *periodic) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		nudged := false
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		case <-p.nudge:
			nudged = true
		}
		if ctx.Err() != nil {
			return
		}
		if err := r.round(ctx, working, p, nudged); err != nil && ctx.Err() == nil {
			r.log.Error("periodic job failed", "job", p.name, "error", err)
		}
		timer.Reset(p.every)
	}
}

// round does the work if it is due (or nudged) and no other replica is at it. A round that has begun ends even while
// the runner stops: half of it would only be done again.
func (r *Runner) round(ctx, working context.Context, p *periodic, nudged bool) error {
	mine, err := r.claimRound(ctx, p, nudged)
	if err != nil || !mine {
		return err
	}
	failure := hold(working, renewEvery, func(ctx context.Context) (bool, error) { return r.renewRound(ctx, p) }, p.do)
	return errors.Join(failure, r.releaseRound(context.WithoutCancel(working), p, failure))
}

// claimRound takes the lease. A single statement decides, so two replicas never both get it.
func (r *Runner) claimRound(ctx context.Context, p *periodic, nudged bool) (bool, error) {
	now := r.clock.Now()
	due := now
	if nudged {
		due = now.Add(p.every) // a nudge need not wait for the next round's time
	}
	// Reading first keeps an idle job from taking the write lock.
	const busy = `SELECT COUNT(*) FROM periodic_jobs WHERE name = ? AND (due_at > ? OR lease_until >= ?)`
	var n int
	if err := r.d.Reader().QueryRowContext(ctx, busy, p.name, due, now).Scan(&n); err != nil || n > 0 {
		return false, db.Fault(err)
	}
	const insert = `INSERT INTO periodic_jobs (name, due_at, last_error) VALUES (?, ?, '') ON CONFLICT (name) DO NOTHING`
	const claim = `UPDATE periodic_jobs SET lease_until = ?, lease_owner = ?
		WHERE name = ? AND due_at <= ? AND (lease_until IS NULL OR lease_until < ?) RETURNING name`
	mine := false
	err := r.d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if _, err := tx.ExecContext(ctx, insert, p.name, now); err != nil {
			return err
		}
		var name string
		err := tx.QueryRowContext(ctx, claim, now.Add(leaseTime), r.owner, p.name, due, now).Scan(&name)
		mine = err == nil
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return mine && err == nil, err
}

func (r *Runner) renewRound(ctx context.Context, p *periodic) (bool, error) {
	const renew = `UPDATE periodic_jobs SET lease_until = ? WHERE name = ? AND lease_owner = ?`
	return r.changed(ctx, renew, r.clock.Now().Add(leaseTime), p.name, r.owner)
}

// releaseRound gives the lease back, if it is still this runner's, and sets the next round.
func (r *Runner) releaseRound(ctx context.Context, p *periodic, failure error) error {
	// Half the interval: replicas that come round a little early find it due.
	const release = `UPDATE periodic_jobs SET lease_until = NULL, lease_owner = NULL, due_at = ?, finished_at = ?, last_error = ?
		WHERE name = ? AND lease_owner = ?`
	now := r.clock.Now()
	mine, err := r.changed(ctx, release, now.Add(p.every/2), now, errorText(failure), p.name, r.owner)
	if err == nil && !mine {
		return errLost
	}
	return err
}

// changed runs a statement in a transaction and tells whether it changed a row.
func (r *Runner) changed(ctx context.Context, statement string, args ...any) (bool, error) {
	var n int64
	err := r.d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		result, err := tx.ExecContext(ctx, statement, args...)
		if err != nil {
			return err
		}
		n, err = result.RowsAffected()
		return err
	})
	return n > 0, err
}
