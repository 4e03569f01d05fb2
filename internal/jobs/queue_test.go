package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/internal/jobs"
)

var start = time.Date(2026, 11, 24, 2, 0, 0, 0, time.UTC)

// queue is a database with a clock of its own, on which work is done step by step.
type queue struct {
	t     *testing.T
	d     *db.DB
	clock *clock.Fixed
}

func newQueue(t *testing.T, d *db.DB) queue { return queue{t, d, clock.At(start)} }

func (q queue) enqueue(kind, key string, payload any, at time.Time) {
	q.t.Helper()
	err := q.d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error { return jobs.Enqueue(ctx, tx, kind, key, payload, at) })
	require.NoError(q.t, err)
}

// runner is a replica that does mail.
func (q queue) runner(do func(ctx context.Context, text string) error) *jobs.Runner {
	r := jobs.NewRunner(q.d, q.clock, quiet)
	r.Handle("mail", func(ctx context.Context, payload []byte) error {
		text, err := jobs.Decode[string](payload)
		if err != nil {
			return err
		}
		return do(ctx, text)
	})
	return r
}

// step does one piece of work and tells whether there was any.
func (q queue) step(r *jobs.Runner) bool {
	q.t.Helper()
	found, err := r.Next(context.Background())
	require.NoError(q.t, err)
	return found
}

func (q queue) count(condition string) int {
	q.t.Helper()
	var n int
	require.NoError(q.t, q.d.Reader().QueryRowContext(context.Background(), "SELECT COUNT(*) FROM jobs WHERE "+condition).Scan(&n))
	return n
}

func TestWorkIsDoneIfItsTransactionCommits(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		q := newQueue(t, d)
		var done []string
		r := q.runner(func(_ context.Context, text string) error { done = append(done, text); return nil })
		require.False(t, q.step(r))
		boom := errors.New("boom")
		err := d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
			require.NoError(t, jobs.Enqueue(ctx, tx, "mail", "", "never", start))
			return boom
		})
		require.ErrorIs(t, err, boom)
		q.enqueue("mail", "", "later", start.Add(time.Minute))
		q.enqueue("mail", "", "now", start)
		q.enqueue("fax", "", "nobody does this", start)
		require.True(t, q.step(r))
		require.False(t, q.step(r), "the other's time has not come")
		q.clock.Add(time.Minute)
		require.True(t, q.step(r))
		require.False(t, q.step(r))
		require.Equal(t, []string{"now", "later"}, done)
		require.Equal(t, 1, q.count("1 = 1"), "done work is gone; what nobody does waits")
	})
}

func TestWorkOfOneNameWaitsOnce(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		q := newQueue(t, d)
		var done []string
		r := q.runner(func(_ context.Context, text string) error { done = append(done, text); return nil })
		q.enqueue("mail", "a", "first", start.Add(time.Hour))
		q.enqueue("mail", "a", "second", start)
		q.enqueue("mail", "a", "third", start.Add(time.Minute))
		q.enqueue("fax", "a", "of another kind", start)
		q.enqueue("mail", "", "without a name", start)
		q.enqueue("mail", "", "without a name", start)
		require.Equal(t, 4, q.count("state = 'waiting'"))
		for q.step(r) {
		}
		require.Equal(t, []string{"third", "without a name", "without a name"}, done, "the newest payload at the earliest time")
	})
}

// TestWorkThatIsNeededAgainWhileItRuns queues work once more from within itself, and lets another replica look for it.
func TestWorkThatIsNeededAgainWhileItRuns(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		q := newQueue(t, d)
		other := q.runner(func(context.Context, string) error { t.Error("work of one name ran twice at a time"); return nil })
		var done []string
		r := q.runner(func(_ context.Context, text string) error {
			done = append(done, text)
			if text == "first" {
				q.enqueue("mail", "a", "again", start)
				require.False(t, q.step(other), "it waits until this is done")
			}
			return nil
		})
		q.enqueue("mail", "a", "first", start)
		require.True(t, q.step(r))
		require.True(t, q.step(r))
		require.Equal(t, []string{"first", "again"}, done)

		// What fails leaves its place to what was queued meanwhile.
		failing := q.runner(func(_ context.Context, text string) error {
			q.enqueue("mail", "b", "fresh", start)
			return errors.New("failed")
		})
		q.enqueue("mail", "b", "stale", start)
		require.True(t, q.step(failing))
		require.Equal(t, 1, q.count("unique_key = 'b' AND payload = '\"fresh\"' AND attempts = 0"))
		require.Equal(t, 1, q.count("unique_key = 'b'"))
	})
}

