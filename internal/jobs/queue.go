package jobs

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

const (
	workers     = 2           // pieces of one-off work at a time in one process
	pollEvery   = time.Second // how long queued work waits at most while a worker is free
	maxAttempts = 8           // the last one comes an hour and a half after the first
)

// Handler does one piece of one-off work. ctx ends when the work may no longer go on.
type Handler func(ctx context.Context, payload []byte) error

// Handle says who does the one-off work of a kind. Work of a kind that no running replica handles waits.
func (r *Runner) Handle(kind string, do Handler) {
	if _, taken := r.handlers[kind]; taken {
		panic("jobs: two handlers for " + kind)
	}
	r.handlers[kind] = do
}

// work is a claimed row.
type work struct {
	id, kind, payload string
	attempts          int
}

func (r *Runner) runQueue(ctx, working context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		for ctx.Err() == nil {
			found, err := r.next(ctx, working)
			if err != nil && ctx.Err() == nil {
				r.log.Error("job queue failed", "error", err)
			}
			if !found || err != nil {
				break
			}
		}
		timer.Reset(pollEvery)
	}
}

// next does one piece of work if there is any due.
func (r *Runner) next(ctx, working context.Context) (found bool, err error) {
	w, err := r.claim(ctx)
	if w == nil || err != nil {
		return false, err
	}
	if w.attempts > maxAttempts { // every replica that took it died of it
		return true, r.finish(working, w, errors.New("jobs: the process ended during the last attempt"))
	}
	failure := hold(working, renewEvery, func(ctx context.Context) (bool, error) { return r.renew(ctx, w) },
		func(ctx context.Context) error { return r.handlers[w.kind](ctx, []byte(w.payload)) })
	if failure != nil {
		r.log.Warn("job failed", "job", w.id, "kind", w.kind, "attempt", w.attempts, "error", failure)
	}
	return true, r.finish(context.WithoutCancel(working), w, failure)
}

// due is work that may be taken: it waits and its time has come, or its replica was not heard of again. Work of one
// name runs once at a time, so what waits leaves first place to what was left behind.
const due = ` FROM jobs WHERE kind IN (?) AND ((state = 'waiting' AND run_at <= ?) OR (state = 'running' AND lease_until < ?))
	AND NOT EXISTS (SELECT 1 FROM jobs AS other WHERE other.kind = jobs.kind AND other.unique_key = jobs.unique_key
		AND other.state = 'running' AND other.id <> jobs.id)`

// claim takes the work that has been due the longest; nil when there is none.
func (r *Runner) claim(ctx context.Context) (*work, error) {
	now := r.clock.Now()
	kinds := bun.List(r.kinds())
	// Reading first keeps an idle worker from taking the write lock.
	var any bool
	if err := r.d.Reader().QueryRowContext(ctx, `SELECT EXISTS (SELECT 1`+due+`)`, kinds, now, now).Scan(&any); err != nil || !any {
		return nil, db.Fault(err)
	}
	claim := `UPDATE jobs SET state = 'running', attempts = attempts + 1, lease_until = ?, lease_owner = ?
		WHERE id = (SELECT id` + due + ` ORDER BY run_at, id LIMIT 1`
	if r.d.Engine() == db.Postgres {
		claim += ` FOR UPDATE SKIP LOCKED`
	}
	claim += `) RETURNING id, kind, payload, attempts`
	w := &work{}
	err := r.d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		return tx.QueryRowContext(ctx, claim, now.Add(leaseTime), r.owner, kinds, now, now).
			Scan(&w.id, &w.kind, &w.payload, &w.attempts)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return w, err
}

func (r *Runner) kinds() []string {
	kinds := make([]string, 0, len(r.handlers))
	for kind := range r.handlers {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	return kinds
}

// mine is the row of a piece of work while this runner's claim of it stands: attempts tells one claim from the next.
const mine = ` WHERE id = ? AND state = 'running' AND lease_owner = ? AND attempts = ?`

func (r *Runner) renew(ctx context.Context, w *work) (bool, error) {
	return r.changed(ctx, `UPDATE jobs SET lease_until = ?`+mine, r.clock.Now().Add(leaseTime), w.id, r.owner, w.attempts)
}

// finish removes work that is done; what failed waits for its next attempt, or is dead after the last.
func (r *Runner) finish(ctx context.Context, w *work, failure error) error {
	switch {
	case failure == nil:
		return r.settle(ctx, w, `DELETE FROM jobs`+mine)
	case w.attempts >= maxAttempts:
		return r.settle(ctx, w, `UPDATE jobs SET state = 'dead', lease_until = NULL, lease_owner = NULL, last_error = ?`+mine, errorText(failure))
	}
	return r.again(ctx, w, failure)
}

func (r *Runner) settle(ctx context.Context, w *work, statement string, args ...any) error {
	ok, err := r.changed(ctx, statement, append(args, w.id, r.owner, w.attempts)...)
	if err == nil && !ok {
		return fmt.Errorf("%s %s: %w", w.kind, w.id, errLost)
	}
	return err
}

// again lets failed work wait for its next attempt. When the same work was queued anew meanwhile, that row will do.
func (r *Runner) again(ctx context.Context, w *work, failure error) error {
	const wait = `UPDATE jobs SET state = 'waiting', lease_until = NULL, lease_owner = NULL, run_at = ?, last_error = ?`
	err := r.settle(ctx, w, wait+mine, r.clock.Now().Add(backOff(w.attempts)), errorText(failure))
	if db.IsUnique(err) {
		return r.settle(ctx, w, `DELETE FROM jobs`+mine)
	}
	return err
}

// backOff is the time between an attempt that failed (from 1) and the next: 5 s, and three times as long each time.
func backOff(attempt int) time.Duration {
	wait := 5 * time.Second
	for range attempt - 1 {
		wait *= 3
	}
	return wait
}

// errPayload marks a payload that its handler cannot read.
var errPayload = errors.New("jobs: the payload is not what its kind holds")

// Decode reads a payload as Enqueue stored it.
func Decode[T any](payload []byte) (T, error) {
	var v T
	if err := json.Unmarshal(payload, &v); err != nil {
		return v, errors.Join(errPayload, err)
	}
	return v, nil
}
