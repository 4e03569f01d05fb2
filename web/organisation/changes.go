package organisation

import (
	"liem/people"
	"liem/web/page"
)

// ChangesPage lists the changes of units, the newest first.
type ChangesPage struct {
	page.Base
	Changes []people.UnitChangeFile
	names   map[string]people.Who
}

var changesPage = page.Parse[ChangesPage](files, "changes.html")

// Changes shows the list.
func (h *Handlers) Changes(c *page.Ctx) error {
	p := ChangesPage{Base: c.Base(page.SectionPeople, "unit.changes")}
	p.Crumbs = crumbs(c)
	var err error
	if p.Changes, err = h.people.UnitChanges(c.Context(), c.Actor, ""); err != nil {
		return err
	}
	var ids []string
	for _, ch := range p.Changes {
		ids = append(ids, ch.AppliedBy)
	}
	if p.names, err = h.people.Names(c.Context(), ids...); err != nil {
		return err
	}
	return changesPage.Render(c, &p)
}

// Who is the name of who applied a change; the account itself where it has none.
func (p *ChangesPage) Who(account string) string { return nameOf(p.names, account) }

func nameOf(names map[string]people.Who, account string) string {
	if w, ok := names[account]; ok {
		return w.Name
	}
	return account
}

// ChangeDonePage is one change with all that it did.
type ChangeDonePage struct {
	page.Base
	page.Form
	F       people.UnitChangeFile
	MayUndo bool
	Why     string // not
	names   map[string]people.Who
}

var changeDonePage = page.Parse[ChangeDonePage](files, "change_done.html", "plan.html")

// ChangeDone shows the page.
func (h *Handlers) ChangeDone(c *page.Ctx) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	return h.showChangeDone(c, f, 200)
}

// Undo takes the change back.
func (h *Handlers) Undo(c *page.Ctx) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	if err := h.people.UndoUnitChange(c.Context(), c.Actor, c.Params("change")); err != nil {
		if !f.Refuse(c, err) {
			return err
		}
		return h.showChangeDone(c, f, 409)
	}
	return c.Done("/units/changes/"+c.Params("change"), "notice.unit_undone")
}

func (h *Handlers) showChangeDone(c *page.Ctx, form page.Form, status int) error {
	f, err := h.people.UnitChangeFile(c.Context(), c.Actor, c.Params("change"))
	if err != nil {
		return err
	}
	p := ChangeDonePage{Base: c.Base(page.SectionPeople, "unit.change_title."+string(f.Kind), "Name", f.Name), Form: form, F: f}
	p.Crumbs = crumbs(c, page.Link{Text: c.P.T("unit.changes"), Href: "/units/changes"})
	p.Path = "/units/changes/" + f.ID
	p.MayUndo = f.Undo == nil && people.Can(c.Actor, people.ActManagePeople, people.Target{})
	if f.Undo != nil && f.UndoneAt == nil {
		p.Why = c.P.Error(f.Undo)
	}
	if p.names, err = h.people.Names(c.Context(), f.AppliedBy, f.UndoneBy); err != nil {
		return err
	}
	return changeDonePage.RenderStatus(c, status, &p)
}

// Who is the name behind an account.
func (p *ChangeDonePage) Who(account string) string { return nameOf(p.names, account) }

// Shown is what the change did.
func (p *ChangeDonePage) Shown() *Shown { return &Shown{&p.Base, p.F.Plan} }
