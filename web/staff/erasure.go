package staff

import (
	"liem/training"
	"liem/web/page"
)

// ErasurePage says what an erasure of an officer's personal data removes, before it is done.
type ErasurePage struct {
	page.Base
	page.Form
	Plan training.Erasure
}

var erasurePage = page.Parse[ErasurePage](files, "erasure.html")

// ErasureForm shows what would be removed.
func (h *Handlers) ErasureForm(c *page.Ctx) error { return h.showErasure(c, page.Form{}, 200) }

// Erase removes it, once the officer's number was typed and a reason given.
func (h *Handlers) Erase(c *page.Ctx) error {
	f, err := c.ReadForm("reason", "number")
	if err != nil {
		return err
	}
	id := c.Params("id")
	plan, err := h.training.PlanErasure(c.Context(), c.Actor, id)
	if err != nil {
		return err
	}
	if f.Get("number") != plan.Number {
		f.Errors = append(f.Errors, page.FieldError{Field: "number", Text: c.P.T("erasure.number_differs")})
		return h.showErasure(c, f, 422)
	}
	if _, err = h.training.Erase(c.Context(), c.Actor, id, f.Get("reason")); err == nil {
		h.people.Forget()
		return c.Done(officerPath(id), "notice.officer_erased")
	}
	if !f.Refuse(c, err) {
		return err
	}
	return h.showErasure(c, f, 422)
}

func (h *Handlers) showErasure(c *page.Ctx, f page.Form, status int) error {
	p := ErasurePage{Form: f}
	var err error
	if p.Plan, err = h.training.PlanErasure(c.Context(), c.Actor, c.Params("id")); err != nil {
		return err
	}
	p.Base = c.Base(page.SectionPeople, "erasure.title", "Name", p.Plan.Name)
	p.Crumbs = crumbs(c, page.Link{Text: p.Plan.Name, Href: officerPath(p.Plan.OfficerID)})
	p.Path = officerPath(p.Plan.OfficerID) + "/erase"
	return erasurePage.RenderStatus(c, status, &p)
}
