package people

import "context"

// Officers lists the officers whom the actor may see today, and how many there are in all. A unit in the query stands
// for itself and all below it; a unit that is out of scope, or none, holds nobody.
func (s *Service) Officers(ctx context.Context, a Actor, q OfficerQuery) ([]OfficerRow, int, error) {
	if err := Require(a, ActSeePeople, Target{}); err != nil {
		return nil, 0, err
	}
	q.Scope, q.On = a.Scope(ActSeePeople), s.Today()
	if q.UnitID != "" {
		tree, err := s.Tree(ctx, q.On)
		if err != nil {
			return nil, 0, err
		}
		q.Scope = q.Scope.Within(tree.Descendants(q.UnitID))
	}
	rows, total, err := NewStore(s.DB.Reader()).Officers(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	return rows, total, s.Disclose(ctx, a, Disclosure{Kind: DiscloseList}, ids...)
}

// Choices lists the units of a tree that a scope reaches, depth first, with their depth below the highest of them: what
// a form offers.
func (t *Tree) Choices(s Scope) []Placed {
	var out []Placed
	base := 0
	for _, u := range t.All() {
		if !s.Holds(u.ID) {
			continue
		}
		if len(out) == 0 || u.Depth < base {
			base = u.Depth
		}
		u.Depth -= base
		out = append(out, u)
	}
	return out
}

// Everywhere tells whether an action of the actor reaches every unit of today: what concerns all officers takes that.
func (s *Service) Everywhere(ctx context.Context, a Actor, act Action) (bool, error) {
	scope := a.Scope(act)
	if scope.All || scope.Empty() {
		return scope.All, nil
	}
	tree, err := s.Tree(ctx, s.Today())
	if err != nil {
		return false, err
	}
	for _, root := range tree.Roots() {
		if !scope.Holds(root.ID) {
			return false, nil
		}
	}
	return len(tree.Roots()) > 0, nil
}
