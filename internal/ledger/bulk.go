package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

// Leaf is a leaf with when it comes into the queue.
type Leaf struct {
	Hash     []byte
	QueuedAt time.Time
}

// EnqueueMany puts leaves into the queue in their order, in few statements; the demonstration's history uses it.
func EnqueueMany(ctx context.Context, idb bun.IDB, leaves []Leaf) error {
	rows := make([]queueRow, len(leaves))
	for i, l := range leaves {
		if len(l.Hash) != LeafSize {
			return fmt.Errorf("ledger: a leaf has %d bytes, not %d", LeafSize, len(l.Hash))
		}
		rows[i] = queueRow{ID: db.NewID(), Leaf: l.Hash, QueuedAt: l.QueuedAt}
	}
	for len(rows) > 0 {
		batch := rows[:min(len(rows), rowsAtOnce)]
		if _, err := idb.NewInsert().Model(&batch).Exec(ctx); err != nil {
			return db.Fault(err)
		}
		rows = rows[len(batch):]
	}
	return nil
}
