package courses

import (
	"context"

	"liem/internal/db"
)

// allFiles are the blobs of versions, of working copies, and of what those were before.
const allFiles = `SELECT digest, MAX(size) FROM (SELECT digest, size FROM course_files
	UNION ALL SELECT digest, size FROM course_work_files WHERE digest <> '' UNION ALL SELECT digest, size FROM course_work_history WHERE digest <> '') AS kept
	GROUP BY digest ORDER BY digest`

// AllFiles visits the blobs that versions name, each once, in the order of their digests. Path and MediaType stay empty:
// versions may name one blob differently.
func (s *Store) AllFiles(ctx context.Context, visit func(f StoredFile) error) error {
	rows, err := s.idb.QueryContext(ctx, allFiles)
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
