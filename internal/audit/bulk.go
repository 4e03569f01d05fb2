package audit

import (
	"context"

	"liem/internal/db"
)

// bulkRows keeps a statement's length within what both engines take.
const bulkRows = 500

// WriteMany appends entries, each at its own time, in few statements; the demonstration's history uses it. Entries are
// listed by id, so those of the past bring ids of their time.
func WriteMany(ctx context.Context, idb db.IDB, entries []Entry) error {
	rows := make([]row, len(entries))
	for i, e := range entries {
		var err error
		if rows[i], err = rowOf(e, e.At); err != nil {
			return err
		}
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
