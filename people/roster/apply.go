package roster

import (
	"context"
	"errors"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/jobs"
	"liem/people"
)

// errStale tells that the officers have changed since the comparison.
var errStale = fault.New(fault.Conflict, "roster.stale")

// Apply writes what is ticked, at once or in the background. When the officers have changed since the comparison nothing
// is written: the answer is a conflict, and a fresh difference is there to be looked at.
func (s *Service) Apply(ctx context.Context, a people.Actor, id string) error {
	row, err := s.find(ctx, s.db.Reader(), a, id)
	if err != nil {
		return err
	}
	i, err := row.view()
	if err != nil {
		return err
	}
	total := 0
	for _, n := range i.Counts {
		total += n
	}
	if total <= atOnce {
		return s.apply(ctx, a, id)
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		row, err := newStore(tx).take(ctx, id, s.now(), Compared)
		if err != nil {
			return err
		}
		row.State, row.Failure, row.Done, row.Total = Applying, "", 0, total
		if err := newStore(tx).save(ctx, row); err != nil {
			return err
		}
		return jobs.Enqueue(ctx, tx, JobApply, id, work{id, a.AccountID}, s.now())
	})
}

// apply writes what is ticked, or stores a fresh difference.
func (s *Service) apply(ctx context.Context, a people.Actor, id string) error {
	err := s.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return s.applyIn(ctx, tx, a, id) })
	if errors.Is(err, errStale) || db.IsUnique(err) {
		return errors.Join(s.refresh(ctx, a, id), errStale)
	}
	s.people.Forget()
	return err
}

// applyIn compares once more and writes, all in one transaction. Two imports at once wait for each other at the rows of
// the officers whom both change, and the second sees a difference of its own.
func (s *Service) applyIn(ctx context.Context, tx db.Tx, a people.Actor, id string) error {
	store := newStore(tx)
	if err := store.snapshot(ctx, s.db.Engine()); err != nil {
		return err
	}
	row, err := store.take(ctx, id, s.now(), Compared, Applying)
	if err != nil {
		return err
	}
	rows, err := store.rows(ctx, id, "", 0, 0)
	if err != nil {
		return err
	}
	items, err := s.items(rows, id)
	if err != nil {
		return err
	}
	fresh, c, err := s.again(ctx, tx, a, row, items)
	if err != nil {
		return err
	}
	now := make(map[string]*Item, len(fresh))
	for i := range fresh {
		now[fresh[i].key()] = &fresh[i]
	}
	w := &writing{c: c, service: s.people, now: s.now(), effects: map[string]*effect{}}
	changed := make(map[string]int)
	for i := range items {
		item := &items[i]
		if !item.Ticked || !item.Kind.Applies() {
			continue
		}
		same := now[item.key()]
		if same == nil || same.digest() != item.digest() {
			return errStale
		}
		changed[w.add(same)] = item.N
	}
	if len(changed) == 0 {
		return fault.New(fault.Invalid, "roster.nothing_ticked")
	}
	if err := people.NewStore(tx).ApplyRoster(ctx, w.roster); err != nil {
		return err
	}
	return s.noteApplied(ctx, tx, a, row, w, changed)
}

// noteApplied keeps what was replaced, and closes the import.
func (s *Service) noteApplied(ctx context.Context, tx db.Tx, a people.Actor, row importRow, w *writing, changed map[string]int) error {
	after, err := loadBase(ctx, tx, row.AsOf)
	if err != nil {
		return err
	}
	rows := make([]itemRow, 0, len(changed))
	for officer, n := range changed {
		eff := w.effects[officer]
		eff.After = after.digest(officer)
		sealed, err := s.seal(eff, rowContext(row.ID))
		if err != nil {
			return err
		}
		// Only effect and officer are written: the row is there.
		rows = append(rows, itemRow{ImportID: row.ID, N: n, OfficerID: officer, Content: []byte{}, Effect: sealed})
	}
	if err := newStore(tx).saveEffects(ctx, rows); err != nil {
		return err
	}
	at := s.now()
	row.State, row.AppliedAt, row.AppliedBy, row.File, row.Failure, row.Stale = Applied, &at, a.AccountID, nil, "", false
	if err := newStore(tx).save(ctx, row); err != nil {
		return err
	}
	ticks, err := newStore(tx).ticks(ctx, row.ID)
	if err != nil {
		return err
	}
	return s.people.Audit(ctx, tx, a.AccountID, "roster.apply", "import:"+row.ID, ticks.detail())
}

// detail is what the trail tells: numbers alone.
func (c Counts) detail() map[string]int {
	d := map[string]int{}
	for k, n := range c {
		if n > 0 {
			d[string(k)] = n
		}
	}
	return d
}

// refresh stores the difference as it is now.
func (s *Service) refresh(ctx context.Context, a people.Actor, id string) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		row, err := newStore(tx).take(ctx, id, s.now(), Compared, Applying)
		if err != nil {
			return err
		}
		rows, err := newStore(tx).rows(ctx, id, "", 0, 0)
		if err != nil {
			return err
		}
		items, err := s.items(rows, id)
		if err != nil {
			return err
		}
		fresh, _, err := s.again(ctx, tx, a, row, items)
		if err != nil {
			return err
		}
		row.Stale = true
		return s.store(ctx, tx, row, fresh, items)
	})
}

// Discard gives an import up before it is applied.
func (s *Service) Discard(ctx context.Context, a people.Actor, id string) error {
	if _, err := s.find(ctx, s.db.Reader(), a, id); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		row, err := newStore(tx).take(ctx, id, s.now(), Mapped, Compared)
		if err != nil {
			return err
		}
		row.State, row.File, row.Notices, row.Counts = Discarded, nil, "", ""
		if err := newStore(tx).save(ctx, row); err != nil {
			return err
		}
		if err := newStore(tx).replaceRows(ctx, id, nil); err != nil {
			return err
		}
		return s.people.Audit(ctx, tx, a.AccountID, "roster.discard", "import:"+id, nil)
	})
}
