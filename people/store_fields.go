package people

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"liem/internal/db"
	"liem/internal/fault"
)

// Fields lists the fields that HR defined and the predefined ones, in their order.
func (s *Store) Fields(ctx context.Context) ([]Field, error) {
	var list []Field
	if err := s.idb.NewSelect().Model(&list).Scan(ctx); err != nil {
		return nil, db.Fault(err)
	}
	for _, p := range predefined() {
		if !slices.ContainsFunc(list, func(f Field) bool { return f.ID == p.ID }) {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b Field) int {
		if a.Position != b.Position {
			return a.Position - b.Position
		}
		return strings.Compare(a.Key, b.Key)
	})
	return list, nil
}

// enabledFields lists the fields in use, by their keys.
func (s *Store) enabledFields(ctx context.Context) (map[string]Field, error) {
	list, err := s.Fields(ctx)
	byKey := make(map[string]Field, len(list))
	for _, f := range list {
		if f.Enabled {
			byKey[f.Key] = f
		}
	}
	return byKey, err
}

// saveField adds a field or replaces the one of the same id. A key that another field has is a conflict.
func (s *Store) saveField(ctx context.Context, f Field) error {
	q := s.idb.NewInsert().Model(&f).On("CONFLICT (id) DO UPDATE")
	for _, column := range []string{"label_vi", "label_en", "choices", "sensitive", "enabled", "position"} {
		q = q.Set("? = EXCLUDED.?", bun.Ident(column), bun.Ident(column))
	}
	_, err := q.Exec(ctx)
	if err = db.Fault(err); fault.Is(err, fault.Conflict) {
		return fault.New(fault.Conflict, "people.field_key_taken").At("key").Because(err)
	}
	return err
}

// Values lists what the fields say of officers.
func (s *Store) Values(ctx context.Context, officerIDs ...string) ([]FieldValue, error) {
	var list []FieldValue
	for batch := range batches(officerIDs) {
		var some []FieldValue
		if err := s.idb.NewSelect().Model(&some).Where("v.officer_id IN (?)", bun.List(batch)).Scan(ctx); err != nil {
			return nil, db.Fault(err)
		}
		list = append(list, some...)
	}
	return list, nil
}

// valuesOf lists what a field says of everybody.
func (s *Store) valuesOf(ctx context.Context, fieldID string) ([]FieldValue, error) {
	var list []FieldValue
	err := s.idb.NewSelect().Model(&list).Where("v.field_id = ?", fieldID).Scan(ctx)
	return list, db.Fault(err)
}

// SaveValues adds values or replaces them; one that is empty, and not sealed, is taken away.
func (s *Store) SaveValues(ctx context.Context, rows []FieldValue) error {
	var kept []FieldValue
	for _, v := range rows {
		if v.Value != "" || len(v.Sealed) > 0 {
			kept = append(kept, v)
			continue
		}
		_, err := s.idb.NewDelete().Model((*FieldValue)(nil)).Where("v.officer_id = ? AND v.field_id = ?", v.OfficerID, v.FieldID).Exec(ctx)
		if err != nil {
			return db.Fault(err)
		}
	}
	for batch := range batches(kept) {
		_, err := s.idb.NewInsert().Model(&batch).On("CONFLICT (officer_id, field_id) DO UPDATE").
			Set("value = EXCLUDED.value").Set("sealed = EXCLUDED.sealed").Exec(ctx)
		if err != nil {
			return db.Fault(err)
		}
	}
	return nil
}
