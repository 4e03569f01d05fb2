package manage

import (
	"strings"

	"liem/courses/working"
	"liem/people"
	"liem/web/page"
)

// NewCoursePage begins a course in the browser.
type NewCoursePage struct {
	page.Base
	page.Form
	Units []people.Placed
	Works []OpenWork // new courses that are being written
}

// OpenWork is a course that is being written and was never a draft.
type OpenWork struct {
	working.Work
	Title string
}

var newCoursePage = page.Parse[NewCoursePage](files, "edit_new.html")

// EditNewForm shows the form.
func (h *Handlers) EditNewForm(c *page.Ctx) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	return h.showNew(c, &NewCoursePage{Form: f}, 200)
}

func (h *Handlers) showNew(c *page.Ctx, p *NewCoursePage, status int) error {
	tree, err := h.people.Tree(c.Context(), h.people.Today())
	if err != nil {
		return err
	}
	p.Units = tree.Choices(c.Actor.Scope(people.ActEditCourse))
	works, err := h.working.Works(c.Context(), c.Actor)
	if err != nil {
		return err
	}
	for _, w := range works {
		p.Works = append(p.Works, OpenWork{w, w.Slug})
	}
	p.Base = c.Base(page.SectionManage, "edit.new_title")
	p.Crumbs, p.Lead = crumbs(c, "", ""), c.P.T("edit.new_lead")
	return newCoursePage.RenderStatus(c, status, p)
}

// Indent shows a unit's depth in a list that has no other way to.
func (p *NewCoursePage) Indent(depth int) string { return strings.Repeat("\u2003", depth) }

// EditNew begins the course.
func (h *Handlers) EditNew(c *page.Ctx) error {
	f, err := c.ReadForm("title", "unit", "language")
	if err != nil {
		return err
	}
	language := "vi"
	if f.Get("language") == "en" {
		language = "en"
	}
	w, err := h.working.New(c.Context(), c.Actor, f.Get("title"), f.Get("unit"), language)
	if err != nil {
		if !f.Refuse(c, err) {
			return err
		}
		return h.showNew(c, &NewCoursePage{Form: f}, statusFor(err))
	}
	return c.Done(editPath(w.CourseID), "notice.edit_begun")
}
