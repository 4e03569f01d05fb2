package reports

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"liem/courses"
	"liem/internal/db"
)

// The posting is the last that the officer had within the period; hours are those that count in the year.
const yearlyFrom = `
FROM officers o
JOIN postings p ON p.officer_id = o.id AND p.valid_from <= ? AND p.valid_to >= ?
  AND NOT EXISTS (SELECT 1 FROM postings later WHERE later.officer_id = o.id AND later.valid_from <= ? AND later.valid_from > p.valid_from)
LEFT JOIN unit_periods u ON u.unit_id = p.unit_id AND u.valid_from <= ? AND u.valid_to >= ?
CROSS JOIN (%s) y
LEFT JOIN (SELECT officer_id, year, COUNT(*) AS n, %s, SUM(hours) AS total
  FROM completions WHERE done_on <= ? GROUP BY officer_id, year) c ON c.officer_id = o.id AND c.year = y.year
`

// yearly builds the FROM clause and its condition with the arguments in their order.
func (q *Query) yearly() (string, []any) {
	years := make([]string, 0, maxYears)
	for _, y := range q.Years() {
		years = append(years, fmt.Sprintf("SELECT %d AS year", y))
	}
	sums := make([]string, len(courses.Categories))
	args := []any{q.To, q.From, q.To, q.unitsOn(), q.unitsOn()}
	for i, category := range courses.Categories {
		sums[i] = fmt.Sprintf("SUM(CASE WHEN category = ? THEN hours ELSE 0 END) AS h%d", i)
		args = append(args, string(category))
	}
	args = append(args, q.To)
	from := fmt.Sprintf(yearlyFrom, strings.Join(years, " UNION ALL "), strings.Join(sums, ", "))
	parts := []string{"1 = 1"}
	if !q.units.All {
		parts = append(parts, "p.unit_id IN (?)")
		args = append(args, bun.List(nonEmpty(q.units.UnitIDs)))
	}
	if cond, search := q.search(); cond != "" {
		parts = append(parts, cond)
		args = append(args, search...)
	}
	return from + " WHERE " + strings.Join(parts, " AND "), args
}

// unitsOn is the day whose names of units the report shows: the period's end.
func (q *Query) unitsOn() any { return q.To }

const yearlyColumns = `SELECT o.id, o.full_name, o.number, o.staff_type, p.title, p.position, COALESCE(u.name, ''), y.year,
COALESCE(c.n, 0), COALESCE(c.h0, 0), COALESCE(c.h1, 0), COALESCE(c.h2, 0), COALESCE(c.h3, 0), COALESCE(c.h4, 0), COALESCE(c.total, 0)`

// CountYearly is the number of rows of export B.
func (s *Store) CountYearly(ctx context.Context, q *Query) (int, error) {
	from, args := q.yearly()
	var n int
	err := s.idb.QueryRowContext(ctx, "SELECT COUNT(*)"+from, args...).Scan(&n)
	return n, db.Fault(err)
}

// Yearly streams the rows of export B in order; limit 0 is all of them. The row is reused: yield must not keep it.
func (s *Store) Yearly(ctx context.Context, q *Query, limit, offset int, yield func(*YearlyRow) error) error {
	from, args := q.yearly()
	query := yearlyColumns + from + " ORDER BY o.sort_key, o.id, y.year"
	if limit > 0 {
		query += " LIMIT ? OFFSET ?"
		args = append(args, limit, offset)
	}
	rows, err := s.idb.QueryContext(ctx, query, args...)
	if err != nil {
		return db.Fault(err)
	}
	defer rows.Close()
	var r YearlyRow
	for n := offset + 1; rows.Next(); n++ {
		h := &r.Hours
		if err := rows.Scan(&r.OfficerID, &r.FullName, &r.Number, &r.StaffType, &r.Title, &r.Position, &r.Unit, &r.Year,
			&r.Courses, &h[0], &h[1], &h[2], &h[3], &h[4], &r.TotalHours); err != nil {
			return db.Fault(err)
		}
		r.Ordinal = n
		if err := yield(&r); err != nil {
			return err
		}
	}
	return db.Fault(rows.Err())
}
