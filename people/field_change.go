package people

import (
	"cmp"
	"context"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/secret"
)

// Fields lists what HR may note of officers, in use or not.
func (s *Service) Fields(ctx context.Context) ([]Field, error) {
	return NewStore(s.DB.Reader()).Fields(ctx)
}

// SaveField adds a field, or changes the one of the same id: its names, choices, place, and whether it is in use. Key and
// kind stay, for values were read by them; what was sensitive stays so, and what becomes sensitive is sealed here.
// It concerns every officer, so it takes HR of everything.
func (s *Service) SaveField(ctx context.Context, a Actor, f Field) (Field, error) {
	if all, err := s.Everywhere(ctx, a, ActManagePeople); err != nil || !all {
		return f, cmp.Or(err, error(fault.New(fault.Forbidden, "fault.forbidden")))
	}
	var saved Field
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		list, err := store.Fields(ctx)
		if err != nil {
			return err
		}
		f, seal := s.completeField(f, list)
		saved = f
		if err := f.Check(); err != nil {
			return err
		}
		if err := store.saveField(ctx, f); err != nil {
			return err
		}
		if seal {
			if err := s.sealAll(ctx, store, f); err != nil {
				return err
			}
		}
		return s.Audit(ctx, tx, a.AccountID, "officer.define_field", "field:"+f.ID, map[string]any{"key": f.Key, "enabled": f.Enabled, "sensitive": f.Sensitive})
	})
	return saved, err
}

// completeField gives a new field its id, and keeps of an old one what does not change; seal tells that the values of an
// old one become sensitive.
func (s *Service) completeField(f Field, list []Field) (_ Field, seal bool) {
	for _, old := range list {
		if f.ID != "" && old.ID == f.ID {
			seal = f.Sensitive && !old.Sensitive
			f.Key, f.Kind, f.Sensitive, f.CreatedAt = old.Key, old.Kind, f.Sensitive || old.Sensitive, old.CreatedAt
			if f.CreatedAt.IsZero() { // predefined, and never saved before
				f.CreatedAt = s.System.Now()
			}
			return f, seal
		}
	}
	f.ID, f.CreatedAt = db.NewID(), s.System.Now()
	if f.Position == 0 {
		f.Position = len(list) + 1
	}
	return f, false
}

func (s *Service) sealAll(ctx context.Context, store *Store, f Field) error {
	values, err := store.valuesOf(ctx, f.ID)
	if err != nil {
		return err
	}
	for i, v := range values {
		values[i] = s.SealValue(f, v.OfficerID, v.Value)
	}
	return store.SaveValues(ctx, values)
}

// OpenValue is what a field says of an officer, opened where it is sealed. The caller may see it.
func OpenValue(keys *secret.Keys, v FieldValue) (string, error) {
	if len(v.Sealed) == 0 {
		return v.Value, nil
	}
	return keys.Open(v.Sealed, valueContext(v.OfficerID, v.FieldID))
}
