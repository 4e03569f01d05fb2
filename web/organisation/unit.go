package organisation

import (
	"liem/internal/clock"
	"liem/people"
	"liem/web/page"
)

// UnitPage is one unit as of a day: what it is, what it was, what stands below it, and what can be done with it.
type UnitPage struct {
	page.Base
	F       people.UnitFile
	On      clock.Date
	IsToday bool
	Changes []people.UnitChangeFile
	Holders []people.GrantRow // who answers for it today
}

var unitPage = page.Parse[UnitPage](files, "unit.html")

// Unit shows the page.
func (h *Handlers) Unit(c *page.Ctx) error {
	on, err := h.day(c)
	if err != nil {
		return err
	}
	p := UnitPage{On: on, IsToday: on == h.people.Today()}
	if p.F, err = h.people.UnitFile(c.Context(), c.Actor, c.Params("id"), on); err != nil {
		return err
	}
	if p.Changes, err = h.people.UnitChanges(c.Context(), c.Actor, p.F.ID); err != nil {
		return err
	}
	if p.IsToday {
		if p.Holders, err = h.people.AuthorityOver(c.Context(), c.Actor, p.F.ID); err != nil {
			return err
		}
	}
	p.Base = c.BaseNamed(page.SectionPeople, p.F.Name)
	p.Crumbs = crumbs(c)
	for _, u := range p.F.Path {
		p.Crumbs = append(p.Crumbs, page.Link{Text: u.ShortName, Href: unitPath(u.ID)})
	}
	if !p.IsToday {
		p.Lead = c.P.T("unit.lead_day", "Date", c.P.Date(on))
	}
	return unitPage.Render(c, &p)
}

// Kinds are the changes that can be made to the unit.
func (p *UnitPage) Kinds() []people.ChangeKind { return people.ChangeKinds }

// MayChange tells whether anything can be done with it.
func (p *UnitPage) MayChange() bool { return p.F.MayManage && p.F.Until == clock.Forever }

// Ended tells whether the unit is no more, or not to stay.
func (p *UnitPage) Ended() bool { return p.F.Until != clock.Forever }

// Days are a stretch of days in words.
func (p *UnitPage) Days(from, to clock.Date) string {
	if to == clock.Forever {
		return p.T("officer.since", "From", p.Date(from))
	}
	return p.T("officer.from_to", "From", p.Date(from), "To", p.Date(to))
}
