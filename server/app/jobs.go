package app

import (
	"context"
	"time"

	"liem/internal/ledger"
)

// The names of the periodic work; they are the same on all replicas.
const (
	jobSequence = "ledger.sequence"
	jobExpired  = "attempts.expired"
	jobForget   = "people.forget"
	jobMedia    = "media.leftovers"
)

// uploadTime is longer than any upload takes; unfinished files that are older were left by a server that was killed.
const uploadTime = 24 * time.Hour

// sequenceBatch bounds one transaction of the sequencer.
const sequenceBatch = 5000

// Start runs the background work until Close.
func (a *App) Start(ctx context.Context) {
	a.Jobs.Every(jobSequence, 2*time.Second, a.Sequence)
	a.Jobs.Every(jobExpired, 5*time.Second, func(ctx context.Context) error {
		_, err := a.Training.CloseExpired(ctx)
		return err
	})
	a.Jobs.Every(jobForget, time.Hour, a.People.DeleteExpired)
	a.Jobs.Every(jobMedia, time.Hour, func(context.Context) error {
		_, err := a.Blobs.RemoveLeftovers(a.System.Now().Add(-uploadTime))
		return err
	})
	a.Jobs.Start(ctx)
	a.started = true
}

// Sequence puts all waiting leaves into the ledger.
func (a *App) Sequence(ctx context.Context) error {
	for {
		n, _, err := ledger.Sequence(ctx, a.DB, a.Keys.Signer(), a.System.Now(), sequenceBatch)
		if err != nil || n < sequenceBatch {
			return err
		}
	}
}
