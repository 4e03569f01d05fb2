package staff

import (
	"liem/people"
	"liem/web/page"
)

// OfficerLeavePage ends an officer's service.
type OfficerLeavePage struct {
	page.Base
	page.Form
	F people.OfficerFile
}

var officerLeavePage = page.Parse[OfficerLeavePage](files, "officer_leave.html")

// LeaveForm shows the form, which says what will happen.
func (h *Handlers) LeaveForm(c *page.Ctx) error {
	file, err := h.managed(c)
	if err != nil {
		return err
	}
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	return showLeave(c, &OfficerLeavePage{Form: f, F: file}, 200)
}

// Leave ends the service.
func (h *Handlers) Leave(c *page.Ctx) error {
	file, err := h.managed(c)
	if err != nil {
		return err
	}
	f, err := c.ReadForm("last", "reason")
	if err != nil {
		return err
	}
	if err = h.people.Leave(c.Context(), c.Actor, file.ID, readDay(f.Get("last")), f.Get("reason")); err == nil {
		return c.Done(officerPath(file.ID), "notice.officer_left")
	}
	if !f.Refuse(c, err) {
		return err
	}
	return showLeave(c, &OfficerLeavePage{Form: f, F: file}, 422)
}

func showLeave(c *page.Ctx, p *OfficerLeavePage, status int) error {
	p.Base = c.Base(page.SectionPeople, "officer.leave_of", "Name", p.F.FullName)
	p.Crumbs = crumbs(c, page.Link{Text: p.F.FullName, Href: officerPath(p.F.ID)})
	return officerLeavePage.RenderStatus(c, status, p)
}

// Open are the postings that end with the service.
func (p *OfficerLeavePage) Open() []people.PostingOn {
	var list []people.PostingOn
	for _, post := range p.F.History {
		if post.State != people.PostingBefore {
			list = append(list, post)
		}
	}
	return list
}

// Reasons are what the form offers; the trail keeps the one chosen.
func (p *OfficerLeavePage) Reasons() []string {
	return []string{"retired", "moved", "resigned", "dismissed", "died", "other"}
}
