package demo

import (
	"liem/courses"
	"liem/internal/clock"
	"liem/training"
)

// asked is a question about a lesson of one of the sample courses. Without a username somebody of the course's readers asks;
// without an answer it waits; with a wording for everybody the answer is shown at the lesson.
type asked struct {
	Part     string `json:"part"`
	Heading  string `json:"heading"`
	Body     string `json:"body"`
	Shown    string `json:"shown"`
	Days     int    `json:"days"` // ago
	Answer   string `json:"answer"`
	Username string `json:"username"`
}

// answerer is the account that answers.
const answerer = "manager"

// ask lets people ask about lessons, each on a working day of the last weeks.
func (h *history) ask() (questions []training.Inquiry, steps []training.InquiryStep) {
	h.dice = newDice("questions")
	for i, a := range read[[]asked]("questions.json") {
		v, part := h.lesson(a.Part)
		p := h.cast.people[(i*37+11)%len(h.cast.people)]
		if a.Username != "" {
			p = h.cast.byUsername(a.Username)
		}
		at := office(h.dice, workday(h.cal.ago(a.Days)))
		if _, serves := p.on(clock.DateOf(at, clock.Hanoi)); part == nil || !serves || !h.cal.past(at) {
			continue
		}
		q := training.Inquiry{ID: h.dice.id(h.cal.system(at)), CourseID: v.Version.CourseID, PartID: part.ID, VersionID: v.Version.ID, OfficerID: &p.ID,
			Body: a.Body, AskedAt: at, State: training.InquiryOpen}
		for _, heading := range part.Outline {
			if heading.Text == a.Heading {
				q.Heading, q.Anchor = heading.Text, heading.ID
			}
		}
		if answered := office(h.dice, workday(h.cal.ago(a.Days-2))); a.Answer != "" && h.cal.past(answered) {
			step := training.InquiryStep{ID: h.dice.id(h.cal.system(answered)), QuestionID: q.ID, Act: training.ActAnswer, Answer: a.Answer, At: answered, By: accountID(answerer)}
			q.State, q.Answer, q.AnsweredBy, q.AnsweredAt = training.InquiryAnswered, a.Answer, step.By, &answered
			if a.Shown != "" {
				q.Shown, q.PublishedAt, step.Act, step.Shown = a.Shown, &answered, training.ActPublish, a.Shown
			}
			steps = append(steps, step)
		}
		questions = append(questions, q)
	}
	return questions, steps
}

// lesson finds a lesson of the versions on offer by its id.
func (h *history) lesson(id string) (*courses.Loaded, *courses.LoadedPart) {
	for _, c := range h.shelf.courses {
		v := c.at(h.cal.now)
		if v == nil {
			continue
		}
		if part, ok := v.PartByID(id); ok {
			return v, part
		}
	}
	return nil, nil
}
