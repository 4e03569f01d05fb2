package quiz

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

// Store reads and writes questions, attempts and answers.
type Store struct{ idb bun.IDB }

// NewStore works in a pool or inside a transaction.
func NewStore(idb bun.IDB) *Store { return &Store{idb} }

// questionRow is an immutable version of a question.
type questionRow struct {
	bun.BaseModel `bun:"table:questions,alias:q"`

	Digest     string    `bun:"digest,pk"`
	SourceID   string    `bun:"source_id"`
	QuestionID string    `bun:"question_id"`
	Kind       Kind      `bun:"kind"`
	Points     int       `bun:"points"`
	Content    string    `bun:"content"`
	CreatedAt  time.Time `bun:"created_at"`
}

// atOnce bounds how many rows or values one statement holds.
const atOnce = 500

// InsertQuestions keeps question versions of a source (a course); those that are there already stay as they are, for a
// digest names its content.
func (s *Store) InsertQuestions(ctx context.Context, sourceID string, questions []Question, now time.Time) error {
	rows := make([]questionRow, 0, len(questions))
	for _, q := range questions {
		content, err := q.Content()
		if err != nil {
			return err
		}
		rows = append(rows, questionRow{Digest: q.Digest(), SourceID: sourceID, QuestionID: q.ID, Kind: q.Kind, Points: q.Points,
			Content: string(content), CreatedAt: now})
	}
	for len(rows) > 0 {
		batch := rows[:min(len(rows), atOnce)]
		if _, err := s.idb.NewInsert().Model(&batch).On("CONFLICT (digest) DO NOTHING").Exec(ctx); err != nil {
			return db.Fault(err)
		}
		rows = rows[len(batch):]
	}
	return nil
}

// QuestionsByDigest reads question versions; digests that name nothing are missing from the result.
func (s *Store) QuestionsByDigest(ctx context.Context, digests []string) (map[string]Question, error) {
	questions := make(map[string]Question, len(digests))
	for len(digests) > 0 {
		some := digests[:min(len(digests), atOnce)]
		var rows []questionRow
		if err := s.idb.NewSelect().Model(&rows).Column("digest", "content").Where("q.digest IN (?)", bun.List(some)).Scan(ctx); err != nil {
			return nil, db.Fault(err)
		}
		for _, r := range rows {
			q, err := ReadQuestion([]byte(r.Content))
			if err != nil {
				return nil, err
			}
			questions[r.Digest] = q
		}
		digests = digests[len(some):]
	}
	return questions, nil
}
