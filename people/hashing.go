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
	matches := make(chan bool, 1)
	select {
	case hashings() <- func() { matches <- VerifyPassword(phc, password) }:
		return <-matches, nil
	case <-ctx.Done():
		return false, fault.New(fault.Unavailable, "fault.unavailable").Because(ctx.Err())
	}
}
