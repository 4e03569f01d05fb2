package training

import (
	"context"
	"database/sql"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

// withParts reads enrolments with the parts done: a row for each part, or one row without a part.
const withParts = `SELECT e.id, e.officer_id, e.course_id, e.version_id, e.origin, e.due_on, e.last_part_id, e.opened_at, e.seen_at,
	e.closed_at, COALESCE(p.part_id, '') FROM enrolments AS e LEFT JOIN progress AS p ON p.enrolment_id = e.id `

// ofCourse reads what an officer ever began of a course. Every page of a lesson asks for it.
const ofCourse = withParts + "WHERE e.officer_id = ? AND e.course_id = ?"

// Open is the officer's open enrolment in a course with the parts done; not found when there is none.
func (s *Store) Open(ctx context.Context, officerID, courseID string) (Enrolment, error) {
	return newest(s.idb.QueryContext(ctx, ofCourse+" AND e.closed_at IS NULL", officerID, courseID))
}

// Get is one enrolment with the parts done.
func (s *Store) Get(ctx context.Context, id string) (Enrolment, error) {
	return newest(s.idb.QueryContext(ctx, withParts+"WHERE e.id = ?", id))
}

// newest is the open enrolment among the rows, or else the one opened last, with the parts done.
func newest(rows *sql.Rows, err error) (best Enrolment, _ error) {
	if err != nil {
		return best, db.Fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		e, part, err := scanPart(rows)
		if err != nil {
			return best, db.Fault(err)
		}
		if best.ID == "" || e.newer(&best) {
			best = e
		}
		if part != "" && e.ID == best.ID {
			best.Done = append(best.Done, part)
		}
	}
	if err := rows.Err(); err != nil {
		return best, db.Fault(err)
	}
	if best.ID == "" {
		return best, db.Fault(sql.ErrNoRows)
	}
	return best, nil
}

// newer puts an open enrolment before closed ones, and otherwise the one opened later before the other.
func (e *Enrolment) newer(o *Enrolment) bool {
	if (e.ClosedAt == nil) != (o.ClosedAt == nil) {
		return e.ClosedAt == nil
	}
	return e.OpenedAt.After(o.OpenedAt)
}

func scanPart(rows *sql.Rows) (e Enrolment, part string, err error) {
	var opened, seen, closed bun.NullTime // it reads a time as either engine gives it
	err = rows.Scan(&e.ID, &e.OfficerID, &e.CourseID, &e.VersionID, (*string)(&e.Origin), (*string)(&e.DueOn), &e.LastPartID,
		&opened, &seen, &closed, &part)
	e.OpenedAt, e.SeenAt = opened.UTC(), seen.UTC()
	if !closed.IsZero() {
		at := closed.UTC()
		e.ClosedAt = &at
	}
	return e, part, err
}
