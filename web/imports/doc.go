// Package imports holds the pages by which HR brings rosters in: the file, its columns, the difference, and undoing.
package imports

import (
	"embed"

	"liem/people"
	"liem/people/roster"
	"liem/web/page"
)

//go:embed *.html
var files embed.FS

// Handlers are the pages of this folder.
type Handlers struct {
	roster *roster.Service
	people *people.Service
}

// New makes the handlers.
func New(r *roster.Service, p *people.Service) *Handlers { return &Handlers{r, p} }

const listPath = "/people/import"

func importPath(id string) string { return listPath + "/" + id }

// crumbs lead back to the officers, and to the list of imports where one is open.
func crumbs(c *page.Ctx, open bool) []page.Link {
	links := []page.Link{{Text: c.P.T("nav.people"), Href: "/people"}}
	if open {
		links = append(links, page.Link{Text: c.P.T("roster.title"), Href: listPath})
	}
	return links
}

// dry begins the component with the step that shows.
func dry(c *page.Ctx, step int) page.DryRun {
	return page.DryRun{Step: step, Steps: []string{c.P.T("roster.step.file"), c.P.T("roster.step.difference"), c.P.T("roster.step.done")}}
}
