package people

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

// CountDisclosures is how many views were noted before a moment.
func (s *Store) CountDisclosures(ctx context.Context, before time.Time) (int, error) {
	n, err := s.idb.NewSelect().Model((*disclosureRow)(nil)).Where("at < ?", before).Count(ctx)
	return int(n), db.Fault(err)
}

// RemoveDisclosures forgets up to limit views that were noted before a moment, the oldest first.
func (s *Store) RemoveDisclosures(ctx context.Context, before time.Time, limit int) (int, error) {
	var ids []string
	if err := s.idb.NewRaw("SELECT id FROM disclosures WHERE at < ? ORDER BY at, id LIMIT ?", before, limit).Scan(ctx, &ids); err != nil || len(ids) == 0 {
		return 0, db.Fault(err)
	}
	if _, err := s.idb.ExecContext(ctx, "DELETE FROM disclosure_officers WHERE disclosure_id IN (?)", bun.List(ids)); err != nil {
		return 0, db.Fault(err)
	}
	_, err := s.idb.ExecContext(ctx, "DELETE FROM disclosures WHERE id IN (?)", bun.List(ids))
	return len(ids), db.Fault(err)
}
