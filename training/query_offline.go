package training

import (
	"context"
	"maps"
	"slices"

	"liem/internal/db"
)

// run is the enrolment in which an officer reads a course, without the parts done, and the course's address.
type run struct {
	Enrolment
	slug string
}

// newestRuns lists the run of each course that the officer ever began: the open one, or else the one opened last.
func (s *Store) newestRuns(ctx context.Context, officerID string) ([]run, error) {
	var rows []struct {
		enrolmentRow
		Slug string
	}
	err := s.idb.NewSelect().Model((*enrolmentRow)(nil)).ColumnExpr("e.*").ColumnExpr("c.slug").Join("JOIN courses AS c ON c.id = e.course_id").
		Where("e.officer_id = ?", officerID).Scan(ctx, &rows)
	if err != nil {
		return nil, db.Fault(err)
	}
	best := make(map[string]run, len(rows))
	for _, r := range rows {
		e := r.enrolment()
		if b, ok := best[e.CourseID]; !ok || e.newer(&b.Enrolment) {
			best[e.CourseID] = run{e, r.Slug}
		}
	}
	return slices.Collect(maps.Values(best)), nil
}
