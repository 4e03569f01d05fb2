package people

import (
	"context"
	"encoding/json"
	"slices"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// PreviewGroup is who would be in a group as it is described, for people to read before they save it. Nothing is written.
func (s *Service) PreviewGroup(ctx context.Context, a Actor, n NewGroup) ([]Member, error) {
	if err := n.Check(); err != nil {
		return nil, err
	}
	if err := s.requireGroup(ctx, a, &n); err != nil {
		return nil, err
	}
	u, err := s.universe(ctx, s.Today(), "")
	if err != nil {
		return nil, err
	}
	stored, err := json.Marshal(n.Rule)
	if err != nil {
		return nil, err
	}
	f, err := u.file(ctx, a, &Group{ID: n.ID, UnitID: n.UnitID, Kind: n.Kind, Rule: string(stored)})
	return f.Members, err
}

// requireGroup asks for the group's unit, and that every unit that its rule names is it or below it.
func (s *Service) requireGroup(ctx context.Context, a Actor, n *NewGroup) error {
	if err := Require(a, ActManagePeople, Target{}); err != nil {
		return err
	}
	tree, err := s.Tree(ctx, s.Today())
	if err != nil {
		return err
	}
	if _, ok := tree.Unit(n.UnitID); !ok || !within(a, ActManagePeople, n.UnitID) {
		return fault.New(fault.Invalid, "people.posting_unit").At("unit")
	}
	below := tree.Descendants(n.UnitID)
	for _, id := range n.Rule.units() { // who sees the group reads the rule, and so these names
		if _, there := tree.Unit(id); there && !slices.Contains(below, id) || !within(a, ActManagePeople, id) {
			return fault.New(fault.Invalid, "group.rule_unit").At("f_unit")
		}
	}
	return nil
}

// units are the units that a rule names.
func (r *Rule) units() []string {
	var ids []string
	if r.Fact == FactUnit {
		ids = append(ids, r.Values...)
	}
	for _, list := range [][]Rule{r.All, r.Any} {
		for i := range list {
			ids = append(ids, list[i].units()...)
		}
	}
	if r.Not != nil {
		ids = append(ids, r.Not.units()...)
	}
	return ids
}

// SaveGroup defines a group, or changes one.
func (s *Service) SaveGroup(ctx context.Context, a Actor, n NewGroup) (Group, error) {
	if err := n.Check(); err != nil {
		return Group{}, err
	}
	if err := s.requireGroup(ctx, a, &n); err != nil {
		return Group{}, err
	}
	now := s.System.Now()
	g := Group{ID: db.NewID(), Kind: n.Kind, CreatedAt: now, CreatedBy: a.AccountID}
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		if n.ID != "" {
			old, err := store.group(ctx, n.ID)
			if err != nil {
				return err
			}
			if !within(a, ActManagePeople, old.UnitID) {
				return fault.New(fault.NotFound, "fault.not_found")
			}
			g = old
		}
		g.UnitID, g.Name, g.About, g.UpdatedAt = n.UnitID, n.Name, n.About, now
		if g.Kind == ByRule {
			stored, err := json.Marshal(n.Rule)
			if err != nil {
				return err
			}
			g.Rule = string(stored)
		}
		if err := store.saveGroup(ctx, g); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "officer.save_group", "group:"+g.ID, map[string]any{"kind": g.Kind, "unit": g.UnitID})
	})
	return g, err
}

// takeGroup is a group that the actor manages.
func (s *Service) takeGroup(ctx context.Context, store *Store, a Actor, id string) (Group, error) {
	g, err := store.group(ctx, id)
	if err == nil && !within(a, ActManagePeople, g.UnitID) {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	return g, err
}

// AddToGroup puts officers into a group by hand from today on, by their staff numbers. Numbers of nobody, and of officers
// elsewhere, are refused alike, all named at once; then nobody is added.
func (s *Service) AddToGroup(ctx context.Context, a Actor, groupID string, numbers []string, note string) error {
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		g, err := s.takeGroup(ctx, store, a, groupID)
		if err != nil {
			return err
		}
		if g.Kind != ByHand {
			return fault.New(fault.Conflict, "group.not_by_hand")
		}
		rows, err := s.newMembers(ctx, store, a, &g, numbers, note)
		if err != nil {
			return err
		}
		if err := store.saveMemberships(ctx, rows); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "officer.add_to_group", "group:"+g.ID, map[string]int{"count": len(rows)})
	})
}

func (s *Service) newMembers(ctx context.Context, store *Store, a Actor, g *Group, numbers []string, note string) ([]Membership, error) {
	today := s.Today()
	officers, err := store.officersByNumber(ctx, numbers)
	if err != nil {
		return nil, err
	}
	serving, err := store.members(ctx, today, "")
	if err != nil {
		return nil, err
	}
	var list fault.List
	var rows []Membership
	for _, number := range numbers {
		i := slices.IndexFunc(officers, func(o Officer) bool { return o.Number == number })
		j := -1
		if i >= 0 {
			j = slices.IndexFunc(serving, func(m Member) bool { return m.ID == officers[i].ID && within(a, ActManagePeople, m.UnitID) })
		}
		if j < 0 {
			list.Add(fault.New(fault.Invalid, "people.officer_unknown").At("numbers").With("Number", number))
			continue
		}
		rows = append(rows, Membership{GroupID: g.ID, OfficerID: serving[j].ID, ValidFrom: today, ValidTo: clock.Forever, AddedBy: a.AccountID, Note: note})
	}
	if len(numbers) == 0 {
		list.Add(fault.New(fault.Invalid, "group.numbers_missing").At("numbers"))
	}
	in, err := store.memberships(ctx, g.ID, today)
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(r Membership) bool {
		return slices.ContainsFunc(in, func(m Membership) bool { return m.OfficerID == r.OfficerID })
	})
	return rows, list.Err()
}

// RemoveFromGroup takes an officer out of a group by hand from today on; that they were in it stays.
func (s *Service) RemoveFromGroup(ctx context.Context, a Actor, groupID, officerID string) error {
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		g, err := s.takeGroup(ctx, store, a, groupID)
		if err != nil {
			return err
		}
		rows, err := store.memberships(ctx, g.ID, s.Today())
		if err != nil {
			return err
		}
		rows = slices.DeleteFunc(rows, func(m Membership) bool { return m.OfficerID != officerID })
		if len(rows) == 0 {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		for i := range rows {
			rows[i].ValidTo = s.Today().Add(-1)
		}
		if err := store.saveMemberships(ctx, rows); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "officer.remove_from_group", "group:"+g.ID, map[string]string{"officer": officerID})
	})
}

// CloseGroup takes a group off offer, or puts it back. What refers to it keeps its members.
func (s *Service) CloseGroup(ctx context.Context, a Actor, groupID string, closed bool) error {
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		g, err := s.takeGroup(ctx, store, a, groupID)
		if err != nil {
			return err
		}
		g.ClosedAt = nil
		if closed {
			now := s.System.Now()
			g.ClosedAt = &now
		}
		if err := store.saveGroup(ctx, g); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "officer.close_group", "group:"+g.ID, map[string]bool{"disabled": closed})
	})
}
