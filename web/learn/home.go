package learn

import (
	"liem/internal/chart"
	"liem/internal/clock"
	"liem/people"
	"liem/records"
	"liem/training"
	"liem/web/page"
)

// HomePage is the officer's first page: the one next step, what is due, what is begun, the year's hours.
type HomePage struct {
	page.Base
	training.Home
	Today clock.Date
	Ring  Ring
}

// Ring is the year's hours as a picture, with the same figures as text.
type Ring struct {
	Tally records.Tally
	Arcs  []chart.Arc
}

var homePage = page.Parse[HomePage](files, "home.html", "items.html", "ring.html")

// Home shows the page; who takes no courses goes to their own first page.
func (h *Handlers) Home(c *page.Ctx) error {
	if !people.Can(c.Actor, people.ActLearn, people.Target{}) {
		return c.See(page.Landing(c.Actor))
	}
	home, err := h.training.Home(c.Context(), c.Actor)
	if err != nil {
		return err
	}
	p := HomePage{Base: c.Base(page.SectionHome, "home.title"), Home: home, Today: c.Site.Today(), Ring: ringOf(home.Tally)}
	return homePage.Render(c, &p)
}

func ringOf(t records.Tally) Ring {
	parts := make([]chart.Part, len(t.ByCategory))
	for i, c := range t.ByCategory {
		parts[i] = chart.Part{Name: string(c.Category), Value: c.Hours}
	}
	return Ring{Tally: t, Arcs: chart.Ring(t.Norm, parts)}
}

// Due says how near a due date is, for the badge beside it.
func (p *HomePage) Due(i training.Item) string {
	switch {
	case i.DueOn < p.Today:
		return "late"
	case i.DueOn <= p.Today.Add(soonDays):
		return "soon"
	}
	return "info"
}

// soonDays is how many days before its date a course is marked as due soon.
const soonDays = 14
