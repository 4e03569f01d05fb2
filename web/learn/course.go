package learn

import (
	"liem/courses"
	"liem/training"
	"liem/web/page"
)

// CoursePage says what a course gives, shows its parts with their state, and has one button.
type CoursePage struct {
	page.Base
	training.CourseView
	Overview courses.HTML
	Slug     string
}

var coursePage = page.Parse[CoursePage](files, "course.html")

// Course shows the page.
func (h *Handlers) Course(c *page.Ctx) error {
	view, err := h.training.Course(c.Context(), c.Actor, c.Params("slug"))
	if err != nil {
		return err
	}
	loaded, err := h.cache.Version(c.Context(), view.Version.ID)
	if err != nil {
		return err
	}
	slug := view.Course.Slug
	p := CoursePage{Base: c.BaseNamed(page.SectionCourses, view.Version.Meta.Title), CourseView: view, Slug: slug,
		Overview: loaded.Overview("/courses/" + slug + "/")}
	p.Lead = view.Version.Meta.Summary
	if asCopy(c) {
		return h.courseCopy(c, p)
	}
	p.Script = "offline.js"
	p.Crumbs = []page.Link{{Text: c.P.T("nav.courses"), Href: "/courses"}}
	return coursePage.Render(c, &p)
}

// Begun tells whether there is an open run through the course.
func (p *CoursePage) Begun() bool { return p.Enrolment != nil && p.Enrolment.ClosedAt == nil }

// Begin opens the course for the officer and goes to its first part.
func (h *Handlers) Begin(c *page.Ctx) error {
	slug := c.Params("slug")
	if _, err := h.training.Begin(c.Context(), c.Actor, slug); err != nil {
		return err
	}
	view, err := h.training.Course(c.Context(), c.Actor, slug)
	if err != nil {
		return err
	}
	if view.Next == nil {
		return c.See("/courses/" + slug)
	}
	return c.See("/courses/" + slug + "/" + view.Next.Part.Stem)
}
