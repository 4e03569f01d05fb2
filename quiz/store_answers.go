package quiz

import (
	"context"
	"encoding/json"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect"

	"liem/internal/db"
)

type answerRow struct {
	bun.BaseModel `bun:"table:answers,alias:w"`

	AttemptID string    `bun:"attempt_id,pk"`
	N         int       `bun:"n,pk"`
	Seq       int64     `bun:"seq"`
	Value     string    `bun:"value"`
	SavedAt   time.Time `bun:"saved_at"`
}

// lateRow is an answer that is kept and not counted.
type lateRow struct {
	bun.BaseModel `bun:"table:late_answers,alias:l"`

	AttemptID  string     `bun:"attempt_id,pk"`
	N          int        `bun:"n,pk"`
	Seq        int64      `bun:"seq,pk"`
	Value      string     `bun:"value"`
	DeviceAt   *time.Time `bun:"device_at"`
	ReceivedAt time.Time  `bun:"received_at"`
	Reason     string     `bun:"reason"`
}

// Answers are the answers of an attempt by place.
func (s *Store) Answers(ctx context.Context, attemptID string) (map[int]Saved, error) {
	var rows []answerRow
	if err := s.idb.NewSelect().Model(&rows).Where("w.attempt_id = ?", attemptID).Scan(ctx); err != nil {
		return nil, db.Fault(err)
	}
	answers := make(map[int]Saved, len(rows))
	for _, r := range rows {
		answers[r.N] = r.saved()
	}
	return answers, nil
}

func (r answerRow) saved() Saved {
	return Saved{Seq: r.Seq, Value: json.RawMessage(r.Value), SavedAt: r.SavedAt}
}

// LateCount is the number of places of an attempt with answers that came too late.
func (s *Store) LateCount(ctx context.Context, attemptID string) (int, error) {
	var n int
	err := s.idb.NewRaw("SELECT COUNT(DISTINCT n) FROM late_answers WHERE attempt_id = ?", attemptID).Scan(ctx, &n)
	return n, db.Fault(err)
}

// standing is whether an attempt still takes answers.
type standing struct {
	ID          string     `bun:"id"`
	SubmittedAt *time.Time `bun:"submitted_at"`
}

// standings reads attempts so that nobody takes them (see Take) before this transaction ends.
func (s *Store) standings(ctx context.Context, ids []string) (map[string]standing, error) {
	q := s.idb.NewSelect().TableExpr("attempts").Column("id", "submitted_at").Where("id IN (?)", bun.List(ids)).Order("id")
	if s.idb.Dialect().Name() == dialect.PG {
		q = q.For("SHARE") // SQLite's one writer needs no row locks
	}
	var rows []standing
	if err := q.Scan(ctx, &rows); err != nil {
		return nil, db.Fault(err)
	}
	found := make(map[string]standing, len(rows))
	for _, r := range rows {
		found[r.ID] = r
	}
	return found, nil
}

// upsert stores answers, one for a place, unless a higher or equal number is stored, and returns what then stands.
func (s *Store) upsert(ctx context.Context, rows []answerRow) (map[spot]Saved, error) {
	var written []answerRow
	err := s.idb.NewInsert().Model(&rows).On("CONFLICT (attempt_id, n) DO UPDATE").
		Set("seq = EXCLUDED.seq").Set("value = EXCLUDED.value").Set("saved_at = EXCLUDED.saved_at").
		Where("EXCLUDED.seq > w.seq").Returning("*").Scan(ctx, &written)
	if err != nil {
		return nil, db.Fault(err)
	}
	stands := make(map[spot]Saved, len(rows))
	for _, r := range written {
		stands[spot{r.AttemptID, r.N}] = r.saved()
	}
	return stands, s.addOlder(ctx, rows, stands)
}

// addOlder reads what stands where an answer was not written because a newer one is there.
func (s *Store) addOlder(ctx context.Context, rows []answerRow, stands map[spot]Saved) error {
	var missing []string
	for _, r := range rows {
		if _, ok := stands[spot{r.AttemptID, r.N}]; !ok {
			missing = append(missing, r.AttemptID)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	var older []answerRow
	if err := s.idb.NewSelect().Model(&older).Where("w.attempt_id IN (?)", bun.List(missing)).Scan(ctx); err != nil {
		return db.Fault(err)
	}
	for _, r := range older {
		stands[spot{r.AttemptID, r.N}] = r.saved()
	}
	return nil
}

// keepNew stores an answer of an open attempt unless a higher or equal number is stored.
const keepNew = `INSERT INTO answers (attempt_id, n, seq, value, saved_at)
	SELECT id, ?, ?, ?, ? FROM attempts WHERE id = ? AND submitted_at IS NULL
	ON CONFLICT (attempt_id, n) DO UPDATE SET seq = excluded.seq, value = excluded.value, saved_at = excluded.saved_at
	WHERE excluded.seq > answers.seq`

// keepEach stores answers one after the other by a prepared statement and tells which were. In SQLite that is several
// times faster than one statement for all, whose text differs with their number and is read anew each time; in PostgreSQL,
// where each statement is a journey, it is not done.
func keepEach(ctx context.Context, tx db.Tx, rows []answerRow) ([]bool, error) {
	statement, err := tx.Tx.PrepareContext(ctx, keepNew)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer statement.Close()
	kept := make([]bool, len(rows))
	for i, r := range rows {
		result, err := statement.ExecContext(ctx, r.N, r.Seq, r.Value, db.TimeText(r.SavedAt), r.AttemptID)
		if err != nil {
			return nil, db.Fault(err)
		}
		n, err := result.RowsAffected()
		if err != nil {
			return nil, db.Fault(err)
		}
		kept[i] = n > 0
	}
	return kept, nil
}

// insertLate keeps answers that came too late; the same one twice is kept once.
func (s *Store) insertLate(ctx context.Context, rows []lateRow) error {
	if len(rows) == 0 {
		return nil
	}
	_, err := s.idb.NewInsert().Model(&rows).On("CONFLICT (attempt_id, n, seq) DO NOTHING").Exec(ctx)
	return db.Fault(err)
}
