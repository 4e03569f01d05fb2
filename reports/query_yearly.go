package reports

import (
	"context"
	"fmt"
	"strings"

	"liem/courses"
	"liem/internal/clock"
	"liem/internal/db"
)

// A row is an officer in a year, as far as the period reaches into it: y has its days. The posting is the last main one that the
// officer had on these days, the unit's name that of the posting's last day. Hours are those that count in the year.
const yearlyFrom = `
FROM officers o
CROSS JOIN (%[1]s) y
JOIN postings p ON p.officer_id = o.id AND p.kind = 'main' AND p.valid_from <= y.last_day AND p.valid_to >= y.first_day
  AND NOT EXISTS (SELECT 1 FROM postings later WHERE later.officer_id = o.id AND later.kind = 'main' AND later.valid_from <= y.last_day AND later.valid_from > p.valid_from)
LEFT JOIN unit_periods u ON u.unit_id = p.unit_id AND u.valid_from <= %[2]s AND u.valid_to >= %[2]s
LEFT JOIN (SELECT d.officer_id, d.year, COUNT(*) AS n, %[3]s, SUM(d.hours) AS total
  FROM completions d JOIN (%[1]s) z ON z.year = d.year AND d.done_on <= z.until
  GROUP BY d.officer_id, d.year) c ON c.officer_id = o.id AND c.year = y.year
`

// servedUntil is the last day of the posting within the year's days.
const servedUntil = "CASE WHEN p.valid_to < y.last_day THEN p.valid_to ELSE y.last_day END"

// yearly builds the FROM clause and its condition with the arguments in their order.
func (q *Query) yearly() (string, []any) {
	years, args := q.days()
	_, again := q.days()
	sums := make([]string, len(courses.Categories))
	for i, category := range courses.Categories {
		sums[i] = fmt.Sprintf("SUM(CASE WHEN d.category = ? THEN d.hours ELSE 0 END) AS h%d", i)
		args = append(args, string(category))
	}
	args = append(args, again...)
	from := fmt.Sprintf(yearlyFrom, years, servedUntil, strings.Join(sums, ", "))
	parts := []string{"1 = 1"}
	if cond, within := q.within(servedUntil); cond != "" {
		parts = append(parts, cond)
		args = append(args, within...)
	}
	if cond, search := q.search(); cond != "" {
		parts = append(parts, cond)
		args = append(args, search...)
	}
	return from + " WHERE " + strings.Join(parts, " AND "), args
}

// days is a table of the period's years: their first and last day within the period, and the day up to which completions
// are looked at. A period that reaches a year's end has all of the year, also courses that were begun in it and done
// later; one that ends before shows how the year stood on its last day.
func (q *Query) days() (string, []any) {
	var rows []string
	var args []any
	for _, year := range q.Years() {
		whole := YearPeriod(year)
		first, last, until := max(q.From, whole.From), min(q.To, whole.To), clock.Forever
		if last < whole.To {
			until = last
		}
		rows = append(rows, "SELECT ? AS year, ? AS first_day, ? AS last_day, ? AS until")
		args = append(args, year, first, last, until)
	}
	return strings.Join(rows, " UNION ALL "), args
}

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
