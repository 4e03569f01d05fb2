package training

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"liem/internal/db"
)

// insertBatch keeps a statement's length within what both engines take.
const insertBatch = 500

// Progress is a part that an enrolment has done.
type Progress struct {
	EnrolmentID string
	PartID      string
	DoneAt      time.Time
}

// InsertMany adds enrolments in few statements; the demonstration's history uses it. Progress is added apart.
func (s *Store) InsertMany(ctx context.Context, list []Enrolment) error {
	rows := make([]enrolmentRow, len(list))
	for i, e := range list {
		rows[i] = enrolmentRow{ID: e.ID, OfficerID: e.OfficerID, CourseID: e.CourseID, VersionID: e.VersionID, Origin: e.Origin,
			DueOn: e.DueOn, LastPartID: e.LastPartID, OpenedAt: e.OpenedAt, SeenAt: e.SeenAt, ClosedAt: e.ClosedAt}
	}
	return insertRows(ctx, s.idb, rows)
}

// InsertProgress adds parts done in few statements; the demonstration's history uses it.
func (s *Store) InsertProgress(ctx context.Context, list []Progress) error {
	rows := make([]progressRow, len(list))
	for i, p := range list {
		rows[i] = progressRow{EnrolmentID: p.EnrolmentID, PartID: p.PartID, DoneAt: p.DoneAt}
	}
	return insertRows(ctx, s.idb, rows)
}

func insertRows[T any](ctx context.Context, idb db.IDB, rows []T) error {
	for len(rows) > 0 {
		batch := rows[:min(len(rows), insertBatch)]
		if _, err := idb.NewInsert().Model(&batch).Exec(ctx); err != nil {
			return db.Fault(err)
		}
		rows = rows[len(batch):]
	}
	return nil
}

// LastSeen is when anybody last did something in a course, by the business clock; the zero time when nobody did. The
// demonstration does not let its clock start before it.
func (s *Store) LastSeen(ctx context.Context) (time.Time, error) {
	var row enrolmentRow
	err := s.idb.NewSelect().Model(&row).Column("seen_at").Order("seen_at DESC").Limit(1).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	return row.SeenAt, db.Fault(err)
}
