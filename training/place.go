package training

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"liem/internal/db"
)

// places writes where reading was left, behind the request that left it there: a lesson page costs no write, and of
// many pages turned within a moment only the last place is stored. Losing the last second of it loses no work.
type places struct {
	d    *db.DB
	log  *slog.Logger
	mu   sync.Mutex
	next map[string]place // by enrolment; nil once closed
	wake chan struct{}
	done chan struct{}
}

type place struct {
	partID string
	at     time.Time
}

// placeDelay is how long a place waits for a later one.
const placeDelay = time.Second

func newPlaces(d *db.DB, log *slog.Logger) *places {
	p := &places{d: d, log: log, next: map[string]place{}, wake: make(chan struct{}, 1), done: make(chan struct{})}
	go p.run()
	return p
}

// left notes a place; it never blocks on the database.
func (p *places) left(enrolmentID, partID string, at time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.next == nil {
		return // closed: the server is stopping
	}
	p.next[enrolmentID] = place{partID, at}
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

func (p *places) run() {
	defer close(p.done)
	for range p.wake {
		time.Sleep(placeDelay)
		p.write(p.take())
	}
}

func (p *places) take() map[string]place {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.next == nil {
		return nil
	}
	batch := p.next
	p.next = map[string]place{}
	return batch
}

func (p *places) write(batch map[string]place) {
	if len(batch) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	err := p.d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		for id, pl := range batch {
			if err := NewStore(tx).LeftAt(ctx, id, pl.partID, pl.at); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		p.log.Warn("reading places were not stored", "places", len(batch), "error", err)
	}
}

// close writes what still waits; places left later are dropped.
func (p *places) close() {
	p.mu.Lock()
	rest := p.next
	p.next = nil
	if rest != nil {
		close(p.wake)
	}
	p.mu.Unlock()
	<-p.done
	p.write(rest)
}
