package jobs_test

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/jobs"
)

var quiet = slog.New(slog.DiscardHandler)

func TestOneReplicaAtATime(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		var running, most, rounds atomic.Int64
		work := func(context.Context) error {
			if n := running.Add(1); n > most.Load() {
				most.Store(n)
			}
			time.Sleep(20 * time.Millisecond)
			running.Add(-1)
			rounds.Add(1)
			return nil
		}
		var replicas []*jobs.Runner
		for range 4 {
			r := jobs.NewRunner(d, clock.System, quiet)
			r.Every("work", 30*time.Millisecond, work)
			r.Start(context.Background())
			replicas = append(replicas, r)
		}
		require.Eventually(t, func() bool { return rounds.Load() >= 5 }, 20*time.Second, 10*time.Millisecond)
		for _, r := range replicas {
			r.Stop(context.Background())
		}
		require.EqualValues(t, 1, most.Load())
	})
}

func TestANudgeRunsAtOnceAndAFailureIsKept(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		var rounds atomic.Int64
		r := jobs.NewRunner(d, clock.System, quiet)
		r.Every("work", time.Hour, func(context.Context) error {
			if rounds.Add(1) == 2 {
				return errors.New("the second round fails")
			}
			if rounds.Load() >= 3 {
				panic("every later one panics")
			}
			return nil
		})
		r.Start(context.Background())
		require.Eventually(t, func() bool { return rounds.Load() == 1 }, 20*time.Second, 5*time.Millisecond)
		for want := int64(2); want <= 3; want++ {
			require.Eventually(t, func() bool { r.Nudge("work"); return rounds.Load() >= want }, 20*time.Second, 20*time.Millisecond)
		}
		r.Stop(context.Background())
		var last string
		require.NoError(t, d.Reader().QueryRowContext(context.Background(), "SELECT last_error FROM periodic_jobs").Scan(&last))
		require.NotEmpty(t, last)
	})
}

func TestALeaseOfADeadReplicaEnds(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		now := clock.System.Now()
		_, err := d.Writer().ExecContext(ctx, "INSERT INTO periodic_jobs (name, due_at, lease_until, last_error) VALUES ('work', ?, ?, '')", now, now.Add(30*time.Second))
		require.NoError(t, err)
		var rounds atomic.Int64
		later := clock.At(now.Add(10 * time.Second))
		r := jobs.NewRunner(d, later, quiet)
		r.Every("work", 20*time.Millisecond, func(context.Context) error { rounds.Add(1); return nil })
		r.Start(ctx)
		defer r.Stop(context.Background())
		time.Sleep(100 * time.Millisecond)
		require.Zero(t, rounds.Load(), "another replica holds the lease")
		later.Add(time.Minute)
		require.Eventually(t, func() bool { return rounds.Load() > 0 }, 20*time.Second, 5*time.Millisecond)
	})
}
