// Package audit is the append-only trail: who did what to what, and when. An entry is written inside the transaction of
// the act, so the two stand or fall together. The package neither changes nor removes entries.
package audit

import (
	"context"
	"encoding/json"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/clock"
	"liem/internal/db"
)

// Entry is a line of the trail. It names people by account and officer id only.
type Entry struct {
	ID     string
	At     time.Time
	Actor  string // account id, "system" or "cli"
	Action string // course.publish, report.export, …
	Target string // "kind:id"
	Detail any    // small; what a fact was and became, sensitive ones masked; stored as JSON
}

type row struct {
	bun.BaseModel `bun:"table:audit_entries,alias:e"`

	ID      string    `bun:"id,pk"`
	At      time.Time `bun:"at"`
	ActorID string    `bun:"actor_id"`
	Action  string    `bun:"action"`
	Target  string    `bun:"target"`
	Detail  string    `bun:"detail"`
}

// rowOf is an entry as it is stored, with a new id unless it brings one.
func rowOf(e Entry, at time.Time) (row, error) {
	detail := []byte("{}")
	if e.Detail != nil {
		var err error
		if detail, err = json.Marshal(e.Detail); err != nil {
			return row{}, err
		}
	}
	if e.ID == "" {
		e.ID = db.NewID()
	}
	return row{ID: e.ID, At: at, ActorID: e.Actor, Action: e.Action, Target: e.Target, Detail: string(detail)}, nil
}

// Write appends an entry.
func Write(ctx context.Context, idb db.IDB, e Entry, now time.Time) error {
	r, err := rowOf(e, now)
	if err != nil {
		return err
	}
	_, err = idb.NewInsert().Model(&r).Exec(ctx)
	return db.Fault(err)
}

// Query chooses entries; empty fields choose all.
type Query struct {
	Action, Target, Actor string
	From, To              clock.Date // days in Hà Nội, both included
	Limit, Offset         int
}

// List returns entries, newest first, and the number of all that match.
func List(ctx context.Context, idb db.IDB, q Query) ([]Entry, int, error) {
	var rows []row
	sel := idb.NewSelect().Model(&rows)
	for column, value := range map[string]string{"action": q.Action, "target": q.Target, "actor_id": q.Actor} {
		if value != "" {
			sel = sel.Where("? = ?", bun.Ident(column), value)
		}
	}
	if q.From.Valid() {
		sel = sel.Where("at >= ?", q.From.Start())
	}
	if q.To.Valid() {
		sel = sel.Where("at < ?", q.To.Add(1).Start())
	}
	total, err := sel.Order("id DESC").Limit(int64(q.Limit)).Offset(int64(q.Offset)).ScanAndCount(ctx)
	if err != nil {
		return nil, 0, db.Fault(err)
	}
	list := make([]Entry, len(rows))
	for i, r := range rows {
		list[i] = Entry{ID: r.ID, At: r.At, Actor: r.ActorID, Action: r.Action, Target: r.Target, Detail: json.RawMessage(r.Detail)}
	}
	return list, int(total), nil
}
