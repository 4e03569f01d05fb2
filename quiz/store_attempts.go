package quiz

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

type attemptRow struct {
	bun.BaseModel `bun:"table:attempts,alias:a"`

	ID          string      `bun:"id,pk"`
	EnrolmentID string      `bun:"enrolment_id"`
	OfficerID   string      `bun:"officer_id"`
	VersionID   string      `bun:"version_id"`
	PartID      string      `bun:"part_id"`
	Number      int         `bun:"number"`
	Seed        int64       `bun:"seed"`
	Paper       string      `bun:"paper"`
	Settings    string      `bun:"settings"`
	StartedAt   time.Time   `bun:"started_at"`
	DeadlineAt  *time.Time  `bun:"deadline_at"`
	TouchedAt   time.Time   `bun:"touched_at"`
	SubmittedAt *time.Time  `bun:"submitted_at"`
	SubmittedBy SubmittedBy `bun:"submitted_by"`
	Points      int         `bun:"points"`
	MaxPoints   int         `bun:"max_points"`
	Mark        int         `bun:"mark"`
	Passed      bool        `bun:"passed"`
	Grades      string      `bun:"grades"`

	DetailsRemovedAt *time.Time `bun:"details_removed_at"`
	SetAsideAt       *time.Time `bun:"set_aside_at"`
}

func rowOf(a Attempt) (attemptRow, error) {
	row := attemptRow{ID: a.ID, EnrolmentID: a.EnrolmentID, OfficerID: a.OfficerID, VersionID: a.VersionID, PartID: a.PartID,
		Number: a.Number, Seed: a.Seed, StartedAt: a.StartedAt, DeadlineAt: a.DeadlineAt, TouchedAt: a.TouchedAt,
		SubmittedAt: a.SubmittedAt, SubmittedBy: a.SubmittedBy, Points: a.Grades.Points, MaxPoints: a.Grades.Max,
		Mark: a.Grades.Mark, Passed: a.Passed, DetailsRemovedAt: a.DetailsRemovedAt, SetAsideAt: a.SetAsideAt}
	for _, f := range []struct {
		to   *string
		from any
	}{{&row.Paper, a.Paper}, {&row.Settings, a.Settings}, {&row.Grades, a.Grades}} {
		text, err := json.Marshal(f.from)
		if err != nil {
			return row, fmt.Errorf("quiz: encoding attempt %s: %w", a.ID, err)
		}
		*f.to = string(text)
	}
	return row, nil
}

func (r attemptRow) attempt() (Attempt, error) {
	a := Attempt{ID: r.ID, EnrolmentID: r.EnrolmentID, OfficerID: r.OfficerID, VersionID: r.VersionID, PartID: r.PartID,
		Number: r.Number, Seed: r.Seed, StartedAt: r.StartedAt, DeadlineAt: r.DeadlineAt, TouchedAt: r.TouchedAt,
		SubmittedAt: r.SubmittedAt, SubmittedBy: r.SubmittedBy, Passed: r.Passed, DetailsRemovedAt: r.DetailsRemovedAt, SetAsideAt: r.SetAsideAt}
	var err error
	if a.Paper, err = ReadPaper([]byte(r.Paper)); err != nil {
		return a, err
	}
	if err := json.Unmarshal([]byte(r.Settings), &a.Settings); err != nil {
		return a, fmt.Errorf("quiz: settings of attempt %s: %w", r.ID, err)
	}
	if err := json.Unmarshal([]byte(r.Grades), &a.Grades); err != nil {
		return a, fmt.Errorf("quiz: grades of attempt %s: %w", r.ID, err)
	}
	return a, nil
}

