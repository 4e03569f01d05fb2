package manage

import (
	"strings"

	"liem/courses"
	"liem/internal/text"
	"liem/web/page"
)

const citationsPath = listPath + "/citations"

// CitationsPage lists the legal texts that the courses in the actor's scope cite.
type CitationsPage struct {
	page.Base
	Query string
	Rows  []courses.CitedInstrument
}

var citationsPage = page.Parse[CitationsPage](files, "citations.html")

// Citations shows the list. What a person types narrows it, with or without marks.
func (h *Handlers) Citations(c *page.Ctx) error {
	p := CitationsPage{Base: c.Base(page.SectionManage, "citations.title"), Query: c.Query("q")}
	p.Crumbs, p.Lead = crumbs(c, "", ""), c.P.T("citations.lead")
	list, err := h.courses.CitedInstruments(c.Context(), c.Actor)
	if err != nil {
		return err
	}
	for _, in := range list {
		if found(in, p.Query) {
			p.Rows = append(p.Rows, in)
		}
	}
	return citationsPage.Render(c, &p)
}

func found(in courses.CitedInstrument, query string) bool {
	name := text.Fold(in.Name)
	for _, word := range strings.Fields(text.Fold(query)) {
		if !strings.Contains(name, word) {
			return false
		}
	}
	return true
}

// Href leads to what cites a legal text.
func (p *CitationsPage) Href(key string) string { return passagesPath(key, "") }
