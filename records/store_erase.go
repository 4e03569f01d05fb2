package records

import (
	"context"

	"liem/internal/db"
)

// CountUnerased is how many completions of an officer still have their documents.
func (s *Store) CountUnerased(ctx context.Context, officerID string) (int, error) {
	n, err := s.idb.NewSelect().Model((*Completion)(nil)).Where("c.officer_id = ? AND c.document <> ''", officerID).Count(ctx)
	return int(n), db.Fault(err)
}

// Erase drops documents and salts of an officer's completions, and says how many. The leaves stay: they commit to what
// nobody can compute any more. The caller notes the erasure, or Verify finds documents that are missing without one.
func (s *Store) Erase(ctx context.Context, officerID string) (int, error) {
	res, err := s.idb.ExecContext(ctx, "UPDATE completions SET document = '', salt = ? WHERE officer_id = ? AND document <> ''", []byte{}, officerID)
	if err != nil {
		return 0, db.Fault(err)
	}
	n, err := res.RowsAffected()
	return int(n), err
}

// strays lists completions whose document is gone although no erasure of the officer was noted.
func (s *Store) strays(ctx context.Context) ([]string, error) {
	var ids []string
	err := s.idb.NewRaw(`SELECT c.id FROM completions c WHERE c.document = '' AND NOT EXISTS (SELECT 1 FROM erasures e WHERE e.officer_id = c.officer_id)
		ORDER BY c.id LIMIT ?`, maxProblems).Scan(ctx, &ids)
	return ids, db.Fault(err)
}
