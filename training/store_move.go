package training

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
	"liem/quiz"
)

type moveRow struct {
	bun.BaseModel `bun:"table:enrolment_moves,alias:m"`

	ID            string    `bun:"id,pk"`
	EnrolmentID   string    `bun:"enrolment_id"`
	FromVersionID string    `bun:"from_version_id"`
	ToVersionID   string    `bun:"to_version_id"`
	Reopened      string    `bun:"reopened"`
	MovedAt       time.Time `bun:"moved_at"`
}

// underWay is an open enrolment with what a move asks of it.
type underWay struct {
	ID, OfficerID, VersionID string
	Done                     []string // ids of the parts done
	Running                  bool     // an attempt at a quiz is open
}

// openVersions are the versions on which a course's open enrolments stand.
func (s *Store) openVersions(ctx context.Context, courseID string) (ids []string, err error) {
	err = s.idb.NewSelect().Model((*enrolmentRow)(nil)).ColumnExpr("DISTINCT e.version_id").
		Where("e.course_id = ? AND e.closed_at IS NULL", courseID).Scan(ctx, &ids)
	return ids, db.Fault(err)
}

// takeUnderWay locks a course's open enrolments on other versions than one, and lists them: whoever marks a part as done
// or begins an attempt takes the enrolment first, so what is read here stays.
func (s *Store) takeUnderWay(ctx context.Context, courseID, versionID string) ([]underWay, error) {
	_, err := s.idb.NewUpdate().Model((*enrolmentRow)(nil)).Set("version_id = version_id").
		Where("course_id = ? AND version_id <> ? AND closed_at IS NULL", courseID, versionID).Exec(ctx)
	if err != nil {
		return nil, db.Fault(err)
	}
	return s.underWay(ctx, courseID, versionID)
}

// underWay lists a course's open enrolments on other versions than one: two queries.
func (s *Store) underWay(ctx context.Context, courseID, versionID string) ([]underWay, error) {
	rows, err := s.idb.QueryContext(ctx, `SELECT e.id, e.officer_id, e.version_id, COALESCE(p.part_id, '') FROM enrolments e
		LEFT JOIN progress p ON p.enrolment_id = e.id
		WHERE e.course_id = ? AND e.version_id <> ? AND e.closed_at IS NULL ORDER BY e.id`, courseID, versionID)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	var list []underWay
	for rows.Next() {
		var e underWay
		var part string
		if err := rows.Scan(&e.ID, &e.OfficerID, &e.VersionID, &part); err != nil {
			return nil, db.Fault(err)
		}
		if n := len(list); n == 0 || list[n-1].ID != e.ID {
			list = append(list, e)
		}
		if last := &list[len(list)-1]; part != "" {
			last.Done = append(last.Done, part)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, db.Fault(err)
	}
	running, err := s.running(ctx, courseID)
	for i := range list {
		list[i].Running = running[list[i].ID]
	}
	return list, err
}

// running are the open enrolments of a course with an open attempt.
func (s *Store) running(ctx context.Context, courseID string) (map[string]bool, error) {
	var ids []string
	err := s.idb.NewSelect().TableExpr("attempts AS a").ColumnExpr("DISTINCT a.enrolment_id").
		Where("a.submitted_at IS NULL AND a.enrolment_id IN (SELECT id FROM enrolments WHERE course_id = ? AND closed_at IS NULL)", courseID).
		Scan(ctx, &ids)
	set := make(map[string]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set, db.Fault(err)
}

// move moves a batch of enrolments from one version to another: the parts that have changed are open again.
func (s *Store) move(ctx context.Context, rows []moveRow, toVersionID string, changed []string, now time.Time) error {
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.EnrolmentID
	}
	_, err := s.idb.NewUpdate().Model((*enrolmentRow)(nil)).Set("version_id = ?", toVersionID).Where("id IN (?)", bun.List(ids)).Exec(ctx)
	if err != nil {
		return db.Fault(err)
	}
	if len(changed) > 0 {
		_, err = s.idb.NewDelete().Model((*progressRow)(nil)).
			Where("enrolment_id IN (?) AND part_id IN (?)", bun.List(ids), bun.List(changed)).Exec(ctx)
		if err != nil {
			return db.Fault(err)
		}
		if err := quiz.NewStore(s.idb).SetAside(ctx, ids, changed, now); err != nil {
			return err
		}
	}
	_, err = s.idb.NewInsert().Model(&rows).Exec(ctx)
	return db.Fault(err)
}

// lastMove is how an enrolment came to its version; not found when it began there.
func (s *Store) lastMove(ctx context.Context, enrolmentID, versionID string) (moveRow, error) {
	var r moveRow
	err := s.idb.NewSelect().Model(&r).Where("m.enrolment_id = ? AND m.to_version_id = ?", enrolmentID, versionID).
		Order("m.moved_at DESC").Limit(1).Scan(ctx)
	return r, db.Fault(err)
}
