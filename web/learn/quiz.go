package learn

import (
	"liem/training"
	"liem/web/page"
)

// QuizPage says the rules of a quiz, lists the attempts so far, and lets one begin.
type QuizPage struct {
	page.Base
	training.QuizView
	CourseSlug string
}

var quizPage = page.Parse[QuizPage](files, "quiz.html", "turn.html")

func (h *Handlers) quiz(c *page.Ctx) error {
	view, err := h.training.Quiz(c.Context(), c.Actor, c.Params("slug"), c.Params("stem"))
	if err != nil {
		return err
	}
	p := QuizPage{Base: c.BaseNamed(page.SectionCourses, view.Part.Title), QuizView: view, CourseSlug: c.Params("slug")}
	if asCopy(c) {
		return h.quizCopy(c, p)
	}
	p.Crumbs = crumbs(c, p.CourseSlug, view.Version.Meta.Title)
	return quizPage.Render(c, &p)
}

// AttemptStart begins an attempt, or goes on with the one that is open.
func (h *Handlers) AttemptStart(c *page.Ctx) error {
	id, err := h.training.StartAttempt(c.Context(), c.Actor, c.Params("slug"), c.Params("stem"))
	if err != nil {
		return err
	}
	return c.See("/attempts/" + id)
}