func attemptsOf(rows []attemptRow) ([]Attempt, error) {
	list := make([]Attempt, len(rows))
	for i, r := range rows {
		var err error
		if list[i], err = r.attempt(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// InsertAttempt adds an attempt. A second open one of the same enrolment and quiz is a conflict.
func (s *Store) InsertAttempt(ctx context.Context, a Attempt) error {
	return s.InsertAttempts(ctx, []Attempt{a})
}

// InsertAttempts adds attempts in few statements.
func (s *Store) InsertAttempts(ctx context.Context, list []Attempt) error {
	for len(list) > 0 {
		some := list[:min(len(list), atOnce)]
		rows := make([]attemptRow, len(some))
		for i, a := range some {
			var err error
			if rows[i], err = rowOf(a); err != nil {
				return err
			}
		}
		if _, err := s.idb.NewInsert().Model(&rows).Exec(ctx); err != nil {
			return db.Fault(err)
		}
		list = list[len(some):]
	}
	return nil
}

// Attempt finds an attempt.
func (s *Store) Attempt(ctx context.Context, id string) (Attempt, error) {
	var row attemptRow
	if err := s.idb.NewSelect().Model(&row).Where("a.id = ?", id).Scan(ctx); err != nil {
		return Attempt{}, db.Fault(err)
	}
	return row.attempt()
}

// Take locks an attempt for the rest of the transaction and returns it. Answers that were acknowledged before are there
// to be read; answers that come later wait, and then find it as this transaction left it.
func (s *Store) Take(ctx context.Context, id string, now time.Time) (Attempt, error) {
	var row attemptRow
	err := s.idb.NewUpdate().Model(&row).Set("touched_at = ?", now).Where("a.id = ?", id).Returning("*").Scan(ctx)
	if err != nil {
		return Attempt{}, db.Fault(err)
	}
	return row.attempt()
}

// Submit stores what HandIn set.
func (s *Store) Submit(ctx context.Context, a Attempt) error {
	row, err := rowOf(a)
	if err != nil {
		return err
	}
	_, err = s.idb.NewUpdate().Model(&row).
		Column("submitted_at", "submitted_by", "points", "max_points", "mark", "passed", "grades").
		Where("a.id = ? AND a.submitted_at IS NULL", a.ID).Exec(ctx)
	return db.Fault(err)
}

// Attempts lists the attempts of an enrolment at one quiz, the first one first.
func (s *Store) Attempts(ctx context.Context, enrolmentID, partID string) ([]Attempt, error) {
	var rows []attemptRow
	err := s.idb.NewSelect().Model(&rows).Where("a.enrolment_id = ? AND a.part_id = ?", enrolmentID, partID).Order("a.number").Scan(ctx)
	if err != nil {
		return nil, db.Fault(err)
	}
	return attemptsOf(rows)
}

// OpenOf lists the attempts of enrolments that are not handed in.
func (s *Store) OpenOf(ctx context.Context, enrolmentIDs ...string) ([]Attempt, error) {
	if len(enrolmentIDs) == 0 {
		return nil, nil
	}
	var rows []attemptRow
	err := s.idb.NewSelect().Model(&rows).Where("a.enrolment_id IN (?) AND a.submitted_at IS NULL", bun.List(enrolmentIDs)).
		Order("a.started_at").Scan(ctx)
	if err != nil {
		return nil, db.Fault(err)
	}
	return attemptsOf(rows)
}

// Expired lists open attempts whose deadline was before a moment, the oldest first: what they belong to, without papers.
func (s *Store) Expired(ctx context.Context, before time.Time, limit int) ([]Attempt, error) {
	var rows []attemptRow
	err := s.idb.NewSelect().Model(&rows).Column("id", "enrolment_id", "officer_id", "version_id", "part_id").
		Where("a.submitted_at IS NULL AND a.deadline_at < ?", before).Order("a.deadline_at").Limit(int64(limit)).Scan(ctx)
	list := make([]Attempt, len(rows))
	for i, r := range rows {
		list[i] = Attempt{ID: r.ID, EnrolmentID: r.EnrolmentID, OfficerID: r.OfficerID, VersionID: r.VersionID, PartID: r.PartID}
	}
	return list, db.Fault(err)
}

// SetAside marks the attempts at quizzes in enrolments as made on what the quizzes were before: they stay, and count no more.
func (s *Store) SetAside(ctx context.Context, enrolmentIDs, partIDs []string, at time.Time) error {
	_, err := s.idb.NewUpdate().Model((*attemptRow)(nil)).Set("set_aside_at = ?", at).
		Where("enrolment_id IN (?) AND part_id IN (?) AND set_aside_at IS NULL", bun.List(enrolmentIDs), bun.List(partIDs)).Exec(ctx)
	return db.Fault(err)
}

// BestMarks are the best marks of an enrolment's submitted attempts that count, in basis points, by quiz.
func (s *Store) BestMarks(ctx context.Context, enrolmentID string) (map[string]int, error) {
	var rows []struct {
		PartID string
		Mark   int
	}
	err := s.idb.NewSelect().Model((*attemptRow)(nil)).ColumnExpr("a.part_id, MAX(a.mark) AS mark").
		Where("a.enrolment_id = ? AND a.submitted_at IS NOT NULL AND a.set_aside_at IS NULL", enrolmentID).Group("a.part_id").Scan(ctx, &rows)
	best := make(map[string]int, len(rows))
	for _, r := range rows {
		best[r.PartID] = r.Mark
	}
	return best, db.Fault(err)
}
