package people

import (
	"context"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/clock"
	"liem/internal/db"
)

// UnitRow is a unit's identity; what it is called belongs to a period.
type UnitRow struct {
	bun.BaseModel `bun:"table:units"`

	ID        string    `bun:"id,pk"`
	Code      string    `bun:"code"`
	CreatedAt time.Time `bun:"created_at"`
}

// UnitPeriod is what a unit was from one day to another, both included.
type UnitPeriod struct {
	bun.BaseModel `bun:"table:unit_periods"`

	ID        string     `bun:"id,pk"`
	UnitID    string     `bun:"unit_id"`
	ParentID  *string    `bun:"parent_id"`
	Kind      UnitKind   `bun:"kind"`
	Name      string     `bun:"name"`
	ShortName string     `bun:"short_name"`
	Position  int        `bun:"position"`
	ValidFrom clock.Date `bun:"valid_from"`
	ValidTo   clock.Date `bun:"valid_to"`
}

// InsertUnits adds units.
func (s *Store) InsertUnits(ctx context.Context, rows []UnitRow) error {
	return insert(ctx, s.idb, rows)
}

// InsertUnitPeriods adds periods of units.
func (s *Store) InsertUnitPeriods(ctx context.Context, rows []UnitPeriod) error {
	return insert(ctx, s.idb, rows)
}

func insert[T any](ctx context.Context, idb bun.IDB, rows []T) error {
	for batch := range batches(rows) {
		if _, err := idb.NewInsert().Model(&batch).Exec(ctx); err != nil {
			return db.Fault(err)
		}
	}
	return nil
}

// LoadTree reads the units of a day.
func LoadTree(ctx context.Context, idb bun.IDB, on clock.Date) (*Tree, error) {
	const query = `SELECT u.id, u.code, COALESCE(p.parent_id, ''), p.kind, p.name, p.short_name, p.position
		FROM units u JOIN unit_periods p ON p.unit_id = u.id AND p.valid_from <= ? AND p.valid_to >= ?
		ORDER BY p.position, p.name, u.id`
	rows, err := idb.QueryContext(ctx, query, on, on)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	var units []Unit
	for rows.Next() {
		var u Unit
		if err := rows.Scan(&u.ID, &u.Code, &u.ParentID, &u.Kind, &u.Name, &u.ShortName, &u.Position); err != nil {
			return nil, db.Fault(err)
		}
		units = append(units, u)
	}
	if err := rows.Err(); err != nil {
		return nil, db.Fault(err)
	}
	tree := newTree(on, units)
	tree.before, err = successions(ctx, idb, on)
	return tree, err
}

// successions maps each unit to those that ended by a day and went on in it.
func successions(ctx context.Context, idb bun.IDB, on clock.Date) (map[string][]string, error) {
	var rows []succession
	if err := idb.NewSelect().Model(&rows).Where("s.since <= ?", on).Order("s.since", "s.unit_id").Scan(ctx); err != nil {
		return nil, db.Fault(err)
	}
	before := make(map[string][]string, len(rows))
	for _, r := range rows {
		before[r.SuccessorID] = append(before[r.SuccessorID], r.UnitID)
	}
	return before, nil
}

// TreeChanges lists the days after the first, up to the last, on which the units were not what they were the day before.
func (s *Store) TreeChanges(ctx context.Context, first, last clock.Date) ([]clock.Date, error) {
	var began, ended []clock.Date
	err := s.idb.NewSelect().Model((*UnitPeriod)(nil)).ColumnExpr("DISTINCT valid_from").
		Where("valid_from > ? AND valid_from <= ?", first, last).Scan(ctx, &began)
	if err != nil {
		return nil, db.Fault(err)
	}
	err = s.idb.NewSelect().Model((*UnitPeriod)(nil)).ColumnExpr("DISTINCT valid_to").
		Where("valid_to >= ? AND valid_to < ?", first, last).Scan(ctx, &ended)
	for _, day := range ended {
		began = append(began, day.Add(1))
	}
	slices.Sort(began)
	return slices.Compact(began), db.Fault(err)
}

// lastName is what a unit was called last; empty for one that never was.
func (s *Store) lastName(ctx context.Context, unitID string) (string, error) {
	var names []string
	err := s.idb.NewSelect().Model((*UnitPeriod)(nil)).Column("name").Where("unit_id = ?", unitID).
		Order("valid_from DESC").Limit(1).Scan(ctx, &names)
	if err != nil || len(names) == 0 {
		return "", db.Fault(err)
	}
	return names[0], nil
}

// ClosePeriod ends a unit's open period the day before another begins.
func (s *Store) ClosePeriod(ctx context.Context, unitID string, before clock.Date) error {
	_, err := s.idb.NewUpdate().Model((*UnitPeriod)(nil)).Set("valid_to = ?", before.Add(-1)).
		Where("unit_id = ? AND valid_from < ? AND valid_to >= ?", unitID, before, before).Exec(ctx)
	return db.Fault(err)
}
