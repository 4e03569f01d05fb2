package people

import (
	"context"
	"encoding/json"
	"slices"

	"liem/internal/clock"
	"liem/internal/fault"
)

// UnitNode is a unit of a day with what stands below it.
type UnitNode struct {
	Unit
	Depth    int
	Officers int // who serve there by their main posting
	All      int // with those of the units below
	Children []UnitNode
}

// Units is the tree of a day as far as the actor may see it. The highest units that the actor sees are its roots.
func (s *Service) Units(ctx context.Context, a Actor, on clock.Date) ([]UnitNode, error) {
	if err := Require(a, ActSeePeople, Target{}); err != nil {
		return nil, err
	}
	tree, err := s.Tree(ctx, on)
	if err != nil {
		return nil, err
	}
	counts, err := NewStore(s.DB.Reader()).countByUnit(ctx, on)
	if err != nil {
		return nil, err
	}
	scope := a.Scope(ActSeePeople)
	var roots []UnitNode
	for _, id := range tree.order {
		if u := tree.units[id]; scope.Holds(id) && (u.ParentID == "" || !scope.Holds(u.ParentID) || tree.units[u.ParentID].ID == "") {
			roots = append(roots, tree.node(id, scope, counts, 0))
		}
	}
	return roots, nil
}

func (t *Tree) node(id string, scope Scope, counts map[string]int, depth int) UnitNode {
	n := UnitNode{Unit: t.units[id], Depth: depth, Officers: counts[id], All: counts[id]}
	for _, child := range t.children[id] {
		if scope.Holds(child) && depth < len(t.units) {
			c := t.node(child, scope, counts, depth+1)
			n.Children, n.All = append(n.Children, c), n.All+c.All
		}
	}
	return n
}

// UnitFile is one unit as the actor may see it on a day.
type UnitFile struct {
	UnitNode
	There     bool // on the day; otherwise Unit is how it was last before, or will be first
	Since     clock.Date
	Until     clock.Date // clock.Forever while it stands
	Path      []Unit     // from the highest unit that the actor sees
	History   []UnitPeriodOn
	Before    []UnitName // that went on in it
	After     []UnitName // that it went on in
	MayManage bool
}

// UnitPeriodOn is a stretch of a unit's life with the name of the unit above it.
type UnitPeriodOn struct {
	UnitPeriod
	Parent string
}

// UnitName is a unit by its last name.
type UnitName struct{ ID, Name string }

// UnitFile is what is known of a unit. One that the actor may not see does not exist for them.
func (s *Service) UnitFile(ctx context.Context, a Actor, id string, on clock.Date) (UnitFile, error) {
	store := NewStore(s.DB.Reader())
	periods, err := store.periods(ctx, id)
	if err != nil {
		return UnitFile{}, err
	}
	if len(periods) == 0 || !sees(a, id) {
		return UnitFile{}, fault.New(fault.NotFound, "fault.not_found")
	}
	tree, err := s.Tree(ctx, on)
	if err != nil {
		return UnitFile{}, err
	}
	f := UnitFile{MayManage: within(a, ActManagePeople, id), Since: periods[0].ValidFrom, Until: periods[len(periods)-1].ValidTo}
	if _, f.There = tree.Unit(id); f.There {
		counts, err := store.countByUnit(ctx, on)
		if err != nil {
			return f, err
		}
		f.UnitNode = tree.node(id, a.Scope(ActSeePeople), counts, 0)
		f.Path = slices.DeleteFunc(tree.Path(id), func(u Unit) bool { return u.ID == id || !sees(a, u.ID) })
	} else if f.Unit, err = store.unitNear(ctx, id, periods, on); err != nil {
		return f, err
	}
	return f, s.fillUnit(ctx, store, &f, periods)
}

func (s *Service) fillUnit(ctx context.Context, store *Store, f *UnitFile, periods []UnitPeriod) error {
	for _, p := range slices.Backward(periods) {
		parent, err := store.nameOn(ctx, idOf(p.ParentID), p.ValidFrom)
		if err != nil {
			return err
		}
		f.History = append(f.History, UnitPeriodOn{p, parent})
	}
	rows, err := store.successionsOf(ctx, f.ID)
	if err != nil {
		return err
	}
	for _, r := range rows {
		list, id := &f.After, r.SuccessorID
		if id == f.ID {
			list, id = &f.Before, r.UnitID
		}
		name, err := store.lastName(ctx, id)
		if err != nil {
			return err
		}
		*list = append(*list, UnitName{id, name})
	}
	return nil
}

// UnitChangeFile is a change with what it did; Undo says why it cannot be undone, and is nil when it can.
type UnitChangeFile struct {
	UnitChange
	Name string // of the unit that it is about
	Plan UnitPlan
	Undo error
}

// UnitChanges lists the changes whose units the actor may all see, the newest first; of one unit, or of all.
func (s *Service) UnitChanges(ctx context.Context, a Actor, unitID string) ([]UnitChangeFile, error) {
	store := NewStore(s.DB.Reader())
	list, err := store.UnitChanges(ctx, unitID)
	if err != nil {
		return nil, err
	}
	var seen []UnitChangeFile
	for _, c := range list {
		j, err := c.journal()
		if err != nil {
			return nil, err
		}
		if !seesAll(a, append(j.unitIDs(), c.UnitID)) {
			continue
		}
		f := UnitChangeFile{UnitChange: c}
		if f.Name, err = store.nameOn(ctx, c.UnitID, c.EffectiveOn.Add(-1)); err != nil {
			return nil, err
		}
		seen = append(seen, f)
	}
	return seen, nil
}

func seesAll(a Actor, unitIDs []string) bool {
	return !slices.ContainsFunc(unitIDs, func(id string) bool { return !sees(a, id) })
}

// UnitChangeFile is one change with all that it did.
func (s *Service) UnitChangeFile(ctx context.Context, a Actor, id string) (UnitChangeFile, error) {
	store := NewStore(s.DB.Reader())
	c, err := store.unitChange(ctx, id)
	if err != nil {
		return UnitChangeFile{}, err
	}
	j, err := c.journal()
	if err != nil {
		return UnitChangeFile{}, err
	}
	if !seesAll(a, append(j.unitIDs(), c.UnitID)) {
		return UnitChangeFile{}, fault.New(fault.NotFound, "fault.not_found")
	}
	f := UnitChangeFile{UnitChange: c}
	var r UnitRequest
	if err := json.Unmarshal([]byte(c.Request), &r); err != nil {
		return f, err
	}
	if f.Name, err = store.nameOn(ctx, c.UnitID, c.EffectiveOn.Add(-1)); err != nil {
		return f, err
	}
	if f.Plan, err = describe(ctx, store, r, j); err != nil {
		return f, err
	}
	f.Undo = s.mayUndo(ctx, s.DB.Reader(), a, &c, j)
	return f, nil
}

// OfficersToPlace lists whom a split of a unit on a day has to place: whoever has a posting there on that day or later.
func (s *Service) OfficersToPlace(ctx context.Context, a Actor, unitID string, on clock.Date) ([]OfficerRow, error) {
	if !within(a, ActManagePeople, unitID) {
		return nil, fault.New(fault.NotFound, "fault.not_found")
	}
	return NewStore(s.DB.Reader()).officersAt(ctx, unitID, on)
}

// UnitNames are the last names of all units that ever were, for pages that put ids into words. Which of them a person may
// read is decided where the ids come from.
func (s *Service) UnitNames(ctx context.Context) (map[string]string, error) {
	return NewStore(s.DB.Reader()).lastNames(ctx)
}
