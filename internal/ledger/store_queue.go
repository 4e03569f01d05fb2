package ledger

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"liem/internal/db"
)

// OldestQueued is when the leaf that waits longest was queued; the zero time when none waits.
func (s *Store) OldestQueued(ctx context.Context) (time.Time, error) {
	var row queueRow
	err := s.idb.NewSelect().Model(&row).Order("queued_at").Limit(1).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	return row.QueuedAt.UTC(), db.Fault(err)
}
