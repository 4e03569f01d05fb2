package main

import (
	"errors"
	"slices"
	"sync"
	"syscall"
	"time"
)

// load is what many requests took. Latencies are kept whole, so percentiles are exact.
type load struct {
	took      time.Duration
	cpu       time.Duration // of the measured process; 0 where it was not measured
	latencies []time.Duration
}

func (l load) rate() float64 { return float64(len(l.latencies)) / l.took.Seconds() }

// cpuEach is the processor time of one request.
func (l load) cpuEach() time.Duration { return l.cpu / time.Duration(max(len(l.latencies), 1)) }

// percentile is the latency that p per cent of the requests did not exceed.
func (l load) percentile(p int) time.Duration {
	if len(l.latencies) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(l.latencies))
	return sorted[min(len(sorted)*p/100, len(sorted)-1)]
}

// and adds another round of the same load.
func (l load) and(o load) load {
	return load{l.took + o.took, l.cpu + o.cpu, append(slices.Clone(l.latencies), o.latencies...)}
}

// step sends one request and waits for the answer. Each connection has its own.
type step func() error

// closed runs every step again and again for a while, each as soon as its last one was answered.
func closed(steps []step, span time.Duration) (load, error) {
	return together(steps, func(_ int, do step, start time.Time) ([]time.Duration, error) {
		var latencies []time.Duration
		for at := time.Now(); at.Sub(start) < span; {
			if err := do(); err != nil {
				return latencies, err
			}
			now := time.Now()
			latencies = append(latencies, now.Sub(at))
			at = now
		}
		return latencies, nil
	})
}

// paced sends so many requests a second, over all steps, for a while. A latency counts from the moment at which the
// request was due, so that one slow answer is not hidden by the requests that it delays.
func paced(steps []step, perSecond float64, span time.Duration) (load, error) {
	gap := time.Duration(float64(len(steps)) / perSecond * float64(time.Second))
	return together(steps, func(i int, do step, start time.Time) ([]time.Duration, error) {
		var latencies []time.Duration
		due := start.Add(gap * time.Duration(i) / time.Duration(len(steps)))
		for ; due.Sub(start) < span; due = due.Add(gap) {
			sleepUntil(due)
			if err := do(); err != nil {
				return latencies, err
			}
			latencies = append(latencies, time.Since(due))
		}
		return latencies, nil
	})
}

// sleepUntil is more exact than time.Sleep, which may end a millisecond late.
func sleepUntil(due time.Time) {
	for left := time.Until(due); left > 0; left = time.Until(due) {
		spec := syscall.NsecToTimespec(int64(left))
		syscall.Nanosleep(&spec, nil) // interrupted by a signal, it goes on
	}
}

// together runs a function for each step at the same time and gathers their latencies.
func together(steps []step, fn func(i int, do step, start time.Time) ([]time.Duration, error)) (load, error) {
	var wg sync.WaitGroup
	found, errs := make([][]time.Duration, len(steps)), make([]error, len(steps))
	start := time.Now()
	for i, do := range steps {
		wg.Go(func() { found[i], errs[i] = fn(i, do, start) })
	}
	wg.Wait()
	return load{took: time.Since(start), latencies: slices.Concat(found...)}, errors.Join(errs...)
}
