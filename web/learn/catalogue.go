package learn

import (
	"liem/courses"
	"liem/training"
	"liem/web/page"
)

// CataloguePage lists the courses on offer.
type CataloguePage struct {
	page.Base
	List       page.List
	Items      []training.Item
	Categories []courses.Category
}

var cataloguePage = page.Parse[CataloguePage](files, "catalogue.html", "items.html")

// Catalogue shows what may be taken, with how far one is.
func (h *Handlers) Catalogue(c *page.Ctx) error {
	p := CataloguePage{Base: c.Base(page.SectionCourses, "catalogue.title"), Categories: courses.Categories,
		List: c.ReadList([]string{"title", "changed"}, "q", "category")}
	var err error
	p.Items, p.List.Total, err = h.training.Catalogue(c.Context(), c.Actor, courses.ListQuery{
		Search: p.List.Get("q"), Category: courses.Category(p.List.Get("category")), Sort: p.List.Sort,
		Limit: page.PerPage, Offset: p.List.Offset(),
	})
	if err != nil {
		return err
	}
	return cataloguePage.Render(c, &p)
}
