package authority

import (
	"strings"

	"liem/internal/clock"
	"liem/internal/i18n"
	"liem/people"
	"liem/web/page"
)

// Meaning says in words what a role allows, over which units and when. The sentences come from the table of
// permissions, so the page cannot promise what the program does not do.
type Meaning struct {
	Role  people.Role
	Does  []string
	Not   string // what people may expect and the role does not give; often empty
	Units []people.Placed
	Days  string
}

// Preview says what a form will do, before it is saved.
type Preview struct {
	Meaning *Meaning // nil until the form can be saved
	Holder  string   // the name of who will hold the role
	Unit    string
}

// preview explains a checked grant over the tree of a day.
func (h *Handlers) preview(c *page.Ctx, g *people.Grant, on clock.Date) (Preview, error) {
	tree, err := h.people.Tree(c.Context(), on)
	if err != nil {
		return Preview{}, err
	}
	names, err := h.people.Names(c.Context(), g.AccountID)
	unit, _ := tree.Unit(g.UnitID)
	return Preview{meaningOf(c.P, g, tree), names[g.AccountID].Name, unit.Name}, err
}

// manyUnits is how many units are named before the others fold.
const manyUnits = 8

// First and Rest part the units: those always named, and those behind "all".
func (m *Meaning) First() []people.Placed { return m.Units[:min(manyUnits, len(m.Units))] }

// Rest are the units that First leaves out.
func (m *Meaning) Rest() []people.Placed { return m.Units[min(manyUnits, len(m.Units)):] }

// meaningOf explains a grant over the tree of a day. A grant that is delegated is not handed on, and grants nothing.
func meaningOf(p *i18n.Printer, g *people.Grant, tree *people.Tree) *Meaning {
	m := &Meaning{Role: g.Role, Days: days(p, g.ValidFrom, g.ValidTo)}
	for _, act := range g.Role.Does() {
		switch {
		case act == people.ActGrantRoles:
			m.Does = append(m.Does, p.T("roles.does.role.grant", "Roles", roleNames(p, g.Role.Grants())))
		case act != people.ActDelegate || g.DelegatedFrom == nil:
			m.Does = append(m.Does, p.T("roles.does."+string(act)))
		}
	}
	if key := "roles.not." + string(g.Role); p.Has(key) {
		m.Not = p.T(key)
	}
	for _, id := range tree.Descendants(g.UnitID) {
		u, _ := tree.Unit(id)
		m.Units = append(m.Units, people.Placed{Unit: u, Depth: len(tree.Path(id)) - len(tree.Path(g.UnitID))})
	}
	return m
}

// roleNames lists roles in words.
func roleNames(p *i18n.Printer, roles []people.Role) string {
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = p.T("role." + string(r))
	}
	return strings.Join(names, ", ")
}

// days says from when to when.
func days(p *i18n.Printer, from, to clock.Date) string {
	if to == clock.Forever {
		return p.T("roles.days_open", "From", p.Date(from))
	}
	return p.T("roles.days", "From", p.Date(from), "To", p.Date(to))
}
