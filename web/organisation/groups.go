package organisation

import (
	"liem/people"
	"liem/web/page"
)

// GroupsPage lists the groups of officers.
type GroupsPage struct {
	page.Base
	Groups  []people.GroupFile
	Manages bool
}

var groupsPage = page.Parse[GroupsPage](files, "groups.html")

// Groups shows the list.
func (h *Handlers) Groups(c *page.Ctx) error {
	p := GroupsPage{Base: c.Base(page.SectionPeople, "nav.groups"), Manages: people.Can(c.Actor, people.ActManagePeople, people.Target{})}
	p.Crumbs, p.Lead = []page.Link{{Text: c.P.T("staff.people"), Href: "/people"}}, c.P.T("group.lead")
	if p.Manages {
		p.Action = &page.Link{Text: c.P.T("group.add"), Href: "/people/groups/new", Icon: "plus"}
	}
	var err error
	if p.Groups, err = h.people.Groups(c.Context(), c.Actor); err != nil {
		return err
	}
	return groupsPage.Render(c, &p)
}

func groupPath(id string) string { return "/people/groups/" + id }

func groupCrumbs(c *page.Ctx, more ...page.Link) []page.Link {
	return append([]page.Link{{Text: c.P.T("staff.people"), Href: "/people"}, {Text: c.P.T("nav.groups"), Href: "/people/groups"}}, more...)
}
