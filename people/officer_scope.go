package people

import (
	"liem/internal/clock"
	"liem/internal/fault"
)

// homeOf is the unit that an officer belongs to for permission: that of today's main posting, or of the last one of
// somebody who has left; empty for who never served anywhere.
func homeOf(history []Posting, today clock.Date) string {
	if p := MainOn(history, today); p != nil {
		return p.UnitID
	}
	if p := LastMain(history); p != nil {
		return p.UnitID
	}
	return ""
}

// sees tells whether the actor may see the officers of a unit; those of none are seen by who sees everything.
func sees(a Actor, unitID string) bool { return within(a, ActSeePeople, unitID) }

// within is Can for what belongs to a unit, or to none: the zero Target would ask whether one may do it anywhere.
func within(a Actor, act Action, unitID string) bool {
	if unitID == "" {
		return a.Scope(act).All
	}
	return Can(a, act, Target{UnitID: unitID})
}

func requireIn(a Actor, act Action, unitID string) error {
	if within(a, act, unitID) {
		return nil
	}
	return fault.New(fault.Forbidden, "fault.forbidden")
}
