package people

import (
	"context"
	"runtime"
	"sync"

	"liem/internal/fault"
)

// hashings wait for the one thread that hashes in this process: it takes one core at most, and gives it up to whoever
// reads a page meanwhile.
var hashings = sync.OnceValue(func() chan func() {
	turns := make(chan func())
	go func() {
		runtime.LockOSThread() // for ever: the thread's priority stays low
		giveWay()
		for hash := range turns {
			hash()
		}
	}()
	return turns
})

// verify waits for its turn to hash, at most as long as the request lives.
func verify(ctx context.Context, phc, password string) (bool, error) {
	return inTurn(ctx, func() bool { return VerifyPassword(phc, password) })
}

// hashInTurn hashes a new password when its turn has come.
func hashInTurn(ctx context.Context, password string) (string, error) {
	return inTurn(ctx, func() string { return HashPassword(password) })
}

func inTurn[T any](ctx context.Context, work func() T) (T, error) {
	done := make(chan T, 1)
	select {
	case hashings() <- func() { done <- work() }:
		return <-done, nil
	case <-ctx.Done():
		var none T
		return none, fault.New(fault.Unavailable, "fault.unavailable").Because(ctx.Err())
	}
}
