package demo

import (
	"time"

	"liem/courses"
	"liem/internal/clock"
	"liem/quiz"
)

// examine lets the person try a quiz until it is passed; false when time or attempts ran out.
func (r *run) examine(part *courses.LoadedPart) (bool, error) {
	const patience = 4 // tries where the quiz sets no limit
	tries := part.Settings.Attempts
	if tries == 0 {
		tries = patience
	}
	for number := 1; number <= tries; number++ {
		if number > 1 {
			r.at = office(r.history.dice, clock.DateOf(r.at, clock.Hanoi).Add(r.history.dice.between(1, 4)))
		}
		done, passed, err := r.sit(part, number, r.person.skill)
		if err != nil || !done {
			return false, err
		}
		if passed {
			return true, nil
		}
	}
	return false, nil
}

// sit is one attempt: a paper drawn from a seed, answers given over some minutes, and the grade that quiz gives them.
// skill is the share of answers that are meant to be right. done is false when it would not be over by now.
func (r *run) sit(part *courses.LoadedPart, number int, skill float64) (done, passed bool, err error) {
	h, d := r.history, r.history.dice
	seed := d.Int64()
	at := quiz.Attempt{EnrolmentID: r.ID, OfficerID: r.OfficerID, VersionID: r.VersionID, PartID: part.ID, Number: number, Seed: seed,
		Paper: quiz.Draw(part.Settings, r.version.QuizQuestions(part), seed), Settings: part.Settings, StartedAt: r.at}
	took, by := r.pace(len(at.Paper.Items), part.Settings.TimeLimit())
	end := clock.UTC(r.at.Add(took))
	if !r.possible(end) {
		return false, false, nil
	}
	at.ID, at.TouchedAt = d.id(h.cal.system(r.at)), end
	if limit := part.Settings.TimeLimit(); limit > 0 {
		deadline := r.at.Add(limit)
		at.DeadlineAt = &deadline
	}
	kept, err := r.answer(at, took, by, skill)
	if err != nil {
		return false, false, err
	}
	result, err := quiz.Grade(at.Paper, r.version.Questions(), quiz.Values(kept))
	if err != nil {
		return false, false, err
	}
	at.HandIn(result, end, by)
	h.attempts = append(h.attempts, at)
	r.at, r.SeenAt = end, end
	r.best[part.ID] = max(r.best[part.ID], result.Mark)
	if at.Passed {
		r.done(part)
	}
	return true, at.Passed, nil
}

// pace is how long an attempt takes. A few run into the limit, and the server hands them in.
func (r *run) pace(questions int, limit time.Duration) (time.Duration, quiz.SubmittedBy) {
	d := r.history.dice
	if limit == 0 {
		return time.Duration(questions) * d.span(30*time.Second, 90*time.Second), quiz.ByPerson
	}
	if d.chance(0.03) {
		return limit, quiz.ByTime
	}
	return d.span(limit*4/10, limit*9/10), quiz.ByPerson
}

// answer gives the answers of an attempt one after the other and keeps them. Who runs out of time leaves the last ones.
func (r *run) answer(at quiz.Attempt, took time.Duration, by quiz.SubmittedBy, skill float64) (map[int]quiz.Saved, error) {
	h := r.history
	questions := r.version.Questions()
	shown, err := quiz.View(at.Paper, questions)
	if err != nil {
		return nil, err
	}
	given := len(shown)
	if by == quiz.ByTime {
		given -= min(given, h.dice.between(2, 4))
	}
	kept := make(map[int]quiz.Saved, given)
	for i, item := range at.Paper.Items[:given] {
		value, err := answer(h.dice, item, questions[item.Digest], shown[i], h.dice.chance(skill))
		if err != nil {
			return nil, err
		}
		saved := quiz.Saved{Seq: 1, Value: value, SavedAt: h.cal.system(share(at.StartedAt, at.StartedAt.Add(took), float64(i+1)/float64(len(shown)+1)))}
		kept[i+1] = saved
		h.answers = append(h.answers, quiz.KeptAnswer{AttemptID: at.ID, N: i + 1, Saved: saved})
	}
	return kept, nil
}
