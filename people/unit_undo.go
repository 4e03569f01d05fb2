package people

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"liem/internal/db"
	"liem/internal/fault"
)

// UndoUnitChange takes a change back, all of it, as long as nothing builds on it: no later change of its units, no row of its
// that somebody has changed since, nothing that refers to a unit it made, nothing recorded of officers it moved.
func (s *Service) UndoUnitChange(ctx context.Context, a Actor, id string) error {
	if err := Require(a, ActManagePeople, Target{}); err != nil {
		return err
	}
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		if err := store.takeUnits(ctx); err != nil {
			return err
		}
		c, err := store.takeUnitChange(ctx, id)
		if err != nil {
			return err
		}
		j, err := c.journal()
		if err != nil {
			return err
		}
		if err := s.mayUndo(ctx, tx, a, &c, j); err != nil {
			return err
		}
		now := s.System.Now()
		c.UndoneAt, c.UndoneBy = &now, a.AccountID
		if err := s.unwrite(ctx, tx, c, j); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "unit.undo_change", "unit:"+c.UnitID, map[string]any{"kind": c.Kind, "effective_on": c.EffectiveOn, "id": c.ID})
	})
	s.Forget()
	return err
}

// unwrite puts the rows back and looks at what that leaves behind.
func (s *Service) unwrite(ctx context.Context, tx db.Tx, c UnitChange, j *unitJournal) error {
	store := NewStore(tx)
	before, err := store.brokenUnits(ctx, c.EffectiveOn)
	if err != nil {
		return err
	}
	if err := store.deleteSuccessors(ctx, c.ID); err != nil {
		return err
	}
	back := &unitJournal{Periods: turned(j.Periods), Postings: turned(j.Postings), Grants: turned(j.Grants)}
	if err := store.write(ctx, back); err != nil {
		return err
	}
	if err := store.deleteUnits(ctx, j.Units); err != nil {
		return err
	}
	if err := store.setUndone(ctx, c); err != nil {
		return err
	}
	return s.sound(ctx, store, c.EffectiveOn, back, before)
}

// turned is the way back, the last row first: what was added later may refer to what was added before.
func turned[T any](list []rowChange[T]) []rowChange[T] {
	back := make([]rowChange[T], 0, len(list))
	for _, c := range slices.Backward(list) {
		back = append(back, rowChange[T]{Before: c.After, After: c.Before})
	}
	return back
}

var errBuiltOn = fault.New(fault.Conflict, "unit.built_on")

// mayUndo tells why a change cannot be undone; nil when it can.
func (s *Service) mayUndo(ctx context.Context, idb db.IDB, a Actor, c *UnitChange, j *unitJournal) error {
	var r UnitRequest
	if err := json.Unmarshal([]byte(c.Request), &r); err != nil {
		return err
	}
	units := j.unitIDs()
	for _, id := range append([]string{r.UnitID, r.IntoID, r.ToID, r.ParentID}, r.Sources...) {
		if id != "" && !within(a, ActManagePeople, id) {
			if all, err := s.Everywhere(ctx, a, ActManagePeople); err != nil || !all { // a unit that ended is in no smaller scope
				return orFault(err, fault.New(fault.NotFound, "fault.not_found"))
			}
		}
	}
	if c.UndoneAt != nil {
		return fault.New(fault.Conflict, "unit.undone_already")
	}
	store := NewStore(idb)
	if later, err := store.changedSince(ctx, c, units); err != nil || later {
		return orFault(err, errBuiltOn)
	}
	same, err := j.stands(ctx, store)
	if err != nil || !same {
		return orFault(err, errBuiltOn)
	}
	if s.Recorded == nil || len(j.Postings) == 0 {
		return nil
	}
	var officers []string
	for _, p := range j.Postings {
		if p.After != nil && !slices.Contains(officers, p.After.OfficerID) {
			officers = append(officers, p.After.OfficerID)
		}
	}
	if recorded, err := s.Recorded(ctx, idb, officers, c.EffectiveOn, c.ID); err != nil || recorded {
		return orFault(err, errBuiltOn)
	}
	return nil
}

func (c *UnitChange) journal() (*unitJournal, error) {
	var j unitJournal
	return &j, json.Unmarshal([]byte(c.Journal), &j)
}

// unitIDs are the units whose periods a journal touches.
func (j *unitJournal) unitIDs() []string {
	var ids []string
	for _, c := range j.Periods {
		p := c.After
		if p == nil {
			p = c.Before
		}
		if !slices.Contains(ids, p.UnitID) {
			ids = append(ids, p.UnitID)
		}
	}
	return ids
}

// stands tells whether every row is still as the journal left it, and no posting came to a unit that it made.
func (j *unitJournal) stands(ctx context.Context, store *Store) (bool, error) {
	periods, err := unchanged(ctx, store, j.Periods, func(p *UnitPeriod) string { return p.ID }, func(p *UnitPeriod) UnitPeriod { return *p })
	if err != nil || !periods {
		return false, err
	}
	postings, err := unchanged(ctx, store, j.Postings, func(p *Posting) string { return p.ID }, func(p *Posting) Posting { return *p })
	if err != nil || !postings {
		return false, err
	}
	return unchanged(ctx, store, j.Grants, func(g *Grant) string { return g.ID }, func(g *Grant) Grant {
		return Grant{ID: g.ID, AccountID: g.AccountID, Role: g.Role, UnitID: g.UnitID, ValidFrom: g.ValidFrom, ValidTo: g.ValidTo}
	})
}

func unchanged[T any](ctx context.Context, store *Store, list []rowChange[T], id func(*T) string, of func(*T) T) (bool, error) {
	left := map[string]string{}
	var ids []string
	for _, c := range list {
		if c.After == nil {
			continue
		}
		raw, err := json.Marshal(of(c.After))
		if err != nil {
			return false, err
		}
		left[id(c.After)] = string(raw)
		ids = append(ids, id(c.After))
	}
	rows, err := rowsOf[T](ctx, store.idb, ids)
	if err != nil || len(rows) != len(left) {
		return false, err
	}
	for i := range rows {
		raw, err := json.Marshal(of(&rows[i]))
		if err != nil || string(raw) != left[id(&rows[i])] {
			return false, err
		}
	}
	return true, nil
}

// mentions tells whether a change's journal names a unit.
func mentions(c *UnitChange, unitID string) bool { return strings.Contains(c.Journal, unitID) }
