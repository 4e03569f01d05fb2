package web_test

// What everybody may see, read slowly from plain values: loops, no SQL, and nothing of the program's own rules.

import (
	"slices"

	"liem/internal/clock"
	"liem/people"
)

// does is the table of role × action once more, written down by itself.
var does = map[people.Role][]string{
	people.RoleAuthor:    {"course.preview", "course.edit"},
	people.RoleManager:   {"course.preview", "course.edit", "course.publish", "report.completions", "report.export", "people.see", "role.delegate"},
	people.RoleHR:        {"report.completions", "report.export", "report.national_id", "people.see", "people.manage", "role.see", "role.grant"},
	people.RoleHead:      {"report.completions", "people.see", "role.delegate"},
	people.RoleInspector: {"course.preview", "report.completions", "report.export", "people.see", "ledger.verify", "audit.read", "learning.read", "role.see", "see_as"},
	people.RoleAdmin:     {"people.see", "account.manage", "audit.read", "settings", "role.see", "role.grant", "see_as"},
}

// unitOn is what a unit was on a day; nil when it was not.
func (o *organisation) unitOn(id string, day clock.Date) *people.UnitPeriod {
	for i, p := range o.periods[id] {
		if p.ValidFrom <= day && day <= p.ValidTo {
			return &o.periods[id][i]
		}
	}
	return nil
}

// below tells whether a unit was another, or below it, on a day.
func (o *organisation) below(id, top string, day clock.Date) bool {
	for p := o.unitOn(id, day); p != nil; p = o.unitOn(id, day) {
		if id == top {
			return o.unitOn(top, day) != nil
		}
		if p.ParentID == nil {
			return false
		}
		id = *p.ParentID
	}
	return false
}

// onlyRoot tells whether every unit of today is below one.
func (o *organisation) onlyRoot(top string) bool {
	if o.unitOn(top, proofToday) == nil {
		return false
	}
	for _, id := range o.units {
		if o.unitOn(id, proofToday) != nil && !o.below(id, top, proofToday) {
			return false
		}
	}
	return true
}

// counts tells whether a grant is in force on a day by itself.
func counts(g *people.Grant, day clock.Date) bool {
	return g.ValidFrom <= day && day <= g.ValidTo && (g.RevokedAt == nil || day < g.RevokedOn)
}

// inForce tells whether a grant is in force on a day, and what it was delegated from too.
func (o *organisation) inForce(g *people.Grant, day clock.Date) bool {
	return counts(g, day) && (g.DelegatedFrom == nil || counts(o.grant(*g.DelegatedFrom), day))
}

// gives tells whether a grant lets its holder do something at a unit today; an empty unit asks whether it reaches all.
func (o *organisation) gives(g *people.Grant, act, unit string) bool {
	if !o.inForce(g, proofToday) || !slices.Contains(does[g.Role], act) {
		return false
	}
	over := []string{g.UnitID}
	if g.DelegatedFrom != nil {
		origin := o.grant(*g.DelegatedFrom)
		lender := o.login(origin.AccountID)
		if lender.DisabledAt != nil || lender.officer != nil && lender.officer.LeftOn != "" && lender.officer.LeftOn < proofToday {
			return false
		}
		if act == "role.delegate" || act == "role.grant" {
			return false
		}
		over = append(over, origin.UnitID)
	}
	whole, here := true, unit != ""
	for _, top := range over {
		whole = whole && o.onlyRoot(top)
		here = here && o.below(unit, top, proofToday)
	}
	return whole || here
}

// may tells whether the asker may do something at a unit; an empty one stands for all of them.
func (o *organisation) may(act, unit string) bool {
	for _, g := range o.grants {
		if g.AccountID == o.asker.ID && o.gives(g, act, unit) {
			return true
		}
	}
	return false
}

// somewhere tells whether the asker may do something at all.
func (o *organisation) somewhere(act string) bool {
	for _, id := range append([]string{""}, o.units...) {
		if (id == "" || o.unitOn(id, proofToday) != nil) && o.may(act, id) {
			return true
		}
	}
	return false
}

// everywhere tells whether the asker may do something at every unit of today.
func (o *organisation) everywhere(act string) bool {
	if o.may(act, "") {
		return true
	}
	any := false
	for _, id := range o.units {
		if o.unitOn(id, proofToday) != nil {
			any = true
			if !o.may(act, id) {
				return false
			}
		}
	}
	return any
}

// unitsFor lists the units of today at which the asker may do something, in no order.
func (o *organisation) unitsFor(act string) (list []string) {
	for _, id := range o.units {
		if o.unitOn(id, proofToday) != nil && o.may(act, id) {
			list = append(list, id)
		}
	}
	return list
}

// mainOn is an officer's main posting on a day; nil for none.
func (w *officer) mainOn(day clock.Date) *people.Posting {
	for i, p := range w.posts {
		if p.Kind == people.Main && p.ValidFrom <= day && day <= p.ValidTo {
			return &w.posts[i]
		}
	}
	return nil
}

// lastMain is the main posting that began last.
func (w *officer) lastMain() *people.Posting {
	var last *people.Posting
	for i, p := range w.posts {
		if p.Kind == people.Main {
			last = &w.posts[i]
		}
	}
	return last
}

// home is the unit by which an officer is seen.
func (w *officer) home() string {
	if p := w.mainOn(proofToday); p != nil {
		return p.UnitID
	}
	return w.lastMain().UnitID
}

// listed is the posting by which an officer stands in the list of a state; nil for who does not.
func (w *officer) listed(state string) *people.Posting {
	switch state {
	case "left":
		if w.LeftOn != "" && w.LeftOn < proofToday && w.lastMain().ValidFrom < proofToday {
			return w.lastMain()
		}
	case "coming":
		for i, p := range w.posts {
			if p.Kind != people.Main || p.ValidTo < proofToday {
				continue
			}
			if p.ValidFrom > proofToday {
				return &w.posts[i]
			}
			return nil // serves today
		}
	default:
		return w.mainOn(proofToday)
	}
	return nil
}

// servesIn tells whether an account belongs to a scope: an officer's by today's main posting, nobody's by a role that is
// held or will be.
func (o *organisation) servesIn(l *login, act string) bool {
	if o.may(act, "") {
		return true
	}
	if l.officer != nil {
		p := l.officer.mainOn(proofToday)
		return p != nil && o.unitOn(p.UnitID, proofToday) != nil && o.may(act, p.UnitID)
	}
	for _, g := range o.grants {
		if g.AccountID == l.ID && g.ValidTo >= proofToday && g.RevokedAt == nil && o.unitOn(g.UnitID, proofToday) != nil && o.may(act, g.UnitID) {
			return true
		}
	}
	return false
}

// seesGrant tells whether the asker may know of a grant: over a unit in sight, one's own, or delegated from one's own.
func (o *organisation) seesGrant(g *people.Grant) bool {
	if g.AccountID == o.asker.ID || o.may("role.see", g.UnitID) {
		return true
	}
	return g.DelegatedFrom != nil && o.grant(*g.DelegatedFrom).AccountID == o.asker.ID
}
