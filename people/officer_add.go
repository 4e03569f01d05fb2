package people

import (
	"context"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
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

// NewUnit is what one gives to add a unit.
type NewUnit struct {
	Code, Name, ShortName string
	Kind                  UnitKind
	ParentCode            string // empty for a root
	From                  clock.Date
}

// AddUnit adds a unit.
func (s *Service) AddUnit(ctx context.Context, a Actor, n NewUnit) (string, error) {
	if n.Code == "" || n.Name == "" || !n.From.Valid() || (n.Kind != Province && n.Kind != Area && n.Kind != Department) {
		return "", fault.New(fault.Invalid, "people.unit_incomplete").At("unit")
	}
	tree, err := LoadTree(ctx, s.DB.Reader(), n.From)
	if err != nil {
		return "", err
	}
	period := UnitPeriod{ID: db.NewID(), UnitID: db.NewID(), Kind: n.Kind, Name: n.Name, ShortName: n.ShortName, ValidFrom: n.From,
		ValidTo: clock.Forever, Position: len(tree.order) + 1}
	target := Target{}
	if n.ParentCode != "" {
		parent, ok := tree.ByCode(n.ParentCode)
		if !ok {
			return "", fault.New(fault.Invalid, "people.unit_unknown").At("parent").With("Code", n.ParentCode)
		}
		period.ParentID, target.UnitID = &parent.ID, parent.ID
	}
	if err := Require(a, ActManagePeople, target); err != nil {
		return "", err
	}
	row := UnitRow{ID: period.UnitID, Code: n.Code, CreatedAt: s.System.Now()}
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := NewStore(tx).InsertUnits(ctx, []UnitRow{row}); err != nil {
			if fault.Is(err, fault.Conflict) {
				return fault.New(fault.Conflict, "people.unit_taken").At("code").Because(err)
			}
			return err
		}
		if err := NewStore(tx).InsertUnitPeriods(ctx, []UnitPeriod{period}); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "unit.create", "unit:"+row.ID, nil)
	})
	s.Forget()
	return row.ID, err
}
