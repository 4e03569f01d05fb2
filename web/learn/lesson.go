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

// lessonShown is what the page of a lesson shows: the text, which the version and the part name for ever, and how far
// the officer is.
type lessonShown struct {
	slug, versionID, partID string
	state                   training.PartState
	completed               bool
	done, total             int
}

func (h *Handlers) lesson(c *page.Ctx, view training.LessonView) error {
	p := LessonPage{Base: c.BaseNamed(page.SectionCourses, view.Part.Title), LessonView: view}
	p.Script = "lesson.js"
	if asCopy(c) {
		return h.lessonCopy(c, p)
	}
	p.Crumbs = crumbs(c, view.CourseSlug, view.Version.Meta.Title)
	return lessonPage.RenderKept(c, &p, lessonShown{view.CourseSlug, view.Version.Version.ID, view.Part.ID, view.State, view.Completed,
		view.Done, view.Total})
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
