package people

import (
	"liem/internal/db"
)

// moveChildren puts the units right below one under others from the day on, also where they come below it later only.
func (p *planner) moveChildren(id string, place func(unitID string) (string, error)) error {
	list, err := p.store.periodsBelow(p.ctx, id, p.r.On)
	if err != nil {
		return err
	}
	for _, now := range list {
		to, err := place(now.UnitID)
		if err != nil {
			return err
		}
		if to != id && !p.endsToo(now.UnitID) {
			p.splitPeriod(now, func(u *UnitPeriod) { u.ParentID = orNil(to) })
		}
	}
	return nil
}

// endsToo tells a unit that the same merger ends.
func (p *planner) endsToo(unitID string) bool {
	if p.r.Kind != MergeUnits {
		return false
	}
	for _, id := range p.r.Ending() {
		if id == unitID {
			return true
		}
	}
	return false
}

// movePostings lets whoever serves at a unit on the day or later serve elsewhere from then on, with all else as it was.
func (p *planner) movePostings(id string, place func(officerID string) (string, error)) error {
	list, err := p.store.postingsAt(p.ctx, id, p.r.On)
	if err != nil {
		return err
	}
	for _, now := range list {
		to, err := place(now.OfficerID)
		if err != nil {
			return err
		}
		if to == id {
			continue
		}
		after := now
		after.UnitID, after.Decision = to, orText(p.r.Decision, now.Decision)
		if now.ValidFrom >= p.r.On {
			p.Postings = append(p.Postings, rowChange[Posting]{Before: &now, After: &after})
			continue
		}
		ended := now
		ended.ValidTo = p.r.On.Add(-1)
		after.ID, after.ValidFrom = db.NewID(), p.r.On
		p.Postings = append(p.Postings, rowChange[Posting]{Before: &now, After: &ended}, rowChange[Posting]{After: &after})
	}
	return nil
}

// moveGrants lets grants over a unit go on over another, or end where there is none. A grant that goes on is a new row, and
// so is whatever was delegated from it, over whichever unit: it would end with the row that it came from.
func (p *planner) moveGrants(id, to string) error {
	list, err := p.store.grantsOver(p.ctx, id, p.r.On)
	if err != nil {
		return err
	}
	went := map[string]string{} // old ids → new
	for _, now := range list {
		if now.DelegatedFrom == nil {
			p.moveGrant(now, to, nil, went)
		}
	}
	for _, now := range list {
		if now.DelegatedFrom != nil {
			p.moveGrant(now, to, went, nil)
		}
	}
	delegated, err := p.store.delegatedOf(p.ctx, went, p.r.On)
	for _, now := range delegated {
		if now.UnitID != id {
			p.moveGrant(now, now.UnitID, went, nil)
		}
	}
	return err
}

// moveGrant ends a grant and lets it go on: over another unit, from another origin. The new row's id goes into noted.
func (p *planner) moveGrant(now Grant, to string, origins, noted map[string]string) {
	ended, after := now, now
	ended.ValidTo = p.r.On.Add(-1)
	if to != "" && now.ValidFrom >= p.r.On && now.DelegatedFrom == nil { // not begun: nothing to end
		after.UnitID = to
		p.Grants = append(p.Grants, rowChange[Grant]{Before: &now, After: &after})
		return
	}
	p.Grants = append(p.Grants, rowChange[Grant]{Before: &now, After: &ended})
	if to == "" {
		return
	}
	after.ID, after.UnitID, after.ValidFrom = db.NewID(), to, max(now.ValidFrom, p.r.On)
	if now.DelegatedFrom != nil && origins[*now.DelegatedFrom] != "" {
		after.DelegatedFrom = orNil(origins[*now.DelegatedFrom])
	}
	if noted != nil {
		noted[now.ID] = after.ID
	}
	p.Grants = append(p.Grants, rowChange[Grant]{After: &after})
}

func orText(first, second string) string {
	if first != "" {
		return first
	}
	return second
}
