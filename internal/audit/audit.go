// Package audit is the append-only trail: who did what to what, when, from where and why, and what the thing was before
// and after. An entry is written inside the transaction of the act, so the two stand or fall together. The package
// neither changes nor removes entries.
//
// An entry shows only what shown.go lists; every other value is masked before it is stored. Seal puts the entries of a
// period into the ledger as one leaf, and Check finds entries that were changed, deleted or slipped in since.
package audit

import (
	"context"
	"encoding/json"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

// Entry is a line of the trail. It names people by account and officer id only.
type Entry struct {
	ID      string
	At      time.Time
	Actor   string // account id, "system" or "cli"
	Action  string // course.publish, report.export, …
	Target  string // "kind:id"
	Detail  any    // small; stored as JSON, masked. A Change says reason, before and after.
	Origin         // from where; Write takes it from the context when it is empty
	Reason  string
	Changes map[string]Pair // by field, masked
}

type row struct {
	bun.BaseModel `bun:"table:audit_entries,alias:e"`

	ID      string    `bun:"id,pk"`
	At      time.Time `bun:"at"`
	ActorID string    `bun:"actor_id"`
	Action  string    `bun:"action"`
	Target  string    `bun:"target"`
	Detail  string    `bun:"detail"`
	IP      string    `bun:"ip"`
	Via     string    `bun:"via"`
	SeenAs  string    `bun:"seen_as"`
	Reason  string    `bun:"reason"`
	Changes string    `bun:"changes"`
}

// rowOf is an entry as it is stored, with a new id unless it brings one.
func rowOf(e Entry, at time.Time) (row, error) {
	if c, ok := e.Detail.(Change); ok {
		e.Reason, e.Detail = c.Reason, c.Detail
		var err error
		if e.Changes, err = diff(c.Before, c.After); err != nil {
			return row{}, err
		}
	}
	detail, err := masked(e.Detail)
	if err != nil {
		return row{}, err
	}
	changes := []byte("{}")
	if len(e.Changes) > 0 {
		if changes, err = json.Marshal(e.Changes); err != nil {
			return row{}, err
		}
	}
	if e.ID == "" {
		e.ID = db.NewID()
	}
	return row{ID: e.ID, At: at, ActorID: e.Actor, Action: e.Action, Target: e.Target, Detail: string(detail), IP: e.IP, Via: e.Via,
		SeenAs: e.SeenAs, Reason: e.Reason, Changes: string(changes)}, nil
}

// Write appends an entry; from where it was done, and under whose authority, stands in the context.
func Write(ctx context.Context, idb db.IDB, e Entry, now time.Time) error {
	if e.Origin == (Origin{}) {
		e.Origin = OriginOf(ctx)
	}
	var err error
	if e.Detail, err = withAuthority(ctx, e.Detail); err != nil {
		return err
	}
	r, err := rowOf(e, now)
	if err != nil {
		return err
	}
	_, err = idb.NewInsert().Model(&r).Exec(ctx)
	return db.Fault(err)
}
