package reports

import (
	"context"

	"liem/internal/db"
	"liem/people"
	"liem/records"
)

// countBy counts the rows of export A by the beginning of the day of completion: 4 letters are the year, 7 the month.
func (s *Store) countBy(ctx context.Context, q *Query, letters int) (map[string]int, error) {
	where, args := q.where()
	query := "SELECT SUBSTR(c.done_on, 1, ?) AS bucket, COUNT(*)" + completionsAtAll + where + " GROUP BY 1"
	rows, err := s.idb.QueryContext(ctx, query, append([]any{letters}, args...)...)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	counts := map[string]int{}
	for rows.Next() {
		var name string
		var n int
		if err := rows.Scan(&name, &n); err != nil {
			return nil, db.Fault(err)
		}
		counts[name] = n
	}
	return counts, db.Fault(rows.Err())
}

func (s *Store) yearlySummary(ctx context.Context, q *Query) (YearlySummary, error) {
	from, args := q.yearly()
	const columns = `SELECT COALESCE(SUM(c.h0), 0), COALESCE(SUM(c.h1), 0), COALESCE(SUM(c.h2), 0), COALESCE(SUM(c.h3), 0), COALESCE(SUM(c.h4), 0),
		COUNT(CASE WHEN o.staff_type = ? THEN 1 END), COUNT(CASE WHEN o.staff_type = ? AND c.total >= ? THEN 1 END)`
	var y YearlySummary
	h := &y.Hours
	err := s.idb.QueryRowContext(ctx, columns+from, append([]any{people.CivilServant, people.CivilServant, records.NormHours}, args...)...).
		Scan(&h[0], &h[1], &h[2], &h[3], &h[4], &y.Obliged, &y.Met)
	return y, db.Fault(err)
}