func TestFailedWorkIsTriedLaterEachTime(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		q := newQueue(t, d)
		tries := 0
		r := q.runner(func(context.Context, string) error {
			if tries++; tries == 2 {
				panic("hỏng")
			}
			return fmt.Errorf("lần %d\x00\xff %s", tries, strings.Repeat("ệ", 400))
		})
		q.enqueue("mail", "a", "x", start)
		wait := 5 * time.Second
		for n := 1; n < jobs.MaxAttempts; n++ {
			require.True(t, q.step(r), "attempt %d", n)
			q.clock.Add(wait - time.Microsecond)
			require.False(t, q.step(r), "attempt %d comes no sooner", n+1)
			q.clock.Add(time.Microsecond)
			wait *= 3
		}
		require.True(t, q.step(r))
		q.clock.Add(1000 * time.Hour)
		require.False(t, q.step(r), "it is given up")
		require.Equal(t, jobs.MaxAttempts, tries)

		dead, err := jobs.ListDead(ctx, d.Reader(), 10)
		require.NoError(t, err)
		require.Len(t, dead, 1)
		require.Equal(t, "mail", dead[0].Kind)
		require.Equal(t, jobs.MaxAttempts, dead[0].Attempts)
		require.True(t, strings.HasPrefix(dead[0].LastError, "lần 8? ệ"), dead[0].LastError)
		require.LessOrEqual(t, len(dead[0].LastError), 500)

		require.Equal(t, fault.NotFound, fault.KindOf(jobs.Revive(ctx, d.Writer(), db.NewID(), q.clock.Now())))
		q.enqueue("mail", "a", "the same, queued anew", q.clock.Now())
		require.Equal(t, fault.Conflict, fault.KindOf(jobs.Revive(ctx, d.Writer(), dead[0].ID, q.clock.Now())))
		require.True(t, q.step(q.runner(func(context.Context, string) error { return nil })))
		require.NoError(t, jobs.Revive(ctx, d.Writer(), dead[0].ID, q.clock.Now()))
		require.Equal(t, fault.NotFound, fault.KindOf(jobs.Revive(ctx, d.Writer(), dead[0].ID, q.clock.Now())), "it lives")
		require.True(t, q.step(q.runner(func(context.Context, string) error { return nil })))
		require.Zero(t, q.count("1 = 1"))
	})
}

// TestALostLeaseHandsWorkOn lets a replica hang until its lease is over and another has done its work.
func TestALostLeaseHandsWorkOn(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		q := newQueue(t, d)
		var done []string
		second := q.runner(func(_ context.Context, text string) error { done = append(done, "second "+text); return nil })
		first := q.runner(func(_ context.Context, text string) error {
			require.False(t, q.step(second), "the lease holds")
			q.clock.Add(jobs.LeaseTime)
			require.False(t, q.step(second), "to its last moment")
			q.clock.Add(time.Microsecond)
			q.enqueue("mail", "a", "queued anew", start)
			require.True(t, q.step(second), "what was left behind comes first")
			require.Equal(t, []string{"second x"}, done)
			return nil
		})
		q.enqueue("mail", "a", "x", start)
		_, err := first.Next(context.Background())
		require.ErrorIs(t, err, jobs.ErrLost)
		require.Equal(t, 1, q.count("state = 'waiting' AND attempts = 0"), "the one that hung changes nothing any more")
		require.True(t, q.step(second))
		require.Equal(t, []string{"second x", "second queued anew"}, done)
	})
}

// TestWorkThatWasLeftBehindRunsAlone: while one replica is just taking what was left behind, another must not take what
// waits under the same name. SQLite has one writer, so this can meet on PostgreSQL alone.
func TestWorkThatWasLeftBehindRunsAlone(t *testing.T) {
	d := dbtest.Postgres(t)
	q := newQueue(t, d)
	q.enqueue("mail", "a", "left behind", start)
	_, err := d.Writer().ExecContext(context.Background(), "UPDATE jobs SET state = 'running', attempts = 1, lease_owner = 'gone', lease_until = ?", start.Add(-time.Second))
	require.NoError(t, err)
	q.enqueue("mail", "a", "waits", start)
	var done []string
	r := q.runner(func(_ context.Context, text string) error { done = append(done, text); return nil })
	err = d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE jobs SET lease_owner = 'taking' WHERE state = 'running'"); err != nil {
			return err
		}
		require.False(t, q.step(r))
		return nil
	})
	require.NoError(t, err)
	require.True(t, q.step(r))
	require.True(t, q.step(r))
	require.Equal(t, []string{"left behind", "waits"}, done)
}

func TestWorkThatKillsItsReplicaIsGivenUp(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		q := newQueue(t, d)
		q.enqueue("mail", "", "x", start)
		r := q.runner(func(context.Context, string) error { t.Error("it is not tried once more"); return nil })
		_, err := d.Writer().ExecContext(ctx, "UPDATE jobs SET state = 'running', attempts = ?, lease_owner = 'gone', lease_until = ?", jobs.MaxAttempts, start.Add(-time.Second))
		require.NoError(t, err)
		require.True(t, q.step(r))
		dead, err := jobs.ListDead(ctx, d.Reader(), 10)
		require.NoError(t, err)
		require.Len(t, dead, 1)
		require.Contains(t, dead[0].LastError, "ended during the last attempt")
	})
}

// TestManyReplicasDoEachPieceOnce lets three replicas empty one queue.
func TestManyReplicasDoEachPieceOnce(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		q := newQueue(t, d)
		const pieces = 60
		for n := range pieces {
			q.enqueue("mail", "", fmt.Sprint(n), start)
		}
		var times sync.Map
		var done atomic.Int64
		var replicas []*jobs.Runner
		for range 3 {
			r := q.runner(func(_ context.Context, text string) error {
				n, _ := times.LoadOrStore(text, new(atomic.Int64))
				n.(*atomic.Int64).Add(1)
				done.Add(1)
				return nil
			})
			r.Start(context.Background())
			replicas = append(replicas, r)
		}
		require.Eventually(t, func() bool { return q.count("1 = 1") == 0 }, 60*time.Second, 10*time.Millisecond)
		for _, r := range replicas {
			require.NoError(t, r.Stop(context.Background()))
		}
		require.EqualValues(t, pieces, done.Load())
		times.Range(func(text, n any) bool {
			require.EqualValues(t, 1, n.(*atomic.Int64).Load(), text)
			return true
		})
	})
}
