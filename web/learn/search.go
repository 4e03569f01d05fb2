package learn

import (
	"liem/courses"
	"liem/web/page"
)

// SearchPage is what was found in the lessons on offer.
type SearchPage struct {
	page.Base
	Query string
	Found courses.Found
}

var searchPage = page.Parse[SearchPage](files, "search.html")

// Search looks for words in everything that officers may read.
func (h *Handlers) Search(c *page.Ctx) error {
	p := SearchPage{Base: c.Base(page.SectionCourses, "search.title"), Query: c.Query("q")}
	p.Crumbs = []page.Link{{Text: c.P.T("nav.courses"), Href: "/courses"}}
	var err error
	if p.Found, err = h.courses.Search(c.Context(), c.Actor, p.Query); err != nil {
		return err
	}
	return searchPage.Render(c, &p)
}

// Href leads to what was found.
func (p *SearchPage) Href(h courses.Hit) string {
	href := "/courses/" + h.Slug
	if h.Stem != "" {
		href += "/" + h.Stem
	}
	if h.Anchor != "" {
		href += "#" + h.Anchor
	}
	return href
}
