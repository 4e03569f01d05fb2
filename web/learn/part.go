package learn

import (
	"errors"

	"liem/training"
	"liem/web/page"
)

// Part shows what a course's address names: a lesson, or a quiz before an attempt.
func (h *Handlers) Part(c *page.Ctx) error {
	view, err := h.training.Lesson(c.Context(), c.Actor, c.Params("slug"), c.Params("stem"))
	switch {
	case errors.Is(err, training.ErrQuiz):
		return h.quiz(c)
	case err != nil:
		return err
	}
	return h.lesson(c, view)
}

// crumbs lead back from a part to its course.
func crumbs(c *page.Ctx, slug, course string) []page.Link {
	return []page.Link{{Text: c.P.T("nav.courses"), Href: "/courses"}, {Text: course, Href: "/courses/" + slug}}
}
