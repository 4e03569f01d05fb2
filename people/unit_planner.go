package people

import (
	"context"
	"slices"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// planner works out the rows of a change from what the database holds; it writes nothing.
type planner struct {
	ctx   context.Context
	store *Store
	s     *Service
	r     UnitRequest
	tree  *Tree // on the day
	unitJournal
}

// plan fills the journal.
func (p *planner) plan() error {
	for _, id := range append([]string{p.r.UnitID, p.r.IntoID, p.r.ToID, p.r.ParentID}, p.r.Sources...) {
		if _, ok := p.tree.Unit(id); id != "" && !ok {
			return fault.New(fault.Invalid, "unit.not_there").At("on").With("Date", p.r.On)
		}
	}
	if p.r.UnitID == "" {
		return fault.New(fault.Invalid, "unit.not_there").At("on").With("Date", p.r.On)
	}
	switch p.r.Kind {
	case RenameUnit:
		return p.change(p.r.UnitID, func(u *UnitPeriod) {
			u.Name, u.ShortName, u.Kind = p.r.Name, p.r.ShortName, p.r.UnitKind
			if p.r.Position > 0 {
				u.Position = p.r.Position
			}
		})
	case MoveUnit:
		return p.move()
	case MergeUnits:
		return p.merge()
	case SplitUnit:
		return p.split()
	}
	return p.abolish()
}

// move puts the unit under another. A unit cannot go below itself.
func (p *planner) move() error {
	if slices.Contains(p.tree.Descendants(p.r.UnitID), p.r.ParentID) {
		return fault.New(fault.Invalid, "unit.cycle").At("parent")
	}
	return p.change(p.r.UnitID, func(u *UnitPeriod) { u.ParentID = orNil(p.r.ParentID) })
}

// merge ends units and lets all that belongs to them go on in one.
func (p *planner) merge() error {
	into := p.r.IntoID
	if into == "" {
		into = p.found(p.r.New[0])
	}
	for _, id := range p.r.Ending() {
		if p.r.IntoID != "" && slices.Contains(p.tree.Descendants(id), into) {
			return fault.New(fault.Invalid, "unit.merge_below").At("into")
		}
		if err := p.end(id, into, into, into); err != nil {
			return err
		}
		p.Successors = append(p.Successors, succession{UnitID: id, SuccessorID: into, Since: p.r.On})
	}
	return nil
}

// split makes new units and places officers and units below, as the request says.
func (p *planner) split() error {
	parts := make([]string, len(p.r.New))
	for i, part := range p.r.New {
		parts[i] = p.found(part)
	}
	unit, _ := p.tree.Unit(p.r.UnitID)
	place := func(id string) (string, error) {
		switch n := p.r.Place[id]; {
		case n >= 1 && n <= len(parts):
			return parts[n-1], nil
		case p.r.Stays:
			return unit.ID, nil
		}
		return "", fault.New(fault.Invalid, "unit.split_place").At("place")
	}
	if err := p.movePostings(unit.ID, place); err != nil {
		return err
	}
	if err := p.moveChildren(unit.ID, place); err != nil {
		return err
	}
	if p.r.Stays {
		return nil
	}
	if err := p.moveGrants(unit.ID, ""); err != nil { // over which part, somebody must say
		return err
	}
	return p.close(unit.ID)
}

// abolish ends a unit: officers go where the request says, units below go to the one above.
func (p *planner) abolish() error {
	unit, _ := p.tree.Unit(p.r.UnitID)
	if slices.Contains(p.tree.Descendants(unit.ID), p.r.ToID) {
		return fault.New(fault.Invalid, "unit.cycle").At("to")
	}
	if p.r.ToID != "" {
		p.Successors = append(p.Successors, succession{UnitID: unit.ID, SuccessorID: p.r.ToID, Since: p.r.On})
	}
	return p.end(unit.ID, p.r.ToID, unit.ParentID, p.r.ToID)
}

// end ends a unit: its officers, the units right below it and the grants over it go on elsewhere. Officers without a place
// to go are an error; grants without one end.
func (p *planner) end(id, officersTo, childrenTo, grantsTo string) error {
	err := p.movePostings(id, func(string) (string, error) {
		if officersTo == "" {
			n, err := p.store.countServing(p.ctx, id, p.r.On)
			if err == nil {
				err = fault.New(fault.Conflict, "unit.orphans").At("to").With("Count", n)
			}
			return "", err
		}
		return officersTo, nil
	})
	if err != nil {
		return err
	}
	if err := p.moveChildren(id, func(string) (string, error) { return childrenTo, nil }); err != nil {
		return err
	}
	if err := p.moveGrants(id, grantsTo); err != nil {
		return err
	}
	return p.close(id)
}

// found makes a new unit from the day on.
func (p *planner) found(part Part) string {
	row := UnitRow{ID: db.NewID(), Code: part.Code, CreatedAt: p.s.System.Now()}
	if part.ShortName == "" {
		part.ShortName = part.Name
	}
	p.Units = append(p.Units, row)
	p.Periods = append(p.Periods, rowChange[UnitPeriod]{After: &UnitPeriod{ID: db.NewID(), UnitID: row.ID, ParentID: orNil(part.ParentID), Kind: part.Kind,
		Name: part.Name, ShortName: part.ShortName, Position: len(p.tree.order) + len(p.Units), ValidFrom: p.r.On, ValidTo: clock.Forever}})
	return row.ID
}

// change lets a unit be something else from the day on. What was decided for later days would be overtaken: that is
// refused.
func (p *planner) change(id string, edit func(*UnitPeriod)) error {
	periods, err := p.store.periods(p.ctx, id)
	if err != nil {
		return err
	}
	for _, now := range periods {
		switch {
		case now.ValidFrom > p.r.On:
			return fault.New(fault.Conflict, "unit.later").At("on").With("Date", now.ValidFrom)
		case now.ValidTo >= p.r.On:
			p.splitPeriod(now, edit)
		}
	}
	return nil
}

// splitPeriod parts a period at the day; one that begins on it is changed as a whole.
func (p *planner) splitPeriod(now UnitPeriod, edit func(*UnitPeriod)) {
	after := now
	edit(&after)
	if now.ValidFrom >= p.r.On {
		p.Periods = append(p.Periods, rowChange[UnitPeriod]{Before: &now, After: &after})
		return
	}
	ended := now
	ended.ValidTo = p.r.On.Add(-1)
	after.ID, after.ValidFrom = db.NewID(), p.r.On
	p.Periods = append(p.Periods, rowChange[UnitPeriod]{Before: &now, After: &ended}, rowChange[UnitPeriod]{After: &after})
}

// close ends a unit the day before. A period that begins on the day goes: the same reform had begun it. A unit that was not
// there before cannot end on its first day.
func (p *planner) close(id string) error {
	periods, err := p.store.periods(p.ctx, id)
	if err != nil {
		return err
	}
	for i, now := range periods {
		switch {
		case now.ValidTo < p.r.On:
		case now.ValidFrom > p.r.On || now.ValidFrom == p.r.On && i == 0:
			return fault.New(fault.Conflict, "unit.later").At("on").With("Date", now.ValidFrom)
		case now.ValidFrom == p.r.On:
			p.Periods = append(p.Periods, rowChange[UnitPeriod]{Before: &now})
		default:
			ended := now
			ended.ValidTo = p.r.On.Add(-1)
			p.Periods = append(p.Periods, rowChange[UnitPeriod]{Before: &now, After: &ended})
		}
	}
	return nil
}

func orNil(id string) *string {
	if id == "" {
		return nil
	}
	return &id
}
