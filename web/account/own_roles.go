package account

import (
	"slices"

	"liem/internal/clock"
	"liem/people"
	"liem/web/page"
)

// OwnRole is a role of one's own with its dates, and whose authority it is where it was delegated.
type OwnRole struct {
	people.GrantRow
	ToCome bool
	To     clock.Date // empty for a role without an end
}

// ownRoles lists the roles that one holds or will hold.
func (h *Handlers) ownRoles(c *page.Ctx) ([]OwnRole, error) {
	rows, err := h.people.OwnGrants(c.Context(), c.Actor)
	if err != nil {
		return nil, err
	}
	today := h.people.Today()
	rows = slices.DeleteFunc(rows, func(r people.GrantRow) bool {
		s := r.StandingOn(today)
		return s != people.InForce && s != people.ToCome
	})
	list := make([]OwnRole, len(rows))
	for i, r := range rows {
		list[i] = OwnRole{GrantRow: r, ToCome: r.StandingOn(today) == people.ToCome, To: r.LastDay()}
		if list[i].To == clock.Forever {
			list[i].To = ""
		}
	}
	return list, nil
}
