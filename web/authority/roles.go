package authority

import (
	"liem/internal/clock"
	"liem/people"
	"liem/web/page"
)

// RolesPage lists who holds which role over the units of the actor's scope, on a day or ever.
type RolesPage struct {
	page.Base
	page.Form
	List     page.List
	Rows     []Line
	Units    []people.Placed
	Day      clock.Date
	MayGrant bool
}

var rolesPage = page.Parse[RolesPage](files, "roles.html")

// Roles shows the list.
func (h *Handlers) Roles(c *page.Ctx) error {
	f, err := c.ReadForm("on")
	if err != nil {
		return err
	}
	p := RolesPage{Form: f, List: c.ReadList(nil, "q", "role", "unit", "on", "state"),
		MayGrant: people.Can(c.Actor, people.ActGrantRoles, people.Target{})}
	p.Day = dayFilter(&p.Form, c, "on", h.people.Today())
	q := people.GrantQuery{Role: people.Role(p.List.Get("role")), UnitID: p.List.Get("unit"), Search: p.List.Get("q"), On: p.Day,
		All: p.List.Get("state") == "all", Limit: page.PerPage, Offset: p.List.Offset()}
	rows, total, err := h.people.GrantsInScope(c.Context(), c.Actor, q)
	if err != nil {
		return err
	}
	p.Rows, p.List.Total = linesOf(c, rows, p.Day), total
	tree, err := h.people.Tree(c.Context(), h.people.Today())
	if err != nil {
		return err
	}
	p.Units = tree.Choices(c.Actor.Scope(people.ActSeeRoles))
	p.Base = c.Base(page.SectionPeople, "roles.title")
	p.Lead = c.P.T("roles.lead")
	p.Crumbs = []page.Link{{Text: c.P.T("nav.people"), Href: "/people"}}
	if p.MayGrant {
		p.Action = &page.Link{Text: c.P.T("roles.grant"), Href: rolesPath + "/new", Icon: "user-plus"}
	}
	return rolesPage.RenderStatus(c, statusOf(&p.Form), &p)
}

// statusOf is 422 where something was refused.
func statusOf(f *page.Form) int {
	if len(f.Errors) > 0 {
		return 422
	}
	return 200
}

// Indent shows a unit's depth.
func (p *RolesPage) Indent(depth int) string { return indent(depth) }

// Granted lists the roles that the filter offers.
func (p *RolesPage) Granted() []people.Role { return granted() }

func granted() (list []people.Role) {
	for _, r := range people.Roles {
		if r.Granted() {
			list = append(list, r)
		}
	}
	return list
}
