package people

import (
	"context"

	"github.com/uptrace/bun"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/text"
)

// group finds a group.
func (s *Store) group(ctx context.Context, id string) (Group, error) {
	var g Group
	err := s.idb.NewSelect().Model(&g).Where("g.id = ?", id).Scan(ctx)
	return g, db.Fault(err)
}

// groups lists all groups by name, those that are closed last.
func (s *Store) groups(ctx context.Context) ([]Group, error) {
	var list []Group
	err := s.idb.NewSelect().Model(&list).OrderExpr("CASE WHEN g.closed_at IS NULL THEN 0 ELSE 1 END, g.name, g.id").Scan(ctx)
	return list, db.Fault(err)
}

// saveGroup adds a group or replaces the one of the same id.
func (s *Store) saveGroup(ctx context.Context, g Group) error {
	q := s.idb.NewInsert().Model(&g).On("CONFLICT (id) DO UPDATE")
	for _, column := range []string{"unit_id", "name", "about", "rule", "updated_at", "closed_at"} {
		q = q.Set("? = EXCLUDED.?", bun.Ident(column), bun.Ident(column))
	}
	_, err := q.Exec(ctx)
	return db.Fault(err)
}

// memberships lists who is in a group by hand on a day.
func (s *Store) memberships(ctx context.Context, groupID string, on clock.Date) ([]Membership, error) {
	var list []Membership
	err := s.idb.NewSelect().Model(&list).Where("m.group_id = ? AND m.valid_from <= ? AND m.valid_to >= ?", groupID, on, on).Scan(ctx)
	return list, db.Fault(err)
}

// saveMemberships adds memberships or gives those that are there another last day.
func (s *Store) saveMemberships(ctx context.Context, rows []Membership) error {
	for batch := range batches(rows) {
		_, err := s.idb.NewInsert().Model(&batch).On("CONFLICT (group_id, officer_id, valid_from) DO UPDATE").
			Set("valid_to = EXCLUDED.valid_to").Set("note = EXCLUDED.note").Exec(ctx)
		if err != nil {
			return db.Fault(err)
		}
	}
	return nil
}

// officersByNumber finds officers by their staff numbers.
func (s *Store) officersByNumber(ctx context.Context, numbers []string) ([]Officer, error) {
	var list []Officer
	for batch := range batches(numbers) {
		var some []Officer
		if err := s.idb.NewSelect().Model(&some).Where("o.number IN (?)", bun.List(batch)).Scan(ctx); err != nil {
			return nil, db.Fault(err)
		}
		list = append(list, some...)
	}
	return list, nil
}

const membersQuery = `SELECT o.id, o.number, o.full_name, o.sort_key, o.staff_type, o.entered_on, p.unit_id, COALESCE(u.name, ''), p.title, p.position, p.valid_from
	FROM officers o JOIN postings p ON p.officer_id = o.id AND p.kind = 'main' AND p.valid_from <= ? AND p.valid_to >= ?
	LEFT JOIN unit_periods u ON u.unit_id = p.unit_id AND u.valid_from <= ? AND u.valid_to >= ?`

// members lists everybody who serves on a day with the facts that rules ask for, by name; one officer where an id is given.
func (s *Store) members(ctx context.Context, on clock.Date, officerID string) ([]Member, error) {
	query, args := membersQuery, []any{on, on, on, on}
	if officerID != "" {
		query, args = query+" WHERE o.id = ?", append(args, officerID)
	}
	rows, err := s.idb.QueryContext(ctx, query+" ORDER BY o.sort_key, o.id", args...)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	var list []Member
	at := map[string]int{}
	for rows.Next() {
		var m Member
		if err := rows.Scan(&m.ID, &m.Number, &m.FullName, &m.sortKey, &m.StaffType, (*string)(&m.EnteredOn), &m.UnitID, &m.Unit, &m.Title, &m.Position, (*string)(&m.Since)); err != nil {
			return nil, db.Fault(err)
		}
		m.titleFolded, m.posnFolded = text.Fold(m.Title), text.Fold(m.Position)
		at[m.ID] = len(list)
		list = append(list, m)
	}
	if err := rows.Err(); err != nil {
		return nil, db.Fault(err)
	}
	return list, s.duties(ctx, on, list, at)
}

// duties adds the kinds of duties beside the main posting.
func (s *Store) duties(ctx context.Context, on clock.Date, list []Member, at map[string]int) error {
	var ids, kinds []string
	const query = "SELECT officer_id, kind FROM postings WHERE kind <> 'main' AND valid_from <= ? AND valid_to >= ?"
	if err := s.idb.NewRaw(query, on, on).Scan(ctx, &ids, &kinds); err != nil {
		return db.Fault(err)
	}
	for i, id := range ids {
		if n, ok := at[id]; ok {
			list[n].Kinds = append(list[n].Kinds, PostingKind(kinds[i]))
		}
	}
	return nil
}
