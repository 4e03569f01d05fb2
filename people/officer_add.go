package people

import (
	"context"

	"liem/internal/clock"
	"liem/internal/db"
)

// AddOfficer adds an officer with a first posting, all or nothing.
func (s *Service) AddOfficer(ctx context.Context, a Actor, n NewOfficer) (Officer, error) {
	if err := n.Check(); err != nil {
		return Officer{}, err
	}
	if err := Require(a, ActManagePeople, Target{}); err != nil {
		return Officer{}, err
	}
	o, post := s.MakeOfficer(n)
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := s.requireUnit(ctx, tx, a, n.UnitID, n.From); err != nil {
			return err
		}
		store := NewStore(tx)
		values, detail, err := s.readValues(ctx, store, o.ID, n.Values)
		if err != nil {
			return err
		}
		if err := s.saveOfficer(ctx, tx, o, values); err != nil {
			return err
		}
		if err := store.InsertPostings(ctx, []Posting{post}); err != nil {
			return err
		}
		detail["number"], detail["unit"] = o.Number, n.UnitID
		return s.Audit(ctx, tx, a.AccountID, "officer.create", "officer:"+o.ID, detail)
	})
	return o, err
}

// MakeOfficer is a new officer with the first main posting as they are stored; nothing is written. The caller has checked
// the fields, and stores Values by SealValue.
func (s *Service) MakeOfficer(n NewOfficer) (Officer, Posting) {
	now := s.System.Now()
	o := Officer{ID: db.NewID(), CreatedAt: now, UpdatedAt: now}
	s.fill(&o, n.Personal())
	o.SetNationalID(s.Keys, n.NationalID)
	return o, Posting{ID: db.NewID(), OfficerID: o.ID, UnitID: n.UnitID, Kind: Main, Position: n.Position, Title: n.Title,
		Decision: n.Decision, ValidFrom: n.From, ValidTo: clock.Forever}
}
