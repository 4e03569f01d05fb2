package jobs

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"
)

// errLost ends work whose lease another replica may have taken.
var errLost = errors.New("jobs: the lease was lost")

// hold does work under a lease that renew prolongs every so often; renew tells whether the lease is still this runner's.
// The work's context ends when the lease is lost, after maxRun, or when ctx ends. A panic in the work is its error.
func hold(ctx context.Context, every time.Duration, renew func(context.Context) (bool, error), work func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, maxRun)
	defer cancel()
	ctx, lose := context.WithCancelCause(ctx)
	defer lose(nil)
	done := make(chan struct{})
	renewing := make(chan struct{})
	go func() {
		defer close(renewing)
		keep(ctx, every, done, renew, lose)
	}()
	err := protect(ctx, work)
	close(done)
	<-renewing
	if cause := context.Cause(ctx); err != nil && errors.Is(cause, errLost) {
		return errors.Join(errLost, err)
	}
	return err
}

// keep renews a lease until the work is done. A renewal that fails once may succeed the next time, before the lease
// ends; after three in a row the lease counts as lost.
func keep(ctx context.Context, every time.Duration, done <-chan struct{}, renew func(context.Context) (bool, error), lose func(error)) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for failed := 0; ; {
		select {
		case <-done:
			return
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		mine, err := renew(ctx)
		switch {
		case err != nil:
			failed++
		case mine:
			failed = 0
		}
		if (err == nil && !mine) || failed == 3 {
			lose(errLost)
			return
		}
	}
}

func protect(ctx context.Context, work func(context.Context) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return work(ctx)
}

// maxErrorText bounds the error text that is stored, in bytes.
const maxErrorText = 500

// errorText is an error as it is stored: valid UTF-8 without NUL, cut short; "" for none.
func errorText(err error) string {
	if err == nil {
		return ""
	}
	return cleanText(err.Error())
}
