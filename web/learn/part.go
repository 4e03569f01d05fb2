package learn

import (
	"liem/courses"
	"liem/web/page"
)

// Part shows what a course's address names: a lesson, or a quiz before an attempt.
func (h *Handlers) Part(c *page.Ctx) error {
	part, err := h.training.Part(c.Context(), c.Actor, c.Params("slug"), c.Params("stem"))
	if err != nil {
		return err
	}
	if part.Kind == courses.KindQuiz {
		return h.quiz(c)
	}
	return h.lesson(c)
}

// crumbs lead back from a part to its course.
func crumbs(c *page.Ctx, slug, course string) []page.Link {
	return []page.Link{{Text: c.P.T("nav.courses"), Href: "/courses"}, {Text: course, Href: "/courses/" + slug}}
}
