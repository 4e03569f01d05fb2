package training

import (
	"context"
	"errors"
	"fmt"
	"time"

	"liem/courses"
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
	return s.submit(ctx, at, by)
}

// submit takes the enrolment before the attempt, as StartAttempt does: whoever takes both takes them in this order. Of at
// only what never changes is used.
func (s *Service) submit(ctx context.Context, at quiz.Attempt, by quiz.SubmittedBy) (Outcome, error) {
	v, _, err := s.paperOf(ctx, at) // before the transaction, which must not wait for another connection
	if err != nil {
		return Outcome{}, err
	}
	var o Outcome
	var e Enrolment
	err = s.inTx(ctx, func(ctx context.Context, tx db.Tx) error {
		e, err = NewStore(tx).Take(ctx, at.EnrolmentID, s.Business.Now())
		if err != nil {
			return err
		}
		o, err = s.handIn(ctx, tx, v, &e, at.ID, by)
		return err
	})
	s.moved(e)
	if err == nil && o.Completion != nil {
		s.Sealed()
	}
	return o, err
}

// handIn takes an attempt of a taken enrolment, grades it and notes what follows from it. One that was handed in before
// is left alone; then the outcome is what that led to.
func (s *Service) handIn(ctx context.Context, tx db.Tx, v *courses.Loaded, e *Enrolment, id string, by quiz.SubmittedBy) (Outcome, error) {
	at, err := quiz.NewStore(tx).Take(ctx, id, s.Business.Now())
	if err != nil {
		return Outcome{}, err
	}
	part, ok := v.PartByID(at.PartID)
	if !ok {
		return Outcome{}, fault.New(fault.NotFound, "fault.not_found")
	}
	if at.SubmittedAt != nil {
		made, err := ledTo(ctx, tx, e, *at.SubmittedAt)
		return outcome(v, e, part, made), err
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
	if !at.Passed {
		return outcome(v, e, part, nil), nil
	}
	made, err := s.passed(ctx, tx, v, e, at, now)
	return outcome(v, e, part, made), err
}

// ledTo is the completion that the last part done at a moment led to; nil when it led to none.
func ledTo(ctx context.Context, tx db.Tx, e *Enrolment, at time.Time) (*records.Completion, error) {
	if e.ClosedAt == nil || !e.ClosedAt.Equal(at) {
		return nil, nil
	}
	c, err := records.NewStore(tx).ByEnrolment(ctx, e.ID)
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	return &c, err
}

// passed marks the quiz as done and completes the course if nothing is missing.
func (s *Service) passed(ctx context.Context, tx db.Tx, v *courses.Loaded, e *Enrolment, at quiz.Attempt, now time.Time) (*records.Completion, error) {
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
	expired, err := quiz.NewStore(s.DB.Reader()).Expired(ctx, s.Business.Now().Add(-quiz.Grace), expireBatch)
	if err != nil {
		return 0, err
	}
	n := 0
	var failed error // one that cannot be graded must not keep the others open
	for _, at := range expired {
		if _, err := s.submit(ctx, at, quiz.ByTime); err != nil {
			failed = errors.Join(failed, fmt.Errorf("attempt %s: %w", at.ID, err))
			continue
		}
		n++
	}
	return n, failed
}
