package people

import (
	"slices"
	"time"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// ChangeKind says what happens to units.
type ChangeKind string

// The kinds of changes.
const (
	RenameUnit  ChangeKind = "rename"  // another name, kind or place among its siblings
	MoveUnit    ChangeKind = "move"    // under another unit
	MergeUnits  ChangeKind = "merge"   // several units end and go on in one, which is there or is new
	SplitUnit   ChangeKind = "split"   // new units come out of one, which ends or stays
	AbolishUnit ChangeKind = "abolish" // a unit ends
)

// ChangeKinds lists the kinds.
var ChangeKinds = []ChangeKind{RenameUnit, MoveUnit, MergeUnits, SplitUnit, AbolishUnit}

// UnitRequest asks for a change of the organisation that takes effect on a day: the first on which things are new.
type UnitRequest struct {
	Kind     ChangeKind
	UnitID   string // which is renamed, moved, split, abolished, or the first that is merged
	On       clock.Date
	Decision string // nghị quyết, quyết định số …; may be empty

	Name, ShortName string   `json:",omitempty"` // rename
	UnitKind        UnitKind `json:",omitempty"` // rename
	Position        int      `json:",omitempty"` // rename: order among siblings; 0 leaves it

	ParentID string `json:",omitempty"` // move: empty makes it a root

	Sources []string `json:",omitempty"` // merge: further units that end
	IntoID  string   `json:",omitempty"` // merge: the unit that they go on in; empty for a new one
	New     []Part   `json:",omitempty"` // merge: the new unit; split: the units that come out

	Stays bool           `json:",omitempty"` // split: the unit goes on beside them
	Place map[string]int `json:",omitempty"` // split: officer or unit below → the part they go to, from 1; 0 stays

	ToID string `json:",omitempty"` // abolish: where the officers go
}

// Part is a unit that a change makes.
type Part struct {
	Code, Name, ShortName string
	Kind                  UnitKind
	ParentID              string // empty for a root
}

// maxParts bounds what one split makes.
const maxParts = 12

// Check lists what is wrong with the request itself, all at once.
func (r *UnitRequest) Check() error {
	var list fault.List
	wrong := func(key, field string) { list.Add(fault.New(fault.Invalid, key).At(field)) }
	if !slices.Contains(ChangeKinds, r.Kind) {
		wrong("unit.change_unknown", "kind")
	}
	if !r.On.Valid() {
		wrong("unit.on_unreadable", "on")
	}
	switch r.Kind {
	case RenameUnit:
		if r.Name == "" {
			wrong("unit.name_missing", "name")
		}
		if !r.UnitKind.Valid() {
			wrong("unit.kind_unknown", "unit_kind")
		}
	case MergeUnits:
		if len(r.Ending()) == 0 || (r.IntoID == "" && len(r.Ending()) < 2) {
			wrong("unit.merge_few", "source")
		}
		if (r.IntoID == "") != (len(r.New) == 1) {
			wrong("unit.merge_into_missing", "into")
		}
	case SplitUnit:
		if len(r.New) == 0 || len(r.New) > maxParts || (!r.Stays && len(r.New) < 2) {
			wrong("unit.split_few", "new_code_1")
		}
	}
	for i, p := range r.New {
		field := "new_code_" + string(rune('1'+i))
		switch {
		case p.Code == "" || p.Name == "":
			wrong("unit.part_incomplete", field)
		case !p.Kind.Valid():
			wrong("unit.kind_unknown", field)
		}
	}
	return list.Err()
}

// Valid tells whether it is one of the kinds.
func (k UnitKind) Valid() bool { return k == Province || k == Area || k == Department }

// UnitKinds lists the kinds.
var UnitKinds = []UnitKind{Province, Area, Department}

// Ending are the units that a merger ends, each once.
func (r *UnitRequest) Ending() []string {
	var ids []string
	for _, id := range append([]string{r.UnitID}, r.Sources...) {
		if id != "" && id != r.IntoID && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// UnitChange is a change that was applied.
type UnitChange struct {
	db.BaseModel `bun:"table:unit_changes,alias:c"`

	ID          string     `bun:"id,pk"`
	Kind        ChangeKind `bun:"kind"`
	UnitID      string     `bun:"unit_id"`
	EffectiveOn clock.Date `bun:"effective_on"`
	Decision    string     `bun:"decision"`
	Request     string     `bun:"request"` // JSON of UnitRequest
	Journal     string     `bun:"journal"` // JSON of unitJournal
	AppliedAt   time.Time  `bun:"applied_at"`
	AppliedBy   string     `bun:"applied_by"`
	UndoneAt    *time.Time `bun:"undone_at"`
	UndoneBy    string     `bun:"undone_by"`
}

// succession says who carries on what a unit that ended has left: its courses, and what its officers did there.
type succession struct {
	db.BaseModel `bun:"table:unit_successors,alias:s"`

	UnitID      string     `bun:"unit_id,pk"`
	SuccessorID string     `bun:"successor_id,pk"`
	Since       clock.Date `bun:"since,pk"`
	ChangeID    string     `bun:"change_id"`
}

// rowChange is a row before and after; Before is nil for one that was added, After for one that was taken away.
type rowChange[T any] struct {
	Before, After *T
}

// unitJournal is every row that a change wrote, so that it can be shown and undone.
type unitJournal struct {
	Units      []UnitRow
	Periods    []rowChange[UnitPeriod]
	Postings   []rowChange[Posting]
	Grants     []rowChange[Grant]
	Successors []succession
}
