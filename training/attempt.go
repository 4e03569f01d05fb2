package training

import (
	"context"
	"encoding/json"
	"sync"
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
		if _, err := s.submit(ctx, at, quiz.ByTime); err != nil {
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
// the one that is stored. Questions that the form does not hold stay as they are. What is wrong with one answer costs
// the others nothing: refused says so by place. Answers that come too late are kept and not counted, as ever.
func (s *Service) SaveForm(ctx context.Context, a people.Actor, id string, values map[int]json.RawMessage) (refused map[int]error, err error) {
	at, _, _, err := s.attempt(ctx, a, id)
	if err != nil {
		return nil, err
	}
	saved, err := quiz.NewStore(s.DB.Reader()).Answers(ctx, id)
	if err != nil {
		return nil, err
	}
	changed := changes(at.Paper, values, saved)
	refused = map[int]error{}
	for n, err := range s.saveAll(ctx, a, id, changed, saved) {
		switch {
		case fault.Is(err, fault.Invalid):
			refused[n] = err
		case err != nil && !fault.Is(err, fault.TooLate):
			return nil, err
		}
	}
	return refused, nil
}

// changes are the values, in the form in which they are stored, that differ from what is saved. What is no answer stays
// as it is, to be refused; what names no question of the paper is left out.
func changes(paper quiz.Paper, values map[int]json.RawMessage, saved map[int]quiz.Saved) map[int]json.RawMessage {
	changed := make(map[int]json.RawMessage, len(paper.Items))
	for n, value := range values {
		item, ok := paper.Item(n)
		if !ok {
			continue
		}
		if canonical, err := quiz.ValidateAnswer(item, value); err == nil {
			value = canonical
		}
		if stored, ok := saved[n]; ok && string(stored.Value) == string(value) || !ok && string(value) == "null" {
			continue
		}
		changed[n] = value
	}
	return changed
}

// saveAll saves answers side by side, so that they share a commit, and returns what each led to.
func (s *Service) saveAll(ctx context.Context, a people.Actor, id string, values map[int]json.RawMessage, saved map[int]quiz.Saved) map[int]error {
	var mu sync.Mutex
	var wg sync.WaitGroup
	results := make(map[int]error, len(values))
	for n, value := range values {
		wg.Go(func() {
			_, err := s.SaveAnswer(ctx, a, id, n, saved[n].Seq+1, value, nil)
			mu.Lock()
			defer mu.Unlock()
			results[n] = err
		})
	}
	wg.Wait()
	return results
}
