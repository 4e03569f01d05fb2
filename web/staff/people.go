package staff

import (
	"strings"

	"liem/people"
	"liem/web/page"
)

// PeoplePage lists the officers in the actor's scope: who serves today, who has left, who will begin.
type PeoplePage struct {
	page.Base
	List      page.List
	Rows      []people.OfficerRow
	Units     []people.Placed
	Accounts  bool // the names that sign in are shown
	Manages   bool
	SeesRoles bool // who holds which role
	MaySeeAs  bool
	Slips     bool // the actor may print start codes
}

var peoplePage = page.Parse[PeoplePage](files, "people.html")

// People shows the list.
func (h *Handlers) People(c *page.Ctx) error {
	p := PeoplePage{Base: c.Base(page.SectionPeople, "staff.people"), List: c.ReadList([]string{"name", "number", "unit"}, "q", "unit", "type", "state"),
		Manages: people.Can(c.Actor, people.ActManagePeople, people.Target{})}
	p.MaySeeAs = people.Can(c.Actor, people.ActSeeAs, people.Target{})
	p.SeesRoles = people.Can(c.Actor, people.ActSeeRoles, people.Target{})
	p.Accounts = p.Manages || people.Can(c.Actor, people.ActManageAccounts, people.Target{})
	p.Slips = !people.SlipScope(c.Actor).Empty()
	switch people.OfficerState(p.List.Get("state")) {
	case people.Left:
		p.Lead = c.P.T("officer.lead_left")
	case people.Coming:
		p.Lead = c.P.T("officer.lead_coming")
	default:
		p.Lead = c.P.T("staff.people_lead", "Date", c.P.Date(h.people.Today()))
	}
	if p.Manages {
		p.Action = &page.Link{Text: c.P.T("officer.add"), Href: "/people/new", Icon: "user-plus"}
	}
	var err error
	p.Rows, p.List.Total, err = h.people.Officers(c.Context(), c.Actor, people.OfficerQuery{
		Search: p.List.Get("q"), UnitID: p.List.Get("unit"), StaffType: p.List.Get("type"), State: people.OfficerState(p.List.Get("state")),
		Sort: p.List.Sort, Limit: page.PerPage, Offset: p.List.Offset(),
	})
	if err != nil {
		return err
	}
	p.Units, err = h.units(c, people.ActSeePeople)
	if err != nil {
		return err
	}
	return peoplePage.Render(c, &p)
}

// units are those that a form of the actor's offers.
func (h *Handlers) units(c *page.Ctx, act people.Action) ([]people.Placed, error) {
	tree, err := h.people.Tree(c.Context(), h.people.Today())
	if err != nil {
		return nil, err
	}
	return tree.Choices(c.Actor.Scope(act)), nil
}

// StaffTypes are what the filter offers.
func (p *PeoplePage) StaffTypes() []string { return people.StaffTypes }

// Indent shows a unit's depth in a list that has no other way to.
func (p *PeoplePage) Indent(depth int) string { return indent(depth) }

func indent(depth int) string { return strings.Repeat("\u2003", depth) }
