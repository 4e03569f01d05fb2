package training

import (
	"context"
	"time"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
	"liem/quiz"
	"liem/records"
)

// Submit hands in an attempt: grade, mark, and the completion if this was the last needed part, in one transaction.
// Submitting again returns what the first time led to.
func (s *Service) Submit(ctx context.Context, a people.Actor, id string) (Outcome, error) {
	at, _, _, err := s.attempt(ctx, a, id)
	if err != nil {
		return Outcome{}, err
	}
	by := quiz.ByPerson
	if at.Over(s.Business.Now()) {
		by = quiz.ByTime
	}
	return s.submit(ctx, id, by)
}

func (s *Service) submit(ctx context.Context, id string, by quiz.SubmittedBy) (Outcome, error) {
	var o Outcome
	err := s.inTx(ctx, func(ctx context.Context, tx db.Tx) error {
		at, err := quiz.NewStore(tx).Take(ctx, id, s.Business.Now())
		if err != nil {
			return err
		}
		o, err = s.handIn(ctx, tx, at, by)
		return err
	})
	if err == nil && o.Completion != nil {
		s.Sealed()
	}
	return o, err
}

// handIn grades a taken attempt and notes what follows from it. One that was handed in before is left alone.
func (s *Service) handIn(ctx context.Context, tx db.Tx, at quiz.Attempt, by quiz.SubmittedBy) (Outcome, error) {
	if at.SubmittedAt != nil {
		return Outcome{}, nil
	}
	v, part, err := s.paperOf(ctx, at)
	if err != nil {
		return Outcome{}, err
	}
	answers, err := quiz.NewStore(tx).Answers(ctx, at.ID)
	if err != nil {
		return Outcome{}, err
	}
	result, err := quiz.Grade(at.Paper, v.Questions(), quiz.Values(answers))
	if err != nil {
		return Outcome{}, err
	}
	now := at.HandedInAt(s.Business.Now(), by)
	at.HandIn(result, now, by)
	if err := quiz.NewStore(tx).Submit(ctx, at); err != nil {
		return Outcome{}, err
	}
	e, err := NewStore(tx).Take(ctx, at.EnrolmentID, now)
	if err != nil {
		return Outcome{}, err
	}
	if !at.Passed {
		return outcome(v, &e, part, nil), nil
	}
	made, err := s.passed(ctx, tx, &e, at, now)
	return outcome(v, &e, part, made), err
}

// passed marks the quiz as done and completes the course if nothing is missing.
func (s *Service) passed(ctx context.Context, tx db.Tx, e *Enrolment, at quiz.Attempt, now time.Time) (*records.Completion, error) {
	v, err := s.version(ctx, e.VersionID)
	if err != nil {
		return nil, err
	}
	if err := NewStore(tx).MarkDone(ctx, e.ID, at.PartID, now); err != nil {
		return nil, err
	}
	if !e.IsDone(at.PartID) {
		e.Done = append(e.Done, at.PartID)
	}
	return s.complete(ctx, tx, v, e, now)
}

// expireBatch is how many attempts one round of CloseExpired hands in.
const expireBatch = 200

// CloseExpired hands in the attempts whose time is over, each in its own transaction; a job calls it. It returns how
// many there were.
func (s *Service) CloseExpired(ctx context.Context) (int, error) {
	ids, err := quiz.NewStore(s.DB.Reader()).Expired(ctx, s.Business.Now().Add(-quiz.Grace), expireBatch)
	if err != nil {
		return 0, err
	}
	for i, id := range ids {
		if _, err := s.submit(ctx, id, quiz.ByTime); err != nil && !fault.Is(err, fault.NotFound) {
			return i, err
		}
	}
	return len(ids), nil
}
