package people

import "context"

// Fact is something that is kept of a person, by the name that its column has in files.
type Fact struct{ Name, Value string }

// OwnFacts is all that the register of officers keeps of the actor: sealed values are opened, for they are the actor's own.
func (s *Service) OwnFacts(ctx context.Context, a Actor) ([]Fact, error) {
	if err := Require(a, ActLearn, Target{}); err != nil {
		return nil, err
	}
	store := NewStore(s.DB.Reader())
	o, err := store.Officer(ctx, a.OfficerID)
	if err != nil {
		return nil, err
	}
	id, err := o.OpenNationalID(s.Keys)
	if err != nil {
		return nil, err
	}
	facts := []Fact{{"number", o.Number}, {"full_name", o.FullName}, {"birth_date", o.BirthDate}, {"gender", o.Gender},
		{"staff_type", o.StaffType}, {"national_id", id}, {"email", o.Email}, {"phone", o.Phone},
		{"entered_on", string(o.EnteredOn)}, {"left_on", string(o.LeftOn)}, {"created_at", o.CreatedAt.UTC().Format("2006-01-02T15:04:05Z")}}
	fields, err := store.Fields(ctx)
	if err != nil {
		return nil, err
	}
	values, err := s.openValues(ctx, store, o.ID)
	if err != nil {
		return nil, err
	}
	for _, f := range fields {
		if v, ok := values[f.ID]; ok {
			facts = append(facts, Fact{f.Key, v})
		}
	}
	return facts, nil
}
