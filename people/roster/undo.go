package roster

import (
	"context"
	"slices"
	"strings"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
)

// Blocker is why an import cannot be undone: something builds on what it did to an officer.
type Blocker struct {
	Person Person
	Key    string // of the reason's text
}

// undoing is an import with what applying it did.
type undoing struct {
	s       *Service
	tx      db.Tx
	row     importRow
	base    *base
	effects map[string]*effect // by officer
	order   []string
}

// Undo takes back everything that an import did. When something builds on it nothing is taken back, and the blockers are
// told: a later change, or for new officers anything that refers to them, or a completion that states the new facts.
func (s *Service) Undo(ctx context.Context, a people.Actor, id string) ([]Blocker, error) {
	if _, err := s.find(ctx, s.db.Reader(), a, id); err != nil {
		return nil, err
	}
	var blockers []Blocker
	err := s.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		u, err := s.undoing(ctx, tx, a, id)
		if err != nil {
			return err
		}
		if blockers, err = u.blockers(ctx); err != nil || len(blockers) > 0 {
			return err
		}
		if err := u.restore(ctx); err != nil {
			return err
		}
		at := s.now()
		u.row.State, u.row.UndoneAt, u.row.UndoneBy = Undone, &at, a.AccountID
		if err := newStore(tx).save(ctx, u.row); err != nil {
			return err
		}
		return s.people.Audit(ctx, tx, a.AccountID, "roster.undo", "import:"+id, map[string]int{"officers": len(u.order)})
	})
	s.people.Forget()
	return blockers, err
}

func (s *Service) undoing(ctx context.Context, tx db.Tx, a people.Actor, id string) (*undoing, error) {
	store := newStore(tx)
	if err := store.snapshot(ctx, s.db.Engine()); err != nil {
		return nil, err
	}
	u := &undoing{s: s, tx: tx, effects: map[string]*effect{}}
	var err error
	if u.row, err = store.take(ctx, id, s.now(), Applied); err != nil {
		return nil, err
	}
	if u.base, err = loadBase(ctx, tx, u.row.AsOf); err != nil {
		return nil, err
	}
	rows, err := store.effects(ctx, id)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, fault.New(fault.TooLate, "roster.undo_too_late")
	}
	scope := a.Scope(people.ActManagePeople)
	for _, r := range rows {
		eff := &effect{}
		if err := s.open(r.Effect, rowContext(id), eff); err != nil {
			return nil, err
		}
		if !u.within(scope, r.OfficerID, eff) {
			return nil, fault.New(fault.Forbidden, "roster.undo_scope")
		}
		u.effects[r.OfficerID] = eff
		u.order = append(u.order, r.OfficerID)
	}
	return u, nil
}

// within tells whether the scope reaches where the officer serves now, and served before.
func (u *undoing) within(scope people.Scope, id string, eff *effect) bool {
	if scope.All {
		return true
	}
	for _, p := range eff.Postings {
		if !scope.Holds(p.UnitID) {
			return false
		}
	}
	return scope.Holds(u.base.home(id, u.row.AsOf))
}

// blockers lists what builds on the import.
func (u *undoing) blockers(ctx context.Context) ([]Blocker, error) {
	var list []Blocker
	block := func(id, key string) {
		p := Person{OfficerID: id}
		if u.base.officers[id] != nil {
			p = u.base.person(id, u.row.AsOf)
		}
		list = append(list, Blocker{p, key})
	}
	var added, known []string
	for _, id := range u.order {
		eff := u.effects[id]
		switch {
		case u.base.digest(id) != eff.After:
			block(id, "roster.built.changed")
		case eff.Officer == nil:
			added = append(added, id)
		default:
			known = append(known, id)
		}
	}
	references, err := u.s.db.References(ctx, u.tx, "officers")
	if err != nil {
		return nil, err
	}
	for _, r := range references {
		if slices.Contains([]string{"postings", "officer_values"}, r.Table) {
			continue // part of the officer
		}
		found, err := r.Referring(ctx, u.tx, added)
		if err != nil {
			return nil, err
		}
		for _, id := range found {
			block(id, "roster.built."+r.Table)
		}
	}
	stated, err := newStore(u.tx).completedSince(ctx, known, *u.row.AppliedAt)
	for _, id := range stated {
		block(id, "roster.built.completions")
	}
	slices.SortFunc(list, func(a, b Blocker) int { return strings.Compare(a.Person.Number+a.Key, b.Person.Number+b.Key) })
	return list, err
}

// restore puts back what was before.
func (u *undoing) restore(ctx context.Context) error {
	var before people.Roster
	var postings, officers []string
	for _, id := range u.order {
		eff := u.effects[id]
		postings = append(postings, eff.Added...)
		if eff.Officer == nil {
			officers = append(officers, id)
			continue
		}
		was := *eff.Officer
		was.UpdatedAt = u.s.now()
		before.Officers = append(before.Officers, was)
		before.Postings = append(before.Postings, eff.Postings...)
		before.Values = append(before.Values, eff.Values...)
		for _, field := range eff.Filled {
			before.Values = append(before.Values, people.FieldValue{OfficerID: id, FieldID: field})
		}
	}
	store := newStore(u.tx)
	if err := store.deletePostings(ctx, postings); err != nil {
		return err
	}
	if err := store.deleteOfficers(ctx, officers); err != nil {
		return err
	}
	return people.NewStore(u.tx).ApplyRoster(ctx, before)
}
