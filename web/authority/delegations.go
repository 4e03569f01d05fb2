package authority

import (
	"liem/people"
	"liem/web/page"
)

// DelegationsPage shows what one handed to a deputy and what was handed to oneself, and to those who may know the roles
// of their scope all delegations there.
type DelegationsPage struct {
	page.Base
	Given, Received, Others []Line
	SeesRoles, MayDelegate  bool
	Total                   int // of the others
}

var delegationsPage = page.Parse[DelegationsPage](files, "delegations.html", "delegation_list.html")

// Delegations shows the page.
func (h *Handlers) Delegations(c *page.Ctx) error {
	p := DelegationsPage{SeesRoles: people.Can(c.Actor, people.ActSeeRoles, people.Target{}), MayDelegate: people.Can(c.Actor, people.ActDelegate, people.Target{})}
	rows, err := h.people.Delegations(c.Context(), c.Actor)
	if err != nil {
		return err
	}
	for _, l := range linesOf(c, rows, h.people.Today()) {
		if l.AccountID == c.Actor.AccountID {
			p.Received = append(p.Received, l)
		} else {
			p.Given = append(p.Given, l)
		}
	}
	if p.SeesRoles {
		rows, total, err := h.people.GrantsInScope(c.Context(), c.Actor, people.GrantQuery{Delegated: true, All: true, Limit: page.PerPage})
		if err != nil {
			return err
		}
		p.Others, p.Total = linesOf(c, rows, h.people.Today()), total
	}
	p.Base = c.Base(page.SectionAccount, "delegation.title")
	p.Lead = c.P.T("delegation.lead")
	p.Crumbs = []page.Link{{Text: c.P.T("nav.account"), Href: "/account"}}
	if p.MayDelegate {
		p.Action = &page.Link{Text: c.P.T("delegation.new"), Href: delegationsPath + "/new", Icon: "send"}
	}
	return delegationsPage.Render(c, &p)
}

// More tells that there are more delegations in scope than the page shows.
func (p *DelegationsPage) More() bool { return p.Total > len(p.Others) }

// Party is a list of delegations with the page that it stands on.
type Party struct {
	Page  *DelegationsPage
	Lines []Line
}

// Of pairs a list with the page, for the template that both need.
func (p *DelegationsPage) Of(lines []Line) Party { return Party{p, lines} }
