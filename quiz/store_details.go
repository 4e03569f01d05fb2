package quiz

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

// Details of an attempt are the answers and the marks by question. They are kept for a time only; points, mark and whether
// it was passed stay with the attempt.

// CountDetails is how many attempts handed in before a moment still have details, and how many answers those are.
func (s *Store) CountDetails(ctx context.Context, before time.Time) (attempts, answers int, err error) {
	const old = ` FROM attempts a WHERE a.submitted_at < ? AND a.details_removed_at IS NULL`
	if err = s.idb.QueryRowContext(ctx, "SELECT COUNT(*)"+old, before).Scan(&attempts); err != nil {
		return 0, 0, db.Fault(err)
	}
	err = s.idb.QueryRowContext(ctx, `SELECT (SELECT COUNT(*) FROM answers w WHERE w.attempt_id IN (SELECT a.id`+old+`))
		+ (SELECT COUNT(*) FROM late_answers l WHERE l.attempt_id IN (SELECT a.id`+old+`))`, before, before).Scan(&answers)
	return attempts, answers, db.Fault(err)
}

// RemoveDetails removes the details of up to limit attempts handed in before a moment, the oldest first.
func (s *Store) RemoveDetails(ctx context.Context, before, now time.Time, limit int) (attempts, answers int, err error) {
	var ids []string
	err = s.idb.NewRaw("SELECT id FROM attempts WHERE submitted_at < ? AND details_removed_at IS NULL ORDER BY submitted_at, id LIMIT ?", before, limit).Scan(ctx, &ids)
	if err != nil {
		return 0, 0, db.Fault(err)
	}
	answers, err = s.removeDetails(ctx, ids, now)
	return len(ids), answers, err
}

// EraseDetails removes the details of all attempts of an officer.
func (s *Store) EraseDetails(ctx context.Context, officerID string, now time.Time) (attempts, answers int, err error) {
	var ids []string
	if err := s.idb.NewRaw("SELECT id FROM attempts WHERE officer_id = ?", officerID).Scan(ctx, &ids); err != nil {
		return 0, 0, db.Fault(err)
	}
	for rest := ids; len(rest) > 0; rest = rest[min(len(rest), atOnce):] {
		n, err := s.removeDetails(ctx, rest[:min(len(rest), atOnce)], now)
		if answers += n; err != nil {
			return 0, 0, err
		}
	}
	return len(ids), answers, nil
}

func (s *Store) removeDetails(ctx context.Context, ids []string, now time.Time) (answers int, err error) {
	if len(ids) == 0 {
		return 0, nil
	}
	for _, table := range []string{"answers", "late_answers"} {
		res, err := s.idb.ExecContext(ctx, "DELETE FROM ? WHERE attempt_id IN (?)", bun.Ident(table), bun.List(ids))
		if err != nil {
			return 0, db.Fault(err)
		}
		n, err := res.RowsAffected()
		if err != nil {
			return 0, err
		}
		answers += int(n)
	}
	// The result without its items, from the columns that hold the same figures.
	_, err = s.idb.ExecContext(ctx, `UPDATE attempts SET details_removed_at = ?, grades = '{"v":' || CAST(? AS TEXT) || ',"items":[],"points":' || CAST(points AS TEXT)
		|| ',"max":' || CAST(max_points AS TEXT) || ',"mark":' || CAST(mark AS TEXT) || '}' WHERE id IN (?)`, now, gradesVersion, bun.List(ids))
	return answers, db.Fault(err)
}

// CountOf is how many attempts an officer has, and how many answers are kept of them.
func (s *Store) CountOf(ctx context.Context, officerID string) (attempts, answers int, err error) {
	err = s.idb.QueryRowContext(ctx, `SELECT (SELECT COUNT(*) FROM attempts WHERE officer_id = ?),
		(SELECT COUNT(*) FROM answers w JOIN attempts a ON a.id = w.attempt_id WHERE a.officer_id = ?)
		+ (SELECT COUNT(*) FROM late_answers l JOIN attempts a ON a.id = l.attempt_id WHERE a.officer_id = ?)`,
		officerID, officerID, officerID).Scan(&attempts, &answers)
	return attempts, answers, db.Fault(err)
}
