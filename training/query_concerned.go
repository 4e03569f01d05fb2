package training

import (
	"context"

	"liem/internal/clock"
	"liem/internal/db"
)

// completedBy is which versions of a course an officer has completed.
type completedBy struct {
	OfficerID   string
	First, Last int // numbers of versions
}

// completedOf lists who ever completed a course.
func (s *Store) completedOf(ctx context.Context, courseID string) ([]completedBy, error) {
	var list []completedBy
	err := s.idb.NewSelect().TableExpr("completions AS c").
		ColumnExpr("c.officer_id, MIN(c.version_number) AS first, MAX(c.version_number) AS last").
		Where("c.course_id = ?", courseID).Group("c.officer_id").Scan(ctx, &list)
	return list, db.Fault(err)
}

// movedEnrolment is an enrolment that was moved, with the parts done by now.
type movedEnrolment struct {
	OfficerID, FromVersionID string
	Done                     []string
}

// movedTo lists the enrolments that were moved to a version and are still on it, or were completed there.
func (s *Store) movedTo(ctx context.Context, versionID string) ([]movedEnrolment, error) {
	rows, err := s.idb.QueryContext(ctx, `SELECT e.id, e.officer_id, m.from_version_id, COALESCE(p.part_id, '') FROM enrolment_moves m
		JOIN enrolments e ON e.id = m.enrolment_id AND e.version_id = m.to_version_id LEFT JOIN progress p ON p.enrolment_id = e.id
		WHERE m.to_version_id = ? ORDER BY e.id`, versionID)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	var list []movedEnrolment
	last := ""
	for rows.Next() {
		var e movedEnrolment
		var id, part string
		if err := rows.Scan(&id, &e.OfficerID, &e.FromVersionID, &part); err != nil {
			return nil, db.Fault(err)
		}
		if id != last {
			list, last = append(list, e), id
		}
		if part != "" {
			list[len(list)-1].Done = append(list[len(list)-1].Done, part)
		}
	}
	return list, db.Fault(rows.Err())
}

// Asked is a course that an officer has completed and must take again, for a later version asks for it.
type Asked struct {
	CourseID  string
	VersionID string
	Number    int
	By        clock.Date // empty = no day is set
}

// asked lists the courses that an officer is asked to take again, by course. It follows from versions and completions: who
// completes the version that asks, or a later one, is asked no more.
func (s *Store) asked(ctx context.Context, officerID string) (map[string]Asked, error) {
	rows, err := s.idb.QueryContext(ctx, `SELECT v.course_id, v.id, v.number, v.again_by FROM course_versions v JOIN courses c ON c.id = v.course_id
		WHERE v.asks_again AND v.state = 'published' AND c.withdrawn_at IS NULL
		AND EXISTS (SELECT 1 FROM completions k WHERE k.officer_id = ? AND k.course_id = v.course_id AND k.version_number < v.number)
		AND NOT EXISTS (SELECT 1 FROM completions k WHERE k.officer_id = ? AND k.course_id = v.course_id AND k.version_number >= v.number)
		ORDER BY v.number`, officerID, officerID)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	byCourse := map[string]Asked{}
	for rows.Next() {
		var a Asked
		if err := rows.Scan(&a.CourseID, &a.VersionID, &a.Number, (*string)(&a.By)); err != nil {
			return nil, db.Fault(err)
		}
		byCourse[a.CourseID] = a // the newest one that asks
	}
	return byCourse, db.Fault(rows.Err())
}
