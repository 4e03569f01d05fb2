package staff

import (
	"strings"

	"liem/people"
	"liem/web/page"
)

// PeoplePage lists the officers in the actor's scope as they serve today.
type PeoplePage struct {
	page.Base
	List     page.List
	Rows     []people.OfficerRow
	Units    []people.Placed
	Accounts bool // the names that sign in are shown
}

var peoplePage = page.Parse[PeoplePage](files, "people.html")

// People shows the list.
func (h *Handlers) People(c *page.Ctx) error {
	p := PeoplePage{Base: c.Base(page.SectionPeople, "staff.people"), List: c.ReadList([]string{"name", "number"}, "q", "unit"),
		Accounts: people.Can(c.Actor, people.ActManageAccounts, people.Target{}) || people.Can(c.Actor, people.ActManagePeople, people.Target{})}
	p.Lead = c.P.T("staff.people_lead", "Date", c.P.Date(h.people.Today()))
	var err error
	p.Rows, p.List.Total, err = h.people.Officers(c.Context(), c.Actor, people.OfficerQuery{
		Search: p.List.Get("q"), UnitID: p.List.Get("unit"), Sort: p.List.Sort, Limit: page.PerPage, Offset: p.List.Offset(),
	})
	if err != nil {
		return err
	}
	tree, err := h.people.Tree(c.Context(), h.people.Today())
	if err != nil {
		return err
	}
	p.Units = tree.Choices(c.Actor.Scope(people.ActSeePeople))
	return peoplePage.Render(c, &p)
}

// Indent shows a unit's depth in a list that has no other way to.
func (p *PeoplePage) Indent(depth int) string { return strings.Repeat("\u2003", depth) }
