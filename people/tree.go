package people

import "liem/internal/clock"

// UnitKind is a unit's level.
type UnitKind string

// The levels: VKSND tỉnh, VKSND khu vực, and departments of either.
const (
	Province   UnitKind = "province"
	Area       UnitKind = "area"
	Department UnitKind = "department"
)

// Unit is a unit as it was on a day.
type Unit struct {
	ID        string
	Code      string
	ParentID  string // empty for a root
	Kind      UnitKind
	Name      string
	ShortName string
	Position  int
}

// Tree is the units of one day.
type Tree struct {
	On       clock.Date
	units    map[string]Unit
	children map[string][]string // by parent, in order; roots under ""
	order    []string            // depth first
	before   map[string][]string // by unit: the units that ended and went on in it
}

// newTree arranges units that are given in the order of their position. A parent that did not exist on the day leaves
// its child a root; a circle is broken at its first unit.
func newTree(on clock.Date, units []Unit) *Tree {
	t := &Tree{On: on, units: make(map[string]Unit, len(units)), children: map[string][]string{}}
	for _, u := range units {
		t.units[u.ID] = u
	}
	for _, u := range units {
		parent := u.ParentID
		if _, ok := t.units[parent]; !ok || parent == u.ID {
			parent = ""
		}
		t.children[parent] = append(t.children[parent], u.ID)
	}
	t.order = t.walk("", map[string]bool{}, make([]string, 0, len(units)))
	return t
}

func (t *Tree) walk(id string, seen map[string]bool, out []string) []string {
	for _, child := range t.children[id] {
		if !seen[child] {
			seen[child] = true
			out = t.walk(child, seen, append(out, child))
		}
	}
	return out
}

// Unit finds a unit.
func (t *Tree) Unit(id string) (Unit, bool) {
	u, ok := t.units[id]
	return u, ok
}

// ByCode finds a unit by its code.
func (t *Tree) ByCode(code string) (Unit, bool) {
	for _, u := range t.units {
		if u.Code == code {
			return u, true
		}
	}
	return Unit{}, false
}

// Roots lists the units without a parent.
func (t *Tree) Roots() []Unit { return t.Children("") }

// Children lists the units right below one.
func (t *Tree) Children(id string) []Unit {
	out := make([]Unit, 0, len(t.children[id]))
	for _, child := range t.children[id] {
		out = append(out, t.units[child])
	}
	return out
}

// Descendants lists a unit and all below it, parents first; nothing for a unit that did not exist on the day.
func (t *Tree) Descendants(id string) []string {
	if _, ok := t.units[id]; !ok {
		return nil
	}
	return t.walk(id, map[string]bool{id: true}, []string{id})
}

// Path is the way from the root down to the unit.
func (t *Tree) Path(id string) []Unit {
	var up []Unit
	for u, ok := t.units[id]; ok && len(up) <= len(t.units); u, ok = t.units[u.ParentID] {
		up = append(up, u)
	}
	for i, j := 0, len(up)-1; i < j; i, j = i+1, j-1 {
		up[i], up[j] = up[j], up[i]
	}
	return up
}

// Predecessors lists the units that ended and went on in this one, also by way of others that ended since.
func (t *Tree) Predecessors(id string) []string {
	seen, out := map[string]bool{id: true}, []string(nil)
	for next := []string{id}; len(next) > 0; {
		at := next[0]
		next = next[1:]
		for _, old := range t.before[at] {
			if !seen[old] {
				seen[old] = true
				out, next = append(out, old), append(next, old)
			}
		}
	}
	return out
}

// IsOnlyRoot tells whether all units are below this one.
func (t *Tree) IsOnlyRoot(id string) bool {
	roots := t.children[""]
	return len(roots) == 1 && roots[0] == id
}

// Placed is a unit with its depth, for lists that show the tree.
type Placed struct {
	Unit
	Depth int
}

// All lists the units depth first.
func (t *Tree) All() []Placed {
	out := make([]Placed, 0, len(t.order))
	for _, id := range t.order {
		out = append(out, Placed{t.units[id], len(t.Path(id)) - 1})
	}
	return out
}
