package training

import (
	"context"
	"log/slog"
	"maps"
	"slices"
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
	next map[string]place          // by enrolment; nil once closed
	how  map[lessonOf]ReadingPlace // how far a lesson was read
	wake chan struct{}
	stop chan struct{}
	done chan struct{}
}

// place is where reading was left in an enrolment.
type place struct {
	EnrolmentID string    `bun:"id"`
	PartID      string    `bun:"part_id"`
	At          time.Time `bun:"at"`
}

// lessonOf is one officer's lesson of one version.
type lessonOf struct{ officerID, versionID, partID string }

// maxWaiting bounds what waits; who reads more is not noted until the next round.
const maxWaiting = 20_000

// placeDelay is how long a place waits for a later one.
const placeDelay = time.Second

func newPlaces(d *db.DB, log *slog.Logger) *places {
	p := &places{d: d, log: log, next: map[string]place{}, how: map[lessonOf]ReadingPlace{}, wake: make(chan struct{}, 1), stop: make(chan struct{}), done: make(chan struct{})}
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
	p.next[enrolmentID] = place{enrolmentID, partID, at}
	p.rouse()
}

// read notes how far a lesson was read; like left it never blocks on the database.
func (p *places) read(r ReadingPlace) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.next == nil || len(p.how) >= maxWaiting {
		return
	}
	p.how[lessonOf{r.OfficerID, r.VersionID, r.PartID}] = r
	p.rouse()
}

func (p *places) rouse() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

func (p *places) run() {
	defer close(p.done)
	for {
		select {
		case <-p.wake:
		case <-p.stop:
			return
		}
		select {
		case <-time.After(placeDelay):
			p.write(p.take())
		case <-p.stop:
			return
		}
	}
}

func (p *places) take() (map[string]place, map[lessonOf]ReadingPlace) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.next == nil {
		return nil, nil
	}
	batch, how := p.next, p.how
	p.next, p.how = map[string]place{}, map[lessonOf]ReadingPlace{}
	return batch, how
}

func (p *places) write(batch map[string]place, how map[lessonOf]ReadingPlace) {
	if len(batch)+len(how) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	err := p.d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := NewStore(tx).readTo(ctx, slices.Collect(maps.Values(how))); err != nil {
			return err
		}
		return NewStore(tx).leftAt(ctx, slices.Collect(maps.Values(batch)))
	})
	if err != nil {
		p.log.Warn("reading places were not stored", "places", len(batch)+len(how), "error", err)
	}
}

// close writes what still waits; places left later are dropped.
func (p *places) close() {
	p.mu.Lock()
	rest, how := p.next, p.how
	p.next = nil
	if rest != nil {
		close(p.stop)
	}
	p.mu.Unlock()
	<-p.done
	p.write(rest, how)
}
