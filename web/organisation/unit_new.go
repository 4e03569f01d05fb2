package organisation

import (
	"liem/people"
	"liem/web/page"
)

// UnitNewPage adds a unit.
type UnitNewPage struct {
	page.Base
	page.Form
	Units []people.Placed
}

var unitNewPage = page.Parse[UnitNewPage](files, "unit_new.html")

// UnitNew shows the form.
func (h *Handlers) UnitNew(c *page.Ctx) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	f.Values["from"], f.Values["kind"] = c.P.Date(h.people.Today()), string(people.Department)
	return h.showUnitNew(c, &UnitNewPage{Form: f}, 200)
}

// UnitAdd adds the unit.
func (h *Handlers) UnitAdd(c *page.Ctx) error {
	f, err := c.ReadForm("code", "name", "short_name", "kind", "parent", "from")
	if err != nil {
		return err
	}
	n := people.NewUnit{Code: f.Get("code"), Name: f.Get("name"), ShortName: f.Get("short_name"), Kind: people.UnitKind(f.Get("kind")),
		ParentID: f.Get("parent"), From: readDay(f.Get("from"))}
	if n.ShortName == "" {
		n.ShortName = n.Name
	}
	id, err := h.people.AddUnit(c.Context(), c.Actor, n)
	if err == nil {
		return c.Done(unitPath(id), "notice.unit_added")
	}
	if !f.Refuse(c, err) {
		return err
	}
	return h.showUnitNew(c, &UnitNewPage{Form: f}, 422)
}

func (h *Handlers) showUnitNew(c *page.Ctx, p *UnitNewPage, status int) error {
	p.Base = c.Base(page.SectionPeople, "unit.add")
	p.Crumbs = crumbs(c)
	tree, err := h.people.Tree(c.Context(), h.people.Today())
	if err != nil {
		return err
	}
	p.Units = tree.Choices(c.Actor.Scope(people.ActManagePeople))
	return unitNewPage.RenderStatus(c, status, p)
}

// UnitKinds are what a unit may be.
func (p *UnitNewPage) UnitKinds() []people.UnitKind { return people.UnitKinds }

// Indent shows a unit's depth in a list.
func (p *UnitNewPage) Indent(depth int) string { return indent(depth) }
