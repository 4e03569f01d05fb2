package training

import (
	"context"
	"encoding/json"
	"time"

	"liem/courses"
	"liem/internal/fault"
	"liem/people"
	"liem/quiz"
)

// Attempt is an attempt under way, as its paper shows it. One whose time is over is handed in now; then, as for one
// that was submitted before, Submitted is true and there are no questions in the view.
func (s *Service) Attempt(ctx context.Context, a people.Actor, id string) (AttemptView, error) {
	at, v, part, err := s.attempt(ctx, a, id)
	if err != nil {
		return AttemptView{}, err
	}
	view := AttemptView{ID: at.ID, CourseSlug: v.Version.Slug, QuizStem: part.Stem, Course: v.Meta.Title, Title: part.Title,
		Number: at.Number, StartedAt: at.StartedAt, Deadline: at.DeadlineAt, Now: s.Business.Now()}
	if at.SubmittedAt == nil && at.Over(view.Now) {
		if _, err := s.submit(ctx, at.ID, quiz.ByTime); err != nil {
			return AttemptView{}, err
		}
		view.Submitted = true
		return view, nil
	}
	if at.SubmittedAt != nil {
		view.Submitted = true
		return view, nil
	}
	view.Questions, err = quiz.View(at.Paper, v.Questions())
	if err != nil {
		return AttemptView{}, err
	}
	view.Answers, err = quiz.NewStore(s.DB.Reader()).Answers(ctx, at.ID)
	return view, err
}

// attempt loads an attempt of this officer with its version and part; another person's does not exist for them.
func (s *Service) attempt(ctx context.Context, a people.Actor, id string) (quiz.Attempt, *courses.Loaded, *courses.LoadedPart, error) {
	at, err := quiz.NewStore(s.DB.Reader()).Attempt(ctx, id)
	if err != nil {
		return at, nil, nil, err
	}
	if a.OfficerID == "" || at.OfficerID != a.OfficerID {
		return at, nil, nil, fault.New(fault.NotFound, "fault.not_found")
	}
	v, part, err := s.paperOf(ctx, at)
	return at, v, part, err
}

// paperOf loads the version and the part that an attempt was drawn from.
func (s *Service) paperOf(ctx context.Context, at quiz.Attempt) (*courses.Loaded, *courses.LoadedPart, error) {
	v, err := s.version(ctx, at.VersionID)
	if err != nil {
		return nil, nil, err
	}
	part, ok := v.PartByID(at.PartID)
	if !ok {
		return nil, nil, fault.New(fault.NotFound, "fault.not_found")
	}
	return v, part, nil
}

// SaveAnswer keeps one answer; it returns when the answer is durable, never before.
func (s *Service) SaveAnswer(ctx context.Context, a people.Actor, id string, n int, seq int64, value json.RawMessage, deviceAt *time.Time) (quiz.Saved, error) {
	if a.OfficerID == "" {
		return quiz.Saved{}, fault.New(fault.NotFound, "fault.not_found")
	}
	return s.Answerer.Save(ctx, quiz.AnswerInput{AttemptID: id, OfficerID: a.OfficerID, N: n, Seq: seq, Value: value, DeviceAt: deviceAt})
}

// SaveForm keeps the answers of a posted form, the way of a browser without scripts: each gets the next number after
// the one that is stored. Questions that the form does not answer stay as they are.
func (s *Service) SaveForm(ctx context.Context, a people.Actor, id string, values map[int]json.RawMessage) error {
	if _, _, _, err := s.attempt(ctx, a, id); err != nil {
		return err
	}
	saved, err := quiz.NewStore(s.DB.Reader()).Answers(ctx, id)
	if err != nil {
		return err
	}
	for n, value := range values {
		if string(saved[n].Value) == string(value) {
			continue
		}
		if _, err := s.SaveAnswer(ctx, a, id, n, saved[n].Seq+1, value, nil); err != nil {
			return err
		}
	}
	return nil
}
