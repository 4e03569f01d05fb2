package audit

import (
	"context"
	"encoding/json"

	"github.com/uptrace/bun"

	"liem/internal/clock"
	"liem/internal/db"
)

// Query chooses entries; empty fields choose all.
type Query struct {
	Action, Target, Actor string
	From, To              clock.Date // days in Hà Nội, both included
	Limit, Offset         int
}

func (q Query) narrow(sel *bun.SelectQuery) *bun.SelectQuery {
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
	return sel
}

// List returns entries, newest first, and the number of all that match.
func List(ctx context.Context, idb db.IDB, q Query) ([]Entry, int, error) {
	var rows []row
	total, err := q.narrow(idb.NewSelect().Model(&rows)).Order("id DESC").Limit(int64(q.Limit)).Offset(int64(q.Offset)).ScanAndCount(ctx)
	if err != nil {
		return nil, 0, db.Fault(err)
	}
	list, err := entriesOf(rows)
	return list, int(total), err
}

// chunk is how many entries Each reads at a time.
const chunk = 500

// Each hands on all entries that match, newest first, in lists of some hundred, in flat memory.
func Each(ctx context.Context, idb db.IDB, q Query, yield func([]Entry) error) error {
	last := ""
	for {
		var rows []row
		sel := q.narrow(idb.NewSelect().Model(&rows)).Order("id DESC").Limit(chunk)
		if last != "" {
			sel = sel.Where("id < ?", last)
		}
		if err := sel.Scan(ctx); err != nil || len(rows) == 0 {
			return db.Fault(err)
		}
		list, err := entriesOf(rows)
		if err != nil {
			return err
		}
		if err := yield(list); err != nil || len(rows) < chunk {
			return err
		}
		last = rows[len(rows)-1].ID
	}
}

func entriesOf(rows []row) ([]Entry, error) {
	list := make([]Entry, len(rows))
	for i, r := range rows {
		list[i] = Entry{ID: r.ID, At: r.At, Actor: r.ActorID, Action: r.Action, Target: r.Target, Detail: json.RawMessage(r.Detail),
			Origin: Origin{r.IP, r.Via, r.SeenAs}, Reason: r.Reason}
		if r.Changes != "{}" {
			if err := json.Unmarshal([]byte(r.Changes), &list[i].Changes); err != nil {
				return nil, err
			}
		}
	}
	return list, nil
}
