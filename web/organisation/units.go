package organisation

import (
	"liem/internal/clock"
	"liem/people"
	"liem/web/page"
)

// UnitsPage is the tree of a day, as a picture and as a list.
type UnitsPage struct {
	page.Base
	On      clock.Date
	IsToday bool
	AsList  bool
	Roots   []people.UnitNode
	Rows    []people.UnitNode // depth first, for the list
	Manages bool
}

var unitsPage = page.Parse[UnitsPage](files, "units.html")

// Units shows the page.
func (h *Handlers) Units(c *page.Ctx) error {
	on, err := h.day(c)
	if err != nil {
		return err
	}
	p := UnitsPage{Base: c.Base(page.SectionPeople, "unit.title"), On: on, IsToday: on == h.people.Today(), AsList: c.Query("view") == "list",
		Manages: people.Can(c.Actor, people.ActManagePeople, people.Target{})}
	p.Crumbs = []page.Link{{Text: c.P.T("staff.people"), Href: "/people"}}
	p.Lead = c.P.T("unit.lead", "Date", c.P.Date(on))
	if p.Manages {
		p.Action = &page.Link{Text: c.P.T("unit.add"), Href: "/units/new", Icon: "plus"}
	}
	if p.Roots, err = h.people.Units(c.Context(), c.Actor, on); err != nil {
		return err
	}
	p.Rows = flat(p.Roots, nil)
	return unitsPage.Render(c, &p)
}

func flat(nodes, out []people.UnitNode) []people.UnitNode {
	for _, n := range nodes {
		out = flat(n.Children, append(out, n))
	}
	return out
}

// Link is the address of a unit as of the page's day.
func (p *UnitsPage) Link(id string) string {
	if p.IsToday {
		return unitPath(id)
	}
	return unitPath(id) + "?on=" + string(p.On)
}

// View is the address of the other way to look at the day.
func (p *UnitsPage) View() string {
	query := "?on=" + string(p.On)
	if !p.AsList {
		query += "&view=list"
	}
	return "/units" + query
}

// Branch is a unit with the page, for the template that draws the tree.
type Branch struct {
	*UnitsPage
	people.UnitNode
}

// Branch joins a unit with the page.
func (p *UnitsPage) Branch(n people.UnitNode) Branch { return Branch{p, n} }

// Indent shows a unit's depth in the list.
func (p *UnitsPage) Indent(depth int) string { return indent(depth) }

// Total is how many officers serve in all.
func (p *UnitsPage) Total() int {
	n := 0
	for _, r := range p.Roots {
		n += r.All
	}
	return n
}
