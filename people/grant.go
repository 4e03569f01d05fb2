package people

import (
	"time"

	"liem/internal/audit"
	"liem/internal/clock"
	"liem/internal/db"
)

// Grant is a role over a unit and all below it, from one day to another, both included. It is never deleted: one that
// was taken back says so. A grant that was delegated reaches no further than the grant it came from, and not one day
// longer.
type Grant struct {
	db.BaseModel `bun:"table:grants,alias:g"`

	ID            string     `bun:"id,pk"`
	AccountID     string     `bun:"account_id"`
	Role          Role       `bun:"role"`
	UnitID        string     `bun:"unit_id"`
	ValidFrom     clock.Date `bun:"valid_from"`
	ValidTo       clock.Date `bun:"valid_to"`
	Reason        string     `bun:"reason"`
	DelegatedFrom *string    `bun:"delegated_from"` // the delegator's own grant
	CreatedAt     time.Time  `bun:"created_at"`
	CreatedBy     string     `bun:"created_by"`
	RevokedAt     *time.Time `bun:"revoked_at"`
	RevokedOn     clock.Date `bun:"revoked_on"` // the first day on which it no longer counts; empty while it stands
	RevokedBy     string     `bun:"revoked_by"`
	RevokeReason  string     `bun:"revoke_reason"`
}

// Standing is how a grant stands on a day.
type Standing string

// The standings. A delegated grant whose origin does not stand is over with it, whatever its own dates say.
const (
	InForce Standing = "in_force"
	ToCome  Standing = "to_come"
	Over    Standing = "over"    // by its dates
	Revoked Standing = "revoked" // taken back
	Lapsed  Standing = "lapsed"  // delegated from a grant that is no longer in force
)

// standingOn is a grant's own standing, without regard to where it came from.
func (g *Grant) standingOn(day clock.Date) Standing {
	switch {
	case g.RevokedAt != nil && g.RevokedOn <= day:
		return Revoked
	case day < g.ValidFrom:
		return ToCome
	case day > g.ValidTo:
		return Over
	}
	return InForce
}

// overlaps tells whether the grant counts on some day of a span.
func (g *Grant) overlaps(from, to clock.Date) bool {
	last := g.ValidTo
	if g.RevokedAt != nil {
		last = min(last, g.RevokedOn.Add(-1))
	}
	return g.ValidFrom <= to && from <= last
}

// counted is what the trail says of a grant before and after a change.
type counted struct {
	Role Role       `json:"role"`
	Unit string     `json:"unit"`
	From clock.Date `json:"from"`
	To   clock.Date `json:"to"`
}

// noteOf tells of a grant that was given, or of one that was taken back.
func noteOf(g *Grant) audit.Change {
	detail := map[string]string{"grant": g.ID}
	if g.DelegatedFrom != nil {
		detail["delegated_from"] = *g.DelegatedFrom
	}
	given := counted{g.Role, g.UnitID, g.ValidFrom, g.ValidTo}
	if g.RevokedAt == nil {
		return audit.Change{Reason: g.Reason, After: given, Detail: detail}
	}
	c := audit.Change{Reason: g.RevokeReason, Before: given, Detail: detail}
	if last := g.last(); last >= g.ValidFrom {
		c.After = counted{g.Role, g.UnitID, g.ValidFrom, last}
	}
	return c
}
