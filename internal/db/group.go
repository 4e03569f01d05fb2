package db

import (
	"context"
	"sync"

	"liem/internal/fault"
)

// Group commits what many callers want written in few transactions: whatever waits while one commit runs goes into the
// next. Nobody is answered before the commit of their item, and nothing is delayed on purpose.
type Group[T, R any] struct {
	d     *DB
	apply func(ctx context.Context, tx Tx, items []T) ([]Outcome[R], error)
	max   int

	mu     sync.Mutex
	queue  []*waiting[T, R]
	wake   chan struct{}
	closed bool
	wg     sync.WaitGroup
}

// Outcome is what applying one item led to: a result, or a fault of its own that leaves the others alone. What an item
// with a fault has written is committed too (a late answer is kept, and refused).
type Outcome[R any] struct {
	Value R
	Err   error
}

type waiting[T, R any] struct {
	item T
	out  Outcome[R]
	done chan struct{}
}

// NewGroup starts a group with workers that each run one transaction at a time; SQLite gets one worker, since it has
// one writer. apply is called with 1 to maxBatch items and returns an outcome for each, in their order.
func NewGroup[T, R any](d *DB, workers, maxBatch int, apply func(ctx context.Context, tx Tx, items []T) ([]Outcome[R], error)) *Group[T, R] {
	if d.engine == SQLite {
		workers = 1
	}
	g := &Group[T, R]{d: d, apply: apply, max: maxBatch, wake: make(chan struct{}, workers)}
	for range workers {
		g.wg.Add(1)
		go g.work()
	}
	return g
}

// Do waits until the item is committed, or says why it was not. A caller whose context ends stops waiting; its item may
// still be written.
func (g *Group[T, R]) Do(ctx context.Context, item T) (R, error) {
	w := &waiting[T, R]{item: item, done: make(chan struct{})}
	var none R
	g.mu.Lock()
	if g.closed {
		g.mu.Unlock()
		return none, fault.New(fault.Unavailable, "fault.unavailable")
	}
	g.queue = append(g.queue, w)
	g.nudge()
	g.mu.Unlock()
	select {
	case <-w.done:
		return w.out.Value, w.out.Err
	case <-ctx.Done():
		return none, Fault(ctx.Err())
	}
}

// nudge wakes a worker; the caller holds mu, so that Close does not close the channel meanwhile.
func (g *Group[T, R]) nudge() {
	select {
	case g.wake <- struct{}{}:
	default:
	}
}

// Close writes what waits and ends the workers.
func (g *Group[T, R]) Close() {
	g.mu.Lock()
	if !g.closed {
		g.closed = true
		close(g.wake)
	}
	g.mu.Unlock()
	g.wg.Wait()
}

func (g *Group[T, R]) work() {
	defer g.wg.Done()
	for range g.wake {
		g.drain()
	}
	g.drain()
}

func (g *Group[T, R]) drain() {
	for {
		batch := g.take()
		if len(batch) == 0 {
			return
		}
		g.commit(batch)
	}
}

func (g *Group[T, R]) take() []*waiting[T, R] {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := min(len(g.queue), g.max)
	batch := g.queue[:n:n]
	g.queue = g.queue[n:]
	if len(g.queue) == 0 {
		g.queue = nil
	}
	return batch
}

// commit writes a batch. When the transaction fails because of one item, each is tried alone, so that one caller's bad
// item costs no other caller anything.
func (g *Group[T, R]) commit(batch []*waiting[T, R]) {
	outcomes, err := g.run(batch)
	if err != nil && len(batch) > 1 && !fault.Is(err, fault.Unavailable) {
		for _, w := range batch {
			g.commit([]*waiting[T, R]{w})
		}
		return
	}
	for i, w := range batch {
		if err != nil {
			w.out.Err = err
		} else {
			w.out = outcomes[i]
		}
		close(w.done)
	}
}

func (g *Group[T, R]) run(batch []*waiting[T, R]) (outcomes []Outcome[R], err error) {
	items := make([]T, len(batch))
	for i, w := range batch {
		items[i] = w.item
	}
	ctx, cancel := context.WithTimeout(context.Background(), commitTimeout)
	defer cancel()
	err = g.d.InTx(ctx, func(ctx context.Context, tx Tx) error {
		outcomes, err = g.apply(ctx, tx, items)
		return err
	})
	return outcomes, err
}
