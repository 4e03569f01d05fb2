package people

import (
	"context"
	"maps"
	"slices"

	"liem/internal/db"
	"liem/internal/fault"
)

// masked stands in the trail for a value that only HR may see.
const masked = "•••"

// ChangeOfficer replaces what is known of an officer. An empty identity number leaves the one that is known, unless
// ClearNationalID is said; HR's own fields that Values does not name stay as they are.
//
// The trail tells before → after of each fact. Masked there, so that only the fact of the change is told: the identity
// number, the date of birth, and the values of sensitive fields.
func (s *Service) ChangeOfficer(ctx context.Context, a Actor, id string, p Personal, clearNationalID bool) (Officer, error) {
	if err := p.Check(); err != nil {
		return Officer{}, err
	}
	var o Officer
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		var err error
		if o, _, err = s.takeManaged(ctx, tx, a, id); err != nil {
			return err
		}
		before := o
		s.fill(&o, p)
		switch {
		case p.NationalID != "":
			o.SetNationalID(s.Keys, p.NationalID)
		case clearNationalID:
			o.SetNationalID(s.Keys, "")
		}
		values, detail, err := s.readValues(ctx, NewStore(tx), id, p.Values)
		if err != nil {
			return err
		}
		maps.Copy(detail, differences(&before, &o))
		if len(detail) == 0 {
			return nil
		}
		if err := s.saveOfficer(ctx, tx, o, values); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "officer.change", "officer:"+id, detail)
	})
	s.actors.Purge()
	return o, err
}

// fill sets the plain columns.
func (s *Service) fill(o *Officer, p Personal) {
	o.Number, o.BirthDate, o.Gender, o.StaffType = p.Number, p.BirthDate, p.Gender, p.StaffType
	o.Email, o.Phone, o.EnteredOn = p.Email, p.Phone, p.EnteredOn
	o.SetName(p.FullName)
}

// takeManaged takes an officer whom the actor may manage, with all postings, newest first. One whom the actor may not even
// see does not exist.
func (s *Service) takeManaged(ctx context.Context, tx db.Tx, a Actor, id string) (Officer, []Posting, error) {
	store := NewStore(tx)
	o, err := store.takeOfficer(ctx, id, s.System.Now())
	if err != nil {
		return o, nil, err
	}
	history, err := store.Postings(ctx, id)
	if err != nil {
		return o, nil, err
	}
	target := Target{UnitID: homeOf(history, s.Today())}
	if !sees(a, target.UnitID) {
		return o, nil, fault.New(fault.NotFound, "fault.not_found")
	}
	return o, history, requireIn(a, ActManagePeople, target.UnitID)
}

// saveOfficer writes an officer with values; a number that somebody else has is told at its field.
func (s *Service) saveOfficer(ctx context.Context, tx db.Tx, o Officer, values []FieldValue) error {
	store := NewStore(tx)
	if other, err := store.OfficerByNumber(ctx, o.Number); err == nil && other.ID != o.ID {
		return fault.New(fault.Conflict, "people.number_taken").At("number")
	} else if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	if other, err := store.OfficerByIdentity(ctx, o.IdentityIndex); err != nil {
		return err
	} else if other != nil && other.ID != o.ID {
		return fault.New(fault.Conflict, "people.national_id_taken").At("national_id")
	}
	return store.ApplyRoster(ctx, Roster{Officers: []Officer{o}, Values: values})
}

// readValues reads typed values of the fields in use and says for the trail which of them change.
func (s *Service) readValues(ctx context.Context, store *Store, officerID string, typed map[string]string) ([]FieldValue, map[string]string, error) {
	detail := map[string]string{}
	if len(typed) == 0 {
		return nil, detail, nil
	}
	fields, err := store.enabledFields(ctx)
	if err != nil {
		return nil, nil, err
	}
	old, err := s.openValues(ctx, store, officerID)
	if err != nil {
		return nil, nil, err
	}
	var list fault.List
	var values []FieldValue
	for _, key := range slices.Sorted(maps.Keys(typed)) {
		f, ok := fields[key]
		if !ok {
			return nil, nil, fault.New(fault.Invalid, "people.field_unknown").At(FieldPrefix+key).With("Key", key)
		}
		value, err := f.Read(typed[key])
		if e, ok := fault.As(err); ok {
			list.Add(e)
			continue
		}
		if value == old[f.ID] {
			continue
		}
		values = append(values, s.SealValue(f, officerID, value))
		detail[key] = arrow(old[f.ID], value)
		if f.Sensitive {
			detail[key] = masked
		}
	}
	return values, detail, list.Err()
}

// SealValue is a value as it is stored.
func (s *Service) SealValue(f Field, officerID, value string) FieldValue {
	v := FieldValue{OfficerID: officerID, FieldID: f.ID, Value: value}
	if f.Sensitive && value != "" {
		v.Value, v.Sealed = "", s.Keys.Seal(value, valueContext(officerID, f.ID))
	}
	return v
}

// openValues are the values of an officer by field, sealed ones opened.
func (s *Service) openValues(ctx context.Context, store *Store, officerID string) (map[string]string, error) {
	list, err := store.Values(ctx, officerID)
	out := make(map[string]string, len(list))
	for _, v := range list {
		if len(v.Sealed) > 0 {
			if v.Value, err = s.Keys.Open(v.Sealed, valueContext(officerID, v.FieldID)); err != nil {
				return nil, err
			}
		}
		out[v.FieldID] = v.Value
	}
	return out, err
}

// differences tells for the trail what changes of an officer; sensitive facts are masked.
func differences(old, now *Officer) map[string]string {
	detail := map[string]string{}
	for _, f := range []struct{ name, old, now string }{{"number", old.Number, now.Number}, {"full_name", old.FullName, now.FullName},
		{"gender", old.Gender, now.Gender}, {"staff_type", old.StaffType, now.StaffType}, {"email", old.Email, now.Email},
		{"phone", old.Phone, now.Phone}, {"entered_on", string(old.EnteredOn), string(now.EnteredOn)}} {
		if f.old != f.now {
			detail[f.name] = arrow(f.old, f.now)
		}
	}
	if old.BirthDate != now.BirthDate {
		detail["birth_date"] = masked
	}
	if string(old.IdentityIndex) != string(now.IdentityIndex) || (len(now.NationalID) == 0 && len(old.NationalID) > 0) {
		detail["national_id"] = masked
	}
	return detail
}

func arrow(before, after string) string {
	if before == "" {
		before = "–"
	}
	if after == "" {
		after = "–"
	}
	return before + " → " + after
}
