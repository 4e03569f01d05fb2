package people

import (
	"context"
	"maps"
	"slices"

	"github.com/uptrace/bun"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// takeUnits takes all units for the rest of the transaction: changes of the organisation follow each other.
func (s *Store) takeUnits(ctx context.Context) error {
	_, err := s.idb.ExecContext(ctx, "UPDATE units SET code = code")
	return db.Fault(err)
}

// takeUnit takes one unit, so that nobody is appointed to it while it is being changed.
func (s *Store) takeUnit(ctx context.Context, id string) error {
	_, err := s.idb.ExecContext(ctx, "UPDATE units SET code = code WHERE id = ?", id)
	return db.Fault(err)
}

// periods lists a unit's periods, the oldest first.
func (s *Store) periods(ctx context.Context, unitID string) ([]UnitPeriod, error) {
	var list []UnitPeriod
	err := s.idb.NewSelect().Model(&list).Where("unit_id = ?", unitID).Order("valid_from").Scan(ctx)
	return list, db.Fault(err)
}

// periodsBelow lists the periods in which units stand right below one on a day or later.
func (s *Store) periodsBelow(ctx context.Context, unitID string, on clock.Date) ([]UnitPeriod, error) {
	var list []UnitPeriod
	err := s.idb.NewSelect().Model(&list).Where("parent_id = ? AND valid_to >= ?", unitID, on).Order("position", "unit_id", "valid_from").Scan(ctx)
	return list, db.Fault(err)
}

// postingsAt lists the postings at a unit that are in force on a day or later.
func (s *Store) postingsAt(ctx context.Context, unitID string, on clock.Date) ([]Posting, error) {
	var list []Posting
	err := s.idb.NewSelect().Model(&list).Where("p.unit_id = ? AND p.valid_to >= ?", unitID, on).Order("p.officer_id", "p.valid_from", "p.id").Scan(ctx)
	return list, db.Fault(err)
}

// countServing is the number of officers with a posting at a unit on a day or later.
func (s *Store) countServing(ctx context.Context, unitID string, on clock.Date) (int, error) {
	var n int
	err := s.idb.QueryRowContext(ctx, "SELECT COUNT(DISTINCT officer_id) FROM postings WHERE unit_id = ? AND valid_to >= ?", unitID, on).Scan(&n)
	return n, db.Fault(err)
}

// grantsOver lists the grants over a unit that count on a day or later.
func (s *Store) grantsOver(ctx context.Context, unitID string, on clock.Date) ([]Grant, error) {
	var list []Grant
	err := s.idb.NewSelect().Model(&list).Where("g.unit_id = ? AND g.valid_to >= ? AND g.revoked_at IS NULL", unitID, on).Order("g.account_id", "g.id").Scan(ctx)
	return list, db.Fault(err)
}

// delegatedOf lists what was delegated from grants, the keys, and counts on a day or later.
func (s *Store) delegatedOf(ctx context.Context, origins map[string]string, on clock.Date) ([]Grant, error) {
	var list []Grant
	if len(origins) == 0 {
		return nil, nil
	}
	err := s.idb.NewSelect().Model(&list).Where("g.delegated_from IN (?)", bun.List(slices.Sorted(maps.Keys(origins)))).
		Where("g.valid_to >= ? AND g.revoked_at IS NULL", on).Order("g.account_id", "g.id").Scan(ctx)
	return list, db.Fault(err)
}

// write carries a journal out.
func (s *Store) write(ctx context.Context, j *unitJournal) error {
	if err := s.InsertUnits(ctx, j.Units); err != nil {
		if fault.Is(err, fault.Conflict) {
			return fault.New(fault.Conflict, "people.unit_taken").At("new_code_1").Because(err)
		}
		return err
	}
	if err := writeRows(ctx, s.idb, j.Periods, "parent_id", "kind", "name", "short_name", "position", "valid_from", "valid_to"); err != nil {
		return err
	}
	if err := writeRows(ctx, s.idb, j.Postings, "unit_id", "decision", "valid_from", "valid_to"); err != nil {
		return err
	}
	if err := writeRows(ctx, s.idb, j.Grants, "unit_id", "valid_from", "valid_to"); err != nil {
		return err
	}
	return insert(ctx, s.idb, j.Successors)
}

// writeRows takes away what goes, then changes the columns named, then adds: so that no two rows stand in each other's way.
func writeRows[T any](ctx context.Context, idb bun.IDB, list []rowChange[T], columns ...string) error {
	var added []T
	for _, c := range list {
		if c.After == nil {
			if _, err := idb.NewDelete().Model(c.Before).WherePK().Exec(ctx); err != nil {
				return db.Fault(err)
			}
		}
	}
	for _, c := range list {
		switch {
		case c.After == nil:
		case c.Before == nil:
			added = append(added, *c.After)
		default:
			if _, err := idb.NewUpdate().Model(c.After).Column(columns...).WherePK().Exec(ctx); err != nil {
				return db.Fault(err)
			}
		}
	}
	return insert(ctx, idb, added)
}

// insertUnitChange keeps what a change was.
func (s *Store) insertUnitChange(ctx context.Context, c UnitChange) error {
	return insert(ctx, s.idb, []UnitChange{c})
}

// UnitChanges lists changes, the newest first; of one unit, or of all where none is named.
func (s *Store) UnitChanges(ctx context.Context, unitID string) ([]UnitChange, error) {
	var list []UnitChange
	q := s.idb.NewSelect().Model(&list).Order("c.applied_at DESC", "c.id DESC")
	if unitID != "" {
		q = q.Where("(c.unit_id = ? OR c.request LIKE ? OR c.journal LIKE ?)", unitID, "%"+unitID+"%", "%"+unitID+"%")
	}
	return list, db.Fault(q.Scan(ctx))
}

// unitChange finds a change.
func (s *Store) unitChange(ctx context.Context, id string) (UnitChange, error) {
	var c UnitChange
	err := s.idb.NewSelect().Model(&c).Where("c.id = ?", id).Scan(ctx)
	return c, db.Fault(err)
}

// takeUnitChange takes a change for the rest of the transaction.
func (s *Store) takeUnitChange(ctx context.Context, id string) (UnitChange, error) {
	var c UnitChange
	err := s.idb.NewUpdate().Model(&c).Set("undone_by = undone_by").Where("c.id = ?", id).Returning("*").Scan(ctx)
	return c, db.Fault(err)
}

func (s *Store) setUndone(ctx context.Context, c UnitChange) error {
	_, err := s.idb.NewUpdate().Model(&c).Column("undone_at", "undone_by").WherePK().Exec(ctx)
	return db.Fault(err)
}

// changedSince tells whether a change was applied after another one, and not undone, that touches one of its units.
func (s *Store) changedSince(ctx context.Context, c *UnitChange, units []string) (bool, error) {
	var later []UnitChange
	err := s.idb.NewSelect().Model(&later).Where("c.undone_at IS NULL AND c.id > ?", c.ID).Scan(ctx)
	for _, l := range later {
		for _, id := range units {
			if err == nil && (l.UnitID == id || mentions(&l, id)) {
				return true, nil
			}
		}
	}
	return false, db.Fault(err)
}

// periodsFrom lists all periods in force on a day or later.
func (s *Store) periodsFrom(ctx context.Context, on clock.Date) ([]UnitPeriod, error) {
	var list []UnitPeriod
	err := s.idb.NewSelect().Model(&list).Where("valid_to >= ?", on).Order("valid_from").Scan(ctx)
	return list, db.Fault(err)
}

// stray counts the postings at units that are not there on a posting's last day from a day on.
func (s *Store) stray(ctx context.Context, unitIDs []string, on clock.Date) (int, error) {
	const query = `SELECT COUNT(*) FROM postings p WHERE p.unit_id IN (?) AND p.valid_to >= ? AND NOT EXISTS (
		SELECT 1 FROM unit_periods u WHERE u.unit_id = p.unit_id AND u.valid_from <= p.valid_to AND u.valid_to >= p.valid_to)`
	var n int
	err := s.idb.NewRaw(query, bun.List(append([]string{""}, unitIDs...)), on).Scan(ctx, &n)
	return n, db.Fault(err)
}

// rowsOf reads rows again by their ids.
func rowsOf[T any](ctx context.Context, idb bun.IDB, ids []string) ([]T, error) {
	var list []T
	for batch := range batches(ids) {
		var some []T
		if err := idb.NewSelect().Model(&some).Where("id IN (?)", bun.List(batch)).Scan(ctx); err != nil {
			return nil, db.Fault(err)
		}
		list = append(list, some...)
	}
	return list, nil
}

func (s *Store) deleteUnits(ctx context.Context, rows []UnitRow) error {
	for _, u := range rows {
		_, err := s.idb.NewDelete().Model(&u).WherePK().Exec(ctx)
		if err = db.Fault(err); fault.Is(err, fault.Conflict) {
			return fault.New(fault.Conflict, "unit.built_on").Because(err)
		} else if err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) deleteSuccessors(ctx context.Context, changeID string) error {
	_, err := s.idb.NewDelete().Model((*succession)(nil)).Where("s.change_id = ?", changeID).Exec(ctx)
	return db.Fault(err)
}
