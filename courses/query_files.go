package courses

import (
	"context"

	"liem/internal/db"
)

// AllFiles visits the blobs that versions name, each once, in the order of their digests. Path and MediaType stay empty:
// versions may name one blob differently.
func (s *Store) AllFiles(ctx context.Context, visit func(f StoredFile) error) error {
	rows, err := s.idb.QueryContext(ctx, "SELECT digest, MAX(size) FROM course_files GROUP BY digest ORDER BY digest")
	if err != nil {
		return db.Fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		var f StoredFile
		if err := rows.Scan(&f.Digest, &f.Size); err != nil {
			return db.Fault(err)
		}
		if err := visit(f); err != nil {
			return err
		}
	}
	return db.Fault(rows.Err())
}
