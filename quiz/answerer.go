package quiz

import (
	"context"
	"encoding/json"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// AnswerInput is an answer on its way into the store.
type AnswerInput struct {
	AttemptID string
	OfficerID string // who sends it; another person's attempt does not exist for them
	N         int    // place in the paper, from 1
	Seq       int64  // from 1 to 2^53, what JavaScript counts exactly; a higher one wins
	Value     json.RawMessage
	DeviceAt  *time.Time // when it was given, by the device's clock; kept with late answers
}

// Answerer saves answers by group commit: Save returns when the answer survives a power cut, never before.
type Answerer struct {
	d        *db.DB
	business clock.Clock // deadlines
	system   clock.Clock // the order of what was saved
	group    *db.Group[arrival, Saved]
	known    *lru.Cache[string, Attempt] // what never changes of attempts: person, paper, deadline
}

// How many transactions save answers at once (PostgreSQL), how many answers one holds, and how many attempts are
// remembered.
const (
	answerWorkers = 4
	answerBatch   = 256
	answerKnown   = 8192
	maxSequence   = 1 << 53
)

// NewAnswerer starts it; Close ends it.
func NewAnswerer(d *db.DB, business, system clock.Clock) *Answerer {
	known, err := lru.New[string, Attempt](answerKnown)
	if err != nil {
		panic(err) // a size above zero is always taken
	}
	a := &Answerer{d: d, business: business, system: system, known: known}
	a.group = db.NewGroup(d, answerWorkers, answerBatch, a.apply)
	return a
}

// Close stores what waits and ends the background work.
func (a *Answerer) Close() { a.group.Close() }

// Save stores an answer and returns what then stands at its place: the answer itself, or a newer one that was there. An
// answer that comes after the attempt was handed in or its time was over is kept, not counted, and refused as TooLate.
func (a *Answerer) Save(ctx context.Context, in AnswerInput) (Saved, error) {
	at, err := a.attempt(ctx, in.AttemptID)
	if err != nil {
		return Saved{}, err
	}
	if at.OfficerID != in.OfficerID {
		return Saved{}, fault.New(fault.NotFound, "quiz.attempt.unknown")
	}
	item, ok := at.Paper.Item(in.N)
	if !ok {
		return Saved{}, fault.New(fault.NotFound, "quiz.answer.no_question")
	}
	if in.Seq < 1 || in.Seq > maxSequence {
		return Saved{}, fault.New(fault.Invalid, "quiz.answer.bad_sequence").At("seq")
	}
	if in.Value, err = ValidateAnswer(item, in.Value); err != nil {
		return Saved{}, err
	}
	return a.group.Do(ctx, arrival{in, at.DeadlineAt})
}

// arrival is a checked answer with the deadline of its attempt.
type arrival struct {
	AnswerInput
	deadline *time.Time
}

func (in *arrival) row(at time.Time) answerRow {
	return answerRow{AttemptID: in.AttemptID, N: in.N, Seq: in.Seq, Value: string(in.Value), SavedAt: at}
}

// attempt is what never changes of an attempt.
func (a *Answerer) attempt(ctx context.Context, id string) (Attempt, error) {
	if at, ok := a.known.Get(id); ok {
		return at, nil
	}
	at, err := NewStore(a.d.Reader()).Attempt(ctx, id)
	if fault.Is(err, fault.NotFound) {
		return at, fault.New(fault.NotFound, "quiz.attempt.unknown")
	}
	if err == nil {
		a.known.Add(id, at)
	}
	return at, err
}
