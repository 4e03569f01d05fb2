package training

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
	"liem/people"
)

func (s *Store) insertInquiry(ctx context.Context, q Inquiry) error {
	_, err := s.idb.NewInsert().Model(&q).Exec(ctx)
	return db.Fault(err)
}

// takeInquiry takes a question for the rest of the transaction, so that two changes follow each other.
func (s *Store) takeInquiry(ctx context.Context, id string) (Inquiry, error) {
	var q Inquiry
	err := s.idb.NewRaw("UPDATE lesson_questions SET state = state WHERE id = ? RETURNING *", id).Scan(ctx, &q)
	return q, db.Fault(err)
}

func (s *Store) saveInquiry(ctx context.Context, q Inquiry) error {
	_, err := s.idb.NewUpdate().Model(&q).WherePK().Exec(ctx)
	return db.Fault(err)
}

func (s *Store) insertStep(ctx context.Context, step InquiryStep) error {
	_, err := s.idb.NewInsert().Model(&step).Exec(ctx)
	return db.Fault(err)
}

// inquiriesSince counts what an officer asked since a moment, withdrawn or not.
func (s *Store) inquiriesSince(ctx context.Context, officerID string, since time.Time) (int, error) {
	n, err := s.idb.NewSelect().Model((*Inquiry)(nil)).Where("officer_id = ? AND asked_at > ?", officerID, since).Count(ctx)
	return int(n), db.Fault(err)
}

// courseUnit is the unit that a course belongs to.
func (s *Store) courseUnit(ctx context.Context, courseID string) (unitID string, err error) {
	err = s.idb.NewRaw("SELECT unit_id FROM courses WHERE id = ?", courseID).Scan(ctx, &unitID)
	return unitID, db.Fault(err)
}

func (s *Store) openInquiries(ctx context.Context, scope people.Scope) (n int, err error) {
	query, args := "SELECT COUNT(*) FROM lesson_questions q JOIN courses c ON c.id = q.course_id WHERE q.state = ?", []any{InquiryOpen}
	if !scope.All {
		query, args = query+" AND c.unit_id IN (?)", append(args, bun.List(append([]string{""}, scope.UnitIDs...)))
	}
	err = s.idb.QueryRowContext(ctx, query, args...).Scan(&n)
	return n, db.Fault(err)
}

// eraseInquiries takes an officer out of the questions: what is shown to all stays, as all read it and without a name; the
// rest goes.
func (s *Store) eraseInquiries(ctx context.Context, officerID string) error {
	for _, statement := range []string{
		"UPDATE lesson_questions SET officer_id = NULL, named = FALSE, body = shown WHERE officer_id = ? AND published_at IS NOT NULL",
		"DELETE FROM lesson_answers WHERE question_id IN (SELECT id FROM lesson_questions WHERE officer_id = ?)",
		"DELETE FROM lesson_questions WHERE officer_id = ?",
	} {
		if _, err := s.idb.ExecContext(ctx, statement, officerID); err != nil {
			return db.Fault(err)
		}
	}
	return nil
}

func (s *Store) countOwnInquiries(ctx context.Context, officerID string) (int, error) {
	n, err := s.idb.NewSelect().Model((*Inquiry)(nil)).Where("officer_id = ?", officerID).Count(ctx)
	return int(n), db.Fault(err)
}

// oldInquiries chooses questions that are settled, that nobody but who asked reads, and that are older than they may be.
const oldInquiries = "state <> 'open' AND published_at IS NULL AND COALESCE(answered_at, asked_at) < ?"

func (s *Store) countInquiries(ctx context.Context, before time.Time) (int, error) {
	n, err := s.idb.NewSelect().Model((*Inquiry)(nil)).Where(oldInquiries, before).Count(ctx)
	return int(n), db.Fault(err)
}

// removeInquiries removes so many of them with their answers.
func (s *Store) removeInquiries(ctx context.Context, before time.Time, limit int) (int, error) {
	var ids []string
	err := s.idb.NewRaw("SELECT id FROM lesson_questions WHERE "+oldInquiries+" ORDER BY id LIMIT ?", before, limit).Scan(ctx, &ids)
	if err != nil || len(ids) == 0 {
		return 0, db.Fault(err)
	}
	if _, err := s.idb.ExecContext(ctx, "DELETE FROM lesson_answers WHERE question_id IN (?)", bun.List(ids)); err != nil {
		return 0, db.Fault(err)
	}
	_, err = s.idb.ExecContext(ctx, "DELETE FROM lesson_questions WHERE id IN (?)", bun.List(ids))
	return len(ids), db.Fault(err)
}

// InsertInquiries adds questions with the steps of their answers.
func (s *Store) InsertInquiries(ctx context.Context, questions []Inquiry, steps []InquiryStep) error {
	if len(questions) > 0 {
		if _, err := s.idb.NewInsert().Model(&questions).Exec(ctx); err != nil {
			return db.Fault(err)
		}
	}
	if len(steps) == 0 {
		return nil
	}
	_, err := s.idb.NewInsert().Model(&steps).Exec(ctx)
	return db.Fault(err)
}
