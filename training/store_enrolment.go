package training

import (
	"context"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/people"
)

// Store reads and writes enrolments and progress.
type Store struct{ idb bun.IDB }

// NewStore works in a pool or inside a transaction.
func NewStore(idb bun.IDB) *Store { return &Store{idb} }

type enrolmentRow struct {
	bun.BaseModel `bun:"table:enrolments,alias:e"`

	ID         string     `bun:"id,pk"`
	OfficerID  string     `bun:"officer_id"`
	CourseID   string     `bun:"course_id"`
	VersionID  string     `bun:"version_id"`
	Origin     Origin     `bun:"origin"`
	DueOn      clock.Date `bun:"due_on"`
	LastPartID string     `bun:"last_part_id"`
	OpenedAt   time.Time  `bun:"opened_at"`
	SeenAt     time.Time  `bun:"seen_at"`
	ClosedAt   *time.Time `bun:"closed_at"`
}

type progressRow struct {
	bun.BaseModel `bun:"table:progress,alias:p"`

	EnrolmentID string    `bun:"enrolment_id,pk"`
	PartID      string    `bun:"part_id,pk"`
	DoneAt      time.Time `bun:"done_at"`
}

func (r enrolmentRow) enrolment() Enrolment {
	return Enrolment{ID: r.ID, OfficerID: r.OfficerID, CourseID: r.CourseID, VersionID: r.VersionID, Origin: r.Origin,
		DueOn: r.DueOn, LastPartID: r.LastPartID, OpenedAt: r.OpenedAt, SeenAt: r.SeenAt, ClosedAt: r.ClosedAt}
}

// Insert adds an enrolment. A second open one of the same officer and course is a conflict.
func (s *Store) Insert(ctx context.Context, e Enrolment) error {
	row := enrolmentRow{ID: e.ID, OfficerID: e.OfficerID, CourseID: e.CourseID, VersionID: e.VersionID, Origin: e.Origin,
		DueOn: e.DueOn, LastPartID: e.LastPartID, OpenedAt: e.OpenedAt, SeenAt: e.SeenAt, ClosedAt: e.ClosedAt}
	_, err := s.idb.NewInsert().Model(&row).Exec(ctx)
	return db.Fault(err)
}

// OfOfficer lists the officer's enrolments, newest first, each with the parts done: two queries in all.
func (s *Store) OfOfficer(ctx context.Context, officerID string) ([]Enrolment, error) {
	var rows []enrolmentRow
	err := s.idb.NewSelect().Model(&rows).Where("e.officer_id = ?", officerID).Order("e.opened_at DESC").Scan(ctx)
	if err != nil || len(rows) == 0 {
		return nil, db.Fault(err)
	}
	var done []progressRow
	err = s.idb.NewSelect().Model(&done).
		Where("p.enrolment_id IN (SELECT id FROM enrolments WHERE officer_id = ?)", officerID).Scan(ctx)
	if err != nil {
		return nil, db.Fault(err)
	}
	parts := make(map[string][]string, len(rows))
	for _, d := range done {
		parts[d.EnrolmentID] = append(parts[d.EnrolmentID], d.PartID)
	}
	list := make([]Enrolment, len(rows))
	for i, r := range rows {
		list[i] = r.enrolment()
		list[i].Done = parts[r.ID]
	}
	return list, nil
}

// Take locks an enrolment for the rest of the transaction and returns it with the parts done: two requests that
// complete one course at the same moment follow each other.
func (s *Store) Take(ctx context.Context, id string, now time.Time) (Enrolment, error) {
	var row enrolmentRow
	err := s.idb.NewUpdate().Model(&row).Set("seen_at = ?", now).Where("e.id = ?", id).Returning("*").Scan(ctx)
	if err != nil {
		return Enrolment{}, db.Fault(err)
	}
	e := row.enrolment()
	err = s.idb.NewSelect().Model((*progressRow)(nil)).Column("part_id").Where("enrolment_id = ?", id).Scan(ctx, &e.Done)
	return e, db.Fault(err)
}

// MarkDone notes a part as done; the first time stands.
func (s *Store) MarkDone(ctx context.Context, enrolmentID, partID string, at time.Time) error {
	row := progressRow{EnrolmentID: enrolmentID, PartID: partID, DoneAt: at}
	_, err := s.idb.NewInsert().Model(&row).On("CONFLICT (enrolment_id, part_id) DO NOTHING").Exec(ctx)
	return db.Fault(err)
}

// Close ends an enrolment.
func (s *Store) Close(ctx context.Context, id string, at time.Time) error {
	_, err := s.idb.NewUpdate().Model((*enrolmentRow)(nil)).Set("closed_at = ?", at).
		Where("id = ? AND closed_at IS NULL", id).Exec(ctx)
	return db.Fault(err)
}

// leftAt notes where reading was left, for enrolments that are still open.
func (s *Store) leftAt(ctx context.Context, places []place) error {
	for batch := range slices.Chunk(places, insertBatch) {
		_, err := s.idb.NewUpdate().With("left_at", s.idb.NewValues(&batch)).Model((*enrolmentRow)(nil)).TableExpr("left_at").
			Set("last_part_id = left_at.part_id").Set("seen_at = left_at.at").
			Where("e.id = left_at.id AND e.closed_at IS NULL").Exec(ctx)
		if err != nil {
			return db.Fault(err)
		}
	}
	return nil
}

// MayReadBlob tells whether a version on offer, one of the officer's enrolments, or a course within scope holds the blob.
func (s *Store) MayReadBlob(ctx context.Context, officerID string, scope people.Scope, digest string) (bool, error) {
	versions := s.idb.NewSelect().TableExpr("course_files AS f").ColumnExpr("1").
		Join("JOIN course_versions AS v ON v.id = f.version_id").Join("JOIN courses AS c ON c.id = v.course_id").
		Where("f.digest = ?", digest).
		WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
			if officerID != "" {
				q = q.WhereOr("c.withdrawn_at IS NULL AND c.current_version_id = v.id").
					WhereOr("v.id IN (SELECT version_id FROM enrolments WHERE officer_id = ?)", officerID)
			}
			if scope.All {
				return q.WhereOr("1 = 1")
			}
			return q.WhereOr("c.unit_id IN (?)", bun.List(append([]string{""}, scope.UnitIDs...)))
		})
	ok, err := versions.Exists(ctx)
	if ok || err != nil {
		return ok, db.Fault(err)
	}
	return s.inWorkingCopy(ctx, scope, digest)
}

// inWorkingCopy tells whether a course that is being written within scope holds the blob.
func (s *Store) inWorkingCopy(ctx context.Context, scope people.Scope, digest string) (bool, error) {
	q := s.idb.NewSelect().TableExpr("course_work_files AS f").ColumnExpr("1").Join("JOIN course_works AS w ON w.course_id = f.course_id").
		Where("f.digest = ?", digest)
	if !scope.All {
		q = q.Where("w.unit_id IN (?)", bun.List(append([]string{""}, scope.UnitIDs...)))
	}
	ok, err := q.Exists(ctx)
	return ok, db.Fault(err)
}
