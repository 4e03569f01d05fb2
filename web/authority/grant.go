package authority

import (
	"liem/people"
	"liem/web/page"
)

// GrantPage shows one grant: what it allows, why, by whom, what was delegated from it, and how it is taken back.
type GrantPage struct {
	page.Base
	page.Form
	Grant     Line
	Meaning   *Meaning
	Delegated []Line
	MayRevoke bool
}

var grantPage = page.Parse[GrantPage](files, "grant.html", "meaning.html")

// Grant shows the page.
func (h *Handlers) Grant(c *page.Ctx) error { return h.showGrant(c, &GrantPage{}) }

// Revoke takes the grant back from now on.
func (h *Handlers) Revoke(c *page.Ctx) error {
	f, err := c.ReadForm("reason")
	if err != nil {
		return err
	}
	g, err := h.people.Revoke(c.Context(), c.Actor, c.Params("id"), f.Get("reason"))
	if err == nil {
		notice := "notice.role_revoked"
		if g.DelegatedFrom != nil {
			notice = "notice.delegation_ended"
		}
		return c.Done(rolePath(g.ID), notice)
	}
	if !f.Refuse(c, err) {
		return err
	}
	return h.showGrant(c, &GrantPage{Form: f})
}

func (h *Handlers) showGrant(c *page.Ctx, p *GrantPage) error {
	today := h.people.Today()
	row, err := h.people.GrantRow(c.Context(), c.Actor, c.Params("id"))
	if err != nil {
		return err
	}
	p.Grant = lineOf(c, row, today)
	tree, err := h.people.Tree(c.Context(), min(max(row.ValidFrom, today), max(row.ValidFrom, row.LastDay())))
	if err != nil {
		return err
	}
	p.Meaning = meaningOf(c.P, &row.Grant, tree)
	p.Meaning.Days = p.Grant.Days
	from, err := h.people.DelegatedFrom(c.Context(), row.ID)
	if err != nil {
		return err
	}
	p.Delegated = linesOf(c, from, today)
	may, err := h.people.MayRevoke(c.Context(), c.Actor, row.Grant)
	if err != nil {
		return err
	}
	p.MayRevoke = may && (p.Grant.Standing == people.InForce || p.Grant.Standing == people.ToCome)
	p.Base = c.BaseNamed(page.SectionPeople, c.P.T("roles.of", "Role", c.P.T("role."+string(row.Role)), "Name", row.Holder))
	p.Path, p.Crumbs = rolePath(row.ID), toRoles(c)
	return grantPage.RenderStatus(c, statusOf(&p.Form), p)
}
