package manage

import (
	"liem/courses"
	"liem/people"
	"liem/web/page"
)

// CoursesPage lists the courses in the actor's scope.
type CoursesPage struct {
	page.Base
	List       page.List
	Rows       []courses.Row
	Categories []courses.Category
	Standings  []courses.Standing
	MayEdit    bool
	MayAnswer  bool // questions about lessons
	Waiting    int  // of them, open

	tree *people.Tree
}

var coursesPage = page.Parse[CoursesPage](files, "courses.html")

// Courses shows the list.
func (h *Handlers) Courses(c *page.Ctx) error {
	p := CoursesPage{Base: c.Base(page.SectionManage, "manage.title"), Categories: courses.Categories, Standings: courses.Standings,
		List: c.ReadList([]string{"title", "changed"}, "q", "category", "standing"), MayEdit: people.Can(c.Actor, people.ActEditCourse, people.Target{})}
	var err error
	p.Rows, p.List.Total, err = h.courses.List(c.Context(), c.Actor, courses.ListQuery{
		Search: p.List.Get("q"), Category: courses.Category(p.List.Get("category")), Standing: courses.Standing(p.List.Get("standing")),
		Sort: p.List.Sort, Limit: page.PerPage, Offset: p.List.Offset(),
	})
	if err != nil {
		return err
	}
	if p.tree, err = h.people.Tree(c.Context(), h.people.Today()); err != nil {
		return err
	}
	if p.MayAnswer = people.Can(c.Actor, people.ActPublishCourse, people.Target{}); p.MayAnswer {
		if p.Waiting, err = h.training.OpenInquiries(c.Context(), c.Actor); err != nil {
			return err
		}
	}
	if p.MayEdit {
		p.Action = &page.Link{Text: c.P.T("manage.upload"), Href: listPath + "/upload", Icon: "upload"}
	}
	return coursesPage.Render(c, &p)
}

// Unit is the short name of the unit that a course belongs to.
func (p *CoursesPage) Unit(id string) string {
	u, _ := p.tree.Unit(id)
	if u.ShortName != "" {
		return u.ShortName
	}
	return u.Name
}
