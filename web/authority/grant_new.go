package authority

import (
	"liem/internal/clock"
	"liem/people"
	"liem/web/page"
)

// NewGrantPage asks to whom which role is given, and shows before it is saved what that will allow.
type NewGrantPage struct {
	page.Base
	page.Form
	Preview
	People []people.Candidate
	Units  []people.Placed
	Roles  []people.Role
}

var newGrantPage = page.Parse[NewGrantPage](files, "grant_new.html", "grant_fields.html", "meaning.html")

var grantFields = []string{"username", "role", "unit", "from", "to", "reason", "step"}

// GrantForm shows the form; a link may name the person and the unit.
func (h *Handlers) GrantForm(c *page.Ctx) error {
	f, err := c.ReadForm("username", "role", "unit")
	if err != nil {
		return err
	}
	f.Values["from"] = c.P.Date(h.people.Today())
	return h.showGrantForm(c, &NewGrantPage{Form: f})
}

// GrantNew checks the form and shows what it will do; the second time it saves it.
func (h *Handlers) GrantNew(c *page.Ctx) error {
	f, err := c.ReadForm(grantFields...)
	if err != nil {
		return err
	}
	p := &NewGrantPage{Form: f}
	n := people.NewGrant{Username: f.Get("username"), Role: people.Role(f.Get("role")), UnitID: f.Get("unit"), From: date(f.Get("from")),
		To: date(f.Get("to")), Reason: f.Get("reason")}
	if f.Get("step") == "save" {
		g, err := h.people.Grant(c.Context(), c.Actor, n)
		if err == nil {
			return c.Done(rolePath(g.ID), "notice.role_granted")
		}
		return h.refuseGrant(c, p, err)
	}
	g, err := h.people.CheckGrant(c.Context(), c.Actor, n)
	if err != nil {
		return h.refuseGrant(c, p, err)
	}
	if p.Preview, err = h.preview(c, &g, max(g.ValidFrom, h.people.Today())); err != nil {
		return err
	}
	return h.showGrantForm(c, p)
}

func (h *Handlers) refuseGrant(c *page.Ctx, p *NewGrantPage, err error) error {
	if !p.Refuse(c, err) {
		return err
	}
	return h.showGrantForm(c, p)
}

func (h *Handlers) showGrantForm(c *page.Ctx, p *NewGrantPage) error {
	tree, err := h.people.Tree(c.Context(), h.people.Today())
	if err != nil {
		return err
	}
	p.Units = tree.Choices(c.Actor.Scope(people.ActGrantRoles))
	for _, r := range granted() {
		if people.Can(c.Actor, people.ActGrant(r), people.Target{}) {
			p.Roles = append(p.Roles, r)
		}
	}
	if p.People, err = h.people.Candidates(c.Context(), c.Actor, people.ActGrantRoles); err != nil {
		return err
	}
	p.Base = c.Base(page.SectionPeople, "roles.grant")
	p.Path, p.Crumbs, p.Lead = rolesPath+"/new", toRoles(c), c.P.T("roles.grant_lead")
	return newGrantPage.RenderStatus(c, statusOf(&p.Form), p)
}

// Indent shows a unit's depth.
func (p *NewGrantPage) Indent(depth int) string { return indent(depth) }

// Reach is a role in a few words, for the list of roles.
func (p *NewGrantPage) Reach(r people.Role) string { return p.T("roles.gist." + string(r)) }

// Day writes a field's day as people do, and what is none as it was typed.
func (p *NewGrantPage) Day(field string) string { return shownDay(&p.Base, p.Get(field)) }

func shownDay(b *page.Base, typed string) string {
	if d, ok := clock.ParseDate(typed); ok {
		return b.Date(d)
	}
	return typed
}

// Fields are what the second form carries on.
func (p *NewGrantPage) Fields() []string { return grantFields[:len(grantFields)-1] }
