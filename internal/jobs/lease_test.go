package jobs_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db/dbtest"
	"liem/internal/jobs"
)

// untilEnd works until its context ends.
func untilEnd(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}

func TestWorkEndsWhenItsLeaseIsLost(t *testing.T) {
	boom := errors.New("the database is away")
	for name, renew := range map[string]func(n int64) (bool, error){
		"another took it":      func(n int64) (bool, error) { return n < 3, nil },
		"three failures":       func(int64) (bool, error) { return false, boom },
		"three in a row later": func(n int64) (bool, error) { return true, map[bool]error{true: boom}[n > 4 || n == 2] },
	} {
		var n atomic.Int64
		err := jobs.Hold(context.Background(), time.Millisecond, func(context.Context) (bool, error) { return renew(n.Add(1)) }, untilEnd)
		require.ErrorIs(t, err, jobs.ErrLost, name)
	}
}

func TestWorkGoesOnWhileItsLeaseIsRenewed(t *testing.T) {
	var n atomic.Int64
	renew := func(context.Context) (bool, error) {
		if n.Add(1)%3 != 0 {
			return false, errors.New("now and then a renewal fails")
		}
		return true, nil
	}
	err := jobs.Hold(context.Background(), time.Millisecond, renew, func(ctx context.Context) error {
		for n.Load() < 12 {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(time.Millisecond):
			}
		}
		return nil
	})
	require.NoError(t, err)
}

func TestAPanicIsAnError(t *testing.T) {
	err := jobs.Hold(context.Background(), time.Hour, nil, func(context.Context) error { panic("hỏng") })
	require.ErrorContains(t, err, "hỏng")
}

func TestStopEndsWorkThatTakesTooLong(t *testing.T) {
	d := dbtest.SQLite(t)
	q := queue{t, d, clock.At(start)}
	begun := make(chan struct{})
	r := q.runner(func(ctx context.Context, _ string) error {
		close(begun)
		return untilEnd(ctx)
	})
	q.enqueue("mail", "", "x", start)
	r.Start(context.Background())
	<-begun
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	require.ErrorIs(t, r.Stop(ctx), context.Canceled)
	require.Equal(t, 1, q.count("state = 'waiting' AND attempts = 1"), "it is done again later")
}
