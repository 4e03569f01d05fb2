package people

import (
	"context"

	"liem/internal/clock"
	"liem/internal/db"
)

// Grants lists the roles of all accounts that are in force on a day, account by account.
func (s *Store) Grants(ctx context.Context, on clock.Date) ([]Grant, error) {
	var list []Grant
	err := s.idb.NewSelect().Model(&list).Where("g.valid_from <= ? AND g.valid_to >= ?", on, on).Order("account_id", "created_at").Scan(ctx)
	return list, db.Fault(err)
}
