package people

import (
	"context"

	"github.com/uptrace/bun"

	"liem/internal/db"
	"liem/internal/fault"
)

// InsertPostings adds postings; one without a kind is a main one. What they leave behind must pass CheckMains.
func (s *Store) InsertPostings(ctx context.Context, rows []Posting) error {
	for i := range rows {
		if rows[i].Kind == "" {
			rows[i].Kind = Main
		}
	}
	return insert(ctx, s.idb, rows)
}

// savePostings adds postings or replaces those of the same ids.
func (s *Store) savePostings(ctx context.Context, rows []Posting) error {
	for i := range rows {
		if rows[i].Kind == "" {
			rows[i].Kind = Main
		}
	}
	for batch := range batches(rows) {
		q := s.idb.NewInsert().Model(&batch).On("CONFLICT (id) DO UPDATE")
		for _, column := range []string{"unit_id", "kind", "position", "title", "decision", "valid_from", "valid_to"} {
			q = q.Set("? = EXCLUDED.?", bun.Ident(column), bun.Ident(column))
		}
		if _, err := q.Exec(ctx); err != nil {
			return db.Fault(err)
		}
	}
	return nil
}

// Postings lists all postings of officers, the newest first.
func (s *Store) Postings(ctx context.Context, officerIDs ...string) ([]Posting, error) {
	var list []Posting
	for batch := range batches(officerIDs) {
		var some []Posting
		if err := s.idb.NewSelect().Model(&some).Where("p.officer_id IN (?)", bun.List(batch)).Scan(ctx); err != nil {
			return nil, db.Fault(err)
		}
		list = append(list, some...)
	}
	SortPostings(list)
	return list, nil
}

// CheckMains refuses two main postings of one officer on one day. Whoever has written postings calls it in the same
// transaction, with the officers that it wrote about. The days are compared here: a planner that does not yet know of many
// new rows would join the table with itself row by row.
func (s *Store) CheckMains(ctx context.Context, officerIDs []string) error {
	for batch := range batches(officerIDs) {
		var mains []Posting
		err := s.idb.NewSelect().Model(&mains).Column("officer_id", "valid_from", "valid_to").
			Where("p.kind = ? AND p.officer_id IN (?)", Main, bun.List(batch)).Order("p.officer_id", "p.valid_from").Scan(ctx)
		if err != nil {
			return db.Fault(err)
		}
		for i := 1; i < len(mains); i++ {
			if was := mains[i-1]; was.OfficerID == mains[i].OfficerID && was.ValidTo >= mains[i].ValidFrom {
				return fault.New(fault.Conflict, "people.posting_twice").At("from").With("Officer", was.OfficerID)
			}
		}
	}
	return nil
}

// batches parts rows so that a statement's parameters stay within what both engines take.
func batches[T any](rows []T) func(yield func([]T) bool) {
	return func(yield func([]T) bool) {
		for len(rows) > 0 {
			n := min(len(rows), insertBatch)
			if !yield(rows[:n:n]) {
				return
			}
			rows = rows[n:]
		}
	}
}
