package records

import (
	"context"

	"github.com/uptrace/bun"

	"liem/internal/clock"
	"liem/internal/db"
)

// Store adds and reads completions. It changes nothing of one but what an erasure takes away.
type Store struct{ idb bun.IDB }

// NewStore works in a pool or inside a transaction.
func NewStore(idb bun.IDB) *Store { return &Store{idb} }

// Insert adds a completion. A second one of the same enrolment is a conflict.
func (s *Store) Insert(ctx context.Context, c Completion) error {
	_, err := s.idb.NewInsert().Model(&c).Exec(ctx)
	return db.Fault(err)
}

// InsertMany adds completions in few statements; the demonstration's history uses it.
func (s *Store) InsertMany(ctx context.Context, list []Completion) error {
	const atOnce = 200
	for len(list) > 0 {
		n := min(len(list), atOnce)
		batch := list[:n]
		if _, err := s.idb.NewInsert().Model(&batch).Exec(ctx); err != nil {
			return db.Fault(err)
		}
		list = list[n:]
	}
	return nil
}

// Get finds a completion.
func (s *Store) Get(ctx context.Context, id string) (Completion, error) {
	return s.one(ctx, s.idb.NewSelect().Model((*Completion)(nil)).Where("c.id = ?", id))
}

// ByEnrolment finds the completion that an enrolment led to.
func (s *Store) ByEnrolment(ctx context.Context, enrolmentID string) (Completion, error) {
	return s.one(ctx, s.idb.NewSelect().Model((*Completion)(nil)).Where("c.enrolment_id = ?", enrolmentID))
}

// Newest is the officer's newest completion of a course.
func (s *Store) Newest(ctx context.Context, officerID, courseID string) (Completion, error) {
	return s.one(ctx, s.idb.NewSelect().Model((*Completion)(nil)).
		Where("c.officer_id = ? AND c.course_id = ?", officerID, courseID).Order("c.done_at DESC").Limit(1))
}

func (s *Store) one(ctx context.Context, q *bun.SelectQuery) (Completion, error) {
	var c Completion
	err := q.Scan(ctx, &c)
	return c, db.Fault(err)
}

// OfOfficer lists an officer's completions that count in a year (0 = all years), newest first.
func (s *Store) OfOfficer(ctx context.Context, officerID string, year int) ([]Completion, error) {
	var list []Completion
	q := s.idb.NewSelect().Model(&list).Where("c.officer_id = ?", officerID).Order("c.done_at DESC", "c.id")
	if year != 0 {
		q = q.Where("c.year = ?", year)
	}
	return list, db.Fault(q.Scan(ctx))
}

// CountedInYear tells whether hours of this version count for the officer in the year already.
func (s *Store) CountedInYear(ctx context.Context, officerID, versionID string, year int) (bool, error) {
	ok, err := s.idb.NewSelect().Model((*Completion)(nil)).
		Where("c.version_id = ? AND c.officer_id = ? AND c.year = ? AND c.hours > 0", versionID, officerID, year).Exists(ctx)
	return ok, db.Fault(err)
}

// page lists completions after an id, for walking all of them in flat memory.
func (s *Store) page(ctx context.Context, after string, limit int) ([]Completion, error) {
	var list []Completion
	err := s.idb.NewSelect().Model(&list).Where("c.id > ?", after).Order("c.id").Limit(int64(limit)).Scan(ctx)
	return list, db.Fault(err)
}

// waiting is the set of those leaves that are in the ledger's queue.
func (s *Store) waiting(ctx context.Context, leaves [][]byte) (map[string]bool, error) {
	rows, err := s.idb.QueryContext(ctx, "SELECT leaf FROM ledger_queue WHERE leaf IN (?)", bun.List(leaves))
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	set := map[string]bool{}
	for rows.Next() {
		var leaf []byte
		if err := rows.Scan(&leaf); err != nil {
			return nil, db.Fault(err)
		}
		set[string(leaf)] = true
	}
	return set, db.Fault(rows.Err())
}

// orphans counts leaves of the ledger that neither a completion nor a seal of the trail has.
func (s *Store) orphans(ctx context.Context) (int, error) {
	var n int
	err := s.idb.QueryRowContext(ctx, "SELECT COUNT(*) FROM ledger_leaves l WHERE NOT EXISTS (SELECT 1 FROM completions c WHERE c.leaf = l.leaf) AND NOT EXISTS (SELECT 1 FROM audit_seals s WHERE s.leaf = l.leaf)").Scan(&n)
	return n, db.Fault(err)
}

// Recorded tells whether a completion of one of the officers was recorded under an id later than one, done on a day or later.
func Recorded(ctx context.Context, idb db.IDB, officerIDs []string, since clock.Date, afterID string) (bool, error) {
	const few = 500 // parameters of a statement
	for len(officerIDs) > 0 {
		n := min(few, len(officerIDs))
		found, err := idb.NewSelect().Model((*Completion)(nil)).
			Where("c.id > ? AND c.done_on >= ? AND c.officer_id IN (?)", afterID, since, bun.List(officerIDs[:n])).Exists(ctx)
		if err != nil || found {
			return found, db.Fault(err)
		}
		officerIDs = officerIDs[n:]
	}
	return false, nil
}
