package people

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"liem/internal/clock"
)

// UnitPlan is what a change does, for people to read before it is applied and after.
type UnitPlan struct {
	Request  UnitRequest
	Units    []PlannedUnit
	Officers []PlannedMove
	Grants   []PlannedGrant
	Digest   string // of all the above: what was shown is what is applied
}

// PlannedUnit is what happens to a unit. What is new, ends, renamed or moved; Before and After are names: of the unit where
// it is renamed, of the unit above it where it is moved.
type PlannedUnit struct {
	ID     string `json:"id"`
	What   string `json:"what"` // new | renamed | moved | ends
	Name   string `json:"name"`
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

// PlannedMove is an officer who serves elsewhere from the day on.
type PlannedMove struct {
	ID     string      `json:"id"`
	Number string      `json:"number"`
	Name   string      `json:"name"`
	Kind   PostingKind `json:"kind"`
	From   string      `json:"from"` // names of the units
	To     string      `json:"to"`
	On     clock.Date  `json:"on"`
}

// PlannedGrant is a role over a unit that ends; To is empty where it does not go on.
type PlannedGrant struct {
	Who  string `json:"who"`
	Role Role   `json:"role"`
	From string `json:"from"`
	To   string `json:"to"`
}

// describer turns a journal into words.
type describer struct {
	ctx   context.Context
	store *Store
	names map[string]string
	j     *unitJournal
}

// describe reads the names and lists what the journal does.
func describe(ctx context.Context, store *Store, r UnitRequest, j *unitJournal) (UnitPlan, error) {
	d := &describer{ctx: ctx, store: store, names: map[string]string{}, j: j}
	for _, c := range j.Periods {
		if c.Before == nil {
			d.names[c.After.UnitID] = c.After.Name
		}
	}
	plan := UnitPlan{Request: r}
	var err error
	if plan.Units, err = d.units(); err != nil {
		return plan, err
	}
	if plan.Officers, err = d.officers(); err != nil {
		return plan, err
	}
	if plan.Grants, err = d.grants(); err != nil {
		return plan, err
	}
	plan.Digest, err = plan.digest(len(j.Units))
	return plan, err
}

// digest covers what people see but the ids of new units, which every planning makes anew.
func (p *UnitPlan) digest(fresh int) (string, error) {
	units := make([]PlannedUnit, len(p.Units))
	for i, u := range p.Units {
		if units[i] = u; u.What == "new" {
			units[i].ID = ""
		}
	}
	raw, err := json.Marshal([]any{p.Request, units, p.Officers, p.Grants, fresh})
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:]), err
}

// name is a unit's name as it was last.
func (d *describer) name(id string) (string, error) {
	if id == "" {
		return "", nil
	}
	if n, ok := d.names[id]; ok {
		return n, nil
	}
	n, err := d.store.lastName(d.ctx, id)
	d.names[id] = n
	return n, err
}

func (d *describer) units() ([]PlannedUnit, error) {
	var list []PlannedUnit
	for i := 0; i < len(d.j.Periods); i++ {
		c := d.j.Periods[i]
		if c.Before == nil {
			list = append(list, PlannedUnit{ID: c.After.UnitID, What: "new", Name: c.After.Name})
			continue
		}
		after := c.After
		if i+1 < len(d.j.Periods) && d.j.Periods[i+1].Before == nil && d.j.Periods[i+1].After.UnitID == c.Before.UnitID {
			i++ // the period that follows the one that ends
			after = d.j.Periods[i].After
		}
		more, err := d.unit(c.Before, after)
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
	}
	return list, nil
}

func (d *describer) unit(before, after *UnitPeriod) ([]PlannedUnit, error) {
	var list []PlannedUnit
	u := PlannedUnit{ID: before.UnitID, Name: before.Name}
	if after == nil || after.ID == before.ID && after.ValidTo < before.ValidTo {
		u.What = "ends"
		return []PlannedUnit{u}, nil
	}
	if before.Name != after.Name || before.ShortName != after.ShortName || before.Kind != after.Kind || before.Position != after.Position {
		r := u
		r.What, r.Before, r.After = "renamed", before.Name, after.Name
		list = append(list, r)
	}
	if idOf(before.ParentID) != idOf(after.ParentID) {
		var err error
		u.What = "moved"
		if u.Before, err = d.name(idOf(before.ParentID)); err != nil {
			return nil, err
		}
		if u.After, err = d.name(idOf(after.ParentID)); err != nil {
			return nil, err
		}
		list = append(list, u)
	}
	return list, nil
}

func idOf(id *string) string {
	if id == nil {
		return ""
	}
	return *id
}

func (d *describer) officers() ([]PlannedMove, error) {
	var list []PlannedMove
	var ids []string
	from := ""
	for _, c := range d.j.Postings {
		if c.Before != nil {
			from = c.Before.UnitID
		}
		if c.After == nil || c.After.UnitID == from {
			continue
		}
		m := PlannedMove{ID: c.After.OfficerID, Kind: c.After.Kind, On: c.After.ValidFrom}
		var err error
		if m.From, err = d.name(from); err != nil {
			return nil, err
		}
		if m.To, err = d.name(c.After.UnitID); err != nil {
			return nil, err
		}
		list, ids = append(list, m), append(ids, m.ID)
	}
	officers, err := rowsOf[Officer](d.ctx, d.store.idb, ids)
	byID := make(map[string]Officer, len(officers))
	for _, o := range officers {
		byID[o.ID] = o
	}
	for i := range list {
		list[i].Number, list[i].Name = byID[list[i].ID].Number, byID[list[i].ID].FullName
	}
	return list, err
}

func (d *describer) grants() ([]PlannedGrant, error) {
	var list []PlannedGrant
	for i := 0; i < len(d.j.Grants); i++ {
		c := d.j.Grants[i]
		if c.Before == nil {
			continue
		}
		to := ""
		switch {
		case c.After != nil && c.After.UnitID != c.Before.UnitID:
			to = c.After.UnitID
		case i+1 < len(d.j.Grants) && d.j.Grants[i+1].Before == nil:
			to = d.j.Grants[i+1].After.UnitID
		}
		if to == c.Before.UnitID {
			continue // delegated over a unit below: it goes on as it was
		}
		who, err := d.store.Names(d.ctx, []string{c.Before.AccountID})
		if err != nil {
			return nil, err
		}
		g := PlannedGrant{Who: who[c.Before.AccountID].Name, Role: c.Before.Role}
		if g.From, err = d.name(c.Before.UnitID); err != nil {
			return nil, err
		}
		if g.To, err = d.name(to); err != nil {
			return nil, err
		}
		list = append(list, g)
	}
	return list, nil
}
