package people

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

type acknowledgement struct {
	bun.BaseModel `bun:"table:notice_acknowledgements,alias:n"`

	AccountID      string    `bun:"account_id,pk"`
	Version        string    `bun:"version,pk"`
	AcknowledgedAt time.Time `bun:"acknowledged_at"`
}

// Acknowledge notes that accounts have read a version of the notice, and tells how many had not before.
func (s *Store) Acknowledge(ctx context.Context, accountIDs []string, version string, now time.Time) (int, error) {
	rows := make([]acknowledgement, len(accountIDs))
	for i, id := range accountIDs {
		rows[i] = acknowledgement{AccountID: id, Version: version, AcknowledgedAt: now}
	}
	total := 0
	for len(rows) > 0 {
		batch := rows[:min(len(rows), insertBatch)]
		res, err := s.idb.NewInsert().Model(&batch).On("CONFLICT (account_id, version) DO NOTHING").Exec(ctx)
		if err != nil {
			return total, db.Fault(err)
		}
		n, err := res.RowsAffected()
		if err != nil {
			return total, err
		}
		total += int(n)
		rows = rows[len(batch):]
	}
	return total, nil
}

func (s *Store) acknowledged(ctx context.Context, accountID, version string) (time.Time, error) {
	var n acknowledgement
	err := s.idb.NewSelect().Model(&n).Where("account_id = ? AND version = ?", accountID, version).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	return n.AcknowledgedAt.UTC(), db.Fault(err)
}
