package learn

import (
	"liem/courses"
	"liem/training"
	"liem/web/page"
)

// A copy is a page that a device keeps: it carries no token, no name and no result, has no navigation, and offers only
// what works without a line.

// CourseCopyPage lists the parts of a course on a device.
type CourseCopyPage struct {
	page.Base
	training.CourseView
	Overview courses.HTML
}

// LessonCopyPage is a lesson on a device.
type LessonCopyPage struct {
	page.Base
	training.LessonView
}

// QuizCopyPage says the rules of a quiz on a device. An attempt that is under way goes on there; starting one needs a line.
type QuizCopyPage struct {
	page.Base
	training.QuizView
	CourseSlug string
}

var (
	courseCopyPage = page.Parse[CourseCopyPage](files, "offline_course.html")
	lessonCopyPage = page.Parse[LessonCopyPage](files, "offline_lesson.html", "turn.html")
	quizCopyPage   = page.Parse[QuizCopyPage](files, "offline_quiz.html", "turn.html")
)

// asCopy tells whether a device asks for a page to keep.
func asCopy(c *page.Ctx) bool { return c.Query("copy") == "1" }

func (h *Handlers) courseCopy(c *page.Ctx, p CoursePage) error {
	copied := CourseCopyPage{Base: p.Base, CourseView: p.CourseView, Overview: p.Overview}
	copied.MakeCopy(c, page.Link{Text: c.P.T("offline.title"), Href: "/offline"})
	return courseCopyPage.Render(c, &copied)
}

func (h *Handlers) lessonCopy(c *page.Ctx, p LessonPage) error {
	var copied LessonCopyPage
	copied.Base, copied.LessonView = p.Base, p.LessonView
	copied.MakeCopy(c, wayBack(c, p.CourseSlug, p.Version.Meta.Title)...)
	return lessonCopyPage.Render(c, &copied)
}

func (h *Handlers) quizCopy(c *page.Ctx, p QuizPage) error {
	var copied QuizCopyPage
	copied.Base, copied.QuizView, copied.CourseSlug = p.Base, p.QuizView, p.CourseSlug
	copied.MakeCopy(c, wayBack(c, p.CourseSlug, p.Version.Meta.Title)...)
	return quizCopyPage.Render(c, &copied)
}

// wayBack leads from a part on a device to its course there.
func wayBack(c *page.Ctx, slug, course string) []page.Link {
	return []page.Link{{Text: c.P.T("offline.title"), Href: "/offline"}, {Text: course, Href: "/courses/" + slug}}
}
