package quiz

import (
	"context"

	"liem/internal/db"
)

// A KeptAnswer is a saved answer with its place.
type KeptAnswer struct {
	AttemptID string
	N         int // place in the paper, from 1
	Saved
}

// InsertAnswers adds answers in few statements, each the first at its place; the demonstration's history uses it. People's
// answers come through an Answerer.
func (s *Store) InsertAnswers(ctx context.Context, list []KeptAnswer) error {
	for len(list) > 0 {
		some := list[:min(len(list), atOnce)]
		rows := make([]answerRow, len(some))
		for i, a := range some {
			rows[i] = answerRow{AttemptID: a.AttemptID, N: a.N, Seq: a.Seq, Value: string(a.Value), SavedAt: a.SavedAt}
		}
		if _, err := s.idb.NewInsert().Model(&rows).Exec(ctx); err != nil {
			return db.Fault(err)
		}
		list = list[len(some):]
	}
	return nil
}
