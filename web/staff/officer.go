package staff

import (
	"liem/internal/clock"
	"liem/internal/i18n"
	"liem/people"
	"liem/web/page"
)

// OfficerPage is one officer: what is known, where they serve and served, and the account.
type OfficerPage struct {
	page.Base
	page.Form
	F                             people.OfficerFile
	Left                          bool
	SeesRoles, MayGrant, MaySeeAs bool
	today                         clock.Date
}

var officerPage = page.Parse[OfficerPage](files, "officer.html")

// Officer shows the page.
func (h *Handlers) Officer(c *page.Ctx) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	return h.showOfficer(c, f, 200)
}

func (h *Handlers) showOfficer(c *page.Ctx, form page.Form, status int) error {
	f, err := h.people.OfficerFile(c.Context(), c.Actor, c.Params("id"))
	if err != nil {
		return err
	}
	p := OfficerPage{Base: c.BaseNamed(page.SectionPeople, f.FullName), Form: form, F: f, today: h.people.Today(), Left: f.HasLeft(h.people.Today())}
	p.MaySeeAs = people.Can(c.Actor, people.ActSeeAs, people.Target{})
	p.SeesRoles, p.MayGrant = people.Can(c.Actor, people.ActSeeRoles, people.Target{}), people.Can(c.Actor, people.ActGrantRoles, people.Target{})
	p.Crumbs = crumbs(c)
	if f.MayManage && !p.Left {
		p.Action = &page.Link{Text: c.P.T("officer.edit"), Href: officerPath(f.ID) + "/edit", Icon: "edit"}
	}
	p.Path = officerPath(f.ID)
	return officerPage.RenderStatus(c, status, &p)
}

// crumbs is the way to an officer's pages.
func crumbs(c *page.Ctx, more ...page.Link) []page.Link {
	return append([]page.Link{{Text: c.P.T("staff.people"), Href: "/people"}}, more...)
}

func officerPath(id string) string { return "/people/" + id }

// Label is the name of a field that HR defined.
func (p *OfficerPage) Label(f people.FieldText) string { return f.Label(i18n.Locale(p.Lang())) }

// Shown is a field's value as people write it.
func (p *OfficerPage) Shown(f people.FieldText) string { return shown(&p.Base, f) }

func shown(b *page.Base, f people.FieldText) string {
	switch f.Kind {
	case people.DateField:
		return b.Date(clock.Date(f.Value))
	case people.NumberField:
		return b.Decimal(f.Value)
	}
	return f.Value
}

// Until is a posting's last day in words; nothing while it is open.
func (p *OfficerPage) Until(post people.PostingOn) string {
	if post.ValidTo == clock.Forever {
		return ""
	}
	return p.Date(post.ValidTo)
}

// Today is the day as of which the page stands.
func (p *OfficerPage) Today() clock.Date { return p.today }

// Born is the day of birth, or the year where nobody knows more.
func (p *OfficerPage) Born() string { return p.Date(clock.Date(p.F.BirthDate)) }
