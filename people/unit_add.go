package people

import (
	"context"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// NewUnit is what one gives to add a unit. Its parent is named by code or by id; neither makes it a root.
type NewUnit struct {
	Code, Name, ShortName string
	Kind                  UnitKind
	ParentCode, ParentID  string
	From                  clock.Date
}

// Check lists what is wrong with the fields, all at once.
func (n *NewUnit) Check() error {
	var list fault.List
	refuse := func(wrong bool, field string) {
		if wrong {
			list.Add(fault.New(fault.Invalid, "people.unit_incomplete").At(field))
		}
	}
	refuse(n.Code == "", "code")
	refuse(n.Name == "", "name")
	refuse(!n.Kind.Valid(), "kind")
	refuse(!n.From.Valid(), "from")
	return list.Err()
}

// AddUnit adds a unit below one for which the actor manages people; a root takes who manages them everywhere.
func (s *Service) AddUnit(ctx context.Context, a Actor, n NewUnit) (string, error) {
	if err := Require(a, ActManagePeople, Target{}); err != nil {
		return "", err
	}
	if err := n.Check(); err != nil {
		return "", err
	}
	row := UnitRow{ID: db.NewID(), Code: n.Code, CreatedAt: s.System.Now()}
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		if err := store.takeUnits(ctx); err != nil {
			return err
		}
		tree, err := LoadTree(ctx, tx, n.From)
		if err != nil {
			return err
		}
		parent, err := s.parentOf(ctx, a, n, tree)
		if err != nil {
			return err
		}
		if err := store.InsertUnits(ctx, []UnitRow{row}); err != nil {
			if fault.Is(err, fault.Conflict) {
				return fault.New(fault.Conflict, "people.unit_taken").At("code").Because(err)
			}
			return err
		}
		period := UnitPeriod{ID: db.NewID(), UnitID: row.ID, ParentID: orNil(parent), Kind: n.Kind, Name: n.Name, ShortName: n.ShortName,
			Position: len(tree.order) + 1, ValidFrom: n.From, ValidTo: clock.Forever}
		if err := store.InsertUnitPeriods(ctx, []UnitPeriod{period}); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "unit.create", "unit:"+row.ID, map[string]string{"code": n.Code, "from": string(n.From)})
	})
	s.Forget()
	return row.ID, err
}

// parentOf is the unit that a new one stands below; one elsewhere is as good as none.
func (s *Service) parentOf(ctx context.Context, a Actor, n NewUnit, tree *Tree) (string, error) {
	if n.ParentCode == "" && n.ParentID == "" {
		if all, err := s.Everywhere(ctx, a, ActManagePeople); err != nil || !all {
			return "", orFault(err, fault.New(fault.Invalid, "unit.top").At("parent"))
		}
		return "", nil
	}
	parent, ok := tree.Unit(n.ParentID)
	if n.ParentCode != "" {
		parent, ok = tree.ByCode(n.ParentCode)
	}
	if !ok || !within(a, ActManagePeople, parent.ID) {
		return "", fault.New(fault.Invalid, "people.unit_unknown").At("parent").With("Code", n.ParentCode)
	}
	return parent.ID, nil
}
