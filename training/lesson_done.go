package training

import (
	"context"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
	"liem/records"
)

// LessonDone marks a lesson as studied. If that was the last needed part, the completion is made in the same
// transaction. Marking it again changes nothing.
func (s *Service) LessonDone(ctx context.Context, a people.Actor, slug, stem string) (Outcome, error) {
	e, v, part, err := s.place(ctx, a, slug, stem, s.latest)
	if err != nil {
		return Outcome{}, err
	}
	if part.Kind != courses.KindLesson {
		return Outcome{}, fault.New(fault.Invalid, "training.not_a_lesson")
	}
	if e.ClosedAt != nil {
		return outcome(v, &e, part, nil), nil
	}
	return s.markDone(ctx, v, part, e)
}

// markDone marks a lesson of an open run and completes the course when nothing is missing.
func (s *Service) markDone(ctx context.Context, v *courses.Loaded, part *courses.LoadedPart, e Enrolment) (Outcome, error) {
	if e.IsDone(part.ID) {
		return outcome(v, &e, part, nil), nil
	}
	var o Outcome
	err := s.inTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
		o, err = s.lessonDone(ctx, tx, v, part, e.ID)
		return err
	})
	s.moved(e)
	if err != nil {
		return Outcome{}, err
	}
	if o.Completion != nil {
		s.Sealed()
	}
	return o, nil
}

func (s *Service) lessonDone(ctx context.Context, tx db.Tx, v *courses.Loaded, part *courses.LoadedPart, enrolmentID string) (Outcome, error) {
	now := s.Business.Now()
	e, err := NewStore(tx).Take(ctx, enrolmentID, now)
	if err != nil {
		return Outcome{}, err
	}
	if e.VersionID != v.Version.ID {
		return Outcome{}, errMoved
	}
	if e.ClosedAt != nil || e.IsDone(part.ID) { // another tab was first
		return outcome(v, &e, part, nil), nil
	}
	if err := NewStore(tx).MarkDone(ctx, e.ID, part.ID, now); err != nil {
		return Outcome{}, err
	}
	e.Done = append(e.Done, part.ID)
	made, err := s.complete(ctx, tx, v, &e, now)
	return outcome(v, &e, part, made), err
}

// outcome finds where to go next: the part that follows if it is open, else the first open one.
func outcome(v *courses.Loaded, e *Enrolment, from *courses.LoadedPart, made *records.Completion) Outcome {
	o := Outcome{Completion: made}
	if next := v.Next(from); next != nil && !e.IsDone(next.ID) {
		o.NextStem = next.Stem
	} else if open := nextOpen(v, e); open != nil {
		o.NextStem = open.Stem
	}
	return o
}
