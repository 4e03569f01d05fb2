package roster

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/people"
)

// store reads and writes imports, and officers in bulk.
type store struct{ idb bun.IDB }

func newStore(idb bun.IDB) *store { return &store{idb} }

// State is how far an import is.
type State string

// The states.
const (
	Mapped    State = "mapping"   // uploaded: the columns are to be mapped
	Comparing State = "comparing" // in the background
	Compared  State = "compared"  // the difference is there
	Applying  State = "applying"  // in the background
	Applied   State = "applied"
	Undone    State = "undone"
	Discarded State = "discarded"
)

type importRow struct {
	bun.BaseModel `bun:"table:imports,alias:i"`

	ID          string     `bun:"id,pk"`
	CreatedAt   time.Time  `bun:"created_at"`
	CreatedBy   string     `bun:"created_by"`
	FileName    string     `bun:"file_name"`
	FileSize    int64      `bun:"file_size"`
	FileDigest  string     `bun:"file_digest"`
	File        []byte     `bun:"file"`
	State       State      `bun:"state"`
	AsOf        clock.Date `bun:"as_of"`
	WholeUnitID string     `bun:"whole_unit_id"`
	Mapping     string     `bun:"mapping"`
	Counts      string     `bun:"counts"`
	Notices     string     `bun:"notices"`
	Stale       bool       `bun:"stale"`
	Failure     string     `bun:"failure"`
	Done        int        `bun:"done"`
	Total       int        `bun:"total"`
	TouchedAt   time.Time  `bun:"touched_at"`
	AppliedAt   *time.Time `bun:"applied_at"`
	AppliedBy   string     `bun:"applied_by"`
	UndoneAt    *time.Time `bun:"undone_at"`
	UndoneBy    string     `bun:"undone_by"`
}

type itemRow struct {
	bun.BaseModel `bun:"table:import_rows,alias:r"`

	ImportID  string `bun:"import_id,pk"`
	N         int    `bun:"n,pk"`
	Kind      Kind   `bun:"kind"`
	OfficerID string `bun:"officer_id"`
	Ticked    bool   `bun:"ticked"`
	Answer    string `bun:"answer"`
	Content   []byte `bun:"content"`
	Effect    []byte `bun:"effect"`
}

// batch keeps a statement's parameters within what both engines take.
const batch = 500

func batches[T any](rows []T) func(yield func([]T) bool) {
	return func(yield func([]T) bool) {
		for len(rows) > 0 {
			n := min(len(rows), batch)
			if !yield(rows[:n:n]) {
				return
			}
			rows = rows[n:]
		}
	}
}

func (s *store) officers(ctx context.Context) ([]people.Officer, error) {
	var list []people.Officer
	err := s.idb.NewSelect().Model(&list).Scan(ctx)
	return list, db.Fault(err)
}

func (s *store) postings(ctx context.Context) ([]people.Posting, error) {
	var list []people.Posting
	err := s.idb.NewSelect().Model(&list).Order("officer_id", "valid_from", "id").Scan(ctx)
	return list, db.Fault(err)
}

func (s *store) values(ctx context.Context) ([]people.FieldValue, error) {
	var list []people.FieldValue
	err := s.idb.NewSelect().Model(&list).Order("officer_id", "field_id").Scan(ctx)
	return list, db.Fault(err)
}

// snapshot makes the transaction see one moment on PostgreSQL: a row that somebody else has changed since then cannot be
// written, and the transaction is run again. On SQLite one transaction writes at a time.
func (s *store) snapshot(ctx context.Context, engine db.Engine) error {
	if engine != db.Postgres {
		return nil
	}
	_, err := s.idb.ExecContext(ctx, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
	return db.Fault(err)
}

// deletePostings and deleteOfficers undo what an import added.
func (s *store) deletePostings(ctx context.Context, ids []string) error {
	return s.delete(ctx, ids, (*people.Posting)(nil), "id")
}

func (s *store) deleteOfficers(ctx context.Context, ids []string) error {
	if err := s.delete(ctx, ids, (*people.FieldValue)(nil), "officer_id"); err != nil {
		return err
	}
	return s.delete(ctx, ids, (*people.Officer)(nil), "id")
}

func (s *store) delete(ctx context.Context, ids []string, model any, column string) error {
	for some := range batches(ids) {
		if _, err := s.idb.NewDelete().Model(model).Where("? IN (?)", bun.Ident(column), bun.List(some)).Exec(ctx); err != nil {
			return db.Fault(err)
		}
	}
	return nil
}
