package roster

import (
	"context"
	"slices"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
)

// Items lists the items of a kind of an import that was compared or applied.
func (s *Service) Items(ctx context.Context, a people.Actor, id string, kind Kind, limit, offset int) ([]Item, error) {
	if _, err := s.find(ctx, s.db.Reader(), a, id); err != nil {
		return nil, err
	}
	rows, err := newStore(s.db.Reader()).rows(ctx, id, kind, limit, offset)
	if err != nil {
		return nil, err
	}
	return s.items(rows, id)
}

// Ticks counts what is ticked of each kind.
func (s *Service) Ticks(ctx context.Context, a people.Actor, id string) (Counts, error) {
	if _, err := s.find(ctx, s.db.Reader(), a, id); err != nil {
		return nil, err
	}
	return newStore(s.db.Reader()).ticks(ctx, id)
}

// Choice is what a person ticked on a page of items, and answered.
type Choice struct {
	Kind    Kind
	Shown   []int          // the items that the page showed
	Ticked  []int          // those of them that were ticked
	All     *bool          // tick all of the kind, or none
	Answers map[int]string // by item: an officer's id, AnswerNew, or empty to leave it open
}

// Choose keeps a choice. Answers make the comparison anew.
func (s *Service) Choose(ctx context.Context, a people.Actor, id string, c Choice) error {
	if _, err := s.find(ctx, s.db.Reader(), a, id); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := newStore(tx)
		row, err := store.take(ctx, id, s.now(), Compared)
		if err != nil {
			return err
		}
		switch {
		case !c.Kind.Applies():
		case c.All != nil:
			err = store.tick(ctx, id, c.Kind, nil, *c.All)
		default:
			ticked := []int{}
			for _, n := range c.Ticked {
				if slices.Contains(c.Shown, n) {
					ticked = append(ticked, n)
				}
			}
			if err = store.tick(ctx, id, c.Kind, append([]int{}, c.Shown...), false); err == nil {
				err = store.tick(ctx, id, c.Kind, ticked, true)
			}
		}
		if err != nil || len(c.Answers) == 0 {
			return err
		}
		return s.answer(ctx, tx, a, row, c.Answers)
	})
}

// answer takes answers to questions into the plan.
func (s *Service) answer(ctx context.Context, tx db.Tx, a people.Actor, row importRow, given map[int]string) error {
	rows, err := newStore(tx).rows(ctx, row.ID, "", 0, 0)
	if err != nil {
		return err
	}
	items, err := s.items(rows, row.ID)
	if err != nil {
		return err
	}
	for i := range items {
		if to, ok := given[items[i].N]; ok && items[i].Kind == Question {
			known := to == "" || to == AnswerNew || slices.ContainsFunc(items[i].Candidates, func(p Person) bool { return p.OfficerID == to })
			if !known {
				return fault.New(fault.Invalid, "roster.answer_unknown")
			}
			items[i].Answer = to
		}
	}
	fresh, _, err := s.again(ctx, tx, a, row, items)
	if err != nil {
		return err
	}
	return s.store(ctx, tx, row, fresh, items)
}

// again makes the comparison of stored items anew, with the answers that they have.
func (s *Service) again(ctx context.Context, idb db.IDB, a people.Actor, row importRow, items []Item) ([]Item, *comparison, error) {
	entries, answers := make([]Entry, 0, len(items)), map[int]string{}
	for i := range items {
		if items[i].Entry.Row == 0 {
			continue // somebody who left
		}
		entries = append(entries, items[i].Entry.again())
		if items[i].Answer != "" {
			answers[items[i].Entry.Row] = items[i].Answer
		}
	}
	own, err := s.ownFieldsIn(ctx, idb, a)
	if err != nil {
		return nil, nil, err
	}
	c, err := s.comparison(ctx, idb, a, Terms{row.AsOf, row.WholeUnitID}, own, answers)
	if err != nil {
		return nil, nil, err
	}
	fresh, err := c.items(entries)
	return fresh, c, err
}
