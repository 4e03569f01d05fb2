package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"liem/internal/clock"
	"liem/internal/db"
)

// Enqueue queues one-off work in the caller's transaction: it is done by the handler of its kind, not before at, if and
// only if the transaction commits. payload is stored as JSON.
//
// A unique key names the work among its kind ("" = no name). Work of one name waits once: queueing it again replaces
// the payload, takes the earlier time and counts attempts afresh. Work of that name that is already running may have
// missed what made it necessary again, so then it waits once more, and runs after.
func Enqueue(ctx context.Context, idb db.IDB, kind, uniqueKey string, payload any, at time.Time) error {
	raw, err := json.Marshal(payload)
	if err != nil {
		return fmt.Errorf("jobs: payload of %s: %w", kind, err)
	}
	var key any // NULL never collides
	if uniqueKey != "" {
		key = uniqueKey
	}
	// DO UPDATE, not DO NOTHING: it locks the row that waits until this transaction ends, so that nobody runs the work
	// before what it must see is there.
	const insert = `INSERT INTO jobs (id, kind, unique_key, payload, state, run_at, attempts, last_error)
		VALUES (?, ?, ?, ?, 'waiting', ?, 0, '')
		ON CONFLICT (kind, unique_key) WHERE state = 'waiting' DO UPDATE SET payload = excluded.payload, attempts = 0,
			run_at = CASE WHEN excluded.run_at < jobs.run_at THEN excluded.run_at ELSE jobs.run_at END`
	_, err = idb.ExecContext(ctx, insert, db.NewID(), kind, key, string(raw), clock.UTC(at))
	return db.Fault(err)
}
