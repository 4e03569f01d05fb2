package quiz

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"liem/internal/db"
	"liem/internal/fault"
)

// spot is a place of an attempt.
type spot struct {
	attemptID string
	n         int
}

// apply writes a batch. Most answers are in time, of an open attempt and newer than what stands; on SQLite those are
// written first, each for itself.
func (a *Answerer) apply(ctx context.Context, tx db.Tx, items []arrival) ([]db.Outcome[Saved], error) {
	if a.d.Engine() != db.SQLite {
		return a.weigh(ctx, tx, items)
	}
	outcomes := make([]db.Outcome[Saved], len(items))
	now, today := a.system.Now(), a.business.Now()
	rows, places := make([]answerRow, 0, len(items)), make([]int, 0, len(items))
	var others []int
	for i, in := range items {
		if (Attempt{DeadlineAt: in.deadline}).Over(today) {
			others = append(others, i)
			continue
		}
		rows, places = append(rows, in.row(now)), append(places, i)
	}
	kept, err := keepEach(ctx, tx, rows)
	if err != nil {
		return nil, err
	}
	stands := make(map[spot]Saved, len(rows))
	for j, i := range places {
		if kept[j] { // the later of two for one place has the higher number, or it was not kept
			stands[spot{rows[j].AttemptID, rows[j].N}] = rows[j].saved()
		} else {
			others = append(others, i)
		}
	}
	for j, i := range places {
		outcomes[i].Value = stands[spot{rows[j].AttemptID, rows[j].N}]
	}
	return outcomes, a.weighSome(ctx, tx, items, others, outcomes)
}

// weighSome weighs the items at the places given and puts in what came of them.
func (a *Answerer) weighSome(ctx context.Context, tx db.Tx, items []arrival, places []int, outcomes []db.Outcome[Saved]) error {
	if len(places) == 0 {
		return nil
	}
	some := make([]arrival, len(places))
	for j, i := range places {
		some[j] = items[i]
	}
	weighed, err := a.weigh(ctx, tx, some)
	if err != nil {
		return err
	}
	for j, i := range places {
		outcomes[i] = weighed[j]
	}
	return nil
}

// weigh writes answers of any kind: counted ones by one upsert, late ones beside them.
func (a *Answerer) weigh(ctx context.Context, tx db.Tx, items []arrival) ([]db.Outcome[Saved], error) {
	store := NewStore(tx)
	open, err := store.standings(ctx, attemptIDs(items))
	if err != nil {
		return nil, err
	}
	now, today := a.system.Now(), a.business.Now()
	outcomes := make([]db.Outcome[Saved], len(items))
	newest := map[spot]answerRow{}
	var late []lateRow
	for i, in := range items {
		if reason, key := lateness(in, open, today); key != "" {
			late = append(late, lateRow{AttemptID: in.AttemptID, N: in.N, Seq: in.Seq, Value: string(in.Value), DeviceAt: in.DeviceAt,
				ReceivedAt: now, Reason: reason})
			outcomes[i].Err = fault.New(fault.TooLate, key)
			continue
		}
		at := spot{in.AttemptID, in.N}
		if best, ok := newest[at]; !ok || in.Seq > best.Seq {
			newest[at] = in.row(now)
		}
	}
	if err := store.insertLate(ctx, late); err != nil {
		return nil, err
	}
	return outcomes, fill(ctx, store, items, newest, outcomes)
}

// fill upserts the newest answer of each place and tells each sender what stands there.
func fill(ctx context.Context, store *Store, items []arrival, newest map[spot]answerRow, outcomes []db.Outcome[Saved]) error {
	if len(newest) == 0 {
		return nil
	}
	rows := make([]answerRow, 0, len(newest))
	for _, r := range newest {
		rows = append(rows, r)
	}
	// Two transactions that meet at the same places take them in the same order.
	slices.SortFunc(rows, func(x, y answerRow) int {
		return cmp.Or(strings.Compare(x.AttemptID, y.AttemptID), cmp.Compare(x.N, y.N))
	})
	stands, err := store.upsert(ctx, rows)
	if err != nil {
		return err
	}
	for i, in := range items {
		if outcomes[i].Err == nil {
			outcomes[i].Value = stands[spot{in.AttemptID, in.N}]
		}
	}
	return nil
}

// lateness says why an answer no longer counts; the key is empty for one that does.
func lateness(in arrival, open map[string]standing, now time.Time) (reason, key string) {
	if st, ok := open[in.AttemptID]; !ok || st.SubmittedAt != nil {
		return "submitted", "quiz.answer.submitted"
	}
	if (Attempt{DeadlineAt: in.deadline}).Over(now) {
		return "time", "quiz.answer.late"
	}
	return "", ""
}

func attemptIDs(items []arrival) []string {
	seen := make(map[string]bool, len(items))
	ids := make([]string, 0, len(items))
	for _, in := range items {
		if !seen[in.AttemptID] {
			seen[in.AttemptID] = true
			ids = append(ids, in.AttemptID)
		}
	}
	return ids
}
