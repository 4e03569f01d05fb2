package people

import (
	"context"
	"slices"

	"liem/internal/audit"
)

// Under marks what follows as done by the authority that allows it. Where the actor may do it only in somebody else's
// place, the trail names the grants that were delegated; an empty unit stands for every unit that the action reaches.
func Under(ctx context.Context, a Actor, act Action, unitID string) context.Context {
	return audit.Under(ctx, a.delegatedFor(act, unitID)...)
}

// delegatedFor lists the delegated grants without which the actor could not do something at a unit, or not everywhere.
func (a Actor) delegatedFor(act Action, unitID string) []string {
	own := map[string]bool{}
	var lent []held
	for _, h := range a.held {
		switch {
		case !slices.Contains(h.Role.actions(h.Deputy != nil), act):
		case h.Deputy != nil:
			lent = append(lent, h)
		default:
			for _, id := range h.units {
				own[id] = true
			}
		}
	}
	var ids []string
	for _, h := range lent {
		if slices.ContainsFunc(h.units, func(id string) bool { return !own[id] && (unitID == "" || id == unitID) }) {
			ids = append(ids, h.ID)
		}
	}
	return ids
}
