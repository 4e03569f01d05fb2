package authority

import (
	"liem/internal/fault"
	"liem/people"
	"liem/web/page"
)

// SeeAsPage asks as whom one wants to see the site, and lists whom one saw; while one does it says what is closed.
type SeeAsPage struct {
	page.Base
	page.Form
	People []people.Candidate
	Seen   []people.Look
}

var seeAsPage = page.Parse[SeeAsPage](files, "see_as.html")

// SeeAsForm shows the page.
func (h *Handlers) SeeAsForm(c *page.Ctx) error {
	f, err := c.ReadForm("username")
	if err != nil {
		return err
	}
	return h.showSeeAs(c, &SeeAsPage{Form: f})
}

// SeeAs begins to show the site as another person sees it.
func (h *Handlers) SeeAs(c *page.Ctx) error {
	f, err := c.ReadForm("username", "reason")
	if err != nil {
		return err
	}
	err = h.people.SeeAs(c.Context(), c.Actor, f.Get("username"), f.Get("reason"))
	if err == nil {
		return c.See(seeAsPath)
	}
	if !f.Refuse(c, err) {
		return err
	}
	return h.showSeeAs(c, &SeeAsPage{Form: f})
}

// EndSeeAs gives the session back.
func (h *Handlers) EndSeeAs(c *page.Ctx) error {
	if err := h.people.EndSeeAs(c.Context(), c.Actor); err != nil {
		return err
	}
	if people.Can(c.Actor.Behind(), people.ActSeeAs, people.Target{}) {
		return c.Done(seeAsPath, "notice.see_as_ended")
	}
	return c.See("/")
}

func (h *Handlers) showSeeAs(c *page.Ctx, p *SeeAsPage) error {
	if c.Actor.Viewer == nil {
		if !people.Can(c.Actor, people.ActSeeAs, people.Target{}) {
			return fault.New(fault.Forbidden, "fault.forbidden")
		}
		var err error
		if p.People, err = h.people.Candidates(c.Context(), c.Actor, people.ActSeeAs); err != nil {
			return err
		}
		if p.Seen, err = h.people.SawAs(c.Context(), c.Actor); err != nil {
			return err
		}
	}
	p.Base = c.Base(page.SectionPeople, "see_as.title")
	p.Path, p.Lead = seeAsPath, c.P.T("see_as.lead")
	return seeAsPage.RenderStatus(c, statusOf(&p.Form), p)
}
