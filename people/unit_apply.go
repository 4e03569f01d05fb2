package people

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// errDry ends a transaction that only looked.
var errDry = errors.New("people: dry run")

// PlanUnitChange says what a change would do, down to every name, and changes nothing. What would be refused is refused here.
func (s *Service) PlanUnitChange(ctx context.Context, a Actor, r UnitRequest) (UnitPlan, error) {
	_, plan, err := s.changeUnits(ctx, a, r, "", true)
	return plan, err
}

// ApplyUnitChange applies a change in one transaction. Digest is that of the plan which somebody looked at: when the change
// would by now do something else, it is refused.
func (s *Service) ApplyUnitChange(ctx context.Context, a Actor, r UnitRequest, digest string) (UnitChange, UnitPlan, error) {
	return s.changeUnits(ctx, a, r, digest, false)
}

func (s *Service) changeUnits(ctx context.Context, a Actor, r UnitRequest, digest string, dry bool) (c UnitChange, plan UnitPlan, err error) {
	if err := Require(a, ActManagePeople, Target{}); err != nil {
		return c, plan, err
	}
	if err := r.Check(); err != nil {
		return c, plan, err
	}
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		j, err := s.planUnits(ctx, tx, a, r)
		if err != nil {
			return err
		}
		if plan, err = describe(ctx, NewStore(tx), r, j); err != nil {
			return err
		}
		if !dry && plan.Digest != digest {
			return fault.New(fault.Conflict, "unit.plan_old")
		}
		if c, err = s.unitChange(a, r, j); err != nil {
			return err
		}
		if err := s.writeUnits(ctx, tx, c, j); err != nil {
			return err
		}
		if dry {
			return errDry
		}
		return s.Audit(ctx, tx, a.AccountID, "unit.change", "unit:"+r.UnitID, map[string]any{"kind": r.Kind, "effective_on": r.On,
			"units": len(plan.Units), "officers": len(plan.Officers), "grants": len(plan.Grants), "id": c.ID})
	})
	if errors.Is(err, errDry) {
		return UnitChange{}, plan, nil
	}
	s.Forget()
	return c, plan, err
}

// planUnits works out the rows. All units are taken first: two changes at once follow each other.
func (s *Service) planUnits(ctx context.Context, tx db.Tx, a Actor, r UnitRequest) (*unitJournal, error) {
	store := NewStore(tx)
	if err := store.takeUnits(ctx); err != nil {
		return nil, err
	}
	tree, err := LoadTree(ctx, tx, r.On)
	if err != nil {
		return nil, err
	}
	if err := s.requireUnits(ctx, a, r, tree); err != nil {
		return nil, err
	}
	p := &planner{ctx: ctx, store: store, s: s, r: r, tree: tree}
	if err := p.plan(); err != nil {
		return nil, err
	}
	return &p.unitJournal, nil
}

// requireUnits asks for every unit that a change names. One elsewhere is as good as none; the top of the tree belongs to
// who looks after everything.
func (s *Service) requireUnits(ctx context.Context, a Actor, r UnitRequest, tree *Tree) error {
	ids := append([]string{r.UnitID, r.IntoID, r.ToID, r.ParentID}, r.Sources...)
	top := r.Kind == MoveUnit && r.ParentID == ""
	for _, p := range r.New {
		ids = append(ids, p.ParentID)
		top = top || p.ParentID == ""
	}
	for _, id := range ids {
		if _, ok := tree.Unit(id); id != "" && (!ok || !within(a, ActManagePeople, id)) {
			return fault.New(fault.Invalid, "unit.not_there").At("on").With("Date", r.On)
		}
	}
	if !top {
		return nil
	}
	if all, err := s.Everywhere(ctx, a, ActManagePeople); err != nil || !all {
		return orFault(err, fault.New(fault.Invalid, "unit.top").At("parent"))
	}
	return nil
}

func orFault(err error, f *fault.Error) error {
	if err != nil {
		return err
	}
	return f
}

func (s *Service) unitChange(a Actor, r UnitRequest, j *unitJournal) (UnitChange, error) {
	c := UnitChange{ID: db.NewID(), Kind: r.Kind, UnitID: r.UnitID, EffectiveOn: r.On, Decision: r.Decision, AppliedAt: s.System.Now(), AppliedBy: a.AccountID}
	request, err := json.Marshal(r)
	if err != nil {
		return c, err
	}
	journal, err := json.Marshal(j)
	c.Request, c.Journal = string(request), string(journal)
	return c, err
}

// writeUnits writes the rows and looks at what they leave behind: no officer at a unit that is gone, no unit in a circle or
// below one that is gone, on any day from the change on; nobody with two main postings.
func (s *Service) writeUnits(ctx context.Context, tx db.Tx, c UnitChange, j *unitJournal) error {
	store := NewStore(tx)
	before, err := store.brokenUnits(ctx, c.EffectiveOn)
	if err != nil {
		return err
	}
	if err := store.insertUnitChange(ctx, c); err != nil {
		return err
	}
	for i := range j.Successors {
		j.Successors[i].ChangeID = c.ID
	}
	if err := store.write(ctx, j); err != nil {
		return err
	}
	return s.sound(ctx, store, c.EffectiveOn, j, before)
}

// sound looks at what a change or its undoing left behind.
func (s *Service) sound(ctx context.Context, store *Store, on clock.Date, j *unitJournal, before []string) error {
	after, err := store.brokenUnits(ctx, on)
	if err != nil {
		return err
	}
	for _, id := range after {
		if !slices.Contains(before, id) {
			return fault.New(fault.Conflict, "unit.cycle").At("parent")
		}
	}
	var units, officers []string
	for _, c := range j.Periods {
		if c.Before != nil {
			units = append(units, c.Before.UnitID)
		}
	}
	if n, err := store.stray(ctx, units, on); err != nil || n > 0 {
		return orFault(err, fault.New(fault.Conflict, "unit.orphans").At("to").With("Count", n))
	}
	for _, c := range j.Postings {
		if c.After != nil {
			officers = append(officers, c.After.OfficerID)
		}
	}
	return store.CheckMains(ctx, officers)
}

// brokenUnits lists the units that stand in a circle, or below a unit that is not there, on a day from one on.
func (s *Store) brokenUnits(ctx context.Context, from clock.Date) ([]string, error) {
	periods, err := s.periodsFrom(ctx, from)
	if err != nil {
		return nil, err
	}
	days := []clock.Date{from}
	for _, p := range periods {
		days = append(days, max(p.ValidFrom, from))
		if p.ValidTo < clock.Forever {
			days = append(days, p.ValidTo.Add(1))
		}
	}
	slices.Sort(days)
	var broken []string
	for _, day := range slices.Compact(days) {
		parents := map[string]string{}
		for _, p := range periods {
			if p.ValidFrom <= day && day <= p.ValidTo {
				parents[p.UnitID] = idOf(p.ParentID)
			}
		}
		for id := range parents {
			if !reachesTop(parents, id) {
				broken = append(broken, id)
			}
		}
	}
	return broken, nil
}

func reachesTop(parents map[string]string, id string) bool {
	for range len(parents) + 1 {
		parent, there := parents[id]
		if !there {
			return false
		}
		if parent == "" {
			return true
		}
		id = parent
	}
	return false
}
