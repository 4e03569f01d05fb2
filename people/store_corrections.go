package people

import (
	"context"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

func (s *Store) insertCorrection(ctx context.Context, q Correction) error {
	_, err := s.idb.NewInsert().Model(&q).Exec(ctx)
	return db.Fault(err)
}

func (s *Store) openCorrections(ctx context.Context, officerID string) (int, error) {
	n, err := s.idb.NewSelect().Model((*Correction)(nil)).Where("officer_id = ? AND state = ?", officerID, CorrectionOpen).Count(ctx)
	return int(n), db.Fault(err)
}

// takeCorrection takes a request for the rest of the transaction, so that two answers follow each other.
func (s *Store) takeCorrection(ctx context.Context, id string) (Correction, error) {
	var q Correction
	err := s.idb.NewRaw("UPDATE corrections SET state = state WHERE id = ? RETURNING *", id).Scan(ctx, &q)
	return q, db.Fault(err)
}

func (s *Store) closeCorrection(ctx context.Context, id string, state CorrectionState, answer, by string, now time.Time) error {
	_, err := s.idb.ExecContext(ctx, "UPDATE corrections SET state = ?, answer = ?, answered_by = ?, answered_at = ? WHERE id = ?", state, answer, by, now, id)
	return db.Fault(err)
}

// An officer belongs to the unit of the main posting of the day, or of the last one before it.
const correctionsFrom = ` FROM corrections q JOIN officers o ON o.id = q.officer_id
	LEFT JOIN postings p ON p.officer_id = q.officer_id AND p.kind = 'main' AND p.valid_from <= ?
		AND NOT EXISTS (SELECT 1 FROM postings later WHERE later.officer_id = p.officer_id AND later.kind = 'main' AND later.valid_from <= ? AND later.valid_from > p.valid_from)
	LEFT JOIN unit_periods u ON u.unit_id = p.unit_id AND u.valid_from <= ? AND u.valid_to >= ?
	LEFT JOIN accounts a ON a.id = q.answered_by LEFT JOIN officers b ON b.id = a.officer_id`

func (s *Store) corrections(ctx context.Context, q CorrectionQuery) ([]CorrectionRow, int, error) {
	parts, args := []string{"1 = 1"}, []any{q.on, q.on, q.on, q.on}
	if !q.scope.All {
		parts = append(parts, "p.unit_id IN (?)")
		args = append(args, bun.List(append([]string{""}, q.scope.UnitIDs...)))
	}
	if q.officer != "" {
		parts = append(parts, "q.officer_id = ?")
		args = append(args, q.officer)
	}
	if q.State != "" {
		parts = append(parts, "q.state = ?")
		args = append(args, q.State)
	}
	from := correctionsFrom + " WHERE " + strings.Join(parts, " AND ")
	var total int
	if err := s.idb.QueryRowContext(ctx, "SELECT COUNT(*)"+from, args...).Scan(&total); err != nil {
		return nil, 0, db.Fault(err)
	}
	// The oldest open one first; of the others the newest.
	const columns = `SELECT q.*, o.full_name, o.number, COALESCE(u.name, '') AS unit_name, COALESCE(b.full_name, a.display_name, '') AS answerer`
	const order = ` ORDER BY CASE WHEN q.state = 'open' THEN 0 ELSE 1 END, CASE WHEN q.state = 'open' THEN q.id END, q.id DESC LIMIT ? OFFSET ?`
	var records []struct {
		Correction
		FullName string `bun:"full_name"`
		Number   string `bun:"number"`
		Unit     string `bun:"unit_name"`
		Answerer string `bun:"answerer"`
	}
	if err := s.idb.NewRaw(columns+from+order, append(args, q.Limit, q.Offset)...).Scan(ctx, &records); err != nil {
		return nil, 0, db.Fault(err)
	}
	rows := make([]CorrectionRow, len(records))
	for i, r := range records {
		rows[i] = CorrectionRow{Correction: r.Correction, Officer: r.FullName, Number: r.Number, Unit: r.Unit, Answerer: r.Answerer}
	}
	return rows, total, nil
}
