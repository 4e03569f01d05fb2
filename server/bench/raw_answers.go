package main

import (
	"context"
	"time"

	"liem/internal/db"
)

// rawAnswers is the reference for answers: group commit of the same rows into a file of its own with the same settings,
// without a request, a session, a check or anything else before it.
type rawAnswers struct {
	d     *db.DB
	group *db.Group[rawAnswer, int64]
}

type rawAnswer struct {
	attemptID string
	n         int
	seq       int64
	value     string
}

const (
	rawTable = `CREATE TABLE answers (attempt_id TEXT NOT NULL, n INTEGER NOT NULL, seq BIGINT NOT NULL, value TEXT NOT NULL,
		saved_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (attempt_id, n))`
	rawUpsert = `INSERT INTO answers VALUES (?, ?, ?, ?, ?) ON CONFLICT (attempt_id, n) DO UPDATE
		SET seq = excluded.seq, value = excluded.value, saved_at = excluded.saved_at WHERE excluded.seq > answers.seq`
	rawBatch = 256
)

func openRawAnswers(ctx context.Context, path string) (*rawAnswers, error) {
	d, err := db.Open(ctx, db.Config{Path: path})
	if err != nil {
		return nil, err
	}
	if _, err := d.Writer().ExecContext(ctx, rawTable); err != nil {
		d.Close()
		return nil, err
	}
	return &rawAnswers{d: d, group: db.NewGroup(d, 1, rawBatch, saveRaw)}, nil
}

func (r *rawAnswers) close() {
	r.group.Close()
	r.d.Close()
}

// saveRaw writes a batch by one prepared statement.
func saveRaw(ctx context.Context, tx db.Tx, items []rawAnswer) ([]db.Outcome[int64], error) {
	statement, err := tx.Tx.PrepareContext(ctx, rawUpsert)
	if err != nil {
		return nil, err
	}
	defer statement.Close()
	outcomes := make([]db.Outcome[int64], len(items))
	for i, a := range items {
		if _, err := statement.ExecContext(ctx, a.attemptID, a.n, a.seq, a.value, time.Now().UTC()); err != nil {
			return nil, err
		}
		outcomes[i].Value = a.seq
	}
	return outcomes, nil
}

// steps are n writers that answer as learners do.
func (r *rawAnswers) steps(ctx context.Context, n int) []step {
	steps := make([]step, n)
	for i := range steps {
		id, seq := db.NewID(), int64(0)
		steps[i] = func() error {
			seq++
			_, err := r.group.Do(ctx, rawAnswer{id, int(seq%questions) + 1, seq, `"a"`})
			return err
		}
	}
	return steps
}
