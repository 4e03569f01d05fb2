package courses

import (
	"context"

	"liem/internal/db"
)

// IndexMissing makes the passages of versions on offer that have none, and reads the versions whose citations have not been
// read, each course in its own transaction.
func (s *Service) IndexMissing(ctx context.Context) error {
	ids, err := NewStore(s.DB.Reader()).unindexed(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
			store := NewStore(tx)
			if _, err := store.take(ctx, id); err != nil {
				return err
			}
			return store.index(ctx, id)
		})
		if err != nil {
			return err
		}
	}
	return s.indexCitationsMissing(ctx)
}
