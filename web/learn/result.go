package learn

import (
	"liem/quiz"
	"liem/training"
	"liem/web/page"
)

// ResultPage is a graded attempt: mark and pass in one sentence, what it leads to, then question by question.
type ResultPage struct {
	page.Base
	Attempt training.ResultView
}

var resultPage = page.Parse[ResultPage](files, "result.html")

// Result shows the page.
func (h *Handlers) Result(c *page.Ctx) error {
	view, err := h.training.Result(c.Context(), c.Actor, c.Params("id"))
	if err != nil {
		return err
	}
	p := ResultPage{Base: c.Base(page.SectionCourses, "result.title", "Quiz", view.Title), Attempt: view}
	p.Crumbs = crumbs(c, view.CourseSlug, view.Course)
	return resultPage.Render(c, &p)
}

// Full tells that key and feedback may be shown.
func (p *ResultPage) Full() bool { return p.Attempt.Review == quiz.ReviewFull }

// Tone is how an option is marked: right, wrong, or empty for what says nothing.
func (p *ResultPage) Tone(o quiz.ReviewedOption) string {
	switch {
	case !p.Full():
		return ""
	case o.Correct:
		return "right"
	case o.Chosen:
		return "wrong"
	}
	return ""
}

// Key is a numeric key as people write it, with its tolerance where there is one.
func (p *ResultPage) Key(n *quiz.Numeric) string {
	if n.Tolerance == "" || n.Tolerance == "0" {
		return p.Decimal(n.Value)
	}
	return p.Decimal(n.Value) + " ± " + p.Decimal(n.Tolerance)
}
