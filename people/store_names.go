package people

import (
	"context"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

// Who is an account as pages name the person behind it.
type Who struct {
	Name      string
	Username  string
	OfficerID string // empty for who is no officer
}

// Names finds who stands behind account ids. What is no account, such as "system", is missing from the result.
func (s *Store) Names(ctx context.Context, ids []string) (map[string]Who, error) {
	names := make(map[string]Who, len(ids))
	if len(ids) == 0 {
		return names, nil
	}
	const query = `SELECT a.id, a.username, COALESCE(o.full_name, a.display_name), COALESCE(a.officer_id, '') FROM accounts a
		LEFT JOIN officers o ON o.id = a.officer_id WHERE a.id IN (?)`
	rows, err := s.idb.QueryContext(ctx, query, bun.List(ids))
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		var w Who
		if err := rows.Scan(&id, &w.Username, &w.Name, &w.OfficerID); err != nil {
			return nil, db.Fault(err)
		}
		names[id] = w
	}
	return names, db.Fault(rows.Err())
}

// Names finds who stands behind account ids, for pages that say who did something.
func (s *Service) Names(ctx context.Context, ids ...string) (map[string]Who, error) {
	return NewStore(s.DB.Reader()).Names(ctx, ids)
}
