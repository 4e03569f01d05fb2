package reports

import (
	"context"
	"database/sql"
	"strings"

	"github.com/uptrace/bun"

	"liem/internal/db"
	"liem/internal/text"
	"liem/people"
)

// Store reads what reports show. It only reads.
type Store struct{ idb bun.IDB }

// NewStore reads from a pool or a snapshot.
func NewStore(idb bun.IDB) *Store { return &Store{idb} }

// completionsInOrder begins at the officers, so that SQLite reads them and their completions in the order of two indexes
// and holds nothing back to sort it: there a CROSS JOIN is done as it is written. To count, the engine may choose.
const (
	completionsInOrder = " FROM officers o CROSS JOIN completions c" + completionsJoins
	completionsAtAll   = " FROM officers o, completions c" + completionsJoins
)

// An officer's main posting and the units' names are those of the day on which the course was completed.
const completionsJoins = `
JOIN courses k ON k.id = c.course_id
LEFT JOIN postings p ON p.officer_id = c.officer_id AND p.kind = 'main' AND p.valid_from <= c.done_on AND p.valid_to >= c.done_on
LEFT JOIN unit_periods u ON u.unit_id = p.unit_id AND u.valid_from <= c.done_on AND u.valid_to >= c.done_on
LEFT JOIN unit_periods h ON h.unit_id = k.unit_id AND h.valid_from <= c.done_on AND h.valid_to >= c.done_on
`

const completionsColumns = `SELECT o.id, o.full_name, o.birth_date, o.gender, o.number, o.national_id,
COALESCE(p.title, ''), COALESCE(p.position, ''), COALESCE(p.unit_id, ''), COALESCE(u.name, ''), c.course_title, c.category, COALESCE(h.name, ''),
c.begun_on, c.done_on, c.course_hours, c.hours, c.hours_reason, c.mark, c.plan, c.year, c.version_number, c.version_digest`

const completionsOrder = ` ORDER BY o.sort_key, o.id, c.done_on, c.id`

// where is the condition of a query with its arguments.
func (q *Query) where() (string, []any) {
	parts := []string{"c.officer_id = o.id AND c.done_on >= ? AND c.done_on <= ?"}
	args := []any{q.From, q.To}
	if cond, within := q.within("c.done_on"); cond != "" {
		parts = append(parts, cond)
		args = append(args, within...)
	}
	if len(q.CourseIDs) > 0 {
		parts = append(parts, "c.course_id IN (?)")
		args = append(args, bun.List(q.CourseIDs))
	}
	if cond, search := q.search(); cond != "" {
		parts = append(parts, cond)
		args = append(args, search...)
	}
	return " WHERE " + strings.Join(parts, " AND "), args
}

// within is the condition that a posting p was within reach on a day, an expression; none where all is.
func (q *Query) within(day string) (string, []any) {
	var parts []string
	var args []any
	for _, s := range q.reach {
		if s.units.All {
			return "", nil
		}
		parts = append(parts, "("+day+" BETWEEN ? AND ? AND p.unit_id IN (?))")
		args = append(args, s.From, s.To, bun.List(nonEmpty(s.units.UnitIDs)))
	}
	if len(parts) == 0 {
		return "1 = 0", nil
	}
	return "(" + strings.Join(parts, " OR ") + ")", args
}

// search matches every word of the search in the officer's folded name, or the number.
func (q *Query) search() (string, []any) {
	words := strings.Fields(text.Fold(q.Search))
	if len(words) == 0 {
		return "", nil
	}
	var parts []string
	var args []any
	for _, w := range words {
		parts = append(parts, "o.search_text LIKE ? ESCAPE '\\'")
		args = append(args, "%"+people.LikeEscape(w)+"%")
	}
	args = append(args, strings.TrimSpace(q.Search))
	return "((" + strings.Join(parts, " AND ") + ") OR o.number = ?)", args
}

// nonEmpty keeps IN (…) valid where nothing is in scope: no id is the empty text.
func nonEmpty(ids []string) []string {
	if len(ids) == 0 {
		return []string{""}
	}
	return ids
}

// CountCompletions is the number of rows of export A.
func (s *Store) CountCompletions(ctx context.Context, q *Query) (int, error) {
	where, args := q.where()
	var n int
	err := s.idb.QueryRowContext(ctx, "SELECT COUNT(*)"+completionsAtAll+where, args...).Scan(&n)
	return n, db.Fault(err)
}

// Completions streams the rows of export A in order; limit 0 is all of them. The row is reused: yield must not keep it.
func (s *Store) Completions(ctx context.Context, q *Query, limit, offset int, yield func(*CompletionRow) error) error {
	where, args := q.where()
	query := completionsColumns + completionsInOrder + where + completionsOrder
	if limit > 0 {
		query += " LIMIT ? OFFSET ?"
		args = append(args, limit, offset)
	}
	rows, err := s.idb.QueryContext(ctx, query, args...)
	if err != nil {
		return db.Fault(err)
	}
	defer rows.Close()
	var r CompletionRow
	for n := offset + 1; rows.Next(); n++ {
		if err := r.scan(rows); err != nil {
			return db.Fault(err)
		}
		r.Ordinal = n
		if err := yield(&r); err != nil {
			return err
		}
	}
	return db.Fault(rows.Err())
}

func (r *CompletionRow) scan(rows *sql.Rows) error {
	var mark sql.NullInt64
	err := rows.Scan(&r.OfficerID, &r.FullName, (*string)(&r.BirthDate), &r.Gender, &r.Number, &r.sealedID, &r.Title, &r.Position, &r.unitID, &r.Unit,
		&r.Course, &r.Category, &r.Organiser, (*string)(&r.BegunOn), (*string)(&r.DoneOn), &r.CourseHours, &r.Hours,
		&r.HoursReason, &mark, &r.Plan, &r.Year, &r.VersionNumber, &r.VersionDigest)
	r.Mark = nil
	if mark.Valid {
		m := int(mark.Int64)
		r.Mark = &m
	}
	r.NationalID = ""
	return err
}
