package people

import (
	"time"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// GroupKind says how a group's members are found.
type GroupKind string

// The kinds.
const (
	ByHand GroupKind = "hand"
	ByRule GroupKind = "rule"
)

// Group is a set of officers of a unit and all below it. A group by rule keeps no list: it is evaluated whenever somebody
// asks, so a transfer, a new title or a reform of units is felt at once.
type Group struct {
	db.BaseModel `bun:"table:officer_groups,alias:g"`

	ID        string     `bun:"id,pk"`
	UnitID    string     `bun:"unit_id"`
	Name      string     `bun:"name"`
	About     string     `bun:"about"`
	Kind      GroupKind  `bun:"kind"`
	Rule      string     `bun:"rule"` // JSON of Rule; empty by hand
	CreatedAt time.Time  `bun:"created_at"`
	CreatedBy string     `bun:"created_by"`
	UpdatedAt time.Time  `bun:"updated_at"`
	ClosedAt  *time.Time `bun:"closed_at"` // no longer offered
}

// Membership is a stretch of days for which somebody put an officer into a group by hand.
type Membership struct {
	db.BaseModel `bun:"table:group_members,alias:m"`

	GroupID   string     `bun:"group_id,pk"`
	OfficerID string     `bun:"officer_id,pk"`
	ValidFrom clock.Date `bun:"valid_from,pk"`
	ValidTo   clock.Date `bun:"valid_to"`
	AddedBy   string     `bun:"added_by"`
	Note      string     `bun:"note"`
}

// NewGroup is what one gives to define a group, or to change one: then the kind stays.
type NewGroup struct {
	ID                  string // empty for a new one
	UnitID, Name, About string
	Kind                GroupKind
	Rule                Rule // of a group by rule
}

// Check lists what is wrong with the fields, all at once.
func (n *NewGroup) Check() error {
	var list fault.List
	if n.Name == "" {
		list.Add(fault.New(fault.Invalid, "group.name_missing").At("name"))
	}
	if n.UnitID == "" {
		list.Add(fault.New(fault.Invalid, "people.posting_unit").At("unit"))
	}
	if n.Kind != ByHand && n.Kind != ByRule {
		list.Add(fault.New(fault.Invalid, "group.kind_unknown").At("kind"))
	}
	if n.Kind == ByRule {
		if e, ok := fault.As(n.Rule.Check()); ok {
			list.Add(e)
		}
	}
	return list.Err()
}
