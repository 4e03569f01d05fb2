package organisation

import (
	"liem/people"
	"liem/web/page"
)

// Shown is a plan with the page's language, for the template that change and its record share.
type Shown struct {
	*page.Base
	people.UnitPlan
}

// Shown is the plan; nil before there is one.
func (p *ChangePage) Shown() *Shown {
	if p.Plan == nil {
		return nil
	}
	return &Shown{&p.Base, *p.Plan}
}

// Words is what happens to a unit.
func (s *Shown) Words(u people.PlannedUnit) string {
	after, before := u.After, u.Before
	if after == "" {
		after = s.T("unit.top_none")
	}
	if before == "" {
		before = s.T("unit.top_none")
	}
	key := "unit.planned." + u.What
	if u.What == "renamed" && u.Before == u.After {
		key = "unit.planned.changed"
	}
	return s.T(key, "Name", u.Name, "Before", before, "After", after)
}
