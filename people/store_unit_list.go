package people

import (
	"context"

	"liem/internal/clock"
	"liem/internal/db"
)

// countByUnit counts who serves where on a day, by their main postings.
func (s *Store) countByUnit(ctx context.Context, on clock.Date) (map[string]int, error) {
	const query = "SELECT unit_id, COUNT(*) FROM postings WHERE kind = 'main' AND valid_from <= ? AND valid_to >= ? GROUP BY unit_id"
	rows, err := s.idb.QueryContext(ctx, query, on, on)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	counts := map[string]int{}
	for rows.Next() {
		var id string
		var n int
		if err := rows.Scan(&id, &n); err != nil {
			return nil, db.Fault(err)
		}
		counts[id] = n
	}
	return counts, db.Fault(rows.Err())
}

// nameOn is a unit's name on a day, or its last one where it was not there; empty for none.
func (s *Store) nameOn(ctx context.Context, unitID string, on clock.Date) (string, error) {
	if unitID == "" {
		return "", nil
	}
	var names []string
	err := s.idb.NewSelect().Model((*UnitPeriod)(nil)).Column("name").
		Where("unit_id = ? AND valid_from <= ? AND valid_to >= ?", unitID, on, on).Scan(ctx, &names)
	if err != nil || len(names) > 0 {
		return append(names, "")[0], db.Fault(err)
	}
	return s.lastName(ctx, unitID)
}

// unitNear is a unit that is not there on a day, as it was last before or will be first.
func (s *Store) unitNear(ctx context.Context, id string, periods []UnitPeriod, on clock.Date) (Unit, error) {
	near := periods[0]
	for _, p := range periods {
		if p.ValidTo < on {
			near = p
		}
	}
	u := Unit{ID: id, ParentID: idOf(near.ParentID), Kind: near.Kind, Name: near.Name, ShortName: near.ShortName, Position: near.Position}
	err := s.idb.QueryRowContext(ctx, "SELECT code FROM units WHERE id = ?", id).Scan(&u.Code)
	return u, db.Fault(err)
}

// successionsOf lists where a unit came from and what it went on in.
func (s *Store) successionsOf(ctx context.Context, unitID string) ([]succession, error) {
	var rows []succession
	err := s.idb.NewSelect().Model(&rows).Where("s.unit_id = ? OR s.successor_id = ?", unitID, unitID).Order("s.since", "s.unit_id").Scan(ctx)
	return rows, db.Fault(err)
}

// officersAt lists who has a posting at a unit on a day or later, of any kind, by name.
func (s *Store) officersAt(ctx context.Context, unitID string, on clock.Date) ([]OfficerRow, error) {
	const query = `SELECT o.id, o.number, o.full_name FROM officers o WHERE EXISTS (SELECT 1 FROM postings p
		WHERE p.officer_id = o.id AND p.unit_id = ? AND p.valid_to >= ?) ORDER BY o.sort_key, o.id`
	rows, err := s.idb.QueryContext(ctx, query, unitID, on)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	var list []OfficerRow
	for rows.Next() {
		var r OfficerRow
		if err := rows.Scan(&r.ID, &r.Number, &r.FullName); err != nil {
			return nil, db.Fault(err)
		}
		list = append(list, r)
	}
	return list, db.Fault(rows.Err())
}

// lastNames are the last names of all units that ever were, by their ids.
func (s *Store) lastNames(ctx context.Context) (map[string]string, error) {
	var periods []UnitPeriod
	err := s.idb.NewSelect().Model(&periods).Column("unit_id", "name").Order("valid_from").Scan(ctx)
	names := make(map[string]string, len(periods))
	for _, p := range periods {
		names[p.UnitID] = p.Name
	}
	return names, db.Fault(err)
}
