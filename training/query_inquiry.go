package training

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

// The lesson's title and address are those of the version on offer, or of the one that the officer read.
const (
	inquiryColumns = `SELECT q.*, COALESCE(v.title, '') AS course_title, c.slug, c.unit_id, COALESCE(now_part.title, then_part.title, '') AS part_title,
		COALESCE(now_part.stem, '') AS stem, COALESCE(then_part.stem, '') AS then_stem, COALESCE(o.full_name, '') AS officer, COALESCE(o.number, '') AS number`
	inquiryFrom = ` FROM lesson_questions q JOIN courses c ON c.id = q.course_id
		LEFT JOIN course_versions v ON v.id = COALESCE(c.current_version_id, q.version_id)
		LEFT JOIN course_parts now_part ON now_part.version_id = c.current_version_id AND now_part.part_id = q.part_id
		LEFT JOIN course_parts then_part ON then_part.version_id = q.version_id AND then_part.part_id = q.part_id
		LEFT JOIN officers o ON o.id = q.officer_id`
)

func (s *Store) inquiryRows(ctx context.Context, rest string, args ...any) ([]InquiryRow, error) {
	var records []struct {
		Inquiry
		Course  string `bun:"course_title"`
		Slug    string `bun:"slug"`
		UnitID  string `bun:"unit_id"`
		Part    string `bun:"part_title"`
		Stem    string `bun:"stem"`
		Then    string `bun:"then_stem"`
		Officer string `bun:"officer"`
		Number  string `bun:"number"`
	}
	if err := s.idb.NewRaw(inquiryColumns+inquiryFrom+rest, args...).Scan(ctx, &records); err != nil {
		return nil, db.Fault(err)
	}
	rows := make([]InquiryRow, len(records))
	for i, r := range records {
		rows[i] = InquiryRow{r.Inquiry, r.Course, r.Slug, r.UnitID, r.Part, r.Stem, r.Then, r.Officer, r.Number}
	}
	return rows, nil
}

// inquiriesAt lists what is shown of a lesson to all, in the order of the answers, and the officer's own.
func (s *Store) inquiriesAt(ctx context.Context, courseID, partID, officerID string) ([]InquiryRow, error) {
	return s.inquiryRows(ctx, ` WHERE q.course_id = ? AND q.part_id = ? AND (q.published_at IS NOT NULL OR q.officer_id = ? AND q.state <> ?)
		ORDER BY q.published_at, q.id LIMIT ?`, courseID, partID, officerID, InquiryWithdrawn, maxInquiriesAt)
}

// ownInquiries lists an officer's questions, those with an answer not read yet first, then the newest; or these alone.
func (s *Store) ownInquiries(ctx context.Context, officerID string, unseen bool) ([]InquiryRow, error) {
	const waits = "q.seen_at IS NULL AND q.state IN ('answered', 'closed')"
	where := " WHERE q.officer_id = ?"
	if unseen {
		where += " AND " + waits
	}
	return s.inquiryRows(ctx, where+" ORDER BY CASE WHEN "+waits+" THEN 0 ELSE 1 END, q.asked_at DESC, q.id DESC LIMIT ?", officerID, maxOwnInquiries)
}

// inquiries lists questions for those who answer: the oldest open one first; of the others the newest.
func (s *Store) inquiries(ctx context.Context, q InquiryQuery) ([]InquiryRow, int, error) {
	parts, args := []string{"q.state <> ?"}, []any{InquiryWithdrawn}
	if !q.scope.All {
		parts, args = append(parts, "c.unit_id IN (?)"), append(args, bun.List(append([]string{""}, q.scope.UnitIDs...)))
	}
	for _, f := range []struct{ column, value string }{{"q.state", string(q.State)}, {"q.course_id", q.CourseID}, {"q.id", q.id}} {
		if f.value != "" {
			parts, args = append(parts, f.column+" = ?"), append(args, f.value)
		}
	}
	where := " WHERE " + strings.Join(parts, " AND ")
	var total int
	err := s.idb.QueryRowContext(ctx, "SELECT COUNT(*) FROM lesson_questions q JOIN courses c ON c.id = q.course_id"+where, args...).Scan(&total)
	if err != nil || total == 0 {
		return nil, 0, db.Fault(err)
	}
	const order = ` ORDER BY CASE WHEN q.state = 'open' THEN 0 ELSE 1 END, CASE WHEN q.state = 'open' THEN q.asked_at END, q.asked_at DESC, q.id LIMIT ? OFFSET ?`
	rows, err := s.inquiryRows(ctx, where+order, append(args, q.Limit, q.Offset)...)
	return rows, total, err
}

func (s *Store) inquirySteps(ctx context.Context, id string) (steps []InquiryStep, err error) {
	err = s.idb.NewSelect().Model(&steps).Where("s.question_id = ?", id).Order("s.id").Scan(ctx)
	return steps, db.Fault(err)
}
