// Package organisation holds the pages of units and groups: the tree on any day, and what changes it.
package organisation

import (
	"embed"
	"strings"

	"liem/internal/clock"
	"liem/people"
	"liem/web/page"
)

//go:embed *.html
var files embed.FS

// Handlers are the pages of this folder.
type Handlers struct {
	people *people.Service
}

// New makes the handlers.
func New(p *people.Service) *Handlers { return &Handlers{p} }

// readDay is a day as it is stored; what is none stays as it was typed, for the domain to refuse.
func readDay(typed string) clock.Date {
	if d, ok := clock.ParseDate(typed); ok {
		return d
	}
	return clock.Date(typed)
}

// day is the day of the address, today where it names none; one that cannot be read is a page that is not there.
func (h *Handlers) day(c *page.Ctx) (clock.Date, error) {
	typed := c.Query("on")
	if typed == "" {
		return h.people.Today(), nil
	}
	d, ok := clock.ParseDate(typed)
	if !ok {
		return "", page.NoSuchPage()
	}
	return d, nil
}

// indent shows a unit's depth in a list that has no other way to.
func indent(depth int) string { return strings.Repeat("\u2003", depth) }

// crumbs is the way to the pages of units.
func crumbs(c *page.Ctx, more ...page.Link) []page.Link {
	return append([]page.Link{{Text: c.P.T("staff.people"), Href: "/people"}, {Text: c.P.T("nav.units"), Href: "/units"}}, more...)
}

func unitPath(id string) string { return "/units/" + id }
