package working

import (
	"context"
	"time"

	"liem/internal/db"
	"liem/people"
)

// presenceLease is how long a file counts as open after its page was last heard of.
const presenceLease = 45 * time.Second

// Present is somebody who has a file open.
type Present struct {
	AccountID string
	Since     time.Time
}

// Touch says that the actor has a file open, and returns who else has.
func (s *Service) Touch(ctx context.Context, a people.Actor, courseID, path string) (others []Present, err error) {
	if _, err := s.Work(ctx, a, courseID); err != nil {
		return nil, err
	}
	now := s.Business.Now()
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := newStore(tx)
		if err := store.touch(ctx, courseID, path, a.AccountID, now, now.Add(-presenceLease)); err != nil {
			return err
		}
		others, err = store.present(ctx, courseID, path, a.AccountID, now.Add(-presenceLease))
		return err
	})
	return others, err
}
