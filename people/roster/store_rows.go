package roster

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

// replaceRows writes the items of an import in place of those before.
func (s *store) replaceRows(ctx context.Context, importID string, rows []itemRow) error {
	if _, err := s.idb.ExecContext(ctx, "DELETE FROM import_rows WHERE import_id = ?", importID); err != nil {
		return db.Fault(err)
	}
	for some := range batches(rows) {
		if _, err := s.idb.NewInsert().Model(&some).Exec(ctx); err != nil {
			return db.Fault(err)
		}
	}
	return nil
}

// rows lists items of a kind in their order; an empty kind stands for all, a limit of 0 for no limit.
func (s *store) rows(ctx context.Context, importID string, kind Kind, limit, offset int) ([]itemRow, error) {
	var rows []itemRow
	q := s.idb.NewSelect().Model(&rows).ExcludeColumn("effect").Where("r.import_id = ?", importID).Order("r.n")
	if kind != "" {
		q = q.Where("r.kind = ?", kind)
	}
	if limit > 0 {
		q = q.Limit(int64(limit)).Offset(int64(offset))
	}
	err := q.Scan(ctx)
	return rows, db.Fault(err)
}

// tick ticks items of a kind or takes the ticks off; ns narrows to some of them, nil means all.
func (s *store) tick(ctx context.Context, importID string, kind Kind, ns []int, ticked bool) error {
	q := s.idb.NewUpdate().Model((*itemRow)(nil)).Set("ticked = ?", ticked).Where("import_id = ? AND kind = ?", importID, kind)
	if ns != nil {
		q = q.Where("n IN (?)", bun.List(append([]int{-1}, ns...)))
	}
	_, err := q.Exec(ctx)
	return db.Fault(err)
}

// ticks counts the ticked items of each kind.
func (s *store) ticks(ctx context.Context, importID string) (Counts, error) {
	rows, err := s.idb.QueryContext(ctx, "SELECT kind, COUNT(*) FROM import_rows WHERE import_id = ? AND ticked GROUP BY kind", importID)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	counts := Counts{}
	for rows.Next() {
		var k Kind
		var n int
		if err := rows.Scan(&k, &n); err != nil {
			return nil, db.Fault(err)
		}
		counts[k] = n
	}
	return counts, db.Fault(rows.Err())
}

// saveEffects notes what applying replaced.
func (s *store) saveEffects(ctx context.Context, rows []itemRow) error {
	for some := range batches(rows) {
		_, err := s.idb.NewInsert().Model(&some).On("CONFLICT (import_id, n) DO UPDATE").
			Set("effect = EXCLUDED.effect").Set("officer_id = EXCLUDED.officer_id").Exec(ctx)
		if err != nil {
			return db.Fault(err)
		}
	}
	return nil
}

// effects lists the items that were applied.
func (s *store) effects(ctx context.Context, importID string) ([]itemRow, error) {
	var rows []itemRow
	err := s.idb.NewSelect().Model(&rows).Where("r.import_id = ? AND r.effect IS NOT NULL", importID).Order("r.n").Scan(ctx)
	return rows, db.Fault(err)
}

// completedSince lists which of the officers have completed something since: a completion states where they serve, and as
// what.
func (s *store) completedSince(ctx context.Context, officers []string, since time.Time) ([]string, error) {
	var found []string
	for some := range batches(officers) {
		var list []string
		err := s.idb.NewSelect().Table("completions").ColumnExpr("DISTINCT officer_id").Where("officer_id IN (?) AND done_at >= ?", bun.List(some), since).
			Scan(ctx, &list)
		if err != nil {
			return nil, db.Fault(err)
		}
		found = append(found, list...)
	}
	return found, nil
}
