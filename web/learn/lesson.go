package learn

import (
	"liem/training"
	"liem/web/page"
)

// LessonPage is a lesson to read; the text is the page.
type LessonPage struct {
	page.Base
	training.LessonView
}

var lessonPage = page.Parse[LessonPage](files, "lesson.html", "turn.html")

func (h *Handlers) lesson(c *page.Ctx) error {
	view, err := h.training.Lesson(c.Context(), c.Actor, c.Params("slug"), c.Params("stem"))
	if err != nil {
		return err
	}
	p := LessonPage{Base: c.BaseNamed(page.SectionCourses, view.Part.Title), LessonView: view}
	p.Crumbs = crumbs(c, view.CourseSlug, view.Version.Meta.Title)
	return lessonPage.Render(c, &p)
}

// LessonDone marks a lesson as studied and goes on to what follows.
func (h *Handlers) LessonDone(c *page.Ctx) error {
	slug := c.Params("slug")
	outcome, err := h.training.LessonDone(c.Context(), c.Actor, slug, c.Params("stem"))
	if err != nil {
		return err
	}
	switch {
	case outcome.Completion != nil:
		return c.Done("/courses/"+slug, "notice.course_completed")
	case outcome.NextStem == "":
		return c.See("/courses/" + slug)
	}
	return c.Done("/courses/"+slug+"/"+outcome.NextStem, "notice.lesson_done")
}
