package people

import (
	"context"
	"slices"

	"liem/internal/clock"
	"liem/internal/fault"
)

// universe evaluates groups over everybody who serves on a day, read once.
type universe struct {
	rule  *ruleOn
	all   []Member
	store *Store
	on    clock.Date
}

func (s *Service) universe(ctx context.Context, on clock.Date, officerID string) (*universe, error) {
	tree, err := s.Tree(ctx, on)
	if err != nil {
		return nil, err
	}
	u := &universe{rule: newRuleOn(tree), store: NewStore(s.DB.Reader()), on: on}
	u.all, err = u.store.members(ctx, on, officerID)
	return u, err
}

// of are the members of a group: of the officers who serve in its unit or below, those whom the rule or a hand puts there.
func (u *universe) of(ctx context.Context, g *Group) ([]Member, error) {
	in, err := u.asks(ctx, g)
	if err != nil {
		return nil, err
	}
	reach := u.rule.reach(g.UnitID, true)
	var list []Member
	for i := range u.all {
		if m := &u.all[i]; reach[m.UnitID] && in(m) {
			list = append(list, *m)
		}
	}
	return list, nil
}

// asks is the question that makes a member.
func (u *universe) asks(ctx context.Context, g *Group) (func(*Member) bool, error) {
	if g.Kind == ByRule {
		r, err := ParseRule(g.Rule)
		return func(m *Member) bool { return u.rule.holds(&r, m) }, err
	}
	rows, err := u.store.memberships(ctx, g.ID, u.on)
	chosen := make(map[string]bool, len(rows))
	for _, r := range rows {
		chosen[r.OfficerID] = true
	}
	return func(m *Member) bool { return chosen[m.ID] }, err
}

// GroupMembers lists the ids of a group's members on a day, by name. It asks for no permission: training puts obligations
// on groups. A group that is closed still has its members.
func (s *Service) GroupMembers(ctx context.Context, groupID string, on clock.Date) ([]string, error) {
	u, err := s.universe(ctx, on, "")
	if err != nil {
		return nil, err
	}
	g, err := u.store.group(ctx, groupID)
	if err != nil {
		return nil, err
	}
	list, err := u.of(ctx, &g)
	ids := make([]string, len(list))
	for i, m := range list {
		ids[i] = m.ID
	}
	return ids, err
}

// Why says why an officer is in a group, or is not.
type Why struct {
	Group   Group
	Officer Member
	Member  bool
	Within  bool        // serves in the group's unit or below
	Clauses []Clause    // of a group by rule: each part, and whether it holds
	Hand    *Membership // of a group by hand: who put the officer there
}

// GroupWhy explains one officer on a day. It asks for no permission: pages ask for what they show. Somebody who does not
// serve on the day is in no group.
func (s *Service) GroupWhy(ctx context.Context, groupID, officerID string, on clock.Date) (Why, error) {
	u, err := s.universe(ctx, on, officerID)
	if err != nil {
		return Why{}, err
	}
	g, err := u.store.group(ctx, groupID)
	if err != nil {
		return Why{}, err
	}
	w := Why{Group: g}
	if len(u.all) == 0 {
		o, err := u.store.Officer(ctx, officerID)
		w.Officer = Member{ID: o.ID, Number: o.Number, FullName: o.FullName}
		return w, err
	}
	w.Officer = u.all[0]
	w.Within = u.rule.reach(g.UnitID, true)[w.Officer.UnitID]
	in, err := u.asks(ctx, &g)
	if err != nil {
		return w, err
	}
	w.Member = w.Within && in(&w.Officer)
	if g.Kind == ByRule {
		r, err := ParseRule(g.Rule)
		w.Clauses = u.rule.clauses(&r, &w.Officer, 0)
		return w, err
	}
	rows, err := u.store.memberships(ctx, g.ID, on)
	if i := slices.IndexFunc(rows, func(m Membership) bool { return m.OfficerID == officerID }); i >= 0 {
		w.Hand = &rows[i]
	}
	return w, err
}

// GroupFile is a group as the actor may see it: only the members within their scope.
type GroupFile struct {
	Group
	Unit      string
	Members   []Member
	MayManage bool
}

// Groups lists the groups of the units that the actor sees, each with the members in scope, today.
func (s *Service) Groups(ctx context.Context, a Actor) ([]GroupFile, error) {
	if err := Require(a, ActSeePeople, Target{}); err != nil {
		return nil, err
	}
	u, err := s.universe(ctx, s.Today(), "")
	if err != nil {
		return nil, err
	}
	list, err := u.store.groups(ctx)
	if err != nil {
		return nil, err
	}
	var files []GroupFile
	for i := range list {
		if !u.sees(a, &list[i]) {
			continue
		}
		f, err := u.file(ctx, a, &list[i])
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// sees tells whether the actor sees a group: its unit, or a unit in which that went on.
func (u *universe) sees(a Actor, g *Group) bool {
	return sees(a, g.UnitID) || slices.ContainsFunc(u.rule.tree.now(g.UnitID), func(id string) bool { return sees(a, id) })
}

func (u *universe) file(ctx context.Context, a Actor, g *Group) (GroupFile, error) {
	f := GroupFile{Group: *g, MayManage: within(a, ActManagePeople, g.UnitID)}
	var err error
	if f.Unit, err = u.store.nameOn(ctx, g.UnitID, u.on); err != nil {
		return f, err
	}
	all, err := u.of(ctx, g)
	f.Members = slices.DeleteFunc(all, func(m Member) bool { return !sees(a, m.UnitID) })
	return f, err
}

// GroupFile is one group. One that the actor may not see does not exist for them.
func (s *Service) GroupFile(ctx context.Context, a Actor, id string) (GroupFile, error) {
	u, err := s.universe(ctx, s.Today(), "")
	if err != nil {
		return GroupFile{}, err
	}
	g, err := u.store.group(ctx, id)
	if err != nil {
		return GroupFile{}, err
	}
	if !u.sees(a, &g) {
		return GroupFile{}, fault.New(fault.NotFound, "fault.not_found")
	}
	return u.file(ctx, a, &g)
}
