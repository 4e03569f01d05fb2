package courses

import (
	"context"

	"liem/internal/db"
)

// Title is a course by its current title.
type Title struct {
	ID, Title string
}

// Titles lists every course that was ever published, withdrawn ones too, by title: the courses that completions can be
// about.
func (s *Store) Titles(ctx context.Context) ([]Title, error) {
	const query = `SELECT c.id, v.title FROM courses c JOIN course_versions v ON v.id = c.current_version_id ORDER BY v.sort_key, c.id`
	rows, err := s.idb.QueryContext(ctx, query)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	var list []Title
	for rows.Next() {
		var t Title
		if err := rows.Scan(&t.ID, &t.Title); err != nil {
			return nil, db.Fault(err)
		}
		list = append(list, t)
	}
	return list, db.Fault(rows.Err())
}

// Titles lists the courses that completions can be about.
func (s *Service) Titles(ctx context.Context) ([]Title, error) {
	return NewStore(s.DB.Reader()).Titles(ctx)
}
