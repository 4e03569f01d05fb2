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
	if err := Require(a, ActManagePeople, Target{UnitID: n.UnitID}); err != nil {
		return Officer{}, err
	}
	now := s.System.Now()
	o := Officer{ID: db.NewID(), Number: n.Number, BirthDate: n.BirthDate, Gender: n.Gender, StaffType: n.StaffType,
		Email: n.Email, CreatedAt: now, UpdatedAt: now}
	o.SetName(n.FullName)
	if n.NationalID != "" {
		o.NationalID = s.Keys.Seal(n.NationalID, NationalIDContext(o.ID))
	}
	post := Posting{ID: db.NewID(), OfficerID: o.ID, UnitID: n.UnitID, Position: n.Position, Title: n.Title,
		ValidFrom: n.From, ValidTo: clock.Forever}
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		if err := store.InsertOfficers(ctx, []Officer{o}); err != nil {
			if fault.Is(err, fault.Conflict) {
				return fault.New(fault.Conflict, "people.number_taken").At("number").Because(err)
			}
			return err
		}
		if err := store.InsertPostings(ctx, []Posting{post}); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "officer.create", "officer:"+o.ID, nil)
	})
	return o, err
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
