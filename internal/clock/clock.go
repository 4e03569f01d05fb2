// Package clock gives the time as a value. There are two: the business clock (dates, cycles, deadlines) and the system
// clock (sessions, leases, the order of what was saved); the demonstration moves the first only.
//
// Times are UTC with microseconds, as both database engines store them. This package is the one place below server that
// reads the machine's clock, so that rules take the time as an argument.
package clock

import (
	"sync"
	"time"
	_ "time/tzdata" // the binary knows Hà Nội's time on machines without a zone database
)

// Clock tells the time.
type Clock interface {
	// Now is UTC, cut to microseconds.
	Now() time.Time
}

// Hanoi is the time that people see: UTC+7 without daylight saving.
var Hanoi = mustLoad("Asia/Ho_Chi_Minh")

func mustLoad(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // tzdata is embedded
	}
	return loc
}

// UTC cuts a time as it is stored.
func UTC(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

type system struct{}

// System is the machine's clock.
var System Clock = system{}

func (system) Now() time.Time { return UTC(time.Now()) }

// Fixed stands still until it is set; for tests.
type Fixed struct {
	mu sync.Mutex
	t  time.Time
}

// At makes a clock that shows t.
func At(t time.Time) *Fixed { return &Fixed{t: UTC(t)} }

// Now is the time it was set to.
func (f *Fixed) Now() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.t
}

// Set moves the clock.
func (f *Fixed) Set(t time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.t = UTC(t)
}

// Add moves the clock on.
func (f *Fixed) Add(d time.Duration) { f.Set(f.Now().Add(d)) }

type offset struct {
	base Clock
	by   time.Duration
}

// From runs from start at the pace of base: the demonstration's business clock.
func From(base Clock, start time.Time) Clock { return offset{base, start.Sub(base.Now())} }

func (o offset) Now() time.Time { return UTC(o.base.Now().Add(o.by)) }
