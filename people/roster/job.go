package roster

import (
	"context"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/jobs"
)

// Compared in the background; RunCompare does the work of JobCompare. What a person can mend becomes the import's
// failure, and the work is done; anything else is tried again.
func (s *Service) RunCompare(ctx context.Context, payload []byte) error {
	w, err := jobs.Decode[work](payload)
	if err != nil {
		return err
	}
	a, err := s.people.ActorByID(ctx, w.Actor)
	if err != nil {
		return err
	}
	book, err := s.book(ctx, w.Import)
	if err == nil {
		err = s.compare(ctx, a, w.Import, book)
	}
	return s.settle(ctx, w.Import, Comparing, Mapped, err)
}

// RunApply does the work of JobApply.
func (s *Service) RunApply(ctx context.Context, payload []byte) error {
	w, err := jobs.Decode[work](payload)
	if err != nil {
		return err
	}
	a, err := s.people.ActorByID(ctx, w.Actor)
	if err != nil {
		return err
	}
	return s.settle(ctx, w.Import, Applying, Compared, s.apply(ctx, a, w.Import))
}

// settle leaves an import whose work failed in the state before it, with the reason.
func (s *Service) settle(ctx context.Context, id string, under, before State, err error) error {
	e, ok := fault.As(err)
	if err == nil || !ok || e.Kind == fault.Internal || e.Kind == fault.Unavailable {
		return err
	}
	key := e.Key
	return s.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		row, err := newStore(tx).take(ctx, id, s.now(), under, before)
		if fault.Is(err, fault.Conflict) {
			return nil // somebody went on with it
		}
		if err != nil {
			return err
		}
		row.State, row.Failure = before, key
		if key == errStale.Key {
			row.Failure = "" // Stale says it
		}
		return newStore(tx).save(ctx, row)
	})
}
