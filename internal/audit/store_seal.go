package audit

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

type sealRow struct {
	bun.BaseModel `bun:"table:audit_seals,alias:s"`

	N        int64     `bun:"n,pk"`
	FromAt   time.Time `bun:"from_at"`
	UntilAt  time.Time `bun:"until_at"`
	Entries  int       `bun:"entries"`
	Document string    `bun:"document"`
	Salt     []byte    `bun:"salt"`
	Leaf     []byte    `bun:"leaf"`
	SealedAt time.Time `bun:"sealed_at"`
}

// sealedRow says that a seal holds an entry.
type sealedRow struct {
	bun.BaseModel `bun:"table:audit_sealed,alias:h"`

	EntryID string `bun:"entry_id,pk"`
	Seal    int64  `bun:"seal"`
	Hash    []byte `bun:"hash"`
}

// lastSeal is the newest seal; n is 0 before the first.
func lastSeal(ctx context.Context, idb bun.IDB) (sealRow, error) {
	var s sealRow
	err := idb.NewSelect().Model(&s).Order("n DESC").Limit(1).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return sealRow{}, nil
	}
	return s, db.Fault(err)
}

func sealPage(ctx context.Context, idb bun.IDB, after int64, limit int) ([]sealRow, error) {
	var list []sealRow
	err := idb.NewSelect().Model(&list).Where("n > ?", after).Order("n").Limit(int64(limit)).Scan(ctx)
	return list, db.Fault(err)
}

// rowsBetween are the entries of a period, by id.
func rowsBetween(ctx context.Context, idb bun.IDB, from, until time.Time) ([]row, error) {
	var rows []row
	err := idb.NewSelect().Model(&rows).Where("at >= ? AND at < ?", from, until).Scan(ctx)
	slices.SortFunc(rows, func(a, b row) int { return strings.Compare(a.ID, b.ID) }) // here: no engine's collation has a say
	return rows, db.Fault(err)
}

// sealedIn are the entries that a seal holds, by id.
func sealedIn(ctx context.Context, idb bun.IDB, n int64) ([]sealedRow, error) {
	var rows []sealedRow
	err := idb.NewSelect().Model(&rows).Where("seal = ?", n).Scan(ctx)
	slices.SortFunc(rows, func(a, b sealedRow) int { return strings.Compare(a.EntryID, b.EntryID) })
	return rows, db.Fault(err)
}

// timeAt is the time of the entry with so many before it in the period; ok is false when there are not so many.
func timeAt(ctx context.Context, idb bun.IDB, from, until time.Time, offset int) (t time.Time, ok bool, err error) {
	var r row
	err = idb.NewSelect().Model(&r).Column("at").Where("at >= ? AND at < ?", from, until).Order("at").Limit(1).Offset(int64(offset)).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return t, false, nil
	}
	return r.At.UTC(), err == nil, db.Fault(err)
}

func insertSeal(ctx context.Context, idb bun.IDB, s sealRow, rows []sealedRow) error {
	if _, err := idb.NewInsert().Model(&s).Exec(ctx); err != nil {
		return db.Fault(err)
	}
	for len(rows) > 0 {
		batch := rows[:min(len(rows), bulkRows)]
		if _, err := idb.NewInsert().Model(&batch).Exec(ctx); err != nil {
			return db.Fault(err)
		}
		rows = rows[len(batch):]
	}
	return nil
}

// unsealed counts the entries that wait for their seal.
func unsealed(ctx context.Context, idb bun.IDB, from time.Time) (int, error) {
	n, err := idb.NewSelect().Model((*row)(nil)).Where("at >= ?", from).Count(ctx)
	return int(n), db.Fault(err)
}

// inLedger tells whether a leaf is in the ledger or in its queue.
func inLedger(ctx context.Context, idb bun.IDB, leaf []byte) (bool, error) {
	var n int
	err := idb.QueryRowContext(ctx, `SELECT (SELECT COUNT(*) FROM ledger_leaves WHERE leaf = ?) + (SELECT COUNT(*) FROM ledger_queue WHERE leaf = ?)`,
		leaf, leaf).Scan(&n)
	return n > 0, db.Fault(err)
}
