package training

import (
	"context"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
	"liem/quiz"
)

// Quiz is a quiz's page before an attempt: the rules, the attempts so far, and whether another may begin.
func (s *Service) Quiz(ctx context.Context, a people.Actor, slug, stem string) (QuizView, error) {
	e, v, part, err := s.place(ctx, a, slug, stem, s.latest)
	if err != nil {
		return QuizView{}, err
	}
	if part.Kind != courses.KindQuiz {
		return QuizView{}, fault.New(fault.NotFound, "fault.not_found")
	}
	attempts, err := quiz.NewStore(s.DB.Reader()).Attempts(ctx, e.ID, part.ID)
	if err != nil {
		return QuizView{}, err
	}
	now := s.Business.Now()
	view := QuizView{Version: v, Part: part, Previous: v.Previous(part), Next: v.Next(part), Settings: part.Settings,
		Questions: drawn(part), State: PartOpen, Left: left(part.Settings, counted(attempts))}
	view.Done, view.Total = tally(v, e.Done)
	for _, at := range attempts {
		view.Attempts = append(view.Attempts, attemptRow(at))
		if at.SubmittedAt == nil && !at.Over(now) {
			view.OpenID, view.State = at.ID, PartRunning
		}
	}
	if e.IsDone(part.ID) {
		view.State = PartDone
	}
	view.MayStart = view.OpenID == "" && view.Left != 0 && e.ClosedAt == nil
	return view, nil
}

func attemptRow(a quiz.Attempt) AttemptRow {
	return AttemptRow{ID: a.ID, Number: a.Number, StartedAt: a.StartedAt, SubmittedAt: a.SubmittedAt,
		ByTime: a.SubmittedBy == quiz.ByTime, Mark: a.Grades.Mark, Passed: a.Passed, SetAside: a.SetAsideAt != nil}
}

// drawn is the number of questions on a paper.
func drawn(p *courses.LoadedPart) int {
	if n := p.Settings.Draw; n > 0 && n < len(p.QuestionDigests) {
		return n
	}
	return len(p.QuestionDigests)
}

// counted is the number of attempts that were not set aside.
func counted(attempts []quiz.Attempt) (n int) {
	for _, at := range attempts {
		if at.SetAsideAt == nil {
			n++
		}
	}
	return n
}

// left is the number of attempts that remain; -1 = no limit.
func left(s quiz.Settings, used int) int {
	if s.Attempts == 0 {
		return -1
	}
	return max(0, s.Attempts-used)
}

// errMoved tells that the officer was moved to another version while this one was looked at.
var errMoved = fault.New(fault.Conflict, "training.version_moved")

var errCompleted = fault.New(fault.Conflict, "training.course_completed")

// StartAttempt begins an attempt and returns its id. When one is under way it returns that one, so a form posted twice
// starts one attempt; one whose time is over is handed in first.
func (s *Service) StartAttempt(ctx context.Context, a people.Actor, slug, stem string) (string, error) {
	e, v, part, err := s.place(ctx, a, slug, stem, s.latest)
	if err != nil {
		return "", err
	}
	if part.Kind != courses.KindQuiz {
		return "", fault.New(fault.NotFound, "fault.not_found")
	}
	if e.ClosedAt != nil {
		return "", errCompleted
	}
	var id string
	var sealed bool
	err = s.inTx(ctx, func(ctx context.Context, tx db.Tx) error {
		id, sealed, err = s.start(ctx, tx, v, part, e.ID)
		return err
	})
	if err == nil && sealed {
		s.Sealed()
	}
	return id, err
}

func (s *Service) start(ctx context.Context, tx db.Tx, v *courses.Loaded, part *courses.LoadedPart, enrolmentID string) (id string, sealed bool, err error) {
	now := s.Business.Now()
	e, err := NewStore(tx).Take(ctx, enrolmentID, now) // two starts at once follow each other
	if err != nil {
		return "", false, err
	}
	if e.ClosedAt != nil {
		return "", false, errCompleted
	}
	if e.VersionID != v.Version.ID {
		return "", false, errMoved
	}
	store := quiz.NewStore(tx)
	attempts, err := store.Attempts(ctx, e.ID, part.ID)
	if err != nil {
		return "", false, err
	}
	for _, at := range attempts {
		if at.SubmittedAt != nil {
			continue
		}
		if !at.Over(now) {
			return at.ID, false, nil
		}
		made, err := s.handIn(ctx, tx, v, &e, at.ID, quiz.ByTime)
		if err != nil {
			return "", false, err
		}
		if made.Completion != nil {
			return at.ID, true, nil // it was enough: the course is complete, and there is nothing to start
		}
	}
	if left(part.Settings, counted(attempts)) == 0 {
		return "", false, fault.New(fault.Conflict, "training.no_attempt_left").With("Count", part.Settings.Attempts)
	}
	at := s.newAttempt(v, part, &e, len(attempts)+1)
	return at.ID, false, store.InsertAttempt(ctx, at)
}

func (s *Service) newAttempt(v *courses.Loaded, part *courses.LoadedPart, e *Enrolment, number int) quiz.Attempt {
	now := s.Business.Now()
	seed := newSeed()
	paper := quiz.Draw(part.Settings, v.QuizQuestions(part), seed)
	at := quiz.Attempt{ID: db.NewID(), EnrolmentID: e.ID, OfficerID: e.OfficerID, VersionID: e.VersionID, PartID: part.ID,
		Number: number, Seed: seed, Paper: paper, Settings: part.Settings, StartedAt: now, TouchedAt: now}
	if part.Settings.Minutes > 0 {
		deadline := now.Add(part.Settings.TimeLimit())
		at.DeadlineAt = &deadline
	}
	return at
}
