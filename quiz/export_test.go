package quiz

import (
	"context"

	"liem/internal/db"
)

// Apply writes answers as one batch, as the group commit does with those that arrive together.
func (a *Answerer) Apply(ctx context.Context, tx db.Tx, inputs []AnswerInput) ([]db.Outcome[Saved], error) {
	batch := make([]arrival, len(inputs))
	for i, in := range inputs {
		at, err := a.attempt(ctx, in.AttemptID)
		if err != nil {
			return nil, err
		}
		batch[i] = arrival{in, at.DeadlineAt}
	}
	return a.apply(ctx, tx, batch)
}
