package app

import (
	"context"
	"time"

	"liem/internal/audit"
	"liem/internal/ledger"
	"liem/people/roster"
)

// The names of the periodic work; they are the same on all replicas.
const (
	jobSequence = "ledger.sequence"
	jobExpired  = "attempts.expired"
	jobForget   = "people.forget"
	jobMedia    = "media.leftovers"
	jobSeal     = "audit.seal"
	jobRosters  = "rosters.forget"
	jobRetain   = "privacy.retention"
	jobIndex    = "courses.index"
)

// uploadTime is longer than any upload takes; unfinished files that are older were left by a server that was killed.
const uploadTime = 24 * time.Hour

// sealEvery is how often the trail is sealed.
const sealEvery = 5 * time.Minute

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
	a.Jobs.Every(jobSeal, sealEvery, a.SealTrail)
	a.Jobs.Every(jobRetain, 24*time.Hour, func(ctx context.Context) error {
		_, err := a.Training.Retain(ctx, a.Config.Retention(), "system")
		return err
	})
	a.Jobs.Every(jobIndex, time.Hour, a.Courses.IndexMissing)
	a.People.HandleMail(a.Jobs)
	a.Jobs.Every(jobRosters, time.Hour, a.Roster.Forget)
	a.Jobs.Handle(roster.JobCompare, a.Roster.RunCompare)
	a.Jobs.Handle(roster.JobApply, a.Roster.RunApply)
	a.Jobs.Start(ctx)
	a.started = true
}

// SealTrail puts the entries of the trail that are old enough into the ledger.
func (a *App) SealTrail(ctx context.Context) error {
	n, err := audit.Seal(ctx, a.DB, a.System.Now())
	if n > 0 {
		a.Jobs.Nudge(jobSequence)
	}
	return err
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
