package training

import (
	"context"

	"liem/courses"
	"liem/internal/fault"
	"liem/people"
	"liem/quiz"
	"liem/records"
)

// Result is a graded attempt of this officer, with as much as the quiz's review setting shows. An attempt under way has
// no result; a conflict says so.
func (s *Service) Result(ctx context.Context, a people.Actor, id string) (ResultView, error) {
	at, v, part, err := s.attempt(ctx, a, id)
	if err != nil {
		return ResultView{}, err
	}
	if at.SubmittedAt == nil {
		return ResultView{}, fault.New(fault.Conflict, "training.not_submitted")
	}
	view := ResultView{ID: at.ID, CourseSlug: v.Version.Slug, QuizStem: part.Stem, Course: v.Meta.Title, Title: part.Title,
		Number: at.Number, SubmittedAt: *at.SubmittedAt, ByTime: at.SubmittedBy == quiz.ByTime,
		Points: at.Grades.Points, Max: at.Grades.Max,
		Mark: at.Grades.Mark, Pass: at.Settings.Pass, Passed: at.Passed, Review: at.Settings.Review}
	if err := s.aftermath(ctx, &view, v, part, at); err != nil {
		return ResultView{}, err
	}
	if view.DetailsRemoved = at.DetailsRemovedAt != nil; view.DetailsRemoved {
		return view, nil
	}
	saved, err := quiz.NewStore(s.DB.Reader()).Answers(ctx, at.ID)
	if err != nil {
		return ResultView{}, err
	}
	view.Items, err = quiz.ReviewPaper(view.Review, at.Paper, v.Questions(), quiz.Values(saved), at.Grades)
	return view, err
}

// aftermath adds what the attempt led to: the completion, the attempts left, the next part, answers that came late.
func (s *Service) aftermath(ctx context.Context, view *ResultView, v *courses.Loaded, part *courses.LoadedPart, at quiz.Attempt) error {
	e, err := s.read().Get(ctx, at.EnrolmentID)
	if err != nil {
		return err
	}
	if e.ClosedAt != nil {
		c, err := records.NewStore(s.DB.Reader()).ByEnrolment(ctx, e.ID)
		if err != nil {
			return err
		}
		view.Completion = &c
	}
	store := quiz.NewStore(s.DB.Reader())
	attempts, err := store.Attempts(ctx, e.ID, part.ID)
	if err != nil {
		return err
	}
	view.MayRetry = e.ClosedAt == nil && left(at.Settings, counted(attempts)) != 0
	view.NextStem = outcome(v, &e, part, nil).NextStem
	if view.NextStem == part.Stem {
		view.NextStem = ""
	}
	view.Late, err = store.LateCount(ctx, at.ID)
	return err
}
