package training

import (
	"context"

	"liem/internal/db"
)

// newestRuns finds, by the course's address, the enrolment in which the officer reads each course: the open one, or else
// the one opened last. The parts done are left out.
func (s *Store) newestRuns(ctx context.Context, officerID string) (map[string]Enrolment, error) {
	var rows []struct {
		enrolmentRow
		Slug string
	}
	err := s.idb.NewSelect().Model((*enrolmentRow)(nil)).ColumnExpr("e.*").ColumnExpr("c.slug").Join("JOIN courses AS c ON c.id = e.course_id").
		Where("e.officer_id = ?", officerID).Scan(ctx, &rows)
	if err != nil {
		return nil, db.Fault(err)
	}
	runs := make(map[string]Enrolment, len(rows))
	for _, r := range rows {
		e := r.enrolment()
		if best, ok := runs[r.Slug]; !ok || e.newer(&best) {
			runs[r.Slug] = e
		}
	}
	return runs, nil
}
