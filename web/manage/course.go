package manage

import (
	"liem/courses"
	"liem/people"
	"liem/web/page"
)

// CoursePage is a course with its versions, and what to do next.
type CoursePage struct {
	page.Base
	Course   courses.Course
	Versions []courses.Version
	Current  *courses.Version // nil before the first
	Draft    *courses.Version // nil when none waits
	Unit     string
	Adapted  bool // it came from a folder of plain Markdown
	Names    map[string]people.Who
	History  []courses.Step // the newest first

	MayEdit, MayPublish bool
}

var coursePage = page.Parse[CoursePage](files, "course.html")

// Course shows the page.
func (h *Handlers) Course(c *page.Ctx) error {
	course, versions, err := h.courses.Course(c.Context(), c.Actor, c.Params("id"))
	if err != nil {
		return err
	}
	p := CoursePage{Course: course, Versions: versions, MayEdit: may(c, people.ActEditCourse, course), MayPublish: may(c, people.ActPublishCourse, course)}
	for i := range versions {
		v := &versions[i]
		switch {
		case v.State == courses.StateDraft && p.Draft == nil:
			p.Draft = v
		case v.ID == course.CurrentVersionID:
			p.Current = v
		}
	}
	if p.History, err = h.courses.History(c.Context(), c.Actor, course.ID, shownSteps); err != nil {
		return err
	}
	if p.Names, err = h.names(c, p.accounts()...); err != nil {
		return err
	}
	if _, p.Adapted, err = h.adapt.Report(c.Context(), c.Actor, course.ID); err != nil {
		return err
	}
	tree, err := h.people.Tree(c.Context(), h.people.Today())
	if err != nil {
		return err
	}
	unit, _ := tree.Unit(course.UnitID)
	p.Unit = unit.Name
	p.Base = c.BaseNamed(page.SectionManage, p.name())
	p.Crumbs = crumbs(c, "", "")
	return coursePage.Render(c, &p)
}

// Shown is the version whose facts stand for the course: the current one, or the draft before the first; nil when all
// drafts were discarded.
func (p *CoursePage) Shown() *courses.Version {
	if p.Current != nil {
		return p.Current
	}
	return p.Draft
}

func (p *CoursePage) name() string {
	if v := p.Shown(); v != nil {
		return v.Meta.Title
	}
	return p.Course.Slug
}

// shownSteps is how much of a course's history its page shows.
const shownSteps = 50

// accounts are those of everybody whom the page names.
func (p *CoursePage) accounts() (ids []string) {
	for _, v := range p.Versions {
		ids = append(ids, v.CreatedBy, v.PublishedBy)
	}
	for _, s := range p.History {
		ids = append(ids, s.AccountID)
	}
	return ids
}

// names finds the people behind accounts.
func (h *Handlers) names(c *page.Ctx, accounts ...string) (map[string]people.Who, error) {
	return h.people.Names(c.Context(), accounts...)
}

// Who names a person by account; what is no account, such as the command line, is named by its word.
func (p *CoursePage) Who(account string) string { return who(p.Names, account) }

func who(names map[string]people.Who, account string) string {
	if w, ok := names[account]; ok {
		return w.Name
	}
	return account
}
